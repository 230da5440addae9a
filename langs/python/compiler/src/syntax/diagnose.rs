//! What is wrong with a source that does not parse, as the reference implementation would say it.
//!
//! The parser recovers from errors, so its tree and tokens say what stands around the first one: which
//! expression is no target, which bracket is open, which expressions want a comma between them.

mod order;
mod text;

use crate::syntax::error::{ErrorKind, Fault};
use crate::syntax::wording;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, walk_expr};
use ruff_python_ast::{AnyNodeRef, Expr, Mod, UnaryOp};
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType as E, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The fault for the first error.
pub fn fault(parsed: &Parsed<Mod>, first: &ParseError, source: &str) -> Box<Fault> {
    let d = Diagnosis::new(parsed, order::tokens_first(parsed.errors(), first), source);
    let fault = d.brackets_that_differ().or_else(|| d.specific()).unwrap_or_else(|| {
        let fault = wording::fault(first, source);
        if fault.kind == ErrorKind::Syntax && fault.message == "invalid syntax" {
            return d.generic().unwrap_or(fault);
        }
        fault
    });
    let fault = d.at_end(fault);
    match d.first.error {
        E::Lexical(_) | E::FStringError(_) | E::TStringError(_) => fault,
        _ => d.never_closed().unwrap_or(fault),
    }
}

struct Token {
    kind: TokenKind,
    range: TextRange,
}

struct Diagnosis<'a> {
    source: &'a str,
    first: &'a ParseError,
    tokens: Vec<Token>,
    expressions: Expressions<'a>,
}

/// All expressions of the tree.
#[derive(Default)]
struct Expressions<'a>(Vec<&'a Expr>);

impl<'a> SourceOrderVisitor<'a> for Expressions<'a> {
    fn visit_expr(&mut self, e: &'a Expr) {
        self.0.push(e);
        walk_expr(self, e);
    }
}

impl<'a> Diagnosis<'a> {
    fn new(parsed: &'a Parsed<Mod>, first: &'a ParseError, source: &'a str) -> Diagnosis<'a> {
        let mut expressions = Expressions::default();
        AnyNodeRef::from(parsed.syntax()).visit_source_order(&mut expressions);
        let tokens = parsed.tokens().iter().filter(|t| !t.kind().is_trivia());
        let tokens = tokens.map(|t| Token { kind: t.kind(), range: t.range() }).collect();
        Diagnosis { source, first, tokens, expressions }
    }

    /// A statement that the end of the file cuts off is said to be wrong at the end of the last line.
    fn at_end(&self, fault: Box<Fault>) -> Box<Fault> {
        use TokenKind as T;
        if let E::Lexical(LexicalErrorType::IndentationError) = self.first.error {
            let line = self.source[fault.range.start().to_usize()..].split('\n').next().unwrap_or_default();
            let end = fault.range.start() + TextSize::of(line);
            return fault.open(end, -1);
        }
        if self.first.error == E::UnexpectedIndentation {
            let start = fault.range.start().to_usize();
            let line = self.source[..start].rfind('\n').map_or(0, |i| i + 1);
            let blank = self.source[line..].len()
                - self.source[line..].trim_start_matches([' ', '\t', '\u{c}']).len();
            let last = TextSize::try_from(line + blank.max(1) - 1).unwrap_or_default();
            return fault.open(last, -1);
        }
        let start = fault.range.start();
        let behind = self.tokens.iter().skip_while(|t| t.range.start() < start);
        let ended = behind.clone().all(|t| matches!(t.kind, T::Newline | T::Dedent | T::EndOfFile));
        let waits = matches!(&self.first.error, E::OtherError(text)
            if text.starts_with("Expected an indented block") || text.starts_with("Expected `except`"));
        let statements_ended = !behind.clone().any(|t| t.kind == T::Newline);
        if ended && (waits || statements_ended && fault.message == "invalid syntax") {
            let text = self.source.strip_suffix('\n').unwrap_or(self.source);
            return fault.open(TextSize::of(text), -1);
        }
        fault
    }

    fn at(&self) -> TextSize {
        self.first.location.start()
    }

    fn text(&self, range: TextRange) -> &'a str {
        self.source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default()
    }

