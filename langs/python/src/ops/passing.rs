//! Passing arguments to guest functions whose parameters are more than plain positional ones.
//!
//! What each parameter gets follows from the signature, the number of arguments and the keywords,
//! all of them known while recording: a trace sees moves, and loads from tuples of defaults.

use super::call::values_tuple;
use super::names::value_at;
use crate::code::Signature;
use crate::dicts;
use crate::roots;
use crate::runtime::interned;
use crate::types::key_set;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::table::FEW_KEYS;
use trackway_kit::{Array, Dict, Str, Tuple};

/// Where a parameter's value comes from.
#[derive(Clone, Debug)]
enum Source {
    Argument(usize),
    /// Counted from the end of the tuple of defaults.
    Default(usize),
    /// The default of a keyword-only parameter.
    KeywordDefault(usize),
    /// A tuple of the positional arguments from here.
    Rest(usize),
    /// A dict of these keywords: name and argument.
    Keywords(Vec<(usize, usize)>),
}

/// What each parameter gets of `argc` arguments, the last ones with `names`; `None` if that is an error.
fn plan(machine: &Machine, s: &Signature, argc: usize, names: &[Value]) -> Option<Vec<Source>> {
    let given = argc.checked_sub(names.len())?;
    if given > s.positional && !s.varargs {
        return None;
    }
    let mut slots: Vec<Option<Source>> = vec![None; s.named()];
    let direct = given.min(s.positional);
    slots[..direct].iter_mut().enumerate().for_each(|(i, slot)| *slot = Some(Source::Argument(i)));
    let mut extra = Vec::new();
    for (k, name) in names.iter().enumerate() {
        let name = Str::bytes(&machine.heap, name.cast()?);
        match s.names[..s.named()].iter().position(|p| p.as_bytes() == name) {
            Some(i) if i >= s.positional_only => {
                if slots[i].replace(Source::Argument(given + k)).is_some() {
                    return None;
                }
            }
            _ if s.varkeywords => extra.push((k, given + k)),
            _ => return None,
        }
    }
    let missing =
        |i| if i < s.positional { Source::Default(s.positional - i) } else { Source::KeywordDefault(i) };
    let mut all: Vec<Source> =
        slots.into_iter().enumerate().map(|(i, slot)| slot.unwrap_or_else(|| missing(i))).collect();
    if s.varargs {
        all.push(Source::Rest(direct));
    }
    if s.varkeywords {
        all.push(Source::Keywords(extra));
    }
    Some(all)
}

/// The names in a constant tuple of the running code.
pub fn constant_names<M: Mode>(m: M, k: Const) -> Vec<Value> {
    m.constant(k).cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec)
}

/// The values of `f`'s parameters for these arguments, of which the last have `names`;
/// `None`: the general way, which also knows the errors.
#[inline(never)]
pub fn parameters<M: Mode>(
    m: M,
    f: T<M, Gc<Function>>,
    code: CodeRef,
    args: &[T<M, Value>],
    names: &[Value],
) -> Option<Vec<T<M, Value>>> {
    let s = code.guest::<Signature>();
    let sources = plan(m.machine(), s, args.len(), names)?;
    let oldest =
        sources.iter().filter_map(|s| if let Source::Default(n) = s { Some(*n) } else { None }).max();
    let defaults = match oldest {
        Some(n) => Some(defaults(m, f, n as i64)?),
        None => None,
    };
    let positional = args.len() - names.len();
    sources
        .into_iter()
        .map(|source| {
            Some(match source {
                Source::Argument(i) => args[i],
                Source::Default(back) => {
                    let (t, n) = defaults?;
                    m.item(t, Tuple::ITEMS, T::lit(n - back as i64))
                }
                Source::KeywordDefault(i) => {
                    let v = match default_in_record(m, f, s, i) {
                        Some(v) => v,
                        None => keyword_default::call(m, f, T::lit(i as i64)),
                    };
                    if v.is_static(m.root(roots::UNBOUND)) {
                        return None;
                    }
                    v
                }
                Source::Rest(first) if first == positional => T::lit(m.root(roots::EMPTY_TUPLE)),
                Source::Rest(first) => values_tuple(m, &args[first..positional]).value(),
                Source::Keywords(extra) if extra.is_empty() => Dict::empty(m).value(),
                Source::Keywords(extra) => {
                    let keys: Vec<Value> = extra.iter().map(|(k, _)| names[*k]).collect();
                    let values: Vec<_> = extra.iter().map(|(_, a)| args[*a]).collect();
                    match key_set::shape_of(m.machine(), &keys) {
                        0 => return None,
                        shape => key_set::build(m, shape, &keys, &values).value(),
                    }
                }
            })
        })
        .collect()
}

