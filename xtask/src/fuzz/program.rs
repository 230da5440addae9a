//! Whole programs: some functions (in Python also classes), then a main function with nested loops
//! that fold all they compute into a checksum.
//!
//! *Invariant:* every loop has a constant bound, a function calls earlier ones only and not from
//! its loops, so programs end soon.

use super::dialect::{Dialect, Writer};
use super::expr::{Expressions, Scope};
use super::objects;
use super::rng::Rng;

/// What the checksum stays below.
const MODULUS: &str = "1000000007";

/// The program of a seed.
pub fn generate(dialect: Dialect, seed: u64) -> String {
    let expr = Expressions { rng: Rng::new(seed), dialect };
    let mut g = Generator { expr, out: Writer::new(dialect), names: 0, in_main: false };
    let mut scope = Scope::default();
    if dialect.is_python() {
        objects::classes(&mut g);
    }
    for _ in 0..1 + g.expr.rng.below(4) {
        g.function(&mut scope);
    }
    g.generator_function();
    g.main(&scope);
    g.out.line("main()");
    g.out.finish()
}

pub struct Generator {
    pub expr: Expressions,
    pub out: Writer,
    names: usize,
    in_main: bool,
}

impl Generator {
    pub fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn is_python(&self) -> bool {
        self.out.dialect.is_python()
    }

