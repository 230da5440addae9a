use trackway::*;

/// Looks at an object while its heap's thread may move it.
pub fn look<X: Object>(object: Gc<X>) {
    std::thread::spawn(move || object.value());
}

fn main() {}
