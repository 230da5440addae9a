//! Calls out of compiled code, in the C calling convention, context first.

use cranelift_codegen::ir::{AbiParam, InstBuilder, SigRef, Signature, Type, Value, types};
use trackway_ir::{HelperDesc, Ins, Ty};

use crate::lower::{Lowered, Lowering};
use crate::stubs::trace_signature;

/// The signatures this function has imported already.
#[derive(Default)]
pub(crate) struct Signatures {
    /// Of compiled code.
    trace: Option<SigRef>,
    /// Of C functions, by parameters behind the context and by result.
    c: Vec<(Vec<Type>, Option<Type>, SigRef)>,
}

/// How a value travels: one machine word each, doubles in float registers.
fn passed_as(ty: Ty) -> Type {
    if ty == Ty::F64 { types::F64 } else { types::I64 }
}

impl Lowering<'_, '_> {
    pub fn call_helper(&mut self, h: &HelperDesc, ins: &Ins) -> Lowered<Option<Value>> {
        let trace = self.trace;
        let mut args = Vec::with_capacity(h.args.len());
        for (r, ty) in trace.call_args[ins.call_range()].iter().zip(h.args) {
            self.check_type(*r, *ty)?;
            let v = self.value(*r)?;
            args.push(if *ty == Ty::Bool { self.b.ins().uextend(types::I64, v) } else { v });
        }
        let params = h.args.iter().map(|t| passed_as(*t)).collect();
        let ret = (h.ret != Ty::Void).then(|| passed_as(h.ret));
        let result = self.call_c((h.address)(), params, ret, &args);
        Ok(match (result, h.ret) {
            (Some(r), Ty::Bool) => Some(self.b.ins().ireduce(types::I8, r)),
            (r, _) => r,
        })
    }

    /// The signature of compiled code.
    pub fn trace_signature(&mut self) -> SigRef {
        if let Some(s) = self.signatures.trace {
            return s;
        }
        let s = self.b.import_signature(trace_signature());
        self.signatures.trace = Some(s);
        s
    }

    /// A run-time function of context and base.
    pub fn call_with_base(&mut self, address: usize) {
        self.call_c(address, vec![types::I64], None, &[self.base]);
    }

    /// Of exception, code and place.
    pub fn call_note_traceback(&mut self, args: &[Value; 3]) {
        self.call_c(self.world.calls.note_traceback, vec![types::I64; 3], None, args);
    }

    pub fn call_box_float(&mut self, f: Value) -> Value {
        let address = self.world.calls.box_float;
        self.call_c(address, vec![types::F64], Some(types::I64), &[f]).expect("box_float returns a word")
    }

    pub fn call_alloc_slow(&mut self, bytes: i64) -> Value {
        let address = self.world.calls.alloc_slow;
        let bytes = self.word(bytes);
        self.call_c(address, vec![types::I64], Some(types::I64), &[bytes])
            .expect("alloc_slow returns an address")
    }

    /// Of the object and the number of the element, -1 for a field.
    pub fn call_barrier(&mut self, object: Value, item: Value) {
        self.call_c(self.world.calls.barrier, vec![types::I64; 2], None, &[object, item]);
    }

    fn call_c(
        &mut self,
        address: usize,
        params: Vec<Type>,
        ret: Option<Type>,
        args: &[Value],
    ) -> Option<Value> {
        let signature = self.c_signature(params, ret);
        let callee = self.word(address as i64);
        let all: Vec<Value> = std::iter::once(self.ctx).chain(args.iter().copied()).collect();
        let call = self.b.ins().call_indirect(signature, callee, &all);
        self.b.inst_results(call).first().copied()
    }

    fn c_signature(&mut self, params: Vec<Type>, ret: Option<Type>) -> SigRef {
        if let Some(known) = self.signatures.c.iter().find(|s| s.0 == params && s.1 == ret) {
            return known.2;
        }
        let mut s = Signature::new(self.world.system);
        s.params.push(AbiParam::new(types::I64));
        s.params.extend(params.iter().map(|t| AbiParam::new(*t)));
        s.returns.extend(ret.map(AbiParam::new));
        let imported = self.b.import_signature(s);
        self.signatures.c.push((params, ret, imported));
        imported
    }
}
