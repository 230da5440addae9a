//! Attributes of any value, the general way: what inline caches do not cover.

use super::attr::{is_data_descriptor, reads};
use super::attribute_dict;
use super::attribute_table;
use super::builtin::Cls;
use super::class::{self, Class, FLAG_SLOTS};
use super::descriptor::{delete_descriptor, describe, inner_descriptor, set_descriptor};
use super::objects::*;
use super::own_descriptors;
use super::shape::{ShapeKind, Slot};
use crate::builtins::{exception_fields, exceptions};
use crate::dicts;
use crate::errors::{exception, memory_error, raise, raise_with, type_error};
use crate::roots;
use crate::runtime::{interned, known_sym, rt, sym, sym_of};
use crate::symbols::Sym;
use crate::tail;
use crate::types::{builtin_attrs, function, layout, module};
use crate::values::{class_of, instance_class, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, CellBox, Dict, Str};

/// The class learns that its instances need more room.
pub fn learn(machine: &Machine, class: Gc<Class>, full: u32) {
    let heap = &machine.heap;
    let keys = rt(machine).shapes().get(full).keys().to_vec();
    let root = class.get(Class::ROOT_SHAPE) as u32;
    let (fixed, room) = {
        let shapes = rt(machine).shapes();
        (shapes.get(root).keys().to_vec(), shapes.inline_room(root) as usize)
    };
    if keys.len() <= room || room >= 64 {
        return;
    }
    let id = class.get(Class::NUMBER) as u32;
    let room = (keys.len() * 2).min(64) as u32;
    let shape = rt(machine).shapes().with_keys(ShapeKind::Instance, id, room, fixed);
    class.set(heap, Class::ROOT_SHAPE, shape as i64);
    machine.bump_epoch();
}

/// An attribute in the instance itself.
pub fn own(machine: &Machine, i: Gc<Instance>, name: Sym) -> Option<Value> {
    if let Some(d) = dict_of(machine, i) {
        return match fixed_slot(machine, i, name) {
            Some(n) => Some(i.item(Instance::SLOTS, n)),
            None => dicts::get_str(machine, d, rt(machine).name(name)),
        };
    }
    match class::slot_of(machine, i.shape(), name)? {
        Slot::Inline(n) => Some(i.item(Instance::SLOTS, n as usize)),
        Slot::Outside(n) => Some(i.get(Instance::EXTRA).cast::<Array>()?.item(Array::ITEMS, n as usize + 1)),
    }
}

/// The slot of an attribute that every exception has.
fn fixed_slot(machine: &Machine, i: Gc<Instance>, name: Sym) -> Option<usize> {
    if instance_class(machine, i).get(Class::FLAGS) & class::FLAG_EXCEPTION == 0 {
        return None;
    }
    class::EXC_SLOTS.iter().position(|n| sym(machine, n) == name)
}

/// The attribute dictionary of an instance that has one.
fn dict_of(machine: &Machine, i: Gc<Instance>) -> Option<Gc<Dict>> {
    if rt(machine).shapes().get(i.shape()).kind != ShapeKind::Dict {
        return None;
    }
    i.get(Instance::EXTRA).cast::<Array>()?.item(Array::ITEMS, 1).cast()
}

/// The value for a name in the dict of an instance that has one.
pub fn in_dict(machine: &Machine, i: Gc<Instance>, name: Value) -> Option<Value> {
    dicts::get_str(machine, dict_of(machine, i)?, name.cast()?)
}

/// Sets an attribute in the instance itself, without descriptors.
pub fn set_own(machine: &Machine, i: Gc<Instance>, name: Sym, v: Value) -> Result<(), Raise> {
    let heap = &machine.heap;
    if let Some(d) = dict_of(machine, i) {
        match fixed_slot(machine, i, name) {
            Some(n) => i.set_item(heap, Instance::SLOTS, n, v),
            None => dicts::set_str(machine, d, rt(machine).name(name), v)?,
        }
        return Ok(());
    }
    let found = class::slot_of(machine, i.shape(), name);
    let slot = match found {
        Some(slot) => slot,
        None => {
            let (next, slot) = rt(machine).shapes().transition(i.shape(), name);
            if let Slot::Outside(_) = slot {
                learn(machine, instance_class(machine, i), next);
            }
            i.set_shape(next);
            slot
        }
    };
    match slot {
        Slot::Inline(n) => i.set_item(heap, Instance::SLOTS, n as usize, v),
        Slot::Outside(n) => {
            outside(machine, i, n as usize + 2).set_item(heap, Array::ITEMS, n as usize + 1, v)
        }
    }
    Ok(())
}

