//! A backtracking matcher that runs in steps.
//!
//! What is to be tried or undone later stands on one stack of its own, so the native stack does not
//! grow, and a match can stop after any number of steps and go on later.
//!
//! ```text
//! stack: [Branch, Fewer, More, ..: try that there] [Undo: a mark, a repeat's count] [Barrier: a lookaround begins] ..
//! fail:  pop; undo; until a choice
//! ```
//!
//! While the stack is empty there is nothing to go back to, so nothing is noted to be undone.

mod backtrack;
mod parts;
mod text;

pub use text::Text;

use super::code::MAX_REPEAT;
use super::program::{Choice, Inst, Kind, One, Program, Run};

/// A mark that is not set.
pub const UNSET: usize = usize::MAX;

/// What a match must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Begin at the start.
    Match,
    /// Begin anywhere.
    Search,
    /// From the start to the end.
    Full,
}

/// How a run of steps ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Matched,
    Failed,
    /// The steps are used up.
    Pending,
}

/// What an instruction leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    On,
    Back,
    Matched,
}

/// One entry into a repeat of several instructions.
#[derive(Clone, Copy)]
struct Round {
    count: i64,
    last: usize,
    repeat: u32,
    outer: u32,
}

#[derive(Clone, Copy)]
enum Entry {
    /// The next alternative of a branch.
    Branch {
        alternative: u32,
        pos: usize,
    },
    /// A repeat of one character, which may take fewer.
    Fewer {
        pc: u32,
        least: usize,
        pos: usize,
    },
    /// A repeat of one character, which may take more.
    More {
        pc: u32,
        left: u32,
        pos: usize,
    },
    /// What follows a repeat.
    Tail {
        round: u32,
        pos: usize,
    },
    /// One more round of a lazy repeat.
    Again {
        round: u32,
        pos: usize,
    },
    Mark {
        mark: u32,
        last_index: u32,
        old: usize,
    },
    Count {
        round: u32,
        count: u32,
        last: usize,
    },
    Current {
        round: u32,
    },
    /// A repeat was entered; the one around it.
    Entered {
        outer: u32,
    },
    Barrier {
        barrier: u32,
        count: u32,
        outer: u32,
        pos: usize,
    },
}

/// A match under way.
pub struct Matcher {
    goal: Goal,
    /// Where this attempt began.
    pub start: usize,
    end: usize,
    /// The match must not be empty at this place.
    advance: Option<usize>,
    pc: u32,
    pub pos: usize,
    /// Start and end of each group.
    pub marks: Vec<usize>,
    /// A mark was set since all were unset.
    marked: bool,
    pub last_index: u32,
    stack: Vec<Entry>,
    /// Where barriers are on the stack.
    barriers: Vec<usize>,
    rounds: Vec<Round>,
    current: u32,
    begun: bool,
}

const NONE: u32 = u32::MAX;

impl Default for Matcher {
    fn default() -> Matcher {
        Matcher {
            goal: Goal::Match,
            start: 0,
            end: 0,
            advance: None,
            pc: 0,
            pos: 0,
            marks: Vec::new(),
            marked: false,
            last_index: 0,
            stack: Vec::new(),
            barriers: Vec::new(),
            rounds: Vec::new(),
            current: NONE,
            begun: false,
        }
    }
}

impl Matcher {
    /// Sets out for a match of `groups` groups between two places of a text.
    pub fn aim(&mut self, groups: usize, goal: Goal, start: usize, end: usize) {
        self.goal = goal;
        self.end = end;
        self.marks.clear();
        self.marks.resize(2 * groups, UNSET);
        self.marked = false;
        self.from(start, false);
    }

    /// The next match begins at `start` or behind it, and is not empty there with `advance`.
    pub fn from(&mut self, start: usize, advance: bool) {
        self.start = start;
        self.pos = start;
        self.advance = advance.then_some(start);
        self.begun = false;
    }

    fn begin(&mut self) {
        self.pc = 0;
        self.pos = self.start;
        // Most places fail before they set one.
        if std::mem::replace(&mut self.marked, false) {
            self.marks.fill(UNSET);
        }
        self.last_index = 0;
        self.stack.clear();
        self.barriers.clear();
        self.rounds.clear();
        self.current = NONE;
        self.begun = true;
    }

    /// Goes on for at most `fuel` steps.
    pub fn run<S: Text>(&mut self, p: &Program, text: S, fuel: &mut u64) -> End {
        if !self.begun {
            if self.start > self.end || self.goal == Goal::Search && !self.seek(p, text) {
                return End::Failed;
            }
            self.begin();
        }
        loop {
            if *fuel == 0 {
                return End::Pending;
            }
            *fuel -= 1;
            match self.step(p, text, fuel) {
                Next::On => {}
                Next::Matched => return End::Matched,
                Next::Back => {
                    if self.fail(p, text, fuel) {
                        continue;
                    }
                    if self.goal != Goal::Search || self.start >= self.end {
                        return End::Failed;
                    }
                    self.start += 1;
                    if !self.seek(p, text) {
                        return End::Failed;
                    }
                    self.begin();
                }
            }
        }
    }

    /// Moves the start to a place where a match may begin.
    fn seek<S: Text>(&mut self, p: &Program, text: S) -> bool {
        if p.anchored {
            return self.start == 0;
        }
        let Some(first) = p.first else { return true };
        let found = match p.first_char {
            Some(c) => text.find(self.start, self.end, c),
            None => {
                let set = &p.sets[first as usize];
                (self.start..self.end).find(|i| set.has(&p.words, text.at(*i)))
            }
        };
        self.start = found.unwrap_or(self.end);
        found.is_some()
    }

