//! `tw-calc FILE`: runs a calc program.
#![forbid(unsafe_code)]

use ariadne::{Config, Label, Report, ReportKind, Source};
use std::process::exit;
use std::rc::Rc;
use trackway::options::{Options, setup};
use trackway::{Machine, Outcome, Value, interpret, link};
use trackway_calc::{Calc, types};

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut options = Options::from_environment().unwrap_or_else(|e| usage(&e.to_string()));
    options.take_leading(&mut args).unwrap_or_else(|e| usage(&e.to_string()));
    if let Some(help) = &options.help {
        print!("{help}");
        return;
    }
    let [file] = &args[..] else { usage("usage: tw-calc [--tw-..] FILE") };
    let bytes = std::fs::read(file).unwrap_or_else(|e| usage(&format!("{file}: {e}")));
    let source = String::from_utf8(bytes).unwrap_or_else(|_| usage(&format!("{file}: not UTF-8 text")));
    exit(run(&source, file, &options));
}

fn usage(message: &str) -> ! {
    eprintln!("tw-calc: {message}");
    exit(2)
}

/// Runs a program; returns the exit code.
fn run(source: &str, file: &str, options: &Options) -> i32 {
    let unit = match trackway_calc_compiler::compile(source, file) {
        Ok(unit) => Rc::new(unit),
        Err(e) => {
            report(file, source, e.span.start..e.span.end, &e.message);
            return 1;
        }
    };
    if options.dump_bytecode {
        eprintln!("{}", trackway::bytecode::print_unit(&unit));
    }
    let machine = Machine::new::<Calc>();
    machine.catch_interrupts();
    let session = setup::<Calc>(&machine, options);
    types::set_up(&machine);
    let code = link(&machine, &unit).expect("the compiler's code links");
    machine.start(code, machine.root(types::NIL), &[]);
    let outcome = loop {
        match interpret::<Calc>(&machine) {
            Outcome::Suspended => {}
            other => break other,
        }
    };
    let world = machine.guest::<types::World>();
    world.flush();
    session.finish(&machine);
    match outcome {
        Outcome::Raised(e) => {
            let span = world.raised_at().map_or(0..0, |(code, pc)| {
                let s = code.span_at(pc);
                s.start as usize..s.end as usize
            });
            report(file, source, span, &message(&machine, e));
            1
        }
        _ => 0,
    }
}

fn message(machine: &Machine, e: Value) -> String {
    types::show(machine, e, 0)
}

/// Prints an error with the source it is about.
fn report(file: &str, source: &str, span: std::ops::Range<usize>, message: &str) {
    let colour =
        std::env::var_os("NO_COLOR").is_none() && std::io::IsTerminal::is_terminal(&std::io::stderr());
    let built = Report::build(ReportKind::Error, (file, span.clone()))
        .with_config(Config::default().with_color(colour).with_index_type(ariadne::IndexType::Byte))
        .with_message(message)
        .with_label(Label::new((file, span)).with_message(message))
        .finish();
    let _ = built.eprint((file, Source::from(source)));
}
