//! What is wrong with the arguments of a native, in CPython's words: they differ by how a function takes them.
//!
//! ```text
//! [].append()        list.append() takes exactly one argument (0 given)
//! [].insert(1)       insert expected 2 arguments, got 1
//! "".split(1, 2, 3)  split() takes at most 2 arguments (3 given)
//! round()            round() missing required argument 'number' (pos 1)
//! ```

use super::Home;
use super::native::{KEYWORDS, Native, native, places};
use super::slots::is_wrapper;
use crate::errors::type_error;
use crate::report::did_you_mean;
use crate::types::builtin::Cls;
use crate::types::builtin_attrs::short;

use crate::values::type_name;
use trackway::{Machine, Raise, Value};

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// A native as a program sees it.
struct Seen {
    native: &'static Native,
    home: Home,
    name: &'static str,
    /// Arguments that the caller did not write: the receiver.
    own: usize,
}

impl Seen {
    fn new(id: i64) -> Seen {
        let (native, home) = (native(id), places()[id as usize].0);
        let new = native.name.strip_prefix("_new_").filter(|_| matches!(home, Home::Prelude));
        let name = match home {
            Home::Construct(_) => native.name,
            _ => new.unwrap_or_else(|| short(native.name)),
        };
        let method = matches!(home, Home::Class(_) | Home::Slots(_)) && !native.name.ends_with(".static");
        Seen { native, home, name, own: usize::from(method || new.is_some()) }
    }

    /// With the class or module in front.
    fn full_name(&self) -> String {
        match self.home {
            Home::Class(c) | Home::Slots(c) => format!("{}.{}", c.name(), self.name),
            Home::Module(m) => format!("{m}.{}", self.name),
            _ => self.name.into(),
        }
    }

    /// Whether CPython has the method in a slot of the type, where it goes without a name.
    fn is_slot(&self) -> bool {
        match self.home {
            Home::Slots(Cls::List | Cls::Dict) if self.name == "__getitem__" => false,
            Home::Slots(Cls::Dict | Cls::Set | Cls::FrozenSet) if self.name == "__contains__" => false,
            Home::Class(Cls::Type) => false,
            Home::Slots(_) | Home::Class(_) => is_wrapper(self.name) && self.name != "__new__",
            _ => false,
        }
    }

    /// The name of a parameter after the receiver; none where it cannot be given by name.
    fn parameter(&self, i: usize) -> Option<&'static str> {
        self.native.params.get(i + self.own).copied().filter(|p| !p.is_empty())
    }
}

/// The error for `given` positional arguments, receiver included, which are too few or too many.
pub fn count(machine: &Machine, id: i64, given: usize) -> Raise {
    let seen = Seen::new(id);
    let (n, full) = (seen.native, seen.full_name());
    if given < seen.own {
        return type_error(machine, &format!("unbound method {full}() needs an argument"));
    }
    let (min, given) = (n.min.saturating_sub(seen.own), given - seen.own);
    let max = if n.max == usize::MAX { n.max } else { n.max - seen.own };
    let counted = matches!(seen.home, Home::Construct(Cls::Int | Cls::Str));
    let text = if full == "map" {
        "map() must have at least two arguments.".into()
    } else if full == "sorted" {
        format!("sorted expected 1 argument, got {given}")
    } else if !counted && (!n.params.is_empty() || max == 0 && n.takes_keywords()) {
        named(&seen, min, max, given)
    } else if min == max && min < 2 && seen.is_slot() {
        format!("expected {min} argument{}, got {given}", plural(min))
    } else if min == max && min < 2 && !matches!(seen.home, Home::Construct(_)) {
        let takes = if min == 0 { "no arguments" } else { "exactly one argument" };
        format!("{full}() takes {takes} ({given} given)")
    } else {
        let (word, bound) = match given < min {
            _ if min == max => ("", min),
            true => ("at least ", min),
            false => ("at most ", max),
        };
        // A slot does not say what its name is, but leaves room for it.
        let name = if seen.is_slot() { "" } else { seen.name };
        format!("{name} expected {word}{bound} argument{}, got {given}", plural(bound))
    };
    type_error(machine, &text)
}

/// The same for a native that takes arguments by name.
fn named(seen: &Seen, min: usize, max: usize, given: usize) -> String {
    let name = seen.name;
    if given > max {
        let only = seen.native.keyword_only.iter().filter(|k| **k != KEYWORDS).count();
        let word = if min == max { "exactly" } else { "at most" };
        return match max {
            0 => format!("{name}() takes no positional arguments"),
            _ if only > 0 && given <= max + only => {
                format!("{name}() takes {word} {max} positional argument{} ({given} given)", plural(max))
            }
            _ => {
                let all = max + only;
                let word = if min == all { "exactly" } else { "at most" };
                format!("{name}() takes {word} {all} argument{} ({given} given)", plural(all))
            }
        };
    }
    match seen.parameter(given) {
        Some(missing) => format!("{name}() missing required argument '{missing}' (pos {})", given + 1),
        None => {
            let needed = (given..min).find(|i| seen.parameter(*i).is_some()).unwrap_or(min);
            let word = if needed == max { "exactly" } else { "at least" };
            format!("{name}() takes {word} {needed} positional argument{} ({given} given)", plural(needed))
        }
    }
}

/// The error for a keyword that names no parameter; `first`: the first argument.
pub fn keyword(machine: &Machine, id: i64, keyword: &str, first: Option<Value>) -> Raise {
    let mut seen = Seen::new(id);
    let initialised = seen.name == "__init__";
    if let (true, Home::Class(c)) = (initialised, seen.home) {
        seen.name = c.name();
    }
    if !seen.native.takes_keywords() {
        if let (true, Some(v)) = (initialised, first) {
            return type_error(machine, &format!("{}() takes no keyword arguments", type_name(machine, v)));
        }
        return type_error(machine, &format!("{}() takes no keyword arguments", seen.full_name()));
    }
    let known = seen.native.params.iter().chain(seen.native.keyword_only).filter(|p| !p.is_empty());
    let hint = did_you_mean(keyword, &known.map(|p| p.to_string()).collect::<Vec<_>>());
    type_error(machine, &format!("{}() got an unexpected keyword argument '{keyword}'{hint}", seen.name))
}

/// The error for an argument that is given twice.
pub fn twice(machine: &Machine, id: i64, keyword: &str) -> Raise {
    let seen = Seen::new(id);
    let at = seen.native.params.iter().position(|p| *p == keyword).unwrap_or(0) + 1 - seen.own;
    let text = format!("argument for {}() given by name ('{keyword}') and position ({at})", seen.name);
    type_error(machine, &text)
}
