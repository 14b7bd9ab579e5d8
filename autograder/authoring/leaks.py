"""What must not be in a students' notebook: answers, rubrics, hidden marks, and any file beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.problems import Problem
from autograder.authoring.source import LessonSource, Unit
from autograder.checking.cases import Lesson

MARKS = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "BEGIN HIDDEN TESTS",
    "END HIDDEN TESTS",
    "BEGIN MARK SCHEME",
    "END MARK SCHEME",
)
_SOLUTION = re.compile(r"(?ms)^[^\n]*BEGIN SOLUTION[^\n]*\n(.*?)^[^\n]*END SOLUTION")
_LONG = 20
"""Characters (spaces not counted) from which a line of an answer is its own evidence."""


def leaks(notebook: NotebookNode, source: LessonSource, lesson: Lesson, where: str) -> Iterator[Problem]:
    """Yield what a released notebook gives away.

    Parameters
    ----------
    notebook : NotebookNode
        The released notebook.
    source : LessonSource
        The lesson it was made from, with the answers.
    lesson : Lesson
        What is asked.
    where : str
        The notebook's path, for messages.
    """
    answers = _answer_lines(source, notebook)
    hidden = _hidden_texts(source)
    for cell in notebook.cells:
        place = f"{where}: cell {cell.id}"
        text = cell.source
        for mark in MARKS:
            if mark in text.upper():
                yield Problem(place, f"the mark {mark} is left in the release. Put it into a solution cell.")
        for line in text.splitlines():
            squeezed = _squeeze(line)
            for unit in (answers[answer] for answer in answers if answer in squeezed):
                yield Problem(
                    place,
                    f"the line {line.strip()} belongs to the answer of {unit.name} "
                    f"({source.where(unit.first)}). Take it out of what students see.",
                )
            for text_unit, passage in hidden:
                if passage in line:
                    yield Problem(
                        place,
                        f"the {text_unit.role} text of {text_unit.name} ({source.where(text_unit.first)}) "
                        f"stands here: “{passage[:40]}”. Take it out.",
                    )
        if cell.cell_type == "code":
            if cell.outputs or cell.execution_count:
                yield Problem(place, "the release holds an output. Build it anew.")
            if re.search(r"\bdeeplearn_ref\b", text):
                yield Problem(place, "the release imports the reference, which holds the answers. Remove it.")
    yield from _stubs(notebook, lesson, where)


def _answer_lines(source: LessonSource, notebook: NotebookNode) -> dict[str, Unit]:
    lines: dict[str, Unit] = {}
    for unit in source.units:
        if unit.role != "solution":
            continue
        body = "".join(_SOLUTION.findall(unit.first.source))
        for line in body.splitlines():
            squeezed = _squeeze(re.sub(r"^\s*(?:return\b|\w+ =)", "", line))
            if len(squeezed) >= _LONG and not squeezed.startswith(("#", "raiseNotImplementedError")):
                lines[squeezed] = unit
    return lines


def _hidden_texts(source: LessonSource) -> list[tuple[Unit, str]]:
    passages = []
    for unit in source.units:
        if unit.role in ("written", "rubric"):
            for cell in {id(c): c for c in (unit.en, unit.zh) if c}.values():
                for line in cell.source.splitlines():
                    passage = re.sub(r"^\s*(?:[-*>] |\d+[.)] )*", "", line).strip()
                    if len(passage) >= 12:
                        passages.append((unit, passage))
    return passages


def _squeeze(line: str) -> str:
    return re.sub(r"\s+", "", line)


def _stubs(notebook: NotebookNode, lesson: Lesson, where: str) -> Iterator[Problem]:
    """Yield asked functions that are more than a stub anywhere in the release, and open predictions."""
    asked = {name for exercise in lesson.exercises for name in exercise.names}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        place = f"{where}: cell {cell.id}"
        role = cell.metadata.get("deeplearn", {}).get("role")
        if role == "predict" and not re.fullmatch(r"\w+ = None  # .*", cell.source):
            yield Problem(place, "the prediction is not reset to None. Check nbgrader_config.py.")
        for node in ast.walk(_parsed(cell.source)):
            if isinstance(node, ast.FunctionDef) and node.name in asked and not _is_stub(node):
                yield Problem(place, f"{node.name} is asked of students and is written out here. Leave only its stub.")


def _parsed(code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError:  # a magic
        return ast.Module([], [])


def _is_stub(function: ast.FunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return all(isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node) for node in body)


def stray_files(folder: Path, slug: str, root: Path) -> Iterator[Problem]:
    """Yield what lies in a lesson's generated folder beside its notebook; all of it would be released."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.name != f"{slug}.ipynb" and ".ipynb_checkpoints" not in path.parts:
            yield Problem(
                str(path.relative_to(root)),
                f"only {slug}.ipynb belongs into this folder: all in it goes to students. Remove the file.",
            )
