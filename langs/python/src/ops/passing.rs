//! Passing arguments to guest functions whose parameters are more than plain positional ones.
//!
//! What each parameter gets follows from the signature, the number of arguments and the keywords,
//! all of them known while recording: a trace sees moves, and loads from tuples of defaults.

use super::call::values_tuple;
use super::container::new_dict;
use crate::code::Signature;
use crate::dicts;
use crate::roots;
use crate::runtime::{interned, rt, sym_of};
use crate::symbols::Sym;
use crate::types::objects::*;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use trackway::*;
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
                    let pairs: Vec<_> =
                        extra.iter().flat_map(|(k, a)| [T::lit(names[*k]), args[*a]]).collect();
                    new_dict::call(m, values_tuple(m, &pairs)).ok()?
                }
            })
        })
        .collect()
}

/// The most keywords that are passed one by one, and the most sets of them that are told apart.
const FEW_KEYWORDS: usize = 8;
const MANY_SETS: usize = 4096;

/// The sets of keywords that were passed as dicts, by number.
#[derive(Default)]
pub struct KeywordSets {
    numbers: RefCell<FxHashMap<Vec<Sym>, i64>>,
    sets: RefCell<Vec<Rc<[Sym]>>>,
}

/// The number of the dict's keys as a set of keywords; -1: they are many, or no names.
#[residual(repeatable)]
fn keyword_set(machine: &Machine, d: Gc<Dict>) -> i64 {
    let n = Dict::len(d);
    if n > FEW_KEYWORDS || Dict::end(d) != n {
        return -1;
    }
    let names: Option<Vec<Sym>> =
        (0..n).map(|i| Dict::key(d, i)?.cast::<Str>().map(|s| sym_of(machine, s))).collect();
    let Some(names) = names else { return -1 };
    let known = &rt(machine).keyword_sets;
    if let Some(number) = known.numbers.borrow().get(&names) {
        return *number;
    }
    let number = known.sets.borrow().len();
    if number == MANY_SETS {
        return -1;
    }
    known.sets.borrow_mut().push(names.as_slice().into());
    known.numbers.borrow_mut().insert(names, number as i64);
    number as i64
}

/// The parameters of `f` for the elements of a short tuple and a dict of a few keywords; `None`: the general
/// way.
#[inline(never)]
pub fn spread_parameters<M: Mode>(
    m: M,
    f: T<M, Gc<Function>>,
    code: CodeRef,
    args: T<M, Value>,
    keywords: T<M, Value>,
) -> Option<Vec<T<M, Value>>> {
    let (t, d) = (args.cast::<Tuple>(m)?, keywords.cast::<Dict>(m)?);
    let n = m.unroll(m.tail_len(t, Tuple::ITEMS), FEW_KEYWORDS as i64)?;
    let number = keyword_set::call(m, d).promote();
    let set = rt(m.machine()).keyword_sets.sets.borrow().get(usize::try_from(number).ok()?)?.clone();
    let entries = m.field(d, Dict::ENTRIES);
    let value = |i: i64| m.item(entries, Array::ITEMS, T::lit(3 * i + 2));
    let mut given: Vec<_> = (0..n).map(|i| m.item(t, Tuple::ITEMS, T::lit(i))).collect();
    given.extend((0..set.len() as i64).map(value));
    let names: Vec<Value> = set.iter().map(|s| rt(m.machine()).name(*s).value()).collect();
    parameters(m, f, code, &given, &names)
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
