//! The command `tw-python`.
#![forbid(unsafe_code)]

use std::io::{IsTerminal, Read};
use std::process::ExitCode;
use trackway::Machine;
use trackway::options::Options;
use trackway_python::command::{self, Command, What};
use trackway_python::{Python, repl, run, start};

/// Exit code for a wrong command line.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    trackway::keep_freed_memory();
    let mut args: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let options = Options::from_environment().and_then(|mut o| {
        o.take_leading(&mut args)?;
        Ok(o)
    });
    let options = match options {
        Ok(options) => options,
        Err(e) => return fail(&e.to_string()),
    };
    if let Some(text) = options.text::<Python>() {
        print!("{text}");
        return ExitCode::SUCCESS;
    }
    let command = match command::parse(&args) {
        Ok(c) => c,
        Err(e) => {
            eprintln!("{e}\nusage: tw-python [option] ... [-c cmd | -m mod | file | -] [arg] ...");
            eprintln!("Try `tw-python -h' for more information.");
            return ExitCode::from(USAGE);
        }
    };
    match command.what {
        What::Help => print!("{}", command::HELP),
        What::Version => println!("Python 3.14.0 (Trackway)"),
        _ => return execute(command, &options),
    }
    ExitCode::SUCCESS
}

/// Runs what the command line says.
fn execute(c: Command, options: &Options) -> ExitCode {
    if let Err(text) = command::check_environment(&c.flags) {
        eprintln!("{text}");
        return ExitCode::FAILURE;
    }
    let prompt = c.what == What::Input && (std::io::stdin().is_terminal() || c.flags.interactive);
    let (machine, session) = start::machine_with(options, c.flags.clone());
    machine.catch_signals();
    trackway_python::runtime::rt(&machine).files.belong_to_program();
    start::arguments(&machine, &c.argv, first_path(&c).as_deref());
    if let Err(text) = run::prepare(&machine, &c.flags) {
        eprintln!("{text}");
        return ExitCode::FAILURE;
    }
    let mut code = if prompt {
        repl::run(&machine, !c.flags.quiet)
    } else {
        match program(&machine, &c) {
            Ok(code) => code,
            Err(text) => return fail(&text),
        }
    };
    if !prompt && c.flags.inspect {
        code = repl::run(&machine, false);
    }
    code = run::finish(&machine, code);
    session.finish(&machine);
    run::pass_interrupt_on(&machine);
    // The system frees a process's memory faster than object by object.
    std::mem::forget(machine);
    ExitCode::from(code)
}

/// What comes first in `sys.path`.
fn first_path(c: &Command) -> Option<String> {
    if c.flags.safe_path {
        return None;
    }
    match &c.what {
        What::File(file) if runs_as_package(file) => Some(file.clone()),
        What::File(file) => {
            let path = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
            Some(path.parent().map_or(String::new(), |p| p.to_string_lossy().into_owned()))
        }
        What::Module(_) => {
            Some(std::env::current_dir().map_or(String::new(), |d| d.to_string_lossy().into_owned()))
        }
        _ => Some(String::new()),
    }
}

/// A folder, or a zip.
fn runs_as_package(file: &str) -> bool {
    let path = std::path::Path::new(file);
    let zip = || {
        let mut head = [0; 2];
        std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && head == *b"PK"
    };
    path.is_dir() || zip()
}

fn program(machine: &Machine, c: &Command) -> Result<u8, String> {
    let bytes = match &c.what {
        What::Text(text) => return Ok(run::program(machine, text.as_bytes(), "<string>")),
        What::Module(name) => return Ok(run::module(machine, name, true)),
        What::File(file) if runs_as_package(file) => return Ok(run::module(machine, "__main__", false)),
        What::File(file) => std::fs::read(file).map_err(|e| {
            let number = e.raw_os_error().unwrap_or(0);
            let text = trackway_python::modules::error_text(number);
            let file = absolute(file);
            format!("can't open file '{file}': [Errno {number}] {text}")
        })?,
        _ => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|e| e.to_string())?;
            bytes
        }
    };
    let bytes = match c.skip_line {
        // The line stays, so that line numbers are right.
        true => [b"\n", bytes.split_once_line()].concat(),
        false => bytes,
    };
    let name = match &c.what {
        What::File(file) => absolute(file),
        _ => "<stdin>".into(),
    };
    Ok(run::program(machine, &bytes, &name))
}

/// The script's name with the current folder in front, as tracebacks and `__file__` have it.
fn absolute(file: &str) -> String {
    std::env::current_dir().map_or(file.into(), |d| d.join(file).to_string_lossy().into_owned())
}

/// Behind the first line.
trait Lines {
    fn split_once_line(&self) -> &[u8];
}

impl Lines for Vec<u8> {
    fn split_once_line(&self) -> &[u8] {
        let end = self.iter().position(|b| *b == b'\n').map_or(self.len(), |i| i + 1);
        &self[end..]
    }
}

fn fail(text: &str) -> ExitCode {
    eprintln!("tw-python: {text}");
    ExitCode::from(USAGE)
}
