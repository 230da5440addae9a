use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct Name {
    text: &'static str,
}

fn main() {}
