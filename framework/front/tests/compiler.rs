//! A tree made by hand, and the instructions that it becomes.

use trackway_bytecode::print_unit_terse;
use trackway_front::*;

enum Kind<'a> {
    Int(Const),
    Name(&'a str),
    Add(Ref<'a, Kind<'a>>, Ref<'a, Kind<'a>>),
    Less(Ref<'a, Kind<'a>>, Ref<'a, Kind<'a>>),
    Or(bool, [Ref<'a, Kind<'a>>; 2]),
    Call(Ref<'a, Kind<'a>>, Block<'a, Kind<'a>>),
    Function(Function<'a, Kind<'a>>),
    Let(&'a str, Ref<'a, Kind<'a>>),
    Define(&'a str, Ref<'a, Kind<'a>>),
    Assign(&'a str, Ref<'a, Kind<'a>>),
    If(Ref<'a, Kind<'a>>, Block<'a, Kind<'a>>, Block<'a, Kind<'a>>),
    While(Ref<'a, Kind<'a>>, Block<'a, Kind<'a>>),
    Leave(bool),
}

impl<'a> Compile<'a> for Kind<'a> {
    fn name(&self) -> Option<&'a str> {
        if let Kind::Name(name) = self { Some(name) } else { None }
    }

    fn constant(&self) -> Option<&Const> {
        if let Kind::Int(value) = self { Some(value) } else { None }
    }

    fn prologue(c: &mut Compiler<'a, '_, Self>, function: &'a Function<'a, Self>) -> Fallible {
        if function.mentions("yield") {
            c.code.emit("pack_up", &[]);
        }
        Ok(())
    }

    fn statement(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>) -> Fallible {
        match &node.kind {
            Kind::Let(name, value) => c.declare(node, name, value),
            Kind::Define(name, function) => c.declare_function(node, name, function),
            Kind::Assign(name, value) => c.assign(node, name, value),
            Kind::If(condition, then, otherwise) => c.if_else(node, condition, then, otherwise),
            Kind::While(condition, body) => c.while_true(node, condition, body),
            Kind::Leave(is_break) => c.leave_round(node, *is_break),
            _ => c.discard(node),
        }
    }

    fn branch(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>, when: bool, target: Label) -> Fallible {
        match &node.kind {
            Kind::Less(a, b) => c.branch_by_comparison(node, ("unless_lt", false), &[a, b], when, target),
            Kind::Or(is_or, operands) => c.branch_by_either(*is_or, operands, when, target),
            _ => c.branch_by_value(node, when, target),
        }
    }

    fn expression(c: &mut Compiler<'a, '_, Self>, node: Ref<'a, Self>, to: Reg) -> Fallible {
        match &node.kind {
            Kind::Int(value) => c.literal(node, value, to),
            Kind::Name(name) => c.variable(node, name, to),
            Kind::Add(a, b) => c.operation(node, "add", &[a, b], to),
            Kind::Less(..) => c.truth(node, to),
            Kind::Or(is_or, operands) => c.either(node, *is_or, operands, to),
            Kind::Call(callee, arguments) => c.call(node, callee, arguments, to),
            Kind::Function(function) => c.function(node, function, to),
            _ => unreachable!("a statement"),
        }
    }
}

type Nodes<'a> = Tree<'a, Kind<'a>>;

fn node<'a>(tree: &'a Nodes<'a>, kind: Kind<'a>) -> Ref<'a, Kind<'a>> {
    tree.node(kind, 0..1)
}

fn name<'a>(tree: &'a Nodes<'a>, name: &'a str) -> Ref<'a, Kind<'a>> {
    node(tree, Kind::Name(name))
}

fn compiled<'a>(program: &'a Function<'a, Kind<'a>>) -> Result<CodeUnit, CompileError> {
    compile(program, &SourceFile::new("a", "x"))
}

/// The instructions of a unit, without the lines about it.
#[track_caller]
fn check(unit: &CodeUnit, expected: &[&str]) {
    let text = print_unit_terse(unit);
    let found: Vec<String> = unit.insns.iter().map(|i| i.op.to_string()).collect();
    assert_eq!(found, expected, "{text}");
}

