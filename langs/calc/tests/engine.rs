//! Calc in a host program: values both ways, host functions, limits in compiled code.

use std::time::{Duration, Instant};
use trackway::engine::Fault;
use trackway::{Data, Engine, EngineError, Limit, Limits};
use trackway_calc::Calc;

fn int(i: i64) -> Data {
    Data::Int(i)
}

#[test]
fn values_go_both_ways() {
    let mut e = Engine::<Calc>::new();
    e.run("let k = 3\nfn twice(x) { return [x, x, k] }", "a.calc").expect("it runs");
    assert_eq!(e.eval("k + 0.5"), Ok(Data::Float(3.5)));
    let nested = Data::List(vec![int(1), "two".into(), Data::Nil, Data::List(vec![true.into()])]);
    assert_eq!(
        e.call("twice", std::slice::from_ref(&nested)),
        Ok(Data::List(vec![nested.clone(), nested, int(3)]))
    );
    let map = Data::Map(vec![("b".into(), int(1)), (int(7), Data::Float(2.0))]);
    e.set("m", &map).expect("its own");
    assert_eq!(e.get("m"), Some(map));
    assert_eq!(e.eval("m[7]"), Ok(Data::Float(2.0)));
    assert_eq!(e.get("nowhere"), None);
}

#[test]
fn functions_are_objects_of_their_engine() {
    let (mut a, mut b) = (Engine::<Calc>::new(), Engine::<Calc>::new());
    a.run("fn adder(n) { fn add(x) { return x + n }\n return add }", "a.calc").expect("it runs");
    let Ok(Data::Object(add)) = a.call("adder", &[int(4)]) else { panic!("a function") };
    assert_eq!(a.call_object(&add, &[int(5)]), Ok(int(9)));
    assert_eq!(b.call_object(&add, &[int(5)]), Err(EngineError::Foreign));
    assert_eq!(b.set("f", &Data::Object(add)), Err(EngineError::Foreign));
    assert_eq!(b.call("adder", &[]), Err(EngineError::Unknown("adder".into())));
}

#[test]
fn host_functions_answer_or_raise() {
    let mut e = Engine::<Calc>::new();
    e.register("half", |args| match args {
        [Data::Int(i)] if i % 2 == 0 => Ok(Data::Int(i / 2)),
        _ => Err("odd".into()),
    });
    e.run("fn sum(n) {\n let s = 0\n for i in range(n) { s = s + half(i * 2) }\n return s }", "a.calc")
        .expect("it runs");
    assert_eq!(e.call("sum", &[int(5000)]), Ok(int(12_497_500)));
    let raised = e.eval("half(3)").expect_err("odd");
    let EngineError::Raised(Fault { message, .. }) = raised else { panic!("{raised:?}") };
    assert_eq!(message, "odd");
}

#[test]
fn errors_say_where() {
    let mut e = Engine::<Calc>::new();
    let Err(EngineError::Syntax(fault)) = e.run("let x = 1\nlet = 2", "a.calc") else { panic!("no program") };
    assert_eq!(fault.place, Some(("a.calc".into(), 2)));
    let Err(EngineError::Raised(fault)) = e.run("let x = 1\n\nx[0]", "b.calc") else { panic!("an error") };
    assert_eq!(fault.place, Some(("b.calc".into(), 3)));
    assert_eq!(e.eval("x"), Ok(int(1)));
}

/// Runs `source` until a limit stops it; the engine goes on afterwards.
fn stopped(limits: Limits, source: &str) -> (EngineError, Duration) {
    let mut e = Engine::<Calc>::with(limits);
    e.run("fn loop() { let i = 0\n while true { i = i + 1 } }", "a.calc").expect("it runs");
    // Twice: the second time the code is compiled from the start.
    let mut last = (EngineError::Foreign, Duration::ZERO);
    for _ in 0..2 {
        let start = Instant::now();
        last.0 = e.run(source, "b.calc").expect_err("it does not end");
        last.1 = start.elapsed();
        assert_eq!(e.eval("1 + 1"), Ok(int(2)));
    }
    last
}

#[test]
fn limits_stop_compiled_loops() {
    let time = Limits { time: Some(Duration::from_millis(30)), ..Limits::default() };
    assert_eq!(stopped(time, "loop()").0, EngineError::Limit(Limit::Time));
    let steps = Limits { steps: Some(1_000_000), ..Limits::default() };
    assert_eq!(stopped(steps, "loop()").0, EngineError::Limit(Limit::Steps));
    let depth = Limits { depth: Some(500), ..Limits::default() };
    assert_eq!(stopped(depth, "fn f(n) { return f(n + 1) + 1 }\nf(0)").0, EngineError::Limit(Limit::Depth));
    let memory = Limits { memory: Some(32 << 20), ..Limits::default() };
    let growing = "let l = []\nwhile true { push(l, [1, 2]) }";
    assert_eq!(stopped(memory, growing).0, EngineError::Limit(Limit::Memory));
}

/// The count is of safepoints, so it does not depend on the machine.
#[test]
fn steps_are_counted_within_a_factor_of_two() {
    let mut e = Engine::<Calc>::with(Limits { steps: Some(100_000), ..Limits::default() });
    e.run("let n = 0\nfn up() { while true { n = n + 1 } }", "a.calc").expect("it runs");
    for _ in 0..3 {
        e.set("n", &int(0)).expect("its own");
        assert_eq!(e.call("up", &[]), Err(EngineError::Limit(Limit::Steps)));
        let Some(Data::Int(n)) = e.get("n") else { panic!("a number") };
        assert!((50_000..=200_000).contains(&n), "{n} rounds");
    }
}
