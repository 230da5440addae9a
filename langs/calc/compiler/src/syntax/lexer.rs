//! Text to tokens. `logos` makes the automaton.

use logos::Logos;

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

/// What has to be known of a token to feed the parser.
impl<'s> trackway_front::Token<'s> for Token<'s> {
    /// `yield` makes the function around it a generator.
    fn is_mentioned(&self) -> bool {
        matches!(self, Token::Ident(_) | Token::Sym("yield"))
    }

    fn may_end_statement(&self) -> bool {
        match self {
            Token::Sym(s) => ENDS.contains(s),
            _ => *self != Token::Sep,
        }
    }
}
