//! `repr`, `str` and `ascii` of values, as far as no guest code has a say.
//!
//! Containers are walked with a work list: depth is bounded by the heap only. Where an element's
//! class defines `__repr__` in Python the answer is `None`, and guest code does it all.

use super::args::text_of;
use super::num::{Int, float_text, int_text};
use super::text::quote;
use crate::errors::{exception, value_error};
use crate::roots;
use crate::runtime::rt;
use crate::types::class::{Class, EXC_ARGS, class_name, full_name, user_special};
use crate::types::objects::*;
use crate::values::{class_of, identity, instance_class, type_name, unwrap};
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{BigInt, Dict, List, Set, Str, Tuple, str_of};

enum Job {
    Text(String),
    Show(Value),
    /// The container on top is finished.
    Leave,
}

/// The text of a value, or that guest code must make it.
pub type Shown = Result<Option<Vec<u8>>, Raise>;

/// `repr(v)`.
pub fn repr(machine: &Machine, v: Value) -> Shown {
    let mut out = Vec::new();
    let mut jobs = vec![Job::Show(v)];
    let mut open: Vec<Value> = Vec::new();
    while let Some(job) = jobs.pop() {
        match job {
            Job::Text(text) => out.extend_from_slice(text.as_bytes()),
            Job::Leave => {
                open.pop();
            }
            Job::Show(v) => {
                let Some(inner) = plain(machine, v)? else { return Ok(None) };
                if container(inner) {
                    if open.contains(&inner) {
                        out.extend_from_slice(ellipsis(inner).as_bytes());
                        continue;
                    }
                    machine.heap.check(out.len()).map_err(|_| crate::errors::memory_error(machine))?;
                    open.push(inner);
                    jobs.push(Job::Leave);
                    open_up(machine, inner, v, &mut jobs);
                } else if let Some(e) = exception(machine, inner) {
                    let args = e.item(Instance::SLOTS, EXC_ARGS);
                    open_exception(machine, class_of(machine, inner), args, &mut jobs);
                } else {
                    scalar(machine, inner, &mut out)?;
                }
            }
        }
    }
    Ok(Some(out))
}

/// `str(v)`.
pub fn str_text(machine: &Machine, v: Value) -> Shown {
    if let Some(s) = str_of(v) {
        return Ok(Some(Str::bytes(&machine.heap, s).to_vec()));
    }
    let Some(i) = v.cast::<Instance>() else { return repr(machine, v) };
    let class = instance_class(machine, i);
    if user_special(machine, class, "__str__").is_some() {
        return Ok(None);
    }
    if user_special(machine, class, "__repr__").is_some() {
        return Ok(None);
    }
    if let Some(s) = text_of(machine, v) {
        return Ok(Some(s.to_vec()));
    }
    match exception(machine, v) {
        Some(e) => exception_text(machine, e),
        None => repr(machine, v),
    }
}

/// `ascii(v)`.
pub fn ascii(machine: &Machine, v: Value) -> Shown {
    Ok(repr(machine, v)?.map(|text| quote::escape_beyond_ascii(&text)))
}

/// The value to be shown: a builtin one, or an instance without a `__repr__` of its own.
fn plain(machine: &Machine, v: Value) -> Result<Option<Value>, Raise> {
    let Some(i) = v.cast::<Instance>() else { return Ok(Some(v)) };
    if user_special(machine, instance_class(machine, i), "__repr__").is_some() {
        return Ok(None);
    }
    Ok(Some(unwrap(machine, v)))
}

fn container(v: Value) -> bool {
    v.cast::<List>().is_some()
        || v.cast::<Tuple>().is_some()
        || v.cast::<Dict>().is_some()
        || v.cast::<Set>().is_some()
        || v.cast::<FrozenSet>().is_some()
        || v.cast::<DictView>().is_some()
        || v.cast::<Slice>().is_some()
        || v.cast::<MappingProxy>().is_some()
}

fn ellipsis(v: Value) -> &'static str {
    if v.cast::<List>().is_some() {
        "[...]"
    } else if v.cast::<Tuple>().is_some() {
        "(...)"
    } else if v.cast::<Dict>().is_some() {
        "{...}"
    } else {
        "..."
    }
}

