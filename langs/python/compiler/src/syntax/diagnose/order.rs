//! Which of several errors is told, and where: the tokenizer's complaints come before the parser's, and the parser blames
//! the last token that it has looked at.

use super::{Diagnosis, Token, name_of};
use crate::syntax::error::Fault;
use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind as T;
use ruff_python_parser::{LexicalErrorType as L, ParseError, ParseErrorType as E};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The error to tell: what the tokenizer finds anywhere in the source goes before what the parser says.
pub(super) fn tokens_first<'a>(all: &'a [ParseError], first: &'a ParseError) -> &'a ParseError {
    let told = |e: &&ParseError| match &e.error {
        E::Lexical(L::UnclosedStringError) => true,
        E::Lexical(L::UnrecognizedToken { tok }) => !tok.is_ascii(),
        _ => false,
    };
    match first.error {
        E::Lexical(_) | E::FStringError(_) | E::TStringError(_) => first,
        _ => all.iter().find(told).unwrap_or(first),
    }
}

impl<'a> Diagnosis<'a> {
    /// A bracket of an earlier line that the source's end finds open, whatever else is wrong.
    pub(super) fn never_closed(&self) -> Option<Box<Fault>> {
        let open = self.brackets(TextSize::of(self.source)).ok()?;
        let last = open.last()?;
        let here = self.line_of(self.first.location.end().max(self.token_range().start()));
        (here > self.line_of(last.range.start())).then(|| self.open_bracket(last))
    }

    pub(super) fn open_bracket(&self, bracket: &Token) -> Box<Fault> {
        let text = format!("'{}' was never closed", self.text(bracket.range));
        Fault::syntax(bracket.range, text).open(bracket.range.start(), 0)
    }

    /// The logical line of the error, from its first token to its last.
    pub(super) fn statement(&self) -> TextRange {
        let ends = |t: &&Token| matches!(t.kind, T::Newline | T::Indent | T::Dedent | T::Semi | T::EndOfFile);
        let first = self.tokens.iter().rev().skip_while(|t| t.range.start() > self.at());
        let first = first.take_while(|t| !ends(t)).last();
        let behind = self.tokens.iter().skip_while(|t| t.range.start() < self.at());
        let last = behind.take_while(|t| !ends(t)).last();
        match (first, last) {
            (Some(a), Some(b)) => TextRange::new(a.range.start(), b.range.end()),
            _ => self.first.location,
        }
    }

    fn next_at(&self, at: TextSize) -> Option<&Token> {
        self.tokens.iter().find(|t| t.range.start() >= at)
    }

    fn previous_to(&self, at: TextSize) -> Option<&Token> {
        self.tokens.iter().rfind(|t| t.range.end() <= at)
    }

