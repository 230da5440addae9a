//! Calls: of guest functions, natives, methods and classes.
//!
//! A callee stands at the window's first register, its arguments from the fifth on. Everything
//! here ends by entering a frame, or by writing the result of a native.

use super::inline;
use super::passing::{constant_names, parameters, spread_parameters};
use super::unawaited;
use crate::bind;
use crate::builtins::native::{Act, Native, check_count, native};
use crate::code::Signature;
use crate::errors::type_error;
use crate::ops::class::{call_class, call_class_named, call_class_spread};
use crate::prelude;
use crate::roots;
use crate::types::class::Class;
use crate::types::objects::*;
use crate::values::type_name;
use trackway::bytecode::FRAME_HEADER;
use trackway::*;
use trackway_kit::{Array, Dict, Tuple, str_of};

/// A register that is free while nothing is called: results that nobody wants go there.
#[inline(always)]
pub fn nowhere<M: Mode>(m: M) -> Out {
    Out(m.code().regs)
}

/// `d := callee(arguments)`
#[op]
pub fn call<M: Mode>(m: M, d: Out, w: Args<0>, argc: Count, site: Site) -> Step {
    call_value(m, w.0, argc.0, d, site)
}

/// As `call`, after `get_method`: the receiver counts when it is there.
#[op]
pub fn call_method<M: Mode>(m: M, d: Out, w: Args<1>, argc: Count, site: Site) -> Step {
    if drop_receiver(m, w.0, argc.0) {
        return call_value(m, w.0, argc.0, d, site);
    }
    call_value(m, w.0, argc.0 + 1, d, site)
}

/// Moves the arguments down when there is no receiver.
#[inline(always)]
fn drop_receiver<M: Mode>(m: M, w: u32, argc: u32) -> bool {
    let first = w + FRAME_HEADER;
    if !m.register(first).is_static(m.root(roots::UNBOUND)) {
        return false;
    }
    for i in 0..argc {
        m.set_register(first + i, m.register(first + i + 1));
    }
    true
}

/// Calls what is in window `w` with `argc` arguments.
#[inline(always)]
pub fn call_value<M: Mode>(m: M, w: u32, argc: u32, d: Out, site: Site) -> Step {
    let callee = m.register(w);
    if let Some(o) = callee.as_object() {
        if let Some(f) = m.cast::<Function>(o) {
            return call_function(m, f, w, argc, d, Ret::Write);
        }
        if let Some(b) = m.cast::<Builtin>(o) {
            return call_builtin(m, b, w, argc, d, site);
        }
        if let Some(c) = m.cast::<Class>(o) {
            return call_class(m, c, w, argc, d, site);
        }
        if let Some(b) = m.cast::<BoundMethod>(o) {
            return call_bound(m, b, w, argc, d, site);
        }
        if let Some(i) = m.cast::<Instance>(o)
            && let Some(f) = call_method_of(m, i, site)
        {
            push_receiver(m, w, argc, T::lit(f.value()), callee);
            return call_function(m, T::lit(f), w, argc + 1, d, Ret::Write);
        }
    }
    call_other(m, callee, w, argc, d)
}

/// Sets the keys of caches of `__call__` apart.
const CALL: i64 = 1 << 59;

/// The method `__call__`, written in Python, of an instance.
#[inline(never)]
fn call_method_of<M: Mode>(m: M, i: T<M, Gc<Instance>>, site: Site) -> Option<Gc<Function>> {
    let key = m.shape(i) + T::lit(CALL);
    m.cached(site, key, |vm, key| super::inline::special_of(vm, key - CALL, "__call__"))?.cast()
}

fn call_bound<M: Mode>(m: M, b: T<M, Gc<BoundMethod>>, w: u32, argc: u32, d: Out, site: Site) -> Step {
    let (function, receiver) = (m.field(b, BoundMethod::FUNCTION), m.field(b, BoundMethod::RECEIVER));
    if let Some(f) = function.cast::<Function>(m) {
        push_receiver(m, w, argc, function, receiver);
        return call_function(m, f, w, argc + 1, d, Ret::Write);
    }
    if let Some(f) = function.cast::<Builtin>(m) {
        push_receiver(m, w, argc, function, receiver);
        return call_builtin(m, f, w, argc + 1, d, site);
    }
    push_receiver(m, w, argc, function, receiver);
    call_other(m, function, w, argc + 1, d)
}

