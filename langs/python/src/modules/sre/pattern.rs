//! `re.Pattern`.

use super::job::{Job, Range, What, Words};
use super::matched::Match;
use super::matcher::Goal;
use super::program::Program;
use super::subject::{len, text_for};
use crate::builtins::args::this;
use crate::builtins::functions::is_callable;
use crate::builtins::native::{MANY, Native, arg};
use crate::builtins::{Home, Table};
use crate::errors::{raise, type_error};
use crate::modules::args::{Answer, int, int_word};
use crate::order;
use crate::roots::bool_word;
use crate::runtime::interned;
use crate::tail;
use crate::types::builtin::Cls;
use crate::types::class::user_special;
use crate::types::objects::{Bytes, Instance, MappingProxy};
use crate::values::class_of;
use trackway::{Counted, Gc, Machine, Native as Owned, Object, Raise, Value};
use trackway_kit::table::Same;
use trackway_kit::{Dict, List, Str, Tuple, str_of};

/// A compiled pattern.
#[derive(Object)]
#[object(id = 156)]
pub struct Regex {
    /// String, bytes or None.
    #[immutable]
    pattern: Value,
    #[immutable]
    flags: i64,
    /// Number of groups.
    #[immutable]
    groups: i64,
    /// Groups by name.
    #[immutable]
    group_index: Gc<Dict>,
    /// Names by group, a tuple.
    #[immutable]
    index_group: Value,
    #[immutable]
    program: Owned<Counted<Program>>,
}

/// `_sre.compile(pattern, flags, code, groups, groupindex, indexgroup)`
pub fn compile(machine: &Machine, args: &[Value]) -> Answer {
    let heap = &machine.heap;
    let damaged = || raise(machine, Cls::RuntimeError, "invalid SRE code");
    let (flags, groups) = (int(machine, args[1])?, int(machine, args[3])?);
    let words = crate::iterate::items(machine, args[2]).ok_or_else(damaged)?;
    let words = words.into_iter().map(|v| Ok(int(machine, v)? as u32)).collect::<Result<Vec<_>, Raise>>()?;
    let size = 8 * words.len();
    let groups = usize::try_from(groups).ok().filter(|g| *g < 1 << 30).ok_or_else(damaged)?;
    let program = Program::decode(words, groups).ok_or_else(damaged)?;
    let names = args[4].cast::<Dict>().ok_or_else(damaged)?;
    let p = heap.alloc::<Regex>();
    p.set(heap, Regex::PATTERN, args[0]);
    p.set(heap, Regex::FLAGS, flags);
    p.set(heap, Regex::GROUPS, groups as i64);
    p.set(heap, Regex::GROUP_INDEX, names);
    p.set(heap, Regex::INDEX_GROUP, args[5]);
    p.set(heap, Regex::PROGRAM, Owned::new(Counted::new(heap, program, size)));
    Ok(p.value())
}

fn regex(machine: &Machine, args: &[Value]) -> Result<Gc<Regex>, Raise> {
    this(machine, args, "re.Pattern", "method")
}

/// A place among `n` characters, `default` when it was not given.
fn place(machine: &Machine, args: &[Value], i: usize, n: usize, default: usize) -> Result<usize, Raise> {
    match arg(machine, args, i) {
        None => Ok(default),
        Some(v) => Ok(int(machine, v)?.clamp(0, n as i64) as usize),
    }
}

/// `(self, string, pos, endpos)`: what a job about them knows.
fn request(machine: &Machine, args: &[Value], other: Value) -> Result<(Words, Range), Raise> {
    let regex = regex(machine, args)?;
    let text = text_for(machine, regex, args[1])?;
    let n = len(machine, text);
    let range = Range { pos: place(machine, args, 2, n, 0)?, end: place(machine, args, 3, n, n)? };
    Ok((Words { regex, string: args[1], text, other }, range))
}

fn single(machine: &Machine, args: &[Value], goal: Goal) -> Answer {
    let (words, range) = request(machine, args, Value::ZERO)?;
    Job::new(machine, words, range, goal, What::Match, 0).begin(machine)
}

fn find_all(machine: &Machine, args: &[Value]) -> Answer {
    let (words, range) = request(machine, args, List::new(&machine.heap, &[]).value())?;
    Job::new(machine, words, range, Goal::Search, What::FindAll, 0).begin(machine)
}

fn find_iter(machine: &Machine, args: &[Value]) -> Answer {
    let (_, range) = request(machine, args, Value::ZERO)?;
    let place = |n: usize| int_word(machine, n as i64);
    tail::prelude(machine, "_re_iterate", &[args[0], args[1], place(range.pos), place(range.end)])
}

