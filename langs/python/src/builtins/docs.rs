//! Docstrings and signatures of what is written in Rust: `docs.txt`.
//!
//! ```text
//! len(obj, /)                    a function; str.join($self, iterable, /) a method, math.sqrt(x, /)
//! <tab>The number of items..     its docstring
//! class list(iterable=(), /)     a class
//! ```
//! What a special method does is said once, for `object`. A signature with `[` or `<unrepresentable>`
//! is none that `inspect` could read and is left out.

use std::collections::HashMap;
use std::sync::OnceLock;

static TEXT: &str = include_str!("docs.txt");

/// What is said about one thing.
#[derive(Clone, Copy)]
pub struct Doc {
    /// In parentheses.
    pub signature: Option<&'static str>,
    pub text: &'static str,
}

fn table() -> &'static HashMap<&'static str, Doc> {
    static TABLE: OnceLock<HashMap<&'static str, Doc>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut lines = TEXT.lines();
        let mut table = HashMap::new();
        while let (Some(head), Some(text)) = (lines.next(), lines.next()) {
            let (name, signature) = head.split_at(head.find('(').unwrap_or(head.len()));
            let readable = !signature.contains('[') && !signature.contains("<unrepresentable>");
            table.insert(name, Doc { signature: readable.then_some(signature), text: text.trim_start() });
        }
        table
    })
}

/// What is said about a function, or a method of `owner`.
pub fn of(owner: Option<&str>, name: &str) -> Option<Doc> {
    let Some(owner) = owner else { return table().get(name).copied() };
    let known = |owner: &str| table().get(&*format!("{owner}.{name}")).copied();
    let shared = match owner {
        "frozenset" => Some("set"),
        "bytearray" => Some("bytes"),
        "bool" => Some("int"),
        _ => None,
    };
    known(owner).or_else(|| known(shared?)).or_else(|| known("object").filter(|_| name.starts_with("__")))
}

/// What is said about a class.
pub fn of_class(name: &str) -> Option<Doc> {
    table().get(&*format!("class {name}")).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let lines: Vec<&str> = TEXT.lines().collect();
        for pair in lines.chunks(2) {
            assert!(pair[0].ends_with(')') && pair[0].contains('('), "{pair:?}");
            assert!(pair[1].starts_with('\t') && pair[1].ends_with(['.', '}']), "{pair:?}");
        }
        assert_eq!(table().len(), lines.len() / 2);
    }
}
