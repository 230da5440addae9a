//! Checks what a unit promises: operand kinds as in `OPS.md`, registers in bounds, forward jumps, and that no
//! path reads a register that nothing wrote or that a call clobbered.

use super::ops::Role;
use std::collections::HashMap;
use trackway_bytecode::{CodeUnit, Const, Insn, Operand};

type Table = HashMap<String, Vec<Role>>;

/// Panics with the unit's name and the instruction's index.
pub fn verify(unit: &CodeUnit, table: &Table) {
    for (i, insn) in unit.insns.iter().enumerate() {
        if let Err(what) = shape(unit, insn, i, table) {
            panic!("{} {} at {i} ({}): {what}", unit.file, unit.qualname, insn.op);
        }
    }
    if let Err((i, what)) = flow(unit, table) {
        panic!("{} {} at {i}: {what}\n{}", unit.file, unit.qualname, super::print::print(unit));
    }
    for k in &unit.consts {
        if let Const::Code(inner) = k {
            verify(inner, table);
        }
    }
}

fn shape(unit: &CodeUnit, insn: &Insn, at: usize, table: &Table) -> Result<(), String> {
    let roles = table.get(&*insn.op).ok_or("not in OPS.md")?;
    if roles.len() != insn.operands.len() {
        return Err(format!("{} operands, {} expected", insn.operands.len(), roles.len()));
    }
    for (role, operand) in roles.iter().zip(&insn.operands) {
        let fits = match operand {
            Operand::Reg(r) => {
                matches!(role, Role::Write | Role::Read | Role::Window | Role::Block) && r.0 < unit.regs
            }
            Operand::Const(k) => *role == Role::Const && (*k as usize) < unit.consts.len(),
            Operand::Name(n) => *role == Role::Name && (*n as usize) < unit.names.len(),
            Operand::Imm(_) => *role == Role::Imm,
            Operand::Site(s) => *role == Role::Site && *s < unit.sites,
            Operand::Jump(t) => {
                let back = &*insn.op == "loop_back";
                *role == Role::Jump && (*t as usize) < unit.insns.len() && (back == (*t as usize <= at))
            }
        };
        if !fits {
            return Err(format!("operand {operand:?} is not {role:?}"));
        }
    }
    Ok(())
}

/// Registers read, written and clobbered.
#[derive(Default, Debug)]
struct Effect {
    reads: Vec<u32>,
    writes: Vec<u32>,
    clobbers: Option<u32>,
}

fn effect(insn: &Insn, table: &Table) -> Effect {
    let mut e = Effect::default();
    let reg = |i: usize| if let Operand::Reg(r) = insn.operands[i] { r.0 } else { 0 };
    let n = |i: usize| if let Operand::Imm(n) = insn.operands[i] { n } else { 0 };
    for (i, role) in table[&*insn.op].iter().enumerate() {
        match role {
            Role::Write => e.writes.push(reg(i)),
            Role::Read => e.reads.push(reg(i)),
            _ => {}
        }
    }
    match &*insn.op {
        "get_method" | "load_special" => e.writes.extend([reg(0), reg(0) + 4]),
        "unpack_seq" | "unpack_ex" => e.writes.extend((0..n(1)).map(|i| reg(0) + i)),
        "exc_info" => e.writes.extend((0..3).map(|i| reg(0) + i)),
        "build_list" | "build_tuple" | "build_set" | "build_string" => {
            e.reads.extend((0..n(2)).map(|i| reg(1) + i));
        }
        "keep_locals" => e.reads.extend((0..n(1)).map(|i| reg(0) + i)),
        "build_dict" => e.reads.extend((0..2 * n(2)).map(|i| reg(1) + i)),
        "make_function" => e.reads.extend((0..n(3)).map(|i| reg(2) + i)),
        "call" | "call_kw" => window(&mut e, reg(1), n(2)),
        "call_method" | "call_method_kw" => window(&mut e, reg(1), n(2) + 1),
        "call_ex" => window(&mut e, reg(1), 1 + n(2)),
        _ => {}
    }
    e
}

fn window(e: &mut Effect, w: u32, args: u32) {
    e.reads.push(w);
    e.reads.extend((0..args).map(|i| w + 4 + i));
    e.clobbers = Some(w);
}

/// Registers certainly written, per instruction; none where nothing is known yet.
fn flow(unit: &CodeUnit, table: &Table) -> Result<(), (usize, String)> {
    let n = unit.insns.len();
    let words = (unit.regs as usize).div_ceil(64);
    let effects: Vec<Effect> = unit.insns.iter().map(|i| effect(i, table)).collect();
    let mut states: Vec<Option<Vec<u64>>> = vec![None; n];
    let mut entry = vec![0u64; words];
    (0..unit.params).for_each(|r| set(&mut entry, r));
    let mut work = Vec::new();
    meet(&mut states, &mut work, 0, &entry);
    let mut covering: Vec<Option<usize>> = vec![None; n];
    for (i, h) in unit.handlers.iter().enumerate().rev() {
        covering[h.start as usize..h.end as usize].fill(Some(i));
    }
    while let Some(i) = work.pop() {
        let insn = &unit.insns[i];
        let mut state = states[i].clone().unwrap_or_default();
        let e = &effects[i];
        if let Some(w) = e.clobbers {
            (w..unit.regs).for_each(|r| clear(&mut state, r));
        }
        if let Some(h) = covering[i] {
            let h = &unit.handlers[h];
            let mut raised = state.clone();
            set(&mut raised, h.exc.0);
            meet(&mut states, &mut work, h.target as usize, &raised);
        }
        e.writes.iter().for_each(|&r| set(&mut state, r));
        for o in &insn.operands {
            if let Operand::Jump(t) = o {
                meet(&mut states, &mut work, *t as usize, &state);
            }
        }
        if !matches!(
            &*insn.op,
            "jump"
                | "loop_back"
                | "return"
                | "raise"
                | "raise_from"
                | "reraise"
                | "raise_last"
                | "generator_end"
        ) {
            if i + 1 == n {
                return Err((i, "falls off the end".into()));
            }
            meet(&mut states, &mut work, i + 1, &state);
        }
    }
    for (i, e) in effects.iter().enumerate() {
        let Some(state) = &states[i] else { continue };
        if let Some(r) = e.reads.iter().find(|&&r| state[r as usize / 64] >> (r % 64) & 1 == 0) {
            return Err((i, format!("{} reads r{r}, which may be unwritten", unit.insns[i].op)));
        }
    }
    Ok(())
}

fn set(state: &mut [u64], r: u32) {
    state[r as usize / 64] |= 1 << (r % 64);
}

fn clear(state: &mut [u64], r: u32) {
    state[r as usize / 64] &= !(1 << (r % 64));
}

fn meet(states: &mut [Option<Vec<u64>>], work: &mut Vec<usize>, at: usize, new: &[u64]) {
    let changed = match &mut states[at] {
        None => {
            states[at] = Some(new.to_vec());
            true
        }
        Some(old) => {
            let before = old.clone();
            old.iter_mut().zip(new).for_each(|(a, b)| *a &= b);
            *old != before
        }
    };
    if changed {
        work.push(at);
    }
}
