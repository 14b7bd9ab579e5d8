"""From a lesson's source to the instructor's notebook: roles become nbgrader's metadata, twins one cell."""

import base64
import mimetypes
import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from nbformat import NotebookNode
from nbformat import v4 as nbf

from autograder.authoring import stills, twins
from autograder.authoring.source import LessonSource, SourceError, Unit
from autograder.checking.cases import Exercise, Lesson, Prediction

Language = Literal["both", "en", "zh"]
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>pictures/[^)\s]+)\)")
METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


def instructor_notebook(
    source: LessonSource, lesson: Lesson, pictures: Path, language: Language = "both"
) -> NotebookNode:
    """Return the notebook with all answers, rubrics left out; the same bytes at every build.

    Parameters
    ----------
    source : LessonSource
        The lesson as written.
    lesson : Lesson
        What is graded in it; points come from here.
    pictures : Path
        The folder whose files ``pictures/…`` in the text names.
    language : str
        ``"both"``, or ``"en"`` or ``"zh"`` for an edition in one language with the same cells.

    Raises
    ------
    SourceError
        If a cell can't be made: a twin or a picture is missing, an exercise is unknown.
    """
    notebook: NotebookNode = nbf.new_notebook(metadata=METADATA)
    notebook.nbformat_minor = 5
    units = [unit for unit in source.units if unit.role != "rubric"]
    ids = cell_ids(units, lesson)
    named = stills.names(source.slug, [unit.first.source if unit.role == "demo" else "" for unit in units])
    for unit, cell_id, still in zip(units, ids, named, strict=True):
        if unit.is_code:
            notebook.cells.append(_code(source, unit, lesson, cell_id))
        else:
            notebook.cells.append(_markdown(source, unit, cell_id, pictures, language))
        if still is not None and stills.drawn(still, pictures / "stills"):
            notebook.cells.append(_still(source, unit, still, pictures, language))
        if unit.role == "predict" and not _has_check(units, unit.name):
            prediction = _prediction(source, unit, lesson)
            cell = _finish(_cell("code", f'check("{unit.name}")'), prediction.check_id, "check", prediction.points)
            notebook.cells.append(cell)
    return notebook


def cell_ids(units: list[Unit], lesson: Lesson) -> list[str]:
    """Return the id of each cell, which is also its grade_id.

    What is graded has the id of its exercise. Other cells say it with ``id="…"``, or are called after their
    role and the exercise that follows: ``text-step``, ``text-step-2``, ``spec-step``, ``demo-end``.
    """
    named = [_graded_id(unit, lesson) or unit.first.options.get("id", "") for unit in units]
    anchors: list[str] = []
    anchor = "end"
    for unit in reversed(units):
        if unit.role in ("solution", "predict", "written"):
            anchor = _graded_id(unit, lesson)
        anchors.append(anchor)
    anchors.reverse()
    counts: Counter[str] = Counter()
    ids = []
    for index, unit in enumerate(units):
        if named[index]:
            ids.append(named[index])
            continue
        role = "text" if unit.role == "shared" else unit.role
        if role == "text" and index + 1 < len(units) and units[index + 1].role == "solution":
            role = "spec"
        stem = f"{role}-{anchors[index]}"
        counts[stem] += 1
        ids.append(stem if counts[stem] == 1 else f"{stem}-{counts[stem]}")
    return ids


def _graded_id(unit: Unit, lesson: Lesson) -> str:
    if unit.role == "predict":
        return Prediction(unit.name, (), "").cell_id
    if unit.role == "check":
        predicted = [p for p in lesson.predictions if p.id == unit.name]
        return predicted[0].check_id if predicted else f"check-{unit.name}"
    return unit.name


def _code(source: LessonSource, unit: Unit, lesson: Lesson, cell_id: str) -> NotebookNode:
    text = unit.first.source.strip("\n")
    points: float | None = None
    options: tuple[str, ...] = ()
    if unit.role == "predict":
        prediction = _prediction(source, unit, lesson)
        text, options = f'{prediction.cell_id} = "{prediction.answer}"', prediction.options
    elif unit.role == "check":
        text, points = f'check("{unit.name}")', _graded(source, unit, lesson).points
    return _finish(_cell("code", text), cell_id, unit.role, points, options)