    fn line_of(&self, at: TextSize) -> usize {
        self.source[..at.to_usize().min(self.source.len())].matches('\n').count() + 1
    }

    /// The token at or behind the error.
    fn token(&self) -> Option<(usize, &Token)> {
        self.tokens
            .iter()
            .enumerate()
            .find(|(_, t)| t.range.end() > self.at() || t.range.start() >= self.at())
    }

    /// Open brackets before `end`, or the first closing one that fits none.
    fn brackets(&self, end: TextSize) -> Result<Vec<&Token>, Box<Fault>> {
        use TokenKind as T;
        let mut open: Vec<&Token> = Vec::new();
        for t in self.tokens.iter().take_while(|t| t.range.start() <= end) {
            let closes = match t.kind {
                T::Lpar | T::Lsqb | T::Lbrace => {
                    open.push(t);
                    continue;
                }
                T::Rpar => T::Lpar,
                T::Rsqb => T::Lsqb,
                T::Rbrace => T::Lbrace,
                _ => continue,
            };
            let shown = self.text(t.range);
            match open.pop() {
                Some(o) if o.kind == closes => {}
                Some(o) => {
                    let (line, here) = (self.line_of(o.range.start()), self.line_of(t.range.start()));
                    let place = if line == here { String::new() } else { format!(" on line {line}") };
                    let opening = self.text(o.range);
                    let text = format!(
                        "closing parenthesis '{shown}' does not match opening parenthesis '{opening}'{place}"
                    );
                    return Err(Fault::point(t.range.start(), text));
                }
                None => return Err(Fault::point(t.range.start(), format!("unmatched '{shown}'"))),
            }
        }
        Ok(open)
    }

    /// A closing bracket without its opening one, before or at the error.
    fn brackets_that_differ(&self) -> Option<Box<Fault>> {
        let inside_text = matches!(self.first.error, E::FStringError(_) | E::TStringError(_));
        if inside_text { None } else { self.brackets(TextSize::of(self.source)).err() }
    }

    /// Whether the error is the value of a key in a dict.
    fn is_dict_value(&self) -> bool {
        let before = self.tokens.iter().rev().find(|t| t.range.end() <= self.at());
        let Some(last) = self.at().checked_sub(TextSize::from(1)) else { return false };
        before.is_some_and(|t| t.kind == TokenKind::Colon)
            && self.brackets(last).is_ok_and(|open| open.last().is_some_and(|o| o.kind == TokenKind::Lbrace))
    }

    /// `f(a.b=1)`.
    fn keyword_argument(&self) -> Box<Fault> {
        let shown = self.text(self.first.location);
        let text = match shown {
            "True" | "False" | "None" => format!("cannot assign to {shown}"),
            _ => "expression cannot contain assignment, perhaps you meant \"==\"?".into(),
        };
        let sign = self.tokens.iter().find(|t| t.range.start() >= self.first.location.end());
        let end = sign.map_or(self.first.location.end(), |t| t.range.end());
        Fault::syntax(TextRange::new(self.at(), end), text)
    }

    /// What cannot be assigned to, deleted or annotated.
    fn target(&self) -> Option<Box<Fault>> {
        match &self.first.error {
            E::InvalidAssignmentTarget => self.bad_target(),
            E::InvalidDeleteTarget => {
                let e = self.expression()?;
                if e.is_starred_expr()
                    && self.source[..e.range().start().to_usize()].trim_end().ends_with('(')
                {
                    return Some(Fault::syntax(e.range(), "cannot use starred expression here"));
                }
                let starred = match e {
                    Expr::Tuple(t) => t.elts.iter().find(|e| e.is_starred_expr()),
                    Expr::List(l) => l.elts.iter().find(|e| e.is_starred_expr()),
                    _ => Some(e).filter(|e| e.is_starred_expr()),
                };
                let e = starred.or_else(|| self.innermost_bad())?;
                Some(Fault::syntax(e.range(), format!("cannot delete {}", name_of(e))))
            }
            E::InvalidNamedAssignmentTarget => {
                let e = self.expression()?;
                let text = format!("cannot use assignment expressions with {}", name_of(e));
                Some(Fault::syntax(e.range(), text))
            }
            E::InvalidAugmentedAssignmentTarget => {
                let e = self.expression()?;
                let text = format!("'{}' is an illegal expression for augmented assignment", name_of(e));
                Some(Fault::syntax(e.range(), text))
            }
            E::InvalidAnnotatedAssignmentTarget => {
                let e = self.expression()?;
                let text = match e {
                    Expr::Tuple(_) => "only single target (not tuple) can be annotated",
                    Expr::List(_) => "only single target (not list) can be annotated",
                    _ => "illegal target for annotation",
                };
                Some(Fault::syntax(e.range(), text))
            }
            _ => None,
        }
    }