    #[inline(always)]
    fn step<S: Text>(&mut self, p: &Program, text: S, fuel: &mut u64) -> Next {
        let pc = self.pc;
        match p.insts[pc as usize] {
            Inst::One(one) => {
                if self.pos >= self.end || !p.takes(one, text.at(self.pos)) {
                    return Next::Back;
                }
                self.pos += 1;
                self.pc = pc + 1;
            }
            Inst::Jump(to) => self.pc = to,
            Inst::Mark(mark) => {
                self.mark(mark);
                self.pc = pc + 1;
            }
            Inst::At(what) => {
                if !self.holds(what, text) {
                    return Next::Back;
                }
                self.pc = pc + 1;
            }
            Inst::Run(i) => return self.repeat_one(p, &p.runs[i as usize], text, fuel),
            Inst::Branch(i) => return on(self.branch(p, i, self.pos, text)),
            Inst::Success => return self.success(p),
            inst => return on(self.part(p, inst, text)),
        }
        Next::On
    }

    fn mark(&mut self, mark: u32) {
        let i = mark as usize;
        self.note(Entry::Mark { mark, last_index: self.last_index, old: self.marks[i] });
        if mark & 1 == 1 {
            self.last_index = mark / 2 + 1;
        }
        self.marks[i] = self.pos;
        self.marked = true;
    }

    /// Something to undo, if there is anything to go back to.
    #[inline(always)]
    fn note(&mut self, e: Entry) {
        if !self.stack.is_empty() {
            self.stack.push(e);
        }
    }

    /// The character at a place, before the end.
    #[inline(always)]
    fn look<S: Text>(&self, text: S, pos: usize) -> Option<u32> {
        (pos < self.end).then(|| text.at(pos))
    }

    /// How many characters from here on a run takes.
    #[inline]
    fn count<S: Text>(&self, p: &Program, run: &Run, text: S, fuel: &mut u64) -> usize {
        let room = self.end - self.pos;
        let room = if run.most == MAX_REPEAT { room } else { room.min(run.most as usize) };
        let (from, to) = (self.pos, self.pos + room);
        let n = match run.one {
            One::AnyAll => return room,
            One::Any => text.find(from, to, 10).map_or(room, |at| at - from),
            One::NotChar(c) => text.find(from, to, c).map_or(room, |at| at - from),
            One::Char(c) => (from..to).position(|i| text.at(i) != c).unwrap_or(room),
            One::Set(i) => {
                let set = &p.sets[i as usize];
                (from..to).position(|i| !set.has(&p.words, text.at(i))).unwrap_or(room)
            }
        };
        *fuel = fuel.saturating_sub(n as u64 / 8);
        n
    }

    fn repeat_one<S: Text>(&mut self, p: &Program, run: &Run, text: S, fuel: &mut u64) -> Next {
        let least = run.least as usize;
        if run.choice == Choice::Least {
            return on(self.lazy_one(p, run, text, fuel));
        }
        let n = self.count(p, run, text, fuel);
        if n < least {
            return Next::Back;
        }
        let possessive = match run.choice {
            Choice::Possessive => true,
            Choice::PossessiveIfNarrow => S::NARROW,
            _ => false,
        };
        if n > least && !possessive {
            let (pc, pos) = (self.pc, self.pos);
            return on(self.fewer(p, pc, pos + least, pos + n, text));
        }
        self.pos += n;
        self.pc += 1;
        Next::On
    }

    fn lazy_one<S: Text>(&mut self, p: &Program, run: &Run, text: S, fuel: &mut u64) -> bool {
        for _ in 0..run.least {
            if self.pos >= self.end || !p.takes(run.one, text.at(self.pos)) {
                return false;
            }
            self.pos += 1;
        }
        let left = if run.most == MAX_REPEAT { MAX_REPEAT } else { run.most - run.least };
        let (pc, pos) = (self.pc, self.pos);
        self.lazily(p, pc, pos, left, text, fuel)
    }

    /// The end of the pattern, or of a part that a barrier began.
    fn success(&mut self, p: &Program) -> Next {
        let Some(b) = self.barriers.pop() else {
            let whole = self.goal != Goal::Full || self.pos == self.end;
            return if whole && self.advance != Some(self.pos) { Next::Matched } else { Next::Back };
        };
        let Some(Entry::Barrier { barrier, pos, count, outer }) = self.stack.get(b).copied() else {
            return Next::Back;
        };
        let part = &p.barriers[barrier as usize];
        match part.kind {
            Kind::AssertNot(_) => {
                self.undo_to(b);
                return Next::Back;
            }
            Kind::Assert(_) => {
                self.pos = pos;
                self.commit(b);
                self.pc = part.after;
            }
            Kind::Possessive => {
                self.commit(b);
                let count = count + 1;
                let more = part.most == MAX_REPEAT || count < part.most;
                if count < part.least || more && self.pos != pos {
                    self.barrier(barrier, count);
                    self.pc = part.body;
                } else {
                    self.pc = part.after;
                }
            }
            Kind::Atomic => {
                self.commit(b);
                self.pc = part.after;
            }
        }
        if self.current != outer {
            self.set_current(outer);
        }
        Next::On
    }
}

#[inline(always)]
fn on(yes: bool) -> Next {
    if yes { Next::On } else { Next::Back }
}
