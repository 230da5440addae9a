//! One recording, from its start to its end.

use super::abort::Abort;
use super::builder::{Builder, Extent, Inlined, Pause};
use super::mode::{LiveRegisters, Record, Recording, swap, with};
use super::native::{Entries, set_aside, take_back};
use super::raise::Unwinding;
use crate::opt::Part;
use rustc_hash::FxHashMap as HashMap;
use trackway_exec::{
    CodeRef, Insn, Language, Machine, Outcome, Raise, Ret, Special, interpret, note_running, unwind_noting,
};
use trackway_gc::Value;
use trackway_ir::{End, Fact, Op, Ref, Ty};

/// Bounds of a recording.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Recorded instructions.
    pub(crate) trace: usize,
    /// A path may leave the loop: come back to it through an outer one, or end with its function.
    /// Only after attempts without failed: loops that are left after a round or two.
    pub(crate) through_outer: bool,
    /// Rounds of a loop without code of its own that are unrolled.
    pub(crate) unroll: u32,
}

/// A bridge's inputs: what the exit saved, by slot.
pub(crate) struct BridgeStart {
    pub(crate) root: usize,
    pub(crate) root_code: CodeRef,
    /// The loop's header at which the tree begins.
    pub(crate) root_header: Option<u32>,
    /// Base of the outermost frame from the root base, in words.
    pub(crate) bottom: i32,
    /// Words of the outermost frame that were in memory all the time.
    pub(crate) in_memory: i32,
    /// Frames entered minus frames left since the root.
    pub(crate) depth: i32,
    /// The op at which it begins has raised the pending exception.
    pub(crate) raised: bool,
    /// Types of the words in the exit buffer.
    pub(crate) saved: Box<[Ty]>,
    /// What the exit knows of its values.
    pub(crate) known: Box<[Known]>,
    pub(crate) slots: Box<[(i32, Source)]>,
    pub(crate) writes: Box<[Write]>,
    pub(crate) objects: Box<[ObjectSource]>,
}

/// Where an exit finds a slot's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Source {
    Const(Ty, u64),
    /// Word of the exit buffer.
    Saved(u32, Ty),
    /// Index into the exit's objects.
    Object(u32),
}

/// A value as a bridge has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Input {
    Const(Ty, u64),
    /// Word of the exit buffer.
    Saved(u32),
    /// A word of the root frame that is still what it was.
    Slot(i32),
}

/// What holds at an exit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Known {
    Of(Input, Fact),
    /// A test of one or two values came out so.
    Test(Op, Input, Option<Input>, bool),
}

/// A store that an exit makes, or the bridge that begins there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Write {
    pub(crate) object: Source,
    pub(crate) field: &'static trackway_ir::FieldDesc,
    pub(crate) value: Source,
}

/// An object that an exit makes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ObjectSource {
    pub(crate) desc: &'static trackway_ir::TypeDesc,
    pub(crate) header: Source,
    pub(crate) fields: Box<[Source]>,
    pub(crate) tail: Box<[Source]>,
}

/// What is recorded.
pub(crate) enum Start<'a> {
    /// From the loop header at the machine's pc back to it.
    Loop,
    /// From the place at which the running frame was entered or resumed to where it is left.
    Entry,
    /// From an exit to a header with code.
    Bridge(&'a BridgeStart),
}

/// Finds the cell of a header that has code.
pub(crate) type Linked<'a> = &'a dyn Fn(CodeRef, u32) -> Option<u64>;

/// How a recording came out.
pub(crate) struct Recorded {
    pub(crate) trace: Result<Part, Abort>,
    pub(crate) uses_epoch: bool,
    /// Where it ended or was given up.
    pub(crate) place: (CodeRef, u32),
    /// What the machine did last.
    pub(crate) end: Result<bool, Raise>,
}

