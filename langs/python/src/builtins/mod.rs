//! Builtin functions, methods and modules: tables of natives, and their installation.
//!
//! To add a function: write it in the file of its family and name it in that file's table. To add
//! a family: a file, and a row in [`tables`].

pub mod args;
pub mod array;
pub mod attributes;
pub mod big_range;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod bytes_new;
pub mod bytes_shape;
pub mod code;
pub mod codecs;
pub mod complex;
pub mod containers;
pub mod derivation;
pub mod docs;
pub mod exception_fields;
pub mod exception_text;
pub mod exceptions;
pub mod fibers;
pub mod float;
pub mod formatting;
pub mod functions;
pub mod getsets;
pub mod int;
pub mod intrinsics;
pub mod iterators;
pub mod list;
pub mod makers;
pub mod math;
pub mod memoryview;
pub mod miscalled;
pub mod modules;
pub mod namespaces;
pub mod native;
pub mod num;
pub mod objects;
pub mod ranges;
mod reduction;
pub mod set;
pub mod slot_run;
pub mod slots;
pub mod sort;
pub mod string;
pub mod text;
pub mod tree;
pub mod views;
pub mod weak;
pub mod wtf8;

use crate::dicts::{self, Lookup, set_table};
use crate::errors::type_error;
use crate::order::Place;
use crate::roots::{self, bool_word};
use crate::runtime::interned;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::module;
use crate::types::objects::*;
use crate::types::ring::Ring;
use crate::values::{class_of, type_name, unwrap};
use native::Native;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::table::Same;
use trackway_kit::{Dict, List, Str, Tuple};

