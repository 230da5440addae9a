# Message digests: the objects of _md5, _sha1, _sha2, _sha3 and _blake2.

from _trackway import _hash_start, _hash_update, _hash_finish


def data_of(data):
    if type(data) is bytes:
        return data
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None


class Hash:
    """A digest under way."""

    name = None
    digest_size = 0
    block_size = 0

    def __new__(cls, *args, **kw):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__name__}' instances")

    def update(self, data, /):
        """Update this hash object's state with the provided bytes-like object."""
        self._state = _hash_update(self._algorithm, self._state, data_of(data))

    def digest(self):
        """Return the digest value as a bytes object."""
        return _hash_finish(self._algorithm, self._state, self.digest_size)

    def hexdigest(self):
        """Return the digest value as a string of hexadecimal digits."""
        return self.digest().hex()

    def copy(self):
        """Return a copy of the hash object."""
        new = object.__new__(type(self))
        new._state = self._state
        new.__dict__.update(self.__dict__)
        return new

    def __repr__(self):
        return f"<{self.name} {type(self).__module__}.{type(self).__name__} object @ {id(self):#x}>"


class Shake(Hash):
    def digest(self, length):
        if length < 0:
            raise ValueError("value must be positive")
        return _hash_finish(self._algorithm, self._state, length)

    def hexdigest(self, length):
        return self.digest(length).hex()


def make(module, type_name, algorithm, size, block, base=Hash):
    """The class and the constructor of an algorithm."""
    cls = type(type_name, (base,), {"__module__": module, "name": algorithm, "_algorithm": algorithm,
                                    "digest_size": size, "block_size": block})

    def new(data=b"", *, usedforsecurity=True, string=None):
        if string is not None:
            data = string
        h = object.__new__(cls)
        h._state = _hash_start(algorithm, data if type(data) is bytes else data_of(data))
        return h

    new.__name__ = new.__qualname__ = algorithm
    return cls, new