/// All of a string, for at most `limit` matches; a negative limit allows none.
fn whole(machine: &Machine, regex: Gc<Regex>, string: Value, other: Value, what: What, limit: i64) -> Answer {
    let text = text_for(machine, regex, string)?;
    let range = Range { pos: 0, end: len(machine, text) };
    Job::new(machine, Words { regex, string, text, other }, range, Goal::Search, what, limit).begin(machine)
}

fn split(machine: &Machine, args: &[Value]) -> Answer {
    let limit = arg(machine, args, 2).map_or(Ok(0), |v| int(machine, v))?;
    let out = List::new(&machine.heap, &[]).value();
    whole(machine, regex(machine, args)?, args[1], out, What::Split, limit)
}

/// A replacement that stands for itself.
fn is_literal(machine: &Machine, v: Value) -> bool {
    let bytes = match (str_of(v), v.cast::<Bytes>()) {
        (Some(s), _) => Str::bytes(&machine.heap, s),
        (_, Some(b)) => machine.heap.bytes(b),
        _ => return false,
    };
    memchr::memchr(b'\\', bytes).is_none()
}

fn sub(machine: &Machine, args: &[Value], counted: bool) -> Answer {
    let (by, string) = (args[1], args[2]);
    let limit = arg(machine, args, 3).map_or(Ok(0), |v| int(machine, v))?;
    if !is_callable(machine, by) && is_literal(machine, by) {
        return whole(machine, regex(machine, args)?, string, by, What::Replace { counted }, limit);
    }
    let name = if is_callable(machine, by) { "_re_sub_call" } else { "_re_sub_template" };
    let text = text_for(machine, regex(machine, args)?, string)?;
    let rest = [int_word(machine, limit), bool_word(machine, counted)];
    tail::prelude(machine, name, &[args[0], by, string, text, rest[0], rest[1]])
}

/// `(pattern, replacement, string, count, counted)`, the replacement being a text or a list of texts and
/// groups in turn.
pub fn replace(machine: &Machine, args: &[Value]) -> Answer {
    let what = What::Replace { counted: args[4] == bool_word(machine, true) };
    whole(machine, regex(machine, args)?, args[2], args[1], what, int(machine, args[3])?)
}

/// `(match, search)`: the match behind another one.
pub fn after(machine: &Machine, args: &[Value]) -> Answer {
    let m: Gc<Match> = this(machine, args, "re.Match", "method")?;
    let goal = if args[1] == bool_word(machine, true) { Goal::Search } else { Goal::Match };
    let (words, range, (from, to)) = Match::origin(m);
    Job::new(machine, words, range, goal, What::Match, 0).from(to, from == to).begin(machine)
}

/// Whether two patterns are the same.
pub fn equal(machine: &Machine, a: Gc<Regex>, b: Gc<Regex>) -> bool {
    let (x, y) = (a.get(Regex::PATTERN), b.get(Regex::PATTERN));
    let program = |r: Gc<Regex>| r.get(Regex::PROGRAM).get(&machine.heap);
    a.get(Regex::FLAGS) == b.get(Regex::FLAGS)
        && order::equal(machine, x, y) == Same::Yes
        && program(a).words == program(b).words
}

/// `re.compile('..', re.FLAG|..)`
pub fn repr(machine: &Machine, r: Gc<Regex>) -> String {
    const NAMES: &[(i64, &str)] = &[
        (2, "IGNORECASE"),
        (4, "LOCALE"),
        (8, "MULTILINE"),
        (16, "DOTALL"),
        (32, "UNICODE"),
        (64, "VERBOSE"),
        (128, "DEBUG"),
        (256, "ASCII"),
    ];
    let pattern = r.get(Regex::PATTERN);
    let mut flags = r.get(Regex::FLAGS);
    if pattern.cast::<Str>().is_some() && flags & (4 | 32 | 256) == 32 {
        flags &= !32;
    }
    let known = NAMES.iter().filter(|(bit, _)| flags & bit != 0);
    let mut names: Vec<String> = known.map(|(_, name)| format!("re.{name}")).collect();
    let others = NAMES.iter().fold(flags, |f, (bit, _)| f & !bit);
    if others != 0 {
        names.push(format!("0x{others:x}"));
    }
    let text = crate::builtins::text::repr(machine, pattern).unwrap_or_default();
    let text: String = String::from_utf8_lossy(&text).chars().take(200).collect();
    let flags = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    format!("re.compile({text}{flags})")
}

