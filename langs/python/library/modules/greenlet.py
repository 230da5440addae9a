# Greenlets: fibers that know a parent. Interface and wording are those of greenlet 3.0.3.
#
# A greenlet's fiber is made when it starts. Whatever ends there (`_main`) goes to the parent; a switch leaves a
# value with the fiber that it goes to, or an exception in `_thrown` of its greenlet.

import _contextvars
import sys
from _trackway import _fiber_await, _fiber_end, _fiber_frame, _fiber_main, _fiber_new, _fiber_owner
from _trackway import _fiber_start, _fiber_state, _fiber_switch, _raise_plain, _swap_handled
from _trackway import _exception_from
from types import TracebackType

__version__ = "3.0.3"
__all__ = ["__version__", "_C_API", "GreenletExit", "error", "getcurrent", "greenlet", "gettrace", "settrace"]

GREENLET_USE_GC = True
GREENLET_USE_TRACING = True
GREENLET_USE_CONTEXT_VARS = True
GREENLET_USE_STANDARD_THREADING = True
CLOCKS_PER_SEC = 1000000
_C_API = None
_SUSPENDED = 1

# The function of `settrace`, and the greenlet that made the last switch while there was one.
_tracer = None
_origin = None
_NOTHING = object()


class error(Exception):
    __module__ = "greenlet"


class GreenletExit(BaseException):
    __module__ = "greenlet"


class greenlet:
    """greenlet(run=None, parent=None) -> greenlet

    Creates a new greenlet object (without running it).
    """

    __slots__ = (
        "_fiber", "_parent", "_run", "_thrown", "_ended", "_awaited", "_context", "__dict__", "__weakref__",
    )

    GreenletExit = GreenletExit
    error = error

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._fiber = None
        self._parent = _current_or_error()
        self._run = _NOTHING
        self._thrown = None
        self._ended = False
        self._awaited = False
        self._context = None
        return self

    def __init__(self, run=_NOTHING, parent=None):
        if run is not _NOTHING:
            self.run = run
        if parent is not None:
            self.parent = parent

    def switch(self, /, *args, **kwargs):
        """Switches execution to this greenlet."""
        fiber = self._fiber
        if self._ended:
            return _switch_slow(self, args, kwargs)
        if fiber is None:
            return _begin(self, args, kwargs, None)
        if kwargs:
            return _go(self, fiber, _result(args, kwargs))
        return _go(self, fiber, args[0] if len(args) == 1 else args)

    def throw(self, typ=_NOTHING, val=None, tb=None, /):
        """Switches execution to this greenlet, but immediately raises the given exception in it."""
        if tb is not None and not isinstance(tb, TracebackType):
            raise TypeError("throw() third argument must be a traceback object")
        if typ is _NOTHING:
            typ = GreenletExit
        if not (isinstance(typ, BaseException) or isinstance(typ, type) and issubclass(typ, BaseException)):
            raise TypeError(f"exceptions must be classes, or instances, not {type(typ).__name__}")
        e = _exception_from((typ, val, tb))
        if self._ended and isinstance(e, GreenletExit):
            return _switch_slow(self, (e,), {})
        target = self
        while target._ended:
            target = target._parent
        if target._fiber is None:
            return _begin(target, (), {}, e)
        target._thrown = e
        return _go(target, target._fiber, None)

    @property
    def parent(self):
        return self._parent

    @parent.setter
    def parent(self, new):
        if not isinstance(new, greenlet):
            raise TypeError(f"GreenletChecker: Expected any type of greenlet, not {type(new).__name__}")
        if self is _main_greenlet:
            raise AttributeError("cannot set the parent of a main greenlet")
        p = new
        while p is not None:
            if p is self:
                raise ValueError("cyclic parent chain")
            p = p._parent
        self._parent = new

    @parent.deleter
    def parent(self):
        raise AttributeError("can't delete attribute")

    @property
    def run(self):
        if self._fiber is not None or self._run is _NOTHING:
            raise AttributeError("run")
        return self._run

    @run.setter
    def run(self, run):
        if self._fiber is not None:
            raise AttributeError("run cannot be set after the start of the greenlet")
        self._run = run

    @run.deleter
    def run(self):
        if self._fiber is not None:
            raise AttributeError("run cannot be set after the start of the greenlet")
        if self._run is _NOTHING:
            raise AttributeError("run")
        self._run = _NOTHING

    @property
    def dead(self):
        return self._ended

    @property
    def gr_frame(self):
        if self._fiber is None or self._ended:
            return None
        return _fiber_frame(self._fiber)

    @property
    def gr_context(self):
        if self is _fiber_owner():
            return _contextvars._current
        return self._context

    @gr_context.setter
    def gr_context(self, context):
        if context is not None and not isinstance(context, _contextvars.Context):
            raise TypeError("greenlet context must be a contextvars.Context or None")
        if self is _fiber_owner():
            _contextvars._enter(context)
        else:
            self._context = context

    @gr_context.deleter
    def gr_context(self):
        raise AttributeError("can't delete context attribute")

    @property
    def _stack_saved(self):
        return int(bool(self) and self is not _fiber_owner())

    def __bool__(self):
        return self._fiber is not None and not self._ended

    def __delattr__(self, name):
        if name == "__dict__":
            raise TypeError("cannot delete __dict__")
        object.__delattr__(self, name)

    def __getstate__(self):
        raise TypeError(f"cannot serialize '{type(self).__module__}.{type(self).__name__}' object")

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        what = ""
        if self is _fiber_owner():
            what = " current"
        if self._ended:
            return f"<{name} object at {id(self):#x} (otid={0:#x}) dead>"
        state = " active started" if self._fiber is not None else " pending"
        if self._fiber is not None and not what:
            what = " suspended"
        if self is _main_greenlet:
            state += " main"
        return f"<{name} object at {id(self):#x} (otid={id(_main_greenlet):#x}){what}{state}>"

    @staticmethod
    def getcurrent():
        return _current_or_error()

    @staticmethod
    def settrace(f):
        return settrace(f)

    @staticmethod
    def gettrace():
        return _tracer

    def _abandoned(self):
        # Nobody can reach the suspended greenlet any more: it is asked to end. If it switches away instead, it
        # may be abandoned again.
        if self._ended or _fiber_state(self._fiber) != _SUSPENDED:
            return
        self._parent = _fiber_owner()
        self._awaited = False
        self.throw()