    /// Errors whose place is another token than the parser's.
    pub(super) fn placed(&self) -> Option<Box<Fault>> {
        let location = self.first.location;
        match &self.first.error {
            E::PositionalAfterKeywordArgument | E::PositionalAfterKeywordUnpacking => {
                let text = match self.first.error {
                    E::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
                    _ => "positional argument follows keyword argument unpacking",
                };
                Some(Fault::syntax(self.next_at(location.end())?.range, text))
            }
            E::InvalidArgumentUnpackingOrder => {
                let comma = self.previous_to(location.start()).filter(|t| t.kind == T::Comma)?;
                let text = "iterable argument unpacking follows keyword argument unpacking";
                Some(Fault::syntax(TextRange::new(comma.range.start(), location.end()), text))
            }
            E::ExpectedKeywordParam => {
                let star =
                    self.tokens.iter().rfind(|t| t.kind == T::Star && t.range.start() <= location.end())?;
                let lambda = self.previous_to(star.range.start()).is_some_and(|t| t.kind != T::Lpar)
                    && self.brackets(star.range.start()).ok()?.is_empty();
                let mut behind = self.tokens.iter().filter(|t| t.range.start() > star.range.start());
                let blamed = if lambda { behind.find(|t| t.kind != T::Comma)? } else { star };
                Some(Fault::syntax(blamed.range, "named parameters must follow bare *"))
            }
            E::OtherError(text) if text.starts_with("Only one '*'") => {
                let star = TextRange::at(location.start(), TextSize::from(1));
                Some(Fault::syntax(star, "* may appear only once"))
            }
            E::OtherError(text) if text.starts_with("Trailing comma not allowed") => {
                let next = self.next_at(location.end())?;
                let text = match next.kind {
                    T::Newline if self.keyword() == Some("from") => {
                        "trailing comma not allowed without surrounding parentheses"
                    }
                    _ => "invalid syntax",
                };
                Some(Fault::syntax(next.range, text))
            }
            E::UnparenthesizedTupleExpression | E::OtherError(_)
                if matches!(self.keyword(), Some("raise" | "from")) && !location.is_empty() =>
            {
                let comma =
                    self.tokens.iter().find(|t| t.range.start() >= location.start() && t.kind == T::Comma)?;
                Some(Fault::syntax(comma.range, "invalid syntax"))
            }
            E::InvalidStarredExpressionUsage if self.is_in_braces() => {
                // Two stars begin an item of a dict, one star none.
                let star = self.next_at(location.start())?;
                let blamed = if star.kind == T::DoubleStar { self.next_at(location.end())? } else { star };
                Some(Fault::syntax(blamed.range, "invalid syntax"))
            }
            E::EmptyTypeParams => {
                let close =
                    self.tokens.iter().find(|t| t.kind == T::Rsqb && t.range.end() >= location.end())?;
                Some(Fault::point(close.range.start(), "Type parameter list cannot be empty"))
            }
            E::InvalidMatchPatternTarget
                if self.previous_to(location.start()).is_some_and(|t| t.kind == T::DoubleStar) =>
            {
                Some(Fault::syntax(location, "invalid syntax"))
            }
            E::ExpectedRealNumber
                if !self.text(location).starts_with(|c: char| c.is_ascii_digit() || c == '.') =>
            {
                let minus = self.next_at(location.start())?;
                let blamed = if minus.kind == T::Minus { self.next_at(minus.range.end())? } else { minus };
                let digits = self.text(blamed.range).starts_with(|c: char| c.is_ascii_digit());
                (!digits).then(|| Fault::syntax(blamed.range, "invalid syntax"))
            }
            E::ExpectedExpression => self.missing_operand(),
            E::UnparenthesizedGeneratorExpression if self.keyword() == Some("class") => {
                let word =
                    self.tokens.iter().find(|t| t.range.start() >= location.start() && t.kind == T::For)?;
                Some(Fault::syntax(word.range, "invalid syntax"))
            }
            _ => None,
        }
    }

    /// A `=`, token `i`, behind expression `e` where a value is wanted.
    pub(super) fn meant_equality(&self, e: &Expr, i: usize, inside: bool) -> Option<Box<Fault>> {
        if !matches!(e, Expr::Name(_)) {
            let named = matches!(
                e,
                Expr::Attribute(_)
                    | Expr::Subscript(_)
                    | Expr::Call(_)
                    | Expr::BinOp(_)
                    | Expr::NumberLiteral(_)
                    | Expr::StringLiteral(_)
                    | Expr::BytesLiteral(_)
                    | Expr::FString(_)
            );
            let text = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", name_of(e));
            return (inside && named).then(|| Fault::syntax(e.range(), text));
        }
        if !inside && matches!(self.keyword(), Some("assert" | "return" | "raise" | "del")) {
            return None;
        }
        let next = self.tokens.get(i + 1)?;
        let mut value = self.expressions.0.iter().copied().find(|v| v.range().start() == next.range.start());
        // Of `a and b` and `a < b` only what comes first.
        while let Some(Expr::BoolOp(_) | Expr::Compare(_)) = value {
            value = match value {
                Some(Expr::BoolOp(b)) => b.values.first(),
                Some(Expr::Compare(c)) => Some(&c.left),
                _ => None,
            };
        }
        let end = value.map_or(next.range.end(), |v| v.range().end());
        let text = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        Some(Fault::syntax(TextRange::new(e.range().start(), end), text))
    }

