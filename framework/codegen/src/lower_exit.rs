//! The ways out of a trace: exit blocks, and the jump to another header.

use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use trackway_ir::{SnapId, SnapValue, Ty};

use crate::error::BadTrace;
use crate::lower::{BranchStart, Lowered, Lowering, plain};
use crate::request::Purpose;

impl Lowering<'_, '_> {
    /// The block that guards with this snapshot share: an exit, or a branch. The first of them is being
    /// translated when the block is made, and everything the exit saves must exist by then.
    pub fn exit_block(&mut self, snap: SnapId) -> Lowered<Block> {
        if let Some(start) = self.branches.get(&snap) {
            return Ok(match start {
                Some(start) => start.block,
                None => self.start_branch(snap),
            });
        }
        let i = self.exits.of_guard(self.trace, snap)?;
        if let Some(Some(block)) = self.exit_blocks.get(i) {
            return Ok(*block);
        }
        if let Some(missing) = self.exits.get(i).saved.iter().find(|r| !self.is_defined(**r)) {
            return Err(self.bad(BadTrace::Undefined(*missing)));
        }
        let block = self.cold_block();
        self.exit_blocks.push(Some(block));
        Ok(block)
    }

    fn start_branch(&mut self, snap: SnapId) -> Block {
        let block = self.b.create_block();
        let start = BranchStart { block, unboxed: self.unboxed.clone(), depth: self.depth };
        self.branches.insert(snap, Some(start));
        block
    }

    pub fn fill_exit_blocks(&mut self) -> Lowered<()> {
        for i in 0..self.exit_blocks.len() {
            let Some(block) = self.exit_blocks[i] else { continue };
            self.b.switch_to_block(block);
            self.count_exit(i);
            self.now_for(Purpose::Exit(i as u32));
            self.save_leaves(i)?;
            self.store_exit_id(i);
            if self.unwinding.contains(&i) {
                self.unwind_caller();
                continue;
            }
            let cell = std::sync::Arc::as_ptr(&self.exits.get(i).cell) as u64;
            self.tail_call_cell(cell, self.base);
        }
        Ok(())
    }

    fn save_leaves(&mut self, exit: usize) -> Lowered<()> {
        for n in 0..self.exits.get(exit).saved.len() {
            let r = self.exits.get(exit).saved[n];
            let mut v = self.value(r)?;
            if self.trace.ty(r) == Ty::Bool {
                v = self.b.ins().uextend(types::I64, v);
            }
            let offset = self.world.layout.exit_buf + 8 * n as i32;
            self.b.ins().store(plain(), v, self.ctx, offset);
        }
        Ok(())
    }

    fn store_exit_id(&mut self, exit: usize) {
        let id = self.word(self.exits.get(exit).id as i64);
        self.b.ins().store(plain(), id, self.ctx, self.world.layout.exit_id);
    }

    /// Ends the block: goes where the cell at this address leads. The cell is read each time,
    /// which is how a bridge is attached.
    fn tail_call_cell(&mut self, cell: u64, base: Value) {
        let cell = self.word(cell as i64);
        let target = self.b.ins().load(types::I64, plain(), cell, 0);
        let signature = self.trace_signature();
        self.b.ins().return_call_indirect(signature, target, &[self.ctx, base]);
    }

    /// Writes the frames to memory and goes to another header. Its exit number is stored before,
    /// for the case that the header's code is gone and the cell leads to the leave stub.
    pub fn end_header(&mut self, snap: SnapId, cell: u64) -> Lowered<()> {
        let snapshot = &self.trace.snapshots[snap.0 as usize];
        for (offset, value) in &snapshot.slots {
            let SnapValue::Ref(r) = *value else { return Err(self.bad(BadTrace::Misplaced)) };
            let boxed = self.boxed(r)?;
            self.b.ins().store(plain(), boxed, self.base, 8 * offset);
        }
        if snapshot.depth != 0 {
            self.set_depth(snapshot.depth);
        }
        let exit = self.exits.of_header(snap);
        self.exit_blocks.push(None);
        self.store_exit_id(exit);
        self.count_exit(exit);
        let base = match snapshot.base {
            0 => self.base,
            words => self.b.ins().iadd_imm_s(self.base, 8 * words as i64),
        };
        self.tail_call_cell(cell, base);
        Ok(())
    }

    /// Guest frames where the trace was entered. The context says so all the time but for calls of
    /// compiled code: what is loaded once on the main line serves all that follows.
    pub fn depth_at_entry(&mut self) -> Value {
        if let Some(depth) = self.depth {
            return depth;
        }
        let depth = self.b.ins().load(types::I64, plain(), self.ctx, self.world.layout.depth);
        self.depth = Some(depth);
        depth
    }

    /// Sets the number of guest frames: so many more than where the trace was entered.
    pub fn set_depth(&mut self, more: i32) {
        let mut depth = self.depth_at_entry();
        if more != 0 {
            depth = self.b.ins().iadd_imm_s(depth, more as i64);
        }
        self.b.ins().store(plain(), depth, self.ctx, self.world.layout.depth);
    }
}
