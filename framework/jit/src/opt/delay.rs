//! Stores put off: a virtual object that is stored into a real one stays virtual until somebody could look.
//!
//! ```text
//! state.handled = new0          put off: exits make the store, and the object
//! guard ..                      its snapshot says so
//! state.handled = v1            what was there before: neither store is left
//! ```
//! Assumes that memory's table holds the value put off, so that loads find it. Establishes: no store is
//! put off where code runs that may read the field, at the label and at the trace's end.

use super::emit::{Optimizer, Val};
use trackway_ir::{FieldDesc, Ins, Op, Ref, Ty};

/// `object.field = value`, not done yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Delayed {
    pub(crate) object: Ref,
    pub(crate) field: &'static FieldDesc,
    pub(crate) value: Val,
    /// What memory holds, if that is known.
    before: Option<Val>,
}

impl Optimizer<'_> {
    /// Puts off a store of a virtual object.
    pub(super) fn delay(&mut self, object: Ref, field: &'static FieldDesc, value: Val) {
        self.settle(field, object);
        let before = match self.take_delayed(object, field) {
            Some(earlier) => earlier.before,
            None => self.memory.field(object, field),
        };
        self.delayed.push(Delayed { object, field, value, before });
        self.memory.store_field(object, field, value);
        self.translated.clear();
    }

    /// A real value is about to be stored: what was put off for the same word is not done any more.
    /// What memory holds there, if that is known.
    pub(super) fn supersede(&mut self, object: Ref, field: &'static FieldDesc) -> Option<Val> {
        self.settle(field, object);
        let held = match self.take_delayed(object, field) {
            Some(earlier) => earlier.before,
            None => self.memory.field(object, field),
        };
        held.map(|v| self.known(v))
    }

    fn take_delayed(&mut self, object: Ref, field: &'static FieldDesc) -> Option<Delayed> {
        let at = self.delayed.iter().position(|d| d.object == object && d.field == field)?;
        self.translated.clear();
        Some(self.delayed.remove(at))
    }

    /// The field of `object` is about to be read or written: does the stores to it that other names of the same
    /// object may have put off.
    pub(super) fn settle(&mut self, field: &'static FieldDesc, object: Ref) {
        let concerned = |d: &Delayed, o: &Self| {
            d.field == field && d.object != object && !o.memory.distinct(d.object, object)
        };
        while let Some(at) = self.delayed.iter().position(|d| concerned(d, self)) {
            let d = self.delayed.remove(at);
            self.store_now(d);
        }
    }

    /// Does all stores that were put off.
    pub(crate) fn settle_all(&mut self) {
        for d in std::mem::take(&mut self.delayed) {
            self.store_now(d);
        }
    }

    fn store_now(&mut self, d: Delayed) {
        self.translated.clear();
        let v = self.real_val(d.value);
        self.push(Ins::new(Op::SetField(d.field), Ty::Void, &[d.object, v]));
        self.memory.store_field(d.object, d.field, Val::Ref(v));
    }
}
