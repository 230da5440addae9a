//! A backtracking matcher that runs in steps.
//!
//! It reads the code that the library's `re/_compiler.py` makes. What is to be tried or undone
//! later stands on one stack of its own, so the native stack does not grow, and a match can stop
//! after any number of steps and go on later.
//!
//! ```text
//! stack: [Branch, Fewer, More, ..: try that there] [Undo: a mark, a repeat's count] [Barrier: a lookaround begins] ..
//! fail:  pop; undo; until a choice
//! ```

mod backtrack;

use super::charset::{Words, takes, unicode_lower, unicode_word};
use super::code::*;

/// A text to match in, by characters.
pub trait Text: Copy {
    fn at(self, i: usize) -> u32;
}

impl Text for &[u8] {
    #[inline(always)]
    fn at(self, i: usize) -> u32 {
        self[i] as u32
    }
}

impl Text for &[u32] {
    #[inline(always)]
    fn at(self, i: usize) -> u32 {
        self[i]
    }
}

/// A mark that is not set.
pub const UNSET: usize = usize::MAX;

/// What a match must be.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// The code is not one that the compiler makes.
    Damaged,
}

#[derive(Clone, Copy)]
struct Repeat {
    count: i64,
    last: usize,
    /// Word of the skip operand.
    at: usize,
    outer: usize,
}

#[derive(Clone, Copy)]
enum Entry {
    /// The next alternative of a branch.
    Branch {
        pc: usize,
        pos: usize,
    },
    /// A repeat of one character, which may take fewer.
    Fewer {
        tail: usize,
        least: usize,
        pos: usize,
    },
    /// A repeat of one character, which may take more.
    More {
        at: usize,
        pos: usize,
        left: u32,
    },
    /// What follows a repeat.
    Tail {
        repeat: usize,
        pc: usize,
        pos: usize,
    },
    /// One more round of a lazy repeat.
    Round {
        repeat: usize,
        count: i64,
        pos: usize,
    },
    Mark {
        i: usize,
        old: usize,
    },
    Last {
        mark: isize,
        index: usize,
    },
    Count {
        repeat: usize,
        count: i64,
        last: usize,
    },
    Current {
        repeat: usize,
    },
    Barrier {
        at: usize,
        pos: usize,
        count: i64,
        outer: usize,
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
    pc: usize,
    pub pos: usize,
    pub marks: Vec<usize>,
    /// A mark was set since all were unset.
    marked: bool,
    last_mark: isize,
    pub last_index: usize,
    stack: Vec<Entry>,
    barriers: Vec<usize>,
    repeats: Vec<Repeat>,
    current: usize,
    begun: bool,
}

const NONE: usize = usize::MAX;

impl Matcher {
    /// A match of `groups` groups between two places of a text.
    pub fn new(groups: usize, goal: Goal, start: usize, end: usize, advance: bool) -> Matcher {
        Matcher {
            goal,
            start,
            end,
            advance: advance.then_some(start),
            pc: 0,
            pos: start,
            marks: vec![UNSET; 2 * groups],
            marked: false,
            last_mark: -1,
            last_index: 0,
            stack: Vec::new(),
            barriers: Vec::new(),
            repeats: Vec::new(),
            current: NONE,
            begun: false,
        }
    }

    fn begin(&mut self) {
        self.pc = 0;
        self.pos = self.start;
        // Most places fail before they set one.
        if std::mem::replace(&mut self.marked, false) {
            self.marks.fill(UNSET);
        }
        self.last_mark = -1;
        self.last_index = 0;
        self.stack.clear();
        self.barriers.clear();
        self.repeats.clear();
        self.current = NONE;
        self.begun = true;
    }

    /// Goes on for at most `fuel` steps.
    pub fn run<S: Text>(&mut self, w: Words<'_>, text: S, fuel: &mut u64) -> End {
        if !self.begun {
            if self.start > self.end || self.goal == Goal::Search && !self.seek(w, text) {
                return End::Failed;
            }
            self.begin();
        }
        loop {
            if *fuel == 0 {
                return End::Pending;
            }
            *fuel -= 1;
            match self.step(w, text, fuel) {
                Some(true) => {}
                Some(false) => {
                    if self.fail(w, text, fuel) {
                        continue;
                    }
                    if self.goal != Goal::Search || self.start >= self.end {
                        return End::Failed;
                    }
                    self.start += 1;
                    if !self.seek(w, text) {
                        return End::Failed;
                    }
                    self.begin();
                }
                None if self.pc == NONE => return End::Damaged,
                None => return End::Matched,
            }
        }
    }

