//! Tracebacks: recording frames, and printing an uncaught exception as CPython does.

use crate::builtins::text;
use crate::errors::{exception, new_exception};
use crate::prelude;
use crate::roots;
use crate::runtime::{rt, sym};
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

/// The text of an uncaught exception, with its causes and contexts.
pub fn text(machine: &Machine, e: Value) -> String {
    let mut chain = vec![];
    let mut at = Some(e);
    while let Some(v) = at {
        let Some(i) = exception(machine, v) else { break };
        if chain.iter().any(|(c, _)| *c == v) {
            break;
        }
        let none = roots::none(machine);
        let (cause, context) = (i.item(Instance::SLOTS, EXC_CAUSE), i.item(Instance::SLOTS, EXC_CONTEXT));
        let suppressed = i.item(Instance::SLOTS, EXC_SUPPRESS) == machine.root(roots::TRUE);
        let next = if cause != none {
            Some((cause, "The above exception was the direct cause of the following exception:"))
        } else if context != none && !suppressed {
            Some((context, "During handling of the above exception, another exception occurred:"))
        } else {
            None
        };
        chain.push((v, next.map(|n| n.1)));
        at = next.map(|n| n.0);
    }
    let mut out = String::new();
    for (i, (v, _)) in chain.iter().enumerate().rev() {
        one(machine, *v, &mut out);
        if let Some((_, Some(link))) = i.checked_sub(1).map(|k| chain[k]) {
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
        let same = i > 0 && frames[i - 1].0 == *code && frames[i - 1].0.span_at(frames[i - 1].1).line == code.span_at(*pc).line;
        alike = if same { alike + 1 } else { 0 };
        if alike < REPEATS {
            frame(machine, *code, *pc, out);
        }
        let ends = i + 1 == frames.len() || frames[i + 1].0 != *code || frames[i + 1].0.span_at(frames[i + 1].1).line != code.span_at(*pc).line;
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
    let name = if &*unit.name == "<module>" { &unit.name } else { &unit.qualname };
    let _ = writeln!(out, "  File \"{}\", line {}, in {}", unit.file, span.line, name.rsplit("<locals>.").next().unwrap_or(name));
    let sources = rt(machine).sources.borrow();
    let Some(source) = sources.get(&unit.file) else { return };
    let Some(line) = source.lines().nth((span.line as usize).saturating_sub(1)) else { return };
    let trimmed = line.trim();
    let _ = writeln!(out, "    {trimmed}");
    marks(line, span.column as usize, &source[span.start as usize..(span.end as usize).min(source.len())], out);
}

/// `^` under the part of the line that ran, unless it is the whole line.
fn marks(line: &str, column: usize, part: &str, out: &mut String) {
    let part = part.lines().next().unwrap_or_default();
    let trimmed = line.trim();
    if part.is_empty() || part == trimmed {
        return;
    }
    let indent = line.chars().count() - line.trim_start().chars().count();
    let _ = writeln!(out, "    {}{}", " ".repeat(column.saturating_sub(indent)), "^".repeat(part.chars().count()));
}

/// `Class: text`, and notes.
fn summary(machine: &Machine, e: Gc<Instance>, out: &mut String) {
    let class = instance_class(machine, e);
    let own = |name: &str| instance::own(machine, e, sym(machine, name));
    let string = |v: Option<Value>| v.and_then(str_of).map(|s| Str::text(&machine.heap, s).into_owned());
    if derives(machine, class, Cls::SyntaxError)
        && let (Some(file), Some(line)) = (string(own("filename")), own("lineno").and_then(|v| v.as_int()))
    {
        let _ = writeln!(out, "  File \"{file}\", line {line}");
        if let (Some(text), Some(at)) = (string(own("text")), own("offset").and_then(|v| v.as_int())) {
            let _ = writeln!(out, "    {}", text.trim());
            let indent = (text.len() - text.trim_start().len()) as i64;
            let end = own("end_offset").and_then(|v| v.as_int()).unwrap_or(at + 1);
            let one_line = own("end_lineno").and_then(|v| v.as_int()) == Some(line);
            let width = if one_line { (end - at).max(1) } else { 1 };
            let _ = writeln!(out, "    {}{}", " ".repeat((at - 1 - indent).max(0) as usize), "^".repeat(width as usize));
        }
    }
    let shown = text::str(machine, e.value()).map(|b| String::from_utf8_lossy(&b).into_owned());
    let shown = shown.unwrap_or_else(|| "<exception str() failed>".into());
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
