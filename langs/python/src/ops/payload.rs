//! Instances of classes derived from builtin types: where such a class leaves an operation alone,
//! ops go on with the builtin value inside, so that a trace sees what it sees of builtin types.

use super::call::{enter, finish};
use super::exception::raise_new;
use super::inline::special_of;
use super::item::{find_key, get_general, place};
use crate::ops::compare::Cmp;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class, FLAG_PAYLOAD};
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Array, Dict, List, Str, Tuple, list};

/// What an inline cache holds where the value inside is meant; no callable is it.
pub const INSIDE: Value = Value::ZERO;

/// Keys of caches that ask for the payload alone, apart from the site's other keys.
const TAG: i64 = 1 << 60;

/// The class of instances with this shape.
pub fn class_of_shape(vm: &Machine, shape: i64) -> Gc<Class> {
    let owner = rt(vm).shapes().get(shape as u32).owner;
    rt(vm).class(owner)
}

/// Whether instances of the class wrap a builtin value.
pub fn wraps(c: Gc<Class>) -> bool {
    c.get(Class::FLAGS) & FLAG_PAYLOAD != 0
}

/// The builtin value inside an instance that is known to have one.
#[inline(always)]
pub fn inner<M: Mode>(m: M, i: T<M, Gc<Instance>>) -> T<M, Value> {
    m.item(i, Instance::SLOTS, T::lit(0))
}

/// As [`inner`], for any value: `None` for instances without one.
#[inline(always)]
pub fn inside<M: Mode>(m: M, v: T<M, Value>, site: Site) -> Option<T<M, Value>> {
    let Some(i) = v.cast::<Instance>(m) else { return Some(v) };
    let key = m.shape(i) + T::lit(TAG);
    m.cached(site, key, |vm, key| wraps(class_of_shape(vm, key - TAG)).then_some(INSIDE))?;
    Some(inner(m, i))
}

/// The special method `name` if it is written in Python; [`INSIDE`] if the builtin type's is meant.
pub fn special_or_inside(vm: &Machine, shape: i64, name: &'static str) -> Option<Value> {
    let c = class_of_shape(vm, shape);
    match class::user_special(vm, c, name) {
        Some(f) => f.cast::<Function>().map(|f| f.value()),
        None => wraps(c).then_some(INSIDE),
    }
}

/// `d := i[k]`; `f` from [`special_or_inside`].
#[inline(never)]
pub fn get_item<M: Mode>(m: M, d: Out, i: T<M, Gc<Instance>>, k: T<M, Value>, f: Value, site: Site) -> Step {
    if f != INSIDE {
        return enter(m, f, &[i.value(), k], d);
    }
    if let Some(o) = inner(m, i).as_object() {
        if let Some(l) = m.cast::<List>(o) {
            if let Some(s) = k.as_small()
                && let Some(at) = place(s, m.field(l, List::LEN))
            {
                m.set(d, list::get(m, l, at));
                return m.next();
            }
        } else if let Some(t) = m.cast::<Dict>(o) {
            if let Some(step) = get_from_dict(m, d, i, t, k, site) {
                return step;
            }
        } else if let Some(v) = super::ring::get(m, o, k).or_else(|| super::array::get(m, o, k)) {
            m.set(d, v);
            return m.next();
        } else if let Some(t) = m.cast::<Tuple>(o)
            && let Some(s) = k.as_small()
            && let Some(at) = place(s, m.tail_len(t, Tuple::ITEMS))
        {
            m.set(d, m.item(t, Tuple::ITEMS, at));
            return m.next();
        }
    }
    let v = get_general::call(m, i.value(), k)?;
    finish(m, d, v)
}

/// A key of a dict, or what `__missing__` says; `None`: the general way.
fn get_from_dict<M: Mode>(
    m: M,
    d: Out,
    i: T<M, Gc<Instance>>,
    t: T<M, Gc<Dict>>,
    k: T<M, Value>,
    site: Site,
) -> Option<Step> {
    let at = match find_key(m, t, k) {
        Ok(at) => at,
        Err(r) => return Some(Err(r)),
    };
    if at < 0 {
        if at != -1 {
            return None;
        }
        let key = m.shape(i) + T::lit(TAG);
        return Some(match m.cached(site, key, |vm, key| special_of(vm, key - TAG, "__missing__")) {
            Some(f) => enter(m, f, &[i.value(), k], d),
            None => Err(raise_new(m, Cls::KeyError, &[k])),
        });
    }
    m.set(d, m.item(m.field(t, Dict::ENTRIES), Array::ITEMS, at * T::lit(3) + T::lit(2)));
    Some(m.next())
}

/// How two values compare of which at least one is an instance; `key`: the left one's shape, and
/// the right one's above it, 0 where it is no instance.
///
/// [`identity`], [`INSIDE`], or the left one's method that goes first; `None` where guest code finds out.
pub fn comparison(vm: &Machine, key: i64, op: Cmp) -> Option<Value> {
    let equality = matches!(op, Cmp::Eq | Cmp::Ne);
    let names = if equality { ("__eq__", "__ne__") } else { (op.names().0, op.names().1) };
    if let Some(f) = left_method(vm, key, op.names().0) {
        return Some(f);
    }
    let mut all_wrap = true;
    for shape in [key & 0xffff_ffff, key >> 32].into_iter().filter(|s| *s != 0) {
        let c = class_of_shape(vm, shape);
        if class::user_special(vm, c, names.0).is_some() || class::user_special(vm, c, names.1).is_some() {
            return None;
        }
        all_wrap &= wraps(c);
    }
    if all_wrap { Some(INSIDE) } else { equality.then(identity) }
}

/// The left one's method, unless the right one's class, a subclass, goes first.
fn left_method(vm: &Machine, key: i64, name: &'static str) -> Option<Value> {
    let left = Some(key & 0xffff_ffff).filter(|s| *s != 0).map(|s| class_of_shape(vm, s))?;
    if key >> 32 != 0 {
        let right = class_of_shape(vm, key >> 32);
        if right != left && class::is_subclass(right, left) {
            return None;
        }
    }
    class::user_special(vm, left, name)?.cast::<Function>().map(|f| f.value())
}

/// Equality is identity.
pub fn identity() -> Value {
    Value::int(1).expect("small")
}

/// [`INSIDE`] if a binary operator with these method names may go on with the values inside;
/// `key` as for [`comparison`].
pub fn operands(vm: &Machine, key: i64, left: &'static str, right: &'static str) -> Option<Value> {
    let free = |shape: i64, names: [&'static str; 2]| {
        let c = class_of_shape(vm, shape);
        wraps(c) && names.into_iter().all(|n| class::user_special(vm, c, n).is_none())
    };
    [key & 0xffff_ffff, key >> 32]
        .into_iter()
        .filter(|s| *s != 0)
        .all(|s| free(s, [left, right]))
        .then_some(INSIDE)
}

/// The value inside an instance; other values are themselves. For instances known to have one.
#[inline(always)]
pub fn bare<M: Mode>(m: M, v: T<M, Value>) -> T<M, Value> {
    match v.cast::<Instance>(m) {
        Some(i) => inner(m, i),
        None => v,
    }
}

/// Whether the value is a string or bytes: `%` on them formats.
pub fn formats(v: Value) -> bool {
    v.cast::<Str>().is_some() || v.cast::<Bytes>().is_some() || v.cast::<ByteArray>().is_some()
}
