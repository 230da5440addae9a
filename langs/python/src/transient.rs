//! Code of `eval` and `exec`, which is released when nothing can run it any more.
//!
//! ```text
//! function --owner--> CodeOwner --family--> the code and what is nested in it
//!    frames, generators: hold the function       |
//!                                                dead: released, unless one of them is pinned
//! ```
//!
//! Functions made by such code get the owner of the function that makes them. What refers to code otherwise
//! (tracebacks, traces, frames of generators) pins it, and then the whole family stays.

use crate::code;
use crate::runtime::rt;
use crate::types::namespace::{self, Namespace};
use crate::types::objects::{CodeOwner, Function};
use std::cell::RefCell;
use std::rc::Rc;
use trackway::bytecode::CodeUnit;
use trackway::{CodeRef, Counted, Gc, Machine, Native, Value};
use trackway_kit::{Coroutine, Dict};

/// A code and what is nested in it.
pub type Members = Rc<RefCell<Vec<CodeRef>>>;

/// Memory that a small piece of code takes, about.
const BYTES: usize = 4 << 10;

/// What was loaded and may be released.
#[derive(Default)]
pub struct Transients {
    all: RefCell<Vec<(Members, Rc<Namespace>)>>,
    /// Code whose owners have died.
    dead: Rc<RefCell<Vec<CodeRef>>>,
}

impl Transients {
    /// Pinned code needs its globals for good. Whenever roots are marked, so before anything is found dead.
    pub fn hold_pinned(&self) {
        self.all.borrow_mut().retain(|(members, space)| {
            let members = members.borrow();
            let pinned = members.iter().any(|c| c.is_pinned());
            if pinned {
                space.hold();
            }
            !pinned && !members.is_empty()
        });
    }
}

/// Says when its owner has died.
pub struct Family {
    members: Members,
    space: Rc<Namespace>,
    dead: Rc<RefCell<Vec<CodeRef>>>,
}

impl Drop for Family {
    fn drop(&mut self) {
        let members = self.members.take();
        if members.iter().any(|c| c.is_pinned()) {
            self.space.hold();
        } else {
            self.dead.borrow_mut().extend(members);
        }
    }
}

/// Code for a unit that runs with these globals, and its owner.
pub fn load(machine: &Machine, unit: &Rc<CodeUnit>, globals: Gc<Dict>) -> Gc<CodeOwner> {
    let all = &rt(machine).transients;
    all.dead.take().into_iter().for_each(|c| machine.release(c));
    let members = Members::default();
    let space = namespace::with_builtins(machine, globals);
    let code = code::new(machine, unit.clone(), space.clone(), Some(members.clone()));
    all.all.borrow_mut().push((members.clone(), space.clone()));
    let family = Family { members, space, dead: all.dead.clone() };
    let heap = &machine.heap;
    let owner = heap.alloc::<CodeOwner>();
    owner.set(heap, CodeOwner::CODE, code);
    owner.set(heap, CodeOwner::FAMILY, Native::new(Counted::new(heap, family, BYTES)));
    owner.set(heap, CodeOwner::GLOBALS, globals.value());
    owner
}

/// The owner of the code that runs in a frame with this callee.
pub fn owner_of(callee: Value) -> Value {
    let callee = callee.cast::<Coroutine>().map_or(callee, |c| c.get(Coroutine::CALLEE));
    callee.cast::<Function>().map_or(Value::ZERO, |f| f.get(Function::OWNER))
}
