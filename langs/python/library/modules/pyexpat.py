# A non-validating XML parser with the interface of expat: what a program sets as handlers is called as the text goes by.
#
# The text is kept from the first byte that no event has taken yet. `_Parser._run` takes one event after the other (a tag, a
# stretch of character data, a comment, ..) and stops where the next one is not complete before the last piece of input.

import _codecs
import re
import sys
import types

version_info = (2, 7, 1)
EXPAT_VERSION = "expat_2.7.1"
native_encoding = "UTF-8"
features = [("sizeof(XML_Char)", 1), ("sizeof(XML_LChar)", 1), ("XML_DTD", 0), ("XML_CONTEXT_BYTES", 1024),
            ("XML_NS", 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2

_MESSAGES = {
    1: ("NO_MEMORY", "out of memory"),
    2: ("SYNTAX", "syntax error"),
    3: ("NO_ELEMENTS", "no element found"),
    4: ("INVALID_TOKEN", "not well-formed (invalid token)"),
    5: ("UNCLOSED_TOKEN", "unclosed token"),
    6: ("PARTIAL_CHAR", "partial character"),
    7: ("TAG_MISMATCH", "mismatched tag"),
    8: ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    9: ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    10: ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    11: ("UNDEFINED_ENTITY", "undefined entity"),
    12: ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    13: ("ASYNC_ENTITY", "asynchronous entity"),
    14: ("BAD_CHAR_REF", "reference to invalid character number"),
    15: ("BINARY_ENTITY_REF", "reference to binary entity"),
    16: ("ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"),
    17: ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"),
    18: ("UNKNOWN_ENCODING", "unknown encoding"),
    19: ("INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"),
    20: ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    21: ("EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"),
    22: ("NOT_STANDALONE", "document is not standalone"),
    23: ("UNEXPECTED_STATE", "unexpected parser state - please send a bug report"),
    24: ("ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"),
    25: ("FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"),
    26: ("CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"),
    27: ("UNBOUND_PREFIX", "unbound prefix"),
    28: ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    29: ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    30: ("XML_DECL", "XML declaration not well-formed"),
    31: ("TEXT_DECL", "text declaration not well-formed"),
    32: ("PUBLICID", "illegal character(s) in public id"),
    33: ("SUSPENDED", "parser suspended"),
    34: ("NOT_SUSPENDED", "parser not suspended"),
    35: ("ABORTED", "parsing aborted"),
    36: ("FINISHED", "parsing finished"),
    37: ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    38: ("RESERVED_PREFIX_XML", "reserved prefix (xml) must not be undeclared or bound to another namespace name"),
    39: ("RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"),
    40: ("RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"),
    41: ("INVALID_ARGUMENT", "invalid argument"),
    42: ("NO_BUFFER", "a successful prior call to function XML_GetBuffer was required"),
    43: ("AMPLIFICATION_LIMIT_BREACH",
         "limit on input amplification factor (from DTD and entities) breached"),
}

errors = types.ModuleType("pyexpat.errors", "Constants used to describe error conditions.")
errors.codes = {}
errors.messages = {}
for _code, (_name, _text) in _MESSAGES.items():
    setattr(errors, "XML_ERROR_" + _name, _text)
    errors.codes[_text] = _code
    errors.messages[_code] = _text
model = types.ModuleType("pyexpat.model", "Constants used to interpret content model information.")
for _i, _name in enumerate(("EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"), 1):
    setattr(model, "XML_CTYPE_" + _name, _i)
for _i, _name in enumerate(("NONE", "OPT", "REP", "PLUS")):
    setattr(model, "XML_CQUANT_" + _name, _i)
sys.modules["pyexpat.errors"] = errors
sys.modules["pyexpat.model"] = model


class ExpatError(Exception):
    pass


ExpatError.__module__ = "xml.parsers.expat"
error = ExpatError


def ErrorString(code, /):
    known = _MESSAGES.get(code)
    return None if known is None else known[1]


_S = "[ \t\r\n]"
_NAME = (r"[:A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
         r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
         r"[-.0-9:A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
         r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*")
class _Pattern:
    # A pattern that few documents need, compiled when it is first used.

    def __init__(self, text):
        self._text = text
        self._compiled = None

    def __getattr__(self, name):
        if self._compiled is None:
            self._compiled = re.compile(self._text)
        return getattr(self._compiled, name)


_name = _Pattern(_NAME)
_plain = re.compile("[:A-Z_a-z][-.0-9:A-Z_a-z]*")
# What stands where a name does. Whether it is one is asked once for each.
_WORD = "[^][ \t\r\n/<>=&;\"'?!()%|,*+#]+"
_space = re.compile(_S + "*")
_attribute = re.compile(f"{_S}+({_WORD}){_S}*={_S}*(?:\"([^<\"]*)\"|'([^<']*)')")
_start = re.compile(f"<({_WORD})((?:{_S}+{_WORD}{_S}*={_S}*(?:\"[^<\"]*\"|'[^<']*'))*){_S}*(/?)>")
_end = re.compile(f"</({_WORD}){_S}*>")
_reference = re.compile(f"&(?:#([0-9]+)|#x([0-9a-fA-F]+)|({_WORD}));")
_pi = re.compile(f"<\\?({_WORD})(?:{_S}+(.*?))?\\?>", re.S)

_declaration = _Pattern(
    f"<\\?xml(?:{_S}+version{_S}*={_S}*(?:'([^']*)'|\"([^\"]*)\"))?"
    f"(?:{_S}+encoding{_S}*={_S}*(?:'([^']*)'|\"([^\"]*)\"))?"
    f"(?:{_S}+standalone{_S}*={_S}*(?:'(yes|no)'|\"(yes|no)\"))?{_S}*\\?>")
_doctype = _Pattern(
    f"<!DOCTYPE{_S}+({_WORD})(?:{_S}+(?:SYSTEM{_S}+(\"[^\"]*\"|'[^']*')|PUBLIC{_S}+(\"[^\"]*\"|'[^']*')"
    f"{_S}+(\"[^\"]*\"|'[^']*')))?{_S}*([\\[>])")
_entity = _Pattern(
    f"<!ENTITY{_S}+(?:(%){_S}+)?({_WORD}){_S}+(?:(\"[^\"]*\"|'[^']*')|(?:SYSTEM{_S}+(\"[^\"]*\"|'[^']*')"
    f"|PUBLIC{_S}+(\"[^\"]*\"|'[^']*'){_S}+(\"[^\"]*\"|'[^']*'))(?:{_S}+NDATA{_S}+({_WORD}))?){_S}*>")
_attlist = _Pattern(f"<!ATTLIST{_S}+({_WORD})((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_attdef = _Pattern(
    f"{_S}+({_WORD}){_S}+((?:NOTATION{_S}*)?\\([^)]*\\)|[A-Z]+){_S}+"
    f"(?:(#REQUIRED|#IMPLIED)|(?:#FIXED{_S}+)?(\"[^\"]*\"|'[^']*'))")
_element = _Pattern(f"<!ELEMENT{_S}+({_WORD}){_S}+([^>]*)>")
_notation = _Pattern(
    f"<!NOTATION{_S}+({_WORD}){_S}+(?:SYSTEM{_S}+(\"[^\"]*\"|'[^']*')"
    f"|PUBLIC{_S}+(\"[^\"]*\"|'[^']*')(?:{_S}+(\"[^\"]*\"|'[^']*'))?){_S}*>")
_illegal = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_predefined = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
# An entity may not make more of the text than this times what was read.
_AMPLIFICATION = 100
_ALLOWED = 8 << 20
_XML = "http://www.w3.org/XML/1998/namespace"
_HANDLERS = (
    "StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler", "CharacterDataHandler",
    "UnparsedEntityDeclHandler", "NotationDeclHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler",
    "CommentHandler", "StartCdataSectionHandler", "EndCdataSectionHandler", "DefaultHandler", "DefaultHandlerExpand",
    "NotStandaloneHandler", "ExternalEntityRefHandler", "StartDoctypeDeclHandler", "EndDoctypeDeclHandler",
    "EntityDeclHandler", "XmlDeclHandler", "ElementDeclHandler", "AttlistDeclHandler", "SkippedEntityHandler")


_names = set()


def _name_at(text, at):
    m = _plain.match(text, at)
    end = at if m is None else m.end()
    return m if text[end:end + 1].isascii() else _name.match(text, at)


def _is_name(word):
    if word in _names:
        return True
    if _plain.fullmatch(word) is None and (word.isascii() or _name.fullmatch(word) is None):
        return False
    if len(_names) > 10000:
        _names.clear()
    _names.add(word)
    return True


def _unquoted(s):
    return None if s is None else s[1:-1]


class _More(Exception):
    # The event at hand is not complete.
    pass


class XMLParserType:
    def __init__(self, encoding, separator, intern):
        for name in _HANDLERS:
            if name != "CharacterDataHandler":
                setattr(self, name, None)
        self._on_characters = None
        self._buffers = False
        self._buffer_limit = 8192
        self.ordered_attributes = False
        self.specified_attributes = False
        self.namespace_prefixes = False
        self.intern = intern
        self.ErrorCode = 0
        self._encoding = encoding
        self._separator = separator
        self._decoder = None
        self._raw = b""
        self._return = ""
        self._text = ""
        self._at = 0
        self._line = 1
        self._column = 0
        self._bytes = 0
        self._read = 0
        self._expanded = 0
        self._open = []
        self._scopes = []
        self._begun = self._seen_root = self._in_subset = self._finished = False
        self._in_cdata = False
        self._inside = False
        self._entities = {}
        self._parameters = {}
        self._defaults = {}
        self._buffered = []
        self._buffered_size = 0
        # The entities that the text at hand comes from, and where the first of them is referred to.
        self._expanding = []
        self._outside = None
        self._base = None
        self._external = None
        self._foreign = False
        self._context = None

    # What is collected goes to the handler that was there.

    @property
    def CharacterDataHandler(self):
        return self._on_characters

    @CharacterDataHandler.setter
    def CharacterDataHandler(self, value):
        self._flush()
        self._on_characters = value

    @property
    def buffer_text(self):
        return self._buffers

    @buffer_text.setter
    def buffer_text(self, value):
        self._flush()
        self._buffers = bool(value)

    @property
    def buffer_size(self):
        return self._buffer_limit

    @buffer_size.setter
    def buffer_size(self, value):
        if not isinstance(value, int):
            raise TypeError("buffer_size must be an integer")
        if value <= 0:
            raise ValueError("buffer_size must be greater than zero")
        self._flush()
        self._buffer_limit = value

    # What a handler may ask.

    def _place(self):
        before = self._text[:self._at]
        n = before.count("\n")
        if n:
            return self._line + n, len(before) - before.rfind("\n") - 1
        return self._line, self._column + len(before)

    @property
    def CurrentLineNumber(self):
        return self._place()[0]

    @property
    def CurrentColumnNumber(self):
        return self._place()[1]

    @property
    def CurrentByteIndex(self):
        return self._bytes + len(self._text[:self._at].encode("utf-8", "surrogatepass"))

    ErrorLineNumber = CurrentLineNumber
    ErrorColumnNumber = CurrentColumnNumber
    ErrorByteIndex = CurrentByteIndex

    @property
    def buffer_used(self):
        return self._buffered_size

    def GetBase(self):
        return self._base

    def SetBase(self, base, /):
        self._base = base

    def GetInputContext(self):
        return self._text.encode() if self._inside else None

    def SetParamEntityParsing(self, flag, /):
        return 1

    def UseForeignDTD(self, flag=True, /):
        self._foreign = bool(flag)

    def SetReparseDeferralEnabled(self, enabled, /):
        pass

    def GetReparseDeferralEnabled(self):
        return False

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        p = XMLParserType(encoding, self._separator, self.intern)
        for name in _HANDLERS + ("buffer_text", "buffer_size", "ordered_attributes", "specified_attributes",
                                 "namespace_prefixes"):
            setattr(p, name, getattr(self, name))
        p._external = self
        p._base = self._base
        p._entities = self._entities
        p._parameters = self._parameters
        p._defaults = self._defaults
        p._scopes = list(self._scopes)
        return p

    # Input.

    def _fail(self, code, at=None):
        if at is not None:
            self._at = at
        self._flush()
        if self._outside is not None:
            self._text, self._at = self._outside
        line, column = self._place()
        self.ErrorCode = code
        self._finished = True
        e = ExpatError(f"{_MESSAGES[code][1]}: line {line}, column {column}")
        e.code, e.lineno, e.offset = code, line, column
        raise e

    def Parse(self, data, isfinal=False, /):
        if self._inside:
            raise RuntimeError("parser is busy")
        if self._finished:
            self._fail(self.ErrorCode or 36)
        if isinstance(data, str):
            if self._decoder is None:
                self._encoding = "utf-8"
            data = data.encode("utf-8", "surrogatepass")
        else:
            data = bytes(data)
        self._read += len(data)
        self._text = self._text[self._at:] + self._decoded(data, isfinal)
        self._at = 0
        self._inside = True
        try:
            self._run(isfinal)
        except _More:
            if isfinal:
                self._fail(20 if self._in_cdata else 5 if self._text[self._at:] else 3)
        finally:
            self._inside = False
            self._shift()
        if isfinal:
            self._flush()
            if self._in_cdata:
                self._fail(20)
            if not (self._seen_root and not self._open or self._external):
                self._fail(3)
            if self._external and self._open:
                self._fail(13)
            self._finished = True
        self._flush()
        return 1

    def ParseFile(self, file, /):
        read = getattr(file, "read", None)
        if read is None:
            raise TypeError("argument must have 'read' attribute")
        while True:
            data = read(2048)
            if not isinstance(data, (bytes, bytearray, str)):
                raise TypeError(f"read() did not return a bytes object (type={type(data).__name__})")
            if not data:
                return self.Parse(b"", True)
            self.Parse(data, False)

    def _shift(self):
        line, column = self._place()
        gone = self._text[:self._at]
        self._bytes += len(gone.encode("utf-8", "surrogatepass"))
        self._line, self._column = line, column
        self._text = self._text[self._at:]
        self._at = 0

    def _decoded(self, data, final):
        if self._decoder is None:
            self._raw += data
            if len(self._raw) < 4 and not final:
                return ""
            data, self._raw = self._raw, b""
            encoding = self._encoding or self._guess(data)
            if encoding is None:
                self._raw = data
                return ""
            try:
                self._decoder = _codecs.lookup(encoding).incrementaldecoder("strict")
            except LookupError:
                self._fail(18)
            if encoding.lower() in ("utf-8", "utf8") and data.startswith(b"\xef\xbb\xbf"):
                data = data[3:]
        held = self._return
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError as e:
            self._text += held + data[:e.start].decode("utf-8", "replace")
            self._decoder = _codecs.lookup("latin-1").incrementaldecoder("strict")
            self._at = len(self._text)
            self._fail(6 if final and e.end == len(data) else 4)
        text = held + text
        # A line end may be cut in two.
        self._return = ""
        if text.endswith("\r") and not final:
            self._return = "\r"
            text = text[:-1]
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def _guess(self, data):
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        if data.startswith(b"<\0"):
            return "utf-16-le"
        if data.startswith(b"\0<"):
            return "utf-16-be"
        if data.startswith(b"<?xml"):
            end = data.find(b"?>")
            if end < 0:
                return "utf-8" if len(data) > 1024 else None
            m = _declaration.match(data[:end + 2].decode("latin-1"))
            named = m and (m[3] or m[4])
            if named:
                return "utf-8" if named.lower() == "utf-16" else named
        return "utf-8"

    # Events.

    def _named(self, s):
        known = self.intern
        if known is None:
            return s
        return known.setdefault(s, s)

    def _flush(self):
        if self._buffered:
            text = "".join(self._buffered)
            self._buffered.clear()
            self._buffered_size = 0
            f = self._on_characters
            if f is not None:
                f(text)

    def _characters(self, text):
        f = self._on_characters
        if f is None:
            self._other(text)
        elif not self._buffers:
            # As expat does, a line's end is an event of its own.
            if "\n" in text:
                for part in re.split("(\n)", text):
                    if part:
                        f(part)
            else:
                f(text)
        else:
            if self._buffered_size + len(text) > self._buffer_limit:
                self._flush()
            if len(text) > self._buffer_limit:
                f(text)
            else:
                self._buffered.append(text)
                self._buffered_size = self._buffered_size + len(text)

    def _other(self, text):
        f = self.DefaultHandlerExpand or self.DefaultHandler
        if f is not None:
            self._flush()
            f(text)

    def _told(self, handler, text, *args):
        f = getattr(self, handler)
        if f is None:
            self._other(text)
        else:
            self._flush()
            f(*args)

    def _run(self, final):
        if not self._begun:
            self._prolog(final)
        while True:
            text, at = self._text, self._at
            if at >= len(text):
                return
            if self._in_subset:
                self._subset(final)
            elif self._in_cdata:
                self._cdata(final)
            elif text[at] == "<":
                self._markup(final)
            elif self._open or self._external:
                self._data(final)
            else:
                end = _space.match(text, at).end()
                if end < len(text) and text[end] != "<":
                    self._at = end
                    self._fail(9 if self._seen_root else 4 if _illegal.match(text, end) or text[end] == "&" else 2)
                if end > at:
                    self._other(text[at:end])
                self._at = end

    def _prolog(self, final):
        text = self._text
        if not final and len(text) < 6 and "<?xml ".startswith(text[:6]):
            raise _More
        if re.match(f"<\\?xml{_S}", text):
            end = text.find("?>")
            if end < 0:
                raise _More
            m = _declaration.match(text)
            if m is None or not self._external and not (m[1] or m[2]):
                self._fail(31 if self._external else 30, min(len(text), 5))
            version = m[1] or m[2]
            encoding = m[3] or m[4]
            standalone = m[5] or m[6]
            f = self.XmlDeclHandler
            if f is not None:
                f(version, encoding, -1 if standalone is None else int(standalone == "yes"))
            else:
                self._other(m[0])
            self._at = m.end()
        self._begun = True

    def _wait(self, final):
        # The event at hand goes on behind what was read.
        if final:
            self._fail(5)
        raise _More

    def _markup(self, final):
        text, at = self._text, self._at
        m = _start.match(text, at)
        if m is not None and _is_name(m[1]):
            if not self._open and self._seen_root and not self._external:
                self._fail(9)
            self._element(m)
            return
        m = _end.match(text, at)
        if m is not None:
            if not self._open:
                if self._seen_root:
                    self._fail(9)
                self._fail(4, at + 1)
            if m[1] != self._open[-1][0]:
                self._fail(7, at + 2)
            self._close(m[0])
            self._at = m.end()
            return
        if text.startswith("<!--", at):
            end = text.find("--", at + 4)
            if end < 0 or end + 2 >= len(text):
                self._wait(final)
            if text[end + 2] != ">":
                self._fail(4, end + 2)
            self._check(at, end)
            self._told("CommentHandler", text[at:end + 3], text[at + 4:end])
            self._at = end + 3
        elif text.startswith("<?", at):
            end = text.find("?>", at)
            if end < 0:
                self._wait(final)
            m = _pi.match(text, at)
            if m is None or not _is_name(m[1]):
                self._fail(4, at + 2)
            if m[1].lower() == "xml":
                self._fail(17)
            self._told("ProcessingInstructionHandler", m[0], self._named(m[1]), m[2] or "")
            self._at = m.end()
        elif text.startswith("<![CDATA[", at):
            if not self._open:
                self._fail(9 if self._seen_root else 2)
            self._told("StartCdataSectionHandler", "<![CDATA[")
            self._in_cdata = True
            self._at = at + 9
        elif text.startswith("<!DOCTYPE", at):
            if self._seen_root:
                self._fail(9 if not self._open else 4)
            self._begin_doctype(final)
        else:
            self._unfinished(final)

    def _unfinished(self, final):
        # What begins with "<" is cut off or wrong; where it goes wrong is found piece by piece.
        text, at = self._text, self._at
        rest = text[at:]
        for word in ("<!--", "<![CDATA[", "<!DOCTYPE"):
            if word.startswith(rest):
                self._wait(final)
        if rest in ("<", "</"):
            self._wait(final)
        if rest.startswith("<!"):
            self._fail(4 if self._open else 2, at + 2 if self._open else None)
        closing = rest.startswith("</")
        m = _name_at(text, at + (2 if closing else 1))
        if m is None:
            self._fail(4, at + (2 if closing else 1))
        if not closing and not self._open and self._seen_root and not self._external:
            self._fail(9)
        i = m.end()
        while not closing:
            m = _attribute.match(text, i)
            if m is None:
                break
            i = m.end()
        j = _space.match(text, i).end()
        if j == len(text):
            self._wait(final)
        if closing:
            self._fail(4, j)
        if text[j] == "/":
            if j + 1 == len(text):
                self._wait(final)
            self._fail(4, j + 1)
        m = _name_at(text, j)
        if m is None or j == i:
            self._fail(4, j)
        k = _space.match(text, m.end()).end()
        if k == len(text):
            self._wait(final)
        if text[k] != "=":
            self._fail(4, k)
        k = _space.match(text, k + 1).end()
        if k == len(text):
            self._wait(final)
        if text[k] not in "\"'":
            self._fail(4, k)
        less = text.find("<", k)
        if less >= 0:
            self._fail(4, less)
        self._wait(final)

    def _check(self, start, end):
        m = _illegal.search(self._text, start, end)
        if m is not None:
            self._fail(4, m.start())

    def _element(self, m):
        name, inside, empty = m[1], m[2], m[3]
        pairs = []
        seen = set()
        if inside:
            self._check(m.start(2), m.end(2))
            for a in _attribute.finditer(inside):
                key = a[1]
                if not _is_name(key):
                    self._fail(4, m.start(2) + a.start(1))
                if key in seen:
                    self._fail(8, m.start(2) + a.start(1))
                seen.add(key)
                value = a[2] if a[2] is not None else a[3]
                if "&" in value or "\n" in value or "\t" in value:
                    value = self._value(value, m.start(2) + a.start(1))
                pairs.append((key, value))
        given = len(pairs)
        for key, (kind, value) in self._defaults.get(name, {}).items():
            if key in seen:
                if kind != "CDATA":
                    pairs = [(k, " ".join(v.split()) if k == key else v) for k, v in pairs]
            elif value is not None and not self.specified_attributes:
                pairs.append((key, value))
        shown = name
        declared = ()
        if self._separator is not None:
            shown, pairs, declared = self._resolved(name, pairs)
        self._seen_root = True
        f = self.StartNamespaceDeclHandler
        if f is not None and declared:
            self._flush()
            for prefix, uri in declared:
                f(prefix, uri)
        f = self.StartElementHandler
        if f is not None:
            self._flush()
            if self.ordered_attributes:
                attributes = []
                for k, v in pairs:
                    attributes += [self._named(k), v]
            else:
                attributes = {}
                for k, v in pairs:
                    attributes[self._named(k)] = v
            f(self._named(shown), attributes)
        else:
            self._other(m[0])
        self._open.append((name, shown, declared))
        if empty:
            self._close("")
        self._at = m.end()

    def _close(self, text):
        name, shown, declared = self._open.pop()
        f = self.EndElementHandler
        if f is not None:
            self._flush()
            f(self._named(shown))
        elif text:
            self._other(text)
        if self._separator is not None:
            self._scopes.pop()
            f = self.EndNamespaceDeclHandler
            if f is not None and declared:
                self._flush()
                for prefix, _ in reversed(declared):
                    f(prefix)

    def _resolved(self, name, pairs):
        scope = self._scopes[-1] if self._scopes else {"xml": _XML}
        declared = []
        rest = []
        for key, value in pairs:
            if key == "xmlns":
                declared.append((None, value))
            elif key.startswith("xmlns:"):
                prefix = key[6:]
                if not value:
                    self._fail(28)
                if prefix == "xmlns":
                    self._fail(39)
                if (prefix == "xml") != (value == _XML):
                    self._fail(38 if prefix == "xml" else 40)
                declared.append((prefix, value))
            else:
                rest.append((key, value))
        if declared:
            scope = {**scope, **dict(declared)}
        self._scopes.append(scope)

        def full(name, attribute):
            prefix, colon, local = name.partition(":")
            if not colon:
                uri = None if attribute else scope.get(None)
                return name if not uri else uri + self._separator + name
            uri = scope.get(prefix)
            if uri is None:
                self._fail(27)
            if self.namespace_prefixes:
                return uri + self._separator + local + self._separator + prefix
            return uri + self._separator + local

        shown = full(name, False)
        out = [(full(k, True), v) for k, v in rest]
        if len({k for k, _ in out}) < len(out):
            self._fail(8)
        return shown, out, [(p, u or None) for p, u in declared]

    # Text.

    def _data(self, final):
        text, at = self._text, self._at
        end = at
        if text[at] == "&":
            m = _reference.match(text, at)
            if m is not None and m[3] is not None and not _is_name(m[3]):
                m = None
            if m is None:
                if not final and re.compile(r"&(#(x[0-9a-fA-F]*|[0-9]*))?\Z|&" + _NAME + r"\Z").match(text, at):
                    raise _More
                start = _name_at(text, at + 1)
                self._fail(5 if start and start.end() == len(text) else 4, start.end() if start else at + 1)
            self._referred(m)
            self._at = m.end()
            return
        less, ampersand = text.find("<", at), text.find("&", at)
        ends = [i for i in (less, ampersand) if i >= 0]
        end = min(ends) if ends else len(text)
        stop = text.find("]]>", at, end)
        if stop >= 0:
            self._characters(text[at:stop])
            self._fail(4, stop + 2)
        if not ends and not final:
            # What may be the beginning of "]]>" waits.
            while end > at and text[end - 1] == "]":
                end -= 1
            if end == at:
                raise _More
        self._check(at, end)
        self._characters(text[at:end])
        self._at = end

    def _cdata(self, final):
        text, at = self._text, self._at
        end = text.find("]]>", at)
        if end < 0:
            if final:
                self._fail(20)
            keep = len(text)
            while keep > at and text[keep - 1] == "]":
                keep -= 1
            self._check(at, keep)
            if keep > at:
                self._characters(text[at:keep])
            self._at = keep
            raise _More
        self._check(at, end)
        if end > at:
            self._characters(text[at:end])
        self._at = end
        self._in_cdata = False
        self._told("EndCdataSectionHandler", "]]>")
        self._at = end + 3

    def _character(self, m):
        n = int(m[1]) if m[1] else int(m[2], 16)
        if n > 0x10ffff or 0xd800 <= n < 0xe000 or n < 32 and n not in (9, 10, 13) or n in (0xfffe, 0xffff):
            self._fail(14)
        return chr(n)

    def _referred(self, m):
        if m[3] is None:
            self._characters(self._character(m))
            return
        name = m[3]
        known = _predefined.get(name)
        if known is not None:
            self._characters(known)
            return
        entity = self._entities.get(name)
        if entity is None:
            if self._foreign or self._context == "external":
                f = self.SkippedEntityHandler
                self._flush()
                if f is not None:
                    f(name, False)
                else:
                    self._other(m[0])
                return
            self._fail(11)
        value, base, system, public, notation = entity
        if notation is not None:
            self._fail(15)
        if name in self._expanding:
            self._fail(12)
        if value is None:
            f = self.ExternalEntityRefHandler
            self._flush()
            if f is None:
                self._other(m[0])
            elif not f(name, base, system, public):
                self._fail(21)
            return
        if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
            self._other(m[0])
            return
        self._grow(len(value))
        # An entity's text is parsed where it is referred to, and has to end what it begins.
        text, at, depth = self._text, self._at, len(self._open)
        outside = self._outside
        if outside is None:
            self._outside = (text, at)
        self._expanding.append(name)
        self._text, self._at = value, 0
        try:
            while self._at < len(value):
                if self._in_cdata:
                    self._cdata(True)
                elif value[self._at] == "<":
                    self._markup(True)
                else:
                    self._data(True)
            wrong = len(self._open) != depth
        finally:
            self._text, self._at = text, at
            self._outside = outside
            self._expanding.pop()
        if wrong:
            self._fail(13)

    def _grow(self, n):
        self._expanded += n
        if self._expanded > _ALLOWED and self._expanded > _AMPLIFICATION * max(self._read, 1):
            self._fail(43)

    def _value(self, value, at):
        # The value of an attribute: references replaced, white space as blanks.
        out = []
        i = 0
        while i < len(value):
            c = value[i]
            if c != "&":
                end = value.find("&", i)
                if end < 0:
                    end = len(value)
                out.append(value[i:end].replace("\n", " ").replace("\t", " ").replace("\r", " "))
                i = end
                continue
            m = _reference.match(value, i)
            if m is None or m[3] is not None and not _is_name(m[3]):
                self._fail(4, at)
            if m[3] is None:
                out.append(self._character(m))
            elif m[3] in _predefined:
                out.append(_predefined[m[3]])
            else:
                name = m[3]
                entity = self._entities.get(name)
                if entity is None:
                    self._fail(11)
                if entity[0] is None:
                    self._fail(15 if entity[4] else 16)
                if name in self._expanding:
                    self._fail(12)
                self._grow(len(entity[0]))
                self._expanding.append(name)
                out.append(self._value(entity[0], at))
                self._expanding.pop()
            i = m.end()
        return "".join(out)

    # The document type.

    def _begin_doctype(self, final):
        text, at = self._text, self._at
        m = _doctype.match(text, at)
        if m is None:
            if text.find(">", at) >= 0:
                self._fail(2)
            self._wait(final)
        system, public = _unquoted(m[2] or m[4]), _unquoted(m[3])
        f = self.StartDoctypeDeclHandler
        self._flush()
        if f is not None:
            f(m[1], system, public, int(m[5] == "["))
        else:
            self._other(m[0])
        if system is not None:
            self._context = "external"
        self._at = m.end()
        if m[5] == "[":
            self._in_subset = True
        else:
            self._end_doctype()

    def _end_doctype(self):
        f = self.EndDoctypeDeclHandler
        if f is not None:
            f()

    def _subset(self, final):
        text = self._text
        at = self._at = _space.match(text, self._at).end()
        if at >= len(text):
            return
        if text[at] == "]":
            end = _space.match(text, at + 1).end()
            if end == len(text):
                self._wait(final)
            if text[end] != ">":
                self._fail(4, end)
            self._in_subset = False
            self._at = end + 1
            self._end_doctype()
            return
        if text[at] == "%":
            m = re.compile(f"%({_WORD});").match(text, at)
            if m is None:
                if ";" in text[at:]:
                    self._fail(4)
                self._wait(final)
            entity = self._parameters.get(m[1])
            if entity is not None and entity[0] is not None:
                if m[1] in self._expanding:
                    self._fail(12)
                self._grow(len(entity[0]))
                self._text = text[:at] + entity[0] + text[m.end():]
                return
            self._context = "external"
            self._at = m.end()
            return
        if text.startswith(("<!--", "<?"), at):
            self._markup(final)
            return
        for pattern, take in ((_entity, self._take_entity), (_attlist, self._take_attlist),
                              (_element, self._take_element), (_notation, self._take_notation)):
            m = pattern.match(text, at)
            if m is not None:
                take(m)
                self._at = m.end()
                return
        if text.find(">", at) >= 0 or not text.startswith("<", at):
            self._fail(2)
        self._wait(final)

    def _take_entity(self, m):
        parameter, name = m[1] is not None, m[2]
        value = _unquoted(m[3])
        if value is not None:
            value = re.sub("&#(?:([0-9]+)|x([0-9a-fA-F]+));", self._character, value)
        system, public, notation = _unquoted(m[4] or m[6]), _unquoted(m[5]), m[7]
        known = self._parameters if parameter else self._entities
        known.setdefault(name, (value, self._base, system, public, notation))
        if notation is not None and self.UnparsedEntityDeclHandler is not None:
            self.UnparsedEntityDeclHandler(name, self._base, system, public, notation)
            return
        f = self.EntityDeclHandler
        if f is not None:
            f(name, int(parameter), value, self._base, system, public, notation)
        else:
            self._other(m[0])

    def _take_attlist(self, m):
        element = m[1]
        at = 0
        known = self._defaults.setdefault(element, {})
        for a in _attdef.finditer(m[2]):
            name, kind, keyword, value = a[1], "".join(a[2].split()), a[3], a[4]
            value = None if value is None else self._value(value[1:-1], self._at)
            if kind != "CDATA" and value is not None:
                value = " ".join(value.split())
            known.setdefault(name, (kind, value))
            f = self.AttlistDeclHandler
            if f is not None:
                required = keyword == "#REQUIRED" or "#FIXED" in a[0].split('"')[0].split("'")[0]
                f(element, name, kind, value, int(required))
            at = a.end()
        if m[2][at:].strip(" \t\r\n"):
            self._fail(2)
        if self.AttlistDeclHandler is None:
            self._other(m[0])

    def _take_element(self, m):
        f = self.ElementDeclHandler
        if f is not None:
            f(m[1], _content(m[2].strip()))
        else:
            self._other(m[0])

    def _take_notation(self, m):
        f = self.NotationDeclHandler
        system, public = _unquoted(m[2] or m[4]), _unquoted(m[3])
        if f is not None:
            f(m[1], self._base, system, public)
        else:
            self._other(m[0])


XMLParserType.__module__ = "pyexpat"
XMLParserType.__name__ = XMLParserType.__qualname__ = "xmlparser"
_QUANTITY = {"?": 1, "*": 2, "+": 3}


def _content(text):
    # The model of an element's content: kind, quantity, name, children.
    if text == "EMPTY":
        return 1, 0, None, ()
    if text == "ANY":
        return 2, 0, None, ()
    parts = re.findall(r"#PCDATA|[(),|?*+]|" + _NAME, text)
    at = 0

    def quantity():
        nonlocal at
        if at < len(parts) and parts[at] in _QUANTITY:
            at += 1
            return _QUANTITY[parts[at - 1]]
        return 0

    # Groups lie in one another; those that are open wait on a list.
    waiting = []
    children, kind = None, 6
    while at < len(parts):
        part = parts[at]
        at += 1
        if part == "(":
            waiting.append((children, kind))
            children, kind = [], 6
        elif part == ")":
            group = (kind, quantity(), None, tuple(children))
            children, kind = waiting.pop()
            if children is None:
                return group
            children.append(group)
        elif part == "|":
            kind = 3 if kind == 3 else 5
        elif part == "#PCDATA":
            kind = 3
        elif part != ",":
            children.append((4, quantity(), part, ()))
    return 2, 0, None, ()


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"ParserCreate() argument 'encoding' must be str or None, not {type(encoding).__name__}")
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            kind = type(namespace_separator).__name__
            raise TypeError(f"ParserCreate() argument 'namespace_separator' must be str or None, not {kind}")
        if len(namespace_separator) > 1:
            raise ValueError("namespace_separator must be at most one character, omitted, or None")
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)
