# Code made by eval and exec is released once nothing can run it; what may run it, or look at it, keeps it.
import gc
import sys
import traceback

functions, generators, errors, frames = [], [], [], []
for i in range(120):
    names = {}
    exec(f"def f(x):\n  def g(y): return y + x + {i}\n  return g\nclass C:\n  def m(self): return {i}\n", names)
    if i % 20 == 0:
        functions += [names["f"](1), names["C"]().m]
    g = eval(f"(k + {i} for k in range(3))", {})
    if i % 30 == 0:
        next(g)
        generators.append(g)
    try:
        eval(f"1 / 0 + {i}", {})
    except ZeroDivisionError as e:
        if i % 40 == 0:
            errors.append(e)
    if i % 50 == 0:
        frames.append(eval("__import__('sys')._getframe()", {"a": i}))
    if i % 50 == 25:
        gc.collect()
gc.collect()
print(sum(f(1) if f.__name__ == "g" else f() for f in functions))  # expect: 612
print([list(g) for g in generators])  # expect: [[1, 2], [31, 32], [61, 62], [91, 92]]
print(traceback.format_exception(errors[2])[-1].strip())  # expect: ZeroDivisionError: division by zero
print([len(e.__traceback__.tb_next.tb_frame.f_globals) for e in errors])  # expect: [1, 1, 1]
print([f.f_globals["a"] for f in frames], frames[0].f_code.co_name)  # expect: [0, 50, 100] <module>

# A code object runs again, with the same globals and with others.
code = compile("x + 1", "<made>", "eval")
print(sum(eval(code, {"x": i}) for i in range(50)))  # expect: 1275
names = {"x": 1}
for _ in range(50):
    names["x"] = eval(code, names)
print(names["x"])  # expect: 51
code = compile("def h(): return 7", "<made>", "exec")
kept = []
for _ in range(50):
    names = {}
    exec(code, names)
    kept.append(names["h"])
gc.collect()
print(sum(h() for h in kept))  # expect: 350
print(sum(map(eval, ["1 + %d" % i for i in range(50)])))  # expect: 1275
