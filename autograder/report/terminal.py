"""What instructors read in a terminal: the difference that grading again makes, and a verdict made again."""

import sys
from collections.abc import Iterator, Sequence

import numpy as np
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Line

from autograder.grading.appeal import Appeal
from autograder.grading.regrade import Change
from autograder.grading.visible import visible


def changes_table(changes: Sequence[Change], new: Sequence[str]) -> RenderableType:
    """Return what would change in the gradebook.

    Parameters
    ----------
    changes : sequence of Change
        Scores of students who have been graded before.
    new : sequence of str
        Students who have not.
    """
    if not changes and not new:
        return Line("No score changes.")
    up = sum((change.after or 0) > (change.before or 0) for change in changes)
    title = f"{len(changes)} scores change: {up} up, {len(changes) - up} down. {len(new)} new students."
    table = Table("student", "exercise", "before", "after", "", title=title, title_justify="left")
    for change in changes:
        kept = "" if change.kept is None else f"a person gave {change.kept:g}: that stays"
        table.add_row(
            escape(visible(change.student, line=True)),
            change.exercise,
            _points(change.before),
            _points(change.after),
            kept,
        )
    for student in new:
        table.add_row(escape(visible(student, line=True)), "", "–", "", "new")
    return table


def appeal_report(found: Appeal) -> Iterator[RenderableType]:
    """Yield the parts of a report on a verdict that was made again."""
    yield Line(f"{visible(found.student, line=True)}, {found.assignment}, {found.exercise}")
    kept = _points(found.then)
    yield Line(f"Points: {_points(found.now)} of {found.most:g} now, {kept} in the verdict that is kept.")
    yield Line(
        f"File: SHA-256 {found.submission_hash[:16]}…, {'the one' if found.same_file else 'NOT the one'} graded."
    )
    grader = "the same" if found.same_environment else "NOT the same"
    yield Line(f"Grader: {grader} as then (exercises, Python {sys.version.split()[0]}, NumPy {np.__version__}).")
    table = Table("case", "then", "now")
    table.add_column("seed", overflow="fold")  # whole, for whoever wants to draw the same numbers
    for case in found.cases:
        style = "" if case.then == case.now else "bold red"
        table.add_row(case.name, case.then or "–", case.now, f"{case.seed:032x}", style=style)
    yield table
    for case in found.cases:
        if case.now != "CORRECT":
            yield Line(f"{case.name}: {case.call}", style="bold")
            yield Line("\n".join(f"  {visible(why)}" for why in case.why))
    if found.reproduced:
        yield Line("Reproduced: every case gives what it gave.")
    else:
        yield Line("Not reproduced. `deeplearn regrade` shows what would change for the class.")


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
