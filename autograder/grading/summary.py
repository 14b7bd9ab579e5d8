"""What became of a class, in words for a terminal."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grading.gate import loose, nameless, without
from autograder.grading.timestamp import unreadable
from autograder.grading.visible import listed, visible


@dataclass(frozen=True)
class Summary:
    """What became of a class.

    Parameters
    ----------
    rows : tuple of dict
        The objects of ``--json``: one per student and exercise, or one per student with the reason.
    output : Path
        Where gradebook, notebooks, feedback and class page are.
    unsafe : bool
        Whether no sandbox was used.
    notes : tuple of str
        What was passed over among the submissions, in words: folders without the assignment, times that are none.
    """

    rows: tuple[dict[str, Any], ...]
    output: Path
    unsafe: bool
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the grader itself did all its work; a refused file is no failure of it."""
        return all(row["verdict"] != "GRADER_FAULT" for row in self.rows)

    def render(self) -> str:
        """Return the summary as lines for a terminal."""
        refused = [row for row in self.rows if row["verdict"] == "NOT_GRADED"]
        counts = Counter(row["verdict"] for row in self.rows)
        students = len({row["student"] for row in self.rows})
        lines = [f"{students} submission{'s' * (students != 1)}, {len(refused)} not graded. Results: {self.output}"]
        lines += [f"  {number:5d}  {verdict}" for verdict, number in counts.most_common()]
        lines += [f"  {visible(row['student'], line=True)}: {row['reason']['en']}" for row in refused]
        lines += [f"  {note}" for note in self.notes]
        if self.unsafe:
            lines.insert(0, "WARNING: graded WITHOUT a sandbox; the students' code could do all that you can.")
        return "\n".join(lines)


def passed_over(submitted: Path, assignment: str, students: list[str]) -> tuple[str, ...]:
    """Return what to say of that which was passed over: it is often a mistake in collecting."""
    notes = []
    absent = without(submitted, assignment)
    beside = [name for name in absent if loose(submitted, name, assignment)]
    if beside:
        notes.append(
            f"not found: {listed(beside)} {_has(beside)} no {assignment}/ folder; the notebook beside it is not "
            f"graded: move it to STUDENT/{assignment}/{assignment}.ipynb"
        )
    others = [name for name in absent if name not in beside]
    if others:
        notes.append(f"not found: {listed(others)} {_has(others)} no {assignment}/ folder")
    unread = [os.fsencode(name).decode("utf-8", "backslashreplace") for name in nameless(submitted)]
    if unread:
        notes.append(
            f"not graded: {listed(unread)}, a name that is not UTF-8, as some programs unpack an archive: rename the "
            "folder, or unpack it again with another program"
        )
    timeless = [name for name in students if unreadable(submitted / name / assignment)]
    if timeless:
        notes.append(
            f"no time in timestamp.txt: {listed(timeless)}; expected 2026-03-01 23:59:00 UTC. What was known of the "
            "time before stays"
        )
    return tuple(notes)


def _has(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"
