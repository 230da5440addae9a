//! What compiles but is likely a mistake: the warnings that the reference implementation gives.

use crate::syntax::lines::Lines;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{AnyStringFlags, CmpOp, Expr, ExprCompare, InterpolatedStringElement, Mod, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// A warning; its category is SyntaxWarning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub line: u32,
}

/// The warnings about a tree, in the order of the source.
pub fn warnings(tree: &Mod, lines: &Lines<'_>, source: &str) -> Vec<Warning> {
    let mut f = Finder { source, found: Vec::new(), finally: None };
    match tree {
        Mod::Module(m) => f.visit_body(&m.body),
        Mod::Expression(e) => f.visit_expr(&e.body),
    }
    f.found.sort_by_key(|(at, _)| *at);
    let line = |at: TextSize| lines.position(at.to_u32()).0;
    f.found.into_iter().map(|(at, message)| Warning { message, line: line(at) }).collect()
}

struct Finder<'s> {
    source: &'s str,
    found: Vec<(TextSize, String)>,
    /// Within a `finally` block; whether a loop began in it.
    finally: Option<bool>,
}

impl Finder<'_> {
    fn warn(&mut self, at: TextRange, message: impl Into<String>) {
        self.found.push((at.start(), message.into()));
    }

    /// `is` with a literal, which asks for an identity that literals need not have.
    fn comparison(&mut self, c: &ExprCompare) {
        let mut left = &*c.left;
        for (op, right) in c.ops.iter().zip(&c.comparators) {
            if let (CmpOp::Is | CmpOp::IsNot, Some(kind)) = (op, literal(left).or_else(|| literal(right))) {
                let (word, sign) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
                self.warn(c.range, format!("\"{word}\" with '{kind}' literal. Did you mean \"{sign}\"?"));
            }
            left = right;
        }
    }

    /// What cannot be called, or not with this key: a comma is missing before the bracket.
    fn missed_comma(&mut self, e: &Expr) {
        match e {
            Expr::Call(c) if !c.func.is_lambda_expr() => {
                if let Some(kind) = display(&c.func).or_else(|| literal(&c.func)) {
                    self.warn(
                        e.range(),
                        format!("'{kind}' object is not callable; perhaps you missed a comma?"),
                    );
                }
            }
            Expr::Subscript(s) => {
                let value = match &*s.value {
                    Expr::Set(_) | Expr::SetComp(_) | Expr::Generator(_) | Expr::Lambda(_) => {
                        display(&s.value)
                    }
                    Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::FString(_) | Expr::Tuple(_) => {
                        None
                    }
                    Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) | Expr::BooleanLiteral(_) => {
                        display(&s.value)
                    }
                    v => literal(v),
                };
                if let Some(kind) = value {
                    self.warn(
                        e.range(),
                        format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"),
                    );
                    return;
                }
                let sequence = match &*s.value {
                    Expr::List(_) | Expr::ListComp(_) => "list",
                    Expr::Tuple(_) => "tuple",
                    Expr::StringLiteral(_) | Expr::FString(_) => "str",
                    Expr::BytesLiteral(_) => "bytes",
                    _ => return,
                };
                let index = match &*s.slice {
                    Expr::NumberLiteral(n) if n.value.is_int() => None,
                    Expr::BooleanLiteral(_) => None,
                    i => literal(i).or_else(|| display(i)),
                };
                if let Some(kind) = index {
                    self.warn(
                        e.range(),
                        format!(
                            "{sequence} indices must be integers or slices, not {kind}; perhaps you missed a comma?"
                        ),
                    );
                }
            }
            _ => {}
        }
    }

    /// Backslashes that begin no escape, in the part of a literal at `range`.
    fn escapes(&mut self, range: TextRange, flags: AnyStringFlags) {
        if flags.is_raw_string() {
            return;
        }
        let raw = &self.source[range];
        let mut chars = raw.char_indices();
        while let Some((i, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, next)) = chars.next() else { return };
            let known = match next {
                '\n'
                | '\r'
                | '\\'
                | '\''
                | '"'
                | 'a'
                | 'b'
                | 'f'
                | 'n'
                | 'r'
                | 't'
                | 'v'
                | 'x'
                | '4'..='7' => true,
                'N' | 'u' | 'U' => !flags.is_byte_string(),
                '0'..='3' => true,
                _ => false,
            };
            let at = TextRange::at(range.start() + TextSize::of(&raw[..i]), TextSize::of('\\'));
            let digits = raw[i + 1..].chars().take(3).take_while(|c| matches!(c, '0'..='7')).count();
            if !known {
                self.warn(
                    at,
                    format!(
                        "\"\\{next}\" is an invalid escape sequence. Such sequences will not work in the future. Did \
                         you mean \"\\\\{next}\"? A raw string is also an option."
                    ),
                );
            } else if matches!(next, '4'..='7') && digits == 3 {
                let octal = &raw[i + 1..i + 4];
                self.warn(
                    at,
                    format!(
                        "\"\\{octal}\" is an invalid octal escape sequence. Such sequences will not work in the \
                         future. Did you mean \"\\\\{octal}\"? A raw string is also an option."
                    ),
                );
            }
        }
    }

    /// Statements within which a loop or function begins.
    fn inside(&mut self, finally: Option<bool>, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.finally, finally);
        walk(self);
        self.finally = before;
    }
}

