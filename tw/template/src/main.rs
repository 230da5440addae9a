//! `tw-mylang FILE`: runs a program; without a file, a prompt.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    trackway_kit::cli::main::<mylang::Mylang>()
}
