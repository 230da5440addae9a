//! `Run`: the mode in which an X is an X.

use crate::cache::{self, Many};
use crate::code::{CodeRef, entry_site};
use crate::fiber::{Extent, Foot};
use crate::flow::{Flow, Raise, Ret, Special, Step};
use crate::machine::Machine;
use crate::mode::Mode;
use crate::operand::Site;
use std::sync::atomic::Ordering;
use trackway_gc::{At, Ctx, Gc, ItemsAt, Prim, Value};
use trackway_ir::{HelperDesc, Op, TypeDesc};

/// Frames of a fiber that an op moves one by one where a trace may see it.
pub(crate) const MAX_KNOWN: u32 = 8;

/// The interpreter's view of the running instruction.
///
/// Two words, so that it travels in registers: what is larger is copied from stack slot to stack slot at each call, and
/// a copy that is wider than the stores before it waits for them.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    pub(crate) machine: &'a Machine,
    /// Where the running instruction begins, and in the upper half where the next one does.
    place: u64,
}

/// The machine behind the context pointer that compiled code hands to helpers.
#[doc(hidden)]
pub fn machine_of<'a>(ctx: usize) -> &'a Machine {
    // SAFETY: compiled code passes on the pointer it was entered with: the address of a
    // machine's heap, which is the machine's first field.
    unsafe { &*(ctx as *const Ctx as *const Machine) }
}

