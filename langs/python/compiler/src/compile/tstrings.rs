//! t-strings: a call of the run time with the strings and, in a tuple each, the interpolations.

use crate::compile::{Compiler, imm, r};
use crate::syntax::error::Result;
use crate::syntax::literal::{Piece, piece, text};
use ruff_python_ast::{
    ConversionFlag, ExprTString, InterpolatedElement, InterpolatedStringElement, InterpolatedStringElements,
};
use ruff_text_size::TextRange;
use trackway_bytecode::{Const, Reg};

impl<'a> Compiler<'a> {
    pub(super) fn tstring(&mut self, t: &'a ExprTString, dst: Reg) -> Result<()> {
        let at = t.range;
        let mark = self.unit.b.mark();
        let w = self.helper(at, "__make_template__");
        let args = self.unit.b.alloc_block(2);
        let mut strings = vec![Vec::new()];
        let list = args.offset(1);
        self.emit(at, "build_list", &[r(list), r(list), imm(0)]);
        for part in &t.value {
            let raw = part.flags.prefix().is_raw();
            self.template(&part.elements, raw, &mut strings, list)?;
        }
        let strings = strings.into_iter().map(|pieces| text(pieces.into_iter())).collect();
        self.load_const(at, args, Const::Tuple(strings));
        self.call_helper(at, w, 2, dst);
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn template(
        &mut self,
        elements: &'a InterpolatedStringElements,
        raw: bool,
        strings: &mut Vec<Vec<Piece>>,
        list: Reg,
    ) -> Result<()> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(l) => {
                    let piece = match raw {
                        true => Piece::Plain(l.value.to_string()),
                        false => piece(&l.value, l.range, self.lines.source(), true),
                    };
                    if let Some(last) = strings.last_mut() {
                        last.push(piece);
                    }
                }
                InterpolatedStringElement::Interpolation(i) => {
                    if let (Some(debug), Some(last)) = (&i.debug_text, strings.last_mut()) {
                        last.push(Piece::Plain(debug.as_str().to_string()));
                    }
                    strings.push(Vec::new());
                    self.template_value(i, raw, list)?;
                }
            }
        }
        Ok(())
    }

    /// Appends `(value, expression, conversion, format spec)`.
    fn template_value(&mut self, i: &'a InterpolatedElement, raw: bool, list: Reg) -> Result<()> {
        let at: TextRange = i.range;
        let mark = self.unit.b.mark();
        let parts = self.unit.b.alloc_block(4);
        self.expr_to(&i.expression, parts)?;
        let source = self.interpolated_source(i);
        self.load_const(at, parts.offset(1), Const::Str(source.into()));
        let conversion = match (i.conversion, &i.debug_text, &i.format_spec) {
            (ConversionFlag::Str, ..) => Some("s"),
            (ConversionFlag::Repr, ..) | (ConversionFlag::None, Some(_), None) => Some("r"),
            (ConversionFlag::Ascii, ..) => Some("a"),
            (ConversionFlag::None, ..) => None,
        };
        let conversion = conversion.map_or(Const::Nil, |c| Const::Str(c.into()));
        self.load_const(at, parts.offset(2), conversion);
        self.format_spec(i, raw, parts.offset(3))?;
        self.emit(at, "build_tuple", &[r(parts), r(parts), imm(4)]);
        self.emit(at, "list_append", &[r(list), r(parts)]);
        self.unit.b.release_to(mark);
        Ok(())
    }

    /// The expression as it stands between the braces.
    fn interpolated_source(&self, i: &InterpolatedElement) -> &'a str {
        let inside = &self.lines.source()[i.range.start().to_usize() + 1..i.range.end().to_usize()];
        let range = crate::syntax::literal::range_of(&i.expression);
        let end = range.end().to_usize() - i.range.start().to_usize() - 1;
        // Parentheses around the expression belong to it, so its end is looked for behind them.
        let tail = &inside[end..];
        let closing = tail.find(['!', ':', '=', '}']).unwrap_or(tail.len());
        inside[..end + closing].trim()
    }
}
