//! Arithmetic and bit operators.

use super::call::{enter_prelude, finish, values_tuple};
use super::container::short_tuple;
use super::payload;
use super::power::fast_pow;
use crate::builtins::num::arith::{on_limbs, on_words};
use crate::builtins::num::float_ops;
use crate::number::{self, BinOp};
use crate::roots;
use crate::runtime::rt;
use crate::types::class;
use crate::types::objects::{ByteArray, Bytes, FrozenSet, Function, Instance, TailCall};
use trackway::*;
use trackway_kit::{List, Set, Str, Tuple, list};

/// Both operands as doubles, if one is a double and the other a number that fits.
#[inline(always)]
pub fn floats<M: Mode>(a: T<M, Value>, b: T<M, Value>) -> Option<(T<M, f64>, T<M, f64>)> {
    if let Some(x) = a.as_float() {
        if let Some(y) = b.as_float() {
            return Some((x, y));
        }
        return b.as_small().map(|y| (x, y.to_float()));
    }
    if let Some(x) = a.as_small() {
        return b.as_float().map(|y| (x.to_float(), y));
    }
    None
}

/// Operators with a fast path of their own: name, in-place name, operator.
macro_rules! binary_ops {
    ($( $(#[$doc:meta])* $name:ident $(#[$idoc:meta])* $iname:ident $op:ident $fast:ident ),* $(,)?) => {$(
        $(#[$doc])*
        #[op]
        pub fn $name<M: Mode>(m: M, d: Out, a: In, b: In, site: Site) -> Step {
            let (x, y) = (m.get(a), m.get(b));
            if let Some(v) = $fast(m, x, y) {
                m.set(d, v);
                return m.next();
            }
            slow(m, d, x, y, site, BinOp::$op, false)
        }
        $(#[$idoc])*
        #[op]
        pub fn $iname<M: Mode>(m: M, d: Out, a: In, b: In, site: Site) -> Step {
            let (x, y) = (m.get(a), m.get(b));
            if let Some(v) = $fast(m, x, y) {
                m.set(d, v);
                return m.next();
            }
            in_place(m, d, x, y, site, BinOp::$op)
        }
    )*};
}

binary_ops! {
    /// `d := a + b`
    add /** `d := a += b` */ iadd Add fast_add,
    /// `d := a - b`
    sub /** `d := a -= b` */ isub Sub fast_sub,
    /// `d := a * b`
    mul /** `d := a *= b` */ imul Mul fast_mul,
    /// `d := a / b`
    truediv /** `d := a /= b` */ itruediv TrueDiv fast_truediv,
    /// `d := a // b`
    floordiv /** `d := a //= b` */ ifloordiv FloorDiv fast_floordiv,
    /// `d := a % b`
    mod_ /** `d := a %= b` */ imod Mod fast_mod,
    /// `d := a ** b`
    pow /** `d := a **= b` */ ipow Pow fast_pow,
    /// `d := a << b`
    lshift /** `d := a <<= b` */ ilshift LShift fast_lshift,
    /// `d := a >> b`
    rshift /** `d := a >>= b` */ irshift RShift fast_rshift,
    /// `d := a & b`
    bit_and /** `d := a &= b` */ ibit_and And fast_and,
    /// `d := a | b`
    bit_or /** `d := a |= b` */ ibit_or Or fast_or,
    /// `d := a ^ b`
    bit_xor /** `d := a ^= b` */ ibit_xor Xor fast_xor,
    /// `d := a @ b`
    matmul /** `d := a @= b` */ imatmul MatMul fast_none,
}

#[inline(always)]
fn fast_add<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return x.checked_add(y).map(|v| v.value());
    }
    floats(a, b).map(|(x, y)| (x + y).value(m))
}

#[inline(always)]
fn fast_sub<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return x.checked_sub(y).map(|v| v.value());
    }
    floats(a, b).map(|(x, y)| (x - y).value(m))
}

#[inline(always)]
fn fast_mul<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return x.checked_mul(y).map(|v| v.value());
    }
    floats(a, b).map(|(x, y)| (x * y).value(m))
}

