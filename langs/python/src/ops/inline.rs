//! Natives that ops carry out themselves, so that a trace sees plain loads and tests.
//!
//! `None` means that the case is not covered: the native's Rust function is called.

use super::call::{enter_prelude, finish, values_tuple};
use super::collect;
use super::exception::raise_new;
use super::item::{ABSENT, find_key, insert_absent, remove_entry};
use super::iter::next_in_sequence;
use super::membership;
use super::named;
use super::payload;
use super::reflect;
use super::ring;
use super::text::{Shown, shown};
use crate::builtins::native::{Inline, Native};
use crate::code::Signature;
use crate::roots::{self, bool_of};
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::objects::*;
use crate::types::ring::Ring;
use crate::types::walk::Walk;
use trackway::bytecode::FRAME_HEADER;
use trackway::*;
use trackway_kit::{Array, Coroutine, Dict, List, Set, Str, Tuple, coroutine, list};

/// Carries out the call if it can.
#[inline(always)]
pub fn call<M: Mode>(m: M, n: &'static Native, w: u32, argc: u32, d: Out, site: Site) -> Option<Step> {
    if n.inline == Inline::No {
        return None;
    }
    let arg = |i: u32| m.register(w + FRAME_HEADER + i);
    match (n.inline, argc) {
        (Inline::Len, 1) => len(m, arg(0), d, site),
        (Inline::Abs, 1) => match abs(m, arg(0)) {
            Some(v) => Some(done(m, d, v)),
            None => super::complex::abs(m, arg(0), d),
        },
        (Inline::IsSubclass, 2) => reflect::is_subclass(m, arg(0), arg(1), d, site),
        (Inline::NoInit, 1) => Some(done(m, d, T::lit(m.root(roots::NONE)))),
        (Inline::Min, 2..=4) => {
            (1..argc).try_fold(arg(0), |v, i| least(m, v, arg(i), false)).map(|v| done(m, d, v))
        }
        (Inline::Max, 2..=4) => {
            (1..argc).try_fold(arg(0), |v, i| least(m, v, arg(i), true)).map(|v| done(m, d, v))
        }
        (Inline::Range, 1) => range(m, T::lit(0), arg(0).as_small()?.to_i64(), T::lit(1), d),
        (Inline::Range, 2) => {
            let (a, b) = smalls(arg(0), arg(1))?;
            range(m, a.to_i64(), b.to_i64(), T::lit(1), d)
        }
        (Inline::Range, 3) => {
            let (a, b) = smalls(arg(0), arg(1))?;
            range(m, a.to_i64(), b.to_i64(), arg(2).as_small()?.to_i64(), d)
        }
        (Inline::IsInstance, 2) => reflect::is_instance(m, arg(0), arg(1), d, site),
        (Inline::Type, 1) => reflect::type_of(m, arg(0), d, site),
        (Inline::Super, 2) => Some(super_(m, arg(0), arg(1), d)),
        (Inline::Sqrt, 1) => sqrt(m, arg(0)).map(|v| done(m, d, v)),
        (Inline::DivMod, 2) => divmod(m, arg(0), arg(1)).map(|v| done(m, d, v)),
        (Inline::Int, 1) => int(m, arg(0)).map(|v| done(m, d, v)),
        (Inline::Float, 1) => float(m, arg(0)).map(|v| done(m, d, v)),
        (Inline::Globals, 0) => Some(namespace(m, d, GLOBALS)),
        (Inline::Locals, 0) => Some(namespace(m, d, LOCALS)),
        (Inline::Dir, 0) => Some(namespace(m, d, NAMES)),
        (Inline::Exec, 1..=3) => Some(execute(m, EXEC, w, argc, d)),
        (Inline::Eval, 1..=3) => Some(execute(m, EVAL, w, argc, d)),
        (Inline::GetFrame, 0) => Some(get_frame(m, T::lit(0), d)),
        (Inline::GetFrame, 1) => Some(get_frame(m, arg(0).as_small()?.to_i64(), d)),
        (Inline::Collect, _) => {
            m.observe_frames();
            None
        }
        (Inline::Import, 1) => Some(import(m, arg(0), d)),
        (Inline::New, 1) => super::class::new_plain(m, arg(0).cast::<Class>(m)?, site).map(|i| done(m, d, i)),
        (Inline::NewAround(c), 2) => {
            super::class::new_around(m, c, arg(0).cast::<Class>(m)?, arg(1), site).map(|i| done(m, d, i))
        }
        (Inline::IsEnd, 1) => {
            let is = arg(0).is_static(m.root(roots::END));
            Some(done(m, d, bool_of(m, is)))
        }
        (Inline::IsWalk, 1) => {
            let is = arg(0).cast::<Walk>(m).is_some();
            Some(done(m, d, bool_of(m, is)))
        }
        (Inline::Str, 1) => shown(m, arg(0).cast::<Instance>(m)?, Shown::Str, d, site),
        (Inline::Repr, 1) => shown(m, arg(0).cast::<Instance>(m)?, Shown::Repr, d, site),
        (Inline::GetAttr, 2) => named::get(m, arg(0), arg(1), None, d, site),
        (Inline::GetAttr, 3) => named::get(m, arg(0), arg(1), Some(arg(2)), d, site),
        (Inline::HasAttr, 2) => named::has(m, arg(0), arg(1), d, site),
        (Inline::SetAttr, 3) => named::set(m, arg(0), arg(1), arg(2), d, site),
        (Inline::SetPlain, 3) => named::set_plain(m, arg(0), arg(1), arg(2), d, site),
        (Inline::Prelude(_) | Inline::Fiber(_) | Inline::Next | Inline::GeneratorState, _)
        | (Inline::Resume | Inline::Throw, _) => of_suspended(m, n, w, argc, d, site),
        _ => of_container(m, n.inline, w, argc, d, site),
    }
}

