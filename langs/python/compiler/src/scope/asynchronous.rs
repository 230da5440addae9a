//! Where `await` and its relatives may stand, and what they make of the scopes around them.

use crate::scope::ScopeKind;
use crate::scope::collect::Collector;
use crate::syntax::error::Fault;
use ruff_python_ast::StmtReturn;
use ruff_text_size::TextRange;

impl Collector {
    /// `await`: in a coroutine, or in a generator expression, which becomes asynchronous.
    pub(super) fn awaits(&mut self, range: TextRange) {
        let mut at = self.at;
        loop {
            let scope = &mut self.scopes.all[at];
            match scope.kind {
                ScopeKind::Generator => {
                    scope.coroutine = true;
                    return;
                }
                ScopeKind::Comprehension => at = scope.parent.unwrap_or(0),
                ScopeKind::Function if scope.coroutine => return,
                ScopeKind::Function | ScopeKind::Lambda => {
                    return self.fail(Fault::syntax(range, "'await' outside async function"));
                }
                _ => return self.fail(Fault::syntax(range, "'await' outside function")),
            }
        }
    }

    /// `async for` in a comprehension or generator expression.
    pub(super) fn asynchronous(&mut self, range: TextRange) {
        let mut at = self.at;
        loop {
            let scope = &mut self.scopes.all[at];
            match scope.kind {
                ScopeKind::Generator => {
                    scope.coroutine = true;
                    return;
                }
                ScopeKind::Comprehension => at = scope.parent.unwrap_or(0),
                ScopeKind::Function if scope.coroutine => return,
                _ => {
                    let text = "asynchronous comprehension outside of an asynchronous function";
                    return self.fail(Fault::syntax(range, text));
                }
            }
        }
    }

    /// `async for` and `async with` statements.
    pub(super) fn in_async(&mut self, range: TextRange, what: &str) {
        if !self.scope().coroutine {
            self.fail(Fault::syntax(range, format!("'{what}' outside async function")));
        }
    }

    /// Notes a `return` with a value, which an asynchronous generator may not have.
    pub(super) fn returns(&mut self, r: &StmtReturn) {
        if r.value.is_some() {
            let at = self.at;
            self.values.entry(at).or_insert(r.range);
        }
    }

    /// The first `return` with a value in an asynchronous generator.
    pub(super) fn bad_return(&self) -> Option<TextRange> {
        let bad = |at: &usize| {
            let s = &self.scopes.all[*at];
            s.kind == ScopeKind::Function && s.coroutine && s.generator
        };
        self.values.iter().filter(|(at, _)| bad(at)).map(|(_, r)| *r).min_by_key(|r| r.start())
    }

    /// `break`, `continue` and `return` may not leave the handler of `except*`.
    pub(super) fn leaves_star(&mut self, inside: bool, range: TextRange) {
        if inside {
            let text = "'break', 'continue' and 'return' cannot appear in an except* block";
            self.fail(Fault::syntax(range, text));
        }
    }
}
