# Regular expressions: patterns and matches over the native matcher.

from _trackway import _sre_match, _sre_go, _sre_collect, _sre_drop, _generic_make, _sre_pack

copyright = " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "
_MATCH = 0
_SEARCH = 1
_FULL = 2
_ADVANCE = 4
_END = 9223372036854775807


def getlower(character, flags, /):
    if flags & 32:
        return unicode_tolower(character)
    return ascii_tolower(character)


def compile(pattern, flags, code, groups, groupindex, indexgroup, /):
    p = object.__new__(Pattern)
    p.pattern = pattern
    p.flags = flags
    p.groups = groups
    p._code = _sre_pack(code)
    p._groupindex = groupindex
    p._indexgroup = indexgroup
    return p


def template(pattern, template, /):
    """[pattern, literal, group, literal, group, ..] as the substitution wants it."""
    if not isinstance(template, list) or len(template) % 2 == 0:
        raise TypeError("invalid template")
    return Template(template)


class Template:
    def __init__(self, parts):
        self._parts = parts
        self._literal = parts[0] if len(parts) == 1 else None

    def _expand(self, match):
        parts = self._parts
        out = [parts[0]]
        i = 1
        n = len(parts)
        while i < n:
            text = match.group(parts[i])
            if text is not None:
                out.append(text)
            out.append(parts[i + 1])
            i += 2
        return parts[0][:0].join(out)


def _subject(pattern, string):
    # What the native matcher reads: a string, or bytes.
    if isinstance(string, str):
        if isinstance(pattern, bytes):
            raise TypeError("cannot use a bytes pattern on a string-like object")
        return string
    if type(string) is not bytes:
        try:
            string = bytes(memoryview(string))
        except TypeError:
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'") from None
    if isinstance(pattern, str):
        raise TypeError("cannot use a string pattern on a bytes-like object")
    return string


def _go_on(r, code, text):
    # A match that takes long: between its steps the program can be interrupted.
    while type(r) is int:
        number = r
        r = 0
        try:
            r = _sre_go(number, code, text)
        finally:
            if r == 0:
                _sre_drop(number)
    return r


def _collect(pattern, text, state, out, what):
    # All matches; between the steps the program can be interrupted.
    code = pattern._code
    r = True
    while r is not None:
        if type(r) is int:
            r = _go_on(r, code, text)
            if r is None:
                return
        r = _sre_collect(code, pattern.groups, text, state, out, what, r)


