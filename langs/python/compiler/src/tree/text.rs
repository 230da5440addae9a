//! f-strings and t-strings: literal text of adjacent parts is one constant.

use super::Emitter;
use crate::syntax::error::Result;
use crate::syntax::literal::{Piece, literal_points, piece, text};
use ruff_python_ast::{
    ConversionFlag, Expr, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements,
};
use ruff_text_size::{Ranged, TextRange};

/// The values of a string under construction.
#[derive(Default)]
struct Parts {
    waiting: Vec<Piece>,
    range: Option<TextRange>,
    count: usize,
}

impl Parts {
    fn push(&mut self, piece: Piece, range: TextRange) {
        self.waiting.push(piece);
        self.range = Some(self.range.map_or(range, |r| r.cover(range)));
    }
}

impl Emitter<'_> {
    pub(super) fn interpolated(&mut self, e: &Expr) -> Result<()> {
        let mut parts = Parts::default();
        let class = match e {
            Expr::FString(f) => {
                for part in &f.value {
                    match part {
                        FStringPart::Literal(s) => {
                            parts.push(literal_points(s, self.lines.source()), s.range);
                        }
                        FStringPart::FString(s) => {
                            let raw = s.flags.prefix().is_raw();
                            self.elements(&s.elements, raw, false, &mut parts)?;
                        }
                    }
                }
                "JoinedStr"
            }
            Expr::TString(t) => {
                for part in &t.value {
                    let raw = part.flags.prefix().is_raw();
                    self.elements(&part.elements, raw, true, &mut parts)?;
                }
                "TemplateStr"
            }
            _ => return Ok(()),
        };
        self.flush(&mut parts);
        self.list(parts.count);
        self.node(class, e.range());
        Ok(())
    }

    fn elements(
        &mut self,
        elements: &InterpolatedStringElements,
        raw: bool,
        template: bool,
        parts: &mut Parts,
    ) -> Result<()> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(l) => {
                    let text = match raw {
                        true => Piece::Plain(l.value.to_string()),
                        false => piece(&l.value, l.range, self.lines.source(), true),
                    };
                    parts.push(text, l.range);
                }
                InterpolatedStringElement::Interpolation(i) => {
                    if let Some(debug) = &i.debug_text {
                        parts.push(Piece::Plain(debug.as_str().to_string()), i.range);
                    }
                    self.flush(parts);
                    self.field(i, raw, template)?;
                    parts.count += 1;
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, i: &InterpolatedElement, raw: bool, template: bool) -> Result<()> {
        self.expr(&i.expression)?;
        if template {
            let source = self.lines.source();
            let inside = &source[i.range.start().to_usize() + 1..i.range.end().to_usize()];
            let from = i.expression.range().end().to_usize() - i.range.start().to_usize() - 1;
            let end = inside[from..].find(['!', ':', '=', '}']).map_or(inside.len(), |at| from + at);
            self.str(inside[..end].trim());
        }
        self.int(match (i.conversion, &i.debug_text, &i.format_spec) {
            (ConversionFlag::Str, ..) => b's'.into(),
            (ConversionFlag::Repr, ..) | (ConversionFlag::None, Some(_), None) => b'r'.into(),
            (ConversionFlag::Ascii, ..) => b'a'.into(),
            (ConversionFlag::None, ..) => -1,
        });
        match &i.format_spec {
            None => self.none(),
            Some(spec) => {
                let mut parts = Parts::default();
                self.elements(&spec.elements, raw, template, &mut parts)?;
                self.flush(&mut parts);
                self.list(parts.count);
                self.node("JoinedStr", spec.range);
            }
        }
        self.node(if template { "Interpolation" } else { "FormattedValue" }, i.range);
        Ok(())
    }

    /// The text that waits becomes a constant.
    fn flush(&mut self, parts: &mut Parts) {
        let Some(range) = parts.range.take() else { return };
        self.value(text(std::mem::take(&mut parts.waiting).into_iter()));
        self.none();
        self.node("Constant", range);
        parts.count += 1;
    }
}
