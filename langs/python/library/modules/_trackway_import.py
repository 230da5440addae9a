# How modules are described to programs: specs and loaders.
#
# importlib's own code takes its ModuleSpec and loaders from here, so there is one class of each.

import sys
from _trackway import _load_into, _load_native, _load_source, _library_source, _library_find, _builtin_names


class ModuleSpec:
    """The specification for a module, used for loading."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(args)})"

    def __eq__(self, other):
        smsl = self.submodule_search_locations
        try:
            return (self.name == other.name and
                    self.loader == other.loader and
                    self.origin == other.origin and
                    smsl == other.submodule_search_locations and
                    self.cached == other.cached and
                    self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            if not self.origin.endswith(".py"):
                return None
            head, slash, tail = self.origin.rpartition("/")
            self._cached = f"{head}{slash}__pycache__/{tail[:-3]}.{sys.implementation.cache_tag}.pyc"
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


ModuleSpec.__module__ = "importlib._bootstrap"


class BuiltinImporter:
    """Meta path import for built-in modules."""

    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in _builtin_names():
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN)
        return None

    @staticmethod
    def create_module(spec):
        if spec.name not in _builtin_names():
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        if spec.name in sys.modules:
            return sys.modules[spec.name]
        return type(sys)(spec.name)

    @staticmethod
    def exec_module(module):
        if module.__name__ in ("sys", "builtins"):
            return
        body = _load_native(module, module.__name__)
        if body is not None:
            body()

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


BuiltinImporter.__module__ = "importlib._bootstrap"


class LibraryLoader:
    """Loads modules of the library, whose files are within the program."""

    def __init__(self, name, path):
        self.name = name
        self.path = path

    def __repr__(self):
        return f"<LibraryLoader {self.name!r}>"

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _load_into(module, self.name)()

    def get_filename(self, name=None):
        return self.path

    def get_source(self, fullname):
        return _library_source(self.path)

    def get_code(self, fullname):
        return compile(self.get_source(fullname), self.path, "exec", dont_inherit=True)

    def get_data(self, path):
        text = _library_source(path)
        if text is None:
            raise FileNotFoundError(2, "No such file or directory", path)
        return text.encode()

    def is_package(self, fullname):
        return self.path.endswith("/__init__.py")

    def load_module(self, fullname):
        import importlib
        return importlib.import_module(fullname)

    def get_resource_reader(self, module):
        return None


class LibraryFinder:
    """Finds modules in a folder of the library."""

    def __init__(self, path):
        if _library_find(path, None) is None:
            raise ImportError("only for the library", path=path)
        self.path = path

    def __repr__(self):
        return f"LibraryFinder({self.path!r})"

    def find_spec(self, fullname, target=None):
        found = _library_find(self.path, fullname.rpartition(".")[2])
        if not found:
            return None
        file, package, name = found
        spec = ModuleSpec(fullname, LibraryLoader(name, file), origin=file, is_package=package)
        spec._set_fileattr = True
        if package:
            spec.submodule_search_locations = [file.rpartition("/")[0]]
        return spec

    def invalidate_caches(self):
        pass

    def iter_modules(self, prefix=""):
        for name, package in _library_find(self.path, ""):
            yield prefix + name, package


class SourceFileLoader:
    """Loads a module from a source file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __repr__(self):
        return f"<_frozen_importlib_external.SourceFileLoader object at {id(self):#x}>"

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check(self, name):
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        _load_source(module, self.get_data(self.path), self.path)()

    def get_filename(self, name=None):
        self._check(name)
        return self.path

    def get_data(self, path):
        from _io import open_code, FileIO
        with FileIO(path, "r") as file:
            return file.read()

    def get_source(self, fullname):
        from importlib._bootstrap_external import decode_source
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as exc:
            raise ImportError("source not available through get_data()", name=fullname) from exc
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def path_stats(self, path):
        import posix
        st = posix.stat(path)
        return {"mtime": st.st_mtime, "size": st.st_size}

    def is_package(self, fullname):
        return self.path.endswith("/__init__.py") and self.name.rpartition(".")[2] != "__init__"

    def load_module(self, fullname):
        self._check(fullname)
        import importlib
        return importlib.import_module(fullname)

    def get_resource_reader(self, module):
        from importlib.readers import FileReader
        return FileReader(self)


SourceFileLoader.__module__ = "importlib._bootstrap_external"


class NamespaceLoader:
    """Stands for a package without `__init__.py`."""

    def __init__(self, name, path, path_finder=None):
        self.name = name
        self.path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass


NamespaceLoader.__module__ = "importlib._bootstrap_external"
