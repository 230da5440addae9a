//! What the special methods of builtin types do when they are called by name.

use super::native::arg;
use super::slots::Slot;
use super::text;
use crate::errors::type_error;
use crate::number::{self, BinOp};
use crate::ops::compare::Cmp;
use crate::roots::{self, bool_word};
use crate::tail;
use crate::types::attr;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class, FLAG_EXCEPTION};
use crate::types::instance;
use crate::types::objects::*;
use crate::values::{class_of, identity, is_int, type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Dict, List, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

/// The native for slot `S` of class `C`.
pub fn run<const C: u16, const S: u16>(machine: &Machine, args: &[Value]) -> Answer {
    slot(machine, Cls::ALL[C as usize].0, Slot::ALL[S as usize].0, args)
}

fn class_text(c: Cls) -> &'static str {
    Cls::ALL[c as usize].1
}

/// The receiver, without the instance around it.
fn receiver(machine: &Machine, c: Cls, s: Slot, v: Value) -> Answer {
    if class::derives(machine, class_of(machine, v), c) {
        let u = unwrap(machine, v);
        return Ok(if c == Cls::Object || u == Value::ZERO && c != Cls::Int { v } else { u });
    }
    let (name, own, given) = (Slot::ALL[s as usize].1, class_text(c), type_name(machine, v));
    Err(type_error(
        machine,
        &format!("descriptor '{name}' requires a '{own}' object but received a '{given}'"),
    ))
}

fn slot(machine: &Machine, c: Cls, s: Slot, args: &[Value]) -> Answer {
    let v = receiver(machine, c, s, args[0])?;
    if let Some((op, swapped)) = binary_op(s) {
        return binary(machine, c, op, swapped, v, args[1]);
    }
    if let Some(op) = compare_op(s) {
        return compare(machine, c, op, args[0], v, args[1]);
    }
    let go = |name: &'static str, args: &[Value]| tail::prelude(machine, name, args);
    match s {
        Slot::Pow | Slot::RPow => power(machine, c, s == Slot::RPow, v, args),
        Slot::DivMod | Slot::RDivMod => {
            let (a, b) =
                if s == Slot::DivMod { (v, unwrap(machine, args[1])) } else { (unwrap(machine, args[1]), v) };
            Ok(super::num::arith::divmod(machine, a, b)?.unwrap_or(machine.root(roots::NOT_IMPLEMENTED)))
        }
        Slot::IAdd => go("_slot_iadd", &[args[0], v, args[1]]),
        Slot::IMul => go("_slot_imul", &[args[0], v, args[1]]),
        Slot::IOr if c == Cls::Dict => go("_slot_dict_ior", &[args[0], v, args[1]]),
        Slot::IOr | Slot::IAnd | Slot::ISub | Slot::IXor => in_place_set(machine, s, args[0], v, args[1]),
        Slot::Neg => number::unary(machine, v, 0),
        Slot::Pos => number::unary(machine, v, 1),
        Slot::Invert => number::unary(machine, v, 2),
        Slot::Abs => go("_slot_abs", &[v]),
        Slot::Bool => Ok(bool_word(machine, crate::ops::compare::known_truth(machine, v))),
        Slot::Int => go("_slot_int", &[v]),
        Slot::Float => go("_slot_float", &[v]),
        Slot::Index | Slot::Complex | Slot::Bytes => Ok(v),
        Slot::Hash => go("_slot_hash", &[v]),
        Slot::Repr if c == Cls::BaseException => go("_exception_repr", &[v]),
        Slot::Str if c == Cls::BaseException => go("_exception_str", &[v]),
        Slot::Repr => text::repr_word(machine, v),
        Slot::Str => text::str_word(machine, v),
        Slot::Len => super::len(machine, v),
        Slot::GetItem => get_item(machine, args[0], v, args[1]),
        Slot::SetItem => go("_slot_setitem", &[v, args[1], args[2]]),
        Slot::DelItem => go("_slot_delitem", &[v, args[1]]),
        Slot::Contains => super::contains(machine, args[1], v, false),
        Slot::Iter => crate::ops::iter::iter(machine, v),
        Slot::Next => go("_slot_next", &[v]),
        Slot::Reversed => go("_slot_reversed", &[v]),
        Slot::LengthHint => go("_slot_length_hint", &[v]),
        Slot::GetNewArgs => Ok(Tuple::new(&machine.heap, &[v]).value()),
        Slot::SizeOf => Ok(Value::int(size_of(v)).expect("small")),
        Slot::Get => get(machine, v, args[1], args.get(2).copied()),
        Slot::Set => go("_slot_set", &[v, args[1], args[2]]),
        Slot::Delete => go("_slot_delete", &[v, args[1]]),
        Slot::GetAttribute => get_attribute(machine, args),
        Slot::Reduce => go("_slot_reduce", &[args[0], v]),
        Slot::Dir => super::namespaces::dir_of(machine, args[0]),
        _ => Err(tail::missing(machine, Slot::ALL[s as usize].1)),
    }
}

