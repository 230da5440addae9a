# What `opcode` and `dis` ask about CPython's instructions: Trackway has others.

stack_effect_unknown = "Trackway's instructions have no stack"


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError(stack_effect_unknown)


def is_valid(opcode, /):
    return 0 <= opcode < 256


def _no(opcode, /):
    return False


has_arg = has_const = has_name = has_jump = has_free = has_local = has_exc = _no


def get_intrinsic1_descs():
    return []


def get_intrinsic2_descs():
    return []


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


def get_common_constants():
    return []


def get_nb_ops():
    return [("NB_ADD", "+"), ("NB_AND", "&"), ("NB_FLOOR_DIVIDE", "//"), ("NB_LSHIFT", "<<"),
            ("NB_MATRIX_MULTIPLY", "@"), ("NB_MULTIPLY", "*"), ("NB_REMAINDER", "%"), ("NB_OR", "|"),
            ("NB_POWER", "**"), ("NB_RSHIFT", ">>"), ("NB_SUBTRACT", "-"), ("NB_TRUE_DIVIDE", "/"), ("NB_XOR", "^"),
            ("NB_INPLACE_ADD", "+="), ("NB_INPLACE_AND", "&="), ("NB_INPLACE_FLOOR_DIVIDE", "//="),
            ("NB_INPLACE_LSHIFT", "<<="), ("NB_INPLACE_MATRIX_MULTIPLY", "@="), ("NB_INPLACE_MULTIPLY", "*="),
            ("NB_INPLACE_REMAINDER", "%="), ("NB_INPLACE_OR", "|="), ("NB_INPLACE_POWER", "**="),
            ("NB_INPLACE_RSHIFT", ">>="), ("NB_INPLACE_SUBTRACT", "-="), ("NB_INPLACE_TRUE_DIVIDE", "/="),
            ("NB_INPLACE_XOR", "^="), ("NB_SUBSCR", "[]")]


def get_executor(*, code, offset):
    return None


def get_specialization_stats():
    return None
