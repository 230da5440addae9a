# What the library's `sysconfig` knows of how the binary was built: that no C compiler is concerned.

build_time_vars = {
    "ABIFLAGS": "",
    "EXT_SUFFIX": "",
    "HAVE_FORK": 0,
    "LDVERSION": "3.14",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SOABI": "",
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "VERSION": "3.14",
}