/// The array for attributes beyond the inline ones, with room for `n` words.
fn outside(machine: &Machine, i: Gc<Instance>, n: usize) -> Gc<Array> {
    let heap = &machine.heap;
    let old = i.get(Instance::EXTRA).cast::<Array>();
    if let Some(a) = old
        && a.tail_len(Array::ITEMS) >= n
    {
        return a;
    }
    let wider = Array::new(heap, n + n / 2 + 2);
    match old {
        Some(a) => (0..a.tail_len(Array::ITEMS))
            .for_each(|k| wider.set_item(heap, Array::ITEMS, k, a.item(Array::ITEMS, k))),
        None => wider.set_item(heap, Array::ITEMS, 0, i.get(Instance::EXTRA)),
    }
    i.set(heap, Instance::EXTRA, wider.value());
    wider
}

/// Takes an attribute out of an instance with few attributes, all of them inline; `false`: the general
/// way.
fn remove_own(machine: &Machine, i: Gc<Instance>, class: Gc<Class>, name: Sym) -> bool {
    let Some((at, last, shape)) = removal(machine, class, i.shape(), name) else { return false };
    for n in at..last {
        i.set_item(&machine.heap, Instance::SLOTS, n, i.item(Instance::SLOTS, n + 1));
    }
    i.set_item(&machine.heap, Instance::SLOTS, last, Value::ZERO);
    i.set_shape(shape);
    true
}

/// Where the attribute is in instances of this shape with few attributes, all of them inline; where the last one
/// is, and the shape of one that never had the attribute.
pub fn removal(machine: &Machine, class: Gc<Class>, shape: u32, name: Sym) -> Option<(usize, usize, u32)> {
    const FEW: usize = 16;
    let root = class.get(Class::ROOT_SHAPE) as u32;
    let (at, rest, fixed) = {
        let shapes = rt(machine).shapes();
        let s = shapes.get(shape);
        let fixed = shapes.get(root).keys().len();
        let room = shapes.inline_room(shape);
        let at = s.keys().iter().position(|k| *k == name)?;
        if s.kind != ShapeKind::Instance
            || at < fixed
            || s.keys().len() > FEW.min(room as usize)
            || room != shapes.inline_room(root)
        {
            return None;
        }
        let rest: Vec<Sym> = s.keys()[fixed..].iter().copied().filter(|k| *k != name).collect();
        (at, rest, fixed)
    };
    let last = fixed + rest.len();
    let shape = rest.iter().fold(root, |shape, k| rt(machine).shapes().transition(shape, *k).0);
    Some((at, last, shape))
}

/// The live `__dict__` of an instance: from now on its attributes are there.
pub fn to_dict(machine: &Machine, i: Gc<Instance>) -> Result<Gc<Dict>, Raise> {
    if let Some(d) = dict_of(machine, i) {
        return Ok(d);
    }
    let heap = &machine.heap;
    let d = attribute_dict::attributes(machine, i)?;
    let ident = match i.get(Instance::EXTRA).cast::<Array>() {
        Some(a) => a.item(Array::ITEMS, 0),
        None => i.get(Instance::EXTRA),
    };
    let extra = Array::new(heap, 2);
    extra.set_item(heap, Array::ITEMS, 0, ident);
    extra.set_item(heap, Array::ITEMS, 1, d.value());
    i.set(heap, Instance::EXTRA, extra.value());
    let shape = rt(machine).shapes().dict_shape(i.shape());
    i.set_shape(shape);
    Ok(d)
}

/// `getattr(v, name)`: the value, or a tail.
pub fn get(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    if let Some(i) = v.cast::<Instance>()
        && let Some(found) = attribute_table::read(machine, i, name)
    {
        return Ok(found);
    }
    if let Some(i) = v.cast::<Instance>()
        && let Some(f) = class::user_special(machine, instance_class(machine, i), "__getattribute__")
    {
        return tail::prelude(machine, "_getattribute", &[f, v, name.value()]);
    }
    get_plain(machine, v, name)
}

