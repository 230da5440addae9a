//! A heap and frames in which traces are carried out, instruction by instruction.

use super::reference::{immediate, pure};
use super::{LIST, NODE, PAIR, TOUCH};
use std::collections::{BTreeMap, HashMap};
use trackway_gc::{HEADER_LASTING_SHAPE, HEADER_SHAPE, HEADER_TYPE_ID, Value};
use trackway_ir::*;

/// An object; `desc` is `None` for a boxed double, which is in `header`.
#[derive(Clone, Debug)]
pub struct Object {
    pub desc: Option<&'static TypeDesc>,
    pub header: u64,
    pub fields: Vec<u64>,
    pub tail: Vec<u64>,
}

/// Objects, frame slots, and a counter that every effect moves.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub objects: Vec<Object>,
    pub slots: BTreeMap<i32, u64>,
    pub effects: u64,
    /// Rounds that a poll in the loop's body stands for, if more than one.
    pub rounds: u32,
    /// Rounds begun, by the polls passed.
    pub done: u32,
    pending: bool,
}

/// How a run left its trace.
#[derive(Debug, PartialEq)]
pub struct Left {
    pub pc: u32,
    pub raised: bool,
    /// The slots that the exit vouches for.
    pub live: Vec<i32>,
}

const FIRST: u64 = 0x1001;

impl World {
    pub fn add(&mut self, desc: &'static TypeDesc, header: u64, tail: usize) -> u64 {
        let fields = vec![0; desc.fields.len()];
        self.objects.push(Object { desc: Some(desc), header, fields, tail: vec![0; tail] });
        FIRST + 16 * (self.objects.len() as u64 - 1)
    }

    pub fn object(&mut self, word: u64) -> &mut Object {
        &mut self.objects[((word - FIRST) / 16) as usize]
    }

    pub fn float(&self, word: u64) -> Option<f64> {
        if word & 3 == 1 {
            let o = &self.objects[((word - FIRST) / 16) as usize];
            return o.desc.is_none().then_some(f64::from_bits(o.header));
        }
        immediate(word)
    }

    pub fn boxed(&mut self, f: f64) -> u64 {
        if let Some(v) = Value::immediate_float(f) {
            return v.bits();
        }
        self.objects.push(Object { desc: None, header: f.to_bits(), fields: vec![], tail: vec![] });
        FIRST + 16 * (self.objects.len() as u64 - 1)
    }

    /// Slots and the first `known` objects with all they refer to, in words that do not depend on
    /// where objects lie.
    pub fn describe(&self, slots: &[i32], known: usize) -> String {
        let mut names: HashMap<u64, usize> = HashMap::new();
        let mut work: Vec<u64> = Vec::new();
        let mut text = format!("effects {}\n", self.effects);
        let mut roots: Vec<(String, u64)> =
            slots.iter().map(|o| (format!("slot {o}"), self.slots[o])).collect();
        roots.extend((0..known as u64).map(|i| (format!("object {i}"), FIRST + 16 * i)));
        for (name, word) in roots {
            text += &format!("{name} = {}\n", self.word(word, &mut names, &mut work));
        }
        while let Some(word) = work.pop() {
            let o = &self.objects[((word - FIRST) / 16) as usize];
            let desc = o.desc.expect("doubles are written out");
            let mut line = format!("o{} = {} {:#x}", names[&word], desc.name, o.header);
            let types = desc.fields.iter().map(|f| f.ty).zip(&o.fields);
            let element = desc.tail.map_or(Ty::Value, |(_, a)| a.ty);
            for (ty, w) in types.chain(o.tail.iter().map(|w| (element, w))) {
                let heap = matches!(ty, Ty::Value | Ty::Ref);
                line += &if heap {
                    " ".to_string() + &self.word(*w, &mut names, &mut work)
                } else {
                    format!(" {w:#x}")
                };
            }
            text += &format!("{line}\n");
        }
        text
    }

    fn word(&self, word: u64, names: &mut HashMap<u64, usize>, work: &mut Vec<u64>) -> String {
        if let Some(f) = self.float(word) {
            return format!("{:#x}f", f.to_bits());
        }
        if word & 3 != 1 {
            return format!("{}", word as i64 >> 1);
        }
        let next = names.len();
        let n = *names.entry(word).or_insert_with(|| {
            work.push(word);
            next
        });
        format!("o{n}")
    }

    // ------------------------------------------------------------ instructions

