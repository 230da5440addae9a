//! Tree to instructions, in one walk.
//!
//! A *local* lives in a register, unless a function inside mentions its name: then it lives in a
//! cell, a one-slot heap object that both functions hold. What is declared outside every block is
//! a *global*, found by name at run time. A sub-expression's value goes to the next free register,
//! which is free again when the expression is done: registers are a stack.
//!
//! *Invariant:* a jump goes forward; only `loop_back` goes back, so the JIT knows where loops are.

use crate::syntax::{CompileError, ast::*, parse};
use std::rc::Rc;
use trackway_bytecode::Operand::{Imm, Reg as R};
use trackway_bytecode::{CodeBuilder, CodeUnit, Const, FRAME_HEADER, Label, Operand, Reg, SourceFile};

/// Nodes within nodes. The walk is recursive, so this bounds the native stack that it needs.
const MAX_DEPTH: u32 = 500;

type Fallible<T = ()> = Result<T, CompileError>;
/// An op and its operands.
type Instruction = (&'static str, Vec<Operand>);

/// Compiles a program; `file` is the name that its positions carry.
pub fn compile(source: &str, file: &str) -> Fallible<CodeUnit> {
    let cx = Context::default();
    let body = parse(&cx, source)?;
    let main = cx.function("main", vec![], body, 0..usize::MAX);
    if main.is_generator {
        return Err(CompileError { message: "`yield` outside a function".into(), span: 0..0 });
    }
    Compiler::new(&main, &SourceFile::new(file, source), 1, 0).finish(&main, &[])
}

/// Where a local is: in a register, or in the cell that a register holds.
#[derive(Clone, Copy)]
enum Place {
    Register(Reg),
    Cell(Reg),
}

/// The compiler of one function.
struct Compiler<'a, 's> {
    code: CodeBuilder,
    source: &'s SourceFile<'s>,
    /// The names in force, inner ones last.
    scope: Vec<(&'a str, Place)>,
    shared: &'a [&'a str],
    /// Head and exit of the loops around.
    loops: Vec<(Label, Label)>,
    /// How far this is inside of what; 0 outside every block and function.
    depth: u32,
}

impl<'a, 's> Compiler<'a, 's> {
    fn new(f: &'a Function<'a>, source: &'s SourceFile<'s>, line: u32, depth: u32) -> Self {
        let code = CodeBuilder::new(f.name, f.name, &source.name, line, f.params.len() as u32);
        Compiler { code, source, scope: vec![], shared: &f.shared, loops: vec![], depth }
    }

    /// Compiles the function. Its callers fill the first registers with the arguments; the
    /// function object brings the cells of the names that it captured.
    fn finish(mut self, f: &'a Function<'a>, captured: &[&'a str]) -> Fallible<CodeUnit> {
        if f.is_generator {
            self.code.emit("generator_start", &[]);
        }
        for (i, name) in captured.iter().enumerate() {
            let cell = self.code.alloc();
            self.code.emit("load_closure", &[R(cell), Imm(i as u32)]);
            self.scope.push((name, Place::Cell(cell)));
        }
        for (i, name) in f.params.iter().enumerate() {
            self.declare(name, Reg(i as u32));
        }
        f.body.iter().try_for_each(|node| self.statement(node))?;
        let (nil, result) = (self.code.constant(Const::Nil), self.code.alloc());
        self.code.emit("load_const", &[R(result), nil]);
        self.code.emit("return", &[R(result)]);
        Ok(self.code.finish())
    }

    /// Emits an instruction that `node` is the reason for.
    fn emit(&mut self, node: &Node, op: &'static str, operands: &[Operand]) -> Fallible {
        self.code.set_span(self.source.span(&node.span));
        self.code.emit(op, operands);
        Ok(())
    }

    /// Does `work` one level down, then frees the registers and forgets the names that it took.
    fn nested(&mut self, node: Ref, work: impl FnOnce(&mut Self) -> Fallible) -> Fallible {
        if self.depth == MAX_DEPTH {
            return fail(node, "this is nested too deeply");
        }
        let (mark, names) = (self.code.mark(), self.scope.len());
        self.depth += 1;
        work(self)?;
        self.depth -= 1;
        self.code.release_to(mark);
        self.scope.truncate(names);
        Ok(())
    }

    fn lookup(&self, name: &str) -> Option<Place> {
        self.scope.iter().rev().find(|(n, _)| *n == name).map(|(_, place)| *place)
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
        self.scope.push((name, place));
    }

    // Statements.

    fn block(&mut self, owner: Ref<'a>, block: &[Ref<'a>]) -> Fallible {
        self.nested(owner, |c| block.iter().try_for_each(|node| c.statement(node)))
    }

    fn statement(&mut self, node: Ref<'a>) -> Fallible {
        match &node.kind {
            // A local outlives its declaration, so this one is not `nested`.
            Kind::Let(name, value) if self.depth > 0 => self.declaration(node, name, value),
            _ => self.nested(node, |c| c.temporary_statement(node)),
        }
    }

    fn declaration(&mut self, node: Ref<'a>, name: &'a str, value: Ref<'a>) -> Fallible {
        if matches!(value.kind, Kind::Function(_)) && self.shared.contains(&name) {
            // It may call itself, so its cell is there, empty, before the function is made.
            let cell = self.code.alloc();
            self.emit(node, "make_cell", &[R(cell)])?;
            self.scope.push((name, Place::Cell(cell)));
            return self.nested(node, |c| c.assign(node, name, value));
        }
        let register = self.code.alloc();
        self.expression(value, register)?;
        self.declare(name, register);
        Ok(())
    }

    fn assign(&mut self, node: Ref<'a>, name: &'a str, value: Ref<'a>) -> Fallible {
        let place = self.lookup(name);
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
            Kind::If(condition, then, or_else) => self.if_statement(node, condition, [then, or_else]),
            Kind::While(condition, body) => {
                self.repeat(node, body, |c, exit| c.branch(condition, false, exit))
            }
            Kind::For(name, items, body) => self.for_loop(node, name, items, body),
            Kind::Return(value) => {
                let value = self.operand(value)?;
                self.emit(node, "return", &[R(value)])
            }
            Kind::Leave(is_break) => match self.loops.last() {
                Some((_, exit)) if *is_break => self.jump(node, *exit),
                Some((head, _)) => self.loop_back(node, *head),
                None => fail(node, "outside a loop"),
            },
            _ => {
                let unused = self.code.alloc();
                self.expression(node, unused)
            }
        }
    }

    fn jump(&mut self, node: Ref<'a>, target: Label) -> Fallible {
        let target = self.code.jump(target);
        self.emit(node, "jump", &[target])
    }

    fn loop_back(&mut self, node: Ref<'a>, head: Label) -> Fallible {
        let (head, site) = (self.code.jump(head), self.code.site());
        self.emit(node, "loop_back", &[head, site])
    }

    fn if_statement(&mut self, node: Ref<'a>, condition: Ref<'a>, blocks: [&[Ref<'a>]; 2]) -> Fallible {
        let (or_else, end) = (self.code.label(), self.code.label());
        self.branch(condition, false, or_else)?;
        self.block(node, blocks[0])?;
        if !blocks[1].is_empty() {
            self.jump(node, end)?;
        }
        self.code.place(or_else);
        self.block(node, blocks[1])?;
        self.code.place(end);
        Ok(())
    }

    /// A loop that each round first does what `enter` says, where it may jump to the exit.
    fn repeat<F>(&mut self, node: Ref<'a>, body: &[Ref<'a>], enter: F) -> Fallible
    where
        F: FnOnce(&mut Self, Label) -> Fallible,
    {
        let (head, exit) = (self.code.label(), self.code.label());
        self.code.place(head);
        enter(self, exit)?;
        self.loops.push((head, exit));
        self.block(node, body)?;
        self.loops.pop();
        self.loop_back(node, head)?;
        self.code.place(exit);
        Ok(())
    }

    fn for_loop(&mut self, node: Ref<'a>, name: &'a str, items: Ref<'a>, body: &[Ref<'a>]) -> Fallible {
        let (iterator, item) = (self.code.alloc(), self.code.alloc());
        self.expression(items, iterator)?;
        self.emit(items, "get_iter", &[R(iterator), R(iterator)])?;
        self.repeat(node, body, |c, exit| {
            let exit = c.code.jump(exit);
            c.emit(items, "next", &[R(item), R(iterator)])?;
            c.emit(items, "jump_if_end", &[R(item), exit])?;
            c.declare(name, item);
            Ok(())
        })
    }

    /// Jumps to `target` if the truth of `node` is `when`; otherwise goes on.
    fn branch(&mut self, node: Ref<'a>, when: bool, target: Label) -> Fallible {
        self.nested(node, |c| match &node.kind {
            Kind::Logic(is_or, a, b) if *is_or == when => {
                c.branch(a, when, target)?;
                c.branch(b, when, target)
            }
            Kind::Logic(_, a, b) => {
                let skip = c.code.label();
                c.branch(a, !when, skip)?;
                c.branch(b, when, target)?;
                c.code.place(skip);
                Ok(())
            }
            Kind::Op("not", operand) => c.branch(operand[0], !when, target),
            Kind::Op(op @ ("lt" | "le" | "gt" | "ge" | "eq" | "ne"), operands) if !when => {
                let mut operands = c.operands(operands)?;
                let op = forward(op, &mut operands);
                let names = [("lt", "jump_if_not_lt"), ("le", "jump_if_not_le"), ("eq", "jump_if_not_eq")];
                let fused = names.iter().find(|(plain, _)| *plain == op).map_or("jump_if_not_ne", |n| n.1);
                operands.push(c.code.jump(target));
                c.emit(node, fused, &operands)
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
            && let Some(Place::Register(register)) = self.lookup(name)
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
            let (op, operands) = c.instruction(node)?;
            c.emit(node, op, &[&[R(to)], &operands[..]].concat())
        })
    }

    /// The last instruction of an expression, without its destination.
    fn instruction(&mut self, node: Ref<'a>) -> Fallible<Instruction> {
        Ok(match &node.kind {
            Kind::Literal(value) => ("load_const", vec![self.code.constant(value.clone())]),
            Kind::Name(name) => match self.lookup(name) {
                Some(Place::Register(register)) => ("mov", vec![R(register)]),
                Some(Place::Cell(cell)) => ("load_cell", vec![R(cell)]),
                None => ("load_global", vec![self.code.name(name), self.code.site()]),
            },
            Kind::Op(op, operands) => {
                let mut operands = self.operands(operands)?;
                (forward(op, &mut operands), operands)
            }
            Kind::Logic(is_or, a, b) => {
                let (value, end) = (self.code.alloc(), self.code.label());
                self.expression(a, value)?;
                let target = self.code.jump(end);
                self.emit(node, if *is_or { "jump_if" } else { "jump_if_not" }, &[R(value), target])?;
                self.expression(b, value)?;
                self.code.place(end);
                ("mov", vec![R(value)])
            }
            Kind::Call(callee, arguments) => {
                // The window is at the top of the stack: it becomes the callee's frame.
                let window = self.code.alloc_block(FRAME_HEADER);
                self.expression(callee, window)?;
                self.row(arguments)?;
                ("call", vec![R(window), Imm(arguments.len() as u32), self.code.site()])
            }
            Kind::List(items) => ("build_list", vec![self.row(items)?, Imm(items.len() as u32)]),
            Kind::Dict(items) => ("build_dict", vec![self.row(items)?, Imm(items.len() as u32 / 2)]),
            Kind::Function(function) => self.function(node, function)?,
            _ => unreachable!("the grammar lets no statement stand here"),
        })
    }

    fn function(&mut self, node: Ref<'a>, function: &'a Function<'a>) -> Fallible<Instruction> {
        let (mut names, first) = (Vec::new(), Reg(self.code.mark()));
        for name in function.names.iter().rev() {
            if let Some(Place::Cell(cell)) = self.lookup(name)
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

/// Turns `gt` and `ge` into `lt` and `le` of the operands in the other order.
fn forward(op: &'static str, operands: &mut [Operand]) -> &'static str {
    let backward = [("gt", "lt"), ("ge", "le")].iter().find(|(from, _)| *from == op);
    backward.map_or(op, |(_, to)| {
        operands.reverse();
        to
    })
}

fn fail(node: &Node, message: &str) -> Fallible {
    Err(CompileError { message: message.into(), span: node.span.clone() })
}
