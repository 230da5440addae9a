//! Allocation removal: a new object stays virtual until somebody else could see it.

use super::emit::{Optimizer, Val};
use trackway_ir::{Const, Ins, Op, Ref, Ty, TypeDesc};

/// An object that has not been allocated, or has become real as `real`.
#[derive(Clone, Debug)]
pub(crate) struct VirtualObject {
    pub(crate) desc: &'static TypeDesc,
    pub(crate) header: Ref,
    /// In the order of `desc.fields`.
    pub(crate) fields: Vec<Val>,
    pub(crate) tail: Vec<Val>,
    pub(crate) real: Option<Ref>,
}

impl Optimizer<'_> {
    pub(crate) fn new_object(&mut self, desc: &'static TypeDesc, tail: u32, header: Ref) -> Val {
        let header = self.real(header);
        let fields = desc.fields.iter().map(|f| Val::Ref(self.zero(f.ty))).collect();
        let element = desc.tail.map_or(Ty::Value, |(_, a)| a.ty);
        let tail = vec![Val::Ref(self.zero(element)); tail as usize];
        self.objects.push(VirtualObject { desc, header, fields, tail, real: None });
        Val::Virtual(self.objects.len() as u32 - 1)
    }

    /// Allocates the object here, with all that it refers to.
    pub(crate) fn force(&mut self, o: u32) -> Ref {
        if let Some(r) = self.objects[o as usize].real {
            return r;
        }
        let VirtualObject { desc, header, fields, tail, .. } = self.objects[o as usize].clone();
        self.translated.clear();
        let r = self.push(Ins::new(Op::New(desc, tail.len() as u32), Ty::Ref, &[header]));
        self.objects[o as usize].real = Some(r);
        self.memory.add_fresh(r);
        for (f, v) in desc.fields.iter().zip(fields) {
            let v = self.real_val(v);
            self.push(Ins::new(Op::SetField(f), Ty::Void, &[r, v]));
            self.memory.know_field(r, f, Val::Ref(v));
        }
        let Some((len, array)) = desc.tail else { return r };
        let n = self.facts.constant(Const { ty: Ty::I64, bits: tail.len() as u64 });
        self.memory.know_field(r, len, Val::Ref(n));
        for (i, v) in tail.into_iter().enumerate() {
            let v = self.real_val(v);
            let i = self.facts.constant(Const { ty: Ty::I64, bits: i as u64 });
            self.push(Ins::new(Op::SetItem(array), Ty::Void, &[r, i, v]));
            self.memory.know_item(r, array, i, Val::Ref(v));
        }
        r
    }

    pub(crate) fn real_val(&mut self, v: Val) -> Ref {
        match v {
            Val::Ref(r) => self.facts.resolve(r),
            Val::Virtual(o) => self.force(o),
        }
    }
}
