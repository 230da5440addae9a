//! The two fixed pieces of code, and the signature all compiled code has.

use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, types::I64};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;

/// `fn(ctx, base) -> i64`, with tail calls.
pub(crate) fn trace_signature() -> Signature {
    let mut s = Signature::new(CallConv::Tail);
    s.params.extend([AbiParam::new(I64); 2]);
    s.returns.push(AbiParam::new(I64));
    s
}

/// `extern "C" fn(ctx, base, code) -> base`: the base of the root frame that was left.
pub(crate) fn enter_signature(system: CallConv) -> Signature {
    let mut s = Signature::new(system);
    s.params.extend([AbiParam::new(I64); 3]);
    s.returns.push(AbiParam::new(I64));
    s
}

/// Calls the trace at `code`; the register state of the two conventions differs, nothing else.
pub(crate) fn build_enter(b: &mut FunctionBuilder) {
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let (ctx, base, code) = (b.block_params(block)[0], b.block_params(block)[1], b.block_params(block)[2]);
    let sig = b.import_signature(trace_signature());
    let call = b.ins().call_indirect(sig, code, &[ctx, base]);
    let left = b.inst_results(call)[0];
    b.ins().return_(&[left]);
    b.seal_all_blocks();
}

/// Where an exit without a bridge leads: back out of the trampoline, with the base of the frame
/// that the exit's snapshot is relative to. A trace that went on to another header has moved it.
pub(crate) fn build_leave(b: &mut FunctionBuilder) {
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let base = b.block_params(block)[1];
    b.ins().return_(&[base]);
    b.seal_all_blocks();
}
