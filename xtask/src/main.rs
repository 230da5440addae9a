//! The developer's verbs: `cargo xtask <verb>`. It uses nothing but the standard library
//! and the testkit, so that it builds in seconds and works when the workspace does not build.
#![forbid(unsafe_code)]

mod awfy;
mod bisect;
mod conformance;
mod demo;
mod fuzz;
mod greenlets;
mod laws;
mod measure;
mod nopay;
mod page;
mod process;
mod programs;
mod pyperformance;
mod reference;
mod smoke;
mod startup;
mod tidy;
mod verbs;
mod warmup;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <verb>
  test [ARGS]                all tests of the workspace, guest suites included
  bless [ARGS]               the same, accepting the outputs as they are
  tidy [--laws]              fmt, clippy and the house laws; or the laws only
  demo [PROGRAM SIZE]        a Python benchmark program: its time beside CPython's
  startup [CODE..]           the CPU time of a line of Python, start included, beside CPython's
  smoke [NAME..]             every benchmark program, small, in every mode
  ops LANG                   the op table of a language
  bisect [--with JIT-OPTIONS] BINARY ARGS
                             which trace makes the output differ from the interpreter's
  fuzz [--seconds N] [--lang calc|python] [--seed S] [--no-peer] [--print] [--bin FILE] [--all]
                             random programs, every mode against the interpreter
  awfy DIR [--guest BINARY] [--runs N] [NAME[=ITERATIONS,INNER]..]
                             a checkout of are-we-fast-yet: CPU time beside CPython, PyPy and Node
  warmup DIR [--guest BINARY] [--seconds N] [NAME..]
                             the same programs as they warm up, beside CPython and PyPy
  nopay [--guest BINARY] [--pairs N] [NAME..]
                             programs without much to compile: CPU time beside --tw-jit=off
  programs [ARGS of tw bench]
                             all benchmark programs beside all other implementations
  pyperformance DIR [--guest BINARY] [--seconds N] [NAME..]
                             a checkout of pyperformance: CPU time beside CPython and PyPy
  greenlets DIR [--guest BINARY] [--all]
                             greenlet's own tests on our built-in module
  reference                  writes docs/reference.md: all hints and options, from the code
  conformance [--suite DIR] [--snippets DIR] [--guest BINARY] [NAME..]
                             CPython's test files and RustPython's snippets, counted";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match args.split_first() {
        Some((verb, rest)) if verb != "help" && verb != "--help" => (verb, rest),
        _ => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
    };
    let result = match verb.as_str() {
        "test" => verbs::test(rest, false),
        "bless" => verbs::test(rest, true),
        "tidy" => tidy::tidy(rest),
        "demo" => demo::demo(rest),
        "startup" => startup::startup(rest),
        "smoke" => smoke::smoke(rest),
        "ops" => verbs::ops(rest),
        "bisect" => bisect::bisect(rest),
        "fuzz" => fuzz::fuzz(rest),
        "awfy" => awfy::awfy(rest),
        "warmup" => warmup::warmup(rest),
        "nopay" => nopay::nopay(rest),
        "programs" => programs::programs(rest),
        "pyperformance" => pyperformance::pyperformance(rest),
        "greenlets" => greenlets::greenlets(rest),
        "reference" => reference::reference(rest),
        "conformance" => conformance::conformance(rest),
        other => Err(format!("unknown verb `{other}`\n{HELP}")),
    };
    if let Err(message) = result {
        eprintln!("xtask: {message}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
