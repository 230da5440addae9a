//! `tw-calc FILE`: runs a calc program.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    trackway_kit::cli::main::<trackway_calc::Calc>()
}
