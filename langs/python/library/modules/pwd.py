# Users.

from _structseq import make as _make

struct_passwd = _make("struct_passwd", ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"),
                      module="pwd")


def getpwall():
    """Return a list of all available password database entries."""
    out = []
    with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as f:
        for line in f:
            parts = line.rstrip("\n").split(":")
            if len(parts) == 7 and parts[2].isdigit():
                out.append(struct_passwd(parts[:2] + [int(parts[2]), int(parts[3])] + parts[4:]))
    return out


def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID."""
    if not isinstance(uid, int):
        raise TypeError(f"'{type(uid).__name__}' object cannot be interpreted as an integer")
    for p in getpwall():
        if p.pw_uid == uid:
            return p
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    for p in getpwall():
        if p.pw_name == name:
            return p
    raise KeyError(f"getpwnam(): name not found: {name!r}")
