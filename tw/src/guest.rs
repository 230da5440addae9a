//! Finding and starting the languages' binaries.

use crate::Result;
use crate::languages::{self, find};
use std::path::{Path, PathBuf};
use std::process::Command;
use trackway_report::Report;

/// A binary that runs programs of one language.
pub struct Guest {
    pub path: PathBuf,
}

/// The one for a program, by its extension.
pub fn for_file(file: &str) -> Result<Guest> {
    let path = Path::new(file);
    if !path.is_file() {
        return Err(format!("{file}: there is no such file"));
    }
    match path.extension().and_then(|e| e.to_str()) {
        Some(extension) => for_language(extension),
        None => Err(format!("{file} has no extension to tell its language by\nknown: {}", languages::ours())),
    }
}

/// The one for a language, by name or extension. A language that is not in the table, made with
/// `tw new`, is found by the name of its binary.
pub fn for_language(name: &str) -> Result<Guest> {
    let (binary, package) = match find(name) {
        Some(language) => match language.ours {
            Some((binary, package)) => (binary.to_string(), Some(package)),
            None => {
                let known = languages::ours();
                return Err(format!("Trackway has no {} yet\nknown: {known}", language.name));
            }
        },
        None => (format!("tw-{name}"), None),
    };
    let found = beside(&binary).or_else(|| on_path(&binary)).or_else(|| in_this_crate(&binary));
    found.map(|path| Guest { path }).ok_or_else(|| match package {
        Some(package) => format!(
            "{binary} is not built, or neither beside `tw` nor on the PATH\n\
             build it: cargo build --release -p {package}"
        ),
        None => format!(
            "no language `{name}`: known are {}\n\
             one of your own is found if {binary} is on the PATH, or in the target folder here: \
             cargo build --release",
            languages::ours()
        ),
    })
}

/// Where this `tw` itself is.
fn beside(binary: &str) -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    Some(here.parent()?.join(binary)).filter(|p| p.is_file())
}

/// A program by its name, as a shell finds it.
pub fn on_path(binary: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(binary)).find(|p| p.is_file())
}

/// What the crate in the current folder built.
fn in_this_crate(binary: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(PathBuf::from("target"), PathBuf::from);
    ["release", "debug"].iter().map(|profile| target.join(profile).join(binary)).find(|p| p.is_file())
}

impl Guest {
    pub fn command(&self) -> Command {
        Command::new(&self.path)
    }

    /// Runs a program to its end, with our input and output; what its JIT did. A program that
    /// fails has a report too.
    pub fn report(&self, options: &[String], file: &str, args: &[String]) -> Result<Report> {
        let folder = tempfile::tempdir().map_err(|e| format!("no folder for temporary files: {e}"))?;
        let report = folder.path().join("report.json");
        let mut command = self.command();
        command.args(options).arg(format!("--tw-report={}", report.display())).arg(file).args(args);
        let status = command.status().map_err(|e| format!("{}: {e}", self.path.display()))?;
        let text = std::fs::read(&report)
            .map_err(|_| format!("{} wrote no report: it ended early ({status})", self.path.display()))?;
        if !status.success() {
            crate::style::warn(&format!("the program ended with {status}"));
        }
        serde_json::from_slice(&text).map_err(|e| {
            format!("{}: its report cannot be read ({e})\nis it as old as `tw`?", self.path.display())
        })
    }
}
