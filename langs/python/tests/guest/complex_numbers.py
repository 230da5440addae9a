# complex numbers.
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__+':', e)
t(complex); t(complex,1); t(complex,1,2); t(complex,'1+2j'); t(complex,' 3j '); t(complex,'x'); t(complex,'1',2); t(complex,1,'2'); t(complex,1j,1j); t(complex,None); t(complex,real=1,imag=3)
# expect: 0j
# expect: (1+0j)
# expect: (1+2j)
# expect: (1+2j)
# expect: 3j
# expect: ValueError: complex() arg is a malformed string
# expect: TypeError: complex() argument 'imag' must be a real number, not str
# expect: TypeError: complex() argument 'imag' must be a real number, not str
# expect: (-1+1j)
# expect: TypeError: complex() argument must be a string or a number, not NoneType
# expect: (1+3j)
for s in ['1e5+2e-3j','-j','+j','j','(1+2j)','nan+infj','1 + 2j','1+2','-1.5-2.5j','1e-5']: t(complex,s)
# expect: (100000+0.002j)
# expect: -1j
# expect: 1j
# expect: 1j
# expect: (1+2j)
# expect: (nan+infj)
# expect: ValueError: complex() arg is a malformed string
# expect: ValueError: complex() arg is a malformed string
# expect: (-1.5-2.5j)
# expect: (1e-05+0j)
a=1+2j; b=3-4j
for f in ['a+b','a-b','a*b','a/b','a**b','a**2','a**-1','a**0.5','a+1','1+a','2.5*a','a/2','1/a','-a','+a','abs(b)','a==b','a==1+2j','a!=b','a.real','a.imag','a.conjugate()','hash(a)==hash(complex(1,2))','hash(1+0j)','1+0j==1','bool(0j)','bool(a)','a//b','a%b','a<b','divmod(a,b)','int(a)','float(a)','0j**-1','0j**0','a/0','complex(1e308,1e308)*10','abs(complex(1e308,1e308))','round(a)','-0j','complex(-0.0,-0.0)','1j-1j','(-1)**0.5','repr(complex(float("nan"),float("inf")))','{1j:1}[1j]','sum([1j,2])','a@b','1j.real','pow(2j,3)','~a']:
    t(lambda: eval_(f)) if False else None
    print(f, end=' -> ')
    t(eval(f'lambda: {f}'))
# expect: a+b -> (4-2j)
# expect: a-b -> (-2+6j)
# expect: a*b -> (11+2j)
# expect: a/b -> (-0.2+0.4j)
# expect: a**b -> (932.1391946432212+95.9465336603415j)
# expect: a**2 -> (-3+4j)
# expect: a**-1 -> (0.2-0.4j)
# expect: a**0.5 -> (1.272019649514069+0.7861513777574233j)
# expect: a+1 -> (2+2j)
# expect: 1+a -> (2+2j)
# expect: 2.5*a -> (2.5+5j)
# expect: a/2 -> (0.5+1j)
# expect: 1/a -> (0.2-0.4j)
# expect: -a -> (-1-2j)
# expect: +a -> (1+2j)
# expect: abs(b) -> 5.0
# expect: a==b -> False
# expect: a==1+2j -> True
# expect: a!=b -> True
# expect: a.real -> 1.0
# expect: a.imag -> 2.0
# expect: a.conjugate() -> (1-2j)
# expect: hash(a)==hash(complex(1,2)) -> True
# expect: hash(1+0j) -> 1
# expect: 1+0j==1 -> True
# expect: bool(0j) -> False
# expect: bool(a) -> True
# expect: a//b -> TypeError: unsupported operand type(s) for //: 'complex' and 'complex'
# expect: a%b -> TypeError: unsupported operand type(s) for %: 'complex' and 'complex'
# expect: a<b -> TypeError: '<' not supported between instances of 'complex' and 'complex'
# expect: divmod(a,b) -> TypeError: unsupported operand type(s) for divmod(): 'complex' and 'complex'
# expect: int(a) -> TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: float(a) -> TypeError: float() argument must be a string or a real number, not 'complex'
# expect: 0j**-1 -> ZeroDivisionError: zero to a negative or complex power
# expect: 0j**0 -> (1+0j)
# expect: a/0 -> ZeroDivisionError: division by zero
# expect: complex(1e308,1e308)*10 -> (inf+infj)
# expect: abs(complex(1e308,1e308)) -> 1.4142135623730951e+308
# expect: round(a) -> TypeError: type complex doesn't define __round__ method
# expect: -0j -> (-0-0j)
# expect: complex(-0.0,-0.0) -> (-0-0j)
# expect: 1j-1j -> 0j
# expect: (-1)**0.5 -> (6.123233995736766e-17+1j)
# expect: repr(complex(float("nan"),float("inf"))) -> '(nan+infj)'
# expect: {1j:1}[1j] -> 1
# expect: sum([1j,2]) -> (2+1j)
# expect: a@b -> TypeError: unsupported operand type(s) for @: 'complex' and 'complex'
# expect: 1j.real -> 0.0
# expect: pow(2j,3) -> (-0-8j)
# expect: ~a -> TypeError: bad operand type for unary ~: 'complex'
for f in ['{}','{:.2f}','{:10}','{:>12.1f}','{:+}','{:e}','{:g}','{:,}','{:05}','{:=5}','{!r}','{:<10}|','{:^14.2f}|','{:d}']:
    t(f.format,a)
    t(f.format,2.5j)