    fn load(&mut self, object: u64, f: &'static FieldDesc) -> u64 {
        let o = self.object(object);
        if *f == HEADER_TYPE_ID {
            return o.header & 0xffff;
        }
        if *f == HEADER_SHAPE || *f == HEADER_LASTING_SHAPE {
            return o.header >> 32;
        }
        let desc = o.desc.expect("no double");
        match desc.fields.iter().position(|g| *g == f) {
            Some(i) => o.fields[i],
            None => o.tail.len() as u64,
        }
    }

    pub fn store(&mut self, object: u64, f: &'static FieldDesc, word: u64) {
        let o = self.object(object);
        if *f == HEADER_SHAPE {
            o.header = o.header & 0xffff_ffff | word << 32;
            return;
        }
        let i = o.desc.expect("no double").fields.iter().position(|g| *g == f).expect("its field");
        o.fields[i] = word;
    }

    pub fn store_item(&mut self, object: u64, a: &'static ArrayDesc, i: u64, word: u64) {
        let word = if a.width == Width::U8 { word & 0xff } else { word };
        self.object(object).tail[i as usize] = word;
    }

    /// What a helper does; all depends on the world only.
    pub fn call(&mut self, h: &'static HelperDesc, args: &[u64]) -> u64 {
        let a = args[0];
        match h.name {
            "hash" if a & 3 == 1 => self.float(a).map_or(7, f64::to_bits),
            "hash" => a.wrapping_mul(31),
            "look" => self.load_second(a),
            "concat" => {
                let pair = self.add(&PAIR, 71, 0);
                self.object(pair).fields = args.to_vec();
                pair
            }
            "reserve" => {
                self.store_second(a, 0x80);
                0
            }
            name => {
                self.effects = self.effects.wrapping_mul(31) + 1;
                let effects = self.effects % 97;
                if a & 3 == 1 && self.float(a).is_none() {
                    self.store_second(a, effects << 1);
                }
                for known in [FIRST, FIRST + 16] {
                    self.store_second(known, (effects + 1) << 1);
                }
                self.pending = name != TOUCH.name && effects.is_multiple_of(5);
                if effects.is_multiple_of(3) { a } else { effects << 1 }
            }
        }
    }

    fn load_second(&mut self, object: u64) -> u64 {
        let o = self.object(object);
        if o.desc == Some(&PAIR) { o.fields[1] } else { 4 }
    }

    fn store_second(&mut self, object: u64, word: u64) {
        let o = self.object(object);
        match o.desc {
            Some(d) if *d == PAIR => o.fields[1] = word,
            Some(d) if *d == NODE => o.fields[1] = word >> 1,
            Some(d) if *d == LIST => o.tail.iter_mut().for_each(|w| *w = word),
            _ => {}
        }
    }

    /// Carries one instruction out; `None`: the guard fails.
    pub fn step(&mut self, t: &Trace, ins: &Ins, args: &[u64]) -> Option<u64> {
        let arg = |i: usize| args.get(i).copied().unwrap_or(0);
        Some(match ins.op {
            Op::Slot(n) => self.slots[&n],
            Op::GetField(f) => self.load(arg(0), f),
            Op::SetField(f) => {
                self.store(arg(0), f, arg(1));
                0
            }
            Op::GetItem(_) => self.object(arg(0)).tail[arg(1) as usize],
            Op::SetItem(a) => {
                self.store_item(arg(0), a, arg(1), arg(2));
                0
            }
            Op::New(d, n) => self.add(d, arg(0), n as usize),
            Op::Call(h) => self.call(h, args),
            Op::AssumeTrue | Op::AssumeFalse => {
                assert_eq!(arg(0) != 0, ins.op == Op::AssumeTrue, "what a bridge assumes");
                0
            }
            Op::GuardTrue if arg(0) == 0 => return None,
            Op::GuardFalse if arg(0) != 0 => return None,
            Op::GuardNoRaise if std::mem::take(&mut self.pending) => return None,
            Op::GuardTrue | Op::GuardFalse | Op::GuardNoRaise | Op::GuardValid | Op::Poll => 0,
            Op::Param | Op::ExitValue(_) => unreachable!("set by the runner of {t}"),
            op => return pure(self, op, arg(0), arg(1)),
        })
    }

    // ------------------------------------------------------------ whole traces

    /// Runs a trace until it leaves; each poll takes one from `fuel`, the last one leaves.
    pub fn run(&mut self, t: &Trace, fuel: &mut u32) -> Left {
        self.run_from(t, &[], fuel)
    }

