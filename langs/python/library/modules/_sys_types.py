# The variables of sys whose types are written here. Run when one of them is first asked for.

import sys
from _structseq import make
from _trackway import _flag, _sys_setup, _threaded, _turns_clock, _xoption_list, _warning_list

_os, _arch = _sys_setup()


def _plain(name, fields, module="sys"):
    return make(name, fields, module=module)


_version_info = _plain("version_info", ("major", "minor", "micro", "releaselevel", "serial"))
_flag_names = ("debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
               "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
               "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits")
_flags = make("flags", _flag_names, ("gil", "thread_inherit_context", "context_aware_warnings"), module="sys")
_float_info = _plain("float_info", ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
                                    "mant_dig", "epsilon", "radix", "rounds"))
_int_info = _plain("int_info", ("bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                "str_digits_check_threshold"))
_hash_info = _plain("hash_info", ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits",
                                  "seed_bits", "cutoff"))
_thread_info = _plain("thread_info", ("name", "lock", "version"))
_hooks = _plain("asyncgen_hooks", ("firstiter", "finalizer"))
UnraisableHookArgs = _plain("UnraisableHookArgs", ("exc_type", "exc_value", "exc_traceback", "err_msg", "object"))


class SimpleNamespace:
    """A simple attribute-based namespace."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        self.__dict__.update(mapping_or_iterable)
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __replace__(self, /, **changes):
        new = type(self)(**self.__dict__)
        new.__dict__.update(changes)
        return new

    def __reduce__(self):
        return type(self), (), self.__dict__


SimpleNamespace.__module__ = "types"

_values = {
    "version_info": _version_info((3, 14, 0, "final", 0)),
    "flags": _flags([_flag(n) if n not in ("dev_mode", "safe_path") else bool(_flag(n)) for n in _flag_names[:14]]
                    + [1, 0, bool(_flag("safe_path")), sys.get_int_max_str_digits()] + [1, 0, 0]),
    "float_info": _float_info((1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53,
                               2.220446049250313e-16, 2, 1)),
    "int_info": _int_info((30, 4, 4300, 640)),
    "hash_info": _hash_info((64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0)),
    "thread_info": _thread_info(("pthread", "semaphore", None)),
    "implementation": SimpleNamespace(
        name="trackway", cache_tag="trackway-314", version=_version_info((3, 14, 0, "final", 0)),
        hexversion=sys.hexversion, _multiarch="", supports_isolated_interpreters=False),
    "UnraisableHookArgs": UnraisableHookArgs,
}


def _public(f):
    _values[f.__name__] = f
    f.__module__ = "sys"
    return f


_UNSET = object()
_firstiter = _finalizer = None


@_public
def get_asyncgen_hooks():
    return _hooks((_firstiter, _finalizer))


@_public
def set_asyncgen_hooks(firstiter=_UNSET, finalizer=_UNSET):
    # The finalizer is kept only: what is collected in the middle is not closed.
    global _firstiter, _finalizer
    for name, hook in (("firstiter", firstiter), ("finalizer", finalizer)):
        if hook is not _UNSET and hook is not None and not callable(hook):
            raise TypeError(f"callable {name} expected, got {type(hook).__name__}")
    if firstiter is not _UNSET:
        _firstiter = firstiter
    if finalizer is not _UNSET:
        _finalizer = finalizer


@_public
def get_coroutine_origin_tracking_depth():
    return 0


@_public
def set_coroutine_origin_tracking_depth(depth):
    pass


@_public
def _current_frames():
    return {1: sys._getframe()}


@_public
def _current_exceptions():
    return {1: sys.exception()}


_audit_hooks = []


@_public
def addaudithook(hook):
    """Add a function that is called with the name and the arguments of each event."""
    _audit_hooks.append(hook)


@_public
def audit(event, /, *args):
    """Tell the audit hooks of an event."""
    for hook in _audit_hooks:
        hook(event, args)


@_public
def is_remote_debug_enabled():
    """Whether other processes may have this one run code."""
    return False


@_public
def remote_exec(pid, script):
    raise RuntimeError("Remote debugging is not enabled")


@_public
def getdlopenflags():
    """The flags for dlopen(3) calls."""
    return _dlopen_flags


@_public
def setdlopenflags(flags, /):
    """Set the flags for dlopen(3) calls."""
    global _dlopen_flags
    _dlopen_flags = flags.__index__()


_dlopen_flags = 2


@_public
def getswitchinterval():
    """The interval at which threads take turns, in seconds."""
    return _interval


@_public
def setswitchinterval(interval, /):
    """Set the interval at which threads take turns, in seconds."""
    global _interval
    if not interval > 0:
        raise ValueError("switch interval must be strictly positive")
    _interval = float(interval)
    if _threaded():
        _turns_clock(_interval)


_interval = 0.005


@_public
def call_tracing(func, args, /):
    return func(*args)


@_public
def activate_stack_trampoline(backend, /):
    raise ValueError("perf trampoline not available")


@_public
def deactivate_stack_trampoline():
    pass


@_public
def is_stack_trampoline_active():
    return False


@_public
def getunicodeinternedsize(*, _only_immortal=False):
    return 0


_values["stdlib_module_names"] = frozenset(__import__("_stdlib_names").names)
_values["orig_argv"] = [sys.executable] + list(getattr(sys, "argv", []))

if "_getframe" not in sys.__dict__:
    class _Frame:
        f_back = f_code = f_trace = None
        f_lineno = 0

        def __init__(self):
            self.f_locals = {}
            self.f_globals = {"__name__": "__main__"}
            self.f_builtins = {}

    @_public
    def _getframe(depth=0, /):
        return _Frame()

_events = SimpleNamespace()
for _i, _n in enumerate("PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE INSTRUCTION JUMP BRANCH_LEFT BRANCH_RIGHT "
                        "STOP_ITERATION RAISE EXCEPTION_HANDLED PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE BRANCH".split()):
    setattr(_events, _n, 1 << _i)
_events.NO_EVENTS = 0


def _no_monitoring(*args, **kw):
    raise NotImplementedError("sys.monitoring is not supported by Trackway")


_values["monitoring"] = SimpleNamespace(
    events=_events, DEBUGGER_ID=0, COVERAGE_ID=1, PROFILER_ID=2, OPTIMIZER_ID=5, DISABLE=object(), MISSING=object(),
    get_tool=lambda tool_id: None, use_tool_id=_no_monitoring, free_tool_id=_no_monitoring,
    set_events=_no_monitoring, get_events=lambda tool_id: 0, register_callback=_no_monitoring,
    set_local_events=_no_monitoring, get_local_events=lambda tool_id, code: 0, restart_events=_no_monitoring)
names = frozenset(_values)
for _name, _value in _values.items():
    setattr(sys, _name, _value)