    /// Errors that name a construct.
    fn specific(&self) -> Option<Box<Fault>> {
        let parameters = || self.parenthesized_parameters();
        let named = || self.target().or_else(|| self.as_target());
        if let Some(fault) = self.in_text().or_else(parameters).or_else(named) {
            return Some(fault);
        }
        match &self.first.error {
            E::ExpectedToken { expected: TokenKind::Colon, found } => self.missing_colon(*found),
            E::ExpectedToken { expected: TokenKind::Lpar, .. } if self.keyword() == Some("def") => {
                Some(Fault::syntax(self.token_range(), "expected '('"))
            }
            E::OtherError(text) if text.starts_with("Cannot have both 'except'") => {
                let (i, word) = self.token()?;
                let star = self.tokens.get(i + 1).filter(|t| t.kind == TokenKind::Star);
                let word = TextRange::new(word.range.start(), star.unwrap_or(word).range.end());
                Some(Fault::syntax(word, "cannot have both 'except' and 'except*' on the same 'try'"))
            }
            E::OtherError(text) if text == "Expected a parameter name" => Some(self.keyword_argument()),
            E::ExpectedExpression | E::InvalidStarredExpressionUsage if self.is_dict_value() => {
                let colon = self.tokens.iter().rev().find(|t| t.range.end() <= self.at())?;
                Some(match self.first.error {
                    E::ExpectedExpression => {
                        Fault::syntax(colon.range, "expression expected after dictionary key and ':'")
                    }
                    _ => {
                        let text = "cannot use a starred expression in a dictionary value";
                        Fault::syntax(self.first.location, text)
                    }
                })
            }
            E::SimpleStatementsOnSameLine
                if self.keyword() == Some("import") && self.text(self.token_range()) == "from" =>
            {
                let text = "Did you mean to use 'from ... import ...' instead?";
                Some(Fault::syntax(self.statement(), text))
            }
            E::EmptyImportNames if self.token().is_none_or(|(_, t)| t.kind != TokenKind::Newline) => {
                Some(Fault::syntax(self.token_range(), "invalid syntax"))
            }
            E::ExpectedToken { expected: TokenKind::Else, .. } => {
                let ends = |e: &&&Expr| matches!(e, Expr::If(i) if i.test.range().end() <= self.at());
                let range = match self.expressions.0.iter().rfind(ends) {
                    Some(Expr::If(i)) => TextRange::new(i.body.range().start(), i.test.range().end()),
                    _ => self.first.location,
                };
                Some(Fault::syntax(range, "expected 'else' after 'if' expression"))
            }
            E::OtherError(text) if text.starts_with("Expected `except` or `finally`") => {
                let next = self.tokens.iter().find(|t| t.range.start() >= self.at() && !t.range.is_empty());
                let range = next.map_or_else(|| self.token_range(), |t| t.range);
                Some(Fault::syntax(range, "expected 'except' or 'finally' block"))
            }
            E::OtherError(text) if text.starts_with("Expected an indented block") => {
                Some(self.missing_block(text))
            }
            E::OtherError(text)
                if text.contains("parenthesized when using `as`")
                    || text.contains("Multiple exception types") =>
            {
                let text = "multiple exception types must be parenthesized when using 'as'";
                Some(Fault::syntax(self.first.location, text))
            }
            E::Lexical(e) => self.lexical(e),
            _ => self.placed(),
        }
    }

