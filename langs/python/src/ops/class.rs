//! Instances: calling a class.

use super::call::{
    call_builtin, call_function, call_with_keywords, enter_prelude, enter_tail, pack, pack_tuple,
    push_receiver, resolve_call,
};
use super::passing::{constant_names, parameters, spread_parameters};
use crate::builtins::native::native;
use crate::code::Signature;
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::{
    self, Class, FLAG_ABSTRACT, FLAG_BUILTIN, FLAG_EXCEPTION, FLAG_METACLASS, FLAG_PAYLOAD,
};
use crate::types::objects::*;
use trackway::bytecode::FRAME_HEADER;
use trackway::*;
use trackway_kit::{Array, Str, Tuple};

/// What calling a class comes to, as an inline cache remembers it.
#[derive(Object)]
#[object(id = 98)]
pub struct CtorHit {
    /// The function `__init__`; ZERO: there is none, and no arguments are allowed.
    #[immutable]
    init: Value,
    /// The native that makes the instance, or ZERO.
    #[immutable]
    native: Value,
    #[immutable]
    shape: i64,
    #[immutable]
    room: i64,
    /// The slots from here to there begin as unbound.
    #[immutable]
    first: i64,
    #[immutable]
    end: i64,
    #[immutable]
    exception: bool,
    /// One of the `HOW_` constants.
    #[immutable]
    how: i64,
    /// What the prelude function for `how` needs: a constructor or `__new__`.
    #[immutable]
    maker: Value,
}

/// An instance of the root shape.
const HOW_PLAIN: i64 = 0;
/// As `HOW_PLAIN`, around an empty list, dict or set that `maker` makes.
const HOW_EMPTY: i64 = 1;
/// Around what `maker` makes of the arguments.
const HOW_WRAP: i64 = 2;
/// What `__new__`, `maker`, answers.
const HOW_NEW: i64 = 3;
/// What `__new__`, the native `maker`, answers.
const HOW_NATIVE: i64 = 4;
/// By a function of the metaclass, `__call__`, which is the maker.
const HOW_META: i64 = 5;

/// What calling the class with this shape comes to; `None`: the general way.
fn find_ctor(vm: &Machine, shape: i64) -> Option<Value> {
    let number = rt(vm).shapes().get(shape as u32).owner;
    let c = rt(vm).class(number);
    let flags = c.get(Class::FLAGS);
    if flags & FLAG_ABSTRACT != 0 || flags & FLAG_METACLASS != 0 && flags & FLAG_BUILTIN == 0 {
        return None;
    }
    let meta = crate::values::class_of(vm, c.value());
    if meta.value() != Cls::Type.word(vm)
        && let Some(f) = class::user_special(vm, meta, "__call__")
    {
        let h = plain_hit(vm, c);
        h.set(&vm.heap, CtorHit::HOW, HOW_META);
        h.set(&vm.heap, CtorHit::MAKER, f.cast::<Function>()?.value());
        return Some(h.value());
    }
    // Their deaths are awaited; see `class::new_instance`.
    if class::user_special(vm, c, "__del__").is_some() {
        return None;
    }
    let exception = flags & FLAG_EXCEPTION != 0;
    if exception && crate::builtins::exceptions::is_group(vm, c) {
        return None;
    }
    let construct = c.get(Class::CONSTRUCT);
    let (mut init, mut native) = (Value::ZERO, Value::ZERO);
    let (mut how, mut maker) = (HOW_PLAIN, Value::ZERO);
    let new = class::user_special(vm, c, "__new__");
    if construct != Value::ZERO && !exception && flags & FLAG_BUILTIN != 0 && flags & FLAG_PAYLOAD == 0 {
        native = construct;
    } else {
        if let Some(new) = new {
            if exception {
                return None;
            }
            let own_init = class::user_special(vm, c, "__init__").is_some();
            (how, maker) = how_to_make(new, own_init)?;
        } else if construct != Value::ZERO && !exception {
            let own_init = class::user_special(vm, c, "__init__").is_some();
            (how, maker) = (how_to_wrap(vm, c, own_init)?, construct);
        }
        if let Some(f) = class::user_special(vm, c, "__init__") {
            init = f.cast::<Function>()?.value();
        } else if exception && has_native_init(vm, c) || how == HOW_NEW && is_filled(vm, c) {
            return None;
        }
    }
    let h = plain_hit(vm, c);
    h.set(&vm.heap, CtorHit::INIT, init);
    h.set(&vm.heap, CtorHit::NATIVE, native);
    h.set(&vm.heap, CtorHit::EXCEPTION, exception);
    h.set(&vm.heap, CtorHit::HOW, how);
    h.set(&vm.heap, CtorHit::MAKER, maker);
    Some(h.value())
}

