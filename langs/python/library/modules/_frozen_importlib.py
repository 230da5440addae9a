# importlib's own code, with the classes that describe modules.

import _imp
import sys
import _thread
import _warnings
import _weakref
import _trackway_import
from _trackway import _load_into

_load_into(sys.modules[__name__], "importlib._bootstrap")()

import _imp
import sys
import _thread
import _warnings
import _weakref

ModuleSpec = _trackway_import.ModuleSpec
BuiltinImporter = _trackway_import.BuiltinImporter
_blocking_on = _WeakValueDictionary()
