use trackway::*;

#[residual]
fn show(_v: Value) {}

fn main() {}