/// Makes room for a first argument.
pub(super) fn push_receiver<M: Mode>(m: M, w: u32, argc: u32, function: T<M, Value>, receiver: T<M, Value>) {
    let first = w + FRAME_HEADER;
    for i in (0..argc).rev() {
        m.set_register(first + i + 1, m.register(first + i));
    }
    m.set_register(first, receiver);
    m.set_register(w, function);
}

/// Calls an object that is none of the usual callables.
#[inline(never)]
fn call_other<M: Mode>(m: M, callee: T<M, Value>, w: u32, argc: u32, d: Out) -> Step {
    let args = pack(m, w + FRAME_HEADER, argc);
    let t = resolve_call::call(m, callee, args, T::lit(Value::ZERO))?;
    finish(m, d, t)
}

/// How to call an object by its class: a tail.
#[residual(repeatable)]
pub fn resolve_call(machine: &Machine, callee: Value, args: Gc<Array>, names: Value) -> Result<Value, Raise> {
    crate::calls::resolve(machine, callee, args, names)
}

/// The registers from `first` on in a new array.
pub fn pack<M: Mode>(m: M, first: u32, n: u32) -> T<M, Gc<Array>> {
    let a = m.new_object::<Array>(T::lit(0), n);
    for i in 0..n {
        m.set_item(a, Array::ITEMS, T::lit(i as i64), m.register(first + i));
    }
    a
}

/// The registers from `first` on in a new tuple.
pub fn pack_tuple<M: Mode>(m: M, first: u32, n: u32) -> T<M, Gc<Tuple>> {
    let t = m.new_object::<Tuple>(T::lit(0), n);
    for i in 0..n {
        m.set_item(t, Tuple::ITEMS, T::lit(i as i64), m.register(first + i));
    }
    t
}

/// A new tuple of values.
pub fn values_tuple<M: Mode>(m: M, values: &[T<M, Value>]) -> T<M, Gc<Tuple>> {
    let t = m.new_object::<Tuple>(T::lit(0), values.len() as u32);
    values.iter().enumerate().for_each(|(i, v)| m.set_item(t, Tuple::ITEMS, T::lit(i as i64), *v));
    t
}

/// Enters guest function `f`, whose arguments are in window `w`.
#[inline(always)]
pub fn call_function<M: Mode>(m: M, f: T<M, Gc<Function>>, w: u32, argc: u32, d: Out, ret: Ret) -> Step {
    let code = m.field(f, Function::CODE).promote();
    let s = code.guest::<Signature>();
    if s.simple && argc as usize == s.positional {
        return m.call(code, w, d, ret);
    }
    call_bending(m, f, code, w, argc, d, ret)
}

/// Calls that need defaults or `*args`, and those that make coroutines.
#[inline(never)]
fn call_bending<M: Mode>(
    m: M,
    f: T<M, Gc<Function>>,
    code: CodeRef,
    w: u32,
    argc: u32,
    d: Out,
    ret: Ret,
) -> Step {
    let s = code.guest::<Signature>();
    if s.is_awaited() && s.has_only_positional() && argc as usize == s.positional {
        unawaited::note(m, code, d, ret);
        return m.call(code, w, d, ret);
    }
    let first = w + FRAME_HEADER;
    let given: Vec<_> = (0..argc).map(|i| m.register(first + i)).collect();
    if let Some(values) = parameters(m, f, code, &given, &[]) {
        return enter_given(m, code, &values, w, d, ret);
    }
    let args = pack(m, first, argc);
    let bound = bind_arguments::call(m, f, args, T::lit(Value::ZERO))?;
    enter_bound(m, code, bound, w, d, ret)
}

/// Enters `code` with all its parameters given.
fn enter_given<M: Mode>(m: M, code: CodeRef, values: &[T<M, Value>], w: u32, d: Out, ret: Ret) -> Step {
    unawaited::note(m, code, d, ret);
    values.iter().enumerate().for_each(|(i, v)| m.set_window(w, i as u32, *v));
    m.call(code, w, d, ret)
}

