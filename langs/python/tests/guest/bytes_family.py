# bytes, bytearray and memoryview.
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__+':', e)
b=b'Hello, World'; ba=bytearray(b)
for x in (b,ba):
    t(x.capitalize); t(x.center,20,b'*'); t(x.count,b'o'); t(x.count,111); t(x.decode); t(x.endswith,(b'x',b'ld')); t(x.expandtabs); t(x.find,b'W'); t(x.hex); t(x.hex,':'); t(x.hex,'_',4); t(x.hex,'_',-4); t(x.index,b'z')
    t(x.isalnum); t(x.isalpha); t(x.isascii); t(x.islower); t(x.istitle); t(x.isupper); t(x.join,[b'a',b'b']); t(x.join,[1]); t(x.ljust,15); t(x.lower); t(x.lstrip,b'He'); t(x.partition,b', '); t(x.removeprefix,b'Hello'); t(x.removesuffix,b'World'); t(x.replace,b'o',b'0'); t(x.replace,b'',b'-'); t(x.replace,b'',b'-',3); t(x.rfind,b'o'); t(x.rjust,15,b'.'); t(x.rpartition,b'o'); t(x.rsplit,None,1); t(x.rsplit,b'o',1); t(x.split); t(x.split,b','); t(x.splitlines); t(x.startswith,b'He'); t(x.startswith,'He'); t(x.swapcase); t(x.title); t(x.translate,None,b'lo'); t(x.upper); t(x.zfill,15)
    t(lambda:x[1]); t(lambda:x[1:4]); t(lambda:x[::-2]); t(lambda:x+b'!'); t(lambda:x+bytearray(b'!')); t(lambda:x*2); t(lambda:x==b'Hello, World'); t(lambda:x<b'I'); t(lambda:72 in x); t(lambda:b'll' in x); t(lambda:300 in x); t(lambda:'a' in x); t(lambda:x+'a'); t(lambda:x[50]); t(lambda:x['a']); t(lambda:x%())