    /// Errors of the tokenizer.
    fn lexical(&self, error: &LexicalErrorType) -> Option<Box<Fault>> {
        use LexicalErrorType as L;
        match error {
            L::Eof => self.generic().filter(|f| f.message != "invalid syntax"),
            L::LineContinuationError
                if self.source[self.at().to_usize()..].trim_end_matches('\n') == "\\" =>
            {
                let end = self.at() + TextSize::from(1);
                let text = "unexpected EOF while parsing";
                Some(Fault::syntax(self.first.location, text).open(end, -1))
            }
            L::LineContinuationError => {
                let text = "unexpected character after line continuation character";
                Some(Fault::syntax(self.first.location, text).open(self.at() + TextSize::from(1), 0))
            }
            L::UnrecognizedToken { tok } if !tok.is_ascii() => {
                Some(Fault::point(self.at(), wording::fault(self.first, self.source).message))
            }
            L::InvalidByteLiteral => {
                let text = "bytes can only contain ASCII literal characters";
                let whole = self.tokens.iter().find(|t| t.range.contains(self.at()));
                Some(Fault::syntax(whole.map_or(self.first.location, |t| t.range), text))
            }
            _ => self.number(),
        }
    }

    fn token_range(&self) -> TextRange {
        self.token().map_or(self.first.location, |(_, t)| t.range)
    }

