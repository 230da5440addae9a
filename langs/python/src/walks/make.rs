//! Making walks: `__new__` of the classes of `itertools`.
//!
//! The class's method `_of` takes the same arguments, all by position, where guest code has to iterate and where the class is a
//! derived one.

use super::groups::tee_array;
use super::sequences::depth;
use super::{Answer, FAR, fill, parts, unbound};
use crate::builtins::args::{int_word, size_arg, tuple_word};
use crate::builtins::native::{Inline, MANY, Native, arg};
use crate::builtins::{Home, Table};
use crate::errors::{memory_error, type_error, value_error};
use crate::iterate::{is_container, items};
use crate::ops::zip::source;
use crate::roots;
use crate::runtime::known_sym;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::objects::{ListIter, RangeIter, TailCall};
use crate::types::walk::*;
use crate::values::class_of;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Prelude, natives: MAKERS }];

const MAKERS: &[Native] = &[
    Native::tail("_new_count", 1, 3, count).params(&["", "start", "step"]),
    Native::tail("_new_repeat", 2, 3, repeat).params(&["", "object", "times"]),
    Native::tail("_new_cycle", 2, 2, |m, a| plain(m, CYCLE, a)),
    Native::tail("_new_chain", 1, MANY, chain),
    Native::tail("_new_chain_from", 2, 2, chain_from),
    Native::tail("_new_islice", 2, MANY, islice),
    Native::tail("_new_pairwise", 2, 2, |m, a| plain(m, PAIRWISE, a)),
    Native::tail("_new_accumulate", 2, 3, accumulate)
        .params(&["", "iterable", "func"])
        .keyword_only(&["initial"]),
    Native::tail("_new_batched", 3, 3, batched).params(&["", "iterable", "n"]).keyword_only(&["strict"]),
    Native::tail("_new_compress", 3, 3, compress).params(&["", "data", "selectors"]),
    Native::tail("_new_zip_longest", 1, MANY, zip_longest).keyword_only(&["fillvalue"]),
    Native::tail("_new_product", 1, MANY, product).keyword_only(&["repeat"]),
    Native::tail("_new_combinations", 3, 3, |m, a| combinations(m, COMBINATIONS, a))
        .params(&["", "iterable", "r"]),
    Native::tail("_new_combinations_repeated", 3, 3, |m, a| combinations(m, COMBINATIONS_REPEATED, a))
        .params(&["", "iterable", "r"]),
    Native::tail("_new_permutations", 2, 3, |m, a| combinations(m, PERMUTATIONS, a))
        .params(&["", "iterable", "r"]),
    Native::tail("_new_groupby", 2, 3, groupby).params(&["", "iterable", "key"]),
    Native::tail("_new_tee", 2, 2, |m, a| plain(m, TEE, a)),
    Native::pure("_walk_copy", 1, 1, |m, a| Ok(walk(a[0]).map_or(roots::none(m), |w| copy(m, w)))),
    Native::pure("_is_walk", 1, 1, |m, a| Ok(roots::bool_word(m, walk(a[0]).is_some())))
        .inline(Inline::IsWalk),
    Native::pure("_walk_asks", 1, 1, |m, a| Ok(roots::bool_word(m, asks(m, a[0])))),
    Native::pure("_walk_parts", 1, 1, |m, a| Ok(walk(a[0]).map_or(roots::none(m), |w| parts(m, w)))),
    Native::effect("_walk_became", 2, 2, |m, a| {
        if let Some(w) = walk(a[0]) {
            w.set(&m.heap, Walk::KIND, GUEST);
            w.set(&m.heap, Walk::SOURCE, a[1]);
        }
        Ok(roots::none(m))
    }),
];

fn walk(v: Value) -> Option<Gc<Walk>> {
    v.cast::<Walk>()
}

/// Whether a step of this walk has guest code to wait for; else its value is ready.
pub fn asks(machine: &Machine, v: Value) -> bool {
    match walk(v).filter(|w| Walk::may_ask(*w)).map(|w| fill(machine, w)) {
        Some(Ok(t)) => t.cast::<TailCall>().is_some(),
        // The step itself will raise it again.
        Some(Err(_)) => {
            machine.take_pending();
            false
        }
        None => false,
    }
}

/// The guest's way, with the class before the arguments.
fn guest(machine: &Machine, args: &[Value]) -> Answer {
    let of = args[0]
        .cast::<Class>()
        .and_then(|c| class::lookup(machine, c, known_sym(machine, "_of")))
        .ok_or_else(|| type_error(machine, "__new__() argument 1 must be a class of itertools"))?;
    let given: Vec<Value> =
        args.iter().map(|v| if *v == unbound(machine) { roots::none(machine) } else { *v }).collect();
    tail::callable(machine, of.0, &given)
}

