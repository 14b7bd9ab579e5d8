"""The quality table: every exercise of the lessons asked for, on the terminal and as JSON."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from autograder import exercises
from autograder.errors import UserError
from autograder.quality.answers import SUBMISSIONS
from autograder.quality.measure import Measured, measure
from autograder.quality.sandbox import Sandboxed, sandboxed
from autograder.quality.survivors import explained

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Report:
    """What was measured of some lessons."""

    lessons: tuple[tuple[str, tuple[Measured, ...], Sandboxed], ...]

    @property
    def good(self) -> bool:
        """Whether every bar is met."""
        return not any(m.problems for _, rows, _ in self.lessons for m in rows) and not any(
            sandbox.problems for _, _, sandbox in self.lessons
        )

    def to_json(self) -> list[dict[str, Any]]:
        """Return one object for each exercise."""
        return [
            {"lesson": slug, **asdict(m), "problems": list(m.problems)} for slug, rows, _ in self.lessons for m in rows
        ]

    def render(self) -> list[Table | Text]:
        """Return the tables, what is wrong below each, a line a text."""
        parts: list[Table | Text] = []
        for slug, rows, sandbox in self.lessons:
            parts.append(_table(slug, rows))
            parts.append(Text(f"  {sandbox.told}", "red" if sandbox.problems else "dim"))
            for measured in rows:
                parts.extend(Text(f"  {measured.exercise}: {problem}", "red") for problem in measured.problems)
                parts.extend(
                    Text(f"  survivor in {measured.exercise}: {json.dumps(change, ensure_ascii=False)}")
                    for change in measured.survivors
                )
            parts.extend(Text(f"  {problem}", "red") for problem in sandbox.problems)
        return parts


def report(slugs: Sequence[str], root: Path, tell: Tell = lambda what, done, total: None) -> Report:
    """Measure every exercise of some lessons.

    Parameters
    ----------
    slugs : sequence of str
        The lessons.
    root : Path
        The course.
    tell : callable
        ``tell(what, done, total)`` is called as the work goes on.

    Raises
    ------
    UserError
        If this course holds no right and wrong answers.
    """
    if not (root / SUBMISSIONS).is_dir():
        raise UserError(
            f"There is no {SUBMISSIONS} in {root}: the right and wrong answers are missing. Run this in a checkout."
        )
    return Report(tuple(_lesson(slug, root, tell) for slug in slugs))


def _lesson(slug: str, root: Path, tell: Tell) -> tuple[str, tuple[Measured, ...], Sandboxed]:
    reasons = explained(slug)
    asked = exercises.lesson(slug).exercises
    rows = []
    for exercise in asked:
        why = reasons.pop(exercise.id, {})
        name = exercise.id
        rows.append(measure(exercise, root, why, lambda done, total, name=name: tell(name, done, total)))  # type: ignore[misc]
    tell(f"{slug} in the sandbox", 0, 1)
    sandbox = sandboxed(slug, root)
    for unknown in reasons:
        told = f"survivors/{slug}.toml explains survivors of '{unknown}', which {slug} does not ask."
        sandbox = Sandboxed(sandbox.told, (*sandbox.problems, told))
    return slug, tuple(rows), sandbox


def _table(slug: str, rows: Sequence[Measured]) -> Table:
    table = Table(
        title=slug, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True
    )
    table.add_column("")
    table.add_column("exercise", overflow="fold")
    for name in ("killed", "explained", "right", "wrong", "named", "flaky", "s"):
        table.add_column(name, justify="right", no_wrap=True)
    for m in rows:
        table.add_row(
            "[red]✗[/]" if m.problems else "[green]✓[/]",
            escape(m.exercise),
            _share(m.killed, m.mutants),
            str(m.explained),
            f"{m.right_accepted}/{m.right}",
            f"{m.wrong_rejected}/{m.wrong}",
            f"{m.sentences_hit}/{m.sentences}",
            str(len(m.flaky)),
            f"{m.seconds:.1f}",
        )
    return table


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "0/0"
