//! Equality and order of builtin values, without guest code.

use crate::builtins::args::bytes_of;
use crate::builtins::array;
use crate::builtins::buffer::Buffer;
use crate::builtins::num::{Int, Num, num, plain_int};
use crate::dicts::{self, Lookup, set_table};
use crate::modules::sre::{Regex, pattern};
use crate::roots;
use crate::types::class::{Class, FLAG_BUILTIN, FLAG_PAYLOAD, metaclass_special, user_special};
use crate::types::objects::*;
use crate::values::{as_big, as_int, class_of, instance_class, is_int, unwrap};
use num_traits::FromPrimitive;
use std::cmp::Ordering;
use trackway::{Gc, Heap, Kind, Machine, Value};
use trackway_kit::list::Stored;
use trackway_kit::table::Same;
use trackway_kit::{Array, Dict, Floats, List, Str, Tuple};

/// `a == b` as far as Rust can tell. Containers are compared with a work list.
pub fn equal(machine: &Machine, a: Value, b: Value) -> Same {
    if let Some(are) = equal_at_once(machine, a, b) {
        return of(are);
    }
    if let (Some(x), Some(y)) = (a.cast::<Tuple>(), b.cast::<Tuple>())
        && let Some(are) = equal_tuples_at_once(machine, x, y)
    {
        return of(are);
    }
    let mut work = Vec::new();
    if let Some(w) = walk(a, b) {
        match equal_elements(machine, w, &mut work) {
            Same::Yes if !work.is_empty() => {}
            answer => return answer,
        }
        return equal_rest(machine, work.pop(), work);
    }
    equal_rest(machine, Some((a, b)), work)
}

/// Where an equal element is.
pub enum Place {
    At(usize),
    Nowhere,
    /// Guest code must tell.
    Ask,
}

/// The first of some elements of a list or tuple that is the same as `v` or equal to it.
pub fn place(machine: &Machine, sequence: Value, places: std::ops::Range<usize>, v: Value) -> Place {
    if let Some(l) = sequence.cast::<List>() {
        let (places, heap) = (places.start..places.end.min(List::len(l)), &machine.heap);
        return match List::stored(l) {
            Stored::Values(a) => place_among(machine, places, |i| a.item(Array::ITEMS, i), v),
            Stored::Floats(f) if v.as_float().is_some_and(|x| !x.is_nan()) => {
                let x = v.assume_float();
                let at = { places }.find(|i| f.item(Floats::ITEMS, *i) == x);
                at.map_or(Place::Nowhere, Place::At)
            }
            floats => place_among(machine, places, |i| floats.get(heap, i), v),
        };
    }
    let Some(t) = sequence.cast::<Tuple>() else { return Place::Nowhere };
    place_among(
        machine,
        places.start..places.end.min(t.tail_len(Tuple::ITEMS)),
        |i| t.item(Tuple::ITEMS, i),
        v,
    )
}

#[inline(always)]
fn place_among(
    machine: &Machine,
    mut places: std::ops::Range<usize>,
    item: impl Fn(usize) -> Value,
    v: Value,
) -> Place {
    let mut found = Place::Nowhere;
    let at = places.find(|i| {
        let item = item(*i);
        if item.is_same(v) {
            return true;
        }
        match (item.kind(), v.kind()) {
            (Kind::Small(_), Kind::Small(_)) => false,
            _ => match equal(machine, item, v) {
                Same::Yes => true,
                Same::No => false,
                Same::Ask => {
                    found = Place::Ask;
                    true
                }
            },
        }
    });
    match (at, found) {
        (Some(i), Place::Nowhere) => Place::At(i),
        (_, found) => found,
    }
}

/// From so many pairs on, one that comes back is left to the guest's routine, whose depth has its limit: values may
/// hold themselves.
const LONG: usize = 1 << 14;

/// Whether `pair` and all in `work` are equal.
#[inline(never)]
fn equal_rest(machine: &Machine, mut pair: Option<(Value, Value)>, mut work: Vec<(Value, Value)>) -> Same {
    let mut asked = false;
    // Brent's algorithm: one pair is remembered, another one at each power of two.
    let (mut compared, mut remembered) = (0_usize, None);
    while let Some((a, b)) = pair {
        compared += 1;
        if compared >= LONG {
            if remembered == Some((a, b)) {
                return Same::Ask;
            }
            if compared.is_power_of_two() {
                remembered = Some((a, b));
            }
        }
        match equal_flat(machine, a, b, &mut work) {
            Same::Yes => {}
            Same::No => return Same::No,
            Same::Ask => asked = true,
        }
        pair = work.pop();
    }
    if asked { Same::Ask } else { Same::Yes }
}

