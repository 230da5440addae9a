//! Tree to instructions, in one walk.
//!
//! What is declared outside every block and function is a global, found by name at run time; other
//! variables live in registers. A sub-expression's value goes to the next free register, which is
//! free again when the expression is done: registers are a stack.
//!
//! *Invariant:* a jump goes forward; only `loop_back` goes back, so the JIT knows where loops are.

use crate::ast::{Block, Kind, Nodes, Ref, parse};
use std::rc::Rc;
use trackway::bytecode::Operand::{Imm, Reg as R};
use trackway::bytecode::{
    Assemble, CodeBuilder, CodeUnit, CompileError, Const, FRAME_HEADER, Fallible, Operand, Place, Reg, Scope,
    SourceFile,
};

/// Nodes within nodes. The walk is recursive, so this bounds the native stack that it needs.
const MAX_DEPTH: u32 = 500;

/// Compiles a program; `file` is the name that its positions carry.
pub fn compile(source: &str, file: &str) -> Fallible<CodeUnit> {
    let nodes = Nodes::new();
    let body = parse(&nodes, source)?;
    Compiler::new("main", &SourceFile::new(file, source), 1, &[], 0).finish(&body)
}

/// The compiler of one function.
struct Compiler<'a, 's> {
    code: CodeBuilder,
    source: &'s SourceFile<'s>,
    locals: Scope<'a>,
    /// How far this is inside of what; 0 outside every block and function.
    depth: u32,
}

impl Assemble for Compiler<'_, '_> {
    fn code(&mut self) -> &mut CodeBuilder {
        &mut self.code
    }
}

