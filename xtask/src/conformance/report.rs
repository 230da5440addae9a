//! The results as text: for the terminal, and as the page that is checked in.

use super::reasons;
use super::snippets::Snippet;
use super::suite::{End, TestFile};
use std::fmt::Write;

/// Longer reasons are cut.
const WIDTH: usize = 120;

pub fn summary(files: &[TestFile], snippets: &[Snippet]) -> String {
    let mut out = String::new();
    if !files.is_empty() {
        let _ = writeln!(out, "CPython's test methods: {}", counts(files));
    }
    if !snippets.is_empty() {
        let _ = writeln!(out, "RustPython's snippets: {} of {} pass", passing(snippets), snippets.len());
    }
    out
}

fn counts(files: &[TestFile]) -> String {
    let passed: usize = files.iter().map(TestFile::passed).sum();
    let wanted: usize = files.iter().map(|f| f.wanted.len()).sum();
    let percent = 100.0 * passed as f64 / wanted.max(1) as f64;
    format!("{passed} of the {wanted} that CPython 3.11 passes, {percent:.1} %")
}

fn passing(snippets: &[Snippet]) -> usize {
    snippets.iter().filter(|s| s.failure.is_none()).count()
}

pub fn page(files: &[TestFile], snippets: &[Snippet]) -> String {
    let mut out = format!(
        "# Conformance\n\n\
         Written by `cargo xtask conformance --snippets CHECKOUT`; not to be edited.\n\n\
         CPython's test methods: {}.\n\
         RustPython's snippets: {} of {} pass.\n\n\
         The files are those of CPython 3.11, the guest is Python 3.14: where the two differ (messages, syntax\n\
         errors, attributes that are new or gone) a method fails that should. Methods\n\
         that CPython marks as about its own implementation are run, and counted, too.\n\n\
         | file | passes | of |\n|---|---|---|\n",
        counts(files),
        passing(snippets),
        snippets.len()
    );
    for file in files {
        let _ = writeln!(out, "| test_{} | {} | {} |", file.name, file.passed(), file.wanted.len());
    }
    let missed = files.iter().flat_map(TestFile::missed).filter_map(|(_, end)| match end {
        None => Some("did not start"),
        Some(End::Pass) => None,
        Some(End::Skip(why) | End::Fail(why) | End::Crash(why)) => Some(why.as_str()),
    });
    let failed = snippets.iter().filter_map(|s| s.failure.as_deref());
    out.push_str("\n## By reason\n\n| methods | |\n|---|---|\n");
    reasons::counted(missed).iter().for_each(|(why, n)| out.push_str(&format!("| {n} | {why} |\n")));
    out.push_str("\n| snippets | |\n|---|---|\n");
    reasons::counted(failed).iter().for_each(|(why, n)| out.push_str(&format!("| {n} | {why} |\n")));
    out.push_str("\n## Methods that do not pass\n");
    for file in files.iter().filter(|f| f.passed() < f.wanted.len()) {
        let _ = writeln!(out, "\n### test_{}\n", file.name);
        for why in &file.setup {
            let _ = writeln!(out, "- does not start: {}", clean(why));
        }
        for (id, end) in file.missed() {
            let why = match end {
                None => "did not start".into(),
                Some(End::Pass) => continue,
                Some(End::Skip(why)) => format!("skipped: {}", clean(why)),
                Some(End::Fail(why) | End::Crash(why)) => clean(why),
            };
            let short = id.strip_prefix(&format!("test.test_{}.", file.name)).unwrap_or(id);
            let _ = writeln!(out, "- `{short}`: {why}");
        }
    }
    out.push_str("\n## Snippets that do not pass\n\n");
    for snippet in snippets {
        if let Some(why) = &snippet.failure {
            let _ = writeln!(out, "- `{}`: {}", snippet.name, clean(why));
        }
    }
    out
}

/// Without what differs from run to run or from machine to machine: addresses and paths.
fn clean(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(clean_word).collect();
    let text = words.join(" ").replace('`', "'").replace('<', "&lt;");
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text,
    }
}

fn clean_word(word: &str) -> String {
    let start = word.find("0x").filter(|at| word[at + 2..].starts_with(|c: char| c.is_ascii_hexdigit()));
    if let Some(at) = start {
        let rest = word[at + 2..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
        return format!("{}0x..{rest}", &word[..at]);
    }
    let digits = |c: char| c.is_ascii_digit();
    if word.len() >= 12 && word.chars().all(digits) {
        return "..".into();
    }
    let quote = word.find(['\'', '"']).map_or(0, |at| at + 1);
    if word[quote..].starts_with('/') && word[quote..].matches('/').count() > 2 {
        let name = word.rsplit('/').next().unwrap_or_default();
        return format!("{}../{name}", &word[..quote]);
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_of_the_machine() {
        assert_eq!(clean("<A object at 0x7f0000000c70> at 139637976733488"), "&lt;A object at 0x..> at ..");
        assert_eq!(clean("file '/a/b/c/d.py' a/b/c 0xyz"), "file '../d.py' a/b/c 0xyz");
    }
}
