# Regular expressions: what is not in Rust.

from _trackway import _re_after

copyright = " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "


def getlower(character, flags, /):
    if flags & 32:
        return unicode_tolower(character)
    return ascii_tolower(character)


def template(pattern, template, /):
    """[literal, group, literal, group, .., literal] as the substitution wants it."""
    if not isinstance(template, list) or len(template) % 2 == 0:
        raise TypeError("invalid template")
    return Template(template)


class Template:
    def __init__(self, parts):
        self._parts = parts


class SRE_Scanner:
    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._rest = string, pos, endpos
        self._match = None

    def _next(self, search):
        if self._rest is None:
            return None
        if self._match is not None:
            m = _re_after(self._match, search)
        elif search:
            m = self.pattern.search(*self._rest)
        else:
            m = self.pattern.match(*self._rest)
        self._match = m
        if m is None:
            self._rest = None
        return m

    def match(self):
        return self._next(False)

    def search(self):
        return self._next(True)