/// What the unit's first constant code is.
fn inner(unit: &CodeUnit) -> &CodeUnit {
    let code = unit.consts.iter().find_map(|c| if let Const::Code(code) = c { Some(code) } else { None });
    code.expect("a function")
}

#[test]
fn variables_outside_every_block_are_globals_and_others_registers() {
    let t = Nodes::default();
    let body = vec![node(&t, Kind::Let("b", node(&t, Kind::Int(Const::Int(1)))))];
    let x = node(&t, Kind::Let("x", node(&t, Kind::Int(Const::Int(1)))));
    let condition = node(&t, Kind::Less(name(&t, "x"), node(&t, Kind::Int(Const::Int(2)))));
    let program = t.program(vec![x, node(&t, Kind::While(condition, body))]);
    check(
        &compiled(&program).expect("a program"),
        &[
            "store_global", // x
            "load_global",
            "unless_lt",  // the condition
            "load_const", // b
            "loop_back",
            "load_const",
            "return",
        ],
    );
}

#[test]
fn what_a_function_inside_mentions_is_in_a_cell() {
    let t = Nodes::default();
    // fn outer(n) { fn next() { n = n + 1 }; next() }
    t.mention(10, "n");
    t.mention(20, "next");
    t.mention(40, "n");
    t.mention(50, "next");
    let sum = node(&t, Kind::Add(name(&t, "n"), node(&t, Kind::Int(Const::Int(1)))));
    let next = t.function("next", vec![], vec![node(&t, Kind::Assign("n", sum))], 30..45);
    let define = node(&t, Kind::Define("next", node(&t, Kind::Function(next))));
    let call = node(&t, Kind::Call(name(&t, "next"), vec![]));
    let outer = t.function("outer", vec!["n"], vec![define, call], 5..60);
    let program = t.program(vec![node(&t, Kind::Define("outer", node(&t, Kind::Function(outer))))]);
    let unit = compiled(&program).expect("a program");
    check(&unit, &["make_function", "store_global", "load_const", "return"]);
    check(
        inner(&unit),
        &["make_cell", "store_cell", "mov", "make_function", "mov", "call", "load_const", "return"],
    );
    check(inner(inner(&unit)), &["load_closure", "load_cell", "add", "store_cell", "load_const", "return"]);
}

#[test]
fn conditions_jump_without_values() {
    let t = Nodes::default();
    let less = |a, b| node(&t, Kind::Less(name(&t, a), name(&t, b)));
    let either = node(&t, Kind::Or(true, [less("a", "b"), less("b", "c")]));
    let program = t.program(vec![node(&t, Kind::If(either, vec![], vec![]))]);
    let text = compiled(&program).expect("a program");
    check(
        &text,
        &[
            "load_global",
            "load_global",
            "unless_lt",
            "jump", // a < b is enough
            "load_global",
            "load_global",
            "unless_lt", //
            "load_const",
            "return",
        ],
    );
}

#[test]
fn a_word_may_make_something_of_its_function() {
    let t = Nodes::default();
    t.mention(20, "yield");
    let f = t.function("f", vec![], vec![], 15..30);
    let program = t.program(vec![node(&t, Kind::Define("f", node(&t, Kind::Function(f))))]);
    let unit = compiled(&program).expect("a program");
    check(inner(&unit), &["pack_up", "load_const", "return"]);
    assert!(!program.mentions("yield"));
}

#[test]
fn errors() {
    let t = Nodes::default();
    let program = t.program(vec![node(&t, Kind::Leave(true))]);
    assert_eq!(compiled(&program).expect_err("no loop").message, "outside a loop");
    let mut deep = name(&t, "x");
    for _ in 0..1000 {
        deep = node(&t, Kind::Add(deep, name(&t, "x")));
    }
    let program = t.program(vec![deep]);
    assert_eq!(compiled(&program).expect_err("deep").message, "this is nested too deeply");
}
