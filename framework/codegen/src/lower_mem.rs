//! Fields and items of heap objects. The pointer's tag is folded into the offset.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use trackway_ir::{ArrayDesc, FieldDesc, Ins, Op, Ref, Ty, Width};

use crate::layout::{object, word};
use crate::lower::{Lowered, Lowering, plain};

/// Bytes of a word in memory.
pub(crate) fn bytes(width: Width) -> i64 {
    match width {
        Width::U8 => 1,
        Width::U16 => 2,
        Width::U32 => 4,
        Width::W64 => 8,
    }
}

/// A place in memory and how to read it.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub at: Value,
    pub offset: i32,
    pub width: Width,
    pub ty: Ty,
}

impl Lowering<'_, '_> {
    pub fn get_field(&mut self, f: &FieldDesc, ins: &Ins) -> Lowered<Value> {
        let place = self.field(f, ins.args[0])?;
        Ok(self.load(place))
    }

    pub fn set_field(&mut self, f: &FieldDesc, ins: &Ins) -> Lowered<()> {
        let place = self.field(f, ins.args[0])?;
        self.set(ins.args[0], None, place, ins.args[1])
    }

    pub fn get_item(&mut self, a: &ArrayDesc, ins: &Ins) -> Lowered<Value> {
        let place = self.item(a, ins)?;
        Ok(self.load(place))
    }

    pub fn set_item(&mut self, a: &ArrayDesc, ins: &Ins) -> Lowered<()> {
        let place = self.item(a, ins)?;
        self.set(ins.args[0], Some(ins.args[1]), place, ins.args[2])
    }

    fn field(&mut self, f: &FieldDesc, object: Ref) -> Lowered<Place> {
        self.check_type(object, Ty::Ref)?;
        let at = self.value(object)?;
        Ok(Place { at, offset: f.offset as i32 - word::POINTER_TAG, width: f.width, ty: f.ty })
    }

    fn item(&mut self, a: &ArrayDesc, ins: &Ins) -> Lowered<Place> {
        self.check_type(ins.args[0], Ty::Ref)?;
        self.check_type(ins.args[1], Ty::I64)?;
        let object = self.value(ins.args[0])?;
        let first = a.offset as i32 - word::POINTER_TAG;
        let scale = bytes(a.width);
        let near = self
            .constant(ins.args[1])
            .and_then(|i| i.checked_mul(scale))
            .and_then(|b| i32::try_from(b).ok().and_then(|b| b.checked_add(first)));
        if let Some(offset) = near {
            return Ok(Place { at: object, offset, width: a.width, ty: a.ty });
        }
        let i = self.value(ins.args[1])?;
        let distance = self.b.ins().ishl_imm_u(i, scale.trailing_zeros() as i64);
        let at = self.b.ins().iadd(object, distance);
        Ok(Place { at, offset: first, width: a.width, ty: a.ty })
    }

    fn load(&mut self, p: Place) -> Value {
        match (p.ty, p.width) {
            (Ty::F64, _) => self.b.ins().load(types::F64, plain(), p.at, p.offset),
            (Ty::Bool, _) => self.b.ins().load(types::I8, plain(), p.at, p.offset),
            (_, Width::U8) => self.b.ins().uload8(types::I64, plain(), p.at, p.offset),
            (_, Width::U16) => self.b.ins().uload16(types::I64, plain(), p.at, p.offset),
            (_, Width::U32) => self.b.ins().uload32(plain(), p.at, p.offset),
            (_, Width::W64) => self.b.ins().load(types::I64, plain(), p.at, p.offset),
        }
    }

    fn set(&mut self, object: Ref, item: Option<Ref>, place: Place, value: Ref) -> Lowered<()> {
        self.check_type(value, place.ty)?;
        let v = self.value(value)?;
        if self.needs_barrier(object, value) {
            self.barrier(object, item)?;
        }
        self.store(place, v);
        Ok(())
    }

    pub fn store(&mut self, p: Place, v: Value) {
        let v = match (p.ty, p.width) {
            // Already a byte, which is what `store` writes.
            (Ty::Bool, Width::U8) => {
                self.b.ins().store(plain(), v, p.at, p.offset);
                return;
            }
            (Ty::Bool, _) => self.b.ins().uextend(types::I64, v),
            _ => v,
        };
        match p.width {
            Width::U8 => self.b.ins().istore8(plain(), v, p.at, p.offset),
            Width::U16 => self.b.ins().istore16(plain(), v, p.at, p.offset),
            Width::U32 => self.b.ins().istore32(plain(), v, p.at, p.offset),
            Width::W64 => self.b.ins().store(plain(), v, p.at, p.offset),
        };
    }

    /// The stored word may be a pointer to an object younger than the one it goes into, or that the collector
    /// has not marked yet. An object made in this trace is young, for objects age only at safepoints and a
    /// trace leaves before one.
    fn needs_barrier(&self, object: Ref, value: Ref) -> bool {
        let pointer = match self.trace.ty(value) {
            Ty::Ref => true,
            Ty::Value if value.is_const() => {
                let bits = self.trace.consts[value.index()].bits;
                bits as i64 & word::TAG_MASK == word::TAG_POINTER
                    && self.world.lasting.binary_search(&bits).is_err()
            }
            Ty::Value => self.trace.ins[value.index()].op != Op::OfSmall,
            _ => false,
        };
        pointer && !self.is_new(object)
    }

    fn is_new(&self, mut r: Ref) -> bool {
        while !r.is_const() && r != Ref::NONE {
            let ins = &self.trace.ins[r.index()];
            match ins.op {
                Op::New(..) => return true,
                Op::ToRef | Op::OfRef => r = ins.args[0],
                _ => return false,
            }
        }
        false
    }

    fn barrier(&mut self, object: Ref, item: Option<Ref>) -> Lowered<()> {
        let w = self.value(object)?;
        let item = item.map(|i| self.value(i)).transpose()?;
        let (call, go_on) = (self.cold_block(), self.b.create_block());
        let flags = self.b.ins().load(types::I8, plain(), w, object::GC_FLAGS - word::POINTER_TAG);
        let old = self.b.ins().band_imm_u(flags, object::NEEDS_BARRIER);
        self.b.ins().brif(old, call, &[], go_on, &[]);
        self.b.switch_to_block(call);
        let item = item.unwrap_or_else(|| self.word(-1));
        self.call_barrier(w, item);
        self.b.ins().jump(go_on, &[]);
        self.b.switch_to_block(go_on);
        Ok(())
    }
}