class Pattern:
    """Compiled regular expression object."""

    __slots__ = ("pattern", "flags", "groups", "_code", "_groupindex", "_indexgroup", "__weakref__")

    def __new__(cls, *args, **kw):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        from types import MappingProxyType
        return MappingProxyType(self._groupindex)

    def _run(self, text, pos, endpos, how):
        r = _sre_match(self._code, self.groups, text, pos, endpos, how)
        if type(r) is int:
            r = _go_on(r, self._code, text)
        return r

    def _match(self, string, pos, endpos, how):
        text = string if type(string) is str and type(self.pattern) is not bytes else _subject(self.pattern, string)
        n = len(text)
        pos = 0 if pos < 0 else n if pos > n else pos
        endpos = 0 if endpos < 0 else n if endpos > n else endpos
        r = _sre_match(self._code, self.groups, text, pos, endpos, how)
        if type(r) is int:
            r = _go_on(r, self._code, text)
        if r is None:
            return None
        return _made(self, string, text, pos, endpos, r)

    def match(self, string, pos=0, endpos=_END):
        """Matches zero or more characters at the beginning of the string."""
        return self._match(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=_END):
        """Matches against all of the string."""
        return self._match(string, pos, endpos, _FULL)

    def search(self, string, pos=0, endpos=_END):
        """Scan through string looking for a match, and return a corresponding match object instance."""
        return self._match(string, pos, endpos, _SEARCH)

    def _rows(self, string, text, pos, endpos):
        # The raw results of all matches one after the other.
        n = len(text)
        pos = 0 if pos < 0 else n if pos > n else pos
        endpos = 0 if endpos < 0 else n if endpos > n else endpos
        code = self._code
        groups = self.groups
        how = _SEARCH
        while pos <= endpos:
            r = _sre_match(code, groups, text, pos, endpos, how)
            if type(r) is int:
                r = _go_on(r, code, text)
            if r is None:
                return
            yield r
            pos = r[2]
            how = _SEARCH | _ADVANCE if r[1] == pos else _SEARCH

    def findall(self, string, pos=0, endpos=_END):
        """Return a list of all non-overlapping matches of pattern in string."""
        text = _subject(self.pattern, string)
        n = len(text)
        pos = 0 if pos < 0 else n if pos > n else pos
        endpos = 0 if endpos < 0 else n if endpos > n else endpos
        out = []
        _collect(self, text, [pos, 0, 0, 0, endpos, 0], out, 0)
        return out

    def finditer(self, string, pos=0, endpos=_END):
        """Return an iterator over all non-overlapping matches for the RE pattern in string."""
        text = _subject(self.pattern, string)
        n = len(text)
        pos = 0 if pos < 0 else n if pos > n else pos
        endpos = 0 if endpos < 0 else n if endpos > n else endpos
        return self._iterate(string, text, pos, endpos)

    def _iterate(self, string, text, pos, endpos):
        for r in self._rows(string, text, pos, endpos):
            yield _made(self, string, text, pos, endpos, r)

    def split(self, string, maxsplit=0):
        """Split string by the occurrences of pattern."""
        text = _subject(self.pattern, string)
        out = []
        state = [0, 0, 0, maxsplit, len(text), 0]
        if maxsplit >= 0:
            _collect(self, text, state, out, 1)
        out.append(text[state[1]:])
        return out

    def sub(self, repl, string, count=0):
        """Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern."""
        return self._subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """Return the tuple (new_string, number_of_subs_made)."""
        return self._subn(repl, string, count)

    def _subn(self, repl, string, count):
        text = _subject(self.pattern, string)
        literal = None
        expand = None
        if callable(repl):
            call = repl
        else:
            call = None
            if isinstance(repl, (str, bytes)) and ("\\" if isinstance(repl, str) else b"\\") not in repl:
                literal = repl
            else:
                import re
                t = re._compile_template(self, repl)
                if t._literal is not None:
                    literal = t._literal
                else:
                    expand = t
            if literal is not None and isinstance(literal, str) is not isinstance(text, str):
                if literal or isinstance(text, str):
                    kind = "str instance" if isinstance(text, str) else "a bytes-like object"
                    raise TypeError(f"sequence item 1: expected {kind}, {type(literal).__name__} found")
        out = []
        at = 0
        n = 0
        if call is None:
            state = [0, 0, 0, count, len(text), 0]
            if count >= 0:
                _collect(self, text, state, out, literal if expand is None else expand._parts)
            at = state[1]
            n = state[2]
        else:
            for r in self._rows(string, text, 0, len(text)):
                if count and n >= count:
                    break
                if r[1] > at:
                    out.append(text[at:r[1]])
                new = call(_made(self, string, text, 0, len(text), r))
                if new is not None:
                    out.append(new)
                at = r[2]
                n += 1
        if n == 0:
            return (string if type(string) is type(text) else text), 0
        out.append(text[at:])
        return text[:0].join(out), n

    def scanner(self, string, pos=0, endpos=_END):
        return SRE_Scanner(self, string, pos, endpos)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        import re
        return re._compile, (self.pattern, self.flags)

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags == other.flags and type(self.pattern) is type(other.pattern)
                and self.pattern == other.pattern and self._code == other._code)

    def __hash__(self):
        return hash((self.flags, self.pattern, self._code))

    def __repr__(self):
        names = []
        flags = self.flags
        if isinstance(self.pattern, str) and flags & (4 | 32 | 256) == 32:
            flags &= ~32
        for bit, name in ((2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"), (32, "UNICODE"),
                          (64, "VERBOSE"), (128, "DEBUG"), (256, "ASCII")):
            if flags & bit:
                names.append("re." + name)
                flags &= ~bit
        if flags:
            names.append(hex(flags))
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        return f"re.compile({text}{', ' + '|'.join(names) if names else ''})"

    __class_getitem__ = classmethod(_generic_make)


def _made(pattern, string, text, pos, endpos, r):
    m = object.__new__(Match)
    m.re = pattern
    m.string = string
    m._text = text
    m.pos = pos
    m.endpos = endpos
    m._r = r
    return m


class Match:
    """The result of re.match() and re.search()."""

    __slots__ = ("re", "string", "_text", "pos", "endpos", "_r", "__weakref__")

    def __new__(cls, *args, **kw):
        raise TypeError("cannot create 're.Match' instances")

    def _index(self, group):
        if type(group) is int:
            i = group
        else:
            i = self.re._groupindex.get(group)
            if i is None:
                try:
                    i = group.__index__()
                except (AttributeError, TypeError):
                    raise IndexError("no such group") from None
        if i < 0 or i > self.re.groups:
            raise IndexError("no such group")
        return 1 + 2 * i

    def _get(self, group, default):
        r = self._r
        i = self._index(group)
        a = r[i]
        if a < 0:
            return default
        return self._text[a:r[i + 1]]

    def group(self, *args):
        """Return subgroup(s) of the match by indices or names."""
        if len(args) == 0:
            r = self._r
            return self._text[r[1]:r[2]]
        if len(args) == 1:
            return self._get(args[0], None)
        return tuple([self._get(g, None) for g in args])

    def __getitem__(self, group):
        return self._get(group, None)

    def groups(self, default=None):
        """Return a tuple containing all the subgroups of the match, from 1."""
        r = self._r
        text = self._text
        out = []
        i = 3
        while i < len(r):
            out.append(text[r[i]:r[i + 1]] if r[i] >= 0 else default)
            i += 2
        return tuple(out)

    def groupdict(self, default=None):
        """Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."""
        return {name: self._get(i, default) for name, i in self.re._groupindex.items()}

    def start(self, group=0, /):
        """Return index of the start of the substring matched by group."""
        return self._r[self._index(group)]

    def end(self, group=0, /):
        """Return index of the end of the substring matched by group."""
        return self._r[self._index(group) + 1]

    def span(self, group=0, /):
        """For match object m, return the 2-tuple (m.start(group), m.end(group))."""
        i = self._index(group)
        return self._r[i], self._r[i + 1]

    @property
    def regs(self):
        r = self._r
        return tuple([(r[i], r[i + 1]) for i in range(1, len(r), 2)])

    @property
    def lastindex(self):
        return self._r[0] or None

    @property
    def lastgroup(self):
        i = self._r[0]
        if not i:
            return None
        names = self.re._indexgroup
        return names[i] if i < len(names) else None

    def expand(self, template):
        """Return the string obtained by doing backslash substitution on the string template."""
        import re
        return re._compile_template(self.re, template)._expand(self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    __class_getitem__ = classmethod(_generic_make)


Pattern.__module__ = Match.__module__ = "re"


class SRE_Scanner:
    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string = string
        self._text = text = _subject(pattern.pattern, string)
        n = len(text)
        self._pos = self._start = min(max(pos, 0), n)
        self._endpos = min(max(endpos, 0), n)
        self._how = 0

    def _next(self, how):
        if self._pos is None:
            return None
        p = self.pattern
        r = p._run(self._text, self._pos, self._endpos, how | self._how)
        if r is None:
            self._pos = None
            return None
        self._pos = r[2]
        self._how = _ADVANCE if r[1] == r[2] else 0
        return _made(p, self._string, self._text, self._start, self._endpos, r)

    def match(self):
        return self._next(_MATCH)

    def search(self):
        return self._next(_SEARCH)
