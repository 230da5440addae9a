//! `repr`, `str` and `format` of builtin values.
//!
//! Where an element's class defines `__repr__` or `__str__` in Python the answer is `None`, and a
//! prelude function does the work instead.

pub use super::formatting::value::format_value;

use super::num::float_text;
use super::wtf8::quote;
use crate::modules::sre::{Match, Regex};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::{self, Class, FLAG_EXCEPTION, full_name};
use crate::types::function;
use crate::types::objects::*;
use crate::types::walk::Walk;
use crate::values::{class_of, identity, instance_class, type_name, unwrap};
use rustc_hash::FxHashSet;
use trackway::{Kind, Machine, Raise, Value};
use trackway_kit::{BigInt, CellBox, Coroutine, Dict, List, Str, Tuple, Wide, WideInt, str_of};

/// Work that is left while a nested value is printed.
enum Piece {
    Text(&'static str),
    Name(String),
    Value(Value),
    /// The innermost open container ends.
    Close,
}

/// `repr(v)` as WTF-8; `None`: guest code must help.
pub fn repr(machine: &Machine, v: Value) -> Option<Vec<u8>> {
    let Some(pieces) = parts(machine, v) else { return flat(machine, v) };
    let mut out = Vec::new();
    let mut work = vec![Piece::Close];
    work.extend(pieces.into_iter().rev());
    let mut open = Open::default();
    open.push(v);
    while let Some(piece) = work.pop() {
        match piece {
            Piece::Text(t) => out.extend_from_slice(t.as_bytes()),
            Piece::Name(name) => out.extend_from_slice(name.as_bytes()),
            Piece::Close => open.pop(),
            Piece::Value(v) if scalar(machine, v, &mut out) => {}
            Piece::Value(v) if open.has(v) => out.extend_from_slice(recursive(v).as_bytes()),
            Piece::Value(v) => match parts(machine, v) {
                Some(pieces) => {
                    open.push(v);
                    work.push(Piece::Close);
                    work.extend(pieces.into_iter().rev());
                }
                None => out.extend(flat(machine, v)?),
            },
        }
    }
    Some(out)
}

/// Appends the text of a small number or a string; `false` for everything else.
fn scalar(machine: &Machine, v: Value, out: &mut Vec<u8>) -> bool {
    if let Some(i) = v.as_int() {
        out.extend_from_slice(itoa::Buffer::new().format(i).as_bytes());
    } else if let Some(f) = v.as_float() {
        out.extend_from_slice(float_text::repr(f).as_bytes());
    } else if let Some(s) = v.cast::<Str>() {
        out.extend(quote::repr(Str::bytes(&machine.heap, s)));
    } else {
        return false;
    }
    true
}

/// The containers that what is being printed is in.
#[derive(Default)]
struct Open {
    all: Vec<Value>,
    /// The same, once they are many.
    many: FxHashSet<u64>,
}

/// So many are looked through one by one.
const FEW: usize = 8;

impl Open {
    fn push(&mut self, v: Value) {
        if self.all.len() == FEW {
            self.many.extend(self.all.iter().map(|v| v.bits()));
        }
        if self.all.len() >= FEW {
            self.many.insert(v.bits());
        }
        self.all.push(v);
    }

    fn pop(&mut self) {
        let Some(v) = self.all.pop() else { return };
        if self.many.is_empty() {
            return;
        }
        self.many.remove(&v.bits());
        if self.all.len() == FEW {
            self.many.clear();
        }
    }

    fn has(&self, v: Value) -> bool {
        if self.all.len() <= FEW { self.all.contains(&v) } else { self.many.contains(&v.bits()) }
    }
}

fn recursive(v: Value) -> &'static str {
    if v.cast::<List>().is_some() {
        "[...]"
    } else if v.cast::<Tuple>().is_some() {
        "(...)"
    } else {
        "{...}"
    }
}

