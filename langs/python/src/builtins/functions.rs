//! Builtin functions.

use super::derivation;
use super::native::{Inline, MANY, Native, arg};
use super::text;
use super::{Home, Table};
use crate::errors::{type_error, value_error};
use crate::iterate;
use crate::roots::{self, bool_word};
use crate::runtime::rt;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class};
use crate::types::instance;
use crate::types::objects::*;
use crate::values::{as_int, class_of, identity, type_name, unwrap};
use trackway::{Gc, Kind, Machine, Raise, Value};
use trackway_kit::{BigInt, Str, Tuple, str_of};

type Answer = Result<Value, Raise>;

pub const TABLES: &[Table] = &[Table { home: Home::Builtins, natives: FUNCTIONS }];

const FUNCTIONS: &[Native] = &[
    Native::guarded("print", 0, MANY, print_guard, print).keyword_only(&["sep", "end", "file", "flush"]),
    Native::tail("len", 1, 1, |m, a| super::len(m, a[0])).inline(Inline::Len),
    Native::tail("repr", 1, 1, |m, a| text::repr_word(m, a[0])).inline(Inline::Repr),
    Native::tail("abs", 1, 1, abs).inline(Inline::Abs),
    Native::tail("hash", 1, 1, hash),
    Native::pure("id", 1, 1, |m, a| Ok(Value::int(identity(m, a[0])).expect("small"))),
    Native::pure("ord", 1, 1, ord).inline(Inline::Ord),
    Native::tail("chr", 1, 1, chr).indexes(1).inline(Inline::Chr),
    Native::pure("callable", 1, 1, callable),
    Native::tail("isinstance", 2, 2, derivation::isinstance).inline(Inline::IsInstance),
    Native::tail("issubclass", 2, 2, derivation::issubclass).inline(Inline::IsSubclass),
    Native::tail("iter", 1, 2, iter).inline(Inline::Iter),
    Native::guarded("next", 1, 2, next_guard, next).inline(Inline::Next),
    Native::tail("getattr", 2, 3, getattr).inline(Inline::GetAttr),
    Native::tail("hasattr", 2, 2, hasattr).inline(Inline::HasAttr),
    Native::guarded("setattr", 3, 3, |_, _| Some("_setattr"), |m, _| Ok(roots::none(m)))
        .inline(Inline::SetAttr),
    Native::guarded("delattr", 2, 2, |_, _| Some("_delattr"), |m, _| Ok(roots::none(m))),
    Native::tail("format", 1, 2, format),
    Native::tail("min", 1, MANY, |m, a| least(m, a, "min"))
        .keyword_only(&["key", "default"])
        .inline(Inline::Min),
    Native::tail("max", 1, MANY, |m, a| least(m, a, "max"))
        .keyword_only(&["key", "default"])
        .inline(Inline::Max),
    Native::tail("sum", 1, 2, sum).params(&["", "start"]),
    Native::tail("sorted", 1, 1, sorted).keyword_only(&["key", "reverse"]),
    Native::tail("round", 1, 2, round).indexes(2).params(&["number", "ndigits"]),
    Native::tail("divmod", 2, 2, divmod).inline(Inline::DivMod),
    Native::tail("pow", 2, 3, pow).params(&["base", "exp", "mod"]),
    Native::tail("bin", 1, 1, |m, a| radix(m, a[0], 2)).indexes(1),
    Native::tail("oct", 1, 1, |m, a| radix(m, a[0], 8)).indexes(1),
    Native::tail("hex", 1, 1, |m, a| radix(m, a[0], 16)).indexes(1),
    Native::tail("any", 1, 1, |m, a| tail::prelude(m, "_any", &[a[0]])),
    Native::tail("all", 1, 1, |m, a| tail::prelude(m, "_all", &[a[0]])),
    Native::tail("ascii", 1, 1, |m, a| text::format_value(m, a[0], m.root(roots::EMPTY_STR), 3)),
    Native::tail("__import__", 1, 5, import)
        .params(&["name", "globals", "locals", "fromlist", "level"])
        .inline(Inline::Import),
];