/// Whether this is the class itself, none that is derived from it.
fn exact(machine: &Machine, class: Value) -> bool {
    class.cast::<Class>().is_some_and(|c| class::own_attr(machine, c, known_sym(machine, "_of")).is_some())
}

/// A walk over one source with nothing before and nothing to go on with; `None`: the guest's way.
fn over(machine: &Machine, kind: i64, class: Value, iterable: Value) -> Option<Gc<Walk>> {
    let it = exact(machine, class).then(|| source(machine, iterable)).flatten()?;
    let w = Walk::new(&machine.heap, class, kind, it, depth(it) + 1);
    w.set(&machine.heap, Walk::HELD, unbound(machine));
    w.set(&machine.heap, Walk::EXTRA, unbound(machine));
    Some(w)
}

fn plain(machine: &Machine, kind: i64, args: &[Value]) -> Answer {
    let heap = &machine.heap;
    let Some(w) = over(machine, kind, args[0], args[1]) else { return guest(machine, args) };
    match kind {
        CYCLE => {
            w.set(heap, Walk::HELD, List::new(heap, &[]).value());
            w.set(heap, Walk::AT, -1);
        }
        TEE => w.set(heap, Walk::HELD, tee_array(machine)),
        _ => {}
    }
    Ok(w.value())
}

/// Another reader of the same elements.
fn copy(machine: &Machine, w: Gc<Walk>) -> Value {
    let heap = &machine.heap;
    let c = Walk::new(heap, w.get(Walk::CLASS), w.get(Walk::KIND), w.get(Walk::SOURCE), w.get(Walk::DEPTH));
    c.set(heap, Walk::HELD, w.get(Walk::HELD));
    c.set(heap, Walk::EXTRA, w.get(Walk::EXTRA));
    c.set(heap, Walk::AT, w.get(Walk::AT));
    c.value()
}

fn count(machine: &Machine, args: &[Value]) -> Answer {
    let or = |i: usize, n: i64| arg(machine, args, i).unwrap_or_else(|| int_word(machine, n));
    let (start, step) = (or(1, 0), or(2, 1));
    let number = |v: Value| [Cls::Int, Cls::Float].iter().any(|c| class_of(machine, v) == c.gc(machine));
    if !exact(machine, args[0]) || !number(start) || !number(step) {
        return guest(machine, &[args[0], start, step]);
    }
    let w = Walk::new(&machine.heap, args[0], COUNT, roots::none(machine), 1);
    w.set(&machine.heap, Walk::HELD, start);
    w.set(&machine.heap, Walk::EXTRA, step);
    Ok(w.value())
}

/// An integer of 64 bits; `None`: it is none, and guest code looks what it stands for.
fn number(machine: &Machine, v: Value) -> Result<Option<i64>, Raise> {
    if class_of(machine, v) == Cls::Int.gc(machine) { size_arg(machine, v).map(Some) } else { Ok(None) }
}

fn repeat(machine: &Machine, args: &[Value]) -> Answer {
    let times = match arg(machine, args, 2) {
        None => Some(FOREVER),
        Some(v) => number(machine, v)?.map(|n| n.max(0)),
    };
    let Some(times) = times.filter(|_| exact(machine, args[0])) else {
        let mut given = vec![args[0], args[1]];
        given.extend(arg(machine, args, 2));
        return guest(machine, &given);
    };
    let w = Walk::new(&machine.heap, args[0], REPEAT, roots::none(machine), 1);
    w.set(&machine.heap, Walk::HELD, args[1]);
    w.set(&machine.heap, Walk::AT, times);
    Ok(w.value())
}

fn chain(machine: &Machine, args: &[Value]) -> Answer {
    let inner = args[1..].iter().map(|v| element_depth(machine, *v)).collect::<Option<Vec<_>>>();
    let rest = tuple_word(machine, &args[1..]);
    let Some(inner) = inner.filter(|_| exact(machine, args[0])) else {
        return guest(machine, &[args[0], rest]);
    };
    let deepest = inner.into_iter().max().unwrap_or(0);
    chained(machine, args[0], rest, deepest + 1, true)
}

/// How deep the iterator over this element will be; `None` where guest code iterates.
fn element_depth(machine: &Machine, v: Value) -> Option<i64> {
    source(machine, v).map(depth)
}

