# SHA-3.

from _hashes import make as _make, Shake as _Shake

implementation = "generic"
_t, sha3_224 = _make("_sha3", "sha3_224", "sha3_224", 28, 144)
_t, sha3_256 = _make("_sha3", "sha3_256", "sha3_256", 32, 136)
_t, sha3_384 = _make("_sha3", "sha3_384", "sha3_384", 48, 104)
_t, sha3_512 = _make("_sha3", "sha3_512", "sha3_512", 64, 72)
_t, shake_128 = _make("_sha3", "shake_128", "shake_128", 0, 168, _Shake)
_t, shake_256 = _make("_sha3", "shake_256", "shake_256", 0, 136, _Shake)
_GIL_MINSIZE = 2048
