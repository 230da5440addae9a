//! Text to tokens.

use logos::Logos;

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

/// What has to be known of a token to feed the parser.
impl<'s> trackway_front::Token<'s> for Token<'s> {
    fn is_mentioned(&self) -> bool {
        matches!(self, Token::Name(_))
    }
}