/// Guest code prints when an argument needs it, or the text goes to another file.
fn print_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let file = arg(machine, args, 2).filter(|f| *f != roots::none(machine));
    let file = file.unwrap_or_else(|| super::modules::stdout(machine));
    let by_guest = || match args.len() {
        5 => Some("_print_1"),
        6 => Some("_print_2"),
        _ => Some("_print"),
    };
    let needs = |v: &Value| text::str(machine, *v).is_none();
    let other = file.cast::<Stream>().is_none_or(|s| s.get(Stream::NUMBER) != 1 || s.get(Stream::CLOSED));
    let text =
        |i: usize| arg(machine, args, i).is_none_or(|v| v == roots::none(machine) || str_of(v).is_some());
    if !text(0) || !text(1) {
        return by_guest();
    }
    if other || args.iter().skip(4).any(needs) { by_guest() } else { None }
}

fn print(machine: &Machine, args: &[Value]) -> Answer {
    let option = |i: usize, default: &str| {
        let v = arg(machine, args, i).filter(|v| *v != roots::none(machine));
        v.and_then(str_of)
            .map_or_else(|| default.as_bytes().to_vec(), |s| Str::bytes(&machine.heap, s).to_vec())
    };
    let (sep, end) = (option(0, " "), option(1, "\n"));
    let mut line = Vec::new();
    for (i, v) in args.iter().skip(4).enumerate() {
        if i > 0 {
            line.extend_from_slice(&sep);
        }
        line.extend(text::str(machine, *v).unwrap_or_default());
    }
    line.extend_from_slice(&end);
    encodable(machine, &line)?;
    rt(machine).out.write(&line);
    if arg(machine, args, 3).is_some_and(|v| v == machine.root(roots::TRUE)) {
        rt(machine).out.flush();
    }
    Ok(roots::none(machine))
}

/// Lone surrogates have no bytes.
pub fn encodable(machine: &Machine, text: &[u8]) -> Result<(), Raise> {
    if text.contains(&0xed) && std::str::from_utf8(text).is_err() {
        let text = Str::from_wtf8(&machine.heap, text).value();
        super::string::encode::encode_text(machine, text, None, None)?;
    }
    Ok(())
}

fn abs(machine: &Machine, args: &[Value]) -> Answer {
    let v = args[0];
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__abs__") {
        return tail::callable(machine, f, &[v]);
    }
    let v = crate::values::unwrap(machine, v);
    if let Some(answer) = super::complex::abs_of(machine, v) {
        return answer;
    }
    if let Some(f) = v.as_float() {
        return Ok(machine.heap.float(f.abs()));
    }
    match crate::values::as_big(machine, v) {
        Some(n) => Ok(BigInt::word(&machine.heap, &num_traits::Signed::abs(&n))),
        None => Err(type_error(machine, &format!("bad operand type for abs(): '{}'", type_name(machine, v)))),
    }
}

fn hash(machine: &Machine, args: &[Value]) -> Answer {
    match crate::dicts::hash(machine, args[0])? {
        crate::dicts::Hash::Is(h) => Ok(Value::int(h).expect("a hash of 63 bits")),
        crate::dicts::Hash::Ask => {
            let f = args[0].cast::<Instance>().and_then(|i| {
                let class = crate::values::instance_class(machine, i);
                crate::types::class::user_special(machine, class, "__hash__")
            });
            match f.filter(|f| f.cast::<crate::types::objects::Function>().is_some()) {
                Some(f) => tail::prelude(machine, "_hash_by", &[f, args[0]]),
                None => tail::prelude(machine, "_hash", &[args[0]]),
            }
        }
    }
}

fn ord(machine: &Machine, args: &[Value]) -> Answer {
    if let Some(s) = str_of(unwrap(machine, args[0])) {
        if Str::len(s) == 1 {
            return Ok(Value::int(Str::point(&machine.heap, s, 0) as i64).expect("small"));
        }
        let text = format!("ord() expected a character, but string of length {} found", Str::len(s));
        return Err(type_error(machine, &text));
    }
    if let Some(b) = super::args::bytes_of(machine, args[0]) {
        if let [byte] = *b {
            return Ok(Value::int(byte as i64).expect("small"));
        }
        let text = format!("ord() expected a character, but string of length {} found", b.len());
        return Err(type_error(machine, &text));
    }
    let text = format!("ord() expected string of length 1, but {} found", type_name(machine, args[0]));
    Err(type_error(machine, &text))
}

