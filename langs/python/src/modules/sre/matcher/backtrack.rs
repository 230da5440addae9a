//! Going back to the last choice, and undoing what was done since.

use super::super::charset::Words;
use super::super::code::*;
use super::{Entry, Matcher, Text, takes};

impl Matcher {
    /// What was chosen behind the barrier at `b` stays.
    pub(super) fn commit(&mut self, b: usize) {
        let mut kept = b;
        for i in b + 1..self.stack.len() {
            let e = self.stack[i];
            if matches!(
                e,
                Entry::Mark { .. } | Entry::Last { .. } | Entry::Count { .. } | Entry::Current { .. }
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

    pub(super) fn undo(&mut self, e: Entry) {
        match e {
            Entry::Mark { i, old } => self.marks[i] = old,
            Entry::Last { mark, index } => (self.last_mark, self.last_index) = (mark, index),
            Entry::Count { repeat, count, last } => {
                self.repeats[repeat].count = count;
                self.repeats[repeat].last = last;
            }
            Entry::Current { repeat } => self.current = repeat,
            _ => {}
        }
    }

    /// Back to the last choice; false when there is none.
    pub(super) fn fail<S: Text>(&mut self, w: Words<'_>, text: S, fuel: &mut u64) -> bool {
        while let Some(e) = self.stack.pop() {
            *fuel = fuel.saturating_sub(1);
            let on = match e {
                Entry::Branch { pc, pos } => self.next_branch(w, pc, pos, text),
                Entry::Fewer { tail, least, pos } => self.fewer(w, tail, least, pos, text),
                Entry::More { at, pos, left } => self.more(w, at, pos, left, text),
                Entry::Tail { repeat, pc, pos } => {
                    (self.pc, self.pos) = (pc, pos);
                    self.set_current(self.repeats[repeat].outer);
                    true
                }
                Entry::Round { repeat, count, pos } => self.round(w, repeat, count, pos),
                Entry::Barrier { at, pos, count, outer } => self.barrier_failed(w, at, pos, count, outer),
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

    pub(super) fn next_branch<S: Text>(&mut self, w: Words<'_>, pc: usize, pos: usize, text: S) -> bool {
        let mut pc = pc;
        loop {
            let skip = w.at(pc) as usize;
            if skip == 0 {
                return false;
            }
            let next = pc + skip;
            // An alternative that cannot begin here is not worth an entry.
            let begins = match w.at(pc + 1) {
                LITERAL | IN => pos < self.end && takes(w, pc + 1, text.at(pos)),
                _ => true,
            };
            if begins {
                if w.at(next) != 0 {
                    self.stack.push(Entry::Branch { pc: next, pos });
                }
                (self.pc, self.pos) = (pc + 1, pos);
                return true;
            }
            pc = next;
        }
    }

    pub(super) fn fewer<S: Text>(
        &mut self,
        w: Words<'_>,
        tail: usize,
        least: usize,
        pos: usize,
        text: S,
    ) -> bool {
        let mut pos = pos;
        if w.at(tail) == LITERAL {
            let c = w.at(tail + 1);
            while pos >= self.end || text.at(pos) != c {
                if pos == least {
                    return false;
                }
                pos -= 1;
            }
        }
        if pos > least {
            self.stack.push(Entry::Fewer { tail, least, pos: pos - 1 });
        }
        (self.pc, self.pos) = (tail, pos);
        true
    }

    pub(super) fn more<S: Text>(&mut self, w: Words<'_>, at: usize, pos: usize, left: u32, text: S) -> bool {
        if left == 0 || pos >= self.end || !takes(w, at + 4, text.at(pos)) {
            return false;
        }
        let left = if left == MAX_REPEAT { left } else { left - 1 };
        self.stack.push(Entry::More { at, pos: pos + 1, left });
        (self.pc, self.pos) = (at + 1 + w.at(at + 1) as usize, pos + 1);
        true
    }

    pub(super) fn round(&mut self, w: Words<'_>, i: usize, count: i64, pos: usize) -> bool {
        let r = self.repeats[i];
        let most = w.at(r.at + 2);
        if most != MAX_REPEAT && count >= most as i64 || pos == r.last {
            return false;
        }
        self.pos = pos;
        self.set_current(i);
        self.set_count(i, count, pos);
        self.pc = r.at + 3;
        true
    }

    /// The part behind a barrier does not match.
    pub(super) fn barrier_failed(
        &mut self,
        w: Words<'_>,
        at: usize,
        pos: usize,
        count: i64,
        outer: usize,
    ) -> bool {
        self.barriers.pop();
        self.current = outer;
        let after = at + 1 + w.at(at + 1) as usize;
        match w.at(at) {
            ASSERT_NOT => {
                (self.pc, self.pos) = (after, pos);
                true
            }
            POSSESSIVE_REPEAT if count >= w.at(at + 2) as i64 => {
                (self.pc, self.pos) = (after + 1, pos);
                true
            }
            _ => false,
        }
    }
}
