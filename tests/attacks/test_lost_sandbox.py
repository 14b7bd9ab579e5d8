"""A sandbox that dies under a submission costs nobody a point, and does not end the class."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.exercises import lesson
from autograder.grading import pool
from autograder.grading.pool import Task, grade_task
from autograder.sandbox.launcher import Worker

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"


@pytest.fixture
def task(tmp_path: Path) -> Iterator[Task]:
    """The right notebook, handed in."""
    folder = tmp_path / "submitted" / "ana" / SLUG
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / SLUG / f"{SLUG}.ipynb", folder)
    shutil.copytree(ROOT / "course" / SLUG, tmp_path / "course" / SLUG)
    yield Task(folder, "ana", SLUG, tmp_path)
    pool._discard(False)


def kill(worker: Worker) -> Worker:
    worker._process.kill()
    worker._process.wait()
    return worker


def test_a_new_sandbox_tries_again(task: Task) -> None:
    kill(pool.warm(False))
    verdict = grade_task(task)
    points = {result["exercise"]: result["points"] for result in verdict["results"]}
    assert all(points[exercise.id] == exercise.points for exercise in lesson(SLUG).exercises)


def test_a_submission_that_loses_every_sandbox_is_left_to_a_person(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def doomed(*, unsafe: bool) -> Worker:
        started.append(kill(Worker("unsafe" if unsafe else "bubblewrap")))
        return started[-1]

    pool._discard(False)
    with monkeypatch.context() as patched:
        patched.setattr(pool, "open_for_grading", doomed)
        verdict = grade_task(task)
    assert len(started) == 2
    results = {result["exercise"]: result for result in verdict["results"]}
    for exercise in lesson(SLUG).exercises:
        assert (results[exercise.id]["verdict"], results[exercise.id]["points"]) == ("GRADER_FAULT", None)
        assert all(why["en"] and why["zh"] for why in results[exercise.id]["why"])
    # What needs no sandbox is judged as always; and a fault of ours is not kept.
    assert results["L01-P1"]["points"] == 1
    again = grade_task(task)
    assert next(result["points"] for result in again["results"]) == 1