#[inline(always)]
fn fast_truediv<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    let (x, y) = match smalls(a, b) {
        Some((x, y)) => {
            // Beyond 53 bits the operands themselves would be rounded.
            const EXACT: i64 = 1 << 53;
            if !(x < EXACT && x > -EXACT && y < EXACT && y > -EXACT) {
                return None;
            }
            (x.to_float(), y.to_float())
        }
        None => floats(a, b)?,
    };
    if y == 0.0 { None } else { Some((x / y).value(m)) }
}

#[inline(always)]
fn fast_floordiv<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return if y == 0 { None } else { x.checked_floor_div(y).map(|v| v.value()) };
    }
    let (x, y) = floats(a, b)?;
    if y == 0.0 { None } else { Some(float_floordiv::call(m, x, y).value(m)) }
}

#[inline(always)]
fn fast_mod<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return if y == 0 { None } else { Some(x.floor_mod(y).value()) };
    }
    let (x, y) = floats(a, b)?;
    if y == 0.0 { None } else { Some(float_mod::call(m, x, y).value(m)) }
}

#[inline(always)]
fn fast_lshift<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    let (x, y) = smalls(a, b)?;
    let count = y.to_i64();
    if !count.below(T::lit(63)) {
        return None;
    }
    x.checked_shl(count).map(|v| v.value())
}

#[inline(always)]
fn fast_rshift<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    let (x, y) = smalls(a, b)?;
    let count = y.to_i64();
    if count.below(T::lit(63)) { Some(x.shr(count).value()) } else { None }
}

#[inline(always)]
fn fast_and<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    smalls(a, b).map(|(x, y)| (x & y).value())
}

#[inline(always)]
fn fast_or<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    smalls(a, b).map(|(x, y)| (x | y).value())
}

#[inline(always)]
fn fast_xor<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    smalls(a, b).map(|(x, y)| (x ^ y).value())
}

#[inline(always)]
fn fast_none<M: Mode>(_m: M, _a: T<M, Value>, _b: T<M, Value>) -> Option<T<M, Value>> {
    None
}

/// The quotient rounded down; the divisor is not 0.
#[residual(elidable)]
pub fn float_floordiv(_machine: &Machine, a: f64, b: f64) -> f64 {
    float_ops::divmod(a, b).0
}

/// The remainder with the divisor's sign; the divisor is not 0.
#[residual(elidable)]
pub fn float_mod(_machine: &Machine, a: f64, b: f64) -> f64 {
    float_ops::modulo(a, b)
}

/// Everything but numbers that fit: other builtin types, then instances.
#[inline(never)]
fn slow<M: Mode>(
    m: M,
    d: Out,
    x: T<M, Value>,
    y: T<M, Value>,
    site: Site,
    op: BinOp,
    in_place: bool,
) -> Step {
    if let Some(i) = x.cast::<Instance>(m) {
        return instance_left(m, d, i, y, site, op, in_place);
    }
    if let Some(i) = y.cast::<Instance>(m) {
        let key = m.shape(i) << T::lit(32);
        return match m.cached(site, key, |vm, key| find_inside(vm, key, op)) {
            Some(_) => insides(m, d, x, y, op, in_place),
            None => general(m, d, x, y, op, in_place),
        };
    }
    if let Some(v) = sequences(m, x, y, op) {
        m.set(d, v?);
        return m.next();
    }
    if let Some(v) = with_bool(m, x, y, op).or_else(|| super::complex::binary(m, x, y, op)) {
        m.set(d, v);
        return m.next();
    }
    let v = builtin_binary::call(m, x, y, T::lit(op as i64), T::lit(in_place))?;
    if op == BinOp::Mod || v.cast::<TailCall>(m).is_some() {
        // A format string's arguments, elements of sets, operators on classes: guest code.
        return finish(m, d, v);
    }
    m.set(d, v);
    m.next()
}

