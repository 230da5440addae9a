//! Which implementations there are.

use super::programs::Program;
use crate::Result;
use crate::guest::{for_language, on_path};
use crate::languages::LANGUAGES;
use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

/// Something that runs programs with one extension.
#[derive(Clone, Debug)]
pub struct Implementation {
    pub name: String,
    pub path: PathBuf,
    pub args: Vec<String>,
    pub extension: &'static str,
    /// One of Trackway's own.
    pub ours: bool,
    /// The first line that it tells of itself.
    pub version: String,
}

impl Implementation {
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(&self.args);
        command
    }
}

/// Ours and the others for the languages of the programs. `with`: `NAME=PROGRAM`, or `NAME=` to leave it
/// out.
pub fn find(programs: &[Program], with: &[String]) -> Result<Vec<Implementation>> {
    let mut replaced = HashMap::new();
    for word in with {
        let (name, program) = word.split_once('=').ok_or(format!("--with {word}: write NAME=PROGRAM"))?;
        replaced.insert(name.to_string(), program.to_string());
    }
    let mut found = Vec::new();
    for language in LANGUAGES.iter().filter(|l| programs.iter().any(|p| p.file(l.extension).is_some())) {
        if let Some((binary, _)) = language.ours {
            let path = match replaced.remove(binary) {
                Some(path) => (!path.is_empty()).then(|| PathBuf::from(path)),
                None => Some(for_language(language.name)?.path),
            };
            found.extend(path.map(|path| implementation(binary, path, &[], language.extension, true)));
        }
        for peer in language.peers {
            let name = [&[peer.program], peer.args].concat().join(" ");
            let path = match replaced.remove(&name) {
                Some(path) => (!path.is_empty()).then(|| PathBuf::from(path)),
                None => on_path(peer.program),
            };
            found.extend(path.map(|path| implementation(&name, path, peer.args, language.extension, false)));
        }
    }
    if let Some(name) = replaced.keys().next() {
        return Err(format!("--with: no implementation `{name}` runs these programs"));
    }
    if found.is_empty() {
        return Err("nothing on the PATH runs these programs".into());
    }
    Ok(found)
}

fn implementation(
    name: &str,
    path: PathBuf,
    args: &[&str],
    extension: &'static str,
    ours: bool,
) -> Implementation {
    let version = version(&path);
    let args = args.iter().map(|a| a.to_string()).collect();
    Implementation { name: name.into(), path, args, extension, ours, version }
}

/// What `--version` or `-v` prints first.
fn version(path: &PathBuf) -> String {
    for flag in ["--version", "-v"] {
        let Ok(out) = Command::new(path).arg(flag).stdin(std::process::Stdio::null()).output() else {
            continue;
        };
        if out.status.success() {
            let text = [out.stdout, out.stderr].concat();
            let line = String::from_utf8_lossy(&text).lines().next().unwrap_or_default().trim().to_string();
            if !line.is_empty() {
                return line;
            }
        }
    }
    String::new()
}
