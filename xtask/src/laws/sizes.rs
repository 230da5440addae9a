//! Files and functions stay short.

use super::Finding;
use super::tree::{SourceFile, Tree};

const FILE: usize = 700;
const FUNCTION: usize = 80;
/// The mark, above a function, of one that is long because it lists cases.
const MARK: &str = "// dispatch:";

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in tree.rust().filter(|f| !f.is_test()) {
        let code = file.code.trim_end().lines().count();
        if code > FILE {
            findings.push(Finding::error(&file.path, 0, format!("{code} lines, {FILE} are allowed")));
        }
        long_functions(file, findings);
    }
}

/// The text is formatted: a function ends at the first `}` with the indentation of its `fn`.
fn long_functions(file: &SourceFile, findings: &mut Vec<Finding>) {
    let code: Vec<&str> = file.code.lines().collect();
    for (start, line) in code.iter().enumerate().filter(|(_, line)| starts_function(line)) {
        if line.trim_end().ends_with(['}', ';']) {
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = [format!("{indent}}}"), format!("{indent});")];
        let end = code[start + 1..].iter().position(|l| ends.iter().any(|end| end == l));
        let Some(length) = end else { continue };
        if length + 2 > FUNCTION && !is_marked(file, start) {
            let message = format!("a function of {} lines, {FUNCTION} are allowed", length + 2);
            findings.push(Finding::error(&file.path, start + 1, message));
        }
    }
}

/// What may stand before `fn`. The ABI's name is blanked, being a string.
const QUALIFIERS: [&str; 7] =
    ["pub ", "pub(crate) ", "pub(super) ", "const ", "async ", "unsafe ", "extern "];

fn starts_function(line: &str) -> bool {
    let mut rest = line.trim_start();
    while let Some(after) = QUALIFIERS.iter().find_map(|q| rest.strip_prefix(q)) {
        rest = after.trim_start();
    }
    rest.starts_with("fn ")
}

/// Is the mark among the comments and attributes above?
fn is_marked(file: &SourceFile, start: usize) -> bool {
    let lines: Vec<&str> = file.text.lines().collect();
    let above = lines[..start].iter().rev().map(|l| l.trim());
    above.take_while(|l| l.starts_with("//") || l.starts_with("#[")).any(|l| l.starts_with(MARK))
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    fn function(lines: usize) -> String {
        format!("pub(crate) fn f<T>(\n    a: T,\n) {{\n{}}}\n", "    g();\n".repeat(lines - 4))
    }

    #[test]
    fn long_files() {
        assert!(findings(check, &[("a.rs", &"use x;\n".repeat(700))]).is_empty());
        assert_eq!(
            findings(check, &[("a.rs", &"use x;\n".repeat(701))]),
            ["a.rs:0 701 lines, 700 are allowed"]
        );
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "    fn a() {}\n".repeat(800));
        assert!(findings(check, &[("a.rs", &tests)]).is_empty());
    }

    #[test]
    fn long_functions() {
        assert!(findings(check, &[("a.rs", &function(80))]).is_empty());
        let found = findings(check, &[("a.rs", &function(81))]);
        assert_eq!(found, ["a.rs:1 a function of 81 lines, 80 are allowed"]);
        let marked = format!("// dispatch: one arm per op.\n#[inline]\n{}", function(81));
        assert!(findings(check, &[("a.rs", &marked)]).is_empty());
    }
}