    /// An operator with `=`, token `sign`, behind expression `e` which it cannot change.
    pub(super) fn augmented(&self, e: &Expr, sign: &Token) -> Box<Fault> {
        let start = self.statement().start();
        let mut before = self.tokens.iter().filter(|t| (start..e.range().start()).contains(&t.range.start()));
        if before.any(|t| t.kind == T::Equal) {
            return Fault::syntax(sign.range, "invalid syntax");
        }
        let listed = self.previous_to(e.range().start()).is_some_and(|t| t.kind == T::Comma);
        let (start, name) = if listed { (start, "tuple") } else { (e.range().start(), name_of(e)) };
        let text = format!("'{name}' is an illegal expression for augmented assignment");
        Fault::syntax(TextRange::new(start, e.range().end()), text)
    }

    /// Whether the innermost bracket that is open before the error is a brace.
    fn is_in_braces(&self) -> bool {
        let Some(last) = self.at().checked_sub(TextSize::from(1)) else { return false };
        self.brackets(last).is_ok_and(|open| open.last().is_some_and(|o| o.kind == T::Lbrace))
    }

    /// What stands behind `as` where a name has to: `import a as b.c`.
    pub(super) fn as_target(&self) -> Option<Box<Fault>> {
        let what = match self.keyword()? {
            "import" | "from" => "as import target",
            "except" => "except statement with",
            "case" => "as pattern target",
            _ => return None,
        };
        let (i, _) = self.token()?;
        let word = self.tokens[..=i].iter().rposition(|t| t.kind == T::As)?;
        let ends = |t: &&Token| matches!(t.kind, T::Colon | T::Comma | T::Newline | T::Semi | T::If);
        let mut target: Vec<&Token> = self.tokens[word + 1..].iter().take_while(|t| !ends(t)).collect();
        // A bracket around all the names.
        if target.last()?.kind == T::Rpar && target.iter().all(|t| t.kind != T::Lpar) {
            target.pop();
        }
        let (first, last) = (target.first()?, target.last()?);
        if first.range.start() > self.at() || self.line_of(first.range.start()) != self.line_of(self.at()) {
            return None;
        }
        let kind = match (&target[..], last.kind) {
            ([t], T::Int | T::Float | T::Complex | T::String) if t.kind != T::Name => "literal",
            ([first, .., dot, _], T::Name) if first.kind == T::Name && dot.kind == T::Dot => "attribute",
            ([first, _, ..], T::Rsqb) if first.kind == T::Name => "subscript",
            ([first, _, ..], T::Rpar) if first.kind == T::Name => "function call",
            _ => return None,
        };
        let text = match what {
            "except statement with" => format!("cannot use {what} {kind}"),
            _ => format!("cannot use {kind} {what}"),
        };
        Some(Fault::syntax(TextRange::new(first.range.start(), last.range.end()), text))
    }

    /// Where an expression is missing, and what stands before says what it was to be.
    fn missing_operand(&self) -> Option<Box<Fault>> {
        let (i, t) = self.token()?;
        let before = self.tokens.get(i.checked_sub(1)?)?;
        let in_call = || self.tokens.get(i.checked_sub(2)?).filter(|t| matches!(t.kind, T::Lpar | T::Comma));
        match before.kind {
            T::Rarrow => Some(Fault::syntax(before.range, "expected ':'")),
            T::Equal if self.keyword() == Some("def") => {
                Some(Fault::syntax(before.range, "expected default value expression"))
            }
            T::Equal if matches!(t.kind, T::Rpar | T::Comma) => {
                let [opening, name, _] = self.tokens.get(i.checked_sub(3)?..i)? else { return None };
                let named = name.kind == T::Name && matches!(opening.kind, T::Lpar | T::Comma);
                let range = TextRange::new(name.range.start(), before.range.end());
                named.then(|| Fault::syntax(range, "expected argument value expression"))
            }
            T::Star if matches!(t.kind, T::Rpar | T::Comma) && in_call().is_some() => {
                Some(Fault::syntax(t.range, "Invalid star expression"))
            }
            _ => None,
        }
    }

