//! CPython's test files: one process per file, started again behind a method that ended it.

use super::{FILES, Options};
use crate::process::{root, scratch};
use std::collections::BTreeMap;
use std::fs::{File, read_to_string, write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

pub const PEER: &str = "/usr/bin/python3";
pub const RUNNER: &str = include_str!("runner.py");
/// How often a file is started again.
const STARTS: usize = 40;

/// How a method ended; the text is the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    Pass,
    Skip(String),
    Fail(String),
    /// The process ended, or had to be ended.
    Crash(String),
}

pub type Methods = BTreeMap<String, End>;

/// A file's result.
pub struct TestFile {
    pub name: String,
    /// The peer's methods that pass.
    pub wanted: Vec<String>,
    pub ours: Methods,
    /// Why the file, or a class of it, did not start.
    pub setup: Vec<String>,
}

impl TestFile {
    /// Those of the peer's passing methods that pass.
    pub fn passed(&self) -> usize {
        self.wanted.iter().filter(|id| self.ours.get(*id) == Some(&End::Pass)).count()
    }

    /// The others.
    pub fn missed(&self) -> impl Iterator<Item = (&str, Option<&End>)> {
        let all = self.wanted.iter().map(|id| (id.as_str(), self.ours.get(id)));
        all.filter(|(_, end)| *end != Some(&End::Pass))
    }
}

pub fn run(options: &Options) -> Result<Vec<TestFile>, String> {
    let dir = scratch("conformance")?;
    let runner = dir.join("runner.py");
    write(&runner, RUNNER).map_err(|e| e.to_string())?;
    let path = dir.join("path");
    std::fs::create_dir_all(&path).map_err(|e| e.to_string())?;
    let link = path.join("test");
    if !link.exists() {
        std::os::unix::fs::symlink(&options.suite, &link).map_err(|e| format!("{}: {e}", link.display()))?;
    }
    let place = Place { runner, path, dir, limit: options.limit };
    let mut files = Vec::new();
    for name in FILES.split_whitespace() {
        if !options.names.is_empty() && !options.names.iter().any(|n| n == name) {
            continue;
        }
        let (theirs, _) = peer(&place, options, name)?;
        let (ours, setup) = place.all(&options.guest, name)?;
        let wanted = theirs.into_iter().filter(|(_, end)| *end == End::Pass).map(|(id, _)| id).collect();
        let file = TestFile { name: name.into(), wanted, ours, setup };
        println!("{:<24} {:>4} of {:>4}", file.name, file.passed(), file.wanted.len());
        files.push(file);
    }
    Ok(files)
}

/// What the peer passes, from an earlier run if neither the file nor the runner has changed.
fn peer(place: &Place, options: &Options, name: &str) -> Result<(Methods, Vec<String>), String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from);
    let cache = target.join("conformance");
    std::fs::create_dir_all(&cache).map_err(|e| e.to_string())?;
    let file = options.suite.join(format!("test_{name}.py"));
    let stamp = file.metadata().and_then(|m| m.modified()).map_err(|e| format!("{}: {e}", file.display()))?;
    let stamp = stamp.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let cached = cache.join(format!("{name}-{stamp}-{}", RUNNER.len()));
    if !options.fresh
        && let Ok(notes) = read_to_string(&cached)
    {
        return Ok(read_notes(&notes));
    }
    let result = place.all(Path::new(PEER), name)?;
    let notes = read_to_string(place.notes()).map_err(|e| e.to_string())?;
    write(&cached, notes).map_err(|e| e.to_string())?;
    Ok(result)
}

/// Where the runs take place.
struct Place {
    runner: PathBuf,
    /// The folder that holds the package `test`.
    path: PathBuf,
    dir: PathBuf,
    limit: Duration,
}

impl Place {
    fn notes(&self) -> PathBuf {
        self.dir.join("notes")
    }

