"""Bytecode: a stack machine written in Python that counts Collatz steps.

Shows an interpreter's loop: a chain of tests on the operation, a list as stack. Argument: highest
start (default 8000).
"""

import sys

PUSH, LOAD, STORE, ADD, MUL, DIV, MOD, LESS, JUMP, JUMP_IF_ZERO, HALT = range(11)
N, HIGH, STEPS, VALUE, BEST = range(5)

# n = 1; while n < high: follow n to 1, count steps, keep the longest.
PROGRAM = """
outer:  LOAD N       LOAD HIGH    LESS         JUMP_IF_ZERO end
        LOAD N       STORE VALUE  PUSH 0       STORE STEPS
inner:  PUSH 1       LOAD VALUE   LESS         JUMP_IF_ZERO next
        LOAD STEPS   PUSH 1       ADD          STORE STEPS
        LOAD VALUE   PUSH 2       MOD          JUMP_IF_ZERO even
        LOAD VALUE   PUSH 3       MUL          PUSH 1       ADD
        STORE VALUE  JUMP inner
even:   LOAD VALUE   PUSH 2       DIV          STORE VALUE  JUMP inner
next:   LOAD BEST    LOAD STEPS   LESS         JUMP_IF_ZERO same
        LOAD STEPS   STORE BEST
same:   LOAD N       PUSH 1       ADD          STORE N      JUMP outer
end:    HALT
"""


def assemble(source):
    """Operations and operands alternate in one list."""
    labels = {}
    code = []
    for word in source.split():
        if word.endswith(":"):
            labels[word[:-1]] = len(code)
        elif word in ("ADD", "MUL", "DIV", "MOD", "LESS", "HALT"):
            code += [globals()[word], 0]
        elif word in ("PUSH", "LOAD", "STORE", "JUMP", "JUMP_IF_ZERO"):
            code.append(globals()[word])
        elif word.isdigit():
            code.append(int(word))
        else:
            code.append(globals().get(word, word))
    return [labels[item] if isinstance(item, str) else item for item in code]


def run(code, variables):
    stack = []
    at = 0
    while True:
        op = code[at]
        operand = code[at + 1]
        at += 2
        if op == PUSH:
            stack.append(operand)
        elif op == LOAD:
            stack.append(variables[operand])
        elif op == STORE:
            variables[operand] = stack.pop()
        elif op == ADD:
            right = stack.pop()
            stack[-1] += right
        elif op == MUL:
            right = stack.pop()
            stack[-1] *= right
        elif op == DIV:
            right = stack.pop()
            stack[-1] //= right
        elif op == MOD:
            right = stack.pop()
            stack[-1] %= right
        elif op == LESS:
            right = stack.pop()
            stack[-1] = 1 if stack[-1] < right else 0
        elif op == JUMP:
            at = operand
        elif op == JUMP_IF_ZERO:
            if not stack.pop():
                at = operand
        else:
            return variables


def longest(high):
    """The same in Python, as the check."""
    best = 0
    for n in range(1, high):
        steps = 0
        while n > 1:
            n = 3 * n + 1 if n % 2 else n // 2
            steps += 1
        best = max(best, steps)
    return best


def main(high):
    variables = [1, high, 0, 0, 0]
    result = run(assemble(PROGRAM), variables)[BEST]
    print("bytecode", high, result)
    if result != longest(high):
        print("wrong: expected", longest(high))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000))
