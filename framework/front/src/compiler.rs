//! Tree to instructions, in one walk.
//!
//! A *local* lives in a register, unless a function inside mentions its name: then it lives in a cell, a
//! one-slot heap object that both functions hold. What is declared outside every block is a *global*, found by name
//! at run time. A sub-expression's value goes to the next free register, which is free again when the expression is
//! done: registers are a stack.
//!
//! What a kind of node means is the language's affair; it says so in terms of what the compiler can do.

use crate::scope::{Place, Scope};
use crate::tree::{Function, Ref};
use std::marker::PhantomData;
use trackway_bytecode::Operand::Reg as R;
use trackway_bytecode::{CodeBuilder, CodeUnit, Const, Fallible, Label, Operand, Reg, SourceFile};

/// What the kinds of a language's tree compile to.
pub trait Compile<'a>: Sized + 'a {
    /// The name, if the node is one: as an operand it is the local's own register.
    fn name(&self) -> Option<&'a str>;

    /// The constant, if the node is one: ops take it as it is.
    fn constant(&self) -> Option<&Const>;

    /// Emits what a statement does. What it declares stays in force behind it.
    fn statement(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>) -> Fallible;

    /// Puts an expression's value into `to`. Writes that last, since the operands may include it.
    fn expression(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>, to: Reg) -> Fallible;

    /// Jumps to `target` if the truth of an expression is `when`; otherwise goes on.
    fn branch(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>, when: bool, target: Label) -> Fallible {
        c.branch_by_value(node, when, target)
    }

    /// Emits what comes before everything else in a function, where only its parameters are in registers.
    fn prologue(c: &mut Compiler<'a, '_, Self>, function: &'a Function<'a, Self>) -> Fallible {
        let _ = (c, function);
        Ok(())
    }

    /// Emits a function's statements; returns the register with what it answers if it comes to its end.
    fn body(c: &mut Compiler<'a, '_, Self>, function: &'a Function<'a, Self>) -> Fallible<Reg> {
        c.statements(&function.body)?;
        let result = c.code.alloc();
        c.load(result, Const::Nil)?;
        Ok(result)
    }
}

/// Nodes within nodes. The walk is recursive, so this bounds the native stack that it needs.
const MAX_DEPTH: u32 = 500;

/// The compiler of one function.
pub struct Compiler<'a, 's, K> {
    pub code: CodeBuilder,
    pub(crate) source: &'s SourceFile<'s>,
    pub(crate) scope: Scope<'a>,
    /// The names that functions inside mention.
    pub(crate) shared: &'a [&'a str],
    /// How far this is inside of what; 0 outside every block and function.
    pub(crate) depth: u32,
    /// Head and exit of the loops around.
    pub(crate) loops: Vec<(Label, Label)>,
    pub(crate) kind: PhantomData<fn(K)>,
}

/// Compiles a program; see [`Tree::program`](crate::Tree::program).
pub fn compile<'a, K: Compile<'a>>(program: &'a Function<'a, K>, source: &SourceFile) -> Fallible<CodeUnit> {
    Compiler::new(program, source, 1, 0).finish(program, &[])
}

