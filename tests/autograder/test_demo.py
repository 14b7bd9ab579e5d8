"""The demo's comparison: it must notice every way in which a score can differ."""

import contextlib
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise
from autograder.checking.judge import judge
from autograder.exercises import lesson
from autograder.grading.seeds import seeds
from autograder.quality.child import run_all
from autograder.report.demo import compare
from autograder.sandbox.script import LocalPlayer

ROOT = Path(__file__).resolve().parents[2]
LESSON = lesson("01_perceptron")


def rows_of(student: str, **changes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a student who has all right, but for the changes."""
    rows = []
    for one in (*LESSON.exercises, *LESSON.predictions):
        rows.append({"student": student, "exercise": one.id, "points": one.points, "verdict": "CORRECT"})
    for asked in LESSON.written:
        rows.append({"student": student, "exercise": asked.id, "points": None, "verdict": "NEEDS_REVIEW"})
    return [row | changes.get(str(row["exercise"]), {}) for row in rows]


def test_all_right_agrees_without_being_named() -> None:
    assert all(line.agrees for line in compare(rows_of("ada"), {"ada": {}}, LESSON))


@pytest.mark.parametrize(
    ("points", "verdict", "agrees"),
    [
        (0.69, "WRONG_VALUE", True),
        (0.73, "WRONG_VALUE", True),
        (0.68, "WRONG_VALUE", False),
        (0.74, "WRONG_VALUE", False),
        (0.71, "WRONG_VALUE", False),
        (0.7, "RAISED", False),
        (None, "WRONG_VALUE", False),
    ],
)
def test_points_and_verdict_both_count(points: float | None, verdict: str, agrees: bool) -> None:
    expected = {"ada": {"step": {"points": [0.69, 0.73], "verdict": "WRONG_VALUE"}}}
    lines = compare(rows_of("ada", step={"points": points, "verdict": verdict}), expected, LESSON)
    assert {line.exercise: line.agrees for line in lines}.pop("step") is agrees
    assert all(line.agrees for line in lines if line.exercise != "step")


@pytest.mark.parametrize(("verdict", "agrees"), [("OUT_OF_MEMORY", True), ("TIMED_OUT", True), ("RAISED", False)])
def test_of_two_verdicts_either_agrees(verdict: str, agrees: bool) -> None:
    expected = {"lena": {"step": {"points": 0, "verdict": ["OUT_OF_MEMORY", "TIMED_OUT"]}}}
    (line,) = (
        line
        for line in compare(rows_of("lena", step={"points": 0, "verdict": verdict}), expected, LESSON)
        if line.exercise == "step"
    )
    assert line.agrees is agrees
    assert line.expected == "0 OUT_OF_MEMORY or TIMED_OUT"


def test_someone_graded_who_should_be_refused_differs() -> None:
    lines = compare(rows_of("olga"), {"olga": {"refused": True}}, LESSON)
    assert not any(line.agrees for line in lines)


def test_a_student_without_a_row_and_a_row_without_a_student_differ() -> None:
    lines = compare(rows_of("stranger"), {"ada": {}}, LESSON)
    assert {line.student for line in lines} == {"ada", "stranger"}
    assert not any(line.agrees for line in lines)


def test_every_submission_of_the_class_is_expected_and_the_other_way_round() -> None:
    folder = ROOT / "examples" / "class"
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    assert set(expected) == {path.name for path in folder.iterdir() if path.is_dir()}
    assert len(expected) >= 16


# what is expected, against many a course's hidden inputs -----------------------------------------------------

SEEDS = 24
SLOW = ("TIMED_OUT", "OUT_OF_MEMORY")


def in_many_courses(exercise: Exercise, sources: dict[str, str]) -> set[tuple[float | None, str]]:
    """Return all points and verdicts that an answer gets with hidden inputs of many courses, without a sandbox."""
    names: dict[str, Any] = {"np": np}
    for key, source in sources.items():
        with contextlib.suppress(Exception):
            exec(compile(source, f"<cell {key}>", "exec"), names)
    own = LocalPlayer(dict(names))
    lent = LocalPlayer(names | {f.__name__: f for f in exercise.needs if f.__name__ not in exercise.names})
    attempt = Attempt(sources[exercise.cell_id])
    found = set()
    for course in range(SEEDS):
        seed = seeds(str(course).encode(), "", "", "")
        result = judge(exercise, lent, attempt, lambda case, seed=seed: seed(f"{exercise.id}/{case}"), own=own)  # type: ignore[misc]
        found.add((result.points, str(result.verdict)))
    return found


def test_what_is_expected_holds_in_every_course() -> None:
    """Hidden inputs are drawn anew in each: a score that only some of them give must be expected as a range."""
    folder = ROOT / "examples" / "class"
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    asked, jobs = [], []
    for student, scores in expected.items():
        for exercise in LESSON.exercises:
            score = scores.get(exercise.id, {"verdict": "CORRECT"})
            if scores.get("refused") or score["verdict"] in ("CORRECT", "NOT_ATTEMPTED", *SLOW):
                continue
            if isinstance(score["verdict"], list):
                continue
            notebook = nbformat.read(folder / student / LESSON.slug / f"{LESSON.slug}.ipynb", as_version=4)
            cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
            sources = {key: cell.source for key, cell in cells.items() if key and cell.cell_type == "code"}
            if exercise.cell_id in sources:
                asked.append((student, exercise.id, score))
                jobs.append(partial(in_many_courses, exercise, sources))
    assert len(jobs) >= 20
    for at, done in run_all(jobs, 120):
        student, name, score = asked[at]
        for points, verdict in done.value or {(None, done.ended)}:
            row = {"student": student, "exercise": name, "points": points, "verdict": verdict}
            (line,) = (line for line in compare([row], {student: {name: score}}, LESSON) if line.exercise == name)
            assert line.agrees, line
