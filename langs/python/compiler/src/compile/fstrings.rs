//! f-strings.

use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use crate::syntax::literal::{Piece, literal_points, piece, text};
use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement,
};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::Reg;

/// The format spec is given.
const HAS_SPEC: usize = 4;

/// A string under construction: literal text that waits, and values in consecutive registers.
#[derive(Default)]
struct Parts {
    waiting: Vec<Piece>,
    start: Option<Reg>,
    count: usize,
}

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, f: &'a ExprFString, dst: Reg) -> Result<()> {
        let mut parts = Parts::default();
        for part in &f.value {
            match part {
                FStringPart::Literal(s) => parts.waiting.push(literal_points(s, self.lines.source())),
                FStringPart::FString(s) => {
                    let raw = s.flags.prefix().is_raw();
                    for element in &s.elements {
                        self.fstring_element(element, raw, &mut parts)?;
                    }
                }
            }
        }
        self.join(f.range, parts, dst);
        Ok(())
    }

    fn fstring_element(
        &mut self,
        element: &'a InterpolatedStringElement,
        raw: bool,
        parts: &mut Parts,
    ) -> Result<()> {
        match element {
            InterpolatedStringElement::Literal(l) => parts.waiting.push(match raw {
                true => Piece::Plain(l.value.to_string()),
                false => piece(&l.value, l.range, self.lines.source(), true),
            }),
            InterpolatedStringElement::Interpolation(i) => {
                if let Some(debug) = &i.debug_text {
                    parts.waiting.push(Piece::Plain(debug.as_str().to_string()));
                }
                self.flush(i.range, parts);
                let reg = self.alloc();
                parts.start.get_or_insert(reg);
                parts.count += 1;
                self.interpolation(i, raw, reg)?;
            }
        }
        Ok(())
    }

    fn interpolation(&mut self, i: &'a InterpolatedElement, raw: bool, dst: Reg) -> Result<()> {
        self.expr_to(&i.expression, dst)?;
        let mark = self.unit.b.mark();
        let conversion = match (i.conversion, &i.debug_text, &i.format_spec) {
            (ConversionFlag::Str, ..) => 1,
            (ConversionFlag::Repr, ..) | (ConversionFlag::None, Some(_), None) => 2,
            (ConversionFlag::Ascii, ..) => 3,
            (ConversionFlag::None, ..) => 0,
        };
        let (spec, flags) = match &i.format_spec {
            None => (dst, 0),
            Some(_) => {
                let reg = self.alloc();
                self.format_spec(i, raw, reg)?;
                (reg, HAS_SPEC)
            }
        };
        let site = self.site();
        self.emit(i.range(), "format_value", &[r(dst), r(dst), r(spec), imm(conversion | flags), site]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// The format specification of a field; empty where there is none.
    pub(super) fn format_spec(&mut self, i: &'a InterpolatedElement, raw: bool, dst: Reg) -> Result<()> {
        let mut parts = Parts::default();
        if let Some(spec) = &i.format_spec {
            for element in &spec.elements {
                self.fstring_element(element, raw, &mut parts)?;
            }
        }
        self.join(i.range, parts, dst);
        Ok(())
    }

    /// Turns the literal text that waits into a value.
    fn flush(&mut self, at: TextRange, parts: &mut Parts) {
        if parts.waiting.is_empty() {
            return;
        }
        let reg = self.alloc();
        self.load_const(at, reg, text(std::mem::take(&mut parts.waiting).into_iter()));
        parts.start.get_or_insert(reg);
        parts.count += 1;
    }

    fn join(&mut self, at: TextRange, mut parts: Parts, dst: Reg) {
        let Some(_) = parts.start else {
            self.load_const(at, dst, text(parts.waiting.into_iter()));
            return;
        };
        self.flush(at, &mut parts);
        match (parts.start, parts.count) {
            (Some(start), 1) => self.mov(at, dst, start),
            (Some(start), n) => self.emit(at, "build_string", &[r(dst), r(start), imm(n)]),
            (None, _) => {}
        }
    }
}
