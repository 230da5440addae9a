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