/// The pieces of a container; `None` for everything else.
fn parts(machine: &Machine, v: Value) -> Option<Vec<Piece>> {
    let list = |open, items: Vec<Value>, close| {
        let mut pieces = Vec::with_capacity(2 * items.len() + 2);
        pieces.push(Piece::Text(open));
        for (i, v) in items.into_iter().enumerate() {
            if i > 0 {
                pieces.push(Piece::Text(", "));
            }
            pieces.push(Piece::Value(v));
        }
        pieces.push(Piece::Text(close));
        Some(pieces)
    };
    if let Some(l) = v.cast::<List>() {
        return list("[", List::to_vec(&machine.heap, l), "]");
    }
    if let Some(t) = v.cast::<Tuple>() {
        let items = Tuple::to_vec(t);
        return if items.len() == 1 { list("(", items, ",)") } else { list("(", items, ")") };
    }
    if let Some(d) = v.cast::<Dict>() {
        return Some(entries(d, "{", "}"));
    }
    if let Some(p) = v.cast::<MappingProxy>() {
        return Some(entries(p.get(MappingProxy::DICT), "mappingproxy({", "})"));
    }
    if let Some(f) = v.cast::<FrozenSet>() {
        let keys = Dict::keys(f.get(FrozenSet::TABLE));
        return if keys.is_empty() { list("frozenset(", keys, ")") } else { list("frozenset({", keys, "})") };
    }
    if let Some(t) = crate::dicts::set_table(v) {
        return if Dict::len(t) == 0 { list("set(", Vec::new(), ")") } else { list("{", Dict::keys(t), "}") };
    }
    if let Some(view) = v.cast::<DictView>() {
        let items = crate::iterate::view_items(machine, view.get(DictView::DICT), view.get(DictView::WHAT));
        let name = ["dict_keys([", "dict_values([", "dict_items(["][view.get(DictView::WHAT) as usize];
        return list(name, items, "])");
    }
    if let Some(s) = v.cast::<Slice>() {
        return list("slice(", vec![s.get(Slice::START), s.get(Slice::STOP), s.get(Slice::STEP)], ")");
    }
    let i = v.cast::<Instance>()?;
    let class = instance_class(machine, i);
    if class::user_special(machine, class, "__repr__").is_some() {
        return None;
    }
    match unwrap(machine, v) {
        u if u == v => None,
        u => Some(match super::array::Store::plain(u) {
            Some(a) => vec![Piece::Name(super::array::repr(machine, a, v))],
            None => derived(machine, class, u),
        }),
    }
}

/// The value that an instance of a derived class wraps; sets and bytearrays are shown with the class's name.
fn derived(machine: &Machine, class: trackway::Gc<Class>, inner: Value) -> Vec<Piece> {
    if let Some(b) = inner.cast::<ByteArray>() {
        return vec![Piece::Name(byte_array(machine, &class::class_name(machine, class), b))];
    }
    let Some(t) = crate::dicts::set_table(inner) else { return vec![Piece::Value(inner)] };
    let mut pieces = vec![Piece::Name(class::class_name(machine, class)), Piece::Text("(")];
    for (i, v) in Dict::keys(t).into_iter().enumerate() {
        pieces.extend([Piece::Text(if i > 0 { ", " } else { "{" }), Piece::Value(v)]);
    }
    pieces.push(Piece::Text(if Dict::len(t) > 0 { "})" } else { ")" }));
    pieces
}

fn entries(d: trackway::Gc<Dict>, open: &'static str, close: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(4 * Dict::len(d) + 2);
    pieces.push(Piece::Text(open));
    for (i, (k, v)) in Dict::pairs(d).into_iter().enumerate() {
        if i > 0 {
            pieces.push(Piece::Text(", "));
        }
        pieces.extend([Piece::Value(k), Piece::Text(": "), Piece::Value(v)]);
    }
    pieces.push(Piece::Text(close));
    pieces
}