/// Enters `code` with all its parameters given by an array.
fn enter_bound<M: Mode>(m: M, code: CodeRef, bound: T<M, Gc<Array>>, w: u32, d: Out, ret: Ret) -> Step {
    unawaited::note(m, code, d, ret);
    for i in 0..code.params {
        m.set_window(w, i, m.item(bound, Array::ITEMS, T::lit(i as i64)));
    }
    m.call(code, w, d, ret)
}

/// The words for all parameters. `names`: a tuple of the last arguments' names, or ZERO.
#[residual(repeatable)]
pub fn bind_arguments(
    machine: &Machine,
    f: Gc<Function>,
    args: Gc<Array>,
    names: Value,
) -> Result<Gc<Array>, Raise> {
    let (positional, keywords) = crate::calls::split(args, names);
    let bound = bind::bind(machine, f, &positional, &keywords)?;
    let a = Array::new(&machine.heap, bound.len());
    bound.iter().enumerate().for_each(|(i, v)| a.set_item(&machine.heap, Array::ITEMS, i, *v));
    Ok(a)
}

/// Calls a native whose arguments are in window `w`.
#[inline(always)]
pub fn call_builtin<M: Mode>(m: M, b: T<M, Gc<Builtin>>, w: u32, argc: u32, d: Out, site: Site) -> Step {
    let id = m.field(b, Builtin::NUMBER).promote();
    let n = native(id);
    if let Some(step) = inline::call(m, n, w, argc, d, site) {
        return step;
    }
    run_native(m, id, n, w, argc, d)
}

#[inline(never)]
fn run_native<M: Mode>(m: M, id: i64, n: &'static Native, w: u32, argc: u32, d: Out) -> Step {
    let first = w + FRAME_HEADER;
    let known = T::lit(id);
    if n.indexes | n.reals != 0 && has_instance(m, n, first, argc) {
        let args = pack(m, first, argc);
        let t = number_tail::call(m, known, m.register(w), args)?;
        if !t.is_static(Value::ZERO) {
            return finish(m, d, t);
        }
    }
    if !(n.min..=n.max).contains(&(argc as usize)) {
        return Err(wrong_count(m, id, argc));
    }
    if !n.keyword_only.is_empty() || argc == 0 || argc > 3 || matches!(n.act, Act::Guarded(_)) {
        let args = pack_native(m, n, first, argc);
        return run_packed(m, id, n, args, d);
    }
    let (a, b, c) = (m.register(first), m.register(first + 1), m.register(first + 2));
    if let Act::Effect = n.act {
        let v = match argc {
            1 => effect_1::call(m, known, a)?,
            2 => effect_2::call(m, known, a, b)?,
            _ => effect_3::call(m, known, a, b, c)?,
        };
        m.set(d, v);
        return m.next();
    }
    let v = match argc {
        1 => pure_1::call(m, known, a)?,
        2 => pure_2::call(m, known, a, b)?,
        _ => pure_3::call(m, known, a, b, c)?,
    };
    match n.act {
        Act::Tail => finish(m, d, v),
        _ => {
            m.set(d, v);
            m.next()
        }
    }
}

/// Whether an instance is given where a number is wanted.
fn has_instance<M: Mode>(m: M, n: &'static Native, first: u32, argc: u32) -> bool {
    (0..argc).any(|i| {
        let (integer, real) = n.asks(i as usize);
        (integer || real) && m.register(first + i).cast::<Instance>(m).is_some()
    })
}

/// A tail that replaces instances by what their `__index__` or `__float__` answers; ZERO if none has it.
#[residual(repeatable)]
fn number_tail(machine: &Machine, id: i64, f: Value, args: Gc<Array>) -> Result<Value, Raise> {
    let n = native(id);
    let words = crate::calls::words(args);
    let wanted = |(i, v): (usize, &Value)| {
        let (integer, real) = n.asks(i);
        integer && crate::values::has_index(machine, *v) || real && crate::values::has_float(machine, *v)
    };
    if !words.iter().enumerate().any(wanted) {
        return Ok(Value::ZERO);
    }
    let args = Tuple::new(&machine.heap, &words).value();
    let [indexes, reals] = [n.indexes, n.reals].map(|bits| Value::int(bits as i64).expect("small"));
    crate::tail::prelude(machine, "_with_numbers", &[f, args, indexes, reals])
}

