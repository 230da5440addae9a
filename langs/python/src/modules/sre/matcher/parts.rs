//! Instructions that are less frequent: repeats of several instructions, lookarounds, groups again.

use super::super::charset::{ascii_lower, ascii_word, unicode_lower, unicode_word};
use super::super::code::{GROUPREF, GROUPREF_UNI_IGNORE, MAX_REPEAT};
use super::super::program::{Inst, Kind, Program};
use super::{Entry, Matcher, NONE, Round, Text, UNSET};

impl Matcher {
    /// Carries an instruction out; false when it failed.
    #[inline(never)]
    pub(super) fn part<S: Text>(&mut self, p: &Program, inst: Inst, text: S) -> bool {
        match inst {
            Inst::Repeat(repeat) => {
                self.note(Entry::Entered { outer: self.current });
                self.rounds.push(Round { count: -1, last: UNSET, repeat, outer: self.current });
                self.current = self.rounds.len() as u32 - 1;
                // The `Until`, in front of what follows, sees whether a round is wanted.
                self.pc = p.repeats[repeat as usize].tail - 1;
                true
            }
            Inst::MaxUntil => self.round_over(p, false, text),
            Inst::MinUntil => self.round_over(p, true, text),
            Inst::Barrier(i) => self.enter_barrier(p, i),
            Inst::Group(op, group) => {
                self.pc += 1;
                self.group_again(op, group as usize, text)
            }
            Inst::IfGroup(group, other) => {
                self.pc = if self.group(group as usize).is_some() { self.pc + 1 } else { other };
                true
            }
            _ => false,
        }
    }

    /// At the `Until` of the current repeat.
    fn round_over<S: Text>(&mut self, p: &Program, lazy: bool, text: S) -> bool {
        let Some(r) = self.rounds.get(self.current as usize).copied() else { return false };
        let (round, count, repeat) = (self.current, r.count + 1, &p.repeats[r.repeat as usize]);
        if count < repeat.least as i64 {
            self.set_count(round, count, r.last);
            self.pc = repeat.body;
            return true;
        }
        let pos = self.pos;
        let more = (repeat.most == MAX_REPEAT || count < repeat.most as i64) && pos != r.last;
        if lazy {
            self.stack.push(Entry::Again { round, pos });
        } else if more && p.may_begin(repeat.body_first, || self.look(text, pos)) {
            // Without what follows there is no way but this round.
            if p.may_begin(repeat.tail_first, || self.look(text, pos)) {
                self.stack.push(Entry::Tail { round, pos });
            }
            self.set_count(round, count, pos);
            self.pc = repeat.body;
            return true;
        }
        self.set_current(r.outer);
        self.pc = repeat.tail;
        true
    }

    pub(super) fn set_current(&mut self, round: u32) {
        self.note(Entry::Current { round: self.current });
        self.current = round;
    }

    pub(super) fn set_count(&mut self, round: u32, count: i64, last: usize) {
        let r = self.rounds[round as usize];
        // A count is at most the number of characters; -1 is kept as the largest number.
        self.note(Entry::Count { round, count: r.count as u32, last: r.last });
        self.rounds[round as usize].count = count;
        self.rounds[round as usize].last = last;
    }

    pub(super) fn barrier(&mut self, barrier: u32, count: u32) {
        self.barriers.push(self.stack.len());
        self.stack.push(Entry::Barrier { barrier, count, outer: self.current, pos: self.pos });
    }

    fn enter_barrier(&mut self, p: &Program, i: u32) -> bool {
        let part = &p.barriers[i as usize];
        match part.kind {
            Kind::Assert(back) | Kind::AssertNot(back) if self.pos < back as usize => {
                // Nothing can stand there.
                self.pc = part.after;
                return matches!(part.kind, Kind::AssertNot(_));
            }
            Kind::Possessive if part.most == 0 => {
                self.pc = part.after;
                return true;
            }
            _ => {}
        }
        self.barrier(i, 0);
        if let Kind::Assert(back) | Kind::AssertNot(back) = part.kind {
            self.pos -= back as usize;
        }
        self.pc = part.body;
        true
    }

    pub(super) fn group(&self, i: usize) -> Option<(usize, usize)> {
        let (a, b) = (*self.marks.get(2 * i)?, *self.marks.get(2 * i + 1)?);
        if a == UNSET || b == UNSET || b < a { None } else { Some((a, b)) }
    }

    fn group_again<S: Text>(&mut self, op: u32, i: usize, text: S) -> bool {
        let Some((a, b)) = self.group(i) else { return false };
        if self.end - self.pos < b - a {
            return false;
        }
        let fold: fn(u32) -> u32 = match op {
            GROUPREF => |c| c,
            GROUPREF_UNI_IGNORE => unicode_lower,
            _ => ascii_lower,
        };
        for k in 0..b - a {
            if fold(text.at(a + k)) != fold(text.at(self.pos + k)) {
                return false;
            }
        }
        self.pos += b - a;
        true
    }

    pub(super) fn holds<S: Text>(&self, what: u32, text: S) -> bool {
        let (pos, end) = (self.pos, self.end);
        let boundary = |word: fn(u32) -> bool| {
            let before = pos > 0 && word(text.at(pos - 1));
            let after = pos < end && word(text.at(pos));
            before != after
        };
        match what {
            0 | 2 => pos == 0,
            1 => pos == 0 || text.at(pos - 1) == 10,
            3 | 8 => boundary(ascii_word),
            4 | 9 => !boundary(ascii_word),
            5 => pos == end || pos + 1 == end && text.at(pos) == 10,
            6 => pos == end || text.at(pos) == 10,
            7 => pos == end,
            10 => boundary(unicode_word),
            _ => !boundary(unicode_word),
        }
    }

    /// One more round of a lazy repeat.
    pub(super) fn again<S: Text>(&mut self, p: &Program, round: u32, pos: usize, text: S) -> bool {
        let r = self.rounds[round as usize];
        let (count, repeat) = (r.count + 1, &p.repeats[r.repeat as usize]);
        let full = repeat.most != MAX_REPEAT && count >= repeat.most as i64;
        if full || pos == r.last || !p.may_begin(repeat.body_first, || self.look(text, pos)) {
            return false;
        }
        self.pos = pos;
        self.set_current(round);
        self.set_count(round, count, pos);
        self.pc = repeat.body;
        true
    }

    /// Back to the repeat that was current before.
    pub(super) fn leave(&mut self, outer: u32) {
        self.rounds.pop();
        self.current = outer;
        debug_assert!(outer == NONE || (outer as usize) < self.rounds.len());
    }
}