fn chr(machine: &Machine, args: &[Value]) -> Answer {
    match as_int(machine, args[0]) {
        Some(p @ 0..=0x10_ffff) => Ok(Str::from_points(&machine.heap, [p as u32]).value()),
        Some(_) => Err(value_error(machine, "chr() arg not in range(0x110000)")),
        None => {
            let text =
                format!("'{}' object cannot be interpreted as an integer", type_name(machine, args[0]));
            Err(type_error(machine, &text))
        }
    }
}

fn callable(machine: &Machine, args: &[Value]) -> Answer {
    Ok(bool_word(machine, is_callable(machine, args[0])))
}

/// Whether a value can be called.
pub fn is_callable(machine: &Machine, v: Value) -> bool {
    let known = v.cast::<Function>().is_some()
        || v.cast::<Builtin>().is_some()
        || v.cast::<BoundMethod>().is_some()
        || v.cast::<Class>().is_some()
        || class::user_special(machine, class_of(machine, v), "__call__").is_some();
    known || v.cast::<StaticMethod>().is_some()
}

fn iter(machine: &Machine, args: &[Value]) -> Answer {
    match args.get(1) {
        Some(sentinel) => tail::prelude(machine, "_iter_until", &[args[0], *sentinel]),
        None => crate::ops::iter::iter(machine, args[0]),
    }
}

/// Generators and instances go on in guest code.
fn next_guard(machine: &Machine, args: &[Value]) -> Option<&'static str> {
    let v = args[0];
    let guest = v.cast::<trackway_kit::Coroutine>().is_some() || v.cast::<Instance>().is_some();
    if crate::walks::make::asks(machine, v) {
        return Some(if args.len() == 1 { "_walk_next_1" } else { "_walk_next_2" });
    }
    match (guest, args.len()) {
        (true, 1) => Some("_next_1"),
        (true, _) => Some("_next_2"),
        _ => None,
    }
}

fn next(machine: &Machine, args: &[Value]) -> Answer {
    let v = crate::ops::iter::step(machine, args[0])?;
    if v != machine.root(roots::END) {
        return Ok(v);
    }
    match args.get(1) {
        Some(default) => Ok(*default),
        None => Err(crate::errors::raise_with(machine, Cls::StopIteration, &[])),
    }
}

fn name_of(machine: &Machine, v: Value, function: &str) -> Result<trackway::Gc<Str>, Raise> {
    let _ = function;
    super::args::name_arg(machine, v)
}

fn getattr(machine: &Machine, args: &[Value]) -> Answer {
    let name = name_of(machine, args[1], "getattr")?;
    if let Some(default) = args.get(2)
        && answers_plainly(machine, args[0])
        && let Ok(found) = quietly(machine, instance::find(machine, args[0], name))
    {
        return match found {
            Some(v) if v.cast::<TailCall>().is_some() => {
                tail::prelude(machine, "_getattr_default", &[args[0], args[1], *default])
            }
            found => Ok(found.unwrap_or(*default)),
        };
    }
    match args.get(2) {
        None => instance::get(machine, args[0], name),
        Some(default) => {
            // The getter may be guest code and raise AttributeError itself.
            match instance::get(machine, args[0], name) {
                Ok(v) if v.cast::<TailCall>().is_some() => {
                    tail::prelude(machine, "_getattr_default", &[args[0], args[1], *default])
                }
                Err(r) => absent(machine, r).map(|()| *default),
                found => found,
            }
        }
    }
}

/// Whether an instance's attributes are looked up without asking its class's own methods.
fn answers_plainly(machine: &Machine, v: Value) -> bool {
    let Some(i) = v.cast::<Instance>() else { return false };
    let class = crate::values::instance_class(machine, i);
    let own = |name| class::user_special(machine, class, name).is_some();
    !own("__getattribute__") && !own("__getattr__")
}

/// Drops the exception of a look-up that has failed: it is made again the general way.
fn quietly<T>(machine: &Machine, found: Result<T, Raise>) -> Result<T, Raise> {
    if found.is_err() {
        machine.take_pending();
    }
    found
}

/// Swallows a pending AttributeError.
fn absent(machine: &Machine, r: Raise) -> Result<(), Raise> {
    let e = machine.take_pending().expect("a pending exception");
    if class::derives(machine, class_of(machine, e), Cls::AttributeError) {
        return Ok(());
    }
    let _ = r;
    Err(machine.raise(e))
}

