//! Groups of exceptions: their members below each other, set off by a margin.

use super::colour::Colour;
use crate::builtins::exception_fields;
use crate::builtins::exceptions::{class, is_group};
use crate::errors::exception;
use crate::types::objects::Instance;
use std::fmt::Write;
use trackway::{Gc, Machine, Value};
use trackway_kit::Tuple;

/// Groups within groups beyond which members are left out.
pub const MAX_DEPTH: usize = 10;
/// Members beyond which the rest is counted.
const MAX_WIDTH: usize = 15;

/// Text with a margin for every group around it.
#[derive(Default)]
pub struct Output {
    pub text: String,
    pub depth: usize,
    pub colour: Colour,
    /// The last member so far still needs a line below it.
    open: bool,
}

impl Output {
    pub fn new(colour: Colour) -> Output {
        Output { colour, ..Output::default() }
    }

    /// Writes lines behind the margin.
    pub fn emit(&mut self, text: &str, margin: char) {
        for line in text.split_inclusive('\n') {
            if self.depth > 0 {
                let _ = write!(self.text, "{}{margin} ", "  ".repeat(self.depth));
            }
            self.text.push_str(line);
        }
    }
}

/// The members of a group; `None` for other exceptions.
pub fn members(machine: &Machine, e: Gc<Instance>) -> Option<Vec<Value>> {
    if !is_group(machine, class(machine, e)) {
        return None;
    }
    exception_fields::field(machine, e, 1).cast::<Tuple>().map(Tuple::to_vec)
}

/// The members of a group, each with a title.
pub fn group(machine: &Machine, members: &[Value], out: &mut Output) {
    let n = members.len().min(MAX_WIDTH + 1);
    out.open = false;
    for (i, e) in members.iter().take(n).enumerate() {
        let last = i + 1 == n;
        // The line below may be written by a member that is a group itself.
        out.open |= last;
        let indent = "  ".repeat(out.depth);
        let corner = if i == 0 { "+-" } else { "  " };
        let title = if i < MAX_WIDTH { (i + 1).to_string() } else { "...".into() };
        let _ = writeln!(out.text, "{indent}{corner}+---------------- {title} ----------------");
        out.depth += 1;
        if i < MAX_WIDTH {
            super::all(machine, *e, out);
        } else {
            let more = members.len() - MAX_WIDTH;
            let s = if more > 1 { "s" } else { "" };
            out.emit(&format!("and {more} more exception{s}\n"), '|');
        }
        if last && out.open {
            let _ = writeln!(out.text, "{}+------------------------------------", "  ".repeat(out.depth));
            out.open = false;
        }
        out.depth -= 1;
    }
}

/// The exceptions of a chain, and the members of groups among them, as far as they are shown.
pub fn with_members(machine: &Machine, e: Value) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut work = vec![(e, 0)];
    while let Some((e, depth)) = work.pop() {
        for v in super::chain(machine, e) {
            if found.contains(&v) {
                continue;
            }
            found.push(v);
            let inside = exception(machine, v).and_then(|e| members(machine, e)).unwrap_or_default();
            if depth <= MAX_DEPTH {
                work.extend(inside.into_iter().take(MAX_WIDTH).map(|v| (v, depth + 1)));
            }
        }
    }
    found
}
