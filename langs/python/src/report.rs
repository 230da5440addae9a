//! Tracebacks: recording frames, and printing an uncaught exception as CPython does.

use crate::builtins::{exception_fields, text};
use crate::errors::{exception, new_exception};
use crate::prelude;
use crate::roots;
use crate::runtime::sym;
use crate::types::builtin::Cls;
use crate::types::class::{EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS, EXC_TRACEBACK, derives, full_name};
use crate::types::instance;
use crate::types::objects::{Instance, Traceback};
use crate::values::instance_class;
use std::fmt::Write;
use trackway::{CodeRef, Gc, Machine, Value};
use trackway_kit::{List, Str, str_of};

/// Frames alike beyond which a traceback is shortened.
const REPEATS: usize = 3;

/// An exception without arguments.
pub fn bare(machine: &Machine, class: Cls) -> Value {
    new_exception(machine, class.gc(machine), &[]).value()
}

pub fn recursion_error(machine: &Machine) -> Value {
    let text = Str::new(&machine.heap, "maximum recursion depth exceeded").value();
    new_exception(machine, Cls::RecursionError.gc(machine), &[text]).value()
}

/// A frame at `pc` is left by, or handles, the exception.
pub fn note(machine: &Machine, e: Value, code: CodeRef, pc: u32) {
    let Some(e) = exception(machine, e) else { return };
    if &*code.unit.file == prelude::FILE {
        return;
    }
    let insn = &code.unit.insns[code.insn_at(pc)];
    if matches!(&*insn.op, "reraise" | "generator_end") {
        return;
    }
    let heap = &machine.heap;
    let t = heap.alloc::<Traceback>();
    t.set(heap, Traceback::NEXT, e.item(Instance::SLOTS, EXC_TRACEBACK));
    t.set(heap, Traceback::CODE, code);
    t.set(heap, Traceback::PC, pc as i64);
    e.set_item(heap, Instance::SLOTS, EXC_TRACEBACK, t.value());
}

/// Under this name an exception keeps what guest code said it is.
pub const TEXT: &str = " text";

/// The exception, then what it was raised from or in the handling of, and so on.
pub fn chain(machine: &Machine, e: Value) -> Vec<Value> {
    let mut out = vec![e];
    while let Some((next, _)) = before(machine, out[out.len() - 1])
        && !out.contains(&next)
    {
        out.push(next);
    }
    out
}

/// The exception that came first, and how it leads to this one.
fn before(machine: &Machine, e: Value) -> Option<(Value, &'static str)> {
    let (i, none) = (exception(machine, e)?, roots::none(machine));
    let (cause, context) = (i.item(Instance::SLOTS, EXC_CAUSE), i.item(Instance::SLOTS, EXC_CONTEXT));
    if cause != none {
        return Some((cause, "The above exception was the direct cause of the following exception:"));
    }
    let suppressed = i.item(Instance::SLOTS, EXC_SUPPRESS) == machine.root(roots::TRUE);
    (context != none && !suppressed)
        .then_some((context, "During handling of the above exception, another exception occurred:"))
}

/// The text of an uncaught exception, with its causes and contexts.
pub fn text(machine: &Machine, e: Value) -> String {
    let chain = chain(machine, e);
    let mut out = String::new();
    for (i, v) in chain.iter().enumerate().rev() {
        one(machine, *v, &mut out);
        if let Some((_, link)) = i.checked_sub(1).and_then(|k| before(machine, chain[k])) {
            let _ = write!(out, "\n{link}\n\n");
        }
    }
    out
}

/// One exception with its frames.
fn one(machine: &Machine, v: Value, out: &mut String) {
    let Some(e) = exception(machine, v) else { return };
    let mut frames = Vec::new();
    let mut t = e.item(Instance::SLOTS, EXC_TRACEBACK).cast::<Traceback>();
    while let Some(frame) = t {
        frames.push((frame.get(Traceback::CODE), frame.get(Traceback::PC) as u32));
        t = frame.get(Traceback::NEXT).cast();
    }
    if !frames.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
    }
    let mut alike = 0;
    for (i, (code, pc)) in frames.iter().enumerate() {
        let same = i > 0
            && frames[i - 1].0 == *code
            && frames[i - 1].0.span_at(frames[i - 1].1).line == code.span_at(*pc).line;
        alike = if same { alike + 1 } else { 0 };
        if alike < REPEATS {
            frame(machine, *code, *pc, out);
        }
        let ends = i + 1 == frames.len()
            || frames[i + 1].0 != *code
            || frames[i + 1].0.span_at(frames[i + 1].1).line != code.span_at(*pc).line;
        if ends && alike >= REPEATS {
            let more = alike + 1 - REPEATS;
            let s = if more == 1 { "" } else { "s" };
            let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
        }
    }
    summary(machine, e, out);
}

/// `  File "..", line n, in f`, the line, and marks under what ran.
fn frame(machine: &Machine, code: CodeRef, pc: u32, out: &mut String) {
    let span = code.span_at(pc);
    let unit = &code.unit;
    let _ = writeln!(out, "  File \"{}\", line {}, in {}", unit.file, span.line, unit.name);
    let Some(source) = crate::import::source::text(machine, &unit.file) else { return };
    let Some(line) = source.lines().nth((span.line as usize).saturating_sub(1)) else { return };
    let _ = writeln!(out, "    {}", line.trim());
    let part = &source[span.start as usize..(span.end as usize).min(source.len())];
    let op = &code.unit.insns[code.insn_at(pc)].op;
    marks(line, span.column as usize, part, op, out);
}

