use std::sync::Mutex;
use trackway::*;

/// Keeps a dynamic value for a later op.
pub fn keep<M: Mode>(v: T<M, Value>) {
    static KEPT: Mutex<Option<T<M, Value>>> = Mutex::new(None);
    *KEPT.lock().unwrap() = Some(v);
}

fn main() {}
