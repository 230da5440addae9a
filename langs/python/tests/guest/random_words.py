# random's words, in loops that use up the state again and again, and what ops leave to the native.
import random
r = random.Random(7)
s = 0.0
for _ in range(3000): s += r.random()
print(s)
t = 0
for i in range(3000): t = (t * 31 + r.getrandbits(i % 33)) % 1000003
print(t)
def wide(n):
    t = 0
    for i in range(n): t = (t * 31 + r.getrandbits(20 + i % 60)) % 1000003
    return t
print(wide(2000))
for _ in range(700):
    # One word is left before each double of every second round.
    r.getrandbits(5)
    a = r.random()
print(a, r.randrange(10), r.uniform(1, 2), r.gauss(0, 1))
xs = list(range(50))
for _ in range(40): r.shuffle(xs)
print(xs[:10], r.sample(xs, 5), r.choice("abcdef"))
state = r.getstate()
a = [r.random() for _ in range(5)]
r.setstate(state)
print(a == [r.random() for _ in range(5)], state[1][624])
# A state whose counter is at the end, and one in between.
for at in (0, 1, 622, 623, 624):
    r.setstate((3, tuple(range(624)) + (at,), None))
    print(r.random(), r.getrandbits(32), r.getrandbits(1), end=" ")
print()
for k in (0, 1, True, 32, 33, 100):
    r.seed(k)
    print(r.getrandbits(k), end=" ")
print()
for k in (-1, "x", 1.5):
    try: r.getrandbits(k)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# expect: 1468.541838264518
# expect: 44035
# expect: 755358
# expect: 0.9727155132257148 4 1.57379646796144 0.5627821216562702
# expect: [26, 42, 30, 39, 11, 24, 14, 15, 34, 32] [3, 32, 43, 30, 49] a
# expect: True 499
# expect: 7.276179658788351e-12 2 0 0.0009765923023223877 4194451 0 0.0391554164896305 3708921088 0 0.04013195532225433 596004846 1 0.863550485214354 3713115539 0 
# expect: 0 0 0 332524003 2449541944 1224465468267579860175473513619 
# expect: ValueError number of bits must be non-negative
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
