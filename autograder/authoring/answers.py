"""The course's answers as `solution` shows them: the solution cells, without what the exercise cell says already."""

import ast
import re
from pathlib import Path

from autograder.authoring.source import LessonSource

_MARK = re.compile(r"(?m)^[ \t]*### (?:BEGIN|END) SOLUTION[ \t]*\n?")


def path(root: Path, name: str) -> Path:
    """Return the file of an answer, by the grade_id of its cell."""
    return root / "autograder" / "exercises" / "answers" / f"{name}.txt"


def texts(source: LessonSource) -> dict[str, str]:
    """Return the answers of a lesson, by the grade_id of the solution cell."""
    return {unit.name: shown(unit.first.source) for unit in source.units if unit.role == "solution"}


def shown(cell: str) -> str:
    r"""Return a solution cell without marks and docstrings.

    Examples
    --------
    >>> shown("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION")
    'def f(x):\n    return x\n'
    """
    text = _MARK.sub("", cell)
    lines = text.rstrip().splitlines()
    for node in reversed(list(ast.walk(ast.parse(text)))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            first = node.body[0]
            del lines[first.lineno - 1 : first.end_lineno]
    return re.sub(r"(:\n)\n+", r"\1", "\n".join(lines).strip()) + "\n"
