# exceptions
def f():
    try:
        raise KeyError('a')
    except KeyError:
        raise ValueError('b')
try: f()
except ValueError as e: print(repr(e.__context__), e.__cause__)  # expect: KeyError('a') None
try:
    try: 1/0
    except ZeroDivisionError as z: raise RuntimeError('r') from z
except RuntimeError as e: print(repr(e.__cause__), e.__suppress_context__)
# expect: ZeroDivisionError('division by zero') True
try:
    try: raise ValueError(1)
    except ValueError: raise
except ValueError as e: print('again', e)  # expect: again 1
try: raise TypeError
except TypeError as e: print(repr(e))  # expect: TypeError()
try: raise 5
except TypeError as e: print(e)  # expect: exceptions must derive from BaseException
