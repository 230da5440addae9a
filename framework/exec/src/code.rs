//! Linked code: instruction words, constants as guest values, cache sites.

use crate::guest::GuestData;
use crate::liveness::{Liveness, Needed};
use crate::machine::{ENTRY_SITE, Machine};
use std::cell::{Cell, OnceCell, UnsafeCell};
use std::ops::Deref;
use std::rc::Rc;
use trackway_bytecode::{CodeUnit, SourceSpan};
use trackway_gc::{Prim, Value};
use trackway_ir::Ty;

/// One cache site. Every word in `value` is a guest word; `key` and `epoch` are plain.
#[derive(Default)]
pub struct Site {
    /// The key of the cached lookup, or the rounds left of a loop.
    pub key: Cell<u64>,
    /// The machine's epoch at which the lookup was made, or the JIT's number for a loop.
    pub epoch: Cell<u64>,
    pub value: Cell<Option<Value>>,
    /// What was remembered before: key, epoch and value.
    pub older: Cell<(u64, u64, Option<Value>)>,
    /// A bit for each key met by [`crate::Mode::cached_for_few`], by the key's hash.
    pub(crate) met: Cell<u64>,
}

impl Site {
    /// More keys than a few were met here.
    pub(crate) fn met_many(&self) -> bool {
        /// Bits set, of 64: of some 27 keys.
        const MANY: u32 = 22;
        self.met.get().count_ones() >= MANY
    }

    pub(crate) fn meet(&self, key: u64) {
        let bit = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58;
        self.met.set(self.met.get() | 1 << bit);
    }
}

/// A place at which suspended frames of a code go on; the next one of the same code.
pub(crate) struct Resumption {
    /// The word index.
    pc: u32,
    /// Times left until it is hot.
    pub(crate) left: Cell<u64>,
    /// The JIT's number for it; 0 for none yet.
    number: Cell<u64>,
    next: Resumptions,
}

/// Those met so far: most code has none, and few have many.
pub(crate) type Resumptions = OnceCell<Box<Resumption>>;

/// A protected range in instruction words.
#[derive(Clone, Copy, Debug)]
pub struct HandlerRange {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub exc: u32,
}

/// What linking makes.
#[derive(Default)]
pub struct Parts {
    /// Opcode and operands, one word each.
    pub words: Box<[u32]>,
    /// Word index of each instruction, ascending.
    pub starts: Box<[u32]>,
    pub consts: Box<[Cell<Value>]>,
    pub names: Box<[Cell<Value>]>,
    pub sites: Box<[Site]>,
    pub handlers: Box<[HandlerRange]>,
    /// Has a back edge.
    pub has_loops: bool,
    /// Instructions that jump or do not.
    pub forks: u32,
    /// Its frame may be suspended and resumed, by what its ops say or because that has happened.
    pub suspends: Cell<bool>,
    pub(crate) resumptions: Resumptions,
}

/// A unit as the interpreter runs it: linked at once, or when a frame of it first runs.
pub struct Code {
    pub unit: Rc<CodeUnit>,
    /// All empty before it is linked.
    pub(crate) parts: UnsafeCell<Parts>,
    pub regs: u32,
    pub params: u32,
    /// Calls left until the function is hot.
    pub entry: Cell<u64>,
    /// The JIT's number for the entry; 0 for none yet.
    pub entry_number: Cell<u64>,
    /// Never released: something else than frames and functions refers to it, such as a trace.
    pub(crate) pinned: Cell<bool>,
    /// Its place in the machine's list.
    pub(crate) place: Cell<usize>,
    /// May hold words that a minor collection moves: constants just made, cached results.
    pub(crate) young: Cell<bool>,
    /// A piece of the guest's run time, written in the guest language: part of what calls it. Which way it
    /// goes depends on its caller, so it is inlined however often it branched.
    pub routine: Cell<bool>,
    /// Bridges that began in it, and places in it at which they did, for the JIT: how branchy it is when it runs.
    pub branches: Cell<u32>,
    pub branching: Cell<u32>,
    pub(crate) live: OnceCell<Liveness>,
    pub(crate) needed: OnceCell<Needed>,
    /// What the guest derives from the unit once: signatures and the like. No guest words.
    pub guest: GuestData,
}

impl Deref for Code {
    type Target = Parts;
    #[inline(always)]
    fn deref(&self) -> &Parts {
        // SAFETY: written once, by `link_now`, which sees to it that nobody looks.
        unsafe { &*self.parts.get() }
    }
}

/// The site number of the place `pc` at which frames are entered: the function's entry, or where suspended ones
/// go on.
pub fn entry_site(pc: u32) -> u32 {
    ENTRY_SITE | pc
}

/// The place that [`entry_site`] numbered; `None`: a loop.
pub fn resumed_at(site: u32) -> Option<u32> {
    (site & ENTRY_SITE != 0).then_some(site & !ENTRY_SITE)
}

impl Code {
    /// Whether [`crate::Mode::cached_for_few`] has met many keys at this site.
    pub fn met_many(&self, site: crate::operand::Site) -> bool {
        self.sites[site.0 as usize].met_many()
    }

