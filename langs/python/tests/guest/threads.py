# Threads take turns.
import _thread
import asyncio
import contextvars
import os
import queue
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

# Life of a thread.
def told(n, *, by):
    me = threading.current_thread()
    print(n, by, me.name, me is not threading.main_thread(), me.ident == threading.get_ident())

t = threading.Thread(target=told, args=(1,), kwargs={"by": 2}, name="first")
print(t.is_alive(), t.ident)  # expect: False None
t.start()
t.join()  # expect: 1 2 first True True
print(t.is_alive(), t.daemon, repr(t)[:22])  # expect: False False <Thread(first, stopped
for wrong in (t.start, threading.Thread().join, threading.current_thread().join):
    try:
        wrong()
    except RuntimeError as e:
        print(e)
# expect: threads can only be started once
# expect: cannot join thread before it is started
# expect: cannot join current thread

# What one does at once, others see whole; what it does in steps, a lock makes whole.
total = 0
lock = threading.Lock()
def add(times):
    global total
    for _ in range(times):
        with lock:
            before = total
            for _ in range(3):
                pass
            total = before + 1

sys.setswitchinterval(1e-4)
threads = [threading.Thread(target=add, args=(100,)) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(total)  # expect: 300

# A loop without an end does not keep the others from running.
stop = False
def spin():
    n = 0
    while n == 0 or not stop:
        n += 1
    print("spun", n > 0)

t = threading.Thread(target=spin)
t.start()
time.sleep(0.002)
stop = True
t.join()  # expect: spun True

# Each goes on where it was, whatever the others do.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def work(n):
    seen = {}
    for x in (i * i for i in range(n)):
        seen[str(x % 7)] = seen.get(str(x % 7), 0) + x
    try:
        raise KeyError(fib(5))
    except KeyError as e:
        time.sleep(0)
        return sorted(seen.items()), e.args[0] + sys.exc_info()[1].args[0]

results = {}
def keep(k):
    results[k] = [work(20) for _ in range(2)]

threads = [threading.Thread(target=keep, args=(k,)) for k in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(len(results), all(r == [work(20)] * 2 for r in results.values()))  # expect: 5 True

# Queues, events, conditions, semaphores, barriers, timers.
q, got = queue.Queue(2), []
def produce():
    for i in range(6):
        q.put(i)
    q.put(None)

def consume():
    while (x := q.get()) is not None:
        got.append(x)

a, b = threading.Thread(target=produce), threading.Thread(target=consume)
a.start(); b.start(); a.join(); b.join()
print(got)  # expect: [0, 1, 2, 3, 4, 5]
try:
    q.get(timeout=0.001)
except queue.Empty:
    print("empty")  # expect: empty

ready = threading.Event()
t = threading.Thread(target=lambda: print("event", ready.wait(60)))
t.start()
ready.set()
t.join()  # expect: event True
print(threading.Event().wait(0.001))  # expect: False
condition, items = threading.Condition(), []
def take():
    with condition:
        print("taken", condition.wait_for(lambda: items, 60))

t = threading.Thread(target=take)
t.start()
with condition:
    items.append(1)
    condition.notify()
t.join()  # expect: taken [1]
s = threading.BoundedSemaphore(1)
print(s.acquire(), s.acquire(timeout=0.001), s.release())  # expect: True False None
barrier, passed = threading.Barrier(3), []
threads = [threading.Thread(target=lambda: passed.append(barrier.wait())) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(passed))  # expect: [0, 1, 2]
t = threading.Timer(0.001, print, ["timer"])
t.start()
t.join()  # expect: timer
late = threading.Timer(60, print, ["never"])
late.start()
late.cancel()
late.join()

# Locks and their owners.
r = threading.RLock()
r.acquire(); r.acquire()
def other():
    print(r.acquire(False), r.acquire(timeout=0.001))
    try:
        r.release()
    except RuntimeError as e:
        print(e)

t = threading.Thread(target=other)
t.start()
t.join()
# expect: False False
# expect: cannot release un-acquired lock
r.release(); r.release()
for wrong in (lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2), lock.release):
    try:
        wrong()
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
# expect: ValueError can't specify a timeout for a non-blocking call
# expect: ValueError timeout value must be a non-negative number
# expect: RuntimeError release unlocked lock

# Data of a thread: attributes, a subclass's own, context variables, the exception being handled.
class Own(threading.local):
    shared = 5
    def __init__(self, n):
        self.n = n

own, var = Own(3), contextvars.ContextVar("var", default=0)
own.n = 4
var.set(1)
def look():
    print(own.n, own.shared, var.get(), sys.exc_info()[0])
    own.n, own.extra = 9, 1
    var.set(2)

try:
    raise LookupError
except LookupError:
    t = threading.Thread(target=look)
    t.start()
    t.join()  # expect: 3 5 0 None
    print(own.n, hasattr(own, "extra"), var.get(), sys.exc_info()[0])  # expect: 4 False 1 <class 'LookupError'>

# Exceptions end their thread only.
threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
def fails():
    raise ValueError("no")

t = threading.Thread(target=fails, name="failing")
t.start()
t.join()  # expect: hook ValueError no failing
t = threading.Thread(target=sys.exit, name="leaving")
t.start()
t.join()  # expect: hook SystemExit  leaving
sys.unraisablehook = lambda args: print("ignored", args.exc_type.__name__, args.exc_value)
done = threading.Lock()
done.acquire()
def low():
    try:
        fails()
    finally:
        done.release()

print(_thread.start_new_thread(low, ()) > 0)  # expect: True
done.acquire()
while _thread._count():
    time.sleep(0.001)  # expect: ignored ValueError no

# Pools.
with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(lambda x: x * x, range(6))))  # expect: [0, 1, 4, 9, 16, 25]
    print(sorted(f.result() for f in as_completed([pool.submit(pow, 2, k) for k in range(4)])))  # expect: [1, 2, 4, 8]
    try:
        pool.submit(lambda: 1 / 0).result()
    except ZeroDivisionError as e:
        print(e)  # expect: division by zero

