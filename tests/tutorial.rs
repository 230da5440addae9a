//! Follows docs/tutorial.md in a fresh folder, literally: runs its commands and compares what they
//! print, makes its changes, and checks that the code it shows is there.
//!
//! A block's first word says what it is: `sh` commands, `text` what the last one printed (`...`
//! stands for anything), `diff FILE` a change; any other block with a file is new, or stands in it.

mod checkout;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use wait4::Wait4;

struct Follower {
    folder: PathBuf,
    /// `release`, or whatever profile this test was built in.
    profile: String,
    target: PathBuf,
    output: String,
}

#[test]
fn the_tutorial_does_what_it_says() {
    let checkout = checkout::folder();
    let tw = Path::new(env!("CARGO_BIN_EXE_tw"));
    let out = tw.parent().unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let mut follower = Follower {
        folder: scratch.path().to_path_buf(),
        profile: match out.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev".into(),
            name => name.into(),
        },
        target: out.parent().unwrap().to_path_buf(),
        output: String::new(),
    };
    let text = std::fs::read_to_string(checkout.join("docs/tutorial.md")).unwrap();
    let mut blocks = 0;
    for (line, head, block) in fenced(&text) {
        follower.follow(&head, &block).unwrap_or_else(|why| panic!("docs/tutorial.md:{line}: {why}"));
        blocks += 1;
    }
    assert!(blocks > 20, "only {blocks} blocks found");
    follower.is_short();
    follower.compare_loops();
}

/// Rounds of the program that is timed.
const ROUNDS: &str = "100000000";

