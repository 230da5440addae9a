//! A language of six ops, as small as the framework allows: the shape that authors follow.

use std::rc::Rc;
use trackway::bytecode::{CodeBuilder, Const as K, Operand as O, Reg};
use trackway::*;

mod ops {
    use trackway::*;

    /// `d := k`
    #[op]
    pub fn load_const<M: Mode>(m: M, d: Out, k: Const) -> Step {
        m.set(d, T::lit(m.constant(k)));
        m.next()
    }

    /// `d := a + b`
    #[op]
    pub fn add<M: Mode>(m: M, d: Out, a: Src, b: Src) -> Step {
        let (x, y) = (m.get(a), m.get(b));
        if let Some((i, j)) = smalls(x, y)
            && let Some(s) = i.checked_add(j)
        {
            m.set(d, s.value());
            return m.next();
        }
        m.set(d, slow_add::call(m, x, y)?);
        m.next()
    }

    /// Doubles, and whatever else there is to add.
    #[residual(allocates)]
    pub fn slow_add(machine: &Machine, a: Value, b: Value) -> Result<Value, Raise> {
        match (a.as_float(), b.as_float()) {
            (Some(x), Some(y)) => Ok(machine.heap.float(x + y)),
            _ => Err(machine.raise(Value::ZERO)),
        }
    }

