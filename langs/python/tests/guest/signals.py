# Signals: handlers run between two instructions, in hot loops too.
import os
import signal
import sys
import time

seen = []


def note(number, frame):
    seen.append((signal.Signals(number).name, frame.f_code.co_name))


def send():
    os.kill(os.getpid(), signal.SIGUSR1)


print(signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL)  # expect: True
print(signal.signal(signal.SIGUSR1, note) is signal.SIG_DFL)  # expect: True
print(signal.getsignal(signal.SIGUSR1) is note)  # expect: True
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)  # expect: True
send()
print(seen)  # expect: [('SIGUSR1', 'send')]
seen.clear()
signal.raise_signal(signal.SIGUSR1)
print(seen)  # expect: [('SIGUSR1', '<module>')]

# The handler's exception comes from where the program was.
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")  # expect: interrupted


class Late(Exception):
    pass


def late(number, frame):
    raise Late(frame.f_code.co_name)


def spin():
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    i = 0
    try:
        while True:
            i += 1
    except Late as e:
        return i > 0, str(e), e.__traceback__.tb_frame.f_code.co_name


def steps():
    while True:
        yield 1


def consume():
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    total = 0
    for n in steps():
        total += n


signal.signal(signal.SIGALRM, late)
for _ in range(3):
    print(spin())
    # expect: (True, 'spin', 'spin')
    # expect: (True, 'spin', 'spin')
    # expect: (True, 'spin', 'spin')
try:
    consume()
except Late as e:
    print(e.args[0] in ("consume", "steps"))  # expect: True


# A loop whose operands are no longer what they were when it was first compiled.
def unlike_before(rounds):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    x = 0
    for i in range(rounds):
        if i == 3000:
            x = 0.5
        y = x + 1
    return y


try:
    unlike_before(10**9)
except Late as e:
    print(e.args[0])  # expect: unlike_before

# A handler that returns: the loop goes on where it was.
ticks = 0


def tick(number, frame):
    global ticks
    ticks += 1


def count():
    n = 0
    while ticks < 3:
        n += 1
    return n > 0


signal.signal(signal.SIGALRM, tick)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
print(count())  # expect: True
first, every = signal.setitimer(signal.ITIMER_REAL, 0)
print(0 < first <= 0.01, every)  # expect: True 0.01
print(signal.getitimer(signal.ITIMER_REAL))  # expect: (0.0, 0.0)

# Sleeping goes on after a handler, and a read too.
ticks = 0
begin = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.005)
for _ in range(2):
    time.sleep(0.01)
print(ticks, time.monotonic() - begin >= 0.02)  # expect: 1 True
r, w = os.pipe()


def answer(number, frame):
    os.write(w, b"late")


signal.signal(signal.SIGALRM, answer)
signal.setitimer(signal.ITIMER_REAL, 0.005)
print(os.read(r, 10))  # expect: b'late'
# Again and again: the first may come before the pause.
signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
signal.pause()
signal.setitimer(signal.ITIMER_REAL, 0)
print(os.read(r, 4))  # expect: b'late'

# Ignored and blocked signals.
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGTERM)
print(signal.getsignal(signal.SIGTERM))  # expect: 1
seen.clear()
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))  # expect: set()
send()
print(seen, signal.sigpending())  # expect: [] {<Signals.SIGUSR1: 10>}
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
print(len(seen))  # expect: 1
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
send()
print(signal.sigwait([signal.SIGUSR1]), len(seen))  # expect: 10 1
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])

print(signal.alarm(100), signal.alarm(0))  # expect: 0 100
for wrong in (lambda: signal.signal(signal.SIGKILL, note), lambda: signal.signal(0, note),
              lambda: signal.signal(signal.SIGUSR1, None), lambda: signal.setitimer(99, 1)):
    try:
        wrong()
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
        # expect: OSError [Errno 22] Invalid argument
        # expect: ValueError signal number out of range
        # expect: TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
        # expect: itimer_error [Errno 22] Invalid argument


# A signal that comes just before a sleep ends it.
signal.signal(signal.SIGALRM, note)
late = 0
for i in range(40):
    del seen[:]
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.000_001 * (i + 1))
    time.sleep(0.02)
    signal.setitimer(signal.ITIMER_REAL, 0)
    late += len(seen) != 1
print(late)  # expect: 0

# What the run time does between the call and the handler is in no traceback.
def places(e):
    tb, names = e.__traceback__, []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return names


def raising(*args):
    raise ValueError


signal.signal(signal.SIGALRM, raising)
for call in (lambda: signal.raise_signal(signal.SIGINT), lambda: signal.raise_signal(signal.SIGALRM)):
    try:
        call()
    except (KeyboardInterrupt, ValueError) as e:
        print(type(e).__name__, places(e))
# expect: KeyboardInterrupt ['<module>', '<lambda>']
# expect: ValueError ['<module>', '<lambda>', 'raising']
