//! One request of a program: a match, all matches, a split, a replacement.
//!
//! A job works until its steps are used up. Then it is set aside under a number, and the prelude's
//! `_re_go_on` has it work again between safepoints, so that a match that takes long can be interrupted.

use super::matched::Match;
use super::matcher::{End, Goal, Matcher, Text, UNSET};
use super::pattern::Regex;
use super::program::Program;
use super::subject::Subject;
use crate::errors::{memory_error, type_error};
use crate::modules::args::{Answer, int, int_word};
use crate::roots;
use crate::runtime::rt;
use crate::tail;
use crate::values::type_name;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value, Visitor};
use trackway_kit::{List, Str, Tuple};

/// Steps between two looks at the interrupt word.
const STEPS: u64 = 400_000;

/// What becomes of the matches.
#[derive(Clone, Copy)]
pub enum What {
    /// The first one.
    Match,
    /// A list of texts, or of the groups.
    FindAll,
    /// What lies between them, and the groups.
    Split,
    /// A string, or a list of texts and groups in turn, instead of each; with their number if `counted`.
    Replace { counted: bool },
}

/// The guest's values that a job knows.
#[derive(Clone, Copy)]
pub struct Words {
    pub regex: Gc<Regex>,
    /// What the program gave.
    pub string: Value,
    /// Its string or bytes.
    pub text: Value,
    /// The list to fill, or the replacement.
    pub other: Value,
}

/// Where a job may look: places of characters.
#[derive(Clone, Copy)]
pub struct Range {
    pub pos: usize,
    pub end: usize,
}

pub struct Job {
    words: Words,
    range: Range,
    what: What,
    matcher: Matcher,
    /// Where the text begins that no match has taken.
    taken: usize,
    count: i64,
    /// 0: any number of matches.
    limit: i64,
    /// The text with its replacements.
    out: Vec<u8>,
}

/// Jobs set aside, a matcher to use again, and the last text that is not ASCII.
#[derive(Default)]
pub struct Matches {
    waiting: RefCell<HashMap<i64, Job>>,
    next: Cell<i64>,
    spare: Cell<Option<Matcher>>,
    subject: Cell<Option<Value>>,
    points: RefCell<Rc<[u32]>>,
}

impl Matches {
    pub fn visit(&self, visit: Visitor) {
        let mut through = |v: &mut Value| {
            let cell = Cell::new(*v);
            visit(&cell);
            *v = cell.get();
        };
        if let Some(mut v) = self.subject.get() {
            through(&mut v);
            self.subject.set(Some(v));
        }
        for job in self.waiting.borrow_mut().values_mut() {
            let w = &mut job.words;
            let mut regex = w.regex.value();
            [&mut regex, &mut w.string, &mut w.text, &mut w.other].into_iter().for_each(&mut through);
            w.regex = regex.cast().expect("a pattern");
        }
    }

    /// The code points of a string.
    pub fn points(&self, machine: &Machine, s: Gc<Str>) -> Rc<[u32]> {
        if self.subject.get() != Some(s.value()) {
            *self.points.borrow_mut() = trackway_kit::string::points(Str::bytes(&machine.heap, s)).collect();
            self.subject.set(Some(s.value()));
        }
        self.points.borrow().clone()
    }
}

impl Job {
    pub fn new(machine: &Machine, words: Words, range: Range, goal: Goal, what: What, limit: i64) -> Job {
        let mut matcher = rt(machine).matches.spare.take().unwrap_or_default();
        let groups = words.regex.get(Regex::GROUPS) as usize;
        matcher.aim(groups, goal, range.pos, range.end);
        Job { words, range, what, matcher, taken: 0, count: 0, limit, out: Vec::new() }
    }

    /// The next match is to begin at `start` or behind it, not empty there with `advance`.
    pub fn from(mut self, start: usize, advance: bool) -> Job {
        self.matcher.from(start, advance);
        self
    }

    /// The result; or a tail that goes on.
    pub fn begin(mut self, machine: &Machine) -> Answer {
        match self.work(machine)? {
            Some(v) => {
                rt(machine).matches.spare.set(Some(self.matcher));
                Ok(v)
            }
            None => self.set_aside(machine),
        }
    }

    #[inline(never)]
    fn set_aside(self, machine: &Machine) -> Answer {
        let matches = &rt(machine).matches;
        let number = matches.next.get() + 1;
        matches.next.set(number);
        matches.waiting.borrow_mut().insert(number, self);
        tail::prelude(machine, "_re_go_on", &[int_word(machine, number)])
    }

    /// The result, or nothing when the steps are used up.
    fn work(&mut self, machine: &Machine) -> Result<Option<Value>, Raise> {
        let program: &Program = self.words.regex.get(Regex::PROGRAM).get(&machine.heap);
        let subject = Subject::of(machine, self.words.text);
        match &subject {
            Subject::Narrow(bytes) => self.all(machine, program, &subject, *bytes),
            Subject::Wide(points) => self.all(machine, program, &subject, &**points),
        }
    }