/// Marks under the part of the line that ran: `^` at what failed, `~` at its operands. None where
/// they would say no more than the line itself.
fn marks(line: &str, column: usize, part: &str, op: &str, out: &mut String) {
    let anchor = anchor(part, op);
    let part = part.lines().next().unwrap_or_default();
    if part.is_empty() || part == line.trim() && anchor.is_none() {
        return;
    }
    let indent = line.chars().count() - line.trim_start().chars().count();
    let (start, end) = anchor.unwrap_or((0, part.len()));
    let mark = |(i, _)| if (start..end).contains(&i) { '^' } else { '~' };
    let marks: String = part.char_indices().map(mark).collect();
    let _ = writeln!(out, "    {}{marks}", " ".repeat(column.saturating_sub(indent)));
}

/// The bytes of an expression that name its operation: the operator, the call's arguments, the
/// subscript.
fn anchor(part: &str, op: &str) -> Option<(usize, usize)> {
    if part.contains('\n') {
        return None;
    }
    let bracket = match op {
        "call" | "call_method" | "call_kw" | "call_method_kw" | "call_ex" if part.ends_with(')') => Some('('),
        "get_item" if part.ends_with(']') => Some('['),
        _ => None,
    };
    if let Some(open) = bracket {
        return opening(part, open).filter(|at| *at > 0).map(|at| (at, part.len()));
    }
    let sign = sign_of(op)?;
    let at = last_at_top(part, sign)?;
    Some((at, at + sign.len()))
}

/// The operator of an op.
fn sign_of(op: &str) -> Option<&'static str> {
    Some(match op {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "truediv" => "/",
        "floordiv" => "//",
        "mod" => "%",
        "pow" => "**",
        "lshift" => "<<",
        "rshift" => ">>",
        "bit_and" => "&",
        "bit_or" => "|",
        "bit_xor" => "^",
        "matmul" => "@",
        _ => return None,
    })
}

/// Where the bracket that the last character closes was opened.
fn opening(part: &str, open: char) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in part.char_indices().rev() {
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' => {
                depth -= 1;
                if depth == 0 {
                    return (c == open).then_some(i);
                }
            }
            _ => {}
        }
    }
    None
}

/// The last place of an operator outside brackets and strings.
fn last_at_top(part: &str, sign: &str) -> Option<usize> {
    let bytes = part.as_bytes();
    let (mut depth, mut quote, mut found, mut i) = (0, None, None, 0);
    while i < bytes.len() {
        let c = bytes[i];
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(c),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth -= 1,
            _ if depth == 0 && i > 0 && bytes[i..].starts_with(sign.as_bytes()) => {
                let doubled = sign.len() == 1 && bytes.get(i + 1) == Some(&c);
                if doubled {
                    i += 1;
                } else {
                    found = Some(i);
                    i += sign.len() - 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// `Class: text`, and notes.
fn summary(machine: &Machine, e: Gc<Instance>, out: &mut String) {
    let class = instance_class(machine, e);
    let own = |name: &str| instance::own(machine, e, sym(machine, name));
    let field = |i: usize| Some(exception_fields::field(machine, e, i));
    let string = |v: Option<Value>| v.and_then(str_of).map(|s| Str::text(&machine.heap, s).into_owned());
    if derives(machine, class, Cls::SyntaxError)
        && let (Some(file), Some(line)) = (
            string(field(exception_fields::FILENAME)),
            field(exception_fields::LINENO).and_then(|v| v.as_int()),
        )
    {
        let _ = writeln!(out, "  File \"{file}\", line {line}");
        if let (Some(text), Some(at)) =
            (string(field(exception_fields::TEXT)), field(exception_fields::OFFSET).and_then(|v| v.as_int()))
        {
            let _ = writeln!(out, "    {}", text.trim());
            let indent = (text.len() - text.trim_start().len()) as i64;
            let end = field(exception_fields::END_OFFSET).and_then(|v| v.as_int()).unwrap_or(at + 1);
            let one_line = field(exception_fields::END_LINENO).and_then(|v| v.as_int()) == Some(line);
            let width = if one_line { (end - at).max(1) } else { 1 };
            let _ = writeln!(
                out,
                "    {}{}",
                " ".repeat((at - 1 - indent).max(0) as usize),
                "^".repeat(width as usize)
            );
        }
    }
    let syntax = derives(machine, class, Cls::SyntaxError)
        && field(exception_fields::LINENO).is_some_and(|v| v.as_int().is_some());
    let value = if syntax { exception_fields::field(machine, e, exception_fields::MSG) } else { e.value() };
    let shown = text::str(machine, value).map(|b| String::from_utf8_lossy(&b).into_owned());
    let shown = shown.or_else(|| string(own(TEXT))).unwrap_or_else(|| "<exception str() failed>".into());
    let name = full_name(machine, class);
    let name = name.strip_prefix("__main__.").unwrap_or(&name);
    let _ = if shown.is_empty() { writeln!(out, "{name}") } else { writeln!(out, "{name}: {shown}") };
    if let Some(notes) = own("__notes__").and_then(|v| v.cast::<List>()) {
        for n in List::to_vec(notes) {
            if let Some(n) = string(Some(n)) {
                let _ = writeln!(out, "{n}");
            }
        }
    }
}
