//! Frame objects: what `sys._getframe` and tracebacks show of a frame.
//!
//! A frame object is a copy, made when asked for; what runs on later does not show in it.

use super::code_object;
use super::objects::*;
use crate::builtins::namespaces;
use crate::code::Signature;
use crate::errors::value_error;
use crate::prelude;
use crate::roots;
use std::ops::ControlFlow;
use trackway::{CodeRef, FrameInfo, Gc, Machine, Raise, Value};
use trackway_kit::{Array, CellBox, Coroutine, Fiber, Tuple};

/// The frame `depth` calls out of the running one; frames of the run time's own do not count.
pub fn current(machine: &Machine, depth: i64) -> Result<Value, Raise> {
    let mut left = depth.max(0);
    let found = outwards(machine, |_| {
        left -= 1;
        left < 0
    });
    found.map(|f| f.value()).ok_or_else(|| value_error(machine, "call stack is not deep enough"))
}

/// The frame that called the running one of this code and callee; None if that has ended.
fn caller(machine: &Machine, f: Gc<Frame>) -> Value {
    let (code, callee): (CodeRef, Value) = (f.get(Frame::CODE), f.get(Frame::CALLEE));
    let mut passed = false;
    let found = outwards(machine, |info| {
        let behind = passed;
        passed |= info.code == code && (callee == Value::ZERO || info.callee == callee);
        behind
    });
    found.map_or(roots::none(machine), |f| f.value())
}

/// Copies of the frames from the first on that `begins` says, the run time's own left out.
fn outwards(machine: &Machine, mut begins: impl FnMut(&FrameInfo) -> bool) -> Option<Gc<Frame>> {
    let heap = &machine.heap;
    let (mut first, mut last): (Option<Gc<Frame>>, Option<Gc<Frame>>) = (None, None);
    machine.each_frame(|i, info, words| {
        if prelude::is_hidden(&info.code.unit.file) || first.is_none() && !begins(&info) {
            return ControlFlow::Continue(());
        }
        let pc = if i == 0 { info.pc } else { info.pc.saturating_sub(1) };
        let f = make(machine, info.code, pc, info.callee);
        let registers = Array::new(heap, words.len());
        registers.set_items(heap, Array::ITEMS, 0, words);
        f.set(heap, Frame::REGISTERS, registers.value());
        if let Some(inner) = last {
            inner.set(heap, Frame::BACK, f.value());
        }
        last = Some(f);
        first = first.or(last);
        ControlFlow::Continue(())
    });
    first
}

/// A frame of which only code and place are known.
pub fn make(machine: &Machine, code: CodeRef, pc: u32, callee: Value) -> Gc<Frame> {
    let heap = &machine.heap;
    code.pin();
    let f = heap.alloc::<Frame>();
    f.set(heap, Frame::CODE, code);
    f.set(heap, Frame::PC, pc as i64);
    f.set(heap, Frame::CALLEE, callee);
    f.set(heap, Frame::BACK, roots::none(machine));
    f
}

/// The frame of an entry of a traceback, the same each time.
pub fn of_traceback(machine: &Machine, t: Gc<Traceback>) -> Gc<Frame> {
    let heap = &machine.heap;
    if let Some(f) = t.get(Traceback::FRAME).cast::<Frame>() {
        return f;
    }
    let kept = t.get(Traceback::FRAME).cast::<Array>().map_or_else(Vec::new, crate::calls::words);
    let callee = kept.first().copied().unwrap_or(Value::ZERO);
    let f = make(machine, t.get(Traceback::CODE), t.get(Traceback::PC) as u32, callee);
    if let Some(registers) = kept.get(1..) {
        f.set(heap, Frame::REGISTERS, crate::calls::array(machine, registers).value());
    }
    f.set(heap, Frame::BACK, Value::ZERO);
    t.set(heap, Traceback::FRAME, f.value());
    f
}

/// The entry behind `t`, whose frame was called by that of `t`.
pub fn next_in_traceback(machine: &Machine, t: Gc<Traceback>) -> Value {
    let next = t.get(Traceback::NEXT);
    if let Some(inner) = next.cast::<Traceback>() {
        let (f, inner) = (of_traceback(machine, t), of_traceback(machine, inner));
        if inner.get(Frame::BACK) == Value::ZERO {
            inner.set(&machine.heap, Frame::BACK, f.value());
        }
    }
    next
}

/// Whoever called a frame. Of a traceback's outermost one that is known only while it runs.
fn back(machine: &Machine, f: Gc<Frame>) -> Value {
    if f.get(Frame::BACK) == Value::ZERO {
        f.set(&machine.heap, Frame::BACK, caller(machine, f));
    }
    f.get(Frame::BACK)
}

