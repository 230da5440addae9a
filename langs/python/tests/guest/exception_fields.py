# Fields, texts and groups of exceptions.
def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e, '|', repr(e), e.args)
t(lambda: open_(1))
# expect: NameError name 'open_' is not defined | NameError("name 'open_' is not defined") ("name 'open_' is not defined",)
t(lambda: {}['k'])  # expect: KeyError 'k' | KeyError('k') ('k',)
t(lambda: (1).foo)
# expect: AttributeError 'int' object has no attribute 'foo' | AttributeError("'int' object has no attribute 'foo'") ("'int' object has no attribute 'foo'",)
try: raise OSError(2,'No such file','x')
except FileNotFoundError as e: print(e, e.errno, e.strerror, e.filename, e.args)
# expect: [Errno 2] No such file: 'x' 2 No such file x (2, 'No such file')
print(OSError(13,'p'), repr(OSError(13,'p')), OSError('x'), OSError(1,2,3,4,5), OSError(1,2,3,4,5).filename2)
# expect: [Errno 13] p PermissionError(13, 'p') x [Errno 1] 2: 3 -> 5 5
print(UnicodeDecodeError('utf-8', b'\xff', 0,1,'bad'), UnicodeEncodeError('ascii','a\xe9',1,2,'no'))
# expect: 'utf-8' codec can't decode byte 0xff in position 0: bad 'ascii' codec can't encode character '\xe9' in position 1: no
try: UnicodeDecodeError('x')
except TypeError as e: print(e)
# expect: function takes exactly 5 arguments (1 given)
e=ImportError('m', name='n', path='p'); print(e.name,e.path,e.msg, e)  # expect: n p m m
print(StopIteration(3).value, StopIteration().value, SystemExit(1,2).code)  # expect: 3 None (1, 2)
e=SyntaxError('msg',('f.py',3,4,'text',3,5)); print(e, e.lineno, e.end_offset, e.msg)
# expect: msg (f.py, line 3) 3 5 msg
e=AttributeError('x',name='q',obj=3); print(e.name,e.obj)  # expect: q 3
e=ValueError(1); e.args=[1,2]; print(e.args,e); e.add_note('n'); print(e.__notes__)
# expect: (1, 2) (1, 2)
# expect: ['n']
try: e.add_note(3)
except TypeError as x: print(x)
# expect: note must be a str, not 'int'
try: e.__cause__=3
except TypeError as x: print(x)
# expect: exception cause must be None or derive from BaseException
class E(Exception):
    def __init__(self,a,b): self.a=a
    def __repr__(self): return 'E!'
print(str(E(1,2)), repr(E(1,2)))  # expect: (1, 2) E!
def f():
    try: raise KeyError(1)
    finally: return 5
print(f())  # expect: 5
try:
    try: 1/0
    except Exception as e: raise ValueError('v') from e
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
# expect: ZeroDivisionError('division by zero') True ZeroDivisionError('division by zero')
eg=ExceptionGroup('g',[ValueError(1),OSError(3,'x'),ExceptionGroup('h',[TypeError(2)])])
print(eg, eg.message, eg.exceptions, eg.split(ValueError), eg.subgroup(lambda e: isinstance(e,TypeError)))
# expect: g (3 sub-exceptions) g (ValueError(1), ProcessLookupError(3, 'x'), ExceptionGroup('h', [TypeError(2)])) (ExceptionGroup('g', [ValueError(1)]), ExceptionGroup('g', [ProcessLookupError(3, 'x'), ExceptionGroup('h', [TypeError(2)])])) g (1 sub-exception)
for a in [(),(1,[]),('a',3),('a',[]),('a',[1]),('a',[KeyboardInterrupt()])]:
    t(lambda: ExceptionGroup(*a))
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given) | TypeError('BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)') ('BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)',)
# expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int | TypeError('BaseExceptionGroup.__new__() argument 1 must be str, not int') ('BaseExceptionGroup.__new__() argument 1 must be str, not int',)
# expect: TypeError second argument (exceptions) must be a sequence | TypeError('second argument (exceptions) must be a sequence') ('second argument (exceptions) must be a sequence',)
# expect: ValueError second argument (exceptions) must be a non-empty sequence | ValueError('second argument (exceptions) must be a non-empty sequence') ('second argument (exceptions) must be a non-empty sequence',)
# expect: ValueError Item 0 of second argument (exceptions) is not an exception | ValueError('Item 0 of second argument (exceptions) is not an exception') ('Item 0 of second argument (exceptions) is not an exception',)
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup | TypeError('Cannot nest BaseExceptions in an ExceptionGroup') ('Cannot nest BaseExceptions in an ExceptionGroup',)
t(lambda: BaseExceptionGroup('b',[ValueError()]))
t(lambda: int('x'))
# expect: ValueError invalid literal for int() with base 10: 'x' | ValueError("invalid literal for int() with base 10: 'x'") ("invalid literal for int() with base 10: 'x'",)
import sys
t(lambda: sys.exit(3))  # expect: SystemExit 3 | SystemExit(3) (3,)
def g(): 
    x = yield 1
    raise StopIteration
try:
    for _ in g(): pass
except RuntimeError as e: print(e, repr(e.__cause__))
# expect: generator raised StopIteration StopIteration()
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message, excs)
m=MyG('m',[ValueError(1),KeyError(2)]); print(m.split(KeyError))
# expect: (MyG('m', [KeyError(2)]), MyG('m', [ValueError(1)]))
print(BaseException.__str__(ValueError(3)), ValueError.__mro__)
# expect: 3 (<class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)

for f in (
    lambda: SyntaxError("a", (1, 2, 3)), lambda: SyntaxError("a", 3), lambda: delattr(ValueError(), "args"),
    lambda: delattr(ValueError(), "__cause__"),
):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: function takes at least 4 arguments (3 given)
# expect: 'int' object is not iterable
# expect: args may not be deleted
# expect: __cause__ may not be deleted
