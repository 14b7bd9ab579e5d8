"""The demo's comparison: it must notice every way in which a score can differ."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from autograder.exercises import lesson
from autograder.report.demo import compare

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
