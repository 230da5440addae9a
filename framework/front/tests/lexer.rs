//! Which tokens the parser sees.

use logos::Logos;
use trackway_front::{CompileError, Tree, tokens};

#[derive(Logos, Clone, Copy, Debug, PartialEq)]
#[logos(skip " +")]
enum Word<'s> {
    #[regex("[a-z]+")]
    Name(&'s str),
    #[regex(r"[-+*(){}\[\],]")]
    Sign(&'s str),
    #[regex(r"[\n;]")]
    End,
}

impl<'s> trackway_front::Token<'s> for Word<'s> {
    fn is_mentioned(&self) -> bool {
        matches!(self, Word::Name(_))
    }

    fn may_end_statement(&self) -> bool {
        match self {
            Word::Name(_) => true,
            Word::Sign(s) => [")", "]", "}"].contains(s),
            Word::End => false,
        }
    }
}

/// The tokens' texts; an end of line is `|`.
fn texts(source: &str) -> Result<String, CompileError> {
    let tree = Tree::<()>::default();
    let all: Result<Vec<_>, _> = tokens::<Word, _>(&tree, source).collect();
    let text = |(lo, _, hi): (usize, Word, usize)| source[lo..hi].replace('\n', "|");
    Ok(all?.into_iter().map(text).collect::<Vec<_>>().join(" "))
}

#[test]
fn an_end_of_line_counts_where_a_statement_can_end() {
    assert_eq!(texts("a\n\nb").as_deref(), Ok("a | b"));
    assert_eq!(texts("a +\nb\n").as_deref(), Ok("a + b |"));
    assert_eq!(texts("f(a\n,\nb)\n").as_deref(), Ok("f ( a , b ) |"));
    assert_eq!(texts("f({\na\n})\n").as_deref(), Ok("f ( { a | } ) |"));
    assert_eq!(texts("\n;\na;").as_deref(), Ok("; a ;"));
}

#[test]
fn errors() {
    assert_eq!(texts("a $"), Err(CompileError::new("this is no token", 2..3)));
    assert_eq!(texts(&"(".repeat(201)), Err(CompileError::new("this is nested too deeply", 200..201)));
    assert!(texts(&"()".repeat(201)).is_ok());
}
