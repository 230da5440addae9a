# Arrays of numbers: the class itself is in Rust.

from _struct import unpack as _unpack

# Of each number that stands for a format in pickles: what `struct` calls it, or the encoding of characters.
_formats = (
    "B", "b", "<H", ">H", "<h", ">h", "<I", ">I", "<i", ">i", "<Q", ">Q", "<q", ">q", "<f", ">f", "<d", ">d",
    "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be",
)


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    """Internal. Used for pickling support."""
    if not isinstance(arraytype, type):
        raise TypeError(f"first argument must be a type object, not {type(arraytype).__name__}")
    if not issubclass(arraytype, array):
        raise TypeError(f"{arraytype.__name__} is not a subtype of array.array")
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError("_array_reconstructor() argument 2 must be a unicode character")
    if typecode not in typecodes:
        raise ValueError("second argument must be a valid type code")
    if not isinstance(mformat_code, int):
        raise TypeError(f"'{type(mformat_code).__name__}' object cannot be interpreted as an integer")
    if not 0 <= mformat_code < len(_formats):
        raise ValueError("third argument must be a valid machine format code.")
    if not isinstance(items, bytes):
        raise TypeError(f"fourth argument should be bytes, not {type(items).__name__}")
    form = _formats[mformat_code]
    if form.startswith("utf"):
        return arraytype(typecode, items.decode(form))
    order, kind = ("<" if len(form) == 1 else form[0]), form[-1]
    size = array(kind).itemsize
    if len(items) % size:
        raise ValueError("bytes length not a multiple of item size")
    return arraytype(typecode, _unpack(f"{order}{len(items) // size}{kind}", items))


def _register():
    from collections.abc import MutableSequence
    MutableSequence.register(array)


_register()
