//! Random recorded traces: guest ops are carried out in a world and leave instructions, as the
//! recorder does it. Every guard comes out as it did, and refers to the slots before its op.

use super::world::{World, word_of};
use super::*;
use std::collections::BTreeMap;
use trackway_jit::testing::Bridge;

/// Frame slots of the root.
pub const SLOTS: i32 = 5;
/// The slot, and the place, of ops that take turns.
pub const TURN: i32 = SLOTS;
const TURN_PC: u32 = 30;
/// Objects that exist before: two pairs, a node, a list of three, four bytes.
pub const KNOWN: usize = 5;

/// A xorshift generator.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }
    pub fn word(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    pub fn below(&mut self, n: u64) -> u64 {
        (self.word() >> 11) % n
    }
}

fn reference(i: u64) -> u64 {
    0x1001 + 16 * i
}

/// Known objects, and slots with small integers, doubles and references; or with pairs alone, for
/// traces in which all turns on which object is which.
pub fn world(rng: &mut Rng, pairs: bool) -> World {
    let mut w = World::default();
    for (desc, tail) in [(&PAIR, 0), (&PAIR, 0), (&NODE, 0), (&LIST, 3), (&BYTES, 4)] {
        w.add(desc, desc.type_id as u64, tail);
    }
    w.store(reference(2), &NODE_NEXT, reference(rng.below(KNOWN as u64)));
    for i in [0, 1] {
        let mut field = || if pairs { reference(rng.below(2)) } else { value(rng, &mut w) };
        let (first, second) = (field(), field());
        w.store(reference(i), &PAIR_FIRST, first);
        w.store(reference(i), &PAIR_SECOND, second);
    }
    for i in 0..3 {
        let v = value(rng, &mut w);
        w.store_item(reference(3), &LIST_ITEMS, i, v);
    }
    w.slots.insert(TURN, rng.below(4) * 2);
    for slot in 0..SLOTS {
        let v = if pairs { reference(rng.below(2)) } else { value(rng, &mut w) };
        w.slots.insert(slot, v);
    }
    w
}

fn value(rng: &mut Rng, w: &mut World) -> u64 {
    match rng.below(8) {
        0..4 => rng.below(6) * 2,
        4 | 5 => w.boxed(rng.below(5) as f64 * 0.75 - 1.0),
        6 => reference(rng.below(2)),
        _ => reference(rng.below(KNOWN as u64)),
    }
}

/// A recording in progress.
struct Recorder<'r> {
    rng: &'r mut Rng,
    world: World,
    trace: Trace,
    values: Vec<u64>,
    slots: BTreeMap<i32, Ref>,
    written: BTreeMap<i32, Ref>,
    snap: Option<SnapId>,
    pc: u32,
    pairs: bool,
}

/// A trace recorded in `world`: a loop, or one that ends in an exit or at a header.
pub fn trace(rng: &mut Rng, world: World, pairs: bool) -> Trace {
    let end = rng.below(6);
    trace_with(rng, world, pairs, end, false)
}

/// A loop whose first op takes turns: every other round leaves there.
pub fn alternating(rng: &mut Rng, mut world: World, pairs: bool) -> Trace {
    world.slots.insert(TURN, 0);
    trace_with(rng, world, pairs, 0, true)
}

fn trace_with(rng: &mut Rng, world: World, pairs: bool, end: u64, turns: bool) -> Trace {
    let trace = parse("exit @s0");
    let ops = 1 + rng.below(9);
    let mut r = Recorder {
        rng,
        world,
        trace,
        values: Vec::new(),
        slots: BTreeMap::new(),
        written: BTreeMap::new(),
        snap: None,
        pc: 0,
        pairs,
    };
    if turns {
        r.pc = TURN_PC;
        r.turn();
        r.pc = 0;
    }
    for _ in 0..ops {
        r.pc += 1;
        r.snap = None;
        r.op();
    }
    r.pc = if end < 4 { 0 } else { 100 };
    r.snap = None;
    let snap = r.snapshot();
    r.trace.end = match end {
        0..4 => {
            r.guard(Op::Poll, &[]);
            End::Loop { args: vec![] }
        }
        4 => End::Exit { snap },
        _ => End::Header { snap, cell: 0 },
    };
    r.trace
}

