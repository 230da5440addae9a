# Files that nobody closes are written out when another is opened, when they are collected and at the end.
import gc
import os
import tempfile

path = os.path.join(tempfile.gettempdir(), "trackway-unclosed-" + str(os.getpid()))
f = open(path, "w")
f.write("first")
print(open(path).read())  # expect: first


def g():
    h = open(path, "wb", buffering=100)
    h.write(b"second")


g()
gc.collect()
with open(path) as h:
    print(h.read())  # expect: second
os.remove(path)
