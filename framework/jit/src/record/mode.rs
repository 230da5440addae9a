//! `Record`: the mode in which an X is an X and its name in the trace.
//!
//! Every operation is carried out on the machine as `Run` would, and leaves an instruction; what
//! decides leaves a guard. Operations on constants leave nothing.

use super::abort::Abort;
use super::builder::{Builder, Inlined, Live};
use super::native::Entries;
use std::cell::RefCell;
use trackway_exec::{
    Caller, CodeRef, Extent, Flow, Machine, Many, Mode, NATIVE, Raise, Ret, Run, Site, Special, Step, T,
    return_word,
};
use trackway_gc::{At, Gc, ItemsAt, Prim, Value};
use trackway_ir::{Effect, HelperDesc, Op, Ref, Ty, TypeDesc};

/// Returns into callers of the root at most.
const MAX_RETURNS: i32 = 4;
/// A recording in progress. It lives in a thread-local because operators on dynamic values have
/// no other way to reach it.
pub(crate) struct Recording {
    pub(crate) builder: Builder,
    pub(crate) live: LiveRegisters,
    pub(crate) entries: Entries,
}

/// What code objects know of their registers' liveness.
pub(crate) struct LiveRegisters {
    machine: usize,
}

impl LiveRegisters {
    pub(crate) fn new(machine: &Machine) -> LiveRegisters {
        LiveRegisters { machine: &machine.heap.ctx as *const _ as usize }
    }
}

impl Live for LiveRegisters {
    fn is_live(&mut self, code: CodeRef, pc: u32, register: u32) -> bool {
        let machine = trackway_exec::machine_of(self.machine);
        code.liveness(machine).is_live(code.insn_at(pc), register)
    }
}

thread_local! {
    static RECORDING: RefCell<Option<Recording>> = const { RefCell::new(None) };
}

/// Starts or ends a recording; returns the one that was there.
pub(crate) fn swap(r: Option<Recording>) -> Option<Recording> {
    RECORDING.with(|cell| cell.replace(r))
}

/// Works on the recording.
pub(crate) fn with<R>(f: impl FnOnce(&mut Recording) -> R) -> R {
    RECORDING.with(|cell| f(cell.borrow_mut().as_mut().expect("a recording in progress")))
}

impl Recording {
    pub(super) fn guard(&mut self, op: Op, args: &[Ref]) {
        self.builder.guard(op, Ty::Void, args, &mut self.live);
    }

    /// Leaves a guard that a Bool is what it was, unless it is constant.
    fn test(&mut self, n: Ref, outcome: bool) {
        if n != Ref::NONE {
            self.guard(if outcome { Op::GuardTrue } else { Op::GuardFalse }, &[n]);
        }
    }
}

/// An X and its name; `NONE` names a constant.
#[derive(Clone, Copy)]
pub struct Traced<X> {
    v: X,
    n: Ref,
}

/// The recorder's view of the running instruction.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub(crate) machine: &'a Machine,
    pub(crate) pc: u32,
    pub(crate) next: u32,
}

impl Record<'_> {
    /// A guest word by its name in the trace.
    pub(super) fn named(self, v: Value, n: Ref) -> T<Self, Value> {
        T::from_repr(Traced { v, n })
    }
}

fn constant<X>(v: X) -> Traced<X> {
    Traced { v, n: Ref::NONE }
}

/// Emits a pure operation unless every operand is constant.
fn pure<X: Prim>(op: Op, v: X, operands: &[(Ref, Ty, u64)]) -> Traced<X> {
    if operands.iter().all(|(n, ..)| *n == Ref::NONE) {
        return constant(v);
    }
    let n = with(|r| {
        let args = refs(&mut r.builder, operands);
        r.builder.emit(op, X::TY, &args)
    });
    Traced { v, n }
}

