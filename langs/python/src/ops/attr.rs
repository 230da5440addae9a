//! Attributes.

use super::call::{enter, enter_prelude, enter_tail, finish, nowhere};
use super::payload;
use crate::builtins::native::native;
use crate::errors::type_error;
use crate::ops::names::{value_at, variable};
use crate::roots;
use crate::runtime::rt;
use crate::types::attr::*;
use crate::types::attribute_table::{find_to_read, find_to_set};
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::descriptor::has_guest_descriptor;
use crate::types::instance;
use crate::types::key_set;
use crate::types::namespace;
use crate::types::objects::*;
use crate::values::{class_of, type_name};
use trackway::bytecode::FRAME_HEADER;
use trackway::*;
use trackway_kit::{Array, CellBox, Dict, List, Str, Tuple};

/// What reading an attribute comes to.
pub enum Found<M: Mode> {
    Value(T<M, Value>),
    /// There is none, and no guest code to ask.
    Absent,
    /// A function of the class: binds to the receiver.
    Method(T<M, Value>),
    /// A function to call with the receiver, and with the name when the flag is set.
    Call(Value, bool),
    /// A getter, and the `__getattr__` to ask when that raises AttributeError.
    OrAsk(Value, Value),
    /// A native to call with the receiver, by its number.
    Getter(i64),
    /// `__get__`, its descriptor, and the receiver's class.
    Descriptor(Value, Value, Value),
    /// The general way.
    Slow,
}

/// A name to look up through a site, and what sets its keys apart from others of the site.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub name: Value,
    pub tag: i64,
}

/// In the tag: without asking a `__setattr__` of the class.
pub const BY_OBJECT: i64 = 1 << 59;

impl Wanted {
    /// The site's key for what an attribute depends on.
    #[inline(always)]
    fn key<M: Mode>(self, on: T<M, i64>) -> T<M, i64> {
        if self.tag == 0 { on } else { on + T::lit(self.tag) }
    }
}

/// Looks the attribute up through the site's cache.
#[inline(always)]
pub fn find<M: Mode>(m: M, x: T<M, Value>, w: Wanted, site: Site) -> Found<M> {
    let Some(o) = x.as_object() else { return builtin(m, T::lit(0), number_class(x), w, site) };
    if let Some(i) = m.cast::<Instance>(o) {
        let key = w.key(m.shape(i));
        let hit = m.cached_for_few(site, key, |vm, key| find_instance(vm, key - w.tag, w.name));
        let Ok(hit) = hit else { return find_among_many(m, i, T::lit(w.name)) };
        return match hit {
            Some(hit) => match hit.as_int() {
                Some(slot) if slot < 0 => {
                    let v = m.item(i, Instance::SLOTS, T::lit(-1 - slot));
                    if v.is_static(m.root(roots::UNBOUND)) { Found::Slow } else { Found::Value(v) }
                }
                Some(slot) => Found::Value(slot_value(m, i, slot)),
                None if in_dict(hit) => find_in_dict(m, i, w, hit, site),
                None => found(m, hit),
            },
            None => Found::Slow,
        };
    }
    find_other(m, o, w, site)
}

fn in_dict(hit: Value) -> bool {
    hit.cast::<AttrHit>().is_some_and(|h| h.get(AttrHit::KIND) == HIT_IN_DICT)
}

/// Where the instance has a dict of its attributes.
#[inline(never)]
fn find_in_dict<M: Mode>(m: M, i: T<M, Gc<Instance>>, w: Wanted, hit: Value, site: Site) -> Found<M> {
    let v = match entry_in_dict(m, i, w, site) {
        Some((entries, at)) if at >= 0 => return Found::Value(m.item(entries, Array::ITEMS, T::lit(at))),
        Some(_) => T::lit(m.root(roots::UNBOUND)),
        None => own_value::call(m, i, T::lit(w.name)),
    };
    if !v.is_static(m.root(roots::UNBOUND)) {
        return Found::Value(v);
    }
    hit.cast::<AttrHit>().map_or(Found::Slow, |h| found(m, h.get(AttrHit::VALUE)))
}