/// As `object.__getattribute__`, then `__getattr__`.
pub fn get_plain(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    match find(machine, v, name)? {
        Some(found) if found.cast::<TailCall>().is_some() && v.cast::<Instance>().is_some() => {
            or_ask(machine, v, name, found)
        }
        Some(found) => Ok(found),
        None if let Some(f) = module_getattr(machine, v) => tail::callable(machine, f, &[name.value()]),
        None => {
            let class = class_of(machine, v);
            match class::user_special(machine, class, "__getattr__") {
                Some(f) => tail::callable(machine, f, &[v, name.value()]),
                None => Err(no_attribute(machine, v, name)),
            }
        }
    }
}

/// The getter that a tail calls, or where the class has a `__getattr__` both, one after the other.
fn or_ask(machine: &Machine, v: Value, name: Gc<Str>, getter: Value) -> Result<Value, Raise> {
    let class = class_of(machine, v);
    if class::user_special(machine, class, "__getattr__").is_none() {
        return Ok(getter);
    }
    let plain = class::lookup(machine, Cls::Object.gc(machine), known_sym(machine, "__getattribute__"));
    let (plain, _) = plain.expect("a method of object");
    tail::prelude(machine, "_getattribute", &[plain, v, name.value()])
}

/// A module's own `__getattr__`.
pub fn module_getattr(machine: &Machine, v: Value) -> Option<Value> {
    module::get(machine, v.cast()?, known_sym(machine, "__getattr__"))
}

