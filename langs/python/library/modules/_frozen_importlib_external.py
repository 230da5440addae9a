# importlib's code for files, and the default ways to find modules.

import sys
import _frozen_importlib
import _trackway_import
from _trackway import _load_into, _set_defaults

_load_into(sys.modules[__name__], "importlib._bootstrap_external")()

_set_bootstrap_module(_frozen_importlib)
_frozen_importlib._bootstrap_external = sys.modules[__name__]
SourceFileLoader = _trackway_import.SourceFileLoader
NamespaceLoader = _trackway_import.NamespaceLoader


def _zip_hook(path):
    import posix
    if not posix._path_exists(path):
        raise ImportError("no such file", path=path)
    import zipimport
    return zipimport.zipimporter(path)


def _described():
    # Modules that were loaded before there were classes to describe them.
    module_type = type(sys)
    for name, module in list(sys.modules.items()):
        if isinstance(module, module_type) and name in sys.builtin_module_names:
            if getattr(module, "__spec__", None) is None:
                module.__spec__ = _trackway_import.ModuleSpec(name, _trackway_import.BuiltinImporter, origin="built-in")
                module.__loader__ = _trackway_import.BuiltinImporter


_described()
sys.meta_path.extend([_frozen_importlib.BuiltinImporter, _frozen_importlib.FrozenImporter, PathFinder])
sys.path_hooks.extend([_trackway_import.LibraryFinder, FileFinder.path_hook(*_get_supported_file_loaders()), _zip_hook])
_set_defaults(sys.meta_path[-3:], sys.path_hooks[-3:])
