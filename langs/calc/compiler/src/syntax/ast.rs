//! The tree. All nodes are of one type and live in one arena, so dropping the tree is dropping
//! the arena: no recursion, however deep the program is.

use super::CompileError;
use std::cell::RefCell;
use std::ops::Range;
use trackway_bytecode::Const;
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
    /// `or` if the flag is set, otherwise `and`.
    Logic(bool, Ref<'a>, Ref<'a>),
    Call(Ref<'a>, Block<'a>),
    List(Block<'a>),
    /// Keys and values in turn.
    Dict(Block<'a>),
    Function(Function<'a>),
    // Statements; an expression is one too.
    Let(&'a str, Ref<'a>),
    Assign(Ref<'a>, Ref<'a>),
    If(Ref<'a>, Block<'a>, Block<'a>),
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
    /// The names in its text, and of those the ones that a function inside it mentions: if that
    /// is a local here, the two functions share it.
    pub names: Vec<&'a str>,
    pub shared: Vec<&'a str>,
    pub is_generator: bool,
}

/// What lexer and grammar share: the nodes, and where which name stands in the text (with a flag
/// that is set when the function around it has been read).
#[derive(Default)]
pub struct Context<'a> {
    nodes: Arena<Node<'a>>,
    mentions: RefCell<Vec<(usize, &'a str, bool)>>,
}

impl<'a> Context<'a> {
    /// Called for each name, and each `yield`, in the order of the text.
    pub fn mention(&self, at: usize, name: &'a str) {
        self.mentions.borrow_mut().push((at, name, false));
    }

    pub fn node(&'a self, kind: Kind<'a>, span: Range<usize>) -> Ref<'a> {
        self.nodes.alloc(Node { kind, span })
    }

    pub fn binary(&'a self, a: Ref<'a>, op: &'static str, b: Ref<'a>) -> Ref<'a> {
        self.node(Kind::Op(op, vec![a, b]), a.span.start..b.span.end)
    }

    /// Called at the end of a function, so for inner ones first: they have set the flag on what
    /// is theirs by the time the outer one asks.
    pub fn function(
        &self,
        name: &'a str,
        params: Vec<&'a str>,
        body: Block<'a>,
        span: Range<usize>,
    ) -> Function<'a> {
        let mut f = Function { name, params, body, names: vec![], shared: vec![], is_generator: false };
        let mut mentions = self.mentions.borrow_mut();
        for (at, name, inner) in mentions.iter_mut().rev().take_while(|m| m.0 >= span.start) {
            if *at < span.end {
                f.is_generator |= *name == "yield" && !*inner;
                f.names.push(*name);
                f.shared.extend(inner.then_some(*name));
                *inner = true;
            }
        }
        f
    }
}

/// The greatest integer. The machine's word has 63 bits left beside the tag, one is the sign.
const MAX_INT: i64 = (1 << 62) - 1;

pub fn integer<'a>(digits: &str, at: usize) -> Result<Kind<'a>, CompileError> {
    let span = at..at + digits.len();
    let value = digits.parse().ok().filter(|i| *i <= MAX_INT).map(|i| Kind::Literal(Const::Int(i)));
    value.ok_or(CompileError { message: "integer literal is too big".into(), span })
}

/// The text of a string literal; escapes between the double backslashes are other escapes.
pub fn string<'a>(literal: &str) -> Kind<'a> {
    let plain = |s: &str| s.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"");
    let parts: Vec<_> = literal[1..literal.len() - 1].split("\\\\").map(plain).collect();
    Kind::Literal(Const::Str(parts.join("\\").into()))
}