/// Where a table's natives go.
#[derive(Clone, Copy)]
pub enum Home {
    /// The `builtins` module.
    Builtins,
    /// Prelude code only.
    Prelude,
    /// Methods of a class.
    Class(Cls),
    /// Special methods of a class, which others may have defined already.
    Slots(Cls),
    /// The native that makes instances of a class; a table of one.
    Construct(Cls),
    /// A module.
    Module(&'static str),
}

/// A table of natives.
pub struct Table {
    pub home: Home,
    pub natives: &'static [Native],
}

/// Every table. A native's number is its place among all.
pub fn tables() -> Vec<Table> {
    let mut all = Vec::new();
    for part in [
        functions::TABLES,
        derivation::TABLES,
        crate::embed::TABLES,
        intrinsics::TABLES,
        attributes::TABLES,
        reduction::TABLES,
        containers::TABLES,
        exceptions::TABLES,
        exception_fields::TABLES,
        iterators::TABLES,
        objects::TABLES,
        string::TABLES,
        bytes::TABLES,
        bytes_new::TABLES,
        bytes_shape::TABLES,
        bytearray::TABLES,
        array::TABLES,
        big_range::TABLES,
        memoryview::TABLES,
        complex::TABLES,
        int::TABLES,
        float::TABLES,
        list::TABLES,
        views::TABLES,
        set::TABLES,
        ranges::TABLES,
        math::TABLES,
        modules::TABLES,
        namespaces::TABLES,
        code::TABLES,
        tree::TABLES,
        getsets::TABLES,
        fibers::TABLES,
        weak::TABLES,
        crate::types::own_descriptors::TABLES,
    ] {
        all.extend(part.iter().map(|t| Table { home: t.home, natives: t.natives }));
    }
    all.extend(slots::tables().map(|t| Table { home: t.home, natives: t.natives }));
    for part in crate::modules::tables() {
        all.extend(part.iter().map(|t| Table { home: t.home, natives: t.natives }));
    }
    all
}

/// Makes the natives' objects.
pub fn install(machine: &Machine) {
    for (id, (home, n)) in native::places().iter().enumerate() {
        install_one(machine, *home, n, id);
    }
    for c in [Cls::List, Cls::Dict, Cls::Set] {
        define_method(machine, c.gc(machine), "__hash__", roots::none(machine));
    }
}

fn install_one(machine: &Machine, home: Home, n: &Native, id: usize) {
    if matches!(home, Home::Module(name) if name != "sys") {
        return;
    }
    let owner = match home {
        Home::Class(c) | Home::Slots(c) => c.word(machine),
        _ => Value::ZERO,
    };
    let object = native::object(machine, id, owner).value();
    match home {
        Home::Builtins => define_in(machine, roots::BUILTINS, n.name, object),
        Home::Prelude => define_in(machine, roots::PRELUDE, n.name, object),
        Home::Class(c) => define_method(machine, c.gc(machine), n.name, object),
        Home::Slots(c) => {
            let name = n.name.split('.').next().unwrap_or_default();
            if dicts::get_str(machine, c.gc(machine).get(Class::DICT), interned(machine, name)).is_none() {
                define_method(machine, c.gc(machine), n.name, object);
            }
        }
        Home::Construct(c) => c.gc(machine).set(&machine.heap, Class::CONSTRUCT, object),
        Home::Module("sys") => define_in(machine, roots::SYS, n.name, object),
        Home::Module(_) => unreachable!("made when it is imported"),
    }
}

fn define_in(machine: &Machine, root: usize, name: &str, v: Value) {
    let m = machine.root(root).cast::<Module>().expect("a module");
    module::define(machine, m, name, v);
}

/// A getter's name ends in `.get`, its setter's in `.set`, a static method's in `.static`, a class
/// method's in `.class`.
fn define_method(machine: &Machine, c: Gc<Class>, name: &str, v: Value) {
    let heap = &machine.heap;
    let none = roots::none(machine);
    let (name, v) = if let Some(part) = [".set", ".del"].into_iter().find(|p| name.ends_with(p)) {
        let name = name.strip_suffix(part).unwrap_or(name);
        let known = dicts::get_str(machine, c.get(Class::DICT), interned(machine, name));
        let Some(old) = known.and_then(|p| p.cast::<Property>()) else { unreachable!("{name} has a getter") };
        let p = heap.alloc::<Property>();
        let (set, delete) =
            if part == ".set" { (v, old.get(Property::DELETER)) } else { (old.get(Property::SETTER), v) };
        p.set(heap, Property::GETTER, old.get(Property::GETTER));
        p.set(heap, Property::SETTER, set);
        p.set(heap, Property::DELETER, delete);
        p.set(heap, Property::DOC, none);
        (name, p.value())
    } else if let Some(name) = name.strip_suffix(".get") {
        let p = heap.alloc::<Property>();
        p.set(heap, Property::GETTER, v);
        p.set(heap, Property::SETTER, none);
        p.set(heap, Property::DELETER, none);
        p.set(heap, Property::DOC, none);
        (name, p.value())
    } else if let Some(name) = name.strip_suffix(".set") {
        let old = dicts::get_str(machine, c.get(Class::DICT), interned(machine, name));
        let old = old.and_then(|p| p.cast::<Property>()).expect("the getter comes first");
        let p = heap.alloc::<Property>();
        p.set(heap, Property::GETTER, old.get(Property::GETTER));
        p.set(heap, Property::SETTER, v);
        p.set(heap, Property::DELETER, none);
        p.set(heap, Property::DOC, none);
        (name, p.value())
    } else if let Some(name) = name.strip_suffix(".static") {
        let s = heap.alloc::<StaticMethod>();
        s.set(heap, StaticMethod::FUNCTION, v);
        (name, s.value())
    } else if let Some(name) = name.strip_suffix(".class") {
        let s = heap.alloc::<ClassMethod>();
        s.set(heap, ClassMethod::FUNCTION, v);
        (name, s.value())
    } else {
        (name, v)
    };
    dicts::set_str(machine, c.get(Class::DICT), interned(machine, name), v).expect("a small dict");
}

/// The bytes of a bytes object or what is like one.
pub fn bytes_like(machine: &Machine, v: Value) -> Option<Vec<u8>> {
    args::bytes_of(machine, v).map(buffer::Buffer::into_owned)
}

/// The number of elements of a builtin container.
pub fn size(machine: &Machine, v: Value) -> Option<i64> {
    Some(if let Some(l) = v.cast::<List>() {
        List::len(l) as i64
    } else if let Some(s) = v.cast::<Str>() {
        Str::len(s) as i64
    } else if let Some(t) = v.cast::<Tuple>() {
        t.tail_len(Tuple::ITEMS) as i64
    } else if let Some(d) = v.cast::<Dict>().or_else(|| set_table(v)) {
        Dict::len(d) as i64
    } else if let Some(r) = v.cast::<Range>() {
        r.get(Range::LEN)
    } else if let Some(view) = v.cast::<DictView>() {
        Dict::len(view.get(DictView::DICT)) as i64
    } else if let Some(b) = v.cast::<Bytes>() {
        machine.heap.bytes(b).len() as i64
    } else if let Some(b) = v.cast::<ByteArray>() {
        b.get(ByteArray::BYTES).get(&machine.heap).borrow().len() as i64
    } else if let Some(a) = array::Store::plain(v) {
        a.len() as i64
    } else if let Some(r) = v.cast::<Ring>() {
        r.get(Ring::LEN)
    } else if let Some(m) = v.cast::<MemoryView>() {
        m.get(MemoryView::LEN)
    } else if let Some(p) = v.cast::<MappingProxy>() {
        Dict::len(p.get(MappingProxy::DICT)) as i64
    } else {
        return None;
    })
}

/// `len(v)`, or a tail.
pub fn len(machine: &Machine, v: Value) -> Result<Value, Raise> {
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__len__") {
        return tail::prelude(machine, "_len", &[f, v]);
    }
    if let Some(r) = unwrap(machine, v).cast::<BigRange>() {
        return big_range::len(machine, r).map(|n| trackway_kit::BigInt::from_i64(&machine.heap, n));
    }
    match size(machine, unwrap(machine, v)) {
        Some(n) => Ok(Value::int(n).expect("small")),
        None => Err(type_error(machine, &format!("object of type '{}' has no len()", type_name(machine, v)))),
    }
}