    /// Go to `t` unless `a < b`.
    #[op]
    pub fn jump_if_not_lt<M: Mode>(m: M, a: In, b: In, t: Target) -> Step {
        match smalls(m.get(a), m.get(b)) {
            Some((x, y)) if x < y => m.next(),
            _ => m.jump(t),
        }
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

struct Tiny;

#[language(ops(ops::load_const, ops::add, ops::jump_if_not_lt, ops::loop_back, ops::return_))]
impl Language for Tiny {
    const NAME: &'static str = "tiny";
    fn constant(machine: &Machine, c: &K) -> Value {
        match c {
            K::Int(i) => Value::int(*i).expect("a small integer"),
            K::Float(f) => machine.heap.float(*f),
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

#[derive(Object)]
#[object(id = 70)]
pub struct Pair {
    #[immutable]
    first: Value,
    second: Value,
}

/// The sum of 0..n.
fn sum_unit(n: i64) -> Rc<bytecode::CodeUnit> {
    let mut b = CodeBuilder::new("sum", "sum", &"test".into(), 1, 0);
    let (i, s, one, end) = (b.alloc(), b.alloc(), b.alloc(), b.alloc());
    for (r, k) in [(i, 0), (s, 0), (one, 1), (end, n)] {
        let k = b.constant(K::Int(k));
        b.emit("load_const", &[O::Reg(r), k]);
    }
    let (head, exit) = (b.label(), b.label());
    b.place(head);
    b.emit("jump_if_not_lt", &[O::Reg(i), O::Reg(end), b.jump(exit)]);
    b.emit("add", &[O::Reg(s), O::Reg(s), O::Reg(i)]);
    b.emit("add", &[O::Reg(i), O::Reg(i), O::Reg(one)]);
    let site = b.site();
    b.emit("loop_back", &[b.jump(head), site]);
    b.place(exit);
    b.emit("return", &[O::Reg(Reg(s.0))]);
    Rc::new(b.finish())
}

#[test]
fn a_loop_runs() {
    let m = Machine::new::<Tiny>();
    let code = link(&m, &sum_unit(1000)).expect("links");
    m.start(code, Value::ZERO, &[]);
    match interpret::<Tiny>(&m) {
        Outcome::Returned(v) => assert_eq!(v.as_int(), Some(499_500)),
        other => panic!("{other:?}"),
    }
}

/// Sums with a constant as the last operand, as the first one, and as both.
fn constants_unit() -> bytecode::CodeUnit {
    let mut b = CodeBuilder::new("constants", "constants", &"test".into(), 1, 0);
    let (x, y) = (b.alloc(), b.alloc());
    let [one, ten, hundred] = [1, 10, 100].map(|i| b.constant(K::Int(i)));
    b.emit("load_const", &[O::Reg(x), hundred]);
    b.emit("add", &[O::Reg(x), O::Reg(x), one]);
    b.emit("add", &[O::Reg(x), ten, O::Reg(x)]);
    b.emit("add", &[O::Reg(y), hundred, ten]);
    b.emit("add", &[O::Reg(x), O::Reg(x), O::Reg(y)]);
    b.emit("return", &[O::Reg(x)]);
    b.finish()
}

#[test]
fn operands_may_be_constants() {
    let unit = constants_unit();
    let archive = bytecode::Archive::open(bytecode::Bytes::Shared(bytecode::pack(&unit).into()), "test");
    let packed = archive.and_then(|a| a.root()).expect("an archive");
    for unit in [unit, packed] {
        let m = Machine::new::<Tiny>();
        m.start(link(&m, &Rc::new(unit)).expect("it links"), Value::ZERO, &[]);
        match interpret::<Tiny>(&m) {
            Outcome::Returned(v) => assert_eq!(v.as_int(), Some(221)),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn only_ops_that_say_so_take_constants() {
    let m = Machine::new::<Tiny>();
    let mut b = CodeBuilder::new("f", "f", &"test".into(), 1, 0);
    let k = b.constant(K::Int(1));
    b.emit("return", &[k]);
    assert_eq!(
        link(&m, &Rc::new(b.finish())).err(),
        Some(LinkError::Operands { op: "return".into(), at: 0 })
    );
}

#[test]
fn objects_survive_a_collection() {
    let m = Machine::new::<Tiny>();
    m.heap.register::<Pair>();
    let inner = m.heap.alloc::<Pair>();
    inner.set(&m.heap, Pair::FIRST, Value::int(7).expect("small"));
    let outer = m.heap.alloc::<Pair>();
    outer.set(&m.heap, Pair::SECOND, inner.value());
    m.set_root(1, outer.value());
    m.collect(CollectKind::Major);
    let outer = m.root(1).cast::<Pair>().expect("still a pair");
    let inner = outer.get(Pair::SECOND).cast::<Pair>().expect("still a pair");
    assert_eq!(inner.get(Pair::FIRST).as_int(), Some(7));
    assert_eq!(m.heap.verify(), 2);
    m.set_root(1, Value::ZERO);
    m.collect(CollectKind::Major);
    assert_eq!(m.heap.verify(), 0);
}

#[derive(Object)]
#[object(id = 71)]
pub struct Row {
    #[tail]
    items: Elements<Value>,
}

/// Long arrays are old from the start; what is copied between them may be young.
#[test]
fn young_objects_survive_in_copies_of_long_arrays() {
    let m = Machine::new::<Tiny>();
    m.heap.register::<Pair>();
    m.heap.register::<Row>();
    let row = m.heap.alloc_tail::<Row>(20_000);
    let young = m.heap.alloc::<Pair>();
    young.set(&m.heap, Pair::FIRST, Value::int(7).expect("small"));
    row.set_item(&m.heap, Row::ITEMS, 12_345, young.value());
    let longer = m.heap.alloc_tail::<Row>(30_000);
    longer.copy_items(&m.heap, Row::ITEMS, 5, row, 0, 20_000);
    m.set_root(1, longer.value());
    m.heap.verify();
    m.collect(CollectKind::Minor);
    let pair = longer.item(Row::ITEMS, 12_350).cast::<Pair>().expect("still a pair");
    assert_eq!(pair.get(Pair::FIRST).as_int(), Some(7));
    m.collect(CollectKind::Major);
    assert_eq!(m.heap.verify(), 2);
}

/// The sum of 0..n under these options, and the statistics.
fn sum_with(n: i64, args: &[&str]) -> (i64, String) {
    let mut options = options::Options::default();
    for a in args {
        assert!(options.take(a).expect("a known option"));
    }
    let m = Machine::new::<Tiny>();
    let session = options::setup::<Tiny>(&m, &options);
    let code = link(&m, &sum_unit(n)).expect("links");
    m.start(code, Value::ZERO, &[]);
    loop {
        match interpret::<Tiny>(&m) {
            Outcome::Returned(v) => return (v.as_int().expect("an integer"), session.stats(&m)),
            Outcome::Suspended => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_mode_agrees() {
    let all = "--tw-jit=threshold=1,bridge-threshold=1,sync";
    let (sum, stats) = sum_with(100_000, &[all]);
    assert_eq!(sum, 4_999_950_000);
    assert!(stats.contains("\"traces\": 1"), "{stats}");
    for extra in [
        "--tw-stress=exits:1",
        "--tw-stress=exits:3",
        "--tw-stress=exits:17",
        "--tw-stress=gc",
        "--tw-stress=fuel:3",
    ] {
        assert_eq!(sum_with(1000, &[all, extra]).0, 499_500, "{extra}");
    }
    assert_eq!(sum_with(1_000_000, &[]).0, 499_999_500_000);
    assert_eq!(sum_with(1000, &["--tw-jit=off"]).0, 499_500);
}