/// How an instance without attributes looks.
fn plain_hit(vm: &Machine, c: Gc<Class>) -> Gc<CtorHit> {
    let (h, root) = (vm.heap.alloc::<CtorHit>(), c.get(Class::ROOT_SHAPE));
    h.set(&vm.heap, CtorHit::SHAPE, root);
    h.set(&vm.heap, CtorHit::ROOM, rt(vm).shapes().inline_room(root as u32) as i64);
    let members = crate::types::layout::members(vm, c);
    h.set(&vm.heap, CtorHit::FIRST, members.start as i64);
    h.set(&vm.heap, CtorHit::END, members.end as i64);
    h
}

/// Sets the keys of [`new_plain`] apart.
const PLAIN: i64 = 1 << 59;

/// `object.__new__(c)`; `None`: the general way.
pub fn new_plain<M: Mode>(m: M, c: T<M, Gc<Class>>, site: Site) -> Option<T<M, Value>> {
    let hit = m.cached(site, m.lasting_shape(c) + T::lit(PLAIN), |vm, key| {
        let c = super::payload::class_of_shape(vm, key - PLAIN);
        let other = FLAG_BUILTIN | FLAG_EXCEPTION | FLAG_METACLASS | FLAG_ABSTRACT | FLAG_PAYLOAD;
        if c.get(Class::FLAGS) & other != 0 || class::user_special(vm, c, "__del__").is_some() {
            return None;
        }
        (c.get(Class::CONSTRUCT) == Value::ZERO).then(|| plain_hit(vm, c).value())
    })?;
    Some(new_instance(m, hit.cast::<CtorHit>()?).value())
}

/// Sets the keys of [`new_around`] apart.
const AROUND: i64 = 1 << 58;

/// `base.__new__(c, v)` where `v` is exactly of the builtin class `base` and goes inside; `None`: the general way.
pub fn new_around<M: Mode>(
    m: M,
    base: Cls,
    c: T<M, Gc<Class>>,
    v: T<M, Value>,
    site: Site,
) -> Option<T<M, Value>> {
    let exactly = match base {
        Cls::Int => v.as_small().is_some(),
        Cls::Float => v.as_float().is_some(),
        Cls::Str => v.cast::<Str>(m).is_some(),
        _ => v.cast::<Tuple>(m).is_some(),
    };
    if !exactly {
        return None;
    }
    let hit = m.cached(site, m.lasting_shape(c) + T::lit(AROUND), |vm, key| {
        let c = super::payload::class_of_shape(vm, key - AROUND);
        let flags = c.get(Class::FLAGS);
        let other = FLAG_BUILTIN | FLAG_EXCEPTION | FLAG_METACLASS | FLAG_ABSTRACT;
        let plain = flags & other == 0 && flags & FLAG_PAYLOAD != 0 && class::derives(vm, c, base);
        (plain && class::user_special(vm, c, "__del__").is_none()).then(|| plain_hit(vm, c).value())
    })?;
    let i = new_instance(m, hit.cast::<CtorHit>()?);
    m.set_item(i, Instance::SLOTS, T::lit(0), v);
    Some(i.value())
}

/// Whether a builtin `__init__` puts the elements into what `__new__` made.
fn is_filled(vm: &Machine, c: Gc<Class>) -> bool {
    [Cls::List, Cls::Dict, Cls::Set, Cls::Ring, Cls::ByteArray].iter().any(|cls| class::derives(vm, c, *cls))
}