fn binary_op(s: Slot) -> Option<(BinOp, bool)> {
    Some(match s {
        Slot::Add => (BinOp::Add, false),
        Slot::RAdd => (BinOp::Add, true),
        Slot::Sub => (BinOp::Sub, false),
        Slot::RSub => (BinOp::Sub, true),
        Slot::Mul => (BinOp::Mul, false),
        Slot::RMul => (BinOp::Mul, true),
        Slot::Mod => (BinOp::Mod, false),
        Slot::RMod => (BinOp::Mod, true),
        Slot::FloorDiv => (BinOp::FloorDiv, false),
        Slot::RFloorDiv => (BinOp::FloorDiv, true),
        Slot::TrueDiv => (BinOp::TrueDiv, false),
        Slot::RTrueDiv => (BinOp::TrueDiv, true),
        Slot::LShift => (BinOp::LShift, false),
        Slot::RLShift => (BinOp::LShift, true),
        Slot::RShift => (BinOp::RShift, false),
        Slot::RRShift => (BinOp::RShift, true),
        Slot::And => (BinOp::And, false),
        Slot::RAnd => (BinOp::And, true),
        Slot::Or => (BinOp::Or, false),
        Slot::ROr => (BinOp::Or, true),
        Slot::Xor => (BinOp::Xor, false),
        Slot::RXor => (BinOp::Xor, true),
        _ => return None,
    })
}

fn compare_op(s: Slot) -> Option<Cmp> {
    Some(match s {
        Slot::Lt => Cmp::Lt,
        Slot::Le => Cmp::Le,
        Slot::Eq => Cmp::Eq,
        Slot::Ne => Cmp::Ne,
        Slot::Gt => Cmp::Gt,
        Slot::Ge => Cmp::Ge,
        _ => return None,
    })
}

/// Whether an operator of class `c` takes `v`, which is without an instance around it.
fn fits(machine: &Machine, c: Cls, v: Value) -> bool {
    let is = |c: Cls| class::derives(machine, class_of(machine, v), c);
    match c {
        Cls::Int | Cls::Bool => is_int(machine, v),
        Cls::Float => is_int(machine, v) || v.as_float().is_some(),
        Cls::Complex => is_int(machine, v) || v.as_float().is_some() || is(Cls::Complex),
        Cls::Set | Cls::FrozenSet => is(Cls::Set) || is(Cls::FrozenSet),
        Cls::DictKeys | Cls::DictItems => {
            [Cls::Set, Cls::FrozenSet, Cls::DictKeys, Cls::DictItems].into_iter().any(is)
        }
        Cls::MappingProxy => is(Cls::MappingProxy) || is(Cls::Dict),
        _ => is(c),
    }
}

fn is_sequence(c: Cls) -> bool {
    matches!(c, Cls::Str | Cls::Bytes | Cls::List | Cls::Tuple | Cls::Array)
}

fn binary(machine: &Machine, c: Cls, op: BinOp, swapped: bool, v: Value, other: Value) -> Answer {
    let unknown = Ok(machine.root(roots::NOT_IMPLEMENTED));
    let bare = unwrap(machine, other);
    if c == Cls::Type {
        let (a, b) = if swapped { (other, v) } else { (v, other) };
        return tail::prelude(machine, "_union_slot", &[a, b]);
    }
    let repeats = is_sequence(c) && op == BinOp::Mul;
    let formats = matches!(c, Cls::Str | Cls::Bytes) && op == BinOp::Mod;
    if repeats && !is_int(machine, bare) {
        let text = format!("'{}' object cannot be interpreted as an integer", type_name(machine, other));
        return Err(type_error(machine, &text));
    }
    if !repeats && (!formats || swapped) && !fits(machine, c, bare) {
        return if is_sequence(c) && op == BinOp::Add {
            Err(number::unsupported(machine, v, other, "+"))
        } else {
            unknown
        };
    }
    let other = if formats { other } else { bare };
    let (a, b) = if swapped { (other, v) } else { (v, other) };
    match number::try_binary(machine, a, b, op)? {
        Some(v) => Ok(v),
        None => unknown,
    }
}

