//! Attribute lookup: what an inline cache remembers per shape, and the general case.

use super::builtin::Cls;
use super::class::{self, Class, FLAG_BUILTIN, FLAG_PAYLOAD};
use super::objects::*;
use super::shape::{ShapeKind, Slot};
use crate::dicts;
use crate::modules::sre::{Match, Regex};
use crate::roots;
use crate::runtime::{known_sym, rt, sym, sym_of};
use crate::symbols::Sym;
use crate::types::instance;
use crate::values::class_of;
use trackway::{Gc, Machine, Object, Value};
use trackway_kit::{CellBox, Dict, Str};

/// The remembered outcome of a lookup that is not simply a slot.
#[derive(Object)]
#[object(id = 84)]
pub struct AttrHit {
    /// One of the `HIT_` constants.
    #[immutable]
    kind: i64,
    #[immutable]
    value: Value,
    /// For transitions: the next shape.
    #[immutable]
    shape: i64,
}

/// The value itself.
pub const HIT_CONST: i64 = 0;
/// The content of a cell.
pub const HIT_CELL: i64 = 1;
/// A function to be bound to the receiver.
pub const HIT_METHOD: i64 = 2;
/// A getter to be called with the receiver.
pub const HIT_PROPERTY: i64 = 3;
/// `__getattr__`, to be called with receiver and name.
pub const HIT_GETATTR: i64 = 4;
/// A store that adds an attribute: `value` is the slot.
pub const HIT_TRANSITION: i64 = 5;
/// A setter to be called with receiver and value.
pub const HIT_SETTER: i64 = 6;
/// `__get__` bound to its descriptor, to be called with the receiver and its class, whose number is
/// in `shape`.
pub const HIT_DESCRIPTOR: i64 = 7;
/// In the instance's dict, if it has the name; otherwise what `value` says, or where that is None the general way has
/// to be taken. Of a store: an entry of that dict is set, if there is one.
pub const HIT_IN_DICT: i64 = 10;
/// A getter bound to a `__getattr__`, which is asked when that raises AttributeError.
pub const HIT_OR_ASK: i64 = 12;
/// There is none, and nobody is asked for it.
pub const HIT_ABSENT: i64 = 11;
/// A native to be called with the receiver; `shape` is its number.
pub const HIT_NATIVE_GETTER: i64 = 9;
/// A deletion that moves the attributes behind; see [`places_of_removal`].
pub const HIT_REMOVAL: i64 = 8;

fn hit(machine: &Machine, kind: i64, value: Value, shape: u32) -> Value {
    let heap = &machine.heap;
    let h = heap.alloc::<AttrHit>();
    h.set(heap, AttrHit::KIND, kind);
    h.set(heap, AttrHit::VALUE, value);
    h.set(heap, AttrHit::SHAPE, shape as i64);
    h.value()
}

/// A slot as an inline cache holds it: twice the index, odd when outside.
pub fn slot_word(slot: Slot) -> Value {
    Value::int(match slot {
        Slot::Inline(i) => 2 * i as i64,
        Slot::Outside(i) => 2 * i as i64 + 1,
    })
    .expect("small")
}

/// A slot named by `__slots__` as an inline cache holds it: negative.
fn member_word(m: Gc<Member>) -> Value {
    Value::int(-1 - m.get(Member::INDEX)).expect("small")
}

/// The text of a name as a number.
fn number(machine: &Machine, name: Value) -> Sym {
    sym_of(machine, name.cast::<Str>().expect("a name is a string"))
}

/// What reading attribute `name` of an instance of this shape comes to; `None`: see [`super::instance`].
pub fn find_instance(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    let name = number(machine, name);
    let (kind, owner) = {
        let shapes = rt(machine).shapes();
        let s = shapes.get(shape as u32);
        (s.kind, s.owner)
    };
    let class = rt(machine).class(owner);
    if class::user_special(machine, class, "__getattribute__").is_some() {
        return None;
    }
    let found = class::lookup_raw(machine, class, name);
    if let Some((_, owner)) = found
        && is_builtin_class(owner)
        && name == known_sym(machine, "__class__")
    {
        return Some(hit(machine, HIT_CONST, class.value(), 0));
    }
    if let Some(m) = found.and_then(|(v, _)| v.cast::<Member>()) {
        return Some(member_word(m));
    }
    if let Some((v, _)) = found
        && is_data_descriptor(machine, v)
    {
        if !reads(machine, v) {
            return None;
        }
        let Some(p) = v.cast::<Property>() else { return descriptor_hit(machine, class, v) };
        let getter = p.get(Property::GETTER).cast::<Function>()?.value();
        return Some(match class::user_special(machine, class, "__getattr__") {
            None => hit(machine, HIT_PROPERTY, getter, 0),
            Some(asked) => hit(machine, HIT_OR_ASK, bind(machine, getter, asked), 0),
        });
    }
    if kind == ShapeKind::Dict {
        if class.get(Class::FLAGS) & class::FLAG_EXCEPTION != 0 || name == known_sym(machine, "__dict__") {
            return None;
        }
        let behind = behind_instance(machine, class, name, found).unwrap_or(roots::none(machine));
        return Some(hit(machine, HIT_IN_DICT, behind, 0));
    }
    if let Some(slot) = class::slot_of(machine, shape as u32, name) {
        return Some(slot_word(slot));
    }
    behind_instance(machine, class, name, found)
}

