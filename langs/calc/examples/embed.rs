//! Calc within a Rust program: `cargo run --release -p trackway-calc --example embed`.

use std::time::Duration;
use trackway::{Data, Engine, EngineError, Limits};
use trackway_calc::Calc;

const RULES: &str = "
fn discount(price, years) {
    if years > 3 { return price * rate(\"loyal\") }
    return price
}
fn endless() { while true {} }
";

fn main() -> Result<(), EngineError> {
    let mut engine = Engine::<Calc>::with(Limits {
        time: Some(Duration::from_millis(50)),
        memory: Some(32 << 20),
        ..Limits::default()
    });
    engine.register("rate", |args| match args {
        [Data::Text(kind)] if kind == "loyal" => Ok(Data::Float(0.9)),
        _ => Err("no such rate".into()),
    });
    engine.run(RULES, "rules.calc")?;
    println!("{:?}", engine.call("discount", &[200.into(), 5.into()])?);
    println!("{}", engine.call("endless", &[]).expect_err("it never ends"));
    // The engine is as good as before.
    println!("{:?}", engine.eval("discount(200, 1) + 1")?);
    Ok(())
}
