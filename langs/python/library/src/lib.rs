//! Python's library, compiled: what stands in the binary and is read in place.
//!
//! ```text
//! blob = number of entries, entries sorted by name, bytes
//! entry = name, code, source (each offset and length), flags, length of the path, which follows the
//!         name: eight 32-bit words
//! ```
//!
//! An entry is a module of the library, one of `modules/` beside this package (what CPython writes
//! in C), or a function of the run time's prelude, whose name begins with `prelude:`.
#![forbid(unsafe_code)]

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// Bytes of one entry in the table.
const ENTRY: usize = 32;

/// One module.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub name: &'static str,
    /// Packed bytecode.
    pub code: &'static [u8],
    /// UTF-8, see [`Entry::source`]: looking at the table must not read all of them.
    source: &'static [u8],
    pub package: bool,
    /// Stands for a module that CPython writes in C.
    pub native: bool,
    /// Path below the library's folder.
    pub path: &'static str,
}

impl Entry {
    pub fn source(&self) -> &'static str {
        std::str::from_utf8(self.source).unwrap_or_default()
    }

    pub fn has_source(&self) -> bool {
        !self.source.is_empty()
    }
}

fn word(at: usize) -> usize {
    let bytes = BLOB.get(at..at + 4).and_then(|b| b.try_into().ok()).unwrap_or_default();
    u32::from_le_bytes(bytes) as usize
}

fn text(at: usize, len: usize) -> &'static str {
    BLOB.get(at..at + len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
}

fn entry_name(i: usize) -> &'static [u8] {
    let at = 4 + i * ENTRY;
    BLOB.get(word(at)..word(at) + word(at + 4)).unwrap_or_default()
}

/// Number of entries.
pub fn len() -> usize {
    word(0)
}

/// The entry at a place in the table.
pub fn entry(i: usize) -> Entry {
    let at = 4 + i * ENTRY;
    let flags = word(at + 24);
    let path_len = word(at + 28);
    let (source, source_len) = (word(at + 16), word(at + 20));
    Entry {
        name: text(word(at), word(at + 4)),
        code: BLOB.get(word(at + 8)..word(at + 8) + word(at + 12)).unwrap_or_default(),
        source: BLOB.get(source..source + source_len).unwrap_or_default(),
        package: flags & 1 != 0,
        native: flags & 2 != 0,
        path: text(word(at) + word(at + 4), path_len),
    }
}

/// The entry called `name`.
pub fn find(name: &str) -> Option<Entry> {
    let (mut low, mut high) = (0, len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match entry_name(middle).cmp(name.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(entry(middle)),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found() {
        assert!(len() > 400);
        let e = find("collections").expect("a package");
        assert!(e.package && e.source().contains("namedtuple") && e.path == "collections/__init__.py");
        assert!(!find("textwrap").expect("a module").code.is_empty());
        assert!(find("no_such_module").is_none());
    }
}