/// As [`number_tail`], of a call with names.
#[residual(repeatable)]
fn named_number_tail(
    machine: &Machine,
    id: i64,
    f: Value,
    args: Gc<Array>,
    names: Value,
) -> Result<Value, Raise> {
    let n = native(id);
    let (positional, keywords) = crate::calls::split(args, names);
    let named = Dict::new(&machine.heap);
    for (k, v) in keywords {
        if let Some(k) = str_of(k) {
            crate::dicts::set_str(machine, named, k, v)?;
        }
    }
    let args = Tuple::new(&machine.heap, &positional).value();
    let [indexes, reals] = [n.indexes, n.reals].map(|bits| Value::int(bits as i64).expect("small"));
    crate::tail::prelude(machine, "_with_numbers_named", &[f, args, named.value(), indexes, reals])
}

/// The arguments of a native in an array, keyword-only ones (absent) first.
fn pack_native<M: Mode>(m: M, n: &'static Native, first: u32, argc: u32) -> T<M, Gc<Array>> {
    let k = n.keyword_only.len() as u32;
    let a = m.new_object::<Array>(T::lit(0), k + argc);
    for i in 0..k {
        m.set_item(a, Array::ITEMS, T::lit(i as i64), T::lit(m.root(roots::UNBOUND)));
    }
    for i in 0..argc {
        m.set_item(a, Array::ITEMS, T::lit((k + i) as i64), m.register(first + i));
    }
    a
}

/// The arguments of a native in the order in which it takes them.
fn pack_order<M: Mode>(m: M, first: u32, order: &[Option<usize>]) -> T<M, Gc<Array>> {
    let a = m.new_object::<Array>(T::lit(0), order.len() as u32);
    for (i, from) in order.iter().enumerate() {
        let v = from.map_or(T::lit(m.root(roots::UNBOUND)), |from| m.register(first + from as u32));
        m.set_item(a, Array::ITEMS, T::lit(i as i64), v);
    }
    a
}

/// Calls a native with its arguments in an array.
fn run_packed<M: Mode>(m: M, id: i64, n: &'static Native, args: T<M, Gc<Array>>, d: Out) -> Step {
    match n.act {
        Act::Guarded(_) => {
            let t = guard::call(m, T::lit(id), args)?;
            if !t.is_static(Value::ZERO) {
                return finish(m, d, t);
            }
            m.set(d, effect_n::call(m, T::lit(id), args)?);
            m.next()
        }
        Act::Effect => {
            m.set(d, effect_n::call(m, T::lit(id), args)?);
            m.next()
        }
        Act::Pure | Act::Tail => {
            let v = pure_n::call(m, T::lit(id), args)?;
            finish(m, d, v)
        }
    }
}

#[inline(never)]
fn wrong_count<M: Mode>(m: M, id: i64, argc: u32) -> Raise {
    match raise_count::call(m, T::lit(id), T::lit(argc as i64)) {
        Err(r) => r,
        Ok(_) => Raise,
    }
}

#[residual]
fn raise_count(machine: &Machine, id: i64, argc: i64) -> Result<(), Raise> {
    check_count(machine, id, argc as usize)
}

#[residual(repeatable)]
fn pure_1(machine: &Machine, id: i64, a: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a])
}

#[residual(repeatable)]
fn pure_2(machine: &Machine, id: i64, a: Value, b: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a, b])
}

#[residual(repeatable)]
fn pure_3(machine: &Machine, id: i64, a: Value, b: Value, c: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a, b, c])
}

#[residual(repeatable)]
fn pure_n(machine: &Machine, id: i64, args: Gc<Array>) -> Result<Value, Raise> {
    (native(id).run)(machine, &crate::calls::words(args))
}

#[residual]
fn effect_1(machine: &Machine, id: i64, a: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a])
}

#[residual]
fn effect_2(machine: &Machine, id: i64, a: Value, b: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a, b])
}

#[residual]
fn effect_3(machine: &Machine, id: i64, a: Value, b: Value, c: Value) -> Result<Value, Raise> {
    (native(id).run)(machine, &[a, b, c])
}

#[residual]
fn effect_n(machine: &Machine, id: i64, args: Gc<Array>) -> Result<Value, Raise> {
    (native(id).run)(machine, &crate::calls::words(args))
}