def _current_or_error():
    current = _fiber_owner()
    if not isinstance(current, greenlet) and _main_greenlet is not None:
        raise RuntimeError("greenlets outside of the main thread are not supported by Trackway")
    return current


class UnswitchableGreenlet(greenlet):
    """A greenlet to which a switch can be made to fail, for tests of what follows then."""

    force_switch_error = False

    def _check(self):
        if self.force_switch_error:
            when = "a running greenlet" if self else "a greenlet for the first time"
            raise SystemError(f"Failed to switch stacks into {when}.")

    def switch(self, /, *args, **kwargs):
        self._check()
        return greenlet.switch(self, *args, **kwargs)

    def throw(self, /, *args):
        self._check()
        return greenlet.throw(self, *args)


def _result(args, kwargs):
    if kwargs:
        return (args, kwargs) if args else kwargs
    return args[0] if len(args) == 1 else args


def _switch_slow(target, args, kwargs):
    while _ended_of(target):
        target = _parent_of(target)
    fiber = _fiber_of(target)
    if fiber is None:
        return _begin(target, args, kwargs, None)
    return _go(target, fiber, _result(args, kwargs))


def _go(target, fiber, value):
    # To a greenlet that has started and not ended.
    me = _fiber_owner()
    if target is not me:
        handled = _swap_handled(None)
        me._context = _contextvars._current
        if not me._awaited:
            _leaves_first(me)
        if _tracer is not None:
            _leaves_traced(me)
        value = _fiber_switch(fiber, value)
        if _contextvars._current is not me._context:
            _contextvars._enter(me._context)
        me._context = None
        _swap_handled(handled)
    elif _tracer is not None:
        _leaves_traced(me)
    if _tracer is not None:
        _arrives_traced(me)
    e = me._thrown
    if e is not None:
        me._thrown = None
        _raise_plain(e)
    return value