/// Jobs for a container's parts, last one first. `outer` is the value as the guest sees it.
fn open_up(machine: &Machine, v: Value, outer: Value, jobs: &mut Vec<Job>) {
    let name = || type_name(machine, outer);
    if let Some(l) = v.cast::<List>() {
        sequence(jobs, "[", &List::to_vec(l), "]");
    } else if let Some(t) = v.cast::<Tuple>() {
        let items = Tuple::to_vec(t);
        sequence(jobs, "(", &items, if items.len() == 1 { ",)" } else { ")" });
    } else if let Some(d) = v.cast::<Dict>() {
        pairs(jobs, "{", d, "}");
    } else if let Some(p) = v.cast::<MappingProxy>() {
        pairs(jobs, "mappingproxy({", p.get(MappingProxy::DICT), "})");
    } else if let Some(s) = v.cast::<Slice>() {
        sequence(jobs, "slice(", &[s.get(Slice::START), s.get(Slice::STOP), s.get(Slice::STEP)], ")");
    } else if let Some(view) = v.cast::<DictView>() {
        let items = crate::iterate::view_items(machine, view.get(DictView::DICT), view.get(DictView::WHAT));
        sequence(jobs, &format!("{}([", name()), &items, "])");
    } else if let Some(table) = crate::dicts::set_table(v) {
        let items = Dict::keys(table);
        match (items.is_empty(), name()) {
            (true, name) => jobs.push(Job::Text(format!("{name}()"))),
            (false, name) if name == "set" => sequence(jobs, "{", &items, "}"),
            (false, name) => sequence(jobs, &format!("{name}({{"), &items, "})"),
        }
    }
}

fn sequence(jobs: &mut Vec<Job>, open: &str, items: &[Value], close: &str) {
    jobs.push(Job::Text(close.into()));
    for (i, v) in items.iter().enumerate().rev() {
        jobs.push(Job::Show(*v));
        if i > 0 {
            jobs.push(Job::Text(", ".into()));
        }
    }
    jobs.push(Job::Text(open.into()));
}

fn pairs(jobs: &mut Vec<Job>, open: &str, d: Gc<Dict>, close: &str) {
    jobs.push(Job::Text(close.into()));
    for (i, (k, v)) in Dict::pairs(d).into_iter().enumerate().rev() {
        jobs.push(Job::Show(v));
        jobs.push(Job::Text(": ".into()));
        jobs.push(Job::Show(k));
        if i > 0 {
            jobs.push(Job::Text(", ".into()));
        }
    }
    jobs.push(Job::Text(open.into()));
}

fn open_exception(machine: &Machine, class: Gc<Class>, args: Value, jobs: &mut Vec<Job>) {
    let items = args.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    sequence(jobs, &format!("{}(", class_name(machine, class)), &items, ")");
}

/// `str` of an exception: nothing, its argument, or all of them.
fn exception_text(machine: &Machine, e: Gc<Instance>) -> Shown {
    let args = e.item(Instance::SLOTS, EXC_ARGS);
    let items = args.cast::<Tuple>().map_or_else(Vec::new, Tuple::to_vec);
    let key_error = crate::types::class::derives(
        machine,
        instance_class(machine, e),
        crate::types::builtin::Cls::KeyError,
    );
    match &items[..] {
        [] => Ok(Some(Vec::new())),
        [one] if key_error => repr(machine, *one),
        [one] => str_text_flat(machine, *one),
        _ => repr(machine, args),
    }
}

/// An exception within an exception is left to guest code, so that Rust does not recurse.
fn str_text_flat(machine: &Machine, v: Value) -> Shown {
    if exception(machine, v).is_some() { Ok(None) } else { str_text(machine, v) }
}

