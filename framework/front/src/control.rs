//! Control structures: labels and jumps, and conditions that jump.
//!
//! *Invariant:* a jump goes forward; only `loop_back` goes back, so the JIT knows where loops are.

use crate::compiler::{Compile, Compiler};
use crate::tree::Ref;
use trackway_bytecode::Operand::Reg as R;
use trackway_bytecode::{Const, Fallible, Label, Reg};

impl<'a, K: Compile<'a>> Compiler<'a, '_, K> {
    pub fn jump(&mut self, target: Label) -> Fallible {
        let target = self.code.jump(target);
        self.code.emit("jump", &[target]);
        Ok(())
    }

    /// Goes on with the next round of a loop.
    fn loop_back(&mut self, head: Label) -> Fallible {
        let (head, site) = (self.code.jump(head), self.code.site());
        self.code.emit("loop_back", &[head, site]);
        Ok(())
    }

    /// Does `work`, which may jump behind what it emits.
    pub fn skip(&mut self, work: impl FnOnce(&mut Self, Label) -> Fallible) -> Fallible {
        let end = self.code.label();
        work(self, end)?;
        self.code.place(end);
        Ok(())
    }

    /// Two pieces of code, of which one is run. `test` jumps to the second one.
    pub fn choose(
        &mut self,
        test: impl FnOnce(&mut Self, Label) -> Fallible,
        then: impl FnOnce(&mut Self) -> Fallible,
        otherwise: impl FnOnce(&mut Self) -> Fallible,
    ) -> Fallible {
        self.skip(|c, end| {
            c.skip(|c, second| {
                test(c, second)?;
                then(c)?;
                c.jump(end)
            })?;
            otherwise(c)
        })
    }

    /// A loop. Each round first does what `enter` says, which may jump to the exit.
    pub fn repeat(
        &mut self,
        enter: impl FnOnce(&mut Self, Label) -> Fallible,
        body: impl FnOnce(&mut Self) -> Fallible,
    ) -> Fallible {
        self.skip(|c, exit| {
            let head = c.code.label();
            c.code.place(head);
            enter(c, exit)?;
            c.loops.push((head, exit));
            body(c)?;
            c.loops.pop();
            c.loop_back(head)
        })
    }

    /// `while`.
    pub fn while_true(&mut self, node: Ref<'a, K>, condition: Ref<'a, K>, body: &[Ref<'a, K>]) -> Fallible {
        self.repeat(|c, exit| c.branch(condition, false, exit), |c| c.block(node, body))
    }

    /// `if`, with an `else` that may be empty.
    pub fn if_else(
        &mut self,
        node: Ref<'a, K>,
        condition: Ref<'a, K>,
        then: &[Ref<'a, K>],
        otherwise: &[Ref<'a, K>],
    ) -> Fallible {
        let test = |c: &mut Self, second| c.branch(condition, false, second);
        if otherwise.is_empty() {
            return self.skip(|c, end| {
                test(c, end)?;
                c.block(node, then)
            });
        }
        self.choose(test, |c| c.block(node, then), |c| c.block(node, otherwise))
    }

    /// `break`, or else `continue`.
    pub fn leave_round(&mut self, node: Ref<K>, is_break: bool) -> Fallible {
        match self.loops.last() {
            Some(&(_, exit)) if is_break => self.jump(exit),
            Some(&(head, _)) => self.loop_back(head),
            None => node.fail("outside a loop"),
        }
    }

    /// Leaves the function with the value.
    pub fn leave_function(&mut self, node: Ref<'a, K>, value: Ref<'a, K>) -> Fallible {
        let value = self.source(value)?;
        self.emit(node, "return", &[value])
    }

    // Conditions.

    /// Jumps to `target` if the truth of `node` is `when`; otherwise goes on.
    pub fn branch(&mut self, node: Ref<'a, K>, when: bool, target: Label) -> Fallible {
        self.nested(node, |c| K::branch(c, node, when, target))
    }

    /// The same for an expression whose value says it.
    pub fn branch_by_value(&mut self, node: Ref<'a, K>, when: bool, target: Label) -> Fallible {
        let (value, target) = (self.operand(node)?, self.code.jump(target));
        self.emit(node, if when { "jump_if" } else { "jump_if_not" }, &[R(value), target])
    }

    /// The same for `a or b`, or else `a and b`, without their value.
    pub fn branch_by_either(
        &mut self,
        is_or: bool,
        [a, b]: &[Ref<'a, K>; 2],
        when: bool,
        target: Label,
    ) -> Fallible {
        if is_or == when {
            // Each operand alone is enough to jump.
            self.branch(a, when, target)?;
            return self.branch(b, when, target);
        }
        self.skip(|c, end| {
            c.branch(a, !when, end)?;
            c.branch(b, when, target)
        })
    }

    /// The same for a comparison, by the op that jumps *unless* it holds. The operands are in the order in which they
    /// are evaluated; the op wants the second one first if `swapped`.
    pub fn branch_by_comparison(
        &mut self,
        node: Ref<'a, K>,
        (op, swapped): (&'static str, bool),
        operands: &[Ref<'a, K>; 2],
        when: bool,
        target: Label,
    ) -> Fallible {
        if when {
            return self.skip(|c, end| {
                c.branch_by_comparison(node, (op, swapped), operands, false, end)?;
                c.jump(target)
            });
        }
        let mut operands = self.sources(operands)?;
        if swapped {
            operands.reverse();
        }
        operands.push(self.code.jump(target));
        self.emit(node, op, &operands)
    }

    /// `to` = `true` or `false`, by a branch.
    pub fn truth(&mut self, node: Ref<'a, K>, to: Reg) -> Fallible {
        self.choose(
            |c, second| c.branch(node, false, second),
            |c| c.load(to, Const::Bool(true)),
            |c| c.load(to, Const::Bool(false)),
        )
    }

    /// `to` = `a or b`, or else `a and b`: the value of the operand that decides.
    pub fn either(&mut self, node: Ref<'a, K>, is_or: bool, [a, b]: &[Ref<'a, K>; 2], to: Reg) -> Fallible {
        let value = self.code.alloc();
        self.skip(|c, end| {
            c.expression(a, value)?;
            let end = c.code.jump(end);
            c.emit(node, if is_or { "jump_if" } else { "jump_if_not" }, &[R(value), end])?;
            c.expression(b, value)
        })?;
        self.emit(node, "mov", &[R(to), R(value)])
    }
}
