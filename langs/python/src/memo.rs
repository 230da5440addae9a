//! Answers remembered by key: a table that one look decides.

use std::cell::Cell;

/// An answer that needs another's place replaces it.
pub struct Memo<K, V>(Box<[Place<K, V>]>);

type Place<K, V> = Cell<Option<(K, V)>>;

/// The address and length of a literal in Rust code.
pub type Literal = (usize, usize);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo((0..Self::SIZE).map(|_| Cell::new(None)).collect())
    }
}

impl<K, V> Memo<K, V> {
    const SIZE: usize = 512;

    pub fn clear(&self) {
        self.0.iter().for_each(|slot| slot.set(None));
    }
}

impl<K: Copy + Eq, V: Copy> Memo<K, V> {
    /// The answer for `key`, which has a place of its own as far as there are enough; `find` makes it.
    #[inline]
    pub fn get(&self, place: usize, key: K, find: impl FnOnce() -> V) -> V {
        let slot = &self.0[place % Self::SIZE];
        match slot.get() {
            Some((k, v)) if k == key => v,
            _ => {
                let v = find();
                slot.set(Some((key, v)));
                v
            }
        }
    }
}

impl<V: Copy> Memo<Literal, V> {
    /// The answer for a text that Rust code spells out.
    #[inline]
    pub fn of_literal(&self, text: &'static str, find: impl FnOnce() -> V) -> V {
        let (at, len) = (text.as_ptr() as usize, text.len());
        self.get(at ^ len << 4, (at, len), find)
    }
}
