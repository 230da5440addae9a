//! From the trace to CLIF: the walk, the operands, and the dispatch to the `lower_*` files.
//!
//! Assumes the trace is well formed and says [`BadTrace`] where it is not. Establishes: the
//! blocks on the main line dominate everything behind them, so any value made there can be used
//! later without block parameters. Cold blocks only ever join back through parameters. A branch is such a line
//! too, below the first guard that leads to it.
//!
//! Where to add an op: the file of its operand types; a new class needs an arm in [`Lowering::ins`].

use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;
use std::collections::{HashMap, HashSet};
use std::mem::offset_of;
use std::ops::Range;
use trackway_ir::{End, Ins, Op, Ref, SnapId, Trace, Ty};

use crate::error::{BadTrace, CodegenError};
use crate::exits::{CompiledExit, ExitTable};
use crate::layout::{CtxLayout, RuntimeCalls};
use crate::lower_call::Signatures;
use crate::request::{Counts, Purpose};
use crate::uses::Uses;

pub(crate) type Lowered<T> = Result<T, CodegenError>;

/// What compiled code knows about the world outside the trace.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub layout: &'a CtxLayout,
    pub calls: &'a RuntimeCalls,
    /// See `CompileRequest::epoch`.
    pub epoch: Option<u64>,
    /// See `CompileRequest::lasting`.
    pub lasting: &'a [u64],
    /// Address of the `Counts` that the code keeps.
    pub counts: usize,
    /// See `CompileRequest`.
    pub count_entries: bool,
    pub observe: bool,
    /// The C calling convention.
    pub system: CallConv,
}

/// The state of one translation.
pub(crate) struct Lowering<'a, 'f> {
    pub b: &'a mut FunctionBuilder<'f>,
    pub trace: &'a Trace,
    pub world: World<'a>,
    pub exits: ExitTable,
    /// By exit index; a way to another header has none.
    pub exit_blocks: Vec<Option<Block>>,
    /// Where guards of these snapshots lead in place of an exit, once one has been translated.
    pub branches: HashMap<SnapId, Option<BranchStart>>,
    /// Exits that callees which left to the interpreter take.
    pub unwinding: HashSet<usize>,
    pub uses: Uses,
    pub signatures: Signatures,
    /// Doubles that the guard on their kind has already decoded.
    pub unboxed: HashMap<Ref, Value>,
    pub ctx: Value,
    pub base: Value,
    /// Guest frames at the trace's entry, once something has asked.
    pub depth: Option<Value>,
    /// The instruction being translated.
    pub at: usize,
    values: Vec<Option<Value>>,
    label: Option<Block>,
}

/// A branch's block, and what had been computed beside the trace's values when the first guard led there.
#[derive(Clone)]
pub(crate) struct BranchStart {
    pub block: Block,
    pub unboxed: HashMap<Ref, Value>,
    pub depth: Option<Value>,
}

/// Loads and stores at known-good addresses.
pub(crate) fn plain() -> MemFlagsData {
    MemFlagsData::trusted()
}

/// The machine type of a value.
pub(crate) fn machine_type(ty: Ty) -> Type {
    match ty {
        Ty::F64 => types::F64,
        Ty::Bool => types::I8,
        Ty::Value | Ty::Small | Ty::I64 | Ty::Ref | Ty::Void => types::I64,
    }
}

impl<'a, 'f> Lowering<'a, 'f> {
    pub fn new(
        b: &'a mut FunctionBuilder<'f>,
        trace: &'a Trace,
        exits: ExitTable,
        world: World<'a>,
    ) -> Lowering<'a, 'f> {
        let entry = b.create_block();
        b.append_block_params_for_function_params(entry);
        b.switch_to_block(entry);
        let (ctx, base) = (b.block_params(entry)[0], b.block_params(entry)[1]);
        Lowering {
            b,
            trace,
            world,
            exits,
            exit_blocks: Vec::new(),
            branches: trace.branches.iter().map(|b| (b.snap, None)).collect(),
            unwinding: HashSet::new(),
            uses: Uses::of(trace),
            signatures: Signatures::default(),
            unboxed: HashMap::new(),
            ctx,
            base,
            depth: None,
            at: 0,
            values: vec![None; trace.ins.len()],
            label: None,
        }
    }