/// How `__new__` makes instances: written in Python, or a native that is all there is.
fn how_to_make(new: Value, own_init: bool) -> Option<(i64, Value)> {
    if new.cast::<Builtin>().is_some() && !own_init {
        return Some((HOW_NATIVE, new));
    }
    let maker = new.cast::<StaticMethod>()?.get(StaticMethod::FUNCTION);
    maker.cast::<Function>()?;
    Some((HOW_NEW, maker))
}

/// How instances of a class derived from a builtin type are made, where `__new__` is the builtin's.
fn how_to_wrap(vm: &Machine, c: Gc<Class>, own_init: bool) -> Option<i64> {
    let is = |cls: &Cls| class::derives(vm, c, *cls);
    if [Cls::List, Cls::Dict, Cls::Set, Cls::Ring].iter().any(is) {
        return Some(if own_init { HOW_EMPTY } else { HOW_WRAP });
    }
    let fixed = [Cls::Int, Cls::Float, Cls::Str, Cls::Tuple, Cls::FrozenSet, Cls::Bytes, Cls::Complex];
    fixed.iter().any(is).then_some(HOW_WRAP)
}

/// Some builtin exceptions set attributes of their own.
fn has_native_init(vm: &Machine, c: Gc<Class>) -> bool {
    let base = class::lookup(vm, Cls::BaseException.gc(vm), crate::runtime::known_sym(vm, "__init__"));
    let own = class::lookup(vm, c, crate::runtime::known_sym(vm, "__init__"));
    own.map(|(v, _)| v) != base.map(|(v, _)| v)
}

/// Calls class `c`, whose arguments are in window `w`.
#[inline(never)]
pub fn call_class<M: Mode>(m: M, c: T<M, Gc<Class>>, w: u32, argc: u32, d: Out, site: Site) -> Step {
    let found = m.cached(site, m.lasting_shape(c), find_ctor);
    let Some(hit) = found.and_then(|v| v.cast::<CtorHit>()) else {
        return construct(m, c, w, argc, d);
    };
    if let Some(b) = hit.get(CtorHit::NATIVE).cast::<Builtin>() {
        return call_builtin(m, T::lit(b), w, argc, d, site);
    }
    if let Some(b) = native_new(hit) {
        let first = w + FRAME_HEADER;
        for i in (0..argc).rev() {
            m.set_register(first + i + 1, m.register(first + i));
        }
        m.set_register(first, c.value());
        return call_builtin(m, T::lit(b), w, argc + 1, d, site);
    }
    if hit.get(CtorHit::HOW) == HOW_META {
        let maker = hit.get(CtorHit::MAKER);
        push_receiver(m, w, argc, T::lit(maker), c.value());
        let f = maker.cast::<Function>().expect("a metaclass's function");
        return call_function(m, T::lit(f), w, argc + 1, d, Ret::Write);
    }
    if hit.get(CtorHit::HOW) >= HOW_WRAP {
        return by_prelude(m, c, hit, w, argc, d);
    }
    let init = hit.get(CtorHit::INIT);
    let exception = hit.get(CtorHit::EXCEPTION);
    if init == Value::ZERO && argc > 0 && !exception {
        return construct(m, c, w, argc, d);
    }
    let object = new_instance(m, hit);
    if exception {
        fill_exception(m, object, w + FRAME_HEADER, argc);
    }
    if hit.get(CtorHit::HOW) == HOW_EMPTY {
        let inside = empty::call(m, T::lit(hit.get(CtorHit::MAKER)))?;
        m.set_item(object, Instance::SLOTS, T::lit(0), inside);
    }
    let Some(init) = init.cast::<Function>() else {
        m.set(d, object.value());
        return m.next();
    };
    let first = w + FRAME_HEADER;
    for i in (0..argc).rev() {
        m.set_register(first + i + 2, m.register(first + i));
    }
    m.set_register(first + 1, object.value());
    m.set_register(w + 1, T::lit(init.value()));
    m.set_register(w, object.value());
    call_function(m, T::lit(init), w + 1, argc + 1, d, Ret::Below)
}

/// The native `__new__` of the class, where calling that is all.
fn native_new(hit: Gc<CtorHit>) -> Option<Gc<Builtin>> {
    if hit.get(CtorHit::HOW) == HOW_NATIVE { hit.get(CtorHit::MAKER).cast() } else { None }
}

