import hashlib
import hmac

print(hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 20, 40).hex())  # expect: 4b93c28a5650c306941a33c7ceb053791bb602c972ff5e57fba925911bed1aa2df0f22bd6b08d548
print(hashlib.new("SHA-256", b"a").hexdigest()[:8], hmac.digest(b"k", b"m", "sha1").hex()[:8])  # expect: ca978112 772b71c8
try:
    hashlib.new("nope")
except ValueError as e:
    print(e)  # expect: unsupported hash type nope
try:
    object().x = 1
except AttributeError as e:
    print(e)  # expect: 'object' object has no attribute 'x' and no __dict__ for setting new attributes
exec("x = 1\ndef f():\n    global x\n    x = 2\nf()\nprint(x)", {}, {})  # expect: 2

import hashlib
print(hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=16).hex())  # expect: 77d6576238657b203b19ca42c18a0497
print(hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=16).hex())  # expect: fdbabe1c9d3472007856e7190d01e9fe
for wrong in {"n": 3}, {"dklen": 0}, {"n": 1 << 20}:
    try:
        hashlib.scrypt(b"p", **{"salt": b"s", "n": 16, "r": 8, "p": 1} | wrong)
    except ValueError as e:
        print(e)
# expect: n must be a power of 2.
# expect: dklen must be greater than 0 and smaller than 2147483647
# expect: [digital envelope routines] memory limit exceeded
