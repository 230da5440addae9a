//! What the parts of a pattern begin with, and which repeats never need to give characters back.
//!
//! ```text
//! \d+\.   what follows begins with none of the digits: giving one back cannot help
//! (a|b)c  an alternative or round that cannot begin with the next character is not tried
//! ```
//!
//! Invariant: a filter has every character that its part can begin with. A part that may be empty,
//! or of which too much would have to be looked at, has none.

use super::charset::{ascii_word, unicode_word};
use super::program::*;

/// Instructions looked at for one filter.
const EFFORT: u32 = 64;

/// Fills in the filters.
pub fn analyse(p: &mut Program) {
    for i in 0..p.alternatives.len() {
        p.alternatives[i].first = filter(p, p.alternatives[i].pc);
    }
    for i in 0..p.repeats.len() {
        p.repeats[i].body_first = filter(p, p.repeats[i].body);
        p.repeats[i].tail_first = filter(p, p.repeats[i].tail);
    }
    for pc in 0..p.insts.len() as u32 {
        if let Inst::Run(i) = p.insts[pc as usize] {
            p.runs[i as usize].tail = filter(p, pc + 1);
            if p.runs[i as usize].choice == Choice::Most {
                p.runs[i as usize].choice = choice(p, p.runs[i as usize], pc + 1);
            }
        }
    }
    p.first = filter(p, 0);
    p.first_char = p.first.and_then(|i| only(&p.sets[i as usize]));
    p.anchored = matches!(after_marks(p, 0), Some(Inst::At(0 | 2)));
}

/// The one character of a set.
fn only(s: &Set) -> Option<u32> {
    let count: u32 = s.bits.iter().map(|b| b.count_ones()).sum();
    let (i, b) = s.bits.iter().enumerate().find(|(_, b)| **b != 0)?;
    (count == 1 && s.high == High::None).then_some(64 * i as u32 + b.trailing_zeros())
}

/// The first instruction from `pc` on that is no mark and no jump.
fn after_marks(p: &Program, mut pc: u32) -> Option<Inst> {
    for _ in 0..EFFORT {
        match p.insts[pc as usize] {
            Inst::Mark(_) => pc += 1,
            Inst::Jump(to) => pc = to,
            inst => return Some(inst),
        }
    }
    None
}

fn filter(p: &mut Program, pc: u32) -> Filter {
    let mut effort = EFFORT;
    let set = first(p, pc, &mut effort)?;
    Some(match p.sets.iter().position(|s| *s == set) {
        Some(i) => i,
        None => {
            p.sets.push(set);
            p.sets.len() - 1
        }
    } as u32)
}

fn set_of(p: &Program, one: One) -> Set {
    let all = Set { bits: [u64::MAX; 4], high: High::All };
    let without = |c: u32| {
        let mut s = all;
        if c < 256 {
            s.bits[c as usize >> 6] &= !(1 << (c & 63));
        }
        s
    };
    match one {
        One::Char(c) if c < 256 => {
            let mut s = Set::EMPTY;
            s.add(c);
            s
        }
        One::Char(_) => Set { high: High::All, ..Set::EMPTY },
        One::NotChar(c) => without(c),
        One::Any => without(10),
        One::AnyAll => all,
        One::Set(i) => p.sets[i as usize],
    }
}

fn union(a: Set, b: Set) -> Set {
    let bits = std::array::from_fn(|i| a.bits[i] | b.bits[i]);
    let high = match (a.high, b.high) {
        (High::None, h) | (h, High::None) => h,
        (a, b) if a == b => a,
        _ => High::All,
    };
    Set { bits, high }
}

/// The characters that the code at `pc` may begin with; nothing if it may match without one.
fn first(p: &Program, mut pc: u32, effort: &mut u32) -> Option<Set> {
    loop {
        *effort = effort.checked_sub(1)?;
        match p.insts[pc as usize] {
            Inst::One(one) => return Some(set_of(p, one)),
            Inst::Jump(to) => pc = to,
            Inst::Mark(_) | Inst::At(_) => pc += 1,
            Inst::Branch(i) => return branch(p, i as usize, effort),
            Inst::Run(i) => {
                let run = p.runs[i as usize];
                let own = set_of(p, run.one);
                return if run.least > 0 { Some(own) } else { Some(union(own, first(p, pc + 1, effort)?)) };
            }
            Inst::Repeat(i) => {
                let r = p.repeats[i as usize];
                let body = first(p, r.body, effort)?;
                return if r.least > 0 { Some(body) } else { Some(union(body, first(p, r.tail, effort)?)) };
            }
            Inst::MaxUntil | Inst::MinUntil => {
                let r = p.repeats.iter().find(|r| r.tail == pc + 1)?;
                return Some(union(first(p, r.body, effort)?, first(p, r.tail, effort)?));
            }
            Inst::Barrier(i) => {
                let b = p.barriers[i as usize];
                match b.kind {
                    Kind::Assert(_) | Kind::AssertNot(_) => pc = b.after,
                    _ if b.least > 0 => pc = b.body,
                    _ => return Some(union(first(p, b.body, effort)?, first(p, b.after, effort)?)),
                }
            }
            Inst::Fail => return Some(Set::EMPTY),
            Inst::Group(..) | Inst::IfGroup(..) | Inst::Success => return None,
        }
    }
}

fn branch(p: &Program, mut i: usize, effort: &mut u32) -> Option<Set> {
    let mut all = Set::EMPTY;
    loop {
        all = union(all, first(p, p.alternatives[i].pc, effort)?);
        if p.alternatives[i].last {
            return Some(all);
        }
        i += 1;
    }
}

/// How a repeat that takes as much as it can chooses, with `tail` behind it.
fn choice(p: &Program, run: Run, tail: u32) -> Choice {
    let own = set_of(p, run.one);
    let within = |word: fn(u32) -> bool| (0..256).all(|c| !own.has(&p.words, c) || word(c));
    match after_marks(p, tail) {
        // The end of all or of a part: where fewer ended, more did.
        Some(Inst::Success | Inst::At(7)) => return Choice::Possessive,
        // `$`: no newline can be given back.
        Some(Inst::At(5 | 6)) if !own.has(&p.words, 10) => return Choice::Possessive,
        // `\b`: there is none within a word.
        Some(Inst::At(3 | 8)) if run.least > 0 && within(ascii_word) => return Choice::PossessiveIfNarrow,
        Some(Inst::At(10)) if run.least > 0 && within(unicode_word) => return Choice::PossessiveIfNarrow,
        _ => {}
    }
    let Some(follows) = run.tail.map(|i| p.sets[i as usize]) else { return Choice::Most };
    if (0..4).any(|i| own.bits[i] & follows.bits[i] != 0) {
        Choice::Most
    } else if own.high == High::None || follows.high == High::None {
        Choice::Possessive
    } else {
        Choice::PossessiveIfNarrow
    }
}
