//! From the tree and its scopes to register code.
//!
//! Contract of [`expr`](Compiler::expr_to): the destination is written by the last instruction executed only, so it
//! may be a variable that the expression itself reads, or that a handler reads after a raise.

mod access;
mod annotations;
mod assign;
mod awaits;
mod blocks;
mod calls;
mod classes;
mod collections;
mod comprehensions;
mod conditions;
mod expand;
mod expr;
mod flow;
mod fstrings;
mod functions;
mod generics;
mod imports;
mod loops;
mod operators;
mod patterns;
mod stmt;
mod try_;
mod try_star;
mod tstrings;
mod unit;
mod with;
mod yields;

use crate::driver::Mode;
use crate::scope::annotations::of_body;
use crate::scope::{Scopes, mangle};
use crate::syntax::error::{ErrorKind, Fault, Result};
use crate::syntax::lines::Lines;
use ruff_python_ast::Mod;
use ruff_text_size::TextRange;
use std::rc::Rc;
use trackway_bytecode::{CodeUnit, Operand, Reg};
use unit::Unit;

/// Instructions in one unit. Nested `finally` bodies are copied per exit path, so a small source can ask for an
/// exponential amount of code.
const MAX_INSNS: u32 = 1 << 20;
/// Registers in one unit.
const MAX_REGS: u32 = 1 << 16;

/// Compiles a whole source.
pub fn compile<'a>(
    tree: &'a Mod,
    scopes: &'a Scopes,
    lines: &'a Lines<'a>,
    file: &str,
    mode: Mode,
) -> Result<CodeUnit> {
    let file: Rc<str> = file.into();
    let mut c = Compiler {
        scopes,
        lines,
        unit: Unit::new(scopes, 0, "<module>", "<module>", &file, 1),
        file,
        interactive: mode == Mode::Single,
    };
    c.module(tree)?;
    Ok(c.unit.finish(scopes))
}

/// The state of a compilation: the unit in hand; outer ones wait on the native stack.
struct Compiler<'a> {
    scopes: &'a Scopes,
    lines: &'a Lines<'a>,
    file: Rc<str>,
    unit: Unit<'a>,
    interactive: bool,
}

/// Operand shorthand.
fn r(reg: Reg) -> Operand {
    Operand::Reg(reg)
}

/// Operand shorthand.
fn imm(n: usize) -> Operand {
    Operand::Imm(n as u32)
}

impl<'a> Compiler<'a> {
    /// Emits an instruction with the span `at`.
    fn emit(&mut self, at: TextRange, op: &'static str, operands: &[Operand]) {
        let span = self.lines.span(at);
        self.unit.b.set_span(span);
        self.emit_expanded(op, operands);
    }

    fn name(&mut self, name: &str) -> Operand {
        let mangled = mangle(name, self.scopes.all[self.unit.scope].private.as_deref());
        self.unit.b.name(&mangled)
    }

    fn site(&mut self) -> Operand {
        self.unit.b.site()
    }

    fn alloc(&mut self) -> Reg {
        self.unit.b.alloc()
    }

    /// `dst` when it is a temporary, else a fresh one: for results built in several steps.
    fn scratch(&mut self, dst: Reg) -> Reg {
        if self.unit.is_variable(dst) { self.alloc() } else { dst }
    }

    fn mov(&mut self, at: TextRange, dst: Reg, src: Reg) {
        if dst != src {
            self.emit(at, "mov", &[r(dst), r(src)]);
        }
    }

    fn load_const(&mut self, at: TextRange, dst: Reg, value: trackway_bytecode::Const) {
        let k = self.unit.b.constant(value);
        self.emit(at, "load_const", &[r(dst), k]);
    }

    fn load_none(&mut self, at: TextRange, dst: Reg) {
        self.load_const(at, dst, trackway_bytecode::Const::Nil);
    }

    /// Refuses what would exceed the limits of a unit.
    fn budget(&self, at: TextRange) -> Result<()> {
        if self.unit.b.here() > MAX_INSNS || self.unit.b.mark() > MAX_REGS - 64 {
            return Err(Fault::new(
                ErrorKind::TooComplex,
                at,
                "too complex: the code of one function is too large",
            ));
        }
        Ok(())
    }

    fn module(&mut self, tree: &'a Mod) -> Result<()> {
        match tree {
            Mod::Module(m) => {
                if !self.interactive {
                    self.module_docstring(&m.body);
                }
                let t = self.alloc();
                let at = TextRange::empty(m.range.start());
                if self.annotate(at, 0, &of_body(&m.body), t)? {
                    self.store_name(at, "__annotate__", t);
                }
                self.unit.b.release_to(t.0);
                self.stmts(&m.body)?;
                self.end_of_body(TextRange::empty(m.range.end()));
            }
            Mod::Expression(e) => {
                let value = self.expr_now(&e.body)?;
                self.emit(e.range, "return", &[r(value)]);
            }
        }
        Ok(())
    }

    /// `return None` where the end can be reached.
    fn end_of_body(&mut self, at: TextRange) {
        if !self.unit.flow.dead {
            let t = self.alloc();
            self.load_none(at, t);
            self.emit(at, "return", &[r(t)]);
        }
    }
}