/// The attribute, or a tail that computes it; `None` when there is none.
pub fn find(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Option<Value>, Raise> {
    let sym = sym_of(machine, name);
    if let Some(c) = v.cast::<Class>() {
        return find_on_class(machine, c, sym);
    }
    if let Some(s) = v.cast::<Super>() {
        return find_super(machine, s, sym);
    }
    let class = class_of(machine, v);
    let on_class = class::lookup(machine, class, sym);
    if let Some((d, _)) = on_class
        && is_data_descriptor(machine, d)
        && reads(machine, d)
    {
        return describe(machine, d, v, class).map(Some);
    }
    let own = match v.cast::<Instance>() {
        Some(i) => own(machine, i, sym),
        None => own_of_builtin(machine, v, sym)?,
    };
    if own.is_some() {
        return Ok(own);
    }
    match on_class {
        Some((d, _)) => describe(machine, d, v, class).map(Some),
        None => match common(machine, v, class, sym)? {
            Some(found) => Ok(Some(found)),
            // What the builtin value inside keeps itself: `fget` of a class derived from property.
            None => match crate::values::unwrap(machine, v) {
                inner if inner != v && inner != Value::ZERO => own_of_builtin(machine, inner, sym),
                _ => Ok(None),
            },
        },
    }
}

/// What every value has.
fn common(machine: &Machine, v: Value, class: Gc<Class>, name: Sym) -> Result<Option<Value>, Raise> {
    if name == known_sym(machine, "__class__") {
        return Ok(Some(class.value()));
    }
    if name == known_sym(machine, "__dict__")
        && let Some(i) = v.cast::<Instance>()
        && class.get(Class::FLAGS) & FLAG_SLOTS == 0
    {
        return to_dict(machine, i).map(|d| Some(d.value()));
    }
    if name == known_sym(machine, "__doc__") {
        return Ok(Some(roots::none(machine)));
    }
    if name == known_sym(machine, "__weakref__") && own_descriptors::find(machine, class, name).is_some() {
        return Ok(Some(crate::builtins::weak::first(machine, v)));
    }
    Ok(None)
}

/// Attributes that builtin objects keep themselves.
pub fn own_of_builtin(machine: &Machine, v: Value, name: Sym) -> Result<Option<Value>, Raise> {
    if let Some(m) = v.cast::<Module>() {
        if name == known_sym(machine, "__dict__") {
            return Ok(Some(module::dict(m).value()));
        }
        let found = module::get(machine, m, name);
        if found.is_none() && v == machine.root(roots::BUILTINS) {
            // Builtin functions that the prelude has, made when they are first asked for.
            let text = Str::text(&machine.heap, rt(machine).name(name));
            let f = if text.starts_with('_') { None } else { crate::prelude::find(machine, &text) };
            return Ok(f.map(|f| f.value()));
        }
        return Ok(found);
    }
    if let Some(f) = v.cast::<Function>() {
        return function::attribute(machine, f, name);
    }
    let text = rt(machine).name(name);
    if let Some(b) = v.cast::<BoundMethod>() {
        let (f, receiver) = (b.get(BoundMethod::FUNCTION), b.get(BoundMethod::RECEIVER));
        if let Some(native) = f.cast::<Builtin>() {
            return Ok(builtin_attrs::of_native(
                machine,
                native,
                &Str::text(&machine.heap, text),
                Some(receiver),
            ));
        }
        return match &*Str::text(&machine.heap, text) {
            "__call__" | "__get__" | "__repr__" | "__eq__" | "__hash__" | "__getattribute__"
            | "__class__" | "__reduce__" | "__reduce_ex__" | "__getstate__" => Ok(None),
            "__func__" => Ok(Some(f)),
            "__self__" => Ok(Some(receiver)),
            _ => find(machine, f, text),
        };
    }
    builtin_attrs::get(machine, v, &Str::text(&machine.heap, text))
}

fn find_on_class(machine: &Machine, c: Gc<Class>, name: Sym) -> Result<Option<Value>, Raise> {
    let meta = class_of(machine, c.value());
    let on_meta = class::lookup(machine, meta, name);
    if let Some((d, _)) = on_meta
        && is_data_descriptor(machine, d)
    {
        return describe(machine, d, c.value(), meta).map(Some);
    }
    if let Some((v, _)) = class::lookup(machine, c, name) {
        let itself = v.cast::<Function>().is_some()
            || v.cast::<Builtin>().is_some()
            || v.cast::<Property>().is_some()
            || v.cast::<Member>().is_some();
        if itself {
            return Ok(Some(v));
        }
        if let Some(i) = v.cast::<Instance>()
            && let Some(get) = class::user_special(machine, instance_class(machine, i), "__get__")
        {
            return tail::callable(machine, get, &[v, roots::none(machine), c.value()]).map(Some);
        }
        if inner_descriptor(machine, v).is_some_and(|d| d.cast::<Property>().is_some()) {
            return Ok(Some(v));
        }
        return describe(machine, v, roots::none(machine), c).map(Some);
    }
    match on_meta {
        Some((d, _)) => describe(machine, d, c.value(), meta).map(Some),
        None if name == known_sym(machine, "__class__") => Ok(Some(meta.value())),
        None => Ok(own_descriptors::find(machine, c, name)),
    }
}

fn find_super(machine: &Machine, s: Gc<Super>, name: Sym) -> Result<Option<Value>, Raise> {
    let receiver = s.get(Super::RECEIVER);
    let after = s.get(Super::CLASS).cast::<Class>();
    // A class as receiver: within a classmethod or `__new__`.
    let (class, through_class) = match receiver.cast::<Class>() {
        Some(c) if after.is_some_and(|a| class::is_subclass(c, a)) => (c, true),
        _ => (class_of(machine, receiver), false),
    };
    if let Some(a) = after
        && receiver != roots::none(machine)
        && !class::is_subclass(class, a)
    {
        let text = "super(type, obj): obj must be an instance or subtype of type";
        return Err(type_error(machine, text));
    }
    let found = match name {
        n if n == known_sym(machine, "__class__") || receiver == roots::none(machine) => None,
        _ => class::lookup_after(machine, class, after, name),
    };
    let Some((d, _)) = found else {
        // What a super object is itself.
        let own = Cls::Super.gc(machine);
        return match class::lookup(machine, own, name) {
            Some((d, _)) => describe(machine, d, s.value(), own).map(Some),
            None => Ok(None),
        };
    };
    let d = class::unwrap_cell(d);
    if through_class && (d.cast::<Function>().is_some() || d.cast::<Builtin>().is_some()) {
        return Ok(Some(d));
    }
    describe(machine, d, receiver, class).map(Some)
}

/// The AttributeError for a missing attribute.
pub fn no_attribute(machine: &Machine, v: Value, name: Gc<Str>) -> Raise {
    let text = Str::text(&machine.heap, name);
    let text = if let Some(c) = v.cast::<Class>() {
        format!("type object '{}' has no attribute '{text}'", class::class_name(machine, c))
    } else if let Some(m) = v.cast::<Module>() {
        match module::name(machine, m) {
            Some(name) => format!("module '{name}' has no attribute '{text}'"),
            None => format!("module has no attribute '{text}'"),
        }
    } else if v.cast::<Super>().is_some() {
        format!("'super' object has no attribute '{text}'")
    } else {
        // A method asks its function.
        let function = v.cast::<BoundMethod>().map(|b| b.get(BoundMethod::FUNCTION));
        let shown = function.filter(|f| f.cast::<Function>().is_some()).unwrap_or(v);
        format!("'{}' object has no attribute '{text}'", type_name(machine, shown))
    };
    let e = crate::errors::new_exception(
        machine,
        Cls::AttributeError.gc(machine),
        &[Str::new(&machine.heap, &text).value()],
    );
    e.set_item(&machine.heap, Instance::SLOTS, class::EXC_CONTEXT, crate::errors::handled(machine));
    exception_fields::put(machine, e, 0, name.value());
    exception_fields::put(machine, e, 1, v);
    machine.raise(e.value())
}

/// `setattr(v, name, x)`: None, or a tail.
pub fn set(machine: &Machine, v: Value, name: Gc<Str>, x: Value) -> Result<Value, Raise> {
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__setattr__") {
        return tail::callable(machine, f, &[v, name.value(), x]);
    }
    set_plain(machine, v, name, x)
}

