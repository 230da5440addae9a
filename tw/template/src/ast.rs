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
    List(Block<'a>),
    Call(Ref<'a>, Block<'a>),
    Function(Function<'a>),
    // Statements; an expression is one too.
    Let(&'a str, Ref<'a>),
    /// `fn name(..) { .. }`
    Define(&'a str, Ref<'a>),
    Assign(Ref<'a>, Ref<'a>),
    If(Ref<'a>, Block<'a>, Block<'a>),
    While(Ref<'a>, Block<'a>),
    Return(Ref<'a>),
}

impl Kind<'_> {
    pub fn is_expression(&self) -> bool {
        matches!(self, Kind::Literal(_) | Kind::Name(_) | Kind::Op(..) | Kind::List(_) | Kind::Call(..))
    }
}
