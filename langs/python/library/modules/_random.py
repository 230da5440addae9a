# Random numbers: CPython's generator.

from _trackway import _mt_seed, _mt_random, _mt_bits


class Random:
    """Random() -> create a random number generator with its own internal state."""

    def __new__(cls, *args, **kw):
        self = object.__new__(cls)
        self._mt = [0] * 625
        Random.seed(self, *args[:1])
        return self

    def __init__(self, x=None):
        pass

    def seed(self, n=None, /):
        if n is None:
            import posix
            n = int.from_bytes(posix.urandom(2496), "little")
        elif isinstance(n, int):
            n = abs(int(n))
        else:
            n = hash(n) & 0xffffffffffffffff
        _mt_seed(self._mt, n)

    def random(self):
        """random() -> x in the interval [0, 1)."""
        return _mt_random(self._mt)

    def getrandbits(self, k, /):
        """getrandbits(k) -> x.  Generates an int with k random bits."""
        return _mt_bits(self._mt, k)

    def getstate(self):
        return tuple(self._mt)

    def setstate(self, state, /):
        if not isinstance(state, tuple):
            raise TypeError("state vector must be a tuple")
        if len(state) != 625:
            raise ValueError("state vector is the wrong size")
        if not 0 <= state[624] <= 624:
            raise ValueError("invalid state")
        self._mt = [int(x) & 0xffffffff for x in state[:624]] + [state[624]]