/// What reading comes to that finds nothing in the instance, and `found` in its class.
fn behind_instance(
    machine: &Machine,
    class: Gc<Class>,
    name: Sym,
    found: Option<(Value, Gc<Class>)>,
) -> Option<Value> {
    if let Some((v, _)) = found {
        return class_attr_of_instance(machine, class, v);
    }
    if is_common(machine, name) {
        return None;
    }
    match class::user_special(machine, class, "__getattr__") {
        Some(f) => f.cast::<Function>().map(|f| hit(machine, HIT_GETATTR, f.value(), 0)),
        None if class.get(Class::FLAGS) & FLAG_PAYLOAD != 0 => None,
        None => Some(absent(machine)),
    }
}

/// Names of what every value has, wherever that is.
fn is_common(machine: &Machine, name: Sym) -> bool {
    ["__dict__", "__class__", "__doc__", "__weakref__"].iter().any(|n| known_sym(machine, n) == name)
}

fn absent(machine: &Machine) -> Value {
    hit(machine, HIT_ABSENT, Value::ZERO, 0)
}

fn class_attr_of_instance(machine: &Machine, class: Gc<Class>, v: Value) -> Option<Value> {
    if super::descriptor::binds(v) {
        return Some(hit(machine, HIT_METHOD, v, 0));
    }
    // One without receiver binds.
    if v.cast::<Super>().is_some() {
        return None;
    }
    descriptor_hit(machine, class, v).or_else(|| class_attr(machine, class, v))
}

/// A descriptor whose class defines `__get__` in Python.
fn descriptor_hit(machine: &Machine, class: Gc<Class>, v: Value) -> Option<Value> {
    let own = crate::values::instance_class(machine, v.cast::<Instance>()?);
    if class::user_special(machine, class, "__getattr__").is_some() {
        return None;
    }
    let f = class::user_special(machine, own, "__get__")?.cast::<Function>()?;
    let number = class.get(Class::NUMBER) as u32;
    Some(hit(machine, HIT_DESCRIPTOR, bind(machine, f.value(), v), number))
}

/// A class attribute read through the class itself.
fn class_attr(machine: &Machine, class: Gc<Class>, v: Value) -> Option<Value> {
    if v.cast::<CellBox>().is_some() {
        return Some(hit(machine, HIT_CELL, v, 0));
    }
    if let Some(s) = v.cast::<StaticMethod>() {
        return Some(hit(machine, HIT_CONST, s.get(StaticMethod::FUNCTION), 0));
    }
    if let Some(c) = v.cast::<ClassMethod>() {
        let b = bind(machine, c.get(ClassMethod::FUNCTION), class.value());
        return Some(hit(machine, HIT_CONST, b, 0));
    }
    if v.cast::<Instance>().is_some_and(|i| has_special(machine, i, "__get__"))
        || crate::types::descriptor::inner_descriptor(machine, v).is_some()
    {
        return None;
    }
    Some(hit(machine, HIT_CONST, v, 0))
}

/// What reading an attribute of the class with this shape comes to.
pub fn find_class(machine: &Machine, class: Gc<Class>, name: Value) -> Option<Value> {
    let name = number(machine, name);
    let meta = class_of(machine, class.value());
    let on_meta = class::lookup_raw(machine, meta, name);
    if on_meta.is_some_and(|(v, _)| is_data_descriptor(machine, v)) {
        let standard = on_meta.is_some_and(|(_, owner)| is_builtin_class(owner));
        let text = [("__name__", Class::NAME), ("__qualname__", Class::QUALNAME)];
        let text = text.into_iter().find(|(n, _)| name == sym(machine, n)).filter(|_| standard);
        return text.map(|(_, field)| constant_hit(machine, class.get(field)));
    }
    if let Some((v, _)) = class::lookup_raw(machine, class, name) {
        return class_attr(machine, class, v);
    }
    let asks = || class::user_special(machine, meta, "__getattr__").is_some();
    let Some((v, _)) = on_meta else {
        return (!is_common(machine, name) && !asks()).then(|| absent(machine));
    };
    let callable = v.cast::<Function>().is_some() || v.cast::<Builtin>().is_some();
    callable.then(|| hit(machine, HIT_METHOD, v, 0))
}

