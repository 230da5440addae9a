limit: int = 3
class Point:
    x: int
    y: "float" = 0.0
    def f(self, a: limit, *args: x) -> Point: pass
def outer(t):
    class Inner:
        a: t
    def g(b: t): return b
