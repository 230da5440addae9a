"""Runs the tests of one module, of CPython's suite for instance, and notes each method's end.

usage: runner.py MODULE NOTES DONE
NOTES gets a line when a method starts and one when it ends, so that whoever started this knows
which method a crash or an endless loop belongs to; methods named in the file DONE are left out.
"""
import re
import sys
import types
import unittest


class Notes(unittest.TestResult):
    def __init__(self, path):
        super().__init__()
        self.out = open(path, "a", encoding="utf-8", errors="backslashreplace")

    def note(self, kind, test, why=""):
        name = test if isinstance(test, str) else test.id()
        why = str(why).replace("\\", "/").split("\n")[0]
        self.out.write(f"{kind}\t{name}\t{why}\n")
        self.out.flush()

    def startTest(self, test):
        super().startTest(test)
        self.end = "pass"
        self.why = ""
        self.note("start", test)

    def stopTest(self, test):
        self.note(self.end, test, self.why)

    def fail(self, test, err):
        why = "%s: %s" % (err[0].__name__, reason(err[1]))
        if not isinstance(test, unittest.TestCase):
            # A module's or class's set-up: none of its methods starts.
            self.note("setup", test, why)
            return
        if self.end == "pass":
            self.end, self.why = "fail", why

    def addError(self, test, err):
        self.fail(test, err)

    def addFailure(self, test, err):
        self.fail(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.fail(test, err)

    def addSkip(self, test, why):
        if isinstance(test, unittest.TestCase):
            self.end, self.why = "skip", why

    def addExpectedFailure(self, test, err):
        self.end, self.why = "skip", "expected failure"

    def addUnexpectedSuccess(self, test):
        self.end, self.why = "fail", "unexpected success"


def reason(error):
    """The message's line that says most."""
    try:
        lines = [line.strip() for line in str(error).split("\n")]
    except Exception as e:
        return "no text: %s" % type(e).__name__
    if "Failed example:" in lines:
        at = lines.index("Failed example:")
        last = [line for line in lines[at:] if line][-1]
        return "example `%s` gives %s" % (lines[at + 1], last)
    return next((line for line in lines if line), "")


def cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


def adapt():
    """What the suite of 3.11 takes for granted and 3.14, or an implementation without C, has not."""
    if not sys.argv[1].startswith("test."):
        return
    if sys.version_info >= (3, 14):
        # A module's annotations are no name of its globals any more.
        import test
        path = test.__path__[0] + "/ann_module.py"
        with open(path, encoding="utf-8") as f:
            lines = [re.sub("__annotations__.*", "pass", line) for line in f]
        module = sys.modules["test.ann_module"] = types.ModuleType("test.ann_module")
        module.__file__ = path
        exec(compile("".join(lines), path, "exec"), module.__dict__)
    if sys.implementation.name != "cpython":
        # What CPython marks as about itself is run all the same: much of it holds elsewhere.
        from test import support
        support.cpython_only = lambda test: test
    if sys.implementation.name != "cpython" and sys.argv[1] == "test.test_call":
        # Its classes use the C extension when they are made; their methods are left out.
        sys.modules["_testcapi"] = NoExtension()


def stand_in(self, name):
    if name.startswith("__"):
        raise AttributeError(name)
    return NoExtension if name[:1].isupper() else leave_out


class Classes(type):
    __getattr__ = stand_in


class NoExtension(types.ModuleType, metaclass=Classes):
    """Stands for the extension, its classes and their instances."""

    def __init__(self):
        super().__init__("_testcapi")

    __getattr__ = stand_in


def leave_out(*args, **kw):
    raise unittest.SkipTest("a C extension")


def main():
    module, notes, done = sys.argv[1:]
    adapt()
    with open(done, encoding="utf-8") as f:
        done = set(f.read().split("\n"))
    result = Notes(notes)
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(module)
    except BaseException as e:
        result.note("setup", module, "%s: %s" % (type(e).__name__, reason(e)))
        raise
    left = [test for test in cases(suite) if test.id() not in done]
    result.note("load", module, len(left))
    unittest.TestSuite(left).run(result)
    result.note("end", module)


main()
