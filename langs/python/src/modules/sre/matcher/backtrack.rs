//! Going back to the last choice, and undoing what was done since.

use super::super::code::MAX_REPEAT;
use super::super::program::{Inst, Kind, Program, Run};
use super::{Entry, Matcher, Text};

impl Matcher {
    /// What was chosen behind the barrier at `b` stays.
    pub(super) fn commit(&mut self, b: usize) {
        let mut kept = b;
        for i in b + 1..self.stack.len() {
            let e = self.stack[i];
            if matches!(
                e,
                Entry::Mark { .. } | Entry::Count { .. } | Entry::Current { .. } | Entry::Entered { .. }
            ) {
                self.stack[kept] = e;
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    /// Undoes everything down to and with the entry at `b`.
    pub(super) fn undo_to(&mut self, b: usize) {
        while self.stack.len() > b {
            if let Some(e) = self.stack.pop() {
                self.undo(e);
            }
        }
    }

    fn undo(&mut self, e: Entry) {
        match e {
            Entry::Mark { mark, last_index, old } => {
                self.marks[mark as usize] = old;
                self.last_index = last_index;
            }
            Entry::Count { round, count, last } => {
                let r = &mut self.rounds[round as usize];
                r.count = if count == u32::MAX { -1 } else { count as i64 };
                r.last = last;
            }
            Entry::Current { round } => self.current = round,
            Entry::Entered { outer } => self.leave(outer),
            _ => {}
        }
    }

    /// Back to the last choice; false when there is none.
    pub(super) fn fail<S: Text>(&mut self, p: &Program, text: S, fuel: &mut u64) -> bool {
        while let Some(e) = self.stack.pop() {
            *fuel = fuel.saturating_sub(1);
            let on = match e {
                Entry::Branch { alternative, pos } => self.branch(p, alternative, pos, text),
                Entry::Fewer { pc, least, pos } => self.fewer(p, pc, least, pos, text),
                Entry::More { pc, left, pos } => self.more(p, pc, pos, left, text, fuel),
                Entry::Tail { round, pos } => {
                    let r = self.rounds[round as usize];
                    (self.pc, self.pos) = (p.repeats[r.repeat as usize].tail, pos);
                    self.set_current(r.outer);
                    true
                }
                Entry::Again { round, pos } => self.again(p, round, pos, text),
                Entry::Barrier { barrier, count, outer, pos } => {
                    self.barrier_failed(p, barrier, count, outer, pos)
                }
                e => {
                    self.undo(e);
                    false
                }
            };
            if on {
                return true;
            }
        }
        false
    }

    /// The first alternative from `i` on that can begin here; the others are noted, if one of them can.
    #[inline]
    pub(super) fn branch<S: Text>(&mut self, p: &Program, i: u32, pos: usize, text: S) -> bool {
        let c = self.look(text, pos);
        let next = |mut i: u32| {
            loop {
                let a = &p.alternatives[i as usize];
                if p.may_begin(a.first, || c) {
                    return Some((i, a));
                }
                if a.last {
                    return None;
                }
                i += 1;
            }
        };
        let Some((i, chosen)) = next(i) else { return false };
        if !chosen.last
            && let Some((alternative, _)) = next(i + 1)
        {
            self.stack.push(Entry::Branch { alternative, pos });
        }
        (self.pc, self.pos) = (chosen.pc, pos);
        true
    }

    fn run_at<'p>(&self, p: &'p Program, pc: u32) -> Option<&'p Run> {
        match p.insts[pc as usize] {
            Inst::Run(i) => Some(&p.runs[i as usize]),
            _ => None,
        }
    }

    /// Ends the run at `pc` at the last place up to `pos` where what follows can begin.
    pub(super) fn fewer<S: Text>(
        &mut self,
        p: &Program,
        pc: u32,
        least: usize,
        mut pos: usize,
        text: S,
    ) -> bool {
        let Some(run) = self.run_at(p, pc) else { return false };
        while !p.may_begin(run.tail, || self.look(text, pos)) {
            if pos == least {
                return false;
            }
            pos -= 1;
        }
        if pos > least {
            self.stack.push(Entry::Fewer { pc, least, pos: pos - 1 });
        }
        (self.pc, self.pos) = (pc + 1, pos);
        true
    }

    /// One character more for a lazy run, and on to what follows.
    fn more<S: Text>(
        &mut self,
        p: &Program,
        pc: u32,
        pos: usize,
        left: u32,
        text: S,
        fuel: &mut u64,
    ) -> bool {
        let Some(run) = self.run_at(p, pc) else { return false };
        if left == 0 || !self.look(text, pos).is_some_and(|c| p.takes(run.one, c)) {
            return false;
        }
        let left = if left == MAX_REPEAT { left } else { left - 1 };
        self.lazily(p, pc, pos + 1, left, text, fuel)
    }

    /// Ends the lazy run at `pc` at the first place from `pos` on where what follows can begin.
    pub(super) fn lazily<S: Text>(
        &mut self,
        p: &Program,
        pc: u32,
        mut pos: usize,
        mut left: u32,
        text: S,
        fuel: &mut u64,
    ) -> bool {
        let Some(run) = self.run_at(p, pc) else { return false };
        let from = pos;
        while !p.may_begin(run.tail, || self.look(text, pos)) {
            if left == 0 || !self.look(text, pos).is_some_and(|c| p.takes(run.one, c)) {
                return false;
            }
            left = if left == MAX_REPEAT { left } else { left - 1 };
            pos += 1;
        }
        *fuel = fuel.saturating_sub((pos - from) as u64 / 8);
        if left > 0 {
            self.stack.push(Entry::More { pc, left, pos });
        }
        (self.pc, self.pos) = (pc + 1, pos);
        true
    }

    /// The part behind a barrier does not match.
    fn barrier_failed(&mut self, p: &Program, barrier: u32, count: u32, outer: u32, pos: usize) -> bool {
        self.barriers.pop();
        self.current = outer;
        let part = &p.barriers[barrier as usize];
        match part.kind {
            Kind::AssertNot(_) => {}
            Kind::Possessive if count >= part.least => {}
            _ => return false,
        }
        (self.pc, self.pos) = (part.after, pos);
        true
    }
}
