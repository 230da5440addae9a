//! Comparison, identity, truth and membership.

use super::arith::floats;
use super::call::enter_prelude;
use super::payload;
use super::text;
use crate::dicts::set_table;
use crate::errors::type_error;
use crate::order::{self, Order, order};
use crate::roots::{self, bool_of};
use crate::types::class;
use crate::types::objects::*;
use crate::values::type_name;
use std::cmp::Ordering;
use trackway::*;
use trackway_kit::table::Same;
use trackway_kit::{Dict, List, Set, Str, Tuple};

/// A rich comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Cmp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl Cmp {
    pub fn from_number(n: i64) -> Cmp {
        [Cmp::Lt, Cmp::Le, Cmp::Eq, Cmp::Ne, Cmp::Gt, Cmp::Ge][n as usize]
    }

    /// Method, the other operand's method, sign.
    pub fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Cmp::Lt => ("__lt__", "__gt__", "<"),
            Cmp::Le => ("__le__", "__ge__", "<="),
            Cmp::Eq => ("__eq__", "__eq__", "=="),
            Cmp::Ne => ("__ne__", "__ne__", "!="),
            Cmp::Gt => ("__gt__", "__lt__", ">"),
            Cmp::Ge => ("__ge__", "__le__", ">="),
        }
    }

    fn holds(self, o: Ordering) -> bool {
        match self {
            Cmp::Lt => o == Ordering::Less,
            Cmp::Le => o != Ordering::Greater,
            Cmp::Eq => o == Ordering::Equal,
            Cmp::Ne => o != Ordering::Equal,
            Cmp::Gt => o == Ordering::Greater,
            Cmp::Ge => o != Ordering::Less,
        }
    }
}

/// The outcome of a comparison that needs no guest code, or the method to start with.
pub enum Compared {
    Known(bool),
    /// Guest code decides: this method of the left operand, or, if it is ZERO, whoever has one.
    Ask(Value),
}

/// Compares numbers.
#[inline(always)]
pub fn numbers<M: Mode>(x: T<M, Value>, y: T<M, Value>, op: Cmp) -> Option<bool> {
    if let Some((a, b)) = smalls(x, y) {
        return Some(match op {
            Cmp::Lt => a < b,
            Cmp::Le => a <= b,
            Cmp::Eq => a == b,
            Cmp::Ne => a != b,
            Cmp::Gt => a > b,
            Cmp::Ge => a >= b,
        });
    }
    let (a, b) = floats(x, y)?;
    if !is_exact(x) || !is_exact(y) {
        return None;
    }
    Some(match op {
        Cmp::Lt => a < b,
        Cmp::Le => a <= b,
        Cmp::Eq => a == b,
        Cmp::Ne => a != b,
        Cmp::Gt => a > b,
        Cmp::Ge => a >= b,
    })
}

/// Whether the number is a double or an integer that a double holds exactly.
#[inline(always)]
fn is_exact<M: Mode>(v: T<M, Value>) -> bool {
    const EXACT: i64 = 1 << 53;
    v.as_small().is_none_or(|i| i < EXACT && i > -EXACT)
}

/// Compares everything else.
#[inline(never)]
pub fn others<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, site: Site, op: Cmp) -> Result<Compared, Raise> {
    let (a, b) = (x.cast::<Instance>(m), y.cast::<Instance>(m));
    if a.is_some() || b.is_some() {
        let shape = |i: Option<T<M, Gc<Instance>>>| i.map_or(T::lit(0), |i| m.shape(i));
        let key = shape(a) + (shape(b) << T::lit(32));
        let Some(how) = m.cached(site, key, |vm, key| payload::comparison(vm, key, op)) else {
            return Ok(Compared::Ask(Value::ZERO));
        };
        if how.cast::<Function>().is_some() {
            return Ok(Compared::Ask(how));
        }
        if how != payload::INSIDE {
            return Ok(Compared::Known(x.is(y) == (op == Cmp::Eq)));
        }
        return insides(m, payload::bare(m, x), payload::bare(m, y), op);
    }
    if let Some(known) = plain(m, x, y, op) {
        return Ok(Compared::Known(known));
    }
    let answer = compare_builtin::call(m, x, y, T::lit(op as i64))?;
    if answer == ASK {
        return Ok(Compared::Ask(Value::ZERO));
    }
    Ok(Compared::Known(answer == YES))
}

