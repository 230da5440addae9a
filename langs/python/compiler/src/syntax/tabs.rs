//! Indentation whose depth depends on how wide a tab is.
//!
//! Two lines are compared by their columns with tabs of eight and of one; where these disagree, the reference
//! implementation refuses the source.

use crate::syntax::error::{ErrorKind, Fault};
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextSize};

/// The first line that is indented inconsistently.
pub fn fault(source: &str, tokens: &Tokens) -> Option<Box<Fault>> {
    if !source.contains('\t') {
        return None;
    }
    let mut open = vec![(0, 0)];
    let mut begins = true;
    for t in tokens {
        match t.kind() {
            TokenKind::Newline => begins = true,
            TokenKind::Indent | TokenKind::Dedent | TokenKind::EndOfFile => {}
            kind if kind.is_trivia() => {}
            _ if begins => {
                begins = false;
                let before = &source[..t.start().to_usize()];
                let line = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
                // A token that stands for a wrong indentation may begin with the line.
                let text = source[line..].trim_start_matches([' ', '\t', '\x0c']);
                let space = &source[line..source.len() - text.len()];
                if !fits(&mut open, columns(space)) {
                    let text = "inconsistent use of tabs and spaces in indentation";
                    let at = TextSize::of(&source[..line]);
                    return Some(Fault::new(ErrorKind::Tab, t.range(), text).open(at, 0));
                }
            }
            _ => {}
        }
    }
    None
}

/// The columns that white space leads to, with tabs of eight and of one.
fn columns(space: &str) -> (usize, usize) {
    space.bytes().fold((0, 0), |(wide, narrow), b| match b {
        b'\t' => ((wide / 8 + 1) * 8, narrow + 1),
        b'\x0c' => (0, 0),
        _ => (wide + 1, narrow + 1),
    })
}

/// Opens and closes blocks; whether both columns agree.
fn fits(open: &mut Vec<(usize, usize)>, (wide, narrow): (usize, usize)) -> bool {
    let top = |open: &Vec<(usize, usize)>| open.last().copied().unwrap_or_default();
    if wide > top(open).0 {
        let agrees = narrow > top(open).1;
        open.push((wide, narrow));
        return agrees;
    }
    while open.len() > 1 && wide < top(open).0 {
        open.pop();
    }
    // A line that fits no block is another error.
    wide != top(open).0 || narrow == top(open).1
}