/// Generators, iterators and fibers.
#[inline(always)]
fn of_suspended<M: Mode>(m: M, n: &'static Native, w: u32, argc: u32, d: Out, site: Site) -> Option<Step> {
    let arg = |i: u32| m.register(w + FRAME_HEADER + i);
    match (n.inline, argc) {
        (Inline::Prelude(name), 1..=3) if argc as usize == n.max => {
            let args: Vec<_> = (0..argc).map(arg).collect();
            Some(enter_prelude(m, name, &args, d))
        }
        (Inline::Next, 1) => next(m, arg(0), None, d, site),
        (Inline::Next, 2) => next(m, arg(0), Some(arg(1)), d, site),
        (Inline::GeneratorState, 1) => {
            let c = arg(0).cast::<Coroutine>(m)?;
            Some(done(m, d, m.field(c, Coroutine::STATE).small().value()))
        }
        (Inline::Resume, 2) => {
            let c = arg(0).cast::<Coroutine>(m)?;
            Some(resume(m, c, arg(1), d))
        }
        (Inline::Throw, 2) => {
            let c = arg(0).cast::<Coroutine>(m)?;
            Some(throw(m, c, arg(1), d))
        }
        (Inline::Fiber(op), _) if argc as usize == n.min => super::fiber::call(m, op, w, d),
        _ => None,
    }
}

