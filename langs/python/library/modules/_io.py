# Streams.

from _pyio import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, UnsupportedOperation, open, open_code, FileIO, BytesIO, StringIO,
    BufferedReader, BufferedWriter, BufferedRWPair, BufferedRandom, TextIOWrapper, IncrementalNewlineDecoder,
    text_encoding, IOBase as _IOBase, RawIOBase as _RawIOBase, BufferedIOBase as _BufferedIOBase,
    TextIOBase as _TextIOBase,
)
