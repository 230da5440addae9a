# Every public name of `time`, used once.
import os
import time

os.environ["TZ"] = "EST5EDT,M3.2.0,M11.1.0"
time.tzset()
assert time.tzname == ("EST", "EDT") and time.timezone == 18000 and time.altzone == 14400 and time.daylight == 1
assert time.localtime(0).tm_hour == 19 and time.localtime(1720000000).tm_isdst == 1 and time.localtime(0).tm_zone == "EST"
os.environ["TZ"] = "UTC0"
time.tzset()
t = time.gmtime(1700000000)
assert isinstance(t, time.struct_time) and t[:6] == (2023, 11, 14, 22, 13, 20) and t.tm_yday == 318 and t.tm_wday == 1
assert time.asctime(t) == time.ctime(1700000000) == "Tue Nov 14 22:13:20 2023" and time.mktime(t) == 1700000000.0
assert time.strftime("%Y-%m-%d %H:%M:%S %j %a %b", t) == "2023-11-14 22:13:20 318 Tue Nov"
assert time.strptime("14 Nov 2023", "%d %b %Y")[:3] == (2023, 11, 14)
for clock in (time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_MONOTONIC_RAW, time.CLOCK_BOOTTIME, time.CLOCK_TAI,
              time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID):
    assert 0 < time.clock_getres(clock) < 1 and time.clock_gettime(clock) > 0 and time.clock_gettime_ns(clock) > 0
assert abs(time.time() - time.time_ns() / 1e9) < 5 and abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5
assert time.monotonic() <= time.monotonic() and time.monotonic_ns() <= time.monotonic_ns()
assert time.perf_counter() <= time.perf_counter() and time.perf_counter_ns() <= time.perf_counter_ns()
assert time.process_time() <= time.process_time() and time.process_time_ns() <= time.process_time_ns()
assert time.thread_time() <= time.thread_time() and time.thread_time_ns() <= time.thread_time_ns()
begin = time.monotonic()
time.sleep(0.01)
assert time.monotonic() - begin >= 0.01
info = time.get_clock_info("monotonic")
assert info.monotonic and not info.adjustable and info.implementation == "clock_gettime(CLOCK_MONOTONIC)"
import threading
clock = time.pthread_getcpuclockid(threading.get_ident())
assert time.clock_gettime(clock) > 0
for set_clock in (time.clock_settime, time.clock_settime_ns):
    try:
        set_clock(time.CLOCK_MONOTONIC, 1)
        assert False
    except OSError as e:
        assert e.errno in (1, 22)
