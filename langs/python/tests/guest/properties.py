class P:
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 2
    @staticmethod
    def s(a): return a + 1
    @classmethod
    def c(cls, a): return cls, a
p = P(); p.v = 4; print(p.v, P.s(3), p.s(3), p.c(4)[1], P.c(4)[0] is P)
# expect: 8 4 4 4 True