/// `f.clear()`: forgets the variables. Only of copies, so never of a frame that runs.
pub fn clear(machine: &Machine, f: Gc<Frame>) {
    for field in [Frame::REGISTERS, Frame::LOCALS] {
        f.set(&machine.heap, field, Value::ZERO);
    }
}

/// The frame of a suspended generator.
pub fn of_generator(machine: &Machine, c: Gc<Coroutine>) -> Gc<Frame> {
    let code = c.get(Coroutine::CODE);
    let pc = (c.get(Coroutine::PC) as u32).saturating_sub(1);
    let f = make(machine, code, pc, c.get(Coroutine::CALLEE));
    f.set(&machine.heap, Frame::REGISTERS, c.get(Coroutine::FRAME).value());
    f
}

/// The innermost frame of a suspended fiber; None for others.
pub fn of_fiber(machine: &Machine, fiber: Value) -> Value {
    let heap = &machine.heap;
    let mut back = roots::none(machine);
    for saved in fiber.cast::<Fiber>().map_or_else(Vec::new, trackway_kit::fiber::suspended_frames) {
        if prelude::is_hidden(&saved.code.unit.file) {
            continue;
        }
        let f = make(machine, saved.code, saved.pc.saturating_sub(1), saved.callee);
        let registers = Array::new(heap, saved.registers.len());
        registers.set_items(heap, Array::ITEMS, 0, &saved.registers);
        f.set(heap, Frame::REGISTERS, registers.value());
        f.set(heap, Frame::BACK, back);
        back = f.value();
    }
    back
}

/// `f.name`.
pub fn attribute(machine: &Machine, f: Gc<Frame>, name: &str) -> Result<Option<Value>, Raise> {
    let code: CodeRef = f.get(Frame::CODE);
    let s = code.guest::<Signature>();
    let none = roots::none(machine);
    Ok(Some(match name {
        "f_code" => code_object::of(machine, &code.unit).value(),
        "f_globals" => s.globals().value(),
        "f_builtins" => s.space.own_builtins().unwrap_or_else(|| super::namespace::builtins(machine)).value(),
        "f_back" => back(machine, f),
        "f_lineno" => match code.span_at(f.get(Frame::PC) as u32).line {
            // A generator that was not started yet.
            0 if f.get(Frame::PC) == 0 && code.unit.line > 0 => {
                Value::int(code.unit.line as i64).expect("small")
            }
            0 => none,
            n => Value::int(n as i64).expect("small"),
        },
        "f_lasti" => Value::int(2 * code.insn_at(f.get(Frame::PC) as u32) as i64).expect("small"),
        "f_locals" => locals(machine, f, s)?,
        "f_trace" => none,
        "f_trace_lines" => machine.root(roots::TRUE),
        "f_trace_opcodes" => machine.root(roots::FALSE),
        "f_generator" => none,
        _ => return Ok(None),
    }))
}

fn locals(machine: &Machine, f: Gc<Frame>, s: &Signature) -> Result<Value, Raise> {
    if s.module_body && !s.named {
        return Ok(s.globals().value());
    }
    if f.get(Frame::LOCALS) != Value::ZERO {
        return Ok(f.get(Frame::LOCALS));
    }
    let registers = f.get(Frame::REGISTERS).cast::<Array>().map_or_else(Vec::new, crate::calls::words);
    if s.named || s.class_body {
        return Ok(registers.first().copied().unwrap_or(roots::none(machine)));
    }
    let mut names = s.names.clone();
    let mut values: Vec<Value> = registers.into_iter().take(names.len()).collect();
    values.resize(names.len(), machine.root(roots::UNBOUND));
    let function = match f.get(Frame::CALLEE).cast::<Coroutine>() {
        Some(c) => c.get(Coroutine::CALLEE),
        None => f.get(Frame::CALLEE),
    };
    if let Some(cells) = function.cast::<Function>().and_then(|f| f.get(Function::CLOSURE).cast::<Tuple>()) {
        names.extend(s.frees.iter().cloned());
        values.extend(Tuple::to_vec(cells));
    }
    let values: Vec<Value> =
        values.into_iter().map(|v| v.cast::<CellBox>().map_or(v, |c| c.get(CellBox::VALUE))).collect();
    let d = namespaces::locals(machine, &names, &values)?.value();
    f.set(&machine.heap, Frame::LOCALS, d);
    Ok(d)
}
