use trackway::*;

struct Tiny;

#[language(ops())]
impl Language for Tiny {
    const NAME: &'static str = "tiny";
}

fn main() {}