/// Records. The machine runs on meanwhile; afterwards it stands at an op boundary.
pub(crate) fn record<L: Language>(
    machine: &Machine,
    start: Start,
    limits: Limits,
    linked: Linked,
    entries: Entries,
) -> Recorded {
    let (pc, epoch) = (machine.pc(), machine.epoch());
    let code = machine.current_code().expect("a running frame");
    let (builder, inputs) = match &start {
        Start::Loop => (Builder::new(machine, code, pc), Vec::new()),
        Start::Entry => (entry_builder(machine, code, pc), Vec::new()),
        Start::Bridge(b) => bridge_builder(machine, b),
    };
    let first = builder.trace.ins.len();
    let header = matches!(start, Start::Loop).then_some((code, pc));
    let outer = swap(Some(Recording { builder, live: LiveRegisters::new(machine), entries }));
    match start {
        Start::Loop => with(|r| poll_at(r, pc)),
        Start::Entry => with(|r| begin_entry(r, pc)),
        Start::Bridge(_) => {}
    }
    let raised = matches!(&start, Start::Bridge(b) if b.raised);
    let root_header = if let Start::Bridge(b) = &start { b.root_header } else { None };
    let rounds = HashMap::default();
    let mut session =
        Session { machine, limits, linked, header, rounds, raised, root_header, leaves_loop: false };
    let end = session.run::<L>();
    let recording = swap(outer).expect("the recording");
    let builder = recording.builder;
    let place = builder.place.unwrap_or((code, pc));
    let trace = match builder.abort {
        Some(why) => Err(why),
        None if builder.trace.ins.is_empty() => Err(Abort::Empty),
        None if builder.uses_epoch && machine.epoch() != epoch => Err(Abort::Invalidated),
        None => {
            let leaves_loop = session.leaves_loop;
            Ok(Part { trace: builder.trace, inputs, first, leaves_loop })
        }
    };
    Recorded { trace, uses_epoch: builder.uses_epoch, place, end }
}

/// `op in function, file:line`, for the log.
pub(crate) fn place(machine: &Machine, (code, pc): (CodeRef, u32)) -> String {
    let op = machine.hooks().op(code.words[pc as usize]).name;
    format!("{op} in {}, {}:{}", code.unit.name, code.unit.file, code.span_at(pc).line)
}

struct Session<'a> {
    machine: &'a Machine,
    limits: Limits,
    linked: Linked<'a>,
    header: Option<(CodeRef, u32)>,
    rounds: HashMap<(u64, u32), u32>,
    /// The op at the machine's pc has raised already.
    raised: bool,
    root_header: Option<u32>,
    /// The path has left the root's loop for one further out.
    leaves_loop: bool,
}

