//! The tree that a parser builds. Its nodes live in one arena, so dropping it is no recursion, however deep
//! the program is.

use crate::scope::{Mentions, Names};
use std::ops::Range;
use trackway_bytecode::{CompileError, Fallible};
use typed_arena::Arena;

/// A piece of the program, of one of the language's kinds.
pub struct Node<K> {
    pub kind: K,
    /// Its bytes of the source.
    pub span: Range<usize>,
}

pub type Ref<'a, K> = &'a Node<K>;

/// Statements, operands, or whatever else comes in a row.
pub type Block<'a, K> = Vec<Ref<'a, K>>;

impl<K> Node<K> {
    /// An error that this piece of the program is to blame for.
    pub fn fail<T>(&self, message: &str) -> Fallible<T> {
        Err(CompileError::new(message, self.span.clone()))
    }
}

/// A function of the program; the program itself is one.
pub struct Function<'a, K> {
    pub name: &'a str,
    pub params: Vec<&'a str>,
    pub body: Block<'a, K>,
    pub(crate) names: Names<'a>,
}

impl<K> Function<'_, K> {
    /// Whether the word stands in the function, outside the functions within; see
    /// [`Token::is_mentioned`](crate::Token::is_mentioned).
    pub fn mentions(&self, word: &str) -> bool {
        self.names.own.contains(&word)
    }
}

/// The nodes of a program, and what names the lexer has seen.
pub struct Tree<'a, K> {
    nodes: Arena<Node<K>>,
    mentions: Mentions<'a>,
}

impl<K> Default for Tree<'_, K> {
    fn default() -> Self {
        Tree { nodes: Arena::new(), mentions: Mentions::default() }
    }
}

impl<'a, K> Tree<'a, K> {
    pub fn node(&'a self, kind: K, span: Range<usize>) -> Ref<'a, K> {
        self.nodes.alloc(Node { kind, span })
    }

    /// Notes a name at byte `at`, in the order of the text; [`tokens`](crate::tokens) does it.
    pub fn mention(&self, at: usize, name: &'a str) {
        self.mentions.mention(at, name);
    }

    /// The function that has just been read; `span` is from its parameters on. To be called for inner ones first, as a
    /// parser does by itself.
    pub fn function(
        &self,
        name: &'a str,
        params: Vec<&'a str>,
        body: Block<'a, K>,
        span: Range<usize>,
    ) -> Function<'a, K> {
        Function { name, params, body, names: self.mentions.function(span) }
    }

    /// The whole program, when all of it has been read.
    pub fn program(&self, body: Block<'a, K>) -> Function<'a, K> {
        self.function("main", vec![], body, 0..usize::MAX)
    }
}
