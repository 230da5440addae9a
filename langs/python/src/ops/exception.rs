//! Raising and handling exceptions.

use super::call::enter_prelude;
use super::payload;
use crate::errors::{self, raise, type_error};
use crate::roots::{self, bool_of};
use crate::runtime::{interned, rt};
use crate::types::builtin::Cls;
use crate::types::class::{
    Class, EXC_ARGS, EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS, EXC_TRACEBACK, FLAG_EXCEPTION, derives,
    is_subclass,
};
use crate::types::layout;
use crate::types::objects::*;
use crate::values::class_of;
use trackway::*;
use trackway_kit::Tuple;

/// The object that knows the handled exception. Static.
#[inline(always)]
pub fn state<M: Mode>(m: M) -> T<M, Gc<ExcState>> {
    match m.root(roots::EXC_STATE).cast::<ExcState>() {
        Some(s) => T::lit(s),
        None => unreachable!("made at start"),
    }
}

/// Raises `e`
#[op(diverges)]
pub fn raise_<M: Mode>(m: M, e: In) -> Step {
    let v = m.get(e);
    if v.cast::<Class>(m).is_some() {
        return enter_prelude(m, "_raise_class", &[v], super::call::nowhere(m));
    }
    if let Some(i) = v.cast::<Instance>(m)
        && is_exception_shape::call(m, T::lit(m.shape(i).promote())).test()
        && set_context(m, i)
    {
        return Err(m.raise(v));
    }
    let v = prepare::call(m, v)?;
    Err(m.raise(v))
}

/// What is being handled becomes the context of `e`, if that is simple: there is nothing, or it has no context.
#[inline(always)]
fn set_context<M: Mode>(m: M, e: T<M, Gc<Instance>>) -> bool {
    let (handled, none) = (m.field(state(m), ExcState::HANDLED), m.root(roots::NONE));
    if handled.is_static(none) {
        return true;
    }
    let context = T::lit(EXC_CONTEXT as i64);
    let Some(h) = handled.cast::<Instance>(m) else { return false };
    let simple = !handled.is(e.value()) && m.item(h, Instance::SLOTS, context).is_static(none);
    if simple {
        m.set_item(e, Instance::SLOTS, context, handled);
    }
    simple
}

#[residual(elidable)]
fn is_exception_shape(machine: &Machine, shape: i64) -> bool {
    payload::class_of_shape(machine, shape).get(Class::FLAGS) & FLAG_EXCEPTION != 0
}

/// Raises a new exception of a class of ours; in a trace it may never be made.
#[inline(never)]
pub fn raise_new<M: Mode>(m: M, class: Cls, args: &[T<M, Value>]) -> Raise {
    let machine = m.machine();
    let class = class.gc(machine);
    let shape = class.get(Class::ROOT_SHAPE);
    let room = rt(machine).shapes().inline_room(shape as u32);
    let members = layout::members(machine, class);
    let e = m.new_object::<Instance>(T::lit(shape), room);
    m.set_field(e, Instance::EXTRA, T::lit(Value::ZERO));
    let (none, unbound) = (T::lit(m.root(roots::NONE)), T::lit(m.root(roots::UNBOUND)));
    for i in 0..room as usize {
        let v = match i {
            EXC_ARGS => super::call::values_tuple(m, args).value(),
            EXC_CAUSE | EXC_TRACEBACK => none,
            EXC_CONTEXT => m.field(state(m), ExcState::HANDLED),
            EXC_SUPPRESS => T::lit(m.root(roots::FALSE)),
            i if members.contains(&i) => unbound,
            _ => T::lit(Value::ZERO),
        };
        m.set_item(e, Instance::SLOTS, T::lit(i as i64), v);
    }
    m.raise(e.value())
}

/// Raises `class(text)`.
pub fn raise_text<M: Mode>(m: M, class: Cls, text: &str) -> Raise {
    let text = interned(m.machine(), text).value();
    raise_new(m, class, &[T::lit(text)])
}