impl Session<'_> {
    /// `Ok(true)`: the outermost frame returned.
    fn run<L: Language>(&mut self) -> Result<bool, Raise> {
        loop {
            let pc = self.machine.pc();
            let code = self.machine.current_code().expect("a running frame");
            with(|r| begin_op(r, code, pc));
            let m = Record { machine: self.machine, pc, next: pc };
            let step = if std::mem::take(&mut self.raised) {
                with(|r| r.begin_raised());
                Err(Raise)
            } else {
                L::step(m, Insn::of(&code, pc))
            };
            match step {
                Ok(flow) => match flow.decode() {
                    Ok(next) => self.machine.set_pc(next),
                    Err(Special::Done) => {
                        // A trace may end with the outermost frame of a run as with any other.
                        self.finished();
                        return Ok(true);
                    }
                    Err(_) => {
                        if let Some(pause) = with(|r| r.builder.pause.take()) {
                            self.pause::<L>(pause, pc)?;
                        }
                    }
                },
                Err(Raise) => {
                    self.machine.set_pc(pc);
                    if self.unwind::<L>(pc)? {
                        return Ok(true);
                    }
                }
            }
            if self.finished() {
                return Ok(false);
            }
        }
    }

    /// The op at `pc` raised: the exception goes to its handler, in the trace as in the machine. `Ok(true)`: no
    /// frame of the run handles it.
    fn unwind<L: Language>(&self, pc: u32) -> Result<bool, Raise> {
        let may_end = self.may_end();
        let Some(u) = with(|r| r.unwinding(pc, may_end)) else { return Err(Raise) };
        with(|r| r.unwind(&u));
        if with(|r| r.builder.abort.is_some()) {
            return Err(Raise);
        }
        // Not before it is sure that the trace goes on: who unwinds for it would note the frames again.
        let note = if self.noted::<L>(&u) {
            |_: &Machine, _, _, _| {}
        } else {
            with(|r| u.frames.iter().for_each(|f| r.note(u.exception, *f)));
            note_running
        };
        let left = unwind_noting(self.machine, note).is_err();
        if left {
            with(|r| r.builder.fail(Abort::Barrier));
        }
        Ok(left)
    }

    /// Notes the frames that the exception passes in the guest's own ops, if it has some for that.
    fn noted<L: Language>(&self, u: &Unwinding) -> bool {
        let v = self.machine.pending().expect("the exception raised");
        u.frames.iter().all(|(code, pc)| {
            let m = Record { machine: self.machine, pc: *pc, next: *pc };
            L::trace_traceback(m, m.named(v, u.exception), *code, *pc)
        })
    }

    /// Lets the callee run that the trace calls, until it is back.
    fn pause<L: Language>(&self, pause: Pause, pc: u32) -> Result<(), Raise> {
        let machine = self.machine;
        machine.begin_run();
        machine.request_entry();
        set_aside(swap(None).expect("the recording"));
        let outcome = loop {
            match interpret::<L>(machine) {
                Outcome::Suspended => {}
                outcome => break outcome,
            }
        };
        machine.end_run();
        swap(Some(take_back()));
        match outcome {
            Outcome::Returned(v) => {
                let below = with(|r| pause.base - 5 - r.builder.top().base);
                let v = if pause.ret == Ret::Below { machine.peek_register(below) } else { v };
                machine.poke_register(pause.dst as i32, v);
                with(|r| r.resume(pause));
                Ok(())
            }
            Outcome::Raised(e) => {
                let may_end = self.may_end();
                with(|r| r.resume_unknown(pause, may_end));
                machine.set_pc(pc);
                Err(machine.raise(e))
            }
            Outcome::Unnested => {
                with(|r| r.builder.fail(Abort::LongCall));
                Ok(())
            }
            Outcome::Suspended => unreachable!("goes on at once"),
        }
    }

    /// Whether the trace may end where its function does. A round of a coroutine's loop that
    /// suspends it is better recorded as a part of the loop that resumes it.
    fn may_end(&self) -> bool {
        self.header.is_none_or(|(code, _)| self.limits.through_outer && !code.suspends.get())
    }

    /// Looks at what the op that just ran brought about.
    fn finished(&mut self) -> bool {
        let may_end = self.may_end();
        let went_round = with(|r| r.builder.back_edge.take().is_some());
        if went_round {
            self.round();
        }
        with(|r| {
            if let Some(snap) = r.builder.left_at.take()
                && may_end
                && r.builder.abort == Some(Abort::LeftFrame)
            {
                r.builder.abort = None;
                // A return that an exit leads to is no bridge: its own exit would lead to another.
                if r.builder.may_return && r.builder.ops == 1 {
                    r.builder.fail(Abort::Empty);
                }
                r.builder.trace.end = End::Exit { snap };
                return true;
            }
            if r.builder.trace.ins.len() > self.limits.trace {
                r.builder.fail(Abort::TooLong);
            }
            r.builder.closed || r.builder.abort.is_some()
        })
    }

    /// A back edge was taken: the machine's pc is a loop header.
    fn round(&mut self) {
        let code = self.machine.current_code().expect("a running frame");
        let pc = self.machine.pc();
        let in_root = with(|r| r.builder.frames.len() == 1);
        if in_root && self.header.is_some_and(|(c, p)| c == code && p == pc) {
            return with(|r| {
                poll_at(r, pc);
                r.builder.trace.end = End::Loop { args: Vec::new() };
                r.builder.closed = true;
            });
        }
        let outer = in_root && self.header.is_some_and(|(c, p)| c == code && pc < p);
        if outer && !self.limits.through_outer {
            return with(|r| r.builder.fail(Abort::OtherLoop));
        }
        self.leaves_loop |= in_root && self.root_header.is_some_and(|header| pc < header);
        if let Some(cell) = (self.linked)(code, pc) {
            return with(|r| {
                let snap = r.builder.snapshot_at(pc, &mut r.live, Extent::Whole);
                r.builder.trace.end = End::Header { snap, cell };
                r.builder.closed = true;
            });
        }
        let rounds = self.rounds.entry((code.id(), pc)).or_insert(0);
        *rounds += 1;
        if *rounds > self.limits.unroll {
            with(|r| r.builder.fail(Abort::InnerLoop));
        }
    }
}

