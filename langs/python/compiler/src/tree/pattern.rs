//! `match` cases.

use super::Emitter;
use crate::syntax::error::Result;
use ruff_python_ast::{MatchCase, Pattern, Singleton};
use ruff_text_size::Ranged;
use trackway_bytecode::Const;

impl Emitter<'_> {
    pub(super) fn case(&mut self, c: &MatchCase) -> Result<()> {
        self.pattern(&c.pattern)?;
        self.optional(c.guard.as_deref())?;
        self.body(&c.body)?;
        self.bare("match_case");
        Ok(())
    }

    fn pattern(&mut self, p: &Pattern) -> Result<()> {
        let at = p.range();
        match p {
            Pattern::MatchValue(v) => {
                self.expr(&v.value)?;
                self.node("MatchValue", at);
            }
            Pattern::MatchSingleton(s) => {
                self.value(match s.value {
                    Singleton::None => Const::Nil,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                });
                self.node("MatchSingleton", at);
            }
            Pattern::MatchSequence(s) => {
                self.each(&s.patterns, Self::pattern)?;
                self.node("MatchSequence", at);
            }
            Pattern::MatchMapping(m) => {
                self.exprs(&m.keys)?;
                self.each(&m.patterns, Self::pattern)?;
                self.str_or_none(m.rest.as_ref());
                self.node("MatchMapping", at);
            }
            Pattern::MatchClass(c) => {
                self.expr(&c.cls)?;
                self.each(&c.arguments.patterns, Self::pattern)?;
                self.each(&c.arguments.keywords, |e, k| {
                    e.str(&k.attr);
                    Ok(())
                })?;
                self.each(&c.arguments.keywords, |e, k| e.pattern(&k.pattern))?;
                self.node("MatchClass", at);
            }
            Pattern::MatchStar(s) => {
                self.str_or_none(s.name.as_ref());
                self.node("MatchStar", at);
            }
            Pattern::MatchAs(a) => {
                match &a.pattern {
                    Some(p) => self.pattern(p)?,
                    None => self.none(),
                }
                self.str_or_none(a.name.as_ref());
                self.node("MatchAs", at);
            }
            Pattern::MatchOr(o) => {
                self.each(&o.patterns, Self::pattern)?;
                self.node("MatchOr", at);
            }
        }
        Ok(())
    }
}
