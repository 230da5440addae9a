# Every public name of `warnings`, used once.
import warnings

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("one", DeprecationWarning)
    warnings.warn_explicit("two", UserWarning, "file.py", 7)
assert [(str(w.message), w.category.__name__) for w in log] == [("one", "DeprecationWarning"), ("two", "UserWarning")]
assert log[0].filename == __file__ and log[0].lineno == 6 and (log[1].filename, log[1].lineno) == ("file.py", 7)
with warnings.catch_warnings():
    warnings.resetwarnings()
    warnings.filterwarnings("error", message="bad.*")
    try:
        warnings.warn("bad thing")
        assert False
    except UserWarning as e:
        assert str(e) == "bad thing"
assert warnings.formatwarning("m", UserWarning, "f.py", 3, line="x = 1") == "f.py:3: UserWarning: m\n  x = 1\n"
shown = []
old, warnings.showwarning = warnings.showwarning, lambda *a, **k: shown.append(str(a[0]))
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = lambda *a, **k: shown.append(str(a[0]))
    warnings.warn("seen")
warnings.showwarning = old
assert shown == ["seen"]

# Since 3.13.


@warnings.deprecated("use g")
def f():
    return 1


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    assert f() == 1 and f.__deprecated__ == "use g"
assert str(log[0].message) == "use g" and log[0].category is DeprecationWarning
