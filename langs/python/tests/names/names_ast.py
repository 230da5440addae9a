# Every public name of `ast`, used once.
import ast
import warnings

# One source for each kind of node, in which it occurs.
sources = {
    "x + y": "Expression BinOp Add Name Load expr operator", "x and y or z": "BoolOp And Or boolop",
    "-x, +x, not x, ~x": "UnaryOp USub UAdd Not Invert Tuple unaryop", "x - y * z / w // v % u ** t": "Sub Mult Div FloorDiv Mod Pow",
    "a @ b | c ^ d & e << f >> g": "MatMult BitOr BitXor BitAnd LShift RShift",
    "a < b <= c == d != e > f >= g is h is not i in j not in k": "Compare Lt LtE Eq NotEq Gt GtE Is IsNot In NotIn cmpop",
    "lambda x, /, y=1, *z: x if y else z": "Lambda arguments arg IfExp Constant", "{1: 2, **d}": "Dict", "{1, 2}": "Set",
    "[x for x in y if z]": "ListComp comprehension Store", "{x for x in y}": "SetComp", "{x: y for x in y}": "DictComp",
    "(x for x in y)": "GeneratorExp", "f(x, *y, k=1).a[1:2]": "Call Starred keyword Attribute Subscript Slice",
    "f'{x!r:>{w}} y'": "JoinedStr FormattedValue", "(x := 5)": "NamedExpr", "[1]": "List",
}
statements = {
    "def f(): return 1": "Module FunctionDef Return stmt mod", "class C(B): pass": "ClassDef Pass", "x = 1; del x": "Assign Delete Del",
    "x += 1": "AugAssign", "x: int = 1": "AnnAssign", "for x in y: break\nelse: pass": "For Break", "while x: continue": "While Continue",
    "if x: y": "If Expr", "with x as y: z": "With withitem", "raise x from y": "Raise",
    "try: x\nexcept E as e: y\nfinally: z": "Try ExceptHandler excepthandler", "try: x\nexcept* E: y": "TryStar", "assert x, y": "Assert",
    "import a as b": "Import alias", "from a import b": "ImportFrom", "def f():\n global x\n x = 1": "Global",
    "def f():\n x = 1\n def g():\n  nonlocal x": "Nonlocal",
    "async def f():\n async for x in y: await z\n async with a: pass": "AsyncFunctionDef AsyncFor Await AsyncWith",
    "def f():\n yield 1\n yield from x": "Yield YieldFrom",
    "match x:\n case 1: a\n case None: b\n case [1, *r]: c\n case {'k': 1}: d\n case C(x=1) | [_]: e":
        "Match match_case MatchValue MatchSingleton MatchSequence MatchStar MatchMapping MatchClass MatchOr MatchAs pattern",
}
for texts, mode in ((sources, "eval"), (statements, "exec")):
    for text, names in texts.items():
        tree = ast.parse(text, mode=mode)
        kinds = {c.__name__ for node in ast.walk(tree) for c in type(node).__mro__}
        assert set(names.split()) <= kinds, (text, set(names.split()) - kinds)
        again = ast.parse(ast.unparse(tree), mode=mode)
        assert ast.dump(again) == ast.dump(tree), text
assert isinstance(ast.parse("x", mode="single"), ast.Interactive) and ast.unparse(ast.FunctionType([ast.Name("int")], ast.Name("str"))) == "(int) -> str"
assert ast.dump(ast.parse("a + 1", mode="eval")) == "Expression(body=BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=Constant(value=1)))"
assert ast.literal_eval("{'a': [1, -2.5, (3+4j), None, b'x']}") == {"a": [1, -2.5, 3 + 4j, None, b"x"]}
tree = ast.parse("def f():\n    'doc'\n    return x\n")
assert ast.get_docstring(tree.body[0]) == "doc" and ast.get_source_segment("a = b + c", ast.parse("a = b + c").body[0].value) == "b + c"
assert [n for n, _ in ast.iter_fields(tree.body[0])][:3] == ["name", "args", "body"] and len(list(ast.iter_child_nodes(tree.body[0]))) == 3


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append(node.id)


v = Names()
v.visit(ast.parse("a + b(c)"))
assert v.seen == ["a", "b", "c"]


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


new = ast.fix_missing_locations(Double().visit(ast.parse("3 + 4", mode="eval")))
assert eval(compile(new, "f", "eval")) == 14 and ast.increment_lineno(new, 5).body.lineno == 6 and isinstance(new, ast.AST)
assert compile("1", "f", "eval", ast.PyCF_ONLY_AST).body.value == 1 and ast.PyCF_TYPE_COMMENTS == 0x1000 and ast.PyCF_ALLOW_TOP_LEVEL_AWAIT == 0x2000
assert issubclass(ast.TypeIgnore, ast.type_ignore) and issubclass(ast.Load, ast.expr_context)
old = ast.AugLoad, ast.AugStore, ast.Param
assert all(issubclass(c, ast.expr_context) for c in old) and issubclass(ast.Suite, ast.mod) and issubclass(ast.slice, ast.AST)
assert ast.Index(ast.Constant(1)).value == 1 and ast.ExtSlice([ast.Constant(1)]).elts[0].value == 1

# Since 3.12.
tree = ast.parse("type X[T: int, *Ts, **P] = list[T]")
assert {type(n) for n in ast.walk(tree)} >= {ast.TypeAlias, ast.TypeVar, ast.TypeVarTuple, ast.ParamSpec} and issubclass(ast.TypeVar, ast.type_param)
assert {type(n) for n in ast.walk(ast.parse("t'{x} y'"))} >= {ast.TemplateStr, ast.Interpolation}
assert ast.compare(ast.parse("a + b"), ast.parse("a  +  b")) and not ast.compare(ast.parse("a"), ast.parse("b"))
assert ast.PyCF_OPTIMIZED_AST == 0x8400
import contextlib
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as d, contextlib.redirect_stdout(io.StringIO()) as out:
    name = os.path.join(d, "f.py")
    with open(name, "w") as f:
        f.write("x")
    ast.main([name])
assert out.getvalue() == "Module(\n   body=[\n      Expr(\n         value=Name(id='x', ctx=Load()))])\n"
