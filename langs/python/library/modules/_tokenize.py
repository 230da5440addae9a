# Source text as tokens.

from token import (
    ENDMARKER, NAME, NUMBER, STRING, NEWLINE, INDENT, DEDENT, OP, FSTRING_START, FSTRING_MIDDLE, FSTRING_END,
    TSTRING_START, TSTRING_MIDDLE, TSTRING_END, COMMENT, NL, EXACT_TOKEN_TYPES, ERRORTOKEN,
)

_three = {t for t in EXACT_TOKEN_TYPES if len(t) == 3}
_two = {t for t in EXACT_TOKEN_TYPES if len(t) == 2}
_one = {t for t in EXACT_TOKEN_TYPES if len(t) == 1}
_prefixes = frozenset("r u b f t br rb fr rf tr rt".split())


class _Quote:
    # An f-string or t-string that is open.
    __slots__ = ("quote", "raw", "middle", "end", "depth", "spec")

    def __init__(self, quote, raw, template, depth):
        self.quote = quote
        self.raw = raw
        self.middle = TSTRING_MIDDLE if template else FSTRING_MIDDLE
        self.end = TSTRING_END if template else FSTRING_END
        # Bracket depths at which a replacement field began.
        self.depth = []
        self.spec = []


class TokenizerIter:
    def __init__(self, readline, /, *, extra_tokens=False, encoding=None):
        self._it = _tokens(_lines(readline, encoding), extra_tokens)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._it)


def _lines(readline, encoding):
    while True:
        try:
            line = readline()
        except StopIteration:
            return
        if not line:
            return
        if isinstance(line, bytes):
            line = line.decode(encoding or "utf-8")
        yield line


def _error(message, row, col, line, cls=SyntaxError):
    raise cls(message, ("<string>", row, col + 1, line, row, col + 1))


def _number(line, at):
    # The end of the number at `at`.
    n = len(line)
    i = at

    def digits(i, allowed):
        while i < n and (line[i] in allowed or line[i] == "_" and i + 1 < n and line[i + 1] in allowed):
            i += 1
        return i

    if line[i] == "0" and i + 1 < n and line[i + 1] in "xXoObB":
        allowed = {"x": "0123456789abcdefABCDEF", "o": "01234567", "b": "01"}[line[i + 1].lower()]
        return digits(i + 2, allowed)
    i = digits(i, "0123456789")
    if i < n and line[i] == ".":
        i = digits(i + 1, "0123456789")
    if i < n and line[i] in "eE":
        j = i + 1
        if j < n and line[j] in "+-":
            j += 1
        if j < n and line[j].isdigit():
            i = digits(j, "0123456789")
    if i < n and line[i] in "jJ":
        i += 1
    return i


