//! Calls from Rust's side: arguments as words, callables by their class.

use crate::builtins::miscalled;
use crate::builtins::native::{KEYWORDS, Native, check_count, native};
use crate::errors::type_error;
use crate::roots;
use crate::runtime::rt;
use crate::tail;
use crate::types::class::{self, Class};
use crate::types::descriptor;
use crate::types::objects::*;
use crate::values::{class_of, type_name};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{Array, Dict, Str, Tuple, str_of};

/// The words of an array.
pub fn words(a: Gc<Array>) -> Vec<Value> {
    a.first_items(Array::ITEMS, a.tail_len(Array::ITEMS))
}

/// An array of words.
pub fn array(machine: &Machine, words: &[Value]) -> Gc<Array> {
    let a = Array::new(&machine.heap, words.len());
    a.set_items(&machine.heap, Array::ITEMS, 0, words);
    a
}

/// Positional arguments and named ones.
pub fn split(args: Gc<Array>, names: Value) -> (Vec<Value>, Vec<(Value, Value)>) {
    let mut all = words(args);
    let names = names.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    let values = all.split_off(all.len() - names.len());
    (all, names.into_iter().zip(values).collect())
}

/// A tail that calls any object: a bound method, an instance with `__call__`, a class.
pub fn resolve(machine: &Machine, callee: Value, args: Gc<Array>, names: Value) -> Result<Value, Raise> {
    let (mut positional, keywords) = split(args, names);
    let mut callee = callee;
    loop {
        if let Some(b) = callee.cast::<BoundMethod>() {
            positional.insert(0, b.get(BoundMethod::RECEIVER));
            callee = b.get(BoundMethod::FUNCTION);
        } else if let Some(s) = callee.cast::<StaticMethod>() {
            callee = s.get(StaticMethod::FUNCTION);
        } else {
            break;
        }
    }
    if callee.cast::<Function>().is_none()
        && callee.cast::<Builtin>().is_none()
        && callee.cast::<Class>().is_none()
    {
        let class = class_of(machine, callee);
        let Some(f) = class::user_special(machine, class, "__call__") else {
            let text = format!("'{}' object is not callable", type_name(machine, callee));
            return Err(type_error(machine, &text));
        };
        match f.cast::<StaticMethod>() {
            Some(s) => callee = s.get(StaticMethod::FUNCTION),
            None if !descriptor::binds(f) && !class::is_described(machine, f) => callee = f,
            None => {
                positional.insert(0, callee);
                callee = f;
            }
        }
    }
    let tuple = Tuple::new(&machine.heap, &positional).value();
    let dict = Dict::new(&machine.heap);
    for (k, v) in &keywords {
        if let Some(k) = str_of(*k) {
            crate::dicts::set_str(machine, dict, k, *v)?;
        }
    }
    if callee.cast::<Class>().is_some() {
        return tail::prelude(machine, "_construct", &[callee, tuple, dict.value()]);
    }
    if keywords.is_empty() {
        return tail::prelude(machine, "_apply", &[callee, tuple]);
    }
    tail::prelude(machine, "_apply_kw", &[callee, tuple, dict.value()])
}

/// The arguments of a native in the order in which it takes them: keyword-only, then positional.
pub fn native_arguments(
    machine: &Machine,
    id: i64,
    args: Gc<Array>,
    names: Value,
) -> Result<Gc<Array>, Raise> {
    let n = native(id);
    let unbound = machine.root(roots::UNBOUND);
    let (mut positional, keywords) = split(args, names);
    let mut only = vec![unbound; n.keyword_only.len()];
    let rest = n.keyword_only.first() == Some(&KEYWORDS);
    for (k, v) in keywords {
        let name = str_of(k).map(|s| Str::text(&machine.heap, s).into_owned()).unwrap_or_default();
        if let Some(i) = n.keyword_only.iter().position(|p| *p == name) {
            only[i] = v;
        } else if let Some(i) = n.params.iter().position(|p| *p == name && !name.is_empty()) {
            while positional.len() <= i {
                positional.push(unbound);
            }
            if positional[i] != unbound {
                return Err(miscalled::twice(machine, id, &name));
            }
            positional[i] = v;
        } else if let (true, Some(k)) = (rest, str_of(k)) {
            let d = only[0].cast::<Dict>().unwrap_or_else(|| Dict::new(&machine.heap));
            only[0] = d.value();
            crate::dicts::set_str(machine, d, k, v)?;
        } else {
            return Err(miscalled::keyword(machine, id, &name, positional.first().copied()));
        }
    }
    check_count(machine, id, positional.len())?;
    if let Some(i) = positional.iter().take(n.min).position(|v| *v == unbound) {
        return Err(miscalled::count(machine, id, i));
    }
    only.extend(positional);
    Ok(array(machine, &only))
}

/// Where a native's words come from, keyword-only ones first: numbers of arguments, the last of which have
/// these names. `None`: [`native_arguments`] makes a dict of names, or raises.
pub fn native_order(
    machine: &Machine,
    n: &Native,
    given: usize,
    names: &[Value],
) -> Option<Vec<Option<usize>>> {
    let mut words = vec![None; n.keyword_only.len()];
    let (own, positional) = (words.len(), given.checked_sub(names.len())?);
    words.extend((0..positional).map(Some));
    for (i, name) in names.iter().enumerate() {
        let name = Str::text(&machine.heap, str_of(*name)?);
        let keyword_only = n.keyword_only.iter().position(|p| *p == name);
        let at = keyword_only
            .or_else(|| Some(own + n.params.iter().position(|p| *p == name && !p.is_empty())?))?;
        if at >= words.len() {
            words.resize(at + 1, None);
        }
        if words[at].replace(positional + i).is_some() {
            return None;
        }
    }
    let complete = words[own..].iter().take(n.min).all(Option::is_some);
    (complete && (n.min..=n.max).contains(&(words.len() - own))).then_some(words)
}

/// Runs a native with positional arguments; for natives that never need guest code.
pub fn run(machine: &Machine, b: Gc<Builtin>, args: &[Value]) -> Result<Value, Raise> {
    let id = b.get(Builtin::NUMBER);
    check_count(machine, id, args.len())?;
    let n = native(id);
    let mut all = vec![machine.root(roots::UNBOUND); n.keyword_only.len()];
    all.extend_from_slice(args);
    (n.run)(machine, &all)
}

/// The class with this number.
pub fn class_number(machine: &Machine, number: u32) -> Gc<Class> {
    rt(machine).class(number)
}
