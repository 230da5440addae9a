//! `re.Match`.

use super::job::{Range, Words};
use super::matcher::{Matcher, UNSET};
use super::pattern::Regex;
use super::subject::part;
use crate::builtins::args::this;
use crate::builtins::native::{MANY, Native, arg};
use crate::dicts::{self, Lookup};
use crate::errors::raise;
use crate::modules::args::{Answer, int_word};
use crate::roots;
use crate::tail;
use crate::types::builtin::Cls;
use crate::values::as_int;
use trackway::{Elements, Gc, Machine, Object, Raise, Value};
use trackway_kit::{Dict, Tuple};

/// What matched, and where.
#[derive(Object)]
#[object(id = 157)]
pub struct Match {
    #[immutable]
    regex: Gc<Regex>,
    #[immutable]
    string: Value,
    /// Its string or bytes.
    #[immutable]
    text: Value,
    #[immutable]
    pos: i64,
    #[immutable]
    endpos: i64,
    /// The last group that was set; 0: none.
    #[immutable]
    last_index: i64,
    /// Start and end of each group, group 0 first; -1 where it is not set.
    #[immutable]
    #[tail]
    places: Elements<Value>,
}

impl Match {
    pub fn new(machine: &Machine, w: &Words, range: Range, matcher: &Matcher) -> Gc<Match> {
        let heap = &machine.heap;
        let m = heap.alloc_tail::<Match>(2 + matcher.marks.len());
        m.set(heap, Match::REGEX, w.regex);
        m.set(heap, Match::STRING, w.string);
        m.set(heap, Match::TEXT, w.text);
        m.set(heap, Match::POS, range.pos as i64);
        m.set(heap, Match::ENDPOS, range.end as i64);
        m.set(heap, Match::LAST_INDEX, matcher.last_index as i64);
        let word = |n: usize| Value::int(if n == UNSET { -1 } else { n as i64 }).expect("a place in a text");
        m.set_item(heap, Match::PLACES, 0, word(matcher.start));
        m.set_item(heap, Match::PLACES, 1, word(matcher.pos));
        for (i, pair) in matcher.marks.chunks_exact(2).enumerate() {
            let whole = pair[0] != UNSET && pair[1] != UNSET && pair[0] <= pair[1];
            let (a, b) = if whole { (pair[0], pair[1]) } else { (UNSET, UNSET) };
            m.set_item(heap, Match::PLACES, 2 + 2 * i, word(a));
            m.set_item(heap, Match::PLACES, 3 + 2 * i, word(b));
        }
        m
    }

    /// Number of groups, and one for all.
    fn count(m: Gc<Match>) -> usize {
        m.tail_len(Match::PLACES) / 2
    }

    fn place(m: Gc<Match>, i: usize) -> (i64, i64) {
        let at = |i| m.item(Match::PLACES, i).as_int().unwrap_or(-1);
        (at(2 * i), at(2 * i + 1))
    }

    fn group(m: Gc<Match>, machine: &Machine, i: usize) -> Option<Value> {
        let (a, b) = Match::place(m, i);
        (a >= 0).then(|| part(machine, m.get(Match::TEXT), a as usize, b as usize))
    }

    /// What it was looked for in, and its place.
    pub fn origin(m: Gc<Match>) -> (Words, Range, (usize, usize)) {
        let words = Words {
            regex: m.get(Match::REGEX),
            string: m.get(Match::STRING),
            text: m.get(Match::TEXT),
            other: Value::ZERO,
        };
        let range = Range { pos: m.get(Match::POS) as usize, end: m.get(Match::ENDPOS) as usize };
        let (from, to) = Match::place(m, 0);
        (words, range, (from as usize, to as usize))
    }
}

fn matched(machine: &Machine, args: &[Value]) -> Result<Gc<Match>, Raise> {
    this(machine, args, "re.Match", "method")
}

/// The group of a number or name.
fn index(machine: &Machine, m: Gc<Match>, group: Value) -> Result<usize, Raise> {
    let number = match as_int(machine, group) {
        Some(i) => Some(i),
        None => {
            let names = m.get(Match::REGEX).get(Regex::GROUP_INDEX);
            match dicts::find(machine, names, group)? {
                Lookup::At(i) => as_int(machine, Dict::value(names, i)),
                _ => None,
            }
        }
    };
    match number.and_then(|i| usize::try_from(i).ok()).filter(|i| *i < Match::count(m)) {
        Some(i) => Ok(i),
        None => Err(raise(machine, Cls::IndexError, "no such group")),
    }
}

/// `m[group]`
pub fn item(machine: &Machine, m: Gc<Match>, group: Value) -> Answer {
    let i = index(machine, m, group)?;
    Ok(Match::group(m, machine, i).unwrap_or(roots::none(machine)))
}

