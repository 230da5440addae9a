"""Lisp: an interpreter for a small Scheme, running sorts, primes and Ackermann's function.

Shows recursion over nested lists, chained dictionaries as scopes and closures. Argument: rounds
(default 200).
"""

import operator
import sys

SOURCE = """
(define range (lambda (low high)
  (if (< low high) (cons low (range (+ low 1) high)) nil)))
(define fold (lambda (f start items)
  (if (null? items) start (fold f (f start (car items)) (cdr items)))))
(define filter (lambda (test items)
  (cond ((null? items) nil)
        ((test (car items)) (cons (car items) (filter test (cdr items))))
        (else (filter test (cdr items))))))
(define append (lambda (a b)
  (if (null? a) b (cons (car a) (append (cdr a) b)))))
(define sort (lambda (items)
  (if (null? items) nil
    (let ((pivot (car items)) (rest (cdr items)))
      (append (sort (filter (lambda (x) (< x pivot)) rest))
              (cons pivot (sort (filter (lambda (x) (not (< x pivot))) rest))))))))
(define mixed (lambda (n state)
  (if (= n 0) nil (cons (% state 100) (mixed (- n 1) (% (* state 171) 30269))))))
(define prime? (lambda (n)
  (define try (lambda (d)
    (cond ((> (* d d) n) true) ((= (% n d) 0) false) (else (try (+ d 1))))))
  (try 2)))
(define ackermann (lambda (m n)
  (cond ((= m 0) (+ n 1))
        ((= n 0) (ackermann (- m 1) 1))
        (else (ackermann (- m 1) (ackermann m (- n 1)))))))
(define counter (lambda ()
  (define count 0)
  (lambda () (set! count (+ count 1)) count)))
(define tick (counter))
(tick) (tick)
(list (fold + 0 (filter prime? (range 2 100)))
      (fold (lambda (a b) (+ (* 3 a) b)) 0 (sort (mixed 12 7)))
      (ackermann 2 3)
      (tick))
"""


class Scope(dict):
    def __init__(self, names, values, outer):
        super().__init__(zip(names, values))
        self.outer = outer

    def holder(self, name):
        scope = self
        while name not in scope:
            scope = scope.outer
            if scope is None:
                raise NameError(name)
        return scope


class Lambda:
    def __init__(self, names, body, scope):
        self.names = names
        self.body = body
        self.scope = scope


def parse(source):
    tokens = source.replace("(", " ( ").replace(")", " ) ").split()
    stack = [[]]
    for token in tokens:
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        elif token.lstrip("-").isdigit():
            stack[-1].append(int(token))
        else:
            stack[-1].append(sys.intern(token))
    return stack[0]


def evaluate(form, scope):
    while True:
        if isinstance(form, str):
            return scope.holder(form)[form]
        if not isinstance(form, list):
            return form
        head = form[0]
        if head == "if":
            form = form[2] if evaluate(form[1], scope) else form[3]
        elif head == "cond":
            for test, value in form[1:]:
                if test == "else" or evaluate(test, scope):
                    form = value
                    break
        elif head == "define":
            scope[form[1]] = evaluate(form[2], scope)
            return None
        elif head == "set!":
            scope.holder(form[1])[form[1]] = evaluate(form[2], scope)
            return None
        elif head == "lambda":
            return Lambda(form[1], form[2:], scope)
        elif head == "let":
            values = [evaluate(value, scope) for _, value in form[1]]
            scope = Scope([name for name, _ in form[1]], values, scope)
            form = form[2]
        else:
            function = evaluate(head, scope)
            values = [evaluate(value, scope) for value in form[1:]]
            if not isinstance(function, Lambda):
                return function(*values)
            scope = Scope(function.names, values, function.scope)
            for part in function.body[:-1]:
                evaluate(part, scope)
            form = function.body[-1]


def primitives():
    return {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "%": operator.mod,
        "<": operator.lt,
        ">": operator.gt,
        "=": operator.eq,
        "not": operator.not_,
        "cons": lambda head, rest: (head, rest),
        "car": lambda pair: pair[0],
        "cdr": lambda pair: pair[1],
        "list": lambda *items: list(items),
        "null?": lambda value: value is None,
        "nil": None,
        "true": True,
        "false": False,
    }


def expected():
    primes = [n for n in range(2, 100) if all(n % d for d in range(2, n))]
    state, items = 7, []
    for _ in range(12):
        items.append(state % 100)
        state = state * 171 % 30269
    folded = 0
    for item in sorted(items):
        folded = folded * 3 + item
    return [sum(primes), folded, 2 * 3 + 3, 3]


def main(rounds):
    program = parse(SOURCE)
    result = None
    wrong = 0
    for _ in range(rounds):
        scope = Scope((), (), None)
        scope.update(primitives())
        for form in program:
            result = evaluate(form, scope)
        wrong += result != expected()
    print("lisp", rounds, result)
    if wrong:
        print("wrong: expected", expected())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
