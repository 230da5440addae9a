def fin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return i
        finally: print('f', i)
print(fin())
def nested():
    for i in range(3):
        try:
            try:
                if i == 1: raise IndexError(i)
                print('i', i)
            except (KeyError, IndexError) as e:
                print('ie', e.args)
            else: print('else')
            finally: print('finally')
        except Exception: print('no')
nested()
# expect: f 0
# expect: f 1
# expect: f 2
# expect: 2
# expect: i 0
# expect: else
# expect: finally
# expect: ie (1,)
# expect: finally
# expect: i 2
# expect: else
# expect: finally