    /// Moves the start to a place where the pattern's first character may be.
    fn seek<S: Text>(&mut self, w: Words<'_>, text: S) -> bool {
        let (mut at, mut first) = (0, None);
        if w.at(0) == INFO {
            let flags = w.at(2);
            if flags & 1 != 0 && w.at(5) > 0 {
                first = Some(w.at(7));
            }
            if flags & 4 != 0 {
                let set = 5;
                while self.start < self.end && !super::charset::contains(w, set, text.at(self.start)) {
                    self.start += 1;
                }
                return self.start < self.end;
            }
            at = 1 + w.at(1) as usize;
        }
        if first.is_none() && w.at(at) == LITERAL {
            first = Some(w.at(at + 1));
        }
        let Some(c) = first else { return true };
        while self.start < self.end && text.at(self.start) != c {
            self.start += 1;
        }
        self.start < self.end
    }

    /// One instruction: true to go on, false when it failed, nothing at the end of the match.
    #[inline]
    fn step<S: Text>(&mut self, w: Words<'_>, text: S, fuel: &mut u64) -> Option<bool> {
        let pc = self.pc;
        match w.at(pc) {
            LITERAL
            | NOT_LITERAL
            | LITERAL_IGNORE
            | NOT_LITERAL_IGNORE
            | LITERAL_UNI_IGNORE
            | NOT_LITERAL_UNI_IGNORE
            | LITERAL_LOC_IGNORE
            | NOT_LITERAL_LOC_IGNORE
            | CATEGORY => self.one(w, text, pc + 2),
            ANY | ANY_ALL => self.one(w, text, pc + 1),
            IN | IN_IGNORE | IN_UNI_IGNORE | IN_LOC_IGNORE => {
                self.one(w, text, pc + 1 + w.at(pc + 1) as usize)
            }
            INFO | JUMP => {
                self.pc = pc + 1 + w.at(pc + 1) as usize;
                Some(true)
            }
            MARK => {
                self.mark(w.at(pc + 1) as usize);
                self.pc = pc + 2;
                Some(true)
            }
            AT => {
                self.pc = pc + 2;
                Some(self.holds(w.at(pc + 1), text))
            }
            BRANCH => {
                self.stack.push(Entry::Branch { pc: pc + 1, pos: self.pos });
                Some(false)
            }
            REPEAT_ONE => Some(self.repeat_one(w, text, fuel)),
            MIN_REPEAT_ONE => Some(self.min_repeat_one(w, text)),
            POSSESSIVE_REPEAT_ONE => Some(self.possessive_one(w, text, fuel)),
            REPEAT => {
                self.begin_repeat(pc + 1);
                self.pc = pc + 1 + w.at(pc + 1) as usize;
                Some(true)
            }
            MAX_UNTIL => Some(self.max_until(w)),
            MIN_UNTIL => Some(self.min_until(w)),
            ASSERT | ASSERT_NOT => Some(self.assert(w)),
            ATOMIC_GROUP => {
                self.barrier(pc, 0);
                self.pc = pc + 2;
                Some(true)
            }
            POSSESSIVE_REPEAT => {
                self.barrier(pc, 0);
                self.pc = pc + 4;
                if w.at(pc + 3) == 0 {
                    // No round at all.
                    let b = self.barriers.pop().unwrap_or(0);
                    self.stack.truncate(b);
                    self.pc = pc + 1 + w.at(pc + 1) as usize + 1;
                }
                Some(true)
            }
            GROUPREF | GROUPREF_IGNORE | GROUPREF_UNI_IGNORE | GROUPREF_LOC_IGNORE => {
                self.pc = pc + 2;
                Some(self.group_again(w.at(pc), w.at(pc + 1) as usize, text))
            }
            GROUPREF_EXISTS => {
                let set = self.group(w.at(pc + 1) as usize).is_some();
                self.pc = if set { pc + 3 } else { pc + 2 + w.at(pc + 2) as usize - 1 };
                Some(true)
            }
            SUCCESS => self.success(w),
            FAILURE => Some(false),
            _ => {
                self.pc = NONE;
                None
            }
        }
    }

