//! The machine: heap, guest stack, code, and what the running guest needs besides.

use crate::code::{Code, CodeRef, Running};
use crate::frame::HEADER;
use crate::guest::GuestData;
use crate::language::{Hooks, Language};
use crate::limits::{HostLimits, Limit};
use crate::link::number_ops;
use crate::stack::Stack;
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use trackway_bytecode::CodeUnit;
use trackway_gc::{
    CollectKind, Gc, Heap, INTERRUPT_GC, INTERRUPT_HOST, INTERRUPT_LIMIT, INTERRUPT_SIGNAL, Object, Prim,
    Quasi, Value, Visitor,
};

/// Words that a guest sets up at start: singletons, root classes.
const ROOTS: usize = 512;

/// The site number of functions' entries. With a pc in the lower bits: of the places at which suspended frames go
/// on, see [`crate::entry_site`].
pub const ENTRY_SITE: u32 = 1 << 31;

/// The tracing JIT as the interpreter loop sees it.
pub trait Jit {
    /// The loop header at the machine's pc became hot or has code; or, where `site` is
    /// [`ENTRY_SITE`], the function whose first op is next, or the frame that was just resumed.
    /// Afterwards the machine stands at an op boundary again; `Err` means that the op at the machine's pc has just raised, `Ok(true)` that
    /// the outermost frame returned.
    fn hot(&self, machine: &Machine, site: u32) -> Result<bool, crate::Raise>;
    /// Compiled code left through the exit in the context, in an activation whose root frame is
    /// at `base`: rebuild its frames and put the machine there.
    fn leave(&self, machine: &Machine, base: usize);
    /// Compiled code entered a function, or resumed a frame, for which there is no code: the machine is to go on
    /// there, with the frame at `base`, whose header the caller will have written by then.
    fn leave_at_entry(&self, machine: &Machine, base: usize);
    /// A callee of compiled code left to the interpreter: write the frames of the caller's
    /// activation, from the exit in the context.
    fn unwound(&self, machine: &Machine, base: usize);
    /// Work at a safepoint: install finished traces.
    fn safepoint(&self, machine: &Machine);
    /// The machine's epoch changed.
    fn invalidate(&self);
    /// Guest words that recordings hold.
    fn roots(&self, machine: &Machine, visit: Visitor);
    /// Forgets the code that refers to objects which are not alive.
    fn prune(&self, alive: &dyn Fn(Value) -> bool);
}

/// The test modes of `--tw-stress`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stress {
    /// Suspend at every n-th safepoint.
    pub fuel: Option<u64>,
    /// Fail each guard at its n-th execution.
    pub exits: Option<u64>,
    /// Collect at every safepoint.
    pub gc: bool,
}

/// Collections between two looks at the whole heap in stress mode: what a program holds from its
/// start is large beside what it makes between two safepoints.
const VERIFY_EVERY: u64 = 16;

type RootVisitor = Box<dyn Fn(&Heap, Visitor)>;

/// One running guest. The heap comes first: compiled code holds one pointer to both.
#[repr(C)]
pub struct Machine {
    pub heap: Heap,
    pub(crate) base: Cell<*mut Value>,
    pub(crate) code: Running,
    pub(crate) pc: Cell<u32>,
    /// What the guest wants to run before the next op.
    pub(crate) bell: crate::Bell,
    due: Cell<crate::language::Due>,
    /// The pending exception has been noted for the running frame.
    pub(crate) noted: Cell<bool>,
    /// Recordings that pause.
    pub(crate) paused: Cell<u32>,
    /// Their loops are to end; see `unnest`.
    pub(crate) unnesting: Cell<bool>,
    /// The back edge that became hot.
    pub(crate) hot_site: Cell<u32>,
    /// Suspended at a hot header: enter it when the run goes on.
    pub(crate) resume_hot: Cell<bool>,
    pub(crate) stack: Stack,
    pub(crate) depth_limit: Cell<i64>,
    #[allow(clippy::vec_box, reason = "a CodeRef is the address of its box")]
    codes: RefCell<Vec<Box<Code>>>,
    /// Places of released code.
    free_codes: RefCell<Vec<usize>>,
    /// Those whose `young` is set.
    young_codes: RefCell<Vec<CodeRef>>,
    hooks: Hooks,
    numbers: FxHashMap<&'static str, u32>,
    roots: Box<[Cell<Value>]>,
    lasting: OnceCell<Arc<[u64]>>,
    /// Former roots among the lasting words.
    retired: RefCell<Vec<Cell<Value>>>,
    root_visitors: RefCell<Vec<RootVisitor>>,
    weak_visitors: RefCell<Vec<RootVisitor>>,
    guest: GuestData,
    pub(crate) jit: OnceCell<Box<dyn Jit>>,
    threshold: Cell<u64>,
    entry_threshold: Cell<u64>,
    stress: Cell<Stress>,
    /// `--tw-dump=bytecode`.
    pub(crate) dump_units: Cell<bool>,
    fuel_left: Cell<u64>,
    stress_counts: RefCell<HashMap<u64, u64>>,
    pub(crate) limits: HostLimits,
    /// A signal asks for a census.
    census: Cell<bool>,
    host_functions: RefCell<Vec<Rc<HostFn>>>,
}

