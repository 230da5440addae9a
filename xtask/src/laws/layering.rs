//! Laws 1 and 2: no JIT in a language, no language in the framework, and in `tw` only as data.

use super::Finding;
use super::tree::{SourceFile, Tree};

/// What a language may not name, as the beginning of an identifier.
const JIT: [&str; 5] = ["cranelift", "trackway_jit", "trackway_ir", "trackway_codegen", "recorder"];

/// What the framework may not name, as a part of an identifier.
const GUESTS: [&str; 6] = ["python", "ruby", "php", "smalltalk", "prolog", "javascript"];

/// Where `tw` lists the languages.
const TABLE: &str = "tw/src/languages.rs";

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    for file in &tree.files {
        let text = match file.path.as_str() {
            path if path.ends_with("Cargo.toml") => file.text.replace('-', "_"),
            path if path.ends_with(".rs") => file.code.clone(),
            _ => continue,
        };
        if file.path.starts_with("langs/") {
            for (line, word) in words(&text) {
                if JIT.iter().any(|jit| word.to_lowercase().starts_with(jit)) {
                    findings.push(Finding::error(&file.path, line, format!("a language names `{word}`")));
                }
            }
        } else if file.path.starts_with("framework/") && !file.is_test() {
            no_guest(file, &text, "the framework", findings);
        } else if file.path.starts_with("tw/src/") && file.path != TABLE {
            no_guest(file, &text, "`tw`, outside of its table,", findings);
        }
    }
}

fn no_guest(file: &SourceFile, text: &str, who: &str, findings: &mut Vec<Finding>) {
    for (line, word) in words(text) {
        if parts(word).iter().any(|part| GUESTS.contains(&part.as_str())) {
            findings.push(Finding::error(&file.path, line, format!("{who} names a guest: `{word}`")));
        }
    }
}

/// The identifiers of a text with their lines.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let split = |line| str::split(line, |c: char| !c.is_alphanumeric() && c != '_');
    text.lines().enumerate().flat_map(move |(i, line)| split(line).map(move |word| (i + 1, word)))
}

/// The parts of a name, in lower case: `new_PythonList` has `new`, `python` and `list`.
fn parts(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in word.chars() {
        if c == '_' || c.is_uppercase() {
            parts.push(String::new());
        }
        if c != '_' {
            parts.last_mut().expect("never empty").extend(c.to_lowercase());
        }
    }
    // A name in capitals falls into letters; it is one part as well.
    parts.extend(word.split('_').map(str::to_lowercase));
    parts
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn a_language_names_no_jit() {
        let found = findings(check, &[("langs/calc/src/lib.rs", "// cranelift\nuse cranelift_codegen::ir;")]);
        assert_eq!(found, ["langs/calc/src/lib.rs:2 a language names `cranelift_codegen`"]);
        let found = findings(check, &[("langs/calc/Cargo.toml", "trackway-jit.workspace = true")]);
        assert_eq!(found, ["langs/calc/Cargo.toml:1 a language names `trackway_jit`"]);
        let found = findings(check, &[("langs/calc/src/ops/mod.rs", "struct Recorder;")]);
        assert_eq!(found, ["langs/calc/src/ops/mod.rs:1 a language names `Recorder`"]);
        assert!(findings(check, &[("framework/jit/src/lib.rs", "use cranelift_codegen::ir;")]).is_empty());
    }

    #[test]
    fn the_framework_names_no_guest() {
        let found = findings(check, &[("framework/kit/src/a.rs", "//! Python\nfn PythonList() {}\n")]);
        assert_eq!(found, ["framework/kit/src/a.rs:2 the framework names a guest: `PythonList`"]);
        let found = findings(check, &[("framework/kit/src/a.rs", "const IS_PHP: bool = true;")]);
        assert_eq!(found.len(), 1);
        assert!(findings(check, &[("framework/kit/tests/a.rs", "fn python() {}")]).is_empty());
        assert!(findings(check, &[("framework/kit/src/a.rs", "let graph = \"php\";")]).is_empty());
    }

    #[test]
    fn tw_names_languages_in_its_table_only() {
        let found = findings(check, &[("tw/src/run.rs", "fn run_python() {}")]);
        assert_eq!(found, ["tw/src/run.rs:1 `tw`, outside of its table, names a guest: `run_python`"]);
        assert!(findings(check, &[("tw/src/languages.rs", "const PYTHON: u8 = 1;")]).is_empty());
    }
}
