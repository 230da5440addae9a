//! Binding arguments to parameters: defaults, keywords, `*args` and `**kw`.

use crate::code::Signature;
use crate::dicts;
use crate::errors::type_error;
use crate::report::did_you_mean;
use crate::roots;
use crate::runtime::interned;
use crate::types::objects::Function;
use std::rc::Rc;
use trackway::{CodeRef, Gc, Machine, Raise, Value};
use trackway_kit::{Dict, Str, Tuple, str_of};

/// The words for the function's parameters, in register order.
pub fn bind(
    machine: &Machine,
    f: Gc<Function>,
    positional: &[Value],
    keywords: &[(Value, Value)],
) -> Result<Vec<Value>, Raise> {
    let code: CodeRef = f.get(Function::CODE);
    let s = code.guest::<Signature>();
    let unbound = machine.root(roots::UNBOUND);
    let mut slots = vec![unbound; s.named()];
    let n = positional.len().min(s.positional);
    slots[..n].copy_from_slice(&positional[..n]);
    let extra = if s.varkeywords { Dict::new(&machine.heap).value() } else { Value::ZERO };
    for (k, v) in keywords {
        bind_keyword(machine, f, s, &mut slots, extra, keywords, (*k, *v))?;
    }
    if positional.len() > s.positional && !s.varargs {
        let only = (s.positional..s.named()).filter(|i| slots[*i] != unbound).count();
        return Err(too_many(machine, f, s, positional.len(), only));
    }
    fill_defaults(machine, f, s, &mut slots)?;
    if s.varargs {
        slots.push(Tuple::new(&machine.heap, &positional[n..]).value());
    }
    if s.varkeywords {
        slots.push(extra);
    }
    Ok(slots)
}

fn bind_keyword(
    machine: &Machine,
    f: Gc<Function>,
    s: &Signature,
    slots: &mut [Value],
    extra: Value,
    keywords: &[(Value, Value)],
    (key, v): (Value, Value),
) -> Result<(), Raise> {
    let Some(name) = str_of(key) else { return Err(type_error(machine, "keywords must be strings")) };
    let bytes = Str::bytes(&machine.heap, name);
    let at = s.names[..s.named()].iter().position(|p| p.as_bytes() == bytes);
    match at {
        Some(i) if i >= s.positional_only => {
            if slots[i] != machine.root(roots::UNBOUND) {
                let text = format!(
                    "{}() got multiple values for argument '{}'",
                    qualname(machine, f),
                    Str::text(&machine.heap, name)
                );
                return Err(type_error(machine, &text));
            }
            slots[i] = v;
        }
        _ if s.varkeywords => {
            if let Some(extra) = extra.cast::<Dict>() {
                dicts::set_str(machine, extra, name, v)?;
            }
        }
        Some(_) => {
            let passed = |n: &&Rc<str>| keywords.iter().any(|(k, _)| is_name(machine, *k, n));
            let names: Vec<&str> = s.names[..s.positional_only].iter().filter(passed).map(|n| &**n).collect();
            let text = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                qualname(machine, f),
                names.join(", ")
            );
            return Err(type_error(machine, &text));
        }
        None => {
            let name = Str::text(&machine.heap, name);
            let known: Vec<String> =
                s.names[s.positional_only..s.named()].iter().map(|n| n.to_string()).collect();
            let hint = did_you_mean(&name, &known);
            let text =
                format!("{}() got an unexpected keyword argument '{name}'{hint}", qualname(machine, f));
            return Err(type_error(machine, &text));
        }
    }
    Ok(())
}

fn is_name(machine: &Machine, key: Value, name: &str) -> bool {
    str_of(key).is_some_and(|k| Str::bytes(&machine.heap, k) == name.as_bytes())
}

fn fill_defaults(
    machine: &Machine,
    f: Gc<Function>,
    s: &Signature,
    slots: &mut [Value],
) -> Result<(), Raise> {
    let unbound = machine.root(roots::UNBOUND);
    let defaults = f.get(Function::DEFAULTS).cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    let first = s.positional.saturating_sub(defaults.len());
    for i in first..s.positional {
        if slots[i] == unbound {
            slots[i] = defaults[i + defaults.len() - s.positional];
        }
    }
    let missing: Vec<&str> =
        (0..s.positional).filter(|i| slots[*i] == unbound).map(|i| &*s.names[i]).collect();
    if !missing.is_empty() {
        return Err(missing_arguments(machine, f, "positional", &missing));
    }
    let kwdefaults = f.get(Function::KWDEFAULTS).cast::<Dict>();
    for (i, slot) in slots.iter_mut().enumerate().take(s.named()).skip(s.positional) {
        if *slot == unbound
            && let Some(d) = kwdefaults
            && let Some(v) = dicts::get_str(machine, d, interned(machine, &s.names[i]))
        {
            *slot = v;
        }
    }
    let missing: Vec<&str> =
        (s.positional..s.named()).filter(|i| slots[*i] == unbound).map(|i| &*s.names[i]).collect();
    if !missing.is_empty() {
        return Err(missing_arguments(machine, f, "keyword-only", &missing));
    }
    Ok(())
}

fn missing_arguments(machine: &Machine, f: Gc<Function>, kind: &str, names: &[&str]) -> Raise {
    let quoted: Vec<String> = names.iter().map(|n| format!("'{n}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    let s = if names.len() == 1 { "" } else { "s" };
    let text =
        format!("{}() missing {} required {kind} argument{s}: {list}", qualname(machine, f), names.len());
    type_error(machine, &text)
}

fn too_many(machine: &Machine, f: Gc<Function>, s: &Signature, given: usize, only: usize) -> Raise {
    let defaults = f.get(Function::DEFAULTS).cast::<Tuple>().map_or(0, |t| t.tail_len(Tuple::ITEMS));
    let takes = match (s.positional - defaults.min(s.positional), s.positional) {
        (a, b) if a == b => format!("{b} positional argument{}", if b == 1 { "" } else { "s" }),
        (a, b) => format!("from {a} to {b} positional arguments"),
    };
    let were = if given == 1 && only == 0 { "was" } else { "were" };
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let given = match only {
        0 => given.to_string(),
        _ => format!(
            "{given} positional argument{} (and {only} keyword-only argument{})",
            plural(given),
            plural(only)
        ),
    };
    type_error(machine, &format!("{}() takes {takes} but {given} {were} given", qualname(machine, f)))
}

/// The function's `__qualname__`.
pub fn qualname(machine: &Machine, f: Gc<Function>) -> String {
    str_of(crate::types::function::qualname(machine, f))
        .map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned())
}