/// Counting what is true: a bool and a small integer, or two bools.
#[inline(always)]
fn with_bool<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, op: BinOp) -> Option<T<M, Value>> {
    let whole = |v: T<M, Value>| match v.as_small() {
        Some(_) => Some(v),
        None if v.is_static(m.root(roots::TRUE)) => Some(T::lit(Value::int(1).expect("small"))),
        None if v.is_static(m.root(roots::FALSE)) => Some(T::lit(Value::ZERO)),
        None => None,
    };
    match op {
        BinOp::Add => fast_add(m, whole(x)?, whole(y)?),
        BinOp::Sub => fast_sub(m, whole(x)?, whole(y)?),
        BinOp::Mul => fast_mul(m, whole(x)?, whole(y)?),
        _ => None,
    }
}

/// What sequences do most: strings and short tuples put together, a list over and over.
#[inline(always)]
fn sequences<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>, op: BinOp) -> Option<Result<T<M, Value>, Raise>> {
    match op {
        BinOp::Add => {
            let o = x.as_object()?;
            if let Some(s) = m.cast::<Str>(o) {
                return Some(concat::call(m, s, y.cast::<Str>(m)?));
            }
            if let Some(l) = m.cast::<List>(o) {
                return Some(join_lists::call(m, l, y.cast::<List>(m)?));
            }
            if let Some(b) = m.cast::<Bytes>(o) {
                return Some(concat_bytes::call(m, b, y.cast::<Bytes>(m)?));
            }
            Some(Ok(join_tuples(m, m.cast::<Tuple>(o)?, y.cast::<Tuple>(m)?)?.value()))
        }
        BinOp::Mul => {
            let o = x.as_object()?;
            if let Some(l) = m.cast::<List>(o) {
                return Some(repeat_list(m, l, y.as_small()?.to_i64()));
            }
            if m.cast::<Str>(o).is_some() || m.cast::<Bytes>(o).is_some() {
                return Some(repeat_text::call(m, x, y.as_small()?.to_i64()));
            }
            None
        }
        _ => None,
    }
}

/// Two short tuples as one.
fn join_tuples<M: Mode>(m: M, x: T<M, Gc<Tuple>>, y: T<M, Gc<Tuple>>) -> Option<T<M, Gc<Tuple>>> {
    let (mut all, rest) = (short_tuple(m, x)?, short_tuple(m, y)?);
    if all.is_empty() || rest.is_empty() {
        return Some(if all.is_empty() { y } else { x });
    }
    all.extend(rest);
    Some(values_tuple(m, &all))
}

/// `a + b`
#[residual(allocates)]
fn join_lists(machine: &Machine, a: Gc<List>, b: Gc<List>) -> Result<Value, Raise> {
    crate::number::join_lists(machine, a, b)
}

/// `a + b`
#[residual(allocates)]
pub fn concat(machine: &Machine, a: Gc<Str>, b: Gc<Str>) -> Result<Value, Raise> {
    let bytes = Str::size(a) + Str::size(b);
    machine.heap.check(bytes).map_err(|_| machine.out_of_memory())?;
    Ok(Str::concat(&machine.heap, a, b).value())
}

/// The longest list of one value that a trace makes element by element.
const FEW: i64 = 8;

/// `list * n`. Of `[v] * n` only the element is passed on, so that a trace need not make the short list.
fn repeat_list<M: Mode>(m: M, list: T<M, Gc<List>>, n: T<M, i64>) -> Result<T<M, Value>, Raise> {
    if m.field(list, List::LEN) != 1 {
        return repeat_all::call(m, list, n);
    }
    let v = list::get(m, list, T::lit(0));
    // What a trace knows the length of, it makes itself.
    if n.is_constant()
        && let Some(n) = m.unroll(n, FEW)
    {
        return Ok(list::of(m, n as u32, |_| v).value());
    }
    fill::call(m, v, n)
}

#[residual(allocates)]
fn fill(machine: &Machine, v: Value, n: i64) -> Result<Value, Raise> {
    let n = usize::try_from(n).unwrap_or(0);
    machine.heap.check(n.saturating_mul(8)).map_err(|_| machine.out_of_memory())?;
    Ok(List::repeated(&machine.heap, &[v], n).value())
}