/// What sets the shapes of dicts apart from those of instances.
const OF_DICT: i64 = 1 << 61;

/// The entries of the instance's dict and where the attribute's value is among them, negative for nowhere; `None`: the
/// dict's shape does not tell.
#[inline(always)]
fn entry_in_dict<M: Mode>(
    m: M,
    i: T<M, Gc<Instance>>,
    w: Wanted,
    site: Site,
) -> Option<(T<M, Gc<Array>>, i64)> {
    let extra = m.field(i, Instance::EXTRA).cast::<Array>(m)?;
    let dict = m.item(extra, Array::ITEMS, T::lit(1)).cast::<Dict>(m)?;
    let tag = w.tag | OF_DICT;
    let at = m.cached_for_few(site, m.shape(dict) + T::lit(tag), |vm, key| {
        let entry = key_set::entry(vm, key - tag, w.name);
        entry.or_else(|| key_set::tells(vm, key - tag).then(|| Value::int(NOWHERE)).flatten())
    });
    let at = at.ok().flatten()?.as_int()?;
    Some((m.field(dict, Dict::ENTRIES), if at == NOWHERE { NOWHERE } else { value_at(at) }))
}

const NOWHERE: i64 = -1;

/// The value in the instance's dict, or the unbound marker.
#[residual(repeatable)]
fn own_value(machine: &Machine, i: Gc<Instance>, name: Value) -> Value {
    instance::in_dict(machine, i, name).unwrap_or(machine.root(roots::UNBOUND))
}

/// Looks the attribute up where the site's cache has given up.
#[inline(never)]
pub fn find_among_many<M: Mode>(m: M, i: T<M, Gc<Instance>>, name: T<M, Value>) -> Found<M> {
    let hit = find_to_read::call(m, m.shape(i), name);
    if let Some(slot) = inline_slot(hit) {
        return Found::Value(m.item(i, Instance::SLOTS, slot));
    }
    let Some(hit) = hit.cast::<AttrHit>(m) else { return Found::Slow };
    let v = m.field(hit, AttrHit::VALUE);
    match m.field(hit, AttrHit::KIND).promote() {
        HIT_CONST => Found::Value(v),
        HIT_METHOD => Found::Method(v),
        HIT_ABSENT => Found::Absent,
        HIT_IN_DICT => {
            let v = own_value::call(m, i, name);
            if v.is_static(m.root(roots::UNBOUND)) { Found::Slow } else { Found::Value(v) }
        }
        _ => Found::Slow,
    }
}

/// The slot within the object that an attribute was found in. Decides.
#[inline(always)]
pub fn inline_slot<M: Mode>(found: T<M, Value>) -> Option<T<M, i64>> {
    let slot = found.as_small()?.to_i64();
    if slot >= 0 && slot & T::lit(1) == 0 { Some(slot.logical_shr(T::lit(1))) } else { None }
}

/// An attribute's value in its slot.
#[inline(always)]
fn slot_value<M: Mode>(m: M, i: T<M, Gc<Instance>>, slot: i64) -> T<M, Value> {
    if slot & 1 == 0 {
        return m.item(i, Instance::SLOTS, T::lit(slot >> 1));
    }
    let outside = m.field(i, Instance::EXTRA).cast::<Array>(m);
    let outside = outside.unwrap_or_else(|| unreachable!("the shape says that there is an array"));
    m.item(outside, Array::ITEMS, T::lit((slot >> 1) + 1))
}

