use trackway::*;

/// Counts.
#[op]
pub fn count<M: Mode>(m: M) -> Step {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    m.next()
}

fn main() {}