/// What is no container.
fn scalar(machine: &Machine, v: Value, out: &mut Vec<u8>) -> Result<(), Raise> {
    let heap = &machine.heap;
    if let Some(s) = str_of(v) {
        out.extend_from_slice(&quote::repr(Str::bytes(heap, s)));
        return Ok(());
    }
    let text = if let Some(i) = v.as_int() {
        i.to_string()
    } else if let Some(f) = v.as_float() {
        float_text::repr(f)
    } else if let Some(b) = v.cast::<BigInt>() {
        decimal(machine, Int::Big(BigInt::get(heap, b)))?
    } else if let Some(b) = v.cast::<Bytes>() {
        quote::bytes_repr(heap.bytes(b))
    } else {
        object(machine, v)
    };
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// `str(n)`, within the limit for conversions.
pub fn decimal(machine: &Machine, n: Int) -> Result<String, Raise> {
    int_text::decimal(n).ok_or_else(|| {
        let text = format!(
            "Exceeds the limit ({} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
            int_text::MAX_DIGITS
        );
        value_error(machine, &text)
    })
}

fn object(machine: &Machine, v: Value) -> String {
    let at = || format!("0x{:012x}", identity(machine, v));
    let name = |v: Value| str_of(v).map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned());
    match v {
        _ if v == machine.root(roots::NONE) => "None".into(),
        _ if v == machine.root(roots::TRUE) => "True".into(),
        _ if v == machine.root(roots::FALSE) => "False".into(),
        _ if v == machine.root(roots::NOT_IMPLEMENTED) => "NotImplemented".into(),
        _ if v == machine.root(roots::ELLIPSIS) => "Ellipsis".into(),
        _ => {
            if let Some(r) = v.cast::<Range>() {
                let (start, stop, step) = (r.get(Range::START), r.get(Range::STOP), r.get(Range::STEP));
                return if step == 1 { format!("range({start}, {stop})") } else { format!("range({start}, {stop}, {step})") };
            }
            if let Some(c) = v.cast::<Complex>() {
                return complex(c.get(Complex::RE), c.get(Complex::IM));
            }
            if let Some(c) = v.cast::<Class>() {
                return format!("<class '{}'>", full_name(machine, c));
            }
            if let Some(f) = v.cast::<Function>() {
                return format!("<function {} at {}>", name(f.get(Function::QUALNAME)), at());
            }
            if let Some(b) = v.cast::<Builtin>() {
                return format!("<built-in function {}>", super::native::native(b.get(Builtin::ID)).name);
            }
            if let Some(b) = v.cast::<BoundMethod>() {
                return bound(machine, b, &name);
            }
            if let Some(m) = v.cast::<Module>() {
                return format!("<module '{}'>", name(m.get(Module::NAME)));
            }
            format!("<{} object at {}>", full_name_of(machine, v), at())
        }
    }
}

fn full_name_of(machine: &Machine, v: Value) -> String {
    let class = class_of(machine, v);
    let _ = rt(machine);
    full_name(machine, class)
}

fn bound(machine: &Machine, b: Gc<BoundMethod>, name: &dyn Fn(Value) -> String) -> String {
    let (f, receiver) = (b.get(BoundMethod::FUNCTION), b.get(BoundMethod::RECEIVER));
    let of = |what: &str| format!("{} object at 0x{:012x}", what, identity(machine, receiver));
    match (f.cast::<Function>(), f.cast::<Builtin>()) {
        (Some(f), _) => {
            let whose = of(&full_name_of(machine, receiver));
            format!("<bound method {} of <{whose}>>", name(f.get(Function::QUALNAME)))
        }
        (_, Some(n)) => {
            let n = super::native::native(n.get(Builtin::ID)).name;
            format!("<built-in method {n} of {}>", of(&type_name(machine, receiver)))
        }
        _ => "<bound method>".into(),
    }
}

/// `repr` of a complex number.
pub fn complex(re: f64, im: f64) -> String {
    let part = |f: f64| {
        let text = float_text::repr(f);
        text.strip_suffix(".0").map(str::to_string).unwrap_or(text)
    };
    if re == 0.0 && re.is_sign_positive() {
        return format!("{}j", part(im));
    }
    let sign = if im.is_nan() || im.is_sign_positive() { "+" } else { "" };
    format!("({}{sign}{}j)", part(re), part(im))
}
