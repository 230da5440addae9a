# Processes: not supported.

def fork_exec(*args):
    raise OSError(38, "subprocesses are not supported by Trackway")
