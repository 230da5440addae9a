use trackway::*;

#[residual]
fn show<X: Object>(_machine: &Machine, _v: Gc<X>) {}

fn main() {}
