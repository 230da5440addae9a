//! From the trace to CLIF.

use crate::error::{BadTrace, CodegenError};
use crate::exits::{CompiledExit, ExitTable};
use crate::layout::{CtxLayout, RuntimeCalls};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use trackway_ir::Trace;

pub(crate) struct Lowering;
impl Lowering {
    pub fn new(
        _b: &mut FunctionBuilder,
        _trace: &Trace,
        _exits: ExitTable,
        _layout: &CtxLayout,
        _calls: &RuntimeCalls,
        _valid: usize,
        _system: CallConv,
    ) -> Lowering {
        Lowering
    }
    pub fn run(self) -> Result<Vec<CompiledExit>, CodegenError> {
        Err(CodegenError::BadTrace { at: 0, why: BadTrace::Misplaced })
    }
}