/// Compares the values inside instances.
fn insides<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, op: Cmp) -> Result<Compared, Raise> {
    if let Some(known) = numbers(x, y, op) {
        return Ok(Compared::Known(known));
    }
    if let Some(known) = plain(m, x, y, op) {
        return Ok(Compared::Known(known));
    }
    let answer = compare_insides::call(m, x, y, T::lit(op as i64));
    Ok(if answer == ASK { Compared::Ask(Value::ZERO) } else { Compared::Known(answer == YES) })
}

/// As [`compare_builtin`]; errors are left to guest code, which knows the instances' types.
#[residual(reads)]
fn compare_insides(machine: &Machine, a: Value, b: Value, op: i64) -> i64 {
    match builtin(machine, a, b, Cmp::from_number(op)) {
        Ok(Some(b)) => b as i64,
        Ok(None) => ASK,
        Err(_) => {
            machine.take_pending();
            ASK
        }
    }
}

/// Comparison of strings, and with a literal None.
#[inline(always)]
fn plain<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, op: Cmp) -> Option<bool> {
    let equality = matches!(op, Cmp::Eq | Cmp::Ne);
    if equality {
        let none = |v: T<M, Value>| v.is_constant() && v.is_static(m.root(roots::NONE));
        if none(x) || none(y) {
            return Some(x.is(y) == (op == Cmp::Eq));
        }
        if let Some(same) = text::equal(m, x, y) {
            return Some(same == (op == Cmp::Eq));
        }
        return tuples(m, x, y, op);
    }
    let Some(o) = text::order(m, x, y) else { return tuples(m, x, y, op) };
    Some(match op {
        Cmp::Lt => o < 0,
        Cmp::Le => o <= 0,
        Cmp::Gt => o > 0,
        _ => o >= 0,
    })
}

/// Tuples of more elements are a helper's business.
const FEW: i64 = 4;

/// Compares tuples of a few numbers and strings; `None`: other elements, or no number.
fn tuples<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, op: Cmp) -> Option<bool> {
    let (a, b) = (x.cast::<Tuple>(m)?, y.cast::<Tuple>(m)?);
    let n = m.tail_len(a, Tuple::ITEMS).promote();
    if n > FEW || m.tail_len(b, Tuple::ITEMS) != n {
        return None;
    }
    for i in 0..n {
        let item = |t| m.item(t, Tuple::ITEMS, T::lit(i));
        match order_of_elements(m, item(a), item(b), matches!(op, Cmp::Eq | Cmp::Ne))? {
            Ordering::Equal => {}
            first => return Some(op.holds(first)),
        }
    }
    Some(op.holds(Ordering::Equal))
}

/// `equality`: whether they are equal is enough, and `Less` says that they are not.
fn order_of_elements<M: Mode>(m: M, p: T<M, Value>, q: T<M, Value>, equality: bool) -> Option<Ordering> {
    let different = |less: bool| if less { Ordering::Less } else { Ordering::Greater };
    if let Some((a, b)) = smalls(p, q) {
        return Some(if a == b { Ordering::Equal } else { different(equality || a < b) });
    }
    if let Some((a, b)) = floats(p, q) {
        if !is_exact(p) || !is_exact(q) {
            return None;
        }
        if a == b {
            return Some(Ordering::Equal);
        }
        let less = a < b;
        return (less || a > b).then(|| different(less));
    }
    if equality {
        return text::equal(m, p, q).map(|same| if same { Ordering::Equal } else { Ordering::Less });
    }
    let o = text::order(m, p, q)?;
    Some(if o == 0 { Ordering::Equal } else { different(o < 0) })
}

const NO: i64 = 0;
const YES: i64 = 1;
const ASK: i64 = 2;

/// Compares two values that are no instances: 0 no, 1 yes, 2 guest code decides.
#[residual(reads)]
pub fn compare_builtin(machine: &Machine, a: Value, b: Value, op: i64) -> Result<i64, Raise> {
    builtin(machine, a, b, Cmp::from_number(op)).map(|answer| match answer {
        Some(b) => b as i64,
        None => ASK,
    })
}

