//! What `_collections` and `itertools` do in Rust, as far as no guest code is asked.

use super::args::{Answer, int, int_word};
use crate::builtins::native::{Native, arg};
use crate::builtins::{Home, Table};
use crate::dicts::{self, Lookup};
use crate::errors::type_error;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::values::unwrap;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Tuple};

pub const TABLES: &[Table] = &[
    Table { home: Home::Prelude, natives: PRIVATE },
    Table { home: Home::Module("_functools"), natives: FUNCTOOLS },
];

const PRIVATE: &[Native] = &[
    Native::effect("_dict_move_last", 2, 2, move_last),
    Native::effect("_dict_move_first", 2, 2, move_first),
    Native::effect("_dict_pop_first", 1, 1, pop_first),
    Native::effect("_count_items", 2, 2, count_items),
    Native::effect("_product_rows", 3, 3, product_rows),
    Native::effect("_combination_rows", 4, 4, combination_rows),
    Native::effect("_permutation_rows", 3, 3, permutation_rows),
];

const FUNCTOOLS: &[Native] = &[Native::tail("reduce", 2, 3, |m, a| {
    let initial = arg(m, a, 2).unwrap_or(m.root(roots::END));
    tail::prelude(m, "_reduce", &[a[0], a[1], initial])
})
.params(&["", "", "initial"])];

fn table(machine: &Machine, v: Value) -> Result<Gc<Dict>, Raise> {
    unwrap(machine, v).cast::<Dict>().ok_or_else(|| type_error(machine, "a dict expected"))
}

fn list(machine: &Machine, v: Value) -> Result<Gc<List>, Raise> {
    v.cast::<List>().ok_or_else(|| type_error(machine, "a list expected"))
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

/// At most `most` rows. Where the work stands is a list of numbers, changed here: [-1] at the end.
fn rows(
    machine: &Machine,
    state: Gc<List>,
    most: Value,
    mut row: impl FnMut(&[usize]) -> Value,
    mut advance: impl FnMut(&mut [usize]) -> bool,
) -> Answer {
    let heap = &machine.heap;
    let number = |v: Value| v.as_int().and_then(|i| usize::try_from(i).ok());
    let out = List::new(heap, &[]);
    let Some(mut at) = List::to_vec(state).into_iter().map(number).collect::<Option<Vec<usize>>>() else {
        return Ok(out.value());
    };
    let most = int(machine, most)?;
    let mut ended = false;
    for _ in 0..most {
        List::push(heap, out, row(&at)).map_err(|_| crate::errors::memory_error(machine))?;
        if !advance(&mut at) {
            ended = true;
            break;
        }
    }
    let word = |i: i64| Value::int(i).expect("an index");
    if ended {
        List::assign(heap, state, &[word(-1)]);
    } else {
        at.iter().enumerate().for_each(|(i, n)| List::set(heap, state, i, word(*n as i64)));
    }
    Ok(out.value())
}

/// Elements of a tuple by number.
fn picked(machine: &Machine, pool: Gc<Tuple>, at: &[usize]) -> Value {
    let t = machine.heap.alloc_tail::<Tuple>(at.len());
    for (i, n) in at.iter().enumerate() {
        t.set_item(&machine.heap, Tuple::ITEMS, i, pool.item(Tuple::ITEMS, *n));
    }
    t.value()
}

fn pool(machine: &Machine, v: Value) -> Result<Gc<Tuple>, Raise> {
    v.cast::<Tuple>().ok_or_else(|| type_error(machine, "a tuple expected"))
}

/// `(pools, indices, most)`: the next rows of a Cartesian product.
fn product_rows(machine: &Machine, args: &[Value]) -> Answer {
    let pools = List::to_vec(list(machine, args[0])?);
    let pools = pools.into_iter().map(|p| pool(machine, p)).collect::<Result<Vec<_>, _>>()?;
    let row = |at: &[usize]| {
        let t = machine.heap.alloc_tail::<Tuple>(at.len());
        for (i, n) in at.iter().enumerate() {
            t.set_item(&machine.heap, Tuple::ITEMS, i, pools[i].item(Tuple::ITEMS, *n));
        }
        t.value()
    };
    rows(machine, list(machine, args[1])?, args[2], row, |at| {
        for i in (0..at.len()).rev() {
            at[i] += 1;
            if at[i] < pools[i].tail_len(Tuple::ITEMS) {
                return true;
            }
            at[i] = 0;
        }
        false
    })
}

/// `(pool, indices, repeated, most)`: the next combinations, elements repeated or not.
fn combination_rows(machine: &Machine, args: &[Value]) -> Answer {
    let pool = pool(machine, args[0])?;
    let n = pool.tail_len(Tuple::ITEMS);
    let repeated = args[2] == bool_word(machine, true);
    rows(
        machine,
        list(machine, args[1])?,
        args[3],
        |at| picked(machine, pool, at),
        |at| {
            let r = at.len();
            let last = |i: usize| if repeated { n - 1 } else { i + n - r };
            let Some(i) = (0..r).rev().find(|i| at[*i] != last(*i)) else { return false };
            at[i] += 1;
            for j in i + 1..r {
                at[j] = at[j - 1] + usize::from(!repeated);
            }
            true
        },
    )
}

/// `(pool, state, most)`: the next permutations. The state: indices of all elements, then for each
/// place how many of its elements are still to come.
fn permutation_rows(machine: &Machine, args: &[Value]) -> Answer {
    let pool = pool(machine, args[0])?;
    let n = pool.tail_len(Tuple::ITEMS);
    let row = |at: &[usize]| picked(machine, pool, &at[..at.len() - n]);
    rows(machine, list(machine, args[1])?, args[2], row, |at| {
        let (indices, left) = at.split_at_mut(n);
        for i in (0..left.len()).rev() {
            left[i] -= 1;
            if left[i] > 0 {
                indices.swap(i, n - left[i]);
                return true;
            }
            indices[i..].rotate_left(1);
            left[i] = n - i;
        }
        false
    })
}
