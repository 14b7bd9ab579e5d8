"""Mutants of a reference: its source with one small change each, as text that can be run as an answer."""

import __future__

import ast
import difflib
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any, TypeGuard

import numpy as np

from autograder.checking.cases import Exercise
from autograder.quality.operators import IN_PLACE, OPERATORS, SWAPPED, TRANSPOSED, Site

FILENAME = "<cell reference>"
LONG, CONTEXT = 90, 30
"""Longer lines are shown only around the change, with so many characters on each side."""
SKIPPED = frozenset({"annotation", "returns", "decorator_list", "type_params", "bases"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Mutant:
    """One change to the reference.

    Parameters
    ----------
    change : str
        The changed line before and after, ``"step: return z > 0 => return z >= 0"``; unique in the exercise.
    source : str
        The whole changed source.
    """

    change: str
    source: str


class Source:
    """The source of an exercise's reference, the private functions of its module that it calls included.

    Parameters
    ----------
    exercise : Exercise
        Its reference may hold functions and classes of one module.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.globals: dict[str, Any] = {}
        self.parts: list[ast.stmt] = []
        waiting: list[Any] = [inspect.unwrap(asked) for asked in exercise.reference]
        seen: set[str] = set()
        while waiting:
            part = waiting.pop(0)
            if part.__name__ in seen:
                continue
            seen.add(part.__name__)
            module = vars(sys.modules[part.__module__])
            self.globals = module | self.globals
            tree = ast.parse(textwrap.dedent(inspect.getsource(part)))
            self.parts.append(_without_docstrings(tree).body[0])
            names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            waiting.extend(module[name] for name in sorted(names) if _is_private(module.get(name), part.__module__))

    @property
    def text(self) -> str:
        """The source without docstrings and comments."""
        # Helpers first: a class may be the base of the next.
        return "\n".join(ast.unparse(part) for part in reversed(self.parts))

    def mutants(self, called: Callable[[str, int], bool] = lambda name, line: True) -> list[Mutant]:
        """Return all mutants, each with other code than the reference and than the others.

        Parameters
        ----------
        called : callable
            ``called(name, line)`` tells whether the function that begins on this line of `text` runs in any case;
            methods and helpers that never run belong to another exercise.
        """
        tree = ast.parse(self.text)
        original = ast.unparse(tree)
        asked = set(self.exercise.names)
        errors = any(case.group == "error" for case in self.exercise.cases)
        found: dict[str, Mutant] = {}
        seen = {original}
        for part in tree.body:
            for function in _functions(part):
                if (function is part and function.name in asked) or called(function.name, _first_line(function)):
                    for source in _changed(tree, function, errors=errors):
                        if source not in seen:
                            seen.add(source)
                            change = _change(function.name, original, source)
                            times = sum(known == change or known.startswith(f"{change} #") for known in found)
                            change += f" #{times + 1}" if times else ""
                            found[change] = Mutant(change, source)
        return list(found.values())


def _is_private(value: Any, module: str) -> bool:
    """Whether a value is a private function or class of this module: part of the answer, not a course function."""
    kind = inspect.isfunction(value) or inspect.isclass(value)
    return bool(kind and value.__module__ == module and value.__name__.startswith("_"))


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _functions(part: ast.stmt) -> Iterator[Function]:
    if isinstance(part, Function):
        yield part
    elif isinstance(part, ast.ClassDef):
        yield from (node for node in part.body if isinstance(node, Function))


def _first_line(function: Function) -> int:
    """Return the line on which Python says that a function begins: that of its first decorator."""
    return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])


def _changed(tree: ast.Module, function: Function, *, errors: bool) -> Iterator[str]:
    """Yield the whole source once for each change to one function; the tree is put back in order each time."""
    arrays = _array_arguments(function)
    bound = frozenset(argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg))
    for parent, field, at, node, keyword in _sites(function, errors=errors):
        before = frozenset(_stored_before(function, node)) | bound
        site = Site(node, arrays, before, keyword, last=node is function.body[-1])
        for operator in OPERATORS:
            for other in operator(site):
                if _is_idle(node, other, errors=errors):
                    continue
                _put(parent, field, at, other)
                try:
                    yield ast.unparse(tree)
                finally:
                    _put(parent, field, at, node)


def _put(parent: ast.AST, field: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[at] = node


def _sites(
    node: ast.AST, keyword: str = "", *, errors: bool
) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, str]]:
    """Yield every node that may be changed with its parent, field and place there, and its keyword.

    The texts of errors are nobody's business; nor is, where no case asks for an error, when exactly it is raised.
    No exercise asks for an error where an array has too many axes, only where shapes must agree and do not.
    """
    for field, value in ast.iter_fields(node):
        if field in SKIPPED:
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for at, child in children:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Raise | ast.JoinedStr | ast.expr_context):
                continue
            if _is_guard(child) and _is_about_axes(child.test):
                continue
            name = (node.arg or "") if isinstance(node, ast.keyword) else keyword
            yield node, field, at, child, name
            if errors or not _is_guard(child):
                yield from _sites(child, name, errors=errors)


def _is_idle(node: ast.AST, other: ast.AST, *, errors: bool) -> bool:
    """Whether a change concerns only errors that nobody asks for."""
    if _is_guard(node):
        return not isinstance(other, ast.Pass) and not errors
    if isinstance(node, ast.BoolOp):
        left = other.values if isinstance(other, ast.BoolOp) else [other]
        return any(_is_about_axes(part) for part in node.values if part not in left)
    return False


def _is_guard(node: ast.AST) -> TypeGuard[ast.If]:
    """Whether a statement only raises an error under a condition."""
    return isinstance(node, ast.If) and not node.orelse and all(isinstance(part, ast.Raise) for part in node.body)


def _is_about_axes(node: ast.expr) -> bool:
    """Whether a condition asks only for numbers of axes."""
    if isinstance(node, ast.BoolOp):
        return all(map(_is_about_axes, node.values))
    return isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".ndim")


def _array_arguments(function: Function) -> frozenset[str]:
    """Return the arguments annotated as arrays that the function never binds again."""
    stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    annotated = {a.arg for a in arguments if a.annotation and re.search("Array", ast.unparse(a.annotation))}
    return frozenset(annotated - stored)


def _stored_before(function: Function, node: ast.AST) -> set[str]:
    line = getattr(node, "lineno", 0)
    names = (n for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return {name.id for name in names if name.lineno < line}


def _change(name: str, original: str, changed: str) -> str:
    """Return the lines in which two sources differ, as one line of text; of long ones the part that differs."""
    lines = list(difflib.ndiff(original.splitlines(), changed.splitlines()))
    old = " ; ".join(_short(line[2:]) for line in lines if line.startswith("- "))
    new = " ; ".join(_short(line[2:]) for line in lines if line.startswith("+ "))
    same = _alike(old, new)
    rest = _alike(old[same:][::-1], new[same:][::-1])
    begin, end = max(0, same - CONTEXT), max(0, rest - CONTEXT)
    if max(len(old), len(new)) > LONG:
        old, new = (f"{'…' * (begin > 0)}{text[begin : len(text) - end]}{'…' * (end > 0)}" for text in (old, new))
    return f"{name}: {old} => {new}"


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts share from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _short(line: str) -> str:
    """Return a line without its indentation; of a raised error only the class."""
    return re.sub(r"^raise (\w+)\(.*\)$", r"raise \1", line.strip())


def compiled(source: str) -> CodeType:
    """Return the code of a source; its annotations are not evaluated."""
    code: CodeType = compile(source, FILENAME, "exec", flags=__future__.annotations.compiler_flag, dont_inherit=True)
    return code


class Probes:
    """Functions that a mutant calls; they remember whether the change ever made a difference.

    Swapping the sides of a product of two vectors, or transposing one, changes nothing: such a mutant is none.
    """

    def __init__(self) -> None:
        self.worked = False

    def in_place(self, target: Any, result: Any) -> Any:
        """Return `target` overwritten with `result` where both are arrays alike, else `result`."""
        alike = isinstance(target, np.ndarray) and isinstance(result, np.ndarray) and target.flags.writeable
        if alike and (target.shape, target.dtype) == (result.shape, result.dtype) and target.size:
            self.worked = True
            target[...] = result
            return target
        return result

    def transposed(self, array: Any) -> Any:
        """Return the transpose of `array`, an array of any shape."""
        self.worked = self.worked or np.ndim(array) > 1
        return array.T

    def swapped_product(self, left: Any, right: Any) -> Any:
        """Return ``right @ left`` instead of ``left @ right``, arrays of any shape."""
        self.worked = self.worked or np.ndim(left) > 1 or np.ndim(right) > 1
        return right @ left

    @property
    def names(self) -> dict[str, Any]:
        """What the mutants call."""
        return {IN_PLACE: self.in_place, TRANSPOSED: self.transposed, SWAPPED: self.swapped_product}


def uses_probes(source: str) -> bool:
    """Whether a mutant is one that may change nothing."""
    return any(f"{name}(" in source for name in (IN_PLACE, TRANSPOSED, SWAPPED))


def namespace(source: Source, text: str, probes: Probes | None = None) -> dict[str, Any]:
    """Return the globals after `text` was run as the answer, among the reference's own globals."""
    made = source.globals | {"__name__": "mutant"} | (probes or Probes()).names
    exec(compiled(text), made)  # noqa: S102 - our own source with one change
    return made


def watching(run: Callable[[], object]) -> set[tuple[str, int]]:
    """Return the functions of the compiled source that run while ``run()`` does: name and first line."""
    seen: set[tuple[str, int]] = set()

    def profile(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_filename == FILENAME:
            seen.add((frame.f_code.co_name, frame.f_code.co_firstlineno))

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return seen
