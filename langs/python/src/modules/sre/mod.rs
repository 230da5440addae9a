//! Regular expressions: natives behind `library/modules/_sre.py`.

mod charset;
mod code;
mod collect;
mod matcher;

use super::args::{Answer, bytes, int, int_word};
use crate::builtins::native::Native;
use crate::builtins::{Home, Table};
use crate::errors::{raise, type_error};
use crate::roots::{self, bool_word};
use crate::runtime::rt;
use crate::types::builtin::Cls;
use crate::types::module;
use crate::types::objects::Module;
use crate::values::unwrap;
use charset::Words;
use matcher::{End, Goal, Matcher, UNSET};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use trackway::{Gc, Machine, Raise, Value, Visitor};
use trackway_kit::string::points;
use trackway_kit::{Str, Tuple, str_of};

pub const TABLES: &[Table] =
    &[Table { home: Home::Prelude, natives: PRIVATE }, Table { home: Home::Module("_sre"), natives: PUBLIC }];

/// Steps between two looks at the interrupt word.
const STEPS: u64 = 100_000;

/// Matches that have not ended, and the last text that is not ASCII.
#[derive(Default)]
pub struct Matches {
    waiting: RefCell<HashMap<i64, Matcher>>,
    next: Cell<i64>,
    subject: Cell<Option<Value>>,
    points: RefCell<Rc<[u32]>>,
}

impl Matches {
    pub fn visit(&self, visit: Visitor) {
        if let Some(v) = self.subject.get() {
            let cell = Cell::new(v);
            visit(&cell);
            self.subject.set(Some(cell.get()));
        }
    }

    /// The code points of a string.
    fn points(&self, machine: &Machine, s: Gc<Str>) -> Rc<[u32]> {
        if self.subject.get() != Some(s.value()) {
            *self.points.borrow_mut() = points(Str::bytes(&machine.heap, s)).collect();
            self.subject.set(Some(s.value()));
        }
        self.points.borrow().clone()
    }
}

const PRIVATE: &[Native] = &[
    Native::effect("_sre_match", 6, 6, start),
    Native::effect("_sre_go", 3, 3, go),
    Native::effect("_sre_collect", 7, 7, collect::collect),
    Native::pure("_sre_pack", 1, 1, |m, a| {
        let mut out = Vec::new();
        for v in crate::iterate::items(m, a[0]).unwrap_or_default() {
            out.extend((int(m, v)? as u32).to_le_bytes());
        }
        Ok(super::args::bytes_word(m, &out))
    }),
    Native::effect("_sre_drop", 1, 1, |m, a| {
        rt(m).matches.waiting.borrow_mut().remove(&int(m, a[0])?);
        Ok(roots::none(m))
    }),
];

const PUBLIC: &[Native] = &[
    Native::pure("getcodesize", 0, 0, |m, _| Ok(int_word(m, 4))),
    Native::pure("ascii_tolower", 1, 1, |m, a| {
        Ok(int_word(m, charset::ascii_lower(int(m, a[0])? as u32) as i64))
    }),
    Native::pure("unicode_tolower", 1, 1, |m, a| {
        Ok(int_word(m, charset::unicode_lower(int(m, a[0])? as u32) as i64))
    }),
    Native::pure("ascii_iscased", 1, 1, |m, a| {
        let c = int(m, a[0])?;
        Ok(bool_word(m, (0..128).contains(&c) && (c as u8).is_ascii_alphabetic()))
    }),
    Native::pure("unicode_iscased", 1, 1, |m, a| {
        let c = int(m, a[0])? as u32;
        Ok(bool_word(m, charset::unicode_lower(c) != c || charset::unicode_upper(c) != c))
    }),
];

/// The module's numbers.
pub fn constants(machine: &Machine, m: Gc<Module>) {
    for (name, n) in [
        ("MAGIC", code::MAGIC),
        ("CODESIZE", 4),
        ("MAXREPEAT", code::MAX_REPEAT as i64),
        ("MAXGROUPS", (1 << 30) - 1),
    ] {
        module::define(machine, m, name, int_word(machine, n));
    }
}

/// `(code, groups, text, start, end, how)`: None, the match's numbers, or the number of a match
/// that goes on.
fn start(machine: &Machine, args: &[Value]) -> Answer {
    let how = int(machine, args[5])?;
    let goal = match how & 3 {
        0 => Goal::Match,
        1 => Goal::Search,
        _ => Goal::Full,
    };
    let len = match str_of(unwrap(machine, args[2])) {
        Some(s) => Str::len(s),
        None => bytes(machine, args[2])?.len(),
    };
    let clip = |v: Value| Ok::<usize, Raise>(int(machine, v)?.clamp(0, len as i64) as usize);
    let (from, to) = (clip(args[3])?, clip(args[4])?);
    let groups = int(machine, args[1])? as usize;
    run(machine, Matcher::new(groups, goal, from, to, how & 4 != 0), args[0], args[2])
}

/// `(number, code, text)`
fn go(machine: &Machine, args: &[Value]) -> Answer {
    let waiting = rt(machine).matches.waiting.borrow_mut().remove(&int(machine, args[0])?);
    let Some(m) = waiting else { return Err(type_error(machine, "no such match")) };
    run(machine, m, args[1], args[2])
}

/// Keeps a match that goes on; its number.
fn wait(machine: &Machine, m: Matcher) -> Value {
    let matches = &rt(machine).matches;
    matches.next.set(matches.next.get() + 1);
    matches.waiting.borrow_mut().insert(matches.next.get(), m);
    int_word(machine, matches.next.get())
}

fn run(machine: &Machine, mut m: Matcher, code: Value, text: Value) -> Answer {
    let words = bytes(machine, code)?;
    let words = Words(&words);
    let mut fuel = STEPS;
    let end = match str_of(unwrap(machine, text)) {
        Some(s) if Str::is_ascii(s) => m.run(words, Str::bytes(&machine.heap, s), &mut fuel),
        Some(s) => m.run(words, &*rt(machine).matches.points(machine, s), &mut fuel),
        None => m.run(words, &*bytes(machine, text)?, &mut fuel),
    };
    match end {
        End::Failed => Ok(roots::none(machine)),
        End::Damaged => Err(raise(machine, Cls::RuntimeError, "invalid SRE code")),
        End::Pending => Ok(wait(machine, m)),
        End::Matched => {
            let number = |n: usize| int_word(machine, if n == UNSET { -1 } else { n as i64 });
            let mut all = vec![number(m.last_index), number(m.start), number(m.pos)];
            for pair in m.marks.chunks(2) {
                let whole = pair[0] != UNSET && pair[1] != UNSET && pair[0] <= pair[1];
                all.extend(if whole { [number(pair[0]), number(pair[1])] } else { [number(UNSET); 2] });
            }
            Ok(Tuple::new(&machine.heap, &all).value())
        }
    }
}