/// As `object.__setattr__`.
pub fn set_plain(machine: &Machine, v: Value, name: Gc<Str>, x: Value) -> Result<Value, Raise> {
    let n = sym_of(machine, name);
    let class = class_of(machine, v);
    if n == known_sym(machine, "__class__") && class::user_special(machine, class, "__class__").is_none() {
        return set_class(machine, v, x);
    }
    if let Some((d, _)) = class::lookup(machine, class, n)
        && let Some(done) = set_descriptor(machine, d, v, name, x)?
    {
        return Ok(done);
    }
    if let Some(c) = v.cast::<Class>() {
        set_on_class(machine, c, name, Some(x))?;
    } else if let Some(m) = v.cast::<Module>() {
        module::set(machine, m, n, x);
    } else if let Some(f) = v.cast::<Function>() {
        function::set_attribute(machine, f, name, x)?;
    } else if let Some(i) = v.cast::<Instance>() {
        if class.get(Class::FLAGS) & class::FLAG_EXCEPTION != 0
            && let Some(slot) = crate::builtins::exceptions::slot_of(machine, n)
        {
            crate::builtins::exceptions::set_slot(machine, i, slot, x)?;
        } else if n == known_sym(machine, "__dict__")
            && let Some(d) = crate::values::unwrap(machine, x).cast::<Dict>()
        {
            has_dict(machine, class, v, name)?;
            to_dict(machine, i)?;
            if let Some(a) = i.get(Instance::EXTRA).cast::<Array>() {
                a.set_item(&machine.heap, Array::ITEMS, 1, d.value());
            }
        } else if n == known_sym(machine, "__dict__") {
            has_dict(machine, class, v, name)?;
            let text = format!("__dict__ must be set to a dictionary, not a '{}'", type_name(machine, x));
            return Err(type_error(machine, &text));
        } else {
            has_dict(machine, class, v, name)?;
            set_own(machine, i, n, x)?;
        }
    } else {
        return Err(cannot_set(machine, v, name));
    }
    Ok(roots::none(machine))
}

/// `v.__class__ = c`.
fn set_class(machine: &Machine, v: Value, c: Value) -> Result<Value, Raise> {
    let Some(c) = c.cast::<Class>() else {
        let text = format!("__class__ must be set to a class, not '{}' object", type_name(machine, c));
        return Err(type_error(machine, &text));
    };
    let Some(i) = v.cast::<Instance>() else {
        if v.cast::<Module>().is_some() {
            return Err(tail::missing(machine, "__class__ of a module"));
        }
        let text = "__class__ assignment only supported for mutable types or ModuleType subclasses";
        return Err(type_error(machine, text));
    };
    change_class(machine, i, c)?;
    Ok(roots::none(machine))
}