    /// The same of a bridge, which begins with what the exit has saved.
    pub fn run_from(&mut self, t: &Trace, saved: &[u64], fuel: &mut u32) -> Left {
        let mut values = vec![0; t.ins.len()];
        let mut at = 0;
        let mut arrived = t.label_args.clone();
        let (mut line_end, mut end) = (t.main_end(), &t.end);
        loop {
            if t.label == Some(at) {
                let words: Vec<u64> = arrived.iter().map(|r| word_of(t, &values, *r)).collect();
                values[at..at + words.len()].copy_from_slice(&words);
                at += words.len();
            }
            if at == line_end {
                match end {
                    End::Loop { args } => arrived = args.clone(),
                    End::Exit { snap } => return self.leave(t, &values, *snap),
                    End::Header { snap, .. } => {
                        // A branch that goes through the header ends a round.
                        *fuel = fuel.saturating_sub(!t.branches.is_empty() as u32);
                        return self.leave(t, &values, *snap);
                    }
                }
                (line_end, end) = (t.main_end(), &t.end);
                if t.label.is_none() {
                    self.next_round(t, &values);
                }
                at = t.label.unwrap_or(0);
                continue;
            }
            let ins = t.ins[at];
            if let Op::ExitValue(n) = ins.op {
                values[at] = saved[n as usize];
                at += 1;
                continue;
            }
            let args: Vec<u64> = t.operands(&ins).iter().map(|r| word_of(t, &values, *r)).collect();
            if ins.op == Op::Poll {
                let rounds = if t.label.is_some_and(|label| at >= label) { self.rounds.max(1) } else { 1 };
                self.done += rounds;
                *fuel = fuel.saturating_sub(rounds);
            }
            let empty = ins.op == Op::Poll && *fuel == 0;
            match self.step(t, &ins, &args) {
                Some(word) if !empty => values[at] = word,
                _ => match t.branches.iter().position(|b| b.snap == ins.snap) {
                    Some(n) => {
                        (at, line_end, end) =
                            (t.branches[n].first, t.branch_range(n).end, &t.branches[n].end);
                        continue;
                    }
                    None => {
                        // A branch has not polled yet where its values do not fit the label.
                        let unpolled = at >= t.main_end() && ins.op != Op::Poll;
                        let at_header = t.snapshots[ins.snap.0 as usize].pc == 0;
                        *fuel = fuel.saturating_sub((unpolled && at_header) as u32);
                        return self.leave(t, &values, ins.snap);
                    }
                },
            }
            at += 1;
        }
    }

    /// A recorded loop goes round through memory.
    fn next_round(&mut self, t: &Trace, values: &[u64]) {
        let poll = t.ins.iter().rev().find(|i| i.op == Op::Poll).expect("a loop polls");
        self.leave(t, values, poll.snap);
    }

    /// Writes what an exit says to the slots.
    fn leave(&mut self, t: &Trace, values: &[u64], snap: SnapId) -> Left {
        let s = &t.snapshots[snap.0 as usize];
        let mut made = HashMap::new();
        for (offset, v) in &s.slots {
            let word = self.restore(t, values, *v, Ty::Value, &mut made);
            self.slots.insert(*offset, word);
        }
        for w in &s.writes {
            let object = self.restore(t, values, w.object, Ty::Ref, &mut made);
            let word = self.restore(t, values, w.value, w.field.ty, &mut made);
            self.store(object, w.field, word);
        }
        let live = s.slots.iter().map(|(o, _)| *o).chain(s.kept.iter().copied()).collect();
        Left { pc: s.pc, raised: s.raised, live }
    }

    fn restore(
        &mut self,
        t: &Trace,
        values: &[u64],
        v: SnapValue,
        wanted: Ty,
        made: &mut HashMap<u32, u64>,
    ) -> u64 {
        let i = match v {
            SnapValue::Ref(r) => {
                let word = word_of(t, values, r);
                let boxes = t.ty(r) == Ty::F64 && wanted != Ty::F64;
                return if boxes { self.boxed(f64::from_bits(word)) } else { word };
            }
            SnapValue::Virtual(i) => i,
        };
        if let Some(word) = made.get(&i) {
            return *word;
        }
        let x = t.virtuals[i as usize].clone();
        let header = self.restore(t, values, x.header, Ty::I64, made);
        let object = self.add(x.desc, header, x.tail.len());
        made.insert(i, object);
        for (f, v) in x.desc.fields.iter().zip(x.fields) {
            let word = self.restore(t, values, v, f.ty, made);
            self.store(object, f, word);
        }
        for (i, v) in x.tail.into_iter().enumerate() {
            let (_, array) = x.desc.tail.expect("a tail");
            let word = self.restore(t, values, v, array.ty, made);
            self.store_item(object, array, i as u64, word);
        }
        object
    }
}

/// The word of a reference.
pub fn word_of(t: &Trace, values: &[u64], r: Ref) -> u64 {
    if r.is_const() { t.consts[r.index()].bits } else { values[r.index()] }
}