#[residual(allocates)]
fn repeat_all(machine: &Machine, list: Gc<List>, n: i64) -> Result<Value, Raise> {
    let n = usize::try_from(n).unwrap_or(0);
    let bytes = (8 * List::len(list)).saturating_mul(n);
    machine.heap.check(bytes).map_err(|_| machine.out_of_memory())?;
    Ok(List::repeated(&machine.heap, &List::to_vec(&machine.heap, list), n).value())
}

/// The left operand is an instance: its method, if the right operand's class has no say.
fn instance_left<M: Mode>(
    m: M,
    d: Out,
    i: T<M, Gc<Instance>>,
    y: T<M, Value>,
    site: Site,
    op: BinOp,
    in_place: bool,
) -> Step {
    let other = match y.cast::<Instance>(m) {
        Some(o) => m.shape(o),
        None => T::lit(0),
    };
    let key = m.shape(i) + (other << T::lit(32));
    let f = m.cached(site, key, |vm, key| find_left(vm, key, op));
    match f {
        Some(payload::INSIDE) => insides(m, d, i.value(), y, op, in_place),
        Some(f) => {
            let names = T::lit(op.number(in_place));
            enter_prelude(m, "_binary_left", &[T::lit(f), i.value(), y, names], d)
        }
        None => general(m, d, i.value(), y, op, in_place),
    }
}

/// The left operand's method; `None` where the right one's may go first.
fn find_left(vm: &Machine, key: i64, op: BinOp) -> Option<Value> {
    let owner = |shape: i64| rt(vm).shapes().get(shape as u32).owner;
    let left = rt(vm).class(owner(key & 0xffff_ffff));
    let right = key >> 32;
    if right != 0 {
        let right = rt(vm).class(owner(right));
        if right != left && class::is_subclass(right, left) {
            return None;
        }
    }
    match class::user_special(vm, left, op.names().0) {
        Some(f) => f.cast::<Function>().map(|f| f.value()),
        None => find_inside(vm, key, op),
    }
}

fn find_inside(vm: &Machine, key: i64, op: BinOp) -> Option<Value> {
    let (left, right, _) = op.names();
    payload::operands(vm, key, left, right)
}

/// The operator on the values inside instances.
#[inline(never)]
fn insides<M: Mode>(m: M, d: Out, x: T<M, Value>, y: T<M, Value>, op: BinOp, in_place: bool) -> Step {
    let (a, b) = (payload::bare(m, x), payload::bare(m, y));
    let fast = match op {
        BinOp::Add => fast_add(m, a, b),
        BinOp::Sub => fast_sub(m, a, b),
        BinOp::Mul => fast_mul(m, a, b),
        _ => None,
    };
    if let Some(v) = fast {
        m.set(d, v);
        return m.next();
    }
    let v = binary_insides::call(m, a, b, T::lit(op as i64))?;
    if v.is_static(m.root(roots::NOT_IMPLEMENTED)) {
        return general(m, d, x, y, op, in_place);
    }
    finish(m, d, v)
}

/// As [`builtin_binary`]; NotImplemented where the instances' own types matter.
#[residual(allocates)]
fn binary_insides(machine: &Machine, a: Value, b: Value, op: i64) -> Result<Value, Raise> {
    let op = BinOp::from_number(op);
    let unknown = machine.root(roots::NOT_IMPLEMENTED);
    if op == BinOp::Mod && payload::formats(a) {
        return Ok(unknown);
    }
    Ok(number::try_binary(machine, a, b, op)?.unwrap_or(unknown))
}

fn general<M: Mode>(m: M, d: Out, x: T<M, Value>, y: T<M, Value>, op: BinOp, in_place: bool) -> Step {
    enter_prelude(m, "_binary", &[x, y, T::lit(op.number(in_place))], d)
}

/// Sets the keys of caches of in-place methods apart.
const IN_PLACE: i64 = 1 << 61;

