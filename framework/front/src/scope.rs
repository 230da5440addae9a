//! Names of locals: where they live, and which of them functions share.
//!
//! A local lives in a register, unless a function inside mentions its name: then it lives in a cell,
//! an object with one slot that both functions hold.

use std::cell::RefCell;
use std::ops::Range;
use trackway_bytecode::Reg;

/// Where a local is: in a register, or in the cell that a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Register(Reg),
    Cell(Reg),
}

/// The names in force at some place of a function, inner ones last.
#[derive(Default)]
pub struct Scope<'a>(Vec<(&'a str, Place)>);

impl<'a> Scope<'a> {
    pub fn declare(&mut self, name: &'a str, place: Place) {
        self.0.push((name, place));
    }

    /// The innermost local of this name.
    pub fn lookup(&self, name: &str) -> Option<Place> {
        self.0.iter().rev().find(|(n, _)| *n == name).map(|(_, place)| *place)
    }

    /// How many names there are, to be given back to [`Scope::release_to`].
    pub fn mark(&self) -> usize {
        self.0.len()
    }

    /// Forgets the names declared since `mark`.
    pub fn release_to(&mut self, mark: usize) {
        self.0.truncate(mark);
    }
}

/// Where which name stands in the text, with a flag that is set when the function around it has ended.
#[derive(Default)]
pub struct Mentions<'a>(RefCell<Vec<(usize, &'a str, bool)>>);

/// The names in a function's text; one that stands there often is there often.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    /// Outside the functions within.
    pub own: Vec<&'a str>,
    /// In the functions within. If that is a local here, the two share it.
    pub inner: Vec<&'a str>,
}

impl<'a> Mentions<'a> {
    /// Called for each name in the order of the text; a lexer can do it.
    pub fn mention(&self, at: usize, name: &'a str) {
        self.0.borrow_mut().push((at, name, false));
    }

    /// Called at the end of a function, so for inner ones first: they have set the flag on what is
    /// theirs by the time the outer one asks.
    pub fn function(&self, span: Range<usize>) -> Names<'a> {
        let mut names = Names::default();
        let mut mentions = self.0.borrow_mut();
        for (at, name, inner) in mentions.iter_mut().rev().take_while(|m| m.0 >= span.start) {
            if *at < span.end {
                if *inner { &mut names.inner } else { &mut names.own }.push(*name);
                *inner = true;
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_functions_take_what_is_theirs() {
        let m = Mentions::default();
        for (at, name) in ["a", "b", "a", "c"].into_iter().enumerate() {
            m.mention(at, name);
        }
        let inner = m.function(1..3);
        assert_eq!((inner.own, inner.inner), (vec!["a", "b"], vec![]));
        let outer = m.function(0..4);
        assert_eq!((outer.own, outer.inner), (vec!["c", "a"], vec!["a", "b"]));
    }

    #[test]
    fn inner_names_hide_outer_ones() {
        let mut scope = Scope::default();
        scope.declare("a", Place::Register(Reg(1)));
        let mark = scope.mark();
        scope.declare("a", Place::Cell(Reg(2)));
        assert_eq!(scope.lookup("a"), Some(Place::Cell(Reg(2))));
        scope.release_to(mark);
        assert_eq!(scope.lookup("a"), Some(Place::Register(Reg(1))));
        assert_eq!(scope.lookup("b"), None);
    }
}