/// A tail when guest code must do the work of this native; else ZERO.
#[residual(repeatable)]
fn guard(machine: &Machine, id: i64, args: Gc<Array>) -> Result<Value, Raise> {
    let words = crate::calls::words(args);
    match native(id).act {
        Act::Guarded(g) => match g(machine, &words) {
            Some(name) => {
                // A frame's registers must not begin as unbound: END stands for what is absent.
                let (unbound, end) = (machine.root(roots::UNBOUND), machine.root(roots::END));
                let words: Vec<Value> = words.iter().map(|v| if *v == unbound { end } else { *v }).collect();
                crate::tail::callable(machine, prelude::function_for(machine, name, &words).value(), &words)
            }
            None => Ok(Value::ZERO),
        },
        _ => Ok(Value::ZERO),
    }
}

/// Writes a helper's answer, or lets guest code go on when it is a tail.
#[inline(always)]
pub fn finish<M: Mode>(m: M, d: Out, v: T<M, Value>) -> Step {
    if let Some(t) = v.cast::<TailCall>(m) {
        return enter_tail(m, t, d);
    }
    m.set(d, v);
    m.next()
}

/// Calls what a tail says.
#[inline(never)]
pub fn enter_tail<M: Mode>(m: M, t: T<M, Gc<TailCall>>, d: Out) -> Step {
    let f = m.field(t, TailCall::FUNCTION);
    let args = m.field(t, TailCall::ARGS);
    let n = m.tail_len(args, Array::ITEMS).promote() as u32;
    let w = m.code().regs;
    m.set_window_callee(w, f.value());
    for i in 0..n {
        m.set_window(w, i, m.item(args, Array::ITEMS, T::lit(i as i64)));
    }
    call_function(m, f, w, n, d, Ret::Write)
}

/// Calls guest function `f`, a constant, above the frame.
#[inline(never)]
pub fn enter<M: Mode>(m: M, f: Value, args: &[T<M, Value>], d: Out) -> Step {
    let w = m.code().regs;
    m.set_window_callee(w, T::lit(f));
    args.iter().enumerate().for_each(|(i, a)| m.set_window(w, i as u32, *a));
    match T::<M, Value>::lit(f).cast::<Function>(m) {
        Some(f) => call_function(m, f, w, args.len() as u32, d, Ret::Write),
        None => call_other(m, T::lit(f), w, args.len() as u32, d),
    }
}

/// Calls prelude function `name`.
#[inline(never)]
pub fn enter_prelude<M: Mode>(m: M, name: &'static str, args: &[T<M, Value>], d: Out) -> Step {
    let f = prelude::function(m.machine(), name);
    let (code, arg) = (f.get(Function::CODE).linked(m.machine()), |i: usize| {
        args.get(i).copied().unwrap_or(T::lit(Value::ZERO))
    });
    if !code.has_loops || args.is_empty() {
        return enter(m, f.value(), args, d);
    }
    let f = variant::call(m, T::lit(f), T::lit(args.len() as i64), arg(0), arg(1), arg(2)).promote();
    enter(m, f, args, d)
}

/// The variant of a prelude function for its arguments, three of which are given.
#[residual(repeatable)]
fn variant(machine: &Machine, f: Gc<Function>, n: i64, a: Value, b: Value, c: Value) -> Value {
    prelude::variant(machine, f, &[a, b, c][..(n as usize).min(3)]).value()
}

/// As `call`; the last arguments have the names in tuple `k`
#[op]
pub fn call_kw<M: Mode>(m: M, d: Out, w: Args<0>, argc: Count, k: Const, site: Site) -> Step {
    call_named(m, w.0, argc.0, k, d, site)
}

/// As `call_method`; the last arguments have the names in tuple `k`
#[op]
pub fn call_method_kw<M: Mode>(m: M, d: Out, w: Args<1>, argc: Count, k: Const, site: Site) -> Step {
    if drop_receiver(m, w.0, argc.0) {
        return call_named(m, w.0, argc.0, k, d, site);
    }
    call_named(m, w.0, argc.0 + 1, k, d, site)
}