/// A new op; what an earlier call may have invalidated is checked at its boundary.
fn begin_op(r: &mut Recording, code: CodeRef, pc: u32) {
    r.builder.begin_op(pc);
    r.builder.place = Some((code, pc));
    code.pin();
    r.builder.trace.places.push((code.id(), pc));
    if std::mem::take(&mut r.builder.check_epoch) {
        r.builder.guard(Op::GuardValid, Ty::Void, &[], &mut r.live);
    }
}

/// The state at a function's entry, where memory holds header and parameters, or in a frame just resumed, which
/// is in memory.
fn entry_builder(machine: &Machine, code: CodeRef, pc: u32) -> Builder {
    let mut b = Builder::new(machine, code, pc);
    if pc != 0 {
        return b;
    }
    let unbound = b.unbound();
    for i in code.params..code.regs {
        b.preset(i as i32, unbound);
    }
    b.in_memory = code.params as i32;
    b
}

/// At a loop's header. Each loop has one before its body and one in it: bridges come back to the
/// former, and may never reach the latter.
fn poll_at(r: &mut Recording, pc: u32) {
    let snap = r.builder.snapshot_at(pc, &mut r.live, Extent::Live);
    let poll = r.builder.emit(Op::Poll, Ty::Void, &[]);
    r.builder.trace.ins[poll.index()].snap = snap;
}

/// What every activation of a function looks at first.
fn begin_entry(r: &mut Recording, pc: u32) {
    let snap = r.builder.snapshot_at(pc, &mut r.live, Extent::Live);
    for op in [Op::Poll, Op::GuardStack] {
        let guard = r.builder.emit(op, Ty::Void, &[]);
        r.builder.trace.ins[guard.index()].snap = snap;
    }
}

/// The state at an exit, as the start of a trace.
fn bridge_builder(machine: &Machine, start: &BridgeStart) -> (Builder, Vec<(i32, Ref)>) {
    let mut b = Builder::new(machine, start.root_code, machine.pc());
    b.may_return = true;
    b.frames = machine
        .frames_from(start.root.wrapping_add_signed(8 * start.bottom as isize))
        .into_iter()
        .map(|f| Inlined {
            base: f.offset + start.bottom,
            code: f.code,
            resume: f.resume,
            dst: f.dst,
            keeps_below: f.ret == Ret::Below,
        })
        .collect();
    b.in_memory = start.in_memory;
    b.returned = b.frames.len() as i32 - 1 - start.depth;
    let mut inputs = Inputs { start, saved: vec![Ref::NONE; start.saved.len()], objects: Vec::new() };
    inputs.objects = vec![Ref::NONE; start.objects.len()];
    let mut words = Vec::with_capacity(start.slots.len());
    for (offset, source) in &start.slots {
        let v = inputs.boxed(&mut b, *source);
        b.preset(*offset, v);
        words.push((*offset, v));
    }
    for w in &start.writes {
        let (object, value) =
            (inputs.part(&mut b, w.object, Ty::Ref), inputs.part(&mut b, w.value, w.field.ty));
        b.emit(Op::SetField(w.field), Ty::Void, &[object, value]);
    }
    for known in &start.known {
        inputs.assume(&mut b, *known);
    }
    (b, words)
}

struct Inputs<'a> {
    start: &'a BridgeStart,
    saved: Vec<Ref>,
    objects: Vec<Ref>,
}

