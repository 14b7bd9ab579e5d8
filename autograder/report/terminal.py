"""What instructors read in a terminal: the difference that grading again makes, and a verdict made again."""

import sys
from collections.abc import Iterator

import numpy as np
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Line

from autograder.grading.appeal import Appeal
from autograder.grading.regrade import Change, Foreseen
from autograder.grading.visible import visible


def changes_table(found: Foreseen) -> RenderableType:
    """Return what would change in the gradebook."""
    if not found:
        return Line("No score, answer or penalty changes.")
    others = [Line(visible(f"{kind}: {whose}", line=True)) for kind, whose in found.others]
    if not found.scores and not found.new:
        return Group(*others)
    return Group(_scores_table(found), *others)


def _scores_table(found: Foreseen) -> Table:
    changes, new = found.scores, found.new
    up = sum((change.after or 0) > (change.before or 0) for change in changes)
    title = f"{len(changes)} scores change: {up} up, {len(changes) - up} down. {len(new)} new students."
    table = Table("student", "exercise", "before", "after", "", title=title, title_justify="left")
    for change in changes:
        table.add_row(
            escape(visible(change.student, line=True)),
            change.exercise,
            _points(change.before),
            _points(change.after),
            _kept(change),
        )
    for student in new:
        table.add_row(escape(visible(student, line=True)), "", "–", "", "new")
    return table


def _kept(change: Change) -> str:
    if change.kept is None:
        return "waits for a person" if change.waits else ""
    return f"a person gave {change.kept:g}: that stays{', and waits for a look' if change.waits else ''}"


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
    yield from _reasons(found)
    if found.other_limits:
        yield Line("Reproduced. Which limit was met first, of time or of memory, hangs on what else the machine does.")
    elif found.reproduced:
        yield Line("Reproduced: every case gives what it gave.")
    else:
        yield Line("Not reproduced. `deeplearn regrade` shows what would change for the class.")


def _reasons(found: Appeal) -> Iterator[RenderableType]:
    """Yield why cases failed, each with its call; a reason that many have in common is said once."""
    if found.why:
        yield Line("\n".join(visible(why) for why in found.why), style="bold")
    told: set[str] = set()
    for case in found.cases:
        if case.now == "CORRECT" or not case.why:
            continue
        yield Line(f"{case.name}: {case.call}", style="bold")
        # How many numbers differ is said of each case; what many have in common, an endless loop, of the first.
        fresh = [text for text in case.why if case.now == "WRONG_VALUE" or text not in told]
        told.update(case.why)
        if fresh:
            yield Line("\n".join(f"  {visible(text)}" for text in fresh))


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
