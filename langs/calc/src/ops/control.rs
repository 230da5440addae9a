//! Jumps, functions, generators, iteration.

use crate::builtins;
use crate::ops::arith::truth;
use crate::types::{Builtin, END, Function, ListIter, RangeIter, error};
use trackway::{
    Args, Block, Const, Count, Gc, In, Loop, Machine, Mode, Out, Raise, Ret, Site, Step, T, Target, Value,
    op, residual,
};
use trackway_kit::{Array, Coroutine, Dict, List, Str, coroutine};

/// Goes to `t`, forward.
#[op(diverges)]
pub fn jump<M: Mode>(m: M, t: Target) -> Step {
    m.jump(t)
}

/// Goes back to `t`, the head of a loop.
#[op(diverges)]
pub fn loop_back<M: Mode>(m: M, t: Target, site: Loop) -> Step {
    m.loop_back(t, site)
}

/// Goes to `t` if `r` is true.
#[op]
pub fn jump_if<M: Mode>(m: M, r: In, t: Target) -> Step {
    if truth(m, m.get(r)) { m.jump(t) } else { m.next() }
}

/// Goes to `t` if `r` is false.
#[op]
pub fn jump_if_not<M: Mode>(m: M, r: In, t: Target) -> Step {
    if truth(m, m.get(r)) { m.next() } else { m.jump(t) }
}

/// `d` = a function of code `k` with the `n` cells from `start`.
#[op]
pub fn make_function<M: Mode>(m: M, d: Out, k: Const, start: Block, n: Count) -> Step {
    let code = m.field(T::<M, Gc<Function>>::lit(Gc::assume(m.constant(k))), Function::CODE);
    let cells = m.new_object::<Array>(T::lit(0), n.0);
    for i in 0..n.0 {
        m.set_item(cells, Array::ITEMS, T::lit(i as i64), m.register(start.0 + i));
    }
    let f = m.new_object::<Function>(T::lit(0), 0);
    m.set_field(f, Function::CODE, code);
    m.set_field(f, Function::CLOSURE, cells);
    m.set(d, f.value());
    m.next()
}

/// Calls what is in `w` with `argc` arguments from `w + 4` on.
#[op]
pub fn call<M: Mode>(m: M, d: Out, w: Args<0>, argc: Count, site: Site) -> Step {
    let _ = site;
    let callee = m.register(w.0);
    if let Some(f) = callee.cast::<Function>(m) {
        let code = m.field(f, Function::CODE).promote();
        if code.params != argc.0 {
            arity::call(m, T::lit(code.params as i64), T::lit(argc.0 as i64))?;
        }
        return m.call(code, w.0, d, Ret::Write);
    }
    let Some(b) = callee.cast::<Builtin>(m) else {
        not_callable::call(m)?;
        return m.next();
    };
    let number = m.field(b, Builtin::NUMBER).promote();
    let v = builtins::call(m, number, w.0 + 4, argc.0)?;
    m.set(d, v);
    m.next()
}

/// A call with the wrong number of arguments.
#[residual(repeatable)]
pub fn arity(machine: &Machine, wanted: i64, got: i64) -> Result<Value, Raise> {
    Err(error(machine, &format!("this function takes {wanted} arguments, not {got}")))
}

/// A call of what is no function.
#[residual(repeatable)]
pub fn not_callable(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "this is not a function"))
}

/// Ends the function with `r`. A generator that returns is at its end.
#[op(diverges)]
pub fn return_<M: Mode>(m: M, r: In) -> Step {
    if m.ret_mode() != Ret::Tagged {
        return m.leave(m.get(r));
    }
    if let Some(c) = m.callee().cast::<Coroutine>(m) {
        coroutine::finish(m, c);
    }
    m.leave(T::lit(m.root(END)))
}

/// First in a generator: packs the frame up and hands it to the caller.
#[op(diverges, suspends)]
pub fn generator_start<M: Mode>(m: M) -> Step {
    let c = coroutine::create(m, T::lit(m.root(END)));
    m.leave(c.value())
}

/// Hands `r` to the consumer; `d` is what it sends.
#[op]
pub fn yield_<M: Mode>(m: M, d: Out, r: In) -> Step {
    let _ = d;
    match m.callee().cast::<Coroutine>(m) {
        Some(c) => coroutine::suspend(m, c, m.get(r)),
        None => m.next(),
    }
}

/// `d` = an iterator over `r`.
#[op]
pub fn get_iter<M: Mode>(m: M, d: Out, r: In) -> Step {
    let x = m.get(r);
    let v = if let Some(list) = x.cast::<List>(m) {
        let it = m.new_object::<ListIter>(T::lit(0), 0);
        m.set_field(it, ListIter::AT, T::lit(0));
        m.set_field(it, ListIter::LIST, list);
        it.value()
    } else if x.cast::<RangeIter>(m).is_some() || x.cast::<Coroutine>(m).is_some() {
        x
    } else {
        iterate_others::call(m, x)?
    };
    m.set(d, v);
    m.next()
}

/// Keys of a dictionary, characters of a string: a list of them is made.
#[residual(allocates)]
pub fn iterate_others(machine: &Machine, v: Value) -> Result<Value, Raise> {
    let heap = &machine.heap;
    let items: Vec<Value> = if let Some(d) = v.cast::<Dict>() {
        Dict::keys(d)
    } else if let Some(s) = v.cast::<Str>() {
        (0..Str::len(s)).map(|i| Str::slice(heap, s, i, i + 1).value()).collect()
    } else {
        return Err(error(machine, "this cannot be iterated over"));
    };
    let it = heap.alloc::<ListIter>();
    it.set(heap, ListIter::LIST, List::new(heap, &items));
    Ok(it.value())
}

/// `d` = the next item of `it`, or the end mark.
#[op]
pub fn next<M: Mode>(m: M, d: Out, it: In) -> Step {
    let x = m.get(it);
    let end = T::lit(m.root(END));
    if let Some(r) = x.cast::<RangeIter>(m) {
        let at = m.field(r, RangeIter::AT);
        if at < m.field(r, RangeIter::END) {
            m.set(d, at.small().value());
            m.set_field(r, RangeIter::AT, at + T::lit(1));
        } else {
            m.set(d, end);
        }
    } else if let Some(l) = x.cast::<ListIter>(m) {
        let at = m.field(l, ListIter::AT);
        let list = m.field(l, ListIter::LIST);
        if at.below(m.field(list, List::LEN)) {
            m.set(d, m.item(m.field(list, List::ITEMS), Array::ITEMS, at));
            m.set_field(l, ListIter::AT, at + T::lit(1));
        } else {
            m.set(d, end);
        }
    } else if let Some(c) = x.cast::<Coroutine>(m) {
        let state = m.field(c, Coroutine::STATE).promote();
        if state == coroutine::STATE_DONE {
            m.set(d, end);
        } else if state == coroutine::STATE_RUNNING {
            running::call(m)?;
        } else {
            return coroutine::resume(m, c, end, d, Ret::Tagged);
        }
    }
    m.next()
}

/// A generator that asks for its own next item.
#[residual(repeatable)]
pub fn running(machine: &Machine) -> Result<Value, Raise> {
    Err(error(machine, "this generator is running already"))
}

/// Goes to `t` if `r` is the end mark.
#[op]
pub fn jump_if_end<M: Mode>(m: M, r: In, t: Target) -> Step {
    if m.get(r).is_static(m.root(END)) { m.jump(t) } else { m.next() }
}
