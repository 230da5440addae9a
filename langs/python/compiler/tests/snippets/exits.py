def f(a):
    for x in a:
        try:
            with x as y:
                if y: break
                if a: continue
                return y.z(1)
        except E:
            continue
        finally:
            a.close()
    while 1:
        for y in a:
            if y > 1 and (y < 3 or not a): break
        else:
            break
    del a
    return [g for g in (lambda: y)() if g] or None
def g(n):
    x = n and n.y
    return not x, n is not None, x in n, 1 < n < 3 == x
print(f"{'a'}{1:{2}}" 'x' f"{{}}", sep='')
