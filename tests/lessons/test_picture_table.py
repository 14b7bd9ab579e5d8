"""`docs/pictures.md` names a picture for every figure of the seeds, and each of them exists where it says."""

import re
from pathlib import Path

from lessonkit import plots, widgets

ROOT = Path(__file__).resolve().parents[2]
TABLES = (ROOT / "docs" / "pictures.md").read_text("utf-8")
FIGURES = [f"V{number:02}" for number in range(1, 38)]
NOT_IN_A_LESSON = {"Sentence", "playground"}


def _rows(title: str) -> list[list[str]]:
    section = TABLES.split(f"\n## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def _lesson(number: str) -> str | None:
    """Return the source of a lesson with the drawings of its static pictures, None if it is not written yet."""
    found = list((ROOT / "lessons").glob(f"{number}_*.py"))
    if not found:
        return None
    drawing = ROOT / "autograder" / "authoring" / "pictures" / f"{found[0].stem[3:]}.py"
    others = {"01_perceptron": "perceptron", "07_backpropagation": "backprop"}
    drawing = drawing.with_stem(others.get(found[0].stem, drawing.stem))
    return found[0].read_text("utf-8") + (drawing.read_text("utf-8") if drawing.is_file() else "")


def test_every_figure_of_the_seeds_is_served_or_left_out_with_a_reason() -> None:
    rows = _rows("Every figure of the seeds")
    assert list(dict.fromkeys(row[0] for row in rows)) == FIGURES
    for figure, _, served, lesson in rows:
        if re.search(r"`(widgets|plots)\.", served):
            assert re.fullmatch(r"\d\d", lesson), figure
        else:
            assert re.match(r"left out: \w+", served), figure


def test_every_name_exists_and_its_lesson_shows_it() -> None:
    checked = 0
    for row in [*_rows("Every figure of the seeds"), *_rows("The interactive pictures, by subject")]:
        line = " ".join(row)
        number = next((cell for cell in row if re.fullmatch(r"\d\d", cell)), "")
        lesson = _lesson(number) if number else ""
        if lesson is None:
            assert number == "13", line  # the last lesson brings its pictures with it
            continue
        for kind, name in re.findall(r"`(widgets|plots)\.(\w+)`", line):
            checked += 1
            assert name in (widgets if kind == "widgets" else plots).__all__, name
            if number:
                assert re.search(rf"\b{kind}\.{name}\b", lesson), f"lesson {number} does not show {kind}.{name}"
        for name in re.findall(r"`(\d\d_\w+)`", line):
            for language in ("en", "zh"):
                assert (ROOT / "lessons" / "pictures" / f"{name}.{language}.png").is_file(), name
    assert checked > 100


def test_every_interactive_picture_has_its_question_in_the_table() -> None:
    """Is no widget left out, and does each row name a question and what keys do?"""
    rows = _rows("The interactive pictures, by subject")
    named = {name: row for row in rows for name in re.findall(r"`widgets\.(\w+)`", row[1])}
    assert set(widgets.__all__) - NOT_IN_A_LESSON <= set(named)
    for name in set(widgets.__all__) - NOT_IN_A_LESSON:
        assert len(named[name][3]) > 10, name
        assert named[name][4], name
    assert {int(row[0].split()[0]) for row in rows if row[0][0].isdigit()} == set(range(1, 17))
