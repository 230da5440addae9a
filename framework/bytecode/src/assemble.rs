//! Control structures over labels, for a compiler that walks a tree.

use crate::builder::{CodeBuilder, Label};
use crate::error::CompileError;

/// What a walk returns.
pub type Fallible<T = ()> = Result<T, CompileError>;

/// A compiler of one function. Its own methods emit; these put what they emit in order.
///
/// Assumes that the language has the ops `jump t` and `loop_back t @`.
pub trait Assemble: Sized {
    fn code(&mut self) -> &mut CodeBuilder;

    fn jump(&mut self, target: Label) -> Fallible {
        let target = self.code().jump(target);
        self.code().emit("jump", &[target]);
        Ok(())
    }

    /// Goes on with the next round of a loop.
    fn loop_back(&mut self, head: Label) -> Fallible {
        let (head, site) = (self.code().jump(head), self.code().site());
        self.code().emit("loop_back", &[head, site]);
        Ok(())
    }

    /// Does `work`, which may jump behind what it emits.
    fn skip(&mut self, work: impl FnOnce(&mut Self, Label) -> Fallible) -> Fallible {
        let end = self.code().label();
        work(self, end)?;
        self.code().place(end);
        Ok(())
    }

    /// Two pieces of code, of which one is run. `test` jumps to the second one.
    fn choose(
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
    fn repeat(
        &mut self,
        enter: impl FnOnce(&mut Self, Label) -> Fallible,
        body: impl FnOnce(&mut Self) -> Fallible,
    ) -> Fallible {
        self.skip(|c, exit| {
            let head = c.code().label();
            c.code().place(head);
            enter(c, exit)?;
            c.code().loops.push((head, exit));
            body(c)?;
            c.code().loops.pop();
            c.loop_back(head)
        })
    }

    /// `break`, or else `continue`. `None`: there is no loop around.
    fn leave_round(&mut self, is_break: bool) -> Option<Fallible> {
        let (head, exit) = *self.code().loops.last()?;
        Some(if is_break { self.jump(exit) } else { self.loop_back(head) })
    }

    /// Does `work` and frees the registers that it took.
    fn releasing(&mut self, work: impl FnOnce(&mut Self) -> Fallible) -> Fallible {
        let mark = self.code().mark();
        work(self)?;
        self.code().release_to(mark);
        Ok(())
    }
}
