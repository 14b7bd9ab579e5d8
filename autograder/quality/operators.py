"""Small changes to NumPy code: each operator maps one node of a syntax tree to its wrong neighbours.

Mutation testing after R. A. DeMillo, R. J. Lipton, F. G. Sayward, Hints on test data selection, *Computer* 11, 1978;
the operators are those mistakes that array code invites. A node that is not an operator's business gives nothing.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

IN_PLACE, TRANSPOSED, SWAPPED = "_in_place", "_transposed", "_swapped_product"
"""Functions that a mutant calls (`probes` has them): they notice whether the change ever changes anything."""


@dataclass(frozen=True)
class Site:
    """A node and what its surroundings say of it.

    Parameters
    ----------
    node : ast.AST
        The node that may be replaced.
    arrays : frozenset of str
        Arguments of the function that hold arrays and are never bound again.
    bound : frozenset of str
        Names that an earlier statement has bound: dropping a further assignment leaves a value.
    keyword : str
        Name of the keyword argument whose value this is, else empty.
    last : bool
        Whether it is the last statement of the function.
    """

    node: ast.AST
    arrays: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    keyword: str = ""
    last: bool = False


Operator = Callable[[Site], Iterator[ast.AST]]

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
OTHER_FUNCTION = {
    one: other
    for pair in (
        "mean sum",
        "zeros ones",
        "zeros_like ones_like",
        "max min",
        "argmax argmin",
        "maximum minimum",
        "floor ceil",
        "any all",
        "vstack hstack",
        "var std",
        "sin cos",
        "log log1p",
        "exp expm1",
        "cumsum cumprod",
    )
    for one, other in (pair.split(), pair.split()[::-1])
} | {"prod": "sum", "sqrt": "square", "sinh": "cosh", "tanh": "arctan"}
OTHER_BUILTIN = {"min": "max", "max": "min", "any": "all", "all": "any"}
LEFT_OUT = frozenset({"abs", "sqrt", "square", "clip", "flip", "sort", "maximum", "minimum", "copy", "log", "exp"})
"""Functions of one array that are left out: what remains is their first argument."""
METHODS_LEFT_OUT = frozenset({"copy", "astype", "clip", "ravel", "squeeze", "reshape", "transpose"})
TWO_SIDED = frozenset({"dot", "matmul", "outer", "subtract", "divide"})
JOINING = frozenset({"concatenate", "stack", "vstack", "hstack", "column_stack"})
OTHER_DTYPE = {"float64": "int64", "int64": "float64", "bool_": "float64"}
KEYWORDS_THAT_STAY = frozenset({"strict", "copy", "stacklevel", "casting"})
LEFT_TO_KEYWORDS = KEYWORDS_THAT_STAY | {"axis", "keepdims"}
"""Keyword arguments whose numbers `constants` leaves to `keywords`."""


def comparisons(site: Site) -> Iterator[ast.AST]:
    """Swap a comparison: ``>`` becomes ``>=`` and ``<``."""
    node = site.node
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in COMPARISONS.get(type(operator), ()):
                yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)


def arithmetic(site: Site) -> Iterator[ast.AST]:
    """Swap an arithmetic operator, or leave out what follows it: a missing bias, a missing factor."""
    node = site.node
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow):
            yield node.left
        if isinstance(node.op, ast.Add | ast.Mult):
            yield node.right


def matrix_product(site: Site) -> Iterator[ast.AST]:
    """Swap the sides of ``@``, transpose one, or multiply entry by entry."""
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield ast.Call(ast.Name(SWAPPED, ast.Load()), [node.left, node.right], [])
        for left, right in ((_flipped(node.left), node.right), (node.left, _flipped(node.right))):
            yield ast.BinOp(left, ast.MatMult(), right)
        yield ast.BinOp(node.left, ast.Mult(), node.right)


def _flipped(node: ast.expr) -> ast.expr:
    """Return the transpose; of a transpose the array itself."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Call(ast.Name(TRANSPOSED, ast.Load()), [node], [])


def signs(site: Site) -> Iterator[ast.AST]:
    """Leave out a minus or a ``not``."""
    node = site.node
    if isinstance(node, ast.UnaryOp) and site.keyword != "axis" and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand


def constants(site: Site) -> Iterator[ast.AST]:
    """Change a number: plus and minus one, times two, half; a tiny one becomes 0 and a thousand times larger."""
    node = site.node
    if not isinstance(node, ast.Constant) or site.keyword in LEFT_TO_KEYWORDS:
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(other) for other in (value + 1, value - 1) if other >= 0)
    elif isinstance(value, float):
        tiny = abs(value) < 1e-4
        others = (1.0,) if value == 0 else (0.0, 1000 * value) if tiny else (2 * value, value / 2)
        yield from (ast.Constant(other) for other in others)


def calls(site: Site) -> Iterator[ast.AST]:
    """Call the neighbour of a function (sum for mean), leave it out, swap its arguments."""
    node = site.node
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if isinstance(node.func, ast.Attribute) and name in OTHER_FUNCTION:
        yield _called(node, ast.Attribute(node.func.value, OTHER_FUNCTION[name], ast.Load()))
    if isinstance(node.func, ast.Name) and name in OTHER_BUILTIN:
        yield _called(node, ast.Name(OTHER_BUILTIN[name], ast.Load()))
    if isinstance(node.func, ast.Attribute):
        of_a_module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "xp", "numpy", "cupy")
        if of_a_module and name in LEFT_OUT and node.args:
            yield node.args[0]
        if not of_a_module and name in METHODS_LEFT_OUT:
            yield node.func.value
        if of_a_module and name == "array" and len(node.args) == 1:
            yield _called(node, ast.Attribute(node.func.value, "asarray", ast.Load()))
    if name in TWO_SIDED and len(node.args) >= 2:
        yield _called(node, node.func, [node.args[1], node.args[0], *node.args[2:]])
    if name == "where" and len(node.args) == 3:
        yield _called(node, node.func, [node.args[0], node.args[2], node.args[1]])
    if name in JOINING and node.args and isinstance(node.args[0], ast.List | ast.Tuple) and len(node.args[0].elts) > 1:
        first, second, *rest = node.args[0].elts
        yield _called(node, node.func, [ast.List([second, first, *rest], ast.Load()), *node.args[1:]])


