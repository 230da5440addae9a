//! Load and store forwarding.
//!
//! Two accesses touch the same word only if field and object agree; objects under different names
//! may be the same object. A helper that may write may write anything that is not immutable.
//! A store to a narrow field is remembered as what a load would read: its low bits.

use super::emit::{Impossible, Optimizer, Val};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use trackway_gc::{HEADER_LASTING_SHAPE, HEADER_SHAPE, HEADER_TYPE_ID};
use trackway_ir::{ArrayDesc, Const, Effect, FieldDesc, HelperDesc, Ins, Op, Ref, Trace, Ty, Width};

/// Compares a forwarded load with memory, for `--tw-jit=check-loads`.
static CHECK_LOAD: HelperDesc = HelperDesc {
    name: "check_load",
    address: || check_load as *const () as usize,
    args: &[Ty::I64, Ty::I64],
    ret: Ty::Void,
    effect: Effect::Repeatable,
    raises: false,
};

/// Aborts the process on a difference: an effect of the optimiser's tables is wrong.
extern "C" fn check_load(_ctx: usize, loaded: u64, known: u64) {
    assert_eq!(loaded, known, "a forwarded load differs from memory");
}

/// A repeatable helper may write too: a reserve moves a list's storage.
pub(crate) fn may_write(helper: &HelperDesc) -> bool {
    helper.effect >= Effect::Repeatable
}

/// What is known to be in memory.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    fields: HashMap<(Ref, &'static FieldDesc), Val>,
    items: HashMap<(Ref, &'static ArrayDesc, Ref), Val>,
    /// Objects allocated in this trace, not seen by anybody else when made real.
    fresh: HashSet<Ref>,
    /// How often something was written.
    pub(super) writes: u32,
}

impl Memory {
    pub(crate) fn forget_mutable(&mut self) {
        self.writes += 1;
        self.fields.retain(|(_, f), _| f.immutable);
        self.items.retain(|(_, a, _), _| a.immutable);
    }

    pub(crate) fn add_fresh(&mut self, r: Ref) {
        self.fresh.insert(r);
    }

    pub(crate) fn know_field(&mut self, r: Ref, f: &'static FieldDesc, v: Val) {
        self.fields.insert((r, f), v);
    }

    pub(crate) fn know_item(&mut self, r: Ref, a: &'static ArrayDesc, i: Ref, v: Val) {
        self.items.insert((r, a, i), v);
    }

    /// Two different names for what cannot be one object.
    pub(super) fn distinct(&self, a: Ref, b: Ref) -> bool {
        a != b && (self.fresh.contains(&a) && (self.fresh.contains(&b) || b.is_const()))
            || a != b && (self.fresh.contains(&b) && a.is_const())
            || a != b && a.is_const() && b.is_const()
    }

    /// What the field holds, if that is known.
    pub(super) fn field(&self, r: Ref, f: &'static FieldDesc) -> Option<Val> {
        self.fields.get(&(r, f)).copied()
    }

    pub(super) fn store_field(&mut self, r: Ref, f: &'static FieldDesc, v: Val) {
        self.writes += 1;
        let gone: Vec<_> = self
            .fields
            .keys()
            .filter(|(o, g)| *g == f && *o != r && !self.distinct(*o, r))
            .copied()
            .collect();
        for k in gone {
            self.fields.remove(&k);
        }
        self.fields.insert((r, f), v);
    }

    fn store_item(&mut self, r: Ref, a: &'static ArrayDesc, i: Ref, v: Val) {
        let apart = |(o, b, j): &(Ref, &'static ArrayDesc, Ref)| {
            *b != a || self.distinct(*o, r) || i.is_const() && j.is_const() && i != *j
        };
        let gone: Vec<_> = self.items.keys().filter(|k| !apart(k)).copied().collect();
        for k in gone {
            self.items.remove(&k);
        }
        self.items.insert((r, a, i), v);
    }

