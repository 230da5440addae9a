//! Expressions. They never fail but by an integer overflow in calc, now and then: divisors are
//! positive, indices are taken modulo the length.

use super::dialect::Dialect;
use super::rng::Rng;

/// The variables that an expression may name, by type.
#[derive(Clone, Default)]
pub struct Scope {
    pub ints: Vec<String>,
    pub floats: Vec<String>,
    /// Hold an integer or a float, which changes as the program runs.
    pub mixed: Vec<String>,
    /// Non-empty lists of integers.
    pub lists: Vec<String>,
    /// Non-empty lists of numbers.
    pub number_lists: Vec<String>,
    /// Functions of two numbers that give a number.
    pub functions: Vec<String>,
    /// Objects with `value` and `step(n)`.
    pub objects: Vec<String>,
}

/// Literals at the edges of representations.
const EDGES: [&str; 8] =
    ["0", "1", "-1", "2147483647", "2147483648", "4294967296", "4611686018427387903", "4000000000000000000"];
const SMALL_EDGES: usize = 6;

pub struct Expressions {
    pub rng: Rng,
    pub dialect: Dialect,
}

impl Expressions {
    fn int_literal(&mut self) -> String {
        match self.rng.below(20) {
            0 => {
                // In calc a sum with one of the greatest ends the program: rarely.
                let rare = self.dialect.is_python() || self.rng.chance(3);
                let edges = if rare { &EDGES[..] } else { &EDGES[..SMALL_EDGES] };
                (*self.rng.pick(edges)).into()
            }
            1 if self.dialect.is_python() => format!("{}", 1_u128 << (60 + self.rng.below(60))),
            2 => format!("-{}", self.rng.below(50)),
            _ => format!("{}", self.rng.below(12)),
        }
    }

    fn variable(&mut self, names: &[String], otherwise: &str) -> String {
        if names.is_empty() { otherwise.into() } else { self.rng.pick(names).clone() }
    }

    /// An integer. Products are of factors that are not great.
    pub fn int(&mut self, scope: &Scope, depth: usize) -> String {
        if depth == 0 || self.rng.chance(20) {
            let literal = self.int_literal();
            return if self.rng.chance(75) { self.variable(&scope.ints, &literal) } else { literal };
        }
        let a = self.int(scope, depth - 1);
        let b = self.int(scope, depth - 1);
        match self.rng.below(13) {
            0..=2 => format!("({a} + {b})"),
            3 | 4 => format!("({a} - {b})"),
            5 if self.dialect.is_python() => format!("({a} * {b})"),
            5 => format!("(({a} % 30011) * ({b} % 30011))"),
            6 => format!("({a} // ({b} % 7 + 1))"),
            7 => format!("({a} % ({b} % 13 + 2))"),
            8 => format!("-({a})"),
            9 => self.element(scope, &a),
            10 if self.dialect.is_python() => self.bits(&a, &b),
            11 if self.dialect.is_python() => {
                format!("({a} if {} else {b})", self.condition(scope, depth - 1))
            }
            _ => format!("({a} + {})", self.rng.below(5)),
        }
    }

    fn element(&mut self, scope: &Scope, index: &str) -> String {
        match scope.lists.is_empty() {
            true => format!("({index})"),
            false => {
                let list = self.rng.pick(&scope.lists).clone();
                format!("{list}[({index}) % len({list})]")
            }
        }
    }

    fn bits(&mut self, a: &str, b: &str) -> String {
        match self.rng.below(5) {
            0 => format!("({a} & {b})"),
            1 => format!("({a} | {b})"),
            2 => format!("({a} ^ {b})"),
            3 => format!("({a} << ({b} % 9))"),
            _ => format!("({a} >> ({b} % 9))"),
        }
    }

    /// A float, not far from 0.
    pub fn float(&mut self, scope: &Scope, depth: usize) -> String {
        if depth == 0 || self.rng.chance(20) {
            let literal = format!("{}.{}", self.rng.below(10), *self.rng.pick(&["0", "5", "25", "1"]));
            return if self.rng.chance(75) { self.variable(&scope.floats, &literal) } else { literal };
        }
        let a = self.float(scope, depth - 1);
        match self.rng.below(9) {
            0 | 1 => format!("({a} + {})", self.float(scope, depth - 1)),
            2 => format!("({a} - {})", self.float(scope, depth - 1)),
            // By way of a number that needs a box.
            7 => format!("({a} * 1{zeros}.0 / 1{zeros}.0)", zeros = "0".repeat(60)),
            3 => format!("({a} * 0.5 + {})", self.float(scope, depth - 1)),
            4 => format!("({a} / ({} % 5 + 1))", self.int(scope, depth - 1)),
            5 => format!("({a} + {} % 1000)", self.int(scope, depth - 1)),
            6 => format!("({} % 100 / 7)", self.int(scope, depth - 1)),
            _ => format!("-({a})"),
        }
    }

    /// An integer or a float; which, may depend on the run.
    pub fn number(&mut self, scope: &Scope, depth: usize) -> String {
        match self.rng.below(5) {
            0 if !scope.mixed.is_empty() => self.rng.pick(&scope.mixed).clone(),
            1 => self.float(scope, depth),
            2 if !scope.mixed.is_empty() => {
                let mixed = self.rng.pick(&scope.mixed).clone();
                format!("({mixed} + {} % 100)", self.int(scope, depth.saturating_sub(1)))
            }
            4 if !scope.number_lists.is_empty() => {
                let list = self.rng.pick(&scope.number_lists).clone();
                format!("{list}[({}) % len({list})]", self.int(scope, depth.saturating_sub(1)))
            }
            _ => self.int(scope, depth),
        }
    }

    /// A call of one of the scope's functions, for a number.
    pub fn call(&mut self, scope: &Scope) -> Option<String> {
        if scope.functions.is_empty() {
            return None;
        }
        let function = self.rng.pick(&scope.functions).clone();
        Some(format!("{function}({}, {})", self.number(scope, 1), self.number(scope, 1)))
    }

    pub fn condition(&mut self, scope: &Scope, depth: usize) -> String {
        let op = *self.rng.pick(&["<", "<=", ">", ">=", "==", "!="]);
        let (a, b) = match self.rng.below(3) {
            0 => (self.float(scope, 1), self.number(scope, 1)),
            1 => (self.number(scope, 1), self.int(scope, 1)),
            _ => (format!("{} % 5", self.int(scope, 1)), self.rng.below(5).to_string()),
        };
        let simple = format!("({a}) {op} ({b})");
        match self.rng.below(8) {
            0 if depth > 0 => format!("{simple} and {}", self.condition(scope, depth - 1)),
            1 if depth > 0 => format!("({simple} or {})", self.condition(scope, depth - 1)),
            2 if depth > 0 => format!("not ({simple})"),
            _ => simple,
        }
    }
}