/// Sets the context of an exception that is about to be raised.
#[residual]
pub fn prepare(machine: &Machine, v: Value) -> Result<Value, Raise> {
    let Some(e) = errors::exception(machine, v) else {
        return Err(type_error(machine, "exceptions must derive from BaseException"));
    };
    let handled = errors::handled(machine);
    if handled != v && handled != roots::none(machine) {
        break_cycle(machine, handled, v);
        e.set_item(&machine.heap, Instance::SLOTS, EXC_CONTEXT, handled);
    }
    Ok(v)
}

/// The chain of contexts from `from` must not lead back to `to`. It may itself be a cycle, which guest
/// code made: then the slow pointer meets the fast one.
fn break_cycle(machine: &Machine, from: Value, to: Value) {
    let (mut at, mut slow, mut odd) = (from, from, false);
    while let Some(e) = errors::exception(machine, at) {
        let next = e.item(Instance::SLOTS, EXC_CONTEXT);
        if next == to {
            e.set_item(&machine.heap, Instance::SLOTS, EXC_CONTEXT, roots::none(machine));
            return;
        }
        at = next;
        if odd && let Some(s) = errors::exception(machine, slow) {
            slow = s.item(Instance::SLOTS, EXC_CONTEXT);
        }
        odd = !odd;
        if at == slow {
            return;
        }
    }
}

/// Raises `e` with cause `s`
#[op(diverges)]
pub fn raise_from<M: Mode>(m: M, e: In, s: In) -> Step {
    enter_prelude(m, "_raise_from", &[m.get(e), m.get(s)], super::call::nowhere(m))
}

/// Sets `__cause__`; for the prelude.
pub fn set_cause(machine: &Machine, e: Value, cause: Value) -> Result<(), Raise> {
    let Some(i) = errors::exception(machine, e) else {
        return Err(type_error(machine, "exceptions must derive from BaseException"));
    };
    if cause != roots::none(machine) && errors::exception(machine, cause).is_none() {
        return Err(type_error(machine, "exception causes must derive from BaseException"));
    }
    i.set_item(&machine.heap, Instance::SLOTS, EXC_CAUSE, cause);
    i.set_item(&machine.heap, Instance::SLOTS, EXC_SUPPRESS, machine.root(roots::TRUE));
    Ok(())
}

/// Raises `e` again as it is
#[op(diverges)]
pub fn reraise<M: Mode>(m: M, e: In) -> Step {
    Err(m.raise(m.get(e)))
}

/// Raises the handled exception
#[op(diverges)]
pub fn raise_last<M: Mode>(m: M) -> Step {
    let e = m.field(state(m), ExcState::HANDLED);
    if e.is_static(m.root(roots::NONE)) {
        no_handled::call(m)?;
    }
    Err(m.raise(e))
}

#[residual(repeatable)]
fn no_handled(machine: &Machine) -> Result<(), Raise> {
    Err(raise(machine, Cls::RuntimeError, "No active exception to reraise"))
}

/// `d := ` the exception handled so far; `e` becomes the handled one
#[op]
pub fn push_handled<M: Mode>(m: M, d: Out, e: In) -> Step {
    let (state, e) = (state(m), m.get(e));
    m.set(d, m.field(state, ExcState::HANDLED));
    m.set_field(state, ExcState::HANDLED, e);
    m.next()
}

/// The handled exception is again what `push_handled` saved
#[op]
pub fn pop_handled<M: Mode>(m: M, s: In) -> Step {
    m.set_field(state(m), ExcState::HANDLED, m.get(s));
    m.next()
}

/// `d := ` exception `e` is an instance of class or tuple `s`
#[op]
pub fn exc_match<M: Mode>(m: M, d: Out, e: In, s: In, site: Site) -> Step {
    let (e, s) = (m.get(e), m.get(s));
    let matched = match matches_known(m, e, s, site) {
        Some(known) => known,
        None => matches::call(m, e, s)?.test(),
    };
    m.set(d, bool_of(m, matched));
    m.next()
}

