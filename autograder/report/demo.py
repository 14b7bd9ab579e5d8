"""The demo class graded, and every score compared with the one that was reasoned out beforehand."""

import shutil
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from autograder.checking.cases import Exercise, Lesson, Prediction
from autograder.exercises import lesson
from autograder.grading.service import grade_class

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
HALF_CENT = 0.005


@dataclass(frozen=True)
class Line:
    """One score as expected and as given.

    Parameters
    ----------
    student, exercise : str
        Whose answer to what; the exercise is empty for a submission that is not graded.
    expected, actual : str
        Points and verdict.
    agrees : bool
        Whether the two are the same.
    """

    student: str
    exercise: str
    expected: str
    actual: str
    agrees: bool


def compare(rows: Iterable[Mapping[str, Any]], expected: Mapping[str, Mapping[str, Any]], asked: Lesson) -> list[Line]:
    """Compare all scores of a class.

    Parameters
    ----------
    rows : iterable of mapping
        The objects of ``deeplearn grade --json``.
    expected : mapping of str to mapping
        By student and exercise; what is not named must be right.
    asked : Lesson
        What was graded.

    Returns
    -------
    list of Line
        One for each student and exercise that is expected or was given.
    """
    found = {(row["student"], row["exercise"] or ""): row for row in rows}
    wanted: dict[tuple[str, str], Mapping[str, Any]] = {}
    for student, named in expected.items():
        if named.get("refused"):
            wanted[student, ""] = {"points": None, "verdict": "NOT_GRADED"}
            continue
        for exercise, default in _right(asked).items():
            wanted[student, exercise] = named.get(exercise, default)
        for exercise in named.keys() - _right(asked).keys():
            wanted[student, exercise] = named[exercise]
    keys = [*wanted, *(key for key in found if key not in wanted)]
    return [_line(key, wanted.get(key), found.get(key)) for key in keys]


def main() -> int:
    """Grade ``examples/class`` into ``demo-output`` and print expected and actual scores.

    Returns
    -------
    int
        0 if all agree, else 1.
    """
    console, folder, output = Console(), ROOT / "examples" / "class", ROOT / "demo-output"
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    shutil.rmtree(output, ignore_errors=True)  # its gradebook may know the lesson as it once was
    summary = grade_class(folder, SLUG, root=ROOT, output=output)
    lines = compare(summary.rows, expected, lesson(SLUG))
    console.print(_table(lines))
    wrong = [line for line in lines if not line.agrees]
    for line in wrong:  # again, where they are not lost in the table
        console.print(
            f"{line.student}, {line.exercise}: expected {line.expected}, given {line.actual}", style="bold red"
        )
    console.print(f"{len(lines) - len(wrong)} of {len(lines)} scores agree. The class page: {output / 'index.html'}")
    return 1 if wrong else 0


def _right(asked: Lesson) -> dict[str, dict[str, Any]]:
    automatic: list[Exercise | Prediction] = [*asked.exercises, *asked.predictions]
    right: dict[str, dict[str, Any]] = {one.id: {"points": one.points, "verdict": "CORRECT"} for one in automatic}
    return right | {one.id: {"points": None, "verdict": "NEEDS_REVIEW"} for one in asked.written}


def _line(key: tuple[str, str], wanted: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> Line:
    agrees = (
        wanted is not None
        and found is not None
        and found["verdict"] in _verdicts(wanted)
        and _agree(wanted["points"], found.get("points"))
    )
    return Line(*key, _shown(wanted), _shown(found), agrees)


def _agree(wanted: Any, points: float | None) -> bool:
    if wanted is None or points is None:
        return wanted is None and points is None
    return any(abs(points - one) < HALF_CENT for one in (wanted if isinstance(wanted, list) else [wanted]))


def _verdicts(wanted: Mapping[str, Any]) -> list[str]:
    """Return the verdicts that agree: one, or those of which the machine's speed decides which comes first."""
    verdict: str | list[str] = wanted["verdict"]
    return [verdict] if isinstance(verdict, str) else verdict


def _shown(score: Mapping[str, Any] | None) -> str:
    if score is None:
        return "nothing"
    points, verdict = score.get("points"), " or ".join(_verdicts(score))
    if isinstance(points, list):
        return f"{' or '.join(f'{one:g}' for one in points)} {verdict}"
    return f"{'–' if points is None else format(points, 'g')} {verdict}"


def _table(lines: list[Line]) -> Table:
    table = Table("student", "exercise", "expected", "actual", "", title=f"The demo class, {SLUG}")
    previous = ""
    for line in lines:
        name = "" if line.student == previous else line.student
        mark, style = ("✓", "") if line.agrees else ("✗ differs", "bold red")
        table.add_row(name, line.exercise, line.expected, line.actual, mark, style=style)
        previous = line.student
    return table


if __name__ == "__main__":
    sys.exit(main())