    /// The counter of a back edge, of the function itself, or of a place at which its frames are resumed.
    pub fn hot_counter(&self, site: u32) -> &Cell<u64> {
        match resumed_at(site) {
            None => &self.sites[site as usize].key,
            Some(0) => &self.entry,
            Some(pc) => &self.resumption(pc, u64::MAX).left,
        }
    }

    /// The JIT's number for the same; 0 for none yet.
    pub fn hot_number(&self, site: u32) -> &Cell<u64> {
        match resumed_at(site) {
            None => &self.sites[site as usize].epoch,
            Some(0) => &self.entry_number,
            Some(pc) => &self.resumption(pc, u64::MAX).number,
        }
    }

    /// What is known of the place `pc`, which is new with so many times left until it is hot.
    #[inline]
    pub(crate) fn resumption(&self, pc: u32, threshold: u64) -> &Resumption {
        let new = || {
            let (left, number) = (Cell::new(threshold), Cell::new(0));
            Box::new(Resumption { pc, left, number, next: OnceCell::new() })
        };
        let mut r = self.resumptions.get_or_init(new);
        while r.pc != pc {
            r = r.next.get_or_init(new);
        }
        r
    }

    /// The places at which frames have been entered: the first op, and where suspended ones went on.
    pub fn entries(&self) -> impl Iterator<Item = u32> {
        let mut next = &self.resumptions;
        let met = std::iter::from_fn(move || {
            let r = next.get()?;
            next = &r.next;
            Some(r.pc)
        });
        std::iter::once(0).chain(met)
    }

    /// Index of the instruction that contains word `pc`.
    pub fn insn_at(&self, pc: u32) -> usize {
        self.starts.partition_point(|&s| s <= pc).saturating_sub(1)
    }

    /// Where the instruction at word `pc` came from.
    pub fn span_at(&self, pc: u32) -> SourceSpan {
        self.unit.insns.get(self.insn_at(pc)).map_or(SourceSpan::default(), |i| i.span)
    }

    /// The guest's own description, of type `X`.
    ///
    /// # Panics
    /// If the guest never set it, or set another type.
    #[inline]
    pub fn guest<X: 'static>(&self) -> &X {
        self.guest.get().expect("guest data of the code")
    }
}

/// A linked unit; lives as long as its machine, or until it is released.
#[derive(Clone, Copy)]
pub struct CodeRef(pub(crate) *const Code);

impl CodeRef {
    /// Which registers are needed where; found out when first asked for.
    #[inline]
    pub fn liveness(&self, machine: &Machine) -> &Liveness {
        self.live.get_or_init(|| Liveness::of(machine, self.linked(machine)))
    }

    /// The registers that are needed when control comes to `pc` from the instruction before, or goes from that to
    /// its handler.
    #[inline]
    pub fn needed_behind(&self, machine: &Machine, pc: u32) -> &[u32] {
        self.needed.get_or_init(|| Needed::of(machine, self.linked(machine))).at(pc)
    }
}

/// The code that the running frame has; none where no frame runs.
pub(crate) struct Running(Cell<*const Code>);

impl Running {
    pub(crate) const fn none() -> Running {
        Running(Cell::new(std::ptr::null()))
    }

    #[inline(always)]
    pub(crate) fn get(&self) -> Option<CodeRef> {
        let code = self.0.get();
        if code.is_null() { None } else { Some(CodeRef(code)) }
    }

    /// As seen from an op, which has a frame.
    #[inline(always)]
    pub(crate) fn known(&self) -> CodeRef {
        debug_assert!(!self.0.get().is_null(), "a running frame");
        CodeRef(self.0.get())
    }

    #[inline(always)]
    pub(crate) fn set(&self, code: Option<CodeRef>) {
        self.0.set(code.map_or(std::ptr::null(), |c| c.0));
    }
}

impl PartialEq for CodeRef {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl Eq for CodeRef {}

impl Deref for CodeRef {
    type Target = Code;
    #[inline(always)]
    fn deref(&self) -> &Code {
        // SAFETY: made by `Machine::add_code`, whose boxes live until the machine is dropped. What a box holds
        // is replaced only when nothing refers to it any more, see `Machine::release`.
        unsafe { &*self.0 }
    }
}

impl CodeRef {
    /// From now on the code is never released.
    pub fn pin(self) {
        self.pinned.set(true);
    }

    pub fn is_pinned(self) -> bool {
        self.pinned.get()
    }

    /// The identity, as snapshots hold it.
    pub fn id(self) -> u64 {
        self.0 as u64
    }

    /// For the JIT's driver: back from `id`.
    #[doc(hidden)]
    pub fn from_id(id: u64) -> CodeRef {
        CodeRef(id as *const Code)
    }
}

impl Prim for CodeRef {
    const TY: Ty = Ty::I64;
    #[inline(always)]
    fn to_word(self) -> u64 {
        self.0 as u64
    }
    #[inline(always)]
    fn from_word(word: u64) -> Self {
        CodeRef(word as *const Code)
    }
    fn met_by_trace(self) {
        self.pin();
    }
}
