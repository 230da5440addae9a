//! Attributes that builtin objects keep themselves: of natives, methods, generators, slices and so on.

use super::class::{self, Class};
use super::objects::*;
use super::{code_object, frame};
use crate::builtins::native::{native, places};
use crate::builtins::{Home, docs};
use crate::errors::raise;
use crate::roots;
use crate::runtime::interned;
use crate::types::builtin::Cls;
use crate::types::function::{self, is_abstract};
use crate::values::class_of;
use trackway::{CodeRef, Gc, Machine, Raise, Value};
use trackway_kit::{CellBox, Coroutine, Str, coroutine};

type Answer = Result<Option<Value>, Raise>;

/// `v.name`; `None` when the value keeps no such attribute.
pub fn get(machine: &Machine, v: Value, name: &str) -> Answer {
    if let Some(b) = v.cast::<Builtin>() {
        return Ok(of_native(machine, b, name, None));
    }
    if let Some(c) = v.cast::<Coroutine>() {
        return Ok(of_generator(machine, c, name));
    }
    if let Some(c) = v.cast::<CodeObject>() {
        return Ok(code_object::attribute(machine, c, name));
    }
    if let Some(f) = v.cast::<Frame>() {
        return frame::attribute(machine, f, name);
    }
    if let Some(c) = v.cast::<CellBox>() {
        return match (name, c.get(CellBox::VALUE)) {
            ("cell_contents", v) if v == machine.root(roots::UNBOUND) => {
                Err(raise(machine, Cls::ValueError, "Cell is empty"))
            }
            ("cell_contents", v) => Ok(Some(v)),
            _ => Ok(None),
        };
    }
    Ok(plain(machine, v, name))
}

/// Attributes that are parts of the object.
fn plain(machine: &Machine, v: Value, name: &str) -> Option<Value> {
    if let Some(s) = v.cast::<Slice>() {
        return match name {
            "start" => Some(s.get(Slice::START)),
            "stop" => Some(s.get(Slice::STOP)),
            "step" => Some(s.get(Slice::STEP)),
            _ => None,
        };
    }
    if let Some(r) = v.cast::<BigRange>() {
        return match name {
            "start" => Some(r.get(BigRange::START)),
            "stop" => Some(r.get(BigRange::STOP)),
            "step" => Some(r.get(BigRange::STEP)),
            _ => None,
        };
    }
    if let Some(r) = v.cast::<Range>() {
        return match name {
            "start" => Value::int(r.get(Range::START)),
            "stop" => Value::int(r.get(Range::STOP)),
            "step" => Value::int(r.get(Range::STEP)),
            _ => None,
        };
    }
    if let Some(t) = v.cast::<Traceback>() {
        let (code, pc): (CodeRef, u32) = (t.get(Traceback::CODE), t.get(Traceback::PC) as u32);
        return match name {
            "tb_next" => Some(frame::next_in_traceback(machine, t)),
            "tb_lineno" => Value::int(code.span_at(pc).line as i64),
            "tb_lasti" => Value::int(2 * code.insn_at(pc) as i64),
            "tb_frame" => Some(frame::of_traceback(machine, t).value()),
            _ => None,
        };
    }
    if let Some(s) = v.cast::<Super>() {
        let receiver = s.get(Super::RECEIVER);
        return match name {
            "__thisclass__" => Some(s.get(Super::CLASS)),
            "__self__" => Some(receiver),
            "__self_class__" if receiver == roots::none(machine) => Some(receiver),
            "__self_class__" => {
                let after = s.get(Super::CLASS).cast::<Class>();
                let own =
                    receiver.cast::<Class>().filter(|c| after.is_some_and(|a| class::is_subclass(*c, a)));
                Some(own.unwrap_or_else(|| class_of(machine, receiver)).value())
            }
            _ => None,
        };
    }
    descriptor(machine, v, name)
}

fn descriptor(machine: &Machine, v: Value, name: &str) -> Option<Value> {
    let none = roots::none(machine);
    if let Some(p) = v.cast::<Property>() {
        let own = p.get(Property::GETTER).cast::<Builtin>();
        return match (name, own) {
            ("__name__", Some(b)) => {
                Some(interned(machine, short(native(b.get(Builtin::NUMBER)).name)).value())
            }
            ("__objclass__", Some(b)) => Some(b.get(Builtin::OWNER)),
            ("__qualname__", Some(b)) => of_native(machine, b, name, None),
            ("__name__", None) if p.get(Property::NAME) != Value::ZERO => Some(p.get(Property::NAME)),
            ("__name__", None) => named(machine, p.get(Property::GETTER)),
            ("fget", _) => Some(p.get(Property::GETTER)),
            ("fset", _) => Some(p.get(Property::SETTER)),
            ("fdel", _) => Some(p.get(Property::DELETER)),
            ("__doc__", _) => Some(p.get(Property::DOC)),
            ("__isabstractmethod__", _) => Some(roots::bool_word(machine, is_abstract(machine, v))),
            _ => None,
        };
    }
    if let Some(m) = v.cast::<Member>() {
        return match name {
            "__name__" => Some(m.get(Member::NAME)),
            "__objclass__" => Some(m.get(Member::CLASS)),
            "__qualname__" => {
                let class = m.get(Member::CLASS).cast::<Class>()?;
                let text =
                    format!("{}.{}", class::class_name(machine, class), super::member::name(machine, m));
                Some(Str::new(&machine.heap, &text).value())
            }
            "__doc__" => Some(none),
            _ => None,
        };
    }
    let inner = v.cast::<StaticMethod>().map(|s| s.get(StaticMethod::FUNCTION));
    let f = inner.or_else(|| v.cast::<ClassMethod>().map(|c| c.get(ClassMethod::FUNCTION)))?;
    match name {
        "__func__" | "__wrapped__" => Some(f),
        "__isabstractmethod__" => Some(roots::bool_word(machine, is_abstract(machine, v))),
        "__name__" | "__qualname__" | "__doc__" | "__module__" | "__annotations__" | "__annotate__" => {
            super::instance::find(machine, f, interned(machine, name)).ok()?
        }
        _ => None,
    }
}

