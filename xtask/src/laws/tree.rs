//! The files that the laws look at.

use super::mask::mask;
use std::path::Path;
use std::process::Command;

pub struct SourceFile {
    /// Relative to the workspace's folder, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments, the insides of strings and unit tests blanked; only for Rust.
    pub code: String,
}

impl SourceFile {
    fn new(path: String, text: String) -> SourceFile {
        let code = if path.ends_with(".rs") { without_tests(&mask(&text)) } else { String::new() };
        SourceFile { path, text, code }
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Tests have laws of their own.
    pub fn is_test(&self) -> bool {
        let in_folder = |name| self.path.split('/').any(|part| part == name);
        in_folder("tests") || self.path.ends_with("/tests.rs") || in_folder("benches")
    }

    /// The lines of the code, from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(i, line)| (i + 1, line))
    }
}

pub struct Tree {
    pub files: Vec<SourceFile>,
}

impl Tree {
    /// All text files below `root` that git knows or would add.
    pub fn read(root: &Path) -> Result<Tree, String> {
        let args = ["ls-files", "--cached", "--others", "--exclude-standard"];
        let listing = Command::new("git").current_dir(root).args(args).output();
        let listing = listing.map_err(|e| format!("git: {e}"))?.stdout;
        let mut files = Vec::new();
        for path in String::from_utf8_lossy(&listing).lines() {
            // What is deleted but not committed, or no text, is of no interest.
            if let Ok(text) = std::fs::read_to_string(root.join(path)) {
                files.push(SourceFile::new(path.into(), text));
            }
        }
        Ok(Tree { files })
    }

    #[cfg(test)]
    pub fn from_texts(files: &[(&str, &str)]) -> Tree {
        let file = |(path, text): &(&str, &str)| SourceFile::new((*path).into(), (*text).into());
        Tree { files: files.iter().map(file).collect() }
    }

    pub fn rust(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|f| f.is_rust())
    }
}

/// Blanks the modules under `#[cfg(test)]`. The text is formatted, so an item ends at the first
/// line that is a `}` with the indentation of its start.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut until: Option<String> = None;
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let opens_module = lines.peek().is_some_and(|next| next.trim_start().starts_with("mod "));
        if line.trim() == "#[cfg(test)]" && opens_module {
            until = Some(format!("{indent}}}"));
        }
        if until.is_none() {
            out.push_str(line);
        }
        out.push('\n');
        if until.as_deref() == Some(line) {
            until = None;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_tests_are_blanked() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n";
        assert_eq!(without_tests(code), "fn a() {}\n\n\n\n\nfn c() {}\n");
    }
}
