//! A pattern as the matcher reads it, decoded once from the words of the library's `re/_compiler.py`.
//!
//! ```text
//! words:  REPEAT_ONE 6 1 MAX IN 5 CATEGORY 12 FAILURE SUCCESS  LITERAL 46  SUCCESS
//! here:   Run(0)  One(Char('.'))  Success        runs[0]: \s, 1.., then '.'
//! ```
//!
//! A set is a bitmap of the first 256 characters; for others its words are asked. What is known of the
//! characters that may follow stands in the tables beside the instructions, see [`super::first`].

use super::charset::{self, Words};
use super::code::*;

/// An instruction that takes one character.
#[derive(Clone, Copy, Debug)]
pub enum One {
    Char(u32),
    NotChar(u32),
    Any,
    AnyAll,
    /// Number of the set.
    Set(u32),
}

/// Instructions; numbers are places of instructions or in the tables.
#[derive(Clone, Copy, Debug)]
pub enum Inst {
    One(One),
    Jump(u32),
    Mark(u32),
    At(u32),
    /// The first of its alternatives.
    Branch(u32),
    Run(u32),
    Repeat(u32),
    MaxUntil,
    MinUntil,
    Barrier(u32),
    /// A group again: the instruction's number of its kind, the group.
    Group(u32, u32),
    /// Where to go when the group is not set.
    IfGroup(u32, u32),
    Success,
    Fail,
}

/// Characters: the first 256 as bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Set {
    pub bits: [u64; 4],
    pub high: High,
}

/// Which characters from 256 on a set has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum High {
    None,
    All,
    /// Those that the instruction at this word takes.
    Ask(u32),
}

/// A set that is known of, or nothing.
pub type Filter = Option<u32>;

#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    pub pc: u32,
    pub first: Filter,
    pub last: bool,
}

/// How a repeat of one character chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    Most,
    Least,
    /// As many as there are; no fewer.
    Possessive,
    /// As `Possessive` in a text without characters from 256 on, else as `Most`.
    PossessiveIfNarrow,
}

/// A repeat of one character.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub one: One,
    pub least: u32,
    pub most: u32,
    pub choice: Choice,
    /// What follows begins with one of these.
    pub tail: Filter,
}

/// A repeat of several instructions, up to an `Until`.
#[derive(Clone, Copy, Debug)]
pub struct Repeat {
    pub least: u32,
    pub most: u32,
    pub body: u32,
    pub tail: u32,
    pub body_first: Filter,
    pub tail_first: Filter,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A look ahead or, by so many characters, back.
    Assert(u32),
    AssertNot(u32),
    Atomic,
    Possessive,
}

/// A part that is matched for itself, up to its `Success`.
#[derive(Clone, Copy, Debug)]
pub struct Barrier {
    pub kind: Kind,
    pub least: u32,
    pub most: u32,
    pub body: u32,
    pub after: u32,
}

/// A decoded pattern.
#[derive(Default)]
pub struct Program {
    pub words: Vec<u32>,
    pub insts: Vec<Inst>,
    pub sets: Vec<Set>,
    pub alternatives: Vec<Alternative>,
    pub runs: Vec<Run>,
    pub repeats: Vec<Repeat>,
    pub barriers: Vec<Barrier>,
    /// What every match begins with.
    pub first: Filter,
    /// Every match begins with this character.
    pub first_char: Option<u32>,
    /// A match can only begin at the text's start.
    pub anchored: bool,
}

impl Set {
    pub const EMPTY: Set = Set { bits: [0; 4], high: High::None };

    #[inline(always)]
    pub fn has(&self, words: &[u32], c: u32) -> bool {
        if c < 256 {
            return self.bits[c as usize >> 6] >> (c & 63) & 1 == 1;
        }
        match self.high {
            High::None => false,
            High::All => true,
            High::Ask(at) => charset::takes(Words(words), at as usize, c),
        }
    }

    pub fn add(&mut self, c: u32) {
        self.bits[c as usize >> 6] |= 1 << (c & 63);
    }
}

impl Program {
    #[inline(always)]
    pub fn takes(&self, one: One, c: u32) -> bool {
        match one {
            One::Char(x) => c == x,
            One::NotChar(x) => c != x,
            One::Any => c != 10,
            One::AnyAll => true,
            One::Set(i) => self.sets[i as usize].has(&self.words, c),
        }
    }

    /// Whether what a filter is for may begin with the character; there is none at the text's end.
    #[inline(always)]
    pub fn may_begin(&self, filter: Filter, c: impl FnOnce() -> Option<u32>) -> bool {
        match filter {
            None => true,
            Some(i) => c().is_some_and(|c| self.sets[i as usize].has(&self.words, c)),
        }
    }

