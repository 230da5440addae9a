//! A compact text of a unit.

use std::fmt::Write;
use trackway_bytecode::{CodeUnit, Const, Operand};

/// The unit and, after it, the units nested in it.
pub fn print(unit: &CodeUnit) -> String {
    let mut out = String::new();
    one(unit, &mut out);
    out
}

fn one(unit: &CodeUnit, out: &mut String) {
    let _ = writeln!(out, "{}:", unit.qualname);
    let mut targets: Vec<u32> = unit.handlers.iter().map(|h| h.target).collect();
    let jumps = unit.insns.iter().flat_map(|i| &i.operands);
    targets.extend(jumps.filter_map(|o| if let Operand::Jump(t) = o { Some(*t) } else { None }));
    for (i, insn) in unit.insns.iter().enumerate() {
        let mark = if targets.contains(&(i as u32)) { format!("{i}:") } else { String::new() };
        let operands: Vec<String> = insn.operands.iter().filter_map(|o| operand(unit, o)).collect();
        let _ = writeln!(out, "  {mark:4} {} {}", insn.op, operands.join(" "));
    }
    for h in &unit.handlers {
        let _ = writeln!(out, "  handler {}..{} -> {} r{}", h.start, h.end, h.target, h.exc.0);
    }
    for k in &unit.consts {
        if let Const::Code(inner) = k {
            one(inner, out);
        }
    }
}

fn operand(unit: &CodeUnit, o: &Operand) -> Option<String> {
    Some(match o {
        Operand::Reg(r) => format!("r{}", r.0),
        Operand::Const(k) => constant(&unit.consts[*k as usize]),
        Operand::Name(n) => unit.names[*n as usize].to_string(),
        Operand::Jump(t) => format!("@{t}"),
        Operand::Imm(i) => format!("#{i}"),
        Operand::Site(_) => return None,
    })
}

fn constant(k: &Const) -> String {
    match k {
        Const::Nil => "None".into(),
        Const::Bool(b) => b.to_string(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(s) => format!("big({s})"),
        Const::Float(f) => format!("{f:?}"),
        Const::Imaginary(f) => format!("{f:?}j"),
        Const::Str(s) => format!("{s:?}"),
        Const::WideStr(s) => format!("wide{s:x?}"),
        Const::Bytes(b) => format!("b{:?}", String::from_utf8_lossy(b)),
        Const::Tuple(items) => format!("({})", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        Const::Named(n) => n.to_string(),
        Const::Code(c) => format!("<{}>", c.qualname),
        Const::Packed(_) => "<packed>".into(),
    }
}
