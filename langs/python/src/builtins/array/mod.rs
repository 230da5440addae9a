//! `array.array`.
//!
//! ```text
//! array('d', [1, 2])   FloatArray { code: 'd', len: 2, items: Floats[1.0, 2.0, room..] }
//! array('h', [1, 2])   IntArray { code: 'h', len: 2, items: Ints[1, 2, room..] }
//! ```
//! A word for each item, whatever its size in bytes: [`item`] knows how it looks from outside. Ops on single items are
//! in [`crate::ops::array`].

mod code;
mod compare;
mod item;
mod make;
mod methods;
mod store;
mod subscript;

pub use code::Code;
pub use compare::{equal, order};
pub use item::{asks, bytes, checked_value, values};
pub use store::Store;
pub use subscript::{cut, delete_item, get_item, set_item, write_bytes};

use super::Table;
use super::native::Native;
use crate::errors::{memory_error, raise, type_error};
use crate::runtime::interned;
use crate::types::builtin::Cls;
use crate::types::class::{Class, class_name};
use crate::types::module;
use crate::types::objects::Module;
use crate::values::{class_of, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::Str;

pub const TABLES: &[Table] = &[
    Table {
        home: super::Home::Construct(Cls::Array),
        natives: &[Native::tail("array.array", 0, 2, make::new)],
    },
    Table { home: super::Home::Class(Cls::Array), natives: methods::METHODS },
    Table { home: super::Home::Class(Cls::ArrayIter), natives: methods::ITERATOR },
    Table { home: super::Home::Prelude, natives: methods::PRIVATE },
];

/// The module's class.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for c in [Cls::Array, Cls::ArrayIter] {
        let (names, name) = (c.gc(machine).get(Class::DICT), interned(machine, "__module__"));
        let home = interned(machine, "array").value();
        crate::dicts::set_str(machine, names, name, home).expect("a small dict");
    }
    for name in ["array", "ArrayType"] {
        module::define(machine, m, name, Cls::Array.word(machine));
    }
    module::define(machine, m, "typecodes", Str::new(&machine.heap, Code::ALL).value());
}

/// `v` as an array; `doing`: what a message calls the operation.
fn other(machine: &Machine, v: Value, doing: &str) -> Result<Store, Raise> {
    Store::of(machine, v).ok_or_else(|| {
        let text = format!("can only {doing} array (not \"{}\") to array", type_name(machine, v));
        type_error(machine, &text)
    })
}

/// The TypeError for arrays of different codes.
fn different_codes(machine: &Machine) -> Raise {
    type_error(machine, "bad argument type for built-in operation")
}

/// `a + b`.
pub fn joined(machine: &Machine, a: Store, b: Value) -> Result<Value, Raise> {
    let b = other(machine, b, "append")?;
    if a.code() != b.code() {
        return Err(different_codes(machine));
    }
    machine.heap.check(8 * (a.len() + b.len())).map_err(|_| memory_error(machine))?;
    let sum = a.part(&machine.heap, 0, a.len());
    sum.splice(&machine.heap, a.len(), a.len(), &b.words()).map_err(|_| memory_error(machine))?;
    Ok(sum.value())
}

/// The items `n` times.
pub fn repeated(machine: &Machine, a: Store, n: usize) -> Result<Value, Raise> {
    let size = a.len().saturating_mul(n);
    machine.heap.check(size.saturating_mul(8)).map_err(|_| memory_error(machine))?;
    Ok(Store::new(&machine.heap, a.code(), &a.words().repeat(n)).value())
}

/// `a += b`, or `a *= b`.
pub fn change(machine: &Machine, a: Store, b: Value, times: bool) -> Result<(), Raise> {
    let heap = &machine.heap;
    let full = |_| memory_error(machine);
    if !times {
        let Some(b) = Store::of(machine, b) else {
            let text = format!("can only extend array with array (not \"{}\")", type_name(machine, b));
            return Err(type_error(machine, &text));
        };
        return methods::extend_by(machine, a, b);
    }
    let Some(n) = super::num::int(machine, b) else {
        let text = format!("can't multiply sequence by non-int of type '{}'", type_name(machine, b));
        return Err(type_error(machine, &text));
    };
    let words = a.words();
    let n = usize::try_from(n.clamp()).unwrap_or(0);
    heap.check(words.len().saturating_mul(n).saturating_mul(8)).map_err(full)?;
    a.splice(heap, 0, words.len(), &words.repeat(n)).map_err(full)
}

/// How the array, which may be inside `outer`, is shown.
pub fn repr(machine: &Machine, a: Store, outer: Value) -> String {
    let name = class_name(machine, class_of(machine, outer));
    let code = a.code();
    let shown = |v: Value| {
        super::text::repr(machine, v).map_or_else(String::new, |s| String::from_utf8_lossy(&s).into_owned())
    };
    let items = match () {
        () if a.is_empty() => String::new(),
        () if code.is_text() => format!(", {}", shown(text(machine, a))),
        () => format!(", [{}]", values(machine, a).into_iter().map(shown).collect::<Vec<_>>().join(", ")),
    };
    format!("{name}('{}'{items})", code.character())
}

/// The characters as a string.
fn text(machine: &Machine, a: Store) -> Value {
    let points =
        a.words().into_iter().map(|w| u32::try_from(w).ok().filter(|p| *p <= 0x10_ffff).unwrap_or(0xfffd));
    Str::from_points(&machine.heap, points).value()
}

fn index_error(machine: &Machine, text: &str) -> Raise {
    raise(machine, Cls::IndexError, text)
}
