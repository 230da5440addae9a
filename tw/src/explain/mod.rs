//! `tw explain FILE:LINE`: runs a program and tells in plain sentences why the line is compiled
//! or interpreted.

mod line;
mod sentences;

use crate::guest::for_file;
use crate::source::Sources;
use crate::style::{BOLD, DIM, paint};
use crate::{Result, command};
use line::Facts;
use std::io::Write;

pub fn explain(verb: &command::Explain, options: &[String]) -> Result {
    let (file, line) = place(&verb.place)?;
    let program = verb.program.as_deref().unwrap_or(file);
    let guest = for_file(program)?;
    let mut sources = Sources::default();
    if sources.line(file, line).trim().is_empty() {
        return Err(format!("{file} has nothing on line {line}"));
    }
    let report = guest.report(options, program, &verb.args)?;
    let facts = Facts::of(&report, file, line);
    let mut out = anstream::stdout();
    // A reader that has seen enough closes the pipe.
    _ = writeln!(
        out,
        "{} {}",
        paint(DIM, format!("{file}:{line}")),
        paint(BOLD, sources.line(file, line).trim())
    );
    for sentence in sentences::tell(&report, &facts) {
        _ = writeln!(out, "{sentence}");
    }
    Ok(())
}

/// `FILE:LINE`.
fn place(text: &str) -> Result<(&str, u32)> {
    let parts = text.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?)));
    parts.filter(|(_, line)| *line > 0).ok_or_else(|| {
        format!("`{text}` is no place\nwrite the file and the line's number: tw explain primes.calc:12")
    })
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places() {
        assert_eq!(place("a:b.x:12"), Ok(("a:b.x", 12)));
        for wrong in ["a.x", "a.x:", "a.x:0", "a.x:-1"] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
