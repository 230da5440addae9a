//! Coroutines and asynchronous generators.

use super::call::enter_prelude;
use crate::code::Signature;
use crate::errors::raise;
use crate::types::builtin::Cls;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Coroutine, coroutine};

/// `d := ` what `await s` delegates to
#[op]
pub fn get_awaitable<M: Mode>(m: M, d: Out, s: In, what: Imm) -> Step {
    let v = m.get(s);
    if let Some(c) = v.cast::<Coroutine>(m) {
        let class = m.field(c, Coroutine::CODE).promote().guest::<Signature>().class;
        if class == Cls::Coroutine && m.field(c, Coroutine::STATE).promote() == coroutine::STATE_SUSPENDED {
            awaited::call(m)?;
        }
        if matches!(class, Cls::Coroutine | Cls::CoroutineWrapper | Cls::AsyncSend | Cls::AsyncThrow) {
            m.set(d, v);
            return m.next();
        }
    }
    enter_prelude(m, "_get_awaitable", &[v, T::lit(Value::int(what.0 as i64).unwrap_or(Value::ZERO))], d)
}

/// Raises the error of two that await one coroutine.
#[residual(repeatable)]
fn awaited(machine: &Machine) -> Result<(), Raise> {
    Err(raise(machine, Cls::RuntimeError, "coroutine is being awaited already"))
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
