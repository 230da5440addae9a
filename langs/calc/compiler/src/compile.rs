//! Tree to instructions, in one walk.
//!
//! A *local* lives in a register, unless a function inside mentions its name: then it lives in a
//! cell, a one-slot heap object that both functions hold. What is declared outside every block is
//! a *global*, found by name at run time. A sub-expression's value goes to the next free register,
//! which is free again when the expression is done: registers are a stack.
//!
//! *Invariant:* a jump goes forward; only `loop_back` goes back, so the JIT knows where loops are.

use crate::syntax::{ast::*, parse};
use std::rc::Rc;
use trackway_bytecode::Operand::{Imm, Reg as R};
use trackway_bytecode::{
    Assemble, CodeBuilder, CodeUnit, CompileError, Const, FRAME_HEADER, Fallible, Label, Operand, Place, Reg,
    Scope, SourceFile,
};

/// Nodes within nodes. The walk is recursive, so this bounds the native stack that it needs.
const MAX_DEPTH: u32 = 500;

/// An op and its operands.
type Instruction = (&'static str, Vec<Operand>);

/// Compiles a program; `file` is the name that its positions carry.
pub fn compile(source: &str, file: &str) -> Fallible<CodeUnit> {
    let cx = Context::default();
    let body = parse(&cx, source)?;
    let names = cx.mentions.function(0..usize::MAX);
    let main = Function { name: "main", params: vec![], body, names };
    if main.is_generator() {
        return Err(CompileError::new("`yield` outside a function", 0..0));
    }
    Compiler::new(&main, &SourceFile::new(file, source), 1, 0).finish(&main, &[])
}

/// The compiler of one function.
struct Compiler<'a, 's> {
    code: CodeBuilder,
    source: &'s SourceFile<'s>,
    scope: Scope<'a>,
    /// The names that functions inside mention.
    shared: &'a [&'a str],
    /// How far this is inside of what; 0 outside every block and function.
    depth: u32,
}

impl Assemble for Compiler<'_, '_> {
    fn code(&mut self) -> &mut CodeBuilder {
        &mut self.code
    }
}

impl<'a, 's> Compiler<'a, 's> {
    fn new(f: &'a Function<'a>, source: &'s SourceFile<'s>, line: u32, depth: u32) -> Self {
        let code = CodeBuilder::new(f.name, f.name, &source.name, line, f.params.len() as u32);
        Compiler { code, source, scope: Scope::default(), shared: &f.names.inner, depth }
    }

    /// Compiles the function. Its callers fill the first registers with the arguments; the
    /// function object brings the cells of the names that it captured.
    fn finish(mut self, f: &'a Function<'a>, captured: &[&'a str]) -> Fallible<CodeUnit> {
        if f.is_generator() {
            self.code.emit("generator_start", &[]);
        }
        for (i, name) in captured.iter().enumerate() {
            let cell = self.code.alloc();
            self.code.emit("load_closure", &[R(cell), Imm(i as u32)]);
            self.scope.declare(name, Place::Cell(cell));
        }
        for (i, name) in f.params.iter().enumerate() {
            self.declare(name, Reg(i as u32));
        }
        f.body.iter().try_for_each(|node| self.statement(node))?;
        let result = self.code.alloc();
        self.load(result, Const::Nil)?;
        self.code.emit("return", &[R(result)]);
        Ok(self.code.finish())
    }

    /// Emits an instruction that `node` is the reason for.
    fn emit(&mut self, node: Ref, op: &'static str, operands: &[Operand]) -> Fallible {
        self.code.set_span(self.source.span(&node.span));
        self.code.emit(op, operands);
        Ok(())
    }

    fn load(&mut self, to: Reg, value: Const) -> Fallible {
        let value = self.code.constant(value);
        self.code.emit("load_const", &[R(to), value]);
        Ok(())
    }

    /// Does `work` one level down, then frees the registers and forgets the names that it took.
    fn nested(&mut self, node: Ref, work: impl FnOnce(&mut Self) -> Fallible) -> Fallible {
        if self.depth == MAX_DEPTH {
            return fail(node, "this is nested too deeply");
        }
        let names = self.scope.mark();
        self.depth += 1;
        self.releasing(work)?;
        self.depth -= 1;
        self.scope.release_to(names);
        Ok(())
    }

    /// Brings a local into scope. It stays in the register that holds its value if it can.
    fn declare(&mut self, name: &'a str, value: Reg) {
        let mut place = Place::Register(value);
        if self.shared.contains(&name) {
            let cell = self.code.alloc();
            self.code.emit("make_cell", &[R(cell)]);
            self.code.emit("store_cell", &[R(cell), R(value)]);
            place = Place::Cell(cell);
        }
        self.scope.declare(name, place);
    }

    // Statements.

    fn block(&mut self, owner: Ref<'a>, block: &[Ref<'a>]) -> Fallible {
        self.nested(owner, |c| block.iter().try_for_each(|node| c.statement(node)))
    }

