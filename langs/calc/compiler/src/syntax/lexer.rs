//! Text to tokens. `logos` makes the automaton; what is left by hand is where a statement ends.

use super::ast::Context;
use logos::Logos;
use trackway_bytecode::CompileError;

/// One variant serves all keywords and punctuation, since the grammar names each one anyway.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
#[logos(skip r"[ \t\r]+", skip(r"#[^\n]*", allow_greedy = true))]
pub enum Token<'s> {
    #[regex("[0-9]+")]
    Int(&'s str),
    #[regex(r"[0-9]+(\.[0-9]+([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)")]
    Float(&'s str),
    /// With its quotes and escapes.
    #[regex(r#""([^"\\\n]|\\[nt"\\])*""#)]
    Str(&'s str),
    #[regex("[A-Za-z_][A-Za-z0-9_]*")]
    Ident(&'s str),
    #[regex(
        "let|fn|if|else|while|for|in|return|break|continue|yield|and|or|not|true|false|nil",
        priority = 99
    )]
    #[regex(r"==|!=|<=|>=|//|[-+*/%<>=(){}\[\],:]")]
    Sym(&'s str),
    /// The end of a statement.
    #[regex(r"[\n;]")]
    Sep,
}

/// What may be the last token of a statement, besides names and literals.
const ENDS: [&str; 9] = [")", "]", "}", "true", "false", "nil", "return", "break", "continue"];

/// Brackets within brackets. The text of an inner function is also text of the outer ones, so work
/// grows with the nesting.
const MAX_BRACKETS: usize = 200;

/// A token between its first byte and the one after its last.
type Spanned<'a> = Result<(usize, Token<'a>, usize), CompileError>;

/// The tokens that the parser sees. An end of line counts only where a statement can end, and not
/// inside `(` or `[`, so the grammar need not allow for newlines everywhere.
pub fn tokens<'a>(cx: &'a Context<'a>, source: &'a str) -> impl Iterator<Item = Spanned<'a>> {
    let (mut open, mut complete) = (Vec::new(), false);
    let error = |message, span| Some(Err(CompileError::new(message, span)));
    Token::lexer(source).spanned().filter_map(move |(token, span)| {
        let text = &source[span.clone()];
        match text {
            "\n" if !complete || matches!(open.last(), Some(&"(" | &"[")) => return None,
            "(" | "[" | "{" if open.len() == MAX_BRACKETS => return error("this is nested too deeply", span),
            "(" | "[" | "{" => open.push(text),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
        let Ok(token) = token else { return error("this is no token", span) };
        complete = match token {
            Token::Sym(s) => ENDS.contains(&s),
            _ => token != Token::Sep,
        };
        if matches!(token, Token::Ident(_) | Token::Sym("yield")) {
            cx.mentions.mention(span.start, text);
        }
        Some(Ok((span.start, token, span.end)))
    })
}
