"""The host's text for the inside: reference functions as one self-contained source, NumPy only."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

PACKAGE = "deeplearn_ref"


def flatten(functions: Sequence[Callable[..., Any]]) -> str:
    """Return source that defines `functions` and all of the reference that they call.

    Parameters
    ----------
    functions : sequence of callables
        Functions or classes of `deeplearn_ref`.

    Returns
    -------
    str
        Python source with ``__all__`` naming the asked functions; empty for none. Docstrings and annotations are
        left out: they would need names of their own.
    """
    if not functions:
        return ""
    parts: dict[str, str] = {}
    for function in functions:
        _collect(function.__name__, sys.modules[function.__module__], parts)
    names = [function.__name__ for function in functions]
    imports = [text for text in parts.values() if text.startswith(("import ", "from "))]
    bodies = [text for text in parts.values() if text not in imports]
    return "\n".join([*sorted(set(imports)), f"__all__ = {names!r}", *bodies, ""])


def _collect(name: str, module: ModuleType, parts: dict[str, str]) -> None:
    """Put the definition of a module's global `name` into `parts`, what it needs before it."""
    if name in parts or not hasattr(module, name):
        return
    node = _definition(name, module)
    if isinstance(node, ast.Import | ast.ImportFrom):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE:
            alias = next(a for a in node.names if (a.asname or a.name) == name)
            _collect(alias.name, sys.modules[node.module or ""], parts)
        else:
            parts[name] = ast.unparse(node)
        return
    if node is None:
        return
    parts[name] = ""  # marks it as under way: functions may call each other
    node = _Bare().visit(node)
    for used in ast.walk(node):
        if isinstance(used, ast.Name):
            _collect(used.id, module, parts)
    del parts[name]
    parts[name] = ast.unparse(ast.fix_missing_locations(node))


def _definition(name: str, module: ModuleType) -> ast.stmt | None:
    for node in ast.parse(textwrap.dedent(inspect.getsource(module))).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node
        if isinstance(node, ast.Import | ast.ImportFrom):
            if any((a.asname or a.name.split(".")[0]) == name for a in node.names):
                return node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return node
    return None


class _Bare(ast.NodeTransformer):
    """Takes annotations and docstrings out."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node)

    def _without_docstring(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        self.generic_visit(node)
        return node
