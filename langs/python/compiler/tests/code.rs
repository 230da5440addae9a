//! Source and code: each `tests/snippets/*.py` has its code in a `.code` file beside it. `TRACKWAY_BLESS=1` rewrites them.

mod support;

use trackway_python_compiler::{Mode, compile};

#[test]
fn snippets_compile_to_their_code() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snippets");
    let table = support::ops::table();
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(dir).expect("snippets") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a snippet");
        let unit = compile(&source, "snippet.py", Mode::Exec).expect("a snippet that compiles");
        support::verify::verify(&unit, &table);
        let code = support::print::print(&unit);
        let expected = path.with_extension("code");
        if std::env::var_os("TRACKWAY_BLESS").is_some() {
            std::fs::write(&expected, &code).expect("to write");
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != code {
            wrong.push(format!("{}:\n{code}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "code differs; bless or mend:\n{}", wrong.join("\n"));
}
