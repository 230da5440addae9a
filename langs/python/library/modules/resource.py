# Limits and use of resources.

from _structseq import make as _make

for _pair in """
RLIMIT_AS=9 RLIMIT_CORE=4 RLIMIT_CPU=0 RLIMIT_DATA=2 RLIMIT_FSIZE=1 RLIMIT_MEMLOCK=8 RLIMIT_MSGQUEUE=12
RLIMIT_NICE=13 RLIMIT_NOFILE=7 RLIMIT_NPROC=6 RLIMIT_OFILE=7 RLIMIT_RSS=5 RLIMIT_RTPRIO=14
RLIMIT_RTTIME=15 RLIMIT_SIGPENDING=11 RLIMIT_STACK=3 RLIM_INFINITY=-1 RUSAGE_CHILDREN=-1 RUSAGE_SELF=0
RUSAGE_THREAD=1
""".split():
    _name, _value = _pair.split("=")
    globals()[_name] = int(_value)

error = OSError
struct_rusage = _make("struct_rusage", ("ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss",
                                        "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd",
                                        "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"), module="resource")


def getrusage(who, /):
    import time
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    used = 0.0 if who == RUSAGE_CHILDREN else time.process_time()
    peak = 0
    try:
        with open("/proc/self/status") as f:
            for line in f:
                if line.startswith("VmHWM:"):
                    peak = int(line.split()[1])
    except OSError:
        pass
    return struct_rusage((used, 0.0, peak) + (0,) * 13)


def getpagesize():
    return 4096


def getrlimit(resource, /):
    if not 0 <= resource < 16:
        raise ValueError("invalid resource specified")
    return RLIM_INFINITY, RLIM_INFINITY


def setrlimit(resource, limits, /):
    raise NotImplementedError("resource.setrlimit is not supported by Trackway; see --tw-heap")
