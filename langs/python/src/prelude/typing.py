# What the compiler calls for type parameters, type aliases and t-strings.

def __make_type_param__(name, kind, bound, constrained, default, module):
    import _typing
    return _typing._make_type_param(name, kind, bound, constrained, default, module)


def __make_type_alias__(name, params, evaluate, module):
    import _typing
    return _typing._make_type_alias(name, params, evaluate, module)


def __generic_base__(params):
    import _typing
    return _typing._generic_base(params)


def __make_template__(strings, parts):
    import _templatelib
    return _templatelib._make_template(strings, parts)
