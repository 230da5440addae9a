"""Loads a program and calls its `main(size)`; writes the CPU seconds of each call.

Arguments: the program, its size, the number of calls, the file for the times.
"""

import os
import sys
import time
import types


def load(path):
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    sys.argv = [path]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    program = types.ModuleType("program")
    program.__file__ = path
    sys.modules["program"] = program
    exec(compile(text, path, "exec"), program.__dict__)
    return program


def measure(path, size, calls, out):
    main = load(path).main
    times = []
    for _ in range(calls):
        start = time.process_time()
        wrong = main(size)
        times.append(time.process_time() - start)
        if wrong:
            return 1
    with open(out, "w") as file:
        file.write("\n".join(map(repr, times)))
    return 0


sys.exit(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
