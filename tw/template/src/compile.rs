//! Tree to instructions: what each kind of node means, in terms of what the framework's compiler can do. That
//! knows of scopes, registers, jumps and closures.

use crate::ast::{Function, Kind, Ref, Tree};
use crate::grammar::ProgramParser;
use trackway_front as front;
use trackway_front::Operand::{Imm, Reg as R};
use trackway_front::{CodeUnit, Const, Fallible, Reg, SourceFile, parse_error, tokens};

/// Compiles a program; `file` is the name that its positions carry.
pub fn compile(source: &str, file: &str) -> Fallible<CodeUnit> {
    let tree = Tree::default();
    let parsed = ProgramParser::new().parse(&tree, tokens(&tree, source));
    let program = tree.program(parsed.map_err(|error| parse_error(error, source))?);
    front::compile(&program, &SourceFile::new(file, source))
}

/// The compiler of one function.
type Compiler<'a, 's> = front::Compiler<'a, 's, Kind<'a>>;

impl<'a> front::Compile<'a> for Kind<'a> {
    fn name(&self) -> Option<&'a str> {
        match self {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    fn constant(&self) -> Option<&Const> {
        match self {
            Kind::Literal(value) => Some(value),
            _ => None,
        }
    }

    /// A function answers its last statement's value, if that is an expression.
    fn body(c: &mut Compiler<'a, '_>, function: &'a Function<'a>) -> Fallible<Reg> {
        let result = c.code.alloc();
        c.load(result, Const::Nil)?;
        match function.body.split_last() {
            Some((last, before)) if last.kind.is_expression() => {
                c.statements(before)?;
                c.expression(last, result)?;
            }
            _ => c.statements(&function.body)?,
        }
        Ok(result)
    }

    fn statement(c: &mut Compiler<'a, '_>, node: Ref<'a>) -> Fallible {
        match &node.kind {
            Kind::Let(name, value) => c.declare(node, name, value),
            Kind::Define(name, function) => c.declare_function(node, name, function),
            Kind::Assign(target, value) => match &target.kind {
                Kind::Name(name) => c.assign(node, name, value),
                Kind::Op("get_index", place) => {
                    let operands = c.sources(&[place[0], place[1], value])?;
                    c.emit(node, "set_index", &operands)
                }
                _ => target.fail("this cannot be assigned to"),
            },
            Kind::If(condition, then, otherwise) => c.if_else(node, condition, then, otherwise),
            Kind::While(condition, body) => c.while_true(node, condition, body),
            Kind::Return(value) => c.leave_function(node, value),
            _ => c.discard(node),
        }
    }

    fn expression(c: &mut Compiler<'a, '_>, node: Ref<'a>, to: Reg) -> Fallible {
        match &node.kind {
            Kind::Literal(value) => c.literal(node, value, to),
            Kind::Name(name) => c.variable(node, name, to),
            Kind::Op(op, operands) => c.operation(node, op, operands, to),
            Kind::Call(callee, arguments) => c.call(node, callee, arguments, to),
            Kind::Function(function) => c.function(node, function, to),
            Kind::List(items) => {
                let row = c.row(items)?;
                c.emit(node, "build_list", &[R(to), row, Imm(items.len() as u32)])
            }
            _ => unreachable!("the grammar lets no statement stand here"),
        }
    }
}