def _tokens(source, extra):
    row = 0
    indents = [0]
    brackets = []
    quotes = []
    continued = False
    string = None          # (start row, start column, closing quote, text so far, lines so far)
    line = ""
    for line in source:
        row += 1
        n = len(line)
        at = 0
        body = line.rstrip("\r\n")
        if string is not None:
            srow, scol, quote, text, lines = string
            end = _string_end(line, 0, quote)
            if end < 0:
                if len(quote) == 1 and not body.endswith("\\"):
                    _error(f"unterminated string literal (detected at line {srow})", srow, scol, lines)
                string = (srow, scol, quote, text + line, lines + line)
                continue
            yield STRING, text + line[:end], (srow, scol), (row, end), lines + line
            string = None
            at = end
        elif quotes and not quotes[-1].depth or quotes and len(brackets) == 0:
            pass
        elif not brackets and not continued and not quotes:
            # The indentation of a logical line.
            col = 0
            while at < n and line[at] in " \t\f":
                col = col + 1 if line[at] == " " else (col // 8 + 1) * 8 if line[at] == "\t" else 0
                at += 1
            rest = line[at:]
            if not rest.strip("\r\n") or rest[0] == "#":
                if extra:
                    if rest[:1] == "#":
                        comment = rest.rstrip("\r\n")
                        yield COMMENT, comment, (row, at), (row, at + len(comment)), line
                        at += len(comment)
                    yield NL, line[at:], (row, at), (row, at + max(len(line[at:]), 1) if line[at:] else at), line
                continue
            if col > indents[-1]:
                indents.append(col)
                yield INDENT, line[:at], (row, 0), (row, at), line
            while col < indents[-1]:
                if col not in indents:
                    raise IndentationError("unindent does not match any outer indentation level",
                                           ("<string>", row, at + 1, line, row, at + 1))
                indents.pop()
                yield DEDENT, "", (row, at), (row, at), line
        continued = False
        while at < n:
            if quotes and (not quotes[-1].depth or quotes[-1].spec and quotes[-1].spec[-1] and
                           len(brackets) == quotes[-1].depth[-1]):
                q = quotes[-1]
                # Within the text of an f-string.
                start = at
                text = ""
                while at < n:
                    c = line[at]
                    if c == "\\" and not q.raw and at + 1 < n:
                        if line[at + 1] == "N" and line[at + 2:at + 3] == "{":
                            j = line.find("}", at)
                            if j > 0:
                                at = j + 1
                                continue
                        at += 2
                        continue
                    if not q.depth and line.startswith(q.quote, at):
                        break
                    if c == "{":
                        if line[at + 1:at + 2] == "{" and not q.depth:
                            text += line[start:at + 1]
                            yield q.middle, text, (row, start), (row, at + 1), line
                            text = ""
                            at += 2
                            start = at
                            continue
                        break
                    if c == "}":
                        if q.depth:
                            break
                        if line[at + 1:at + 2] == "}":
                            text += line[start:at + 1]
                            yield q.middle, text, (row, start), (row, at + 1), line
                            text = ""
                            at += 2
                            start = at
                            continue
                        break
                    at += 1
                if at > start:
                    yield q.middle, line[start:at], (row, start), (row, at), line
                if at >= n:
                    if len(q.quote) == 1:
                        _error(f"unterminated f-string literal (detected at line {row})", row, start, line)
                    break
                if not q.depth and line.startswith(q.quote, at):
                    end = at + len(q.quote)
                    yield q.end, q.quote, (row, at), (row, end), line
                    at = end
                    quotes.pop()
                elif line[at] == "{":
                    brackets.append("{")
                    q.depth.append(len(brackets))
                    q.spec.append(False)
                    yield OP, "{", (row, at), (row, at + 1), line
                    at += 1
                else:
                    if not q.depth:
                        _error("f-string: single '}' is not allowed", row, at, line)
                    brackets.pop()
                    q.depth.pop()
                    q.spec.pop()
                    yield OP, "}", (row, at), (row, at + 1), line
                    at += 1
                continue
            c = line[at]
            if c in " \t\f":
                at += 1
                continue
            if c in "\r\n":
                if brackets or quotes:
                    if extra:
                        yield NL, line[at:], (row, at), (row, n), line
                else:
                    yield NEWLINE, line[at:] if extra else "", (row, at), (row, n), line
                at = n
                break
            if c == "#":
                comment = body[at:]
                if extra:
                    yield COMMENT, comment, (row, at), (row, at + len(comment)), line
                at += len(comment)
                continue
            if c == "\\" and body[at + 1:] == "":
                continued = True
                break
            if c.isdigit() or c == "." and line[at + 1:at + 2].isdigit():
                end = _number(line, at)
                yield NUMBER, line[at:end], (row, at), (row, end), line
                at = end
                continue
            if c == "_" or c.isidentifier() or c.isalpha():
                end = at + 1
                while end < n and (line[end] == "_" or line[end].isalnum() or ("a" + line[end]).isidentifier()):
                    end += 1
                word = line[at:end]
                if end < n and line[end] in "'\"" and word.lower() in _prefixes:
                    kind = word.lower()
                    quote = line[end] * 3 if line.startswith(line[end] * 3, end) else line[end]
                    if "f" in kind or "t" in kind:
                        quotes.append(_Quote(quote, "r" in kind, "t" in kind, len(brackets)))
                        stop = end + len(quote)
                        yield (TSTRING_START if "t" in kind else FSTRING_START), line[at:stop], (row, at), (row, stop), line
                        at = stop
                        continue
                    stop = _string_end(line, end + len(quote), quote)
                    if stop < 0:
                        if len(quote) == 1 and not body.endswith("\\"):
                            _error(f"unterminated string literal (detected at line {row})", row, at, line)
                        string = (row, at, quote, line[at:], line)
                        at = n
                        break
                    yield STRING, line[at:stop], (row, at), (row, stop), line
                    at = stop
                    continue
                yield NAME, word, (row, at), (row, end), line
                at = end
                continue
            if c in "'\"":
                quote = c * 3 if line.startswith(c * 3, at) else c
                stop = _string_end(line, at + len(quote), quote)
                if stop < 0:
                    if len(quote) == 1 and not body.endswith("\\"):
                        _error(f"unterminated string literal (detected at line {row})", row, at, line)
                    string = (row, at, quote, line[at:], line)
                    at = n
                    break
                yield STRING, line[at:stop], (row, at), (row, stop), line
                at = stop
                continue
            if quotes and quotes[-1].depth and len(brackets) == quotes[-1].depth[-1]:
                q = quotes[-1]
                if c == ":" :
                    q.spec[-1] = True
                    yield OP, ":", (row, at), (row, at + 1), line
                    at += 1
                    continue
                if c == "!" and line[at + 1:at + 2] != "=":
                    yield OP, "!", (row, at), (row, at + 1), line
                    at += 1
                    continue
                if c == "}":
                    brackets.pop()
                    q.depth.pop()
                    q.spec.pop()
                    yield OP, "}", (row, at), (row, at + 1), line
                    at += 1
                    continue
            size = 3 if line[at:at + 3] in _three else 2 if line[at:at + 2] in _two else 1 if c in _one else 0
            if size == 0:
                if extra and c in "$?`!":
                    yield OP, c, (row, at), (row, at + 1), line
                    at += 1
                    continue
                if c in "$?`!":
                    _error("invalid syntax", row, at, line)
                _error(f"invalid non-printable character U+{ord(c):04X}" if not c.isprintable() else
                       f"invalid character '{c}' (U+{ord(c):04X})", row, at, line)
            op = line[at:at + size]
            if op in "([{":
                brackets.append(op)
            elif op in ")]}":
                if not brackets:
                    _error(f"unmatched '{op}'", row, at, line)
                opened = brackets.pop()
                if opened + op not in ("()", "[]", "{}"):
                    _error(f"closing parenthesis '{op}' does not match opening parenthesis '{opened}'", row, at, line)
            yield OP if extra else EXACT_TOKEN_TYPES[op], op, (row, at), (row, at + size), line
            at += size
        else:
            if at >= n and not line.endswith("\n") and not line.endswith("\r") and not brackets and not quotes and string is None:
                yield NEWLINE, "", (row, n), (row, n + 1), line
    if string is not None:
        srow, scol, quote, text, lines = string
        _error(f"unterminated triple-quoted string literal (detected at line {row})", srow, scol, lines)
    if quotes:
        _error(f"unterminated triple-quoted f-string literal (detected at line {row})", row, 0, line)
    if brackets:
        _error("unexpected EOF in multi-line statement" if extra else f"'{brackets[-1]}' was never closed", row, 0, line)
    for _ in indents[1:]:
        yield DEDENT, "", (row + 1, 0), (row + 1, 0), ""
    yield ENDMARKER, "", (row + 1, 0), (row + 1, 0), ""


def _string_end(line, at, quote):
    # Behind the closing quote; -1 when it is not in this line.
    n = len(line)
    while at < n:
        if line[at] == "\\":
            at += 2
            continue
        if line.startswith(quote, at):
            return at + len(quote)
        at += 1
    return -1
