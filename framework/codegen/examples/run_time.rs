//! How fast compiled loops run: a counting sum, and an escape-time iteration with boxed input.
//!
//! `cargo run --release -p trackway-codegen --example run_time`

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;
use support::{Build, Rig};
use trackway_ir::{End, Op, Ref, Trace, Ty};

const ROUNDS: i64 = 100_000_000;

fn small(v: i64) -> u64 {
    (v << 1) as u64
}

/// `while i < n { i += 1; sum += i; if sum > 1e6 { sum -= 1e6 } }`, the branch never taken.
fn sum() -> Trace {
    let mut b = Build::new();
    let (i, n, s) = (b.slot(0, Ty::Small), b.slot(1, Ty::Small), b.slot(2, Ty::Small));
    let p = b.label(&[i, s]);
    let (one, limit) = (b.small(1), b.small(1 << 60));
    let at = b.snap(&[p[0], p[1]]);
    let more = b.op(Op::SLt, &[p[0], n]);
    b.guard(Op::GuardTrue, &[more], at);
    let next = b.guard(Op::AddOvf, &[p[0], one], at);
    let then = b.snap(&[next, p[1]]);
    let total = b.guard(Op::AddOvf, &[p[1], next], then);
    let large = b.op(Op::SLt, &[limit, total]);
    let after = b.snap(&[next, total]);
    b.guard(Op::GuardFalse, &[large], after);
    b.guard(Op::Poll, &[], after);
    b.end(End::Loop { args: vec![next, total] })
}

/// `x, y = x*x - y*y + a, 2*x*y + b` while `x*x + y*y < 4`.
fn escape() -> Trace {
    let mut b = Build::new();
    let (i, n) = (b.slot(0, Ty::Small), b.slot(1, Ty::Small));
    let constant = |b: &mut Build, f: f64| b.constant(Ty::F64, f.to_bits());
    let (zero, four) = (constant(&mut b, 0.0), constant(&mut b, 4.0));
    let (ca, cb) = (constant(&mut b, -0.1), constant(&mut b, 0.1));
    let p = b.label(&[i, zero, zero]);
    let (x, y) = (p[1], p[2]);
    let one = b.small(1);
    let at = b.snap(&p);
    let more = b.op(Op::SLt, &[p[0], n]);
    b.guard(Op::GuardTrue, &[more], at);
    let next = b.guard(Op::AddOvf, &[p[0], one], at);
    let (xx, yy, xy) = (b.op(Op::FMul, &[x, x]), b.op(Op::FMul, &[y, y]), b.op(Op::FMul, &[x, y]));
    let size = b.op(Op::FAdd, &[xx, yy]);
    let inside = b.op(Op::FLt, &[size, four]);
    let then = b.snap(&[next, x, y, xx, yy]);
    b.guard(Op::GuardTrue, &[inside], then);
    let (d, t) = (b.op(Op::FSub, &[xx, yy]), b.op(Op::FAdd, &[xy, xy]));
    let (nx, ny) = (b.op(Op::FAdd, &[d, ca]), b.op(Op::FAdd, &[t, cb]));
    let after = b.snap(&[next, nx, ny]);
    b.guard(Op::Poll, &[], after);
    b.end(End::Loop { args: vec![next, nx, ny] })
}

/// `seed = (seed * 3877 + 29573) % 139968`, and `i // 7`.
fn random() -> Trace {
    let mut b = Build::new();
    let (i, n, s) = (b.slot(0, Ty::Small), b.slot(1, Ty::Small), b.slot(2, Ty::Small));
    let p = b.label(&[i, s]);
    let [one, factor, step, modulus, seven] = [1, 3877, 29573, 139968, 7].map(|v| b.small(v));
    let at = b.snap(&[p[0], p[1]]);
    let more = b.op(Op::SLt, &[p[0], n]);
    b.guard(Op::GuardTrue, &[more], at);
    let product = b.guard(Op::MulOvf, &[p[1], factor], at);
    let moved = b.guard(Op::AddOvf, &[product, step], at);
    let seed = b.op(Op::FloorMod, &[moved, modulus]);
    let week = b.op(Op::FloorDiv, &[p[0], seven]);
    let next = b.guard(Op::AddOvf, &[p[0], one], at);
    let mixed = b.op(Op::SXor, &[seed, week]);
    let after = b.snap(&[next, mixed]);
    b.guard(Op::Poll, &[], after);
    b.end(End::Loop { args: vec![next, mixed] })
}

fn main() {
    for (name, t) in [("sum", sum()), ("escape", escape()), ("random", random())] {
        let mut rig = Rig::new();
        let code = rig.compile(&t);
        rig.frame[..3].copy_from_slice(&[small(0), small(ROUNDS), small(0)]);
        let start = Instant::now();
        let exit = rig.run(&code);
        assert_eq!((exit, Ref::ins(0).index()), (0, 0), "{name} ran to its end");
        println!("{name:>8} {:.2} ns per round", start.elapsed().as_secs_f64() * 1e9 / ROUNDS as f64);
    }
}
