# The classes of the syntax tree.

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400


class AST:
    """The base of all nodes."""

    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            s = "" if len(fields) == 1 else "s"
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{s}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in fields:
                if fields.index(name) < len(args):
                    raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            elif name not in cls._attributes:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. "
                              "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.",
                              DeprecationWarning, stacklevel=2)
            setattr(self, name, value)
        for name in fields[len(args):]:
            if name in kwargs:
                continue
            kind = cls._kinds.get(name, "?")
            if kind == "*":
                setattr(self, name, [])
            elif kind == "?":
                pass
            elif kind == "ctx":
                setattr(self, name, Load())
            else:
                import warnings
                warnings.warn(f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. "
                              "This will become an error in Python 3.15.", DeprecationWarning, stacklevel=2)

    def __reduce__(self):
        return _rebuild, (type(self), dict(self.__dict__))

    def __replace__(self, /, **changes):
        cls = type(self)
        for name in changes:
            if name not in cls._fields and name not in cls._attributes and name not in self.__dict__:
                raise TypeError(f"{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        new = cls.__new__(cls)
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new

    def __repr__(self):
        return _show(self, 3)


def _build(words):
    """The tree that the compiler's steps describe: words of values, lists and nodes, fields before their node."""
    stack = []
    space = globals()
    i = 0
    end = len(words)
    while i < end:
        kind = words[i]
        if kind == 0:
            stack.append(words[i + 1])
            i += 2
        elif kind == 1:
            n = words[i + 1]
            i += 2
            if n:
                items = stack[-n:]
                del stack[-n:]
                stack.append(items)
            else:
                stack.append([])
        else:
            cls = space[words[i + 1]]
            node = cls.__new__(cls)
            fields = cls._fields
            if fields:
                n = len(fields)
                for name, value in zip(fields, stack[-n:]):
                    setattr(node, name, value)
                del stack[-n:]
            i += 2
            if kind == 3:
                node.lineno = words[i]
                node.col_offset = words[i + 1]
                node.end_lineno = words[i + 2]
                node.end_col_offset = words[i + 3]
                i += 4
            stack.append(node)
    return stack[0]


AST.__module__ = "ast"
AST._kinds = {}


def _rebuild(cls, attributes):
    new = cls.__new__(cls)
    for name, value in attributes.items():
        setattr(new, name, value)
    return new


def _show(v, depth):
    if isinstance(v, AST):
        if depth == 0:
            return type(v).__name__ + "(...)"
        parts = []
        for name in v._fields:
            parts.append(f"{name}={_show(getattr(v, name, None), depth - 1)}")
        return f"{type(v).__name__}({', '.join(parts)})"
    if isinstance(v, list):
        if len(v) > 2:
            return f"[{_show(v[0], depth)}, ..., {_show(v[-1], depth)}]"
        return "[" + ", ".join([_show(x, depth) for x in v]) + "]"
    return repr(v)


_position = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# Name, base, fields with kinds, whether it has a place (2: the end is required).
_rows = (
    ("mod", "AST", "", 0),
    ("Module", "mod", "body:* type_ignores:*", -1),
    ("Interactive", "mod", "body:*", -1),
    ("Expression", "mod", "body", -1),
    ("FunctionType", "mod", "argtypes:* returns", -1),
    ("stmt", "AST", "", 1),
    ("FunctionDef", "stmt", "name args body:* decorator_list:* returns:? type_comment:? type_params:*", -1),
    ("AsyncFunctionDef", "stmt", "name args body:* decorator_list:* returns:? type_comment:? type_params:*", -1),
    ("ClassDef", "stmt", "name bases:* keywords:* body:* decorator_list:* type_params:*", -1),
    ("Return", "stmt", "value:?", -1),
    ("Delete", "stmt", "targets:*", -1),
    ("Assign", "stmt", "targets:* value type_comment:?", -1),
    ("TypeAlias", "stmt", "name type_params:* value", -1),
    ("AugAssign", "stmt", "target op value", -1),
    ("AnnAssign", "stmt", "target annotation value:? simple", -1),
    ("For", "stmt", "target iter body:* orelse:* type_comment:?", -1),
    ("AsyncFor", "stmt", "target iter body:* orelse:* type_comment:?", -1),
    ("While", "stmt", "test body:* orelse:*", -1),
    ("If", "stmt", "test body:* orelse:*", -1),
    ("With", "stmt", "items:* body:* type_comment:?", -1),
    ("AsyncWith", "stmt", "items:* body:* type_comment:?", -1),
    ("Match", "stmt", "subject cases:*", -1),
    ("Raise", "stmt", "exc:? cause:?", -1),
    ("Try", "stmt", "body:* handlers:* orelse:* finalbody:*", -1),
    ("TryStar", "stmt", "body:* handlers:* orelse:* finalbody:*", -1),
    ("Assert", "stmt", "test msg:?", -1),
    ("Import", "stmt", "names:*", -1),
    ("ImportFrom", "stmt", "module:? names:* level:?", -1),
    ("Global", "stmt", "names:*", -1),
    ("Nonlocal", "stmt", "names:*", -1),
    ("Expr", "stmt", "value", -1),
    ("Pass", "stmt", "", -1),
    ("Break", "stmt", "", -1),
    ("Continue", "stmt", "", -1),
    ("expr", "AST", "", 1),
    ("BoolOp", "expr", "op values:*", -1),
    ("NamedExpr", "expr", "target value", -1),
    ("BinOp", "expr", "left op right", -1),
    ("UnaryOp", "expr", "op operand", -1),
    ("Lambda", "expr", "args body", -1),
    ("IfExp", "expr", "test body orelse", -1),
    ("Dict", "expr", "keys:* values:*", -1),
    ("Set", "expr", "elts:*", -1),
    ("ListComp", "expr", "elt generators:*", -1),
    ("SetComp", "expr", "elt generators:*", -1),
    ("DictComp", "expr", "key value generators:*", -1),
    ("GeneratorExp", "expr", "elt generators:*", -1),
    ("Await", "expr", "value", -1),
    ("Yield", "expr", "value:?", -1),
    ("YieldFrom", "expr", "value", -1),
    ("Compare", "expr", "left ops:* comparators:*", -1),
    ("Call", "expr", "func args:* keywords:*", -1),
    ("FormattedValue", "expr", "value conversion format_spec:?", -1),
    ("Interpolation", "expr", "value str conversion format_spec:?", -1),
    ("JoinedStr", "expr", "values:*", -1),
    ("TemplateStr", "expr", "values:*", -1),
    ("Constant", "expr", "value kind:?", -1),
    ("Attribute", "expr", "value attr ctx:ctx", -1),
    ("Subscript", "expr", "value slice ctx:ctx", -1),
    ("Starred", "expr", "value ctx:ctx", -1),
    ("Name", "expr", "id ctx:ctx", -1),
    ("List", "expr", "elts:* ctx:ctx", -1),
    ("Tuple", "expr", "elts:* ctx:ctx", -1),
    ("Slice", "expr", "lower:? upper:? step:?", -1),
    ("expr_context", "AST", "", 0),
    ("Load", "expr_context", "", -1),
    ("Store", "expr_context", "", -1),
    ("Del", "expr_context", "", -1),
    ("boolop", "AST", "", 0),
    ("And", "boolop", "", -1),
    ("Or", "boolop", "", -1),
    ("operator", "AST", "", 0),
    ("Add", "operator", "", -1),
    ("Sub", "operator", "", -1),
    ("Mult", "operator", "", -1),
    ("MatMult", "operator", "", -1),
    ("Div", "operator", "", -1),
    ("Mod", "operator", "", -1),
    ("Pow", "operator", "", -1),
    ("LShift", "operator", "", -1),
    ("RShift", "operator", "", -1),
    ("BitOr", "operator", "", -1),
    ("BitXor", "operator", "", -1),
    ("BitAnd", "operator", "", -1),
    ("FloorDiv", "operator", "", -1),
    ("unaryop", "AST", "", 0),
    ("Invert", "unaryop", "", -1),
    ("Not", "unaryop", "", -1),
    ("UAdd", "unaryop", "", -1),
    ("USub", "unaryop", "", -1),
    ("cmpop", "AST", "", 0),
    ("Eq", "cmpop", "", -1),
    ("NotEq", "cmpop", "", -1),
    ("Lt", "cmpop", "", -1),
    ("LtE", "cmpop", "", -1),
    ("Gt", "cmpop", "", -1),
    ("GtE", "cmpop", "", -1),
    ("Is", "cmpop", "", -1),
    ("IsNot", "cmpop", "", -1),
    ("In", "cmpop", "", -1),
    ("NotIn", "cmpop", "", -1),
    ("comprehension", "AST", "target iter ifs:* is_async", 0),
    ("excepthandler", "AST", "", 1),
    ("ExceptHandler", "excepthandler", "type:? name:? body:*", -1),
    ("arguments", "AST", "posonlyargs:* args:* vararg:? kwonlyargs:* kw_defaults:* kwarg:? defaults:*", 0),
    ("arg", "AST", "arg annotation:? type_comment:?", 1),
    ("keyword", "AST", "arg:? value", 1),
    ("alias", "AST", "name asname:?", 1),
    ("withitem", "AST", "context_expr optional_vars:?", 0),
    ("match_case", "AST", "pattern guard:? body:*", 0),
    ("pattern", "AST", "", 2),
    ("MatchValue", "pattern", "value", -1),
    ("MatchSingleton", "pattern", "value", -1),
    ("MatchSequence", "pattern", "patterns:*", -1),
    ("MatchMapping", "pattern", "keys:* patterns:* rest:?", -1),
    ("MatchClass", "pattern", "cls patterns:* kwd_attrs:* kwd_patterns:*", -1),
    ("MatchStar", "pattern", "name:?", -1),
    ("MatchAs", "pattern", "pattern:? name:?", -1),
    ("MatchOr", "pattern", "patterns:*", -1),
    ("type_ignore", "AST", "", 0),
    ("TypeIgnore", "type_ignore", "lineno tag", -1),
    ("type_param", "AST", "", 2),
    ("TypeVar", "type_param", "name bound:? default_value:?", -1),
    ("ParamSpec", "type_param", "name default_value:?", -1),
    ("TypeVarTuple", "type_param", "name default_value:?", -1),
)


def _define():
    space = globals()
    several = list[AST]
    for name, base, fields, place in _rows:
        names = []
        kinds = {}
        for f in fields.split():
            n, _, kind = f.partition(":")
            names.append(n)
            kinds[n] = kind
        names = tuple(names)
        types = {n: several if kind == "*" else object for n, kind in kinds.items()}
        ns = {"_fields": names, "_field_types": types, "__match_args__": names, "__module__": "ast", "_kinds": kinds}
        if place >= 0:
            ns["_attributes"] = _position if place else ()
            if place == 1:
                ns["end_lineno"] = ns["end_col_offset"] = None
        for n, kind in kinds.items():
            if kind == "?":
                ns[n] = None
        space[name] = type(name, (space[base],), ns)


_define()
