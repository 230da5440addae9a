//! The tree. All nodes are of one type and live in one arena, so dropping the tree is dropping
//! the arena: no recursion, however deep the program is.

use std::ops::Range;
use trackway_bytecode::{CompileError, Const, Mentions, Names};
use typed_arena::Arena;

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
    /// A comparison, by the jump that is taken unless it holds. `>` is `<` with the flag set: the
    /// operands are in the order of the text, the jump wants them in the other one.
    Compare(&'static str, [Ref<'a>; 2], bool),
    Not(Ref<'a>),
    /// `or` if the flag is set, otherwise `and`.
    Logic(bool, [Ref<'a>; 2]),
    Call(Ref<'a>, Block<'a>),
    /// A list or dictionary, by the name of the op; keys and values in turn.
    Build(&'static str, Vec<Block<'a>>),
    Function(Function<'a>),
    // Statements; an expression is one too.
    Let(&'a str, Ref<'a>),
    Assign(Ref<'a>, Ref<'a>),
    If(Ref<'a>, [Block<'a>; 2]),
    While(Ref<'a>, Block<'a>),
    For(&'a str, Ref<'a>, Block<'a>),
    Return(Ref<'a>),
    /// `break` if the flag is set, otherwise `continue`.
    Leave(bool),
}

pub struct Function<'a> {
    pub name: &'a str,
    pub params: Vec<&'a str>,
    pub body: Block<'a>,
    pub names: Names<'a>,
}

impl Function<'_> {
    pub fn is_generator(&self) -> bool {
        self.names.own.contains(&"yield")
    }
}

/// What lexer and grammar share.
#[derive(Default)]
pub struct Context<'a> {
    nodes: Arena<Node<'a>>,
    /// Of names, and of `yield`, which makes the function around it a generator.
    pub mentions: Mentions<'a>,
}

impl<'a> Context<'a> {
    pub fn node(&'a self, kind: Kind<'a>, span: Range<usize>) -> Ref<'a> {
        self.nodes.alloc(Node { kind, span })
    }

    pub fn function(
        &'a self,
        name: &'a str,
        params: Vec<&'a str>,
        body: Block<'a>,
        span: Range<usize>,
    ) -> Ref<'a> {
        let names = self.mentions.function(span.clone());
        self.node(Kind::Function(Function { name, params, body, names }), span)
    }
}

/// The greatest integer. The machine's word has 63 bits left beside the tag, one is the sign.
const MAX_INT: i64 = (1 << 62) - 1;

pub fn integer<'a>(digits: &str, at: usize) -> Result<Kind<'a>, CompileError> {
    let value = digits.parse().ok().filter(|i| *i <= MAX_INT).map(|i| Kind::Literal(Const::Int(i)));
    value.ok_or(CompileError::new("integer literal is too big", at..at + digits.len()))
}

/// The text of a string literal; escapes between the double backslashes are other escapes.
pub fn string<'a>(literal: &str) -> Kind<'a> {
    let plain = |s: &str| s.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
    let parts: Vec<_> = literal[1..literal.len() - 1].split("\\\\").map(plain).collect();
    Kind::Literal(Const::Str(parts.join("\\").into()))
}
