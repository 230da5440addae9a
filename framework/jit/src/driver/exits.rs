//! Leaving compiled code: from raw words and recipes back to guest frames.

use crate::record::{BridgeStart, Input, Known, ObjectSource, Source, Write};
use std::collections::{HashMap, HashSet};
use trackway_codegen::Compiled;
use trackway_exec::{CodeRef, Machine};
use trackway_gc::{At, Value};
use trackway_ir::{End, Ins, Op, RecordedAt, Ref, SnapId, SnapValue, Snapshot, Trace, Ty};

/// What an exit does, prepared when its trace is installed.
pub(crate) struct ExitPlan {
    pub(crate) slots: Box<[(i32, Source)]>,
    /// Stores that the code has put off.
    pub(crate) writes: Box<[Write]>,
    pub(crate) objects: Box<[ObjectSource]>,
    pub(crate) saved: Box<[Ty]>,
    /// What a bridge need not test again.
    pub(crate) known: Box<[Known]>,
    /// Base and end of the outermost frame.
    pub(crate) bottom: i32,
    pub(crate) floor: i32,
    /// End of the frame that reaches highest.
    pub(crate) extent: i32,
    pub(crate) base: i32,
    pub(crate) code: CodeRef,
    pub(crate) pc: u32,
    pub(crate) depth: i32,
    pub(crate) raised: bool,
    /// The trace ends here, after all that compiled code can do about it.
    pub(crate) end: bool,
    /// The exit of a loop's poll.
    pub(crate) poll: bool,
    /// Compiled code has written the frames itself.
    pub(crate) frames_written: bool,
    /// The recorded snapshot that it leaves.
    pub(crate) of: Option<RecordedAt>,
}

/// The plans of a compiled trace's exits, in their order.
pub(crate) fn plans(trace: &Trace, compiled: &Compiled) -> Vec<ExitPlan> {
    let polls: HashSet<SnapId> = trace.ins.iter().filter(|i| i.op == Op::Poll).map(|i| i.snap).collect();
    let only_guards = only_guards(trace);
    compiled
        .exits()
        .iter()
        .map(|e| {
            let snap = &trace.snapshots[e.snap.0 as usize];
            let (saved, only_guard) = (e.saved.as_slice(), only_guards[e.snap.0 as usize]);
            let mut planner =
                Planner { trace, saved, only_guard, objects: Vec::new(), planned: HashMap::new() };
            let slots = match e.frames_written {
                true => Box::default(),
                false => snap.slots.iter().map(|(o, v)| (*o, planner.source(*v))).collect(),
            };
            let writes = snap.writes.iter().map(|w| {
                let (object, value) = (planner.source(w.object), planner.source(w.value));
                Write { object, field: w.field, value }
            });
            let writes = writes.collect();
            let known = if e.frames_written { Box::default() } else { planner.known(snap) };
            let objects = planner.objects.into_iter().map(|o| o.expect("planned")).collect();
            ExitPlan {
                slots,
                writes,
                objects,
                bottom: snap.bottom,
                floor: snap.floor,
                extent: snap.extent,
                saved: e.saved.iter().map(|r| trace.ty(*r)).collect(),
                known,
                // The frames' writer has moved the base along.
                base: if e.frames_written { 0 } else { snap.base },
                code: CodeRef::from_id(snap.code),
                pc: snap.pc,
                depth: if e.frames_written { 0 } else { snap.depth },
                raised: snap.raised,
                end: trace.ends().any(|end| matches!(end, End::Exit { snap } if *snap == e.snap)),
                poll: polls.contains(&e.snap),
                frames_written: e.frames_written,
                of: snap.of,
            }
        })
        .collect()
}

/// For each snapshot the guard that leaves there, if it is one alone.
fn only_guards(trace: &Trace) -> Vec<Option<&Ins>> {
    let mut guards = vec![(None, 0); trace.snapshots.len()];
    for i in trace.ins.iter().filter(|i| i.snap != SnapId::NONE) {
        let (guard, count) = &mut guards[i.snap.0 as usize];
        (*guard, *count) = (Some(i), *count + 1);
    }
    guards.into_iter().map(|(guard, count)| guard.filter(|_| count == 1)).collect()
}

struct Planner<'a> {
    trace: &'a Trace,
    /// Values in the order of the exit buffer's words.
    saved: &'a [Ref],
    only_guard: Option<&'a Ins>,
    objects: Vec<Option<ObjectSource>>,
    /// The objects' numbers by those of the trace's virtual ones.
    planned: HashMap<u32, u32>,
}

