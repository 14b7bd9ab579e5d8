"""What the source of an answer says before anything runs: untouched, forbidden, shadowing."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.messages import say

ANSWERS = frozenset(
    {"deeplearn_ref", "autograder", "sklearn", "scipy", "torch", "tensorflow", "keras", "jax", "autograd"}
)
"""Modules that hold ready answers: an answer that imports one is not an answer."""

LONGEST_NAME = 8
"""Parts of a dotted name that are looked at: to read all of a chain at each of its places takes the square of it."""
USUAL_ALIASES = {"np": "numpy", "plt": "matplotlib.pyplot"}
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class CellFailure:
    """How the solution cell itself failed when it was run.

    Parameters
    ----------
    ended : str
        ``""``, ``"TIMED_OUT"``, ``"OUT_OF_MEMORY"`` or ``"CRASHED"``.
    exception : tuple of str
        Names of the exception's class and bases, nearest first; empty where the cell ended otherwise.
    message : str
        The exception's text.
    line : int or None
        The line of the cell.
    """

    ended: str = ""
    exception: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Attempt:
    """A student's solution cell, as submitted, and how it ran.

    Parameters
    ----------
    source : str or None
        The cell's source; None where the cell is missing.
    failure : CellFailure, optional
        How the cell failed.
    earlier_failures : mapping of str to str
        A name that an earlier, failed cell would have defined, and that cell's grade_id.
    elsewhere : sequence of str
        The sources of the student's other cells, where an answer's helper may stand.
    """

    source: str | None
    failure: CellFailure | None = None
    earlier_failures: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Sequence[str] = ()


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, magics left out, or None where Python cannot read it.

    It is the caller's own, to be changed; `tree_of` returns one that is only looked at.
    """
    for text in (source, without_magics(source)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


tree_of = lru_cache(maxsize=64)(parse)
"""The syntax tree of a cell, not to be changed: it is asked for again and again; a notebook has fewer answers."""


@lru_cache(maxsize=16)
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Return all nodes of a cell's syntax tree, not to be changed; none where Python cannot read the cell."""
    tree = tree_of(source)
    return tuple(ast.walk(tree)) if tree is not None else ()


def names_reached(attempt: Attempt) -> frozenset[str]:
    """Return the names that an answer reads: in its own cell, and in what that calls of the student's other cells."""
    reached = _names(nodes_of(attempt.source or ""))
    unseen = {name: node for source in attempt.elsewhere for name, node in _definitions_of(source)}
    waiting = list(reached & unseen.keys())
    while waiting:
        found = _names(ast.walk(unseen.pop(waiting.pop()))) - reached
        reached |= found
        waiting.extend(found & unseen.keys())
    return frozenset(reached)


def _definitions_of(source: str) -> Iterator[tuple[str, ast.AST]]:
    tree = tree_of(source)
    return iter(definitions(tree).items() if tree is not None else ())


def _names(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def without_magics(source: str) -> str:
    """Return a cell with its magic, shell and help lines replaced by ``pass``; lines keep their numbers."""
    # Possessive: a long line of blanks would otherwise be tried from each of its places.
    return re.sub(r"(?m)^([ \t]*+)(?:[%!?].*|[^#'\"\n]*\?)$", r"\1pass", source)


def untouched(source: str | None, names: Sequence[str]) -> frozenset[str]:
    """Return the asked names that still are the stub, or stand nowhere because the whole cell is empty."""
    if source is None:
        return frozenset(names)
    tree = tree_of(source)
    if tree is None:
        return frozenset()
    if not tree.body or all(_is_idle(statement) for statement in tree.body):
        return frozenset(names)
    found = definitions(tree)
    return frozenset(name for name in names if name in found and is_stub(found[name]))


def untouched_methods(source: str | None, name: str, methods: Sequence[str]) -> bool:
    """Whether all of these methods of a class still are the stub."""
    tree = tree_of(source or "")
    found = definitions(tree).get(name) if tree is not None else None
    if not methods or not isinstance(found, ast.ClassDef):
        return False
    written = {part.name: part for part in found.body if isinstance(part, FunctionNode)}
    return all(method in written and is_stub(written[method]) for method in methods)


def definitions(tree: ast.Module) -> dict[str, ast.AST]:
    """Return what each name of the cell is bound to last: a function, a class, or an assignment."""
    bound: dict[str, ast.AST] = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound[statement.name] = statement
        else:
            bound |= {name: statement for name, _ in _stored(statement)}
    return bound


def is_stub(node: ast.AST) -> bool:
    """Whether a function's body, its docstring aside, does nothing or raises ``NotImplementedError``.

    A class is one if it has methods and all of them are.
    """
    if isinstance(node, ast.ClassDef):
        methods = [part for part in node.body if not _is_idle(part)]
        return bool(methods) and all(map(is_stub, methods))
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and all(map(_is_idle, node.body))


def _is_idle(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return statement.value.value is ... or isinstance(statement.value.value, str)
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def forbidden(source: str | None, names: Sequence[str] = ()) -> Finding | None:
    """Return what the answer uses that it may not: a module with answers, or a dotted name of `names`."""
    nodes = nodes_of(source or "")
    for line, module in _imports(nodes):
        if module.split(".")[0] in ANSWERS:
            return Finding(Verdict.FORBIDDEN, (say("why.forbidden_import", line=line, module=module),))
    for line, name in _dotted_names(nodes):
        if any(name == banned or name.startswith(banned + ".") for banned in names):
            return Finding(Verdict.FORBIDDEN, (say("why.forbidden_name", line=line, name=name),))
    return None


def _imports(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            first = node.args[0]
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if name in ("__import__", "import_module") and literal:
                yield node.lineno, first.value  # type: ignore[attr-defined]


def _dotted_names(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str]]:
    aliases = dict(USUAL_ALIASES)
    for node in nodes:
        if isinstance(node, ast.Import):
            aliases |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.lineno, f"{node.module}.{alias.name}"
    for node in nodes:
        if isinstance(node, ast.Attribute):
            parts = [node.attr]
            inner: ast.expr = node.value
            # No name that is asked for is longer; each part of a longer chain comes as a node of its own.
            while isinstance(inner, ast.Attribute) and len(parts) < LONGEST_NAME:
                parts.append(inner.attr)
                inner = inner.value
            if isinstance(inner, ast.Name):
                yield node.lineno, ".".join([aliases.get(inner.id, inner.id), *reversed(parts)])


def shadowed(source: str | None) -> list[tuple[int, str]]:
    """Return the lines in which a builtin or ``np`` gets another meaning, with its name."""
    tree = tree_of(source or "")
    if tree is None:
        return []
    precious = {name for name in dir(builtins) if name.islower() and not name.startswith("_")} | {"np"}
    found = {name: line for name, line in reversed(list(_stored(tree))) if name in precious}
    return sorted((line, name) for name, line in found.items())


def _stored(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno


def has_return(source: str | None, name: str) -> bool:
    """Whether the function or method `name` has a ``return`` with a value anywhere in it (or cannot be found).

    ``return print(z)`` and ``return None`` hand nothing over.
    """
    tree = tree_of(source or "")
    found = definitions(tree) if tree else {}
    methods = {
        part.name: part
        for holder in found.values()
        if isinstance(holder, ast.ClassDef)
        for part in holder.body
        if isinstance(part, ast.FunctionDef)
    }
    node = found.get(name) or methods.get(name)
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return True
    returned = [part.value for part in own_statements(node) if isinstance(part, ast.Return) and part.value is not None]
    return not all(ast.unparse(value) == "None" or ast.unparse(value).startswith("print(") for value in returned)


def own_statements(node: FunctionNode) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions defined inside it."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(part))


def function_names(source: str | None) -> list[str]:
    """Return the names of the functions that a cell defines, in order."""
    tree = tree_of(source or "")
    return [n.name for n in tree.body if isinstance(n, ast.FunctionDef)] if tree else []