/// By shapes, for a class or a short tuple of some; `None`: the general way.
#[inline(always)]
fn matches_known<M: Mode>(m: M, e: T<M, Value>, s: T<M, Value>, site: Site) -> Option<bool> {
    const SHORT: i64 = 4;
    let i = e.cast::<Instance>(m)?;
    let is = |c: T<M, Gc<Class>>| {
        let key = m.shape(i) + (m.lasting_shape(c) << T::lit(32));
        m.cached(site, key, find_match).map(|found| found != Value::ZERO)
    };
    if let Some(c) = s.cast::<Class>(m) {
        return is(c);
    }
    let t = s.cast::<Tuple>(m)?;
    let n = m.tail_len(t, Tuple::ITEMS).promote();
    if n > SHORT {
        return None;
    }
    // All of them are looked at: only classes of exceptions may be there.
    let mut found = false;
    for k in 0..n {
        found |= is(m.item(t, Tuple::ITEMS, T::lit(k)).cast::<Class>(m)?)?;
    }
    Some(found)
}

/// Whether an instance with this shape is one of a class of exceptions.
fn find_match(vm: &Machine, key: i64) -> Option<Value> {
    let (own, class) =
        (payload::class_of_shape(vm, key & 0xffff_ffff), payload::class_of_shape(vm, key >> 32));
    if derives(vm, class, Cls::BaseException) { Value::int(is_subclass(own, class) as i64) } else { None }
}

#[residual(reads)]
fn matches(machine: &Machine, e: Value, s: Value) -> Result<bool, Raise> {
    let classes = s.cast::<Tuple>();
    let class = class_of(machine, e);
    let mut found = false;
    for i in 0..classes.map_or(1, |t| t.tail_len(Tuple::ITEMS)) {
        match classes.map_or(s, |t| t.item(Tuple::ITEMS, i)).cast::<Class>() {
            Some(c) if derives(machine, c, Cls::BaseException) => found |= is_subclass(class, c),
            _ => {
                let text = "catching classes that do not inherit from BaseException is not allowed";
                return Err(type_error(machine, text));
            }
        }
    }
    Ok(found)
}

/// Type, instance and traceback of `e` to three registers
#[op]
pub fn exc_info<M: Mode>(m: M, start: OutBlock, n: Count, e: In) -> Step {
    debug_assert_eq!(n.0, 3);
    let e = m.get(e);
    let (class, traceback) = match e.cast::<Instance>(m) {
        Some(i) => (shape_class(m, i), m.item(i, Instance::SLOTS, T::lit(EXC_TRACEBACK as i64))),
        None => (class_word::call(m, e), traceback_of::call(m, e)),
    };
    m.set_register(start.0, class);
    m.set_register(start.0 + 1, e);
    m.set_register(start.0 + 2, traceback);
    m.next()
}

fn shape_class<M: Mode>(m: M, e: T<M, Gc<Instance>>) -> T<M, Value> {
    T::lit(payload::class_of_shape(m.machine(), m.shape(e).promote()).value())
}

#[residual(reads)]
fn class_word(machine: &Machine, v: Value) -> Value {
    class_of(machine, v).value()
}

#[residual(reads)]
fn traceback_of(machine: &Machine, e: Value) -> Value {
    errors::exception(machine, e).map_or(roots::none(machine), |e| e.item(Instance::SLOTS, EXC_TRACEBACK))
}

/// `d := ` the part of `e` that `s` matches, and the rest
#[op]
pub fn exc_group_match<M: Mode>(m: M, d: Out, e: In, s: In) -> Step {
    enter_prelude(m, "_group_match", &[m.get(e), m.get(s)], d)
}

/// `d := ` what the exceptions in list `s` and the rest of `e` come to
#[op]
pub fn exc_group_raise<M: Mode>(m: M, d: Out, s: In, e: In) -> Step {
    enter_prelude(m, "_group_combine", &[m.get(e), m.get(s)], d)
}
