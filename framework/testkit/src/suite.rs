//! A folder of scripts in all modes, on all cores.

use crate::expect::Expectation;
use crate::modes::{MODES, Mode};
use crate::process::run;
use crate::report::difference;
use std::fmt;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Runs the scripts below `dir` with `binary` in every mode and prints a line that sums up.
///
/// # Panics
/// If a script outside the wishlist does not do what it says; the message names script, mode and
/// line of each.
pub fn check_dir(binary: impl AsRef<Path>, dir: impl AsRef<Path>, extension: &str, comment: &str) {
    let suite = Suite::new(binary, dir, extension, comment);
    let summary = suite.run();
    // Past the test harness, which keeps the output of tests that pass to itself.
    _ = writeln!(std::io::stderr(), "{summary}");
    assert!(summary.failures.is_empty(), "{summary}\n\n{}", summary.failures.join("\n"));
    assert!(summary.scripts > 0 || suite.only.is_some(), "no scripts in {}", suite.dir.display());
}

/// Scripts and how to run them.
pub struct Suite {
    binary: PathBuf,
    dir: PathBuf,
    extension: String,
    comment: String,
    limit: Duration,
    modes: Vec<Mode>,
    only: Option<String>,
}

/// What came of a suite.
#[derive(Clone, Debug)]
pub struct Summary {
    pub scripts: usize,
    pub modes: usize,
    pub passed: usize,
    /// A text for each run that failed.
    pub failures: Vec<String>,
    /// Names of scripts that need what this machine does not have, and what.
    pub skipped: Vec<String>,
    /// Names of wishlist scripts, and whether all their modes pass.
    pub wishes: Vec<(String, bool)>,
    pub time: Duration,
}

struct Script {
    path: PathBuf,
    /// Relative to the suite's folder.
    name: String,
    wish: bool,
    expectation: Expectation,
}

impl Script {
    /// What the script needs and the machine does not have.
    fn lacks(&self) -> Option<&str> {
        self.expectation.needs.as_deref().filter(|need| match *need {
            "loopback" => TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
                .and_then(|listener| TcpStream::connect(listener.local_addr()?))
                .is_err(),
            other => panic!("{}: nothing is known of `needs: {other}`", self.name),
        })
    }
}

impl Suite {
    /// The scripts with this extension below `dir`; their comments begin with `comment`.
    pub fn new(binary: impl AsRef<Path>, dir: impl AsRef<Path>, extension: &str, comment: &str) -> Suite {
        let only_mode = std::env::var("TRACKWAY_MODE").ok();
        let wanted = |m: &&Mode| only_mode.as_ref().is_none_or(|name| m.name == name);
        let modes: Vec<Mode> = MODES.iter().filter(wanted).copied().collect();
        assert!(
            !modes.is_empty(),
            "TRACKWAY_MODE is none of {:?}",
            MODES.iter().map(|m| m.name).collect::<Vec<_>>()
        );
        Suite {
            binary: std::path::absolute(binary).expect("a path"),
            dir: dir.as_ref().to_path_buf(),
            extension: extension.to_string(),
            comment: comment.to_string(),
            limit: Duration::from_secs(120),
            modes,
            only: std::env::var("TRACKWAY_TEST").ok(),
        }
    }

    /// The time that one run of a script may take; two minutes unless set.
    pub fn limit(mut self, limit: Duration) -> Suite {
        self.limit = limit;
        self
    }

    /// Runs everything.
    ///
    /// # Panics
    /// If a folder or script cannot be read, or the binary cannot be started.
    pub fn run(&self) -> Summary {
        let start = Instant::now();
        let mut scripts = Vec::new();
        self.collect(&self.dir, &mut scripts);
        scripts.sort_by(|a, b| a.name.cmp(&b.name));
        let skipped = scripts.extract_if(.., |s| s.lacks().is_some());
        let skipped = skipped.map(|s| format!("{} (no {})", s.name, s.lacks().unwrap_or_default())).collect();
        let jobs: Vec<(&Script, &Mode)> =
            scripts.iter().flat_map(|s| self.modes.iter().map(move |m| (s, m))).collect();
        let results = self.run_jobs(&jobs);
        let (mut failures, mut passed) = (Vec::new(), 0);
        for ((script, mode), result) in jobs.iter().zip(&results) {
            match result {
                _ if script.wish => {}
                None => passed += 1,
                Some(why) => failures.push(self.failure(script, mode, why)),
            }
        }
        let fulfilled = |s: &&Script| {
            jobs.iter()
                .zip(&results)
                .all(|((t, _), result)| !std::ptr::eq::<Script>(*t, *s) || result.is_none())
        };
        let wishes: Vec<(String, bool)> =
            scripts.iter().filter(|s| s.wish).map(|s| (s.name.clone(), fulfilled(&s))).collect();
        let (count, modes) = (scripts.len() - wishes.len(), self.modes.len());
        Summary { scripts: count, modes, passed, failures, skipped, wishes, time: start.elapsed() }
    }