fn call_named<M: Mode>(m: M, w: u32, argc: u32, k: Const, d: Out, site: Site) -> Step {
    let mut argc = argc;
    let mut callee = m.register(w);
    if let Some(b) = callee.cast::<BoundMethod>(m) {
        callee = m.field(b, BoundMethod::FUNCTION);
        push_receiver(m, w, argc, callee, m.field(b, BoundMethod::RECEIVER));
        argc += 1;
    } else if let Some(i) = callee.cast::<Instance>(m)
        && let Some(f) = call_method_of(m, i, site)
    {
        push_receiver(m, w, argc, T::lit(f.value()), callee);
        callee = T::lit(f.value());
        argc += 1;
    }
    if let Some(f) = callee.cast::<Function>(m) {
        let code = m.field(f, Function::CODE).promote();
        let given: Vec<_> = (0..argc).map(|i| m.register(w + FRAME_HEADER + i)).collect();
        if let Some(values) = parameters(m, f, code, &given, &constant_names(m, k)) {
            return enter_given(m, code, &values, w, d, Ret::Write);
        }
        let args = pack(m, w + FRAME_HEADER, argc);
        let bound = bind_arguments::call(m, f, args, T::lit(m.constant(k)))?;
        return enter_bound(m, code, bound, w, d, Ret::Write);
    }
    if let Some(c) = callee.cast::<Class>(m)
        && let Some(step) = call_class_named(m, c, w, argc, k, d, site)
    {
        return step;
    }
    if let Some(b) = callee.cast::<Builtin>(m) {
        let id = m.field(b, Builtin::NUMBER).promote();
        if native(id).indexes | native(id).reals != 0 && has_instance(m, native(id), w + FRAME_HEADER, argc) {
            let args = pack(m, w + FRAME_HEADER, argc);
            let t = named_number_tail::call(m, T::lit(id), callee, args, T::lit(m.constant(k)))?;
            return finish(m, d, t);
        }
        let names = constant_names(m, k);
        if let Some(order) = crate::calls::native_order(m.machine(), native(id), argc as usize, &names) {
            let args = pack_order(m, w + FRAME_HEADER, &order);
            return run_packed(m, id, native(id), args, d);
        }
    }
    let args = pack(m, w + FRAME_HEADER, argc);
    call_with_keywords(m, callee, args, T::lit(m.constant(k)), d)
}

/// Calls anything but a guest function with keywords.
pub fn call_with_keywords<M: Mode>(
    m: M,
    callee: T<M, Value>,
    args: T<M, Gc<Array>>,
    names: T<M, Value>,
    d: Out,
) -> Step {
    if let Some(b) = callee.cast::<Builtin>(m) {
        let id = m.field(b, Builtin::NUMBER).promote();
        let args = native_keywords::call(m, T::lit(id), args, names)?;
        return run_packed(m, id, native(id), args, d);
    }
    let t = resolve_call::call(m, callee, args, names)?;
    finish(m, d, t)
}

/// The arguments of a native in the order in which it takes them.
#[residual(repeatable)]
fn native_keywords(machine: &Machine, id: i64, args: Gc<Array>, names: Value) -> Result<Gc<Array>, Raise> {
    crate::calls::native_arguments(machine, id, args, names)
}

/// Calls with a tuple of arguments and, when `imm` is 1, a dict of keywords
#[op]
pub fn call_ex<M: Mode>(m: M, d: Out, w: Args<1>, dict: Count, site: Site) -> Step {
    let callee = m.register(w.0);
    let (args, keywords) = (m.register(w.0 + 4), m.register(w.0 + 5));
    let no_keywords = dict.0 == 0
        || keywords.cast::<trackway_kit::Dict>(m).is_some_and(|k| m.field(k, trackway_kit::Dict::USED) == 0);
    if no_keywords && let Some(step) = spread_short(m, w.0, callee, args, d, site) {
        return step;
    }
    if dict.0 == 1
        && let Some(c) = callee.cast::<Class>(m)
        && let Some(step) = call_class_spread(m, c, w.0, args, keywords, d, site)
    {
        return step;
    }
    let keywords = if dict.0 == 1 { keywords } else { T::lit(Value::ZERO) };
    if let Some(f) = callee.cast::<Function>(m) {
        let code = m.field(f, Function::CODE).promote();
        if let Some(values) = spread_parameters(m, f, code, None, args, keywords) {
            return enter_given(m, code, &values, w.0, d, Ret::Write);
        }
        let bound = bind_spread::call(m, f, args, keywords)?;
        return enter_bound(m, code, bound, w.0, d, Ret::Write);
    }
    let args = spread_arguments::call(m, args, keywords)?;
    let names = spread_names::call(m, keywords);
    call_with_keywords(m, callee, args, names, d)
}