/// `chain.from_iterable`: what the elements are is known as far as they are there.
fn chain_from(machine: &Machine, args: &[Value]) -> Answer {
    const LOOKED_AT: usize = 64;
    let (class, outer) = (args[0], args[1]);
    let known = outer
        .cast::<List>()
        .map(|l| List::to_vec(&machine.heap, l))
        .or_else(|| outer.cast::<Tuple>().map(Tuple::to_vec));
    let guests =
        known.is_some_and(|k| k.iter().take(LOOKED_AT).any(|v| element_depth(machine, *v) != Some(0)));
    if guests || !exact(machine, class) || source(machine, outer).is_none() {
        return tail::prelude(machine, "_chain_from", args);
    }
    chained(machine, class, outer, depth(outer) + 1, false)
}

/// `sure`: nothing will be asked.
fn chained(machine: &Machine, class: Value, rest: Value, depth: i64, sure: bool) -> Answer {
    let heap = &machine.heap;
    let rest = crate::ops::iter::iter(machine, rest)?;
    let w = Walk::new(heap, class, CHAIN, roots::none(machine), depth);
    w.set(heap, Walk::HELD, rest);
    w.set(heap, Walk::STOP, i64::from(sure));
    Ok(w.value())
}

fn islice(machine: &Machine, args: &[Value]) -> Answer {
    let far = |w: &Gc<Walk>, start: i64, step: i64| start.max(step) > FAR && !jumps(w.get(Walk::SOURCE));
    if let Some((start, stop, step)) = bounds(machine, &args[2..])
        && let Some(w) = over(machine, ISLICE, args[0], args[1]).filter(|w| !far(w, start, step))
    {
        let heap = &machine.heap;
        w.set(heap, Walk::NEXT, start);
        w.set(heap, Walk::STOP, stop);
        w.set(heap, Walk::STEP, step);
        return Ok(w.value());
    }
    guest(machine, &[args[0], args[1], tuple_word(machine, &args[2..])])
}

/// Start, stop and step of a slice, if they are what they must be.
fn bounds(machine: &Machine, args: &[Value]) -> Option<(i64, i64, i64)> {
    let none = roots::none(machine);
    let or = |i: usize, default: i64| match args.get(i) {
        Some(v) if *v != none => v.as_int().filter(|n| *n >= 0),
        _ => Some(default),
    };
    let (start, stop, step) = match args.len() {
        1 => (0, or(0, FOREVER)?, 1),
        2 | 3 => (or(0, 0)?, or(1, FOREVER)?, or(2, 1)?),
        _ => return None,
    };
    (step > 0).then_some((start, stop, step))
}

/// Whether elements are passed over at once.
fn jumps(it: Value) -> bool {
    it.cast::<ListIter>().is_some() || it.cast::<RangeIter>().is_some()
}

fn accumulate(machine: &Machine, args: &[Value]) -> Answer {
    let (initial, class, iterable) = (arg(machine, args, 0), args[1], args[2]);
    let none = roots::none(machine);
    let (func, initial) = (arg(machine, args, 3).unwrap_or(none), initial.unwrap_or(none));
    let w = if func == none { over(machine, ACCUMULATE, class, iterable) } else { None };
    let Some(w) = w else { return guest(machine, &[class, iterable, func, initial]) };
    if initial != none {
        w.set(&machine.heap, Walk::HELD, initial);
        w.set(&machine.heap, Walk::AT, 1);
    }
    Ok(w.value())
}

fn batched(machine: &Machine, args: &[Value]) -> Answer {
    let no = machine.root(roots::FALSE);
    let (strict, class, iterable) = (arg(machine, args, 0).unwrap_or(no), args[1], args[2]);
    let n = args[3].as_int().filter(|n| (1..=FAR).contains(n));
    let strict_known = crate::builtins::args::truth(machine, strict);
    if let (Some(n), Some(strict)) = (n, strict_known)
        && let Some(w) = over(machine, BATCHED, class, iterable)
    {
        w.set(&machine.heap, Walk::STOP, n);
        w.set(&machine.heap, Walk::STEP, i64::from(strict));
        return Ok(w.value());
    }
    guest(machine, &[class, iterable, args[3], strict])
}

fn compress(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(selectors) = source(machine, args[2])
        && let Some(w) = over(machine, COMPRESS, args[0], args[1])
        && depth(selectors) < w.get(Walk::DEPTH)
    {
        w.set(&machine.heap, Walk::HELD, selectors);
        return Ok(w.value());
    }
    guest(machine, args)
}

