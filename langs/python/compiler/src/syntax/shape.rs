//! How deep a source nests, judged on its tokens before it is parsed.
//!
//! The parser, the passes and the destructor of the tree all recurse. The depth of the tree is bounded by what
//! is counted here: per bracket level the operators, dots, calls and prefixes since the last separator
//! (`1+1+1` leans left, `not not x` and `a if b else c if ..` lean right; both nest), plus the levels of
//! indentation. The driver gives the native stack a size in proportion (`stacker`), so that no start-up cost
//! falls on ordinary sources, and refuses what exceeds [`MAX_DEPTH`].

use crate::syntax::error::{ErrorKind, Fault, Result};
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};
use ruff_text_size::{TextRange, TextSize};

/// Brackets inside brackets; the reference implementation has the same limit.
const MAX_BRACKETS: usize = 200;
/// Indented blocks inside each other; the reference implementation has the same limit.
const MAX_INDENTS: usize = 100;
/// Levels of the tree.
pub const MAX_DEPTH: usize = 6_000;

/// An upper estimate of the height of the tree that `source` parses to.
pub fn depth(source: &str, mode: Mode) -> Result<usize> {
    let mut lexer = lexer::lex(source, mode);
    let mut shape = Shape { brackets: vec![(0, 0)], indents: 0, total: 0, deepest: 0, line: 0 };
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile {
            return Ok(shape.deepest);
        }
        shape.line += usize::from(kind.is_any_newline());
        // The lexer tells kinds only, so the place of an error is that of its line.
        if let Err(mut fault) = shape.token(kind, TextRange::default()) {
            let start = source.split_inclusive('\n').take(shape.line).map(str::len).sum::<usize>();
            fault.range = TextRange::empty(TextSize::try_from(start).unwrap_or_default());
            return Err(fault);
        }
    }
}

struct Shape {
    /// Links of the chain under way and lambdas before their colon, per open bracket.
    brackets: Vec<(usize, usize)>,
    indents: usize,
    /// Sum of `brackets`.
    total: usize,
    deepest: usize,
    line: usize,
}

impl Shape {
    fn token(&mut self, kind: TokenKind, range: TextRange) -> Result<()> {
        use TokenKind as T;
        match kind {
            T::Lpar | T::Lsqb | T::Lbrace | T::FStringStart | T::TStringStart => self.open(range)?,
            T::Rpar | T::Rsqb | T::Rbrace | T::FStringEnd | T::TStringEnd => self.close(),
            T::Newline => self.reset_all(),
            T::Indent => self.indent(range)?,
            T::Dedent => self.indents = self.indents.saturating_sub(1),
            T::Comma | T::Semi => self.reset(),
            T::Lambda => self.headers(1),
            T::Colon => self.headers(-1),
            _ if links(kind) => self.link(),
            _ => {}
        }
        let depth = self.total + self.brackets.len() + self.indents;
        self.deepest = self.deepest.max(depth);
        if depth > MAX_DEPTH {
            return Err(Fault::new(ErrorKind::TooComplex, range, "too complex: the code nests too deep"));
        }
        Ok(())
    }

    fn open(&mut self, range: TextRange) -> Result<()> {
        // A call or subscript is a link of the chain it stands in.
        self.link();
        self.brackets.push((0, 0));
        if self.brackets.len() > MAX_BRACKETS + 1 {
            return Err(Fault::syntax(range, "too many nested parentheses"));
        }
        Ok(())
    }

    fn close(&mut self) {
        if self.brackets.len() > 1 {
            let (links, headers) = self.brackets.pop().unwrap_or_default();
            self.total -= links + headers;
        }
    }

    fn link(&mut self) {
        if let Some(top) = self.brackets.last_mut() {
            top.0 += 1;
            self.total += 1;
        }
    }

    fn reset(&mut self) {
        // A comma ends a chain, but not the parameters of a lambda, whose defaults may be lambdas.
        if let Some(top) = self.brackets.last_mut() {
            self.total -= top.0;
            top.0 = 0;
        }
    }

    fn headers(&mut self, change: isize) {
        self.link();
        if let Some(top) = self.brackets.last_mut() {
            let after = top.1.saturating_add_signed(change);
            self.total = self.total - top.1 + after;
            top.1 = after;
        }
    }

    fn reset_all(&mut self) {
        self.brackets.clear();
        self.brackets.push((0, 0));
        self.total = 0;
    }

    fn indent(&mut self, range: TextRange) -> Result<()> {
        self.indents += 1;
        if self.indents >= MAX_INDENTS {
            return Err(Fault::new(ErrorKind::Indentation, range, "too many levels of indentation"));
        }
        Ok(())
    }
}

/// Whether a token makes the tree one level higher.
fn links(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Plus
            | T::Minus
            | T::Star
            | T::Slash
            | T::DoubleSlash
            | T::Percent
            | T::At
            | T::Vbar
            | T::Amper
            | T::CircumFlex
            | T::LeftShift
            | T::RightShift
            | T::DoubleStar
            | T::Tilde
            | T::Dot
            | T::Not
            | T::And
            | T::Or
            | T::If
            | T::Else
            | T::For
            | T::Async
            | T::Await
            | T::Yield
            | T::ColonEqual
            | T::Equal
    )
}
