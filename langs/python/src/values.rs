//! Questions about values of any type.

use crate::modules::sre::{Match, Regex};
use crate::roots;
use crate::runtime::rt;
use crate::types::arrays::*;
use crate::types::builtin::Cls;
use crate::types::class::{Class, FLAG_PAYLOAD, class_name};
use crate::types::objects::*;
use crate::types::ring::{Ring, RingIter};
use crate::types::shape::ShapeKind;
use crate::types::walk::Walk;
use num_bigint::BigInt as Big;
use trackway::{Gc, Kind, Machine, Object, Value};
use trackway_kit::{BigInt, CellBox, Coroutine, Dict, List, Set, Str, Tuple, WideInt};

/// The class of any value.
pub fn class_of(machine: &Machine, v: Value) -> Gc<Class> {
    match v.kind() {
        Kind::Small(_) => Cls::Int.gc(machine),
        Kind::Float(_) => Cls::Float.gc(machine),
        Kind::Object(o) => match o.shape() {
            0 if o.type_id() == Walk::ID => walk_class(v),
            0 => builtin_class(o.type_id(), v).gc(machine),
            _ if o.type_id() == Dict::ID => Cls::Dict.gc(machine),
            _ if o.type_id() == Tuple::ID => Cls::Tuple.gc(machine),
            shape => {
                let shapes = rt(machine).shapes();
                let (kind, owner) = (shapes.get(shape).kind, shapes.get(shape).owner);
                drop(shapes);
                match kind {
                    ShapeKind::Instance | ShapeKind::Dict => rt(machine).class(owner),
                    ShapeKind::Namespace | ShapeKind::Keys => Cls::Dict.gc(machine),
                    ShapeKind::Class => {
                        let class = v.cast::<Class>().expect("a class");
                        class.get(Class::METACLASS).cast().unwrap_or_else(|| Cls::Type.gc(machine))
                    }
                }
            }
        },
    }
}

/// Walks stand for instances of classes written in Python.
fn walk_class(v: Value) -> Gc<Class> {
    v.cast::<Walk>().and_then(|w| w.get(Walk::CLASS).cast()).expect("a class")
}

fn builtin_class(type_id: u16, v: Value) -> Cls {
    match type_id {
        x if x == Singleton::ID => match v.cast::<Singleton>().map_or(0, |s| s.get(Singleton::KIND)) as usize
        {
            roots::TRUE | roots::FALSE => Cls::Bool,
            roots::NONE => Cls::NoneType,
            roots::NOT_IMPLEMENTED => Cls::NotImplementedType,
            roots::ELLIPSIS => Cls::EllipsisType,
            _ => Cls::Object,
        },
        x if x == BigInt::ID || x == WideInt::ID => Cls::Int,
        x if x == Str::ID => Cls::Str,
        x if x == Tuple::ID => Cls::Tuple,
        x if x == List::ID => Cls::List,
        x if x == Dict::ID => Cls::Dict,
        x if x == Set::ID => Cls::Set,
        x if x == FrozenSet::ID => Cls::FrozenSet,
        x if x == Function::ID => Cls::Function,
        x if x == Builtin::ID => match v.cast::<Builtin>().map(|b| b.get(Builtin::OWNER)) {
            Some(Value::ZERO) | None => Cls::Builtin,
            _ if is_wrapper(v) => Cls::WrapperDescriptor,
            _ if is_static(v) => Cls::Builtin,
            _ => Cls::MethodDescriptor,
        },
        x if x == BoundMethod::ID => match v.cast::<BoundMethod>().map(|b| b.get(BoundMethod::FUNCTION)) {
            Some(f) if is_wrapper(f) => Cls::MethodWrapper,
            Some(f) if f.cast::<Builtin>().is_some() => Cls::Builtin,
            _ => Cls::Method,
        },
        x if x == Range::ID || x == BigRange::ID => Cls::Range,
        x if x == RangeIter::ID => Cls::RangeIter,
        x if x == ListIter::ID => Cls::ListIter,
        x if x == TupleIter::ID => Cls::TupleIter,
        x if x == StrIter::ID => match v.cast::<StrIter>().map(|i| i.get(StrIter::TEXT)) {
            Some(t) if t.cast::<Bytes>().is_some() => Cls::BytesIter,
            Some(t) if t.cast::<ByteArray>().is_some() => Cls::ByteArrayIter,
            _ => Cls::StrIter,
        },
        x if x == DictIter::ID => match v.cast::<DictIter>().map_or(0, |d| d.get(DictIter::WHAT)) {
            VIEW_KEYS => Cls::KeyIter,
            VIEW_VALUES => Cls::ValueIter,
            VIEW_ITEMS => Cls::ItemIter,
            _ => Cls::SetIter,
        },
        x if x == Zipped::ID => Cls::Zip,
        x if x == Enumerated::ID => Cls::Enumerate,
        x if x == DictView::ID => match v.cast::<DictView>().map_or(0, |d| d.get(DictView::WHAT)) {
            VIEW_KEYS => Cls::DictKeys,
            VIEW_VALUES => Cls::DictValues,
            _ => Cls::DictItems,
        },
        x if x == Slice::ID => Cls::Slice,
        x if x == Property::ID => property_class(v),
        x if x == StaticMethod::ID => Cls::StaticMethod,
        x if x == ClassMethod::ID => class_method_class(v),
        x if x == Super::ID => Cls::Super,
        x if x == Traceback::ID => Cls::Traceback,
        x if x == CodeObject::ID => Cls::Code,
        x if x == Module::ID => Cls::Module,
        x if x == Member::ID => Cls::MemberDescriptor,
        x if x == Frame::ID => Cls::Frame,
        x if x == MappingProxy::ID => Cls::MappingProxy,
        x if x == Bytes::ID => Cls::Bytes,
        x if x == ByteArray::ID => Cls::ByteArray,
        x if x == IntArray::ID || x == FloatArray::ID => Cls::Array,
        x if x == ArrayIter::ID => Cls::ArrayIter,
        x if x == Ring::ID => Cls::Ring,
        x if x == RingIter::ID => Cls::RingIter,
        x if x == MemoryView::ID => Cls::MemoryView,
        x if x == Complex::ID => Cls::Complex,
        x if x == Coroutine::ID => v.cast::<Coroutine>().map_or(Cls::Generator, suspended_class),
        x if x == CellBox::ID => Cls::Cell,
        x if x == Stream::ID => Cls::Stream,
        x if x == Regex::ID => Cls::Pattern,
        x if x == Match::ID => Cls::Match,
        _ => Cls::Object,
    }
}

