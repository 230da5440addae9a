# The collector as programs see it. There are no generations to speak of.

from _trackway import _collect_soon, _count_objects, _tracked_objects

DEBUG_STATS = 1
DEBUG_COLLECTABLE = 2
DEBUG_UNCOLLECTABLE = 4
DEBUG_SAVEALL = 32
DEBUG_LEAK = 38

garbage = []
callbacks = []

_enabled = True
_debug = 0
_thresholds = (2000, 10, 0)
_collections = 0


def _pause():
    # The entry of a function is a safepoint: here the collection happens.
    pass


def collect(generation=2):
    global _collections
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    for f in callbacks:
        f("start", {"generation": generation, "collected": 0, "uncollectable": 0})
    _collections += 1
    # Objects of all kinds count, also those that other systems free at once.
    before = _count_objects()
    _collect_soon(generation)
    _pause()
    _pause()
    found = max(before - _count_objects(), 0)
    for f in callbacks:
        f("stop", {"generation": generation, "collected": found, "uncollectable": 0})
    return found


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def get_count():
    return (0, 0, 0)


def get_threshold():
    return _thresholds


def set_threshold(threshold0, threshold1=None, threshold2=None, /):
    global _thresholds
    _thresholds = (threshold0, _thresholds[1] if threshold1 is None else threshold1,
                   _thresholds[2] if threshold2 is None else threshold2)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0},
            {"collections": 0, "collected": 0, "uncollectable": 0},
            {"collections": _collections, "collected": 0, "uncollectable": 0}]


def get_debug():
    return _debug


def set_debug(flags, /):
    global _debug
    _debug = flags


def is_tracked(obj, /):
    return not isinstance(obj, (int, float, complex, str, bytes, bool, type(None)))


def is_finalized(obj, /):
    return False


def get_objects(generation=None):
    # Instances, functions, classes, modules and suspended functions; no containers, which the run time has too.
    _collect_soon(2)
    _pause()
    _pause()
    return _tracked_objects()


def get_referrers(*objs):
    """The objects that refer to any of these directly: among those of get_objects(), what running functions
    have in their variables, and the containers that are reached from there."""
    import sys
    frame = sys._getframe()
    waiting = get_objects()
    while frame is not None:
        waiting += frame.f_locals.values()
        frame = frame.f_back
    wanted = {id(o) for o in objs}
    seen = {id(objs), id(waiting)}
    found = []
    while waiting:
        o = waiting.pop()
        if id(o) in seen:
            continue
        seen.add(id(o))
        if isinstance(o, type(sys)):
            o = o.__dict__
        parts = get_referents(o)
        if not wanted.isdisjoint(map(id, parts)):
            found.append(o)
        waiting += [p for p in parts if isinstance(p, (dict, list, tuple, set, frozenset))]
    return found


def get_referents(*objs):
    """The objects that these ones refer to directly."""
    found = []
    for o in objs:
        if isinstance(o, dict):
            found += o.keys()
            found += o.values()
        elif isinstance(o, (list, tuple, set, frozenset)):
            found += o
        elif not isinstance(o, (int, float, complex, str, bytes, type(None))):
            found += getattr(o, "__dict__", {}).values()
            found += [getattr(o, n) for c in type(o).__mro__ for n in c.__dict__.get("__slots__", ()) if hasattr(o, n)]
            found.append(type(o))
    return found


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
