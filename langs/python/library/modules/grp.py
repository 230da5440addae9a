# Groups.

from _structseq import make as _make

struct_group = _make("struct_group", ("gr_name", "gr_passwd", "gr_gid", "gr_mem"), module="grp")


def getgrall():
    """Return a list of all available group entries, in arbitrary order."""
    out = []
    with open("/etc/group", encoding="utf-8", errors="surrogateescape") as f:
        for line in f:
            parts = line.rstrip("\n").split(":")
            if len(parts) == 4 and parts[2].isdigit():
                out.append(struct_group((parts[0], parts[1], int(parts[2]), parts[3].split(",") if parts[3] else [])))
    return out


def getgrgid(id):
    """Return the group database entry for the given numeric group ID."""
    for g in getgrall():
        if g.gr_gid == id:
            return g
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name):
    """Return the group database entry for the given group name."""
    for g in getgrall():
        if g.gr_name == name:
            return g
    raise KeyError(f"getgrnam(): name not found: {name!r}")
