//! Tree to instructions: what each kind of node means, in terms of what the framework's compiler can do. That
//! knows of scopes, registers, jumps and closures; see its page, `framework/front/src/compiler.rs`.

use crate::syntax::ast::{Function, Kind, Ref, Tree};
use crate::syntax::grammar::ProgramParser;
use trackway_front as front;
use trackway_front::Operand::{Imm, Reg as R};
use trackway_front::{CodeUnit, CompileError, Const, Fallible, Label, Reg, SourceFile, parse_error, tokens};

/// Compiles a program; `file` is the name that its positions carry.
pub fn compile(source: &str, file: &str) -> Fallible<CodeUnit> {
    let tree = Tree::default();
    let parsed = ProgramParser::new().parse(&tree, tokens(&tree, source));
    let program = tree.program(parsed.map_err(|error| parse_error(error, source))?);
    if is_generator(&program) {
        return Err(CompileError::new("`yield` outside a function", 0..0));
    }
    front::compile(&program, &SourceFile::new(file, source))
}

fn is_generator(function: &Function) -> bool {
    function.mentions("yield")
}

fn is_function(node: Ref) -> bool {
    matches!(node.kind, Kind::Function(_))
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

    /// A generator packs its frame up before anything else, and hands it to the caller.
    fn prologue(c: &mut Compiler<'a, '_>, function: &'a Function<'a>) -> Fallible {
        if is_generator(function) {
            c.code.emit("generator_start", &[]);
        }
        Ok(())
    }

    fn statement(c: &mut Compiler<'a, '_>, node: Ref<'a>) -> Fallible {
        match &node.kind {
            Kind::Let(name, value) if is_function(value) => c.declare_function(node, name, value),
            Kind::Let(name, value) => c.declare(node, name, value),
            Kind::Assign(target, value) => match &target.kind {
                Kind::Name(name) => c.assign(node, name, value),
                Kind::Op("get_index", place) => {
                    let operands = c.sources(&[place[0], place[1], value])?;
                    c.emit(node, "set_index", &operands)
                }
                _ => target.fail("this cannot be assigned to"),
            },
            Kind::If(condition, [then, otherwise]) => c.if_else(node, condition, then, otherwise),
            Kind::While(condition, body) => c.while_true(node, condition, body),
            Kind::For(name, items, body) => c.nested(node, |c| for_loop(c, node, name, items, body)),
            Kind::Return(value) => c.leave_function(node, value),
            Kind::Leave(is_break) => c.leave_round(node, *is_break),
            _ => c.discard(node),
        }
    }

    fn branch(c: &mut Compiler<'a, '_>, node: Ref<'a>, when: bool, target: Label) -> Fallible {
        match &node.kind {
            Kind::Not(operand) => c.branch(operand, !when, target),
            Kind::Logic(is_or, operands) => c.branch_by_either(*is_or, operands, when, target),
            Kind::Compare(op, operands) => c.branch_by_comparison(node, *op, operands, when, target),
            _ => c.branch_by_value(node, when, target),
        }
    }

    fn expression(c: &mut Compiler<'a, '_>, node: Ref<'a>, to: Reg) -> Fallible {
        match &node.kind {
            Kind::Literal(value) => c.literal(node, value, to),
            Kind::Name(name) => c.variable(node, name, to),
            Kind::Op(op, operands) => c.operation(node, op, operands, to),
            Kind::Compare(..) | Kind::Not(_) => c.truth(node, to),
            Kind::Logic(is_or, operands) => c.either(node, *is_or, operands, to),
            Kind::Call(callee, arguments) => c.call(node, callee, arguments, to),
            Kind::Build(op, items) => {
                let row = c.row(&items.concat())?;
                c.emit(node, op, &[R(to), row, Imm(items.len() as u32)])
            }
            Kind::Function(function) => c.function(node, function, to),
            _ => unreachable!("the grammar lets no statement stand here"),
        }
    }
}

/// `for name in items { body }`
fn for_loop<'a>(
    c: &mut Compiler<'a, '_>,
    node: Ref<'a>,
    name: &'a str,
    items: Ref<'a>,
    body: &[Ref<'a>],
) -> Fallible {
    let (generator, item) = (c.code.alloc(), c.code.alloc());
    c.nested(items, |c| {
        // The prelude's `each` makes a generator of what is none.
        let window = c.window_of(items, "each", items)?;
        c.emit(items, "iterate", &[R(generator), R(window), Imm(1)])
    })?;
    let advance = |c: &mut Compiler<'a, '_>, exit| {
        let exit = c.code.jump(exit);
        c.emit(items, "next", &[R(item), R(generator)])?;
        c.emit(items, "jump_if_end", &[R(item), exit])?;
        c.bind(name, item);
        Ok(())
    };
    c.repeat(advance, |c| c.block(node, body))
}
