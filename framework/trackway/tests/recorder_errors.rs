//! What only the recorder can see: an op that decides after it has committed an effect, or that lets a
//! concrete value into the trace.

use std::process::Command;
use std::rc::Rc;
use trackway::bytecode::{CodeBuilder, CodeUnit, Const as K, Operand as O};
use trackway::*;

mod ops {
    use trackway::*;

    /// `d := k`
    #[op]
    pub fn load_const<M: Mode>(m: M, d: Out, k: Const) -> Step {
        m.set(d, T::lit(m.constant(k)));
        m.next()
    }

    /// `d := a new counter`
    #[op]
    pub fn new_counter<M: Mode>(m: M, d: Out) -> Step {
        let c = m.new_object::<super::Counter>(T::lit(0), 0);
        m.set_field(c, super::Counter::COUNT, T::lit(0));
        m.set(d, c.value());
        m.next()
    }

    /// Counts, and goes to `t` at `end`. Wrong: were the guard to fail, the op would run again and
    /// count twice.
    #[op]
    pub fn count_then_ask<M: Mode>(m: M, c: In, end: In, t: Target) -> Step {
        let (Some(c), Some(end)) = (m.get(c).cast::<super::Counter>(m), m.get(end).as_small()) else {
            return m.jump(t);
        };
        let count = m.field(c, super::Counter::COUNT) + T::lit(1);
        m.set_field(c, super::Counter::COUNT, count);
        if count == end.to_i64() { m.jump(t) } else { m.next() }
    }

    /// The same in the right order.
    #[op]
    pub fn ask_then_count<M: Mode>(m: M, c: In, end: In, t: Target) -> Step {
        let (Some(c), Some(end)) = (m.get(c).cast::<super::Counter>(m), m.get(end).as_small()) else {
            return m.jump(t);
        };
        let count = m.field(c, super::Counter::COUNT) + T::lit(1);
        let done = count == end.to_i64();
        m.set_field(c, super::Counter::COUNT, count);
        if done { m.jump(t) } else { m.next() }
    }

    /// Counts, and goes to `t` at `end`. Wrong: to the trace the new count is a constant.
    #[op]
    pub fn count_leaking<M: Mode>(m: M, c: In, end: In, t: Target) -> Step {
        let (Some(c), Some(end)) = (m.get(c).cast::<super::Counter>(m), m.get(end).as_small()) else {
            return m.jump(t);
        };
        let count = m.field(c, super::Counter::COUNT) + T::lit(1);
        let done = count == end.to_i64();
        m.set_field(c, super::Counter::COUNT, super::hidden(count));
        if done { m.jump(t) } else { m.next() }
    }

    /// Back to `t`.
    #[op(diverges)]
    pub fn loop_back<M: Mode>(m: M, t: Target, s: Loop) -> Step {
        m.loop_back(t, s)
    }

    /// Ends the frame.
    #[op(diverges)]
    pub fn return_<M: Mode>(m: M, r: In) -> Step {
        m.leave(m.get(r))
    }
}

/// What the lint forbids in an op itself.
fn hidden<M: Mode>(n: T<M, i64>) -> T<M, i64> {
    T::lit(n.peek())
}

#[derive(Object)]
#[object(id = 70)]
pub struct Counter {
    count: i64,
}

struct Counting;

#[language(ops(
    ops::load_const,
    ops::new_counter,
    ops::count_then_ask,
    ops::ask_then_count,
    ops::count_leaking,
    ops::loop_back,
    ops::return_
))]
impl Language for Counting {
    const NAME: &'static str = "counting";
    fn constant(_: &Machine, c: &K) -> Value {
        match c {
            K::Int(i) => Value::int(*i).expect("a small integer"),
            _ => Value::ZERO,
        }
    }
    fn stack_overflow(_: &Machine) -> Value {
        Value::ZERO
    }
    fn out_of_memory(_: &Machine) -> Value {
        Value::ZERO
    }
    fn interrupted(_: &Machine) -> Value {
        Value::ZERO
    }
    fn note_traceback(_: &Machine, _: Value, _: CodeRef, _: u32) {}
}

/// Counts to `n` with the op of this name.
fn unit(op: &'static str, n: i64) -> Rc<CodeUnit> {
    let mut b = CodeBuilder::new("count", "count", &"counting.txt".into(), 1, 0);
    let (c, end) = (b.alloc(), b.alloc());
    b.emit("new_counter", &[O::Reg(c)]);
    let k = b.constant(K::Int(n));
    b.emit("load_const", &[O::Reg(end), k]);
    let (head, exit) = (b.label(), b.label());
    b.place(head);
    b.emit(op, &[O::Reg(c), O::Reg(end), b.jump(exit)]);
    let site = b.site();
    b.emit("loop_back", &[b.jump(head), site]);
    b.place(exit);
    b.emit("return", &[O::Reg(c)]);
    Rc::new(b.finish())
}

/// Counts to 1000 with everything traced; the count and the statistics.
fn run(op: &'static str, log: bool) -> (i64, String) {
    let mut options = options::Options::default();
    assert_eq!(options.take("--tw-jit=threshold=1,bridge-threshold=1,sync"), Ok(true));
    options.jit.log = log;
    count(op, &options)
}

fn count(op: &'static str, options: &options::Options) -> (i64, String) {
    let m = Machine::new::<Counting>();
    m.heap.register::<Counter>();
    let session = options::setup::<Counting>(&m, options);
    let code = link(&m, &unit(op, 1000)).expect("links");
    m.start(code, Value::ZERO, &[]);
    match interpret::<Counting>(&m) {
        Outcome::Returned(v) => {
            (v.cast::<Counter>().expect("a counter").get(Counter::COUNT), session.stats(&m))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_decision_after_a_commit_is_refused() {
    let (count, stats) = run("count_then_ask", false);
    assert_eq!(count, 1000);
    assert!(stats.contains("\"traces\": 0"), "{stats}");
    assert!(stats.contains("\"decided-after-commit\": 4"), "{stats}");
}

#[test]
fn a_decision_before_it_is_fine() {
    let (count, stats) = run("ask_then_count", false);
    assert_eq!(count, 1000);
    assert!(stats.contains("\"traces\": 1") && !stats.contains("decided"), "{stats}");
}

#[test]
#[should_panic(expected = "a value leaks")]
fn a_leak_shows_when_a_loop_is_recorded_twice() {
    let mut options = options::Options::default();
    assert_eq!(options.take("--tw-jit=threshold=1,sync,double-record"), Ok(true));
    count("count_leaking", &options);
}

/// The log goes to standard error, so the test runs itself in a process of its own.
#[test]
fn the_log_names_reason_and_op() {
    const CHILD: &str = "TRACKWAY_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        run("count_then_ask", true);
        return;
    }
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "the_log_names_reason_and_op", "--nocapture"]).env(CHILD, "1");
    let output = command.output().expect("the test starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("abort decided-after-commit at count_then_ask in count, counting.txt:"), "{text}");
    assert!(text.contains("blacklist after decided-after-commit at count_then_ask"), "{text}");
}