    fn statement(&mut self, node: Ref<'a>) -> Fallible {
        match &node.kind {
            // A local outlives its declaration, so this one is not `nested`.
            Kind::Let(name, value) if self.depth > 0 => self.local(node, name, value),
            _ => self.nested(node, |c| c.temporary_statement(node)),
        }
    }

    fn local(&mut self, node: Ref<'a>, name: &'a str, value: Ref<'a>) -> Fallible {
        let register = self.code.alloc();
        if matches!(value.kind, Kind::Function(_)) && self.shared.contains(&name) {
            // It may call itself, so its cell is there, empty, before the function is made.
            self.emit(node, "make_cell", &[R(register)])?;
            self.scope.declare(name, Place::Cell(register));
            return self.nested(node, |c| c.assign(node, name, value));
        }
        self.expression(value, register)?;
        self.declare(name, register);
        Ok(())
    }

    fn assign(&mut self, node: Ref<'a>, name: &'a str, value: Ref<'a>) -> Fallible {
        let place = self.scope.lookup(name);
        if let Some(Place::Register(register)) = place {
            return self.expression(value, register);
        }
        let value = R(self.operand(value)?);
        if let Some(Place::Cell(cell)) = place {
            return self.emit(node, "store_cell", &[R(cell), value]);
        }
        let (name, site) = (self.code.name(name), self.code.site());
        self.emit(node, "store_global", &[name, value, site])
    }

    fn temporary_statement(&mut self, node: Ref<'a>) -> Fallible {
        match &node.kind {
            Kind::Let(name, value) => self.assign(node, name, value),
            Kind::Assign(Node { kind: Kind::Name(name), .. }, value) => self.assign(node, name, value),
            Kind::Assign(Node { kind: Kind::Op("get_index", place), .. }, value) => {
                let operands = self.operands(&[place[0], place[1], value])?;
                self.emit(node, "set_index", &operands)
            }
            Kind::Assign(target, _) => fail(target, "this cannot be assigned to"),
            Kind::If(condition, [then, or_else]) if or_else.is_empty() => self.skip(|c, end| {
                c.branch(condition, false, end)?;
                c.block(node, then)
            }),
            Kind::If(condition, [then, or_else]) => self.choose(
                |c, second| c.branch(condition, false, second),
                |c| c.block(node, then),
                |c| c.block(node, or_else),
            ),
            Kind::While(condition, body) => {
                self.repeat(|c, exit| c.branch(condition, false, exit), |c| c.block(node, body))
            }
            Kind::For(name, items, body) => self.for_loop(node, name, items, body),
            Kind::Return(value) => {
                let value = self.operand(value)?;
                self.emit(node, "return", &[R(value)])
            }
            Kind::Leave(is_break) => {
                self.leave_round(*is_break).unwrap_or_else(|| fail(node, "outside a loop"))
            }
            _ => {
                let unused = self.code.alloc();
                self.expression(node, unused)
            }
        }
    }

