//! Frames of a fiber, moved between the guest stack and an array.
//!
//! ```text
//! array:  | callee | code | back | up | register 0 .. | callee | code | back | up | register 0 .. |
//!           foot                                        the frame above
//! back    where the frame goes on, and which register the result goes to
//! up      distance to the next frame's base in words << 1, and marks; 0 in the one that runs
//! ```
//! `back` and `up` are the header words of the frame above: an array says how to go upwards, headers on the stack how
//! to go downwards. Registers that the frame does not need any more are unbound. To a trace all this is loads and
//! stores: code, `back` and `up` are promoted, so that it knows the frames.

use crate::sequence::Array;
use trackway::{CodeRef, Extent, Flow, Gc, Mode, Prim, Ret, Run, Step, T, Value, return_word};

/// Header words before a frame's registers, the callee's among them.
const HEADER: u32 = trackway::bytecode::FRAME_HEADER;

/// Where a result goes: a register, and what becomes of it there.
#[derive(Clone, Copy)]
pub(crate) struct Sink {
    pub(crate) dst: u32,
    pub(crate) ret: Ret,
}

impl Sink {
    fn of(back: u64) -> Sink {
        Sink { dst: back as u32 >> 4, ret: Ret::from_bits(back >> 1) }
    }
}

/// `old`, if it has as many words as the fiber's frames need, or a new array.
#[inline(always)]
pub(crate) fn room<M: Mode>(m: M, old: T<M, Gc<Array>>, e: Extent) -> T<M, Gc<Array>> {
    let words = e.words + m.code().regs;
    if m.tail_len(old, Array::ITEMS) == words as i64 { old } else { m.new_object::<Array>(T::lit(0), words) }
}

/// Fills `array` from the frames of `e`. The running one is to go on behind its op, with the result in `dst`.
#[inline(always)]
pub(crate) fn save<M: Mode>(m: M, array: T<M, Gc<Array>>, e: Extent, dst: u32) {
    let (mut below, mut up, mut back) = (0, 0, return_word(m.next_pc(), dst, Ret::Write));
    loop {
        let frame = m.machine().saved_frame(below);
        frame.code.suspends.set(true);
        save_frame(m, array, e.words - below, below, Layout { code: frame.code, back, up });
        if frame.is_foot {
            return;
        }
        (below, up, back) = (below + words(frame.link), frame.link, frame.back);
    }
}

/// A frame as an array's words describe it.
#[derive(Clone, Copy)]
struct Layout {
    code: CodeRef,
    back: u64,
    /// The next frame's link word, or 0.
    up: u64,
}

/// The distance in a link word.
fn words(link: u64) -> u32 {
    link as u32 >> 1
}

impl Layout {
    fn pc(self) -> u32 {
        (self.back >> 32) as u32
    }

    /// Words from the frame's base that are its own, those that lie between it and the next one included.
    fn own(self) -> u32 {
        if self.up == 0 { self.code.regs } else { words(self.up) - HEADER }
    }

    /// The frame keeps an object in the word below the next one.
    fn keeps_below(self, i: u32) -> bool {
        self.up != 0 && i + HEADER + 1 == words(self.up) && Sink::of(self.back).ret == Ret::Below
    }
}

/// Walks the registers that a frame needs, in their order.
struct Needed<'a>(std::slice::Iter<'a, u32>, Option<u32>);