def _markdown(source: LessonSource, unit: Unit, cell_id: str, pictures: Path, language: Language) -> NotebookNode:
    if unit.en is None or unit.zh is None:
        missing = "Chinese" if unit.zh is None else "English"
        raise SourceError(f"{source.where(unit.first)}: this cell has no {missing} twin. Write one directly beside it.")
    en, zh = unit.en.source.strip("\n"), unit.zh.source.strip("\n")
    try:
        joined = en if not unit.is_pair else {"en": en, "zh": zh}.get(language) or twins.join(en, zh)
    except ValueError as error:
        raise SourceError(f"{source.where(unit.first)}: {error}. Give both the same headings.") from None
    cell = _with_pictures(source, unit, joined, pictures)
    points = float(unit.first.options.get("points", 0)) if unit.role == "written" else None
    return _finish(cell, cell_id, unit.role, points)


def _still(source: LessonSource, unit: Unit, name: str, pictures: Path, language: Language) -> NotebookNode:
    """Return the folded cell below an interactive picture: what it shows to a reader who runs nothing."""
    text = stills.text(name, pictures / "stills")
    joined = twins.join(text["en"], text["zh"]) if language == "both" else text[language]
    cell_id = f"still-{name[3:].replace('_', '-')}"
    return _finish(_with_pictures(source, unit, joined, pictures), cell_id, "still")


def _with_pictures(source: LessonSource, unit: Unit, text: str, pictures: Path) -> NotebookNode:
    """Return a markdown cell that carries the pictures its text names."""
    attachments: dict[str, dict[str, str]] = {}

    def attach(found: re.Match[str]) -> str:
        path = pictures / Path(found["path"]).relative_to("pictures")
        if not path.is_file():
            raise SourceError(
                f"{source.where(unit.first)}: there is no picture lessons/{found['path']}. "
                "Draw it (`deeplearn pictures`) or correct the name."
            )
        kind = mimetypes.guess_type(path.name)[0] or "image/png"
        attachments[path.name] = {kind: base64.b64encode(path.read_bytes()).decode("ascii")}
        return f"![{found['alt']}](attachment:{path.name})"

    cell = _cell("markdown", PICTURE.sub(attach, text))
    if attachments:
        cell.attachments = attachments
    return cell


def _cell(kind: str, text: str) -> NotebookNode:
    new = nbf.new_code_cell if kind == "code" else nbf.new_markdown_cell
    cell: NotebookNode = new(text)
    return cell


def _finish(
    cell: NotebookNode, cell_id: str, role: str, points: float | None = None, options: tuple[str, ...] = ()
) -> NotebookNode:
    cell.id = cell_id
    cell.metadata = {"deeplearn": {"role": role, **({"options": list(options)} if options else {})}}
    cell.metadata["nbgrader"] = nbgrader_metadata(cell, cell_id, role, points)
    return cell


def nbgrader_metadata(cell: NotebookNode, grade_id: str, role: str, points: float | None) -> dict[str, Any]:
    """Return a role in nbgrader's schema. The one place that spells it out."""
    solution = role in ("solution", "predict", "written")
    metadata: dict[str, Any] = {
        "grade": role in ("check", "written"),
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if metadata["grade"]:
        metadata["points"] = int(points) if points == int(points or 0) else points
    if not metadata["grade"] and not solution:
        metadata["cell_type"] = cell.cell_type
    return metadata


def _has_check(units: list[Unit], name: str) -> bool:
    return any(unit.role == "check" and unit.name == name for unit in units)


def _prediction(source: LessonSource, unit: Unit, lesson: Lesson) -> Prediction:
    for prediction in lesson.predictions:
        if prediction.id == unit.name:
            return prediction
    raise _unknown(source, unit)


def _graded(source: LessonSource, unit: Unit, lesson: Lesson) -> Exercise | Prediction:
    everything: list[Exercise | Prediction] = [*lesson.exercises, *lesson.predictions]
    for graded in everything:
        if graded.id == unit.name:
            return graded
    raise _unknown(source, unit)


def _unknown(source: LessonSource, unit: Unit) -> SourceError:
    return SourceError(
        f"{source.where(unit.first)}: {unit.role}={unit.name!r} names nothing in the exercise file of "
        f"{source.slug}. Correct the name, or add it there."
    )
