# Comma separated values.

import sys
from _trackway import _csv_fields, _csv_join

__version__ = "1.0"
__doc__ = "CSV parsing and writing.\n"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
_dialects = {}
_limit = 131072
_UNSET = object()


class Error(Exception):
    pass


Error.__module__ = "_csv"


def _char(name, v, may_be_none):
    if v is None and may_be_none:
        return None
    if not isinstance(v, str):
        kind = "unicode character or None" if may_be_none else "unicode character"
        raise TypeError(f'"{name}" must be a {kind}, not {type(v).__name__}')
    if len(v) != 1:
        kind = "unicode character or None" if may_be_none else "unicode character"
        raise TypeError(f'"{name}" must be a {kind}, not a string of length {len(v)}')
    return v


class Dialect:
    """CSV dialect"""

    def __new__(cls, dialect=None, **kw):
        for name in kw:
            if name not in ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting",
                            "skipinitialspace", "strict"):
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if isinstance(dialect, Dialect) and not kw:
            return dialect

        def get(name, default):
            if name in kw:
                return kw[name]
            return getattr(dialect, name, default) if dialect is not None else default
        self = object.__new__(cls)
        self.delimiter = _char("delimiter", get("delimiter", ","), False)
        self.doublequote = bool(get("doublequote", True))
        self.escapechar = _char("escapechar", get("escapechar", None), True)
        self.lineterminator = get("lineterminator", "\r\n")
        if not isinstance(self.lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(self.lineterminator).__name__}')
        quoting = get("quoting", QUOTE_MINIMAL)
        if type(quoting) is not int and not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer, not ' + type(quoting).__name__)
        if not 0 <= quoting <= 5:
            raise TypeError('bad "quoting" value')
        quotechar = get("quotechar", '"')
        if "quotechar" in kw and kw["quotechar"] is None and "quoting" not in kw:
            quoting = QUOTE_NONE
        self.quotechar = _char("quotechar", quotechar, True)
        self.quoting = quoting
        self.skipinitialspace = bool(get("skipinitialspace", False))
        self.strict = bool(get("strict", False))
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        for name in ("delimiter", "escapechar", "quotechar"):
            c = getattr(self, name)
            if c is not None and (c in "\n\r" or c == " " and name != "delimiter" and self.skipinitialspace):
                raise ValueError(f"bad {name} value")
        seen = [c for c in (self.delimiter, self.escapechar, self.quotechar) if c is not None]
        if self.delimiter == self.escapechar:
            raise ValueError("bad delimiter or escapechar value")
        if self.delimiter == self.quotechar:
            raise ValueError("bad delimiter or quotechar value")
        if self.escapechar is not None and self.escapechar == self.quotechar:
            raise ValueError("bad escapechar or quotechar value")
        return self

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")


def register_dialect(name, dialect=None, /, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name):
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=_UNSET, /):
    global _limit
    old = _limit
    if limit is not _UNSET:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


def _is_plain(d):
    # Quotes where they are needed and doubled in quotes, nothing else: native code reads and writes that.
    return (d.escapechar is None and d.quotechar is not None and d.quoting == QUOTE_MINIMAL and d.doublequote
            and not d.skipinitialspace and not d.strict)


class Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self._plain = _is_plain(dialect)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self._lines)
        if self._plain and isinstance(line, str):
            fields = _csv_fields(line, self.dialect.delimiter, self.dialect.quotechar, _limit)
            if fields is not None:
                self.line_num += 1
                return fields
        return self._record(line)

    def _record(self, first):
        d = self.dialect
        delimiter, quote, escape, quoting = d.delimiter, d.quotechar, d.escapechar, d.quoting
        fields = []
        field = []
        # 0 start of a record, 1 start of a field, 2 in a field, 3 in quotes, 4 behind a quote in quotes,
        # 5 escaped, 6 escaped in quotes, 7 behind the record, 8 behind an escaped line end
        state = 0
        quoted = False

        def save():
            nonlocal quoted
            text = "".join(field)
            if len(text) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
            field.clear()
            if not quoted:
                if quoting == QUOTE_NONNUMERIC:
                    fields.append(float(text))
                    return
                if quoting == QUOTE_STRINGS:
                    fields.append(float(text) if text else None)
                    return
                if quoting == QUOTE_NOTNULL and not text:
                    fields.append(None)
                    return
            quoted = False
            fields.append(text)

        while True:
            try:
                line = next(self._lines) if first is None else first
                first = None
            except StopIteration:
                if state in (3, 6, 4) and field or state in (3, 6) or state == 5:
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    if state == 5 and not field and not fields:
                        pass
                    save()
                    return fields
                if fields or field:
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            n = len(line)
            i = 0
            while i < n:
                c = line[i]
                i += 1
                if state == 7:
                    if c not in "\r\n":
                        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                elif state <= 1:
                    if c in "\r\n":
                        if state == 0 and not fields:
                            state = 7
                        else:
                            save()
                            state = 7
                    elif c == quote and quoting != QUOTE_NONE:
                        quoted = True
                        state = 3
                    elif c == escape:
                        state = 5
                    elif c == " " and d.skipinitialspace:
                        state = 1
                    elif c == delimiter:
                        save()
                        state = 1
                    else:
                        field.append(c)
                        state = 2
                elif state == 2 or state == 8:
                    if c in "\r\n":
                        save()
                        state = 7
                    elif c == escape:
                        state = 5
                    elif c == delimiter:
                        save()
                        state = 1
                    else:
                        # The rest of a plain stretch at once.
                        j = i
                        while j < n and line[j] != delimiter and line[j] != escape and line[j] not in "\r\n":
                            j += 1
                        field.append(line[i - 1:j])
                        i = j
                        state = 2
                elif state == 3:
                    if c == escape:
                        state = 6
                    elif c == quote and quoting != QUOTE_NONE:
                        state = 4 if d.doublequote else 2
                    else:
                        field.append(c)
                elif state == 4:
                    if c == quote and quoting != QUOTE_NONE:
                        field.append(c)
                        state = 3
                    elif c == delimiter:
                        save()
                        state = 1
                    elif c in "\r\n":
                        save()
                        state = 7
                    elif not d.strict:
                        field.append(c)
                        state = 2
                    else:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                elif state == 5:
                    field.append(c)
                    state = 8 if c in "\r\n" else 2
                else:
                    field.append(c)
                    state = 3
                if len(field) > _limit or field and len(field[-1]) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state in (3, 6):
                if state == 6:
                    field.append("\n")
                    state = 3
                continue
            if state == 5:
                field.append("\n")
                state = 2
                continue
            if state == 8:
                continue
            if state in (1, 2, 4) and (fields or field or quoted or state == 1):
                if state == 1 and not fields and not field and not quoted:
                    return fields
                save()
            return fields


class Writer:
    def __init__(self, file, dialect):
        self._write = file.write
        self.dialect = dialect
        self._plain = _is_plain(dialect)

    def writerow(self, row, /):
        d = self.dialect
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        quote, escape, quoting = d.quotechar, d.escapechar, d.quoting
        if self._plain:
            line = _csv_join(row, d.delimiter, quote, d.lineterminator)
            if line is not None:
                return self._write(line)
        special = {d.delimiter, "\n", "\r"}
        if escape is not None:
            special.add(escape)
        if quote is not None:
            special.add(quote)
        special.update(d.lineterminator)
        out = []
        for v in row:
            if v is None:
                text = ""
            elif isinstance(v, str):
                text = v
            else:
                text = str(v)
            number = isinstance(v, (int, float)) or hasattr(type(v), "__float__") and not isinstance(v, str)
            quoted = (quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not number or
                      quoting == QUOTE_STRINGS and isinstance(v, str) or quoting == QUOTE_NOTNULL and v is not None)
            if not special.isdisjoint(text):
                parts = []
                for c in text:
                    if c in special:
                        if quoting == QUOTE_NONE:
                            want = True
                        elif c == quote:
                            want = not d.doublequote
                            if d.doublequote:
                                parts.append(quote)
                                quoted = True
                        elif c == escape:
                            want = True
                        else:
                            want = False
                            quoted = True
                        if want:
                            if escape is None:
                                raise Error("need to escape, but no escapechar set")
                            parts.append(escape)
                    parts.append(c)
                text = "".join(parts)
            if text == "" and len(row) == 1 and not quoted:
                if quoting == QUOTE_NONE or v is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                    raise Error("single empty field record must be quoted")
                quoted = True
            elif text == "" and d.skipinitialspace and d.delimiter == " " and not quoted:
                if quoting == QUOTE_NONE or v is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                    raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
                quoted = True
            out.append(quote + text + quote if quoted else text)
        return self._write(d.delimiter.join(out) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


def reader(iterable, /, dialect="excel", **fmtparams):
    """Return a reader object that will process lines from the given iterable."""
    return Reader(iterable, _dialect(dialect, fmtparams))


def writer(fileobj, /, dialect="excel", **fmtparams):
    """Return a writer object that will write user data on the given file object."""
    if not callable(getattr(fileobj, "write", None)):
        raise TypeError('argument 1 must have a "write" method')
    return Writer(fileobj, _dialect(dialect, fmtparams))


def _dialect(dialect, fmtparams):
    if dialect == "excel" and "excel" not in _dialects:
        dialect = None
    return Dialect(dialect, **fmtparams)
