"""Rubrics of written questions: kept out of both notebooks, read by whoever grades by hand."""

from pathlib import Path

from autograder.authoring import twins
from autograder.authoring.source import LessonSource


def path(root: Path, name: str) -> Path:
    """Return the file of a question's rubric."""
    return root / "autograder" / "exercises" / "rubrics" / f"{name}.md"


def texts(lesson: LessonSource) -> dict[str, str]:
    """Return the rubric of each written question by its id, both languages in one markdown text."""
    return {
        unit.name: twins.join(unit.en.source.strip("\n"), unit.zh.source.strip("\n")) + "\n"
        for unit in lesson.units
        if unit.role == "rubric" and unit.en and unit.zh
    }
