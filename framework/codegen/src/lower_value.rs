//! Guest words: their kinds, and doubles in and out of them.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};
use trackway_ir::{Ins, Op, Ref, Ty};

use crate::error::BadTrace;
use crate::layout::{object, word};
use crate::lower::{Lowered, Lowering, plain};

impl Lowering<'_, '_> {
    /// Pure ops on guest words.
    pub fn word_op(&mut self, ins: &Ins, a: Value, b: Value) -> Option<Value> {
        Some(match ins.op {
            Op::IsSmall => {
                let tag = self.b.ins().band_imm_u(a, word::SMALL_MASK);
                self.b.ins().icmp_imm_u(IntCC::Equal, tag, 0)
            }
            Op::IsFloat => self.is_float(a),
            Op::IsRef => self.is_ref(a),
            Op::ToSmall | Op::ToRef | Op::OfSmall | Op::OfRef => a,
            Op::Unbox => match self.unboxed.get(&ins.args[0]) {
                Some(known) => *known,
                None => self.unbox(a),
            },
            Op::Box => self.box_of(ins.args[0], a),
            Op::SameWord | Op::SameRef => self.b.ins().icmp(IntCC::Equal, a, b),
            _ => return None,
        })
    }

    /// Whether the word's two tag bits are these. As a test for zeros, which is an instruction less than a comparison.
    pub fn has_tag(&mut self, w: Value, tag: i64) -> Value {
        let off = self.b.ins().iadd_imm_s(w, -tag & word::TAG_MASK);
        let low = self.b.ins().band_imm_u(off, word::TAG_MASK);
        self.b.ins().icmp_imm_u(IntCC::Equal, low, 0)
    }

    /// Whether the object behind a pointer word is a boxed double.
    pub fn is_float_object(&mut self, pointer: Value) -> Value {
        let id = self.b.ins().load(types::I16, plain(), pointer, object::TYPE_ID - word::POINTER_TAG);
        self.b.ins().icmp_imm_u(IntCC::Equal, id, object::FLOAT_TYPE_ID)
    }

    fn is_float(&mut self, w: Value) -> Value {
        let (pointer, object, join) = (self.cold_block(), self.cold_block(), self.b.create_block());
        let answer = self.b.append_block_param(join, types::I8);
        let immediate = self.has_tag(w, word::TAG_FLOAT);
        self.b.ins().brif(immediate, join, &[immediate.into()], pointer, &[]);
        self.b.switch_to_block(pointer);
        let is_pointer = self.has_tag(w, word::TAG_POINTER);
        self.b.ins().brif(is_pointer, object, &[], join, &[is_pointer.into()]);
        self.b.switch_to_block(object);
        let boxed = self.is_float_object(w);
        self.b.ins().jump(join, &[boxed.into()]);
        self.b.switch_to_block(join);
        answer
    }

    fn is_ref(&mut self, w: Value) -> Value {
        let (object, join) = (self.b.create_block(), self.b.create_block());
        let answer = self.b.append_block_param(join, types::I8);
        let is_pointer = self.has_tag(w, word::TAG_POINTER);
        self.b.ins().brif(is_pointer, object, &[], join, &[is_pointer.into()]);
        self.b.switch_to_block(object);
        let boxed = self.is_float_object(w);
        let other = self.b.ins().bxor_imm_u(boxed, 1);
        self.b.ins().jump(join, &[other.into()]);
        self.b.switch_to_block(join);
        answer
    }

    /// The double in an immediate word.
    pub fn decode(&mut self, w: Value) -> Value {
        let biased = self.b.ins().rotr_imm_u(w, word::FLOAT_ROTATION);
        let bits = self.b.ins().iadd_imm_s(biased, word::FLOAT_BIAS.wrapping_neg());
        self.b.ins().bitcast(types::F64, MemFlagsData::new(), bits)
    }

    /// The double in a boxed double.
    pub fn load_boxed(&mut self, pointer: Value) -> Value {
        self.b.ins().load(types::F64, plain(), pointer, object::FLOAT_VALUE - word::POINTER_TAG)
    }

    fn unbox(&mut self, w: Value) -> Value {
        let (boxed, join) = (self.cold_block(), self.b.create_block());
        let answer = self.b.append_block_param(join, types::F64);
        let immediate = self.has_tag(w, word::TAG_FLOAT);
        let decoded = self.decode(w);
        self.b.ins().brif(immediate, join, &[decoded.into()], boxed, &[]);
        self.b.switch_to_block(boxed);
        let loaded = self.load_boxed(w);
        self.b.ins().jump(join, &[loaded.into()]);
        self.b.switch_to_block(join);
        answer
    }

    fn box_of(&mut self, r: Ref, v: Value) -> Value {
        let constant = r.is_const().then(|| self.trace.consts[r.index()].bits);
        match constant.and_then(word::immediate) {
            Some(w) => self.word(w),
            None => self.box_float(v),
        }
    }