/// A function of the host, called with guest words.
pub type HostFn = dyn Fn(&Machine, &[Value]) -> Result<Value, crate::Raise>;

impl Machine {
    pub fn new<L: Language>() -> Box<Machine> {
        let stack = Stack::new();
        Box::new(Machine {
            heap: Heap::new(),
            base: Cell::new(stack.start()),
            code: Running::none(),
            bell: crate::Bell::default(),
            due: Cell::default(),
            noted: Cell::default(),
            paused: Cell::default(),
            unnesting: Cell::default(),
            pc: Cell::new(0),
            hot_site: Cell::new(0),
            resume_hot: Cell::new(false),
            stack,
            depth_limit: Cell::new(i64::MAX),
            codes: RefCell::default(),
            free_codes: RefCell::default(),
            young_codes: RefCell::default(),
            hooks: Hooks::of::<L>(),
            numbers: number_ops(L::OPS),
            roots: (0..ROOTS).map(|_| Cell::new(Value::ZERO)).collect(),
            lasting: OnceCell::new(),
            retired: RefCell::default(),
            root_visitors: RefCell::default(),
            weak_visitors: RefCell::default(),
            guest: GuestData::default(),
            jit: OnceCell::new(),
            threshold: Cell::new(u64::MAX),
            entry_threshold: Cell::new(u64::MAX),
            stress: Cell::default(),
            dump_units: Cell::default(),
            fuel_left: Cell::new(0),
            stress_counts: RefCell::default(),
            limits: HostLimits::default(),
            census: Cell::new(false),
            host_functions: RefCell::default(),
        })
    }

    pub fn hooks(&self) -> &Hooks {
        &self.hooks
    }

