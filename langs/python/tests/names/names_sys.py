# Every public name of `sys`, used once.
import io
import sys

assert sys.abiflags == "" and sys.api_version == 1013 and isinstance(sys.argv[0], str) and sys.byteorder in ("little", "big")
events = []
sys.addaudithook(lambda name, args: events.append((name, args)) if name == "own" else None)
sys.audit("own", 1, 2)
assert events == [("own", (1, 2))]
assert sys.base_prefix == sys.prefix and sys.base_exec_prefix == sys.exec_prefix and sys.platlibdir in ("lib", "lib64")
assert callable(sys.breakpointhook) and "sys" in sys.builtin_module_names and "json" in sys.stdlib_module_names
assert sys.call_tracing(max, (1, 2)) == 2 and "Python" in sys.copyright and sys.dont_write_bytecode in (True, False)
out, sys.stdout = sys.stdout, io.StringIO()
sys.displayhook("v")
shown, sys.stdout = sys.stdout.getvalue(), out
assert shown == "'v'\n"
try:
    1 / 0
except ZeroDivisionError as e:
    assert sys.exc_info()[1] is e and sys.exception() is e
    err, sys.stderr = sys.stderr, io.StringIO()
    sys.excepthook(*sys.exc_info())
    text, sys.stderr = sys.stderr.getvalue(), err
    assert text.startswith("Traceback") and text.endswith("ZeroDivisionError: division by zero\n")
assert sys.exc_info() == (None, None, None) and isinstance(sys.executable, str)
try:
    sys.exit(3)
except SystemExit as e:
    assert e.code == 3
assert sys.flags.optimize == 0 and sys.float_info.max == 1.7976931348623157e308 and sys.float_repr_style == "short"
assert sys.get_asyncgen_hooks() == (None, None)
sys.set_asyncgen_hooks(firstiter=None)
sys.set_coroutine_origin_tracking_depth(0)
assert sys.get_coroutine_origin_tracking_depth() == 0
assert sys.get_int_max_str_digits() == 4300
sys.set_int_max_str_digits(5000)
assert sys.get_int_max_str_digits() == 5000 and sys.getallocatedblocks() >= 0
assert sys.getdefaultencoding() == sys.getfilesystemencoding() == "utf-8" and sys.getfilesystemencodeerrors() == "surrogateescape"
sys.setdlopenflags(sys.getdlopenflags())
assert sys.getprofile() is None and sys.gettrace() is None
sys.setprofile(None)
sys.settrace(None)
limit = sys.getrecursionlimit()
sys.setrecursionlimit(limit + 1)
assert sys.getrecursionlimit() == limit + 1 and sys.getrefcount([]) >= 1 and sys.getsizeof([]) > 0
sys.setswitchinterval(0.01)
assert sys.getswitchinterval() == 0.01 and sys.hash_info.modulus == 2 ** 61 - 1 and sys.int_info.bits_per_digit in (15, 30, 63)
assert sys.hexversion >> 24 == 3 and sys.implementation.name and sys.intern("abc") == "abc" and sys.is_finalizing() is False
assert sys.maxsize == 2 ** 63 - 1 and sys.maxunicode == 0x10FFFF and isinstance(sys.meta_path, list) and sys.modules["sys"] is sys
assert isinstance(sys.orig_argv, list) and isinstance(sys.path, list) and isinstance(sys.path_hooks, list) and isinstance(sys.path_importer_cache, dict)
assert sys.platform == "linux" and sys.pycache_prefix is None and sys.stdin.fileno() == 0 and sys.stdout.fileno() == 1 and sys.stderr.fileno() == 2
assert isinstance(sys.thread_info.name, str) and callable(sys.unraisablehook) and sys.version.startswith("3.") and sys.version_info[0] == 3
assert isinstance(sys.warnoptions, list)

# Since 3.12.
assert sys.is_stack_trampoline_active() is False
sys.deactivate_stack_trampoline()
try:
    sys.activate_stack_trampoline("perf")
    sys.deactivate_stack_trampoline()
except (ValueError, NotImplementedError):
    pass
assert sys.monitoring.get_tool(0) is None and sys.is_remote_debug_enabled() in (True, False)
try:
    sys.remote_exec(-1, "x.py")
    assert False
except (OSError, RuntimeError, NotImplementedError):
    pass