/// The shape that a dict with these keys would have if it had been made with them; 0: none.
#[residual(repeatable)]
fn shape_of_keys(machine: &Machine, d: Gc<Dict>) -> i64 {
    let n = Dict::len(d);
    if n > FEW_KEYS || Dict::end(d) != n {
        return 0;
    }
    key_set::shape_of(machine, &Dict::keys(d)).into()
}

/// The parameters of `f` for a receiver, the elements of a short tuple and a dict of a few keywords; `None`: the
/// general way.
#[inline(never)]
pub fn spread_parameters<M: Mode>(
    m: M,
    f: T<M, Gc<Function>>,
    code: CodeRef,
    receiver: Option<T<M, Value>>,
    args: T<M, Value>,
    keywords: T<M, Value>,
) -> Option<Vec<T<M, Value>>> {
    let (t, d) = (args.cast::<Tuple>(m)?, keywords.cast::<Dict>(m)?);
    let n = m.unroll(m.tail_len(t, Tuple::ITEMS), FEW_KEYS as i64)?;
    let names = match m.shape(d).promote() {
        0 => key_set::names(m.machine(), shape_of_keys::call(m, d).promote() as u32)?,
        shape => key_set::names(m.machine(), shape as u32)?,
    };
    let entries = m.field(d, Dict::ENTRIES);
    let value = |i: i64| m.item(entries, Array::ITEMS, T::lit(3 * i + 2));
    let mut given = Vec::from_iter(receiver);
    given.extend((0..n).map(|i| m.item(t, Tuple::ITEMS, T::lit(i))));
    given.extend((0..names.len() as i64).map(value));
    parameters(m, f, code, &given, &names)
}

/// The function's defaults, if there are at least `needed`, and their number.
fn defaults<M: Mode>(m: M, f: T<M, Gc<Function>>, needed: i64) -> Option<(T<M, Gc<Tuple>>, i64)> {
    let t = m.field(f, Function::DEFAULTS).cast::<Tuple>(m)?;
    let n = m.tail_len(t, Tuple::ITEMS).promote();
    (n >= needed).then_some((t, n))
}

/// The default of keyword-only parameter `i`, where the shape of the dict of them says where it is.
fn default_in_record<M: Mode>(m: M, f: T<M, Gc<Function>>, s: &Signature, i: usize) -> Option<T<M, Value>> {
    let d = m.field(f, Function::KWDEFAULTS).cast::<Dict>(m)?;
    let shape = m.shape(d).promote();
    let name = interned(m.machine(), &s.names[i]).value();
    let at = key_set::entry(m.machine(), shape, name)?.as_int()?;
    Some(m.item(m.field(d, Dict::ENTRIES), Array::ITEMS, T::lit(value_at(at))))
}

/// The default of keyword-only parameter `i`, or UNBOUND.
#[residual(reads)]
fn keyword_default(machine: &Machine, f: Gc<Function>, i: i64) -> Value {
    let code = f.get(Function::CODE);
    let names = &code.guest::<Signature>().names;
    let known = f.get(Function::KWDEFAULTS).cast::<Dict>();
    known
        .and_then(|d| dicts::get_str(machine, d, interned(machine, &names[i as usize])))
        .unwrap_or(machine.root(roots::UNBOUND))
}
