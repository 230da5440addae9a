//! The syntax tree as a program for a stack: what `ast.parse` builds its nodes from.
//!
//! A node's fields come before it, in the order of the class's `_fields`, so whoever builds needs no
//! recursion. Names and fields are those of the reference's module `ast`.

mod expr;
mod pattern;
mod stmt;
mod text;

use crate::driver::Mode;
use crate::syntax::error::Result;
use crate::syntax::lines::Lines;
use ruff_python_ast::Mod;
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Const;

/// One step of the building.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Push a value.
    Value(Const),
    /// Pop so many values, push the list of them.
    List(usize),
    /// Pop the fields of this class, push a node.
    Node(&'static str, Option<Place>),
}

/// Lines from 1, columns from 0 in bytes of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// The steps for a whole source.
pub fn steps(tree: &Mod, lines: &Lines<'_>, mode: Mode) -> Result<Vec<Step>> {
    let mut e = Emitter { lines, steps: Vec::new() };
    match tree {
        Mod::Module(m) => {
            e.body(&m.body)?;
            match mode {
                Mode::Single => e.bare("Interactive"),
                Mode::Exec | Mode::Eval => {
                    e.list(0);
                    e.bare("Module");
                }
            }
        }
        Mod::Expression(x) => {
            e.expr(&x.body)?;
            e.bare("Expression");
        }
    }
    Ok(e.steps)
}

struct Emitter<'a> {
    lines: &'a Lines<'a>,
    steps: Vec<Step>,
}

impl Emitter<'_> {
    fn value(&mut self, v: Const) {
        self.steps.push(Step::Value(v));
    }

    fn none(&mut self) {
        self.value(Const::Nil);
    }

    fn int(&mut self, i: i64) {
        self.value(Const::Int(i));
    }

    fn str(&mut self, s: &str) {
        self.value(Const::Str(s.into()));
    }

    fn str_or_none<S: AsRef<str>>(&mut self, s: Option<S>) {
        match s {
            Some(s) => self.str(s.as_ref()),
            None => self.none(),
        }
    }

    fn list(&mut self, n: usize) {
        self.steps.push(Step::List(n));
    }

    fn node(&mut self, class: &'static str, range: TextRange) {
        let place = self.place(range);
        self.steps.push(Step::Node(class, Some(place)));
    }

    /// A node without a place.
    fn bare(&mut self, class: &'static str) {
        self.steps.push(Step::Node(class, None));
    }

    fn place(&self, range: TextRange) -> Place {
        let (line, column) = self.lines.byte_position(range.start().to_u32());
        let (end_line, end_column) = self.lines.byte_position(range.end().to_u32());
        Place { line, column, end_line, end_column }
    }

    /// The steps of each, then a list of them.
    fn each<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T) -> Result<()>) -> Result<()> {
        for x in all {
            one(self, x)?;
        }
        self.list(all.len());
        Ok(())
    }

    fn names<I: AsRef<str>>(&mut self, all: &[I]) {
        all.iter().for_each(|n| self.str(n.as_ref()));
        self.list(all.len());
    }

    fn start_of(&self, x: &impl Ranged) -> usize {
        x.range().start().to_usize()
    }
}
