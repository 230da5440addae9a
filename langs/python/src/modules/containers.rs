//! What `_collections` does in Rust, as far as no guest code is asked.

use super::args::{Answer, int_word};
use crate::builtins::native::{Native, arg};
use crate::builtins::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::errors::type_error;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::values::unwrap;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Tuple};

pub const TABLES: &[Table] = &[
    Table { home: Home::Prelude, natives: PRIVATE },
    Table { home: Home::Module("_functools"), natives: FUNCTOOLS },
];

const PRIVATE: &[Native] = &[
    Native::effect("_dict_move_last", 2, 2, move_last),
    Native::effect("_dict_move_first", 2, 2, move_first),
    Native::effect("_dict_pop_first", 1, 1, pop_first),
    Native::effect("_count_items", 2, 2, count_items),
];

const FUNCTOOLS: &[Native] = &[Native::tail("reduce", 2, 3, |m, a| {
    let initial = arg(m, a, 2).unwrap_or(m.root(roots::END));
    tail::prelude(m, "_reduce", &[a[0], a[1], initial])
})
.params(&["", "", "initial"])];

fn table(machine: &Machine, v: Value) -> Result<Gc<Dict>, Raise> {
    unwrap(machine, v).cast::<Dict>().ok_or_else(|| type_error(machine, "a dict expected"))
}

/// `(dict, key)`: makes the key the last one; whether it is there, None where guest code has to look.
fn move_last(machine: &Machine, args: &[Value]) -> Answer {
    let d = table(machine, args[0])?;
    Ok(match dicts::find(machine, d, args[1])? {
        Lookup::Ask => roots::none(machine),
        Lookup::Absent(_) => bool_word(machine, false),
        Lookup::At(i) => {
            if i + 1 < Dict::end(d) {
                let (hash, key) = (Dict::hash_at(d, i), Dict::key(d, i).unwrap_or(args[1]));
                let v = dicts::remove_at(machine, d, i);
                dicts::insert(machine, d, hash, key, v)?;
            }
            bool_word(machine, true)
        }
    })
}

/// As [`move_last`], to the other end.
fn move_first(machine: &Machine, args: &[Value]) -> Answer {
    let d = table(machine, args[0])?;
    Ok(match dicts::find(machine, d, args[1])? {
        Lookup::Ask => roots::none(machine),
        Lookup::Absent(_) => bool_word(machine, false),
        Lookup::At(i) => {
            if Dict::next_live(d, 0) != Some(i) {
                dicts::move_first(machine, d, i)?;
            }
            bool_word(machine, true)
        }
    })
}

/// `(dict)`: removes the first key; `(key, value)`, or None of an empty one.
fn pop_first(machine: &Machine, args: &[Value]) -> Answer {
    let d = table(machine, args[0])?;
    let first = Dict::next_live(d, 0).and_then(|i| Some((i, Dict::key(d, i)?)));
    let Some((i, key)) = first else { return Ok(roots::none(machine)) };
    let v = dicts::remove_at(machine, d, i);
    Ok(Tuple::new(&machine.heap, &[key, v]).value())
}

/// `(dict, container)`: counts the elements up; how many of them, before guest code has to go on. None:
/// the elements are not known.
fn count_items(machine: &Machine, args: &[Value]) -> Answer {
    let d = table(machine, args[0])?;
    if !crate::iterate::is_container(machine, args[1]) {
        return Ok(roots::none(machine));
    }
    let Some(items) = crate::iterate::items(machine, args[1]) else { return Ok(roots::none(machine)) };
    let one = Value::int(1).expect("small");
    for (n, v) in items.iter().enumerate() {
        match dicts::find(machine, d, *v)? {
            Lookup::At(i) => match Dict::value(d, i).as_int().and_then(|n| Value::int(n + 1)) {
                Some(count) => dicts::set_value(machine, d, i, count),
                None => return Ok(int_word(machine, n as i64)),
            },
            Lookup::Absent(h) => dicts::insert(machine, d, h, *v, one)?,
            Lookup::Ask => return Ok(int_word(machine, n as i64)),
        }
    }
    Ok(int_word(machine, items.len() as i64))
}