/// Making, changing and asking containers; questions about characters.
#[inline(always)]
fn of_container<M: Mode>(m: M, what: Inline, w: u32, argc: u32, d: Out, site: Site) -> Option<Step> {
    let arg = |i: u32| m.register(w + FRAME_HEADER + i);
    match (what, argc) {
        (Inline::Append, 2) => append(m, arg(0), arg(1), d, site),
        (Inline::Extend, 2) => {
            let (l, v) = (arg(0), arg(1));
            l.cast::<List>(m)?;
            if v.cast::<List>(m).is_none() {
                v.cast::<Tuple>(m)?;
            }
            Some(
                super::container::extend_builtin::call(m, l, v)
                    .and_then(|_| done(m, d, T::lit(m.root(roots::NONE)))),
            )
        }
        (Inline::ListRemove, 2) => membership::remove(m, arg(0), arg(1), d, site),
        (Inline::View(what), 1) => collect::view(m, arg(0), what, d, site),
        (Inline::DictGet, 2) => dict_get(m, arg(0), arg(1), T::lit(m.root(roots::NONE)), d),
        (Inline::DictGet, 3) => dict_get(m, arg(0), arg(1), arg(2), d),
        (Inline::SetDefault, 2) => set_default(m, arg(0), arg(1), T::lit(m.root(roots::NONE)), d),
        (Inline::SetDefault, 3) => set_default(m, arg(0), arg(1), arg(2), d),
        (Inline::DictPop, 2) => dict_pop(m, arg(0), arg(1), None, d),
        (Inline::DictPop, 3) => dict_pop(m, arg(0), arg(1), Some(arg(2)), d),
        (Inline::SetAdd, 2) => super::set::add(m, arg(0), arg(1), d, site),
        (Inline::SetDiscard, 2) => super::set::remove(m, arg(0), arg(1), false, d, site),
        (Inline::SetRemove, 2) => super::set::remove(m, arg(0), arg(1), true, d, site),
        (Inline::Into(into), 0) => collect::empty(m, into, d),
        (Inline::Into(into), 1) => collect::collect(m, into, arg(0), d),
        (Inline::Iter, 1) => collect::iterator(m, arg(0), d),
        (Inline::Reversed, 1) => collect::reversed(m, arg(0), d),
        (Inline::Ring(op), 1 | 2) => ring::call(m, op, arg(0), (argc == 2).then(|| arg(1)), d, site),
        (Inline::Pop, 1) => pop(m, arg(0)).map(|v| done(m, d, v)),
        (Inline::Random(op), 1) => super::random::call(m, op, &[arg(0)]).map(|v| done(m, d, v)),
        (Inline::Random(op), 2) => super::random::call(m, op, &[arg(0), arg(1)]).map(|v| done(m, d, v)),
        (Inline::TupleItem, 2) => {
            let t = payload::inside(m, arg(0), site)?.cast::<Tuple>(m)?;
            let at = super::item::place(arg(1).as_small()?, m.tail_len(t, Tuple::ITEMS))?;
            Some(done(m, d, m.item(t, Tuple::ITEMS, at)))
        }
        (_, 1) => super::chars::call(m, what, arg(0)).map(|v| done(m, d, v)),
        _ => None,
    }
}

pub fn done<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    m.set(d, v);
    m.next()
}

#[inline(always)]
fn len<M: Mode>(m: M, v: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let o = v.as_object()?;
    let n = match size(m, o) {
        Some(n) => n,
        None => {
            let i = m.cast::<Instance>(o)?;
            let f =
                m.cached(site, m.shape(i), |vm, shape| payload::special_or_inside(vm, shape, "__len__"))?;
            if f != payload::INSIDE {
                return Some(enter_prelude(m, "_len", &[T::lit(f), v], d));
            }
            size(m, payload::inner(m, i).as_object()?)?
        }
    };
    Some(done(m, d, n.small().value()))
}

/// The number of elements of a builtin container.
#[inline(always)]
fn size<M: Mode>(m: M, o: T<M, Gc<Header>>) -> Option<T<M, i64>> {
    Some(if let Some(l) = m.cast::<List>(o) {
        m.field(l, List::LEN)
    } else if let Some(s) = m.cast::<Str>(o) {
        m.field(s, Str::CHARS)
    } else if let Some(t) = m.cast::<Tuple>(o) {
        m.tail_len(t, Tuple::ITEMS)
    } else if let Some(t) = m.cast::<Dict>(o) {
        m.field(t, Dict::USED)
    } else if let Some(s) = m.cast::<Set>(o) {
        m.field(m.field(s, Set::TABLE), Dict::USED)
    } else {
        match m.cast::<Ring>(o) {
            Some(r) => m.field(r, Ring::LEN),
            None => return super::array::len(m, o),
        }
    })
}