/// Whether a native is the wrapper around a slot of a builtin type.
pub fn is_wrapper(f: Value) -> bool {
    f.cast::<Builtin>().is_some_and(|b| {
        b.get(Builtin::OWNER) != Value::ZERO
            && crate::builtins::slots::is_wrapper(
                crate::builtins::native::native(b.get(Builtin::NUMBER)).name,
            )
    })
}

/// `C.__new__`, or a static method.
fn is_static(f: Value) -> bool {
    f.cast::<Builtin>().is_some_and(|b| {
        let name = crate::builtins::native::native(b.get(Builtin::NUMBER)).name;
        name.starts_with("__new__") || name.ends_with(".static")
    })
}

/// Class methods of the run time's own have a type apart.
fn class_method_class(v: Value) -> Cls {
    match v.cast::<ClassMethod>().map(|c| c.get(ClassMethod::FUNCTION)) {
        Some(f) if f.cast::<Builtin>().is_some_and(|b| b.get(Builtin::OWNER) != Value::ZERO) => {
            Cls::ClassMethodDescriptor
        }
        _ => Cls::ClassMethod,
    }
}

/// Whether a native stands in the tables of a class.
fn is_of(b: Gc<Builtin>, class: Cls) -> bool {
    use crate::builtins::Home;
    let home = crate::builtins::native::places()[b.get(Builtin::NUMBER) as usize].0;
    matches!(home, Home::Class(c) | Home::Slots(c) if c == class)
}

/// Properties of the run time's own are what CPython calls getset descriptors.
fn property_class(v: Value) -> Cls {
    let getter = v.cast::<Property>().and_then(|p| p.get(Property::GETTER).cast::<Builtin>());
    match getter {
        Some(g) => match crate::builtins::native::native(g.get(Builtin::NUMBER)).name {
            "real.get" | "imag.get" if is_of(g, Cls::Complex) => Cls::MemberDescriptor,
            "__globals__.get" | "__closure__.get" | "__builtins__.get" | "__mro__.get" | "__func__.get"
            | "start.get" | "stop.get" | "step.get" | "fget.get" | "fset.get" | "fdel.get" => {
                Cls::MemberDescriptor
            }
            name if name.ends_with(".get") => Cls::GetSetDescriptor,
            _ => Cls::Property,
        },
        _ => Cls::Property,
    }
}

/// The class of a suspended frame: a generator, a coroutine, an iterator of the prelude.
pub fn suspended_class(c: Gc<Coroutine>) -> Cls {
    c.get(Coroutine::CODE).guest::<crate::code::Signature>().class
}

/// The class's name, for messages.
pub fn type_name(machine: &Machine, v: Value) -> String {
    if crate::builtins::array::Store::plain(v).is_some() {
        return "array.array".into();
    }
    let class = class_of(machine, v);
    let name = class_name(machine, class);
    match crate::types::written_in_c::module(machine, class, &name) {
        Some(module) => format!("{module}.{name}"),
        None => name,
    }
}

/// The class's qualified name, for messages.
pub fn type_qualname(machine: &Machine, v: Value) -> String {
    let class = class_of(machine, v);
    match trackway_kit::str_of(class.get(Class::QUALNAME)) {
        Some(s) => Str::text(&machine.heap, s).into_owned(),
        None => class_name(machine, class),
    }
}

