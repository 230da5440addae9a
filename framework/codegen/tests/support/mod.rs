//! A run time in miniature: context, nursery, frame, and a builder for traces.
#![allow(dead_code)]

use std::mem::offset_of;
use trackway_codegen::*;
use trackway_ir::*;

pub mod word;

#[repr(C)]
pub struct Ctx {
    pub interrupt: u32,
    pub pending: u64,
    pub top: u64,
    pub end: u64,
    pub exit_id: u64,
    pub epoch: u64,
    pub depth: i64,
    pub depth_limit: i64,
    pub native_limit: u64,
    pub result: u64,
    pub exit_buf: [u64; EXIT_BUF_WORDS],
    pub barriers: Vec<u64>,
    pub slow: Vec<u64>,
    /// What the stubs called, with the exit and the base's distance from the first frame word.
    pub left: Vec<(&'static str, u64, u64)>,
}

impl Ctx {
    fn note(&mut self, what: &'static str, base: u64) {
        self.left.push((what, self.exit_id, base));
    }
}

extern "C" fn leave(ctx: &mut Ctx, base: u64) {
    ctx.note("leave", base);
}

extern "C" fn leave_at_entry(ctx: &mut Ctx, base: u64) {
    ctx.note("leave_at_entry", base);
}

extern "C" fn unwound(ctx: &mut Ctx, base: u64) {
    ctx.note("unwound", base);
}

extern "C" fn note_traceback(ctx: &mut Ctx, exception: u64, code: u64, pc: u64) {
    ctx.note("noted", exception + code + pc);
}

pub extern "C" fn box_float(_: *mut Ctx, f: f64) -> u64 {
    word::boxed(f)
}

extern "C" fn alloc_slow(ctx: &mut Ctx, bytes: u64) -> u64 {
    ctx.slow.push(bytes);
    Vec::leak(vec![0u64; bytes as usize / 8]).as_ptr() as u64
}

extern "C" fn barrier(ctx: &mut Ctx, object: u64, _item: i64) {
    ctx.barriers.push(object);
}

pub struct Rig {
    pub compiler: Compiler,
    pub ctx: Box<Ctx>,
    pub nursery: Vec<u64>,
    pub frame: Vec<u64>,
    /// Compile code that counts.
    pub observe: bool,
}

impl Rig {
    pub fn new() -> Rig {
        let layout = CtxLayout {
            steps: None,
            interrupt: offset_of!(Ctx, interrupt) as i32,
            pending: offset_of!(Ctx, pending) as i32,
            nursery_top: offset_of!(Ctx, top) as i32,
            nursery_end: offset_of!(Ctx, end) as i32,
            exit_id: offset_of!(Ctx, exit_id) as i32,
            epoch: offset_of!(Ctx, epoch) as i32,
            depth: offset_of!(Ctx, depth) as i32,
            depth_limit: offset_of!(Ctx, depth_limit) as i32,
            native_limit: offset_of!(Ctx, native_limit) as i32,
            result: offset_of!(Ctx, result) as i32,
            exit_buf: offset_of!(Ctx, exit_buf) as i32,
        };
        let calls = RuntimeCalls {
            box_float: box_float as *const () as usize,
            alloc_slow: alloc_slow as *const () as usize,
            barrier: barrier as *const () as usize,
            leave: leave as *const () as usize,
            leave_at_entry: leave_at_entry as *const () as usize,
            unwound: unwound as *const () as usize,
            note_traceback: note_traceback as *const () as usize,
        };
        let nursery = vec![0u64; 1024];
        let ctx = Ctx {
            interrupt: 0,
            pending: 0,
            top: nursery.as_ptr() as u64,
            end: nursery.as_ptr_range().end as u64,
            exit_id: u64::MAX,
            epoch: 7,
            depth: 0,
            depth_limit: 1000,
            native_limit: 0,
            result: 0,
            exit_buf: [0; EXIT_BUF_WORDS],
            barriers: vec![],
            slow: vec![],
            left: vec![],
        };
        let compiler = Compiler::new(layout, calls).unwrap();
        Rig { compiler, ctx: Box::new(ctx), nursery, frame: vec![0; 64], observe: false }
    }

