"""From submissions to the gradebook: our command and plain nbgrader write the same rows, whatever was handed in."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
Notebook = dict[str, Any]
WRONG_STEP = "import numpy as np\ndef step(z):\n    return (np.asarray(z) >= 0).astype(np.int64)\n"
FULL = 20.0  # 18 for the exercises, 2 for the predictions; 6 more are a person's


def read(folder: str) -> Notebook:
    notebook: Notebook = json.loads((ROOT / folder / SLUG / f"{SLUG}.ipynb").read_text("utf-8"))
    return notebook


def cell(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def edited(change: Callable[[Notebook], None], folder: str = "solutions") -> str:
    notebook = read(folder)
    change(notebook)
    return json.dumps(notebook, ensure_ascii=False)


def wrong(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = WRONG_STEP


def duplicated(notebook: Notebook) -> None:
    at = notebook["cells"].index(cell(notebook, "step"))
    notebook["cells"].insert(at + 1, json.loads(json.dumps(notebook["cells"][at])))


def deleted(notebook: Notebook) -> None:
    notebook["cells"].remove(cell(notebook, "step"))


def rewritten_check(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = WRONG_STEP
    check = cell(notebook, "check-step")
    check["source"] = "1.0"
    check["metadata"]["nbgrader"].update(points=100, locked=False)
    check["metadata"]["tags"] = ["skip-execution"]
    check["outputs"] = []


def cheating(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = "from deeplearn_ref.perceptron import step\n"


def noisy(notebook: Notebook) -> None:
    step = cell(notebook, "step")
    step["source"] = "import sys\nprint('x', file=sys.stderr)\n" + "".join(step["source"])


SUBMISSIONS: dict[str, tuple[str, float]] = {
    "right": (edited(lambda notebook: None), FULL),
    "untouched": (edited(lambda notebook: None, "course"), 0.0),
    "wrong": (edited(wrong), -1.0),  # less than full, more than 19
    "not-json": ('{"cells": [', 0.0),
    "duplicated": (edited(duplicated), FULL),
    "deleted": (edited(deleted), FULL - 1),
    "rewritten": (edited(rewritten_check), -1.0),
    "cheat": (edited(cheating), FULL - 1),
    "noisy": (edited(noisy), FULL),
    "br[1] 张三": (edited(lambda notebook: None), FULL),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder with a class in it, odd files among the submissions."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    for student, (text, _) in SUBMISSIONS.items():
        place = folder / "submitted" / student / SLUG
        place.mkdir(parents=True)
        (place / f"{SLUG}.ipynb").write_text(text, "utf-8")
    odd = folder / "submitted" / "right" / SLUG
    (odd / "numpy.py").write_text("raise SystemExit")
    (odd / "link").symlink_to("/etc/passwd")
    os.mkfifo(odd / "pipe")
    linked = folder / "submitted" / "linked" / SLUG
    linked.mkdir(parents=True)
    (linked / f"{SLUG}.ipynb").symlink_to("/etc/passwd")
    return folder


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DEEPLEARN_LANG": "en",
    }
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def rows(database: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """All grades: (student, cell) to automatic points, needs a person, and what else their rows hold."""
    query = """
        select s.student_id, c.name, g.auto_score, g.needs_manual_grade, g.manual_score, g.extra_credit,
        s.timestamp, s.extension, n.flagged, n.late_submission_penalty, p.first_name, p.email, p.lms_user_id
        from grade g join submitted_notebook n on g.notebook_id = n.id
        join submitted_assignment s on n.assignment_id = s.id
        join base_cell c on g.cell_id = c.id join student p on s.student_id = p.id
    """
    with sqlite3.connect(database) as connection:
        return {(student, name): tuple(rest) for student, name, *rest in connection.execute(query)}


def comments(database: Path) -> set[tuple[Any, ...]]:
    """All remarks: student, cell, what nbgrader remarks by itself."""
    query = """
        select s.student_id, c.name, k.auto_comment from comment k join submitted_notebook n on k.notebook_id = n.id
        join submitted_assignment s on n.assignment_id = s.id join base_cell c on k.cell_id = c.id
    """
    with sqlite3.connect(database) as connection:
        return set(connection.execute(query))


def files(folder: Path) -> dict[str, str]:
    """All files but the words by which the exchange knows a submission: those are drawn."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "submission_secret.txt")
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in found}


