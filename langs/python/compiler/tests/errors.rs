//! Misuse and its message: `tests/errors.txt` holds a source line (`\n` for a line end), ` => `, the message, and
//! where it matters ` @ ` and the place as an exception tells it.

use trackway_python_compiler::{Mode, compile};

#[test]
fn messages() {
    let mut wrong = Vec::new();
    for line in include_str!("errors.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let Some((source, expected)) = line.split_once(" => ") else { panic!("no arrow: {line}") };
        let source = source.replace("\\n", "\n") + "\n";
        let got = match compile(&source, "e.py", Mode::Exec) {
            Ok(_) => "compiled".to_string(),
            Err(e) if expected.contains(" @ ") => {
                let place = format!("{}:{}-{}:{}", e.line, e.column, e.end_line, e.end_column);
                format!("{} @ {place}", e.message)
            }
            Err(e) => e.message,
        };
        if got != expected {
            wrong.push(format!("{line}\n    got: {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
