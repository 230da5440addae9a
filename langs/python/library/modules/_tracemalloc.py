# Traces of allocations: there are none.

def start(nframe=1, /):
    raise NotImplementedError("tracemalloc is not supported by Trackway; see --tw-stats")


def stop():
    pass


def is_tracing():
    return False


def clear_traces():
    pass


def get_traced_memory():
    return 0, 0


def get_tracemalloc_memory():
    return 0


def get_traceback_limit():
    return 1


def reset_peak():
    pass


def _get_traces():
    return []


def _get_object_traceback(obj, /):
    return None