/// A special method that the class of instances with this shape defines in Python.
pub fn special_of(vm: &Machine, shape: i64, name: &'static str) -> Option<Value> {
    let number = rt(vm).shapes().get(shape as u32).owner;
    class::user_special(vm, rt(vm).class(number), name)
        .filter(|f| f.cast::<Function>().is_some() && crate::types::descriptor::binds(*f))
}

#[inline(always)]
fn append<M: Mode>(m: M, list: T<M, Value>, v: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let l = match list.cast::<List>(m) {
        Some(l) => l,
        None => {
            let inside = payload::inside(m, list, site)?;
            if let Some(added) = super::array::append(m, inside, v) {
                return Some(added.and_then(|_| done(m, d, T::lit(m.root(roots::NONE)))));
            }
            inside.cast::<List>(m)?
        }
    };
    if let Err(raised) = list::append(m, l, v) {
        return Some(Err(raised));
    }
    Some(done(m, d, T::lit(m.root(roots::NONE))))
}

/// Takes the last element of a list off.
#[inline(always)]
fn pop<M: Mode>(m: M, list: T<M, Value>) -> Option<T<M, Value>> {
    let Some(l) = list.cast::<List>(m) else { return super::array::pop(m, list) };
    let n = m.field(l, List::LEN);
    if n == 0 {
        return None;
    }
    let (items, last) = (list::items(m, l), n - T::lit(1));
    let v = items.get(m, last);
    items.forget(m, last);
    m.set_field(l, List::LEN, last);
    Some(v)
}

/// `dict.get(key, default)`
#[inline(never)]
fn dict_get<M: Mode>(
    m: M,
    dict: T<M, Value>,
    key: T<M, Value>,
    default: T<M, Value>,
    d: Out,
) -> Option<Step> {
    Some(match sought(m, dict, key)? {
        Ok((t, Some(at))) => done(m, d, value_of_entry(m, t, at)),
        Ok((_, None)) => done(m, d, default),
        Err(raised) => Err(raised),
    })
}

/// A dict, and the entry that it has for a key.
type Sought<M> = (T<M, Gc<Dict>>, Option<T<M, i64>>);

/// The entry of a key in a dict; `None`: guest code has to look.
#[inline(always)]
fn sought<M: Mode>(m: M, dict: T<M, Value>, key: T<M, Value>) -> Option<Result<Sought<M>, Raise>> {
    let t = dict.cast::<Dict>(m)?;
    let at = match find_key(m, t, key) {
        Ok(at) => at,
        Err(raised) => return Some(Err(raised)),
    };
    if at >= 0 {
        return Some(Ok((t, Some(at))));
    }
    (at == ABSENT).then_some(Ok((t, None)))
}

#[inline(always)]
fn value_of_entry<M: Mode>(m: M, t: T<M, Gc<Dict>>, at: T<M, i64>) -> T<M, Value> {
    m.item(m.field(t, Dict::ENTRIES), Array::ITEMS, at * T::lit(3) + T::lit(2))
}

/// `dict.setdefault(key, default)`
#[inline(never)]
fn set_default<M: Mode>(
    m: M,
    dict: T<M, Value>,
    key: T<M, Value>,
    default: T<M, Value>,
    d: Out,
) -> Option<Step> {
    Some(match sought(m, dict, key)? {
        Ok((t, Some(at))) => done(m, d, value_of_entry(m, t, at)),
        Ok((t, None)) => match insert_absent::call(m, t, key, default) {
            Ok(_) => done(m, d, default),
            Err(raised) => Err(raised),
        },
        Err(raised) => Err(raised),
    })
}