impl Inputs<'_> {
    /// The source as a guest word.
    fn boxed(&mut self, b: &mut Builder, source: Source) -> Ref {
        let (r, ty) = match source {
            Source::Const(ty, bits) => return const_word(b, ty, bits),
            Source::Saved(i, ty) => (self.raw(b, i), ty),
            Source::Object(i) => (self.object(b, i), Ty::Ref),
        };
        match ty {
            Ty::Small => b.emit(Op::OfSmall, Ty::Value, &[r]),
            Ty::Ref => b.emit(Op::OfRef, Ty::Value, &[r]),
            Ty::F64 => b.emit(Op::Box, Ty::Value, &[r]),
            _ => r,
        }
    }

    /// The source as a field of type `ty`.
    fn part(&mut self, b: &mut Builder, source: Source, ty: Ty) -> Ref {
        match source {
            Source::Const(t, bits) if t == ty => b.constant(ty, bits),
            Source::Saved(i, t) if t == ty => self.raw(b, i),
            Source::Object(i) if ty == Ty::Ref => self.object(b, i),
            _ => self.boxed(b, source),
        }
    }

    fn raw(&mut self, b: &mut Builder, i: u32) -> Ref {
        let ty = self.start.saved[i as usize];
        if self.saved[i as usize] == Ref::NONE {
            self.saved[i as usize] = b.emit(Op::ExitValue(i), ty, &[]);
        }
        self.saved[i as usize]
    }

    /// Tells the optimiser what holds.
    fn assume(&mut self, b: &mut Builder, known: Known) {
        let (test, outcome) = match known {
            Known::Of(of, Fact::Test(op)) => {
                let v = self.input(b, of);
                (b.emit(op, Ty::Bool, &[v]), true)
            }
            Known::Of(of, Fact::Field(f, bits)) => {
                let mut v = self.input(b, of);
                if b.trace.ty(v) == Ty::Value {
                    v = b.emit(Op::ToRef, Ty::Ref, &[v]);
                }
                let (field, expected) = (b.emit(Op::GetField(f), f.ty, &[v]), b.constant(f.ty, bits));
                (b.emit(Op::IEq, Ty::Bool, &[field, expected]), true)
            }
            Known::Test(op, x, y, outcome) => {
                let mut args = vec![self.input(b, x)];
                args.extend(y.map(|y| self.input(b, y)));
                (b.emit(op, Ty::Bool, &args), outcome)
            }
        };
        b.emit(if outcome { Op::AssumeTrue } else { Op::AssumeFalse }, Ty::Void, &[test]);
    }

    fn input(&mut self, b: &mut Builder, input: Input) -> Ref {
        match input {
            Input::Const(ty, bits) => b.constant(ty, bits),
            Input::Saved(i) => self.raw(b, i),
            Input::Slot(offset) => b.read(offset),
        }
    }

    fn object(&mut self, b: &mut Builder, i: u32) -> Ref {
        if self.objects[i as usize] != Ref::NONE {
            return self.objects[i as usize];
        }
        let o = &self.start.objects[i as usize];
        let header = self.part(b, o.header, Ty::I64);
        let r = b.emit(Op::New(o.desc, o.tail.len() as u32), Ty::Ref, &[header]);
        self.objects[i as usize] = r;
        for (f, source) in o.desc.fields.iter().zip(&o.fields) {
            let v = self.part(b, *source, f.ty);
            b.emit(Op::SetField(f), Ty::Void, &[r, v]);
        }
        if let Some((_, array)) = o.desc.tail {
            for (i, source) in o.tail.iter().enumerate() {
                let v = self.part(b, *source, array.ty);
                let i = b.constant(Ty::I64, i as u64);
                b.emit(Op::SetItem(array), Ty::Void, &[r, i, v]);
            }
        }
        r
    }
}

/// A constant as a guest word; doubles without an immediate form stay doubles and are boxed.
fn const_word(b: &mut Builder, ty: Ty, bits: u64) -> Ref {
    if ty != Ty::F64 {
        return b.constant(Ty::Value, bits);
    }
    match Value::immediate_float(f64::from_bits(bits)) {
        Some(v) => b.constant(Ty::Value, v.bits()),
        None => {
            let f = b.constant(Ty::F64, bits);
            b.emit(Op::Box, Ty::Value, &[f])
        }
    }
}
