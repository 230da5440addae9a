use trackway::*;

struct Tiny;

#[language(instructions(nothing))]
impl Language for Tiny {
    const NAME: &'static str = "tiny";
}

fn main() {}