impl<'a> Needed<'a> {
    #[inline(always)]
    fn of<M: Mode>(m: M, l: &'a Layout) -> Needed<'a> {
        let mut rest = l.code.needed_behind(m.machine(), l.pc()).iter();
        let first = rest.next().copied();
        Needed(rest, first)
    }

    #[inline(always)]
    fn has(&mut self, i: u32) -> bool {
        let found = self.1 == Some(i);
        if found {
            self.1 = self.0.next().copied();
        }
        found
    }
}

#[inline(always)]
fn word<M: Mode>(bits: u64) -> T<M, Value> {
    T::lit(Value::from_bits(bits))
}

/// The frame with its base at `at` in the array, `below` words under the running one's.
#[inline(always)]
fn save_frame<M: Mode>(m: M, array: T<M, Gc<Array>>, at: u32, below: u32, l: Layout) {
    let put = |i: u32, v| m.set_item(array, Array::ITEMS, T::lit(i as i64), v);
    let register = |i: i32| m.word_from_base(i - below as i32);
    put(at - 4, register(-4));
    put(at - 3, word(l.code.to_word() << 1));
    put(at - 2, word(l.back));
    put(at - 1, word(l.up));
    let mut needed = Needed::of(m, &l);
    for i in 0..l.own() {
        let kept = needed.has(i) || l.keeps_below(i);
        put(at + i, if kept { register(i as i32) } else { T::lit(m.root(0)) });
    }
}

/// Reads the layout of the frame with its base at `at`. Static from here on.
#[inline(always)]
fn layout<M: Mode>(m: M, array: T<M, Gc<Array>>, at: u32) -> Layout {
    let word = |i: u32| m.item(array, Array::ITEMS, T::lit(i as i64)).promote().bits();
    let (code, back, up) = (word(at - 3), word(at - 2), word(at - 1));
    Layout { code: CodeRef::from_word(code >> 1), back, up }
}

/// Fills a frame whose base is `base` words from the running one's.
#[inline(always)]
fn fill<M: Mode>(m: M, array: T<M, Gc<Array>>, at: u32, base: i32, l: Layout) {
    let item = |i: u32| m.item(array, Array::ITEMS, T::lit(i as i64));
    m.set_word_from_base(base - 4, item(at - 4));
    let (own, mut needed) = (l.own(), Needed::of(m, &l));
    for i in 0..own.max(l.code.regs) {
        let kept = i < own && (needed.has(i) || l.keeps_below(i));
        m.set_word_from_base(base + i as i32, if kept { item(at + i) } else { T::lit(m.root(0)) });
    }
}

/// Puts the frames in `array` above the running one, to which the lowest one's result goes; `v` is the result
/// that the running one waits for.
#[inline(always)]
pub(crate) fn restore<M: Mode>(m: M, array: T<M, Gc<Array>>, v: T<M, Value>, to: Sink) -> Step {
    let window = m.code().regs;
    let l = layout(m, array, HEADER);
    fill(m, array, HEADER, (window + HEADER) as i32, l);
    let step = m.resume(l.code, window, l.pc(), trackway::Out(to.dst), to.ret)?;
    let m = m.moved();
    m.mark_foot(window);
    above(m, array, v, (HEADER, l), step)
}

/// Enters the frames above the running one, which is the one at `at`.
#[inline(always)]
fn above<M: Mode>(
    m: M,
    array: T<M, Gc<Array>>,
    v: T<M, Value>,
    (mut at, mut l): (u32, Layout),
    mut step: Flow,
) -> Step {
    let mut m = m;
    while l.up != 0 {
        let (link, window, to) = (l.up, words(l.up) - HEADER, Sink::of(l.back));
        at += words(l.up);
        l = layout(m, array, at);
        fill(m, array, at, (window + HEADER) as i32, l);
        step = m.resume(l.code, window, l.pc(), trackway::Out(to.dst), to.ret)?;
        m = m.moved();
        m.set_word_from_base(-1, word(link));
    }
    m.set_register(Sink::of(l.back).dst, v);
    Ok(step)
}

/// Ends the `n` innermost frames; the lowest one's result is `v`.
#[inline(always)]
pub(crate) fn leave<M: Mode>(m: M, n: u32, v: T<M, Value>) -> Step {
    let mut step = m.leave(v);
    for _ in 1..n {
        step = m.leave(v);
    }
    step
}

/// Puts the frames in `array` in the place of those of `e`, all of which end. `false`: the lowest one is
/// a frame of other code.
pub(crate) fn replace(m: Run<'_>, array: Gc<Array>, v: Value, e: Extent) -> Option<Step> {
    let array = T::<Run, _>::lit(array);
    let l = layout(m, array, HEADER);
    if m.machine().saved_frame(e.words - HEADER).code != l.code {
        return None;
    }
    if e.frames > 1 {
        _ = leave(m, e.frames - 1, T::lit(v));
    }
    let step = m.went_to(l.pc());
    let m = m.moved();
    fill(m, array, HEADER, 0, l);
    Some(step.and_then(|step| above(m, array, T::lit(v), (HEADER, l), step)))
}

/// A frame that is set aside, as tools see it.
pub struct SetAside {
    pub code: CodeRef,
    /// Where it goes on.
    pub pc: u32,
    pub callee: Value,
    /// Those that are not needed any more are unbound.
    pub registers: Vec<Value>,
}

/// The `n` frames in an array, the lowest one first.
pub(crate) fn list(array: Gc<Array>, n: usize) -> Vec<SetAside> {
    let item = |i: u32| array.item(Array::ITEMS, i as usize);
    let mut at = HEADER;
    let mut all = Vec::new();
    for _ in 0..n {
        let code = CodeRef::from_word(item(at - 3).bits() >> 1);
        let l = Layout { code, back: item(at - 2).bits(), up: item(at - 1).bits() };
        let registers = (0..l.own().min(l.code.regs)).map(|i| item(at + i)).collect();
        all.push(SetAside { code: l.code, pc: l.pc(), callee: item(at - 4), registers });
        at += words(l.up);
    }
    all
}
