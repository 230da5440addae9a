//! "Did you mean": the name nearest to one that was not found.

use crate::builtins::exception_fields::{Family, family, field};
use crate::builtins::exceptions::class;
use crate::code::Signature;
use crate::roots;
use crate::runtime::interned;
use crate::types::class::EXC_TRACEBACK;
use crate::types::objects::{Instance, Module, Traceback};
use crate::types::{frame, module};
use trackway::{Gc, Machine, Value};
use trackway_kit::{Dict, List, Str, str_of};

const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;
/// What it costs to add, drop or replace a character, and to change its case.
const MOVE: usize = 2;
const CASE: usize = 1;

/// What stands behind the text of an exception about a name.
pub fn hint(machine: &Machine, e: Gc<Instance>) -> String {
    let text = |v: Value| str_of(v).map(|s| Str::text(&machine.heap, s).into_owned());
    let (name, candidates) = match family(machine, class(machine, e)) {
        Some(Family::Import) => {
            let module = text(field(machine, e, 0)).and_then(|n| loaded(machine, &n));
            (text(field(machine, e, 2)), module.map(|m| module_names(machine, m)))
        }
        Some(Family::Attribute) => {
            let name = text(field(machine, e, 0));
            let object = field(machine, e, 1);
            let hidden = name.as_deref().is_some_and(|n| !n.starts_with('_'));
            let names = (object != roots::none(machine)).then(|| names_of(machine, object));
            (name, names.map(|n| n.into_iter().filter(|n| !(hidden && n.starts_with('_'))).collect()))
        }
        Some(Family::Name) => (text(field(machine, e, 0)), Some(visible(machine, e))),
        _ => return String::new(),
    };
    let Some(name) = name else { return String::new() };
    let is_name = family(machine, class(machine, e)) == Some(Family::Name);
    if is_name && of_self(machine, e).contains(&name) {
        return format!(". Did you mean: 'self.{name}'?");
    }
    let found = candidates.and_then(|c: Vec<String>| nearest(&name, &c));
    let mut hint = found.as_ref().map_or_else(String::new, |f| format!(". Did you mean: '{f}'?"));
    if is_name && is_library(&name) {
        hint += &match found {
            Some(_) => format!(" Or did you forget to import '{name}'?"),
            None => format!(". Did you forget to import '{name}'?"),
        };
    }
    hint
}

fn loaded(machine: &Machine, name: &str) -> Option<Gc<Module>> {
    crate::import::loaded(machine, Str::new(&machine.heap, name).value())?.cast()
}

fn keys(machine: &Machine, d: Gc<Dict>) -> Vec<String> {
    Dict::keys(d).into_iter().filter_map(str_of).map(|s| Str::text(&machine.heap, s).into_owned()).collect()
}

fn module_names(machine: &Machine, m: Gc<Module>) -> Vec<String> {
    let mut names = keys(machine, module::dict(m));
    names.sort();
    names
}

/// `dir(v)`, where no guest code is asked.
fn names_of(machine: &Machine, v: Value) -> Vec<String> {
    let Ok(names) = crate::builtins::namespaces::dir_of(machine, v) else {
        machine.take_pending();
        return Vec::new();
    };
    let items = names.cast::<List>().map_or_else(Vec::new, |l| List::to_vec(&machine.heap, l));
    items.into_iter().filter_map(str_of).map(|s| Str::text(&machine.heap, s).into_owned()).collect()
}

/// The entry of the frame that raised it.
fn innermost(e: Gc<Instance>) -> Option<Gc<Traceback>> {
    let mut at = e.item(Instance::SLOTS, EXC_TRACEBACK).cast::<Traceback>()?;
    while let Some(next) = at.get(Traceback::NEXT).cast() {
        at = next;
    }
    Some(at)
}

/// The attributes of the innermost frame's variable `self`.
fn of_self(machine: &Machine, e: Gc<Instance>) -> Vec<String> {
    let Some(t) = innermost(e) else { return Vec::new() };
    let found = frame::attribute(machine, frame::of_traceback(machine, t), "f_locals");
    let Ok(found) = found else {
        machine.take_pending();
        return Vec::new();
    };
    let variables = found.and_then(|v| v.cast::<Dict>());
    let own = variables.and_then(|d| crate::dicts::get_str(machine, d, interned(machine, "self")));
    own.map_or_else(Vec::new, |v| names_of(machine, v))
}

/// The names that the innermost frame could have meant.
fn visible(machine: &Machine, e: Gc<Instance>) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(t) = innermost(e) {
        let code = t.get(Traceback::CODE);
        let s = code.guest::<Signature>();
        names.extend(s.names.iter().chain(&s.cells).chain(&s.frees).map(|n| n.to_string()));
        names.extend(keys(machine, s.globals()));
    }
    if let Some(b) = machine.root(roots::BUILTINS).cast::<Module>() {
        names.extend(keys(machine, module::dict(b)));
    }
    names
}

fn is_library(name: &str) -> bool {
    trackway_python_library::find(name).is_some() || crate::modules::exists(name)
}

/// What an error message adds where `name` may be one of these.
pub fn did_you_mean(name: &str, candidates: &[String]) -> String {
    nearest(name, candidates).map_or_else(String::new, |found| format!(". Did you mean '{found}'?"))
}

/// The candidate nearest to `name`, if any is near enough.
pub fn nearest(name: &str, candidates: &[String]) -> Option<String> {
    let length = name.chars().count();
    if candidates.len() > MAX_CANDIDATES || length > MAX_LENGTH {
        return None;
    }
    let mut best = usize::MAX;
    let mut found = None;
    for c in candidates.iter().filter(|c| *c != name) {
        let limit = ((c.chars().count() + length + 3) * MOVE / 6).min(best.saturating_sub(1));
        let d = distance(name, c, limit);
        if d <= limit && (found.is_none() || d < best) {
            best = d;
            found = Some(c.clone());
        }
    }
    found
}

fn cost(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

/// The least cost of turning `a` into `b`; more than `limit` when it is beyond that.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    a.drain(..same);
    b.drain(..same);
    while let (Some(x), Some(y)) = (a.last(), b.last())
        && x == y
    {
        a.pop();
        b.pop();
    }
    if a.is_empty() || b.is_empty() {
        return MOVE * (a.len() + b.len());
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (j, y) in b.iter().enumerate() {
        let mut diagonal = j * MOVE;
        result = diagonal;
        for (i, x) in a.iter().enumerate() {
            let substituted = diagonal + cost(*x, *y);
            diagonal = row[i];
            result = substituted.min(result.min(diagonal) + MOVE);
            row[i] = result;
        }
    }
    result
}
