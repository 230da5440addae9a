# Codecs behind the module `codecs`: streams, notes on errors, escapes.
import codecs
import io

for name in ("utf-16-le", "utf-32-be", "utf-7", "raw_unicode_escape"):
    out = io.BytesIO()
    codecs.getwriter(name)(out).write("x\xe9")
    print(codecs.getreader(name)(io.BytesIO(out.getvalue())).read(), out.getvalue() == "x\xe9".encode(name))
# expect: xé True
# expect: xé True
# expect: xé True
# expect: xé True


def notes(f):
    try:
        f()
    except ValueError as e:
        print(getattr(e, "__notes__", None))


notes(lambda: "\u4e00".encode("cp1252"))  # expect: ["encoding with 'cp1252' codec failed"]
notes(lambda: b"\x81".decode("cp1252"))  # expect: ["decoding with 'cp1252' codec failed"]
notes(lambda: codecs.decode(b"zz", "hex"))  # expect: ["decoding with 'hex' codec failed"]
notes(lambda: b"\xff".decode("ascii"))  # expect: None
print(codecs.escape_encode(b"a'b\"\n")[0])  # expect: b'a\\\'b"\\n'