impl<'a> Run<'a> {
    /// A view of the running frame; the next instruction is the one at the machine's pc.
    #[doc(hidden)]
    #[inline(always)]
    pub fn at(machine: &'a Machine) -> Run<'a> {
        Run::of(machine, machine.pc.get())
    }

    /// As seen from an instruction whose frame may be gone: for functions that touch no register and no operand.
    #[inline(always)]
    pub fn of(machine: &'a Machine, pc: u32) -> Run<'a> {
        Run { machine, place: u64::from(pc) }.sized(0)
    }

    #[inline(always)]
    fn pc(self) -> u32 {
        self.place as u32
    }

    #[inline(always)]
    fn base(self) -> *mut Value {
        self.machine.base.get()
    }

    /// The frames have been changed; the running one goes on at `pc`.
    #[doc(hidden)]
    pub fn went_to(self, pc: u32) -> Step {
        self.machine.pc.set(pc);
        Ok(Flow::special(Special::Switch))
    }

    /// The same for the op at the machine's pc, which ends at `next`.
    #[doc(hidden)]
    pub fn op_at(machine: &'a Machine, next: u32) -> Run<'a> {
        let pc = machine.pc.get();
        Run::of(machine, pc).sized(next - pc)
    }
}

impl<'a> Mode for Run<'a> {
    type Repr<X: Prim> = X;
    type Node = ();

    #[inline(always)]
    fn lit<X: Prim>(x: X) -> X {
        x
    }
    #[inline(always)]
    fn peek<X: Prim>(x: X) -> X {
        x
    }
    #[inline(always)]
    fn node<X: Prim>(_: X) {}
    #[inline(always)]
    fn is_constant<X: Prim>(_: X) -> bool {
        false
    }
    #[inline(always)]
    fn is_virtual<O: 'static>(_: Gc<O>) -> bool {
        false
    }
    #[inline(always)]
    fn promote<X: Prim + PartialEq>(x: X) -> X {
        x
    }
    #[inline(always)]
    fn decide(x: bool) -> bool {
        x
    }
    #[inline(always)]
    fn op1<A: Prim, B: Prim>(_: Op, a: A, f: impl FnOnce(A) -> B) -> B {
        f(a)
    }
    #[inline(always)]
    fn op2<A: Prim, B: Prim, C: Prim>(_: Op, a: A, b: B, f: impl FnOnce(A, B) -> C) -> C {
        f(a, b)
    }
    #[inline(always)]
    fn test1<A: Prim>(_: Op, a: A, f: impl FnOnce(A) -> bool) -> bool {
        f(a)
    }
    #[inline(always)]
    fn test2<A: Prim, B: Prim>(_: Op, a: A, b: B, f: impl FnOnce(A, B) -> bool) -> bool {
        f(a, b)
    }
    #[inline(always)]
    fn checked<A: Prim, B: Prim, C: Prim>(
        _: Op,
        _: Op,
        a: A,
        b: B,
        f: impl FnOnce(A, B) -> Option<C>,
    ) -> Option<C> {
        f(a, b)
    }
    #[inline(always)]
    fn both_small(a: Value, b: Value) -> bool {
        (a.bits() | b.bits()) & 1 == 0
    }

    #[inline(always)]
    fn read(self, register: i32) -> Value {
        // SAFETY: operands are checked at link time against the frame's size.
        unsafe { self.base().offset(register as isize).read() }
    }
    #[inline(always)]
    fn write(self, register: i32, v: Value) {
        // SAFETY: as for `read`; a call window's words lie within the frame or, for `set_window`,
        // within the slack that `has_room` keeps above every frame.
        unsafe { self.base().offset(register as isize).write(v) }
    }
    #[inline(always)]
    fn load<O: 'static, X: Prim>(self, o: Gc<O>, f: At) -> X {
        X::from_word(self.machine.heap.load(o.erase(), f))
    }
    #[inline(always)]
    fn store<O: 'static, X: Prim>(self, o: Gc<O>, f: At, x: X) {
        self.machine.heap.store(o.erase(), f, x.to_word());
    }
    #[inline(always)]
    fn load_item<O: 'static, X: Prim>(self, o: Gc<O>, a: ItemsAt, i: i64) -> X {
        X::from_word(self.machine.heap.load_item(o.erase(), a, i))
    }
    #[inline(always)]
    fn store_item<O: 'static, X: Prim>(self, o: Gc<O>, a: ItemsAt, i: i64, x: X) {
        self.machine.heap.store_item(o.erase(), a.offset, X::TY, i as usize, x.to_word());
    }
    #[inline(always)]
    fn alloc<O: 'static>(self, d: &'static TypeDesc, header: i64, tail: u32) -> Gc<O> {
        Gc::assume(self.machine.heap.alloc_raw(d, tail as usize, header as u64))
    }
    #[inline(always)]
    fn box_float(self, f: f64) -> Value {
        self.machine.heap.float(f)
    }
    #[inline(always)]
    fn residual<R: Prim>(
        self,
        _: &'static HelperDesc,
        _: &[()],
        run: impl FnOnce(&Machine) -> Result<R, Raise>,
    ) -> Result<R, Raise> {
        run(self.machine)
    }
    #[inline(always)]
    fn cached_word<K: Prim + PartialEq>(
        self,
        site: Site,
        key: K,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Option<Value> {
        cache::through(self.machine, self.code(), site.0, key.to_word(), |m| lookup(m, key))
    }
    #[inline(always)]
    fn cached_word_for_few<K: Prim + PartialEq>(
        self,
        site: Site,
        key: K,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Result<Option<Value>, Many> {
        cache::through_for_few(self.machine, self.code(), site.0, key.to_word(), |m| lookup(m, key))
    }
    #[inline(always)]
    fn machine(&self) -> &Machine {
        self.machine
    }
    #[inline(always)]
    fn enter_frame(self, code: CodeRef, window: u32, at: u32, dst: u32, ret: Ret) -> Step {
        let machine = self.machine;
        machine.enter_frame(code, window, at, self.next_pc(), dst, ret)?;
        let counter =
            if at == 0 { &code.entry } else { &code.resumption(at, machine.resumption_threshold()).left };
        let left = counter.get() - 1;
        counter.set(left);
        if left == 0 {
            counter.set(1);
            machine.hot_site.set(entry_site(at));
            return Ok(Flow::special(Special::Hot));
        }
        if machine.heap.ctx.interrupt.load(Ordering::Relaxed) != 0 {
            return Ok(Flow::special(Special::Safepoint));
        }
        Ok(Flow::special(Special::Switch))
    }
    #[inline(always)]
    fn leave_frame(self, v: Value) -> Step {
        self.machine.leave_frame(v)
    }
    #[inline(always)]
    fn observe_frames(self) {
        self.machine.pc.set(self.pc());
    }
    #[inline(always)]
    fn interpreted(self, f: impl FnOnce(Run<'_>) -> Step) -> Step {
        self.machine.pc.set(self.pc());
        f(self)
    }
    #[inline(always)]
    fn known_extent(self) -> Option<Extent> {
        let e = self.machine.extent();
        (e.foot == Foot::Fiber && e.frames <= MAX_KNOWN).then_some(e)
    }
    #[inline(always)]
    fn moved(self) -> Self {
        Run::at(self.machine)
    }
    #[inline(always)]
    fn raise_value(self, v: Value) -> Raise {
        self.machine.raise(v)
    }
    #[inline(always)]
    fn back_edge(self, target: u32, site: u32) -> Step {
        let machine = self.machine;
        let code = self.code();
        let left = &code.sites[site as usize].key;
        left.set(left.get() - 1);
        if left.get() == 0 {
            left.set(1);
            machine.pc.set(target);
            machine.hot_site.set(site);
            return Ok(Flow::special(Special::Hot));
        }
        if machine.heap.ctx.interrupt.load(Ordering::Relaxed) != 0 {
            machine.pc.set(target);
            return Ok(Flow::special(Special::Safepoint));
        }
        Ok(Flow(target))
    }
    #[inline(always)]
    fn flow(self, pc: u32) -> Step {
        Ok(Flow(pc))
    }
    #[inline(always)]
    fn sized(self, words: u32) -> Self {
        let pc = self.pc();
        Run { place: u64::from(pc + words) << 32 | u64::from(pc), ..self }
    }
    #[inline(always)]
    fn next_pc(self) -> u32 {
        (self.place >> 32) as u32
    }
    #[inline(always)]
    fn code(self) -> CodeRef {
        self.machine.code.known()
    }
    #[inline(always)]
    fn ret_mode(self) -> Ret {
        self.machine.header_at(self.base()).mode
    }
}