    /// The largest expression that begins where the error is.
    fn expression(&self) -> Option<&'a Expr> {
        self.expressions.0.iter().copied().find(|e| e.range() == self.first.location)
    }

    /// What in the target at the error is no target.
    fn innermost_bad(&self) -> Option<&'a Expr> {
        let mut e = self.expression()?;
        loop {
            let elements = match e {
                Expr::Tuple(t) => &t.elts,
                Expr::List(l) => &l.elts,
                Expr::Starred(s) => {
                    e = &s.value;
                    continue;
                }
                _ => return Some(e),
            };
            e = elements.iter().find(|e| !is_target(e))?;
        }
    }

    fn bad_target(&self) -> Option<Box<Fault>> {
        let whole = self.expression()?;
        let e = self.innermost_bad()?;
        let bracketed = matches!(e, Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_));
        if bracketed && !self.text(e.range()).ends_with([']', '}']) {
            // What was taken for the target is a bracket that `=` stands in.
            let sign = self.tokens.iter().find(|t| t.range.start() >= e.range().end())?;
            return Some(Fault::syntax(sign.range, "invalid syntax"));
        }
        let bracketed =
            self.tokens.iter().any(|t| t.kind == TokenKind::Lpar && t.range.end() == e.range().start());
        if matches!(e, Expr::Yield(_) | Expr::YieldFrom(_)) && !bracketed {
            return Some(Fault::syntax(e.range(), "assignment to yield expression not possible"));
        }
        let next = self.tokens.iter().find(|t| t.range.start() >= whole.range().end());
        let assigns = next.is_some_and(|t| matches!(t.kind, TokenKind::Equal | TokenKind::Rpar));
        let alone = std::ptr::eq(whole, e);
        let bitwise = !matches!(
            e,
            Expr::Lambda(_)
                | Expr::Compare(_)
                | Expr::BoolOp(_)
                | Expr::If(_)
                | Expr::Generator(_)
                | Expr::NoneLiteral(_)
                | Expr::BooleanLiteral(_)
                | Expr::Starred(_)
        ) && !matches!(e, Expr::UnaryOp(u) if u.op == UnaryOp::Not);
        let statement = self.statement_starts_at(whole.range().start());
        let hint = if assigns && alone && bitwise && statement {
            " here. Maybe you meant '==' instead of '='?"
        } else {
            ""
        };
        Some(Fault::syntax(e.range(), format!("cannot assign to {}{hint}", name_of(e))))
    }

    /// Whether an expression at `at` is the beginning of its statement, but for brackets.
    fn statement_starts_at(&self, at: TextSize) -> bool {
        let before = self.tokens.iter().rev().find(|t| t.range.end() <= at && t.kind != TokenKind::Lpar);
        before.is_none_or(|t| {
            matches!(
                t.kind,
                TokenKind::Newline
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Semi
                    | TokenKind::Colon
            )
        })
    }

    fn missing_colon(&self, found: TokenKind) -> Option<Box<Fault>> {
        let last = self.at().checked_sub(TextSize::from(1))?;
        if let Some(open) = self.brackets(last).ok()?.last()
            && open.kind == TokenKind::Lbrace
        {
            let key = self.before()?;
            let fault = Fault::syntax(key.range(), "':' expected after dictionary key");
            return Some(fault.open(key.range().end() - TextSize::from(1), 0));
        }
        if found == TokenKind::Equal {
            return None;
        }
        let statement = self.keyword()?;
        let always =
            matches!(statement, "def" | "try" | "finally" | "else" | "with" | "for" | "except" | "match");
        if found == TokenKind::Newline || always && statement != "for" && statement != "with" {
            return Some(Fault::syntax(self.token_range(), "expected ':'"));
        }
        None
    }

    /// The first word of the line of the error.
    fn keyword(&self) -> Option<&'a str> {
        let start = self.source[..self.at().to_usize()].rfind('\n').map_or(0, |i| i + 1);
        let line = self.source[start..].trim_start();
        line.split(|c: char| !c.is_alphanumeric()).next()
    }

    /// The largest expression that ends before the error.
    fn before(&self) -> Option<&'a Expr> {
        let (i, _) = self.token()?;
        let end = self.tokens.get(i.checked_sub(1)?)?.range.end();
        self.expressions.0.iter().copied().find(|e| e.range().end() == end && !e.range().is_empty())
    }

    fn missing_block(&self, text: &str) -> Box<Fault> {
        let message = text.to_ascii_lowercase().replace("`class`", "class").replace('`', "'");
        let message = message.replace("' clause", "' statement").replace("'case' block", "'case' statement");
        let ends = |t: &&Token| {
            use TokenKind as T;
            matches!(t.kind, T::Newline | T::Indent | T::Dedent | T::EndOfFile)
        };
        let before = self.tokens.iter().rev().skip_while(|t| t.range.end() > self.at());
        let header = before.skip_while(ends).take_while(|t| !ends(t)).last();
        let header = header.map_or(1, |t| self.line_of(t.range.start()));
        let range = self.token_range();
        Fault::new(ErrorKind::Indentation, range, format!("{message} on line {header}"))
    }

    /// Numbers that are spelled wrong.
    fn number(&self) -> Option<Box<Fault>> {
        let start = self.at().to_usize();
        let bytes = self.source.as_bytes();
        let mut begin = start.min(bytes.len());
        while begin > 0 && (bytes[begin - 1].is_ascii_alphanumeric() || b"_.".contains(&bytes[begin - 1])) {
            begin -= 1;
        }
        wrong_number(&self.source[begin..], begin)
    }

    /// What "invalid syntax" hides.
    fn generic(&self) -> Option<Box<Fault>> {
        let open = self.brackets(self.at()).ok()?;
        let ended = self.token().is_none_or(|(_, t)| t.kind == TokenKind::EndOfFile)
            || self.source[self.at().to_usize().min(self.source.len())..].trim().is_empty();
        if let Some(o) = open.last()
            && ended
        {
            return Some(self.open_bracket(o));
        }
        let (i, t) = self.token()?;
        if let Some(fault) = self.number().or_else(|| self.print_statement(i)) {
            return Some(fault);
        }
        let previous = self.before();
        let sign = self.text(t.range);
        if let Some(e) = previous
            && open.is_empty()
            && t.kind.as_augmented_assign_operator().is_some()
        {
            return Some(self.augmented(e, t));
        }
        if let (Some(e), ":=") = (previous, sign)
            && !matches!(e, Expr::Name(_) | Expr::Named(_) | Expr::ListComp(_) | Expr::Generator(_))
        {
            let text = format!("cannot use assignment expressions with {}", name_of(e));
            return Some(Fault::syntax(e.range(), text));
        }
        if t.kind == TokenKind::Equal
            && let Some(e) = previous
            && let Some(fault) = self.meant_equality(e, i, !open.is_empty())
        {
            return Some(fault);
        }
        if let Some(a) = previous
            && open.iter().any(|o| o.range.start() < a.range().start())
            && begins(t.kind)
            && !self.in_loop_target(i)
        {
            let b = self.expressions.0.iter().find(|e| e.range().start() == t.range.start());
            let end = b.map_or(t.range.end(), |e| e.range().end());
            let text = "invalid syntax. Perhaps you forgot a comma?";
            return Some(Fault::syntax(TextRange::new(a.range().start(), end), text));
        }
        Some(self.comprehension(i).unwrap_or_else(|| Fault::syntax(self.blamed(i), "invalid syntax")))
    }

    /// `print "text"`.
    fn print_statement(&self, i: usize) -> Option<Box<Fault>> {
        let word = self.tokens.get(i.checked_sub(1)?)?;
        let name = self.text(word.range);
        if !matches!(name, "print" | "exec") || !begins(self.tokens[i].kind) {
            return None;
        }
        let end = self.tokens[i..].iter().find(|t| matches!(t.kind, TokenKind::Newline | TokenKind::Semi));
        let end = end.map_or(self.tokens[i].range.end(), |t| t.range.start());
        let text = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(Fault::syntax(TextRange::new(word.range.start(), end), text))
    }
}

