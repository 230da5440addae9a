# Every public name of `random`, used once, with CPython's sequences.
import random

random.seed(42)
assert random.random() == 0.6394267984578837 and random.randint(1, 100) == 4 and random.randrange(0, 100, 5) == 40
state = random.getstate()
first = random.uniform(1, 2)
random.setstate(state)
assert random.uniform(1, 2) == first
random.seed("trackway")
assert random.getrandbits(70) == 354683290901643109511 and random.randbytes(4) == b"\x90\x00=\xc1"
assert random.choice("abcdef") == "b" and random.choices([1, 2, 3], weights=[1, 5, 1], k=5) == [3, 2, 1, 2, 3]
deck = list(range(6))
random.shuffle(deck)
assert deck == [1, 2, 3, 0, 5, 4] and random.sample(range(1000), 3) == [333, 164, 873] and random.sample("ab", counts=[2, 1], k=2) == ["a", "a"]
assert random.triangular(0, 10, 3) == 2.134598498202058 and random.gauss(0, 1) == 0.6007489709688008 and random.normalvariate(5, 2) == 7.63343820504028
assert random.betavariate(2, 3) == 0.41059281555531785 and random.expovariate(1.5) == 1.1778579207213065 and random.gammavariate(2, 1) == 1.9206692528580718
assert random.lognormvariate(0, 1) == 1.0719705802587345 and random.paretovariate(3) == 1.9504562784410284
assert random.vonmisesvariate(0, 4) == 5.9836809995600255 and random.weibullvariate(1, 2) == 1.3268210878524684
own = random.Random(7)
assert own.random() == 0.32383276483316237 and random.Random(7).random() == 0.32383276483316237
assert 0 <= random.SystemRandom().random() < 1

# Since 3.12.
random.seed(1)
assert random.binomialvariate(10, 0.5) in range(11) and random.binomialvariate(5, 1.0) == 5