    pub(crate) fn op_numbers(&self) -> &FxHashMap<&'static str, u32> {
        &self.numbers
    }

    pub(crate) fn add_code(&self, code: Code) -> CodeRef {
        let mut codes = self.codes.borrow_mut();
        let place = match self.free_codes.borrow_mut().pop() {
            Some(place) => {
                *codes[place] = code;
                place
            }
            None => {
                codes.push(Box::new(code));
                codes.len() - 1
            }
        };
        codes[place].place.set(place);
        CodeRef(&*codes[place])
    }

    /// Gives up what code consists of; its place will be used again.
    ///
    /// Invariant: no frame runs it, no function has it, and it is not pinned.
    pub fn release(&self, code: CodeRef) {
        assert!(!code.is_pinned(), "pinned code is not released");
        if code.young.get() {
            self.young_codes.borrow_mut().retain(|c| *c != code);
        }
        let (place, nothing) = (code.place.get(), CodeUnit::new("".into(), "".into(), "".into(), 0, 0));
        *self.codes.borrow_mut()[place] = crate::link::unlinked(Rc::new(nothing), 0);
        self.free_codes.borrow_mut().push(place);
    }

    /// All code linked so far.
    pub fn codes(&self) -> Vec<CodeRef> {
        self.codes.borrow().iter().map(|code| CodeRef(&**code)).collect()
    }

    /// The next minor collection has to look at `code`'s words.
    pub(crate) fn note_young(&self, code: CodeRef) {
        if !code.young.replace(true) {
            self.young_codes.borrow_mut().push(code);
        }
    }

    // ------------------------------------------------------------ the guest's own things

    /// Sets what the guest keeps in Rust; once.
    ///
    /// # Panics
    /// At the second call.
    pub fn set_guest<G: 'static>(&self, guest: G) {
        assert!(self.guest.set(guest), "the guest state is set once");
    }

    /// What the guest keeps in Rust. It may hold guest words only in cells that a visitor given to
    /// [`Machine::add_roots`] visits.
    ///
    /// # Panics
    /// If it was not set or has another type.
    #[inline]
    pub fn guest<G: 'static>(&self) -> &G {
        self.guest.get().expect("guest state")
    }

    /// Makes a function of the host known; its number.
    pub fn add_host_function(&self, f: Box<HostFn>) -> i64 {
        self.host_functions.borrow_mut().push(f.into());
        self.host_functions.borrow().len() as i64 - 1
    }

    /// Calls the host's function with this number.
    ///
    /// # Panics
    /// If there is none.
    pub fn host_function(&self, number: i64, args: &[Value]) -> Result<Value, crate::Raise> {
        let f = self.host_functions.borrow()[number as usize].clone();
        f(self, args)
    }

    /// Visits more guest words at each collection.
    pub fn add_roots(&self, visitor: impl Fn(&Heap, Visitor) + 'static) {
        self.root_visitors.borrow_mut().push(Box::new(visitor));
    }

    /// Visits more guest words at each collection, which keep nothing alive: see `Language::prune`.
    pub fn add_weak_roots(&self, visitor: impl Fn(&Heap, Visitor) + 'static) {
        self.weak_visitors.borrow_mut().push(Box::new(visitor));
    }

    #[inline(always)]
    pub fn root(&self, i: usize) -> Value {
        self.roots[i].get()
    }

    /// For set-up: ops treat roots as static.
    pub fn set_root(&self, i: usize, v: Value) {
        let old = self.roots[i].replace(v);
        if self.lasting.get().is_some_and(|words| words.binary_search(&old.bits()).is_ok()) {
            self.retired.borrow_mut().push(Cell::new(old));
        }
    }

    /// Words of old objects that live as long as the machine, ascending: the roots at the first call.
    pub fn lasting_words(&self) -> Arc<[u64]> {
        let words = || {
            let old = |v: &Value| v.is_pointer() && !self.heap.is_young(*v);
            let mut words: Vec<u64> =
                self.roots.iter().map(Cell::get).filter(old).map(|v| v.bits()).collect();
            words.sort_unstable();
            words.into()
        };
        self.lasting.get_or_init(words).clone()
    }

    /// What `Mode::cached` looked up may have changed: drop every cache and dependent trace.
    pub fn bump_epoch(&self) {
        let epoch = &self.heap.ctx.epoch;
        epoch.set(epoch.get() + 1);
        if let Some(jit) = self.jit.get() {
            jit.invalidate();
        }
    }

    /// Writes a quasi-immutable field. The helper that does so may have no effect stated: what relied on the field's
    /// value goes.
    pub fn set_quasi<O: Object, X: Prim>(&self, object: Gc<O>, field: Quasi<O, X>, x: X) {
        object.set(&self.heap, field.field(), x);
        self.bump_epoch();
    }

    pub fn epoch(&self) -> u64 {
        self.heap.ctx.epoch.get()
    }

    // ------------------------------------------------------------ frames

    /// Guest frames allowed on the stack.
    pub fn set_depth_limit(&self, frames: i64) {
        self.depth_limit.set(frames);
        let limit = &self.heap.ctx.depth_limit;
        limit.set(limit.get().min(frames));
    }

    pub fn depth_limit(&self) -> i64 {
        self.depth_limit.get()
    }

    pub fn depth(&self) -> i64 {
        self.heap.ctx.depth.get()
    }

    /// The running frame's code, if a frame is running.
    pub fn current_code(&self) -> Option<CodeRef> {
        self.code.get()
    }

    /// The instruction to run next.
    pub fn pc(&self) -> u32 {
        self.pc.get()
    }

    #[doc(hidden)]
    pub fn set_pc(&self, pc: u32) {
        self.pc.set(pc);
    }

    // ------------------------------------------------------------ exceptions

    /// Makes `v` the pending exception.
    pub fn raise(&self, v: Value) -> crate::Raise {
        self.heap.ctx.pending.set(v.bits());
        crate::Raise
    }

    /// Raises the guest's out-of-memory error.
    #[cold]
    pub fn out_of_memory(&self) -> crate::Raise {
        self.limit_met(Limit::Memory);
        let e = (self.hooks.out_of_memory)(self);
        self.raise(e)
    }

    /// The pending exception, which is pending no more.
    pub fn pending(&self) -> Option<Value> {
        match self.heap.ctx.pending.get() {
            0 => None,
            bits => Some(Value::from_bits(bits)),
        }
    }

    pub fn take_pending(&self) -> Option<Value> {
        match self.heap.ctx.pending.replace(0) {
            0 => None,
            bits => Some(Value::from_bits(bits)),
        }
    }

    // ------------------------------------------------------------ JIT and modes

    /// Sets the JIT; loops linked from now on count down from `threshold`, functions from
    /// `entry_threshold`.
    pub fn set_jit(&self, jit: Box<dyn Jit>, threshold: u64, entry_threshold: u64) {
        self.threshold.set(threshold.max(1));
        self.entry_threshold.set(entry_threshold.max(1));
        let _already_set = self.jit.set(jit);
    }

    /// For statistics.
    #[doc(hidden)]
    pub fn jit(&self) -> Option<&dyn Jit> {
        self.jit.get().map(|j| &**j)
    }

    pub(crate) fn loop_threshold(&self) -> u64 {
        self.threshold.get()
    }

    /// Has the next `interpret` begin by looking at the entry through which the running frame was just entered.
    #[doc(hidden)]
    pub fn request_entry(&self) {
        self.hot_site.set(crate::entry_site(self.pc()));
        self.resume_hot.set(true);
    }

    /// A frame that goes on in a loop's round is better compiled with the loop.
    pub(crate) fn resumption_threshold(&self) -> u64 {
        const LATER: u64 = 3;
        match self.entry_threshold.get() {
            1 => 1,
            n => n.saturating_mul(LATER),
        }
    }

    pub(crate) fn entry_threshold(&self) -> u64 {
        self.entry_threshold.get()
    }

    pub fn set_dump_units(&self) {
        self.dump_units.set(true);
    }

    /// Prints a unit of the guest's program, with those nested in it, where the options ask for it.
    pub fn compiled_unit(&self, unit: &CodeUnit) {
        if self.dump_units.get() {
            eprintln!("{}", trackway_bytecode::print_unit(unit));
        }
    }

    pub fn set_stress(&self, stress: Stress) {
        self.stress.set(stress);
        self.heap.set_stress(stress.gc);
        if let Some(n) = stress.fuel {
            self.fuel_left.set(n);
            self.heap.ctx.interrupt.fetch_or(INTERRUPT_HOST, Ordering::Relaxed);
        }
    }

    pub fn stress(&self) -> Stress {
        self.stress.get()
    }

    /// Counts an execution of guard `guard` under `--tw-stress=exits`; returns the count.
    #[doc(hidden)]
    pub fn count_stress(&self, guard: u64) -> u64 {
        let mut counts = self.stress_counts.borrow_mut();
        let n = counts.entry(guard).or_insert(0);
        *n += 1;
        *n
    }

    /// The pointer that compiled code is entered with.
    #[doc(hidden)]
    pub fn context_address(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }

    /// Asks for `Jit::safepoint` at the next safepoint. Other threads do so by [`Machine::bell`].
    pub fn request_safepoint(&self) {
        self.heap.ctx.interrupt.fetch_or(INTERRUPT_HOST, Ordering::Relaxed);
    }

    // ------------------------------------------------------------ safepoints

    /// Does what the interrupt word asks for. `Ok(true)`: suspend now.
    pub(crate) fn safepoint(&self) -> Result<bool, crate::Raise> {
        let wanted = self.heap.ctx.interrupt.load(Ordering::Relaxed);
        if wanted & INTERRUPT_GC != 0 {
            if self.heap.major_requested() {
                self.let_go();
            }
            self.collect(self.heap.wanted());
            if self.heap.check(1 << 16).is_err() {
                self.collect(CollectKind::Major);
            }
            if self.heap.check(1 << 16).is_err() {
                return Err(self.out_of_memory());
            }
        }
        if wanted & INTERRUPT_LIMIT != 0 && self.limit_reached() {
            return Ok(true);
        }
        if wanted & INTERRUPT_HOST != 0 {
            self.heap.ctx.interrupt.fetch_and(!INTERRUPT_HOST, Ordering::Relaxed);
            if let Some(jit) = self.jit.get() {
                jit.safepoint(self);
            }
        }
        if wanted & INTERRUPT_SIGNAL != 0 && self.census.get() && crate::signal::take(crate::signal::SIGUSR1)
        {
            eprint!("{}", self.census());
        }
        if wanted & INTERRUPT_SIGNAL != 0 {
            self.heap.ctx.interrupt.fetch_and(!INTERRUPT_SIGNAL, Ordering::Relaxed);
            match (self.hooks.signalled)(self) {
                Ok(due) => self.due.set(due),
                Err(e) => return Err(self.raise(e)),
            }
        }
        Ok(self.burn_fuel())
    }

    /// Drops what is only remembered: a collection that was asked for finds all that is unreachable.
    fn let_go(&self) {
        self.clear_dead_registers();
        for code in self.codes.borrow().iter() {
            for site in code.sites.iter().filter(|s| s.value.get().is_some() || s.older.get().2.is_some()) {
                site.value.set(None);
                site.epoch.set(0);
                site.older.set((0, 0, None));
            }
        }
    }

    /// After a safepoint: lets the guest run what follows from signals and deaths; `true`: its frame
    /// was entered.
    pub(crate) fn enter_due(&self) -> bool {
        if let Some((code, callee)) = self.due.take() {
            let entered = self.enter_between(code, callee);
            if !entered {
                self.look_for_signals();
            }
            return entered;
        }
        if !self.heap.has_deaths() {
            return false;
        }
        (self.hooks.mourn)(self).is_some_and(|(code, callee)| self.enter_between(code, callee))
    }

    /// Enters a frame between two ops of the running one; `false`: there is no room now.
    fn enter_between(&self, code: CodeRef, callee: Value) -> bool {
        let Some(running) = self.code.get() else { return false };
        let window = running.regs;
        self.set_register(window as i32, callee);
        if self.enter_frame(code, window, 0, self.pc.get(), window, crate::Ret::Write).is_err() {
            self.take_pending();
            return false;
        }
        self.mark_between();
        true
    }

    fn burn_fuel(&self) -> bool {
        let Some(n) = self.stress.get().fuel else { return false };
        self.heap.ctx.interrupt.fetch_or(INTERRUPT_HOST, Ordering::Relaxed);
        self.fuel_left.set(self.fuel_left.get() - 1);
        if self.fuel_left.get() == 0 {
            self.fuel_left.set(n);
            return true;
        }
        false
    }

    /// From now on SIGUSR1 has the heap's census printed to standard error, at the next safepoint.
    pub fn print_census_on_signal(&self) {
        self.census.set(true);
        crate::signal::set_disposition(crate::signal::SIGUSR1, crate::signal::Disposition::Catch)
            .expect("SIGUSR1 can be caught");
    }

    /// The live objects by type, as a table. Only at a safepoint or between runs, for it collects.
    pub fn census(&self) -> String {
        self.collect(CollectKind::Major);
        let rows = self.heap.census();
        let (objects, bytes) = rows.iter().fold((0, 0), |(n, b), r| (n + r.objects, b + r.bytes));
        let line = |name: &str, n: u64, b: u64| format!("{n:>12} {b:>14} {name}\n");
        let head = format!("{:>12} {:>14} type\n", "objects", "bytes");
        let body: String = rows.iter().map(|r| line(r.name, r.objects, r.bytes)).collect();
        format!("{head}{body}{}", line("all", objects, bytes))
    }

    /// Collects now. Only at a safepoint or between runs.
    pub fn collect(&self, kind: CollectKind) {
        let prune = |alive: &dyn Fn(Value) -> bool| {
            if let Some(jit) = self.jit.get() {
                jit.prune(alive);
            }
            (self.hooks.prune)(self, alive);
        };
        self.heap.collect(kind, &|visit| self.visit_roots(visit), &prune);
        self.young_codes.take().iter().for_each(|code| code.young.set(false));
        if self.stress.get().gc && self.heap.stats().minor.is_multiple_of(VERIFY_EVERY) {
            self.heap.verify();
        }
    }

    fn visit_roots(&self, visit: Visitor) {
        self.visit_stack(visit);
        self.roots.iter().for_each(&mut *visit);
        self.retired.borrow().iter().for_each(&mut *visit);
        if self.heap.is_marking() {
            self.codes.borrow().iter().for_each(|code| visit_code(code, visit));
        } else {
            self.young_codes.borrow().iter().for_each(|code| visit_code(code, visit));
            self.weak_visitors.borrow().iter().for_each(|visitor| visitor(&self.heap, visit));
        }
        for visitor in self.root_visitors.borrow().iter() {
            visitor(&self.heap, visit);
        }
        if self.heap.ctx.pending.get() != 0 {
            let cell = Cell::new(Value::from_bits(self.heap.ctx.pending.get()));
            visit(&cell);
            self.heap.ctx.pending.set(cell.get().bits());
        }
        if let Some(jit) = self.jit.get() {
            jit.roots(self, visit);
        }
    }

    /// Every word from the stack's bottom to the end of the frame that reaches highest: a caller
    /// may reach further than its callee, and words up there will be looked at later.
    fn visit_stack(&self, visit: Visitor) {
        let Some(end) = self.stack_top() else { return };
        let mut at = self.stack.start();
        while at < end {
            // SAFETY: every word below the end of a frame was written when that frame was entered;
            // `Cell<Value>` has the layout of `Value`.
            visit(unsafe { &*at.cast::<Cell<Value>>() });
            // SAFETY: still within the stack.
            at = unsafe { at.add(1) };
        }
    }

    /// The end of the frame that reaches highest.
    pub(crate) fn stack_top(&self) -> Option<*mut Value> {
        let (mut base, mut code) = (self.base.get(), self.code.get()?);
        let mut top = base;
        loop {
            // SAFETY: a frame has `code.regs` words from its base, within the stack.
            top = top.max(unsafe { base.add(code.regs as usize) });
            let delta = self.header_at(base).delta as usize;
            if delta == 0 {
                return Some(top);
            }
            // SAFETY: the link leads to the base of the frame below, as in `pop_frame`.
            base = unsafe { base.sub(delta) };
            code = self.header_at(base).code;
        }
    }

    /// Where the window of a frame started from outside begins.
    pub(crate) fn fresh_window(&self) -> *mut Value {
        match self.code.get() {
            None => self.stack.start(),
            // SAFETY: within the stack, see `visit_stack`.
            Some(code) => unsafe { self.base.get().add(code.regs as usize) },
        }
    }

    /// Prepares a call of `code` from outside; `interpret` runs it.
    ///
    /// # Panics
    /// If more arguments are given than the code has registers.
    pub fn start(&self, code: CodeRef, callee: Value, args: &[Value]) {
        assert!(args.len() <= code.regs as usize);
        let window = self.fresh_window();
        // SAFETY: the stack has room for a frame of moderate size above the running one (checked
        // at each entry), and nothing above it is in use.
        unsafe {
            window.write(callee);
            for (i, a) in args.iter().enumerate() {
                window.add(HEADER + i).write(*a);
            }
        }
        self.push_frame(window, code, args.len() as u32, crate::frame::Return::outermost(self));
    }
}

/// Visits a code object's constants and what its sites remember.
fn visit_code(code: &Code, visit: Visitor) {
    code.consts.iter().chain(code.names.iter()).for_each(&mut *visit);
    for site in &code.sites {
        if let Some(v) = site.value.get() {
            let cell = Cell::new(v);
            visit(&cell);
            site.value.set(Some(cell.get()));
        }
        if let (key, epoch, Some(v)) = site.older.get() {
            let cell = Cell::new(v);
            visit(&cell);
            site.older.set((key, epoch, Some(cell.get())));
        }
    }
}
