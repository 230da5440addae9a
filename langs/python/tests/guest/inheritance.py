# inheritance
class A:
    x = 1
    def m(self): return 'A'
    def __str__(self): return 'strA'
class B(A):
    def m(self): return 'B' + super().m()
class C(A):
    def m(self): return 'C' + super().m()
class D(B, C):
    def m(self): return 'D' + super().m()
print(D().m(), [c.__name__ for c in D.__mro__], str(D()), f'{D()}', D.x)
# expect: DBCA ['D', 'B', 'C', 'A', 'object'] strA strA 1
A.x = 10; print(D.x); A.x = 11; print(D().x); D.x = 12; print(D.x, A.x)
# expect: 10
# expect: 11
# expect: 12 11
