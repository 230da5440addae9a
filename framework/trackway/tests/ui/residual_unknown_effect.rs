use trackway::*;

#[residual(pure)]
fn show(_machine: &Machine, _v: Value) {}

fn main() {}
