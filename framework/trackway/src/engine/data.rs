//! Values on their way between a host and a guest.

use crate::{Machine, Value, Visitor};
use slotmap::{DefaultKey, SlotMap};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A value as the host sees it: a copy, but for objects that mean something to the guest only.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `None`, `nil`, `undefined`.
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Data>),
    /// Keys and values in the guest's order.
    Map(Vec<(Data, Data)>),
    Object(Handle),
}

macro_rules! from {
    ($($ty:ty => $kind:ident),* $(,)?) => {$(
        impl From<$ty> for Data {
            fn from(x: $ty) -> Data {
                Data::$kind(x.into())
            }
        }
    )*};
}

from! { bool => Bool, i64 => Int, i32 => Int, f64 => Float, &str => Text, String => Text, Vec<Data> => List }

impl From<()> for Data {
    fn from((): ()) -> Data {
        Data::Nil
    }
}

/// An object of the guest, which lives as long as the handle. It means nothing to another engine.
#[derive(Clone, Debug)]
pub struct Handle(Rc<Held>);

#[derive(Debug)]
struct Held {
    key: DefaultKey,
    table: Handles,
}

/// The objects that a host holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handles(Rc<RefCell<SlotMap<DefaultKey, Cell<Value>>>>);

impl Handles {
    /// Its objects live, and the table knows where they move.
    pub(crate) fn attach(&self, machine: &Machine) {
        let table = self.clone();
        machine.add_roots(move |_, visit: Visitor| table.0.borrow().values().for_each(visit));
    }

    pub(crate) fn hold(&self, v: Value) -> Handle {
        let key = self.0.borrow_mut().insert(Cell::new(v));
        Handle(Rc::new(Held { key, table: self.clone() }))
    }

    /// The object of a handle; `None` if it is another engine's.
    pub(crate) fn get(&self, handle: &Handle) -> Option<Value> {
        Rc::ptr_eq(&self.0, &handle.0.table.0).then(|| self.0.borrow()[handle.0.key].get())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.table.0.borrow_mut().remove(self.key);
    }
}

/// The same handle, not the same object.
impl PartialEq for Handle {
    fn eq(&self, other: &Handle) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