#[inline(always)]
fn found<M: Mode>(m: M, hit: Value) -> Found<M> {
    let Some(hit) = hit.cast::<AttrHit>() else { return Found::Slow };
    let v = hit.get(AttrHit::VALUE);
    match hit.get(AttrHit::KIND) {
        HIT_CONST => Found::Value(T::lit(v)),
        HIT_CELL => match v.cast::<CellBox>() {
            Some(c) => Found::Value(m.field(T::lit(c), CellBox::VALUE)),
            None => Found::Slow,
        },
        HIT_METHOD => Found::Method(T::lit(v)),
        HIT_PROPERTY => Found::Call(v, false),
        HIT_GETATTR => Found::Call(v, true),
        HIT_NATIVE_GETTER => Found::Getter(hit.get(AttrHit::SHAPE)),
        HIT_ABSENT => Found::Absent,
        HIT_OR_ASK => match v.cast::<BoundMethod>() {
            Some(b) => Found::OrAsk(b.get(BoundMethod::FUNCTION), b.get(BoundMethod::RECEIVER)),
            None => Found::Slow,
        },
        HIT_DESCRIPTOR => match v.cast::<BoundMethod>() {
            Some(b) => {
                let class = rt(m.machine()).class(hit.get(AttrHit::SHAPE) as u32).value();
                Found::Descriptor(b.get(BoundMethod::FUNCTION), b.get(BoundMethod::RECEIVER), class)
            }
            None => Found::Slow,
        },
        _ => Found::Slow,
    }
}

/// Classes, modules, builtin objects.
#[inline(never)]
fn find_other<M: Mode>(m: M, o: T<M, Gc<Header>>, w: Wanted, site: Site) -> Found<M> {
    if let Some(module) = m.cast::<Module>(o) {
        let dict = m.field(module, Module::DICT);
        let key = w.key(m.lasting_shape(dict));
        let hit = m.cached(site, key, |vm, key| namespace::find(vm, key - w.tag, w.name));
        return match hit {
            Some(hit) => Found::Value(variable(m, dict, hit)),
            None => Found::Slow,
        };
    }
    if let Some(c) = m.cast::<Class>(o) {
        let hit = m.cached(site, w.key(m.lasting_shape(c)), |vm, key| {
            let owner = rt(vm).shapes().get((key - w.tag) as u32).owner;
            find_class(vm, rt(vm).class(owner), w.name)
        });
        return hit.map_or(Found::Slow, |h| found(m, h));
    }
    if let Some(s) = m.cast::<Super>(o) {
        return if w.tag == 0 { find_through_super(m, s, w.name, site) } else { Found::Slow };
    }
    if let Some(f) = m.cast::<Function>(o)
        && let Some((entries, at)) = entries_of_function(m, f, w.name)
        && at >= 0
    {
        return Found::Value(m.item(entries, Array::ITEMS, value_place(at)));
    }
    let id = m.type_id(o).promote();
    match class_of_type(id) {
        // Type numbers are no shape numbers: negative, so that the site's keys do not meet.
        Some(c) => builtin(m, T::lit(-id), c, w, site),
        None => Found::Slow,
    }
}

/// Entries of a dict, and one of them.
type Place<M> = (T<M, Gc<Array>>, T<M, i64>);

/// The entries of a function's dict of attributes, and which of them the name's is, negative for none; `None`: it has
/// no dict, or the name stands for what a function has besides.
#[inline(never)]
fn entries_of_function<M: Mode>(m: M, f: T<M, Gc<Function>>, name: Value) -> Option<Place<M>> {
    let text = name.cast::<Str>()?;
    if Str::bytes(&m.machine().heap, text).starts_with(b"__") {
        return None;
    }
    let dict = m.field(f, Function::DICT).cast::<Dict>(m)?;
    Some((m.field(dict, Dict::ENTRIES), entry_of_name::call(m, dict, T::lit(name))))
}

#[inline(always)]
fn value_place<M: Mode>(entry: T<M, i64>) -> T<M, i64> {
    entry * T::lit(3) + T::lit(2)
}

/// The entry of a name in a dict, or -1.
#[residual(reads)]
fn entry_of_name(machine: &Machine, dict: Gc<Dict>, name: Value) -> i64 {
    let at = name.cast::<Str>().and_then(|s| crate::dicts::find_str(machine, dict, s));
    at.map_or(-1, |at| at as i64)
}

fn number_class<M: Mode>(x: T<M, Value>) -> Cls {
    if x.as_small().is_some() { Cls::Int } else { Cls::Float }
}