/// `a in b`, or a tail.
pub fn contains(machine: &Machine, a: Value, b: Value, negate: bool) -> Result<Value, Raise> {
    let yes = |found: bool| Ok(bool_word(machine, found != negate));
    let ask = || tail::prelude(machine, if negate { "_not_contains" } else { "_contains" }, &[a, b]);
    if b.cast::<Instance>().is_some() {
        let class = class_of(machine, b);
        let own = |name| class::user_special(machine, class, name).is_some();
        if let Some(f) =
            class::user_special(machine, class, "__contains__").filter(|f| f.cast::<Function>().is_some())
        {
            let name = if negate { "_not_contains_by" } else { "_contains_by" };
            return tail::prelude(machine, name, &[f, a, b]);
        }
        if unwrap(machine, b) == b || own("__contains__") || own("__iter__") {
            return ask();
        }
        return contains(machine, a, unwrap(machine, b), negate);
    }
    if b.cast::<List>().is_some() || b.cast::<Tuple>().is_some() {
        return match crate::order::place(machine, b, 0..usize::MAX, a) {
            Place::At(_) => yes(true),
            Place::Nowhere => yes(false),
            Place::Ask => ask(),
        };
    }
    if let Some(d) = b.cast::<Dict>().or_else(|| set_table(b)) {
        let a = if b.cast::<Dict>().is_none() { set::sought(machine, a) } else { a };
        return match dicts::find(machine, d, a)? {
            Lookup::At(_) => yes(true),
            Lookup::Absent(_) => yes(false),
            Lookup::Ask => ask(),
        };
    }
    if let Some(s) = b.cast::<Str>() {
        let Some(part) = unwrap(machine, a).cast::<Str>() else {
            let text =
                format!("'in <string>' requires string as left operand, not {}", type_name(machine, a));
            return Err(type_error(machine, &text));
        };
        return yes(
            wtf8::search::find(Str::bytes(&machine.heap, s), Str::bytes(&machine.heap, part)).is_some()
        );
    }
    if b.cast::<Bytes>().is_some() || b.cast::<ByteArray>().is_some() {
        return bytes::contains(machine, a, b).and_then(yes);
    }
    if let Some(r) = b.cast::<BigRange>()
        && crate::values::is_int(machine, a)
    {
        return yes(big_range::position(machine, r, a).is_some());
    }
    if let Some(r) = b.cast::<Range>()
        && let Some(i) = crate::values::as_int(machine, a)
    {
        let offset = i.wrapping_sub(r.get(Range::START));
        let step = r.get(Range::STEP);
        return yes(offset % step == 0 && (0..r.get(Range::LEN)).contains(&(offset / step)));
    }
    let listed = b.cast::<DictView>().is_none_or(|v| v.get(DictView::WHAT) != VIEW_KEYS);
    match crate::iterate::items(machine, b) {
        Some(_) if !listed => {
            contains(machine, a, b.cast::<DictView>().expect("a view").get(DictView::DICT).value(), negate)
        }
        Some(items) => {
            for v in items {
                match if v.is_same(a) { Same::Yes } else { crate::order::equal(machine, v, a) } {
                    Same::Yes => return yes(true),
                    Same::Ask => return ask(),
                    Same::No => {}
                }
            }
            yes(false)
        }
        None if crate::ops::iter::iterable(machine, b) => ask(),
        None => {
            let text = format!("argument of type '{}' is not a container or iterable", type_name(machine, b));
            Err(type_error(machine, &text))
        }
    }
}
