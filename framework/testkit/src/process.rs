//! One run of a guest, under a time limit.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// `None` after a signal, or when time ran out.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) timed_out: bool,
}

/// Runs a program. Its output goes through files that begin with `scratch`, so that a full pipe
/// cannot stop it.
pub(crate) fn run(command: &mut Command, scratch: &Path, limit: Duration) -> io::Result<Outcome> {
    let (out, err) = (scratch.with_extension("out"), scratch.with_extension("err"));
    command.stdin(Stdio::null()).stdout(File::create(&out)?).stderr(File::create(&err)?);
    let mut child = command.env_remove("TRACKWAY_OPTIONS").env("NO_COLOR", "1").spawn()?;
    let start = Instant::now();
    let mut pause = Duration::from_micros(500);
    let (mut code, mut timed_out) = (None, false);
    loop {
        if let Some(status) = child.try_wait()? {
            code = status.code();
            break;
        }
        if start.elapsed() > limit {
            timed_out = true;
            child.kill()?;
            child.wait()?;
            break;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
    let text = |path| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(Outcome { code, stdout: text(&out)?, stderr: text(&err)?, timed_out })
}