impl<'a, 's> Compiler<'a, 's> {
    /// The caller of a function fills its first registers with the arguments.
    fn new(name: &str, source: &'s SourceFile<'s>, line: u32, params: &[&'a str], depth: u32) -> Self {
        let code = CodeBuilder::new(name, name, &source.name, line, params.len() as u32);
        let mut locals = Scope::default();
        for (i, name) in params.iter().enumerate() {
            locals.declare(name, Place::Register(Reg(i as u32)));
        }
        Compiler { code, source, locals, depth }
    }

    fn finish(mut self, body: &[Ref<'a>]) -> Fallible<CodeUnit> {
        let result = self.code.alloc();
        self.load(result, Const::Nil);
        for (i, node) in body.iter().enumerate() {
            match i + 1 == body.len() && node.kind.is_expression() {
                true => self.expression(node, result)?,
                false => self.statement(node)?,
            }
        }
        self.code.emit("return", &[R(result)]);
        Ok(self.code.finish())
    }

    /// Emits an instruction that `node` is the reason for.
    fn emit(&mut self, node: Ref, op: &'static str, operands: &[Operand]) -> Fallible {
        self.code.set_span(self.source.span(&node.span));
        self.code.emit(op, operands);
        Ok(())
    }

    fn load(&mut self, to: Reg, value: Const) {
        let value = self.code.constant(value);
        self.code.emit("load_const", &[R(to), value]);
    }

    /// Does `work` one level down, then frees the registers and forgets the names that it took.
    fn nested(&mut self, node: Ref, work: impl FnOnce(&mut Self) -> Fallible) -> Fallible {
        if self.depth == MAX_DEPTH {
            return fail(node, "this is nested too deeply");
        }
        let names = self.locals.mark();
        self.depth += 1;
        self.releasing(work)?;
        self.depth -= 1;
        self.locals.release_to(names);
        Ok(())
    }

    fn block(&mut self, node: Ref<'a>, block: &[Ref<'a>]) -> Fallible {
        self.nested(node, |c| block.iter().try_for_each(|node| c.statement(node)))
    }

    fn statement(&mut self, node: Ref<'a>) -> Fallible {
        match &node.kind {
            // A local outlives its declaration, so this one is not `nested`.
            Kind::Let(name, value) if self.depth > 0 => {
                let register = self.code.alloc();
                self.expression(value, register)?;
                self.locals.declare(name, Place::Register(register));
                Ok(())
            }
            _ => self.nested(node, |c| c.temporary_statement(node)),
        }
    }

    fn temporary_statement(&mut self, node: Ref<'a>) -> Fallible {
        match &node.kind {
            Kind::Let(name, value) => self.assign(node, name, value),
            Kind::Assign(target, value) => match &target.kind {
                Kind::Name(name) => self.assign(node, name, value),
                Kind::Op("get_index", place) => {
                    let operands = self.operands(&[place[0], place[1], value])?;
                    self.emit(node, "set_index", &operands)
                }
                _ => fail(target, "this cannot be assigned to"),
            },
            Kind::If(condition, then, otherwise) => self.choose(
                |c, second| c.jump_unless(condition, second),
                |c| c.block(node, then),
                |c| c.block(node, otherwise),
            ),
            Kind::While(condition, body) => {
                self.repeat(|c, exit| c.jump_unless(condition, exit), |c| c.block(node, body))
            }
            Kind::Return(value) => {
                let value = self.operand(value)?;
                self.emit(node, "return", &[R(value)])
            }
            Kind::Function(name, params, body) => self.function(node, name, params, body),
            _ => {
                let unused = self.code.alloc();
                self.expression(node, unused)
            }
        }
    }

    fn assign(&mut self, node: Ref<'a>, name: &'a str, value: Ref<'a>) -> Fallible {
        if let Some(Place::Register(register)) = self.locals.lookup(name) {
            return self.expression(value, register);
        }
        let value = self.operand(value)?;
        self.store_global(node, name, value)
    }

    fn store_global(&mut self, node: Ref, name: &str, value: Reg) -> Fallible {
        let (name, site) = (self.code.name(name), self.code.site());
        self.emit(node, "store_global", &[name, R(value), site])
    }

    fn jump_unless(&mut self, condition: Ref<'a>, target: trackway::bytecode::Label) -> Fallible {
        self.releasing(|c| {
            let (value, target) = (c.operand(condition)?, c.code.jump(target));
            c.emit(condition, "jump_if_not", &[R(value), target])
        })
    }

    /// A function is a constant that a global holds. It sees its own locals and globals.
    fn function(&mut self, node: Ref, name: &str, params: &[&'a str], body: &Block<'a>) -> Fallible {
        let line = self.source.span(&node.span).line;
        let unit = Compiler::new(name, self.source, line, params, self.depth).finish(body)?;
        let function = self.code.alloc();
        self.load(function, Const::Code(Rc::new(unit)));
        self.store_global(node, name, function)
    }

    /// The register that holds the value: the local's own, or a fresh one.
    fn operand(&mut self, node: Ref<'a>) -> Fallible<Reg> {
        if let Kind::Name(name) = node.kind
            && let Some(Place::Register(register)) = self.locals.lookup(name)
        {
            return Ok(register);
        }
        let register = self.code.alloc();
        self.expression(node, register)?;
        Ok(register)
    }

    fn operands(&mut self, nodes: &[Ref<'a>]) -> Fallible<Vec<Operand>> {
        nodes.iter().map(|node| self.operand(node).map(R)).collect()
    }

    /// Puts the values into consecutive registers from the next free one on.
    fn row(&mut self, nodes: &[Ref<'a>]) -> Fallible<Operand> {
        let first = self.code.mark();
        for node in nodes {
            let register = self.code.alloc();
            self.expression(node, register)?;
        }
        Ok(R(Reg(first)))
    }

    /// Puts the value of `node` into `to`: writes it last, since the operands may include it.
    fn expression(&mut self, node: Ref<'a>, to: Reg) -> Fallible {
        self.nested(node, |c| {
            let (op, operands) = match &node.kind {
                Kind::Literal(value) => ("load_const", vec![c.code.constant(value.clone())]),
                Kind::Name(name) => match c.locals.lookup(name) {
                    Some(Place::Register(register)) => ("mov", vec![R(register)]),
                    _ => ("load_global", vec![c.code.name(name), c.code.site()]),
                },
                Kind::Op(op, operands) => (*op, c.operands(operands)?),
                Kind::List(items) => ("build_list", vec![c.row(items)?, Imm(items.len() as u32)]),
                Kind::Call(callee, arguments) => {
                    // The window is at the top of the stack: it becomes the callee's frame.
                    let window = c.code.alloc_block(FRAME_HEADER);
                    c.expression(callee, window)?;
                    c.row(arguments)?;
                    ("call", vec![R(window), Imm(arguments.len() as u32)])
                }
                _ => unreachable!("the grammar lets no statement stand here"),
            };
            c.emit(node, op, &[&[R(to)], &operands[..]].concat())
        })
    }
}

fn fail(node: Ref, message: &str) -> Fallible {
    Err(CompileError::new(message, node.span.clone()))
}