/// A bridge recorded in `world`, which `main` has left by an exit of this snapshot. A word is an input as it is,
/// or of its kind, or for constant.
pub fn bridge(rng: &mut Rng, world: World, pairs: bool, main: &Trace, at: RecordedAt) -> Bridge {
    let left = main.snapshots[at.snap.0 as usize].clone();
    let trace = parse("exit @s0");
    let (slots, written) = (BTreeMap::new(), BTreeMap::new());
    let mut r = Recorder { rng, world, trace, values: Vec::new(), slots, written, snap: None, pc: 50, pairs };
    let mut inputs = Vec::new();
    for (i, (offset, _)) in left.slots.iter().enumerate() {
        let v = r.input(i as u32, *offset);
        inputs.push((*offset, v));
        r.slots.insert(*offset, v);
        r.written.insert(*offset, v);
    }
    let first = r.trace.ins.len();
    if left.pc == TURN_PC {
        r.pc = TURN_PC + 1;
        r.turn();
        r.pc = 50;
    }
    let (ops, closes) = (1 + r.rng.below(6), r.rng.below(4) != 0);
    for _ in 0..ops {
        r.pc += 1;
        r.snap = None;
        r.op();
    }
    r.pc = if closes { 0 } else { 100 };
    r.snap = None;
    let snap = r.snapshot();
    r.trace.end = if closes { End::Header { snap, cell: 0 } } else { End::Exit { snap } };
    Bridge { at, trace: r.trace, inputs, first, closes }
}

