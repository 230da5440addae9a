//! `match`.
//!
//! A pattern tests a subject in a register and jumps to `fail` when it does not match. Names are bound only when
//! the whole pattern has matched: captures wait in registers, in the order in which they appear.

use crate::compile::flow::Flow;
use crate::compile::{Compiler, imm, r};
use crate::syntax::error::{Fault, Result};
use ruff_python_ast::{
    Identifier, Pattern, PatternMatchAs, PatternMatchClass, PatternMatchMapping, PatternMatchOr,
    PatternMatchSequence, Singleton, StmtMatch,
};
use ruff_text_size::{Ranged, TextRange};
use trackway_bytecode::{Const, Label, Reg};

/// A name and the register where its value waits.
type Captures<'a> = Vec<(&'a str, Reg, TextRange)>;

impl<'a> Compiler<'a> {
    pub(super) fn match_(&mut self, m: &'a StmtMatch) -> Result<()> {
        let subject = self.alloc();
        self.expr_to(&m.subject, subject)?;
        let end = self.unit.b.label();
        let mut done = Flow::unreached();
        for (i, case) in m.cases.iter().enumerate() {
            let irrefutable = case.guard.is_none() && case.pattern.is_irrefutable();
            if irrefutable && i + 1 < m.cases.len() {
                return Err(unreachable(&case.pattern));
            }
            let mark = self.unit.b.mark();
            let next = self.unit.b.label();
            // Registers of captures lie below what the tests use.
            let mut names = Vec::new();
            captured(&case.pattern, &mut names)?;
            let waiting: Captures<'a> = names.iter().map(|n| (n.0, self.alloc(), n.1)).collect();
            self.pattern(&case.pattern, subject, &waiting, next)?;
            for (name, reg, at) in &waiting {
                self.store_name(*at, name, *reg);
            }
            let before = self.unit.flow.clone();
            if let Some(guard) = &case.guard {
                self.cond(guard, next, false)?;
            }
            self.stmts(&case.body)?;
            if i + 1 < m.cases.len() {
                self.jump(case.range, end);
            }
            done.join(&self.unit.flow);
            self.unit.flow = before;
            if irrefutable {
                self.unit.flow.kill();
            }
            self.unit.b.place(next);
            self.forget_captures(&waiting);
            self.unit.b.release_to(mark);
        }
        self.unit.b.place(end);
        self.unit.flow.join(&done);
        Ok(())
    }

    /// On the way to the next case the names of this one may or may not be bound.
    fn forget_captures(&mut self, waiting: &Captures<'a>) {
        for (name, ..) in waiting {
            if let crate::compile::access::Place::Var(var) = self.place(&self.ident(name)) {
                self.unit.flow.clear(var.reg);
            }
        }
    }

    fn pattern(&mut self, p: &'a Pattern, s: Reg, captures: &Captures<'a>, fail: Label) -> Result<()> {
        self.budget(p.range())?;
        crate::scope::check::pattern(p, self.lines.source())?;
        let mark = self.unit.b.mark();
        let at = p.range();
        match p {
            Pattern::MatchValue(v) => {
                let value = self.expr_now(&v.value)?;
                let (target, site) = (self.unit.b.jump(fail), self.site());
                self.emit(at, "jump_if_not_eq", &[r(s), r(value), target, site]);
            }
            Pattern::MatchSingleton(v) => self.singleton(at, v.value, s, fail),
            Pattern::MatchSequence(q) => self.sequence(q, s, captures, fail)?,
            Pattern::MatchMapping(m) => self.mapping(m, s, captures, fail)?,
            Pattern::MatchClass(c) => self.class_pattern(c, s, captures, fail)?,
            Pattern::MatchAs(a) => self.as_pattern(a, s, captures, fail)?,
            Pattern::MatchOr(o) => self.or_pattern(o, s, captures, fail)?,
            Pattern::MatchStar(_) => return Err(Fault::syntax(at, "can't use starred expression here")),
        }
        self.unit.b.release_to(mark);
        Ok(())
    }

    fn capture(&mut self, at: TextRange, name: &str, s: Reg, captures: &Captures<'a>) {
        if let Some(&(_, reg, _)) = captures.iter().find(|c| c.0 == name) {
            self.mov(at, reg, s);
        }
    }

    fn singleton(&mut self, at: TextRange, value: Singleton, s: Reg, fail: Label) {
        let target = self.unit.b.jump(fail);
        let value = match value {
            Singleton::None => return self.emit(at, "jump_if_not_none", &[r(s), target]),
            Singleton::True => Const::Bool(true),
            Singleton::False => Const::Bool(false),
        };
        let t = self.alloc();
        self.load_const(at, t, value);
        self.emit(at, "jump_if_is_not", &[r(s), r(t), target]);
    }

    fn as_pattern(
        &mut self,
        a: &'a PatternMatchAs,
        s: Reg,
        captures: &Captures<'a>,
        fail: Label,
    ) -> Result<()> {
        if let Some(inner) = &a.pattern {
            self.pattern(inner, s, captures, fail)?;
        }
        if let Some(name) = &a.name {
            self.capture(name.range, name.as_str(), s, captures);
        }
        Ok(())
    }