/// Whether two tuples are equal, where a look at each element tells.
#[inline]
fn equal_tuples_at_once(machine: &Machine, x: Gc<Tuple>, y: Gc<Tuple>) -> Option<bool> {
    let n = x.tail_len(Tuple::ITEMS);
    if n != y.tail_len(Tuple::ITEMS) {
        return None;
    }
    for i in 0..n {
        let (a, b) = (x.item(Tuple::ITEMS, i), y.item(Tuple::ITEMS, i));
        if !a.is_same(b) && !equal_at_once(machine, a, b)? {
            return Some(false);
        }
    }
    Some(true)
}

/// As [`equal`] where that takes no more than a look.
fn equal_at_once(machine: &Machine, a: Value, b: Value) -> Option<bool> {
    match (a.kind(), b.kind()) {
        (Kind::Small(x), Kind::Small(y)) => Some(x == y),
        (Kind::Float(x), Kind::Float(y)) => Some(x == y),
        (Kind::Object(_), Kind::Object(_)) => equal_texts(machine, a, b),
        _ => None,
    }
}

/// Equality of two strings or bytes.
#[inline]
fn equal_texts(machine: &Machine, a: Value, b: Value) -> Option<bool> {
    if let Some(x) = a.cast::<Str>() {
        return match b.cast::<Str>() {
            Some(y) => Some(Str::equal(&machine.heap, x, y)),
            None => b.cast::<Bytes>().map(|_| false),
        };
    }
    let x = a.cast::<Bytes>()?;
    match b.cast::<Bytes>() {
        Some(y) => Some(machine.heap.bytes(x) == machine.heap.bytes(y)),
        None => b.cast::<Str>().map(|_| false),
    }
}

/// Equality of sequences; elements that need a closer look go to `work`.
fn equal_elements(machine: &Machine, w: Walk, work: &mut Vec<(Value, Value)>) -> Same {
    if w.x.len() != w.y.len() {
        return Same::No;
    }
    for i in 0..w.x.len() {
        let (Some(p), Some(q)) = (w.x.get(&machine.heap, i), w.y.get(&machine.heap, i)) else { break };
        if p.is_same(q) {
            continue;
        }
        match equal_at_once(machine, p, q) {
            Some(true) => {}
            Some(false) => return Same::No,
            None => work.push((p, q)),
        }
    }
    Same::Yes
}

fn of(b: bool) -> Same {
    if b { Same::Yes } else { Same::No }
}

/// One level; pairs of elements go to `work`.
fn equal_flat(machine: &Machine, a: Value, b: Value, work: &mut Vec<(Value, Value)>) -> Same {
    let heap = &machine.heap;
    if let Some(w) = walk(a, b) {
        return equal_elements(machine, w, work);
    }
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return of(Str::equal(heap, x, y));
    }
    if let Some(answer) = equal_instances(machine, a, b, work) {
        return answer;
    }
    if a.cast::<Complex>().is_some() || b.cast::<Complex>().is_some() {
        return crate::builtins::complex::equal(machine, a, b).map_or(Same::No, of);
    }
    if let Some(o) = compare_numbers(machine, a, b) {
        return of(o == Some(Ordering::Equal));
    }
    if [a, b].into_iter().any(|v| metaclass_special(machine, v, "__eq__").is_some()) {
        return Same::Ask;
    }
    if a.is_same(b) {
        return Same::Yes;
    }
    if let (Some(x), Some(y)) = (dict_of(a), dict_of(b)) {
        equal_tables(machine, x, y, true, work)
    } else if let (Some(x), Some(y)) = (set_table(a), set_table(b)) {
        equal_tables(machine, x, y, false, work)
    } else if let (Some(x), Some(y)) = (a.cast::<BigRange>(), b.cast::<BigRange>()) {
        use crate::builtins::big_range::key;
        work.push((key(machine, x), key(machine, y)));
        Same::Yes
    } else if let (Some(x), Some(y)) = (a.cast::<Range>(), b.cast::<Range>()) {
        let n = x.get(Range::LEN);
        of(n == y.get(Range::LEN)
            && (n == 0 || x.get(Range::START) == y.get(Range::START))
            && (n <= 1 || x.get(Range::STEP) == y.get(Range::STEP)))
    } else if let (Some(x), Some(y)) = (a.cast::<BoundMethod>(), b.cast::<BoundMethod>()) {
        of(x.get(BoundMethod::FUNCTION) == y.get(BoundMethod::FUNCTION)
            && x.get(BoundMethod::RECEIVER) == y.get(BoundMethod::RECEIVER))
    } else if let (Some(x), Some(y)) = (a.cast::<CodeObject>(), b.cast::<CodeObject>()) {
        of(crate::types::code_object::equal(machine, x, y))
    } else if let (Some(x), Some(y)) = (a.cast::<Regex>(), b.cast::<Regex>()) {
        of(pattern::equal(machine, x, y))
    } else if let Some(same) = array::equal(machine, a, b) {
        of(same)
    } else if let (Some(x), Some(y)) = (plain_bytes(machine, a), plain_bytes(machine, b)) {
        of(*x == *y)
    } else {
        Same::No
    }
}

