"""Near-identical answers: a digest of the normalised syntax tree of each solution cell.

Names of variables, comments, docstrings, annotations and layout do not count; what is computed, and in which order,
does. A hint for a person who looks, never a verdict: short exercises have few right answers.
"""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from typing import Any

from autograder.checking.attempt import parse, untouched
from autograder.checking.cases import Exercise, Lesson

LEAST_NODES = 40
"""Answers with fewer nodes in their tree are alike by necessity, and not compared."""


def digest(source: str | None, exercise: Exercise) -> str | None:
    """Return a digest that near-identical answers share.

    Parameters
    ----------
    source : str or None
        The solution cell.
    exercise : Exercise
        What is asked.

    Returns
    -------
    str or None
        None for a stub, for what Python cannot read, and for what is too short or too deep to tell anything.
    """
    tree = parse(source or "")
    if tree is None:
        return None
    try:
        if untouched(source, exercise.names):
            return None
        normal = _Normal().visit(tree)
        if sum(1 for _ in islice(ast.walk(normal), LEAST_NODES)) < LEAST_NODES:
            return None
        return sha256(ast.dump(normal).encode()).hexdigest()[:16]
    except RecursionError:
        return None


def reference_digest(exercise: Exercise) -> str | None:
    """Return the digest of the course's own answer."""
    return digest("\n".join(inspect.getsource(function) for function in exercise.reference), exercise)


def alike(verdicts: Iterable[Mapping[str, Any]], lesson: Lesson) -> list[tuple[str, list[str], bool]]:
    """Return groups with the same digest, as (exercise, students, whether the course's answer is one), largest first.

    Parameters
    ----------
    verdicts : iterable of mapping
        Verdicts with a mapping ``digests`` from exercise to digest.
    lesson : Lesson
        What was graded; its exercises give the order.
    """
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for verdict in verdicts:
        for exercise, mark in verdict.get("digests", {}).items():
            groups[exercise, mark].append(verdict["student"])
    order = {exercise.id: number for number, exercise in enumerate(lesson.exercises)}
    course = {(exercise.id, reference_digest(exercise)) for exercise in lesson.exercises}
    found = [
        (key[0], sorted(students), key in course)
        for key, students in groups.items()
        if len(students) > 1 or key in course
    ]
    return sorted(found, key=lambda group: (-len(group[1]), order.get(group[0], len(order)), group[1]))


class _Normal(ast.NodeTransformer):
    """Gives variables numbers in the order in which they appear; takes out what does not compute."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return self._names.setdefault(name, f"v{len(self._names)}")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        node.arg = self._number(node.arg)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._number(node.id)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        return self.visit(ast.Assign(targets=[node.target], value=node.value, lineno=node.lineno))  # type: ignore[no-any-return]
