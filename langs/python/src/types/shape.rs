//! Shapes: which attribute is in which slot.
//!
//! A shape number stands in the header of instances, classes and namespaces. An instance's shape
//! says its class and its attributes in the order in which they were set; setting a new one moves
//! the instance to the next shape. A namespace (see [`super::namespace`]) has shapes of its own,
//! one after the other.
//! An instance whose attributes live in a dictionary has the class's `Dict` shape.

use crate::symbols::Sym;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// What has the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    Instance,
    /// An instance with a dictionary.
    Dict,
    Class,
    Namespace,
}

/// Where an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Inline(u32),
    /// In the array behind `extra`.
    Outside(u32),
}

/// One shape.
pub struct Shape {
    pub kind: ShapeKind,
    /// Number of the class.
    pub owner: u32,
    pub keys: Vec<Sym>,
    index: FxHashMap<Sym, u32>,
    inline: u32,
    next: FxHashMap<Sym, u32>,
}

/// All shapes; number 0 is none.
pub struct Shapes {
    all: Vec<Shape>,
    /// Dictionary shapes by class.
    dicts: FxHashMap<u32, u32>,
}

impl Default for Shapes {
    fn default() -> Shapes {
        let mut s = Shapes { all: Vec::new(), dicts: FxHashMap::default() };
        s.add(ShapeKind::Class, 0, 0);
        s
    }
}

impl Shapes {
    /// A new shape without attributes.
    pub fn add(&mut self, kind: ShapeKind, owner: u32, inline: u32) -> u32 {
        let (keys, index, next) = (Vec::new(), FxHashMap::default(), FxHashMap::default());
        self.all.push(Shape { kind, owner, keys, index, inline, next });
        self.all.len() as u32 - 1
    }

    pub fn get(&self, shape: u32) -> &Shape {
        &self.all[shape as usize]
    }

    /// Slots within an object of this shape.
    pub fn inline_room(&self, shape: u32) -> u32 {
        self.get(shape).inline
    }

    pub fn slot(&self, shape: u32, name: Sym) -> Option<Slot> {
        let s = self.get(shape);
        s.index.get(&name).map(|i| s.place(*i))
    }

    /// The shape after adding `name`, and the name's slot in it.
    pub fn transition(&mut self, shape: u32, name: Sym) -> (u32, Slot) {
        let s = self.get(shape);
        let at = s.keys.len() as u32;
        let slot = s.place(at);
        if let Some(next) = s.next.get(&name) {
            return (*next, slot);
        }
        let (kind, owner, inline) = (s.kind, s.owner, s.inline);
        let (mut keys, mut index) = (s.keys.clone(), s.index.clone());
        keys.push(name);
        index.insert(name, at);
        self.all.push(Shape { kind, owner, keys, index, inline, next: FxHashMap::default() });
        let next = self.all.len() as u32 - 1;
        self.all[shape as usize].next.insert(name, next);
        (next, slot)
    }

    /// The shape of instances of the same class that keep their attributes in a dictionary.
    pub fn dict_shape(&mut self, shape: u32) -> u32 {
        let owner = self.get(shape).owner;
        if let Some(d) = self.dicts.get(&owner) {
            return *d;
        }
        let d = self.add(ShapeKind::Dict, owner, 0);
        self.dicts.insert(owner, d);
        d
    }

    /// Names and slots in order.
    pub fn entries(&self, shape: u32) -> Rc<[(Sym, Slot)]> {
        let s = self.get(shape);
        s.keys.iter().enumerate().map(|(i, k)| (*k, s.place(i as u32))).collect()
    }
}

impl Shape {
    fn place(&self, i: u32) -> Slot {
        match i.checked_sub(self.inline) {
            None => Slot::Inline(i),
            Some(outside) => Slot::Outside(outside),
        }
    }
}
