//! Unsafe code lives in three crates, and each use says why it is sound.

use super::Finding;
use super::tree::{SourceFile, Tree};

/// The crates for the heap, the frames and code installation.
const ALLOWED: [&str; 3] = ["framework/gc/", "framework/exec/", "framework/codegen/"];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in tree.rust().filter(|f| !f.is_test()) {
        let allowed = ALLOWED.iter().any(|dir| file.path.starts_with(dir));
        let is_root = file.path.ends_with("src/lib.rs") || file.path.ends_with("src/main.rs");
        if is_root && !allowed && !file.code.contains("#![forbid(unsafe_code)]") {
            findings.push(Finding::error(&file.path, 1, "lacks `#![forbid(unsafe_code)]`"));
        }
        for (line, _) in file.code_lines().filter(|(_, line)| uses_unsafe(line)) {
            if !allowed {
                findings.push(Finding::error(&file.path, line, "unsafe code outside its crates"));
            } else if !is_justified(file, line) {
                findings.push(Finding::error(&file.path, line, "`unsafe` without a SAFETY comment above"));
            }
        }
    }
}

/// An `unsafe` block, function, trait or impl; not the type of a pointer to an unsafe function.
fn uses_unsafe(code: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices("unsafe").any(|(at, word)| {
        let after = &code[at + word.len()..];
        let pointer = after.trim_start().starts_with("extern") && after.contains("fn(");
        !code[..at].ends_with(is_word)
            && !after.starts_with(is_word)
            && !after.trim_start().starts_with("fn(")
            && !pointer
    })
}

/// Is there a comment with the reason on the line or right above the statement? Attributes, and
/// the beginning of the statement, may stand between.
fn is_justified(file: &SourceFile, line: usize) -> bool {
    let lines: Vec<&str> = file.text.lines().collect();
    let says = |text: &str| text.contains("SAFETY:") || text.contains("# Safety");
    if says(lines[line - 1]) {
        return true;
    }
    for text in lines[..line - 1].iter().rev().map(|l| l.trim()) {
        let continues = text.ends_with(['=', '(', ',', '|']) || text.ends_with("=>");
        let sibling = text.starts_with("unsafe impl");
        if says(text) {
            return true;
        }
        if !(text.starts_with("//") || text.starts_with("#[") || continues || sibling) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn only_in_its_crates() {
        let found = findings(check, &[("framework/kit/src/lib.rs", "fn f() { unsafe { g() } }")]);
        assert_eq!(
            found,
            [
                "framework/kit/src/lib.rs:1 lacks `#![forbid(unsafe_code)]`",
                "framework/kit/src/lib.rs:1 unsafe code outside its crates"
            ]
        );
        assert!(findings(check, &[("xtask/src/main.rs", "#![forbid(unsafe_code)]\n// unsafe")]).is_empty());
    }

    #[test]
    fn only_with_a_reason() {
        let file = |text| findings(check, &[("framework/gc/src/a.rs", text)]).len();
        assert_eq!(file("unsafe { f() }"), 1);
        assert_eq!(file("// SAFETY: by the caller.\nunsafe { f() }"), 0);
        assert_eq!(file("// SAFETY: by the caller,\n// who checks.\nlet x =\n    unsafe { f() };"), 0);
        assert_eq!(file("// SAFETY: a\nunsafe { f() };\nunsafe { f() }"), 1);
        assert_eq!(file("/// # Safety\n/// n is in bounds.\n#[inline]\npub unsafe fn f(n: usize) {}"), 0);
        assert_eq!(file("type F = unsafe extern \"C\" fn(u64);\nlet unsafely = 1;"), 0);
    }
}