fn power(machine: &Machine, c: Cls, swapped: bool, v: Value, args: &[Value]) -> Answer {
    let other = unwrap(machine, args[1]);
    if !fits(machine, c, other) {
        return Ok(machine.root(roots::NOT_IMPLEMENTED));
    }
    let modulus = arg(machine, args, 2).filter(|m| *m != roots::none(machine));
    let (a, b) = if swapped { (other, v) } else { (v, other) };
    match modulus {
        Some(m) => super::int::pow_mod(machine, a, b, m),
        None => number::binary(machine, a, b, BinOp::Pow),
    }
}

fn in_place_set(machine: &Machine, s: Slot, set: Value, bare: Value, other: Value) -> Answer {
    if !fits(machine, Cls::Set, unwrap(machine, other)) {
        return Ok(machine.root(roots::NOT_IMPLEMENTED));
    }
    let name = match s {
        Slot::IOr => "_set_union_update",
        Slot::IAnd => "_set_intersection_update",
        Slot::ISub => "_set_difference_update",
        _ => "_set_symmetric_update",
    };
    let f = crate::prelude::function(machine, name).value();
    tail::prelude(machine, "_slot_in_place", &[f, set, bare, other])
}

/// `v`: the receiver; `bare`: without an instance around it.
fn compare(machine: &Machine, c: Cls, op: Cmp, v: Value, bare: Value, other: Value) -> Answer {
    let unknown = Ok(machine.root(roots::NOT_IMPLEMENTED));
    let known = |b: bool| Ok(bool_word(machine, b));
    let unordered = !matches!(op, Cmp::Eq | Cmp::Ne);
    let plain_order = matches!(
        c,
        Cls::Int
            | Cls::Bool
            | Cls::Float
            | Cls::Set
            | Cls::FrozenSet
            | Cls::DictKeys
            | Cls::DictItems
            | Cls::Slice
    );
    if unordered && !is_sequence(c) && !plain_order {
        return unknown;
    }
    if c == Cls::Object {
        return tail::prelude(machine, "_slot_object_ne", &[v, other]);
    }
    let other_bare = unwrap(machine, other);
    if matches!(c, Cls::Method | Cls::Builtin | Cls::MethodWrapper | Cls::NoneType) {
        return match crate::order::equal(machine, bare, other_bare) {
            trackway_kit::table::Same::Yes => known(true),
            _ => unknown,
        };
    }
    if !fits(machine, c, other_bare) {
        return unknown;
    }
    let bare = bare.cast::<MappingProxy>().map_or(bare, |p| p.get(MappingProxy::DICT).value());
    tail::prelude(machine, "_slot_compare", &[bare, other_bare, Value::int(op as i64).expect("small")])
}

fn get_item(machine: &Machine, v: Value, bare: Value, key: Value) -> Answer {
    if let Some(d) = bare.cast::<Dict>()
        && v != bare
        && class::user_special(machine, class_of(machine, v), "__missing__").is_some()
    {
        return tail::prelude(machine, "_dict_getitem_missing", &[v, d.value(), key]);
    }
    tail::prelude(machine, "_slot_getitem", &[bare, key])
}

/// A rough size in bytes.
fn size_of(v: Value) -> i64 {
    let words = match () {
        () if v.cast::<List>().is_some() => v.cast::<List>().map_or(0, List::len),
        () if v.cast::<Str>().is_some() => v.cast::<Str>().map_or(0, |s| Str::size(s) / 8),
        () if v.cast::<Tuple>().is_some() => v.cast::<Tuple>().map_or(0, |t| t.tail_len(Tuple::ITEMS)),
        () => v.cast::<Dict>().or_else(|| crate::dicts::set_table(v)).map_or(0, |d| 4 * Dict::len(d)),
    };
    40 + 8 * words as i64
}

/// `d.__get__(v, class)`.
fn get(machine: &Machine, d: Value, v: Value, owner: Option<Value>) -> Answer {
    let none = roots::none(machine);
    let owner = owner.filter(|o| *o != none);
    if v == none && owner.is_none() {
        return Err(type_error(machine, "__get__(None, None) is invalid"));
    }
    let through_class = v == none && owner != Some(Cls::NoneType.word(machine));
    let class = owner.and_then(|o| o.cast::<Class>()).unwrap_or_else(|| class_of(machine, v));
    if through_class {
        return match () {
            () if d.cast::<ClassMethod>().is_some() || d.cast::<StaticMethod>().is_some() => {
                crate::types::descriptor::describe(machine, d, none, class)
            }
            () => Ok(d),
        };
    }
    if let Some(m) = d.cast::<BoundMethod>() {
        return Ok(m.value());
    }
    crate::types::descriptor::describe(machine, d, v, class)
}

