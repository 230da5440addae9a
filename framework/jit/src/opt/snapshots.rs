//! Snapshots of the output: recorded slots by their present values, and what the loop carries.

use super::delay::Delayed;
use super::emit::{Optimizer, Val};
use std::collections::HashMap;
use trackway_ir::{Op, Ref, SnapId, SnapValue, SnapWrite, Snapshot, Virtual};

impl Optimizer<'_> {
    /// The output's snapshot for a recorded one, here.
    pub(crate) fn snapshot(&mut self, raw: SnapId) -> SnapId {
        if let Some(s) = self.translated.get(&raw) {
            return *s;
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
        let id = self.add_snapshot(Snapshot { slots, writes, kept: Vec::new(), ..recorded.clone() });
        self.translated.insert(raw, id);
        id
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
        let slots = slots.collect();
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

    fn snap_value(&mut self, v: Val, seen: &mut HashMap<u32, u32>) -> SnapValue {
        let o = match v {
            Val::Ref(r) => return SnapValue::Ref(self.unwrapped(self.facts.resolve(r))),
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
