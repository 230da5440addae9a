//! Snapshots of the output: recorded slots by their present values, and what the loop carries.

use super::delay::Delayed;
use super::emit::{Optimizer, Val};
use super::facts::Kind;
use std::collections::{HashMap, HashSet};
use trackway_gc::{HEADER_LASTING_SHAPE, HEADER_SHAPE, HEADER_TYPE_ID};
use trackway_ir::{Fact, Op, Ref, SnapId, SnapValue, SnapWrite, Snapshot, Ty, Virtual};

impl Optimizer<'_> {
    /// The output's snapshot for a recorded one, here.
    pub(crate) fn snapshot(&mut self, raw: SnapId) -> SnapId {
        if let Some(&(s, writes)) = self.translated.get(&raw) {
            if writes != self.memory.writes {
                self.forget_known(s);
            }
            return s;
        }
        let recorded = &self.raw.snapshots[raw.0 as usize];
        let mut seen = HashMap::new();
        let mut slots = Vec::with_capacity(recorded.slots.len());
        for &(offset, v) in &recorded.slots {
            let SnapValue::Ref(r) = v else { unreachable!("recorded snapshots hold no virtuals") };
            let v = self.val(r);
            slots.push((offset, self.snap_value(v, &mut seen)));
        }
        for &offset in &recorded.kept {
            if let Some(&v) = self.carried.get(&offset)
                && !self.is_own_slot(offset, v)
            {
                slots.push((offset, self.snap_value(v, &mut seen)));
            }
        }
        let delayed = std::mem::take(&mut self.delayed);
        let write = |d: &Delayed| {
            let object = SnapValue::Ref(self.facts.resolve(d.object));
            SnapWrite { object, field: d.field, value: self.snap_value(d.value, &mut seen) }
        };
        let writes = delayed.iter().map(write).collect();
        self.delayed = delayed;
        let mut snap = Snapshot { slots, writes, kept: Vec::new(), ..recorded.clone() };
        snap.known = self.known_at(&snap, &recorded.kept);
        snap.of = Some(self.recorded_at(raw));
        let id = self.add_snapshot(snap);
        self.translated.insert(raw, (id, self.memory.writes));
        id
    }

    /// What was known of memory may hold no more where the snapshot is used.
    pub(super) fn forget_known(&mut self, s: SnapId) {
        self.snapshots[s.0 as usize].known.retain(|(_, fact)| fact.lasts());
    }

    /// What is known of the values that a bridge would begin with; `kept` are live words of the root frame.
    fn known_at(&self, snap: &Snapshot, kept: &[i32]) -> Vec<(Ref, Fact)> {
        let mut inputs: Vec<Ref> = Vec::new();
        let mut seen = HashSet::new();
        let mut work: Vec<SnapValue> = snap.values().collect();
        while let Some(v) = work.pop() {
            match v {
                SnapValue::Ref(r) => inputs.push(r),
                SnapValue::Virtual(i) if seen.insert(i) => {
                    let x = &self.virtuals[i as usize];
                    work.extend(x.fields.iter().chain(&x.tail));
                }
                SnapValue::Virtual(_) => {}
            }
        }
        let in_memory = |offset: &&i32| !snap.slots.iter().any(|(o, _)| o == *offset);
        let words = kept.iter().filter(in_memory);
        inputs.extend(words.filter_map(|offset| self.facts.numbered(Op::Slot(*offset), [Ref::NONE; 2])));
        inputs.sort_unstable();
        inputs.dedup();
        let mut known = Vec::new();
        for r in inputs.into_iter().filter(|r| !r.is_const()) {
            self.add_facts(r, &mut known);
        }
        known
    }

    fn add_facts(&self, r: Ref, known: &mut Vec<(Ref, Fact)>) {
        let object = match self.facts.ty(r) {
            Ty::Ref => Some(r),
            Ty::Value => {
                let test = match self.facts.kind(r) {
                    Some(Kind::Small) => Op::IsSmall,
                    Some(Kind::Float) => Op::IsFloat,
                    Some(Kind::Ref) => Op::IsRef,
                    None => return,
                };
                known.push((r, Fact::Test(test)));
                self.facts.numbered(Op::ToRef, [r, Ref::NONE]).filter(|_| test == Op::IsRef)
            }
            _ => None,
        };
        let Some(object) = object.map(|o| self.facts.resolve(o)) else { return };
        for f in [&HEADER_TYPE_ID, &HEADER_SHAPE, &HEADER_LASTING_SHAPE] {
            if let Some(Val::Ref(v)) = self.memory.field(object, f)
                && let Some(c) = self.facts.const_of(self.facts.resolve(v))
            {
                known.push((r, Fact::Field(f, c.bits)));
            }
        }
    }

    /// Memory holds this word already.
    fn is_own_slot(&self, offset: i32, v: Val) -> bool {
        matches!(v, Val::Ref(r) if self.facts.def(r) == Some(Op::Slot(offset)))
    }

    /// The same with every object real, for leaving to code that reads the frames.
    pub(crate) fn real_snapshot(&mut self, raw: SnapId) -> SnapId {
        let recorded = self.raw.snapshots[raw.0 as usize].clone();
        let slots = recorded.slots.iter().map(|&(offset, v)| {
            let SnapValue::Ref(r) = v else { unreachable!("recorded snapshots hold no virtuals") };
            let r = self.real(r);
            (offset, SnapValue::Ref(self.unwrapped(r)))
        });
        let mut slots: Vec<(i32, SnapValue)> = slots.collect();
        for &offset in &recorded.kept {
            if let Some(&v) = self.carried.get(&offset)
                && !self.is_own_slot(offset, v)
            {
                let r = self.real_val(v);
                slots.push((offset, SnapValue::Ref(self.unwrapped(r))));
            }
        }
        self.add_snapshot(Snapshot { slots, kept: Vec::new(), ..recorded })
    }

    fn add_snapshot(&mut self, s: Snapshot) -> SnapId {
        self.snapshots.push(s);
        SnapId(self.snapshots.len() as u32 - 1)
    }

    /// An exit boxes by type, so a boxed value is kept unboxed.
    fn unwrapped(&self, r: Ref) -> Ref {
        match self.facts.def(r) {
            Some(Op::Box | Op::OfSmall | Op::OfRef) => self.facts.resolve(self.facts.ins[r.index()].args[0]),
            _ => r,
        }
    }

    /// The same where a word was unwrapped before: the exit needs no more words then, and a bridge knows the type.
    fn typed(&self, r: Ref) -> Ref {
        let conversion = match self.facts.kind(r) {
            Some(Kind::Small) => Op::ToSmall,
            Some(Kind::Float) => Op::Unbox,
            Some(Kind::Ref) => Op::ToRef,
            None => return self.unwrapped(r),
        };
        let numbered = self.facts.numbered(conversion, [r, Ref::NONE]).filter(|_| !r.is_const());
        numbered.map_or_else(|| self.unwrapped(r), |x| self.facts.resolve(x))
    }

    fn snap_value(&mut self, v: Val, seen: &mut HashMap<u32, u32>) -> SnapValue {
        let o = match v {
            Val::Ref(r) => return SnapValue::Ref(self.typed(self.facts.resolve(r))),
            Val::Virtual(o) => o,
        };
        let object = self.objects[o as usize].clone();
        if let Some(r) = object.real {
            return SnapValue::Ref(r);
        }
        if let Some(i) = seen.get(&o) {
            return SnapValue::Virtual(*i);
        }
        let i = self.virtuals.len() as u32;
        seen.insert(o, i);
        let header = SnapValue::Ref(object.header);
        self.virtuals.push(Virtual { desc: object.desc, header, fields: Vec::new(), tail: Vec::new() });
        let fields = object.fields.iter().map(|v| self.snap_value(*v, seen)).collect();
        let tail = object.tail.iter().map(|v| self.snap_value(*v, seen)).collect();
        self.virtuals[i as usize].fields = fields;
        self.virtuals[i as usize].tail = tail;
        SnapValue::Virtual(i)
    }
}
