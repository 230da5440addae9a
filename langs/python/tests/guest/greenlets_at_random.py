# Greenlets that switch to one another, throw, end and begin at random; the same numbers come out of greenlet 3.0.3.
from greenlet import GreenletExit, getcurrent, greenlet

main = getcurrent()


def text_number(s):
    r = 7
    for c in s:
        r = (r * 33 + ord(c)) & 0xFFFFFF
    return r


def number(v):
    if isinstance(v, int):
        return v
    if v is None:
        return 99
    return text_number(type(v).__name__ if isinstance(v, BaseException) else repr(v))


class Play:
    def __init__(self, seed, steps):
        self.state = seed * 7919 + 13
        self.steps = steps
        self.sum = 0
        self.count = 0
        self.all = []

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n

    def note(self, *values):
        for v in values:
            self.sum = (self.sum * 31 + number(v)) & 0xFFFFFFFF

    def other(self):
        i = self.below(len(self.all) + 1)
        return main if i == len(self.all) else self.all[i]

    def switch(self, v):
        self.steps -= 1
        if self.steps < 0:
            return -1 if getcurrent() is main else main.switch(-1)
        to = self.other()
        how = self.below(12)
        if how == 0 and to is not main and to is not getcurrent() and to:
            return to.throw(ValueError, v)
        if how == 1 and to is not main and to:
            return to.throw(GreenletExit)
        return to.switch(v)

    def yields(self, n):
        for i in range(n):
            yield self.switch(i)

    def deep(self, n, v):
        if n == 0:
            return self.switch(v)
        x = self.deep(n - 1, v + 1)
        return x

    def work(self, name, acc):
        for i in range(3 + name % 20):
            try:
                how = self.below(6)
                if how < 3:
                    acc += number(self.switch(acc & 0xFF))
                elif how == 3:
                    acc += number(self.deep(self.below(14), name))
                elif how == 4:
                    for y in self.yields(self.below(4)):
                        acc += number(y)
                else:
                    acc += max([1, 2, 3], key=lambda q: number(self.switch(q)) if q == 2 else q)
            except ValueError:
                self.note("caught", name)
            acc &= 0xFFFFFF
            self.note(name, acc)
        if name % 7 == 3:
            raise KeyError(name)
        return acc

    def begin(self):
        name = self.count
        self.count += 1
        # A parent that starts with the end of its child gets no result for a child that was asked to end.
        first = lambda v=0: self.work(name, 0 if isinstance(v, GreenletExit) else number(v))
        self.all.append(greenlet(first, main if self.below(3) else self.other()))

    def run(self):
        while self.steps > 0:
            while len(self.all) < 6:
                self.begin()
            self.all = [g for g in self.all if not g.dead]
            if self.all:
                try:
                    self.note("main", self.all[self.below(len(self.all))].switch(self.below(100)))
                except (KeyError, ValueError) as e:
                    self.note(e)
        return self.sum, self.count


print(Play(1, 600).run())  # expect: (1497635996, 77)
print(Play(2, 600).run())  # expect: (2714650261, 70)
print(Play(3, 600).run())  # expect: (1425973870, 82)
