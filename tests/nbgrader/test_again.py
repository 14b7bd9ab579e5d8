"""Grading again, and a verdict made again: first the difference, then the writing; the same file, the same verdict."""

import json
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
    assert "No score, answer or penalty changes" in again.stdout
    assert "Nothing is written" in again.stdout


def test_what_is_passed_over_is_named_and_the_page_says_what_was_graded(course: Path, tmp_path: Path) -> None:
    submitted = tmp_path / "submitted"
    shutil.copytree(course / "submitted" / "chiara", submitted / "chiara")
    (submitted / "chiara" / SLUG / "timestamp.txt").write_text("half past nonsense")
    for student in ("flat", "absent"):
        (submitted / student).mkdir()
    shutil.copy(ROOT / "course" / SLUG / f"{SLUG}.ipynb", submitted / "flat")
    done = deeplearn("grade", str(submitted), "--assignment", SLUG, "--output", str(tmp_path / "out"), cwd=course)
    assert done.returncode == 0, done.stderr
    assert f"not found: flat has no {SLUG}/ folder; the notebook beside it is not graded" in done.stdout
    assert f"not found: absent has no {SLUG}/ folder\n" in done.stdout
    assert "no time in timestamp.txt: chiara" in done.stdout
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert re.search(rf"<code>{SLUG}</code> · \d{{4}}-\d\d-\d\d \d\d:\d\d UTC", page)


def edited(course: Path, student: str, cell: str, text: str) -> None:
    """Hand in again, with another answer to a written question."""
    path = course / "submitted" / student / SLUG / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for one in notebook["cells"]:
        if one["metadata"].get("nbgrader", {}).get("grade_id") == cell:
            one["source"] = text
    path.write_text(json.dumps(notebook), "utf-8")


def total(course: Path, student: str) -> tuple[float, float]:
    """Return the sum at the foot of a student's page, and that of the rows above it."""
    page = (course / "feedback" / student / SLUG / f"{SLUG}.html").read_text("utf-8")
    table = page[page.index("<tbody>") : page.index("</tfoot>")]
    rows = re.findall(r"</th><td>(−?[\d.]+)</td>", table.replace("<b>", "").replace("</b>", ""))
    return float(rows[-1]), sum(float(points.replace("−", "-")) for points in rows[:-1])


