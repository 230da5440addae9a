# Processes: not supported.

def fork_exec(*args):
    raise NotImplementedError("subprocesses are not supported by Trackway")