    fn or_pattern(
        &mut self,
        o: &'a PatternMatchOr,
        s: Reg,
        captures: &Captures<'a>,
        fail: Label,
    ) -> Result<()> {
        let matched = self.unit.b.label();
        for (i, alternative) in o.patterns.iter().enumerate() {
            if i + 1 == o.patterns.len() {
                self.pattern(alternative, s, captures, fail)?;
                break;
            }
            let next = self.unit.b.label();
            self.pattern(alternative, s, captures, next)?;
            self.jump(alternative.range(), matched);
            self.unit.b.place(next);
        }
        self.unit.b.place(matched);
        Ok(())
    }

    /// Jumps to `fail` when `test` of the subject is false.
    fn kind_test(&mut self, at: TextRange, test: &'static str, s: Reg, fail: Label) {
        let t = self.alloc();
        self.emit(at, test, &[r(t), r(s)]);
        self.jump_truth(at, t, fail, false);
    }

    fn length_test(&mut self, at: TextRange, s: Reg, n: usize, jump: &'static str, fail: Label) {
        let (len, k) = (self.alloc(), self.alloc());
        self.emit(at, "match_len", &[r(len), r(s)]);
        self.load_const(at, k, Const::Int(n as i64));
        let (target, site) = (self.unit.b.jump(fail), self.site());
        self.emit(at, jump, &[r(len), r(k), target, site]);
    }

    /// The items before and behind a star that keeps nothing, which may stand for very many.
    fn items_around(&mut self, at: TextRange, start: Reg, n: usize, star: usize, s: Reg) {
        let mark = self.unit.b.mark();
        let k = self.alloc();
        for i in (0..n).filter(|i| *i != star) {
            let index = if i < star { i as i64 } else { i as i64 - n as i64 };
            self.load_const(at, k, Const::Int(index));
            let site = self.site();
            self.emit(at, "get_item", &[r(start.offset(i as u32)), r(s), r(k), site]);
        }
        self.unit.b.release_to(mark);
    }

    fn sequence(
        &mut self,
        q: &'a PatternMatchSequence,
        s: Reg,
        captures: &Captures<'a>,
        fail: Label,
    ) -> Result<()> {
        let at = q.range;
        let n = q.patterns.len();
        self.kind_test(at, "match_sequence", s, fail);
        let star = q.patterns.iter().position(Pattern::is_match_star);
        let start = self.unit.b.alloc_block(n as u32);
        match star {
            None => {
                self.length_test(at, s, n, "jump_if_not_eq", fail);
                self.emit(at, "unpack_seq", &[r(start), imm(n), r(s)]);
            }
            Some(star) => {
                // A lone star takes any length.
                if n > 1 {
                    self.length_test(at, s, n - 1, "jump_if_not_ge", fail);
                }
                match &q.patterns[star] {
                    Pattern::MatchStar(p) if p.name.is_none() => self.items_around(at, start, n, star, s),
                    _ => self.emit(at, "unpack_ex", &[r(start), imm(star), imm(n - star - 1), r(s)]),
                }
            }
        }
        for (i, p) in q.patterns.iter().enumerate() {
            let item = start.offset(i as u32);
            match p {
                Pattern::MatchStar(p) => {
                    if let Some(name) = &p.name {
                        self.capture(p.range, name.as_str(), item, captures);
                    }
                }
                p => self.pattern(p, item, captures, fail)?,
            }
        }
        Ok(())
    }

    fn mapping(
        &mut self,
        m: &'a PatternMatchMapping,
        s: Reg,
        captures: &Captures<'a>,
        fail: Label,
    ) -> Result<()> {
        let at = m.range;
        self.kind_test(at, "match_mapping", s, fail);
        if m.keys.is_empty() && m.rest.is_none() {
            return Ok(());
        }
        let n = m.keys.len();
        let (keys, values) = (self.alloc(), self.alloc());
        let key_list: Vec<_> = m.keys.iter().collect();
        self.tuple_of(&key_list, at, keys)?;
        self.emit(at, "match_keys", &[r(values), r(s), r(keys)]);
        let target = self.unit.b.jump(fail);
        self.emit(at, "jump_if_none", &[r(values), target]);
        let start = self.unit.b.alloc_block(n as u32);
        self.emit(at, "unpack_seq", &[r(start), imm(n), r(values)]);
        for (i, p) in m.patterns.iter().enumerate() {
            self.pattern(p, start.offset(i as u32), captures, fail)?;
        }
        if let Some(rest) = &m.rest {
            self.rest(rest.range, rest.as_str(), s, keys, n, captures);
        }
        Ok(())
    }