    /// `None` if these are not words that the compiler makes for so many groups.
    pub fn decode(words: Vec<u32>, groups: usize) -> Option<Program> {
        let n = words.len();
        let mut d = Decoder {
            p: Program { words, ..Program::default() },
            groups: groups as u32,
            place: vec![NOWHERE; n + 1],
            holes: vec![false; n + 1],
            untils: vec![NOWHERE; n + 1],
        };
        let mut at = 0;
        while at < n {
            d.place[at] = d.p.insts.len() as u32;
            at = if d.holes[at] { at + 1 } else { d.instruction(at)? };
        }
        if at != n || !matches!(d.p.insts.last(), Some(Inst::Success)) {
            return None;
        }
        d.resolve()?;
        super::first::analyse(&mut d.p);
        Some(d.p)
    }
}

const NOWHERE: u32 = u32::MAX;

struct Decoder {
    p: Program,
    groups: u32,
    /// Instructions by the word they begin at.
    place: Vec<u32>,
    /// Words between the alternatives of a branch.
    holes: Vec<bool>,
    /// The repeat that ends at a word.
    untils: Vec<u32>,
}

impl Decoder {
    fn word(&self, at: usize) -> Option<u32> {
        self.p.words.get(at).copied()
    }

    /// The word that the skip at `at` leads to.
    fn skip(&self, at: usize) -> Option<u32> {
        let to = at.checked_add(self.word(at)? as usize)?;
        (to > at && to < self.p.words.len()).then_some(to as u32)
    }

    /// Decodes the instruction at a word; the next one's.
    fn instruction(&mut self, at: usize) -> Option<usize> {
        let mut push = |i: Inst| self.p.insts.push(i);
        match self.p.words[at] {
            FAILURE => push(Inst::Fail),
            SUCCESS => push(Inst::Success),
            // What the compiler knows of the pattern is no code.
            INFO => return Some(self.skip(at + 1)? as usize),
            JUMP => {
                let to = self.skip(at + 1)?;
                self.p.insts.push(Inst::Jump(to));
                return Some(at + 2);
            }
            MARK => {
                let mark = self.word(at + 1).filter(|m| *m < 2 * self.groups)?;
                self.p.insts.push(Inst::Mark(mark));
                return Some(at + 2);
            }
            AT => {
                let what = self.word(at + 1)?;
                self.p.insts.push(Inst::At(what));
                return Some(at + 2);
            }
            BRANCH => return self.branch(at),
            REPEAT_ONE | MIN_REPEAT_ONE | POSSESSIVE_REPEAT_ONE => return self.run(at),
            REPEAT => {
                let until = self.skip(at + 1)?;
                let (least, most) = (self.word(at + 2)?, self.word(at + 3)?);
                self.untils[until as usize] = self.p.repeats.len() as u32;
                self.p.insts.push(Inst::Repeat(self.p.repeats.len() as u32));
                let (body, tail) = (at as u32 + 4, until + 1);
                self.p.repeats.push(Repeat { least, most, body, tail, body_first: None, tail_first: None });
                return Some(at + 4);
            }
            MAX_UNTIL | MIN_UNTIL if self.untils[at] == NOWHERE => return None,
            MAX_UNTIL => push(Inst::MaxUntil),
            MIN_UNTIL => push(Inst::MinUntil),
            ASSERT | ASSERT_NOT | ATOMIC_GROUP | POSSESSIVE_REPEAT => return self.barrier(at),
            op @ (GROUPREF | GROUPREF_IGNORE | GROUPREF_UNI_IGNORE | GROUPREF_LOC_IGNORE) => {
                let group = self.word(at + 1).filter(|g| *g < self.groups)?;
                self.p.insts.push(Inst::Group(op, group));
                return Some(at + 2);
            }
            GROUPREF_EXISTS => {
                let group = self.word(at + 1).filter(|g| *g < self.groups)?;
                // Counted to behind the instruction; where that is the last one, to behind the program.
                let other = (at + 1).checked_add(self.word(at + 2)? as usize)?;
                let other = (other > at + 2 && other < self.p.words.len()).then_some(other as u32)?;
                self.p.insts.push(Inst::IfGroup(group, other));
                return Some(at + 3);
            }
            _ => {
                let (one, next) = self.one(at)?;
                self.p.insts.push(Inst::One(one));
                return Some(next);
            }
        }
        Some(at + 1)
    }

