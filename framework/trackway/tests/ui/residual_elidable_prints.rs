use trackway::*;

#[residual(elidable)]
fn double(_machine: &Machine, i: i64) -> i64 {
    println!("{i}");
    2 * i
}

fn main() {}
