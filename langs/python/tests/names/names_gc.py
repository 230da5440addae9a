# Every public name of `gc`, used once.
import gc


class C:
    pass


c = C()
c.me = c
del c
assert gc.collect() >= 0 and gc.isenabled()
gc.disable()
assert not gc.isenabled()
gc.enable()
assert gc.isenabled() and len(gc.get_threshold()) == 3 and len(gc.get_count()) == 3 and isinstance(gc.get_stats(), list)
before = gc.get_threshold()
gc.set_threshold(500, 5, 5)
assert gc.get_threshold()[:2] == (500, 5)
gc.set_threshold(*before)
assert gc.is_tracked([]) and not gc.is_tracked(1) and gc.is_finalized(1) is False
gc.freeze()
assert gc.get_freeze_count() >= 0
gc.unfreeze()
assert gc.get_freeze_count() == 0 and isinstance(gc.garbage, list) and isinstance(gc.callbacks, list)
flags = gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK
assert flags == (1, 2, 4, 32, 38) and gc.get_debug() == 0
gc.set_debug(0)
x = [1]
holder = [x]
assert x in gc.get_referents(holder)
assert isinstance(gc.get_objects(), list)


def referrers():
    held = {"key": x}
    found = gc.get_referrers(x)
    return [any(o is wanted for o in found) for wanted in (holder, held, globals(), gc)]


assert referrers() == [True, True, True, False] and gc.get_referrers(object()) == []