fn named(machine: &Machine, f: Value) -> Option<Value> {
    f.cast::<Function>().map(|f| function::name(machine, f))
}

/// A native's name without what says how it is called.
pub fn short(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Attributes of a native, which may be bound to `receiver`.
pub fn of_native(machine: &Machine, b: Gc<Builtin>, name: &str, receiver: Option<Value>) -> Option<Value> {
    let none = roots::none(machine);
    let number = b.get(Builtin::NUMBER);
    let own = short(native(number).name);
    let class = b.get(Builtin::OWNER).cast::<Class>();
    Some(match name {
        "__name__" => interned(machine, own).value(),
        "__qualname__" => match class {
            Some(c) => Str::new(&machine.heap, &format!("{}.{own}", class::class_name(machine, c))).value(),
            None => interned(machine, own).value(),
        },
        "__doc__" | "__text_signature__" => {
            let module = match places()[number as usize].0 {
                Home::Module(name) => Some(name.to_string()),
                _ => None,
            };
            let owner = class.map(|c| class::class_name(machine, c).to_string()).or(module);
            let said = docs::of(owner.as_deref(), own);
            let text = if name == "__doc__" { said.map(|d| d.text) } else { said.and_then(|d| d.signature) };
            text.map_or(none, |t| Str::new(&machine.heap, t).value())
        }
        "__objclass__" => {
            class.filter(|_| receiver.is_none() || crate::values::is_wrapper(b.value()))?.value()
        }
        "__module__" => match places()[number as usize].0 {
            Home::Module(name) => interned(machine, name).value(),
            Home::Builtins | Home::Prelude => interned(machine, "builtins").value(),
            _ if receiver.is_some() => none,
            _ => return None,
        },
        "__self__" => match (receiver, places()[number as usize].0) {
            (Some(r), _) => r,
            (None, _) if own == "__new__" => class?.value(),
            (None, Home::Builtins) => machine.root(roots::BUILTINS),
            (None, Home::Module(name)) => {
                let key = interned(machine, name).value();
                crate::import::loaded(machine, key).unwrap_or(none)
            }
            _ => return None,
        },
        _ => return None,
    })
}

fn of_generator(machine: &Machine, c: Gc<Coroutine>, name: &str) -> Option<Value> {
    let none = roots::none(machine);
    let state = c.get(Coroutine::STATE);
    let code: CodeRef = c.get(Coroutine::CODE);
    let f = c.get(Coroutine::CALLEE).cast::<Function>()?;
    let (prefix, rest) = name.split_at_checked(3).unwrap_or(("", name));
    Some(match (prefix, rest) {
        ("gi_" | "cr_" | "ag_", "code") => code_object::of(machine, &code.unit).value(),
        ("gi_" | "cr_" | "ag_", "running") => roots::bool_word(machine, state == coroutine::STATE_RUNNING),
        ("gi_" | "cr_", "suspended") => roots::bool_word(machine, state == coroutine::STATE_SUSPENDED),
        ("gi_" | "cr_" | "ag_", "frame") if state == coroutine::STATE_DONE => none,
        ("gi_" | "cr_" | "ag_", "frame") => frame::of_generator(machine, c).value(),
        ("gi_", "yieldfrom") | ("cr_" | "ag_", "await") => delegate(machine, c),
        ("cr_", "origin") => none,
        _ => match name {
            "__name__" => function::name(machine, f),
            "__qualname__" => function::qualname(machine, f),
            _ => return None,
        },
    })
}

/// What a generator that waits in `yield from` waits for, or None.
fn delegate(machine: &Machine, c: Gc<Coroutine>) -> Value {
    let none = roots::none(machine);
    if c.get(Coroutine::STATE) != coroutine::STATE_SUSPENDED {
        return none;
    }
    let code: CodeRef = c.get(Coroutine::CODE);
    let at = code.insn_at((c.get(Coroutine::PC) as u32).saturating_sub(1));
    // A delegation is a loop: `delegate` puts a value where this `yield` takes it from.
    let insns = &code.unit.insns;
    let Some(from) = insns[..at].iter().rev().take(4).find(|i| &*i.op == "delegate") else { return none };
    match from.operands.get(1) {
        Some(trackway::bytecode::Operand::Reg(r)) => {
            c.get(Coroutine::FRAME).item(trackway_kit::Array::ITEMS, r.0 as usize)
        }
        _ => none,
    }
}
