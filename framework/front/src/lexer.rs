//! From text to what the parser sees. `logos` makes the automaton; here is what is left: errors, the bookkeeping of
//! names, and where a statement ends.

use crate::tree::Tree;
use logos::Logos;
use trackway_bytecode::CompileError;

/// What the lexer has to know of a token besides its kind.
pub trait Token<'s>: Logos<'s, Source = str, Extras: Default> + 's {
    /// A name, or a word that makes something of the function around it, as `yield` does.
    fn is_mentioned(&self) -> bool;

    /// Whether a statement can end behind it. Elsewhere an end of line is a blank. For languages whose lexer makes a
    /// token of an end of line.
    fn may_end_statement(&self) -> bool {
        true
    }
}

/// Brackets within brackets. The text of an inner function is also text of the outer ones, so work grows with the
/// nesting.
const MAX_BRACKETS: usize = 200;

/// A token between its first byte and the one after its last.
pub type Spanned<T> = Result<(usize, T, usize), CompileError>;

/// The tokens that the parser sees. An end of line counts only where a statement can end, and not inside `(` or `[`,
/// so the grammar need not allow for it everywhere.
pub fn tokens<'a, T: Token<'a>, K>(
    tree: &'a Tree<'a, K>,
    source: &'a str,
) -> impl Iterator<Item = Spanned<T>> {
    let mut open = Vec::new();
    let mut complete = false;
    T::lexer(source).spanned().filter_map(move |(token, span)| {
        let text = &source[span.clone()];
        match text {
            "\n" if !complete || matches!(open.last(), Some(&"(" | &"[")) => return None,
            "(" | "[" | "{" if open.len() == MAX_BRACKETS => {
                return Some(Err(CompileError::new("this is nested too deeply", span)));
            }
            "(" | "[" | "{" => open.push(text),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
        let Ok(token) = token else { return Some(Err(CompileError::new("this is no token", span))) };
        complete = token.may_end_statement();
        if token.is_mentioned() {
            tree.mention(span.start, text);
        }
        Some(Ok((span.start, token, span.end)))
    })
}
