"""A verdict made ready for the recorder: notebook and feedback as text. Made beside the judging, in every process."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.feedback.page import Score, Section, page_parts, section
from autograder.grading.gate import admit
from autograder.grading.graded import insert_rubrics, without_rubrics, write_verdict
from autograder.grading.reassemble import is_answer
from autograder.grading.submission import assembled, master
from autograder.grading.text import JOINT, cell_text, frame


@dataclass(frozen=True)
class Trim:
    """How much of a student's output is kept: the settings of nbgrader's `LimitOutput`; -1 for all."""

    max_lines: int
    max_traceback: int


@dataclass(frozen=True)
class Rendered:
    """What a graded submission looks like, as plain data: little of it, for most of a notebook is as released.

    Parameters
    ----------
    cells : tuple of str or int
        The cells of the graded notebook as graders open it, as text; of a released text its number in `master`.
    sections : tuple of Section or int
        The cells as HTML, for the feedback; of a released text its number.
    sources : dict of str to str
        By grade_id the source of each of nbgrader's cells.
    results : dict of str to str
        By grade_id what a check cell shows: nbgrader reads the points from it.
    """

    cells: tuple[str | int, ...]
    sections: tuple[Section | int, ...]
    sources: dict[str, str]
    results: dict[str, str]


class Released:
    """The released texts, made once, and put back where `Rendered` has their numbers."""

    def __init__(self, notebook: NotebookNode) -> None:
        before, after = frame(notebook)
        self._frame = f"{before}\n  ".encode(), f"\n {after}\n".encode()
        places = _texts(notebook).values()
        self._texts = {place: cell_text(notebook.cells[place]).encode() for place in places}
        self._sections = {place: section(notebook.cells[place]) for place in places}
        self._encoded = {part.html: part.html.encode() for part in self._sections.values()}

    def text(self, rendered: Rendered) -> bytes:
        """Return the graded notebook as the text of its file."""
        cells = [self._texts[cell] if isinstance(cell, int) else cell.encode() for cell in rendered.cells]
        return JOINT.encode().join(cells).join(self._frame)

    def page(
        self,
        rendered: Rendered,
        scores: Sequence[Score],
        comments: Mapping[str, str],
        about: Mapping[str, Any],
        waiting: Collection[str],
    ) -> bytes:
        """Return the feedback as the text of its file."""
        sections = [self._sections[part] if isinstance(part, int) else part for part in rendered.sections]
        parts = page_parts(sections, scores, comments, about, waiting)
        return b"".join([self._encoded.get(part) or part.encode() for part in parts])


def render(root: Path, folder: Path, verdict: dict[str, Any], trim: Trim) -> Rendered:
    """Return what a graded submission looks like.

    Parameters
    ----------
    root : Path
        The course; in use, see `settings.using`.
    folder : Path
        ``SUBMITTED/STUDENT/ASSIGNMENT``.
    verdict : dict
        What `grade_submission` returned for it.
    trim : Trim
        How much of its output is kept.
    """
    assignment = verdict["assignment"]
    notebook = assembled(root, assignment, admit(folder, assignment)).notebook
    write_verdict(notebook, verdict)
    _limit(notebook, trim)
    ours = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    insert_rubrics(notebook, assignment)
    # A released text is the same object in all notebooks of a class; see `reassemble`.
    number = _texts(master(root, assignment))
    cells = tuple(number[id(cell)] if id(cell) in number else cell_text(cell) for cell in notebook.cells)
    without_rubrics(notebook)
    return Rendered(
        cells,
        tuple(number[id(cell)] if id(cell) in number else section(cell) for cell in notebook.cells),
        {cell.metadata.nbgrader.grade_id: cell.source for cell in ours},
        {cell.metadata.nbgrader.grade_id: cell.outputs[0]["data"]["text/plain"] for cell in ours if _is_check(cell)},
    )


def _texts(released: NotebookNode) -> dict[int, int]:
    """Return the places of the released texts, which stand in every notebook as they are, by the object's id."""
    return {
        id(cell): place for place, cell in enumerate(released.cells) if cell.cell_type != "code" and not is_answer(cell)
    }


def _is_check(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.metadata.nbgrader.get("grade"))


def _limit(notebook: NotebookNode, trim: Trim) -> None:
    """Shorten long outputs as nbgrader does."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    lines = max((output["text"].count("\n") + 1 for output in outputs if "text" in output), default=0)
    traced = max((len(output["traceback"]) for output in outputs if "traceback" in output), default=0)
    if lines > trim.max_lines != -1 or traced > trim.max_traceback != -1:
        # Here, not above: few submissions need it, and it takes a second to load.
        from nbgrader.preprocessors import LimitOutput

        LimitOutput(max_lines=trim.max_lines, max_traceback=trim.max_traceback).preprocess(notebook, {})