fn cannot_set(machine: &Machine, v: Value, name: Gc<Str>) -> Raise {
    let (class, text) = (type_name(machine, v), Str::text(&machine.heap, name));
    match find(machine, v, name) {
        Ok(Some(_)) => {
            raise(machine, Cls::AttributeError, &format!("'{class}' object attribute '{text}' is read-only"))
        }
        Ok(None) => {
            let tail = "and no __dict__ for setting new attributes";
            raise(machine, Cls::AttributeError, &format!("'{class}' object has no attribute '{text}' {tail}"))
        }
        Err(r) => r,
    }
}

/// `__slots__` without `__dict__` allows only its names.
fn has_dict(machine: &Machine, class: Gc<Class>, v: Value, name: Gc<Str>) -> Result<(), Raise> {
    if class.get(Class::FLAGS) & FLAG_SLOTS == 0 {
        return Ok(());
    }
    let text = Str::text(&machine.heap, name);
    // A class that stores attributes in its own way may have room for others.
    let own = class::user_special(machine, class, "__setattr__").is_some();
    let text = match class::lookup(machine, class, crate::runtime::sym_of(machine, name)) {
        Some(_) => format!("'{}' object attribute '{text}' is read-only", type_name(machine, v)),
        None if own => format!("'{}' object has no attribute '{text}'", type_name(machine, v)),
        None => format!(
            "'{}' object has no attribute '{text}' and no __dict__ for setting new attributes",
            type_name(machine, v)
        ),
    };
    Err(raise(machine, Cls::AttributeError, &text))
}

