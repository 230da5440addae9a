# Ranges of integers that do not fit a machine word.

class range:
    def __init__(self, start, stop=None, step=1, /):
        if stop is None:
            start, stop = 0, start
        if step == 0:
            raise ValueError("range() arg 3 must not be zero")
        self.start = start
        self.stop = stop
        self.step = step
        n = (stop - start + step - 1) // step if step > 0 else (start - stop - step - 1) // -step
        self._len = n if n > 0 else 0

    def __len__(self):
        if self._len > 9223372036854775807:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return self._len

    def __bool__(self):
        return self._len > 0

    def __iter__(self):
        return longrange_iterator(self.start, self.step, self._len)

    def __reversed__(self):
        return longrange_iterator(self.start + (self._len - 1) * self.step, -self.step, self._len)

    def __contains__(self, x):
        if isinstance(x, int):
            if self._len == 0:
                return False
            k = x - self.start
            return k % self.step == 0 and 0 <= k // self.step < self._len
        for v in self:
            if v == x:
                return True
        return False

    def index(self, x):
        if isinstance(x, int) and x in self:
            return (x - self.start) // self.step
        raise ValueError(f"{x!r} is not in range")

    def count(self, x):
        return 1 if x in self else 0

    def __getitem__(self, i):
        n = self._len
        if isinstance(i, slice):
            step = 1 if i.step is None else i.step
            if step == 0:
                raise ValueError("slice step cannot be zero")
            low, high = (0, n) if step > 0 else (-1, n - 1)

            def clip(v, default):
                if v is None:
                    return default
                if v < 0:
                    return max(v + n, low)
                return min(v, high)
            start = clip(i.start, low if step > 0 else high)
            stop = clip(i.stop, high if step > 0 else low)
            return _make(self.start + start * self.step, self.start + stop * self.step, self.step * step)
        if i < 0:
            i += n
        if i < 0 or i >= n:
            raise IndexError("range object index out of range")
        return self.start + i * self.step

    def __eq__(self, other):
        if not hasattr(other, "step") or not hasattr(other, "start"):
            return NotImplemented
        n = self._len
        if n != getattr(other, "_len", None) and n != len(other):
            return False
        if n == 0:
            return True
        return self.start == other.start and (n == 1 or self.step == other.step)

    def __hash__(self):
        n = self._len
        if n == 0:
            return hash((0, None, None))
        if n == 1:
            return hash((1, self.start, None))
        return hash((n, self.start, self.step))

    def __repr__(self):
        if self.step == 1:
            return f"range({self.start}, {self.stop})"
        return f"range({self.start}, {self.stop}, {self.step})"

    def __reduce__(self):
        return _make, (self.start, self.stop, self.step)


range.__module__ = "builtins"


def _make(start, stop, step):
    return __builtins__["range"](start, stop, step) if isinstance(__builtins__, dict) else range(start, stop, step)


class longrange_iterator:
    def __init__(self, start, step, left):
        self._next = start
        self._step = step
        self._left = left

    def __iter__(self):
        return self

    def __next__(self):
        if self._left == 0:
            raise StopIteration
        self._left -= 1
        v = self._next
        self._next = v + self._step
        return v

    def __length_hint__(self):
        return self._left


longrange_iterator.__module__ = "builtins"
