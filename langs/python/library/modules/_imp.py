# What importlib wants to know.

check_hash_based_pycs = "default"
pyc_magic_number_token = 168627187


def source_hash(key, source):
    h = key & 0xffffffffffffffff
    for b in source:
        h = (h ^ b) * 0x100000001b3 & 0xffffffffffffffff
    return h.to_bytes(8, "little")


def create_builtin(spec, /):
    import _trackway_import
    return _trackway_import.BuiltinImporter.create_module(spec)


def exec_builtin(mod, /):
    return 0


def create_dynamic(spec, file=None, /):
    raise ImportError("extension modules are not supported by Trackway", name=spec.name, path=spec.origin)


def exec_dynamic(mod, /):
    return 0


def init_frozen(name, /):
    return None


def get_frozen_object(name, data=None, /):
    raise ImportError(f"No such frozen object named {name}", name=name)


def _frozen_module_names():
    return []


def _override_frozen_modules_for_tests(override, /):
    pass


def _override_multi_interp_extensions_check(override, /):
    return 0