fn builtin<M: Mode>(m: M, key: T<M, i64>, c: Cls, w: Wanted, site: Site) -> Found<M> {
    let key = if c == Cls::Float { T::lit(-1) } else { key };
    let hit = m.cached(site, w.key(key), |vm, _| find_builtin(vm, c, w.name));
    hit.map_or(Found::Slow, |h| found(m, h))
}

/// `super().name`: by the class behind which to look and the receiver's shape.
fn find_through_super<M: Mode>(m: M, s: T<M, Gc<Super>>, name: Value, site: Site) -> Found<M> {
    let (c, receiver) = (m.field(s, Super::CLASS), m.field(s, Super::RECEIVER));
    let Some(c) = c.cast::<Class>(m) else { return Found::Slow };
    if let Some(of) = receiver.cast::<Class>(m) {
        let key = m.lasting_shape(of) + (m.lasting_shape(c) << T::lit(32));
        let hit = m.cached(site, key, |vm, key| {
            let after = payload::class_of_shape(vm, key >> 32);
            class_through_super(vm, payload::class_of_shape(vm, key & 0xffff_ffff), after, name)
        });
        return hit.map_or(Found::Slow, |f| Found::Value(T::lit(f)));
    }
    let Some(i) = receiver.cast::<Instance>(m) else { return Found::Slow };
    let key = m.shape(i) + (m.lasting_shape(c) << T::lit(32));
    let hit = m.cached(site, key, |vm, key| {
        let owner = |shape: i64| rt(vm).class(rt(vm).shapes().get(shape as u32).owner);
        let (of, after) = (owner(key & 0xffff_ffff), owner(key >> 32));
        let name = crate::runtime::sym_of(vm, name.cast::<Str>()?);
        let (v, _) = class::lookup_after(vm, of, Some(after), name)?;
        (v.cast::<Function>().is_some() || v.cast::<Builtin>().is_some()).then_some(v)
    });
    hit.map_or(Found::Slow, |f| Found::Method(T::lit(f)))
}

/// `super(after, of).name`, where that is a function or static method of a class behind.
fn class_through_super(vm: &Machine, of: Gc<Class>, after: Gc<Class>, name: Value) -> Option<Value> {
    if !class::is_subclass(of, after) {
        return None;
    }
    let name = crate::runtime::sym_of(vm, name.cast::<Str>()?);
    let (v, _) = class::lookup_after(vm, of, Some(after), name)?;
    match v.cast::<StaticMethod>() {
        Some(s) => Some(s.get(StaticMethod::FUNCTION)),
        None => v.cast::<Function>().map(|_| v),
    }
}

/// The receiver a method is bound to: behind a `super` object the real one.
fn receiver<M: Mode>(m: M, x: T<M, Value>) -> T<M, Value> {
    match x.as_object().and_then(|o| m.cast::<Super>(o)) {
        Some(s) => m.field(s, Super::RECEIVER),
        None => x,
    }
}

/// `d := o.n`
#[op]
pub fn get_attr<M: Mode>(m: M, d: Out, o: In, n: Name, site: Site) -> Step {
    let (x, w) = (m.get(o), wanted(m, n));
    match find(m, x, w, site) {
        Found::Value(v) => {
            m.set(d, v);
            m.next()
        }
        Found::Method(f) => {
            m.set(d, bound(m, f, receiver(m, x)));
            m.next()
        }
        other => get_found(m, d, x, w.name, other),
    }
}

#[inline(always)]
fn wanted<M: Mode>(m: M, n: Name) -> Wanted {
    Wanted { name: m.name(n), tag: 0 }
}

/// A new bound method.
#[inline(always)]
pub fn bound<M: Mode>(m: M, f: T<M, Value>, receiver: T<M, Value>) -> T<M, Value> {
    let b = m.new_object::<BoundMethod>(T::lit(0), 0);
    m.set_field(b, BoundMethod::FUNCTION, f);
    m.set_field(b, BoundMethod::RECEIVER, receiver);
    b.value()
}

