//! Code objects: the guest's view of a unit.

use super::namespace;
use super::objects::CodeObject;
use crate::code::Signature;
use crate::runtime::{interned, rt};
use crate::{Python, roots};
use std::cell::Cell;
use std::rc::Rc;
use trackway::bytecode::{CodeUnit, Const};
use trackway::{Gc, Language, Machine, Native, Value};
use trackway_kit::{Dict, Str, Tuple};

/// The code object of a unit; the same one each time.
pub fn of(machine: &Machine, unit: &Rc<CodeUnit>) -> Gc<CodeObject> {
    let key = Rc::as_ptr(unit).addr();
    if let Some(known) = rt(machine).code_objects.borrow().get(&key) {
        return known.get().cast().expect("a code object");
    }
    let c = new(machine, unit.clone());
    rt(machine).code_objects.borrow_mut().insert(key, Cell::new(c.value()));
    c
}

/// A code object of its own.
pub fn new(machine: &Machine, unit: Rc<CodeUnit>) -> Gc<CodeObject> {
    let c = machine.heap.alloc::<CodeObject>();
    c.set(&machine.heap, CodeObject::UNIT, Native::new(unit));
    c
}

/// The unit behind a code object.
pub fn unit(machine: &Machine, c: Gc<CodeObject>) -> Rc<CodeUnit> {
    c.get(CodeObject::UNIT).get(&machine.heap).clone()
}

/// What the unit's description says; it belongs to no globals.
pub fn signature(machine: &Machine, unit: &CodeUnit) -> Signature {
    Signature::read(unit, namespace::of(machine, namespace::builtins(machine)))
}

/// In a unit's flags: its generators can be awaited.
const AWAITED: i64 = 1 << 16;

/// Says whether the generators of a unit can be awaited, as `co_flags` does.
fn set_awaited(unit: &mut CodeUnit, flags: i64) {
    if let Const::Tuple(p) = unit.meta()
        && let Some(Const::Int(told)) = p.get(3)
    {
        let told = if flags & 256 == 0 { told & !AWAITED } else { told | AWAITED };
        let mut parts = p.to_vec();
        parts[3] = Const::Int(told);
        unit.set_meta(Const::Tuple(parts));
    }
}

/// Bits of `co_flags`.
fn flags(unit: &CodeUnit, s: &Signature) -> i64 {
    let told = match unit.meta() {
        Const::Tuple(p) => p.get(3).map_or(0, |f| if let Const::Int(f) = f { *f } else { 0 }),
        _ => 0,
    };
    let suspends = |kind| told & (4 | 128) == kind;
    let function = !s.class_body && !s.module_body;
    let bits = [
        (function, 3),
        (s.varargs, 4),
        (s.varkeywords, 8),
        (told & 8 != 0, 16),
        (suspends(4), 32),
        (suspends(128), 128),
        (told & AWAITED != 0, 256),
        (suspends(4 | 128), 512),
        (s.doc != Const::Nil && function, 0x400_0000),
        (told & 512 != 0 && function, 0x800_0000),
    ];
    bits.iter().filter(|b| b.0).map(|b| b.1).sum()
}

/// `c.name`.
pub fn attribute(machine: &Machine, c: Gc<CodeObject>, name: &str) -> Option<Value> {
    let heap = &machine.heap;
    let unit = c.get(CodeObject::UNIT).get(heap);
    let int = |n: usize| Value::int(n as i64);
    match name {
        "co_name" => return Some(interned(machine, &unit.name).value()),
        "co_qualname" => return Some(interned(machine, &unit.qualname).value()),
        "co_filename" => return Some(interned(machine, &unit.file).value()),
        "co_firstlineno" => return int(unit.line as usize),
        _ => {}
    }
    let s = signature(machine, unit);
    let strs = |names: &[Rc<str>]| {
        let words: Vec<Value> = names.iter().map(|n| interned(machine, n).value()).collect();
        Some(Tuple::new(heap, &words).value())
    };
    match name {
        "co_argcount" => int(if s.class_body || s.named { 0 } else { s.positional }),
        "co_posonlyargcount" => int(s.positional_only),
        "co_kwonlyargcount" => int(s.keyword_only),
        "co_nlocals" => int(s.names.len()),
        "co_stacksize" => int(unit.regs as usize),
        "co_flags" => Value::int(flags(unit, &s)),
        "co_varnames" => strs(&s.names),
        "co_cellvars" => strs(&s.cells),
        "co_freevars" => strs(&s.frees),
        "co_names" => {
            let local = |n: &&Rc<str>| !s.names.contains(n) && !s.frees.contains(n);
            strs(&unit.names.iter().filter(local).cloned().collect::<Vec<_>>())
        }
        "co_consts" => Some(constants(machine, unit, &s)),
        "co_code" => Some(heap.alloc_bytes::<super::objects::Bytes>(&code_bytes(unit)).value()),
        "co_linetable" | "co_exceptiontable" => Some(heap.alloc_bytes::<super::objects::Bytes>(&[]).value()),
        _ => None,
    }
}

