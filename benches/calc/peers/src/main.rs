//! The loops of `benches/calc` in Rust: `trackway-calc-peers int_sum`.
//!
//! `black_box` hides the bound and keeps the result, nothing else; each loop is a function that is
//! not inlined, so that its disassembly can be looked at.
#![forbid(unsafe_code)]

use std::collections::HashMap;
use std::hint::black_box;

#[inline(never)]
fn int_sum(n: i64) -> Option<i64> {
    let (mut s, mut i) = (0_i64, 0_i64);
    while i < n {
        s = s.checked_add(i)?;
        i = i.checked_add(1)?;
    }
    Some(s)
}

#[inline(never)]
fn float_iter(n: i64) -> Option<f64> {
    let (mut x, mut i) = (0.5, 0_i64);
    while i < n {
        x = 3.75 * x * (1.0 - x);
        i = i.checked_add(1)?;
    }
    Some(x)
}

#[inline(never)]
fn list_fill(n: i64) -> Option<Vec<i64>> {
    let (mut list, mut i) = (Vec::new(), 0_i64);
    while i < n {
        list.push(i);
        i = i.checked_add(1)?;
    }
    Some(list)
}

#[inline(never)]
fn dict_count(n: i64) -> Option<HashMap<i64, i64>> {
    let mut counts: HashMap<i64, i64> = (0..1000).map(|k| (k, 0)).collect();
    let (mut x, mut i) = (1_i64, 0_i64);
    while i < n {
        x = x.checked_mul(16807)?.rem_euclid(2147483647);
        let count = counts.get_mut(&x.rem_euclid(1000))?;
        *count = count.checked_add(1)?;
        i = i.checked_add(1)?;
    }
    Some(counts)
}

#[inline(never)]
fn fib(n: i64) -> Option<i64> {
    if n < 2 { Some(n) } else { fib(n.checked_sub(1)?)?.checked_add(fib(n.checked_sub(2)?)?) }
}

/// The result as text; `None` for an overflow or an unknown name.
fn run(name: &str) -> Option<String> {
    let (many, some) = (black_box(100_000_000), black_box(10_000_000));
    Some(match name {
        "int_sum" => black_box(int_sum(many)?).to_string(),
        "float_iter" => black_box(float_iter(many)?).to_string(),
        "list_fill" => {
            let list = black_box(list_fill(some)?);
            format!("{} {}", list.len(), list.last()?)
        }
        "dict_count" => {
            let counts = black_box(dict_count(some)?);
            format!("{} {} {}", counts.len(), counts[&0], counts[&999])
        }
        "fib" => black_box(fib(black_box(35))?).to_string(),
        _ => return None,
    })
}

fn main() {
    for name in std::env::args().skip(1) {
        println!("{}", run(&name).unwrap_or(format!("no loop `{name}`")));
    }
}