/// `d := x.name`, where that is no plain value and no method.
#[inline(never)]
pub fn get_found<M: Mode>(m: M, d: Out, x: T<M, Value>, name: Value, found: Found<M>) -> Step {
    match found {
        Found::Call(f, true) => enter(m, f, &[x, T::lit(name)], d),
        Found::Call(f, false) => enter(m, f, &[x], d),
        Found::OrAsk(f, asked) => {
            enter_prelude(m, "_get_or_ask", &[T::lit(f), T::lit(asked), x, T::lit(name)], d)
        }
        Found::Descriptor(f, own, class) => enter(m, f, &[T::lit(own), x, T::lit(class)], d),
        Found::Getter(number) => {
            let v = get_by_native::call(m, T::lit(number), x)?;
            finish(m, d, v)
        }
        _ => {
            let v = get_general::call(m, x, T::lit(name))?;
            finish(m, d, v)
        }
    }
}

/// The attribute, or a tail.
#[residual(repeatable)]
pub fn get_general(machine: &Machine, v: Value, name: Value) -> Result<Value, Raise> {
    instance::get(machine, v, name.cast::<Str>().expect("a name is a string"))
}

/// The attribute that a native reads, or a tail.
#[residual(repeatable)]
fn get_by_native(machine: &Machine, number: i64, v: Value) -> Result<Value, Raise> {
    (native(number).run)(machine, &[v])
}

/// Prepares a call of `o.n` in window `w`
#[op]
pub fn get_method<M: Mode>(m: M, w: OutMethod, o: In, n: Name, site: Site) -> Step {
    let (x, wanted) = (m.get(o), wanted(m, n));
    let first = w.0 + FRAME_HEADER;
    match find(m, x, wanted, site) {
        Found::Method(f) => {
            let r = receiver(m, x);
            m.set_register(w.0, f);
            m.set_register(first, r);
            m.next()
        }
        Found::Value(v) => {
            m.set_register(w.0, v);
            m.set_register(first, T::lit(m.root(roots::UNBOUND)));
            m.next()
        }
        other => {
            // The getter runs above the frame, so the window stays as it is.
            m.set_register(first, T::lit(m.root(roots::UNBOUND)));
            get_found(m, Out(w.0), x, wanted.name, other)
        }
    }
}

/// As `get_method`, looked up on the type of `o` only
#[op]
pub fn load_special<M: Mode>(m: M, w: OutMethod, o: In, n: Name, site: Site) -> Step {
    let (x, name) = (m.get(o), m.name(n));
    let known = match x.cast::<Instance>(m) {
        Some(i) => {
            m.cached(site, m.shape(i), |vm, shape| find_special(vm, payload::class_of_shape(vm, shape), name))
        }
        None => None,
    };
    let f = match known {
        Some(f) => T::lit(f),
        None => special::call(m, x, T::lit(name))?,
    };
    m.set_register(w.0, f);
    m.set_register(w.0 + FRAME_HEADER, x);
    m.next()
}

/// The function `name` of the value's class.
#[residual(reads)]
fn special(machine: &Machine, v: Value, name: Value) -> Result<Value, Raise> {
    find_special(machine, class_of(machine, v), name).ok_or_else(|| {
        let name = name.cast::<Str>().expect("a name is a string");
        let name = Str::text(&machine.heap, name);
        let protocol = if name.starts_with("__a") { "asynchronous context" } else { "context" };
        let text = format!(
            "'{}' object does not support the {protocol} manager protocol (missed {name} method)",
            type_name(machine, v)
        );
        type_error(machine, &text)
    })
}

fn find_special(machine: &Machine, class: Gc<Class>, name: Value) -> Option<Value> {
    let name = crate::runtime::sym_of(machine, name.cast()?);
    if let Some(f) =
        class::user_special_sym(machine, class, name).filter(|f| class::is_described(machine, *f))
    {
        return Some(f);
    }
    let (f, _) = class::lookup(machine, class, name)?;
    (f.cast::<Function>().is_some() || f.cast::<Builtin>().is_some()).then_some(f)
}