/// Whether a token begins an expression.
fn begins(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::Name
            | T::Int
            | T::Float
            | T::Complex
            | T::String
            | T::FStringStart
            | T::TStringStart
            | T::Lpar
            | T::Lsqb
            | T::Lbrace
            | T::None
            | T::True
            | T::False
            | T::Ellipsis
            | T::Tilde
    )
}

fn is_target(e: &Expr) -> bool {
    match e {
        Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => true,
        Expr::Starred(s) => is_target(&s.value),
        Expr::Tuple(t) => t.elts.iter().all(is_target),
        Expr::List(l) => l.elts.iter().all(is_target),
        _ => false,
    }
}

/// What messages call an expression.
fn name_of(e: &Expr) -> &'static str {
    match e {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(b) if b.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}

/// The fault of a number at the beginning of `text`, which stands at `begin`.
fn wrong_number(text: &str, begin: usize) -> Option<Box<Fault>> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_digit() {
        return None;
    }
    let fault = |at: usize, message: String| {
        Some(Fault::point(TextSize::try_from(begin + at).unwrap_or_default(), message))
    };
    let radix = match bytes.get(..2).map(<[u8]>::to_ascii_lowercase).as_deref() {
        Some(b"0x") => Some((16, "hexadecimal")),
        Some(b"0o") => Some((8, "octal")),
        Some(b"0b") => Some((2, "binary")),
        _ => None,
    };
    let digits = |from: usize, radix: u32| {
        let mut at = from;
        while at < bytes.len() && (bytes[at] as char).is_digit(radix)
            || at < bytes.len()
                && bytes[at] == b'_'
                && bytes.get(at + 1).is_some_and(|b| (*b as char).is_digit(radix))
        {
            at += 1;
        }
        at
    };
    if let Some((radix, name)) = radix {
        let end = digits(2, radix);
        return match bytes.get(end) {
            Some(d) if d.is_ascii_digit() => {
                fault(end, format!("invalid digit '{}' in {name} literal", *d as char))
            }
            _ => fault(end.saturating_sub(1), format!("invalid {name} literal")),
        };
    }
    let mut end = digits(0, 10);
    if bytes.get(end) == Some(&b'_') {
        return fault(end, "invalid decimal literal".into());
    }
    if bytes[0] == b'0'
        && end > 1
        && bytes[..end].iter().any(|b| *b != b'0' && *b != b'_')
        && !matches!(bytes.get(end), Some(b'.' | b'e' | b'E' | b'j' | b'J'))
    {
        let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        let start = TextSize::try_from(begin).unwrap_or_default();
        return Some(Fault::syntax(TextRange::at(start, TextSize::from(1)), message));
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1, 10);
    }
    if let Some([b'e' | b'E', b'+' | b'-', behind @ ..]) = bytes.get(end..)
        && !behind.first().is_some_and(u8::is_ascii_digit)
    {
        return fault(end + 1, "invalid decimal literal".into());
    }
    match bytes.get(end) {
        Some(b) if b.is_ascii_alphabetic() || *b == b'_' || *b >= 0x80 => {
            fault(end.saturating_sub(1), "invalid decimal literal".into())
        }
        _ => None,
    }
}
