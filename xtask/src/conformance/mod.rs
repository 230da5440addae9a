//! `conformance`: how much of two public suites passes, with the reason for each that does not.
//!
//! CPython's own test files (Debian's libpython3.11-testsuite) are counted by methods against what
//! the installed CPython passes; RustPython's snippets, from a checkout, are counted by files.
//! What is not installed is left out, and said so. The result is `docs/conformance.md`.

mod reasons;
mod report;
mod snippets;
mod suite;

pub use suite::{End, RUNNER, read_notes};

use crate::process::{binary, root};
use std::path::PathBuf;
use std::time::Duration;

const USAGE: &str = "usage: conformance [--suite DIR] [--snippets DIR] [--guest BINARY] [--limit SECONDS] \
                     [--fresh] [--no-page] [NAME..]";

/// CPython's files, as their names without `test_`.
const FILES: &str = "grammar syntax scope generators genexps listcomps setcomps dictcomps descr class super \
    property decorators exceptions raise with except_star patma fstring format string bytes list tuple dict set \
    int float complex bool range slice iter enumerate unpack unpack_ex call keywordonlyarg positional_only_arg \
    named_expressions compare richcmp contains augassign binop long sort dynamicclassattribute subclassinit \
    typechecks weakref";

/// What the command line says.
pub struct Options {
    /// The folder named `test` of CPython's library.
    suite: PathBuf,
    snippets: Option<PathBuf>,
    guest: PathBuf,
    /// For one method without news.
    limit: Duration,
    /// Ask CPython again.
    fresh: bool,
    page: bool,
    names: Vec<String>,
}

pub fn conformance(args: &[String]) -> Result<(), String> {
    let options = parse(args)?;
    let files = if options.suite.is_dir() {
        suite::run(&options)?
    } else {
        println!("CPython's test files are left out: {} is no folder", options.suite.display());
        Vec::new()
    };
    let snippets = match &options.snippets {
        Some(dir) => snippets::run(&options, dir)?,
        None => {
            println!("RustPython's snippets are left out: no --snippets");
            Vec::new()
        }
    };
    print!("{}", report::summary(&files, &snippets));
    if options.page && options.names.is_empty() && !files.is_empty() && !snippets.is_empty() {
        let path = root().join("docs/conformance.md");
        let text = report::page(&files, &snippets);
        std::fs::create_dir_all(root().join("docs")).map_err(|e| e.to_string())?;
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut suite = PathBuf::from("/usr/lib/python3.11/test");
    let (mut snippets, mut guest, mut names) = (None, None, Vec::new());
    let (mut limit, mut fresh, mut page) = (60, false, true);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| USAGE.to_string());
        match arg.as_str() {
            "--suite" => suite = value()?.into(),
            "--snippets" => snippets = Some(PathBuf::from(value()?)),
            "--guest" => guest = Some(PathBuf::from(value()?)),
            "--limit" => limit = value()?.parse().map_err(|_| USAGE)?,
            "--fresh" => fresh = true,
            "--no-page" => page = false,
            flag if flag.starts_with('-') => return Err(USAGE.into()),
            name => names.push(name.to_string()),
        }
    }
    let guest = match guest {
        Some(path) => path,
        None => binary("python")?,
    };
    Ok(Options { suite, snippets, guest, limit: Duration::from_secs(limit), fresh, page, names })
}