/// `repr` of what has no elements.
fn flat(machine: &Machine, v: Value) -> Option<Vec<u8>> {
    let heap = &machine.heap;
    Some(match v.kind() {
        Kind::Small(s) => itoa::Buffer::new().format(s.get()).as_bytes().to_vec(),
        Kind::Float(f) => float_text::repr(f).into_bytes(),
        Kind::Object(_) => {
            if let Some(s) = v.cast::<Str>() {
                quote::repr(Str::bytes(heap, s))
            } else if let Some(w) = v.cast::<WideInt>() {
                match WideInt::get(w) {
                    Wide::Signed(i) => i.to_string().into_bytes(),
                    Wide::Unsigned(u) => u.to_string().into_bytes(),
                }
            } else if let Some(b) = v.cast::<BigInt>() {
                let n = BigInt::get(heap, b);
                if super::num::int_text::check_digits(machine, n).is_err() {
                    machine.take_pending();
                    return None;
                }
                super::num::large::decimal(if n.negative { "-" } else { "" }, n.magnitude).into_bytes()
            } else if let Some(b) = v.cast::<Bytes>() {
                quote::bytes_repr(heap.bytes(b)).into_bytes()
            } else if let Some(b) = v.cast::<ByteArray>() {
                byte_array(machine, "bytearray", b).into_bytes()
            } else if let Some(a) = super::array::Store::plain(v) {
                super::array::repr(machine, a, v).into_bytes()
            } else if let Some(c) = v.cast::<Complex>() {
                super::complex::repr(c).into_bytes()
            } else if let Some(i) = v.cast::<Instance>() {
                instance(machine, i)?
            } else if by_class(v) && class_says(machine, v, "__repr__") {
                return None;
            } else {
                other(machine, v).into_bytes()
            }
        }
    })
}

fn byte_array(machine: &Machine, class: &str, b: trackway::Gc<ByteArray>) -> String {
    format!("{class}({})", quote::bytes_repr(&super::bytearray::content(machine, b).borrow()))
}

/// Whether the class of a value that is no instance may be written in Python.
fn by_class(v: Value) -> bool {
    v.cast::<Class>().is_some() || v.cast::<Walk>().is_some()
}

/// Whether a value's class defines in Python how it is shown.
fn class_says(machine: &Machine, v: Value, name: &'static str) -> bool {
    class::user_special(machine, class_of(machine, v), name).is_some()
}

fn instance(machine: &Machine, i: trackway::Gc<Instance>) -> Option<Vec<u8>> {
    let class = instance_class(machine, i);
    if class::user_special(machine, class, "__repr__").is_some() {
        return None;
    }
    if class.get(Class::FLAGS) & FLAG_EXCEPTION != 0 {
        return super::exception_text::repr(machine, i);
    }
    Some(plain(machine, i.value()).into_bytes())
}

/// `<module.Class object at 0x..>`.
pub fn plain(machine: &Machine, v: Value) -> String {
    format!("<{} object at 0x{:012x}>", full_name(machine, class_of(machine, v)), identity(machine, v))
}