/// What is compared byte by byte: arrays have bytes, but are compared with arrays only.
fn plain_bytes(machine: &Machine, v: Value) -> Option<Buffer<'_>> {
    if array::Store::of(machine, v).is_some() { None } else { bytes_of(machine, v) }
}

/// Where one of the two is an instance.
fn equal_instances(machine: &Machine, a: Value, b: Value, work: &mut Vec<(Value, Value)>) -> Option<Same> {
    let (x, y) = (a.cast::<Instance>(), b.cast::<Instance>());
    if x.is_none() && y.is_none() {
        return None;
    }
    for class in [x, y].into_iter().flatten().map(|i| instance_class(machine, i)) {
        if user_special(machine, class, "__eq__").is_some() {
            return Some(Same::Ask);
        }
        if class.get(Class::FLAGS) & FLAG_PAYLOAD != 0 {
            work.push((unwrap(machine, a), unwrap(machine, b)));
            return Some(Same::Yes);
        }
    }
    Some(Same::No)
}

/// A dict, or what a view of one shows.
fn dict_of(v: Value) -> Option<trackway::Gc<Dict>> {
    v.cast().or_else(|| Some(v.cast::<MappingProxy>()?.get(MappingProxy::DICT)))
}

fn equal_tables(
    machine: &Machine,
    x: trackway::Gc<Dict>,
    y: trackway::Gc<Dict>,
    values: bool,
    work: &mut Vec<(Value, Value)>,
) -> Same {
    if Dict::len(x) != Dict::len(y) {
        return Same::No;
    }
    for i in 0..Dict::end(x) {
        let Some(k) = Dict::key(x, i) else { continue };
        match dicts::find_hashed(machine, y, k, Dict::hash_at(x, i)) {
            Lookup::At(at) => {
                let (p, q) = (Dict::value(x, i), Dict::value(y, at));
                // The same object is equal to itself, whatever its `__eq__` says.
                if values && !p.is_same(q) {
                    work.push((p, q));
                }
            }
            Lookup::Ask => return Same::Ask,
            Lookup::Absent(_) => return Same::No,
        }
    }
    Same::Yes
}

/// The order of two integers that are neither bools nor instances.
pub fn plain_integers(machine: &Machine, a: Value, b: Value) -> Option<Ordering> {
    let (x, y) = (plain_int(machine, a)?, plain_int(machine, b)?);
    Some(integers(x, y))
}

fn integers(x: Int, y: Int) -> Ordering {
    match (x.signed(), y.signed()) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => x.limbs(&mut [0; 2]).cmp(&y.limbs(&mut [0; 2])),
    }
}