def _called(node: ast.Call, function: ast.expr, args: list[ast.expr] | None = None) -> ast.Call:
    return ast.Call(function, node.args if args is None else args, node.keywords)


def keywords(site: Site) -> Iterator[ast.AST]:
    """Leave out a keyword argument (axis, keepdims, dtype …); take the other axis."""
    node = site.node
    if not isinstance(node, ast.Call):
        return
    for at, keyword in enumerate(node.keywords):
        if keyword.arg is None or keyword.arg in KEYWORDS_THAT_STAY:
            continue
        before, after = node.keywords[:at], node.keywords[at + 1 :]
        yield ast.Call(node.func, node.args, [*before, *after])
        if keyword.arg == "axis":
            other = ast.Constant(1 if ast.unparse(keyword.value) == "0" else 0)
            yield ast.Call(node.func, node.args, [*before, ast.keyword("axis", other), *after])


def attributes(site: Site) -> Iterator[ast.AST]:
    """Forget a transpose; take another dtype."""
    node = site.node
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        if node.attr == "T":
            yield node.value
        if node.attr in OTHER_DTYPE:
            yield ast.Attribute(node.value, OTHER_DTYPE[node.attr], ast.Load())


def ranges(site: Site) -> Iterator[ast.AST]:
    """End a range or a slice one too early, begin it one too late, or take all of it."""
    node = site.node
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "range":
        stop = 0 if len(node.args) == 1 else 1
        yield _called(node, node.func, [*node.args[:stop], _minus_one(node.args[stop]), *node.args[stop + 1 :]])
        if len(node.args) == 1:
            yield _called(node, node.func, [ast.Constant(1), *node.args])
    if isinstance(node, ast.Slice):
        lower, upper, step = node.lower, node.upper, node.step
        if lower is not None:
            yield ast.Slice(None, upper, step)
        if upper is not None:
            yield ast.Slice(lower, None, step)
            if not isinstance(upper, ast.Constant):
                yield ast.Slice(lower, _minus_one(upper), step)
        if step is not None:
            yield ast.Slice(lower, upper, None)


def _minus_one(node: ast.expr) -> ast.expr:
    return ast.BinOp(node, ast.Sub(), ast.Constant(1))


def new_axes(site: Site) -> Iterator[ast.AST]:
    """Make a row of a column, ``y[None, :]`` of ``y[:, None]``, or add no axis at all."""
    node = site.node
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Tuple):
        parts = node.slice.elts
        if any(ast.unparse(part).split(".")[-1] in ("None", "newaxis") for part in parts):
            yield ast.Subscript(node.value, ast.Tuple(parts[::-1], ast.Load()), ast.Load())
            yield node.value


def conditions(site: Site) -> Iterator[ast.AST]:
    """Negate a condition; swap ``and`` and ``or``; leave out one part, or a comprehension's filter."""
    node = site.node
    negated = ast.UnaryOp(ast.Not(), node.test) if isinstance(node, ast.If | ast.While | ast.IfExp) else None
    if isinstance(node, ast.If) and negated:
        yield ast.If(negated, node.body, node.orelse)
    elif isinstance(node, ast.While) and negated:
        yield ast.While(negated, node.body, node.orelse)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for at in range(len(node.values)):
            rest = [*node.values[:at], *node.values[at + 1 :]]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)


def returns(site: Site) -> Iterator[ast.AST]:
    """Swap the returned values; go on where the function should have returned."""
    node = site.node
    if isinstance(node, ast.Return):
        if isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
            first, second, *rest = node.value.elts
            yield ast.Return(ast.Tuple([second, first, *rest], ast.Load()))
        if not site.last:
            yield ast.Pass()


def statements(site: Site) -> Iterator[ast.AST]:
    """Drop a statement: an error check, a write, an accumulation, a further assignment; stop accumulating."""
    node = site.node
    match node:
        case ast.AugAssign():
            yield ast.Pass()
            yield ast.Assign([node.target], node.value, lineno=0)
            if type(node.op) in ARITHMETIC:
                yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
        case ast.Expr(ast.Call()) | ast.Break() | ast.Continue() | ast.Delete():
            yield ast.Pass()
        case ast.If(orelse=[]):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Name(id=name)]) if name in site.bound:
            yield ast.Pass()
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield ast.Pass()


def in_place(site: Site) -> Iterator[ast.AST]:
    """Write a sum or product into an argument instead of into a new array."""
    node = site.node
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        for side in (node.left, node.right):
            if isinstance(side, ast.Name) and side.id in site.arrays:
                yield ast.Call(ast.Name(IN_PLACE, ast.Load()), [ast.Name(side.id, ast.Load()), node], [])


OPERATORS: tuple[Operator, ...] = (
    comparisons,
    arithmetic,
    matrix_product,
    signs,
    constants,
    calls,
    keywords,
    attributes,
    ranges,
    new_axes,
    conditions,
    returns,
    statements,
    in_place,
)
