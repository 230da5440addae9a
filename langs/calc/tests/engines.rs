//! Engines that come and go. A process of its own, for its memory is looked at.
#![cfg(target_os = "linux")]

use trackway::{Data, Engine};
use trackway_calc::Calc;

/// Bytes of memory and threads that the process has now.
fn used() -> (usize, usize) {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("it is there");
    let resident: usize = pages.split(' ').nth(1).and_then(|n| n.parse().ok()).expect("a number");
    let threads = std::fs::read_dir("/proc/self/task").expect("it is there").count();
    (resident * 4096, threads)
}

/// An engine that compiles a loop and is dropped.
fn one(n: i64) {
    let mut e = Engine::<Calc>::new();
    e.register("twice", |args| match args {
        [Data::Int(i)] => Ok(Data::Int(i * 2)),
        _ => Err("twice() takes a number".into()),
    });
    let source = "fn sum(n) { let s = 0\n for i in range(n) { s = s + i }\n return s }";
    e.run(source, "a.calc").expect("it runs");
    for _ in 0..3 {
        assert_eq!(e.call("sum", &[Data::Int(20_000)]), Ok(Data::Int(199_990_000)));
    }
    assert_eq!(e.eval(&format!("twice({n})")), Ok(Data::Int(2 * n)));
}

#[test]
fn a_thousand_engines_leave_nothing_behind() {
    (0..100).for_each(one);
    let (before, _) = used();
    (0..900).for_each(one);
    let (after, threads) = used();
    assert!(after < before + (4 << 20), "{before} bytes after 100 engines, {after} after 1,000");
    // Those of the last ones may not have ended yet.
    assert!(threads < 20, "{threads} threads");
}
