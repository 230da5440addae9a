//! What of a unit is read when it is first looked at.

use crate::pack::{Damaged, PackedBody};
use crate::unit::{Body, Const, Insn};
use std::cell::OnceCell;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// A unit's description and body, or where they stand in an archive.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lazy {
    meta: OnceCell<Box<Const>>,
    body: OnceCell<Box<Body>>,
    /// Where what is not read yet stands. None once the unit differs from the archive's.
    packed: Option<PackedBody>,
}

impl Lazy {
    pub(crate) fn packed_at(packed: PackedBody) -> Lazy {
        Lazy { packed: Some(packed), ..Lazy::default() }
    }

    pub(crate) fn packed(&self) -> Option<&PackedBody> {
        self.packed.as_ref()
    }

    /// Whether the body was read.
    pub(crate) fn is_read(&self) -> bool {
        self.body.get().is_some()
    }

    pub(crate) fn read(&self) -> Result<(), Damaged> {
        if let Some(p) = &self.packed {
            if self.meta.get().is_none() {
                let _first = self.meta.set(Box::new(p.read_meta()?));
            }
            if self.body.get().is_none() {
                let _first = self.body.set(Box::new(p.read()?));
            }
        }
        Ok(())
    }

    pub(crate) fn meta(&self) -> &Const {
        self.meta.get_or_init(|| match &self.packed {
            Some(p) => Box::new(p.read_meta().unwrap_or_else(|e| panic!("{p:?}: {e}"))),
            None => Box::new(Const::Nil),
        })
    }

    pub(crate) fn set_meta(&mut self, meta: Const) {
        self.meta = OnceCell::from(Box::new(meta));
    }

    pub(crate) fn body(&self) -> &Body {
        self.body.get_or_init(|| match &self.packed {
            Some(p) => Box::new(p.read().unwrap_or_else(|e| panic!("{p:?}: {e}"))),
            None => Box::default(),
        })
    }

    pub(crate) fn body_mut(&mut self) -> &mut Body {
        self.meta();
        self.body();
        self.packed = None;
        self.body.get_mut().expect("just read")
    }
}

impl PartialEq for Lazy {
    fn eq(&self, other: &Lazy) -> bool {
        self.meta() == other.meta() && self.body() == other.body()
    }
}

/// Instructions, or where they stand in an archive.
#[derive(Clone, Default)]
pub struct LazyInsns {
    read: OnceCell<Vec<Insn>>,
    packed: Option<PackedBody>,
}

impl LazyInsns {
    pub(crate) fn packed(packed: PackedBody) -> LazyInsns {
        LazyInsns { read: OnceCell::new(), packed: Some(packed) }
    }

    pub(crate) fn read(&self) -> Result<(), Damaged> {
        if let (None, Some(p)) = (self.read.get(), &self.packed) {
            let _first = self.read.set(p.read_insns()?);
        }
        Ok(())
    }
}

impl Deref for LazyInsns {
    type Target = Vec<Insn>;
    /// # Panics
    /// If the archive is damaged.
    fn deref(&self) -> &Vec<Insn> {
        self.read().unwrap_or_else(|e| panic!("instructions: {e}"));
        self.read.get_or_init(Vec::new)
    }
}

impl DerefMut for LazyInsns {
    fn deref_mut(&mut self) -> &mut Vec<Insn> {
        let _read: &Vec<Insn> = self;
        self.read.get_mut().expect("just read")
    }
}

impl PartialEq for LazyInsns {
    fn eq(&self, other: &LazyInsns) -> bool {
        **self == **other
    }
}

impl fmt::Debug for LazyInsns {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}
