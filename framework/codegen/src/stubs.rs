//! The fixed pieces of code, and the signature all compiled code has.

use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, types::I64};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;

use crate::layout::{CtxLayout, RuntimeCalls, status};
use crate::lower::plain;

/// What the stubs are made from.
pub(crate) struct StubWorld<'a> {
    pub layout: &'a CtxLayout,
    pub calls: &'a RuntimeCalls,
    /// The C calling convention.
    pub system: CallConv,
}

/// `fn(ctx, base) -> (result, status)`, with tail calls.
pub(crate) fn trace_signature() -> Signature {
    let mut s = Signature::new(CallConv::Tail);
    s.params.extend([AbiParam::new(I64); 2]);
    s.returns.extend([AbiParam::new(I64); 2]);
    s
}

/// `extern "C" fn(ctx, base, code) -> status`; the result is in the context.
pub(crate) fn enter_signature(system: CallConv) -> Signature {
    let mut s = Signature::new(system);
    s.params.extend([AbiParam::new(I64); 3]);
    s.returns.push(AbiParam::new(I64));
    s
}

/// Calls the trace at `code`; the register state of the two conventions differs, nothing else.
pub(crate) fn build_enter(b: &mut FunctionBuilder, world: &StubWorld) {
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let (ctx, base, code) = (b.block_params(block)[0], b.block_params(block)[1], b.block_params(block)[2]);
    let sig = b.import_signature(trace_signature());
    let call = b.ins().call_indirect(sig, code, &[ctx, base]);
    let (result, status) = (b.inst_results(call)[0], b.inst_results(call)[1]);
    b.ins().store(plain(), result, ctx, world.layout.result);
    b.ins().return_(&[status]);
    b.seal_all_blocks();
}

/// Where an exit without a bridge leads: the run time rebuilds the frames, and the activation ends.
/// `base` is what the exit's snapshot counts from; a trace that went on to another header has moved
/// it.
pub(crate) fn build_leave(b: &mut FunctionBuilder, world: &StubWorld) {
    build_unwinding(b, world, world.calls.leave);
}

/// Where the entry cell of a function without code leads.
pub(crate) fn build_leave_at_entry(b: &mut FunctionBuilder, world: &StubWorld) {
    build_unwinding(b, world, world.calls.leave_at_entry);
}

/// Calls `(ctx, base)` at an address and ends the activation as unwound.
fn build_unwinding(b: &mut FunctionBuilder, world: &StubWorld, address: usize) {
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let (ctx, base) = (b.block_params(block)[0], b.block_params(block)[1]);
    let mut c = Signature::new(world.system);
    c.params.extend([AbiParam::new(I64); 2]);
    let sig = b.import_signature(c);
    let target = b.ins().iconst(I64, address as i64);
    b.ins().call_indirect(sig, target, &[ctx, base]);
    let none = b.ins().iconst(I64, 0);
    let status = b.ins().iconst(I64, status::UNWOUND);
    b.ins().return_(&[none, status]);
    b.seal_all_blocks();
}