/// As `object.__getattribute__`.
pub fn get_attribute(machine: &Machine, args: &[Value]) -> Answer {
    let Some(name) = str_of(unwrap(machine, args[1])) else {
        let text = format!("attribute name must be string, not '{}'", type_name(machine, args[1]));
        return Err(type_error(machine, &text));
    };
    match instance::find(machine, args[0], name)? {
        Some(v) => Ok(v),
        None => Err(instance::no_attribute(machine, args[0], name)),
    }
}

/// `C.__new__`.
pub fn new<const C: u16>(machine: &Machine, args: &[Value]) -> Answer {
    make(machine, Cls::ALL[C as usize].0, args)
}

fn make(machine: &Machine, c: Cls, args: &[Value]) -> Answer {
    let own = class_text(c);
    let Some(given) = args.get(1) else {
        return Err(type_error(machine, &format!("{own}.__new__(): not enough arguments")));
    };
    let Some(class) = given.cast::<Class>() else {
        let text = format!("{own}.__new__(X): X is not a type object ({})", type_name(machine, *given));
        return Err(type_error(machine, &text));
    };
    if !class::derives(machine, class, c) {
        let given = class::class_name(machine, class);
        let text = format!("{own}.__new__({given}): {given} is not a subtype of {own}");
        return Err(type_error(machine, &text));
    }
    if c == Cls::Object
        && let Some(maker) = maker(machine, class)
    {
        let given = class::class_name(machine, class);
        let text = format!("object.__new__({given}) is not safe, use {maker}.__new__()");
        return Err(type_error(machine, &text));
    }
    if c == Cls::Int && class == Cls::Bool.gc(machine) {
        return Err(type_error(machine, "int.__new__(bool) is not safe, use bool.__new__()"));
    }
    if arg(machine, args, 0).is_none()
        && let Some(v) = make_at_once(machine, c, class, &args[2..])
    {
        return Ok(v);
    }
    let positional = Tuple::new(&machine.heap, &args[2..]).value();
    let keywords = arg(machine, args, 0).unwrap_or_else(|| Dict::new(&machine.heap).value());
    tail::prelude(machine, "_new_of", &[class.value(), positional, keywords])
}

/// An instance of a class written in Python without arguments, or around the one argument if that is
/// exactly what goes inside.
fn make_at_once(machine: &Machine, c: Cls, class: Gc<Class>, args: &[Value]) -> Option<Value> {
    let flags = class.get(Class::FLAGS);
    let other = class::FLAG_BUILTIN | FLAG_EXCEPTION | class::FLAG_METACLASS | class::FLAG_ABSTRACT;
    if flags & other != 0 {
        return None;
    }
    match (c, args) {
        (Cls::Object, []) if flags & class::FLAG_PAYLOAD == 0 => {
            Some(class::new_instance(machine, class).value())
        }
        (Cls::Int | Cls::Float | Cls::Str | Cls::Tuple, [v])
            if flags & class::FLAG_PAYLOAD != 0 && class_of(machine, *v) == c.gc(machine) =>
        {
            let i = class::new_instance(machine, class);
            i.set_item(&machine.heap, Instance::SLOTS, 0, *v);
            Some(i.value())
        }
        _ => None,
    }
}

/// The builtin class whose `__new__` makes instances of `class`, unless it is `object`.
fn maker(machine: &Machine, class: Gc<Class>) -> Option<String> {
    let flags = class.get(Class::FLAGS);
    if flags & FLAG_EXCEPTION != 0 {
        return Some("BaseException".into());
    }
    if class.get(Class::CONSTRUCT) == Value::ZERO && flags & class::FLAG_METACLASS == 0 {
        return None;
    }
    let mro = Tuple::to_vec(class.get(Class::MRO));
    let own = mro.into_iter().filter_map(|c| c.cast::<Class>()).find(|c| attr::is_builtin_class(*c));
    own.map(|c| class::class_name(machine, c))
}

/// Whether the class has a special method that is not `object`'s.
fn overrides(machine: &Machine, class: Gc<Class>, name: &str) -> bool {
    let found = class::lookup(machine, class, crate::runtime::sym(machine, name));
    found.is_some_and(|(_, owner)| owner != Cls::Object.gc(machine))
}

