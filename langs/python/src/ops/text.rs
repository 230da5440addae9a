//! Strings: what traces look into, and formatting.

use super::call::{enter_prelude, finish};
use super::payload;
use crate::roots;
use crate::runtime::rt;
use crate::types::class::{self, Class};
use crate::types::objects::*;
use trackway::*;
use trackway_kit::string::{SHARED_FROM, point_at};
use trackway_kit::{Str, Tuple, positions};

/// The format spec operand counts.
const HAS_SPEC: u32 = 4;

/// `d := format(s, spec)`; `flags`: 1 str, 2 repr, 3 ascii before, 4 the spec is given
#[op]
pub fn format_value<M: Mode>(m: M, d: Out, s: In, spec: In, flags: Imm, site: Site) -> Step {
    let v = m.get(s);
    if let Some(i) = v.cast::<Instance>(m) {
        let shown = match flags.0 {
            0 => shown(m, i, Shown::Formatted, d, site),
            1 => shown(m, i, Shown::Str, d, site),
            2 => shown(m, i, Shown::Repr, d, site),
            _ => None,
        };
        if let Some(step) = shown {
            return step;
        }
    }
    if flags.0 < 2 {
        if v.cast::<Str>(m).is_some() {
            m.set(d, v);
            return m.next();
        }
        if let Some(i) = v.as_small() {
            m.set(d, digits::call(m, i.to_i64()));
            return m.next();
        }
    }
    let spec = if flags.0 & HAS_SPEC != 0 { m.get(spec) } else { T::lit(m.root(roots::EMPTY_STR)) };
    let text = formatted::call(m, v, spec, T::lit((flags.0 & 3) as i64))?;
    finish(m, d, text)
}

/// Which text of an instance is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Str,
    Repr,
    /// `format(v, "")`
    Formatted,
}

/// Sets the keys of texts apart, each from the others.
const SHOWN: i64 = 1 << 58;

/// The text of an instance whose class says in Python what that is; `None`: the general way.
#[inline(never)]
pub fn shown<M: Mode>(m: M, i: T<M, Gc<Instance>>, what: Shown, d: Out, site: Site) -> Option<Step> {
    let tag = SHOWN | (what as i64) << 34;
    let found = m.cached_for_few(site, m.shape(i) + T::lit(tag), |vm, key| find_shown(vm, key - tag, what));
    let f = found.ok()??;
    let by_repr = f.cast::<BoundMethod>();
    let (f, name) = match by_repr {
        Some(b) => (b.get(BoundMethod::FUNCTION), "_repr_by"),
        None => (f, "_str_by"),
    };
    Some(enter_prelude(m, name, &[T::lit(f), i.value()], d))
}

/// The `__str__` of instances of this shape, or their `__repr__` in a bound method where that is what is shown.
fn find_shown(vm: &Machine, shape: i64, what: Shown) -> Option<Value> {
    let class = payload::class_of_shape(vm, shape);
    let own = |name| class::user_special(vm, class, name);
    if what == Shown::Formatted && own("__format__").is_some() {
        return None;
    }
    if what != Shown::Repr
        && let Some(f) = own("__str__")
    {
        return f.cast::<Function>().map(|f| f.value());
    }
    // Strings and exceptions have a text of their own.
    if what != Shown::Repr && class.get(Class::FLAGS) & (class::FLAG_PAYLOAD | class::FLAG_EXCEPTION) != 0 {
        return None;
    }
    let f = own("__repr__")?.cast::<Function>()?;
    Some(crate::types::attr::bind(vm, f.value(), roots::none(vm)))
}

#[residual(allocates)]
fn digits(machine: &Machine, n: i64) -> Value {
    crate::builtins::text::int_word(machine, n)
}

/// The text, or a tail.
#[residual(repeatable)]
fn formatted(machine: &Machine, v: Value, spec: Value, conversion: i64) -> Result<Value, Raise> {
    crate::builtins::text::format_value(machine, v, spec, conversion)
}

/// The character at `at`, which is in range. Decides whether the string is ASCII and not in a buffer.
#[inline(always)]
pub fn character<M: Mode>(m: M, s: T<M, Gc<Str>>, at: T<M, i64>) -> T<M, Value> {
    if m.field(s, Str::CHARS) != m.tail_len(s, Str::BYTES) {
        return other_character::call(m, s, at);
    }
    ascii_character(m, m.item(s, Str::BYTES, at))
}

/// The string of one ASCII character.
#[inline(always)]
pub fn ascii_character<M: Mode>(m: M, byte: T<M, i64>) -> T<M, Value> {
    let Some(all) = m.root(roots::CHARACTERS).cast::<Tuple>() else { unreachable!("set at start") };
    m.item(T::lit(all), Tuple::ITEMS, byte)
}

