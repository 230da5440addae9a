//! What the bytes of compiled code are for, and the counting that a request may ask for.
//!
//! Cranelift carries a number with each instruction to the machine code; here it is a [`Purpose`].

use crate::exits::ExitCell;
use crate::lower::{Lowering, plain};
use crate::request::{CodeMap, Purpose};
use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::{InstBuilder, SourceLoc, types};
use std::mem::offset_of;
use std::sync::Arc;

const EXIT: u32 = 1 << 31;
const COUNT: u32 = EXIT - 1;

impl Purpose {
    /// As Cranelift carries it.
    pub(crate) fn location(self) -> SourceLoc {
        SourceLoc::new(match self {
            Purpose::Ins(i) => i,
            Purpose::Exit(i) => EXIT | i,
            Purpose::Count => COUNT,
            Purpose::Frame => return SourceLoc::default(),
        })
    }

    fn of(location: SourceLoc) -> Purpose {
        match location.bits() {
            _ if location.is_default() => Purpose::Frame,
            COUNT => Purpose::Count,
            n if n & EXIT != 0 => Purpose::Exit(n & !EXIT),
            n => Purpose::Ins(n),
        }
    }
}

/// The code and its ranges; what lies between them belongs to the frame.
pub(crate) fn map(code: &CompiledCode) -> CodeMap {
    let ranges = code.buffer.get_srclocs_sorted().iter().map(|r| (r.start, r.end, Purpose::of(r.loc)));
    CodeMap { bytes: code.buffer.data().to_vec(), ranges: ranges.collect() }
}

impl Lowering<'_, '_> {
    /// What is emitted from here on is for this, if somebody wants to know.
    pub fn now_for(&mut self, purpose: Purpose) {
        if self.world.observe {
            self.b.set_srcloc(purpose.location());
        }
    }

    /// One more time that this exit was taken.
    pub fn count_exit(&mut self, exit: usize) {
        if self.world.observe {
            let cell = Arc::as_ptr(&self.exits.get(exit).cell) as usize;
            self.bump(cell + offset_of!(ExitCell, taken));
        }
    }

    /// One more in the word at this address.
    pub fn bump(&mut self, address: usize) {
        self.now_for(Purpose::Count);
        let at = self.word(address as i64);
        let n = self.b.ins().load(types::I64, plain(), at, 0);
        let n = self.b.ins().iadd_imm_s(n, 1);
        self.b.ins().store(plain(), n, at, 0);
    }
}
