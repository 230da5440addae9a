import ast

t = ast.parse("x = f'a{b!r:>{w}}c' 'd'\nif a:\n    pass\nelif b:\n    1\nelse:\n    2\n")
print(ast.dump(t.body[0]))  # expect: Assign(targets=[Name(id='x', ctx=Store())], value=JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), Constant(value='cd')]))
print(ast.dump(t.body[1]))  # expect: If(test=Name(id='a', ctx=Load()), body=[Pass()], orelse=[If(test=Name(id='b', ctx=Load()), body=[Expr(value=Constant(value=1))], orelse=[Expr(value=Constant(value=2))])])
print(ast.dump(ast.parse("@d\n# c\nasync def f(a, /, b=1, *c, d: int, **e) -> str: return (yield)").body[0]))
# expect: AsyncFunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a')], args=[arg(arg='b')], vararg=arg(arg='c'), kwonlyargs=[arg(arg='d', annotation=Name(id='int', ctx=Load()))], kw_defaults=[None], kwarg=arg(arg='e'), defaults=[Constant(value=1)]), body=[Return(value=Yield())], decorator_list=[Name(id='d', ctx=Load())], returns=Name(id='str', ctx=Load()))
m = ast.parse("match p:\n case [1, *r] | {'k': v, **z} if g: 1\n case C(1, x=None) as q: 2").body[0]
print(ast.dump(m.cases[0].pattern), m.cases[0].guard.id)  # expect: MatchOr(patterns=[MatchSequence(patterns=[MatchValue(value=Constant(value=1)), MatchStar(name='r')]), MatchMapping(keys=[Constant(value='k')], patterns=[MatchAs(name='v')], rest='z')]) g
print(ast.dump(m.cases[1].pattern))  # expect: MatchAs(pattern=MatchClass(cls=Name(id='C', ctx=Load()), patterns=[MatchValue(value=Constant(value=1))], kwd_attrs=['x'], kwd_patterns=[MatchSingleton(value=None)]), name='q')


class Names(ast.NodeVisitor):
    def visit_Name(self, n):
        print(n.id, n.lineno, n.col_offset, n.end_lineno, n.end_col_offset)


Names().visit(ast.parse("foo(bar,\n  \u00e9 + baz)"))
# expect: foo 1 0 1 3
# expect: bar 1 4 1 7
# expect: é 2 2 2 4
# expect: baz 2 7 2 10


class Double(ast.NodeTransformer):
    def visit_Constant(self, n):
        return ast.Constant(n.value * 2)


print(ast.unparse(Double().visit(ast.parse("a = [1, 'x', (2.5, *b)]"))))  # expect: a = [2, 'xx', (5.0, *b)]
print(eval(compile(Double().visit(ast.parse("3 + 4", mode="eval")), "<t>", "eval")))  # expect: 14
print(ast.literal_eval("{'a': [1, -2.5, 1+3j, b'x', None, (), {1}]}"))  # expect: {'a': [1, -2.5, (1+3j), b'x', None, (), {1}]}
for bad in "1 +", "f()", "a.b":
    try:
        ast.literal_eval(bad)
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, e.lineno if isinstance(e, SyntaxError) else str(e)[:32])
# expect: SyntaxError 1
# expect: ValueError malformed node or string on line
# expect: ValueError malformed node or string on line
print(isinstance(ast.parse("1").body[0], ast.Expr), ast.parse("@d\nclass X: pass").body[0].lineno)  # expect: True 2
