# Every public name of `copy`, used once.
import copy

a = [1, [2, 3], {"k": (4, [5])}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9)
a[2]["k"][1].append(6)
assert b[1] is a[1] and c == [1, [2, 3], {"k": (4, [5])}]
loop = []
loop.append(loop)
assert (d := copy.deepcopy(loop))[0] is d and issubclass(copy.Error, Exception)


class Own:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Own(self.n + 1)

    def __deepcopy__(self, memo):
        return Own(self.n + 2)

    def __replace__(self, **changes):
        return Own(changes["n"])


assert copy.copy(Own(1)).n == 2 and copy.deepcopy([Own(1)])[0].n == 3

# Since 3.13.
assert copy.replace(Own(1), n=7).n == 7
