use trackway::*;

#[derive(Object)]
#[object(id = 70)]
pub struct Function {
    #[quasi_immutable]
    code: Value,
}

/// Gives the function other code.
#[op]
pub fn replace<M: Mode>(m: M, f: In, code: In) -> Step {
    if let Some(f) = m.get(f).cast::<Function>(m) {
        m.set_field(f, Function::CODE, m.get(code));
    }
    m.next()
}

fn main() {}