#[residual(allocates)]
fn other_character(machine: &Machine, s: Gc<Str>, at: i64) -> Value {
    rt(machine).character(machine, Str::point(&machine.heap, s, at as usize))
}

/// The character that begins at byte `at`, and where it ends; `None` at the end. Decides as [`character`], and where the
/// end is.
#[inline(always)]
pub fn character_and_end<M: Mode>(m: M, s: T<M, Gc<Str>>, at: T<M, i64>) -> Option<(T<M, Value>, T<M, i64>)> {
    let size = m.tail_len(s, Str::BYTES);
    if m.field(s, Str::CHARS) == size {
        return at.below(size).then(|| (ascii_character(m, m.item(s, Str::BYTES, at)), at + T::lit(1)));
    }
    let in_buffer = !m.field(s, Str::SHARED).is_static(Value::ZERO);
    if !at.below(if in_buffer { size_in_buffer::call(m, s) } else { size }) {
        return None;
    }
    let width = if in_buffer { width_in_buffer::call(m, s, at) } else { width(m.item(s, Str::BYTES, at)) };
    Some((character_from::call(m, s, at), at + width))
}

/// Bytes of the code point that begins with this one: its upper half selects one of sixteen digits.
#[inline(always)]
fn width<M: Mode>(lead: T<M, i64>) -> T<M, i64> {
    const WIDTHS: i64 = 0x4322_1111_1111_1111;
    let place = lead.logical_shr(T::lit(4)) << T::lit(2);
    T::lit(WIDTHS).logical_shr(place) & T::lit(7)
}

#[residual(elidable)]
fn size_in_buffer(_machine: &Machine, s: Gc<Str>) -> i64 {
    Str::size(s) as i64
}

#[residual(elidable)]
fn width_in_buffer(machine: &Machine, s: Gc<Str>, at: i64) -> i64 {
    positions::width(Str::bytes(&machine.heap, s)[at as usize]) as i64
}

#[residual(allocates)]
fn character_from(machine: &Machine, s: Gc<Str>, at: i64) -> Value {
    rt(machine).character(machine, point_at(Str::bytes(&machine.heap, s), at as usize))
}

/// Whether two strings are equal. Decides.
#[inline(always)]
pub fn equal<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> Option<bool> {
    let (s, t) = (x.cast::<Str>(m)?, y.cast::<Str>(m)?);
    // A literal of one byte, which parsers look for: a test of that byte.
    let (known, other) = if s.is_constant() { (s, t) } else { (t, s) };
    if known.is_constant() && m.tail_len(known, Str::BYTES) == 1 {
        return Some(m.tail_len(other, Str::BYTES) == 1 && first(m, other) == first(m, known));
    }
    // Other literals are mostly names of states and kinds: the same object, or of another length or beginning.
    if known.is_constant() && m.tail_len(known, Str::BYTES) < SHARED_FROM as i64 {
        if other.same(known) {
            return Some(true);
        }
        let size = m.tail_len(other, Str::BYTES);
        if size != m.tail_len(known, Str::BYTES) {
            return Some(false);
        }
        if size != 0 && first(m, other) != first(m, known) {
            return Some(false);
        }
    }
    // Characters are compared more often than any other strings.
    if are_characters(m, s, t) {
        return Some(first(m, s) == first(m, t));
    }
    Some(same_text::call(m, s, t).test())
}

/// Negative, zero or positive as `a` comes before `b`, is equal, or comes after it.
#[inline(always)]
pub fn order<M: Mode>(m: M, x: T<M, Value>, y: T<M, Value>) -> Option<T<M, i64>> {
    let (s, t) = (x.cast::<Str>(m)?, y.cast::<Str>(m)?);
    if are_characters(m, s, t) {
        return Some(first(m, s) - first(m, t));
    }
    Some(text_order::call(m, s, t))
}

/// Whether both are of one byte. Decides.
#[inline(always)]
fn are_characters<M: Mode>(m: M, s: T<M, Gc<Str>>, t: T<M, Gc<Str>>) -> bool {
    m.tail_len(s, Str::BYTES) == 1 && m.tail_len(t, Str::BYTES) == 1
}

#[inline(always)]
fn first<M: Mode>(m: M, s: T<M, Gc<Str>>) -> T<M, i64> {
    m.item(s, Str::BYTES, T::lit(0))
}

#[residual(elidable)]
fn same_text(machine: &Machine, a: Gc<Str>, b: Gc<Str>) -> bool {
    Str::equal(&machine.heap, a, b)
}

#[residual(elidable)]
fn text_order(machine: &Machine, a: Gc<Str>, b: Gc<Str>) -> i64 {
    Str::bytes(&machine.heap, a).cmp(Str::bytes(&machine.heap, b)) as i64
}
