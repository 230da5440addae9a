//! One frame of a traceback: where it is, its lines, and marks under what ran.
//!
//! ```text
//!   File "a.py", line 3, in f
//!     return x + g(
//!            ~~^~~~
//!     ...<2 lines>...
//!     )
//!     ~
//! ```

use super::colour::Colour;
use std::collections::BTreeSet;
use std::fmt::Write;
use trackway::{CodeRef, Machine};

/// A place within the lines shown: line, then column in characters.
type Place = (usize, usize);

/// `  File "..", line n, in f`, the lines, and marks.
pub fn frame(machine: &Machine, code: CodeRef, pc: u32, colour: Colour, out: &mut String) {
    let span = code.span_at(pc);
    let unit = &code.unit;
    // Each input at the prompt is a file of its own.
    let file = if unit.file.starts_with("<stdin-") { "<stdin>" } else { &*unit.file };
    let file = colour.detail(&format!("\"{file}\""));
    let (line, name) = (colour.detail(&span.line.to_string()), colour.detail(&unit.name));
    let _ = writeln!(out, "  File {file}, line {line}, in {name}");
    let Some(source) = crate::import::source::text(machine, &unit.file) else { return };
    let first = (span.line as usize).saturating_sub(1);
    let part = source.get(span.start as usize..(span.end as usize).min(source.len())).unwrap_or_default();
    let count = part.lines().count().max(1);
    let lines: Vec<&str> = source.lines().skip(first).take(count).collect();
    let Some(line) = lines.first() else { return };
    if line.trim().is_empty() {
        return;
    }
    if part.is_empty() {
        let _ = writeln!(out, "    {}", line.trim());
        return;
    }
    let op = &unit.insns[code.insn_at(pc)].op;
    let segment = Segment::new(&lines, span.column as usize, part, op);
    segment.print(colour, out);
}

/// Lines without their common indentation, what ran in them, and the part of it that names the operation.
struct Segment {
    lines: Vec<String>,
    start: Place,
    end: Place,
    anchor: Option<(Place, Place)>,
    marks: bool,
}

impl Segment {
    fn new(lines: &[&str], column: usize, part: &str, op: &str) -> Segment {
        let indent = |l: &str| l.chars().take_while(|c| c.is_whitespace()).count();
        let common = lines.iter().filter(|l| !l.trim().is_empty()).map(|l| indent(l)).min().unwrap_or(0);
        let dedented: Vec<String> = lines.iter().map(|l| l.chars().skip(common).collect()).collect();
        let start = (0, column.saturating_sub(common));
        let place = |at: usize| {
            let before = &part[..at];
            match before.rfind('\n') {
                None => (0, start.1 + before.chars().count()),
                Some(i) => {
                    let column = before[i + 1..].chars().count().saturating_sub(common);
                    (before.matches('\n').count(), column)
                }
            }
        };
        let anchor = anchor(part, op).map(|(a, b)| (place(a), place(b)));
        let end = place(part.len());
        let mut segment = Segment { lines: dedented, start, end, anchor, marks: false };
        segment.marks = segment.needs_marks(part, op);
        segment
    }

    /// Whether marks say more than the lines themselves.
    fn needs_marks(&self, part: &str, op: &str) -> bool {
        let before: String = self.lines[0].chars().take(self.start.1).collect();
        let after: String = self.lines[self.end.0].chars().skip(self.end.1).collect();
        let (before, after) = (before.trim_start(), after.trim_end());
        if op.starts_with("call") && after.is_empty() && part.ends_with(')') {
            // A call whose result is returned or assigned is the whole statement.
            let callee = part.split('(').next().unwrap_or_default();
            let name = callee.chars().all(|c| c.is_alphanumeric() || c == '_');
            let assigned = before.strip_suffix("= ").or_else(|| before.strip_suffix('='));
            let plain = |b: &str| {
                !b.ends_with(['+', '-', '*', '/', '%', '&', '|', '^', '<', '>', '=', '!', '@', ':'])
            };
            if before.trim_end() == "return" && name
                || assigned.is_some_and(|b| plain(b.trim_end()) && !b.contains([':', '(']))
            {
                return false;
            }
        }
        self.anchor.is_some() || !before.is_empty() || !after.is_empty()
    }

    fn print(&self, colour: Colour, out: &mut String) {
        let last = self.lines.len() - 1;
        let mut shown: BTreeSet<usize> = [0, last].into();
        for (line, _) in self.anchor.into_iter().flat_map(|(a, b)| [a, b]) {
            shown.extend(line.saturating_sub(1)..=(line + 1).min(last));
        }
        let mut previous: Option<usize> = None;
        for line in shown {
            match previous.map(|p| line - p) {
                Some(2) => self.line(line - 1, colour, out),
                Some(n) if n > 2 => {
                    let _ = writeln!(out, "    ...<{} lines>...", n - 1);
                }
                _ => {}
            }
            self.line(line, colour, out);
            previous = Some(line);
        }
    }