/// The order of two numbers: `None` when one is no number, `Some(None)` with a NaN.
pub fn compare_numbers(machine: &Machine, a: Value, b: Value) -> Option<Option<Ordering>> {
    match (a.kind(), b.kind()) {
        (Kind::Small(x), Kind::Small(y)) => return Some(Some(x.cmp(&y))),
        (Kind::Float(x), Kind::Float(y)) => return Some(x.partial_cmp(&y)),
        _ => {}
    }
    let int = |v| as_int(machine, v);
    if let (Some(x), Some(y)) = (int(a), int(b)) {
        return Some(Some(x.cmp(&y)));
    }
    let float = |v: Value| unwrap(machine, v).as_float();
    if let (Some(x), Some(y)) = (float(a), float(b)) {
        return Some(x.partial_cmp(&y));
    }
    if !is_int(machine, a) && float(a).is_none() || !is_int(machine, b) && float(b).is_none() {
        return None;
    }
    if let (Some(Num::Int(x)), Some(Num::Int(y))) = (num(machine, a), num(machine, b)) {
        return Some(Some(integers(x, y)));
    }
    match (float(a), float(b)) {
        (None, None) => None,
        (Some(f), None) => Some(compare_float_big(f, &as_big(machine, b)?)),
        (None, Some(f)) => Some(compare_float_big(f, &as_big(machine, a)?).map(Ordering::reverse)),
        (Some(x), Some(y)) => Some(x.partial_cmp(&y)),
    }
}

fn compare_float_big(f: f64, n: &num_bigint::BigInt) -> Option<Ordering> {
    if f.is_nan() {
        return None;
    }
    if f.is_infinite() {
        return Some(if f > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = num_bigint::BigInt::from_f64(f.trunc())?;
    Some(whole.cmp(n).then_with(|| f.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal)))
}

/// The outcome of [`order`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Is(Ordering),
    /// Comparable, but neither less, equal nor greater.
    None,
    /// The types have no order.
    Unsupported,
    Ask,
}

/// A sequence that is compared element by element.
#[derive(Clone, Copy)]
enum Seq {
    List(Gc<List>),
    Tuple(Gc<Tuple>),
    Slice(Gc<Slice>),
}

impl Seq {
    fn len(self) -> usize {
        match self {
            Seq::List(l) => List::len(l),
            Seq::Tuple(t) => t.tail_len(Tuple::ITEMS),
            Seq::Slice(_) => 3,
        }
    }

    fn get(self, heap: &Heap, i: usize) -> Option<Value> {
        match self {
            Seq::List(l) => (i < List::len(l)).then(|| List::get(heap, l, i)),
            Seq::Tuple(t) => (i < t.tail_len(Tuple::ITEMS)).then(|| t.item(Tuple::ITEMS, i)),
            Seq::Slice(s) => match i {
                0 => Some(s.get(Slice::START)),
                1 => Some(s.get(Slice::STOP)),
                2 => Some(s.get(Slice::STEP)),
                _ => None,
            },
        }
    }
}

/// Two sequences of a kind and how far they are known to be equal.
struct Walk {
    x: Seq,
    y: Seq,
    at: usize,
}

fn walk(a: Value, b: Value) -> Option<Walk> {
    let (x, y) = if let Some(x) = a.cast::<Tuple>() {
        (Seq::Tuple(x), Seq::Tuple(b.cast()?))
    } else if let Some(x) = a.cast::<List>() {
        (Seq::List(x), Seq::List(b.cast()?))
    } else {
        (Seq::Slice(a.cast()?), Seq::Slice(b.cast()?))
    };
    Some(Walk { x, y, at: 0 })
}

/// The order of two builtin values.
pub fn order(machine: &Machine, a: Value, b: Value) -> Order {
    if let (Some(x), Some(y)) = (a.cast::<Tuple>(), b.cast::<Tuple>())
        && let Some(o) = order_tuples_at_once(machine, x, y)
    {
        return Order::Is(o);
    }
    match walk(a, b).or_else(|| walk(bare(machine, a), bare(machine, b))) {
        Some(w) => order_sequences(machine, w),
        None => order_flat(machine, a, b),
    }
}

