//! Lines of the library that are compiled as others: imports that are made where they are needed, not when the module
//! is imported, a call that made more than it needed, and one for what there is not.
//!
//! Importing `dataclasses` ran `inspect`, and with it `ast`, `dis`, `tokenize`, `linecache` and `importlib`, which most
//! programs never use. A line stays a line, so that tracebacks name the right one.

/// Module, what its text says, what is compiled.
const CHANGES: [(&str, &str, &str); 24] = [
    ("dataclasses", "import re\n", "\n"),
    ("dataclasses", "_MODULE_IDENTIFIER_RE = re.compile(r'", "_MODULE_IDENTIFIER_RE = (r'"),
    (
        "dataclasses",
        "_MODULE_IDENTIFIER_RE.match(annotation)",
        "__import__('re').match(_MODULE_IDENTIFIER_RE, annotation)",
    ),
    // Two dicts put together for each call where there was nothing in either.
    (
        "functools",
        "        keywords = {**self.keywords, **keywords}\n        return self.func(*pto_args",
        "        if self.keywords: keywords = {**self.keywords, **keywords}\n        return self.func(*pto_args",
    ),
    // Texts that are no files: of `-c`, and of each input at the prompt.
    (
        "linecache",
        "    return []\n\n\ndef _source_unavailable",
        "    return __import__('_trackway')._source_lines(code.co_filename)\n\n\ndef _source_unavailable",
    ),
    // What CPython's own `_datetime` says.
    (
        "_pydatetime",
        "cannot compare naive and aware times",
        "can't compare offset-naive and offset-aware times",
    ),
    (
        "_pydatetime",
        "cannot compare naive and aware datetimes",
        "can't compare offset-naive and offset-aware datetimes",
    ),
    (
        "_pydatetime",
        "cannot mix naive and timezone-aware time",
        "can't subtract offset-naive and offset-aware datetimes",
    ),
    (
        "zoneinfo._zoneinfo",
        "{self.__class__.__name__}(key=",
        "{self.__class__.__module__}.{self.__class__.__name__}(key=",
    ),
    // Without a dict that the copy would keep its attributes in from then on.
    ("copy", "import types\n", "import types; from _trackway import _set_attributes\n"),
    ("copy", "y.__dict__.update(state)", "_set_attributes(y, state)"),
    ("dataclasses", "import copy\n", "\n"),
    ("dataclasses", "return copy.deepcopy(obj)", "return __import__('copy').deepcopy(obj)"),
    ("dataclasses", "import inspect\n", "\n"),
    ("dataclasses", "inspect.signature(", "__import__('inspect').signature("),
    ("dataclasses", "inspect.unwrap(", "__import__('inspect').unwrap("),
    // What the reference implementation says in C.
    ("asyncio.futures", "f'{self._state}: {self!r}'", "'invalid state'"),
    (
        "_pydatetime",
        "            return cls(*_parse_isoformat_date(date_string))
        except Exception:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
",
        "            parsed = _parse_isoformat_date(date_string)
        except Exception:
            raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
        return cls(*parsed)
",
    ),
    ("_pydatetime", "\"result out of range\"", "\"date value out of range\""),
    ("_pydecimal", "\"cannot round a NaN\"", "\"cannot convert NaN to integer\""),
    ("_pydecimal", "\"cannot round an infinity\"", "\"cannot convert Infinity to integer\""),
    ("_pydecimal", "\"Cannot convert NaN to integer\"", "\"cannot convert NaN to integer\""),
    ("_pydecimal", "\"Cannot convert infinity to integer\"", "\"cannot convert Infinity to integer\""),
    ("_pydecimal", "'Cannot hash a signaling NaN value.'", "'Cannot hash a signaling NaN value'"),
];

/// The text of a module of the library as it is compiled.
pub fn changed(module: &str, mut text: String) -> String {
    for (_, from, to) in CHANGES.iter().filter(|(name, ..)| *name == module) {
        assert!(text.contains(from), "{module} does not say {from:?}");
        text = text.replace(from, to);
    }
    text
}
