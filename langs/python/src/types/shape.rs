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
    /// A dict with a known set of keys.
    Keys,
}

/// Where an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Inline(u32),
    /// In the array behind `extra`.
    Outside(u32),
}

/// One shape. Most belong to namespaces and classes, which have no attributes in slots.
pub struct Shape {
    pub kind: ShapeKind,
    /// Number of the class.
    pub owner: u32,
    inline: u32,
    more: Option<Box<Attributes>>,
}

#[derive(Default)]
struct Attributes {
    keys: Vec<Sym>,
    /// The keys' places, where there are many.
    index: FxHashMap<Sym, u32>,
    next: FxHashMap<Sym, u32>,
}

/// Keys that are looked through without an index.
const FEW: usize = 8;

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
        self.with_keys(kind, owner, inline, Vec::new())
    }

    /// A new shape with these attributes.
    pub fn with_keys(&mut self, kind: ShapeKind, owner: u32, inline: u32, keys: Vec<Sym>) -> u32 {
        let index = match keys.len() > FEW {
            true => keys.iter().enumerate().map(|(i, k)| (*k, i as u32)).collect(),
            false => FxHashMap::default(),
        };
        let attributes = Attributes { keys, index, next: FxHashMap::default() };
        let more = (!attributes.keys.is_empty()).then(|| Box::new(attributes));
        self.all.push(Shape { kind, owner, inline, more });
        self.all.len() as u32 - 1
    }

    pub fn get(&self, shape: u32) -> &Shape {
        &self.all[shape as usize]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Slots within an object of this shape.
    pub fn inline_room(&self, shape: u32) -> u32 {
        self.get(shape).inline
    }

    pub fn slot(&self, shape: u32, name: Sym) -> Option<Slot> {
        let s = self.get(shape);
        s.position(name).map(|i| s.place(i))
    }

    /// The shape after adding `name`, and the name's slot in it.
    pub fn transition(&mut self, shape: u32, name: Sym) -> (u32, Slot) {
        let s = self.get(shape);
        let slot = s.place(s.keys().len() as u32);
        if let Some(next) = s.more.as_ref().and_then(|m| m.next.get(&name)) {
            return (*next, slot);
        }
        let keys = s.keys().iter().copied().chain([name]).collect();
        let (kind, owner, inline) = (s.kind, s.owner, s.inline);
        let next = self.with_keys(kind, owner, inline, keys);
        self.all[shape as usize].more.get_or_insert_default().next.insert(name, next);
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
        s.keys().iter().enumerate().map(|(i, k)| (*k, s.place(i as u32))).collect()
    }
}

impl Shape {
    /// The attributes in order.
    pub fn keys(&self) -> &[Sym] {
        self.more.as_ref().map_or(&[], |m| &m.keys)
    }

    /// The attributes' places, in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        (0..self.keys().len() as u32).map(|i| self.place(i))
    }

    fn position(&self, name: Sym) -> Option<u32> {
        let m = self.more.as_ref()?;
        match m.keys.len() > FEW {
            true => m.index.get(&name).copied(),
            false => m.keys.iter().position(|k| *k == name).map(|i| i as u32),
        }
    }

    fn place(&self, i: u32) -> Slot {
        match i.checked_sub(self.inline) {
            None => Slot::Inline(i),
            Some(outside) => Slot::Outside(outside),
        }
    }
}