    /// Translates the whole trace; its exits.
    pub fn run(mut self) -> Lowered<Vec<CompiledExit>> {
        if self.world.count_entries {
            self.bump(self.world.counts + offset_of!(Counts, entered));
        }
        self.load_exit_values();
        self.line(0..self.trace.main_end())?;
        self.at = self.trace.ins.len();
        self.now_for(Purpose::Ins(self.at as u32));
        self.end(&self.trace.end)?;
        for n in 0..self.trace.branches.len() {
            self.branch(n)?;
        }
        self.fill_exit_blocks()?;
        Ok(self.exits.finish())
    }

    fn line(&mut self, range: Range<usize>) -> Lowered<()> {
        for i in range {
            self.at = i;
            self.now_for(Purpose::Ins(i as u32));
            if self.trace.label == Some(i) {
                self.open_label(i)?;
            }
            if self.values[i].is_none() {
                self.values[i] = self.ins(&self.trace.ins[i])?;
            }
        }
        Ok(())
    }

    fn end(&mut self, end: &End) -> Lowered<()> {
        match end {
            End::Loop { args } => self.close_loop(args)?,
            End::Header { snap, cell } => self.end_header(*snap, *cell)?,
            End::Exit { snap } => {
                let exit = self.exit_block(*snap)?;
                self.b.ins().jump(exit, &[]);
            }
        }
        Ok(())
    }

    /// What follows where guards with the branch's snapshot fail. All of them stand before it.
    fn branch(&mut self, n: usize) -> Lowered<()> {
        let (trace, range) = (self.trace, self.trace.branch_range(n));
        let start = self.branches.get(&trace.branches[n].snap).cloned().flatten();
        let start = start.ok_or(self.bad(BadTrace::Branch))?;
        self.b.switch_to_block(start.block);
        (self.unboxed, self.depth) = (start.unboxed, start.depth);
        let last = range.end.saturating_sub(1);
        self.line(range)?;
        self.now_for(Purpose::Ins(last as u32));
        self.end(&trace.branches[n].end)
    }

    /// A bridge's inputs are read before anything can overwrite the exit buffer.
    fn load_exit_values(&mut self) {
        for (i, ins) in self.trace.ins.iter().enumerate() {
            if let Op::ExitValue(n) = ins.op
                && self.uses.is_used(i)
            {
                let offset = self.world.layout.exit_buf + 8 * n as i32;
                self.values[i] = Some(self.load_word(ins.ty, self.ctx, offset));
            }
        }
    }

    /// A raw 64-bit word in memory, as a value of this type.
    fn load_word(&mut self, ty: Ty, at: Value, offset: i32) -> Value {
        match ty {
            Ty::F64 => self.b.ins().load(types::F64, plain(), at, offset),
            Ty::Bool => self.b.ins().load(types::I8, plain(), at, offset),
            _ => self.b.ins().load(types::I64, plain(), at, offset),
        }
    }

    /// Enters the loop: a block whose parameters are the `Param`s that follow.
    fn open_label(&mut self, first: usize) -> Lowered<()> {
        let block = self.b.create_block();
        let args = self.block_args(&self.trace.label_args)?;
        for k in 0..args.len() {
            let param = self.trace.ins.get(first + k).filter(|p| p.op == Op::Param);
            let param = param.ok_or(self.bad(BadTrace::Label))?;
            self.check_type(self.trace.label_args[k], param.ty)?;
            self.values[first + k] = Some(self.b.append_block_param(block, machine_type(param.ty)));
        }
        self.b.ins().jump(block, &args);
        self.b.switch_to_block(block);
        self.label = Some(block);
        if self.world.observe {
            self.bump(self.world.counts + offset_of!(Counts, rounds));
        }
        self.now_for(Purpose::Ins(first as u32));
        Ok(())
    }

    fn close_loop(&mut self, args: &[Ref]) -> Lowered<()> {
        let (Some(label), Some(first)) = (self.label, self.trace.label) else {
            return Err(self.bad(BadTrace::Label));
        };
        if args.len() != self.trace.label_args.len() {
            return Err(self.bad(BadTrace::Label));
        }
        for (k, r) in args.iter().enumerate() {
            self.check_type(*r, self.trace.ins[first + k].ty)?;
        }
        let args = self.block_args(args)?;
        self.b.ins().jump(label, &args);
        Ok(())
    }

    fn block_args(&mut self, refs: &[Ref]) -> Lowered<Vec<BlockArg>> {
        refs.iter().map(|r| Ok(BlockArg::from(self.value(*r)?))).collect()
    }