/// `dict.pop(key)`, or with a default.
#[inline(never)]
fn dict_pop<M: Mode>(
    m: M,
    dict: T<M, Value>,
    key: T<M, Value>,
    default: Option<T<M, Value>>,
    d: Out,
) -> Option<Step> {
    Some(match (sought(m, dict, key)?, default) {
        (Ok((t, Some(at))), _) => {
            let v = value_of_entry(m, t, at);
            remove_entry::call(m, t, at);
            done(m, d, v)
        }
        (Ok(_), Some(default)) => done(m, d, default),
        (Ok(_), None) => Err(raise_new(m, Cls::KeyError, &[key])),
        (Err(raised), _) => Err(raised),
    })
}

#[inline(always)]
fn abs<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, Value>> {
    if let Some(s) = v.as_small() {
        return if s < 0 { Some(s.checked_neg()?.value()) } else { Some(v) };
    }
    v.as_float().map(|f| f.abs().value(m))
}

#[inline(always)]
fn least<M: Mode>(_m: M, a: T<M, Value>, b: T<M, Value>, greatest: bool) -> Option<T<M, Value>> {
    if let Some((x, y)) = smalls(a, b) {
        return Some(if greatest { x.max(y) } else { x.min(y) }.value());
    }
    let (x, y) = (a.as_float()?, b.as_float()?);
    let second = if greatest { y > x } else { y < x };
    Some(if second { b } else { a })
}

/// `range(start, stop, step)`; not for step 0.
#[inline(always)]
fn range<M: Mode>(m: M, start: T<M, i64>, stop: T<M, i64>, step: T<M, i64>, d: Out) -> Option<Step> {
    let len = if step == 1 {
        if start < stop { stop - start } else { T::lit(0) }
    } else if step == -1 {
        if stop < start { start - stop } else { T::lit(0) }
    } else if step == 0 {
        return None;
    } else {
        range_len::call(m, start, stop, step)
    };
    let r = m.new_object::<Range>(T::lit(0), 0);
    m.set_field(r, Range::START, start);
    m.set_field(r, Range::STOP, stop);
    m.set_field(r, Range::STEP, step);
    m.set_field(r, Range::LEN, len);
    Some(done(m, d, r.value()))
}

/// Elements of a range of small integers; the step is not 0.
#[residual(elidable)]
fn range_len(_machine: &Machine, start: i64, stop: i64, step: i64) -> i64 {
    let (span, step) = if step > 0 { (stop - start, step) } else { (start - stop, -step) };
    if span <= 0 { 0 } else { (span - 1) / step + 1 }
}

const GLOBALS: i64 = 0;
const LOCALS: i64 = 1;
const NAMES: i64 = 2;
/// For [`execute`].
const EXEC: i64 = 0;
const EVAL: i64 = 1;

/// The running code's globals, variables, or the variables' names.
#[inline(never)]
fn namespace<M: Mode>(m: M, d: Out, what: i64) -> Step {
    let code = m.code();
    let v = if what == GLOBALS { T::lit(code.guest::<Signature>().globals().value()) } else { locals(m)? };
    if what != NAMES {
        return done(m, d, v);
    }
    finish(m, d, names_of::call(m, v)?)
}

/// The mapping in which running code at module or class level keeps its variables; a function's
/// variables in a fresh dict.
#[inline(never)]
fn locals<M: Mode>(m: M) -> Result<T<M, Value>, Raise> {
    let code = m.code();
    let s = code.guest::<Signature>();
    if s.class_body || s.named {
        return Ok(m.register(0));
    }
    if s.module_body {
        return Ok(T::lit(s.globals().value()));
    }
    let values = super::call::pack(m, 0, s.names.len() as u32);
    let free = match s.frees.is_empty() {
        true => T::lit(Value::ZERO),
        false => super::names::closure(m),
    };
    variables::call(m, T::lit(code), values, free)
}