/// A constant as an inline cache holds it.
pub fn constant_hit(machine: &Machine, v: Value) -> Value {
    hit(machine, HIT_CONST, v, 0)
}

/// What a method of a builtin type is: only functions, since everything else depends on the value.
pub fn find_builtin(machine: &Machine, class: Cls, name: Value) -> Option<Value> {
    let name = number(machine, name);
    let Some((v, owner)) = class::lookup_raw(machine, class.gc(machine), name) else {
        return (has_class_attributes_only(class) && !is_common(machine, name)).then(|| absent(machine));
    };
    if class == Cls::Generator && owner != class.gc(machine) {
        // Suspended frames are of several classes.
        return None;
    }
    if name == known_sym(machine, "__class__") {
        return Some(constant_hit(machine, class.gc(machine).value()));
    }
    if class == Cls::Generator && v.cast::<Property>().is_some() {
        return None;
    }
    if let Some(getter) = v.cast::<Property>().and_then(|p| p.get(Property::GETTER).cast::<Builtin>()) {
        let number = u32::try_from(getter.get(Builtin::NUMBER)).ok()?;
        return Some(hit(machine, HIT_NATIVE_GETTER, getter.value(), number));
    }
    v.cast::<Builtin>()
        .map(|b| b.value())
        .or_else(|| v.cast::<Function>().map(|f| f.value()))
        .map(|f| hit(machine, HIT_METHOD, f, 0))
}

/// Whether objects of this builtin class have no attributes but those of the class.
fn has_class_attributes_only(class: Cls) -> bool {
    use Cls::*;
    matches!(class, Str | List | Dict | Tuple | Set | FrozenSet | Int | Float | Bytes | ByteArray)
}

/// What setting attribute `name` of an instance of this shape comes to.
///
/// `by_object`: as `object.__setattr__` does it, whatever the class says.
pub fn find_store(machine: &Machine, shape: i64, name: Value, by_object: bool) -> Option<Value> {
    let shape = shape as u32;
    let text = name.cast::<Str>()?;
    let name = number(machine, name);
    let (kind, owner) = {
        let shapes = rt(machine).shapes();
        let s = shapes.get(shape);
        (s.kind, s.owner)
    };
    let class = rt(machine).class(owner);
    if !by_object && class::user_special(machine, class, "__setattr__").is_some()
        || Str::bytes(&machine.heap, text).starts_with(b"__") && !is_plain(Str::bytes(&machine.heap, text))
        || Str::bytes(&machine.heap, text) == b"args" && class.get(Class::FLAGS) & class::FLAG_EXCEPTION != 0
    {
        return None;
    }
    if let Some(m) = class::lookup_raw(machine, class, name).and_then(|(v, _)| v.cast::<Member>()) {
        return Some(member_word(m));
    }
    let exception = class.get(Class::FLAGS) & class::FLAG_EXCEPTION != 0;
    if kind != ShapeKind::Instance && (kind != ShapeKind::Dict || exception) {
        return None;
    }
    if let Some((v, _)) = class::lookup_raw(machine, class, name)
        && is_data_descriptor(machine, v)
    {
        let setter = v.cast::<Property>()?.get(Property::SETTER);
        return setter.cast::<Function>().map(|s| hit(machine, HIT_SETTER, s.value(), 0));
    }
    if kind == ShapeKind::Dict {
        return Some(hit(machine, HIT_IN_DICT, Value::ZERO, 0));
    }
    if let Some(slot) = class::slot_of(machine, shape, name) {
        return Some(slot_word(slot));
    }
    if class.get(Class::FLAGS) & class::FLAG_SLOTS != 0 {
        return None;
    }
    let (next, slot) = rt(machine).shapes().transition(shape, name);
    match slot {
        Slot::Inline(_) => Some(hit(machine, HIT_TRANSITION, slot_word(slot), next)),
        Slot::Outside(_) => {
            instance::learn(machine, class, next);
            None
        }
    }
}

/// As [`find_store`], for the class whose shape this is: the cell of an attribute that is set again and again, and the
/// number of its entry in the class's dictionary.
pub fn find_store_on_class(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    let class = rt(machine).class(rt(machine).shapes().get(shape as u32).owner);
    let meta = class.get(Class::METACLASS).cast::<Class>()?;
    let intercepts = class::user_special(machine, meta, "__setattr__").is_some();
    if intercepts || class::lookup_raw(machine, meta, number(machine, name)).is_some() {
        return None;
    }
    let name = name.cast::<Str>()?;
    let cells = class.get(Class::CELLS).cast::<Dict>()?;
    let cell = dicts::get_str(machine, cells, name)?.cast::<CellBox>()?;
    let entry = dicts::find_str(machine, class.get(Class::DICT), name)?;
    Some(hit(machine, HIT_CELL, cell.value(), entry as u32))
}