/// Compares builtin values; `None`: guest code decides.
pub fn builtin(machine: &Machine, a: Value, b: Value, op: Cmp) -> Result<Option<bool>, Raise> {
    if let Some(o) = order::plain_integers(machine, a, b) {
        return Ok(Some(op.holds(o)));
    }
    let is_view = |v: Value| v.cast::<DictView>().is_some_and(|d| d.get(DictView::WHAT) != VIEW_VALUES);
    if is_view(a) && (is_view(b) || set_table(b).is_some()) || is_view(b) && set_table(a).is_some() {
        return Ok(None);
    }
    if matches!(op, Cmp::Eq | Cmp::Ne) {
        return Ok(match order::equal(machine, a, b) {
            Same::Ask => None,
            same => Some((same == Same::Yes) == (op == Cmp::Eq)),
        });
    }
    if let (Some(x), Some(y)) = (set_table(a), set_table(b)) {
        let (small, large, strict) = match op {
            Cmp::Lt => (x, y, true),
            Cmp::Le => (x, y, false),
            Cmp::Gt => (y, x, true),
            _ => (y, x, false),
        };
        let Some(within) = crate::sets::subset(machine, small, large)? else { return Ok(None) };
        return Ok(Some(within && !(strict && Dict::len(small) == Dict::len(large))));
    }
    match order(machine, a, b) {
        Order::Is(o) => Ok(Some(op.holds(o))),
        Order::None => Ok(Some(false)),
        Order::Ask => Ok(None),
        Order::Unsupported => Err(unsupported(machine, a, b, op)),
    }
}

/// The TypeError for operands without an order.
pub fn unsupported(machine: &Machine, a: Value, b: Value, op: Cmp) -> Raise {
    let (x, y) = (type_name(machine, a), type_name(machine, b));
    type_error(machine, &format!("'{}' not supported between instances of '{x}' and '{y}'", op.names().2))
}

/// Lets guest code compare; `truth`: True or False is wanted.
#[inline(never)]
pub fn ask<M: Mode>(m: M, f: Value, x: T<M, Value>, y: T<M, Value>, op: Cmp, d: Out, truth: bool) -> Step {
    if f == Value::ZERO {
        let name = if truth { "_compare_truth" } else { "_compare" };
        return enter_prelude(m, name, &[x, y, number_word(op)], d);
    }
    let name = if truth { "_compare_left_truth" } else { "_compare_left" };
    enter_prelude(m, name, &[T::lit(f), x, y, number_word(op)], d)
}

/// Which prelude function compares.
pub fn number_word<M: Mode>(op: Cmp) -> T<M, Value> {
    T::lit(Value::int(op as i64).expect("small"))
}

