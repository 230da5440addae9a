# Every public name of `contextlib`, used once.
import contextlib
import io
import os
import sys

log = []


@contextlib.contextmanager
def tag(name):
    log.append("<" + name)
    try:
        yield name
    finally:
        log.append(name + ">")


with tag("a") as a:
    log.append(a)
assert log == ["<a", "a", "a>"]


@tag("f")
def decorated():
    return 1


assert decorated() == 1 and log[-1] == "f>"
with contextlib.ExitStack() as stack:
    assert stack.enter_context(tag("x")) == "x"
    stack.callback(log.append, "called")
    stack.push(lambda *exc: log.append("pushed"))
assert log[-3:] == ["pushed", "called", "x>"] and isinstance(stack, contextlib.AbstractContextManager)
with contextlib.suppress(KeyError):
    {}["k"]
out, err = io.StringIO(), io.StringIO()
with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
    print("o")
    print("e", file=sys.stderr)
assert out.getvalue() == "o\n" and err.getvalue() == "e\n"
with contextlib.closing(io.StringIO()) as s:
    pass
assert s.closed
with contextlib.nullcontext(5) as five:
    assert five == 5
before = os.getcwd()
with contextlib.chdir("/"):
    assert os.getcwd() == "/"
assert os.getcwd() == before


class Deco(contextlib.ContextDecorator):
    def __enter__(self):
        log.append("in")

    def __exit__(self, *exc):
        log.append("out")


@Deco()
def inner():
    log.append("body")


inner()
assert log[-3:] == ["in", "body", "out"]


class Async(contextlib.AbstractAsyncContextManager):
    async def __aexit__(self, *exc):
        log.append("aexit")

    async def aclose(self):
        log.append("aclose")


@contextlib.asynccontextmanager
async def atag():
    log.append("a<")
    yield 7
    log.append("a>")


async def main():
    async with contextlib.aclosing(Async()), Async(), atag() as seven:
        assert seven == 7
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(atag())


try:
    main().send(None)
    assert False
except StopIteration:
    pass
assert log[-6:] == ["a<", "a>", "aexit", "aclose", "a<", "a>"]
