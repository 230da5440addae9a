//! Allocation: a bump of the nursery's top, with the slow path out of line.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use trackway_ir::{Ins, Ty, TypeDesc};

use crate::layout::{object, word};
use crate::lower::{Lowered, Lowering, plain};
use crate::lower_mem::{Place, bytes};

/// Bytes of an object with `n` tail elements, a multiple of 8.
fn size(t: &TypeDesc, n: u32) -> i64 {
    let tail = t.tail.map_or(0, |(_, items)| bytes(items.width) * n as i64);
    (t.size as i64 + tail + object::ALIGN - 1) & -object::ALIGN
}

impl Lowering<'_, '_> {
    /// A new object with its header and its tail's length set.
    pub fn new_object(&mut self, t: &TypeDesc, n: u32, ins: &Ins) -> Lowered<Value> {
        self.check_type(ins.args[0], Ty::I64)?;
        let header = self.value(ins.args[0])?;
        let address = self.allocate(size(t, n));
        self.b.ins().store(plain(), header, address, 0);
        if let Some((length, _)) = t.tail {
            let n = self.word(n as i64);
            let place =
                Place { at: address, offset: length.offset as i32, width: length.width, ty: length.ty };
            self.store(place, n);
        }
        Ok(self.b.ins().iadd_imm_s(address, word::POINTER_TAG as i64))
    }

    /// The address of that many fresh bytes.
    fn allocate(&mut self, bytes: i64) -> Value {
        let (slow, join) = (self.cold_block(), self.b.create_block());
        let fast = self.b.create_block();
        let address = self.b.append_block_param(join, types::I64);
        let (top_at, end_at) = (self.world.layout.nursery_top, self.world.layout.nursery_end);
        let top = self.b.ins().load(types::I64, plain(), self.ctx, top_at);
        let end = self.b.ins().load(types::I64, plain(), self.ctx, end_at);
        let new_top = self.b.ins().iadd_imm_s(top, bytes);
        let fits = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, new_top, end);
        self.b.ins().brif(fits, fast, &[], slow, &[]);

        self.b.switch_to_block(fast);
        self.b.ins().store(plain(), new_top, self.ctx, top_at);
        self.b.ins().jump(join, &[top.into()]);

        self.b.switch_to_block(slow);
        let made = self.call_alloc_slow(bytes);
        self.b.ins().jump(join, &[made.into()]);
        self.b.switch_to_block(join);
        address
    }
}
