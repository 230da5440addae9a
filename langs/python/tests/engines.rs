//! Engines that come and go. A process of its own, for its memory is looked at.
#![cfg(target_os = "linux")]

use trackway::{Data, Engine};
use trackway_python::Python;

fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("it is there");
    let pages: usize = pages.split(' ').nth(1).and_then(|n| n.parse().ok()).expect("a number");
    pages * 4096
}

/// An engine that imports, compiles a loop and is dropped.
fn one(n: i64) {
    let mut e = Engine::<Python>::new();
    let source = "
import json
class Row:
    def __init__(self, n): self.n = n
def total(n):
    s = 0
    for i in range(5000): s += Row(i).n
    return s + json.loads(str(n))
";
    e.run(source, "a.py").expect("it runs");
    assert_eq!(e.call("total", &[Data::Int(n)]), Ok(Data::Int(12_497_500 + n)));
}

#[test]
fn many_engines_leave_nothing_behind() {
    (0..20).for_each(one);
    let before = resident();
    (0..80).for_each(one);
    let after = resident();
    assert!(after < before + (4 << 20), "{before} bytes after 20 engines, {after} after 100");
}
