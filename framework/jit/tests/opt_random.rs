//! Random traces: the optimised trace leaves as the recorded one does, with the same frames, heap
//! and effects, from the state in which it was recorded and from others.

mod support;

use support::random::{KNOWN, Rng, trace, world};
use support::world::{Left, World};
use trackway_ir::Trace;
use trackway_jit::testing::optimize;

const SEEDS: u64 = 20_000;
const WORLDS: u64 = 4;
const ROUNDS: u32 = 6;

/// Runs the optimised trace as the driver does: it may leave at the header and is entered again.
/// `true`: fuel was left.
fn run_optimized(w: &mut World, t: &Trace) -> (Left, bool) {
    let mut fuel = ROUNDS;
    loop {
        let left = w.run(t, &mut fuel);
        if left.pc != 0 || fuel == 0 {
            return (left, fuel > 0);
        }
    }
}

/// The body of the optimised loop has so many `rounds`.
fn check(seed: u64, rounds: u32) -> bool {
    let mut rng = Rng::new(seed);
    let pairs = seed.is_multiple_of(2);
    let recorded_in = world(&mut rng, pairs);
    let raw = trace(&mut rng, recorded_in.clone(), pairs);
    let Ok((optimized, _)) = optimize(&raw, rounds as usize) else { return false };
    let mut worlds = vec![recorded_in];
    worlds.extend((0..WORLDS).map(|_| world(&mut rng, pairs)));
    for start in worlds {
        let (mut a, mut b) = (start.clone(), start.clone());
        b.rounds = rounds;
        let (other, has_fuel) = run_optimized(&mut b, &optimized);
        // Where a guard failed, it does so within the rounds behind the last poll.
        let mut fuel = b.done + if has_fuel { rounds + 1 } else { 0 };
        let left = a.run(&raw, &mut fuel);
        let (x, y) = (a.describe(&left.live, KNOWN), b.describe(&left.live, KNOWN));
        let same = (left.pc, left.raised) == (other.pc, other.raised) && x == y;
        assert!(
            same,
            "seed {seed}\n{raw}\n{optimized}\nfrom\n{}\nrecorded: {left:?}\n{x}\noptimised: {other:?}\n{y}",
            start.describe(&left.live, KNOWN)
        );
    }
    true
}

#[test]
fn optimised_traces_do_the_same() {
    let first = std::env::var("TRACKWAY_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let possible =
        (first..first + SEEDS).filter(|seed| check(*seed, 1 + (seed / 2 % 3) as u32)).count() as u64;
    assert!(possible > SEEDS * 3 / 4, "only {possible} of {SEEDS} traces can be taken again");
}
