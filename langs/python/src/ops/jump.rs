//! Jumps.
//!
//! A conditional jump on a value may need guest code (`__bool__`, `__lt__`). Then the answer, True
//! or False, goes to the scratch register `x` and control to the next instruction, which is a
//! `jump_if_true` or `jump_if_false` on `x`; otherwise that instruction is passed over.

use super::compare::{Cmp, Compared, ask, ask_truth, numbers, others, truth};
use crate::roots;
use trackway::*;
use trackway_kit::Tuple;

/// Go on at `t`
#[op(diverges)]
pub fn jump<M: Mode>(m: M, t: Target) -> Step {
    m.jump(t)
}

/// Back to a loop header
#[op(diverges)]
pub fn loop_back<M: Mode>(m: M, t: Target, site: Loop) -> Step {
    m.loop_back(t, site)
}

/// To `t` when `s` is true, to `e` when not
#[op]
pub fn jump_if<M: Mode>(m: M, s: In, t: Target, e: Target, x: Out, site: Site) -> Step {
    let v = m.get(s);
    match truth(m, v, Some(site)) {
        Some(true) => m.jump(t),
        Some(false) => m.jump(e),
        None => ask_truth(m, v, site, x),
    }
}

/// To `t` when `s` is false, to `e` when not
#[op]
pub fn jump_if_not<M: Mode>(m: M, s: In, t: Target, e: Target, x: Out, site: Site) -> Step {
    let v = m.get(s);
    match truth(m, v, Some(site)) {
        Some(false) => m.jump(t),
        Some(true) => m.jump(e),
        None => ask_truth(m, v, site, x),
    }
}

/// To `t` when `s` is True
#[op]
pub fn jump_if_true<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).is_static(m.root(roots::TRUE)) { m.jump(t) } else { m.next() }
}

/// To `t` when `s` is False
#[op]
pub fn jump_if_false<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).is_static(m.root(roots::FALSE)) { m.jump(t) } else { m.next() }
}

/// To `t` when `s` is None
#[op]
pub fn jump_if_none<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).is_static(m.root(roots::NONE)) { m.jump(t) } else { m.next() }
}

/// To `t` when `s` is not None
#[op]
pub fn jump_if_not_none<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).is_static(m.root(roots::NONE)) { m.next() } else { m.jump(t) }
}

/// To `t` when `s` is the END marker
#[op]
pub fn jump_if_end<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).is_static(m.root(roots::END)) { m.jump(t) } else { m.next() }
}

/// To `t` when `s` is a tuple, and no instance of a subclass
#[op]
pub fn jump_if_tuple<M: Mode>(m: M, s: In, t: Target) -> Step {
    if m.get(s).cast::<Tuple>(m).is_some() { m.jump(t) } else { m.next() }
}

/// To `t` when `a is b`
#[op]
pub fn jump_if_is<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    if m.get(a).is(m.get(b)) { m.jump(t) } else { m.next() }
}

/// To `t` when `a is not b`
#[op]
pub fn jump_if_is_not<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
    if m.get(a).is(m.get(b)) { m.next() } else { m.jump(t) }
}

macro_rules! compare_jumps {
    ($( $(#[$doc:meta])* $yes:ident $(#[$ndoc:meta])* $no:ident $op:ident ),* $(,)?) => {$(
        $(#[$doc])*
        #[op]
        pub fn $yes<M: Mode>(m: M, a: In, b: In, t: Target, e: Target, x: Out, site: Site) -> Step {
            let (v, w) = (m.get(a), m.get(b));
            let known = match numbers(v, w, Cmp::$op) {
                Some(known) => known,
                None => match others(m, v, w, site, Cmp::$op)? {
                    Compared::Known(known) => known,
                    Compared::Ask(f) => return ask(m, f, v, w, Cmp::$op, x, true),
                },
            };
            if known { m.jump(t) } else { m.jump(e) }
        }
        $(#[$ndoc])*
        #[op]
        pub fn $no<M: Mode>(m: M, a: In, b: In, t: Target, e: Target, x: Out, site: Site) -> Step {
            let (v, w) = (m.get(a), m.get(b));
            let known = match numbers(v, w, Cmp::$op) {
                Some(known) => known,
                None => match others(m, v, w, site, Cmp::$op)? {
                    Compared::Known(known) => known,
                    Compared::Ask(f) => return ask(m, f, v, w, Cmp::$op, x, true),
                },
            };
            if known { m.jump(e) } else { m.jump(t) }
        }
    )*};
}

compare_jumps! {
    /// To `t` when `a < b`, else to `e`
    jump_if_lt /** To `t` unless `a < b`, else to `e` */ jump_if_not_lt Lt,
    /// To `t` when `a <= b`, else to `e`
    jump_if_le /** To `t` unless `a <= b`, else to `e` */ jump_if_not_le Le,
    /// To `t` when `a == b`, else to `e`
    jump_if_eq /** To `t` unless `a == b`, else to `e` */ jump_if_not_eq Eq,
    /// To `t` when `a != b`, else to `e`
    jump_if_ne /** To `t` unless `a != b`, else to `e` */ jump_if_not_ne Ne,
    /// To `t` when `a > b`, else to `e`
    jump_if_gt /** To `t` unless `a > b`, else to `e` */ jump_if_not_gt Gt,
    /// To `t` when `a >= b`, else to `e`
    jump_if_ge /** To `t` unless `a >= b`, else to `e` */ jump_if_not_ge Ge,
}