/// As [`call_class`], the last arguments with the names in tuple `k`; `None`: the general way.
#[inline(never)]
pub fn call_class_named<M: Mode>(
    m: M,
    c: T<M, Gc<Class>>,
    w: u32,
    argc: u32,
    k: Const,
    d: Out,
    site: Site,
) -> Option<Step> {
    let hit = m.cached(site, m.lasting_shape(c), find_ctor).and_then(|v| v.cast::<CtorHit>())?;
    if let Some(b) = hit.get(CtorHit::NATIVE).cast::<Builtin>() {
        if !native(b.get(Builtin::NUMBER)).takes_keywords() {
            return None;
        }
        let args = pack(m, w + FRAME_HEADER, argc);
        return Some(call_with_keywords(m, T::lit(b.value()), args, T::lit(m.constant(k)), d));
    }
    if let Some(b) = native_new(hit).filter(|b| native(b.get(Builtin::NUMBER)).takes_keywords()) {
        let args = m.new_object::<Array>(T::lit(0), argc + 1);
        m.set_item(args, Array::ITEMS, T::lit(0), c.value());
        for i in 0..argc {
            let v = m.register(w + FRAME_HEADER + i);
            m.set_item(args, Array::ITEMS, T::lit(i as i64 + 1), v);
        }
        return Some(call_with_keywords(m, T::lit(b.value()), args, T::lit(m.constant(k)), d));
    }
    if hit.get(CtorHit::HOW) == HOW_NEW && hit.get(CtorHit::INIT) == Value::ZERO {
        return made_named(m, c, hit, w, argc, k, d);
    }
    if hit.get(CtorHit::HOW) != HOW_PLAIN || hit.get(CtorHit::EXCEPTION) {
        return None;
    }
    let init = hit.get(CtorHit::INIT).cast::<Function>()?;
    let object = new_instance(m, hit);
    let mut given = vec![object.value()];
    given.extend((0..argc).map(|i| m.register(w + FRAME_HEADER + i)));
    let code = init.get(Function::CODE);
    let values = parameters(m, T::lit(init), code, &given, &constant_names(m, k))?;
    m.set_register(w + 1, T::lit(init.value()));
    m.set_register(w, object.value());
    values.iter().enumerate().for_each(|(i, v)| m.set_window(w + 1, i as u32, *v));
    Some(m.call(code, w + 1, d, Ret::Below))
}

/// As [`call_class`], with the elements of a tuple and a dict of keywords; `None`: the general way.
#[inline(never)]
pub fn call_class_spread<M: Mode>(
    m: M,
    c: T<M, Gc<Class>>,
    w: u32,
    args: T<M, Value>,
    keywords: T<M, Value>,
    d: Out,
    site: Site,
) -> Option<Step> {
    let hit = m.cached(site, m.lasting_shape(c), find_ctor).and_then(|v| v.cast::<CtorHit>())?;
    let by_native = hit.get(CtorHit::NATIVE).cast::<Builtin>().is_some();
    if by_native || hit.get(CtorHit::HOW) != HOW_PLAIN || hit.get(CtorHit::EXCEPTION) {
        return None;
    }
    let init = hit.get(CtorHit::INIT).cast::<Function>()?;
    let (code, object) = (init.get(Function::CODE), new_instance(m, hit).value());
    let values = spread_parameters(m, T::lit(init), code, Some(object), args, keywords)?;
    m.set_register(w + 1, T::lit(init.value()));
    m.set_register(w, object);
    values.iter().enumerate().for_each(|(i, v)| m.set_window(w + 1, i as u32, *v));
    Some(m.call(code, w + 1, d, Ret::Below))
}

