"""The host's text for the inside: reference functions as one self-contained source, NumPy only."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Sequence
from functools import cache
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
        left out: they would need names of their own. Names that modules keep to themselves (``_checked``) carry
        their module's name here, since several modules may have one of that name.

    Raises
    ------
    ValueError
        If two modules define different things under one public name.
    """
    return _flattened(tuple(functions))


@cache
def _flattened(functions: tuple[Callable[..., Any], ...]) -> str:
    if not functions:
        return ""
    found = _Found()
    for function in functions:
        found.collect(function.__name__, sys.modules[function.__module__])
    names = [function.__name__ for function in functions]
    return "\n".join([*sorted(set(found.imports)), f"__all__ = {names!r}", *found.bodies.values(), ""])


def reached(functions: Sequence[Callable[..., Any]]) -> frozenset[tuple[str, str]]:
    """Return the public functions and classes of the reference that these use, as (module, name) pairs.

    Parameters
    ----------
    functions : sequence of callables
        Functions or classes of `deeplearn_ref`; they are among the pairs themselves.
    """
    found = _Found()
    for function in functions:
        found.collect(function.__name__, sys.modules[function.__module__])
    return frozenset((module, name) for name, module in found.homes.items() if not name.startswith("_"))


class _Found:
    """Definitions collected so far: what a definition needs stands before it."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.imports: list[str] = []
        self.homes: dict[str, str] = {}

    def collect(self, name: str, module: ModuleType) -> None:
        """Take in the definition of a module's global `name`, and first what it needs."""
        node = _globals_of(module).get(name)
        if node is None:  # a builtin, an argument, a local
            return
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._imported(node, name)
            return
        key = _own_name(name, module)
        if self.homes.setdefault(key, module.__name__) != module.__name__:
            raise ValueError(f"{key} is defined in {self.homes[key]} and in {module.__name__}. Rename one of them.")
        if key in self.bodies:
            return
        self.bodies[key] = ""  # marks it as under way: functions may call each other
        node = _Bare().visit(ast.parse(ast.unparse(node)).body[0])
        for used in ast.walk(node):
            if isinstance(used, ast.Name):
                self.collect(used.id, module)
        node = _Renamed(module).visit(node)
        del self.bodies[key]
        self.bodies[key] = ast.unparse(ast.fix_missing_locations(node))

    def _imported(self, node: ast.Import | ast.ImportFrom, name: str) -> None:
        alias = next(a for a in node.names if (a.asname or a.name.split(".")[0]) == name)
        if not isinstance(node, ast.ImportFrom):
            self.imports.append(ast.unparse(ast.Import([alias])))
        elif (node.module or "").split(".")[0] != PACKAGE:
            self.imports.append(ast.unparse(ast.ImportFrom(node.module, [alias], 0)))
        elif node.module == PACKAGE:
            raise ValueError(f"Import functions, not the module {alias.name}: the sandbox has functions only.")
        else:
            self.collect(alias.name, sys.modules[node.module or ""])
            if alias.asname not in (None, alias.name):
                self.bodies[str(alias.asname)] = f"{alias.asname} = {alias.name}"


def _own_name(name: str, module: ModuleType) -> str:
    private = name.startswith("_") and not name.startswith("__")
    return f"{name}_of_{module.__name__.rpartition('.')[2]}" if private else name


@cache
def _globals_of(module: ModuleType) -> dict[str, ast.stmt]:
    found: dict[str, ast.stmt] = {}
    for node in ast.parse(textwrap.dedent(inspect.getsource(module))).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name.split(".")[0]: node for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id: node for target in targets if isinstance(target, ast.Name)}
    return found


class _Renamed(ast.NodeTransformer):
    """Gives what a module keeps to itself a name that no other module's has."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module

    def _name(self, name: str) -> str:
        return _own_name(name, self.module) if name in _globals_of(self.module) else name

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._name(node.id)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self._name(node.name)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self._name(node.name)
        return self.generic_visit(node)


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
        return self.generic_visit(ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node))

    def _without_docstring(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        self.generic_visit(node)
        return node