    /// `**rest`: a copy without the keys that were matched.
    fn rest(&mut self, at: TextRange, name: &str, s: Reg, keys: Reg, n: usize, captures: &Captures<'a>) {
        let dict = self.alloc();
        self.emit(at, "build_dict", &[r(dict), r(dict), imm(0)]);
        self.emit(at, "dict_update", &[r(dict), r(s)]);
        let start = self.unit.b.alloc_block(n as u32);
        self.emit(at, "unpack_seq", &[r(start), imm(n), r(keys)]);
        for i in 0..n as u32 {
            let site = self.site();
            self.emit(at, "del_item", &[r(dict), r(start.offset(i)), site]);
        }
        self.capture(at, name, dict, captures);
    }

    fn class_pattern(
        &mut self,
        c: &'a PatternMatchClass,
        s: Reg,
        captures: &Captures<'a>,
        fail: Label,
    ) -> Result<()> {
        let at = c.range;
        let (positional, keywords) = (&c.arguments.patterns, &c.arguments.keywords);
        let values = self.alloc();
        let class = self.expr_now(&c.cls)?;
        let names = keywords.iter().map(|k| Const::Str(self.ident(k.attr.as_str()))).collect();
        let names = self.unit.b.constant(Const::Tuple(names));
        let site = self.site();
        self.emit(at, "match_class", &[r(values), r(s), r(class), imm(positional.len()), names, site]);
        let target = self.unit.b.jump(fail);
        self.emit(at, "jump_if_none", &[r(values), target]);
        let n = positional.len() + keywords.len();
        if n == 0 {
            return Ok(());
        }
        let start = self.unit.b.alloc_block(n as u32);
        self.emit(at, "unpack_seq", &[r(start), imm(n), r(values)]);
        for (i, p) in positional.iter().chain(keywords.iter().map(|k| &k.pattern)).enumerate() {
            self.pattern(p, start.offset(i as u32), captures, fail)?;
        }
        Ok(())
    }
}

type Names<'a> = Vec<(&'a str, TextRange)>;

/// The names that a pattern binds, in order.
fn captured<'a>(p: &'a Pattern, names: &mut Names<'a>) -> Result<()> {
    match p {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => Ok(()),
        Pattern::MatchStar(s) => add(s.name.as_ref(), names),
        Pattern::MatchSequence(s) => {
            if s.patterns.iter().filter(|p| p.is_match_star()).count() > 1 {
                return Err(Fault::syntax(s.range, "multiple starred names in sequence pattern"));
            }
            s.patterns.iter().try_for_each(|p| captured(p, names))
        }
        Pattern::MatchMapping(m) => {
            m.patterns.iter().try_for_each(|p| captured(p, names))?;
            add(m.rest.as_ref(), names)
        }
        Pattern::MatchClass(c) => {
            c.arguments.patterns.iter().try_for_each(|p| captured(p, names))?;
            c.arguments.keywords.iter().try_for_each(|k| captured(&k.pattern, names))
        }
        Pattern::MatchAs(a) => {
            a.pattern.iter().try_for_each(|p| captured(p, names))?;
            add(a.name.as_ref(), names)
        }
        Pattern::MatchOr(o) => alternatives(o, names),
    }
}

fn add<'a>(id: Option<&'a Identifier>, names: &mut Names<'a>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    if names.iter().any(|n| n.0 == id.as_str()) {
        return Err(Fault::syntax(id.range, format!("multiple assignments to name '{id}' in pattern")));
    }
    names.push((id.as_str(), id.range));
    Ok(())
}

/// What follows this pattern is never tried.
fn unreachable(p: &Pattern) -> Box<Fault> {
    let mut inner = p;
    loop {
        inner = match inner {
            Pattern::MatchAs(a) if let Some(p) = &a.pattern => p,
            Pattern::MatchOr(o) if let Some(p) = o.patterns.last() => p,
            _ => break,
        };
    }
    let what = match inner {
        Pattern::MatchAs(a) if let Some(name) = &a.name => format!("name capture '{name}'"),
        _ => "wildcard".into(),
    };
    Fault::syntax(p.range(), format!("{what} makes remaining patterns unreachable"))
}

fn alternatives<'a>(o: &'a PatternMatchOr, names: &mut Names<'a>) -> Result<()> {
    let mut first: Option<Names<'a>> = None;
    for (i, p) in o.patterns.iter().enumerate() {
        if i + 1 < o.patterns.len() && p.is_irrefutable() {
            return Err(unreachable(p));
        }
        let mut bound = Vec::new();
        captured(p, &mut bound)?;
        let sorted = |names: &[(&'a str, TextRange)]| {
            let mut sorted: Vec<&str> = names.iter().map(|n| n.0).collect();
            sorted.sort_unstable();
            sorted
        };
        match &first {
            Some(first) if sorted(first) != sorted(&bound) => {
                return Err(Fault::syntax(o.range, "alternative patterns bind different names"));
            }
            Some(_) => {}
            None => first = Some(bound),
        }
    }
    for (name, range) in first.unwrap_or_default() {
        if names.iter().any(|n| n.0 == name) {
            return Err(Fault::syntax(range, format!("multiple assignments to name '{name}' in pattern")));
        }
        names.push((name, range));
    }
    Ok(())
}
