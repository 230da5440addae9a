//! The heap verifier: every reference leads to an object of a registered type.

use crate::collect::each_reference;
use crate::heap::Heap;
use crate::value::Value;
use trackway_ir::Width;

impl Heap {
    /// Checks every old object; returns how many there are.
    ///
    /// # Panics
    /// On a reference to nowhere, or from an old object to a young one that is not remembered.
    pub fn verify(&self) -> usize {
        let mut count = 0;
        self.old.for_each(|object| {
            count += 1;
            let remembered = object.header_word() & crate::object::FLAG_BARRIER == 0;
            each_reference(object, self.type_info(object).desc, |offset| {
                let v = Value::from_bits(object.load_word(offset, Width::W64));
                if v.is_pointer() {
                    let _registered = self.type_info(v.header());
                    assert!(remembered || !self.nursery.contains(v), "old to young without a barrier");
                }
            });
        });
        count
    }
}
