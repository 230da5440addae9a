//! Limits stop compiled endless loops within twice of what they allow, with a typed error; the engine goes on.
//! A process of its own, for its memory is looked at. `cargo test -p trackway-calc --test limits -- --nocapture`
//! prints the figures.
#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};
use trackway::{Data, Engine, EngineError, Limit, Limits};
use trackway_calc::Calc;

const LOOP: &str = "let n = 0\nfn turn() { while true { n = n + 1 } }\nfn grow() { let l = []\n while true { push(l, [1, 2]) } }";

/// Megabytes of the process, now and at most.
fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").expect("it is there");
    let of = |name: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(name)).expect("a line for each");
        line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn engine(limits: Limits) -> Engine<Calc> {
    let mut e = Engine::with(limits);
    e.run(LOOP, "a.calc").expect("it runs");
    e
}

/// Calls a function that the limit ends, and says after which time; the engine can be used on.
fn stopped(e: &mut Engine<Calc>, function: &str, by: Limit) -> Duration {
    e.set("n", &0.into()).expect("its own");
    let start = Instant::now();
    assert_eq!(e.call(function, &[]), Err(EngineError::Limit(by)));
    let took = start.elapsed();
    assert_eq!(e.eval("1 + 1"), Ok(Data::Int(2)));
    took
}

fn time() {
    let limit = Duration::from_millis(10);
    let mut e = engine(Limits { time: Some(limit), ..Limits::default() });
    // The first call finds the loop interpreted.
    let mut took: Vec<Duration> = (0..20).map(|_| stopped(&mut e, "turn", Limit::Time)).collect();
    took.sort();
    println!("10 ms of time: stopped after {:.1?}, {:.1?} in the worst of 20", took[10], took[19]);
    // Others' work on the machine is in all but the least.
    assert!(took[0] >= limit && took[0] < 2 * limit, "{took:?}");
}

fn steps() {
    let mut e = engine(Limits { steps: Some(1_000_000), ..Limits::default() });
    for _ in 0..3 {
        stopped(&mut e, "turn", Limit::Steps);
        let Some(Data::Int(rounds)) = e.get("n") else { panic!("a number") };
        println!("10^6 steps: stopped after {rounds} rounds");
        assert!((500_000..=2_000_000).contains(&rounds));
    }
}

fn heap() {
    let mut e = engine(Limits { memory: Some(32 << 20), ..Limits::default() });
    let (before, _) = memory();
    for _ in 0..3 {
        stopped(&mut e, "grow", Limit::Memory);
    }
    let growth = memory().1 - before;
    println!("32 MB of heap: the process grew by {growth:.1} MB at most");
    assert!(growth < 64.0, "{growth}");
}

#[test]
fn limits_hold_within_a_factor_of_two() {
    heap();
    steps();
    time();
}