# expect: '(1+2j)'
# expect: '2.5j'
# expect: '1.00+2.00j'
# expect: '0.00+2.50j'
# expect: '    (1+2j)'
# expect: '      2.5j'
# expect: '    1.0+2.0j'
# expect: '    0.0+2.5j'
# expect: '(+1+2j)'
# expect: '+2.5j'
# expect: '1.000000e+00+2.000000e+00j'
# expect: '0.000000e+00+2.500000e+00j'
# expect: '1+2j'
# expect: '0+2.5j'
# expect: '(1+2j)'
# expect: '2.5j'
# expect: ValueError: Zero padding is not allowed in complex format specifier
# expect: ValueError: Zero padding is not allowed in complex format specifier
# expect: ValueError: '=' alignment flag is not allowed in complex format specifier
# expect: ValueError: '=' alignment flag is not allowed in complex format specifier
# expect: '(1+2j)'
# expect: '2.5j'
# expect: '(1+2j)    |'
# expect: '2.5j      |'
# expect: '  1.00+2.00j  |'
# expect: '  0.00+2.50j  |'
# expect: ValueError: Unknown format code 'd' for object of type 'complex'
# expect: ValueError: Unknown format code 'd' for object of type 'complex'
print('%s %r' % (a,b))  # expect: (1+2j) (3-4j)
t(int,'12',3); t(int,'0x1f',0); t(int,'z',36); t(int,'_1'); t(int,'1_0'); t(int,' 5 '); t(int,'',10); t(int,'9'*5000); t(int,b'12'); t(int,bytearray(b'12')); t(int,'5',1); t(int,5,5); t(int,None); t(int,[]); t(int,1e30); t(int,float('nan')); t(int,float('inf')); t(int,x=5); t(int,base=5)
# expect: 5
# expect: 31
# expect: 35
# expect: ValueError: invalid literal for int() with base 10: '_1'
# expect: 10
# expect: 5
# expect: ValueError: invalid literal for int() with base 10: ''
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: 12
# expect: 12
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
# expect: TypeError: int() can't convert non-string with explicit base
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: 1000000000000000019884624838656
# expect: ValueError: cannot convert float NaN to integer
# expect: OverflowError: cannot convert float infinity to integer
# expect: TypeError: int() got an unexpected keyword argument 'x'
# expect: TypeError: int() missing string argument
n=10**30