    fn for_loop(&mut self, node: Ref<'a>, name: &'a str, items: Ref<'a>, body: &[Ref<'a>]) -> Fallible {
        let (generator, item) = (self.code.alloc(), self.code.alloc());
        self.releasing(|c| {
            // The prelude's `each` makes a generator of what is none.
            let (window, each, site) = (c.code.alloc_block(FRAME_HEADER), c.code.name("each"), c.code.site());
            c.emit(items, "load_global", &[R(window), each, site])?;
            c.row(&[items])?;
            c.emit(items, "iterate", &[R(generator), R(window), Imm(1)])
        })?;
        let advance = |c: &mut Self, exit| {
            let exit = c.code.jump(exit);
            c.emit(items, "next", &[R(item), R(generator)])?;
            c.emit(items, "jump_if_end", &[R(item), exit])?;
            c.declare(name, item);
            Ok(())
        };
        self.repeat(advance, |c| c.block(node, body))
    }

    /// Jumps to `target` if the truth of `node` is `when`; otherwise goes on.
    fn branch(&mut self, node: Ref<'a>, when: bool, target: Label) -> Fallible {
        self.nested(node, |c| match &node.kind {
            Kind::Not(operand) => c.branch(operand, !when, target),
            Kind::Logic(is_or, [a, b]) if *is_or == when => {
                c.branch(a, when, target)?;
                c.branch(b, when, target)
            }
            Kind::Logic(_, [a, b]) => c.skip(|c, end| {
                c.branch(a, !when, end)?;
                c.branch(b, when, target)
            }),
            Kind::Compare(..) if when => c.skip(|c, end| {
                c.branch(node, false, end)?;
                c.jump(target)
            }),
            Kind::Compare(op, operands, is_backward) => {
                let mut operands = c.operands(operands)?;
                if *is_backward {
                    operands.reverse();
                }
                operands.push(c.code.jump(target));
                c.emit(node, op, &operands)
            }
            _ => {
                let (value, target) = (c.operand(node)?, c.code.jump(target));
                c.emit(node, if when { "jump_if" } else { "jump_if_not" }, &[R(value), target])
            }
        })
    }

    // Expressions.

    /// The register that holds the value: the local's own, or a fresh one.
    fn operand(&mut self, node: Ref<'a>) -> Fallible<Reg> {
        if let Kind::Name(name) = node.kind
            && let Some(Place::Register(register)) = self.scope.lookup(name)
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
        self.nested(node, |c| match &node.kind {
            Kind::Compare(..) | Kind::Not(_) => {
                let answer = |yes| move |c: &mut Self| c.load(to, Const::Bool(yes));
                c.choose(|c, second| c.branch(node, false, second), answer(true), answer(false))
            }
            _ => {
                let (op, operands) = c.instruction(node)?;
                c.emit(node, op, &[&[R(to)], &operands[..]].concat())
            }
        })
    }

    /// The last instruction of an expression, without its destination.
    fn instruction(&mut self, node: Ref<'a>) -> Fallible<Instruction> {
        Ok(match &node.kind {
            Kind::Literal(value) => ("load_const", vec![self.code.constant(value.clone())]),
            Kind::Name(name) => match self.scope.lookup(name) {
                Some(Place::Register(register)) => ("mov", vec![R(register)]),
                Some(Place::Cell(cell)) => ("load_cell", vec![R(cell)]),
                None => ("load_global", vec![self.code.name(name), self.code.site()]),
            },
            Kind::Op(op, operands) => (op, self.operands(operands)?),
            Kind::Logic(is_or, [a, b]) => {
                let value = self.code.alloc();
                self.skip(|c, end| {
                    c.expression(a, value)?;
                    let end = c.code.jump(end);
                    c.emit(node, if *is_or { "jump_if" } else { "jump_if_not" }, &[R(value), end])?;
                    c.expression(b, value)
                })?;
                ("mov", vec![R(value)])
            }
            Kind::Call(callee, arguments) => {
                // The window is at the top of the stack: it becomes the callee's frame.
                let window = self.code.alloc_block(FRAME_HEADER);
                self.expression(callee, window)?;
                self.row(arguments)?;
                ("call", vec![R(window), Imm(arguments.len() as u32)])
            }
            Kind::Build(op, items) => (op, vec![self.row(&items.concat())?, Imm(items.len() as u32)]),
            Kind::Function(function) => self.function(node, function)?,
            _ => unreachable!("the grammar lets no statement stand here"),
        })
    }

    fn function(&mut self, node: Ref<'a>, function: &'a Function<'a>) -> Fallible<Instruction> {
        let (mut names, first) = (Vec::new(), Reg(self.code.mark()));
        for name in function.names.own.iter().chain(&function.names.inner) {
            if let Some(Place::Cell(cell)) = self.scope.lookup(name)
                && !names.contains(name)
            {
                names.push(*name);
                let register = self.code.alloc();
                self.emit(node, "mov", &[R(register), R(cell)])?;
            }
        }
        let line = self.source.span(&node.span).line;
        let unit = Compiler::new(function, self.source, line, self.depth).finish(function, &names)?;
        let code = self.code.constant(Const::Code(Rc::new(unit)));
        Ok(("make_function", vec![code, R(first), Imm(names.len() as u32)]))
    }
}

fn fail(node: Ref, message: &str) -> Fallible {
    Err(CompileError::new(message, node.span.clone()))
}
