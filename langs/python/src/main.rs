//! The command `tw-python`.

use std::io::{IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;
use trackway_python::{repl, run, start};

/// Exit code for a wrong command line.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    while args.first().is_some_and(|a| a.starts_with("--tw-")) {
        args.remove(0);
    }
    ExitCode::from(match args.first().map(String::as_str) {
        None if std::io::stdin().is_terminal() => repl::run(),
        None | Some("-") => {
            let mut source = String::new();
            if std::io::stdin().read_to_string(&mut source).is_err() {
                return fail("the input is not UTF-8");
            }
            program(&source, "<stdin>", "", args)
        }
        Some("-c") => match args.get(1).cloned() {
            Some(source) => {
                args.remove(1);
                program(&source, "<string>", "", args)
            }
            None => return fail("argument expected for the -c option"),
        },
        Some("-V" | "--version") => {
            println!("Python 3.14.0 (Trackway)");
            0
        }
        Some(option) if option.starts_with('-') => return fail(&format!("unknown option {option}")),
        Some(file) => {
            let file = file.to_string();
            match std::fs::read(&file).map(String::from_utf8) {
                Ok(Ok(source)) => {
                    let dir = Path::new(&file).parent().map_or(String::new(), |p| p.to_string_lossy().into_owned());
                    program(&source, &file, &dir, args)
                }
                Ok(Err(_)) => return fail(&format!("'{file}' is not UTF-8")),
                Err(e) => return fail(&format!("can't open file '{file}': {e}")),
            }
        }
    })
}

fn program(source: &str, file: &str, dir: &str, argv: Vec<String>) -> u8 {
    let machine = start::machine();
    start::arguments(&machine, &argv, dir);
    run::program(&machine, source, file)
}

fn fail(text: &str) -> ExitCode {
    eprintln!("tw-python: {text}");
    ExitCode::from(USAGE)
}
