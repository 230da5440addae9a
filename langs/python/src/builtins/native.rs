//! Functions written in Rust and their registry.
//!
//! A native function takes its arguments as a slice: keyword-only ones first (in the order of
//! `keyword_only`), then the positional ones. An optional argument that was not given is the
//! unbound marker, or missing at the end of the slice. How it may be called says its [`Act`].

use super::Home;
use crate::ops::collect::Into;
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::objects::Builtin;
use std::sync::OnceLock;
use trackway::{Gc, Machine, Raise, Value};

/// The Rust function.
pub type NativeFn = fn(&Machine, &[Value]) -> Result<Value, Raise>;

/// What a call does.
#[derive(Clone, Copy)]
pub enum Act {
    /// Reads, allocates, raises; nothing else.
    Pure,
    /// As `Pure`, or answers a `Tail`: guest code goes on.
    Tail,
    /// Anything; never guest code.
    Effect,
    /// Anything, after the guard named no prelude function to do it instead.
    Guarded(fn(&Machine, &[Value]) -> Option<&'static str>),
}

/// Calls that ops know how to do without leaving the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    No,
    Len,
    Abs,
    Append,
    Extend,
    Ring(RingOp),
    IsInstance,
    Min,
    Max,
    Range,
    Super,
    Sqrt,
    DivMod,
    Pop,
    Ord,
    Chr,
    Int,
    Float,
    Type,
    /// `object.__new__`.
    New,
    /// `__new__` of a class whose instances have a value of it inside, with that value.
    NewAround(Cls),
    Globals,
    /// With the running function's variables as defaults.
    Exec,
    Eval,
    Import,
    GetFrame,
    /// What follows must happen at once: no trace goes through.
    Collect,
    /// The running function's variables.
    Locals,
    /// Names of the running function's variables, when called without argument.
    Dir,
    /// The prelude function that takes the same arguments, which are as many as the native may have.
    Prelude(&'static str),
    /// One of the `STATE_` constants of a generator.
    GeneratorState,
    /// `resume(generator, value)`: END when it has finished.
    Resume,
    /// `throw(generator, exception)`.
    Throw,
    Next,
    /// Whether the argument is the END marker.
    IsEnd,
    /// Whether the argument is a [`crate::types::walk::Walk`].
    IsWalk,
    GetAttr,
    Str,
    Repr,
    HasAttr,
    SetAttr,
    /// `object.__setattr__`.
    SetPlain,
    IsSubclass,
    /// `object.__init__` without arguments.
    NoInit,
    /// One of the `VIEW_` constants.
    View(i64),
    DictGet,
    DictPop,
    SetDefault,
    /// A class of containers, called with an iterable.
    Into(Into),
    Iter,
    Reversed,
    ListRemove,
    SetAdd,
    SetDiscard,
    SetRemove,
    /// Whether a character is one of these.
    Among(AsciiSet),
    /// The other case of a character that is one of these letters.
    SwapCaseOf(AsciiSet),
    Random(RandomOp),
    /// `tuple.__getitem__` by a number.
    TupleItem,
    Fiber(FiberOp),
}

/// What the Mersenne Twister is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RandomOp {
    /// A double below 1.
    Random,
    /// So many bits, at most 32.
    Bits,
}

/// ASCII characters, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsciiSet([i64; 2]);

impl AsciiSet {
    /// Those of a text.
    pub const fn of(text: &[u8]) -> AsciiSet {
        let mut words = [0; 2];
        let mut i = 0;
        while i < text.len() {
            if text[i].is_ascii() {
                words[text[i] as usize / 64] |= 1 << (text[i] % 64);
            }
            i += 1;
        }
        AsciiSet(words)
    }

    pub const fn and(self, other: AsciiSet) -> AsciiSet {
        AsciiSet([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    /// The characters 0 to 63, and those from 64 on.
    pub const fn words(self) -> [i64; 2] {
        self.0
    }
}

/// What natives do with deques; whether on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingOp {
    Append(bool),
    Pop(bool),
    Rotate,
}

/// What natives do with fibers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiberOp {
    /// `new(owner)`: a fiber to be started.
    New,
    /// `owner()` of the running fiber.
    Owner,
    /// `state(fiber)`.
    State,
    /// `start(fiber, function, argument)`.
    Start,
    /// `switch(fiber, value)`: what the running fiber is given when it goes on.
    Switch,
    /// `end(fiber, value)`: the running fiber ends.
    End,
    /// `swap_handled(exception)`: the handled exception so far.
    SwapHandled,
    /// `raise(exception)` without setting its context.
    Raise,
}

/// One native function.
pub struct Native {
    pub name: &'static str,
    /// Least and largest number of positional arguments.
    pub min: usize,
    pub max: usize,
    /// Names of positional parameters that may be given by keyword; "" for the others.
    pub params: &'static [&'static str],
    pub keyword_only: &'static [&'static str],
    pub act: Act,
    pub inline: Inline,
    /// Positional parameters that take integers, as bits: where an instance with `__index__` is
    /// given, guest code is asked for the number first.
    pub indexes: u8,
    /// Likewise those that take doubles, and `__float__`. The last bit stands for all arguments from there on.
    pub reals: u8,
    pub run: NativeFn,
}

