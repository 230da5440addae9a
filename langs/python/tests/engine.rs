//! Python in a host program.

use std::time::Duration;
use trackway::{Data, Engine, EngineError, Limit, Limits};
use trackway_python::Python;

#[test]
fn a_host_uses_python() {
    let mut e = Engine::<Python>::new();
    e.register("lookup", |args| match args {
        [Data::Text(name)] => Ok(Data::Int(name.len() as i64)),
        _ => Err("lookup() takes a name".into()),
    });
    let source = "
import json
class Rule:
    def __init__(self, name): self.name = name
    def weight(self): return lookup(self.name)
rules = [Rule('a'), Rule('bcd')]
def total(extra): return sum(r.weight() for r in rules) + extra
";
    e.run(source, "rules.py").expect("it runs");
    assert_eq!(e.call("total", &[Data::Int(10)]), Ok(Data::Int(14)));
    assert_eq!(e.eval("json.loads('[1, {\"k\": null}]')"), {
        let map = Data::Map(vec![("k".into(), Data::Nil)]);
        Ok(Data::List(vec![Data::Int(1), map]))
    });
    let Ok(Data::Object(rule)) = e.eval("rules[1].weight") else { panic!("a method") };
    assert_eq!(e.call_object(&rule, &[]), Ok(Data::Int(3)));
    assert_eq!(e.call("max", &[Data::Int(3), Data::Int(4)]), Ok(Data::Int(4)));
    assert_eq!(e.eval("lookup.__name__"), Ok("lookup".into()));
}

#[test]
fn errors_have_kind_message_and_place() {
    let mut e = Engine::<Python>::new();
    let source = "def f(x):\n    return 1 // x\n";
    e.run(source, "f.py").expect("it runs");
    let Err(EngineError::Raised(fault)) = e.call("f", &[Data::Int(0)]) else { panic!("an error") };
    assert_eq!(fault.kind, "ZeroDivisionError");
    assert_eq!(fault.place, Some(("f.py".into(), 2)));
    let Err(EngineError::Syntax(fault)) = e.run("x = = 1", "g.py") else { panic!("no program") };
    assert_eq!(
        (fault.kind.as_str(), fault.message.as_str()),
        ("SyntaxError", "invalid syntax (g.py, line 1)")
    );
    e.register("fail", |_| Err("on purpose".into()));
    assert_eq!(
        e.eval("[str(e) for e in [(lambda: [fail()])] if not e] or 1").expect("it runs"),
        Data::Int(1)
    );
    e.run("try: fail()\nexcept RuntimeError as e: text = str(e)", "h.py").expect("it is caught");
    assert_eq!(e.get("text"), Some("on purpose".into()));
}

/// What the guest handles makes no difference.
#[test]
fn limits_cannot_be_caught() {
    let source = "
def spin():
    while True:
        try:
            while True: pass
        except BaseException: pass
def grow():
    kept = []
    while True:
        try:
            while True: kept.append([0] * 10)
        except BaseException: pass
";
    let stopped = |limits: Limits, function: &str, limit: Limit| {
        let mut e = Engine::<Python>::with(limits);
        e.run(source, "a.py").expect("it runs");
        for _ in 0..2 {
            assert_eq!(e.call(function, &[]), Err(EngineError::Limit(limit)));
            assert_eq!(e.eval("sum(range(10))"), Ok(Data::Int(45)));
        }
    };
    let none = Limits::default();
    stopped(Limits { time: Some(Duration::from_millis(200)), ..none.clone() }, "spin", Limit::Time);
    stopped(Limits { memory: Some(64 << 20), ..none.clone() }, "grow", Limit::Memory);
    stopped(Limits { steps: Some(1_000_000), ..none }, "spin", Limit::Steps);
}