fn other(machine: &Machine, v: Value) -> String {
    let heap = &machine.heap;
    let text = |v: Value| str_of(v).map_or_else(String::new, |s| Str::text(heap, s).into_owned());
    for (root, name) in [
        (roots::NONE, "None"),
        (roots::TRUE, "True"),
        (roots::FALSE, "False"),
        (roots::NOT_IMPLEMENTED, "NotImplemented"),
        (roots::ELLIPSIS, "Ellipsis"),
    ] {
        if v == machine.root(root) {
            return name.to_string();
        }
    }
    if let Some(text) = callable(machine, v) {
        return text;
    }
    if let Some(m) = v.cast::<Module>() {
        let name = crate::types::module::name(machine, m).unwrap_or_else(|| "?".into());
        let file = crate::types::module::get(machine, m, crate::runtime::known_sym(machine, "__file__"));
        return match file.and_then(|f| repr(machine, f)) {
            Some(file) => format!("<module '{name}' from {}>", String::from_utf8_lossy(&file)),
            None if crate::modules::exists(&name) => format!("<module '{name}' (built-in)>"),
            None => format!("<module '{name}'>"),
        };
    }
    if let Some(r) = v.cast::<Regex>() {
        return crate::modules::sre::pattern::repr(machine, r);
    }
    if let Some(m) = v.cast::<Match>() {
        return crate::modules::sre::matched::repr(machine, m);
    }
    if let Some(r) = v.cast::<BigRange>() {
        return super::big_range::repr(machine, r);
    }
    if let Some(r) = v.cast::<Range>() {
        let (start, stop, step) = (r.get(Range::START), r.get(Range::STOP), r.get(Range::STEP));
        return if step == 1 {
            format!("range({start}, {stop})")
        } else {
            format!("range({start}, {stop}, {step})")
        };
    }
    if let Some(c) = v.cast::<Coroutine>() {
        let name = c
            .get(Coroutine::CALLEE)
            .cast::<Function>()
            .map_or_else(String::new, |f| text(function::qualname(machine, f)));
        let class = crate::values::suspended_class(c);
        let shown = type_name(machine, v);
        if !matches!(class, Cls::Generator | Cls::Coroutine | Cls::AsyncGenerator) {
            return plain(machine, v);
        }
        return format!("<{shown} object {name} at 0x{:012x}>", identity(machine, v));
    }
    if let Some(c) = v.cast::<CellBox>() {
        if c.get(CellBox::VALUE) == machine.root(roots::UNBOUND) {
            return format!("<cell at 0x{:012x}: empty>", identity(machine, v));
        }
        return format!(
            "<cell at 0x{:012x}: {} object>",
            identity(machine, v),
            type_name(machine, c.get(CellBox::VALUE))
        );
    }
    if let Some(s) = v.cast::<Super>() {
        let class =
            s.get(Super::CLASS).cast::<Class>().map_or_else(String::new, |c| class::class_name(machine, c));
        if s.get(Super::RECEIVER) == roots::none(machine) {
            return format!("<super: <class '{class}'>, NULL>");
        }
        return format!(
            "<super: <class '{class}'>, <{} object>>",
            type_name(machine, s.get(Super::RECEIVER))
        );
    }
    plain(machine, v)
}

/// `str(v)` as WTF-8; `None`: guest code must help.
pub fn str(machine: &Machine, v: Value) -> Option<Vec<u8>> {
    if let Some(p) = v.cast::<MappingProxy>() {
        return repr(machine, p.get(MappingProxy::DICT).value());
    }
    if let Some(s) = v.cast::<Str>() {
        return Some(Str::bytes(&machine.heap, s).to_vec());
    }
    if by_class(v) && class_says(machine, v, "__str__") {
        return None;
    }
    if let Some(i) = v.cast::<Instance>() {
        let class = instance_class(machine, i);
        if class::user_special(machine, class, "__str__").is_some() {
            return None;
        }
        if class.get(Class::FLAGS) & FLAG_EXCEPTION != 0 {
            return super::exception_text::of(machine, i);
        }
        let u = unwrap(machine, v);
        if u.cast::<Str>().is_some() {
            return str(machine, u);
        }
    }
    repr(machine, v)
}

/// `repr(v)` as a guest string, or a tail.
pub fn repr_word(machine: &Machine, v: Value) -> Result<Value, Raise> {
    if let Some(n) = v.as_int() {
        return Ok(int_word(machine, n));
    }
    match repr(machine, v) {
        Some(b) => Ok(Str::from_wtf8(&machine.heap, &b).value()),
        None => tail::prelude(machine, "_repr", &[v]),
    }
}

/// The digits of a small integer.
pub fn int_word(machine: &Machine, n: i64) -> Value {
    Str::ascii(&machine.heap, itoa::Buffer::new().format(n).as_bytes()).value()
}

/// `str(v)` as a guest string, or a tail.
pub fn str_word(machine: &Machine, v: Value) -> Result<Value, Raise> {
    if v.cast::<Str>().is_some() {
        return Ok(v);
    }
    if let Some(n) = v.as_int() {
        return Ok(int_word(machine, n));
    }
    match str(machine, v) {
        Some(b) => Ok(Str::from_wtf8(&machine.heap, &b).value()),
        None => tail::prelude(machine, "_str", &[v]),
    }
}

/// The text of a guest string.
pub fn text_of(machine: &Machine, v: Value) -> Option<String> {
    str_of(v).map(|s| Str::text(&machine.heap, s).into_owned())
}