/// Moves an instance to another class; its attributes stay.
fn change_class(machine: &Machine, i: Gc<Instance>, class: Gc<Class>) -> Result<(), Raise> {
    let heap = &machine.heap;
    if super::attr::is_builtin_class(class) {
        return Err(type_error(
            machine,
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    let old = instance_class(machine, i);
    if !layout::compatible(machine, old, class) {
        let text = format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            class::class_name(machine, class),
            class::class_name(machine, old)
        );
        return Err(type_error(machine, &text));
    }
    let d = to_dict(machine, i)?;
    let extra = Array::new(heap, 2);
    extra.set_item(
        heap,
        Array::ITEMS,
        0,
        Value::int(crate::values::instance_identity(machine, i)).expect("small"),
    );
    extra.set_item(heap, Array::ITEMS, 1, d.value());
    i.set(heap, Instance::EXTRA, extra.value());
    let shape = rt(machine).shapes().dict_shape(class.get(Class::ROOT_SHAPE) as u32);
    i.set_shape(shape);
    Ok(())
}

/// Sets or removes a class attribute. One that is set again lives in a cell from then on, so that
/// inline caches need not know.
pub fn set_on_class(machine: &Machine, c: Gc<Class>, name: Gc<Str>, x: Option<Value>) -> Result<(), Raise> {
    let heap = &machine.heap;
    if super::attr::is_builtin_class(c) {
        let text = format!(
            "cannot set '{}' attribute of immutable type '{}'",
            Str::text(heap, name),
            class::class_name(machine, c)
        );
        return Err(type_error(machine, &text));
    }
    let d = c.get(Class::DICT);
    let old = dicts::get_str(machine, d, name);
    let plain = |v: Value| {
        v.cast::<Function>().is_none()
            && v.cast::<Builtin>().is_none()
            && v.cast::<Property>().is_none()
            && v.cast::<StaticMethod>().is_none()
            && v.cast::<ClassMethod>().is_none()
            && v.cast::<Instance>().is_none_or(|i| !super::attr::has_special(machine, i, "__get__"))
    };
    let cells = c.get(Class::CELLS).cast::<Dict>();
    let cell = cells.and_then(|cells| dicts::get_str(machine, cells, name)).and_then(|o| o.cast::<CellBox>());
    if let (Some(cell), Some(v)) = (cell, x)
        && plain(v)
    {
        cell.set(heap, CellBox::VALUE, v);
        return dicts::set_str(machine, d, name, v);
    }
    if let (Some(cells), Some(_)) = (cells, cell) {
        dicts::remove_str(machine, cells, name);
    }
    match x {
        Some(v) if old.is_some() && plain(v) && !Str::bytes(heap, name).starts_with(b"__") => {
            let cell = heap.alloc::<CellBox>();
            cell.set(heap, CellBox::VALUE, v);
            let cells = cells.unwrap_or_else(|| {
                let fresh = Dict::new(heap);
                c.set(heap, Class::CELLS, fresh.value());
                fresh
            });
            dicts::set_str(machine, cells, name, cell.value())?;
            dicts::set_str(machine, d, name, v)?;
        }
        Some(v) => dicts::set_str(machine, d, name, v)?,
        None if dicts::remove_str(machine, d, name).is_some() => {}
        None => return Err(no_attribute(machine, c.value(), name)),
    }
    machine.bump_epoch();
    Ok(())
}

/// `delattr(v, name)`: None, or a tail.
pub fn delete(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    let class = class_of(machine, v);
    if let Some(f) = class::user_special(machine, class, "__delattr__") {
        return tail::callable(machine, f, &[v, name.value()]);
    }
    delete_plain(machine, v, name)
}

/// As `object.__delattr__`.
pub fn delete_plain(machine: &Machine, v: Value, name: Gc<Str>) -> Result<Value, Raise> {
    let n = sym_of(machine, name);
    let class = class_of(machine, v);
    if let Some((d, _)) = class::lookup(machine, class, n)
        && let Some(done) = delete_descriptor(machine, d, v)?
    {
        return Ok(done);
    }
    if let Some(c) = v.cast::<Class>() {
        set_on_class(machine, c, name, None)?;
    } else if let Some(m) = v.cast::<Module>() {
        if !module::remove(machine, m, n) {
            return Err(no_attribute(machine, v, name));
        }
    } else if let Some(f) = v.cast::<Function>() {
        if !function::delete_attribute(machine, f, name)? {
            return Err(no_attribute(machine, v, name));
        }
    } else if let Some(i) = v.cast::<Instance>() {
        if remove_own(machine, i, class, n) {
            return Ok(roots::none(machine));
        }
        if exception(machine, v).is_some() && exceptions::slot_of(machine, n).is_some() {
            let text = format!("{} may not be deleted", Str::text(&machine.heap, name));
            return Err(type_error(machine, &text));
        }
        let d = to_dict(machine, i)?;
        if n == known_sym(machine, "__dict__") && class.get(Class::FLAGS) & FLAG_SLOTS == 0 {
            if let Some(a) = i.get(Instance::EXTRA).cast::<Array>() {
                a.set_item(&machine.heap, Array::ITEMS, 1, Dict::new(&machine.heap).value());
            }
            return Ok(roots::none(machine));
        }
        if own(machine, i, n).is_none() {
            return Err(no_attribute(machine, v, name));
        }
        if dicts::remove_str(machine, d, name).is_none() {
            return Err(no_attribute(machine, v, name));
        }
    } else {
        return Err(no_attribute(machine, v, name));
    }
    Ok(roots::none(machine))
}

/// Sets a field of an exception by its place.
pub fn set_exception_slot(machine: &Machine, e: Gc<Instance>, slot: usize, v: Value) {
    e.set_item(&machine.heap, Instance::SLOTS, slot, v);
}

/// The one string of a name, for error messages about it.
pub fn name_error(machine: &Machine, cls: Cls, text: &str, name: Value) -> Raise {
    let r = raise_with(machine, cls, &[Str::new(&machine.heap, text).value()]);
    if let Some(e) = machine.take_pending() {
        if let Some(i) = e.cast::<Instance>() {
            exception_fields::put(machine, i, 0, name);
        }
        return machine.raise(e);
    }
    r
}

/// Whether memory for `bytes` more may be had.
pub fn check_room(machine: &Machine, bytes: usize) -> Result<(), Raise> {
    machine.heap.check(bytes).map_err(|_| memory_error(machine))
}

/// The interned string `text` as a word.
pub fn word(machine: &Machine, text: &str) -> Value {
    interned(machine, text).value()
}
