//! Failures sorted by what is behind them, as far as their messages tell.

use std::collections::BTreeMap;

/// A reason, and parts of messages that show it. The first that fits counts.
const REASONS: [(&str, &[&str]); 9] = [
    (
        "about CPython's own implementation: skipped for other ones",
        &["implementation detail", "_testcapi", "xxsubtype", "internal", "_ctypes", "testing error message"],
    ),
    ("threads", &["can't start new thread", "current_frames"]),
    ("subprocesses", &["subprocesses are not supported"]),
    ("`sys.settrace`", &["settrace", "WithTrace"]),
    ("sockets and event loops", &["sockets are not", "select is not", "_ssock"]),
    ("a module that is not there", &["ModuleNotFoundError", "No module named"]),
    (
        "another wording",
        &["does not match", "did not contain", "Regex didn't match", "not found in", "unexpectedly found"],
    ),
    (
        "an exception or warning that does not come",
        &["not raised", "not triggered", "was not raised", "did not raise", "expected ValueError"],
    ),
    ("another value", &["AssertionError", "FAIL"]),
];
const OTHER: &str = "another exception, or the wrong one";

fn reason(message: &str) -> &'static str {
    let fits = |(_, parts): &&(&str, &[&str])| parts.iter().any(|p| message.contains(p));
    REASONS.iter().find(fits).map_or(OTHER, |(reason, _)| reason)
}

/// How often each reason stands behind the messages, the most frequent first.
pub fn counted<'m>(messages: impl Iterator<Item = &'m str>) -> Vec<(&'static str, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    messages.for_each(|m| *counts.entry(reason(m)).or_default() += 1);
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_frequent_first() {
        let messages =
            ["AssertionError: 1 != 2", "skipped: implementation detail", "AssertionError: x", "KeyError"];
        let all = counted(messages.into_iter());
        assert_eq!(all[0], ("another value", 2));
        assert!(all.contains(&(OTHER, 1)));
    }
}
