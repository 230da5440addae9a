//! The command `tw-python`.
#![forbid(unsafe_code)]

use std::io::{IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;
use trackway::options::Options;
use trackway_python::{repl, run, start};

/// Exit code for a wrong command line.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let options = Options::from_environment().and_then(|mut o| {
        o.take_leading(&mut args)?;
        Ok(o)
    });
    let options = match options {
        Ok(options) => options,
        Err(e) => return fail(&e.to_string()),
    };
    if let Some(help) = &options.help {
        print!("{help}");
        return ExitCode::SUCCESS;
    }
    ExitCode::from(match args.first().map(String::as_str) {
        None if std::io::stdin().is_terminal() => repl::run(&options),
        None | Some("-") => {
            let mut source = String::new();
            if std::io::stdin().read_to_string(&mut source).is_err() {
                return fail("the input is not UTF-8");
            }
            program(&source, "<stdin>", "", args, &options)
        }
        Some("-c") => match args.get(1).cloned() {
            Some(source) => {
                args.remove(1);
                program(&source, "<string>", "", args, &options)
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
                    let dir =
                        Path::new(&file).parent().map_or(String::new(), |p| p.to_string_lossy().into_owned());
                    program(&source, &file, &dir, args, &options)
                }
                Ok(Err(_)) => return fail(&format!("'{file}' is not UTF-8")),
                Err(e) => return fail(&format!("can't open file '{file}': {e}")),
            }
        }
    })
}

fn program(source: &str, file: &str, dir: &str, argv: Vec<String>, options: &Options) -> u8 {
    let (machine, session) = start::machine(options);
    start::arguments(&machine, &argv, Some(dir));
    let code = run::program(&machine, source, file);
    session.finish(&machine);
    code
}

fn fail(text: &str) -> ExitCode {
    eprintln!("tw-python: {text}");
    ExitCode::from(USAGE)
}