    fn line(&self, n: usize, colour: Colour, out: &mut String) {
        let text = &self.lines[n];
        if !self.marks {
            let _ = writeln!(out, "    {}", text.trim_end());
            return;
        }
        let spaces = text.chars().take_while(|c| c.is_whitespace()).count();
        let width = if n == self.end.0 { self.end.1 } else { text.chars().count() };
        let marks: String = (0..width)
            .map(|column| match self.anchor {
                _ if column < spaces || n == 0 && column < self.start.1 => ' ',
                None => '^',
                Some((a, b)) if (n, column) >= a && (n, column) < b => '^',
                Some(_) => '~',
            })
            .collect();
        let (text, marks) = colour.marked(text.trim_end(), &marks);
        let _ = writeln!(out, "    {text}\n    {marks}");
    }
}

/// The bytes of an expression that name its operation: the operator, the call's arguments, the
/// subscript.
fn anchor(part: &str, op: &str) -> Option<(usize, usize)> {
    if let Some(sign) = sign_of(op) {
        let at = last_at_top(part, sign)?;
        let end = at + sign.len();
        // A parenthesis that follows at once counts as the operator's second character.
        let parenthesis =
            sign.len() == 1 && opening(part) == Some(end) && part.ends_with(')') && !is_tuple(&part[end..]);
        return Some((at, end + usize::from(parenthesis)));
    }
    let at = opening(part).filter(|at| *at > 0)?;
    let calls = matches!(op, "call" | "call_method" | "call_kw" | "call_method_kw" | "call_ex");
    (calls && part[at..].starts_with('(') || is_primary(&part[..at])).then_some((at, part.len()))
}

/// Whether an expression in parentheses needs them.
fn is_tuple(part: &str) -> bool {
    last_at_top(&part[1..part.len() - 1], ",").is_some()
}

/// Whether a text that ends before a bracket is what the bracket calls or indexes: names, dots, strings, and what is in
/// brackets.
fn is_primary(part: &str) -> bool {
    const KEYWORDS: [&str; 10] = ["not", "in", "is", "and", "or", "if", "else", "await", "yield", "lambda"];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let last = part.rsplit(|c| !plain(c)).next().unwrap_or_default();
    let mut depth = 0;
    !KEYWORDS.contains(&last)
        && outside_strings(part).into_iter().all(|(_, c)| match c {
            '(' | '[' | '{' => {
                depth += 1;
                true
            }
            ')' | ']' | '}' => {
                depth -= 1;
                true
            }
            _ => depth > 0 || plain(c) || matches!(c, '"' | '\''),
        })
}

/// The characters of an expression with their places; a string is its first quote.
fn outside_strings(part: &str) -> Vec<(usize, char)> {
    let mut out = Vec::new();
    let mut rest = part;
    while let Some(c) = rest.chars().next() {
        out.push((part.len() - rest.len(), c));
        let mut length = c.len_utf8();
        if matches!(c, '"' | '\'') {
            let quote = if rest.chars().take(3).filter(|q| *q == c).count() == 3 { 3 } else { 1 };
            let (open, body) = rest.split_at(quote);
            let mut escaped = false;
            let end = body.char_indices().find(|(i, c)| {
                let ends = !escaped && body[*i..].starts_with(open);
                escaped = !escaped && *c == '\\';
                ends
            });
            length = end.map_or(rest.len(), |(i, _)| 2 * quote + i);
        }
        rest = &rest[length..];
    }
    out
}

/// The operator of an op.
fn sign_of(op: &str) -> Option<&'static str> {
    Some(match op {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "truediv" => "/",
        "floordiv" => "//",
        "mod" => "%",
        "pow" => "**",
        "lshift" => "<<",
        "rshift" => ">>",
        "bit_and" => "&",
        "bit_or" => "|",
        "bit_xor" => "^",
        "matmul" => "@",
        _ => return None,
    })
}

/// Where the bracket that the last character closes was opened: a parenthesis or a square one.
fn opening(part: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut closed = None;
    for (i, c) in outside_strings(part) {
        match c {
            '(' | '[' | '{' => open.push((i, c)),
            ')' | ']' | '}' => closed = Some((i, open.pop()?)),
            _ => {}
        }
    }
    let (end, (start, c)) = closed?;
    (end + 1 == part.len() && c != '{').then_some(start)
}

/// The last place of an operator outside brackets and strings.
fn last_at_top(part: &str, sign: &str) -> Option<usize> {
    let bytes = part.as_bytes();
    let (mut depth, mut quote, mut found, mut i) = (0, None, None, 0);
    while i < bytes.len() {
        let c = bytes[i];
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(c),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth -= 1,
            _ if depth == 0 && i > 0 && bytes[i..].starts_with(sign.as_bytes()) => {
                let doubled = sign.len() == 1 && bytes.get(i + 1) == Some(&c);
                if doubled {
                    i += 1;
                } else {
                    found = Some(i);
                    i += sign.len() - 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    found
}
