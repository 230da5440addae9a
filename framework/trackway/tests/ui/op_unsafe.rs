use trackway::*;

/// Reads a word.
#[op]
pub fn word<M: Mode>(m: M, a: In) -> Step {
    let v = m.get(a);
    let _word = unsafe { std::mem::transmute_copy::<_, u64>(&v) };
    m.next()
}

fn main() {}