pub(super) fn refs(b: &mut Builder, operands: &[(Ref, Ty, u64)]) -> Vec<Ref> {
    operands.iter().map(|(n, ty, bits)| if *n == Ref::NONE { b.constant(*ty, *bits) } else { *n }).collect()
}

fn operand<X: Prim>(t: Traced<X>) -> (Ref, Ty, u64) {
    (t.n, X::TY, t.v.to_word())
}

/// Leaves a guard that a pure test comes out as it did.
fn decide(op: Op, outcome: bool, operands: &[(Ref, Ty, u64)]) -> bool {
    let test = pure(op, outcome, operands);
    with(|r| r.test(test.n, outcome));
    outcome
}

/// Leaves guards that hold for this double alone: NaN differs from itself, and the zeros differ in
/// their inverse.
fn promote_float(v: f64, x: (Ref, Ty, u64)) {
    let word = |f: f64| operand(constant(f));
    if v.is_nan() {
        decide(Op::FEq, false, &[x, x]);
        return;
    }
    decide(Op::FEq, true, &[x, word(v)]);
    if v == 0.0 {
        let name = Traced { v, n: x.0 };
        let inverse = pure(Op::FDiv, 1.0 / v, &[word(1.0), operand(name)]);
        decide(Op::FEq, true, &[operand(inverse), word(1.0 / v)]);
    }
}

impl<'a> Mode for Record<'a> {
    type Repr<X: Prim> = Traced<X>;
    type Node = (Ref, Ty, u64);