    fn all<S: Text>(
        &mut self,
        machine: &Machine,
        program: &Program,
        subject: &Subject,
        text: S,
    ) -> Result<Option<Value>, Raise> {
        let mut fuel = STEPS;
        while self.limit == 0 || self.count < self.limit {
            match self.matcher.run(program, text, &mut fuel) {
                End::Failed => break,
                End::Pending => return Ok(None),
                End::Matched => {}
            }
            if let What::Match = self.what {
                return Ok(Some(Match::new(machine, &self.words, self.range, &self.matcher).value()));
            }
            self.take(machine, subject)?;
        }
        self.finish(machine, subject).map(Some)
    }

    /// Group `i` of the match, if it is set.
    fn group(&self, machine: &Machine, subject: &Subject, i: usize) -> Option<Value> {
        let (a, b) = self.group_places(i)?;
        Some(subject.part(machine, self.words.text, a, b))
    }

    fn group_places(&self, i: usize) -> Option<(usize, usize)> {
        if i == 0 {
            return Some((self.matcher.start, self.matcher.pos));
        }
        let (a, b) = (self.matcher.marks[2 * i - 2], self.matcher.marks[2 * i - 1]);
        (a != UNSET && b != UNSET && a <= b).then_some((a, b))
    }

    fn push(&self, machine: &Machine, v: Value) -> Result<(), Raise> {
        let list = self.words.other.cast::<List>().expect("a list to fill");
        List::push(&machine.heap, list, v).map_err(|_| memory_error(machine))
    }

    fn take(&mut self, machine: &Machine, subject: &Subject) -> Result<(), Raise> {
        let (from, to) = (self.matcher.start, self.matcher.pos);
        let groups = self.matcher.marks.len() / 2;
        match self.what {
            What::FindAll => {
                let text = |i| {
                    self.group(machine, subject, i).unwrap_or_else(|| subject.empty(machine, self.words.text))
                };
                let v = match groups {
                    0 | 1 => text(groups),
                    _ => Tuple::new(&machine.heap, &(1..=groups).map(text).collect::<Vec<_>>()).value(),
                };
                self.push(machine, v)?;
            }
            What::Split => {
                self.push(machine, subject.part(machine, self.words.text, self.taken, from))?;
                for i in 1..=groups {
                    let v = self.group(machine, subject, i).unwrap_or(roots::none(machine));
                    self.push(machine, v)?;
                }
            }
            What::Match | What::Replace { .. } => {
                subject.append(&mut self.out, self.taken, from);
                self.replace(machine, subject)?;
                machine.heap.check(self.out.len()).map_err(|_| memory_error(machine))?;
            }
        }
        self.count += 1;
        self.taken = to;
        self.matcher.from(to, from == to);
        Ok(())
    }

    /// Adds what stands instead of the match.
    fn replace(&mut self, machine: &Machine, subject: &Subject) -> Result<(), Raise> {
        let by = self.words.other;
        let Some(parts) = by.cast::<List>() else { return self.append(machine, by) };
        for i in 0..List::len(parts) {
            let v = List::get(&machine.heap, parts, i);
            match v.as_int() {
                None => self.append(machine, v)?,
                Some(group) => {
                    if let Some((a, b)) = self.group_places(group as usize) {
                        subject.append(&mut self.out, a, b);
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds a string, or bytes, as the text is.
    fn append(&mut self, machine: &Machine, v: Value) -> Result<(), Raise> {
        let text = self.words.text.cast::<Str>().is_some();
        if let Some(bytes) = super::subject::like(machine, v, text) {
            self.out.extend_from_slice(&bytes);
            return Ok(());
        }
        let kind = if text { "str instance" } else { "a bytes-like object" };
        let given = type_name(machine, v);
        let item = i32::from(!self.out.is_empty());
        Err(type_error(machine, &format!("sequence item {item}: expected {kind}, {given} found")))
    }

    /// The result when there are no further matches.
    fn finish(&mut self, machine: &Machine, subject: &Subject) -> Answer {
        let end = subject.len();
        Ok(match self.what {
            What::Match => roots::none(machine),
            What::FindAll => self.words.other,
            What::Split => {
                self.push(machine, subject.part(machine, self.words.text, self.taken, end))?;
                self.words.other
            }
            What::Replace { counted } => {
                let mut v = self.words.text;
                if self.count > 0 {
                    subject.append(&mut self.out, self.taken, end);
                    v = subject.whole(machine, v, &self.out);
                }
                if counted {
                    v = Tuple::new(&machine.heap, &[v, int_word(machine, self.count)]).value();
                }
                v
            }
        })
    }
}

/// `(number)`: the result of a job that was set aside, or the END marker when it has to work again.
pub fn go_on(machine: &Machine, args: &[Value]) -> Answer {
    let number = int(machine, args[0])?;
    let waiting = &rt(machine).matches.waiting;
    let job = waiting.borrow_mut().remove(&number);
    let Some(mut job) = job else { return Err(type_error(machine, "no such match")) };
    match job.work(machine)? {
        Some(v) => Ok(v),
        None => {
            waiting.borrow_mut().insert(number, job);
            Ok(machine.root(roots::END))
        }
    }
}

/// `(number)`: forgets a job.
pub fn drop_job(machine: &Machine, args: &[Value]) -> Answer {
    let number = int(machine, args[0])?;
    rt(machine).matches.waiting.borrow_mut().remove(&number);
    Ok(roots::none(machine))
}