#[inline(never)]
fn in_place<M: Mode>(m: M, d: Out, x: T<M, Value>, y: T<M, Value>, site: Site, op: BinOp) -> Step {
    if let Some(i) = x.cast::<Instance>(m) {
        let number = T::lit(op.number(true));
        let f = m.cached(site, m.shape(i) + T::lit(IN_PLACE), |vm, key| {
            super::inline::special_of(vm, key - IN_PLACE, op.in_place_name()).or_else(|| {
                let class = payload::class_of_shape(vm, key - IN_PLACE);
                class::user_special(vm, class, op.in_place_name()).filter(|f| class::is_described(vm, *f))
            })
        });
        if let Some(f) = f {
            return enter_prelude(m, "_binary_in_place", &[T::lit(f), x, y, number], d);
        }
        if let Some(v) = payload::inside(m, x, site)
            && in_place_container::call(m, v).test()
        {
            return enter_prelude(m, "_in_place_container", &[x, y, number], d);
        }
        return slow(m, d, x, y, site, op, true);
    }
    if op == BinOp::Add && x.cast::<List>(m).is_some() {
        return enter_list_extend(m, d, x, y);
    }
    if matches!(op, BinOp::Add | BinOp::Mul) && super::array::is_array(m, x) {
        if is_viewed::call(m, x).test() {
            let number = T::lit(op.number(true));
            return enter_prelude(m, "_in_place_container", &[x, y, number], d);
        }
        super::array::change::call(m, x, y, T::lit(op == BinOp::Mul))?;
        m.set(d, x);
        return m.next();
    }
    if matches!(op, BinOp::Add | BinOp::Mul)
        && let Some(b) = x.cast::<ByteArray>(m)
    {
        if op == BinOp::Add
            && (y.cast::<Bytes>(m).is_some() || y.cast::<ByteArray>(m).is_some())
            && !is_viewed::call(m, x).test()
        {
            extend_array::call(m, b, y)?;
            m.set(d, x);
            return m.next();
        }
        let name = if op == BinOp::Add { "_bytearray_iadd" } else { "_bytearray_imul" };
        return enter_prelude(m, name, &[x, y], d);
    }
    if matches!(op, BinOp::Or | BinOp::And | BinOp::Sub)
        && let Some(s) = x.cast::<Set>(m)
        && (y.cast::<Set>(m).is_some() || y.cast::<FrozenSet>(m).is_some())
        && change_set::call(m, s, y, T::lit(op as i64))?.test()
    {
        m.set(d, x);
        return m.next();
    }
    if matches!(op, BinOp::Or | BinOp::And | BinOp::Sub | BinOp::Xor | BinOp::Mul)
        && in_place_container::call(m, x).test()
    {
        return enter_prelude(m, "_in_place_container", &[x, y, T::lit(op.number(true))], d);
    }
    slow(m, d, x, y, site, op, true)
}

/// `a + b`
#[residual(allocates)]
fn concat_bytes(machine: &Machine, a: Gc<Bytes>, b: Gc<Bytes>) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let (a, b) = (heap.bytes(a), heap.bytes(b));
    heap.check(a.len() + b.len()).map_err(|_| machine.out_of_memory())?;
    Ok(heap.alloc_parts::<Bytes>(&[a, b]).value())
}

/// A string or bytes `n` times.
#[residual(allocates)]
fn repeat_text(machine: &Machine, v: Value, n: i64) -> Result<Value, Raise> {
    Ok(number::repeat(machine, v, n)?.expect("a sequence"))
}

#[residual(reads)]
fn is_viewed(machine: &Machine, b: Value) -> bool {
    crate::builtins::memoryview::is_viewed(machine, b)
}

/// Adds the bytes of `y`.
#[residual]
fn extend_array(machine: &Machine, b: Gc<ByteArray>, y: Value) -> Result<(), Raise> {
    crate::builtins::bytearray::extend(machine, b, y)
}

