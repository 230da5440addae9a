use trackway::*;

#[residual]
fn show(_machine: &Machine, _text: &str) {}

fn main() {}
