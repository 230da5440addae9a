//! The command line of a plain guest: `tw-NAME [--tw-..] [FILE]`; without a file, a prompt.
//!
//! Exit codes: 0, 1 for an error in the program, 2 for a wrong command line.

use crate::builtin::Builtins;
use crate::plain::{World, language, show};
use ariadne::{Config, IndexType, Label, Report, ReportKind, Source};
use std::process::ExitCode;
use std::rc::Rc;
use trackway::bytecode::{CodeUnit, CompileError};
use trackway::options::{Options, setup};
use trackway::{Heap, Language, Machine, Outcome, Value, interpret, link};

/// A plain guest, as its binary needs it.
pub trait Command: Language {
    /// The functions in Rust: the table of its `builtins!`.
    const BUILTINS: Builtins;
    /// What is better said in the language itself; it runs before every program.
    const PRELUDE: &'static str = "";
    /// How deep calls may be nested.
    const MAX_CALLS: i64 = 200_000;

    /// Source and file name to bytecode.
    fn compile(source: &str, file: &str) -> Result<CodeUnit, CompileError>;

    /// Makes the language's own heap types known, if it has some.
    fn register(heap: &Heap) {
        let _ = heap;
    }

    /// Makes a fresh machine ready; `main` runs with what this returns as its callee.
    fn set_up(machine: &Machine) -> Value {
        language::begin::<Self>(machine)
    }
}

/// The whole of the binary's `main`.
pub fn main<L: Command>() -> ExitCode {
    trackway::keep_freed_memory();
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let options = Options::from_environment().and_then(|mut o| {
        o.take_leading(&mut args)?;
        Ok(o)
    });
    let options = match options {
        Ok(options) => options,
        Err(e) => return usage::<L>(&e.to_string()),
    };
    if let Some(text) = options.text::<L>() {
        print!("{text}");
        return ExitCode::SUCCESS;
    }
    let file = match &args[..] {
        [] => return crate::repl::run::<L>(&options),
        [file] => file,
        _ => return usage::<L>("the arguments are: [--tw-..] [FILE]"),
    };
    let source = match std::fs::read(file).map(String::from_utf8) {
        Ok(Ok(source)) => source,
        Ok(Err(_)) => return usage::<L>(&format!("{file}: not UTF-8 text")),
        Err(e) => return usage::<L>(&format!("{file}: {e}")),
    };
    match run::<L>(&source, file, &options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            report(file, &source, &e);
            ExitCode::FAILURE
        }
    }
}

fn usage<L: Language>(message: &str) -> ExitCode {
    eprintln!("tw-{}: {message}", L::NAME);
    ExitCode::from(2)
}

fn run<L: Command>(source: &str, file: &str, options: &Options) -> Result<(), CompileError> {
    let unit = Rc::new(L::compile(source, file)?);
    let machine = Machine::new::<L>();
    machine.catch_signals();
    let session = setup::<L>(&machine, options);
    machine.compiled_unit(&unit);
    let callee = L::set_up(&machine);
    let world = machine.guest::<World>();
    world.set_file(file);
    let code = link(&machine, &unit).expect("the compiler's code links");
    machine.start(code, callee, &[]);
    let outcome = run_to_end::<L>(&machine);
    world.flush();
    session.finish(&machine);
    match outcome {
        Outcome::Raised(e) => Err(CompileError::new(show(&machine, e, 0), world.blamed())),
        _ => Ok(()),
    }
}

/// Runs what was started, however often it suspends.
pub fn run_to_end<L: Language>(machine: &Machine) -> Outcome {
    loop {
        match interpret::<L>(machine) {
            Outcome::Suspended => {}
            other => return other,
        }
    }
}

/// Prints an error with the source it is about.
pub(crate) fn report(file: &str, source: &str, e: &CompileError) {
    let (span, message) = (e.span.clone(), &e.message);
    let colour =
        std::env::var_os("NO_COLOR").is_none() && std::io::IsTerminal::is_terminal(&std::io::stderr());
    let built = Report::build(ReportKind::Error, (file, span.clone()))
        .with_config(Config::default().with_color(colour).with_index_type(IndexType::Byte))
        .with_message(message)
        .with_label(Label::new((file, span)).with_message(message))
        .finish();
    // Standard error may be closed: then there is nobody to tell.
    _ = built.eprint((file, Source::from(source)));
}