impl Planner<'_> {
    /// What is known where the exits with this snapshot leave.
    fn known(&self, snap: &Snapshot) -> Box<[Known]> {
        let facts = snap.known.iter();
        let facts = facts.filter_map(|(r, fact)| Some(Known::Of(self.input(*r)?, *fact)));
        facts.chain(self.failed_test()).collect()
    }

    /// Where one guard alone leaves there: how its test came out.
    fn failed_test(&self) -> Option<Known> {
        let guard = self.only_guard?;
        let outcome = match guard.op {
            Op::GuardTrue => false,
            Op::GuardFalse => true,
            _ => return None,
        };
        let test = self.trace.ins[guard.args[0].index()];
        if !test.op.is_pure() {
            return None;
        }
        let [a, b, _] = test.args;
        let b = if b == Ref::NONE { None } else { Some(self.input(b)?) };
        Some(Known::Test(test.op, self.input(a)?, b, outcome))
    }

    /// The value as a bridge has it.
    fn input(&self, r: Ref) -> Option<Input> {
        if r.is_const() {
            let c = self.trace.consts[r.index()];
            return Some(Input::Const(c.ty, c.bits));
        }
        match (self.place(r), self.trace.ins[r.index()].op) {
            (Some(i), _) => Some(Input::Saved(i)),
            (None, Op::Slot(offset)) => Some(Input::Slot(offset)),
            _ => None,
        }
    }

    /// Where the exit buffer has it.
    fn place(&self, r: Ref) -> Option<u32> {
        self.saved.iter().position(|saved| *saved == r).map(|i| i as u32)
    }

    fn source(&mut self, v: SnapValue) -> Source {
        match v {
            SnapValue::Ref(r) if r.is_const() => {
                let c = self.trace.consts[r.index()];
                Source::Const(c.ty, c.bits)
            }
            SnapValue::Ref(r) => Source::Saved(self.place(r).expect("saved"), self.trace.ty(r)),
            SnapValue::Virtual(v) => Source::Object(self.object(v)),
        }
    }

    fn object(&mut self, v: u32) -> u32 {
        if let Some(i) = self.planned.get(&v) {
            return *i;
        }
        let i = self.objects.len() as u32;
        self.planned.insert(v, i);
        self.objects.push(None);
        let x = self.trace.virtuals[v as usize].clone();
        let header = self.source(x.header);
        let fields = x.fields.iter().map(|v| self.source(*v)).collect();
        let tail = x.tail.iter().map(|v| self.source(*v)).collect();
        self.objects[i as usize] = Some(ObjectSource { desc: x.desc, header, fields, tail });
        i
    }
}

impl ExitPlan {
    /// Whether a bridge that was made for `other` may begin here.
    pub(crate) fn serves(&self, other: &ExitPlan) -> bool {
        let place =
            |p: &ExitPlan| (p.code.id(), p.pc, p.base, p.depth, p.bottom, p.floor, p.extent, p.raised);
        place(self) == place(other)
            && !self.frames_written
            && self.saved == other.saved
            && self.slots == other.slots
            && self.writes == other.writes
            && self.objects == other.objects
            && other.known.iter().all(|k| self.known.contains(k))
    }

    /// Rebuilds the frames; `root` is the base that the trace's slots count from.
    pub(crate) fn restore(&self, machine: &Machine, root: usize) {
        if !self.frames_written {
            self.write_frames(machine, root);
        }
        machine.restore(root, self.base, self.code, self.pc, self.depth);
    }

    pub(crate) fn write_frames(&self, machine: &Machine, root: usize) {
        // Words of inlined frames that no slot names are dead: no stale references, and unbound for who
        // looks at the variables of a frame.
        let unbound = machine.root(0);
        for offset in self.floor..self.extent {
            machine.write_frame_word(root, offset, unbound);
        }
        let mut made = vec![None; self.objects.len()];
        for (offset, source) in &self.slots {
            let v = self.value(machine, *source, &mut made);
            machine.write_frame_word(root, *offset, v);
        }
        for w in &self.writes {
            let object = self.value(machine, w.object, &mut made);
            let word = self.word(machine, w.value, w.field.ty, &mut made);
            let at = At { desc: w.field, offset: w.field.offset, width: w.field.width };
            machine.heap.store(object.header(), at, word);
        }
    }

    /// The source as a guest word.
    fn value(&self, machine: &Machine, source: Source, made: &mut Vec<Option<Value>>) -> Value {
        let (ty, bits) = match source {
            Source::Const(ty, bits) => (ty, bits),
            Source::Saved(i, ty) => (ty, machine.heap.ctx.exit_buf[i as usize].get()),
            Source::Object(i) => return self.make(machine, i, made),
        };
        match ty {
            Ty::F64 => machine.heap.float(f64::from_bits(bits)),
            Ty::I64 => Value::from_bits(bits << 1),
            _ => Value::from_bits(bits),
        }
    }

    /// The source as a field of type `ty`.
    fn word(&self, machine: &Machine, source: Source, ty: Ty, made: &mut Vec<Option<Value>>) -> u64 {
        match source {
            Source::Const(t, bits) if t == ty => bits,
            Source::Saved(i, t) if t == ty => machine.heap.ctx.exit_buf[i as usize].get(),
            _ => self.value(machine, source, made).bits(),
        }
    }

    fn make(&self, machine: &Machine, i: u32, made: &mut Vec<Option<Value>>) -> Value {
        if let Some(v) = made[i as usize] {
            return v;
        }
        let o = &self.objects[i as usize];
        let header = self.word(machine, o.header, Ty::I64, made);
        let v = machine.heap.alloc_raw(o.desc, o.tail.len(), header);
        made[i as usize] = Some(v);
        for (f, source) in o.desc.fields.iter().zip(&o.fields) {
            let word = self.word(machine, *source, f.ty, made);
            let at = At { desc: f, offset: f.offset, width: f.width };
            machine.heap.store(v.header(), at, word);
        }
        if let Some((_, array)) = o.desc.tail {
            for (i, source) in o.tail.iter().enumerate() {
                let word = self.word(machine, *source, array.ty, made);
                machine.heap.store_item(v.header(), array.offset, array.ty, i, word);
            }
        }
        v
    }

    /// This exit's state as the start of a bridge.
    pub(crate) fn bridge_start(
        &self,
        root: usize,
        root_code: CodeRef,
        root_header: Option<u32>,
    ) -> BridgeStart {
        BridgeStart {
            root,
            root_code,
            root_header,
            bottom: self.bottom,
            in_memory: self.floor - self.bottom,
            depth: self.depth,
            raised: self.raised,
            saved: self.saved.clone(),
            known: self.known.clone(),
            slots: self.slots.clone(),
            writes: self.writes.clone(),
            objects: self.objects.clone(),
        }
    }
}