impl<'a, 's, K: Compile<'a>> Compiler<'a, 's, K> {
    /// Emits an instruction that `node` is the reason for.
    pub fn emit(&mut self, node: Ref<K>, op: &'static str, operands: &[Operand]) -> Fallible {
        self.code.set_span(self.source.span(&node.span));
        self.code.emit(op, operands);
        Ok(())
    }

    /// Does `work` one level down, then frees the registers and forgets the names that it took.
    pub fn nested(&mut self, node: Ref<K>, work: impl FnOnce(&mut Self) -> Fallible) -> Fallible {
        if self.depth == MAX_DEPTH {
            return node.fail("this is nested too deeply");
        }
        let (names, registers) = (self.scope.mark(), self.code.mark());
        self.depth += 1;
        work(self)?;
        self.depth -= 1;
        self.code.release_to(registers);
        self.scope.release_to(names);
        Ok(())
    }

    // Statements.

    /// Statements one after the other, with a scope of their own.
    pub fn block(&mut self, owner: Ref<'a, K>, block: &[Ref<'a, K>]) -> Fallible {
        self.nested(owner, |c| c.statements(block))
    }

    pub fn statements(&mut self, block: &[Ref<'a, K>]) -> Fallible {
        block.iter().try_for_each(|node| self.statement(node))
    }

    /// Registers that a statement took are free again behind it, unless it has declared a local.
    pub fn statement(&mut self, node: Ref<'a, K>) -> Fallible {
        let (names, registers) = (self.scope.mark(), self.code.mark());
        K::statement(self, node)?;
        if self.scope.mark() == names {
            self.code.release_to(registers);
        }
        Ok(())
    }

    /// An expression that is there for what it does.
    pub fn discard(&mut self, node: Ref<'a, K>) -> Fallible {
        let unused = self.code.alloc();
        self.expression(node, unused)
    }

    /// Declares a variable: outside every block a global, else a local of the block.
    pub fn declare(&mut self, node: Ref<'a, K>, name: &'a str, value: Ref<'a, K>) -> Fallible {
        if self.depth == 0 {
            return self.assign(node, name, value);
        }
        let register = self.code.alloc();
        self.expression(value, register)?;
        self.bind(name, register);
        Ok(())
    }

    /// The same for a function, which may call itself: if its name is shared its cell is there, empty, before the
    /// function is made.
    pub fn declare_function(&mut self, node: Ref<'a, K>, name: &'a str, function: Ref<'a, K>) -> Fallible {
        if self.depth == 0 || !self.shared.contains(&name) {
            return self.declare(node, name, function);
        }
        let cell = self.code.alloc();
        self.emit(node, "make_cell", &[R(cell)])?;
        self.scope.declare(name, Place::Cell(cell));
        self.nested(node, |c| c.assign(node, name, function))
    }

    /// Brings a local into scope. It stays in the register that holds its value if it can.
    pub fn bind(&mut self, name: &'a str, value: Reg) {
        let mut place = Place::Register(value);
        if self.shared.contains(&name) {
            let cell = self.code.alloc();
            self.code.emit("make_cell", &[R(cell)]);
            self.code.emit("store_cell", &[R(cell), R(value)]);
            place = Place::Cell(cell);
        }
        self.scope.declare(name, place);
    }

    /// Gives a variable a value. A name that is in no scope is a global.
    pub fn assign(&mut self, node: Ref<'a, K>, name: &str, value: Ref<'a, K>) -> Fallible {
        let place = self.scope.lookup(name);
        if let Some(Place::Register(register)) = place {
            return self.expression(value, register);
        }
        let value = self.source(value)?;
        if let Some(Place::Cell(cell)) = place {
            return self.emit(node, "store_cell", &[R(cell), value]);
        }
        let (name, site) = (self.code.name(name), self.code.site());
        self.emit(node, "store_global", &[name, value, site])
    }

    // Expressions.

    pub fn expression(&mut self, node: Ref<'a, K>, to: Reg) -> Fallible {
        self.nested(node, |c| K::expression(c, node, to))
    }

    /// The register that holds the value: the local's own, or a fresh one.
    pub fn operand(&mut self, node: Ref<'a, K>) -> Fallible<Reg> {
        if let Some(Place::Register(register)) = node.kind.name().and_then(|name| self.scope.lookup(name)) {
            return Ok(register);
        }
        let register = self.code.alloc();
        self.expression(node, register)?;
        Ok(register)
    }

    /// The same, or the constant: for ops that take both (`Src`).
    pub fn source(&mut self, node: Ref<'a, K>) -> Fallible<Operand> {
        match node.kind.constant() {
            Some(value) => Ok(self.code.constant(value.clone())),
            None => self.operand(node).map(R),
        }
    }

    pub fn sources(&mut self, nodes: &[Ref<'a, K>]) -> Fallible<Vec<Operand>> {
        nodes.iter().map(|node| self.source(node)).collect()
    }

    /// Puts the values into consecutive registers from the next free one on.
    pub fn row(&mut self, nodes: &[Ref<'a, K>]) -> Fallible<Operand> {
        let first = self.code.mark();
        for node in nodes {
            let register = self.code.alloc();
            self.expression(node, register)?;
        }
        Ok(R(Reg(first)))
    }

    /// `to` = the constant.
    pub fn load(&mut self, to: Reg, value: Const) -> Fallible {
        let value = self.code.constant(value);
        self.code.emit("load_const", &[R(to), value]);
        Ok(())
    }

    /// `to` = the constant that `node` is.
    pub fn literal(&mut self, node: Ref<K>, value: &Const, to: Reg) -> Fallible {
        let value = self.code.constant(value.clone());
        self.emit(node, "load_const", &[R(to), value])
    }

    /// `to` = the variable.
    pub fn variable(&mut self, node: Ref<K>, name: &str, to: Reg) -> Fallible {
        match self.scope.lookup(name) {
            Some(Place::Register(register)) => self.emit(node, "mov", &[R(to), R(register)]),
            Some(Place::Cell(cell)) => self.emit(node, "load_cell", &[R(to), R(cell)]),
            None => {
                let (name, site) = (self.code.name(name), self.code.site());
                self.emit(node, "load_global", &[R(to), name, site])
            }
        }
    }

    /// `to` = the op's result for these operands, each of which is a `Src`.
    pub fn operation(
        &mut self,
        node: Ref<'a, K>,
        op: &'static str,
        operands: &[Ref<'a, K>],
        to: Reg,
    ) -> Fallible {
        let operands = self.sources(operands)?;
        self.emit(node, op, &[&[R(to)], &operands[..]].concat())
    }
}
