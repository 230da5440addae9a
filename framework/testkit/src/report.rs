//! What a run did otherwise than its script says.

use crate::expect::{Expectation, Line};
use crate::process::Outcome;
use std::fmt::Write;

/// Lines of the error output that a failure shows.
const SHOWN: usize = 12;

/// The difference, with the script's line where it has one; `None`: all as expected.
pub(crate) fn difference(e: &Expectation, outcome: &Outcome) -> Option<String> {
    let mut text = output(e, &outcome.stdout).or_else(|| ending(e, outcome))?;
    let lines: Vec<&str> = outcome.stderr.lines().collect();
    if !lines.is_empty() {
        _ = writeln!(text, "  its error output ends with");
        for line in &lines[lines.len().saturating_sub(SHOWN)..] {
            _ = writeln!(text, "    | {line}");
        }
    }
    Some(text)
}

/// The first line that differs.
fn output(e: &Expectation, stdout: &str) -> Option<String> {
    let found: Vec<&str> = stdout.lines().collect();
    for (i, wanted) in e.output.iter().enumerate() {
        let Line { at, text } = wanted;
        match found.get(i) {
            Some(line) if line.trim_end() == text => {}
            Some(line) => return Some(format!("line {at}:\n  expected {text:?}\n  found    {line:?}\n")),
            None => {
                return Some(format!("line {at}:\n  expected {text:?}\n  found    the end of the output\n"));
            }
        }
    }
    let extra = found.get(e.output.len())?;
    let at = e.output.last().map_or(0, |l| l.at);
    Some(format!("after line {at}:\n  expected no more output\n  found    {extra:?}\n"))
}

/// Error and exit code.
fn ending(e: &Expectation, outcome: &Outcome) -> Option<String> {
    if outcome.timed_out {
        return Some("at its end:\n  it ran out of time\n".into());
    }
    if let Some(Line { at, text }) = &e.error {
        let last = last_words(&outcome.stderr);
        if !last.ends_with(text.as_str()) {
            return Some(format!("line {at}:\n  expected the error {text:?}\n  found    {last:?}\n"));
        }
    }
    if outcome.code == Some(e.exit_code()) {
        return None;
    }
    let found = outcome.code.map_or("a signal".to_string(), |c| c.to_string());
    Some(format!("at its end:\n  expected exit code {}\n  found    {found}\n", e.exit_code()))
}

/// The last line with a letter in it: reports may end in a frame.
fn last_words(stderr: &str) -> &str {
    stderr.lines().rev().find(|l| l.contains(char::is_alphanumeric)).unwrap_or("").trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, stdout: &str, stderr: &str, code: i32) -> Option<String> {
        let (stdout, stderr) = (stdout.to_string(), stderr.to_string());
        let outcome = Outcome { code: Some(code), stdout, stderr, timed_out: false };
        difference(&Expectation::parse(script, "#"), &outcome)
    }

    #[test]
    fn equal_runs() {
        assert_eq!(check("p # expect: a\n# expect: b", "a\nb\n", "", 0), None);
        assert_eq!(check("p # expect-error: E: x", "", "Traceback\nE: x\n  ╯\n", 1), None);
        assert_eq!(check("# exit: 3", "", "", 3), None);
    }

    #[test]
    fn differences_name_the_line() {
        let wrong = check("\np # expect: a", "b\n", "", 0).expect("differs");
        assert_eq!(wrong, "line 2:\n  expected \"a\"\n  found    \"b\"\n");
        assert!(check("p # expect: a", "", "", 0).expect("differs").contains("the end of the output"));
        assert!(check("p # expect: a", "a\nb\n", "", 0).expect("differs").starts_with("after line 1"));
        assert!(check("p # expect-error: x", "", "y\n", 1).expect("differs").contains("    | y"));
        assert!(check("", "", "", 101).expect("differs").contains("found    101"));
    }
}