/// `repr` of classes, functions and methods.
fn callable(machine: &Machine, v: Value) -> Option<String> {
    let text = |v: Value| str_of(v).map_or_else(String::new, |s| Str::text(&machine.heap, s).into_owned());
    if let Some(c) = v.cast::<Class>() {
        return Some(format!("<class '{}'>", full_name(machine, c)));
    }
    if let Some(f) = v.cast::<Function>() {
        if &*f.get(Function::CODE).unit.file == crate::prelude::FILE || function::is_builtin(f) {
            return Some(format!("<built-in function {}>", text(function::name(machine, f))));
        }
        let name = text(function::qualname(machine, f));
        return Some(format!("<function {name} at 0x{:012x}>", identity(machine, v)));
    }
    if let Some(b) = v.cast::<Builtin>() {
        let name = super::native::native(b.get(Builtin::NUMBER)).name;
        return Some(match b.get(Builtin::OWNER).cast::<Class>() {
            Some(c) if crate::values::is_wrapper(v) => {
                format!("<slot wrapper '{name}' of '{}' objects>", class::class_name(machine, c))
            }
            Some(c) if name.ends_with(".static") || name.ends_with(".class") => {
                let name = name.split('.').next().unwrap_or_default();
                format!("<built-in method {name} of type object at 0x{:012x}>", identity(machine, c.value()))
            }
            Some(c) => format!("<method '{name}' of '{}' objects>", class::class_name(machine, c)),
            None => format!("<built-in function {name}>"),
        });
    }
    if let Some(m) = v.cast::<Member>() {
        let class = m.get(Member::CLASS).cast::<Class>()?;
        let name = crate::types::member::name(machine, m);
        return Some(format!("<member '{name}' of '{}' objects>", class::class_name(machine, class)));
    }
    if let Some(b) = v.cast::<ClassMethod>().and_then(|c| c.get(ClassMethod::FUNCTION).cast::<Builtin>())
        && let Some(class) = b.get(Builtin::OWNER).cast::<Class>()
    {
        let name = crate::types::builtin_attrs::short(super::native::native(b.get(Builtin::NUMBER)).name);
        return Some(format!("<method '{name}' of '{}' objects>", class::class_name(machine, class)));
    }
    for (inner, shown) in [
        (v.cast::<StaticMethod>().map(|s| s.get(StaticMethod::FUNCTION)), "staticmethod"),
        (v.cast::<ClassMethod>().map(|c| c.get(ClassMethod::FUNCTION)), "classmethod"),
    ] {
        if let Some(f) = inner {
            let f = repr(machine, f).map(|b| String::from_utf8_lossy(&b).into_owned());
            return Some(format!("<{shown}({})>", f.unwrap_or_else(|| plain(machine, v))));
        }
    }
    if let Some(p) = v.cast::<Property>() {
        let getter = p.get(Property::GETTER).cast::<Builtin>()?;
        let name = super::native::native(getter.get(Builtin::NUMBER)).name.strip_suffix(".get")?;
        let class = getter.get(Builtin::OWNER).cast::<Class>()?;
        let member = class_of(machine, v) == Cls::MemberDescriptor.gc(machine);
        let what = if member { "member" } else { "attribute" };
        return Some(format!("<{what} '{name}' of '{}' objects>", class::class_name(machine, class)));
    }
    let b = v.cast::<BoundMethod>()?;
    let (function, receiver) = (b.get(BoundMethod::FUNCTION), b.get(BoundMethod::RECEIVER));
    if let Some(f) = function.cast::<Function>() {
        let shown = repr(machine, receiver).map(|b| String::from_utf8_lossy(&b).into_owned());
        let shown = shown.unwrap_or_else(|| plain(machine, receiver));
        return Some(format!("<bound method {} of {shown}>", text(function::qualname(machine, f))));
    }
    let name = function.cast::<Builtin>().map_or("?", |b| super::native::native(b.get(Builtin::NUMBER)).name);
    let class = type_name(machine, receiver);
    if crate::values::is_wrapper(function) {
        return Some(format!(
            "<method-wrapper '{name}' of {class} object at 0x{:012x}>",
            identity(machine, receiver)
        ));
    }
    let name = name.split('.').next().unwrap_or_default();
    Some(format!("<built-in method {name} of {class} object at 0x{:012x}>", identity(machine, receiver)))
}
