//! The house laws that a look at the text can check, one module each.
//!
//! To add one: a module with `pub fn check(&Tree, &mut Vec<Finding>)`, and its line in [`LAWS`].

mod keeping;
mod layering;
mod leftovers;
mod mask;
mod sizes;
mod skeleton;
mod tree;
mod unsafety;

use std::fmt::{self, Display, Formatter};
use std::path::Path;
use tree::Tree;

/// All of them.
const LAWS: [fn(&Tree, &mut Vec<Finding>); 6] =
    [layering::check, unsafety::check, sizes::check, skeleton::check, keeping::check, leftovers::check];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

/// A place where a law is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Relative to the workspace's folder.
    pub path: String,
    /// From 1; 0 if the file as a whole is meant.
    pub line: usize,
    pub message: String,
}

impl Finding {
    fn error(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { severity: Severity::Error, path: path.into(), line, message: message.into() }
    }

    fn warning(path: &str, message: impl Into<String>) -> Finding {
        Finding { severity: Severity::Warning, path: path.into(), line: 0, message: message.into() }
    }
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let word = if self.severity == Severity::Error { "error" } else { "warning" };
        write!(f, "{word}: {}:{}: {}", self.path, self.line, self.message)
    }
}

/// Checks all laws on the files that are or could be committed.
pub fn check_tree(root: &Path) -> Result<Vec<Finding>, String> {
    Ok(check(&Tree::read(root)?))
}

fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for law in LAWS {
        law(tree, &mut findings);
    }
    findings
}

/// For the tests of the laws: the findings of one law on a tree of (path, text).
#[cfg(test)]
fn findings(law: fn(&Tree, &mut Vec<Finding>), files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Vec::new();
    law(&Tree::from_texts(files), &mut findings);
    findings.iter().map(|f| format!("{}:{} {}", f.path, f.line, f.message)).collect()
}
