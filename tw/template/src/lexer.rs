//! Text to tokens.

use logos::Logos;
use trackway::bytecode::CompileError;

/// One variant serves all keywords and punctuation, since the grammar names each one anyway.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
#[logos(skip r"[ \t\r\n]+", skip(r"#[^\n]*", allow_greedy = true))]
pub enum Token<'s> {
    #[regex("[0-9]+")]
    Int(&'s str),
    #[regex(r"[0-9]+\.[0-9]+")]
    Float(&'s str),
    /// With its quotes.
    #[regex(r#""[^"\n]*""#)]
    Str(&'s str),
    #[regex("[A-Za-z_][A-Za-z0-9_]*")]
    Name(&'s str),
    #[regex("let|fn|if|else|while|return|true|false|nil", priority = 99)]
    #[regex(r"==|!=|<=|>=|[-+*/<>=(){}\[\],;]")]
    Word(&'s str),
}

/// A token between its first byte and the one after its last.
type Spanned<'s> = Result<(usize, Token<'s>, usize), CompileError>;

pub fn tokens(source: &str) -> impl Iterator<Item = Spanned<'_>> {
    Token::lexer(source).spanned().map(|(token, span)| match token {
        Ok(token) => Ok((span.start, token, span.end)),
        Err(()) => Err(CompileError::new("this is no token", span)),
    })
}
