# Every public name of `base64`, used once.
import base64
import io

data = b"\xfb\xff\x00hello"
assert base64.b64encode(data) == b"+/8AaGVsbG8=" and base64.b64decode("+/8AaGVsbG8=") == data
assert base64.urlsafe_b64encode(data) == b"-_8AaGVsbG8=" and base64.urlsafe_b64decode(b"-_8AaGVsbG8=") == data
assert base64.standard_b64encode(b"a") == b"YQ==" and base64.standard_b64decode(b"YQ==") == b"a"
assert base64.b32encode(b"foobar") == b"MZXW6YTBOI======" and base64.b32decode(b"mzxw6ytboi======", casefold=True) == b"foobar"
assert base64.b32hexencode(b"foobar") == b"CPNMUOJ1E8======" and base64.b32hexdecode(b"CPNMUOJ1E8======") == b"foobar"
assert base64.b16encode(b"\x0a\xff") == b"0AFF" and base64.b16decode("0aff", casefold=True) == b"\x0a\xff"
assert base64.a85encode(b"hello world") == b"BOu!rD]j7BEbo7" and base64.a85decode(b"BOu!rD]j7BEbo7") == b"hello world"
assert base64.b85encode(b"hello") == b"Xk~0{Zv" and base64.b85decode("Xk~0{Zv") == b"hello"
assert base64.encodebytes(b"x" * 60).count(b"\n") == 2 and base64.decodebytes(base64.encodebytes(data)) == data
out = io.BytesIO()
base64.encode(io.BytesIO(b"abc"), out)
assert out.getvalue() == b"YWJj\n"
back = io.BytesIO()
base64.decode(io.BytesIO(b"YWJj\n"), back)
assert back.getvalue() == b"abc"

# Since 3.13.
assert base64.z85encode(b"\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b") == b"HelloWorld" and base64.z85decode(b"HelloWorld")[:2] == b"\x86\x4f"
