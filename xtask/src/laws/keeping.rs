//! Law 3's other half: raw guest words do not outlive their op. What rustc cannot see is looked for in the text: no state
//! of a thread in languages and kit, and no guest word in a Rust value that a heap object owns (`Native<..>`), into
//! which the collector does not look.

use super::Finding;
use super::tree::{SourceFile, Tree};

const WORDS: [&str; 2] = ["Value", "Gc"];

pub fn check(tree: &Tree, findings: &mut Vec<Finding>) {
    let guests = |f: &&SourceFile| f.path.starts_with("langs/") || f.path.starts_with("framework/kit/");
    for file in tree.rust().filter(guests).filter(|f| !f.is_test()) {
        for (line, text) in file.code_lines() {
            if text.contains("thread_local!") {
                let message = "state of a thread: what outlives an op is the machine's or an object's";
                findings.push(Finding::error(&file.path, line, message));
            }
            let Some((_, owned)) = text.split_once(": Native<") else { continue };
            for name in identifiers(owned) {
                if WORDS.contains(&name) || holds_words(tree, file, name) {
                    let message = format!("`Native` owns a `{name}`, which holds guest words");
                    findings.push(Finding::error(&file.path, line, message));
                }
            }
        }
    }
}

/// Whether a type of the file, or else of its crate, has a field that is a guest word.
fn holds_words(tree: &Tree, file: &SourceFile, name: &str) -> bool {
    let krate = file.path.split_once("/src/").map_or("", |(krate, _)| krate);
    let of_crate = tree.rust().filter(|f| f.path.starts_with(krate) && !f.is_test());
    let body =
        definition(&file.code, name).or_else(|| of_crate.filter_map(|f| definition(&f.code, name)).next());
    body.is_some_and(|body| identifiers(body).any(|word| WORDS.contains(&word)))
}

/// The fields of the struct or enum, or what the alias stands for.
fn definition<'a>(code: &'a str, name: &str) -> Option<&'a str> {
    ["struct", "enum", "type"].iter().find_map(|kind| {
        let head = format!("{kind} {name}");
        let starts = code.match_indices(&head).map(|(at, _)| &code[at + head.len()..]);
        let rest =
            starts.into_iter().find(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))?;
        let end = if *kind == "type" { rest.find(';') } else { rest.find("\n}").or(rest.find(';')) };
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::check;

    #[test]
    fn no_state_of_a_thread() {
        let text = "thread_local! {\n    static KEPT: Cell<u64> = Cell::new(0);\n}\n";
        let found = findings(check, &[("langs/calc/src/ops/mod.rs", text)]);
        assert_eq!(
            found,
            [
                "langs/calc/src/ops/mod.rs:1 state of a thread: what outlives an op is the machine's or an object's"
            ]
        );
        assert!(findings(check, &[("framework/jit/src/record/mode.rs", text)]).is_empty());
    }

    #[test]
    fn no_words_in_what_an_object_owns() {
        let object = "pub struct Pickling {\n    state: Native<Counted<State>>,\n}\n";
        let words = "struct State {\n    seen: Vec<Value>,\n}\n";
        let none = "struct State {\n    seen: Vec<u64>,\n}\nstruct Stated {\n    seen: Vec<Value>,\n}\n";
        let path = "langs/calc/src/a.rs";
        let message = "langs/calc/src/a.rs:2 `Native` owns a `State`, which holds guest words";
        assert_eq!(findings(check, &[(path, &format!("{object}{words}"))]), [message]);
        assert_eq!(findings(check, &[(path, object), ("langs/calc/src/b.rs", words)]), [message]);
        assert!(findings(check, &[(path, &format!("{object}{none}"))]).is_empty());
        let found = findings(check, &[(path, "struct A {\n    all: Native<Vec<Gc<Str>>>,\n}\n")]);
        assert_eq!(found, ["langs/calc/src/a.rs:2 `Native` owns a `Gc`, which holds guest words"]);
    }
}