/// `o.n := s`
#[op]
pub fn set_attr<M: Mode>(m: M, o: In, n: Name, s: In, site: Site) -> Step {
    let (x, v, name) = (m.get(o), m.get(s), m.name(n));
    if let Some(i) = x.cast::<Instance>(m)
        && let Some(stored) = set_on_instance(m, i, wanted(m, n), v, site)
    {
        return match stored {
            Stored::Done => m.next(),
            Stored::By(setter) => enter(m, setter, &[x, v], nowhere(m)),
        };
    }
    if let Some(c) = x.cast::<Class>(m)
        && let Some(hit) =
            m.cached(site, m.lasting_shape(c), |vm, shape| find_store_on_class(vm, shape, name))
        && is_data(m, v)
        && store_on_class(m, c, name, v, hit)
    {
        return m.next();
    }
    if let Some(f) = x.cast::<Function>(m)
        && let Some((entries, at)) = entries_of_function(m, f, name)
        && at >= 0
    {
        m.set_item(entries, Array::ITEMS, value_place(at), v);
        return m.next();
    }
    let t = how_to_set::call(m, x, T::lit(name), v)?;
    if let Some(t) = t.cast::<TailCall>(m) {
        return enter_tail(m, t, nowhere(m));
    }
    set_general::call(m, x, T::lit(name), v)?;
    m.next()
}

/// How an attribute was set.
pub enum Stored {
    Done,
    /// It was not: this has to be called with the instance and the value.
    By(Value),
}

/// `i.name := v`, where the site's cache knows how.
#[inline(always)]
pub fn set_on_instance<M: Mode>(
    m: M,
    i: T<M, Gc<Instance>>,
    w: Wanted,
    v: T<M, Value>,
    site: Site,
) -> Option<Stored> {
    match m.cached_for_few(site, w.key(m.shape(i)), |vm, key| {
        find_store(vm, key - w.tag, w.name, w.tag & BY_OBJECT != 0)
    }) {
        Ok(Some(hit)) if in_dict(hit) => {
            let (entries, at) = entry_in_dict(m, i, w, site).filter(|(_, at)| *at >= 0)?;
            m.set_item(entries, Array::ITEMS, T::lit(at), v);
            Some(Stored::Done)
        }
        Ok(hit) => Some(store_found(m, i, v, hit?)),
        Err(Many) => {
            let slot = inline_slot(find_to_set::call(m, m.shape(i), T::lit(w.name)))?;
            m.set_item(i, Instance::SLOTS, slot, v);
            Some(Stored::Done)
        }
    }
}

#[inline(always)]
fn store_found<M: Mode>(m: M, i: T<M, Gc<Instance>>, v: T<M, Value>, hit: Value) -> Stored {
    if let Some(slot) = hit.as_int() {
        if slot < 0 {
            m.set_item(i, Instance::SLOTS, T::lit(-1 - slot), v);
        } else if slot & 1 == 0 {
            m.set_item(i, Instance::SLOTS, T::lit(slot >> 1), v);
        } else {
            let outside = m.field(i, Instance::EXTRA).cast::<Array>(m);
            let outside = outside.unwrap_or_else(|| unreachable!("the shape says that there is an array"));
            m.set_item(outside, Array::ITEMS, T::lit((slot >> 1) + 1), v);
        }
        return Stored::Done;
    }
    let hit = hit.cast::<AttrHit>().unwrap_or_else(|| unreachable!("a hit or a slot"));
    let target = hit.get(AttrHit::VALUE);
    if hit.get(AttrHit::KIND) == HIT_SETTER {
        return Stored::By(target);
    }
    let slot = target.as_int().unwrap_or(0) >> 1;
    m.set_item(i, Instance::SLOTS, T::lit(slot), v);
    m.set_shape(i, T::lit(hit.get(AttrHit::SHAPE)));
    Stored::Done
}