    fn lit<X: Prim>(x: X) -> Traced<X> {
        constant(x)
    }
    fn peek<X: Prim>(x: Traced<X>) -> X {
        x.v
    }
    fn node<X: Prim>(x: Traced<X>) -> (Ref, Ty, u64) {
        operand(x)
    }
    fn is_constant<X: Prim>(x: Traced<X>) -> bool {
        x.n == Ref::NONE
    }
    fn is_virtual<O: 'static>(x: Traced<Gc<O>>) -> bool {
        x.n != Ref::NONE && with(|r| matches!(r.builder.origin(x.n), Op::New(..)))
    }
    fn promote<X: Prim + PartialEq>(x: Traced<X>) -> X {
        x.v.met_by_trace();
        let same = match X::TY {
            Ty::Value => Op::SameWord,
            Ty::Ref => Op::SameRef,
            Ty::Small => Op::SEq,
            Ty::F64 => {
                promote_float(f64::from_bits(x.v.to_word()), operand(x));
                return x.v;
            }
            Ty::Bool => {
                with(|r| r.test(x.n, x.v.to_word() != 0));
                return x.v;
            }
            _ => Op::IEq,
        };
        decide(same, true, &[operand(x), operand(constant(x.v))]);
        x.v
    }
    fn decide(x: Traced<bool>) -> bool {
        with(|r| r.test(x.n, x.v));
        x.v
    }
    fn op1<A: Prim, B: Prim>(op: Op, a: Traced<A>, f: impl FnOnce(A) -> B) -> Traced<B> {
        pure(op, f(a.v), &[operand(a)])
    }
    fn op2<A: Prim, B: Prim, C: Prim>(
        op: Op,
        a: Traced<A>,
        b: Traced<B>,
        f: impl FnOnce(A, B) -> C,
    ) -> Traced<C> {
        pure(op, f(a.v, b.v), &[operand(a), operand(b)])
    }
    fn test1<A: Prim>(op: Op, a: Traced<A>, f: impl FnOnce(A) -> bool) -> bool {
        decide(op, f(a.v), &[operand(a)])
    }
    fn test2<A: Prim, B: Prim>(op: Op, a: Traced<A>, b: Traced<B>, f: impl FnOnce(A, B) -> bool) -> bool {
        decide(op, f(a.v, b.v), &[operand(a), operand(b)])
    }
    fn checked<A: Prim, B: Prim, C: Prim>(
        op: Op,
        overflows: Op,
        a: Traced<A>,
        b: Traced<B>,
        f: impl FnOnce(A, B) -> Option<C>,
    ) -> Option<Traced<C>> {
        let operands = [operand(a), operand(b)];
        let Some(v) = f(a.v, b.v) else {
            decide(overflows, true, &operands);
            return None;
        };
        if operands.iter().all(|(n, ..)| *n == Ref::NONE) {
            return Some(constant(v));
        }
        let n = with(|r| {
            let args = refs(&mut r.builder, &operands);
            r.builder.guard(op, C::TY, &args, &mut r.live)
        });
        Some(Traced { v, n })
    }
    fn both_small(a: Traced<Value>, b: Traced<Value>) -> bool {
        Self::test1(Op::IsSmall, a, Value::is_small) && Self::test1(Op::IsSmall, b, Value::is_small)
    }

    fn read(self, register: i32) -> Traced<Value> {
        let v = self.machine.peek_register(register);
        let n = with(|r| {
            let offset = r.builder.offset(register);
            r.builder.read(offset)
        });
        if n.is_const() { constant(v) } else { Traced { v, n } }
    }
    fn write(self, register: i32, v: Traced<Value>) {
        self.machine.poke_register(register, v.v);
        with(|r| {
            let offset = r.builder.offset(register);
            let n = r.builder.reference(v.n, v.v);
            r.builder.write(offset, n);
        });
    }
    fn load<O: 'static, X: Prim>(self, o: Traced<Gc<O>>, f: At) -> Traced<X> {
        let v = X::from_word(self.machine.heap.load(o.v.erase(), f));
        if f.desc.quasi_immutable {
            with(|r| r.builder.uses_epoch = true);
        }
        if o.n == Ref::NONE && f.desc.immutable {
            return constant(v);
        }
        let n = with(|r| {
            let object = r.builder.reference(o.n, o.v);
            r.builder.emit(Op::GetField(f.desc), X::TY, &[object])
        });
        Traced { v, n }
    }
    fn store<O: 'static, X: Prim>(self, o: Traced<Gc<O>>, f: At, x: Traced<X>) {
        self.machine.heap.store(o.v.erase(), f, x.v.to_word());
        with(|r| {
            let args = [r.builder.reference(o.n, o.v), r.builder.reference(x.n, x.v)];
            r.commit_store(args[0]);
            r.builder.emit(Op::SetField(f.desc), Ty::Void, &args);
        });
    }
    fn load_item<O: 'static, X: Prim>(self, o: Traced<Gc<O>>, a: ItemsAt, i: Traced<i64>) -> Traced<X> {
        let v = X::from_word(self.machine.heap.load_item(o.v.erase(), a, i.v));
        if o.n == Ref::NONE && i.n == Ref::NONE && a.desc.immutable {
            return constant(v);
        }
        let n = with(|r| {
            let args = [r.builder.reference(o.n, o.v), r.builder.reference(i.n, i.v)];
            r.builder.emit(Op::GetItem(a.desc), X::TY, &args)
        });
        Traced { v, n }
    }
    fn store_item<O: 'static, X: Prim>(self, o: Traced<Gc<O>>, a: ItemsAt, i: Traced<i64>, x: Traced<X>) {
        self.machine.heap.store_item(o.v.erase(), a.offset, X::TY, i.v as usize, x.v.to_word());
        with(|r| {
            let b = &mut r.builder;
            let args = [b.reference(o.n, o.v), b.reference(i.n, i.v), b.reference(x.n, x.v)];
            r.commit_store(args[0]);
            r.builder.emit(Op::SetItem(a.desc), Ty::Void, &args);
        });
    }
    fn alloc<O: 'static>(self, d: &'static TypeDesc, header: Traced<i64>, tail: u32) -> Traced<Gc<O>> {
        let v = Gc::assume(self.machine.heap.alloc_raw(d, tail as usize, header.v as u64));
        let n = with(|r| {
            let header = r.builder.reference(header.n, header.v);
            r.builder.emit(Op::New(d, tail), Ty::Ref, &[header])
        });
        Traced { v, n }
    }
    fn box_float(self, f: Traced<f64>) -> Traced<Value> {
        pure(Op::Box, self.machine.heap.float(f.v), &[operand(f)])
    }
    fn residual<R: Prim>(
        self,
        helper: &'static HelperDesc,
        args: &[Self::Node],
        run: impl FnOnce(&Machine) -> Result<R, Raise>,
    ) -> Result<Traced<R>, Raise> {
        let result = run(self.machine);
        let Ok(v) = result else {
            with(|r| r.helper_raised(helper, args));
            return Err(Raise);
        };
        let folds = helper.effect == Effect::Elidable && args.iter().all(|(n, ..)| *n == Ref::NONE);
        if folds {
            return Ok(constant(v));
        }
        let n = with(|r| r.call(helper, args, R::TY));
        Ok(Traced { v, n })
    }
    fn cached_word<K: Prim + PartialEq>(
        self,
        site: Site,
        key: Traced<K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Option<Value> {
        let _ = site;
        let key = Self::promote(key);
        with(|r| r.builder.uses_epoch = true);
        lookup(self.machine, key)
    }
    fn cached_word_for_few<K: Prim + PartialEq>(
        self,
        site: Site,
        key: Traced<K>,
        lookup: impl FnOnce(&Machine, K) -> Option<Value>,
    ) -> Result<Option<Value>, Many> {
        if self.code().met_many(site) { Err(Many) } else { Ok(self.cached_word(site, key, lookup)) }
    }
    fn machine(&self) -> &Machine {
        self.machine
    }
    fn enter_frame(self, code: CodeRef, window: u32, at: u32, dst: u32, ret: Ret) -> Step {
        with(|r| r.note_call(code));
        code.linked(self.machine);
        let back = return_word(self.next, dst, ret);
        let cell = with(|r| match at {
            0 => r.entry_for(code, 0, ret),
            _ => r.builder.resumed_through.take(),
        });
        if self.machine.enter_frame(code, window, at, self.next, dst, ret).is_err() {
            with(|r| r.builder.fail(Abort::HelperRaised));
            return Err(Raise);
        }
        let back = Return { back, dst, ret };
        match cell {
            Some(cell) => with(|r| r.call_code(self, code, at, window, back, cell)),
            None => with(|r| r.enter(self, code, window, at, back)),
        }
        Ok(Flow::of(Special::Switch))
    }
    fn leave_frame(self, v: Traced<Value>) -> Step {
        with(|r| r.leave(self.machine, v))
    }
    fn about_to_resume(self, code: CodeRef, pc: u32, ret: Ret) {
        with(|r| {
            if let Some(cell) = r.entry_for(code, pc, ret) {
                r.guard_room();
                r.builder.resumed_through = Some(cell);
            }
        });
    }
    fn about_to_leave(self) {
        with(|r| r.guard_caller(self.machine));
    }
    fn observe_frames(self) {
        with(|r| r.builder.fail(Abort::FramesObserved));
    }
    fn interpreted(self, f: impl FnOnce(Run<'_>) -> Step) -> Step {
        self.observe_frames();
        f(Run::op_at(self.machine, self.next))
    }
    fn known_extent(self) -> Option<Extent> {
        let extent = Run::op_at(self.machine, self.next).known_extent()?;
        with(|r| r.knows_frames(extent.frames)).then_some(extent)
    }
    fn moved(self) -> Self {
        let pc = self.machine.pc();
        Record { machine: self.machine, pc, next: pc }
    }
    fn raise_value(self, v: Traced<Value>) -> Raise {
        with(|r| {
            let n = r.builder.reference(v.n, v.v);
            r.builder.pending = Some(n);
        });
        self.machine.raise(v.v)
    }
    fn back_edge(self, target: u32, site: u32) -> Step {
        with(|r| r.builder.back_edge = Some(site));
        Ok(Flow::at(target))
    }
    fn flow(self, pc: u32) -> Step {
        Ok(Flow::at(pc))
    }
    fn sized(mut self, words: u32) -> Self {
        self.next = self.pc + words;
        self
    }
    fn next_pc(self) -> u32 {
        self.next
    }
    fn code(self) -> CodeRef {
        self.machine.current_code().expect("a running frame")
    }
    fn ret_mode(self) -> Ret {
        let mode = self.machine.current_ret_mode();
        with(|r| r.guard_ret_mode(mode));
        mode
    }
}

/// How control comes back from a frame.
pub(super) struct Return {
    pub(super) back: u64,
    pub(super) dst: u32,
    pub(super) ret: Ret,
}

impl Recording {
    /// A store commits unless the object was allocated by the same op.
    fn commit_store(&mut self, object: Ref) {
        let fresh = !object.is_const() && object.index() >= self.builder.op_start();
        let fresh = fresh && matches!(self.builder.origin(object), Op::New(..));
        if !fresh {
            self.builder.committed = true;
        }
    }

    pub(super) fn call(&mut self, helper: &'static HelperDesc, args: &[(Ref, Ty, u64)], ty: Ty) -> Ref {
        let args = refs(&mut self.builder, args);
        let snap = helper.raises.then(|| {
            let s = self.builder.op_snapshot(&mut self.live);
            self.builder.raised(s)
        });
        let n = self.builder.emit_call(Op::Call(helper), ty, &args);
        if let Some(snap) = snap {
            let g = self.builder.emit(Op::GuardNoRaise, Ty::Void, &[]);
            self.builder.trace.ins[g.index()].snap = snap;
        }
        if helper.effect == Effect::Any {
            self.builder.committed = true;
            self.builder.check_epoch = true;
        }
        n
    }

    /// The machine has entered a frame: name its header and registers.
    fn enter(&mut self, m: Record, code: CodeRef, window: u32, at: u32, r: Return) {
        let b = &mut self.builder;
        let base = b.open_frame(m.next, code, window, &r);
        if at == 0 {
            let unbound = b.unbound();
            for i in code.params..code.regs {
                b.write(base + i as i32, unbound);
            }
        }
    }

    fn leave(&mut self, machine: &Machine, v: Traced<Value>) -> Step {
        let b = &mut self.builder;
        if b.frames.len() == 1 {
            self.return_native(v.n, v.v, machine.current_ret_mode());
        }
        if let Some(caller) = self.caller_to_go_on_in(machine) {
            return self.leave_root(machine, v, caller);
        }
        let b = &mut self.builder;
        if b.frames.len() == 1 {
            let snap = b.op_snapshot(&mut self.live);
            b.left_at = Some(snap);
            b.fail(Abort::LeftFrame);
            return machine.leave_frame(v.v);
        }
        let n = b.reference(v.n, v.v);
        b.save_frames();
        let gone = b.frames.pop().expect("an inlined frame");
        let caller = *b.top();
        let n = if caller.keeps_below { b.read(gone.base - 5) } else { n };
        b.kill_above(gone.base - 4);
        b.write(caller.base + caller.dst as i32, n);
        machine.leave_frame(v.v)
    }

    /// Whether the innermost `n` frames, and the one that they return to, are the trace's; else it ends before
    /// the running op.
    fn knows_frames(&mut self, n: u32) -> bool {
        let b = &mut self.builder;
        if b.frames.len() > n as usize {
            return true;
        }
        b.left_at = Some(b.op_snapshot(&mut self.live));
        b.fail(Abort::LeftFrame);
        false
    }

    /// The caller of the outermost frame that the trace knows, if the path may go on there.
    fn caller_to_go_on_in(&self, machine: &Machine) -> Option<Caller> {
        let b = &self.builder;
        let may = b.frames.len() == 1 && b.may_return && b.returned < MAX_RETURNS;
        let caller = machine.caller()?;
        // Code without loops is reached through its entry the next time, if there is one. So is code that has an
        // entry; what suspends has one for where it is called at, and may still be inlined where it is resumed, but
        // not by itself.
        let code = b.top().code;
        let called = (self.entries.has_code)(code) && !(code.suspends.get() && caller.code != code);
        // Who resumes a generator may be a function that a loop calls: the loop is some returns away.
        let resumed = b.left_suspended || code.suspends.get() && caller.code != code;
        (may && (resumed || caller.code.has_loops && !called)).then_some(caller)
    }

    /// Guards that the outermost frame returns to the caller that it has now, or to compiled code: the caller is the
    /// same one as long as the header's words are the same. Once per op.
    fn guard_caller(&mut self, machine: &Machine) {
        let Some(caller) = self.caller_to_go_on_in(machine) else { return };
        if std::mem::replace(&mut self.builder.caller_guarded, true) {
            return;
        }
        let base = self.builder.top().base;
        let below = base - caller.delta as i32;
        let words =
            [(base - 2, caller.ret_word), (base - 1, caller.link_word), (below - 3, caller.code.id() << 1)];
        self.guard_words_or_native(words, caller.ret);
    }

    /// Where a native caller takes the result as this one does, the return itself comes next, and the other words are not
    /// written. One test: what the first word differs by from such a caller's, times what all three differ by.
    fn guard_words_or_native(&mut self, words: [(i32, u64); 3], mode: Ret) {
        let b = &mut self.builder;
        let mut differences = Vec::new();
        let mut first = Ref::NONE;
        for (offset, word) in words {
            let seen = b.read(offset);
            let small = b.emit(Op::ToSmall, Ty::Small, &[seen]);
            let bits = b.emit(Op::SToI64, Ty::I64, &[small]);
            let known = b.constant(Ty::I64, word >> 1);
            differences.push(b.emit(Op::IXor, Ty::I64, &[bits, known]));
            first = if first == Ref::NONE { bits } else { first };
        }
        let any = differences.into_iter().reduce(|a, d| b.emit(Op::IOr, Ty::I64, &[a, d]));
        let any = any.expect("three words");
        let (mask, native) = (b.constant(Ty::I64, 7), b.constant(Ty::I64, NATIVE >> 1 | mode as u64));
        let marks = b.emit(Op::IAnd, Ty::I64, &[first, mask]);
        let marks = b.emit(Op::IXor, Ty::I64, &[marks, native]);
        // The product is zero only if a factor is: the first has three bits, and where the frame's caller is native
        // one of the lowest three of the second is set.
        let product = b.emit(Op::IMul, Ty::I64, &[marks, any]);
        let zero = b.constant(Ty::I64, 0);
        let same = b.emit(Op::IEq, Ty::Bool, &[product, zero]);
        self.guard(Op::GuardTrue, &[same]);
    }

    /// The outermost frame that the trace knows returns: the path goes on in its caller.
    fn leave_root(&mut self, machine: &Machine, v: Traced<Value>, caller: Caller) -> Step {
        self.guard_caller(machine);
        let b = &mut self.builder;
        let (base, code) = (b.top().base, b.top().code);
        let below = base - caller.delta as i32;
        let n = b.reference(v.n, v.v);
        b.save_frames();
        let n = if caller.ret == Ret::Below { b.read(base - 5) } else { n };
        b.forget_above(base - 4);
        let frame = Inlined { base: below, code: caller.code, resume: 0, dst: 0, keeps_below: false };
        b.frames = vec![frame];
        b.in_memory = caller.code.regs as i32;
        b.returned += 1;
        b.left_suspended |= code.suspends.get();
        b.write(below + caller.dst as i32, n);
        machine.leave_frame(v.v)
    }
}
