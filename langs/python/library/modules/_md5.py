# MD5.

from _hashes import make as _make

MD5Type, md5 = _make("_md5", "md5", "md5", 16, 64)
_GIL_MINSIZE = 2048
