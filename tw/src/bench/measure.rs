//! One measurement: a fresh process, its CPU time and peak memory.

use super::implementations::Implementation;
use super::programs::{File, Program};
use super::results::{Run, Start};
use crate::Result;
use crate::languages::find;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::{ResUse, Wait4};

/// Starts of an empty program, of which the median counts.
const STARTS: usize = 7;

pub struct Measurer {
    iterations: u32,
    limit: Duration,
    /// For our own binaries.
    options: Vec<String>,
    folder: tempfile::TempDir,
}

impl Measurer {
    pub fn new(iterations: u32, limit: Duration, options: &[String]) -> Result<Measurer> {
        let folder = tempfile::tempdir().map_err(|e| format!("no folder for temporary files: {e}"))?;
        Ok(Measurer { iterations, limit, options: options.to_vec(), folder })
    }

    /// An empty program.
    pub fn start_up(&self, i: &Implementation) -> Result<Start> {
        let empty = self.write(&format!("empty.{}", i.extension), "")?;
        let (mut cpu, mut wall, mut rss) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..STARTS {
            let start = Instant::now();
            let used =
                self.wait(self.command(i).arg(&empty), None)?.map_err(|why| format!("{}: {why}", i.name))?;
            wall.push(start.elapsed().as_secs_f64());
            cpu.push(seconds(&used));
            rss.push(used.rusage.maxrss as f64);
        }
        Ok(Start {
            cpu: super::results::median(&cpu),
            wall: super::results::median(&wall),
            rss: super::results::median(&rss),
        })
    }

    /// The program once. What is wrong with the program is in the result.
    pub fn run(&self, program: &Program, file: &File, i: &Implementation, size: Option<u64>) -> Result<Run> {
        let driver = find(i.extension)
            .and_then(|l| l.driver.as_ref())
            .zip(size.filter(|_| file.size.is_some()).or(file.size));
        let mut command = self.command(i);
        let Some((driver, size)) = driver else {
            let used = self.wait(command.arg(&file.path).args(size.map(|n| n.to_string())), Some(program))?;
            return Ok(Run::of(used, |_| Ok(Vec::new())));
        };
        let script = self.write(&format!("driver.{}", i.extension), driver.text)?;
        let times = self.folder.path().join("times");
        _ = std::fs::remove_file(&times);
        command
            .arg(&script)
            .arg(&file.path)
            .args([size.to_string(), self.iterations.to_string()])
            .arg(&times);
        let used = self.wait(&mut command, Some(program))?;
        Ok(Run::of(used, |_| read_times(&times)))
    }

    fn command(&self, i: &Implementation) -> Command {
        let mut command = i.command();
        if i.ours {
            command.args(&self.options);
        }
        command
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path)
    }

    /// Runs to the end or the limit; its resources, or how it failed.
    fn wait(
        &self,
        command: &mut Command,
        program: Option<&Program>,
    ) -> Result<std::result::Result<ResUse, String>> {
        let log = self.folder.path().join("stderr");
        let fail = |e: std::io::Error| format!("{}: {e}", program.map_or("start-up", |p| &p.name));
        let stderr = std::fs::File::create(&log).map_err(fail)?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(stderr);
        let mut child = command.spawn().map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        let start = Instant::now();
        let used = loop {
            if let Some(used) = child.try_wait4().map_err(fail)? {
                break used;
            }
            if start.elapsed() > self.limit {
                child.kill().and_then(|()| child.wait()).map_err(fail)?;
                return Ok(Err(format!("more than {} s", self.limit.as_secs())));
            }
            std::thread::sleep(Duration::from_micros(500));
        };
        if used.status.success() {
            return Ok(Ok(used));
        }
        let text = std::fs::read(&log).unwrap_or_default();
        let last = String::from_utf8_lossy(&text).lines().last().unwrap_or_default().trim().to_string();
        Ok(Err(if last.is_empty() { used.status.to_string() } else { last }))
    }
}

/// CPU seconds of all threads.
pub fn seconds(used: &ResUse) -> f64 {
    (used.rusage.utime + used.rusage.stime).as_secs_f64()
}

fn read_times(path: &Path) -> std::result::Result<Vec<f64>, String> {
    let text = std::fs::read_to_string(path).map_err(|_| "it did not come to its end".to_string())?;
    let times: std::result::Result<Vec<f64>, _> = text.split_whitespace().map(str::parse).collect();
    times.map_err(|e| format!("the driver's times cannot be read: {e}"))
}