/// An instance by a `__new__` whose parameters can all be given by position.
fn made_named<M: Mode>(
    m: M,
    c: T<M, Gc<Class>>,
    hit: Gc<CtorHit>,
    w: u32,
    argc: u32,
    k: Const,
    d: Out,
) -> Option<Step> {
    let new = hit.get(CtorHit::MAKER).cast::<Function>()?;
    let code = new.get(Function::CODE);
    let s = code.guest::<Signature>();
    if s.varargs || s.varkeywords || s.named() != s.positional {
        return None;
    }
    let mut given = vec![c.value()];
    given.extend((0..argc).map(|i| m.register(w + FRAME_HEADER + i)));
    let values = parameters(m, T::lit(new), code, &given, &constant_names(m, k))?;
    let given = pack_tuple(m, w + FRAME_HEADER, argc);
    let mut args = vec![c.value(), T::lit(new.value()), T::lit(m.constant(k)), given.value()];
    args.extend(&values[1..]);
    Some(enter_prelude(m, "_made_bound", &args, d))
}

/// What a builtin container's constructor makes of nothing.
#[residual(allocates)]
fn empty(machine: &Machine, maker: Value) -> Result<Value, Raise> {
    let b = maker.cast::<Builtin>().ok_or_else(|| crate::errors::type_error(machine, "no constructor"))?;
    crate::calls::run(machine, b, &[])
}

/// Calls of classes that a prelude function carries out.
#[inline(never)]
fn by_prelude<M: Mode>(m: M, c: T<M, Gc<Class>>, hit: Gc<CtorHit>, w: u32, argc: u32, d: Out) -> Step {
    let has_init = hit.get(CtorHit::INIT) != Value::ZERO;
    let name = match (hit.get(CtorHit::HOW), has_init, argc) {
        (HOW_WRAP, false, 0) => "_wrapped_0",
        (HOW_WRAP, false, 1) => "_wrapped_1",
        (HOW_WRAP, false, _) => "_wrapped",
        (HOW_WRAP, true, _) => "_wrapped_init",
        (_, false, 1) => "_made_1",
        (_, false, 2) => "_made_2",
        (_, false, 3) => "_made_3",
        (_, false, _) => "_made",
        (_, true, _) => "_made_init",
    };
    let mut args = vec![c.value(), T::lit(hit.get(CtorHit::MAKER))];
    if has_init {
        args.push(T::lit(hit.get(CtorHit::INIT)));
    }
    args.extend((0..argc).map(|i| m.register(w + FRAME_HEADER + i)));
    enter_prelude(m, name, &args, d)
}

/// An instance with empty slots.
#[inline(always)]
fn new_instance<M: Mode>(m: M, hit: Gc<CtorHit>) -> T<M, Gc<Instance>> {
    let room = hit.get(CtorHit::ROOM) as u32;
    let object = m.new_object::<Instance>(T::lit(hit.get(CtorHit::SHAPE)), room);
    m.set_field(object, Instance::EXTRA, T::lit(Value::ZERO));
    let members = hit.get(CtorHit::FIRST)..hit.get(CtorHit::END);
    for i in 0..room as i64 {
        let v = if members.contains(&i) { m.root(roots::UNBOUND) } else { Value::ZERO };
        m.set_item(object, Instance::SLOTS, T::lit(i), T::lit(v));
    }
    object
}

fn fill_exception<M: Mode>(m: M, e: T<M, Gc<Instance>>, first: u32, argc: u32) {
    let args = pack_tuple(m, first, argc);
    let none = T::lit(m.root(roots::NONE));
    let set = |i: usize, v| m.set_item(e, Instance::SLOTS, T::lit(i as i64), v);
    set(class::EXC_ARGS, args.value());
    set(class::EXC_CAUSE, none);
    set(class::EXC_CONTEXT, none);
    set(class::EXC_TRACEBACK, none);
    set(class::EXC_SUPPRESS, T::lit(m.root(roots::FALSE)));
}

/// The general way: `__new__` and `__init__` by a prelude function.
#[inline(never)]
fn construct<M: Mode>(m: M, c: T<M, Gc<Class>>, w: u32, argc: u32, d: Out) -> Step {
    let args = pack(m, w + FRAME_HEADER, argc);
    let t = resolve_call::call(m, c.value(), args, T::lit(Value::ZERO))?;
    match t.cast::<TailCall>(m) {
        Some(t) => enter_tail(m, t, d),
        None => {
            m.set(d, t);
            m.next()
        }
    }
}