# A thread that waits for a pipe lets those run that fill it.
reader, writer = os.pipe()
t = threading.Thread(target=lambda: print(os.read(reader, 10)))
t.start()
time.sleep(0)
os.write(writer, b"from the pipe")
t.join()  # expect: b'from the p'
os.close(reader); os.close(writer)

# So does one that fills it.
reader, writer = os.pipe()
t = threading.Thread(target=lambda: print(os.write(writer, bytes(200_000)), os.close(writer)))
t.start()
size = 0
while part := os.read(reader, 65536):
    size += len(part)
t.join()  # expect: 200000 None
print(size)  # expect: 200000
os.close(reader)

# The main thread is interrupted, whoever asks for it.
go = False
def ask():
    while not go:
        time.sleep(0)
    _thread.interrupt_main()

threading.Thread(target=ask).start()
for asked in (_thread.interrupt_main, lambda: None):
    try:
        asked()
        go = True
        time.sleep(5)
    except KeyboardInterrupt:
        print("interrupted")
# expect: interrupted
# expect: interrupted

# Handlers run on the main thread, whoever sends the signal.
import signal
ran_on = []
signal.signal(signal.SIGUSR1, lambda *args: ran_on.append(threading.current_thread().name))
t = threading.Thread(target=lambda: os.kill(os.getpid(), signal.SIGUSR1))
t.start()
t.join()
while not ran_on:
    time.sleep(0.001)
print(ran_on)  # expect: ['MainThread']

async def mixed():
    print(await asyncio.to_thread(sum, [1, 2, 3]))  # expect: 6
    loop = asyncio.get_running_loop()
    slow = loop.run_in_executor(None, lambda: (time.sleep(0.002), "slept")[1])
    print(await asyncio.wait_for(slow, 60))  # expect: slept

asyncio.run(mixed())
print(threading.active_count(), threading.enumerate() == [threading.main_thread()])  # expect: 1 True

# Greenlets are the main thread's.
def green():
    import greenlet
    try:
        greenlet.greenlet(print)
    except RuntimeError as e:
        print(e)  # expect: greenlets outside of the main thread are not supported by Trackway

t = threading.Thread(target=green)
t.start()
t.join()

# The program ends when all have ended but the daemons.
def last():
    while threading.main_thread().is_alive():
        time.sleep(0.001)
    print("last")  # expect: end
    # expect: last

threading.Thread(target=last).start()
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print("end")
