# Every public name of `fractions`, used once.
import fractions

F = fractions.Fraction
assert F(6, 4) == F("3/2") == F(1.5) and str(F(1, 3) + F(1, 6)) == "1/2" and repr(F(-2)) == "Fraction(-2, 1)"
assert F("3.1415926").limit_denominator(100) == F(311, 99) and round(F(7, 2)) == 4 and F(7, 2) // 1 == 3 and F(1, 2) ** 2 == F(1, 4)

# Since 3.12.
assert f"{F(1, 3):.3f}" == "0.333" and F(2).is_integer() and F.from_number(2) == 2