/// The class of an instance.
pub fn instance_class(machine: &Machine, i: Gc<Instance>) -> Gc<Class> {
    let owner = rt(machine).shapes().get(i.shape()).owner;
    rt(machine).class(owner)
}

/// The builtin value behind an instance of a class derived from a builtin type; other values are
/// themselves.
pub fn unwrap(machine: &Machine, v: Value) -> Value {
    match v.cast::<Instance>() {
        Some(i) if instance_class(machine, i).get(Class::FLAGS) & FLAG_PAYLOAD != 0 => payload(i),
        _ => v,
    }
}

/// The builtin value behind an instance of a class that is derived from a builtin type.
pub fn payload(i: Gc<Instance>) -> Value {
    if i.tail_len(Instance::SLOTS) > 0 { i.item(Instance::SLOTS, 0) } else { Value::ZERO }
}

/// An integer or bool that fits 63 bits.
#[inline]
pub fn as_int(machine: &Machine, v: Value) -> Option<i64> {
    if let Some(i) = v.as_int() {
        return Some(i);
    }
    if v == machine.root(roots::TRUE) {
        Some(1)
    } else if v == machine.root(roots::FALSE) {
        Some(0)
    } else {
        match unwrap(machine, v) {
            u if u == v => None,
            u => u.as_int(),
        }
    }
}

/// An integer or bool of any size.
pub fn as_big(machine: &Machine, v: Value) -> Option<Big> {
    as_int(machine, v).map(Big::from).or_else(|| BigInt::of(&machine.heap, unwrap(machine, v)))
}

/// Whether the value is an int or bool.
pub fn is_int(machine: &Machine, v: Value) -> bool {
    as_int(machine, v).is_some() || BigInt::holds(unwrap(machine, v))
}

/// A number as a double; `None` for other values and integers that are too large.
pub fn as_float(machine: &Machine, v: Value) -> Option<f64> {
    if let Some(f) = v.as_float() {
        return Some(f);
    }
    if let Some(i) = as_int(machine, v) {
        return Some(i as f64);
    }
    match unwrap(machine, v) {
        u if u != v => as_float(machine, u),
        u => {
            let mut room = [0; 2];
            let n = crate::builtins::num::int(machine, u)?.limbs(&mut room);
            Some(n.to_f64()).filter(|f| f.is_finite())
        }
    }
}

/// The identity number of a value.
pub fn identity(machine: &Machine, v: Value) -> i64 {
    match v.kind() {
        Kind::Small(s) => (0x10_0000 + s.get().wrapping_mul(32)) & 0x3fff_ffff_ffff,
        Kind::Float(f) => (f.to_bits() >> 4) as i64 & !15,
        Kind::Object(_) => match v.cast::<Instance>() {
            Some(i) => instance_identity(machine, i),
            None => machine.heap.identity(v),
        },
    }
}

/// The identity number of an instance, given when first asked for.
pub fn instance_identity(machine: &Machine, i: Gc<Instance>) -> i64 {
    use trackway_kit::Array;
    let heap = &machine.heap;
    let extra = i.get(Instance::EXTRA);
    match extra.cast::<Array>() {
        Some(a) => match a.item(Array::ITEMS, 0).as_int() {
            Some(n) if n != 0 => n,
            _ => {
                let n = machine.heap.fresh_identity();
                a.set_item(heap, Array::ITEMS, 0, Value::int(n).expect("small"));
                n
            }
        },
        None => match extra.as_int() {
            Some(n) if n != 0 => n,
            _ => {
                let n = machine.heap.fresh_identity();
                i.set(heap, Instance::EXTRA, Value::int(n).expect("small"));
                n
            }
        },
    }
}

/// Whether an index, or a part of a slice, has to be asked for its number.
pub fn needs_index(machine: &Machine, i: Value) -> bool {
    match i.cast::<Slice>() {
        Some(s) => [Slice::START, Slice::STOP, Slice::STEP].into_iter().any(|f| has_index(machine, s.get(f))),
        None => has_index(machine, i),
    }
}

/// Whether the value is no number, but its class says in Python which double it is.
pub fn has_float(machine: &Machine, v: Value) -> bool {
    let defines = |name| crate::types::class::user_special(machine, class_of(machine, v), name).is_some();
    v.cast::<Instance>().is_some()
        && crate::builtins::num::num(machine, v).is_none()
        && (defines("__float__") || defines("__index__"))
}

/// Whether the value is no integer, but its class defines `__index__` in Python.
pub fn has_index(machine: &Machine, v: Value) -> bool {
    v.cast::<Instance>().is_some()
        && crate::builtins::num::int(machine, v).is_none()
        && crate::types::class::user_special(machine, class_of(machine, v), "__index__").is_some()
}
