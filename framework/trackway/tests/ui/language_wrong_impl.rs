use trackway::*;

struct Tiny;

#[language(ops(nothing))]
impl Default for Tiny {
    fn default() -> Tiny {
        Tiny
    }
}

fn main() {}
