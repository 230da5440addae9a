# Every public name of `traceback`, used once.
import io
import sys
import traceback


def fail():
    return 1 / 0


def stack():
    return traceback.extract_stack()[-1], traceback.format_stack()[-1], next(traceback.walk_stack(sys._getframe()))


try:
    fail()
except ZeroDivisionError as e:
    text = traceback.format_exc()
    assert text.startswith("Traceback (most recent call last):\n") and text.endswith("\nZeroDivisionError: division by zero\n")
    assert "".join(traceback.format_exception(e)) == text and traceback.format_exception_only(e) == ["ZeroDivisionError: division by zero\n"]
    frames = traceback.extract_tb(e.__traceback__)
    assert isinstance(frames, traceback.StackSummary) and isinstance(frames[1], traceback.FrameSummary)
    assert (frames[1].name, frames[1].lineno, frames[1].line) == ("fail", 8, "return 1 / 0")
    assert traceback.format_list(frames) == traceback.format_tb(e.__traceback__) and len(list(traceback.walk_tb(e.__traceback__))) == 2
    out = io.StringIO()
    traceback.print_tb(e.__traceback__, file=out)
    traceback.print_list(frames, file=out)
    assert out.getvalue().count("in fail") == 2
    out = io.StringIO()
    traceback.print_exc(file=out)
    traceback.print_exception(e, file=out)
    assert out.getvalue() == text * 2
    t = traceback.TracebackException.from_exception(e, capture_locals=True)
    assert t.stack[1].name == "fail" and "".join(t.format_exception_only()) == "ZeroDivisionError: division by zero\n"
    sys.last_exc = sys.last_value = e
    sys.last_type, sys.last_traceback = type(e), e.__traceback__
    out = io.StringIO()
    traceback.print_last(file=out)
    assert out.getvalue() == text
    traceback.clear_frames(e.__traceback__)
summary, line, (frame, number) = stack()
assert summary.name == "stack" and "in stack" in line and number > 0
out = io.StringIO()
traceback.print_stack(file=out)
assert "names_traceback" in out.getvalue() or "n311" in out.getvalue()
