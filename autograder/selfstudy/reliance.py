"""What a right answer leans on outside its cell: names of other cells, of no cell at all, one's own functions."""

import ast
import builtins
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder import exercises
from autograder.checking.attempt import parse
from autograder.checking.cases import Exercise
from autograder.messages import listed, say
from lessonkit.language import Text


def reliance(exercise: Exercise, source: str, found: Mapping[str, Any]) -> Text:
    """Return the sentence for an answer that passes in the notebook, and not by itself.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    source : str
        The cell with the answer.
    found : mapping of str to object
        The notebook's globals.
    """
    tree = parse(source) or ast.Module([], [])
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    foreign = read - _defined(tree) - set(dir(builtins)) - {"np"}
    needs = exercises.lent(exercise).keys()
    others = sorted(name for name in foreign - needs if name in found)
    cells = list(_saved_cells())
    if cells:
        kept = set().union(*map(_defined, cells))
        gone = [name for name in others if name not in kept]
        if gone:
            return say("advice.gone", names=_code(gone))
    if others:
        return say("advice.not_alone", names=_code(others))
    return say("advice.own_needs", names=_code(sorted(foreign & needs)))


def _defined(tree: ast.AST) -> set[str]:
    """Return the names that code binds, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.alias(name=name, asname=other):
                names.add(other or name.split(".")[0])
    return names


def _saved_cells() -> Iterator[ast.Module]:
    """Yield the code cells of this notebook as it was last saved; none where that cannot be found out."""
    path = Path.cwd() / Path(os.environ.get("JPY_SESSION_NAME", "")).name
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for source in sources:
        tree = parse(source)
        if tree is not None:
            yield tree


def _code(names: list[str]) -> Text:
    return listed(f"`{name}`" for name in names)
