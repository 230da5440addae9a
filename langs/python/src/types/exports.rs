//! Memory that views look at. As long as there are such views its size stays as it is.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

/// What a view holds until it is released or dies.
pub type Export = Rc<()>;

/// Whether any view holds it; dead ones count until the next collection.
pub fn is_held(export: &Export) -> bool {
    Rc::strong_count(export) > 1
}

/// The bytes of a bytearray.
#[derive(Default)]
pub struct Exported {
    bytes: RefCell<Vec<u8>>,
    /// Made for the first view.
    export: OnceCell<Export>,
}

impl Exported {
    pub fn new(bytes: Vec<u8>) -> Exported {
        Exported { bytes: RefCell::new(bytes), export: OnceCell::new() }
    }

    /// For one more view.
    pub fn export(&self) -> Export {
        self.export.get_or_init(Export::default).clone()
    }

    /// Whether there are views, as [`is_held`].
    pub fn is_viewed(&self) -> bool {
        self.export.get().is_some_and(is_held)
    }
}

impl Deref for Exported {
    type Target = RefCell<Vec<u8>>;

    fn deref(&self) -> &RefCell<Vec<u8>> {
        &self.bytes
    }
}