    /// Runs a file until each of its methods has ended.
    fn all(&self, python: &Path, name: &str) -> Result<(Methods, Vec<String>), String> {
        let fail = |e: std::io::Error| e.to_string();
        write(self.notes(), "").map_err(fail)?;
        let mut before = None;
        for _ in 0..STARTS {
            let (methods, _) = read_notes(&read_to_string(self.notes()).map_err(fail)?);
            let done: Vec<&str> = methods.keys().map(String::as_str).collect();
            write(self.dir.join("done"), done.join("\n")).map_err(fail)?;
            let how = self.once(python, name)?;
            let notes = read_to_string(self.notes()).map_err(fail)?;
            let Some((kind, rest)) = notes.lines().last().and_then(|l| l.split_once('\t')) else { break };
            // A process may end between two methods, too; but not without any progress.
            if kind == "end" || before.replace(done.len()) == Some(done.len()) {
                break;
            }
            if kind != "start" {
                continue;
            }
            let id = rest.split('\t').next().unwrap_or_default();
            write(self.notes(), format!("{notes}crash\t{id}\t{how}\n")).map_err(fail)?;
        }
        Ok(read_notes(&read_to_string(self.notes()).map_err(fail)?))
    }

    /// One process; ended when its notes do not grow for a while. Says how it ended.
    fn once(&self, python: &Path, name: &str) -> Result<String, String> {
        let fail = |e: std::io::Error| e.to_string();
        let out = File::create(self.dir.join("out")).map_err(fail)?;
        let mut command = Command::new(python);
        command.current_dir(&self.dir).env("PYTHONPATH", &self.path).arg("-B").arg(&self.runner);
        command.arg(format!("test.test_{name}")).arg(self.notes()).arg(self.dir.join("done"));
        command.stdin(Stdio::null()).stdout(out.try_clone().map_err(fail)?).stderr(out);
        let mut child = command.spawn().map_err(|e| format!("{}: {e}", python.display()))?;
        let (mut size, mut since) = (0, Instant::now());
        loop {
            if let Some(status) = child.try_wait().map_err(fail)? {
                return Ok(self.panic().unwrap_or(status.to_string()));
            }
            let now = self.notes().metadata().map_err(fail)?.len();
            if now != size {
                (size, since) = (now, Instant::now());
            }
            if since.elapsed() > self.limit {
                child.kill().and_then(|()| child.wait()).map_err(fail)?;
                return Ok(format!("no end in {} s", self.limit.as_secs()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn panic(&self) -> Option<String> {
        let out = std::fs::read(self.dir.join("out")).ok()?;
        let out = String::from_utf8_lossy(&out);
        let text = out.lines().skip_while(|line| !line.contains("panicked at")).nth(1)?;
        Some(format!("panic: {text}"))
    }
}

/// The ends of methods, and what kept others from starting.
pub fn read_notes(notes: &str) -> (Methods, Vec<String>) {
    let (mut methods, mut setup) = (Methods::new(), Vec::new());
    for line in notes.lines() {
        let mut fields = line.splitn(3, '\t');
        let (Some(kind), Some(id)) = (fields.next(), fields.next()) else { continue };
        let why = fields.next().unwrap_or_default().to_string();
        let end = match kind {
            "pass" => End::Pass,
            "skip" => End::Skip(why),
            "fail" => End::Fail(why),
            "crash" => End::Crash(why),
            "setup" => {
                setup.push(why);
                continue;
            }
            _ => continue,
        };
        methods.insert(id.into(), end);
    }
    (methods, setup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_a_run() {
        let (methods, setup) = read_notes(
            "load\tm\t3\nstart\tm.a\t\npass\tm.a\t\nstart\tm.b\t\nfail\tm.b\tKeyError: 1\nstart\tm.c\t\n\
             crash\tm.c\tsignal\nsetup\tm\tImportError: x\n",
        );
        assert_eq!(methods["m.a"], End::Pass);
        assert_eq!(methods["m.b"], End::Fail("KeyError: 1".into()));
        assert_eq!(methods["m.c"], End::Crash("signal".into()));
        assert_eq!(setup, ["ImportError: x"]);
        let file = TestFile {
            name: "m".into(),
            wanted: vec!["m.a".into(), "m.b".into(), "m.d".into()],
            ours: methods,
            setup,
        };
        assert_eq!((file.passed(), file.missed().count()), (1, 2));
    }
}