    /// `def f(a, (b, c))` and `lambda (a): a`.
    pub(super) fn parenthesized_parameters(&self) -> Option<Box<Fault>> {
        let names = |from: usize| {
            let inner = &self.tokens[from + 1..];
            let n = inner.iter().take_while(|t| matches!(t.kind, T::Name | T::Comma)).count();
            (n > 0 && inner.get(n)?.kind == T::Rpar)
                .then(|| TextRange::new(self.tokens[from].range.start(), inner[n].range.end()))
        };
        let lambda = self.tokens.windows(2).position(|w| w[0].kind == T::Lambda && w[1].kind == T::Lpar);
        if let Some(i) = lambda
            && self.line_of(self.tokens[i].range.start()) == self.line_of(self.at())
            && let Some(range) = names(i + 1)
        {
            return Some(Fault::syntax(range, "Lambda expression parameters cannot be parenthesized"));
        }
        let (i, t) = self.token()?;
        let inside = self.brackets(self.at()).ok()?.len() == 2;
        let parameter =
            self.tokens.get(i.checked_sub(1)?).is_some_and(|t| matches!(t.kind, T::Lpar | T::Comma));
        if t.kind == T::Lpar && inside && parameter && self.keyword() == Some("def") {
            return Some(Fault::syntax(names(i)?, "Function parameters cannot be parenthesized"));
        }
        None
    }

    /// Whether token `i` stands among the targets of a comprehension's `for`.
    pub(super) fn in_loop_target(&self, i: usize) -> bool {
        let before = self.tokens[..i].iter().rev();
        let mut before = before.skip_while(|t| matches!(t.kind, T::Name | T::Comma | T::Star));
        before.next().is_some_and(|t| t.kind == T::For)
    }

    /// What "invalid syntax" hides at token `i` of a comprehension.
    pub(super) fn comprehension(&self, i: usize) -> Option<Box<Fault>> {
        let t = &self.tokens[i];
        let open = *self.brackets(t.range.start()).ok()?.last()?;
        if t.kind != T::For && self.in_loop_target(i) {
            return Some(Fault::syntax(t.range, "'in' expected after for-loop variables"));
        }
        let listed = matches!(open.kind, T::Lsqb | T::Lbrace);
        let first = self.next_at(open.range.end())?;
        let last = self.previous_to(t.range.start())?;
        let elements = self.tokens.iter().any(|t| t.kind == T::Comma && t.range.start() > open.range.start());
        if t.kind == T::For && listed && elements && first.range.start() < last.range.start() {
            let range = TextRange::new(first.range.start(), last.range.end());
            return Some(Fault::syntax(range, "did you forget parentheses around the comprehension target?"));
        }
        None
    }

    /// The token that an error without a better word is laid on.
    pub(super) fn blamed(&self, i: usize) -> TextRange {
        let t = &self.tokens[i];
        let before = i.checked_sub(1).and_then(|i| self.tokens.get(i));
        if let (T::Greater, Some(b)) = (t.kind, before)
            && b.kind == T::Less
            && b.range.end() == t.range.start()
        {
            return TextRange::new(b.range.start(), t.range.end());
        }
        match self.tokens.get(i + 1) {
            Some(next) if t.kind == T::Not && self.before().is_some() && next.kind != T::In => next.range,
            _ => t.range,
        }
    }
}
