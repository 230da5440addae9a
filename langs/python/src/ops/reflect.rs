//! What values are: `isinstance`, `issubclass` and `type` within ops.
//!
//! `None` means that the native decides.

use super::inline::done;
use super::payload;
use crate::builtins::derivation::{self, Decider};
use crate::code::Signature;
use crate::roots::bool_of;
use crate::runtime::rt;
use crate::types::attr;
use crate::types::builtin::Cls;
use crate::types::class::Class;
use crate::types::objects::*;
use trackway::*;
use trackway_kit::{Coroutine, Tuple};

/// `isinstance` of a class or a tuple of some.
#[inline(always)]
pub fn is_instance<M: Mode>(m: M, v: T<M, Value>, c: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let own = class_key(m, v)?;
    any_derives(m, own, c, d, site)
}

/// `isinstance` of a class, as a decision.
pub fn is_instance_of<M: Mode>(m: M, v: T<M, Value>, c: T<M, Gc<Class>>, site: Site) -> Option<bool> {
    derives(m, class_key(m, v)?, c, site)
}

/// `issubclass` of a class or a tuple of some.
#[inline(always)]
pub fn is_subclass<M: Mode>(m: M, v: T<M, Value>, c: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let own = m.lasting_shape(v.cast::<Class>(m)?) + T::lit(AS_CLASS);
    any_derives(m, own, c, d, site)
}

#[inline(always)]
fn any_derives<M: Mode>(m: M, own: T<M, i64>, c: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    if let Some(c) = c.cast::<Class>(m) {
        let yes = derives(m, own, c, site)?;
        return Some(done(m, d, bool_of(m, yes)));
    }
    let t = c.cast::<Tuple>(m)?;
    let n = m.tail_len(t, Tuple::ITEMS).promote();
    if n > 8 {
        return None;
    }
    for i in 0..n {
        let c = m.item(t, Tuple::ITEMS, T::lit(i)).cast::<Class>(m)?;
        if derives(m, own, c, site)? {
            return Some(done(m, d, bool_of(m, true)));
        }
    }
    Some(done(m, d, bool_of(m, false)))
}

const KEY_SMALL: i64 = -(1 << 20);
const KEY_FLOAT: i64 = KEY_SMALL - 1;
/// From here down: the singletons by number.
const KEY_SINGLE: i64 = KEY_SMALL - 2;

/// In a key: a class is asked about, and not its instances.
const AS_CLASS: i64 = 1 << 57;

/// A number for the value's class: an instance's shape, or a negative one.
#[inline(always)]
fn class_key<M: Mode>(m: M, v: T<M, Value>) -> Option<T<M, i64>> {
    let o = match v.kind() {
        KindT::Small(_) => return Some(T::lit(KEY_SMALL)),
        KindT::Float(_) => return Some(T::lit(KEY_FLOAT)),
        KindT::Object(o) => o,
    };
    if let Some(i) = m.cast::<Instance>(o) {
        return Some(m.shape(i));
    }
    if let Some(s) = m.cast::<Singleton>(o) {
        return Some(T::lit(KEY_SINGLE - m.field(s, Singleton::KIND).promote()));
    }
    let id = m.type_id(o).promote();
    attr::class_of_type(id)?;
    if id == Coroutine::ID as i64 {
        return None;
    }
    Some(T::lit(-id))
}

/// Whether the class behind [`class_key`] is `c` or derived from it; `None`: guest code decides.
#[inline(always)]
fn derives<M: Mode>(m: M, own: T<M, i64>, c: T<M, Gc<Class>>, site: Site) -> Option<bool> {
    let key = own + (m.lasting_shape(c) << T::lit(32));
    match m.cached(site, key, find_derives)?.as_int() {
        Some(answer @ 0..=1) => Some(answer == 1),
        _ => match known_derives::call(m, key).promote() {
            -1 => None,
            answer => Some(answer == 1),
        },
    }
}

/// 1 or 0; 2: an abstract class that was not asked yet; `None`: guest code decides.
fn find_derives(vm: &Machine, key: i64) -> Option<Value> {
    let (a, b) = classes_of_key(vm, key);
    if key & AS_CLASS == 0 && derivation::poses(vm, a) {
        return None;
    }
    match derivation::decider(vm, b, method(key)) {
        Decider::Guest => None,
        _ => Value::int(known_derives_raw(vm, key).unwrap_or(2)),
    }
}

/// The method of a metaclass that decides.
fn method(key: i64) -> &'static str {
    if key & AS_CLASS != 0 { "__subclasscheck__" } else { "__instancecheck__" }
}

fn known_derives_raw(vm: &Machine, key: i64) -> Option<i64> {
    let (a, b) = classes_of_key(vm, key);
    derivation::known_subclass(vm, a, b, method(key)).map(i64::from)
}

/// What an abstract class has answered by now; -1: nothing.
#[residual(reads)]
fn known_derives(machine: &Machine, key: i64) -> i64 {
    known_derives_raw(machine, key).unwrap_or(-1)
}

/// The classes that a key of [`derives`] stands for.
fn classes_of_key(vm: &Machine, key: i64) -> (Gc<Class>, Gc<Class>) {
    let own = key as i32 as i64;
    let a = match own {
        KEY_SMALL => Cls::Int.gc(vm),
        KEY_FLOAT => Cls::Float.gc(vm),
        _ if own <= KEY_SINGLE => crate::values::class_of(vm, vm.root((KEY_SINGLE - own) as usize)),
        _ if own < 0 => attr::class_of_type(-own).unwrap_or(Cls::Object).gc(vm),
        _ => payload::class_of_shape(vm, own),
    };
    (a, payload::class_of_shape(vm, ((key - own) & !AS_CLASS) >> 32))
}

/// The class of a value.
#[inline(always)]
pub fn type_of<M: Mode>(m: M, v: T<M, Value>, d: Out, site: Site) -> Option<Step> {
    let o = match v.kind() {
        KindT::Small(_) => return Some(done(m, d, T::lit(Cls::Int.word(m.machine())))),
        KindT::Float(_) => return Some(done(m, d, T::lit(Cls::Float.word(m.machine())))),
        KindT::Object(o) => o,
    };
    if let Some(i) = m.cast::<Instance>(o) {
        let class = m.cached(site, m.shape(i), |vm, shape| {
            let owner = rt(vm).shapes().get(shape as u32).owner;
            Some(rt(vm).class(owner).value())
        })?;
        return Some(done(m, d, T::lit(class)));
    }
    if let Some(s) = m.cast::<Singleton>(o) {
        let single = m.root(m.field(s, Singleton::KIND).promote() as usize);
        return Some(done(m, d, T::lit(crate::values::class_of(m.machine(), single).value())));
    }
    let class = match m.cast::<Coroutine>(o) {
        Some(c) => m.field(c, Coroutine::CODE).promote().guest::<Signature>().class,
        None => attr::class_of_type(m.type_id(o).promote())?,
    };
    Some(done(m, d, T::lit(class.word(m.machine()))))
}
