# What the library's `pickle` takes from native code; the rest is in Python.

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
        return self._held()

    def raw(self):
        """A view of the raw bytes, of one dimension and format 'B'."""
        return self._held().cast("B")

    def release(self):
        """Let the buffer go."""
        self._view = None
