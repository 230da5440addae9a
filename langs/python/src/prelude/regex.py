# Regular expressions: what goes on between steps, or calls guest code.

def _re_go_on(number):
    # A job that takes long: between its steps the program can be interrupted.
    v = _NOTHING
    try:
        while v is _NOTHING:
            v = _re_step(number)
    finally:
        if v is _NOTHING:
            _re_drop(number)
    return v


def _re_iterate(pattern, string, pos, endpos):
    m = pattern.search(string, pos, endpos)
    while m is not None:
        yield m
        m = _re_after(m, True)


def _re_sub_call(pattern, call, string, text, count, counted):
    out = []
    at = 0
    n = 0
    m = pattern.search(string) if count >= 0 else None
    while m is not None:
        start, end = m.span()
        if start > at:
            out.append(text[at:start])
        new = call(m)
        if new is not None:
            out.append(new)
        at = end
        n += 1
        if n == count:
            break
        m = _re_after(m, True)
    if n:
        out.append(text[at:])
        text = text[:0].join(out)
    return (text, n) if counted else text


def _re_sub_template(pattern, template, string, text, count, counted):
    import re
    if isinstance(template, (bytearray, memoryview)):
        template = bytes(template)
    parts = re._compile_template(pattern, template)._parts
    return _re_replace(pattern, parts if len(parts) > 1 else parts[0], string, count, counted)


def _re_expand(m, template):
    import re
    parts = re._compile_template(m.re, template)._parts
    out = [parts[0]]
    for i in range(1, len(parts), 2):
        text = m.group(parts[i])
        if text is not None:
            out.append(text)
        out.append(parts[i + 1])
    return parts[0][:0].join(out)


def _re_scanner(pattern, string, pos, endpos):
    import _sre
    return _sre.SRE_Scanner(pattern, string, pos, endpos)


def _re_of_buffer(name, args, at):
    args = list(args)
    args[at] = bytes(memoryview(args[at]))
    return getattr(args[0], name)(*args[1:])
