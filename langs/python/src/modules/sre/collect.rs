//! All matches one after the other, for `findall`, `split` and replacements that call nothing.
//!
//! The work stops between matches when its steps are used up, and goes on when it is called again.

use super::charset::Words;
use super::matcher::{End, Goal, Matcher, UNSET};
use super::{STEPS, wait};
use crate::errors::{raise, type_error};
use crate::modules::args::{Answer, bytes, int, int_word};
use crate::roots;
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::objects::Bytes;
use crate::values::unwrap;
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value};
use trackway_kit::{List, Str, Tuple, str_of};

/// What becomes of a match.
#[derive(Clone, Copy)]
enum What {
    FindAll,
    Split,
    /// A text, or a list of texts and groups in turn, instead of it.
    Replace(Value),
}

/// Where the work stands: a list of the next match's place, where the text that no match has taken
/// begins, the matches so far, how many there may be (0: any number), the end, and 1 if the next match
/// must not be empty at its place.
const STATE: usize = 6;
const POS: usize = 0;
const TAKEN: usize = 1;
const COUNT: usize = 2;
const ADVANCE: usize = 5;

/// A text by characters.
enum Subject {
    Text(Gc<Str>, Option<Rc<[u32]>>),
    Bytes(Gc<Bytes>),
}

struct Work<'m> {
    machine: &'m Machine,
    subject: Subject,
    what: What,
    out: Gc<List>,
    state: [i64; STATE],
}

/// `(code, groups, text, state, out, what, match)`, where `what` is 0 for findall, 1 for split, else the
/// replacement, and `match` the numbers of a match that was waited for, or None: appends to `out`.
/// Answers None at the end, True where it has to be called again, or the number of a match that takes long.
pub fn collect(machine: &Machine, args: &[Value]) -> Answer {
    let (Some(state), Some(out)) = (args[3].cast::<List>(), args[4].cast::<List>()) else {
        return Err(type_error(machine, "lists expected"));
    };
    let mut numbers = [0; STATE];
    for (i, n) in numbers.iter_mut().enumerate().take(List::len(state)) {
        *n = int(machine, List::get(state, i))?;
    }
    let what = match args[5].as_int() {
        Some(0) => What::FindAll,
        Some(_) => What::Split,
        None => What::Replace(args[5]),
    };
    let subject = match (str_of(unwrap(machine, args[2])), args[2].cast::<Bytes>()) {
        (Some(s), _) if Str::is_ascii(s) => Subject::Text(s, None),
        (Some(s), _) => Subject::Text(s, Some(rt(machine).matches.points(machine, s))),
        (None, Some(b)) => Subject::Bytes(b),
        _ => return Err(type_error(machine, "expected string or bytes-like object")),
    };
    let mut work = Work { machine, subject, what, out, state: numbers };
    if let Some(t) = args[6].cast::<Tuple>() {
        let row: Vec<Value> = Tuple::to_vec(t);
        let place = |v: &Value| v.as_int().filter(|i| *i >= 0).map_or(UNSET, |i| i as usize);
        work.take(&row[1..].iter().map(place).collect::<Vec<_>>())?;
    }
    let answer = work.run(args[0], int(machine, args[1])? as usize);
    for (i, n) in work.state.iter().enumerate() {
        List::set(&machine.heap, state, i, int_word(machine, *n));
    }
    answer
}

impl Work<'_> {
    fn run(&mut self, code: Value, groups: usize) -> Answer {
        let code = bytes(self.machine, code)?;
        let words = Words(&code);
        let mut fuel = 4 * STEPS;
        let mut places = Vec::new();
        loop {
            let [pos, _, count, limit, end, advance] = self.state;
            if pos > end || limit > 0 && count >= limit {
                return Ok(roots::none(self.machine));
            }
            if fuel < STEPS {
                return Ok(self.machine.root(roots::TRUE));
            }
            let mut m = Matcher::new(groups, Goal::Search, pos as usize, end as usize, advance == 1);
            let text = match &self.subject {
                Subject::Text(s, None) => Ok(Str::bytes(&self.machine.heap, *s)),
                Subject::Text(_, Some(points)) => Err(points),
                Subject::Bytes(b) => Ok(self.machine.heap.bytes(*b)),
            };
            let found = match text {
                Ok(bytes) => m.run(words, bytes, &mut fuel),
                Err(points) => m.run(words, &**points, &mut fuel),
            };
            match found {
                End::Failed => return Ok(roots::none(self.machine)),
                End::Damaged => return Err(raise(self.machine, Cls::RuntimeError, "invalid SRE code")),
                End::Pending => return Ok(wait(self.machine, m)),
                End::Matched => {}
            }
            places.clear();
            places.extend([m.start, m.pos]);
            for pair in m.marks.chunks(2) {
                let whole = pair[0] != UNSET && pair[1] != UNSET && pair[0] <= pair[1];
                places.extend(if whole { [pair[0], pair[1]] } else { [UNSET; 2] });
            }
            self.take(&places)?;
        }
    }

    /// Part of the text.
    fn part(&self, from: usize, to: usize) -> Value {
        let heap = &self.machine.heap;
        match &self.subject {
            Subject::Text(s, _) if to == from + 1 => {
                rt(self.machine).character(self.machine, Str::point(heap, *s, from))
            }
            Subject::Text(s, _) => Str::slice(heap, *s, from, to.max(from)).value(),
            Subject::Bytes(b) => {
                let part = heap.bytes(*b)[from..to.max(from)].to_vec();
                heap.alloc_bytes::<Bytes>(&part).value()
            }
        }
    }

    fn push(&self, v: Value) -> Result<(), Raise> {
        List::push(&self.machine.heap, self.out, v).map_err(|_| crate::errors::memory_error(self.machine))
    }

    /// A match with its groups' places: start and end of each.
    fn take(&mut self, places: &[usize]) -> Result<(), Raise> {
        let (from, to) = (places[0], places[1]);
        let taken = self.state[TAKEN] as usize;
        let group = |w: &Self, i: usize| match places.get(2 * i..2 * i + 2) {
            Some([a, b]) if *a != UNSET => Some(w.part(*a, *b)),
            _ => None,
        };
        let groups = places.len() / 2 - 1;
        match self.what {
            What::FindAll => {
                let empty = || self.part(0, 0);
                let v = match groups {
                    0 => self.part(from, to),
                    1 => group(self, 1).unwrap_or_else(empty),
                    _ => {
                        let row: Vec<Value> =
                            (1..=groups).map(|i| group(self, i).unwrap_or_else(empty)).collect();
                        Tuple::new(&self.machine.heap, &row).value()
                    }
                };
                self.push(v)?;
            }
            What::Split => {
                self.push(self.part(taken, from))?;
                for i in 1..=groups {
                    self.push(group(self, i).unwrap_or(roots::none(self.machine)))?;
                }
            }
            What::Replace(by) => {
                if from > taken {
                    self.push(self.part(taken, from))?;
                }
                match by.cast::<List>() {
                    None => self.push(by)?,
                    Some(parts) => {
                        for i in 0..List::len(parts) {
                            let v = List::get(parts, i);
                            match v.as_int() {
                                None => self.push(v)?,
                                Some(n) => group(self, n as usize).map_or(Ok(()), |v| self.push(v))?,
                            }
                        }
                    }
                }
            }
        }
        self.state[COUNT] += 1;
        self.state[TAKEN] = to as i64;
        self.state[POS] = to as i64;
        self.state[ADVANCE] = (from == to) as i64;
        Ok(())
    }
}
