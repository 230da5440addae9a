//! pickle: plain values to bytes and back. `library/modules/_pickle_native.py` drives it and makes guest calls.

mod input;
mod opcodes;
mod output;
pub mod pickling;
mod plain;
pub mod unpickling;

use self::pickling::{End, Pickler, Pickling};
use self::unpickling::{Unpickler, Unpickling};
use super::args::{Answer, bytes, bytes_word, int, int_word, none};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::dicts;
use crate::errors::type_error;
use crate::roots;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Tuple};

pub const TABLES: &[Table] = &[Table { home: Home::Module("_pickle_native"), natives: NATIVES }];

fn pickling(machine: &Machine, v: Value) -> Result<Gc<Pickling>, Raise> {
    v.cast().ok_or_else(|| type_error(machine, "not a pickle that is being written"))
}

fn unpickling(machine: &Machine, v: Value) -> Result<Gc<Unpickling>, Raise> {
    v.cast().ok_or_else(|| type_error(machine, "not a pickle that is being read"))
}

/// `(protocol, instances, table)`: a pickle to write; whether plain instances need no guest code; reduction functions by class.
fn pickle_new(machine: &Machine, args: &[Value]) -> Answer {
    let protocol = int(machine, args[0])?.clamp(0, 5) as u8;
    let instances = args[1] == machine.root(roots::TRUE);
    Ok(Pickling::make(machine, protocol, instances, args[2]).value())
}

/// `(pickle)`: None when all is written, True when there is more, otherwise a list with a value to reduce.
fn pickle_run(machine: &Machine, args: &[Value]) -> Answer {
    match Pickler::of(machine, pickling(machine, args[0])?).run()? {
        End::Done => Ok(none(machine)),
        End::Again => Ok(machine.root(roots::TRUE)),
        End::Reduce(v) => Ok(List::new(&machine.heap, &[v]).value()),
    }
}

/// `(read)`: a number and operands, see [`unpickling::Request`].
fn unpickle_run(machine: &Machine, args: &[Value]) -> Answer {
    let (request, mut words) = Unpickler::of(machine, unpickling(machine, args[0])?).run()?;
    words.insert(0, int_word(machine, request as i64));
    Ok(Tuple::new(&machine.heap, &words).value())
}

/// `(read)`: the memo, a dict by number.
fn unpickle_memo(machine: &Machine, args: &[Value]) -> Answer {
    let memo = Unpickling::memo(unpickling(machine, args[0])?);
    let all = Dict::new(&machine.heap);
    for (i, v) in List::to_vec(&machine.heap, memo).into_iter().enumerate() {
        if v != machine.root(roots::UNBOUND) {
            dicts::set(machine, all, int_word(machine, i as i64), v)?;
        }
    }
    Ok(all.value())
}

/// `(read, dict)`
fn unpickle_set_memo(machine: &Machine, args: &[Value]) -> Answer {
    let memo = Unpickling::memo(unpickling(machine, args[0])?);
    let pairs = args[1].cast::<Dict>().map(Dict::pairs).unwrap_or_default();
    let number = |k: Value| k.as_int().and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= pairs.len());
    let mut all = vec![machine.root(roots::UNBOUND); pairs.len() + 1];
    for (k, v) in &pairs {
        match number(*k) {
            Some(n) => all[n] = *v,
            None => return Err(type_error(machine, "memo key must be integers.")),
        }
    }
    if all.last() == Some(&machine.root(roots::UNBOUND)) {
        all.pop();
    }
    List::assign(&machine.heap, memo, &all);
    Ok(none(machine))
}

const NATIVES: &[Native] = &[
    Native::pure("_pickle_new", 3, 3, pickle_new),
    Native::effect("_pickle_begin", 2, 2, |m, a| {
        Pickler::of(m, pickling(m, a[0])?).begin(a[1])?;
        Ok(none(m))
    }),
    Native::effect("_pickle_run", 1, 1, pickle_run),
    Native::effect("_pickle_program", 2, 2, |m, a| {
        Pickler::of(m, pickling(m, a[0])?).program(a[1])?;
        Ok(none(m))
    }),
    Native::effect("_pickle_finish", 1, 1, |m, a| {
        let all = Pickler::of(m, pickling(m, a[0])?).finish();
        m.heap.check(all.len()).map_err(|_| crate::errors::memory_error(m))?;
        Ok(bytes_word(m, &all))
    }),
    Native::pure("_pickle_memo", 1, 1, |m, a| Ok(Pickling::memo(pickling(m, a[0])?).value())),
    Native::pure("_unpickle_new", 0, 0, |m, _| Ok(Unpickling::make(m).value())),
    Native::effect("_unpickle_begin", 1, 1, |m, a| {
        Unpickler::of(m, unpickling(m, a[0])?).begin();
        Ok(none(m))
    }),
    Native::effect("_unpickle_feed", 2, 2, |m, a| {
        Unpickler::of(m, unpickling(m, a[0])?).feed(&bytes(m, a[1])?);
        Ok(none(m))
    }),
    Native::effect("_unpickle_run", 1, 1, unpickle_run),
    Native::effect("_unpickle_push", 2, 2, |m, a| {
        Unpickler::of(m, unpickling(m, a[0])?).push(a[1])?;
        Ok(none(m))
    }),
    Native::pure("_unpickle_left", 1, 1, |m, a| {
        Ok(int_word(m, Unpickler::of(m, unpickling(m, a[0])?).left() as i64))
    }),
    Native::pure("_unpickle_protocol", 1, 1, |m, a| {
        Ok(int_word(m, Unpickler::of(m, unpickling(m, a[0])?).protocol().into()))
    }),
    Native::pure("_unpickle_memo", 1, 1, unpickle_memo),
    Native::effect("_unpickle_set_memo", 2, 2, unpickle_set_memo),
];
