//! `match` statements.

use super::call::{enter_prelude, finish, values_tuple};
use super::payload::class_of_shape;
use super::reflect;
use crate::roots::{self, bool_of};
use crate::runtime::{interned, known_sym};
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
pub fn match_class<M: Mode>(m: M, d: Out, s: In, c: In, n: Imm, names: Const, site: Site) -> Step {
    let (v, class) = (m.get(s), m.get(c));
    if let Some(step) = class.cast::<Class>(m).and_then(|c| match_known(m, d, v, c, n.0, names, site)) {
        return step;
    }
    let count = T::lit(Value::int(n.0 as i64).expect("small"));
    enter_prelude(m, "_match_class", &[v, class, count, T::lit(m.constant(names))], d)
}

/// The functions that get so many attributes, but for none.
const ATTRIBUTES: [&str; 4] = ["_match_1", "_match_2", "_match_3", "_match_4"];
/// Sets the keys of caches of attributes' names apart.
const NAMES: i64 = 1 << 58;

/// Where it is known whether the value is an instance, and which attributes are asked for; `None`: the general way.
fn match_known<M: Mode>(
    m: M,
    d: Out,
    v: T<M, Value>,
    c: T<M, Gc<Class>>,
    n: u32,
    names: Const,
    site: Site,
) -> Option<Step> {
    if !reflect::is_instance_of(m, v, c, site)? {
        m.set(d, T::lit(m.root(roots::NONE)));
        return Some(m.next());
    }
    let named = m.constant(names).cast::<Tuple>()?;
    let key = m.lasting_shape(c) + T::lit(NAMES);
    let asked = m.cached(site, key, |vm, key| attributes(vm, class_of_shape(vm, key - NAMES), n, named))?;
    if asked.is_small() {
        m.set(d, values_tuple(m, &[v]).value());
        return Some(m.next());
    }
    let asked = Tuple::to_vec(asked.cast::<Tuple>()?);
    let Some(function) = asked.len().checked_sub(1) else {
        m.set(d, values_tuple(m, &[]).value());
        return Some(m.next());
    };
    let mut args = vec![v];
    args.extend(asked.into_iter().map(T::<M, Value>::lit));
    Some(enter_prelude(m, ATTRIBUTES.get(function)?, &args, d))
}

/// Names of the attributes that `n` positional patterns and those with names ask for, or 0 for the value itself.
fn attributes(vm: &Machine, c: Gc<Class>, n: u32, named: Gc<Tuple>) -> Option<Value> {
    let mut all = Vec::new();
    if n > 0 {
        let plain = class_of(vm, c.value()).value() == Cls::Type.word(vm);
        match class::lookup(vm, c, known_sym(vm, "__match_args__")) {
            Some((given, _)) => all.extend(Tuple::to_vec(given.cast::<Tuple>()?).get(..n as usize)?),
            None if plain && n == 1 && Tuple::to_vec(named).is_empty() && is_matched_whole(vm, c) => {
                return Some(Value::ZERO);
            }
            None => return None,
        }
    }
    all.extend(Tuple::to_vec(named));
    // Of one text there is one interned string.
    let text = |v: &Value| Some(interned(vm, &Str::text(&vm.heap, v.cast::<Str>()?)).value());
    let all: Vec<Value> = all.iter().map(text).collect::<Option<_>>()?;
    let distinct = (1..all.len()).all(|i| !all[..i].contains(&all[i]));
    (distinct && all.len() <= ATTRIBUTES.len()).then(|| Tuple::new(&vm.heap, &all).value())
}

/// Whether the one positional pattern of the class is for the instance itself.
fn is_matched_whole(vm: &Machine, c: Gc<Class>) -> bool {
    let whole = [
        Cls::Bool,
        Cls::ByteArray,
        Cls::Bytes,
        Cls::Dict,
        Cls::Float,
        Cls::FrozenSet,
        Cls::Int,
        Cls::List,
        Cls::Set,
        Cls::Str,
        Cls::Tuple,
    ];
    whole.iter().any(|base| class::derives(vm, c, *base))
}