/// `exec` and `eval` as the running code calls them: its variables are the defaults.
#[inline(never)]
fn execute<M: Mode>(m: M, what: i64, w: u32, argc: u32, d: Out) -> Step {
    let none = T::lit(m.root(roots::NONE));
    let arg = |i: u32| if i < argc { m.register(w + FRAME_HEADER + i) } else { none };
    let (mut globals, mut space) = (arg(1), arg(2));
    if globals.is_static(m.root(roots::NONE)) {
        globals = T::lit(m.code().guest::<Signature>().globals().value());
        if space.is_static(m.root(roots::NONE)) {
            space = locals(m)?;
        }
    }
    let v = run_code::call(m, T::lit(what), arg(0), globals, space)?;
    finish(m, d, v)
}

/// `sys._getframe(depth)`.
#[inline(never)]
fn get_frame<M: Mode>(m: M, depth: T<M, i64>, d: Out) -> Step {
    m.observe_frames();
    let f = frame_of::call(m, depth)?;
    done(m, d, f)
}

#[residual]
fn frame_of(machine: &Machine, depth: i64) -> Result<Value, Raise> {
    crate::types::frame::current(machine, depth)
}

/// `__import__` with the running code's globals.
#[inline(never)]
fn import<M: Mode>(m: M, name: T<M, Value>, d: Out) -> Step {
    let globals = T::lit(m.code().guest::<Signature>().globals());
    finish(m, d, import_plain::call(m, name, globals)?)
}

#[residual]
fn import_plain(machine: &Machine, name: Value, globals: Gc<Dict>) -> Result<Value, Raise> {
    crate::import::import(machine, name, roots::none(machine), 0, globals)
}

#[residual]
fn run_code(machine: &Machine, what: i64, code: Value, globals: Value, space: Value) -> Result<Value, Raise> {
    crate::builtins::code::run(machine, what == EVAL, code, globals, space)
}

#[residual(repeatable)]
fn variables(machine: &Machine, code: CodeRef, values: Gc<Array>, free: Value) -> Result<Value, Raise> {
    let s = code.guest::<Signature>();
    let mut names = s.names.clone();
    let mut values = crate::calls::words(values);
    if let Some(cells) = free.cast::<Tuple>() {
        names.extend(s.frees.iter().cloned());
        values.extend(Tuple::to_vec(cells));
    }
    crate::builtins::namespaces::locals(machine, &names, &values).map(|d| d.value())
}

/// The sorted names of a mapping of variables.
#[residual(repeatable)]
fn names_of(machine: &Machine, space: Value) -> Result<Value, Raise> {
    use crate::builtins::namespaces::sorted_names;
    let Some(d) = space.cast::<Dict>() else {
        return crate::tail::prelude(
            machine,
            "_sorted",
            &[space, roots::none(machine), machine.root(roots::FALSE)],
        );
    };
    let names = Dict::keys(d).into_iter().filter_map(trackway_kit::str_of);
    Ok(sorted_names(machine, names.map(|n| Str::text(&machine.heap, n).into_owned()).collect()))
}

/// `next` of a generator, or of an instance whose class says how.
#[inline(never)]
fn next<M: Mode>(m: M, it: T<M, Value>, default: Option<T<M, Value>>, d: Out, site: Site) -> Option<Step> {
    if let Some(c) = it.cast::<Coroutine>(m) {
        let code = m.field(c, Coroutine::CODE).promote();
        if crate::prelude::awaits(code.guest::<Signature>().class) {
            return None;
        }
        return Some(match default {
            None => enter_prelude(m, "_generator_next", &[it], d),
            Some(v) => enter_prelude(m, "_generator_next_or", &[it, v], d),
        });
    }
    if let Some(next) = next_in_sequence(m, it.as_object()?) {
        return Some(match next.or(default) {
            Some(v) => done(m, d, v),
            None => Err(raise_new(m, Cls::StopIteration, &[])),
        });
    }
    if let Some(w) = it.cast::<Walk>(m) {
        return super::walk::at_once(m, w).map(|v| done(m, d, v));
    }
    let i = it.cast::<Instance>(m)?;
    const NEXT: i64 = 1 << 57;
    let f = m.cached(site, m.shape(i) + T::lit(NEXT), |vm, key| special_of(vm, key - NEXT, "__next__"))?;
    Some(match default {
        None => super::call::enter(m, f, &[it], d),
        Some(v) => enter_prelude(m, "_next_or", &[T::lit(f), it, v], d),
    })
}

