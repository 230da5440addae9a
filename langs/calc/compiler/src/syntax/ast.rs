//! The tree: which kinds of nodes there are.

use trackway_front as front;
use trackway_front::Const;

pub type Ref<'a> = front::Ref<'a, Kind<'a>>;
pub type Block<'a> = front::Block<'a, Kind<'a>>;
pub type Function<'a> = front::Function<'a, Kind<'a>>;
pub type Tree<'a> = front::Tree<'a, Kind<'a>>;

pub enum Kind<'a> {
    // Expressions.
    Literal(Const),
    Name(&'a str),
    /// What reads its operands and gives a value, by the name of the op.
    Op(&'static str, Block<'a>),
    /// A comparison, by the jump that is taken unless it holds. `>` is `<` with the flag set: the
    /// operands are in the order of the text, the jump wants them in the other one.
    Compare((&'static str, bool), [Ref<'a>; 2]),
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
