# What string.Formatter needs: format strings taken apart.

def formatter_parser(text, /):
    """Parse the argument as a format string."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _parse(text)


def _parse(text):
    i = 0
    n = len(text)
    literal = ""
    while i < n:
        c = text[i]
        if c != "{" and c != "}":
            j = i
            while j < n and text[j] != "{" and text[j] != "}":
                j += 1
            literal += text[i:j]
            i = j
            continue
        if i + 1 < n and text[i + 1] == c:
            yield literal + c, None, None, None
            literal = ""
            i += 2
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if i + 1 == n:
            raise ValueError("Single '{' encountered in format string")
        depth = 1
        j = i + 1
        while j < n and depth:
            if text[j] == "{":
                depth += 1
            elif text[j] == "}":
                depth -= 1
            j += 1
        if depth:
            raise ValueError("expected '}' before end of string")
        field = text[i + 1:j - 1]
        k = 0
        while k < len(field) and field[k] != ":" and field[k] != "!":
            if field[k] == "[":
                while k < len(field) and field[k] != "]":
                    k += 1
            elif field[k] == "{":
                raise ValueError("unexpected '{' in field name")
            k += 1
        name = field[:k]
        rest = field[k:]
        conversion = None
        if rest.startswith("!"):
            if len(rest) < 2:
                raise ValueError("end of string while looking for conversion specifier")
            conversion = rest[1]
            rest = rest[2:]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
        yield literal, name, rest[1:], conversion
        literal = ""
        i = j
    if literal:
        yield literal, None, None, None


def formatter_field_name_split(name, /):
    """Split the argument as a field name."""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    i = 0
    while i < len(name) and name[i] not in ".[":
        i += 1
    first = name[:i]
    return (int(first) if first.isdecimal() else first), _rest(name, i)


def _rest(name, i):
    n = len(name)
    while i < n:
        if name[i] == ".":
            j = i + 1
            while j < n and name[j] not in ".[":
                j += 1
            part = name[i + 1:j]
            if not part:
                raise ValueError("Empty attribute in format string")
            yield True, part
            i = j
        elif name[i] == "[":
            j = name.find("]", i)
            if j < 0:
                raise ValueError("Missing ']' in format string")
            part = name[i + 1:j]
            if not part:
                raise ValueError("Empty attribute in format string")
            yield False, int(part) if part.isdecimal() else part
            i = j + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
