//! Interned names: a number per distinct attribute or variable name.

use crate::memo::{Literal, Memo};
use crate::roots;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use trackway::{Gc, Heap, Machine, RootList, Visitor};
use trackway_kit::{Str, Tuple};

/// A name's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// All names so far.
#[derive(Default)]
pub struct Names {
    numbers: RefCell<FxHashMap<Box<[u8]>, Sym>>,
    strings: RootList,
    /// Names that Rust code spells out, by its literals.
    literals: Memo<Literal, Sym>,
    /// Guest strings that were used as names, by their words: good until the next collection.
    objects: Memo<u64, Sym>,
}

impl Names {
    /// The number of a name.
    pub fn intern(&self, machine: &Machine, name: &[u8]) -> Sym {
        if let Some(s) = self.numbers.borrow().get(name) {
            return *s;
        }
        // A character is one object, as a name too.
        let string = match (name, machine.root(roots::CHARACTERS).cast::<Tuple>()) {
            ([c], Some(all)) => Gc::assume(all.item(Tuple::ITEMS, *c as usize)),
            _ => Str::from_wtf8(&machine.heap, name),
        };
        let sym = Sym(self.strings.push(string.value()) as u32);
        self.numbers.borrow_mut().insert(name.into(), sym);
        sym
    }

    /// As [`Names::intern`], for a literal.
    #[inline]
    pub fn literal(&self, machine: &Machine, name: &'static str) -> Sym {
        self.literals.of_literal(name, || self.intern(machine, name.as_bytes()))
    }

    /// As [`Names::intern`], for the text of a guest string.
    #[inline]
    pub fn of(&self, machine: &Machine, name: Gc<Str>) -> Sym {
        let word = name.value().bits();
        let find = || self.intern(machine, Str::bytes(&machine.heap, name));
        self.objects.get(word as usize >> 4, word, find)
    }

    /// The guest's string for a name; one object per name.
    pub fn string(&self, sym: Sym) -> Gc<Str> {
        self.strings.get(sym.0 as usize).cast().expect("a string")
    }

    pub fn visit(&self, heap: &Heap, visit: Visitor) {
        self.objects.clear();
        self.strings.visit(heap, visit);
    }
}
