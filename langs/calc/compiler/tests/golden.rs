//! Source to bytecode text: `tests/golden/NAME.calc` beside `NAME.out`.
//!
//! `TRACKWAY_BLESS=1` writes the outputs anew.

use std::path::{Path, PathBuf};
use trackway_bytecode::{CompileError, parse_unit, print_unit, print_unit_terse};
use trackway_calc_compiler::compile;

fn sources() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "calc"));
    paths.sort();
    paths
}

#[test]
fn goldens() {
    let bless = std::env::var_os("TRACKWAY_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        let unit = compile(&source, "a.calc").unwrap_or_else(|e| panic!("{}: {e:?}", path.display()));
        assert_eq!(parse_unit(&print_unit(&unit)).unwrap(), unit, "{}", path.display());
        let (text, out) = (print_unit_terse(&unit), path.with_extension("out"));
        if bless {
            std::fs::write(out, text).unwrap();
        } else if std::fs::read_to_string(&out).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "differs from the golden (TRACKWAY_BLESS=1 accepts):\n{}", wrong.join("\n"));
}

#[track_caller]
fn fails(source: &str, message: &str, blamed: &str) {
    let CompileError { message: found, span } = compile(source, "a.calc").unwrap_err();
    assert_eq!((found.as_str(), &source[span]), (message, blamed));
}

#[test]
fn errors_name_their_place() {
    fails("let x = ", "unexpected end of the program", "");
    fails("let 5 = x", "unexpected \"5\"", "5");
    fails("x = 1 2", "unexpected \"2\"", "2");
    fails("let x = 1 +\n }", "unexpected \"}\"", "}");
    fails("x = $", "this is no token", "$");
    fails("x = \"abc", "this is no token", "\"abc");
    fails("x = 4611686018427387904", "integer literal is too big", "4611686018427387904");
    fails("f() = 1", "this cannot be assigned to", "f()");
    fails("while true { fn f() { break } }", "outside a loop", "break");
    fails("continue", "outside a loop", "continue");
    fails("yield 1", "`yield` outside a function", "");
    fails("a < b < c", "unexpected \"<\"", "<");
}

#[test]
fn the_greatest_integer_is_fine() {
    assert!(compile("x = 4611686018427387903", "a.calc").is_ok());
}

/// On a stack of the size that test threads have, and with much less to spare.
#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let deep = |open: &str, mid: &str, close: &str| {
        let n = 100_000;
        let source = format!("{}{mid}{}", open.repeat(n), close.repeat(n));
        assert_eq!(compile(&source, "a.calc").unwrap_err().message, "this is nested too deeply", "{open}");
    };
    let all = move || {
        deep("(", "-1", ")+1");
        deep("- ", "1", "");
        deep("not ", "1", "");
        deep("[", "1", "]");
        deep("f(", "1", ")");
        deep("{1:", "1", "}");
        deep("if x {", "1", "}");
        deep("if x {1} else ", "if x {1}", "");
        deep("while x {", "1", "}");
        deep("fn(x) { ", "1", "}");
        deep("for i in x {", "1", "}");
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(all).unwrap().join().unwrap();
}

#[test]
fn a_name_in_many_functions_is_cheap() {
    let source = "fn f() { let x = 1; fn() { x } }\n".repeat(5000);
    assert!(compile(&source, "a.calc").is_ok());
}
