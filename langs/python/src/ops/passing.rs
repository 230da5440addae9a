//! Passing arguments to guest functions whose parameters are more than plain positional ones.
//!
//! What each parameter gets follows from the signature, the number of arguments and the keywords,
//! all of them known while recording: a trace sees moves, and loads from tuples of defaults.

use super::call::values_tuple;
use super::container::new_dict;
use crate::code::Signature;
use crate::dicts;
use crate::roots;
use crate::runtime::interned;
use crate::types::objects::*;
use trackway::bytecode::Const as K;
use trackway::*;
use trackway_kit::{Dict, Tuple};

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
fn plan(s: &Signature, argc: usize, names: &[K]) -> Option<Vec<Source>> {
    let given = argc.checked_sub(names.len())?;
    if given > s.positional && !s.varargs {
        return None;
    }
    let mut slots: Vec<Option<Source>> = vec![None; s.named()];
    let direct = given.min(s.positional);
    slots[..direct].iter_mut().enumerate().for_each(|(i, slot)| *slot = Some(Source::Argument(i)));
    let mut extra = Vec::new();
    for (k, name) in names.iter().enumerate() {
        let K::Str(name) = name else { return None };
        match s.names[..s.named()].iter().position(|p| p == name) {
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

/// The values of `f`'s parameters for these arguments, of which the last have the names in `names`;
/// `None`: the general way, which also knows the errors.
#[inline(never)]
pub fn parameters<M: Mode>(
    m: M,
    f: T<M, Gc<Function>>,
    code: CodeRef,
    args: &[T<M, Value>],
    names: Option<Const>,
) -> Option<Vec<T<M, Value>>> {
    let s = code.guest::<Signature>();
    let words = names.and_then(|k| m.constant(k).cast::<Tuple>());
    let code_here = m.code();
    let names: &[K] = match names.map(|k| &code_here.unit.consts[k.0 as usize]) {
        Some(K::Tuple(names)) => names,
        Some(_) => return None,
        None => &[],
    };
    let sources = plan(s, args.len(), names)?;
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
                    let v = keyword_default::call(m, f, T::lit(i as i64));
                    if v.is_static(m.root(roots::UNBOUND)) {
                        return None;
                    }
                    v
                }
                Source::Rest(first) if first == positional => T::lit(m.root(roots::EMPTY_TUPLE)),
                Source::Rest(first) => values_tuple(m, &args[first..positional]).value(),
                Source::Keywords(extra) if extra.is_empty() => Dict::empty(m).value(),
                Source::Keywords(extra) => {
                    let word = |k: usize| words.map_or(Value::ZERO, |t| t.item(Tuple::ITEMS, k));
                    let pairs: Vec<_> =
                        extra.iter().flat_map(|(k, a)| [T::lit(word(*k)), args[*a]]).collect();
                    new_dict::call(m, values_tuple(m, &pairs)).ok()?
                }
            })
        })
        .collect()
}

/// The function's defaults, if there are at least `needed`, and their number.
fn defaults<M: Mode>(m: M, f: T<M, Gc<Function>>, needed: i64) -> Option<(T<M, Gc<Tuple>>, i64)> {
    let t = m.field(f, Function::DEFAULTS).cast::<Tuple>(m)?;
    let n = m.tail_len(t, Tuple::ITEMS).promote();
    (n >= needed).then_some((t, n))
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
