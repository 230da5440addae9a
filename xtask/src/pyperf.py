# What pyperformance's programs use of pyperf: rounds for some seconds of CPU, the median of the later half.
import argparse
import os
import sys
import time

perf_counter = time.perf_counter


def python_implementation():
    return sys.implementation.name


class Runner:
    def __init__(self, **unused):
        self.metadata = {}
        self.argparser = argparse.ArgumentParser()
        self.args = None

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def _measure(self, name, step):
        self.parse_args()
        limit, times = float(os.environ["SECONDS_OF_CPU"]), []
        start = now = time.process_time()
        while now - start < limit or len(times) < 2:
            step()
            before, now = now, time.process_time()
            times.append(now - before)
        later = sorted(times[len(times) // 2:])
        print("measured", name, times[0], later[len(later) // 2], flush=True)

    def bench_func(self, name, func, *args, **unused):
        self._measure(name, lambda: func(*args))

    def bench_time_func(self, name, func, *args, **unused):
        self._measure(name, lambda: func(1, *args))

    def bench_async_func(self, name, func, *args, **unused):
        import asyncio
        self._measure(name, lambda: asyncio.run(func(*args)))

    def bench_command(self, name, command):
        raise NotImplementedError("programs that start others are not measured")