/// Special names that instances have as they have any other.
fn is_plain(name: &[u8]) -> bool {
    [b"__doc__".as_slice(), b"__name__", b"__qualname__", b"__module__", b"__wrapped__"].contains(&name)
}

/// What taking attribute `name` out of an instance of this shape comes to, where that is moving the attributes behind
/// it.
pub fn find_removal(machine: &Machine, shape: i64, name: Value) -> Option<Value> {
    let owner = rt(machine).shapes().get(shape as u32).owner;
    let class = rt(machine).class(owner);
    let name = number(machine, name);
    let special = class::user_special(machine, class, "__delattr__").is_some()
        || class::lookup_raw(machine, class, name).is_some_and(|(v, _)| is_data_descriptor(machine, v));
    if special {
        return None;
    }
    let (at, last, next) = instance::removal(machine, class, shape as u32, name)?;
    Some(hit(machine, HIT_REMOVAL, Value::int((last << 32 | at) as i64)?, next))
}

/// The slot of the attribute that goes, and the last one that is filled.
pub fn places_of_removal(hit: Gc<AttrHit>) -> (i64, i64) {
    let places = hit.get(AttrHit::VALUE).as_int().expect("two numbers");
    (places & 0xffff_ffff, places >> 32)
}

/// Whether a class attribute goes before the instance's own.
pub fn is_data_descriptor(machine: &Machine, v: Value) -> bool {
    if v.cast::<Property>().is_some() || v.cast::<Member>().is_some() {
        return true;
    }
    v.cast::<Instance>().is_some_and(|i| {
        has_special(machine, i, "__set__")
            || has_special(machine, i, "__delete__")
            || crate::types::descriptor::inner_descriptor(machine, v)
                .is_some_and(|d| d.cast::<Property>().is_some())
    })
}

/// Whether a data descriptor says what is read, or only what is written.
pub fn reads(machine: &Machine, v: Value) -> bool {
    v.cast::<Instance>().is_none_or(|i| {
        has_special(machine, i, "__get__") || crate::types::descriptor::inner_descriptor(machine, v).is_some()
    })
}

/// Whether an instance's class defines `name` in Python.
pub fn has_special(machine: &Machine, i: Gc<Instance>, name: &'static str) -> bool {
    class::user_special(machine, crate::values::instance_class(machine, i), name).is_some()
}

/// A method object.
pub fn bind(machine: &Machine, function: Value, receiver: Value) -> Value {
    let heap = &machine.heap;
    let b = heap.alloc::<BoundMethod>();
    b.set(heap, BoundMethod::FUNCTION, function);
    b.set(heap, BoundMethod::RECEIVER, receiver);
    b.value()
}

/// Whether the class was made by the run time.
pub fn is_builtin_class(class: Gc<Class>) -> bool {
    class.get(Class::FLAGS) & FLAG_BUILTIN != 0
}

/// The builtin class of objects with this type number that have no other use for it.
pub fn class_of_type(type_id: i64) -> Option<Cls> {
    use crate::types::arrays::{FloatArray, IntArray};
    use trackway_kit as kit;
    Some(match type_id as u16 {
        x if x == kit::Str::ID => Cls::Str,
        x if x == kit::List::ID => Cls::List,
        x if x == kit::Dict::ID => Cls::Dict,
        x if x == kit::Tuple::ID => Cls::Tuple,
        x if x == kit::Set::ID => Cls::Set,
        x if x == FrozenSet::ID => Cls::FrozenSet,
        x if x == kit::BigInt::ID || x == kit::WideInt::ID => Cls::Int,
        x if x == kit::Coroutine::ID => Cls::Generator,
        x if x == Bytes::ID => Cls::Bytes,
        x if x == ByteArray::ID => Cls::ByteArray,
        x if x == MemoryView::ID => Cls::MemoryView,
        x if x == IntArray::ID || x == FloatArray::ID => Cls::Array,
        x if x == MappingProxy::ID => Cls::MappingProxy,
        x if x == Complex::ID => Cls::Complex,
        x if x == Range::ID || x == BigRange::ID => Cls::Range,
        x if x == Slice::ID => Cls::Slice,
        x if x == Regex::ID => Cls::Pattern,
        x if x == Match::ID => Cls::Match,
        _ => return None,
    })
}