/// Runs a method, with bytes instead of an instance that has a buffer.
fn as_bytes(
    machine: &Machine,
    name: &str,
    args: &[Value],
    at: usize,
    run: fn(&Machine, &[Value]) -> Answer,
) -> Answer {
    if is_buffer(machine, args[at]) && (0..args.len()).all(|i| arg(machine, args, i).is_some()) {
        let args = Tuple::new(&machine.heap, args).value();
        let words = [interned(machine, name).value(), args, int_word(machine, at as i64)];
        return tail::prelude(machine, "_re_of_buffer", &words);
    }
    run(machine, args)
}

fn is_buffer(machine: &Machine, v: Value) -> bool {
    v.cast::<Instance>().is_some() && user_special(machine, class_of(machine, v), "__buffer__").is_some()
}

/// There are no others than the compiled ones.
fn unmade(machine: &Machine, class: &str) -> Answer {
    Err(type_error(machine, &format!("cannot create '{class}' instances")))
}

pub const TABLES: &[Table] = &[
    Table {
        home: Home::Construct(Cls::Pattern),
        natives: &[Native::tail("re.Pattern", 0, MANY, |m, _| unmade(m, "re.Pattern"))],
    },
    Table {
        home: Home::Construct(Cls::Match),
        natives: &[Native::tail("re.Match", 0, MANY, |m, _| unmade(m, "re.Match"))],
    },
    Table { home: Home::Class(Cls::Pattern), natives: METHODS },
];

const PLACES: &[&str] = &["", "string", "pos", "endpos"];
const REPLACED: &[&str] = &["", "repl", "string", "count"];

const METHODS: &[Native] = &[
    Native::tail("match", 2, 4, |m, a| as_bytes(m, "match", a, 1, |m, a| single(m, a, Goal::Match)))
        .params(PLACES)
        .indexes(12),
    Native::tail("search", 2, 4, |m, a| as_bytes(m, "search", a, 1, |m, a| single(m, a, Goal::Search)))
        .params(PLACES)
        .indexes(12),
    Native::tail("fullmatch", 2, 4, |m, a| as_bytes(m, "fullmatch", a, 1, |m, a| single(m, a, Goal::Full)))
        .params(PLACES)
        .indexes(12),
    Native::tail("findall", 2, 4, |m, a| as_bytes(m, "findall", a, 1, find_all)).params(PLACES).indexes(12),
    Native::tail("finditer", 2, 4, |m, a| as_bytes(m, "finditer", a, 1, find_iter))
        .params(PLACES)
        .indexes(12),
    Native::tail("split", 2, 3, |m, a| as_bytes(m, "split", a, 1, split))
        .params(&["", "string", "maxsplit"])
        .indexes(4),
    Native::tail("sub", 3, 4, |m, a| as_bytes(m, "sub", a, 2, |m, a| sub(m, a, false)))
        .params(REPLACED)
        .indexes(8),
    Native::tail("subn", 3, 4, |m, a| as_bytes(m, "subn", a, 2, |m, a| sub(m, a, true)))
        .params(REPLACED)
        .indexes(8),
    Native::tail("scanner", 2, 4, |m, a| {
        let (_, range) = request(m, a, Value::ZERO)?;
        let place = |n: usize| int_word(m, n as i64);
        tail::prelude(m, "_re_scanner", &[a[0], a[1], place(range.pos), place(range.end)])
    })
    .params(PLACES)
    .indexes(12),
    Native::pure("__copy__", 1, 1, |m, a| regex(m, a).map(|r| r.value())),
    Native::pure("__deepcopy__", 2, 2, |m, a| regex(m, a).map(|r| r.value())),
    Native::pure("pattern.get", 1, 1, |m, a| Ok(regex(m, a)?.get(Regex::PATTERN))),
    Native::pure("flags.get", 1, 1, |m, a| Ok(int_word(m, regex(m, a)?.get(Regex::FLAGS)))),
    Native::pure("groups.get", 1, 1, |m, a| Ok(int_word(m, regex(m, a)?.get(Regex::GROUPS)))),
    Native::pure("groupindex.get", 1, 1, |m, a| {
        let p = m.heap.alloc::<MappingProxy>();
        p.set(&m.heap, MappingProxy::DICT, regex(m, a)?.get(Regex::GROUP_INDEX));
        Ok(p.value())
    }),
];

/// Says where the two classes are at home.
pub fn name_module(machine: &Machine) {
    use crate::types::class::Class;
    for c in [Cls::Pattern, Cls::Match] {
        let (names, module) = (c.gc(machine).get(Class::DICT), interned(machine, "re").value());
        let name = interned(machine, "__module__");
        crate::dicts::set_str(machine, names, name, module).expect("a small dict");
    }
}