    pub fn try_compile(&mut self, t: &Trace, first_exit: u32) -> Result<Compiled, CodegenError> {
        let want_text = std::env::var_os("TW_SHOW").is_some();
        let r = CompileRequest {
            name: "test".into(),
            epoch: Some(self.ctx.epoch),
            lasting: [].into(),
            first_exit,
            want_text,
            count_entries: false,
            observe: self.observe,
        };
        let c = self.compiler.compile(t, &r)?;
        if want_text {
            println!("{t}\n{}\n{}", c.clif.as_ref().unwrap(), c.asm.as_ref().unwrap());
        }
        Ok(c)
    }

    pub fn compile(&mut self, t: &Trace) -> Compiled {
        self.try_compile(t, 0).unwrap()
    }

    /// Runs the code; the exit taken.
    pub fn run(&mut self, c: &Compiled) -> u64 {
        self.ctx.exit_id = u64::MAX;
        let (ctx, base) = ((&raw mut *self.ctx).cast(), self.frame.as_mut_ptr());
        // SAFETY: compiled by this rig's compiler for this context and frame; cells lead to live code.
        unsafe { enter(self.compiler.enter_trampoline(), ctx, base, c.entry) };
        self.ctx.exit_id
    }
}

/// Builds a trace by hand.
pub struct Build {
    pub t: Trace,
}

impl Build {
    pub fn new() -> Build {
        Build {
            t: Trace {
                places: Vec::new(),
                consts: vec![],
                headers: vec![],
                ins: vec![],
                call_args: vec![],
                snapshots: vec![],
                virtuals: vec![],
                label: None,
                label_args: vec![],
                end: End::Exit { snap: SnapId::NONE },
                branches: Vec::new(),
            },
        }
    }

    pub fn constant(&mut self, ty: Ty, bits: u64) -> Ref {
        self.t.consts.push(Const { ty, bits });
        Ref::constant(self.t.consts.len() - 1)
    }

    pub fn small(&mut self, v: i64) -> Ref {
        self.constant(Ty::Small, (v << 1) as u64)
    }

    pub fn ins(&mut self, op: Op, ty: Ty, args: &[Ref]) -> Ref {
        self.t.ins.push(Ins::new(op, ty, args));
        Ref::ins(self.t.ins.len() - 1)
    }

    /// A pure op of fixed signature.
    pub fn op(&mut self, op: Op, args: &[Ref]) -> Ref {
        self.ins(op, op.signature().unwrap().1, args)
    }

    pub fn slot(&mut self, n: i32, ty: Ty) -> Ref {
        self.ins(Op::Slot(n), ty, &[])
    }

    pub fn input(&mut self, n: u32, ty: Ty) -> Ref {
        self.ins(Op::ExitValue(n), ty, &[])
    }

    pub fn guard(&mut self, op: Op, args: &[Ref], snap: SnapId) -> Ref {
        let r = self.op(op, args);
        self.t.ins.last_mut().unwrap().snap = snap;
        r
    }

    pub fn call(&mut self, h: &'static HelperDesc, args: &[Ref]) -> Ref {
        let r = self.ins(Op::Call(h), h.ret, &[]);
        self.t.ins.last_mut().unwrap().call_start = self.t.call_args.len() as u32;
        self.t.call_args.extend(args);
        r
    }

    /// A snapshot whose slots 0.. hold these values.
    pub fn snap(&mut self, values: &[Ref]) -> SnapId {
        let slots = values.iter().enumerate().map(|(i, r)| (i as i32, SnapValue::Ref(*r))).collect();
        self.snapshot(Snapshot { slots, ..Snapshot::default() })
    }

    pub fn snapshot(&mut self, s: Snapshot) -> SnapId {
        self.t.snapshots.push(s);
        SnapId(self.t.snapshots.len() as u32 - 1)
    }

    /// Opens the loop; its parameters.
    pub fn label(&mut self, initial: &[Ref]) -> Vec<Ref> {
        self.t.label = Some(self.t.ins.len());
        self.t.label_args = initial.to_vec();
        initial.iter().map(|r| self.ins(Op::Param, self.t.ty(*r), &[])).collect()
    }

    pub fn end(mut self, end: End) -> Trace {
        self.t.end = end;
        self.t
    }

    pub fn exit(mut self, values: &[Ref]) -> Trace {
        let snap = self.snap(values);
        self.end(End::Exit { snap })
    }
}
