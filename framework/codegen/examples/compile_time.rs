//! How long compilation takes: loops of 200, 1000 and 4000 ops, 30 % of them guards, 15 live
//! values; a snapshot for each guard, one for every three guards, and no guards at all.
//!
//! `cargo run --release -p trackway-codegen --example compile_time`

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;
use support::{Build, Rig};
use trackway_ir::{End, Op, Ref, SnapId, Trace, Ty};

const LIVE: usize = 15;
const ROUNDS: usize = 9;

/// Values in rotation: every group of ops replaces some of them.
struct Body {
    b: Build,
    small: Vec<Ref>,
    float: Vec<Ref>,
    turn: usize,
    guards: usize,
    per_snapshot: usize,
    snap: SnapId,
}

impl Body {
    fn snap(&mut self) -> SnapId {
        if self.guards.is_multiple_of(self.per_snapshot) {
            let live: Vec<Ref> = self.small.iter().chain(&self.float).copied().collect();
            self.snap = self.b.snap(&live);
        }
        self.guards += 1;
        self.snap
    }

    /// An op at an op boundary of the guest: its guards come first, then its effects.
    fn group(&mut self, guarded: bool) {
        let n = self.turn;
        self.turn += 1;
        let s = |k: usize| (n + k) % self.small.len();
        let f = |k: usize| (n + k) % self.float.len();
        let (x, y, z) = (self.small[s(0)], self.small[s(1)], self.small[s(2)]);
        let (p, q) = (self.float[f(0)], self.float[f(1)]);
        let (at_x, at_p, at_q) = (s(0), f(0), f(1));
        let less = self.b.op(Op::SLt, &[x, y]);
        let sum = if guarded {
            let snap = self.snap();
            self.b.guard(Op::GuardTrue, &[less], snap);
            let snap = self.snap();
            self.b.guard(Op::AddOvf, &[y, z], snap)
        } else {
            self.b.op(Op::SAdd, &[y, z])
        };
        let lower = self.b.op(Op::FLt, &[p, q]);
        if guarded {
            let snap = self.snap();
            self.b.guard(Op::GuardFalse, &[lower], snap);
        }
        let mixed = self.b.op(Op::SXor, &[sum, x]);
        let converted = self.b.op(Op::SToF, &[mixed]);
        let product = self.b.op(Op::FMul, &[p, q]);
        let difference = self.b.op(Op::FSub, &[product, converted]);
        let masked = self.b.op(Op::SAnd, &[mixed, z]);
        self.small[at_x] = masked;
        (self.float[at_p], self.float[at_q]) = (difference, product);
    }
}

fn trace(ops: usize, guarded: bool, per_snapshot: usize) -> Trace {
    let mut b = Build::new();
    let mut initial: Vec<Ref> = (0..10).map(|i| b.slot(i, Ty::Small)).collect();
    initial.extend((10..LIVE as i32).map(|i| b.slot(i, Ty::F64)));
    let p = b.label(&initial);
    let (small, float) = (p[..10].to_vec(), p[10..].to_vec());
    let mut body = Body { b, small, float, turn: 0, guards: 0, per_snapshot, snap: SnapId::NONE };
    let first = body.b.t.ins.len();
    while body.b.t.ins.len() - first < ops {
        body.group(guarded);
    }
    let args = body.small.into_iter().chain(body.float).collect();
    body.b.end(End::Loop { args })
}

fn main() {
    println!("{:>6} {:>14} {:>7} {:>10} {:>8}", "ops", "exits", "count", "best ms", "bytes");
    for ops in [200, 1000, 4000] {
        for (name, guarded, per) in [("one per guard", true, 1), ("shared by 3", true, 3), ("none", false, 1)]
        {
            let mut rig = Rig::new();
            let t = trace(ops, guarded, per);
            let (mut best, mut exits, mut bytes) = (f64::MAX, 0, 0);
            for _ in 0..ROUNDS {
                let start = Instant::now();
                let code = rig.compile(&t);
                best = best.min(start.elapsed().as_secs_f64() * 1e3);
                (exits, bytes) = (code.exits().len(), code.code_bytes);
            }
            println!("{ops:>6} {name:>14} {exits:>7} {best:>10.2} {bytes:>8}");
        }
    }
}