/// As the first keyword-only name: all keywords that are no parameters, in a dict that is made when
/// there are any.
pub const KEYWORDS: &str = "**";

/// Any number of arguments.
pub const MANY: usize = usize::MAX;

impl Native {
    const fn new(name: &'static str, min: usize, max: usize, act: Act, run: NativeFn) -> Native {
        let (params, keyword_only): (&[&str], &[&str]) = (&[], &[]);
        Native { name, min, max, params, keyword_only, act, inline: Inline::No, indexes: 0, reals: 0, run }
    }

    pub const fn pure(name: &'static str, min: usize, max: usize, run: NativeFn) -> Native {
        Native::new(name, min, max, Act::Pure, run)
    }

    pub const fn tail(name: &'static str, min: usize, max: usize, run: NativeFn) -> Native {
        Native::new(name, min, max, Act::Tail, run)
    }

    pub const fn effect(name: &'static str, min: usize, max: usize, run: NativeFn) -> Native {
        Native::new(name, min, max, Act::Effect, run)
    }

    /// `guard` may name the prelude function that takes the same arguments.
    pub const fn guarded(
        name: &'static str,
        min: usize,
        max: usize,
        guard: fn(&Machine, &[Value]) -> Option<&'static str>,
        run: NativeFn,
    ) -> Native {
        Native::new(name, min, max, Act::Guarded(guard), run)
    }

    pub const fn params(mut self, params: &'static [&'static str]) -> Native {
        self.params = params;
        self
    }

    pub const fn keyword_only(mut self, names: &'static [&'static str]) -> Native {
        self.keyword_only = names;
        self
    }

    pub fn takes_keywords(&self) -> bool {
        !self.params.is_empty() || !self.keyword_only.is_empty()
    }

    pub const fn indexes(mut self, bits: u8) -> Native {
        self.indexes = bits;
        self
    }

    pub const fn reals(mut self, bits: u8) -> Native {
        self.reals = bits;
        self
    }

    /// Whether the argument at `i` is asked for an integer, and for a double.
    pub fn asks(&self, i: usize) -> (bool, bool) {
        (i < 8 && self.indexes >> i & 1 != 0, self.reals >> i.min(7) & 1 != 0)
    }

    pub const fn inline(mut self, inline: Inline) -> Native {
        self.inline = inline;
        self
    }
}

static REGISTRY: OnceLock<Vec<(Home, &'static Native)>> = OnceLock::new();

/// All natives with where they go, numbered in the order of [`super::tables`].
pub fn places() -> &'static [(Home, &'static Native)] {
    REGISTRY
        .get_or_init(|| super::tables().iter().flat_map(|t| t.natives.iter().map(|n| (t.home, n))).collect())
}

/// The native with this number.
#[inline]
pub fn native(id: i64) -> &'static Native {
    places()[id as usize].1
}

/// Whether the native with this number is a function of a module.
pub fn is_of_module(id: i64) -> bool {
    matches!(places()[id as usize].0, Home::Builtins | Home::Module(_))
}

/// The guest's object for native number `id`.
pub fn object(machine: &Machine, id: usize, owner: Value) -> Gc<Builtin> {
    let b = machine.heap.alloc::<Builtin>();
    b.set(&machine.heap, Builtin::NUMBER, id as i64);
    b.set(&machine.heap, Builtin::OWNER, owner);
    b
}

/// The argument at `i`, if it was given.
pub fn arg(machine: &Machine, args: &[Value], i: usize) -> Option<Value> {
    args.get(i).copied().filter(|v| *v != machine.root(roots::UNBOUND))
}

/// Checks the number of positional arguments of native number `id`.
pub fn check_count(machine: &Machine, id: i64, given: usize) -> Result<(), Raise> {
    let n = native(id);
    if (n.min..=n.max).contains(&given) { Ok(()) } else { Err(super::miscalled::count(machine, id, given)) }
}
