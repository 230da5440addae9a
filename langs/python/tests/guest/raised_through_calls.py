# Exceptions that leave functions called by compiled code: handled by callers near and far, in loops,
# through finally and with, with the traceback of every frame.
import sys


class Refused(Exception):
    pass


def refuse(n):
    if n % 3 == 0:
        raise Refused(n)
    return n


def deeper(n, depth):
    if depth == 0:
        return refuse(n)
    return deeper(n, depth - 1)


def cleaned(n, log):
    try:
        return deeper(n, 3)
    finally:
        log.append(n)


def always(n):
    # Has a loop, so that it is called and not inlined.
    while True:
        n += 1
        if n > 3:
            raise ValueError(n)


def rounds(count):
    log = []
    total = caught = always_caught = 0
    for i in range(count):
        try:
            total += cleaned(i, log)
        except Refused as error:
            caught += error.args[0]
        try:
            always(i)
        except ValueError as error:
            always_caught += error.args[0]
    return total, caught, always_caught, len(log)


print(rounds(50)) # expect: (817, 408, 1281, 50)


def frames_of(error):
    names = []
    tb = error.__traceback__
    while tb is not None:
        names.append(tb.tb_frame.f_code.co_name + ":" + str(tb.tb_lineno))
        tb = tb.tb_next
    return names


def catch(n):
    try:
        deeper(n, 2)
    except Refused as error:
        return frames_of(error)


seen = set()
for i in range(30):
    seen.add(str(catch(3)))
print(len(seen)) # expect: 1
print(seen.pop()) # expect: ['catch:66', 'deeper:19', 'deeper:19', 'deeper:18', 'refuse:12']


def through(n):
    if n == 0:
        raise KeyError("deep")
    try:
        through(n - 1)
    except ValueError:
        return "wrong"
    return "not reached"


count = 0
for i in range(40):
    try:
        through(i % 7)
    except KeyError as error:
        count += len(frames_of(error))
print(count) # expect: 195


def generate(n):
    for i in range(n):
        yield refuse(i + 1)


def consume():
    out = []
    for i in range(20):
        try:
            for v in generate(4):
                out.append(v)
        except Refused as error:
            out.append(-error.args[0])
    return sum(out)


print(consume()) # expect: 0


def endless(n):
    return endless(n + 1) + 1


for i in range(3):
    try:
        endless(0)
    except RecursionError as error:
        print(error) # expect: maximum recursion depth exceeded
                     # expect: maximum recursion depth exceeded
                     # expect: maximum recursion depth exceeded


def unhandled(n):
    if n == 39:
        raise Refused("at the end")
    return n


def main():
    for i in range(40):
        unhandled(i)


try:
    main()
except Refused as error:
    print(error, frames_of(error)) # expect: at the end ['<module>:141', 'main:137', 'unhandled:131']
print(sys.exc_info()) # expect: (None, None, None)