    /// Keeps what one round of the recorded loop cannot change, whichever way it takes.
    pub(crate) fn keep_invariant(&mut self, paths: &[&Trace]) {
        let (mut fields, mut items, mut any) = (HashSet::default(), HashSet::default(), false);
        for ins in paths.iter().flat_map(|t| &t.ins) {
            match ins.op {
                Op::SetField(f) => _ = fields.insert(f),
                Op::SetItem(a) => _ = items.insert(a),
                Op::Call(h) => any |= may_write(h),
                Op::CallCode(_) => any = true,
                _ => {}
            }
        }
        let real = |v: &Val| matches!(v, Val::Ref(_));
        self.fields.retain(|(_, f), v| real(v) && (f.immutable || !any && !fields.contains(f)));
        self.items.retain(|(_, a, _), v| real(v) && (a.immutable || !any && !items.contains(a)));
        self.fresh.clear();
    }
}

impl Optimizer<'_> {
    /// A value read back from memory, with what is known by now.
    pub(super) fn known(&self, v: Val) -> Val {
        match v {
            Val::Ref(r) => Val::Ref(self.facts.resolve(r)),
            Val::Virtual(o) => self.objects[o as usize].real.map_or(v, Val::Ref),
        }
    }

    /// What a word of this width reads as after `v` was stored there.
    fn narrowed(&mut self, width: Width, v: Ref) -> Ref {
        let mask = match width {
            Width::U8 => 0xff,
            Width::U16 => 0xffff,
            Width::U32 => 0xffff_ffff,
            Width::W64 => return v,
        };
        if self.facts.ty(v) != Ty::I64 {
            return v;
        }
        let mask = self.facts.constant(Const { ty: Ty::I64, bits: mask });
        self.pure(Op::IAnd, Ty::I64, &[v, mask])
    }

    pub(crate) fn get_field(&mut self, f: &'static FieldDesc, ins: &Ins) -> Result<Val, Impossible> {
        let object = match self.val(ins.args[0]) {
            Val::Virtual(o) => return self.virtual_field(o, f),
            Val::Ref(r) => r,
        };
        if let Some(v) = self.memory.field(object, f) {
            self.check_load(ins, &[object], v);
            return Ok(self.known(v));
        }
        self.settle(f, object);
        let r = self.push(Ins::new(ins.op, ins.ty, &[object]));
        self.memory.fields.insert((object, f), Val::Ref(r));
        Ok(Val::Ref(r))
    }

    pub(crate) fn set_field(&mut self, f: &'static FieldDesc, ins: &Ins) -> Result<(), Impossible> {
        let v = self.val(ins.args[1]);
        let object = match self.val(ins.args[0]) {
            Val::Virtual(o) => return self.set_virtual_field(o, f, v),
            Val::Ref(r) => r,
        };
        if let Val::Virtual(_) = v {
            self.delay(object, f, v);
            return Ok(());
        }
        let v = self.real(ins.args[1]);
        let read = self.narrowed(f.width, v);
        if self.supersede(object, f) != Some(Val::Ref(read)) {
            self.push(Ins::new(ins.op, Ty::Void, &[object, v]));
        }
        self.memory.store_field(object, f, Val::Ref(read));
        Ok(())
    }

    /// The virtual object and the element's number, if both are known.
    fn virtual_item(&mut self, object: Ref, i: Ref) -> Result<Option<(u32, usize)>, Impossible> {
        let (Val::Virtual(o), Some(c)) = (self.val(object), self.facts.const_of(i)) else { return Ok(None) };
        let i = c.bits as usize;
        // Only on a path that a guard excludes.
        if i < self.objects[o as usize].tail.len() { Ok(Some((o, i))) } else { Err(Impossible) }
    }

    pub(crate) fn get_item(&mut self, a: &'static ArrayDesc, ins: &Ins) -> Result<Val, Impossible> {
        let i = self.real(ins.args[1]);
        if let Some((o, i)) = self.virtual_item(ins.args[0], i)? {
            return Ok(self.known(self.objects[o as usize].tail[i]));
        }
        let object = self.real(ins.args[0]);
        if let Some(v) = self.memory.items.get(&(object, a, i)).copied() {
            self.check_load(ins, &[object, i], v);
            return Ok(self.known(v));
        }
        let r = self.push(Ins::new(ins.op, ins.ty, &[object, i]));
        self.memory.items.insert((object, a, i), Val::Ref(r));
        Ok(Val::Ref(r))
    }

    pub(crate) fn set_item(&mut self, a: &'static ArrayDesc, ins: &Ins) -> Result<(), Impossible> {
        let i = self.real(ins.args[1]);
        if let Some((o, i)) = self.virtual_item(ins.args[0], i)? {
            let v = match self.val(ins.args[2]) {
                Val::Ref(r) => Val::Ref(self.narrowed(a.width, r)),
                v => v,
            };
            self.objects[o as usize].tail[i] = v;
            return Ok(());
        }
        let object = self.real(ins.args[0]);
        let v = self.real(ins.args[2]);
        let read = self.narrowed(a.width, v);
        if self.memory.items.get(&(object, a, i)).map(|old| self.known(*old)) == Some(Val::Ref(read)) {
            return Ok(());
        }
        self.push(Ins::new(ins.op, Ty::Void, &[object, i, v]));
        self.memory.store_item(object, a, i, Val::Ref(read));
        Ok(())
    }

    /// Under `check-loads`, loads again what is about to be forwarded and compares.
    fn check_load(&mut self, ins: &Ins, args: &[Ref], known: Val) {
        if !self.check_loads || ins.ty == Ty::F64 {
            return;
        }
        self.settle_all();
        let known = self.real_val(known);
        let again = self.push(Ins::new(ins.op, ins.ty, args));
        let mut call = Ins::new(Op::Call(&CHECK_LOAD), Ty::Void, &[]);
        call.call_start = self.call_args.len() as u32;
        self.call_args.extend([again, known]);
        self.push(call);
    }

    /// The place of a field in the virtual object; a path on which it has another type is excluded
    /// by a guard.
    fn field_number(&self, o: u32, f: &'static FieldDesc) -> Result<usize, Impossible> {
        self.objects[o as usize].desc.fields.iter().position(|g| *g == f).ok_or(Impossible)
    }

    fn virtual_field(&mut self, o: u32, f: &'static FieldDesc) -> Result<Val, Impossible> {
        let object = &self.objects[o as usize];
        if *f == HEADER_TYPE_ID {
            let bits = object.desc.type_id as u64;
            return Ok(Val::Ref(self.facts.constant(Const { ty: Ty::I64, bits })));
        }
        if *f == HEADER_SHAPE || *f == HEADER_LASTING_SHAPE {
            let header = object.header;
            let shift = self.facts.constant(Const { ty: Ty::I64, bits: 32 });
            return Ok(Val::Ref(self.pure(Op::IShr, Ty::I64, &[header, shift])));
        }
        if object.desc.tail.is_some_and(|(len, _)| len == f) {
            let bits = object.tail.len() as u64;
            return Ok(Val::Ref(self.facts.constant(Const { ty: Ty::I64, bits })));
        }
        let i = self.field_number(o, f)?;
        Ok(self.known(self.objects[o as usize].fields[i]))
    }

    fn set_virtual_field(&mut self, o: u32, f: &'static FieldDesc, v: Val) -> Result<(), Impossible> {
        if *f == HEADER_SHAPE {
            let Val::Ref(shape) = v else { unreachable!("a shape is a number") };
            let id = self.objects[o as usize].desc.type_id as u64;
            let shift = self.facts.constant(Const { ty: Ty::I64, bits: 32 });
            let id = self.facts.constant(Const { ty: Ty::I64, bits: id });
            let high = self.pure(Op::IShl, Ty::I64, &[shape, shift]);
            self.objects[o as usize].header = self.pure(Op::IOr, Ty::I64, &[high, id]);
            return Ok(());
        }
        let i = self.field_number(o, f)?;
        let v = match v {
            Val::Ref(r) => Val::Ref(self.narrowed(f.width, r)),
            v => v,
        };
        self.objects[o as usize].fields[i] = v;
        Ok(())
    }
}
