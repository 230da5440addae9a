//! Frames do not move across the outermost frame of a call from outside.

use std::rc::Rc;
use trackway::{Machine, Outcome, Stress, interpret, link};
use trackway_calc::Calc;
use trackway_kit::cli::Command;
use trackway_kit::plain::{NIL, show};

fn start(m: &Machine, source: &str) {
    let unit = Rc::new(trackway_calc_compiler::compile(source, "test").expect("a program"));
    m.start(link(m, &unit).expect("it links"), m.root(NIL), &[]);
}

/// Runs what was started last to its end; an error's text.
fn end(m: &Machine) -> Option<String> {
    loop {
        match interpret::<Calc>(m) {
            Outcome::Raised(e) => return Some(show(m, e, 0)),
            Outcome::Returned(_) => return None,
            Outcome::Suspended | Outcome::Unnested => {}
        }
    }
}

fn machine() -> Box<Machine> {
    let m = Machine::new::<Calc>();
    Calc::set_up(&m);
    m
}

const REFUSED: &str =
    "a continuation cannot leave the call from outside, or the coroutine, in which it was made";

#[test]
fn a_coroutine_is_not_suspended_from_a_call_into_it() {
    let m = machine();
    start(
        &m,
        "fn body(x) { let i = 0; while i < 1000 { i = i + 1 }; return suspend(i) + 1 }
         let c = coroutine(body); let first = c(nil); print(first, c(1))",
    );
    m.set_stress(Stress { fuel: Some(50), ..Stress::default() });
    assert!(matches!(interpret::<Calc>(&m), Outcome::Suspended), "in the coroutine's loop");
    start(&m, "suspend(5)");
    assert_eq!(end(&m).as_deref(), Some(REFUSED));
    start(&m, "fn one(x) { return suspend(x) }; let d = coroutine(one); d(1); d(2)");
    assert_eq!(end(&m), None, "its own coroutines are above the barrier");
    assert_eq!(end(&m), None, "the run from before goes on");
}

#[test]
fn a_continuation_ends_with_its_run() {
    let m = machine();
    start(&m, "let k = nil; fn keep(c) { k = c }; callcc(keep)");
    assert_eq!(end(&m), None);
    start(&m, "k(1)");
    assert_eq!(end(&m).as_deref(), Some(REFUSED));
}
