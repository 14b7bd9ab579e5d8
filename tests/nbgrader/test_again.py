"""Grading again, and a verdict made again: first the difference, then the writing; the same file, the same verdict."""

import platform
import re
import shutil
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"


def deeplearn(*words: str, cwd: Path, says: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "autograder.cli", *words],
        cwd=cwd, input=says, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of two, graded."""
    folder = tmp_path_factory.mktemp("again")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name / SLUG, folder / name / SLUG)
    for student in ("chiara", "jamal"):
        shutil.copytree(ROOT / "examples" / "class" / student, folder / "submitted" / student)
    done = deeplearn("grade", "submitted", "--assignment", SLUG, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def step_points(course: Path) -> dict[str, tuple[float, float | None]]:
    query = """
        select s.student_id, g.auto_score, g.manual_score from grade g
        join submitted_notebook n on g.notebook_id = n.id join submitted_assignment s on n.assignment_id = s.id
        join base_cell c on g.cell_id = c.id where c.name = 'check-step'
    """
    with sqlite3.connect(course / "gradebook.db") as connection:
        return {student: (auto, manual) for student, auto, manual in connection.execute(query)}


def test_regrade_shows_first_writes_on_yes_and_keeps_what_a_person_gave(course: Path) -> None:
    before = step_points(course)
    with sqlite3.connect(course / "gradebook.db") as connection:  # as if the exercise had been mended since
        connection.execute("update grade set auto_score = 0.25, manual_score = 0.75 where cell_id in "
                           "(select id from base_cell where name = 'check-step')")  # fmt: skip
    shutil.copytree(course / "submitted" / "jamal", course / "submitted" / "newcomer")
    words = ("regrade", "submitted", "--assignment", SLUG)
    declined = deeplearn(*words, cwd=course, says="n\n")
    assert "2 scores change" in declined.stdout
    assert "that stays" in declined.stdout
    assert "newcomer" in declined.stdout
    assert step_points(course) == dict.fromkeys(before, (0.25, 0.75))
    done = deeplearn(*words, "--yes", cwd=course)
    assert done.returncode == 0, done.stderr
    after = step_points(course)
    assert after.pop("newcomer") == before["jamal"]
    assert after == {student: (auto, 0.75) for student, (auto, _) in before.items()}
    again = deeplearn(*words, "--yes", cwd=course)
    assert "No score changes" in again.stdout
    assert "Nothing is written" in again.stdout


def test_regrade_before_grading_says_so(course: Path, tmp_path: Path) -> None:
    done = deeplearn("regrade", "submitted", "--assignment", SLUG, "--output", str(tmp_path), cwd=course)
    assert done.returncode == 2
    assert "has not been graded" in done.stderr


def test_appeal_reproduces_the_verdict_with_seeds_and_calls(course: Path) -> None:
    done = deeplearn("appeal", "chiara", "step", cwd=course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Reproduced" in done.stdout
    assert "tie: step(np.array([-1, 0, 2], dtype=float))" in done.stdout
    assert "WRONG_VALUE" in done.stdout
    assert f"Python {platform.python_version()}, NumPy {version('numpy')}" in done.stdout
    # The verdict's seeds, 128 bits each: one folded over two lines is still whole.
    cells = [line.split("│")[4].strip() for line in done.stdout.splitlines() if line.count("│") == 5]
    digits = "".join(cell for cell in cells if re.fullmatch("[0-9a-f]+", cell))
    seeds = [digits[start : start + 32] for start in range(0, len(digits), 32)]
    assert len(digits) % 32 == 0
    assert len(set(seeds)) == len(seeds) == done.stdout.count("CORRECT") / 2 + done.stdout.count("WRONG_VALUE") / 2


def test_appeal_of_a_changed_file_is_not_reproduced(course: Path) -> None:
    notebook = course / "submitted" / "chiara" / SLUG / f"{SLUG}.ipynb"
    kept = notebook.read_text("utf-8")
    try:
        shutil.copy(course / "solutions" / SLUG / f"{SLUG}.ipynb", notebook)
        done = deeplearn("appeal", "chiara", "L01-E1", cwd=course)
    finally:
        notebook.write_text(kept, "utf-8")
    assert done.returncode == 1
    assert "NOT the one graded" in done.stdout
    assert "Not reproduced" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [(("appeal", "chiara", "stpe"), "no exercise"), (("appeal", "nobody", "step"), "no folder"),
     (("appeal", "chiara", "L01-P1"), "is a prediction")],
)  # fmt: skip
def test_appeal_with_wrong_words_says_what_is_wrong(course: Path, words: tuple[str, ...], says: str) -> None:
    done = deeplearn(*words, cwd=course)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
