//! What is fine on one's own machine and never in the repository.

use super::Finding;
use super::tree::Tree;

/// Folders of a machine. Put together here, so that this file does not hold them itself.
const PATHS: [&str; 3] = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];

const CODE: [(&str, &str); 4] = [
    ("#[ignore", "an ignored test: what does not work yet lives in a wishlist"),
    ("todo!", "`todo!` left over"),
    ("unimplemented!", "`unimplemented!` left over"),
    ("dbg!", "`dbg!` left over"),
];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in &tree.files {
        for (i, line) in file.text.lines().enumerate() {
            if let Some(path) = PATHS.iter().find(|p| line.contains(**p)) {
                findings.push(Finding::error(&file.path, i + 1, format!("a machine's path: {path}")));
            }
        }
    }
    for file in tree.rust() {
        // In the whole text, for a test may be ignored; a string that names the macro is rare.
        let code = super::mask::mask(&file.text);
        for (i, line) in code.lines().enumerate() {
            for (_, message) in CODE.iter().filter(|(word, _)| line.contains(word)) {
                findings.push(Finding::error(&file.path, i + 1, *message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::{PATHS, check};

    #[test]
    fn machine_paths() {
        let text = format!("see\n{}x", PATHS[0]);
        assert_eq!(findings(check, &[("a.md", &text)]), [format!("a.md:2 a machine's path: {}", PATHS[0])]);
    }

    #[test]
    fn unfinished_code() {
        let found = findings(check, &[("a.rs", "#[test]\n#[ignore]\nfn f() {\n    todo!()\n}\n// todo!")]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], "a.rs:4 `todo!` left over");
        assert!(findings(check, &[("a.rs", "f(\"todo!\")")]).is_empty());
    }
}
