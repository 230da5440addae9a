//! The compiler: Cranelift's state, the code arena, and the way from a function to placed code.

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::Signature;
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{CodegenError as CraneliftError, Context};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use std::sync::Arc;
use trackway_ir::Trace;

use crate::arena::{Arena, CodeRange, CodeUsage};
use crate::error::CodegenError;
use crate::exits::ExitTable;
use crate::layout::{CtxLayout, RuntimeCalls};
use crate::lower::{Lowering, World};
use crate::purpose;
use crate::request::{CodeMap, CompileRequest, Compiled, Counts};
use crate::stubs::{self, StubWorld};

/// Placements are aligned to this much at least.
const MAX_ALIGNMENT: u32 = 32;

/// Compiles traces; lives on the compile thread. The code it made may outlive it, but for the
/// stubs.
pub struct Compiler {
    isa: OwnedTargetIsa,
    context: Context,
    builder: FunctionBuilderContext,
    arena: Arena,
    layout: CtxLayout,
    calls: RuntimeCalls,
    enter: CodeRange,
    leave: CodeRange,
    leave_at_entry: CodeRange,
}

/// Placed code with its texts.
struct Emitted {
    range: CodeRange,
    bytes: usize,
    clif: Option<String>,
    asm: Option<String>,
    map: Option<CodeMap>,
}

impl Compiler {
    /// A compiler for this machine.
    pub fn new(layout: CtxLayout, calls: RuntimeCalls) -> Result<Compiler, CodegenError> {
        let isa = host_isa()?;
        let mut parts = Parts {
            isa: &isa,
            context: &mut Context::new(),
            builder: &mut FunctionBuilderContext::new(),
            arena: &Arena::default(),
        };
        let system = CallConv::triple_default(isa.triple());
        let world = StubWorld { layout: &layout, calls: &calls, system };
        let enter = parts.stub(stubs::enter_signature(system), &world, stubs::build_enter)?;
        let leave = parts.stub(stubs::trace_signature(), &world, stubs::build_leave)?;
        let leave_at_entry = parts.stub(stubs::trace_signature(), &world, stubs::build_leave_at_entry)?;
        let arena = parts.arena.clone();
        let (context, builder) = (Context::new(), FunctionBuilderContext::new());
        Ok(Compiler { isa, context, builder, arena, layout, calls, enter, leave, leave_at_entry })
    }

    /// Address of `extern "C" fn(ctx, base, code) -> status`, the way from Rust into compiled code.
    pub fn enter_trampoline(&self) -> usize {
        self.enter.address
    }

    /// The target of an exit's cell without a bridge: leaves to the interpreter.
    pub fn leave_stub(&self) -> usize {
        self.leave.address
    }

    /// The target of a function's entry cell without code: leaves to the interpreter.
    pub fn leave_at_entry_stub(&self) -> usize {
        self.leave_at_entry.address
    }

    /// Code memory in use by everything this compiler made.
    pub fn usage(&self) -> CodeUsage {
        self.arena.usage()
    }

    /// Compiles an optimised trace and places the code.
    pub fn compile(&mut self, trace: &Trace, request: &CompileRequest) -> Result<Compiled, CodegenError> {
        let exits = ExitTable::new(request.first_exit, self.leave.address);
        let counts = Arc::new(Counts::default());
        self.context.clear();
        self.context.func.signature = stubs::trace_signature();
        let world = World {
            layout: &self.layout,
            calls: &self.calls,
            epoch: request.epoch,
            lasting: &request.lasting,
            counts: Arc::as_ptr(&counts) as usize,
            count_entries: request.count_entries || request.observe,
            observe: request.observe,
            system: self.isa.default_call_conv(),
        };
        // Put back only when all went well: after an error, or a panic that the driver caught,
        // it would still hold parts of the abandoned function.
        let mut builder = std::mem::take(&mut self.builder);
        let mut b = FunctionBuilder::new(&mut self.context.func, &mut builder);
        let exits = Lowering::new(&mut b, trace, exits, world).run()?;
        b.seal_all_blocks();
        b.finalize(self.isa.frontend_config());
        self.builder = builder;
        let parts = &mut Parts {
            isa: &self.isa,
            context: &mut self.context,
            builder: &mut self.builder,
            arena: &self.arena,
        };
        let emitted = parts.emit(request.want_text.then_some(request.name.as_str()), request.observe)?;
        Ok(Compiled {
            entry: emitted.range.address,
            code_bytes: emitted.bytes,
            clif: emitted.clif,
            asm: emitted.asm,
            map: emitted.map,
            counts,
            exits,
            _range: emitted.range,
        })
    }
}

/// What it takes to turn one function into placed code.
struct Parts<'a> {
    isa: &'a OwnedTargetIsa,
    context: &'a mut Context,
    builder: &'a mut FunctionBuilderContext,
    arena: &'a Arena,
}

impl Parts<'_> {
    fn stub(
        &mut self,
        sig: Signature,
        world: &StubWorld,
        build: fn(&mut FunctionBuilder, &StubWorld),
    ) -> Result<CodeRange, CodegenError> {
        self.context.clear();
        self.context.func.signature = sig;
        let mut b = FunctionBuilder::new(&mut self.context.func, self.builder);
        build(&mut b, world);
        b.finalize(self.isa.frontend_config());
        Ok(self.emit(None, false)?.range)
    }

    /// Compiles the function in the context; a name asks for texts.
    fn emit(&mut self, name: Option<&str>, observe: bool) -> Result<Emitted, CodegenError> {
        let clif = name.map(|n| format!("; {n}\n{}", self.context.func.display()));
        self.context.set_disasm(name.is_some());
        let code = self
            .context
            .compile(&**self.isa, &mut ControlPlane::default())
            .map_err(|e| cranelift_error(e.inner))?;
        if !code.buffer.relocs().is_empty() {
            return Err(CodegenError::Unplaceable("relocation"));
        }
        if code.buffer.alignment > MAX_ALIGNMENT {
            return Err(CodegenError::Unplaceable("alignment"));
        }
        let range = self.arena.place(code.buffer.data())?;
        let map = observe.then(|| purpose::map(code));
        Ok(Emitted { range, bytes: code.buffer.data().len(), clif, asm: code.vcode.clone(), map })
    }
}

fn cranelift_error(e: CraneliftError) -> CodegenError {
    match e {
        CraneliftError::Verifier(errors) => CodegenError::Cranelift(errors.to_string()),
        e => CodegenError::Cranelift(e.to_string()),
    }
}

fn host_isa() -> Result<OwnedTargetIsa, CodegenError> {
    let mut flags = settings::builder();
    let verify = if cfg!(debug_assertions) { "true" } else { "false" };
    for (name, value) in [
        // The trace is optimised already. Cranelift's e-graph pass would emit each value only
        // where it is used, again and again in the exits: measured, it takes two to five times
        // as long to compile and doubles the code, for loops that run no faster.
        ("opt_level", "none"),
        ("regalloc_algorithm", "backtracking"),
        ("enable_verifier", verify),
        ("is_pic", "false"),
        // Cranelift's tail calls find their return address through the frame pointer.
        ("preserve_frame_pointers", "true"),
        ("enable_probestack", "false"),
        ("unwind_info", "false"),
        ("machine_code_cfg_info", "false"),
    ] {
        flags.set(name, value).map_err(|e| CodegenError::Host(e.to_string()))?;
    }
    let isa = cranelift_native::builder().map_err(|e| CodegenError::Host(e.to_string()))?;
    isa.finish(settings::Flags::new(flags)).map_err(|e| CodegenError::Host(e.to_string()))
}