impl Recorder<'_> {
    /// The word of a slot that the exit has saved as its word `i`.
    fn input(&mut self, i: u32, offset: i32) -> Ref {
        let word = self.world.slots[&offset];
        let (ty, conversion, bits) = match self.rng.below(3) {
            0 if word & 1 == 0 => return self.constant(Ty::Value, word),
            1 if word & 1 == 0 => (Ty::Small, Some(Op::OfSmall), word),
            1 => match self.world.float(word) {
                Some(f) => (Ty::F64, Some(Op::Box), f.to_bits()),
                None => (Ty::Ref, Some(Op::OfRef), word),
            },
            _ => (Ty::Value, None, word),
        };
        self.trace.ins.push(Ins::new(Op::ExitValue(i), ty, &[]));
        self.values.push(bits);
        let r = Ref::ins(self.values.len() - 1);
        conversion.map_or(r, |op| self.emit(op, &[r]))
    }

    fn constant(&mut self, ty: Ty, bits: u64) -> Ref {
        let c = Const { ty, bits };
        let known = self.trace.consts.iter().position(|k| *k == c);
        Ref::constant(known.unwrap_or_else(|| {
            self.trace.consts.push(c);
            self.trace.consts.len() - 1
        }))
    }

    fn word(&self, r: Ref) -> u64 {
        word_of(&self.trace, &self.values, r)
    }

    fn push(&mut self, mut ins: Ins, args: &[Ref]) -> Ref {
        if matches!(ins.op, Op::Call(_)) {
            ins.call_start = self.trace.call_args.len() as u32;
            self.trace.call_args.extend(args);
        }
        let words: Vec<u64> = args.iter().map(|r| self.word(*r)).collect();
        let word = self.world.step(&self.trace, &ins, &words).expect("it came out like this");
        self.trace.ins.push(ins);
        self.values.push(word);
        Ref::ins(self.values.len() - 1)
    }

    fn emit(&mut self, op: Op, args: &[Ref]) -> Ref {
        let ty = match op {
            Op::GetField(f) => f.ty,
            Op::GetItem(a) => a.ty,
            Op::New(..) => Ty::Ref,
            Op::Slot(_) => Ty::Value,
            Op::Call(h) => return self.push(Ins::new(op, h.ret, &[]), args),
            op => op.signature().map_or(Ty::Void, |(_, ret)| ret),
        };
        self.push(Ins::new(op, ty, args), args)
    }

    fn guard(&mut self, op: Op, args: &[Ref]) -> Ref {
        let ty = op.signature().map_or(Ty::Void, |(_, ret)| ret);
        let snap = self.snapshot();
        self.push(Ins { snap, ..Ins::new(op, ty, args) }, args)
    }

    /// A test, and a guard that it comes out as it does.
    fn decide(&mut self, op: Op, args: &[Ref]) -> bool {
        let test = self.emit(op, args);
        let outcome = self.word(test) != 0;
        self.guard(if outcome { Op::GuardTrue } else { Op::GuardFalse }, &[test]);
        outcome
    }

    fn snapshot(&mut self) -> SnapId {
        if let Some(s) = self.snap {
            return s;
        }
        let slots = self.written.iter().map(|(o, r)| (*o, SnapValue::Ref(*r))).collect();
        let kept = (0..=TURN).filter(|o| !self.written.contains_key(o)).collect();
        self.trace.snapshots.push(Snapshot { slots, kept, pc: self.pc, ..Snapshot::default() });
        let id = SnapId(self.trace.snapshots.len() as u32 - 1);
        self.snap = Some(id);
        id
    }

    fn read(&mut self, slot: i32) -> Ref {
        if let Some(r) = self.slots.get(&slot) {
            return *r;
        }
        let r = self.emit(Op::Slot(slot), &[]);
        self.slots.insert(slot, r);
        r
    }

    fn any(&mut self) -> Ref {
        let slot = self.rng.below(SLOTS as u64) as i32;
        self.read(slot)
    }

    fn write(&mut self, r: Ref) {
        self.snapshot();
        let slot = self.rng.below(SLOTS as u64) as i32;
        self.slots.insert(slot, r);
        self.written.insert(slot, r);
    }

    // ------------------------------------------------------------ ops

    /// Whether the slot's number is odd, and one more.
    fn turn(&mut self) {
        self.snap = None;
        let v = self.read(TURN);
        self.decide(Op::IsSmall, &[v]);
        let x = self.emit(Op::ToSmall, &[v]);
        let one = self.constant(Ty::Small, 2);
        let (bit, next) = (self.emit(Op::SAnd, &[x, one]), self.guard(Op::AddOvf, &[x, one]));
        self.decide(Op::SEq, &[bit, one]);
        let v = self.emit(Op::OfSmall, &[next]);
        self.slots.insert(TURN, v);
        self.written.insert(TURN, v);
    }

    fn op(&mut self) {
        if self.pairs {
            return match self.rng.below(14) {
                12 | 13 => self.nest(),
                0..3 => {
                    let v = self.any();
                    self.write(v);
                }
                3..6 => self.make(),
                6 | 7 => self.get(),
                8 | 9 => self.set(),
                10 => self.call(),
                _ => self.identity(),
            };
        }
        match self.rng.below(13) {
            0..3 => self.arithmetic(),
            3 => self.load_constant(),
            4 => {
                let v = self.any();
                self.write(v);
            }
            5 => self.make(),
            6 => self.make_tuple(),
            7 => self.get(),
            8 => self.set(),
            9 => self.identity(),
            10 => self.promote(),
            11 => self.call(),
            _ => self.bytes(),
        }
    }

    fn load_constant(&mut self) {
        let mut scratch = World::default();
        let v = match self.rng.below(3) {
            0 => reference(self.rng.below(KNOWN as u64)),
            1 => scratch.boxed(self.rng.below(4) as f64 + 0.5),
            _ => self.rng.below(5) * 2,
        };
        let v = self.constant(Ty::Value, v);
        self.write(v);
    }

    fn arithmetic(&mut self) {
        let (a, b) = (self.any(), self.any());
        if self.decide(Op::IsSmall, &[a]) && self.decide(Op::IsSmall, &[b]) {
            let (x, y) = (self.emit(Op::ToSmall, &[a]), self.emit(Op::ToSmall, &[b]));
            let r = match self.rng.below(8) {
                0 | 1 => self.guard(Op::AddOvf, &[x, y]),
                2 => self.guard(Op::SubOvf, &[x, y]),
                3 => self.emit(Op::SXor, &[x, y]),
                5 => self.emit(Op::SMin, &[x, y]),
                6 => self.emit(Op::SMax, &[x, y]),
                4 => {
                    let one = self.constant(Ty::Small, 2);
                    self.guard(Op::AddOvf, &[x, one])
                }
                _ => {
                    let f = self.emit(Op::SToF, &[x]);
                    let v = self.emit(Op::Box, &[f]);
                    self.decide(Op::SLt, &[x, y]);
                    return self.write(v);
                }
            };
            let v = self.emit(Op::OfSmall, &[r]);
            return self.write(v);
        }
        if self.decide(Op::IsFloat, &[a]) && self.decide(Op::IsFloat, &[b]) {
            let (x, y) = (self.emit(Op::Unbox, &[a]), self.emit(Op::Unbox, &[b]));
            let op = [Op::FAdd, Op::FSub, Op::FMul][self.rng.below(3) as usize];
            let r = self.emit(op, &[x, y]);
            let v = self.emit(Op::Box, &[r]);
            self.write(v);
        }
    }

    fn new_object(&mut self, desc: &'static TypeDesc, tail: u32) -> Ref {
        let header = self.constant(Ty::I64, desc.type_id as u64);
        self.emit(Op::New(desc, tail), &[header])
    }

    fn make(&mut self) {
        let (a, b) = (self.any(), self.any());
        let kind = self.rng.below(3);
        let o = match if self.pairs { kind.max(1) } else { kind } {
            0 if self.decide(Op::IsFloat, &[a]) => {
                let x = self.emit(Op::Unbox, &[a]);
                let y = self.constant(Ty::F64, 1.5f64.to_bits());
                let o = self.new_object(&POINT, 0);
                self.emit(Op::SetField(&POINT_X), &[o, x]);
                self.emit(Op::SetField(&POINT_Y), &[o, y]);
                o
            }
            1 if self.decide(Op::IsRef, &[a]) => {
                let next = self.emit(Op::ToRef, &[a]);
                let count = self.constant(Ty::I64, 3);
                let o = self.new_object(&NODE, 0);
                self.emit(Op::SetField(&NODE_NEXT), &[o, next]);
                self.emit(Op::SetField(&NODE_COUNT), &[o, count]);
                o
            }
            _ => {
                let o = self.new_object(&PAIR, 0);
                self.emit(Op::SetField(&PAIR_FIRST), &[o, a]);
                self.emit(Op::SetField(&PAIR_SECOND), &[o, b]);
                o
            }
        };
        let v = self.emit(Op::OfRef, &[o]);
        self.write(v);
    }

    /// A pair of a slot's word and a new node that refers to another slot's object.
    fn nest(&mut self) {
        let (a, b) = (self.any(), self.any());
        if !self.decide(Op::IsRef, &[b]) {
            return;
        }
        let next = self.emit(Op::ToRef, &[b]);
        let count = self.constant(Ty::I64, 3);
        let node = self.new_object(&NODE, 0);
        self.emit(Op::SetField(&NODE_NEXT), &[node, next]);
        self.emit(Op::SetField(&NODE_COUNT), &[node, count]);
        let node = self.emit(Op::OfRef, &[node]);
        let o = self.new_object(&PAIR, 0);
        self.emit(Op::SetField(&PAIR_FIRST), &[o, a]);
        self.emit(Op::SetField(&PAIR_SECOND), &[o, node]);
        let v = self.emit(Op::OfRef, &[o]);
        self.write(v);
    }

    fn make_tuple(&mut self) {
        let n = self.rng.below(3) as u32;
        let desc = if self.rng.below(2) == 0 { &TUPLE } else { &LIST };
        let array = desc.tail.expect("a tail").1;
        let parts: Vec<Ref> = (0..n).map(|_| self.any()).collect();
        let o = self.new_object(desc, n);
        for (i, v) in parts.into_iter().enumerate() {
            let i = self.constant(Ty::I64, i as u64);
            self.emit(Op::SetItem(array), &[o, i, v]);
        }
        let v = self.emit(Op::OfRef, &[o]);
        self.write(v);
    }

    /// A slot's object, its type under guard.
    fn object(&mut self) -> Option<(Ref, &'static TypeDesc)> {
        let v = self.any();
        if !self.decide(Op::IsRef, &[v]) {
            return None;
        }
        let o = self.emit(Op::ToRef, &[v]);
        let id = self.emit(Op::GetField(&HEADER_TYPE_ID), &[o]);
        let have = self.word(id);
        let wanted = self.constant(Ty::I64, have);
        self.decide(Op::IEq, &[id, wanted]);
        NAMES.types.iter().find(|d| d.type_id as u64 == have).map(|d| (o, *d))
    }

    /// An index within the tail, under guard; constant or a slot's.
    fn index(&mut self, o: Ref, len: &'static FieldDesc) -> Option<Ref> {
        let n = self.emit(Op::GetField(len), &[o]);
        let i = if self.rng.below(2) == 0 {
            self.constant(Ty::I64, 1)
        } else {
            let v = self.any();
            if !self.decide(Op::IsSmall, &[v]) {
                return None;
            }
            let s = self.emit(Op::ToSmall, &[v]);
            self.emit(Op::SToI64, &[s])
        };
        self.decide(Op::IULt, &[i, n]).then_some(i)
    }

    fn get(&mut self) {
        let Some((o, desc)) = self.object() else { return };
        let v = match desc.name {
            "Point" => {
                let x = self.emit(Op::GetField(&POINT_X), &[o]);
                self.emit(Op::Box, &[x])
            }
            "Pair" => {
                let f = [&PAIR_FIRST, &PAIR_SECOND][self.rng.below(2) as usize];
                self.emit(Op::GetField(f), &[o])
            }
            "Node" if self.rng.below(2) == 0 => {
                let r = self.emit(Op::GetField(&NODE_NEXT), &[o]);
                self.emit(Op::OfRef, &[r])
            }
            "Node" => {
                let i = self.emit(Op::GetField(&NODE_COUNT), &[o]);
                let s = self.emit(Op::I64ToS, &[i]);
                self.emit(Op::OfSmall, &[s])
            }
            "Bytes" => return,
            _ => {
                let (len, array) = desc.tail.expect("a tail");
                let Some(i) = self.index(o, len) else { return };
                self.emit(Op::GetItem(array), &[o, i])
            }
        };
        self.write(v);
    }

    fn set(&mut self) {
        let Some((o, desc)) = self.object() else { return };
        let v = self.any();
        match desc.name {
            "Point" if self.decide(Op::IsFloat, &[v]) => {
                let x = self.emit(Op::Unbox, &[v]);
                self.emit(Op::SetField(&POINT_X), &[o, x]);
            }
            "Pair" => _ = self.emit(Op::SetField(&PAIR_SECOND), &[o, v]),
            "Node" if self.decide(Op::IsRef, &[v]) => {
                let r = self.emit(Op::ToRef, &[v]);
                self.emit(Op::SetField(&NODE_NEXT), &[o, r]);
            }
            "List" => {
                let Some(i) = self.index(o, &LIST_LEN) else { return };
                self.emit(Op::SetItem(&LIST_ITEMS), &[o, i, v]);
            }
            _ => {
                let shape = self.constant(Ty::I64, self.pc as u64);
                self.emit(Op::SetField(&HEADER_SHAPE), &[o, shape]);
            }
        }
    }

    /// Two slots are one object, or not. Doubles have no identity that survives unboxing.
    fn identity(&mut self) {
        let (a, b) = (self.any(), self.any());
        if !self.decide(Op::IsFloat, &[a]) && !self.decide(Op::IsFloat, &[b]) {
            self.decide(Op::SameWord, &[a, b]);
        }
    }

    fn promote(&mut self) {
        let v = self.any();
        let word = self.word(v);
        if word & 1 == 0 || word & 3 == 1 && word < reference(KNOWN as u64) {
            let c = self.constant(Ty::Value, word);
            self.decide(Op::SameWord, &[v, c]);
        }
    }

    fn call(&mut self) {
        let (a, b) = (self.any(), self.any());
        let r = match self.rng.below(6) {
            0 => {
                let i = self.emit(Op::Call(&HASH), &[a]);
                let mask = self.constant(Ty::I64, 0xff);
                let i = self.emit(Op::IAnd, &[i, mask]);
                let s = self.emit(Op::I64ToS, &[i]);
                self.emit(Op::OfSmall, &[s])
            }
            1 | 2 => {
                if !self.decide(Op::IsRef, &[a]) {
                    return;
                }
                let o = self.emit(Op::ToRef, &[a]);
                if self.rng.below(2) == 0 {
                    self.emit(Op::Call(&RESERVE), &[o]);
                    return;
                }
                self.emit(Op::Call(&LOOK), &[o])
            }
            3 => self.emit(Op::Call(&CONCAT), &[a, b]),
            4 => self.emit(Op::Call(&TOUCH), &[a]),
            _ => self.risky(a),
        };
        self.write(r);
    }

    /// A helper that raises sometimes, though not when recorded.
    fn risky(&mut self, a: Ref) -> Ref {
        self.snapshot();
        while ((self.world.effects.wrapping_mul(31) + 1) % 97).is_multiple_of(5) {
            self.emit(Op::Call(&TOUCH), &[a]);
        }
        let r = self.emit(Op::Call(&RISKY), &[a]);
        let before = self.snapshot().0 as usize;
        let mut s = self.trace.snapshots[before].clone();
        s.raised = true;
        self.trace.snapshots.push(s);
        let snap = SnapId(self.trace.snapshots.len() as u32 - 1);
        self.push(Ins { snap, ..Ins::new(Op::GuardNoRaise, Ty::Void, &[]) }, &[]);
        r
    }

    /// A store to a byte array and a load from it, at constant or computed places.
    fn bytes(&mut self) {
        let o = self.constant(Ty::Ref, reference(4));
        let v = self.any();
        if !self.decide(Op::IsSmall, &[v]) {
            return;
        }
        let s = self.emit(Op::ToSmall, &[v]);
        let i = self.emit(Op::SToI64, &[s]);
        let three = self.constant(Ty::I64, 3);
        let masked = self.emit(Op::IAnd, &[i, three]);
        let big = self.constant(Ty::I64, 250 + self.pc as u64);
        let x = self.emit(Op::IAdd, &[i, big]);
        let at = [masked, three][self.rng.below(2) as usize];
        self.emit(Op::SetItem(&BYTES_ITEMS), &[o, masked, x]);
        let r = self.emit(Op::GetItem(&BYTES_ITEMS), &[o, at]);
        let s = self.emit(Op::I64ToS, &[r]);
        let v = self.emit(Op::OfSmall, &[s]);
        self.write(v);
    }
}
