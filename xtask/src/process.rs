//! Starting programs.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The workspace's folder.
pub fn root() -> PathBuf {
    // Asked for at run time: checkouts that share a target folder share this binary.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = Path::new(&here);
    here.parent().expect("xtask is a folder of the workspace").to_path_buf()
}

/// Runs a program with the terminal's input and output; fails if it does.
pub fn check(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", command.get_program().display())) }
}

/// Builds a language's binary, or `tw` for an empty name, and returns its path.
pub fn binary(lang: &str) -> Result<PathBuf, String> {
    let name = if lang.is_empty() { "tw".into() } else { format!("tw-{lang}") };
    check(Command::new("cargo").current_dir(root()).args(["build", "--release", "--quiet", "--bin", &name]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from);
    Ok(target.join("release").join(name))
}

/// A folder of its own under the system's folder for temporary files.
pub fn scratch(purpose: &str) -> Result<PathBuf, String> {
    let dir = std::env::temp_dir().join(format!("trackway-{purpose}-{}", std::process::id()));
    std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    Ok(dir)
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `None` after a signal, or when time ran out.
    pub code: Option<i32>,
    pub stdout: String,
    pub timed_out: bool,
}

impl Outcome {
    /// Ended by itself, not by a signal.
    pub fn is_normal(&self) -> bool {
        self.code.is_some_and(|code| code != 101)
    }
}

/// Runs a program to its end or the time limit. Its output goes through a file of `dir`, so a full
/// pipe cannot stop it.
pub fn capture(command: &mut Command, dir: &Path, limit: Duration) -> Result<Outcome, String> {
    let fail = |e: std::io::Error| format!("{e} at a run of a guest");
    let path = dir.join("stdout");
    let out = File::create(&path).map_err(fail)?;
    let mut child = command.stdin(Stdio::null()).stdout(out).stderr(Stdio::null()).spawn().map_err(fail)?;
    let start = Instant::now();
    let (mut code, mut timed_out) = (None, false);
    loop {
        if let Some(status) = child.try_wait().map_err(fail)? {
            code = status.code();
            break;
        }
        if start.elapsed() > limit {
            timed_out = true;
            child.kill().and_then(|()| child.wait()).map_err(fail)?;
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let stdout = String::from_utf8_lossy(&std::fs::read(&path).map_err(fail)?).into_owned();
    Ok(Outcome { code, stdout, timed_out })
}
