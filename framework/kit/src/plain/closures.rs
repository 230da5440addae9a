//! Functions of plain guests, with the cells that they captured, and calls of whatever can be called.

use super::world::error;
use super::{constant, control};
use crate::builtin::{self, Builtin, Builtins};
use crate::coroutine::Coroutine;
use crate::fiber::{Continuation, Fiber};
use crate::host::{self, HostFunction};
use crate::sequence::{self, Array};
use trackway::engine::{Fault, Start};
use trackway::{
    Args, Block, CodeRef, Const, Count, Gc, Imm, Machine, Mode, Object, Out, Raise, Ret, Step, T, Value,
    bytecode, link, op, residual,
};

/// A function: code and the cells it captured.
#[derive(Object)]
#[object(id = 30)]
pub struct Function {
    #[immutable]
    code: CodeRef,
    #[immutable]
    cells: Gc<Array>,
}

/// Where a call window's arguments begin: behind the callee and the header.
pub const ARGUMENTS: u32 = bytecode::FRAME_HEADER;

/// The value of a constant; that of code is a function without cells, linked with the code that mentions it.
pub fn constant_or_function(machine: &Machine, c: &bytecode::Const) -> Value {
    let bytecode::Const::Code(unit) = c else { return constant(machine, c) };
    let f = machine.heap.alloc::<Function>();
    f.set(&machine.heap, Function::CODE, link(machine, unit).expect("the compiler's code links"));
    f.set(&machine.heap, Function::CELLS, Array::new(&machine.heap, 0));
    f.value()
}

/// `d` = a function of code `k` with the `n` cells from `start`.
#[op]
pub fn make_function<M: Mode>(m: M, d: Out, k: Const, start: Block, n: Count) -> Step {
    let plain = T::<M, Gc<Function>>::lit(Gc::assume(m.constant(k)));
    let f = m.new_object::<Function>(T::lit(0), 0);
    m.set_field(f, Function::CODE, m.field(plain, Function::CODE));
    m.set_field(f, Function::CELLS, sequence::row(m, start.0, n.0, n.0));
    m.put(d, f.value())
}

/// `d` = the running function's i-th captured cell.
#[op]
pub fn load_closure<M: Mode>(m: M, d: Out, i: Imm) -> Step {
    // In a resumed generator the callee is the generator, which knows its function.
    let callee = match m.callee().cast::<Coroutine>(m) {
        Some(c) => m.field(c, Coroutine::CALLEE),
        None => m.callee(),
    };
    match callee.cast::<Function>(m) {
        Some(f) => m.put(d, m.item(m.field(f, Function::CELLS), Array::ITEMS, T::lit(i.0 as i64))),
        None => m.next(),
    }
}

/// `d` = what the callee in `w` answers to the `n` arguments behind it. The guest says how it runs a builtin: see
/// [`builtins!`](crate::builtins).
#[inline(always)]
pub fn call<M: Mode>(
    m: M,
    d: Out,
    w: Args<0>,
    n: Count,
    builtins: Builtins,
    run: impl FnOnce(M, i64, Out, u32, u32) -> Step,
) -> Step {
    let callee = m.register(w.0);
    if let Some(f) = callee.cast::<Function>(m) {
        // The trace holds for this code alone. Its frame begins in the window.
        let code = m.field(f, Function::CODE).promote();
        if code.params == n.0 {
            return m.call(code, w.0, d, Ret::Write);
        }
    } else if let Some(b) = callee.cast::<Builtin>(m) {
        let number = m.field(b, Builtin::NUMBER).promote();
        if builtins[number as usize].1.is_none_or(|params| params == n.0) {
            return run(m, number, d, w.0 + ARGUMENTS, n.0);
        }
    } else if let Some(h) = callee.cast::<HostFunction>(m) {
        return m.put(d, host::call(m, h, w, n)?);
    } else if n.0 == 1 {
        let v = m.register(w.0 + ARGUMENTS);
        if let Some(c) = callee.cast::<Fiber>(m) {
            return control::resume(m, c, v, d, unary);
        }
        if let Some(k) = callee.cast::<Continuation>(m) {
            return control::go_on(m, k, v, d);
        }
    }
    m.put(d, not_callable::call(m, callee, T::lit(n.0 as i64))?)
}

/// The code of a function of one parameter. Static.
pub fn unary<M: Mode>(m: M, f: T<M, Value>) -> Result<CodeRef, Raise> {
    if let Some(function) = f.cast::<Function>(m) {
        let code = m.field(function, Function::CODE).promote();
        if code.params == 1 {
            return Ok(code);
        }
    }
    not_unary::call(m).map(T::promote)
}

#[residual(repeatable)]
pub fn not_unary(machine: &Machine) -> Result<CodeRef, Raise> {
    Err(error(machine, "what is called here is a function of one parameter, and no builtin"))
}

/// A call of what is no function, or takes another number of arguments.
#[residual(repeatable)]
pub fn not_callable(machine: &Machine, callee: Value, n: i64) -> Result<Value, Raise> {
    let params = match (callee.cast::<Function>(), callee.cast::<Builtin>()) {
        (Some(f), _) => Some(i64::from(f.get(Function::CODE).params)),
        (_, Some(b)) => Some(b.get(Builtin::PARAMS)).filter(|params| *params != builtin::ANY),
        _ if callee.cast::<Fiber>().is_some() || callee.cast::<Continuation>().is_some() => Some(1),
        _ => None,
    };
    Err(match params {
        Some(params) => error(machine, &format!("this function takes {params} arguments, not {n}")),
        None => error(machine, "this is not a function"),
    })
}

/// For host programs: a call of a function.
pub fn apply(callee: Value, args: &[Value]) -> Result<Start, Fault> {
    let fault = |message: &str| Fault { kind: "error".into(), message: message.into(), place: None };
    let f = callee.cast::<Function>().ok_or_else(|| fault("this is not a function"))?;
    let code = f.get(Function::CODE);
    match code.params as usize == args.len() {
        true => Ok(Start { code, callee, args: args.to_vec() }),
        false => Err(fault("the function takes another number of arguments")),
    }
}
