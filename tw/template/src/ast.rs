//! The tree. Its nodes live in one arena, so dropping it is no recursion, however deep it is.

use crate::grammar::ProgramParser;
use crate::lexer::tokens;
use lalrpop_util::ParseError;
use std::ops::Range;
use trackway::bytecode::{CompileError, Const};
use typed_arena::Arena;

pub type Nodes<'a> = Arena<Node<'a>>;
pub type Ref<'a> = &'a Node<'a>;
pub type Block<'a> = Vec<Ref<'a>>;

pub struct Node<'a> {
    pub kind: Kind<'a>,
    pub span: Range<usize>,
}

pub enum Kind<'a> {
    // Expressions.
    Literal(Const),
    Name(&'a str),
    /// What reads its operands and gives a value, by the name of the op.
    Op(&'static str, Block<'a>),
    List(Block<'a>),
    Call(Ref<'a>, Block<'a>),
    // Statements; an expression is one too.
    Let(&'a str, Ref<'a>),
    Assign(Ref<'a>, Ref<'a>),
    If(Ref<'a>, Block<'a>, Block<'a>),
    While(Ref<'a>, Block<'a>),
    Return(Ref<'a>),
    /// A function's name, parameters and body.
    Function(&'a str, Vec<&'a str>, Block<'a>),
}

impl Kind<'_> {
    pub fn is_expression(&self) -> bool {
        matches!(self, Kind::Literal(_) | Kind::Name(_) | Kind::Op(..) | Kind::List(_) | Kind::Call(..))
    }
}

/// The greatest integer. The machine's word has 63 bits left beside the tag, one is the sign.
const MAX_INT: i64 = (1 << 62) - 1;

pub fn integer<'a>(digits: &str, at: usize) -> Result<Kind<'a>, CompileError> {
    match digits.parse() {
        Ok(i) if i <= MAX_INT => Ok(Kind::Literal(Const::Int(i))),
        _ => Err(CompileError::new("this integer is too big", at..at + digits.len())),
    }
}

/// The statements of a program.
pub fn parse<'a>(nodes: &'a Nodes<'a>, source: &'a str) -> Result<Block<'a>, CompileError> {
    ProgramParser::new().parse(nodes, tokens(source)).map_err(|error| match error {
        ParseError::User { error } => error,
        ParseError::UnrecognizedToken { token: (lo, _, hi), .. } | ParseError::ExtraToken { token: (lo, _, hi) } => {
            CompileError::new(format!("unexpected {:?}", &source[lo..hi]), lo..hi)
        }
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } => {
            CompileError::new("unexpected end of the program", source.len()..source.len())
        }
    })
}