fn super_<M: Mode>(m: M, c: T<M, Value>, receiver: T<M, Value>, d: Out) -> Step {
    let s = m.new_object::<Super>(T::lit(0), 0);
    m.set_field(s, Super::CLASS, c);
    m.set_field(s, Super::RECEIVER, receiver);
    done(m, d, s.value())
}

#[inline(always)]
fn sqrt<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, Value>> {
    let f = match v.as_small() {
        Some(s) => s.to_float(),
        None => v.as_float()?,
    };
    if f >= 0.0 { Some(f.sqrt().value(m)) } else { None }
}

#[inline(always)]
fn divmod<M: Mode>(m: M, a: T<M, Value>, b: T<M, Value>) -> Option<T<M, Value>> {
    let (x, y) = smalls(a, b)?;
    if y == 0 {
        return None;
    }
    let quotient = x.checked_floor_div(y)?;
    Some(values_tuple(m, &[quotient.value(), x.floor_mod(y).value()]).value())
}

#[inline(always)]
fn int<M: Mode>(_m: M, v: T<M, Value>) -> Option<T<M, Value>> {
    if v.as_small().is_some() {
        return Some(v);
    }
    v.as_float()?.checked_to_small().map(|s| s.value())
}

#[inline(always)]
fn float<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, Value>> {
    if let Some(s) = v.as_small() {
        return Some(s.to_float().value(m));
    }
    v.as_float().map(|_| v)
}

/// Goes on with a generator; END or the yielded value goes to `d`.
#[inline(always)]
pub fn resume<M: Mode>(m: M, c: T<M, Gc<Coroutine>>, sent: T<M, Value>, d: Out) -> Step {
    match m.field(c, Coroutine::STATE).promote() {
        coroutine::STATE_CREATED | coroutine::STATE_SUSPENDED => {
            coroutine::resume(m, c, sent, d, Ret::Tagged)
        }
        coroutine::STATE_DONE => {
            reused::call(m, c)?;
            m.set_field(c, Coroutine::EXTRA, T::lit(m.root(roots::NONE)));
            done(m, d, T::lit(m.root(roots::END)))
        }
        _ => match already_running::call(m, c) {
            Err(r) => Err(r),
            Ok(_) => m.next(),
        },
    }
}

#[residual]
fn already_running(machine: &Machine, c: Gc<Coroutine>) -> Result<(), Raise> {
    let what = match crate::values::suspended_class(c) {
        Cls::Coroutine => "coroutine",
        Cls::AsyncGenerator => "async generator",
        _ => "generator",
    };
    Err(crate::errors::value_error(machine, &format!("{what} already executing")))
}

/// A coroutine gives its result once.
#[residual]
fn reused(machine: &Machine, c: Gc<Coroutine>) -> Result<(), Raise> {
    match crate::values::suspended_class(c) {
        Cls::Coroutine => {
            let text = "cannot reuse already awaited coroutine";
            Err(crate::errors::raise(machine, Cls::RuntimeError, text))
        }
        _ => Ok(()),
    }
}

/// Raises `e` where the generator waits.
#[inline(never)]
pub fn throw<M: Mode>(m: M, c: T<M, Gc<Coroutine>>, e: T<M, Value>, d: Out) -> Step {
    match m.field(c, Coroutine::STATE).promote() {
        coroutine::STATE_SUSPENDED => coroutine::resume_raising(m, c, e, d, Ret::Tagged),
        coroutine::STATE_RUNNING => match already_running::call(m, c) {
            Err(r) => Err(r),
            Ok(_) => m.next(),
        },
        _ => {
            coroutine::finish(m, c);
            Err(m.raise(e))
        }
    }
}

/// The answer of a native that may be a tail.
pub fn answer<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    finish(m, d, v)
}