fn zip_longest(machine: &Machine, args: &[Value]) -> Answer {
    let fill = arg(machine, args, 0).unwrap_or(roots::none(machine));
    let (class, iterables) = (args[1], &args[2..]);
    let sources = iterables.iter().map(|v| source(machine, *v)).collect::<Option<Vec<_>>>();
    let Some(sources) = sources.filter(|_| exact(machine, class)) else {
        let rows = tuple_word(machine, iterables);
        return guest(machine, &[class, fill, rows]);
    };
    let deepest = sources.iter().map(|s| depth(*s)).max().unwrap_or(0);
    let heap = &machine.heap;
    let w = Walk::new(heap, class, ZIP_LONGEST, roots::none(machine), deepest + 1);
    w.set(heap, Walk::HELD, crate::calls::array(machine, &sources).value());
    w.set(heap, Walk::EXTRA, fill);
    w.set(heap, Walk::AT, sources.len() as i64);
    let twice = (1..sources.len()).any(|i| sources[..i].contains(&sources[i]));
    w.set(heap, Walk::STEP, i64::from(twice));
    Ok(w.value())
}

/// The elements of a container in a tuple.
fn pool(machine: &Machine, v: Value) -> Option<Value> {
    if v.cast::<Tuple>().is_some() {
        return Some(v);
    }
    let known = is_container(machine, v).then(|| items(machine, v)).flatten()?;
    Some(tuple_word(machine, &known))
}

fn product(machine: &Machine, args: &[Value]) -> Answer {
    const WIDEST: usize = 1 << 16;
    let repeat = arg(machine, args, 0).unwrap_or_else(|| int_word(machine, 1));
    let (class, iterables) = (args[1], &args[2..]);
    let pools = iterables.iter().map(|v| pool(machine, *v)).collect::<Option<Vec<_>>>();
    let (Some(pools), Some(n), true) = (pools, number(machine, repeat)?, exact(machine, class)) else {
        let all = tuple_word(machine, iterables);
        return guest(machine, &[class, repeat, all]);
    };
    if n < 0 {
        return Err(value_error(machine, "repeat argument cannot be negative"));
    }
    if pools.len().saturating_mul(n as usize) > WIDEST {
        return Err(memory_error(machine));
    }
    let pools = pools.repeat(n as usize);
    let empty = pools.iter().any(|p| p.cast::<Tuple>().is_some_and(|t| t.tail_len(Tuple::ITEMS) == 0));
    let places = vec![0; pools.len()];
    Ok(of_rows(machine, class, PRODUCT, tuple_word(machine, &pools), &places, empty))
}

fn of_rows(machine: &Machine, class: Value, kind: i64, pool: Value, places: &[usize], ended: bool) -> Value {
    let heap = &machine.heap;
    let w = Walk::new(heap, class, kind, roots::none(machine), 1);
    let words = Array::new(heap, places.len());
    places
        .iter()
        .enumerate()
        .for_each(|(i, n)| words.set_item(heap, Array::ITEMS, i, int_word(machine, *n as i64)));
    w.set(heap, Walk::HELD, pool);
    w.set(heap, Walk::EXTRA, words.value());
    w.set(heap, Walk::AT, i64::from(ended));
    w.value()
}

fn combinations(machine: &Machine, kind: i64, args: &[Value]) -> Answer {
    let r = arg(machine, args, 2).filter(|r| *r != roots::none(machine));
    let known = pool(machine, args[1]).filter(|_| exact(machine, args[0]));
    let all = [args[0], args[1], r.unwrap_or(roots::none(machine))];
    let Some(pool) = known.and_then(|p| p.cast::<Tuple>()) else { return guest(machine, &all) };
    let n = pool.tail_len(Tuple::ITEMS);
    let r = match r {
        None if kind == PERMUTATIONS => n,
        None => return guest(machine, &all),
        Some(r) => match number(machine, r)? {
            Some(r) if r < 0 => return Err(value_error(machine, "r must be non-negative")),
            Some(r) => r as usize,
            None => return guest(machine, &all),
        },
    };
    let (places, ended): (Vec<usize>, bool) = match kind {
        COMBINATIONS_REPEATED if r > 0 && n == 0 => (Vec::new(), true),
        COMBINATIONS_REPEATED if r > 1 << 28 => return Err(memory_error(machine)),
        COMBINATIONS_REPEATED => (vec![0; r], false),
        _ if r > n => (Vec::new(), true),
        COMBINATIONS => ((0..r).collect(), false),
        _ => ((0..n).chain((n - r + 1..=n).rev()).collect(), false),
    };
    Ok(of_rows(machine, args[0], kind, pool.value(), &places, ended))
}

fn groupby(machine: &Machine, args: &[Value]) -> Answer {
    let none = roots::none(machine);
    let key = arg(machine, args, 2).unwrap_or(none);
    let w = if key == none { over(machine, GROUPBY, args[0], args[1]) } else { None };
    match w {
        Some(w) => Ok(w.value()),
        None => guest(machine, &[args[0], args[1], key]),
    }
}