fn group(machine: &Machine, args: &[Value]) -> Answer {
    let m = matched(machine, args)?;
    match args {
        [_] => Ok(Match::group(m, machine, 0).unwrap_or(roots::none(machine))),
        [_, one] => item(machine, m, *one),
        _ => {
            let all = args[1..].iter().map(|g| item(machine, m, *g)).collect::<Result<Vec<_>, _>>()?;
            Ok(Tuple::new(&machine.heap, &all).value())
        }
    }
}

fn groups(machine: &Machine, args: &[Value]) -> Answer {
    let m = matched(machine, args)?;
    let default = arg(machine, args, 1).unwrap_or(roots::none(machine));
    let all: Vec<Value> =
        (1..Match::count(m)).map(|i| Match::group(m, machine, i).unwrap_or(default)).collect();
    Ok(Tuple::new(&machine.heap, &all).value())
}

fn group_dict(machine: &Machine, args: &[Value]) -> Answer {
    let m = matched(machine, args)?;
    let default = arg(machine, args, 1).unwrap_or(roots::none(machine));
    let out = Dict::new(&machine.heap);
    for (name, i) in Dict::pairs(m.get(Match::REGEX).get(Regex::GROUP_INDEX)) {
        let i = index(machine, m, i)?;
        dicts::set(machine, out, name, Match::group(m, machine, i).unwrap_or(default))?;
    }
    Ok(out.value())
}

/// The place of the group that the second argument names, else of all.
fn place(machine: &Machine, args: &[Value]) -> Result<(Value, Value), Raise> {
    let m = matched(machine, args)?;
    let i = arg(machine, args, 1).map_or(Ok(0), |g| index(machine, m, g))?;
    Ok((m.item(Match::PLACES, 2 * i), m.item(Match::PLACES, 2 * i + 1)))
}

fn span(machine: &Machine, args: &[Value]) -> Answer {
    place(machine, args).map(|(a, b)| Tuple::new(&machine.heap, &[a, b]).value())
}

fn regs(machine: &Machine, args: &[Value]) -> Answer {
    let m = matched(machine, args)?;
    let pair = |i: usize| {
        let places = [m.item(Match::PLACES, 2 * i), m.item(Match::PLACES, 2 * i + 1)];
        Tuple::new(&machine.heap, &places).value()
    };
    Ok(Tuple::new(&machine.heap, &(0..Match::count(m)).map(pair).collect::<Vec<_>>()).value())
}

fn last_group(machine: &Machine, args: &[Value]) -> Answer {
    let m = matched(machine, args)?;
    let i = m.get(Match::LAST_INDEX) as usize;
    let names = m.get(Match::REGEX).get(Regex::INDEX_GROUP).cast::<Tuple>();
    let name = names.filter(|t| i > 0 && i < t.tail_len(Tuple::ITEMS)).map(|t| t.item(Tuple::ITEMS, i));
    Ok(name.unwrap_or(roots::none(machine)))
}

/// `<re.Match object; span=(0, 1), match='a'>`
pub fn repr(machine: &Machine, m: Gc<Match>) -> String {
    let (a, b) = Match::place(m, 0);
    let text =
        Match::group(m, machine, 0).and_then(|v| crate::builtins::text::repr(machine, v)).unwrap_or_default();
    format!("<re.Match object; span=({a}, {b}), match={}>", String::from_utf8_lossy(&text))
}

pub const METHODS: &[Native] = &[
    Native::pure("group", 1, MANY, group).indexes(0xfe),
    Native::pure("__getitem__", 2, 2, group).indexes(2),
    Native::pure("groups", 1, 2, groups).params(&["", "default"]),
    Native::pure("groupdict", 1, 2, group_dict).params(&["", "default"]),
    Native::pure("start", 1, 2, |m, a| place(m, a).map(|p| p.0)).indexes(2),
    Native::pure("end", 1, 2, |m, a| place(m, a).map(|p| p.1)).indexes(2),
    Native::pure("span", 1, 2, span).indexes(2),
    Native::tail("expand", 2, 2, |m, a| tail::prelude(m, "_re_expand", a)).params(&["", "template"]),
    Native::pure("__copy__", 1, 1, |m, a| matched(m, a).map(|r| r.value())),
    Native::pure("__deepcopy__", 2, 2, |m, a| matched(m, a).map(|r| r.value())),
    Native::pure("re.get", 1, 1, |m, a| Ok(matched(m, a)?.get(Match::REGEX).value())),
    Native::pure("string.get", 1, 1, |m, a| Ok(matched(m, a)?.get(Match::STRING))),
    Native::pure("pos.get", 1, 1, |m, a| Ok(int_word(m, matched(m, a)?.get(Match::POS)))),
    Native::pure("endpos.get", 1, 1, |m, a| Ok(int_word(m, matched(m, a)?.get(Match::ENDPOS)))),
    Native::pure("regs.get", 1, 1, regs),
    Native::pure("lastindex.get", 1, 1, |m, a| {
        let i = matched(m, a)?.get(Match::LAST_INDEX);
        Ok(if i == 0 { roots::none(m) } else { int_word(m, i) })
    }),
    Native::pure("lastgroup.get", 1, 1, last_group),
];