    /// One instruction; its value, unless it has none or leaves it to its user.
    fn ins(&mut self, ins: &'a Ins) -> Lowered<Option<Value>> {
        if let Some((signature, _)) = ins.op.signature() {
            for (r, ty) in ins.args.iter().zip(signature) {
                self.check_type(*r, *ty)?;
            }
        }
        match ins.op {
            Op::Param => Err(self.bad(BadTrace::Misplaced)),
            Op::ExitValue(_) => Ok(None),
            Op::Slot(n) => Ok(Some(self.load_word(ins.ty, self.base, 8 * n))),
            Op::GetField(f) => self.get_field(f, ins).map(Some),
            Op::SetField(f) => self.set_field(f, ins).map(|()| None),
            Op::GetItem(a) => self.get_item(a, ins).map(Some),
            Op::SetItem(a) => self.set_item(a, ins).map(|()| None),
            Op::New(t, n) => self.new_object(t, n, ins).map(Some),
            Op::Call(h) => self.call_helper(h, ins),
            Op::CallCode(c) => self.call_code(c, ins).map(Some),
            Op::ReturnNative(r) => self.return_native(r, ins).map(|()| None),
            Op::RaiseNative(r) => self.raise_native(r, ins).map(|()| None),
            op if op.is_guard() => self.guard(ins),
            Op::IsFloat | Op::IsRef if self.uses.only_guarded(self.at) => Ok(None),
            _ => self.pure(ins).map(Some),
        }
    }

    fn pure(&mut self, ins: &Ins) -> Lowered<Value> {
        let a = self.value(ins.args[0])?;
        let b = if ins.args[1] == Ref::NONE { a } else { self.value(ins.args[1])? };
        if let Some(v) = self.small_op(ins, a, b) {
            return Ok(v);
        }
        if let Some(v) = self.word_op(ins, a, b) {
            return Ok(v);
        }
        self.number_op(ins.op, a, b).ok_or(self.bad(BadTrace::Misplaced))
    }

    /// The value of an operand.
    pub fn value(&mut self, r: Ref) -> Lowered<Value> {
        if !r.is_const() {
            return self.values.get(r.index()).copied().flatten().ok_or(self.bad(BadTrace::Undefined(r)));
        }
        let c = self.trace.consts[r.index()];
        Ok(match c.ty {
            Ty::F64 => self.b.ins().f64const(f64::from_bits(c.bits)),
            Ty::Bool => self.b.ins().iconst(types::I8, (c.bits != 0) as i64),
            _ => self.word(c.bits as i64),
        })
    }

    pub fn is_defined(&self, r: Ref) -> bool {
        r.is_const() || self.values.get(r.index()).is_some_and(Option::is_some)
    }

    pub fn word(&mut self, bits: i64) -> Value {
        self.b.ins().iconst(types::I64, bits)
    }

    /// The bits of an integer-like constant operand.
    pub fn constant(&self, r: Ref) -> Option<i64> {
        let c = r.is_const().then(|| self.trace.consts[r.index()])?;
        (c.ty != Ty::F64).then_some(c.bits as i64)
    }

    pub fn bad(&self, why: BadTrace) -> CodegenError {
        CodegenError::BadTrace { at: self.at, why }
    }

    /// The operand has the machine type that values of `ty` have.
    pub fn check_type(&self, r: Ref, ty: Ty) -> Lowered<()> {
        let known =
            if r.is_const() { r.index() < self.trace.consts.len() } else { self.is_defined_or_left(r) };
        if !known {
            return Err(self.bad(BadTrace::Undefined(r)));
        }
        let same = machine_type(self.trace.ty(r)) == machine_type(ty);
        if same { Ok(()) } else { Err(self.bad(BadTrace::Type(r))) }
    }

    /// Defined, or a condition left to the guards that test it.
    fn is_defined_or_left(&self, r: Ref) -> bool {
        self.is_defined(r) || (r != Ref::NONE && r.index() < self.at && self.uses.only_guarded(r.index()))
    }

    /// Ends the current block with a branch and goes on in a new one, where `condition` is
    /// `expected`.
    pub fn leave_unless(&mut self, condition: Value, expected: bool, exit: Block) {
        let go_on = self.b.create_block();
        let (yes, no) = if expected { (go_on, exit) } else { (exit, go_on) };
        self.b.ins().brif(condition, yes, &[], no, &[]);
        self.b.switch_to_block(go_on);
    }

    pub fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }
}