@pytest.fixture(scope="module")
def graded(course: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    done = run("-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG, "--json", "grades.json", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    return rows(course / "gradebook.db")


def test_scores_are_what_each_submission_deserves(graded: dict[tuple[str, str], tuple[Any, ...]]) -> None:
    for student, (_, expected) in SUBMISSIONS.items():
        points = sum(auto or 0 for (who, _), (auto, *_) in graded.items() if who == student)
        if expected < 0:
            assert FULL - 1 < points < FULL, student
        else:
            assert points == pytest.approx(expected), student


def test_refused_files_have_rows_a_flag_and_a_reason(course: Path, graded: dict[Any, tuple[Any, ...]]) -> None:
    for student in ("not-json", "linked"):
        asked = [row for (who, _), row in graded.items() if who == student]
        assert len(asked) == 11  # the written answers, too: nobody has seen whether there are any
        assert all(auto == 0 and flagged for auto, flagged, *_ in asked)
    told = [row for row in json.loads((course / "grades.json").read_text("utf-8")) if row["verdict"] == "NOT_GRADED"]
    assert {row["student"] for row in told} == {"not-json", "linked"}
    assert all(row["exercise"] is None and row["reason"]["en"] and row["reason"]["zh"] for row in told)


def test_written_answers_wait_for_a_person_and_untouched_ones_do_not(graded: dict[Any, tuple[Any, ...]]) -> None:
    assert graded["right", "xor_proof"][1]
    assert not graded["untouched", "xor_proof"][1]


def test_json_has_one_object_per_student_and_exercise(course: Path, graded: Any) -> None:
    told = json.loads((course / "grades.json").read_text("utf-8"))
    one = [row for row in told if row["student"] == "wrong"]
    assert len(one) == 11  # 7 exercises, 2 predictions, 2 written questions
    assert all(
        set(row) == {"student", "assignment", "exercise", "points", "max_points", "verdict", "misconception"}
        for row in one
    )
    step = next(row for row in one if row["exercise"] == "step")
    assert (step["verdict"], step["misconception"] is not None) == ("WRONG_VALUE", True)


def test_nothing_of_a_student_is_copied_beside_the_results(course: Path, graded: Any) -> None:
    kept = {path.name for path in (course / "autograded").rglob("*") if not path.is_dir()}
    assert kept == {f"{SLUG}.ipynb", "timestamp.txt", "submission_secret.txt"}


def test_plain_nbgrader_autograde_writes_the_same_rows(course: Path, graded: dict[Any, tuple[Any, ...]]) -> None:
    """The formgrader's button calls the same converter."""
    (course / "gradebook.db").rename(course / "ours.db")
    shutil.move(course / "autograded", course / "autograded-ours")
    try:
        prepared = run("-m", "nbgrader", "generate_assignment", SLUG, "--force", "--create", cwd=course)
        assert prepared.returncode == 0, prepared.stderr
        done = run("-m", "nbgrader", "autograde", SLUG, "--force", "--create", cwd=course)
        assert done.returncode == 0, done.stderr
        assert rows(course / "gradebook.db") == graded
        assert comments(course / "gradebook.db") == comments(course / "ours.db")
        assert files(course / "autograded") == files(course / "autograded-ours")
    finally:
        (course / "ours.db").rename(course / "gradebook.db")
        shutil.rmtree(course / "autograded", ignore_errors=True)
        shutil.move(course / "autograded-ours", course / "autograded")


def test_grading_again_keeps_what_a_person_has_graded_unless_the_answer_changed(course: Path, graded: Any) -> None:
    mark = """
        update grade set manual_score = 2.5, needs_manual_grade = 0 where cell_id in
        (select id from base_cell where name = 'xor_proof') and notebook_id in (select n.id from submitted_notebook n
        join submitted_assignment s on n.assignment_id = s.id where s.student_id in ('right', 'noisy'))
    """
    with sqlite3.connect(course / "gradebook.db") as connection:
        connection.execute(mark)
    edited_later = course / "submitted" / "noisy" / SLUG / f"{SLUG}.ipynb"
    before = edited_later.read_text("utf-8")
    notebook = json.loads(before)
    cell(notebook, "xor_proof")["source"] = "Another proof."
    edited_later.write_text(json.dumps(notebook), "utf-8")
    try:
        done = run("-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG, cwd=course)
        assert done.returncode == 0, done.stderr
    finally:
        edited_later.write_text(before, "utf-8")
    found = rows(course / "gradebook.db")
    assert not found["right", "xor_proof"][1]
    assert found["noisy", "xor_proof"][1]


def test_feedback_holds_no_rubric_and_no_model_answer(course: Path, graded: Any) -> None:
    """Neither our command's feedback nor stock generate_feedback's, whatever the student's id: they are the same."""
    ours = files(course / "feedback")
    done = run("-m", "nbgrader", "generate_feedback", SLUG, "--force", cwd=course)
    assert done.returncode == 0, done.stderr
    stock = files(course / "feedback")
    assert {Path(name).name for name in stock} == {f"{SLUG}.html", "timestamp.txt"}
    assert len([name for name in stock if name.endswith(".html")]) == len(SUBMISSIONS) + 1
    assert stock == ours
    page = (course / "feedback" / "untouched" / SLUG / f"{SLUG}.html").read_text("utf-8")
    model = "".join(cell(read("solutions"), "xor_proof")["source"])
    assert model[:60] not in page
    assert "For instructors" not in page
    assert "<script" not in page


def test_export_lists_every_student(course: Path, graded: Any) -> None:
    done = run("-m", "nbgrader", "export", "--to", "grades.csv", cwd=course)
    assert done.returncode == 0, done.stderr
    text = (course / "grades.csv").read_text("utf-8")
    assert all(student in text for student in SUBMISSIONS)


def test_validate_passes_the_solution_and_fails_the_release(course: Path) -> None:
    for folder, says in (("solutions", "Success"), ("course", "VALIDATION FAILED")):
        notebook = course / folder / SLUG / f"{SLUG}.ipynb"
        done = run("-m", "nbgrader", "validate", str(notebook), cwd=course)
        assert says in done.stdout, done.stdout + done.stderr


def test_a_configuration_that_fails_stops_nbgrader_instead_of_running_code_unprotected(
    course: Path, tmp_path: Path
) -> None:
    """nbgrader alone goes on after an error in its configuration, with its own unprotected execution."""
    config = (course / "nbgrader_config.py").read_text("utf-8")
    (tmp_path / "nbgrader_config.py").write_text(config.replace("nbgrader_plugin.clear", "nbgrader_plugin.gone"))
    shutil.copytree(course / "solutions", tmp_path / "solutions")
    place = tmp_path / "submitted" / "eve" / SLUG
    place.mkdir(parents=True)
    harm = f"import pathlib\npathlib.Path({str(tmp_path / 'harm')!r}).touch()\n"
    (place / f"{SLUG}.ipynb").write_text(edited(lambda notebook: cell(notebook, "step").update(source=harm)), "utf-8")
    done = run("-m", "nbgrader", "autograde", SLUG, "--force", "--create", cwd=tmp_path)
    assert done.returncode != 0
    assert "The course's grader can't be loaded (ModuleNotFoundError" in done.stderr
    assert not (tmp_path / "harm").exists()


def test_without_a_sandbox_nothing_is_graded(course: Path, tmp_path: Path) -> None:
    """No bubblewrap on PATH: refused with what to install, no gradebook written."""
    place = tmp_path / "submitted" / "new" / SLUG
    place.mkdir(parents=True)
    shutil.copy(course / "course" / SLUG / f"{SLUG}.ipynb", place)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG],
        cwd=tmp_path, env={**os.environ, "PATH": "/nowhere", "DEEPLEARN_COURSE": str(course)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "bubblewrap is not installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "autograded" / "new").exists()


def test_without_a_sandbox_on_request_it_is_loud_and_written_into_the_report(course: Path, tmp_path: Path) -> None:
    place = tmp_path / "submitted" / "new" / SLUG
    place.mkdir(parents=True)
    shutil.copy(course / "solutions" / SLUG / f"{SLUG}.ipynb", place)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG,
         "--unsafe-no-sandbox", "--output", str(tmp_path / "out")],
        cwd=tmp_path, env={**os.environ, "DEEPLEARN_COURSE": str(course)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WITHOUT a sandbox" in done.stdout
    assert "WITHOUT a sandbox" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert sum(auto or 0 for auto, *_ in rows(tmp_path / "out" / "gradebook.db").values()) == FULL


def test_late_submission_loses_what_nbgraders_plug_in_says(course: Path, tmp_path: Path) -> None:
    """Both ways of grading take the same points off; the student's page says so."""
    folder = tmp_path / "late"
    for name in ("course", "solutions"):
        shutil.copytree(course / name, folder / name)
    config = (course / "nbgrader_config.py").read_text("utf-8")
    (folder / "nbgrader_config.py").write_text(config + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n', "utf-8")
    for student, when in (("late", "2026-03-02 00:00:01 UTC"), ("punctual", "2026-02-28 23:59:59 UTC")):
        place = folder / "submitted" / student / SLUG
        place.mkdir(parents=True)
        shutil.copy(course / "solutions" / SLUG / f"{SLUG}.ipynb", place)
        (place / "timestamp.txt").write_text(when, "utf-8")
    due = run("-m", "nbgrader", "db", "assignment", "add", SLUG, "--duedate", "2026-03-01 00:00:00 UTC", cwd=folder)
    assert due.returncode == 0, due.stderr
    query = """select s.student_id, n.late_submission_penalty from submitted_notebook n
               join submitted_assignment s on n.assignment_id = s.id"""
    found = []
    for words in (("-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG),
                  ("-m", "nbgrader", "autograde", SLUG, "--force")):  # fmt: skip
        done = run(*words, cwd=folder)
        assert done.returncode == 0, done.stderr
        with sqlite3.connect(folder / "gradebook.db") as connection:
            found.append(dict(connection.execute(query)))
        if "autograde" not in words:
            page = (folder / "feedback" / "late" / SLUG / f"{SLUG}.html").read_text("utf-8")
            assert "Handed in late" in page
            assert f"−{FULL:g}" in page
    assert found[0] == found[1] == {"late": FULL, "punctual": None}
