# pickle in C: buffers here, as the library's `pickle` takes them while it is imported; the rest in `_pickle_native`,
# which builds on that.

_NAMES = ("PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads")


def __getattr__(name):
    if name not in _NAMES:
        raise AttributeError(f"module '_pickle' has no attribute {name!r}")
    import pickle
    import _pickle_native
    return getattr(_pickle_native, name)


def __dir__():
    return sorted([*globals(), *_NAMES])


class PickleBuffer:
    """Wrapper for potentially out-of-band buffers."""

    __module__ = "pickle"

    def __init__(self, object, /):
        self._view = memoryview(object)

    def _held(self):
        if self._view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return self._view

    def __buffer__(self, flags):
        # A view of its own: whoever asks may release it.
        return self._held()[:]

    def raw(self):
        """A view of the raw bytes, of one dimension and format 'B'."""
        return self._held().cast("B")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'PickleBuffer' object")

    def release(self):
        """Let the buffer go."""
        self._view = None
