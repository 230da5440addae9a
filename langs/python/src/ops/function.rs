//! Functions, returns and generators.

use super::inline::{resume, throw};
use crate::code::{self, Signature};
use crate::errors::{self, raise, type_error};
use crate::prelude;
use crate::roots;
use crate::types::builtin::Cls;
use crate::types::function;
use crate::types::objects::*;
use crate::values::{suspended_class, type_name};
use trackway::*;
use trackway_kit::{Coroutine, coroutine};

/// `d := ` a function with code `k`; what else it has stands from `start` on
#[op]
pub fn make_function<M: Mode>(m: M, d: Out, k: Const, start: Block, n: Count, flags: Imm) -> Step {
    debug_assert_eq!(n.0, flags.0.count_ones());
    let zero = T::lit(Value::ZERO);
    let mut at = start.0;
    let mut part = |bit: u32| {
        if flags.0 & bit == 0 {
            return zero;
        }
        at += 1;
        m.register(at - 1)
    };
    let (defaults, kwdefaults, closure, annotate) = (part(1), part(2), part(4), part(8));
    let code = nested::call(m, T::lit(m.code()), T::lit(k.0.into()));
    let f = new_function(m, code, defaults, kwdefaults, closure);
    if flags.0 & 8 != 0 {
        set_annotate::call(m, f, annotate)?;
    }
    if m.code().guest::<Signature>().family.is_some() {
        keep_code::call(m, f, m.callee());
    }
    m.set(d, f);
    m.next()
}

/// The function is one more that has the family's code.
#[residual(repeatable)]
fn keep_code(machine: &Machine, f: Value, callee: Value) {
    let f = f.cast::<Function>().expect("a function");
    f.set(&machine.heap, Function::OWNER, crate::transient::owner_of(callee));
}

/// Annotations are computed by a function, when asked for.
#[residual(repeatable)]
fn set_annotate(machine: &Machine, f: Value, annotate: Value) -> Result<(), Raise> {
    let f = f.cast::<Function>().expect("a function");
    function::set_attribute(machine, f, crate::runtime::interned(machine, "__annotate__"), annotate)
}

#[residual(elidable)]
fn nested(machine: &Machine, outer: CodeRef, k: i64) -> CodeRef {
    code::nested(machine, outer, k as u32)
}

/// A function of which nothing was set but what its definition says.
fn new_function<M: Mode>(
    m: M,
    code: T<M, CodeRef>,
    defaults: T<M, Value>,
    kwdefaults: T<M, Value>,
    closure: T<M, Value>,
) -> T<M, Value> {
    let f = m.new_object::<Function>(T::lit(0), 0);
    m.init_field(f, Function::CODE, code);
    m.set_field(f, Function::CLOSURE, closure);
    m.init_field(f, Function::DEFAULTS, defaults);
    m.set_field(f, Function::KWDEFAULTS, kwdefaults);
    for field in [
        Function::NAME,
        Function::QUALNAME,
        Function::DOC,
        Function::MODULE,
        Function::ANNOTATE,
        Function::ANNOTATIONS,
        Function::TYPE_PARAMS,
        Function::DICT,
        Function::OWNER,
    ] {
        m.set_field(f, field, T::lit(Value::ZERO));
    }
    f.value()
}

/// The `n` variables from `start` on are needed up to here: a call before this looked at them
#[op]
pub fn keep_locals<M: Mode>(m: M, start: Block, n: Count) -> Step {
    let _in_their_registers = (start, n);
    m.next()
}

/// Ends the frame with `s`
#[op(diverges)]
pub fn return_<M: Mode>(m: M, s: In) -> Step {
    let v = m.get(s);
    if m.code().guest::<Signature>().generator
        && let Some(c) = m.callee().cast::<Coroutine>(m)
    {
        coroutine::finish(m, c);
        m.set_field(c, Coroutine::EXTRA, v);
        return m.leave(T::lit(m.root(roots::END)));
    }
    if m.ret_mode() == Ret::Below && !v.is_static(m.root(roots::NONE)) {
        init_result::call(m, v)?;
    }
    m.leave(v)
}

#[residual(repeatable)]
fn init_result(machine: &Machine, v: Value) -> Result<(), Raise> {
    let text = format!("__init__() should return None, not '{}'", type_name(machine, v));
    Err(type_error(machine, &text))
}

/// Packs the frame up as a generator and returns that
#[op(suspends)]
pub fn generator_start<M: Mode>(m: M) -> Step {
    m.code().pin();
    let c = coroutine::create(m, T::lit(Value::ZERO));
    m.leave(c.value())
}

/// The generator whose frame is running.
#[inline(always)]
fn running<M: Mode>(m: M) -> T<M, Gc<Coroutine>> {
    m.callee().cast::<Coroutine>(m).unwrap_or_else(|| unreachable!("a generator's frame"))
}