def test_regrade_sees_answers_penalties_and_times_that_changed_without_a_score(tmp_path: Path, course: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    shutil.rmtree(folder / "submitted" / "newcomer", ignore_errors=True)
    words = ("regrade", "submitted", "--assignment", SLUG)
    deeplearn(*words, "--yes", cwd=folder)
    with sqlite3.connect(folder / "gradebook.db") as connection:
        connection.execute("update grade set manual_score = 2.5, needs_manual_grade = 0 where cell_id in "
                           "(select id from base_cell where name = 'xor_proof')")  # fmt: skip
        connection.execute("update assignment set duedate = '2026-03-01 00:00:00'")
    plug_in = """
from nbgrader.plugins import BasePlugin
class Two(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2
c.AssignLatePenalties.plugin_class = Two
"""
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(plug_in)
    edited(folder, "chiara", "xor_proof", "Another proof.")
    stamp = folder / "submitted" / "jamal" / SLUG / "timestamp.txt"
    stamp.write_text("2026-03-02 00:00:00 UTC")

    asked = deeplearn(*words, cwd=folder, says="n\n")
    assert "new text: chiara / xor_proof, the 2.5 that a person gave wait for a person again" in asked.stdout
    assert "late penalty: jamal: 0 -> 2" in asked.stdout
    assert "handed in: jamal: no time -> 2026-03-02 00:00:00 UTC" in asked.stdout
    assert "Nothing is written" in asked.stdout
    with sqlite3.connect(folder / "gradebook.db") as connection:  # asked, and nothing has changed
        assert connection.execute(
            "select count(*) from submitted_notebook where late_submission_penalty"
        ).fetchone() == (0,)

    done = deeplearn(*words, "--yes", cwd=folder)
    assert done.returncode == 0, done.stderr
    kept = (folder / "autograded" / "chiara" / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
    assert "Another proof." in kept
    for student in ("chiara", "jamal"):  # what waits for a person is not in the sum
        shown, summed = total(folder, student)
        assert shown == pytest.approx(summed)
    exported = [line.split(",") for line in deeplearn("export", cwd=folder).stdout.splitlines()[1:]]
    points = {student: float(points) for student, _, points, *_ in exported}
    assert {student: points[student] for student in ("chiara", "jamal")} == {
        student: total(folder, student)[0] for student in ("chiara", "jamal")
    }

    stamp.write_text("2026-02-28 00:00:00 UTC")
    corrected = deeplearn(*words, "--yes", cwd=folder)
    assert "late penalty: jamal: 2 -> 0" in corrected.stdout
    with sqlite3.connect(folder / "gradebook.db") as connection:
        assert connection.execute(
            "select count(*) from submitted_notebook where late_submission_penalty"
        ).fetchone() == (0,)
    assert "Nothing is written" in deeplearn(*words, "--yes", cwd=folder).stdout


@pytest.mark.parametrize("words", [("export", "--gradebook", "."), ("export", "--db", "sqlite:///gradebook.db"),
                                   ("regrade", "submitted", "--assignment", SLUG, "--output", ".", "--yes")])  # fmt: skip
def test_damaged_gradebook_is_told_in_a_sentence(course: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    (folder / "gradebook.db").write_bytes(b"garbage" * 1000)
    done = deeplearn(*words, cwd=folder)
    assert done.returncode in (1, 2)
    assert "file is not a database" in done.stderr
    assert "Traceback" not in done.stderr
    assert "\n" not in done.stderr.strip()


@pytest.mark.parametrize("place", [f"feedback/jamal/{SLUG}/{SLUG}.html", "index.html"])
def test_a_place_that_cannot_be_written_is_named_and_the_same_command_goes_on(
    course: Path, tmp_path: Path, place: str
) -> None:
    words = ("grade", "submitted", "--assignment", SLUG, "--output")
    (tmp_path / place).mkdir(parents=True)  # not even root can write a file there
    done = deeplearn(*words, str(tmp_path), cwd=course)
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert f"{tmp_path / place}: Is a directory. What was finished is kept" in told
    assert "Traceback" not in told
    assert "Errno" not in told
    (tmp_path / place).rmdir()
    undisturbed = tmp_path / "undisturbed"
    for output in (tmp_path, undisturbed):
        assert deeplearn(*words, str(output), cwd=course).returncode == 0
    assert total(tmp_path, "jamal") == total(undisturbed, "jamal")
    assert "<html" in (tmp_path / place).read_text("utf-8")


def test_regrade_before_grading_says_so(course: Path, tmp_path: Path) -> None:
    done = deeplearn("regrade", "submitted", "--assignment", SLUG, "--output", str(tmp_path), cwd=course)
    assert done.returncode == 2
    assert "has not been graded" in done.stderr


def test_points_that_are_not_those_of_the_notebook_are_refused(course: Path, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    path = folder / "course" / SLUG / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade_id") == "check-step":
            about["points"] += 1
    path.write_text(json.dumps(notebook), "utf-8")
    for command in ("grade", "regrade"):
        done = deeplearn(command, "submitted", "--assignment", SLUG, cwd=folder)
        assert done.returncode == 2
        assert f"Build the notebook anew with `deeplearn build {SLUG}`" in done.stderr
        assert "Traceback" not in done.stderr


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
    ("answer", "says"),
    [
        ("def step(z:\n    return z", "Python cannot read line 1 of your cell"),
        (
            "def step(z):\n    while True:\n        pass",
            "Is there a loop that never ends, or is far more computed or stored than was asked for?",
        ),
    ],
)
def test_appeal_says_once_what_all_cases_have_in_common(course: Path, tmp_path: Path, answer: str, says: str) -> None:
    shutil.copytree(course / "submitted" / "chiara", tmp_path / "submitted" / "chiara")
    edited(tmp_path, "chiara", "step", answer)
    done = deeplearn("appeal", "chiara", "step", "--submitted", str(tmp_path / "submitted"), cwd=course)
    assert done.returncode == 1
    assert " ".join(done.stdout.split()).count(says) == 1
    assert not [line for line in done.stdout.splitlines() if line.endswith(": ")]


@pytest.mark.parametrize(
    ("words", "says"),
    [(("appeal", "chiara", "stpe"), "no exercise"), (("appeal", "nobody", "step"), "no folder"),
     (("appeal", "chiara", "stpe"), "01_perceptron: step,"), (("appeal", "chiara", "L05-E77"), "05_calculus: numerical_"),
     (("appeal", "chiara", "numerical_gradient"), "nothing was handed in for 05_calculus"),
     (("appeal", "", "step"), "is no student's id"), (("appeal", "../x", "step"), "is no student's id"),
     (("appeal", "damaged", "step"), "can't be graded"), (("appeal", "bare", "step"), "There is no file"),
     (("appeal", "chiara", "xor_proof"), "written question: a person grades it"),
     (("appeal", "chiara", "prediction_L05_P2"), "is a prediction"),
     (("appeal", "chiara", "L01-P1"), "is a prediction")],
)  # fmt: skip
def test_appeal_with_wrong_words_says_what_is_wrong(course: Path, words: tuple[str, ...], says: str) -> None:
    for student in ("damaged", "bare"):
        (course / "submitted" / student / SLUG).mkdir(parents=True, exist_ok=True)
    (course / "submitted" / "damaged" / SLUG / f"{SLUG}.ipynb").write_text("{")
    done = deeplearn(*words, cwd=course)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
