//! Coroutines and asynchronous generators.

use super::call::enter_prelude;
use crate::errors::raise;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use crate::values::suspended_class;
use trackway::*;
use trackway_kit::{Coroutine, coroutine};

/// `d := ` what `await s` delegates to
#[op]
pub fn get_awaitable<M: Mode>(m: M, d: Out, s: In, what: Imm) -> Step {
    let v = m.get(s);
    if let Some(c) = v.cast::<Coroutine>(m)
        && known::call(m, c)?.test()
    {
        m.set(d, v);
        return m.next();
    }
    enter_prelude(m, "_get_awaitable", &[v, T::lit(Value::int(what.0 as i64).unwrap_or(Value::ZERO))], d)
}

/// Whether the suspended frame itself can be delegated to.
#[residual(repeatable)]
fn known(machine: &Machine, c: Gc<Coroutine>) -> Result<bool, Raise> {
    match suspended_class(c) {
        Cls::Coroutine if c.get(Coroutine::STATE) == coroutine::STATE_SUSPENDED => {
            Err(raise(machine, Cls::RuntimeError, "coroutine is being awaited already"))
        }
        Cls::Coroutine | Cls::CoroutineWrapper | Cls::AsyncSend | Cls::AsyncThrow => Ok(true),
        _ => Ok(false),
    }
}

/// `d := s.__aiter__()`
#[op]
pub fn get_aiter<M: Mode>(m: M, d: Out, s: In) -> Step {
    enter_prelude(m, "_get_aiter", &[m.get(s)], d)
}

/// `d := s.__anext__()`
#[op]
pub fn get_anext<M: Mode>(m: M, d: Out, s: In) -> Step {
    enter_prelude(m, "_get_anext", &[m.get(s)], d)
}

/// `d := s`, marked as the value of an asynchronous generator
#[op]
pub fn async_value<M: Mode>(m: M, d: Out, s: In) -> Step {
    let a = m.new_object::<AsyncValue>(T::lit(0), 0);
    m.set_field(a, AsyncValue::VALUE, m.get(s));
    m.set(d, a.value());
    m.next()
}