/// The order of two tuples, where a look at each element tells.
fn order_tuples_at_once(machine: &Machine, x: Gc<Tuple>, y: Gc<Tuple>) -> Option<Ordering> {
    let (n, m) = (x.tail_len(Tuple::ITEMS), y.tail_len(Tuple::ITEMS));
    for i in 0..n.min(m) {
        let (a, b) = (x.item(Tuple::ITEMS, i), y.item(Tuple::ITEMS, i));
        if a.is_same(b) {
            continue;
        }
        let order = match (a.kind(), b.kind()) {
            (Kind::Small(p), Kind::Small(q)) => p.cmp(&q),
            (Kind::Float(p), Kind::Float(q)) => p.partial_cmp(&q)?,
            _ => Str::bytes(&machine.heap, a.cast()?).cmp(Str::bytes(&machine.heap, b.cast()?)),
        };
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    Some(n.cmp(&m))
}

/// Sequences deeper than this are left to the guest's routine, whose depth has its limit.
const DEEP: usize = 500;

/// The order of the first elements that differ.
fn order_sequences(machine: &Machine, mut w: Walk) -> Order {
    // What is deeper than one level waits in a list.
    let (mut outermost, mut outer) = (None, Vec::new());
    loop {
        let (Some(p), Some(q)) = (w.x.get(&machine.heap, w.at), w.y.get(&machine.heap, w.at)) else {
            match (w.x.len().cmp(&w.y.len()), outer.pop().or_else(|| outermost.take())) {
                (Ordering::Equal, Some(up)) => {
                    w = up;
                    continue;
                }
                (o, _) => return Order::Is(o),
            }
        };
        w.at += 1;
        if p.is_same(q) {
            continue;
        }
        match (p.kind(), q.kind()) {
            (Kind::Small(x), Kind::Small(y)) => return Order::Is(x.cmp(&y)),
            (Kind::Float(x), Kind::Float(y)) if x < y => return Order::Is(Ordering::Less),
            (Kind::Float(x), Kind::Float(y)) if x > y => return Order::Is(Ordering::Greater),
            _ => {}
        }
        if let (Some(x), Some(y)) = (p.cast::<Str>(), q.cast::<Str>()) {
            match Str::bytes(&machine.heap, x).cmp(Str::bytes(&machine.heap, y)) {
                Ordering::Equal => continue,
                o => return Order::Is(o),
            }
        }
        if let Some(inner) = walk(p, q).or_else(|| walk(bare(machine, p), bare(machine, q))) {
            if outer.len() == DEEP {
                return Order::Ask;
            }
            match std::mem::replace(&mut w, inner) {
                up if outermost.is_none() => outermost = Some(up),
                up => outer.push(up),
            }
            continue;
        }
        match equal(machine, p, q) {
            Same::Yes => {}
            Same::Ask => return Order::Ask,
            // The error names the elements: guest code raises it.
            Same::No => match order_flat(machine, p, q) {
                Order::Unsupported => return Order::Ask,
                known => return known,
            },
        }
    }
}

/// The order of values that are no sequences of a kind.
fn order_flat(machine: &Machine, a: Value, b: Value) -> Order {
    let heap = &machine.heap;
    if let Some(o) = compare_numbers(machine, a, b) {
        return o.map_or(Order::None, Order::Is);
    }
    if let (Some(x), Some(y)) = (a.cast::<Str>(), b.cast::<Str>()) {
        return Order::Is(Str::bytes(heap, x).cmp(Str::bytes(heap, y)));
    }
    if let Some(order) = array::order(machine, a, b) {
        return order;
    }
    if let (Some(x), Some(y)) = (plain_bytes(machine, a), plain_bytes(machine, b)) {
        return Order::Is((*x).cmp(&*y));
    }
    if a.cast::<Instance>().is_none() && b.cast::<Instance>().is_none() {
        let classes = [a, b].into_iter().filter_map(|v| v.cast::<Class>());
        let asked =
            classes.map(|c| class_of(machine, c.value())).any(|m| m.get(Class::FLAGS) & FLAG_BUILTIN == 0);
        return if asked { Order::Ask } else { Order::Unsupported };
    }
    match (bare(machine, a), bare(machine, b)) {
        (x, y) if x.cast::<Instance>().is_some() || y.cast::<Instance>().is_some() => Order::Ask,
        (x, y) => match walk(x, y) {
            Some(_) => Order::Ask,
            None => match order_flat(machine, x, y) {
                Order::Unsupported => Order::Ask,
                known => known,
            },
        },
    }
}

/// The builtin value inside an instance whose class leaves comparison to it; other values are
/// themselves.
pub fn bare(machine: &Machine, v: Value) -> Value {
    let Some(i) = v.cast::<Instance>() else { return v };
    let class = instance_class(machine, i);
    let own = |name| user_special(machine, class, name).is_some();
    if class.get(Class::FLAGS) & FLAG_PAYLOAD == 0
        || ["__lt__", "__gt__", "__eq__", "__le__", "__ge__", "__ne__"].into_iter().any(own)
    {
        return v;
    }
    unwrap(machine, v)
}

/// Whether the value is True or False.
pub fn is_bool(machine: &Machine, v: Value) -> bool {
    v == machine.root(roots::TRUE) || v == machine.root(roots::FALSE)
}