macro_rules! compare_ops {
    ($( $(#[$doc:meta])* $name:ident $op:ident ),* $(,)?) => {$(
        $(#[$doc])*
        #[op]
        pub fn $name<M: Mode>(m: M, d: Out, a: In, b: In, site: Site) -> Step {
            let (x, y) = (m.get(a), m.get(b));
            if let Some(known) = numbers(x, y, Cmp::$op) {
                m.set(d, bool_of(m, known));
                return m.next();
            }
            match others(m, x, y, site, Cmp::$op)? {
                Compared::Known(known) => {
                    m.set(d, bool_of(m, known));
                    m.next()
                }
                Compared::Ask(f) => ask(m, f, x, y, Cmp::$op, d, false),
            }
        }
    )*};
}

compare_ops! {
    /// `d := a < b`
    lt Lt,
    /// `d := a <= b`
    le Le,
    /// `d := a == b`
    eq Eq,
    /// `d := a != b`
    ne Ne,
    /// `d := a > b`
    gt Gt,
    /// `d := a >= b`
    ge Ge,
}

/// `d := a is b`
#[op]
pub fn is<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let same = m.get(a).is(m.get(b));
    m.set(d, bool_of(m, same));
    m.next()
}

/// `d := a is not b`
#[op]
pub fn is_not<M: Mode>(m: M, d: Out, a: In, b: In) -> Step {
    let same = m.get(a).is(m.get(b));
    m.set(d, bool_of(m, !same));
    m.next()
}

/// The truth of a value; `None` where guest code decides.
#[inline(always)]
pub fn truth<M: Mode>(m: M, v: T<M, Value>, site: Option<Site>) -> Option<bool> {
    if v.is_static(m.root(roots::TRUE)) {
        return Some(true);
    }
    if v.is_static(m.root(roots::FALSE)) || v.is_static(m.root(roots::NONE)) {
        return Some(false);
    }
    truth_of_other(m, v, site)
}

#[inline(never)]
fn truth_of_other<M: Mode>(m: M, v: T<M, Value>, site: Option<Site>) -> Option<bool> {
    let Some(i) = v.cast::<Instance>(m) else { return Some(truth_of_builtin(m, v)) };
    let shape = m.shape(i);
    let how = match site {
        Some(site) => {
            m.cached(site, shape, |vm, shape| Value::int(how_true(vm, shape))).and_then(|v| v.as_int())
        }
        None => Some(how_true_now::call(m, shape).promote()),
    };
    match how {
        Some(ALWAYS) => Some(true),
        Some(INSIDE) => Some(truth_of_builtin(m, payload::inner(m, i))),
        _ => None,
    }
}

fn truth_of_builtin<M: Mode>(m: M, v: T<M, Value>) -> bool {
    let o = match v.kind() {
        KindT::Small(s) => return s != 0,
        KindT::Float(f) => return f != 0.0,
        KindT::Object(o) => o,
    };
    if let Some(l) = m.cast::<List>(o) {
        return m.field(l, List::LEN) != 0;
    }
    if let Some(s) = m.cast::<Str>(o) {
        return m.field(s, Str::CHARS) != 0;
    }
    if let Some(t) = m.cast::<Tuple>(o) {
        return m.tail_len(t, Tuple::ITEMS) != 0;
    }
    if let Some(t) = m.cast::<Dict>(o) {
        return m.field(t, Dict::USED) != 0;
    }
    if let Some(s) = m.cast::<Set>(o) {
        return m.field(m.field(s, Set::TABLE), Dict::USED) != 0;
    }
    builtin_truth::call(m, v).test()
}

/// Lets guest code say whether an instance is true.
#[inline(never)]
pub fn ask_truth<M: Mode>(m: M, v: T<M, Value>, site: Site, d: Out) -> Step {
    const BOOL: i64 = 1 << 58;
    if let Some(i) = v.cast::<Instance>(m) {
        let f = m.cached(site, m.shape(i) + T::lit(BOOL), |vm, key| {
            super::inline::special_of(vm, key - BOOL, "__bool__")
        });
        if let Some(f) = f {
            return enter_prelude(m, "_truth_by", &[T::lit(f), v], d);
        }
    }
    enter_prelude(m, "_truth", &[v], d)
}

/// The truth of instances: a method of theirs says, they are true, or it is that of the value inside.
const BY_METHOD: i64 = 0;
const ALWAYS: i64 = 1;
const INSIDE: i64 = 2;

fn how_true(machine: &Machine, shape: i64) -> i64 {
    let c = payload::class_of_shape(machine, shape);
    if class::user_special(machine, c, "__bool__").is_some()
        || class::user_special(machine, c, "__len__").is_some()
    {
        return BY_METHOD;
    }
    if payload::wraps(c) { INSIDE } else { ALWAYS }
}

#[residual(reads)]
fn how_true_now(machine: &Machine, shape: i64) -> i64 {
    how_true(machine, shape)
}

#[residual(reads)]
fn builtin_truth(machine: &Machine, v: Value) -> bool {
    known_truth(machine, v)
}

/// The truth of a value whose class has no say in Python.
pub fn known_truth(machine: &Machine, v: Value) -> bool {
    if v == machine.root(roots::FALSE) || v == machine.root(roots::NONE) {
        return false;
    }
    match v.kind() {
        Kind::Small(s) => s.get() != 0,
        Kind::Float(f) => f != 0.0,
        Kind::Object(_) => {
            if let Some(c) = v.cast::<Complex>() {
                return c.get(Complex::RE) != 0.0 || c.get(Complex::IM) != 0.0;
            }
            if let Some(r) = v.cast::<BigRange>() {
                return !crate::builtins::big_range::is_empty(machine, r);
            }
            crate::builtins::size(machine, v).is_none_or(|n| n != 0)
        }
    }
}

/// `d := not a`
#[op]
pub fn not<M: Mode>(m: M, d: Out, a: In) -> Step {
    let v = m.get(a);
    match truth(m, v, None) {
        Some(b) => {
            m.set(d, bool_of(m, !b));
            m.next()
        }
        None => enter_prelude(m, "_not", &[v], d),
    }
}

/// For tests of exact values.
pub const ANSWERS: [i64; 3] = [NO, YES, ASK];
