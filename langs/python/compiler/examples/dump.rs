//! Prints the code of a file: `cargo run --release -p trackway-python-compiler --example dump -- x.py`.

#[path = "../tests/support/mod.rs"]
mod support;

use trackway_python_compiler::{Mode, compile};

fn main() {
    for file in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&file).expect("a readable file");
        match compile(&source, &file, Mode::Exec) {
            Ok(unit) => {
                print!("{}", support::print::print(&unit));
                support::verify::verify(&unit, &support::ops::table());
            }
            Err(e) => println!("{file}:{e}\n  {}", e.text),
        }
    }
}
