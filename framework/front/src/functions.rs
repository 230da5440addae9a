//! Functions, closures and calls.

use crate::compiler::{Compile, Compiler};
use crate::scope::{Place, Scope};
use crate::tree::{Function, Ref};
use std::marker::PhantomData;
use std::rc::Rc;
use trackway_bytecode::Operand::{Imm, Reg as R};
use trackway_bytecode::{CodeBuilder, CodeUnit, Const, FRAME_HEADER, Fallible, Reg, SourceFile};

impl<'a, 's, K: Compile<'a>> Compiler<'a, 's, K> {
    pub(crate) fn new(f: &'a Function<'a, K>, source: &'s SourceFile<'s>, line: u32, depth: u32) -> Self {
        Compiler {
            code: CodeBuilder::new(f.name, f.name, &source.name, line, f.params.len() as u32),
            source,
            scope: Scope::default(),
            shared: &f.names.inner,
            depth,
            loops: Vec::new(),
            kind: PhantomData,
        }
    }

    /// Compiles the function. Its callers fill the first registers with the arguments; the function object brings the
    /// cells of the names that it captured.
    pub(crate) fn finish(mut self, f: &'a Function<'a, K>, captured: &[&'a str]) -> Fallible<CodeUnit> {
        K::prologue(&mut self, f)?;
        for (i, name) in captured.iter().enumerate() {
            let cell = self.code.alloc();
            self.code.emit("load_closure", &[R(cell), Imm(i as u32)]);
            self.scope.declare(name, Place::Cell(cell));
        }
        for (i, name) in f.params.iter().enumerate() {
            self.bind(name, Reg(i as u32));
        }
        let result = K::body(&mut self, f)?;
        self.code.emit("return", &[R(result)]);
        Ok(self.code.finish())
    }

    /// `to` = a function object, which holds the cells of the locals here that it mentions.
    pub fn function(&mut self, node: Ref<K>, function: &'a Function<'a, K>, to: Reg) -> Fallible {
        let (mut captured, first) = (Vec::new(), Reg(self.code.mark()));
        for name in function.names.own.iter().chain(&function.names.inner) {
            if let Some(Place::Cell(cell)) = self.scope.lookup(name)
                && !captured.contains(name)
            {
                captured.push(*name);
                let register = self.code.alloc();
                self.emit(node, "mov", &[R(register), R(cell)])?;
            }
        }
        let line = self.source.span(&node.span).line;
        let unit = Compiler::new(function, self.source, line, self.depth).finish(function, &captured)?;
        let code = self.code.constant(Const::Code(Rc::new(unit)));
        self.emit(node, "make_function", &[R(to), code, R(first), Imm(captured.len() as u32)])
    }

    /// `to` = what the callee answers. The window is at the top of the register stack: it becomes the callee's frame.
    pub fn call(
        &mut self,
        node: Ref<'a, K>,
        callee: Ref<'a, K>,
        arguments: &[Ref<'a, K>],
        to: Reg,
    ) -> Fallible {
        let window = self.code.alloc_block(FRAME_HEADER);
        self.expression(callee, window)?;
        self.row(arguments)?;
        self.emit(node, "call", &[R(to), R(window), Imm(arguments.len() as u32)])
    }

    /// A window for a call of the global `name` with one argument.
    pub fn window_of(&mut self, node: Ref<'a, K>, name: &str, argument: Ref<'a, K>) -> Fallible<Reg> {
        let window = self.code.alloc_block(FRAME_HEADER);
        self.variable(node, name, window)?;
        self.row(&[argument])?;
        Ok(window)
    }
}
