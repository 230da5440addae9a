# Exceptions that a loop raises and handles itself, some of which get out.
import sys


class Own(Exception):
    pass


class Coded(Exception):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code


def lines(e):
    tb, found = e.__traceback__, []
    while tb:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return found


def kept(rounds):
    seen = []
    for i in range(rounds):
        try:
            if i % 3:
                raise Coded(i)
        except Coded as e:
            if i % 50 == 1:
                seen.append(e)
    return seen


print([(e.code, e.args, lines(e), e.__context__) for e in kept(120)])
# expect: [(1, ('code', 1), [('kept', 28)], None), (101, ('code', 101), [('kept', 28)], None)]


def thrower(i):
    if i & 1:
        raise Own(i)
    return i


def through(rounds):
    total, places = 0, set()
    for i in range(rounds):
        try:
            total += thrower(i)
        except Own as e:
            total += e.args[0]
            if i % 31 == 1:
                places.add(str(lines(e)))
    return total, places


print(through(400))  # expect: (79800, {"[('through', 49), ('thrower', 41)]"})


# What is being handled is seen from a call, and is what it was afterwards.
def handled():
    return sys.exc_info()[1]


def watched(rounds):
    marks = []
    for i in range(rounds):
        try:
            raise Coded(i)
        except Coded as e:
            if i % 40 == 7:
                marks.append(handled() is e)
        if i % 40 == 8:
            marks.append(handled())
    return marks


print(watched(90))  # expect: [True, None, True, None, True, None]


# Contexts: raised while another is handled, in loops within handlers.
def contexts(rounds):
    found = []
    for i in range(rounds):
        try:
            try:
                raise Coded(i)
            except Coded:
                for k in range(3):
                    try:
                        raise Own(k)
                    except Own as inner:
                        if i % 35 == 2 and k == 2:
                            found.append((inner.__context__.code, inner.args))
                raise
        except Coded as e:
            if i % 35 == 2:
                found.append((e.code, e.__context__))
    return found


print(contexts(80))
# expect: [(2, (2,)), (2, None), (37, (2,)), (37, None), (72, (2,)), (72, None)]


# An integer overflows in the handler: the frames are written out with the exception.
def overflowing(rounds):
    x, last = 1, None
    for i in range(rounds):
        try:
            raise Coded(i)
        except Coded as e:
            x = x * 3 + e.code
            last = e
        if x > 1 << 70:
            x = 1
    return x, last.code, lines(last)


print(overflowing(200))  # expect: (157969971099619345, 199, [('overflowing', 111)])


# One that nobody handles here, after many that were.
def bursting(limit):
    for i in range(10**9):
        try:
            raise Coded(i)
        except Coded as e:
            if e.code == limit:
                raise Own("out") from None


for limit in (5, 300, 700):
    try:
        bursting(limit)
    except Own as e:
        print(e, e.__context__.code, e.__suppress_context__, lines(e)[1:])
# expect: out 5 True [('bursting', 130)]
# expect: out 300 True [('bursting', 130)]
# expect: out 700 True [('bursting', 130)]


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        return kind is Own and value.__traceback__ is tb


def with_blocks(rounds):
    done = 0
    quiet = Quiet()
    for i in range(rounds):
        with quiet:
            done += 1
            if i % 2:
                raise Own
            done += 1
    return done


print(with_blocks(300))  # expect: 450


# The exception object is used again, and its traceback grows.
def again(rounds):
    e = Own()
    for i in range(rounds):
        try:
            raise e
        except Own:
            if i % 100 == 99:
                e.__traceback__ = None
    return len(lines(e))


print(again(250), again(300))  # expect: 50 0


# Generators that end within a loop, and what `finally` sees.
def ends(rounds):
    total = 0
    for i in range(rounds):
        g = iter(())
        try:
            next(g)
        except StopIteration:
            total += 1
        finally:
            total += handled() is None
    return total


print(ends(200))  # expect: 400


# What the interpreter raises itself: arguments, context and place.
def misses(rounds):
    d, l, s, seen = {"a": 1}, [1, 2], {3}, []
    tries = [lambda: d["b"], lambda: l[2], lambda: l[-3], lambda: next(iter(())), lambda: s.remove(4), lambda: d.__delitem__(7)]
    for i in range(rounds):
        for k, attempt in enumerate(tries):
            try:
                try:
                    attempt()
                except LookupError as e:
                    raise Own(k) from e
                except StopIteration as e:
                    seen.append((type(e).__name__, e.args, e.value, e.__context__)) if i % 60 == 5 else None
            except Own as e:
                if i % 60 == 5:
                    seen.append((repr(e.__context__), e.__cause__ is e.__context__, [n for n, _ in lines(e.__cause__)]))
    return seen


for line in misses(70)[6:]:
    print(line)
# expect: ("KeyError('b')", True, ['misses', '<lambda>'])
# expect: ("IndexError('list index out of range')", True, ['misses', '<lambda>'])
# expect: ("IndexError('list index out of range')", True, ['misses', '<lambda>'])
# expect: ('StopIteration', (), None, None)
# expect: ('KeyError(4)', True, ['misses', '<lambda>'])
# expect: ('KeyError(7)', True, ['misses', '<lambda>'])


class Fallback(dict):
    pass


def subclass(rounds):
    d, n = Fallback(a=1), 0
    for i in range(rounds):
        try:
            n += d["a" if i % 3 else i]
        except KeyError as e:
            n += e.args[0]
    return n


print(subclass(300))  # expect: 15050


# Contexts that would lead back to the exception itself are cut.
def cycles(rounds):
    found = set()
    for i in range(rounds):
        a, b = Own("a"), Own("b")
        try:
            try:
                raise a
            except Own:
                try:
                    raise b
                except Own:
                    raise a
        except Own as e:
            found.add((e is a, e.__context__ is b, b.__context__ is None))
    return found


def itself(rounds):
    found = set()
    for i in range(rounds):
        a = Own("a")
        try:
            try:
                raise a
            except Own as e:
                raise e
        except Own as e:
            found.add((e is a, e.__context__, len(lines(e))))
    return found


print(cycles(200), itself(200))  # expect: {(True, True, True)} {(True, None, 2)}


# Through a generator that has begun in the loop: each frame is noted once.
def giving(i):
    yield i
    raise Own(i)


def given(rounds):
    places = set()
    for i in range(rounds):
        try:
            for x in giving(i):
                pass
        except Own as e:
            places.add(str([name for name, _ in lines(e)]))
    return places


print(given(200))  # expect: {"['given', 'giving']"}