/// Elements of a tuple that a trace passes one by one.
const SPREAD: i64 = 12;
/// The same, of one that is not an object yet.
const SPREAD_VIRTUAL: i64 = 60;

/// A call with the elements of a short tuple, of a guest function, a native or a class.
#[inline(always)]
fn spread_short<M: Mode>(
    m: M,
    window: u32,
    callee: T<M, Value>,
    args: T<M, Value>,
    d: Out,
    site: Site,
) -> Option<Step> {
    let t = args.cast::<Tuple>(m)?;
    // A tuple that the trace has just packed, of `*args` for instance, need not be made at all.
    let n = m.unroll(m.tail_len(t, Tuple::ITEMS), if t.is_virtual() { SPREAD_VIRTUAL } else { SPREAD })?;
    let (mut callee, mut receiver) = (callee, None);
    if let Some(b) = callee.cast::<BoundMethod>(m) {
        (callee, receiver) = (m.field(b, BoundMethod::FUNCTION), Some(m.field(b, BoundMethod::RECEIVER)));
    }
    let (f, b, c) = (callee.cast::<Function>(m), callee.cast::<Builtin>(m), callee.cast::<Class>(m));
    if f.is_none() && b.is_none() && c.is_none() {
        return None;
    }
    // A constructor keeps the object in the window, where exits look for it: in the op's own.
    let (w, own) = (if c.is_some() { window } else { m.code().regs }, receiver.is_some() as u32);
    let n = n as u32;
    let items: Vec<_> = (0..n).map(|i| m.item(t, Tuple::ITEMS, T::lit(i as i64))).collect();
    m.set_window_callee(w, callee);
    if let Some(r) = receiver {
        m.set_window(w, 0, r);
    }
    items.iter().enumerate().for_each(|(i, v)| m.set_window(w, own + i as u32, *v));
    if let Some(f) = f {
        return Some(call_function(m, f, w, own + n, d, Ret::Write));
    }
    if let Some(c) = c {
        return Some(call_class(m, c, w, own + n, d, site));
    }
    Some(call_builtin(m, b?, w, own + n, d, site))
}

/// As [`bind_arguments`], of positional values and a dict of others, or ZERO.
#[residual(repeatable)]
fn bind_spread(machine: &Machine, f: Gc<Function>, args: Value, keywords: Value) -> Result<Gc<Array>, Raise> {
    let positional = spread(machine, args)?;
    let pairs = keywords.cast::<trackway_kit::Dict>().map_or_else(Vec::new, trackway_kit::Dict::pairs);
    let bound = bind::bind(machine, f, &positional, &pairs)?;
    Ok(crate::calls::array(machine, &bound))
}

/// The positional arguments behind a `*`.
fn spread(machine: &Machine, args: Value) -> Result<Vec<Value>, Raise> {
    crate::iterate::items(machine, args).ok_or_else(|| {
        let text = format!("argument after * must be an iterable, not {}", type_name(machine, args));
        type_error(machine, &text)
    })
}

/// Positional and keyword values in one array.
#[residual(repeatable)]
fn spread_arguments(machine: &Machine, args: Value, keywords: Value) -> Result<Gc<Array>, Raise> {
    let mut all = spread(machine, args)?;
    if let Some(d) = keywords.cast::<trackway_kit::Dict>() {
        for (k, v) in trackway_kit::Dict::pairs(d) {
            if str_of(k).is_none() {
                return Err(type_error(machine, "keywords must be strings"));
            }
            all.push(v);
        }
    }
    Ok(crate::calls::array(machine, &all))
}

/// The names of a keyword dict as a tuple.
#[residual(allocates)]
fn spread_names(machine: &Machine, keywords: Value) -> Value {
    match keywords.cast::<trackway_kit::Dict>() {
        Some(d) => Tuple::new(&machine.heap, &trackway_kit::Dict::keys(d)).value(),
        None => Value::ZERO,
    }
}
