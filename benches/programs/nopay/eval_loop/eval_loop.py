"""Eval loop: eval, exec and compile of ever other texts.

A JIT cannot earn here: the time goes into the compiler. Argument: rounds (default 15000).
"""

import sys


def main(rounds):
    names = {"total": 0}
    by_eval = by_code = expected = 0
    for n in range(rounds):
        by_eval += eval(f"(lambda x: x * {n} + len('{n}'))(3)")
        code = compile(f"[i * {n} for i in range(4)][-1]", "<made>", "eval")
        by_code += eval(code, {})
        exec(f"for i in range(3):\n    if i % 2 == 0:\n        total += {n} - i\n", names)
        expected += n
    print("eval_loop", rounds, by_eval, by_code, names["total"])
    right = 3 * expected + sum(len(str(n)) for n in range(rounds)), 3 * expected, 2 * expected - 2 * rounds
    if (by_eval, by_code, names["total"]) != right:
        print("wrong: expected", *right)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15000))
