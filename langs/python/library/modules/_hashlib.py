# What OpenSSL gives CPython's hashlib, on the run time's own digests: constructors by name, and
# PBKDF2. Keyed hashes are left to the library's own code.

import _blake2
import _md5
import _sha1
import _sha2
import _sha3


class UnsupportedDigestmodError(ValueError):
    pass


_makers = {
    "md5": _md5.md5, "sha1": _sha1.sha1,
    "sha224": _sha2.sha224, "sha256": _sha2.sha256, "sha384": _sha2.sha384, "sha512": _sha2.sha512,
    "sha3_224": _sha3.sha3_224, "sha3_256": _sha3.sha3_256, "sha3_384": _sha3.sha3_384,
    "sha3_512": _sha3.sha3_512, "shake_128": _sha3.shake_128, "shake_256": _sha3.shake_256,
    "blake2b": _blake2.blake2b, "blake2s": _blake2.blake2s,
}
openssl_md_meth_names = frozenset(_makers)
for _name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
              "shake_128", "shake_256"):
    globals()["openssl_" + _name] = _makers[_name]


def _maker(name):
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    found = _makers.get(name.lower().replace("-", "_"))
    if found is None:
        found = _makers.get(name.lower().replace("-", ""))
    if found is None:
        raise ValueError("unsupported hash type " + name)
    return found


def new(name, data=b"", *, usedforsecurity=True, string=None):
    if string is not None:
        data = string
    return _maker(name)(data, usedforsecurity=usedforsecurity)


def get_fips_mode():
    return 0


def compare_digest(a, b, /):
    from _operator import _compare_digest
    return _compare_digest(a, b)


def hmac_new(key, msg=b"", digestmod=None):
    raise UnsupportedDigestmodError("keyed hashes are made by hmac")


def hmac_digest(key, msg, digest):
    raise UnsupportedDigestmodError("keyed hashes are made by hmac")


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."""
    make = _maker(hash_name)
    if not isinstance(iterations, int):
        raise TypeError(f"'{type(iterations).__name__}' object cannot be interpreted as an integer")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    inner = make()
    if dklen is None:
        dklen = inner.digest_size
    elif dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if dklen >= 1 << 31:
        raise OverflowError("key length is too great.")
    if iterations >= 1 << 63:
        raise OverflowError("iteration value is too great.")
    block = inner.block_size
    key = bytes(password)
    if len(key) > block:
        key = make(key).digest()
    key = key.ljust(block, b"\0")
    inner.update(bytes([b ^ 0x36 for b in key]))
    outer = make(bytes([b ^ 0x5C for b in key]))

    def mac(message):
        i = inner.copy()
        i.update(message)
        o = outer.copy()
        o.update(i.digest())
        return o.digest()

    out = b""
    number = 1
    while len(out) < dklen:
        last = mac(bytes(salt) + number.to_bytes(4, "big"))
        total = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = mac(last)
            total ^= int.from_bytes(last, "big")
        out += total.to_bytes(inner.digest_size, "big")
        number += 1
    return out[:dklen]


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64):
    """scrypt password-based key derivation function."""
    from _trackway import _scrypt_mix
    for name, value in (("n", n), ("r", r), ("p", p), ("maxmem", maxmem), ("dklen", dklen)):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    password, salt = _data(password), _data(salt)
    if n < 2 or n & (n - 1):
        raise ValueError("n must be a power of 2.")
    if not 0 <= maxmem < 1 << 31:
        raise ValueError("maxmem must be positive and smaller than 2147483647")
    if not 0 < dklen < 1 << 31:
        raise ValueError("dklen must be greater than 0 and smaller than 2147483647")
    if 128 * r * (n + p + 2) > (maxmem or 32 << 20):
        raise ValueError("[digital envelope routines] memory limit exceeded")
    if r < 1 or p < 1 or r * p >= 1 << 30:
        raise ValueError("Invalid parameter combination for n, r, p, maxmem.")
    blocks = pbkdf2_hmac("sha256", password, salt, 1, 128 * r * p)
    mixed = [_scrypt_mix(blocks[i:i + 128 * r], n) for i in range(0, len(blocks), 128 * r)]
    return pbkdf2_hmac("sha256", password, b"".join(mixed), 1, dklen)


def _data(value):
    if isinstance(value, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(value))