# expect: b'Hello, world'
# expect: b'****Hello, World****'
# expect: 2
# expect: 2
# expect: 'Hello, World'
# expect: True
# expect: b'Hello, World'
# expect: 7
# expect: '48656c6c6f2c20576f726c64'
# expect: '48:65:6c:6c:6f:2c:20:57:6f:72:6c:64'
# expect: '48656c6c_6f2c2057_6f726c64'
# expect: '48656c6c_6f2c2057_6f726c64'
# expect: ValueError: subsection not found
# expect: False
# expect: False
# expect: True
# expect: False
# expect: True
# expect: False
# expect: b'aHello, Worldb'
# expect: TypeError: sequence item 0: expected a bytes-like object, int found
# expect: b'Hello, World   '
# expect: b'hello, world'
# expect: b'llo, World'
# expect: (b'Hello', b', ', b'World')
# expect: b', World'
# expect: b'Hello, '
# expect: b'Hell0, W0rld'
# expect: b'-H-e-l-l-o-,- -W-o-r-l-d-'
# expect: b'-H-e-llo, World'
# expect: 8
# expect: b'...Hello, World'
# expect: (b'Hello, W', b'o', b'rld')
# expect: [b'Hello,', b'World']
# expect: [b'Hello, W', b'rld']
# expect: [b'Hello,', b'World']
# expect: [b'Hello', b' World']
# expect: [b'Hello, World']
# expect: True
# expect: TypeError: startswith first arg must be bytes or a tuple of bytes, not str
# expect: b'hELLO, wORLD'
# expect: b'Hello, World'
# expect: b'He, Wrd'
# expect: b'HELLO, WORLD'
# expect: b'000Hello, World'
# expect: 101
# expect: b'ell'
# expect: b'drW,le'
# expect: b'Hello, World!'
# expect: b'Hello, World!'
# expect: b'Hello, WorldHello, World'
# expect: True
# expect: True
# expect: True
# expect: True
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: can't concat str to bytes
# expect: IndexError: index out of range
# expect: TypeError: byte indices must be integers or slices, not str
# expect: b'Hello, World'
# expect: bytearray(b'Hello, world')
# expect: bytearray(b'****Hello, World****')
# expect: 2
# expect: 2
# expect: 'Hello, World'
# expect: True
# expect: bytearray(b'Hello, World')
# expect: 7
# expect: '48656c6c6f2c20576f726c64'
# expect: '48:65:6c:6c:6f:2c:20:57:6f:72:6c:64'
# expect: '48656c6c_6f2c2057_6f726c64'
# expect: '48656c6c_6f2c2057_6f726c64'
# expect: ValueError: subsection not found
# expect: False
# expect: False
# expect: True
# expect: False
# expect: True
# expect: False
# expect: bytearray(b'aHello, Worldb')
# expect: TypeError: sequence item 0: expected a bytes-like object, int found
# expect: bytearray(b'Hello, World   ')
# expect: bytearray(b'hello, world')
# expect: bytearray(b'llo, World')
# expect: (bytearray(b'Hello'), bytearray(b', '), bytearray(b'World'))
# expect: bytearray(b', World')
# expect: bytearray(b'Hello, ')
# expect: bytearray(b'Hell0, W0rld')
# expect: bytearray(b'-H-e-l-l-o-,- -W-o-r-l-d-')
# expect: bytearray(b'-H-e-llo, World')
# expect: 8
# expect: bytearray(b'...Hello, World')
# expect: (bytearray(b'Hello, W'), bytearray(b'o'), bytearray(b'rld'))
# expect: [bytearray(b'Hello,'), bytearray(b'World')]
# expect: [bytearray(b'Hello, W'), bytearray(b'rld')]
# expect: [bytearray(b'Hello,'), bytearray(b'World')]
# expect: [bytearray(b'Hello'), bytearray(b' World')]
# expect: [bytearray(b'Hello, World')]
# expect: True
# expect: TypeError: startswith first arg must be bytes or a tuple of bytes, not str
# expect: bytearray(b'hELLO, wORLD')
# expect: bytearray(b'Hello, World')
# expect: bytearray(b'He, Wrd')
# expect: bytearray(b'HELLO, WORLD')
# expect: bytearray(b'000Hello, World')
# expect: 101
# expect: bytearray(b'ell')
# expect: bytearray(b'drW,le')
# expect: bytearray(b'Hello, World!')
# expect: bytearray(b'Hello, World!')
# expect: bytearray(b'Hello, WorldHello, World')
# expect: True
# expect: True
# expect: True
# expect: True
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: a bytes-like object is required, not 'str'
# expect: TypeError: can't concat str to bytearray
# expect: IndexError: bytearray index out of range
# expect: TypeError: bytearray indices must be integers or slices, not str
# expect: bytearray(b'Hello, World')
t(bytes); t(bytes,5); t(bytes,[1,2,300]); t(bytes,'a'); t(bytes,'aé','utf-8'); t(bytes,'é','ascii'); t(bytes,'é','ascii','replace'); t(bytes,-1); t(bytes,1.5); t(bytes,range(3)); t(bytes,(i for i in range(3))); t(bytes,None)
# expect: b''
# expect: b'\x00\x00\x00\x00\x00'
# expect: ValueError: bytes must be in range(0, 256)
# expect: TypeError: string argument without an encoding
# expect: b'a\xc3\xa9'
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: b'?'
# expect: ValueError: negative count
# expect: TypeError: cannot convert 'float' object to bytes
# expect: b'\x00\x01\x02'
# expect: b'\x00\x01\x02'
# expect: TypeError: cannot convert 'NoneType' object to bytes
t(bytearray,3); t(bytearray,'a','utf8')
# expect: bytearray(b'\x00\x00\x00')
# expect: bytearray(b'a')
ba=bytearray(b'abc'); ba.append(100); print(ba); ba.extend(b'ef'); ba.extend([103]); print(ba); ba.insert(0,65); print(ba, ba.pop(), ba.pop(0)); ba.remove(98); print(ba); ba.reverse(); print(ba); ba[0]=66; ba[1:3]=b'xyz'; print(ba); del ba[0]; print(ba); del ba[::2]; print(ba); ba+=b'QQ'; print(ba); ba*=2; print(ba); ba[::2]=b'....'[:len(ba[::2])] if len(ba[::2])<=4 else ba[::2]; print(ba); ba.clear(); print(ba, ba.copy(), len(ba), bool(ba))
# expect: bytearray(b'abcd')
# expect: bytearray(b'abcdefg')
# expect: bytearray(b'abcdef') 103 65
# expect: bytearray(b'acdef')
# expect: bytearray(b'fedca')
# expect: bytearray(b'Bxyzca')
# expect: bytearray(b'xyzca')
# expect: bytearray(b'yc')
# expect: bytearray(b'ycQQ')
# expect: bytearray(b'ycQQycQQ')
# expect: bytearray(b'.c.Q.c.Q')
# expect: bytearray(b'') bytearray(b'') 0 False
t(ba.append,300); t(ba.append,'a'); t(ba.pop); t(ba.remove,1); t(hash,ba); t(hash,b'a'==b'a')
# expect: ValueError: byte must be in range(0, 256)
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: IndexError: pop from empty bytearray
# expect: ValueError: value not found in bytearray
# expect: TypeError: unhashable type: 'bytearray'
# expect: 1
t(lambda: b'%d %s %r %a %x %c%%' % (5,b'x',b'y','z',255,65)); t(lambda: b'%b' % b'q'); t(lambda: b'%s' % 5); t(lambda: b'%(a)s' % {b'a':b'1'})
# expect: b"5 x b'y' 'z' ff A%"
# expect: b'q'
# expect: TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: b'1'
m=memoryview(b'abcdef'); print(m[0], m[1:3].tobytes(), m.tolist(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.shape, m[::-1].tobytes(), m==b'abcdef', bytes(m), m.hex())
# expect: 97 b'bc' [97, 98, 99, 100, 101, 102] 6 True B 1 6 (6,) b'fedcba' True b'abcdef' 616263646566
t(lambda: m.__setitem__(0,1))  # expect: TypeError: cannot modify read-only memory
ba=bytearray(b'abcdef'); m=memoryview(ba); m[0]=90; m[1:3]=b'YX'; print(ba); print(m.cast('H').tolist()); t(lambda: m['a']); t(lambda:m[10]); m.release(); t(lambda:m[0])
# expect: bytearray(b'ZYXdef')
# expect: [22874, 25688, 26213]
# expect: TypeError: memoryview: invalid slice key
# expect: IndexError: index out of bounds on dimension 1
# expect: ValueError: operation forbidden on released memoryview object
with memoryview(b'x') as q: print(q.tolist())  # expect: [120]
t(memoryview,'a')  # expect: TypeError: memoryview: a bytes-like object is required, not 'str'
t(b'a'.decode,'nope'); t(str,b'abc','ascii'); t(str,b'abc'); t(str,'a','b'); t(str,5,'b'); t(str,object=5)
# expect: LookupError: unknown encoding: nope
# expect: 'abc'
# expect: "b'abc'"
# expect: TypeError: decoding str is not supported
# expect: TypeError: decoding to str: need a bytes-like object, int found
# expect: '5'
ba = bytearray(b'a'); bb = ba; ba += b'x'; ba *= 2; print(bb, ba is bb)  # expect: bytearray(b'axax') True

it = iter(b := bytearray(b"ab"))
print(list(it), b.append(99), list(it))  # expect: [97, 98] None []
try:
    b"no" % b"a"
except TypeError as e:
    print(e)  # expect: not all arguments converted during bytes formatting
