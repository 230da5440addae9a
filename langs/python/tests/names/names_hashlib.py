# Every public name of `hashlib`, used once.
import hashlib
import io

d = b"abc"
assert hashlib.md5(d).hexdigest() == "900150983cd24fb0d6963f7d28e17f72"
assert hashlib.sha1(d).hexdigest() == "a9993e364706816aba3e25717850c26c9cd0d89d"
assert hashlib.sha224(d).hexdigest()[:16] == "23097d223405d822" and hashlib.sha256(d).hexdigest()[:16] == "ba7816bf8f01cfea"
assert hashlib.sha384(d).hexdigest()[:16] == "cb00753f45a35e8b" and hashlib.sha512(d).hexdigest()[:16] == "ddaf35a193617aba"
assert hashlib.sha3_224(d).hexdigest()[:16] == "e642824c3f8cf24a" and hashlib.sha3_256(d).hexdigest()[:16] == "3a985da74fe225b2"
assert hashlib.sha3_384(d).hexdigest()[:16] == "ec01498288516fc9" and hashlib.sha3_512(d).hexdigest()[:16] == "b751850b1a57168a"
assert hashlib.shake_128(d).hexdigest(8) == "5881092dd818bf5c" and hashlib.shake_256(d).hexdigest(8) == "483366601360a877"
assert hashlib.blake2b(d, digest_size=8).hexdigest() == "d8bb14d833d59559" and hashlib.blake2s(d).hexdigest()[:16] == "508c5e8c327c14e2"
h = hashlib.new("sha256", b"a")
h.update(b"bc")
assert h.copy().digest() == hashlib.sha256(d).digest() and (h.name, h.digest_size, h.block_size) == ("sha256", 32, 64)
assert hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 1, 20).hex() == "0c60c80f961f0e71f3a9b524af6012062fe037a6"
assert "md5" in hashlib.algorithms_guaranteed <= hashlib.algorithms_available
assert hashlib.file_digest(io.BytesIO(d), "sha1").hexdigest() == hashlib.sha1(d).hexdigest()
