//! Random trees: a recorded loop whose bridge is a branch of it leaves as the two do when they run one after the
//! other, with the same frames, heap and effects.

mod support;

use support::random::{KNOWN, Rng, alternating, bridge, trace, world};
use support::world::{Left, World, word_of};
use trackway_ir::{End, Op, RecordedAt, SnapId, Trace};
use trackway_jit::testing::{Bridge, optimize, optimize_tree};

const SEEDS: u64 = 20_000;
const WORLDS: u64 = 6;
const ROUNDS: u32 = 8;

/// Runs a loop, and the bridge wherever it leaves to where that begins, until fuel is used up or it leaves elsewhere.
fn run(w: &mut World, t: &Trace, raw: &Trace, b: &Bridge) -> Left {
    let mut fuel = ROUNDS;
    let at = raw.snapshots[b.at.snap.0 as usize].pc;
    loop {
        let mut left = w.run(t, &mut fuel);
        if left.pc == at && !left.raised {
            let Some(saved) = saved(w, b) else { return left };
            left = w.run_from(&b.trace, &saved, &mut u32::MAX.clone());
            fuel = fuel.saturating_sub(b.closes as u32 * (left.pc == 0) as u32);
        }
        if left.pc != 0 || fuel == 0 {
            return left;
        }
    }
}

/// What the exit hands over; `None` if the bridge was recorded for other words.
fn saved(w: &World, b: &Bridge) -> Option<Vec<u64>> {
    let mut saved = vec![0; b.inputs.len()];
    for (i, (offset, r)) in b.inputs.iter().enumerate() {
        let word = w.slots[offset];
        if r.is_const() {
            if word_of(&b.trace, &[], *r) != word {
                return None;
            }
            continue;
        }
        let fits = match b.trace.ins[r.index()].op {
            Op::OfSmall => word & 1 == 0,
            Op::Box => w.float(word).is_some(),
            Op::OfRef => word & 3 == 1 && w.float(word).is_none(),
            _ => true,
        };
        if !fits {
            return None;
        }
        let double = b.trace.ins[r.index()].op == Op::Box;
        saved[i] = if double { w.float(word).expect("a double").to_bits() } else { word };
    }
    Some(saved)
}

/// The recorded snapshot by which the loop leaves in `w`, at a guard.
fn exit_taken(w: &mut World, raw: &Trace) -> Option<SnapId> {
    let left = w.run(raw, &mut ROUNDS.clone());
    let guarded =
        |s: SnapId| raw.ins.iter().any(|i| i.snap == s && !matches!(i.op, Op::Poll | Op::GuardNoRaise));
    let at = raw.snapshots.iter().position(|s| s.pc == left.pc && !s.raised)?;
    let snap = SnapId(at as u32);
    (left.pc != 0 && !left.raised && guarded(snap)).then_some(snap)
}

/// Whether the tree has a branch, and whether that comes back to the label.
fn check(seed: u64) -> Option<(bool, bool)> {
    let mut rng = Rng::new(seed);
    let pairs = seed.is_multiple_of(3);
    let recorded_in = world(&mut rng, pairs);
    let make = if seed.is_multiple_of(2) { trace } else { alternating };
    let raw = make(&mut rng, recorded_in.clone(), pairs);
    let worlds: Vec<World> =
        std::iter::once(recorded_in).chain((0..WORLDS).map(|_| world(&mut rng, pairs))).collect();
    let is_loop = matches!(raw.end, End::Loop { .. });
    optimize(&raw, 1).ok().filter(|_| is_loop)?;
    let (left, snap) = worlds.iter().find_map(|start| {
        let mut w = start.clone();
        exit_taken(&mut w, &raw).map(|snap| (w, snap))
    })?;
    let at = RecordedAt { part: 0, snap, in_body: rng.below(4) != 0 };
    let b = bridge(&mut rng, left, pairs, &raw, at);
    let (tree, _) = optimize_tree(&raw, std::slice::from_ref(&b), 1).ok()?;
    for start in &worlds {
        let (mut x, mut y) = (start.clone(), start.clone());
        let (expected, found) = (run(&mut x, &raw, &raw, &b), run(&mut y, &tree, &raw, &b));
        let (s, t) = (x.describe(&expected.live, KNOWN), y.describe(&expected.live, KNOWN));
        let same = (expected.pc, expected.raised) == (found.pc, found.raised) && s == t;
        let start = start.describe(&expected.live, KNOWN);
        assert!(
            same,
            "seed {seed}, {at:?}\n{raw}\nbridge {:?} first {}\n{}\ntree\n{tree}\nfrom\n{start}\n\
             recorded: {expected:?}\n{s}\nas a tree: {found:?}\n{t}",
            b.inputs, b.first, b.trace
        );
    }
    let closes = tree.branches.iter().any(|b| matches!(b.end, End::Loop { .. }));
    Some((!tree.branches.is_empty(), closes))
}

#[test]
fn trees_do_as_their_parts() {
    let first = std::env::var("TRACKWAY_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let done: Vec<(bool, bool)> = (first..first + SEEDS).filter_map(check).collect();
    let (branched, closed) = (done.iter().filter(|d| d.0).count(), done.iter().filter(|d| d.1).count());
    println!("{} trees, {branched} with a branch, {closed} with one to the label", done.len());
    assert!(
        closed as u64 > SEEDS / 40,
        "{branched} of {} trees have a branch, {closed} one to the label",
        done.len()
    );
}