/// Line, head and text of each block.
fn fenced(text: &str) -> Vec<(usize, String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (i, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(head)) => open = Some((i + 1, head.to_string(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((.., block)), None) => *block += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

impl Follower {
    /// The whole language is less than 500 lines of code.
    fn is_short(&self) {
        let files = std::fs::read_dir(self.folder.join("src")).unwrap();
        let text: String =
            files.map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap() + "\n").collect();
        let is_code = |l: &&str| !l.trim().is_empty() && !l.trim_start().starts_with("//");
        let lines = text.lines().filter(is_code).count();
        println!("{lines} lines without comments and blank ones");
        assert!(lines < 500, "{lines} lines");
    }

    /// Says how much faster its compiled loop is than its interpreter.
    fn compare_loops(&self) {
        let program = std::fs::read_to_string(self.folder.join("examples/multiples.mylang")).unwrap();
        let long = self.folder.join("long.mylang");
        std::fs::write(&long, program.replace("3000000", ROUNDS)).unwrap();
        let [compiled, interpreted] = ["--tw-jit=sync", "--tw-jit=off"].map(|option| {
            let binary = Path::new(env!("CARGO_BIN_EXE_tw")).with_file_name("tw-mylang");
            let child = Command::new(binary).arg(option).arg(&long).stdout(Stdio::null()).spawn().unwrap();
            let used = child.wait4().unwrap();
            assert!(used.status.success());
            used.rusage.utime.as_secs_f64()
        });
        let ratio = interpreted / compiled;
        println!(
            "{ROUNDS} rounds: {interpreted:.2} s interpreted, {compiled:.3} s compiled: {ratio:.0} times as fast"
        );
    }

    fn follow(&mut self, head: &str, block: &str) -> Result<(), String> {
        match head.split_once(' ') {
            None if head == "sh" => block.lines().try_for_each(|line| self.command(line)),
            None if head == "text" => expect(&self.output, block),
            Some(("diff", file)) => self.change(file, block),
            Some((_, file)) => self.show(file, block),
            None => Err(format!("a block of unknown kind `{head}`")),
        }
    }

    fn command(&mut self, line: &str) -> Result<(), String> {
        if let Some(folder) = line.strip_prefix("cd ") {
            self.folder = self.folder.join(folder);
            return self.adopt_profile();
        }
        let words: Vec<&str> = line.split(' ').collect();
        let path = std::env::var("PATH").unwrap_or_default();
        let beside = Path::new(env!("CARGO_BIN_EXE_tw")).parent().unwrap();
        let mut command = Command::new(words[0]);
        command.current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target).env("NO_COLOR", "1");
        command.env("PATH", format!("{}:{path}", beside.display()));
        for word in &words[1..] {
            match *word {
                "--release" => command.args(["--profile", &self.profile]),
                word => command.arg(word),
            };
        }
        let out = command.output().map_err(|e| format!("{line}: {e}"))?;
        let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        let quiet = words[0] == "cargo" || !line.contains("--tw-dump");
        self.output = if quiet { stdout.into_owned() } else { stderr.into_owned() };
        let fails_by_design = line.contains("tests/guest/error");
        match out.status.success() || fails_by_design {
            true => Ok(()),
            false => Err(format!(
                "{line}: {}\n{}{}",
                out.status,
                String::from_utf8_lossy(&out.stdout),
                String::from_utf8_lossy(&out.stderr)
            )),
        }
    }

    /// The new crate is built as this test was, so that what is there already is used.
    fn adopt_profile(&self) -> Result<(), String> {
        let manifest = self.folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).map_err(|e| e.to_string())?;
        let workspace = checkout::folder().join("Cargo.toml");
        let workspace = std::fs::read_to_string(workspace).map_err(|e| e.to_string())?;
        let profiles = |text: &str| text.find("[profile.release]").ok_or("no [profile.release]");
        let text = format!("{}{}", &text[..profiles(&text)?], &workspace[profiles(&workspace)?..]);
        std::fs::write(&manifest, text).map_err(|e| e.to_string())
    }

    /// The lines without a `+` stand in the file; those without a `-` take their place.
    fn change(&self, file: &str, block: &str) -> Result<(), String> {
        let side = |other: char| -> String {
            let lines = block.lines().filter(|line| !line.starts_with(other));
            lines.map(|line| format!("{}\n", line.get(1..).unwrap_or(""))).collect()
        };
        let path = self.folder.join(file);
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
        let before = side('+');
        if text.matches(&before).count() != 1 {
            return Err(format!("{file} does not have once\n{before}"));
        }
        std::fs::write(path, text.replacen(&before, &side('-'), 1)).map_err(|e| e.to_string())
    }

    /// The text stands in the file; if there is no such file, it is one.
    fn show(&self, file: &str, block: &str) -> Result<(), String> {
        let path = self.folder.join(file);
        match std::fs::read_to_string(&path) {
            Ok(text) if text.contains(block) => Ok(()),
            Ok(_) => Err(format!("{file} does not have\n{block}")),
            Err(_) => std::fs::write(path, block).map_err(|e| format!("{file}: {e}")),
        }
    }
}

/// Whether the text is as it should be: a line `...` stands for any lines, `...` in a line for anything.
fn expect(text: &str, expected: &str) -> Result<(), String> {
    let (mut lines, mut any) = (text.lines(), false);
    for wanted in expected.lines() {
        if wanted == "..." {
            any = true;
            continue;
        }
        let found = if any {
            lines.any(|line| fits(line, wanted))
        } else {
            lines.next().is_some_and(|line| fits(line, wanted))
        };
        if !found {
            return Err(format!("expected\n{wanted}\nin\n{text}"));
        }
        any = false;
    }
    let rest: Vec<&str> = lines.collect();
    if any || rest.is_empty() { Ok(()) } else { Err(format!("unexpected\n{}", rest.join("\n"))) }
}

fn fits(line: &str, wanted: &str) -> bool {
    let mut parts = wanted.split("...");
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let mut ended = wanted == first;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        ended = part.is_empty();
    }
    rest.is_empty() || (ended && wanted != first)
}

#[test]
fn gaps_in_what_is_expected() {
    assert!(fits("a 12 b", "a ... b") && fits("a b c", "a ..."));
    assert!(!fits("a b c", "a b") && !fits("x a", "a ..."));
    assert!(expect("1\n2\n3\n", "1\n...\n3\n").is_ok());
    assert!(expect("1\n2\n", "1\n").is_err() && expect("1\n", "1\n2\n").is_err());
}