    fn failure(&self, script: &Script, mode: &Mode, why: &str) -> String {
        let options = mode.options.join(" ");
        let again = format!("{} {options} {}", self.binary.display(), script.path.display());
        format!("{} in mode {}, {why}  again with: {again}\n", script.name, mode.name)
    }

    fn collect(&self, dir: &Path, scripts: &mut Vec<Script>) {
        let entries = std::fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
        for entry in entries {
            let path = entry.expect("an entry of the folder").path();
            let name = path.strip_prefix(&self.dir).expect("below the folder").to_string_lossy().into_owned();
            let is_module = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('_'));
            if path.is_dir() && !is_module {
                self.collect(&path, scripts);
            } else if path.extension().is_some_and(|e| *e == *self.extension) && !is_module {
                if self.only.as_ref().is_some_and(|part| !name.contains(part.as_str())) {
                    continue;
                }
                let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
                let expectation = Expectation::parse(&source, &self.comment);
                let wish = name.split('/').any(|part| part == "wishlist");
                scripts.push(Script { path, name, wish, expectation });
            }
        }
    }

    /// The difference that each job found.
    fn run_jobs(&self, jobs: &[(&Script, &Mode)]) -> Vec<Option<String>> {
        static SUITES: AtomicUsize = AtomicUsize::new(0);
        let number = SUITES.fetch_add(1, Ordering::Relaxed);
        let scratch = std::env::temp_dir().join(format!("trackway-testkit-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&scratch).unwrap_or_else(|e| panic!("{}: {e}", scratch.display()));
        let next = AtomicUsize::new(0);
        let results = Mutex::new(vec![None; jobs.len()]);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|threads| {
            for _ in 0..cores.min(jobs.len()) {
                threads.spawn(|| {
                    loop {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        let Some((script, mode)) = jobs.get(i) else { break };
                        let result = self.run_one(script, mode, &scratch.join(i.to_string()));
                        results.lock().expect("no other thread panicked")[i] = result;
                    }
                });
            }
        });
        _ = std::fs::remove_dir_all(&scratch);
        results.into_inner().expect("no thread panicked")
    }

    fn run_one(&self, script: &Script, mode: &Mode, scratch: &Path) -> Option<String> {
        let (folder, file) = (script.path.parent()?, script.path.file_name()?);
        let mut command = Command::new(&self.binary);
        command.current_dir(folder).args(mode.options).arg(file);
        match run(&mut command, scratch, self.limit) {
            Ok(outcome) => difference(&script.expectation, &outcome),
            Err(e) => Some(format!("it could not be run: {e}\n")),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (failed, seconds) = (self.failures.len(), self.time.as_secs_f64());
        write!(f, "{} scripts in {} modes: ", self.scripts, self.modes)?;
        write!(f, "{} runs passed, {failed} failed, {seconds:.1} s", self.passed)?;
        if !self.skipped.is_empty() {
            write!(f, "; skipped: {}", self.skipped.join(", "))?;
        }
        if self.wishes.is_empty() {
            return Ok(());
        }
        let fulfilled: Vec<&str> =
            self.wishes.iter().filter(|(_, ok)| *ok).map(|(n, _)| n.as_str()).collect();
        write!(f, "; wishlist: {} of {} pass", fulfilled.len(), self.wishes.len())?;
        if fulfilled.is_empty() { Ok(()) } else { write!(f, " ({})", fulfilled.join(", ")) }
    }
}
