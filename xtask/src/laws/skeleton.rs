//! Who knows one language crate knows all: they have the same files.

use super::Finding;
use super::tree::Tree;
use std::collections::BTreeSet;

/// What each language has. A folder is there if a file is in it.
const PARTS: [&str; 8] = [
    "compiler/",
    "src/lib.rs",
    "src/main.rs",
    "src/ops/",
    "src/types/",
    "src/builtins/",
    "src/prelude/",
    "tests/",
];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let paths = || tree.files.iter().map(|f| f.path.as_str());
    let languages: BTreeSet<&str> =
        paths().filter_map(|p| p.strip_prefix("langs/")?.split_once('/')).map(|(lang, _)| lang).collect();
    for lang in languages {
        for part in PARTS {
            let wanted = format!("langs/{lang}/{part}");
            let found = paths().any(|p| p == wanted || wanted.ends_with('/') && p.starts_with(&wanted));
            if !found {
                findings.push(Finding::warning(&format!("langs/{lang}"), format!("has no {part}")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn missing_parts_are_named() {
        let found = findings(
            check,
            &[
                ("langs/x/compiler/src/lib.rs", ""),
                ("langs/x/src/lib.rs", ""),
                ("langs/x/src/main.rs", ""),
                ("langs/x/src/ops/numbers.rs", ""),
                ("langs/x/src/types/mod.rs", ""),
                ("langs/x/src/prelude/mod.x", ""),
                ("langs/x/tests/a.x", ""),
            ],
        );
        assert_eq!(found, ["langs/x:0 has no src/builtins/"]);
    }
}