/// The type of a constant that is compared by value.
fn literal(e: &Expr) -> Option<&'static str> {
    use ruff_python_ast::Number;
    Some(match e {
        Expr::NumberLiteral(n) => match n.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::Tuple(t) if t.elts.iter().all(|e| literal(e).is_some()) => "tuple",
        _ => return None,
    })
}

/// The type of what an expression makes anew.
fn display(e: &Expr) -> Option<&'static str> {
    Some(match e {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::BooleanLiteral(_) => "bool",
        _ => return None,
    })
}

impl<'a> Visitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::Assert(a) if matches!(&*a.test, Expr::Tuple(t) if !t.elts.is_empty()) => {
                self.warn(s.range(), "assertion is always true, perhaps remove parentheses?");
            }
            Stmt::Return(_) if self.finally.is_some() => {
                self.warn(s.range(), "'return' in a 'finally' block");
            }
            Stmt::Break(_) if self.finally == Some(false) => {
                self.warn(s.range(), "'break' in a 'finally' block");
            }
            Stmt::Continue(_) if self.finally == Some(false) => {
                self.warn(s.range(), "'continue' in a 'finally' block");
            }
            _ => {}
        }
        match s {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => self.inside(None, |f| visitor::walk_stmt(f, s)),
            Stmt::For(_) | Stmt::While(_) => {
                let within = self.finally.map(|_| true);
                self.inside(within, |f| visitor::walk_stmt(f, s));
            }
            Stmt::Try(t) => {
                self.visit_body(&t.body);
                t.handlers.iter().for_each(|h| self.visit_except_handler(h));
                self.visit_body(&t.orelse);
                self.inside(Some(false), |f| f.visit_body(&t.finalbody));
            }
            _ => visitor::walk_stmt(self, s),
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Compare(c) => self.comparison(c),
            Expr::Call(_) | Expr::Subscript(_) => self.missed_comma(e),
            _ => {}
        }
        visitor::walk_expr(self, e);
    }

    fn visit_string_literal(&mut self, s: &'a ruff_python_ast::StringLiteral) {
        self.escapes(s.content_range(), s.flags.into());
    }

    fn visit_bytes_literal(&mut self, b: &'a ruff_python_ast::BytesLiteral) {
        self.escapes(b.content_range(), b.flags.into());
    }

    fn visit_f_string(&mut self, f: &'a ruff_python_ast::FString) {
        for part in &f.elements {
            match part {
                InterpolatedStringElement::Literal(l) => self.escapes(l.range, f.flags.into()),
                InterpolatedStringElement::Interpolation(i) => self.visit_expr(&i.expression),
            }
        }
    }

    fn visit_t_string(&mut self, t: &'a ruff_python_ast::TString) {
        for part in &t.elements {
            match part {
                InterpolatedStringElement::Literal(l) => self.escapes(l.range, t.flags.into()),
                InterpolatedStringElement::Interpolation(i) => self.visit_expr(&i.expression),
            }
        }
    }
}
