//! Tracebacks: recording frames, and printing an uncaught exception as CPython does.

mod colour;
mod frame;
mod group;
mod suggest;

pub use colour::Colour;
pub use group::with_members;
pub use suggest::{did_you_mean, nearest};

use crate::Python;
use crate::builtins::{exception_fields, text};
use crate::errors::{exception, new_exception};
use crate::roots;
use crate::runtime::sym;
use crate::types::builtin::Cls;
use crate::types::class::{EXC_CAUSE, EXC_CONTEXT, EXC_SUPPRESS, EXC_TRACEBACK, derives, full_name};
use crate::types::instance;
use crate::types::objects::{Instance, Traceback};
use crate::values::instance_class;
use group::{MAX_DEPTH, Output, group, members};
use std::fmt::Write;
use trackway::{CodeRef, Gc, Language, Machine, Mode, PassedFrame, Run, T, Value};
use trackway_kit::{Array, List, Str, str_of};

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

/// A frame at `pc` is left by, or handles, exception `e`.
pub fn note<M: Mode>(m: M, e: T<M, Value>, code: CodeRef, pc: u32) {
    if is_shown(m.machine(), e.peek(), code, pc) {
        add_place(m, m.exact::<Instance>(e), code, pc);
    }
}

/// As [`note`], with the frame's variables: code that compiled code has left has none to show.
pub fn note_frame(machine: &Machine, e: Value, frame: PassedFrame) {
    let (code, pc) = (frame.code, frame.pc);
    if !is_shown(machine, e, code, pc) {
        return;
    }
    let m = Run::of(machine, pc);
    let t = add_place(m, m.exact::<Instance>(T::lit(e)), code, pc);
    let shown = Python::visible_registers(code) as usize;
    let kept = Array::new(&machine.heap, 1 + shown);
    kept.set_items(&machine.heap, Array::ITEMS, 0, &[frame.callee]);
    kept.set_items(&machine.heap, Array::ITEMS, 1, &frame.registers[..shown]);
    m.set_field(t, Traceback::FRAME, T::lit(kept.value()));
}

/// The same in a trace, if the trace has made the exception or there is nothing to do.
pub fn trace_note<M: Mode>(m: M, e: T<M, Value>, code: CodeRef, pc: u32) -> bool {
    if !is_shown(m.machine(), e.peek(), code, pc) {
        return true;
    }
    let e = m.exact::<Instance>(e);
    let made = e.is_virtual();
    if made {
        add_place(m, e, code, pc);
    }
    made
}

/// Whether the exception's traceback names this place.
fn is_shown(machine: &Machine, e: Value, code: CodeRef, pc: u32) -> bool {
    exception(machine, e)
        .is_some_and(|i| !crate::code::is_quiet(code, pc) || is_nothing_to_raise(machine, i, code, pc))
}

/// Whether the exception says that there was none to raise again, which would have a traceback.
fn is_nothing_to_raise(machine: &Machine, e: Gc<Instance>, code: CodeRef, pc: u32) -> bool {
    e.item(Instance::SLOTS, EXC_TRACEBACK) == roots::none(machine)
        && &*code.unit.insns[code.insn_at(pc)].op == "raise_last"
        && !crate::prelude::is_hidden(&code.unit.file)
}

fn add_place<M: Mode>(m: M, e: T<M, Gc<Instance>>, code: CodeRef, pc: u32) -> T<M, Gc<Traceback>> {
    code.pin();
    let i = T::lit(EXC_TRACEBACK as i64);
    let t = m.new_object::<Traceback>(T::lit(0), 0);
    m.set_field(t, Traceback::NEXT, m.item(e, Instance::SLOTS, i));
    m.set_field(t, Traceback::CODE, T::lit(code));
    m.set_field(t, Traceback::PC, T::lit(pc as i64));
    m.set_field(t, Traceback::FRAME, T::lit(Value::ZERO));
    m.set_item(e, Instance::SLOTS, i, t.value());
    t
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
    coloured(machine, e, Colour::default())
}

/// As [`text`], in colours.
pub fn coloured(machine: &Machine, e: Value, colour: Colour) -> String {
    let mut out = Output::new(colour);
    all(machine, e, &mut out);
    out.text
}

/// An exception and what it came from, the first one first.
fn all(machine: &Machine, e: Value, out: &mut Output) {
    let chain = chain(machine, e);
    for (i, v) in chain.iter().enumerate().rev() {
        one(machine, *v, out);
        if let Some((_, link)) = i.checked_sub(1).and_then(|k| before(machine, chain[k])) {
            out.emit(&format!("\n{link}\n\n"), '|');
        }
    }
}