/// Suspends with `s`; `d` := the value sent. Raises what was thrown in
#[op]
pub fn yield_<M: Mode>(m: M, d: Out, s: In) -> Step {
    let c = running(m);
    let thrown = m.field(c, Coroutine::EXTRA);
    if !thrown.is_static(Value::ZERO) {
        m.set_field(c, Coroutine::EXTRA, T::lit(Value::ZERO));
        return Err(m.raise(thrown));
    }
    let _sent_on_resumption = d;
    coroutine::suspend(m, c, m.get(s))
}

/// Ends a generator whose body raised `e`; a builtin iterator waits where it did
#[op(diverges)]
pub fn generator_end<M: Mode>(m: M, e: In) -> Step {
    let c = running(m);
    if prelude::goes_on(m.code().guest::<Signature>().class) {
        coroutine::step_back(m, c);
        return Err(m.raise(m.get(e)));
    }
    coroutine::finish(m, c);
    let e = leaving::call(m, c, m.get(e));
    Err(m.raise(e))
}

/// A StopIteration that leaves a generator becomes a RuntimeError.
#[residual]
fn leaving(machine: &Machine, c: Gc<Coroutine>, e: Value) -> Value {
    use crate::types::class::{EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS, derives};
    let Some(i) = errors::exception(machine, e) else { return e };
    let class = crate::values::instance_class(machine, i);
    let own = suspended_class(c);
    let stop = match own {
        _ if derives(machine, class, Cls::StopIteration) => "StopIteration",
        Cls::AsyncGenerator if derives(machine, class, Cls::StopAsyncIteration) => "StopAsyncIteration",
        _ => return e,
    };
    let what = match own {
        Cls::Coroutine => "coroutine",
        Cls::AsyncGenerator => "async generator",
        _ => "generator",
    };
    let _pending = raise(machine, Cls::RuntimeError, &format!("{what} raised {stop}"));
    let Some(new) = machine.take_pending().and_then(|v| v.cast::<Instance>()) else { return e };
    for slot in [EXC_CAUSE, EXC_CONTEXT] {
        new.set_item(&machine.heap, Instance::SLOTS, slot, e);
    }
    new.set_item(&machine.heap, Instance::SLOTS, EXC_SUPPRESS, machine.root(roots::TRUE));
    new.value()
}

/// `d := ` iterator for `yield from`: a generator
#[op]
pub fn get_yield_from_iter<M: Mode>(m: M, d: Out, s: In) -> Step {
    let v = m.get(s);
    if let Some(c) = v.cast::<Coroutine>(m) {
        let code = m.field(c, Coroutine::CODE).promote();
        if code.guest::<Signature>().class == Cls::Generator {
            m.set(d, v);
            return m.next();
        }
        let own = m.code().guest::<Signature>().class;
        no_coroutine::call(m, v, T::lit(i64::from(own == Cls::Generator)))?;
        if code.guest::<Signature>().class == Cls::Coroutine {
            m.set(d, v);
            return m.next();
        }
    }
    super::call::enter_prelude(m, "_delegate", &[v], d)
}

#[residual]
fn no_coroutine(machine: &Machine, v: Value, generator: i64) -> Result<(), Raise> {
    if generator == 1 && crate::values::class_of(machine, v) == Cls::Coroutine.gc(machine) {
        let text = "cannot 'yield from' a coroutine object in a non-coroutine generator";
        return Err(type_error(machine, text));
    }
    Ok(())
}

/// One step of `yield from`: `d` := the next value of `it`, or END
#[op]
pub fn delegate<M: Mode>(m: M, d: Out, it: In, sent: In, thrown: In) -> Step {
    let Some(c) = m.get(it).cast::<Coroutine>(m) else { unreachable!("a generator") };
    let e = m.get(thrown);
    if e.is_static(m.root(roots::UNBOUND)) {
        return resume(m, c, m.get(sent), d);
    }
    if is_exit::call(m, e).test() {
        return super::call::enter_prelude(m, "_close_and_raise", &[c.value(), e], d);
    }
    throw(m, c, e, d)
}

#[residual(reads)]
fn is_exit(machine: &Machine, e: Value) -> bool {
    let class = crate::values::class_of(machine, e);
    crate::types::class::derives(machine, class, Cls::GeneratorExit)
}

/// `d := ` what the finished generator `it` returned
#[op]
pub fn delegate_result<M: Mode>(m: M, d: Out, it: In) -> Step {
    let Some(c) = m.get(it).cast::<Coroutine>(m) else { unreachable!("a generator") };
    m.set(d, m.field(c, Coroutine::EXTRA));
    m.next()
}