/// A list, dict or set: operators change it in place.
#[residual(reads)]
fn in_place_container(_machine: &Machine, v: Value) -> bool {
    v.cast::<List>().is_some()
        || v.cast::<trackway_kit::Dict>().is_some()
        || v.cast::<Set>().is_some()
        || v.cast::<crate::types::objects::ByteArray>().is_some()
        || crate::builtins::array::Store::plain(v).is_some()
}

/// `|=`, `&=` or `-=` of a set and another; `false`: guest code has to compare elements. Done twice it is no different.
#[residual(repeatable)]
fn change_set(machine: &Machine, s: Gc<Set>, other: Value, op: i64) -> Result<bool, Raise> {
    let Some(y) = crate::dicts::set_table(other) else { return Ok(false) };
    let x = s.get(Set::TABLE);
    if op == BinOp::Or as i64 {
        return crate::sets::add_all(machine, x, y);
    }
    let op = if op == BinOp::And as i64 { BinOp::And } else { BinOp::Sub };
    let Some(made) = crate::sets::combine(machine, s.value(), x, y, op)? else { return Ok(false) };
    let table = crate::dicts::set_table(made).expect("a set");
    s.set(&machine.heap, Set::TABLE, table);
    Ok(true)
}

fn enter_list_extend<M: Mode>(m: M, d: Out, x: T<M, Value>, y: T<M, Value>) -> Step {
    if super::container::is_builtin_iterable::call(m, y).test() {
        super::container::extend_builtin::call(m, x, y)?;
        m.set(d, x);
        return m.next();
    }
    enter_prelude(m, "_list_iadd", &[x, y], d)
}

/// The operator on builtin types; `in_place`: as an error calls it.
#[residual(allocates)]
pub fn builtin_binary(
    machine: &Machine,
    a: Value,
    b: Value,
    op: i64,
    in_place: bool,
) -> Result<Value, Raise> {
    let op = BinOp::from_number(op);
    match on_words(machine, op, a, b).or_else(|| on_limbs(machine, op, a, b)) {
        Some(v) => Ok(v),
        None if in_place => number::binary_in_place(machine, a, b, op),
        None => number::binary(machine, a, b, op),
    }
}

macro_rules! unary_ops {
    ($( $(#[$doc:meta])* $name:ident $number:literal $prelude:literal $fast:ident ),* $(,)?) => {$(
        $(#[$doc])*
        #[op]
        pub fn $name<M: Mode>(m: M, d: Out, a: In, _site: Site) -> Step {
            let x = m.get(a);
            if let Some(v) = $fast(m, x) {
                m.set(d, v);
                return m.next();
            }
            if x.cast::<Instance>(m).is_some() {
                return enter_prelude(m, $prelude, &[x], d);
            }
            let v = builtin_unary::call(m, x, T::lit($number))?;
            m.set(d, v);
            m.next()
        }
    )*};
}

unary_ops! {
    /// `d := -a`
    neg 0 "_neg" fast_neg,
    /// `d := +a`
    pos 1 "_pos" fast_pos,
    /// `d := ~a`
    invert 2 "_invert" fast_invert,
}

#[inline(always)]
fn fast_neg<M: Mode>(m: M, a: T<M, Value>) -> Option<T<M, Value>> {
    if let Some(s) = a.as_small() {
        return s.checked_neg().map(|v| v.value());
    }
    a.as_float().map(|f| (-f).value(m))
}

#[inline(always)]
fn fast_pos<M: Mode>(_m: M, a: T<M, Value>) -> Option<T<M, Value>> {
    if a.as_small().is_some() || a.as_float().is_some() { Some(a) } else { None }
}

#[inline(always)]
fn fast_invert<M: Mode>(_m: M, a: T<M, Value>) -> Option<T<M, Value>> {
    a.as_small().map(|s| s.complement().value())
}

/// The operator on builtin types: 0 minus, 1 plus, 2 complement.
#[residual(allocates)]
pub fn builtin_unary(machine: &Machine, a: Value, op: i64) -> Result<Value, Raise> {
    number::unary(machine, a, op)
}