/// One exception with its frames, and the members of a group.
fn one(machine: &Machine, v: Value, out: &mut Output) {
    let Some(e) = exception(machine, v) else { return };
    let members = members(machine, e);
    if out.depth > MAX_DEPTH && members.is_some() {
        return out.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"), '|');
    }
    let top = out.depth == 0 && members.is_some();
    out.depth += usize::from(top);
    let traced = e.item(Instance::SLOTS, EXC_TRACEBACK) != roots::none(machine);
    if traced && members.is_some() {
        let margin = if top { '+' } else { '|' };
        out.emit("Exception Group Traceback (most recent call last):\n", margin);
    } else if traced {
        out.emit("Traceback (most recent call last):\n", '|');
    }
    let mut text = String::new();
    frames(machine, e, out.colour, &mut text);
    summary(machine, e, out.colour, &mut text);
    out.emit(&text, '|');
    if let Some(members) = members {
        group(machine, &members, out);
    }
    out.depth -= usize::from(top);
}

/// The frames of an exception's traceback.
fn frames(machine: &Machine, e: Gc<Instance>, colour: Colour, out: &mut String) {
    let mut frames = Vec::new();
    let mut t = e.item(Instance::SLOTS, EXC_TRACEBACK).cast::<Traceback>();
    while let Some(frame) = t {
        frames.push((frame.get(Traceback::CODE), frame.get(Traceback::PC) as u32));
        t = frame.get(Traceback::NEXT).cast();
    }
    let mut alike = 0;
    for (i, (code, pc)) in frames.iter().enumerate() {
        let same = i > 0
            && frames[i - 1].0 == *code
            && frames[i - 1].0.span_at(frames[i - 1].1).line == code.span_at(*pc).line;
        alike = if same { alike + 1 } else { 0 };
        if alike < REPEATS {
            frame::frame(machine, *code, *pc, colour, out);
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
}

/// `Class: text`, and notes.
fn summary(machine: &Machine, e: Gc<Instance>, colour: Colour, out: &mut String) {
    let class = instance_class(machine, e);
    let own = |name: &str| instance::own(machine, e, sym(machine, name));
    let field = |i: usize| Some(exception_fields::field(machine, e, i));
    let string = |v: Option<Value>| v.and_then(str_of).map(|s| Str::text(&machine.heap, s).into_owned());
    if derives(machine, class, Cls::SyntaxError) {
        syntax(machine, e, colour, out);
    }
    let syntax = derives(machine, class, Cls::SyntaxError)
        && field(exception_fields::LINENO).is_some_and(|v| v.as_int().is_some());
    let value = if syntax { exception_fields::field(machine, e, exception_fields::MSG) } else { e.value() };
    let shown = text::str(machine, value).map(|b| String::from_utf8_lossy(&b).into_owned());
    let shown = shown.or_else(|| string(own(TEXT))).unwrap_or_else(|| "<exception str() failed>".into());
    let shown = shown + &suggest::hint(machine, e);
    let name = full_name(machine, class);
    let name = name.strip_prefix("__main__.").unwrap_or(&name);
    let (name, shown) = (colour.title(name), colour.detail(&shown));
    let _ = if shown.is_empty() { writeln!(out, "{name}") } else { writeln!(out, "{name}: {shown}") };
    if let Some(notes) = own("__notes__").and_then(|v| v.cast::<List>()) {
        for n in List::to_vec(&machine.heap, notes) {
            if let Some(n) = string(Some(n)) {
                let _ = writeln!(out, "{n}");
            }
        }
    }
}

/// Where a syntax error is, and the line.
fn syntax(machine: &Machine, e: Gc<Instance>, colour: Colour, out: &mut String) {
    use exception_fields::{END_LINENO, END_OFFSET, FILENAME, LINENO, OFFSET, TEXT};
    let field = |i: usize| exception_fields::field(machine, e, i);
    let string = |i: usize| str_of(field(i)).map(|s| Str::text(&machine.heap, s).into_owned());
    let Some(line) = field(LINENO).as_int() else { return };
    let file = string(FILENAME).unwrap_or_else(|| "<string>".into());
    let (file, number) = (colour.detail(&format!("\"{file}\"")), colour.detail(&line.to_string()));
    let _ = writeln!(out, "  File {file}, line {number}");
    let Some(text) = string(TEXT) else { return };
    let text = text.trim_end_matches(['\n', '\r']);
    let shown = text.trim_start_matches([' ', '\n', '\x0c', '\t']);
    let spaces = (text.chars().count() - shown.chars().count()) as i64;
    let Some(at) = field(OFFSET).as_int() else {
        let _ = writeln!(out, "    {shown}");
        return;
    };
    let one_line = field(END_LINENO).as_int().is_none_or(|n| n == line);
    let end = match field(END_OFFSET).as_int() {
        Some(end) if one_line && end != at && end != -1 => end,
        Some(_) if !one_line => text.chars().count() as i64 + 1,
        _ => at + 1,
    };
    let start = at - 1 - spaces;
    if start < 0 {
        let _ = writeln!(out, "    {shown}");
    } else {
        let end = (end - 1 - spaces).max(start + 1);
        let before: String =
            shown.chars().take(start as usize).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        let before = before + &" ".repeat((start as usize).saturating_sub(shown.chars().count()));
        let marks = before + &"^".repeat((end - start) as usize);
        let (shown, marks) = colour.marked(shown, &marks);
        let _ = writeln!(out, "    {shown}\n    {marks}");
    }
}
