//! RustPython's snippets: scripts that end with an assertion where something is wrong.

use super::Options;
use crate::process::scratch;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FOLDER: &str = "extra_tests/snippets";
const LIMIT: Duration = Duration::from_secs(30);

/// A script, and why it did not end well.
pub struct Snippet {
    pub name: String,
    pub failure: Option<String>,
}

pub fn run(options: &Options, checkout: &Path) -> Result<Vec<Snippet>, String> {
    let folder = checkout.join(FOLDER);
    let list = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut names: Vec<String> =
        list.filter_map(|e| e.ok()?.file_name().into_string().ok()).filter(|n| n.ends_with(".py")).collect();
    names.sort();
    let dir = scratch("snippets")?;
    let mut snippets = Vec::new();
    for name in names {
        let failure = one(&options.guest, checkout, &name, &dir)?;
        snippets.push(Snippet { name, failure });
    }
    Ok(snippets)
}

fn one(guest: &Path, checkout: &Path, name: &str, dir: &Path) -> Result<Option<String>, String> {
    let fail = |e: std::io::Error| format!("{name}: {e}");
    let err = dir.join("err");
    let mut command = Command::new(guest);
    command
        .current_dir(checkout)
        .arg("-B")
        .arg(Path::new(FOLDER).join(name))
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let mut child = command.stderr(File::create(&err).map_err(fail)?).spawn().map_err(fail)?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(fail)? {
            break status;
        }
        if start.elapsed() > LIMIT {
            child.kill().and_then(|()| child.wait()).map_err(fail)?;
            return Ok(Some(format!("no end in {} s", LIMIT.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    if status.success() {
        return Ok(None);
    }
    let text = std::fs::read(&err).map_err(fail)?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let line = text.lines().rfind(|line| line.contains(name) && line.contains(", line "));
    let line = line.and_then(|l| l.split(", line ").nth(1)?.split(',').next().map(str::to_string));
    let place = line.map(|n| format!("line {n}: ")).unwrap_or_default();
    Ok(Some(format!("{place}{}", if last.is_empty() { status.to_string() } else { last.into() })))
}