/// The constants; first the docstring of a function that has one.
fn constants(machine: &Machine, unit: &CodeUnit, s: &Signature) -> Value {
    let mut words = Vec::new();
    if s.doc != Const::Nil {
        words.push(Python::constant(machine, &s.doc));
    }
    for c in &unit.consts {
        words.push(match c {
            Const::Code(inner) => of(machine, inner).value(),
            c => Python::constant(machine, c),
        });
    }
    Tuple::new(&machine.heap, &words).value()
}

/// Bytes that differ where instructions do: a stable stand-in for CPython's bytecode.
fn code_bytes(unit: &CodeUnit) -> Vec<u8> {
    let text = unit.insns.iter().map(|i| format!("{} {:?}\n", i.op, i.operands)).collect::<String>();
    text.into_bytes()
}

/// `co_lines()`: start, end and line of runs of instructions.
pub fn lines(machine: &Machine, c: Gc<CodeObject>) -> Vec<Value> {
    let unit = unit(machine, c);
    let int = |n: usize| Value::int(n as i64).expect("small");
    let mut out = Vec::new();
    let mut start = 0;
    for (i, insn) in unit.insns.iter().enumerate() {
        if unit.insns.get(i + 1).is_none_or(|next| next.span.line != insn.span.line) {
            let line = match insn.span.line {
                0 => roots::none(machine),
                n => int(n as usize),
            };
            out.push(Tuple::new(&machine.heap, &[int(2 * start), int(2 * i + 2), line]).value());
            start = i + 1;
        }
    }
    out
}

/// `co_positions()`: first and last line, first and last column (in bytes) of each instruction.
pub fn positions(machine: &Machine, c: Gc<CodeObject>) -> Vec<Value> {
    let unit = unit(machine, c);
    let source = crate::import::source::text(machine, &unit.file);
    let starts: Vec<usize> = source.as_deref().map_or_else(Vec::new, |text| {
        std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect()
    });
    let none = roots::none(machine);
    let int = |n: usize| Value::int(n as i64).expect("small");
    // Line and column of a byte.
    let place = |at: u32| {
        let line = starts.partition_point(|s| *s <= at as usize);
        (line, at as usize - starts.get(line.wrapping_sub(1)).copied().unwrap_or(0))
    };
    let one = |span: &trackway::bytecode::SourceSpan| {
        let words = match (span.line, source.is_some()) {
            (0, _) => [none; 4],
            (line, false) => [int(line as usize), int(line as usize), none, none],
            _ => {
                let ((a, b), (c, d)) = (place(span.start), place(span.end));
                [int(a), int(c), int(b), int(d)]
            }
        };
        Tuple::new(&machine.heap, &words).value()
    };
    unit.insns.iter().map(|i| one(&i.span)).collect()
}

/// Whether two code objects mean the same.
pub fn equal(machine: &Machine, a: Gc<CodeObject>, b: Gc<CodeObject>) -> bool {
    let (a, b) = (unit(machine, a), unit(machine, b));
    Rc::ptr_eq(&a, &b) || a == b
}

/// A copy with some fields replaced: name and value pairs. `Err`: the field that cannot be.
pub fn replace(machine: &Machine, c: Gc<CodeObject>, fields: Gc<Dict>) -> Result<Gc<CodeObject>, String> {
    let mut unit = (*unit(machine, c)).clone();
    for (k, v) in Dict::pairs(fields) {
        let text = |v: Value| v.cast::<Str>().map(|s| Str::text(&machine.heap, s).into_owned());
        let name = text(k).unwrap_or_default();
        let given = attribute(machine, c, &name).ok_or_else(|| name.clone())?;
        match (&*name, text(v), v.as_int()) {
            ("co_name", Some(t), _) => unit.name = t.into(),
            ("co_qualname", Some(t), _) => unit.qualname = t.into(),
            ("co_filename", Some(t), _) => unit.file = t.into(),
            ("co_firstlineno", _, Some(n)) => unit.line = n as u32,
            ("co_flags", _, Some(n)) => set_awaited(&mut unit, n),
            ("co_code" | "co_linetable" | "co_exceptiontable", ..) => {}
            _ if crate::order::equal(machine, given, v) == trackway_kit::table::Same::Yes => {}
            _ => return Err(name),
        }
    }
    Ok(new(machine, Rc::new(unit)))
}
