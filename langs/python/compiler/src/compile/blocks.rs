//! The constructs around a statement, and leaving them by `return`, `break` and `continue`.
//!
//! A `finally` body or `with` exit is compiled once per way out, in line. That code is not protected by the
//! construct's own handler, so a construct's protected range is a list of segments with gaps.

use crate::compile::flow::Flow;
use crate::compile::{Compiler, r};
use crate::syntax::error::Result;
use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;
use trackway_bytecode::{Label, Reg};

/// A protected range under construction.
#[derive(Default)]
pub struct Guard {
    segments: Vec<(Label, Label)>,
    open: Option<(Label, u32)>,
}

/// What leaving a construct has to do.
#[derive(Clone, Copy)]
pub enum Exit<'a> {
    /// Nothing: the body of `try .. except`.
    Nothing,
    /// Run the body of `finally`.
    Finally(&'a [Stmt]),
    /// Call the `__exit__` whose window starts here; await what `__aexit__` returns.
    With(Reg, TextRange, bool),
    /// Restore the handled exception saved in the register.
    Handled(Reg),
    /// Unbind the name of an `except` clause.
    Name(&'a str),
}

/// One construct.
pub enum Block<'a> {
    Loop { brk: Label, cont: Label, broken: Flow },
    Protected { exit: Exit<'a>, guard: Guard },
}

impl<'a> Compiler<'a> {
    /// Enters a protected construct.
    pub(super) fn protect(&mut self, exit: Exit<'a>) {
        self.unit.blocks.push(Block::Protected { exit, guard: Guard::default() });
        let top = self.unit.blocks.len() - 1;
        self.resume(top);
    }

    /// Leaves the innermost protected construct; a raise inside continued at `target` with the exception in `exc`.
    pub(super) fn unprotect(&mut self, target: Label, exc: Reg) {
        self.pause(self.unit.blocks.len() - 1);
        let Some(Block::Protected { guard, .. }) = self.unit.blocks.pop() else { return };
        for (start, end) in guard.segments {
            self.unit.b.protect(start, end, target, exc);
        }
    }

    fn pause(&mut self, i: usize) {
        let (end, here) = (self.unit.b.label(), self.unit.b.here());
        let Some(Block::Protected { guard, .. }) = self.unit.blocks.get_mut(i) else { return };
        let Some((start, from)) = guard.open.take() else { return };
        if here > from {
            guard.segments.push((start, end));
        }
        self.unit.b.place(end);
    }

    fn resume(&mut self, i: usize) {
        let (start, here) = (self.unit.b.label(), self.unit.b.here());
        self.unit.b.place(start);
        if let Some(Block::Protected { guard, .. }) = self.unit.blocks.get_mut(i) {
            guard.open = Some((start, here));
        }
    }

    /// Emits what leaving the constructs above `depth` has to do, innermost first, then `last`, the jump that
    /// this was for. Afterwards the constructs are open again and nothing is reachable.
    pub(super) fn unwind(&mut self, at: TextRange, depth: usize, last: impl FnOnce(&mut Self)) -> Result<()> {
        let mut inner = Vec::new();
        while self.unit.blocks.len() > depth {
            self.pause(self.unit.blocks.len() - 1);
            let Some(block) = self.unit.blocks.pop() else { break };
            let exit = match &block {
                Block::Protected { exit, .. } => *exit,
                Block::Loop { .. } => Exit::Nothing,
            };
            inner.push(block);
            if !self.unit.flow.dead {
                self.exit(at, exit)?;
            }
        }
        if !self.unit.flow.dead {
            last(self);
        }
        self.unit.flow.kill();
        for block in inner.into_iter().rev() {
            self.unit.blocks.push(block);
            self.resume(self.unit.blocks.len() - 1);
        }
        Ok(())
    }

    fn exit(&mut self, at: TextRange, exit: Exit<'a>) -> Result<()> {
        match exit {
            Exit::Nothing => {}
            Exit::Handled(saved) => self.emit(at, "pop_handled", &[r(saved)]),
            Exit::Name(name) => self.clear_name(at, name),
            Exit::With(w, range, is_async) => self.normal_exit(range, w, is_async),
            Exit::Finally(body) => {
                // A `return` inside the body must not overwrite the value that waits, in case a `break` drops it.
                let ret = self.unit.ret.take();
                self.stmts(body)?;
                self.unit.ret = ret;
            }
        }
        Ok(())
    }

    /// Whether a `return` here has something to run first.
    pub(super) fn unwinds(&self) -> bool {
        let runs =
            |b: &Block<'_>| matches!(b, Block::Protected { exit, .. } if !matches!(exit, Exit::Nothing));
        self.unit.blocks.iter().any(runs)
    }

    /// The register where a return value waits; below everything that exits clobber.
    pub(super) fn ensure_ret(&mut self) -> bool {
        let fresh = self.unit.ret.is_none();
        if fresh {
            let reg = self.alloc();
            self.unit.ret = Some(reg);
        }
        fresh
    }
}
