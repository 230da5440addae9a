# Imports: what programs see of modules, specs and loaders.
import sys, keyword, importlib, importlib.util
print(keyword.__spec__.name, keyword.__spec__.origin == keyword.__file__, type(keyword.__loader__).__name__) # expect: keyword True LibraryLoader
print(importlib.import_module("collections.abc").__name__, "collections.abc" in sys.modules) # expect: collections.abc True
print(importlib.util.find_spec("json.decoder").name, importlib.util.find_spec("nowhere")) # expect: json.decoder None
try:
    import nowhere.at.all
except ModuleNotFoundError as e:
    print(e, e.name) # expect: No module named 'nowhere' nowhere
try:
    import keyword.at
except ModuleNotFoundError as e:
    print(e) # expect: No module named 'keyword.at'; 'keyword' is not a package
try:
    from keyword import nothing
except ImportError as e:
    print(str(e).split(" (")[0], e.name) # expect: cannot import name 'nothing' from 'keyword' keyword
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e) # expect: import of blocked halted; None in sys.modules
class Finder:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == "virtual":
            return importlib.util.spec_from_loader(name, Finder)
    @staticmethod
    def create_module(spec):
        return None
    @staticmethod
    def exec_module(module):
        module.answer = 42
sys.meta_path.insert(0, Finder)
import virtual
print(virtual.answer, virtual.__spec__.loader is Finder) # expect: 42 True
from string import *
print(digits, "capwords" in globals()) # expect: 0123456789 True
# A program's own __import__ is asked by import statements.
import builtins
real, asked = builtins.__import__, []
def own(name, globals=None, locals=None, fromlist=(), level=0):
    asked.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = own
import json.decoder
from keyword import iskeyword as k
builtins.__import__ = real
import heapq
print(asked, json.decoder.__name__, k("if"))  # expect: [('json.decoder', None, 0), ('keyword', ('iskeyword',), 0)] json.decoder True