fn excess(machine: &Machine, args: &[Value]) -> bool {
    args.len() > 2 || arg(machine, args, 0).is_some()
}

/// `object.__init__`.
pub fn init_object(machine: &Machine, args: &[Value]) -> Answer {
    let class = class_of(machine, args[1]);
    if excess(machine, args) {
        if overrides(machine, class, "__init__") {
            let text = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(type_error(machine, text));
        }
        if !overrides(machine, class, "__new__") {
            let text = format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                class::class_name(machine, class)
            );
            return Err(type_error(machine, &text));
        }
    }
    Ok(roots::none(machine))
}

/// What `object.__new__` says to arguments that nobody takes; `None`: nothing.
pub fn excess_for_new(machine: &Machine, class: Gc<Class>) -> Option<Raise> {
    if overrides(machine, class, "__new__") {
        let text = "object.__new__() takes exactly one argument (the type to instantiate)";
        return Some(type_error(machine, text));
    }
    if overrides(machine, class, "__init__") {
        return None;
    }
    Some(type_error(machine, &format!("{}() takes no arguments", class::class_name(machine, class))))
}

pub fn init_nothing(machine: &Machine, _args: &[Value]) -> Answer {
    Ok(roots::none(machine))
}

fn init_one(machine: &Machine, args: &[Value], name: &'static str, class: &str) -> Answer {
    if arg(machine, args, 0).is_some() {
        return Err(type_error(machine, &format!("{class}() takes no keyword arguments")));
    }
    if args.len() > 3 {
        let text = format!("{class} expected at most 1 argument, got {}", args.len() - 2);
        return Err(type_error(machine, &text));
    }
    let source = args.get(2).copied().unwrap_or(machine.root(roots::EMPTY_TUPLE));
    tail::prelude(machine, name, &[unwrap(machine, args[1]), source])
}

pub fn init_list(machine: &Machine, args: &[Value]) -> Answer {
    init_one(machine, args, "_slot_list_init", "list")
}

pub fn init_set(machine: &Machine, args: &[Value]) -> Answer {
    init_one(machine, args, "_slot_set_init", "set")
}

pub fn init_bytearray(machine: &Machine, args: &[Value]) -> Answer {
    let positional = Tuple::new(&machine.heap, &args[2..]).value();
    let keywords = arg(machine, args, 0).unwrap_or_else(|| Dict::new(&machine.heap).value());
    tail::prelude(machine, "_slot_bytearray_init", &[unwrap(machine, args[1]), positional, keywords])
}

pub fn init_dict(machine: &Machine, args: &[Value]) -> Answer {
    if args.len() > 3 {
        let text = format!("dict expected at most 1 argument, got {}", args.len() - 2);
        return Err(type_error(machine, &text));
    }
    let none = roots::none(machine);
    let source = args.get(2).copied().unwrap_or(machine.root(roots::EMPTY_TUPLE));
    let keywords = arg(machine, args, 0).unwrap_or(none);
    tail::prelude(machine, "_slot_dict_init", &[unwrap(machine, args[1]), source, keywords])
}

/// Classes whose instances cannot change: a derived class's instance gets a new one inside.
pub fn init_payload(machine: &Machine, args: &[Value]) -> Answer {
    if args[1].cast::<Instance>().is_none() {
        return Ok(roots::none(machine));
    }
    let positional = Tuple::new(&machine.heap, &args[2..]).value();
    let keywords = arg(machine, args, 0).unwrap_or_else(|| Dict::new(&machine.heap).value());
    tail::prelude(machine, "_slot_payload_init", &[args[1], positional, keywords])
}

/// `C[item]`: a generic alias.
pub fn generic(machine: &Machine, args: &[Value]) -> Answer {
    tail::prelude(machine, "_generic_make", args)
}

/// `f.__call__(..)`.
pub fn call(machine: &Machine, args: &[Value]) -> Answer {
    let positional = Tuple::new(&machine.heap, &args[2..]).value();
    match arg(machine, args, 0) {
        Some(keywords) => tail::prelude(machine, "_apply_kw", &[args[1], positional, keywords]),
        None => tail::prelude(machine, "_apply", &[args[1], positional]),
    }
}

/// The identity number as a hash.
pub fn identity_hash(machine: &Machine, v: Value) -> Value {
    Value::int(identity(machine, v) >> 4).expect("small")
}