    /// A repeat of several instructions, whose skip operand is at `at`.
    fn begin_repeat(&mut self, at: usize) {
        self.set_current(self.repeats.len());
        let outer = match self.stack.last() {
            Some(Entry::Current { repeat }) => *repeat,
            _ => NONE,
        };
        self.repeats.push(Repeat { count: -1, last: NONE, at, outer });
    }

    #[inline]
    fn one<S: Text>(&mut self, w: Words<'_>, text: S, next: usize) -> Option<bool> {
        if self.pos >= self.end || !takes(w, self.pc, text.at(self.pos)) {
            return Some(false);
        }
        self.pos += 1;
        self.pc = next;
        Some(true)
    }

    fn mark(&mut self, i: usize) {
        if i >= self.marks.len() {
            return;
        }
        self.stack.push(Entry::Last { mark: self.last_mark, index: self.last_index });
        self.stack.push(Entry::Mark { i, old: self.marks[i] });
        if i & 1 == 1 {
            self.last_index = i / 2 + 1;
        }
        self.last_mark = self.last_mark.max(i as isize);
        self.marks[i] = self.pos;
        self.marked = true;
    }

    fn group(&self, i: usize) -> Option<(usize, usize)> {
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
            _ => super::charset::ascii_lower,
        };
        for k in 0..b - a {
            if fold(text.at(a + k)) != fold(text.at(self.pos + k)) {
                return false;
            }
        }
        self.pos += b - a;
        true
    }

    fn holds<S: Text>(&self, what: u32, text: S) -> bool {
        let (pos, end) = (self.pos, self.end);
        let boundary = |word: fn(u32) -> bool| {
            let before = pos > 0 && word(text.at(pos - 1));
            let after = pos < end && word(text.at(pos));
            before != after
        };
        let ascii = |c: u32| c < 128 && ((c as u8).is_ascii_alphanumeric() || c == 95);
        match what {
            0 | 2 => pos == 0,
            1 => pos == 0 || text.at(pos - 1) == 10,
            3 | 8 => boundary(ascii),
            4 | 9 => !boundary(ascii),
            5 => pos == end || pos + 1 == end && text.at(pos) == 10,
            6 => pos == end || text.at(pos) == 10,
            7 => pos == end,
            10 => boundary(unicode_word),
            _ => !boundary(unicode_word),
        }
    }

    /// How many characters from here on the instruction at `at` takes, at most `most`.
    fn count<S: Text>(&self, w: Words<'_>, at: usize, most: u32, text: S, fuel: &mut u64) -> usize {
        let room = self.end - self.pos;
        let room = if most == MAX_REPEAT { room } else { room.min(most as usize) };
        if w.at(at) == ANY_ALL {
            return room;
        }
        let mut n = 0;
        while n < room && takes(w, at, text.at(self.pos + n)) {
            n += 1;
        }
        *fuel = fuel.saturating_sub(n as u64 / 8);
        n
    }

    fn repeat_one<S: Text>(&mut self, w: Words<'_>, text: S, fuel: &mut u64) -> bool {
        let pc = self.pc;
        let (least, most) = (w.at(pc + 2) as usize, w.at(pc + 3));
        if self.end - self.pos < least {
            return false;
        }
        let n = self.count(w, pc + 4, most, text, fuel);
        if n < least {
            return false;
        }
        let tail = pc + 1 + w.at(pc + 1) as usize;
        if n > least {
            self.stack.push(Entry::Fewer { tail, least: self.pos + least, pos: self.pos + n });
            // The entry is tried at once, where the tail may begin.
            return false;
        }
        self.pos += n;
        self.pc = tail;
        true
    }

    fn min_repeat_one<S: Text>(&mut self, w: Words<'_>, text: S) -> bool {
        let pc = self.pc;
        let (least, most) = (w.at(pc + 2), w.at(pc + 3));
        for _ in 0..least {
            if self.pos >= self.end || !takes(w, pc + 4, text.at(self.pos)) {
                return false;
            }
            self.pos += 1;
        }
        let left = if most == MAX_REPEAT { most } else { most - least };
        self.stack.push(Entry::More { at: pc, pos: self.pos, left });
        self.pc = pc + 1 + w.at(pc + 1) as usize;
        true
    }

