//! Interned names: a number per distinct attribute or variable name.

use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use trackway::{Gc, Machine, Value, Visitor};
use trackway_kit::Str;

/// A name's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// All names so far.
#[derive(Default)]
pub struct Names {
    numbers: RefCell<FxHashMap<Box<[u8]>, Sym>>,
    strings: RefCell<Vec<Cell<Value>>>,
}

impl Names {
    /// The number of a name.
    pub fn intern(&self, machine: &Machine, name: &[u8]) -> Sym {
        if let Some(s) = self.numbers.borrow().get(name) {
            return *s;
        }
        let string = Str::from_wtf8(&machine.heap, name);
        let sym = Sym(self.strings.borrow().len() as u32);
        self.strings.borrow_mut().push(Cell::new(string.value()));
        self.numbers.borrow_mut().insert(name.into(), sym);
        sym
    }

    /// The guest's string for a name; one object per name.
    pub fn string(&self, sym: Sym) -> Gc<Str> {
        self.strings.borrow()[sym.0 as usize].get().cast().expect("a string")
    }

    pub fn visit(&self, visit: Visitor) {
        self.strings.borrow().iter().for_each(&mut *visit);
    }
}