fn hasattr(machine: &Machine, args: &[Value]) -> Answer {
    let name = name_of(machine, args[1], "hasattr")?;
    if answers_plainly(machine, args[0])
        && let Ok(found) = quietly(machine, instance::find(machine, args[0], name))
    {
        return match found {
            Some(v) if v.cast::<TailCall>().is_some() => {
                tail::prelude(machine, "_hasattr", &[args[0], args[1]])
            }
            found => Ok(bool_word(machine, found.is_some())),
        };
    }
    match instance::get(machine, args[0], name) {
        Ok(v) if v.cast::<TailCall>().is_some() => tail::prelude(machine, "_hasattr", &[args[0], args[1]]),
        Ok(_) => Ok(machine.root(roots::TRUE)),
        Err(r) => absent(machine, r).map(|()| machine.root(roots::FALSE)),
    }
}

fn format(machine: &Machine, args: &[Value]) -> Answer {
    let spec = args.get(1).copied().unwrap_or(machine.root(roots::EMPTY_STR));
    if str_of(crate::values::unwrap(machine, spec)).is_none() {
        let text = format!("format() argument 2 must be str, not {}", type_name(machine, spec));
        return Err(type_error(machine, &text));
    }
    text::format_value(machine, args[0], spec, 0)
}

/// `min` and `max`.
fn least(machine: &Machine, args: &[Value], which: &'static str) -> Answer {
    let (key, default) = (arg(machine, args, 0), arg(machine, args, 1));
    let rest = &args[2..];
    let key = key.unwrap_or(roots::none(machine));
    if rest.len() > 1 && default.is_some() {
        let text = format!("Cannot specify a default for {which}() with multiple positional arguments");
        return Err(type_error(machine, &text));
    }
    let source = if rest.len() == 1 { rest[0] } else { Tuple::new(&machine.heap, rest).value() };
    let greatest = which == "max";
    if key == roots::none(machine)
        && let Some(items) = iterate::items(machine, source)
    {
        match (least_of(machine, &items, greatest)?, default) {
            (Found::Value(v), _) => return Ok(v),
            (Found::Empty, Some(d)) => return Ok(d),
            (Found::Empty, None) => {
                return Err(value_error(machine, &format!("{which}() iterable argument is empty")));
            }
            (Found::Ask, _) => {}
        }
    }
    let default = default.unwrap_or(machine.root(roots::END));
    tail::prelude(machine, if greatest { "_max" } else { "_min" }, &[source, key, default])
}

enum Found {
    Value(Value),
    Empty,
    Ask,
}

fn least_of(machine: &Machine, items: &[Value], greatest: bool) -> Result<Found, Raise> {
    use crate::ops::compare::{Cmp, builtin};
    let Some((first, rest)) = items.split_first() else { return Ok(Found::Empty) };
    let mut best = *first;
    let op = if greatest { Cmp::Gt } else { Cmp::Lt };
    for v in rest {
        let beats = match (v.kind(), best.kind()) {
            (Kind::Small(x), Kind::Small(y)) => Some(if greatest { x > y } else { x < y }),
            (Kind::Float(x), Kind::Float(y)) => Some(if greatest { x > y } else { x < y }),
            _ => builtin(machine, *v, best, op)?,
        };
        match beats {
            Some(true) => best = *v,
            Some(false) => {}
            None => return Ok(Found::Ask),
        }
    }
    Ok(Found::Value(best))
}