    fn branch(&mut self, at: usize) -> Option<usize> {
        self.p.insts.push(Inst::Branch(self.p.alternatives.len() as u32));
        let mut skip = at + 1;
        self.holes[skip] = true;
        while self.word(skip)? != 0 {
            let next = self.skip(skip)? as usize;
            let last = self.p.words[next] == 0;
            self.p.alternatives.push(Alternative { pc: skip as u32 + 1, first: None, last });
            self.holes[next] = true;
            skip = next;
        }
        // A branch without alternatives is not made.
        (skip > at + 1).then_some(at + 1)
    }

    fn run(&mut self, at: usize) -> Option<usize> {
        let next = self.skip(at + 1)? as usize;
        let (least, most) = (self.word(at + 2)?, self.word(at + 3)?);
        let (one, end) = self.one(at + 4)?;
        if end + 1 != next || self.p.words[end] != SUCCESS || least > most {
            return None;
        }
        let choice = match self.p.words[at] {
            REPEAT_ONE => Choice::Most,
            MIN_REPEAT_ONE => Choice::Least,
            _ => Choice::Possessive,
        };
        self.p.insts.push(Inst::Run(self.p.runs.len() as u32));
        self.p.runs.push(Run { one, least, most, choice, tail: None });
        Some(next)
    }

    fn barrier(&mut self, at: usize) -> Option<usize> {
        let (op, after) = (self.p.words[at], self.skip(at + 1)?);
        let (kind, body) = match op {
            ASSERT => (Kind::Assert(self.word(at + 2)?), at + 3),
            ASSERT_NOT => (Kind::AssertNot(self.word(at + 2)?), at + 3),
            ATOMIC_GROUP => (Kind::Atomic, at + 2),
            _ => (Kind::Possessive, at + 4),
        };
        let repeats = kind == Kind::Possessive;
        let (least, most) = if repeats { (self.word(at + 2)?, self.word(at + 3)?) } else { (1, 1) };
        // The end of a possessive repeat's body is behind what it skips.
        let after = after + repeats as u32;
        self.p.insts.push(Inst::Barrier(self.p.barriers.len() as u32));
        self.p.barriers.push(Barrier { kind, least, most, body: body as u32, after });
        Some(body)
    }

    /// An instruction that takes one character; the word behind it.
    fn one(&mut self, at: usize) -> Option<(One, usize)> {
        let op = self.word(at)?;
        let next = match op {
            ANY => return Some((One::Any, at + 1)),
            ANY_ALL => return Some((One::AnyAll, at + 1)),
            LITERAL => return Some((One::Char(self.word(at + 1)?), at + 2)),
            NOT_LITERAL => return Some((One::NotChar(self.word(at + 1)?), at + 2)),
            IN | IN_IGNORE | IN_UNI_IGNORE | IN_LOC_IGNORE => self.skip(at + 1)? as usize,
            LITERAL_IGNORE
            | NOT_LITERAL_IGNORE
            | LITERAL_UNI_IGNORE
            | NOT_LITERAL_UNI_IGNORE
            | LITERAL_LOC_IGNORE
            | NOT_LITERAL_LOC_IGNORE
            | CATEGORY => {
                self.word(at + 1)?;
                at + 2
            }
            _ => return None,
        };
        let words = Words(&self.p.words);
        let narrow = op == IN && charset::is_narrow(words, at + 2);
        let mut set = Set { high: if narrow { High::None } else { High::Ask(at as u32) }, ..Set::EMPTY };
        (0..256).filter(|c| charset::takes(words, at, *c)).for_each(|c| set.add(c));
        self.p.sets.push(set);
        Some((One::Set(self.p.sets.len() as u32 - 1), next))
    }

    /// Words that instructions lead to become instructions.
    fn resolve(&mut self) -> Option<()> {
        let Decoder { p, place, .. } = self;
        let to = |word: &mut u32| {
            *word = place.get(*word as usize).copied().filter(|i| *i != NOWHERE)?;
            Some(())
        };
        for inst in &mut p.insts {
            if let Inst::Jump(pc) | Inst::IfGroup(_, pc) = inst {
                to(pc)?;
            }
        }
        p.alternatives.iter_mut().try_for_each(|a| to(&mut a.pc))?;
        for r in &mut p.repeats {
            to(&mut r.body)?;
            to(&mut r.tail)?;
        }
        for b in &mut p.barriers {
            to(&mut b.body)?;
            to(&mut b.after)?;
        }
        let n = p.insts.len() as u32;
        let inside = |pc: u32| pc < n;
        let whole = p.alternatives.iter().all(|a| inside(a.pc))
            && p.repeats.iter().all(|r| inside(r.body) && inside(r.tail))
            && p.barriers.iter().all(|b| inside(b.body) && inside(b.after));
        whole.then_some(())
    }
}