    /// The word of a double; the cold path is what needs a heap object.
    fn box_float(&mut self, f: Value) -> Value {
        let (heap, join) = (self.cold_block(), self.b.create_block());
        let answer = self.b.append_block_param(join, types::I64);
        let bits = self.b.ins().bitcast(types::I64, MemFlagsData::new(), f);
        let biased = self.b.ins().iadd_imm_s(bits, word::FLOAT_BIAS);
        let encoded = self.b.ins().rotl_imm_u(biased, word::FLOAT_ROTATION);
        let fits = self.has_tag(encoded, word::TAG_FLOAT);
        self.b.ins().brif(fits, join, &[encoded.into()], heap, &[]);

        self.b.switch_to_block(heap);
        let made = self.call_box_float(f);
        self.b.ins().jump(join, &[made.into()]);
        self.b.switch_to_block(join);
        answer
    }

    /// Any value as a guest word, the way frames hold it.
    pub fn boxed(&mut self, r: Ref) -> Lowered<Value> {
        let v = self.value(r)?;
        match self.trace.ty(r) {
            Ty::Value | Ty::Small | Ty::Ref => Ok(v),
            Ty::I64 => Ok(self.b.ins().ishl_imm_u(v, 1)),
            Ty::F64 => Ok(self.box_of(r, v)),
            Ty::Bool | Ty::Void => Err(self.bad(BadTrace::Type(r))),
        }
    }

    /// The guard `is_float w`, or `is_ref w`, without making the truth value.
    pub fn guard_kind(&mut self, op: Op, of: Ref, expected: bool, exit: Block) -> Lowered<()> {
        let w = self.value(of)?;
        let go_on = self.b.create_block();
        match (op, expected) {
            (Op::IsFloat, true) => self.guard_float(w, of, go_on, exit),
            (Op::IsFloat, false) => {
                self.branch_by_kind(w, Kinds { immediate: exit, boxed: exit, other: go_on })
            }
            (_, true) => self.branch_by_pointer(w, Kinds { immediate: exit, boxed: exit, other: go_on }),
            (_, false) => self.branch_by_pointer(w, Kinds { immediate: go_on, boxed: go_on, other: exit }),
        }
        self.b.switch_to_block(go_on);
        Ok(())
    }

    /// An immediate double goes straight on. Where the trace unboxes the word later, the guard
    /// hands the double on, and the kind is tested once.
    fn guard_float(&mut self, w: Value, of: Ref, go_on: Block, exit: Block) {
        let decode = self.uses.unboxed_after(of, self.at);
        let (pointer, object) = (self.cold_block(), self.cold_block());
        let immediate = self.has_tag(w, word::TAG_FLOAT);
        let decoded = decode.then(|| self.decode(w).into());
        self.b.ins().brif(immediate, go_on, decoded.as_slice(), pointer, &[]);
        self.b.switch_to_block(pointer);
        let is_pointer = self.has_tag(w, word::TAG_POINTER);
        self.b.ins().brif(is_pointer, object, &[], exit, &[]);
        self.b.switch_to_block(object);
        let boxed = self.is_float_object(w);
        let loaded = decode.then(|| self.load_boxed(w).into());
        self.b.ins().brif(boxed, go_on, loaded.as_slice(), exit, &[]);
        if decode {
            let double = self.b.append_block_param(go_on, types::F64);
            self.unboxed.insert(of, double);
        }
    }

    fn branch_by_kind(&mut self, w: Value, to: Kinds) {
        let rest = self.b.create_block();
        let immediate = self.has_tag(w, word::TAG_FLOAT);
        self.b.ins().brif(immediate, to.immediate, &[], rest, &[]);
        self.b.switch_to_block(rest);
        // What is no pointer here is a small integer, which counts as `other`.
        let object = self.b.create_block();
        let is_pointer = self.has_tag(w, word::TAG_POINTER);
        self.b.ins().brif(is_pointer, object, &[], to.other, &[]);
        self.branch_by_object(object, w, to);
    }

    fn branch_by_pointer(&mut self, w: Value, to: Kinds) {
        let object = self.b.create_block();
        let is_pointer = self.has_tag(w, word::TAG_POINTER);
        self.b.ins().brif(is_pointer, object, &[], to.immediate, &[]);
        self.branch_by_object(object, w, to);
    }

    fn branch_by_object(&mut self, object: Block, w: Value, to: Kinds) {
        self.b.switch_to_block(object);
        let boxed = self.is_float_object(w);
        self.b.ins().brif(boxed, to.boxed, &[], to.other, &[]);
    }
}

/// Where a word leads by its kind.
struct Kinds {
    immediate: Block,
    /// A boxed double.
    boxed: Block,
    /// Any other object.
    other: Block,
}