    fn keyword(&self) -> &'static str {
        self.out.dialect.choose("fn", "def")
    }

    /// Folds a number into the checksum.
    pub fn fold(&mut self, value: &str) {
        let text = match self.is_python() {
            true => format!("chk = (chk * 31 + int({value})) % {MODULUS}"),
            false => format!("chk = (chk * 31 + int({value}) % 1000003) % {MODULUS}"),
        };
        self.out.line(text);
    }

    fn locals(&mut self, scope: &mut Scope) {
        for i in 0..2 + self.expr.rng.below(3) {
            let (int, float, mixed) = (format!("i{i}"), format!("x{i}"), format!("m{i}"));
            let value = self.expr.int(scope, 1);
            self.out.declare(&int, value);
            let value = self.expr.float(scope, 1);
            self.out.declare(&float, value);
            let value = self.expr.rng.below(9).to_string();
            self.out.declare(&mixed, value);
            scope.ints.push(int);
            scope.floats.push(float);
            scope.mixed.push(mixed);
        }
        let items: Vec<_> = (0..1 + self.expr.rng.below(5)).map(|_| self.expr.int(scope, 1)).collect();
        self.out.declare("l", format!("[{}]", items.join(", ")));
        scope.lists.push("l".into());
        // Of doubles, until an integer gets in.
        let items: Vec<_> = (0..2 + self.expr.rng.below(5)).map(|_| self.expr.float(scope, 1)).collect();
        self.out.declare("q", format!("[{}]", items.join(", ")));
        scope.number_lists.push("q".into());
        self.out.declare("d", "{}");
        self.out.declare("s", "\"\"");
        self.out.declare("chk", "1");
    }

    /// `f(a, b)`, numbers to number, with branches and a short loop.
    fn function(&mut self, globals: &mut Scope) {
        let name = self.fresh("f");
        self.out.open(format!("{} {name}(a, b)", self.keyword()));
        let mut scope = Scope { functions: globals.functions.clone(), ..Scope::default() };
        scope.mixed.extend(["a".to_string(), "b".to_string()]);
        self.locals(&mut scope);
        for _ in 0..1 + self.expr.rng.below(3) {
            self.statement(&scope, 1);
        }
        if self.expr.rng.chance(60) {
            let quiet = Scope { functions: vec![], ..scope.clone() };
            self.counted_loop(&quiet, 1, 6);
        }
        let result = self.expr.number(&scope, 2);
        let bound = *self.expr.rng.pick(&["1009", "1000003", "77.5"]);
        self.out.line(format!("return ({result} + chk) % {bound}"));
        self.out.close();
        globals.functions.push(name);
    }

    /// `gen(n)` yields n numbers.
    fn generator_function(&mut self) {
        self.out.open(format!("{} gen(n)", self.keyword()));
        self.out.declare("k", "0");
        self.out.open("while k < n");
        let scope = Scope { ints: vec!["k".into(), "n".into()], ..Scope::default() };
        let value = self.expr.int(&scope, 2);
        self.out.line(format!("yield {value}"));
        self.out.line("k = k + 1");
        self.out.close();
        self.out.close();
    }

    fn main(&mut self, globals: &Scope) {
        self.out.open(format!("{} main()", self.keyword()));
        let mut scope = globals.clone();
        self.locals(&mut scope);
        if self.is_python() {
            objects::instances(self, &mut scope);
        }
        if self.expr.rng.chance(60) {
            self.closure(&mut scope);
        }
        self.in_main = true;
        for _ in 0..2 + self.expr.rng.below(2) {
            self.counted_loop(&scope, 3, 60);
            self.out.line("print(chk)");
        }
        let all =
            [&scope.ints[..], &scope.floats, &scope.mixed, &["l".into(), "q".into(), "s".into()]].concat();
        self.out.line(format!("print({}, len(d))", all.join(", ")));
        self.out.close();
    }

    /// A function that counts in a variable of the function around it.
    fn closure(&mut self, scope: &mut Scope) {
        let (name, count) = (self.fresh("g"), self.fresh("c"));
        self.out.declare(&count, "0");
        self.out.open(format!("{} {name}(a, b)", self.keyword()));
        if self.is_python() {
            self.out.line(format!("nonlocal {count}"));
        }
        self.out.line(format!("{count} = ({count} * 3 + 1) % 1000"));
        let inner = Scope { mixed: vec!["a".into(), "b".into()], ints: vec![count], ..Scope::default() };
        let result = self.expr.number(&inner, 2);
        self.out.line(format!("return ({result}) % 10007"));
        self.out.close();
        scope.functions.push(name);
    }

    /// A loop of at most `most` rounds, `depth` loops deep at most.
    fn counted_loop(&mut self, scope: &Scope, depth: usize, most: usize) {
        let variable = self.fresh("n");
        let rounds = 2 + self.expr.rng.below(most);
        let counts = self.expr.rng.chance(40);
        if counts {
            self.out.declare(&variable, "0");
            self.out.open(format!("while {variable} < {rounds}"));
            self.out.line(format!("{variable} = {variable} + 1"));
        } else {
            let items = match self.expr.rng.below(8) {
                0 => format!("gen({rounds})"),
                1 => "[3, 1, 4, 1, 5]".into(),
                _ => format!("range({rounds})"),
            };
            self.out.open(format!("for {variable} in {items}"));
        }
        // The counter can be read, but a counter that a statement changes would not count.
        let mut readable = scope.clone();
        readable.ints.push(variable.clone());
        for _ in 0..2 + self.expr.rng.below(4) {
            self.statement_in(scope, &readable, depth - 1);
        }
        if depth > 1 && self.expr.rng.chance(65) {
            self.counted_loop(scope, depth - 1, 12);
        }
        let value = self.expr.number(&readable, 1);
        self.fold(&value);
        if self.in_main && depth == 3 && self.expr.rng.chance(50) {
            self.out.open(format!("if {variable} % 16 == 3"));
            self.out.line("print(chk)");
            self.out.close();
        }
        self.out.close();
    }

    fn statement(&mut self, scope: &Scope, depth: usize) {
        self.statement_in(scope, scope, depth);
    }

    /// A statement that assigns to the variables of `to` and reads those of `from`.
    fn statement_in(&mut self, to: &Scope, from: &Scope, depth: usize) {
        match self.expr.rng.below(14) {
            0 | 1 => self.assign_int(to, from),
            2 => {
                let value = self.expr.float(from, 2);
                let target = self.expr.rng.pick(&to.floats).clone();
                self.out.line(format!("{target} = ({value}) % 1000.5"));
            }
            3 | 4 => self.assign_mixed(to, from),
            5 | 6 if depth > 0 => self.branch(to, from, depth),
            7 => self.list_statement(from),
            8 => self.dict_statement(from),
            9 => self.string_statement(from),
            10 if self.is_python() => objects::statement(self, to, from),
            11 if self.is_python() && depth > 0 => objects::try_statement(self, to, from),
            12 if self.in_main && depth > 0 => {
                let condition = self.expr.condition(from, 1);
                self.out.open(format!("if {condition}"));
                let value = self.expr.int(from, 1);
                self.fold(&value);
                self.out.close();
            }
            _ => {
                let value = self.expr.number(from, 2);
                self.fold(&value);
            }
        }
    }

    pub fn assign_int(&mut self, to: &Scope, from: &Scope) {
        let value = self.expr.int(from, 3);
        let target = self.expr.rng.pick(&to.ints).clone();
        let wide = self.is_python() && self.expr.rng.chance(15);
        let bound = if wide { "10 ** 30" } else { *self.expr.rng.pick(&["1000003", "97", "2147483647"]) };
        self.out.line(format!("{target} = ({value}) % ({bound})"));
    }

    fn assign_mixed(&mut self, to: &Scope, from: &Scope) {
        let call = self.expr.call(from).filter(|_| self.in_main || self.expr.rng.chance(40));
        let value = call.unwrap_or_else(|| self.expr.number(from, 2));
        let target = self.expr.rng.pick(&to.mixed).clone();
        self.out.line(format!("{target} = ({value}) % 4099"));
    }

    fn branch(&mut self, to: &Scope, from: &Scope, depth: usize) {
        let condition = self.expr.condition(from, 2);
        self.out.open(format!("if {condition}"));
        self.statement_in(to, from, depth - 1);
        if self.expr.rng.chance(40) {
            let condition = self.expr.condition(from, 1);
            let word = self.out.dialect.choose("else if", "elif");
            self.out.next(&format!("{word} {condition}"));
            self.statement_in(to, from, depth - 1);
        }
        if self.expr.rng.chance(60) {
            self.out.next("else");
            self.statement_in(to, from, depth - 1);
        }
        self.out.close();
    }

    fn list_statement(&mut self, from: &Scope) {
        if self.expr.rng.chance(40) {
            return self.number_list_statement(from);
        }
        let (index, value) = (self.expr.int(from, 1), self.expr.int(from, 2));
        if self.expr.rng.chance(60) {
            self.out.line(format!("l[({index}) % len(l)] = ({value}) % 1000003"));
            return;
        }
        self.out.open("if len(l) < 40");
        let item = format!("({value}) % 1000003");
        self.out.line(self.out.dialect.choose(format!("push(l, {item})"), format!("l.append({item})")));
        self.out.close();
    }

    /// Now and then an integer gets into the list of doubles, and they are doubles again.
    fn number_list_statement(&mut self, from: &Scope) {
        let value = match self.expr.rng.chance(85) {
            true => format!("({}) % 1000.5", self.expr.float(from, 2)),
            false => format!("({}) % 4099", self.expr.number(from, 1)),
        };
        match self.expr.rng.below(10) {
            0..=5 => {
                let index = self.expr.int(from, 1);
                self.out.line(format!("q[({index}) % len(q)] = {value}"));
            }
            6 | 7 => {
                self.out.open("if len(q) < 40");
                self.out
                    .line(self.out.dialect.choose(format!("push(q, {value})"), format!("q.append({value})")));
                self.out.close();
            }
            _ if self.is_python() => {
                let all = [
                    "q = [x * 0.5 for x in q]",
                    "q = q[1:] + [0.5]",
                    "q.sort()",
                    "q = [1.5] * 4",
                    "q.extend(q[:2])",
                ];
                let line = self.expr.rng.pick(&all).to_string();
                self.out.open("if len(q) < 60");
                self.out.line(line);
                self.out.close();
            }
            _ => self.fold("q[0]"),
        }
    }

    fn dict_statement(&mut self, from: &Scope) {
        let (key, value) = (self.expr.int(from, 1), self.expr.int(from, 1));
        let key = match self.expr.rng.chance(30) {
            true => format!("str(({key}) % 7)"),
            false => format!("({key}) % 11"),
        };
        let has = self.out.dialect.choose(format!("has(d, {key})"), format!("{key} in d"));
        self.out.open(format!("if {has}"));
        self.out.line(format!("d[{key}] = (d[{key}] + {value}) % 1000003"));
        self.out.next("else");
        self.out.line(format!("d[{key}] = 1"));
        self.out.close();
    }

    fn string_statement(&mut self, from: &Scope) {
        let value = self.expr.int(from, 1);
        self.out.line(format!("s = s + str(({value}) % 10)"));
        self.out.open("if len(s) > 30");
        self.out.line("s = \"\"");
        self.out.close();
        self.fold("len(s)");
    }
}
