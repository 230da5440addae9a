//! `match` statements.

use super::call::{enter_prelude, finish};
use crate::roots::bool_of;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class, FLAG_MAPPING, FLAG_SEQUENCE};
use crate::types::objects::*;
use crate::types::ring::Ring;
use crate::values::class_of;
use trackway::*;
use trackway_kit::{Dict, List, Str, Tuple};

/// `d := s` is a sequence, but no string
#[op]
pub fn match_sequence<M: Mode>(m: M, d: Out, s: In) -> Step {
    let v = m.get(s);
    let known = match v.as_object() {
        None => false,
        Some(o) if m.cast::<List>(o).is_some() || m.cast::<Tuple>(o).is_some() => true,
        Some(o) if m.cast::<Str>(o).is_some() => false,
        Some(_) => is_sequence::call(m, v).test(),
    };
    m.set(d, bool_of(m, known));
    m.next()
}

#[residual(reads)]
fn is_sequence(machine: &Machine, v: Value) -> bool {
    v.cast::<List>().is_some()
        || v.cast::<Tuple>().is_some()
        || v.cast::<Range>().is_some()
        || v.cast::<BigRange>().is_some()
        || v.cast::<MemoryView>().is_some()
        || v.cast::<Ring>().is_some()
        || crate::builtins::array::Store::plain(v).is_some()
        || kind_of(machine, v) == Some(Kind::Sequence)
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Sequence,
    Mapping,
}

/// What an instance is; none for other values.
fn kind_of(machine: &Machine, v: Value) -> Option<Kind> {
    v.cast::<Instance>()?;
    kind_of_class(machine, class_of(machine, v))
}

/// The first class in the resolution order decides that is a builtin one, one of the library's, or registered there.
pub fn kind_of_class(machine: &Machine, class: Gc<Class>) -> Option<Kind> {
    let sequences = [Cls::List, Cls::Tuple, Cls::Range, Cls::MemoryView, Cls::Ring, Cls::Array];
    let mro = Tuple::to_vec(class.get(Class::MRO));
    mro.into_iter().filter_map(|c| c.cast::<Class>()).find_map(|c| {
        let flags = c.get(Class::FLAGS);
        if flags & FLAG_SEQUENCE != 0 || sequences.iter().any(|s| s.gc(machine) == c) {
            return Some(Kind::Sequence);
        }
        if flags & FLAG_MAPPING != 0 || c == Cls::Dict.gc(machine) {
            return Some(Kind::Mapping);
        }
        let name = c.get(Class::NAME).cast::<Str>()?;
        let kind = match Str::bytes(&machine.heap, name) {
            b"Sequence" => Kind::Sequence,
            b"Mapping" => Kind::Mapping,
            _ => return None,
        };
        let known = ["collections.abc.Sequence", "collections.abc.Mapping"];
        known.contains(&class::full_name(machine, c).as_str()).then_some(kind)
    })
}

/// `d := s` is a mapping
#[op]
pub fn match_mapping<M: Mode>(m: M, d: Out, s: In) -> Step {
    let v = m.get(s);
    let known = match v.as_object() {
        None => false,
        Some(o) if m.cast::<Dict>(o).is_some() => true,
        Some(_) => is_mapping::call(m, v).test(),
    };
    m.set(d, bool_of(m, known));
    m.next()
}

#[residual(reads)]
fn is_mapping(machine: &Machine, v: Value) -> bool {
    v.cast::<Dict>().is_some()
        || v.cast::<MappingProxy>().is_some()
        || kind_of(machine, v) == Some(Kind::Mapping)
}

/// `d := len(s)`
#[op]
pub fn match_len<M: Mode>(m: M, d: Out, s: In) -> Step {
    let n = length::call(m, m.get(s))?;
    finish(m, d, n)
}

#[residual(repeatable)]
fn length(machine: &Machine, v: Value) -> Result<Value, Raise> {
    crate::builtins::len(machine, v)
}

/// `d := ` values of the keys in tuple `k`, or None
#[op]
pub fn match_keys<M: Mode>(m: M, d: Out, s: In, k: In) -> Step {
    enter_prelude(m, "_match_keys", &[m.get(s), m.get(k)], d)
}

/// `d := ` attributes of an instance of `c`, or None
#[op]
pub fn match_class<M: Mode>(m: M, d: Out, s: In, c: In, n: Imm, names: Const) -> Step {
    let count = T::lit(Value::int(n.0 as i64).expect("small"));
    enter_prelude(m, "_match_class", &[m.get(s), m.get(c), count, T::lit(m.constant(names))], d)
}
