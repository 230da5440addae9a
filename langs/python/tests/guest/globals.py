print(1 < 2 < 3, 1 < 2 > 5, not 1, 1 and 0 or 5, None is None)  # expect: True False False 5 True
global_x = 5
def setg():
    global global_x
    global_x += 1
setg(); print(global_x)  # expect: 6
x = 5
del x
try: x
except NameError as e: print(e)  # expect: name 'x' is not defined
