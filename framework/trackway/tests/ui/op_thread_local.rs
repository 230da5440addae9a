use trackway::*;

/// Counts.
#[op]
pub fn count<M: Mode>(m: M) -> Step {
    thread_local!(static COUNT: u64 = 0);
    m.next()
}

fn main() {}
