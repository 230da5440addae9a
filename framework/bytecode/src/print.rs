//! The text form of a unit, which [`crate::parse_unit`] reads back.
//!
//! A unit is a head line followed by `meta`, `name`, `const` and `handler` lines and one line per
//! instruction; code constants are not nested but numbered, and follow the unit that uses them:
//!
//! ```text
//! unit u0 "main" "main" file "a.calc" line 1 params 0 regs 2 sites 1
//!   name n0 "print"
//!   const k0 int 5
//!   0  load_const r0 k0           | 1:4 4..5  ; 5
//!   1  store_global n0 r0 @0      | 1:0 0..5  ; print
//! ```
//!
//! After `|` stands the span (`line:column start..end`), after `;` a comment that is not read.
//!
//! Units within an archive print as `packed`, which is not read: unpack them first.
//!
//! *Invariant:* a code constant has a greater number than the unit that uses it.

use crate::unit::{CodeUnit, Const, Operand, SourceSpan};
use std::collections::VecDeque;
use std::fmt::Write;
use std::rc::Rc;

/// The unit and all units among its constants, with spans.
pub fn print_unit(unit: &CodeUnit) -> String {
    Printer { spans: true, ..Printer::default() }.print(unit)
}

/// The same without spans and file name, for goldens that should survive a moved line.
///
/// It parses too, to a unit whose spans are empty.
pub fn print_unit_terse(unit: &CodeUnit) -> String {
    Printer::default().print(unit)
}

/// `text` between double quotes, with what could end the line or the string escaped.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => write!(out, "\\u{{{:x}}}", c as u32).expect("a String takes all"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[derive(Default)]
struct Printer<'u> {
    spans: bool,
    out: String,
    /// Units met as constants, not printed yet; the front one gets the next head line.
    pending: VecDeque<&'u CodeUnit>,
    units: usize,
}

impl<'u> Printer<'u> {
    fn print(mut self, unit: &'u CodeUnit) -> String {
        self.pending.push_back(unit);
        let mut number = 0;
        while let Some(unit) = self.pending.pop_front() {
            self.unit(number, unit);
            number += 1;
        }
        self.out
    }

    fn line(&mut self, text: String) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn unit(&mut self, number: usize, u: &'u CodeUnit) {
        let file = if self.spans { format!(" file {}", quote(&u.file)) } else { String::new() };
        let (name, qualname) = (quote(&u.name), quote(&u.qualname));
        let (line, params, regs, sites) = (u.line, u.params, u.regs, u.sites);
        self.line(format!(
            "unit u{number} {name} {qualname}{file} line {line} params {params} regs {regs} sites {sites}"
        ));
        if *u.meta() != Const::Nil {
            let meta = self.constant(u.meta());
            self.line(format!("  meta {meta}"));
        }
        for (i, name) in u.names.iter().enumerate() {
            self.line(format!("  name n{i} {}", quote(name)));
        }
        for (i, value) in u.consts.iter().enumerate() {
            let text = self.constant(value);
            self.line(format!("  const k{i} {text}"));
        }
        for h in &u.handlers {
            self.line(format!("  handler {}..{} ->{} r{}", h.start, h.end, h.target, h.exc.0));
        }
        for index in 0..u.insns.len() {
            self.insn(u, index);
        }
    }

    fn insn(&mut self, u: &CodeUnit, index: usize) {
        let insn = &u.insns[index];
        let mut text = format!("  {index:<4} {}", insn.op);
        for operand in &insn.operands {
            write!(text, " {}", show_operand(*operand)).expect("a String takes all");
        }
        if self.spans && insn.span != SourceSpan::default() {
            let SourceSpan { start, end, line, column } = insn.span;
            text = format!("{text:<38} | {line}:{column} {start}..{end}");
        }
        let notes: Vec<_> = insn.operands.iter().filter_map(|o| note(u, *o)).collect();
        if !notes.is_empty() {
            text = format!("{text:<38} ; {}", notes.join(", "));
        }
        self.line(text);
    }

    /// A constant, at the end of a line or inside a tuple.
    fn constant(&mut self, value: &'u Const) -> String {
        match value {
            Const::Code(unit) => {
                self.pending.push_back(unit);
                self.units += 1;
                format!("code u{}", self.units)
            }
            Const::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.constant(item)).collect();
                format!("({})", items.join(", "))
            }
            value => scalar(value),
        }
    }
}

fn show_operand(operand: Operand) -> String {
    match operand {
        Operand::Reg(r) => format!("r{}", r.0),
        Operand::Const(k) => format!("k{k}"),
        Operand::Name(n) => format!("n{n}"),
        Operand::Jump(t) => format!("->{t}"),
        Operand::Imm(i) => format!("#{i}"),
        Operand::Site(s) => format!("@{s}"),
    }
}

/// What an index stands for. The constant's kind is left out: the value shows it.
fn note(u: &CodeUnit, operand: Operand) -> Option<String> {
    match operand {
        Operand::Name(n) => u.names.get(n as usize).map(Rc::to_string),
        Operand::Const(k) => Some(match u.consts.get(k as usize)? {
            Const::Code(c) => format!("code of {}", c.name),
            Const::Packed(_) => "code".into(),
            Const::Tuple(items) => format!("{} items", items.len()),
            other => {
                let text = scalar(other);
                text.split_once(' ').map_or(text.clone(), |(_, value)| value.into())
            }
        }),
        _ => None,
    }
}

/// A constant without parts.
fn scalar(value: &Const) -> String {
    match value {
        Const::Nil => "nil".into(),
        Const::Bool(b) => b.to_string(),
        Const::Int(i) => format!("int {i}"),
        Const::BigInt(digits) => format!("big {digits}"),
        Const::Float(f) => format!("float {}", show_float(*f)),
        Const::Imaginary(f) => format!("imaginary {}", show_float(*f)),
        Const::Str(s) => format!("str {}", quote(s)),
        Const::WideStr(points) => format!("wide [{}]", join_hex(points.iter().copied())),
        Const::Bytes(bytes) => format!("bytes [{}]", join_hex(bytes.iter().map(|b| u32::from(*b)))),
        Const::Named(name) => format!("named {}", quote(name)),
        Const::Packed(p) => format!("packed {}", quote(&format!("{p:?}"))),
        Const::Tuple(_) | Const::Code(_) => unreachable!("the printer handles constants with parts"),
    }
}

/// The shortest text that reads back as `f`; a NaN by its bits, since it may carry a payload.
fn show_float(f: f64) -> String {
    if f.is_nan() { format!("bits:{:x}", f.to_bits()) } else { format!("{f:?}") }
}

fn join_hex(items: impl Iterator<Item = u32>) -> String {
    items.map(|i| format!("{i:x}")).collect::<Vec<_>>().join(" ")
}