fn sum(machine: &Machine, args: &[Value]) -> Answer {
    let start = args.get(1).copied().unwrap_or(Value::ZERO);
    if str_of(start).is_some() {
        return Err(type_error(machine, "sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if let Some(v) = super::math::aggregate::sum_of_floats(machine, args[0], start) {
        return Ok(v);
    }
    if let Some(items) = iterate::items(machine, args[0])
        && let Some(v) = super::math::aggregate::sum(machine, &items, start)?
    {
        return Ok(v);
    }
    tail::prelude(machine, "_sum", &[args[0], start])
}

fn sorted(machine: &Machine, args: &[Value]) -> Answer {
    let key = arg(machine, args, 0).unwrap_or(roots::none(machine));
    let reverse = arg(machine, args, 1).unwrap_or(machine.root(roots::FALSE));
    if key == roots::none(machine)
        && let Some(backwards) = super::args::truth(machine, reverse)
        && let Some(s) = args[2].cast::<Str>()
        && iterate::is_room(machine, Str::len(s))
    {
        return Ok(sorted_characters(machine, s, backwards));
    }
    if key == roots::none(machine)
        && let Some(backwards) = super::args::truth(machine, reverse)
        && crate::iterate::is_container(machine, args[2])
        && let Some(items) = crate::iterate::items(machine, args[2])
        && let Some(sorted) = super::sort::sorted(machine, &items, &items, backwards)?
    {
        return Ok(super::args::list_word(machine, &sorted));
    }
    tail::prelude(machine, "_sorted", &[args[2], key, reverse])
}

/// A list of the characters of a string in their order.
fn sorted_characters(machine: &Machine, s: Gc<Str>, backwards: bool) -> Value {
    let mut points: Vec<u32> = trackway_kit::string::points(Str::bytes(&machine.heap, s)).collect();
    points.sort_unstable();
    if backwards {
        points.reverse();
    }
    let words: Vec<Value> = points.into_iter().map(|p| rt(machine).character(machine, p)).collect();
    super::args::list_word(machine, &words)
}

fn round(machine: &Machine, args: &[Value]) -> Answer {
    let v = args[0];
    if let Some(f) = class::user_special(machine, class_of(machine, v), "__round__") {
        return tail::callable(machine, f, args);
    }
    super::int::round(machine, v, arg(machine, args, 1))
}

fn divmod(machine: &Machine, args: &[Value]) -> Answer {
    if has(machine, args[0], "__divmod__") || has(machine, args[1], "__rdivmod__") {
        return tail::prelude(machine, "_divmod", &[args[0], args[1]]);
    }
    divmod_plain(machine, args)
}

/// `divmod` of numbers, whatever their classes say.
pub fn divmod_plain(machine: &Machine, args: &[Value]) -> Answer {
    super::num::arith::divmod(machine, args[0], args[1])?
        .ok_or_else(|| crate::number::unsupported(machine, args[0], args[1], "divmod()"))
}

fn pow(machine: &Machine, args: &[Value]) -> Answer {
    match arg(machine, args, 2).filter(|v| *v != roots::none(machine)) {
        None => tail::prelude(machine, "_pow", &[args[0], args[1]]),
        Some(m) if has(machine, args[0], "__pow__") || has(machine, args[1], "__rpow__") => {
            tail::prelude(machine, "_pow_modulo", &[args[0], args[1], m])
        }
        Some(m) => super::int::pow_mod(machine, args[0], args[1], m),
    }
}

/// Whether the class of the value defines the method in Python.
fn has(machine: &Machine, v: Value, name: &'static str) -> bool {
    v.cast::<Instance>().is_some() && class::user_special(machine, class_of(machine, v), name).is_some()
}

fn radix(machine: &Machine, v: Value, base: u32) -> Answer {
    if let Some(i) = v.as_int() {
        let (sign, n) = (if i < 0 { "-" } else { "" }, i.unsigned_abs());
        let text = match base {
            2 => format!("{sign}{n:#b}"),
            8 => format!("{sign}{n:#o}"),
            _ => format!("{sign}{n:#x}"),
        };
        return Ok(Str::new(&machine.heap, &text).value());
    }
    let Some(n) = super::num::int(machine, v) else {
        let text = format!("'{}' object cannot be interpreted as an integer", type_name(machine, v));
        return Err(type_error(machine, &text));
    };
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if n.signum() < 0 { "-" } else { "" };
    let digits = super::num::int_text::in_base(n, base, false);
    Ok(Str::new(&machine.heap, &format!("{sign}{prefix}{digits}")).value())
}

fn import(machine: &Machine, args: &[Value]) -> Answer {
    let from = arg(machine, args, 3).unwrap_or(roots::none(machine));
    let level = arg(machine, args, 4).and_then(|v| v.as_int()).unwrap_or(0);
    let globals =
        arg(machine, args, 1).and_then(|v| v.cast()).unwrap_or_else(|| super::code::caller(machine));
    if str_of(args[0]).is_none() {
        return Err(type_error(machine, "__import__() argument 1 must be str"));
    }
    crate::import::import(machine, args[0], from, level, globals)
}