/// Whether the value is of a builtin type that is no descriptor.
#[inline(always)]
fn is_data<M: Mode>(m: M, v: T<M, Value>) -> bool {
    v.as_object().is_none()
        || v.cast::<Singleton>(m).is_some()
        || v.cast::<Str>(m).is_some()
        || v.cast::<List>(m).is_some()
        || v.cast::<Dict>(m).is_some()
        || v.cast::<Tuple>(m).is_some()
}

/// Stores in the attribute's cell, and in the class's dictionary if the entry is still where it was.
#[inline(never)]
fn store_on_class<M: Mode>(m: M, c: T<M, Gc<Class>>, name: Value, v: T<M, Value>, hit: Value) -> bool {
    let Some(hit) = hit.cast::<AttrHit>() else { return false };
    let Some(cell) = hit.get(AttrHit::VALUE).cast::<CellBox>() else { return false };
    let entry = 3 * hit.get(AttrHit::SHAPE);
    let entries = m.field(m.field(c, Class::DICT), Dict::ENTRIES);
    let there = T::lit(entry) < m.tail_len(entries, Array::ITEMS);
    if !there || !m.item(entries, Array::ITEMS, T::lit(entry + 1)).is_static(name) {
        return false;
    }
    m.set_field(T::lit(cell), CellBox::VALUE, v);
    m.set_item(entries, Array::ITEMS, T::lit(entry + 2), v);
    true
}

/// A tail when guest code sets the attribute; else None.
#[residual(repeatable)]
fn how_to_set(machine: &Machine, v: Value, name: Value, x: Value) -> Result<Value, Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    if !sets_by_guest(machine, v, name) {
        return Ok(Value::ZERO);
    }
    instance::set(machine, v, name, x)
}

/// Whether `__setattr__`, a property or a descriptor written in Python is in charge.
fn sets_by_guest(machine: &Machine, v: Value, name: Gc<Str>) -> bool {
    let class = class_of(machine, v);
    if class::user_special(machine, class, "__setattr__").is_some() {
        return true;
    }
    has_guest_descriptor(machine, class, name, Property::SETTER, "__set__")
}

#[residual]
fn set_general(machine: &Machine, v: Value, name: Value, x: Value) -> Result<(), Raise> {
    instance::set(machine, v, name.cast::<Str>().expect("a name is a string"), x).map(|_| ())
}

/// `del o.n`
#[op]
pub fn del_attr<M: Mode>(m: M, o: In, n: Name, site: Site) -> Step {
    let x = m.get(o);
    if let Some(i) = x.cast::<Instance>(m)
        && let Some(hit) = m.cached(site, m.shape(i), |vm, shape| find_removal(vm, shape, m.name(n)))
        && let Some(hit) = hit.cast::<AttrHit>()
    {
        let (at, last) = places_of_removal(hit);
        for slot in at..last {
            m.set_item(i, Instance::SLOTS, T::lit(slot), m.item(i, Instance::SLOTS, T::lit(slot + 1)));
        }
        m.set_item(i, Instance::SLOTS, T::lit(last), T::lit(Value::ZERO));
        m.set_shape(i, T::lit(hit.get(AttrHit::SHAPE)));
        return m.next();
    }
    let name = T::lit(m.name(n));
    let t = how_to_delete::call(m, x, name)?;
    if let Some(t) = t.cast::<TailCall>(m) {
        return enter_tail(m, t, nowhere(m));
    }
    delete_general::call(m, x, name)?;
    m.next()
}

#[residual(repeatable)]
fn how_to_delete(machine: &Machine, v: Value, name: Value) -> Result<Value, Raise> {
    let name = name.cast::<Str>().expect("a name is a string");
    let class = class_of(machine, v);
    let by_guest = class::user_special(machine, class, "__delattr__").is_some()
        || has_guest_descriptor(machine, class, name, Property::DELETER, "__delete__");
    if by_guest { instance::delete(machine, v, name) } else { Ok(Value::ZERO) }
}

#[residual]
fn delete_general(machine: &Machine, v: Value, name: Value) -> Result<(), Raise> {
    instance::delete(machine, v, name.cast::<Str>().expect("a name is a string")).map(|_| ())
}