def _leaves_first(me):
    me._awaited = True
    if me is not _main_greenlet:
        _fiber_await(me._fiber)


def _leaves_traced(me):
    global _origin
    _origin = me


def _arrives_traced(me):
    # Where the tracing function raises, it is no tracing function any more, and its exception arrives instead.
    global _origin, _tracer
    origin, _origin = _origin, None
    if origin is None:
        return
    try:
        _tracer("throw" if me._thrown is not None else "switch", (origin, me))
    except BaseException as e:
        _tracer = None
        me._thrown = e


def _begin(target, args, kwargs, e):
    # Looking for `run` may start the greenlet, or set another parent.
    run = _run_of(target)
    if run is _NOTHING:
        run = target.run
    if _fiber_of(target) is not None:
        if e is not None:
            return target.throw(e)
        return target.switch(*args, **kwargs)
    me = _fiber_owner()
    fiber = _fiber_new(target)
    target._fiber = fiber
    target._run = _NOTHING
    handled = _swap_handled(None)
    me._context = _contextvars._current
    if not me._awaited:
        _leaves_first(me)
    if _tracer is not None:
        _leaves_traced(me)
    value = _fiber_start(fiber, _main, (target, run, args, kwargs, e))
    if _contextvars._current is not me._context:
        _contextvars._enter(me._context)
    me._context = None
    _swap_handled(handled)
    if _tracer is not None:
        _arrives_traced(me)
    e = me._thrown
    if e is not None:
        me._thrown = None
        _raise_plain(e)
    return value


def _main(start):
    # The lowest frame of a greenlet. It never returns.
    target, run, args, kwargs, e = start
    start = None
    if _contextvars._current is not target._context:
        _contextvars._enter(target._context)
    target._context = None
    value = None
    try:
        if _tracer is not None:
            target._thrown = e
            _arrives_traced(target)
            e = target._thrown
            target._thrown = None
        if e is not None:
            _raise_plain(e)
        value = run(*args, **kwargs) if kwargs else run(*args)
    except GreenletExit as exit:
        value = exit
        e = None
    except BaseException as raised:
        e = raised
    else:
        e = None
    run = args = kwargs = None
    target._context = _contextvars._current
    target._ended = True
    # As `_deliver`, which is a loop, does it where the parent is there and nobody watches.
    parent = target._parent
    if _tracer is None and not parent._ended:
        fiber = parent._fiber
        if fiber is not None:
            parent._thrown = e
            target = parent = e = None
            _fiber_end(fiber, value)
    _deliver(target, value, e)


def _deliver(me, value, e):
    # The end of a greenlet: its parent gets what came out, or the parent's parent if that is dead.
    parent = _parent_of(me)
    while True:
        while _ended_of(parent):
            parent = _parent_of(parent)
        if _tracer is not None:
            _leaves_traced(me)
        fiber = _fiber_of(parent)
        if fiber is not None:
            parent._thrown = e
            me = parent = e = None
            _fiber_end(fiber, value)
        args = (value,) if e is None else ()
        value = None
        try:
            _begin(parent, args, {}, e)
        except BaseException as raised:
            e = raised
        parent = _parent_of(parent)


def getcurrent():
    return _current_or_error()


def gettrace():
    return _tracer


def settrace(f):
    global _tracer
    before = _tracer
    _tracer = f
    return before


def get_pending_cleanup_count():
    return 0


def get_total_main_greenlets():
    return 1


def enable_optional_cleanup(enabled):
    return None


def get_clocks_used_doing_optional_cleanup():
    return 0


_main_greenlet = None


def _make_main():
    main = greenlet()
    main._fiber = _fiber_main(main)
    main._parent = None
    return main


# What subclasses may hide.
_fiber_of = greenlet._fiber.__get__
_parent_of = greenlet._parent.__get__
_run_of = greenlet._run.__get__
_ended_of = greenlet._ended.__get__
_main_greenlet = _make_main()
sys.modules["greenlet._greenlet"] = _greenlet = sys.modules[__name__]
__path__ = []
