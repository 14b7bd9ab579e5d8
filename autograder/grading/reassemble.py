"""The notebook that is graded: the released one, with nothing of the student's but the text of answers."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat import v4 as nbf

from autograder.grading.gate import SubmittedCell


@dataclass(frozen=True)
class Assembled:
    """A notebook fit for grading.

    Parameters
    ----------
    notebook : NotebookNode
        The released notebook with the student's answers and extra cells, all other metadata as released. Locked texts
        and all cells' metadata are those of the released notebook itself: not to be changed in place.
    missing : frozenset of str
        Grade ids of answer cells that were not handed in; they hold the stub.
    """

    notebook: NotebookNode
    missing: frozenset[str]


def reassemble(master: NotebookNode, submitted: Sequence[SubmittedCell]) -> Assembled:
    """Put a student's answers into the released notebook.

    Of cells with one id the first counts, later ones are extra cells. An extra cell stands after the released
    cell that it followed; its metadata is dropped.

    Parameters
    ----------
    master : NotebookNode
        The released notebook. Not modified.
    submitted : sequence of SubmittedCell
        What the gate let through, in notebook order.
    """
    released = {key_of(cell): cell for cell in master.cells}
    texts = {cell.source: key for key, cell in released.items() if not is_answer(cell)}
    answers: dict[str, str] = {}
    extras: dict[str, list[SubmittedCell]] = {}
    seen: set[str] = set()
    anchor = ""
    for cell in submitted:
        key = cell.key if cell.key in released else texts.get(cell.source, "")
        if key and key not in seen:
            seen.add(key)
            anchor = key
            if is_answer(released[key]):
                answers[key] = cell.source
        elif cell.source.strip() and not (key and not is_answer(released[key])):
            extras.setdefault(anchor, []).append(cell)
    cells = [_extra(cell, f"extra-0-{n}") for n, cell in enumerate(extras.get("", ()), 1)]
    for place, (key, original) in enumerate(released.items(), 1):
        locked_text = original.cell_type != "code" and key not in answers
        cells.append(original if locked_text else _copied(original, answers.get(key, original.source)))
        cells.extend(_extra(cell, f"extra-{place}-{n}") for n, cell in enumerate(extras.get(key, ()), 1))
    notebook = copy.copy(master)
    notebook.metadata, notebook.cells = copy.deepcopy(master.metadata), cells
    asked = {key for key, cell in released.items() if is_answer(cell)}
    return Assembled(notebook, frozenset(asked - seen))


def key_of(cell: NotebookNode) -> str:
    """Return the grade_id of a released cell, or its id where it has none."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", ""))


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether the student writes into this cell."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def role_of(cell: NotebookNode) -> str:
    """Return the role that the lesson gave a cell; ``"extra"`` for a student's own."""
    course: dict[str, Any] = cell.metadata.get("deeplearn", {})
    return str(course.get("role", "extra"))


def _copied(cell: NotebookNode, source: str) -> NotebookNode:
    """Return a cell with a source of its own."""
    kept = NotebookNode()
    dict.update(kept, cell, source=source)  # its own `update` would look into every value
    return kept


def _extra(cell: SubmittedCell, name: str) -> NotebookNode:
    new = nbf.new_code_cell if cell.is_code else nbf.new_markdown_cell
    made: NotebookNode = new(cell.source, id=name)
    return made
