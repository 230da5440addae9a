//! If it prints, it parses: the text form of units goes both ways.

use std::rc::Rc;
use trackway_bytecode::{CodeBuilder, CodeUnit, Const, SourceSpan, parse_unit, print_unit, print_unit_terse};
use trackway_bytecode::{Operand, Reg};

fn every_constant() -> Vec<Const> {
    vec![
        Const::Nil,
        Const::Bool(true),
        Const::Bool(false),
        Const::Int(i64::MIN),
        Const::BigInt("-123456789012345678901234567890".into()),
        Const::Float(-0.0),
        Const::Float(f64::INFINITY),
        Const::Float(1e-310),
        Const::Imaginary(2.5),
        Const::Str("a \"b\" \\ ; | , ( ) \n\t\r\u{0} é \u{1F600}".into()),
        Const::Str("".into()),
        Const::WideStr([0xd800, 0x41].into()),
        Const::Bytes([0, 255, 10].into()),
        Const::Bytes([].into()),
        Const::Named("Ellipsis".into()),
        Const::Tuple(vec![]),
        Const::Tuple(vec![Const::Int(1), Const::Tuple(vec![Const::Str("),".into()), Const::Nil])]),
    ]
}

/// A unit with everything in it; `depth` units nested below it.
fn sample(depth: u32) -> CodeUnit {
    let file: Rc<str> = "dir/a file.x".into();
    let mut b = CodeBuilder::new("f", "C.f", &file, 3, 2);
    let (r, end, done) = (b.alloc(), b.label(), b.label());
    let start = b.label();
    b.place(start);
    for c in every_constant() {
        let k = b.constant(c);
        b.emit("load_const", &[Operand::Reg(r), k]);
    }
    b.set_span(SourceSpan { start: 10, end: 14, line: 2, column: 4 });
    let (name, site) = (b.name("odd \"name\""), b.site());
    b.emit("load_global", &[Operand::Reg(r), name, site]);
    let jump = b.jump(done);
    b.emit("jump", &[jump]);
    b.place(end);
    b.emit("build_list", &[Operand::Reg(r), Operand::Imm(7)]);
    b.place(done);
    b.protect(start, end, done, Reg(1));
    if depth > 0 {
        let inner = Const::Code(Rc::new(sample(depth - 1)));
        b.constant(inner.clone());
        b.constant(Const::Tuple(vec![inner, Const::Int(2)]));
    }
    b.set_meta(Const::Tuple(vec![Const::Str("args".into()), Const::Bool(true)]));
    b.finish()
}

#[test]
fn round_trip() {
    let unit = sample(2);
    let text = print_unit(&unit);
    let back = parse_unit(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    assert_eq!(back, unit);
    assert_eq!(print_unit(&back), text);
}

#[test]
fn terse_form_parses() {
    let text = print_unit_terse(&sample(1));
    assert_eq!(print_unit_terse(&parse_unit(&text).unwrap()), text);
    assert!(!text.contains(" | 2:4"));
}

#[test]
fn nan_keeps_its_payload() {
    let mut b = CodeBuilder::new("f", "f", &"x".into(), 1, 0);
    b.constant(Const::Float(f64::from_bits(0xfff8_0000_0000_0123)));
    let text = print_unit(&b.finish());
    let Const::Float(f) = parse_unit(&text).unwrap().consts[0] else { panic!("{text}") };
    assert_eq!(f.to_bits(), 0xfff8_0000_0000_0123);
}

#[test]
fn readable() {
    let mut b = CodeBuilder::new("main", "main", &"a.calc".into(), 1, 0);
    let (r, k, n) = (b.alloc(), b.constant(Const::Int(5)), b.name("x"));
    b.set_span(SourceSpan { start: 4, end: 5, line: 1, column: 4 });
    b.emit("load_const", &[Operand::Reg(r), k]);
    b.emit("store_global", &[n, Operand::Reg(r)]);
    let expected = "\
unit u0 \"main\" \"main\" file \"a.calc\" line 1 params 0 regs 1 sites 0
  name n0 \"x\"
  const k0 int 5
  0    load_const r0 k0                | 1:4 4..5 ; 5
  1    store_global n0 r0              | 1:4 4..5 ; x
";
    assert_eq!(print_unit(&b.finish()), expected);
}

#[test]
fn deep_nesting_does_not_recurse() {
    let mut unit = sample(0);
    for _ in 0..5000 {
        let mut b = CodeBuilder::new("f", "f", &"x".into(), 1, 0);
        b.constant(Const::Code(Rc::new(unit)));
        unit = b.finish();
    }
    let text = print_unit_terse(&unit);
    let back = parse_unit(&text).unwrap();
    assert_eq!(print_unit_terse(&back), text);
}

#[track_caller]
fn fails(text: &str, line: usize, message: &str) {
    let error = parse_unit(text).unwrap_err();
    assert_eq!((error.line, error.message.as_str()), (line, message));
}

#[test]
fn errors_name_the_line() {
    let head = "unit u0 \"f\" \"f\" line 1 params 0 regs 1 sites 0\n";
    fails("", 1, "expected `unit`");
    fails("\nhello", 2, "expected `unit`");
    fails("unit u0 \"f\" line 1", 1, "expected a string");
    fails(&format!("{head}\n  what"), 3, "unexpected `what`");
    fails(&format!("{head}  0 mov r0 q1"), 2, "`q1` is no operand");
    fails(&format!("{head}  0 mov r0 r2"), 2, "register 2 does not exist");
    fails(&format!("{head}  1 mov r0 r0"), 2, "expected index 0, not 1");
    fails(&format!("{head}  0 jump ->2"), 2, "jump target 2 does not exist");
    fails(&format!("{head}  const k0 code u7"), 2, "no unit u7 below");
    fails(&format!("{head}  const k0 (int 1"), 2, "expected `,` or `)`");
    fails(&format!("{head}  const k0 str \"a"), 2, "unterminated string");
}
