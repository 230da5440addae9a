//! What only the bigger language has: classes and exceptions.

use super::expr::Scope;
use super::program::Generator;

/// A base class, subclasses that override, a class with an operator, and an exception.
pub fn classes(g: &mut Generator) {
    g.out.open("class Oops(Exception)");
    g.out.line("pass");
    g.out.close();
    g.out.open("class Base");
    g.out.open("def __init__(self, value)");
    g.out.line("self.value = value");
    g.out.line("self.count = 0");
    g.out.close();
    step(g);
    g.out.open("def __add__(self, other)");
    g.out.line("return type(self)(self.value + other.value)");
    g.out.close();
    g.out.close();
    for i in 0..2 {
        g.out.open(format!("class Sub{i}(Base)"));
        if g.expr.rng.chance(80) {
            step(g);
        }
        if g.expr.rng.chance(50) {
            g.out.open("def __init__(self, value)");
            g.out.line("super().__init__(value)");
            g.out.line(format!("self.extra = {}", g.expr.rng.below(9)));
            g.out.close();
        }
        g.out.line(format!("kind = {i}"));
        g.out.close();
    }
}

fn step(g: &mut Generator) {
    g.out.open("def step(self, n)");
    let names = ["self.value", "self.count", "n"].map(String::from).to_vec();
    let scope = Scope { ints: names, ..Scope::default() };
    let value = g.expr.int(&scope, 2);
    g.out.line("self.count += 1");
    if g.expr.rng.chance(20) {
        g.out.open("if self.count % 23 == 22");
        g.out.line("raise Oops(self.count)");
        g.out.close();
    }
    g.out.line(format!("self.value = ({value}) % 100003"));
    g.out.line("return self.value");
    g.out.close();
}

/// Objects of all classes, for main.
pub fn instances(g: &mut Generator, scope: &mut Scope) {
    for (i, class) in ["Base", "Sub0", "Sub1"].iter().enumerate() {
        g.out.declare(&format!("o{i}"), format!("{class}({})", g.expr.rng.below(20)));
        scope.objects.push(format!("o{i}"));
    }
    g.out.line("objects = [o0, o1, o2]");
    scope.objects.push(format!("objects[{} % 3]", scope.ints[0]));
}

/// Something with objects, tuples or comprehensions.
pub fn statement(g: &mut Generator, to: &Scope, from: &Scope) {
    let value = g.expr.int(from, 1);
    if from.objects.is_empty() {
        let pair = [g.expr.rng.pick(&to.ints).clone(), g.expr.rng.pick(&to.ints).clone()];
        g.out.line(format!("{}, {} = {}, {}", pair[0], pair[1], pair[1], pair[0]));
        return;
    }
    let object = g.expr.rng.pick(&from.objects).clone();
    match g.expr.rng.below(6) {
        0 => {
            let other = g.expr.rng.pick(&from.objects).clone();
            g.fold(&format!("({object} + {other}).value"));
        }
        1 => g.out.line(format!("{object}.value += ({value}) % 9")),
        2 => g.fold(&format!("isinstance({object}, Sub0)")),
        3 => g.fold(&format!("sum([x % 7 for x in l if x > {value}])")),
        4 => g.fold(&format!("getattr({object}, 'extra', 3) + getattr({object}, 'kind', 5)")),
        _ => {
            g.out.open("try");
            g.out.line(format!("chk = (chk + {object}.step({value})) % 1000000007"));
            g.out.next("except Oops as e");
            g.fold("e.args[0]");
            g.out.close();
        }
    }
}

/// A statement that may raise, with its handlers.
pub fn try_statement(g: &mut Generator, to: &Scope, from: &Scope) {
    g.out.open("try");
    g.assign_int(to, from);
    let value = g.expr.int(from, 1);
    match g.expr.rng.below(5) {
        0 => g.fold(&format!("7 // (({value}) % 3)")),
        1 => g.fold(&format!("l[({value}) % 60]")),
        2 => g.fold(&format!("d[({value}) % 40]")),
        3 => g.fold(&format!("int('12x'[:({value}) % 4])")),
        _ => {
            g.out.open(format!("if ({value}) % 5 == 1"));
            g.out.line(format!("raise Oops(({value}) % 100)"));
            g.out.close();
        }
    }
    match g.expr.rng.below(3) {
        0 => g.out.next("except (ZeroDivisionError, LookupError, ValueError, Oops)"),
        1 => {
            g.out.next("except Oops as e");
            g.fold("e.args[0]");
            g.out.next("except Exception as e");
        }
        _ => g.out.next("except Exception"),
    }
    g.fold("17");
    if g.expr.rng.chance(30) {
        g.out.next("else");
        g.fold("19");
    }
    if g.expr.rng.chance(40) {
        g.out.next("finally");
        g.fold("23");
    }
    g.out.close();
}