    fn possessive_one<S: Text>(&mut self, w: Words<'_>, text: S, fuel: &mut u64) -> bool {
        let pc = self.pc;
        let n = self.count(w, pc + 4, w.at(pc + 3), text, fuel);
        if n < w.at(pc + 2) as usize {
            return false;
        }
        self.pos += n;
        self.pc = pc + 1 + w.at(pc + 1) as usize;
        true
    }

    fn set_current(&mut self, repeat: usize) {
        self.stack.push(Entry::Current { repeat: self.current });
        self.current = repeat;
    }

    fn set_count(&mut self, i: usize, count: i64, last: usize) {
        let r = self.repeats[i];
        self.stack.push(Entry::Count { repeat: i, count: r.count, last: r.last });
        self.repeats[i].count = count;
        self.repeats[i].last = last;
    }

    fn max_until(&mut self, w: Words<'_>) -> bool {
        let Some(r) = self.repeats.get(self.current).copied() else { return false };
        let (i, count) = (self.current, r.count + 1);
        let (least, most) = (w.at(r.at + 1) as i64, w.at(r.at + 2));
        if count < least {
            self.set_count(i, count, r.last);
            self.pc = r.at + 3;
            return true;
        }
        let tail = self.pc + 1;
        if (most == MAX_REPEAT || count < most as i64) && self.pos != r.last {
            self.stack.push(Entry::Tail { repeat: i, pc: tail, pos: self.pos });
            self.set_count(i, count, self.pos);
            self.pc = r.at + 3;
            return true;
        }
        self.set_current(r.outer);
        self.pc = tail;
        true
    }

    fn min_until(&mut self, w: Words<'_>) -> bool {
        let Some(r) = self.repeats.get(self.current).copied() else { return false };
        let (i, count) = (self.current, r.count + 1);
        if count < w.at(r.at + 1) as i64 {
            self.set_count(i, count, r.last);
            self.pc = r.at + 3;
            return true;
        }
        self.stack.push(Entry::Round { repeat: i, count, pos: self.pos });
        self.set_current(r.outer);
        self.pc += 1;
        true
    }

    fn barrier(&mut self, at: usize, count: i64) {
        self.barriers.push(self.stack.len());
        self.stack.push(Entry::Barrier { at, pos: self.pos, count, outer: self.current });
    }

    /// A lookahead or, with a width, a lookbehind.
    fn assert(&mut self, w: Words<'_>) -> bool {
        let pc = self.pc;
        let back = w.at(pc + 2) as usize;
        if self.pos < back {
            // Nothing can stand there.
            self.pc = pc + 1 + w.at(pc + 1) as usize;
            return w.at(pc) == ASSERT_NOT;
        }
        self.barrier(pc, 0);
        self.pos -= back;
        self.pc = pc + 3;
        true
    }

    /// The end of the pattern, or of a part that a barrier began.
    fn success(&mut self, w: Words<'_>) -> Option<bool> {
        let Some(b) = self.barriers.pop() else {
            let whole = self.goal != Goal::Full || self.pos == self.end;
            return if whole && self.advance != Some(self.pos) { None } else { Some(false) };
        };
        let Some(Entry::Barrier { at, pos, count, outer }) = self.stack.get(b).copied() else {
            return Some(false);
        };
        let after = at + 1 + w.at(at + 1) as usize;
        match w.at(at) {
            ASSERT_NOT => {
                self.undo_to(b);
                return Some(false);
            }
            ASSERT => {
                self.pos = pos;
                self.commit(b);
                self.pc = after;
            }
            POSSESSIVE_REPEAT => {
                self.commit(b);
                let (least, most) = (w.at(at + 2) as i64, w.at(at + 3));
                let count = count + 1;
                let more = most == MAX_REPEAT || count < most as i64;
                if count < least || more && self.pos != pos {
                    self.barrier(at, count);
                    self.pc = at + 4;
                } else {
                    self.pc = after + 1;
                }
            }
            _ => {
                self.commit(b);
                self.pc = after;
            }
        }
        if self.current != outer {
            self.set_current(outer);
        }
        Some(true)
    }
}
