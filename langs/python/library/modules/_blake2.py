# BLAKE2.

from _hashes import Hash as _Hash, data_of as _data
from _trackway import _blake2_start

_GIL_MINSIZE = 2048


class _Blake2(_Hash):
    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
                node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None):
        big = cls._algorithm == "blake2b"
        most = cls.MAX_DIGEST_SIZE
        if digest_size is None:
            digest_size = most
        if not 1 <= digest_size <= most:
            raise ValueError(f"digest_size for {cls.__name__[0].upper() + cls.__name__[1:]} must be between 1 and {most} bytes, here it is {digest_size}")
        key, salt, person = _data(key), _data(salt), _data(person)
        if len(key) > cls.MAX_KEY_SIZE:
            raise ValueError(f"maximum key length is {cls.MAX_KEY_SIZE} bytes")
        if len(salt) > cls.SALT_SIZE:
            raise ValueError(f"maximum salt length is {cls.SALT_SIZE} bytes")
        if len(person) > cls.PERSON_SIZE:
            raise ValueError(f"maximum person length is {cls.PERSON_SIZE} bytes")
        if not 0 <= fanout <= 255:
            raise ValueError("fanout must be between 0 and 255")
        if not 1 <= depth <= 255:
            raise ValueError("depth must be between 1 and 255")
        if leaf_size > 0xffffffff:
            raise OverflowError("leaf_size is too large")
        if not big and node_offset > 0xffffffffffff or node_offset > 0xffffffffffffffff:
            raise OverflowError("node_offset is too large")
        if not 0 <= node_depth <= 255:
            raise ValueError("node_depth must be between 0 and 255")
        if not 0 <= inner_size <= most:
            raise ValueError(f"inner_size must be between 0 and is {most}")
        block = bytes([digest_size, len(key), fanout, depth]) + leaf_size.to_bytes(4, "little")
        if big:
            block += node_offset.to_bytes(8, "little") + bytes([node_depth, inner_size]) + bytes(14)
        else:
            block += node_offset.to_bytes(6, "little") + bytes([node_depth, inner_size])
        block += salt.ljust(cls.SALT_SIZE, b"\0") + person.ljust(cls.PERSON_SIZE, b"\0")
        self = object.__new__(cls)
        self.digest_size = digest_size
        self._state = _blake2_start(cls._algorithm, block)
        if key:
            self.update(key.ljust(cls.block_size, b"\0"))
        data = data if string is None else string
        if isinstance(data, str) or data:
            self.update(data)
        return self


class blake2b(_Blake2):
    name = _algorithm = "blake2b"
    block_size = 128
    SALT_SIZE = PERSON_SIZE = 16
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = digest_size = 64


class blake2s(_Blake2):
    name = _algorithm = "blake2s"
    block_size = 64
    SALT_SIZE = PERSON_SIZE = 8
    MAX_KEY_SIZE = MAX_DIGEST_SIZE = digest_size = 32
