# Every public name of `platform`, used once.
import os
import platform
import sys
import warnings

u = os.uname()
assert platform.system() == u.sysname == platform.uname().system and platform.node() == u.nodename and platform.release() == u.release
assert platform.version() == u.version and platform.machine() == u.machine and isinstance(platform.uname(), platform.uname_result)
assert isinstance(platform.processor(), str) and platform.system() in platform.platform() and platform.architecture()[0] == "64bit"
assert platform.python_version() == "%d.%d.%d" % sys.version_info[:3] and platform.python_version_tuple()[0] == "3"
assert isinstance(platform.python_implementation(), str) and isinstance(platform.python_compiler(), str)
assert len(platform.python_build()) == 2 and platform.python_branch() is not None and platform.python_revision() is not None
assert platform.system_alias("SunOS", "5.9", "") == ("Solaris", "2.9", "")
assert len(platform.libc_ver()) == 2 and platform.mac_ver()[0] == "" and platform.win32_ver()[0] == ""
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    assert platform.java_ver()[0] == ""
assert platform.win32_edition() is None and platform.win32_is_iot() is False
try:
    assert "ID" in platform.freedesktop_os_release()
except OSError:
    pass

# Since 3.13.
platform.invalidate_caches()
assert platform.ios_ver().system == "" and platform.android_ver().release == ""
