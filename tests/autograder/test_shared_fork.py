"""Cases share a process until one fails: the grade is that of cases which are each alone, for fewer forks."""

import pytest

from autograder.exercises import find
from autograder.grading.answer import grade_file
from autograder.sandbox import launcher

pytestmark = [pytest.mark.slow]

RIGHT = "def step(z):\n    return (np.asarray(z) > 0).astype(np.int64)\n"
TIRED = """
calls = 0
def step(z):
    global calls
    calls += 1
    if calls > 6:
        return "tired"
    return (np.asarray(z) > 0).astype(np.int64)
"""
VANDAL = """
def step(z):
    found = (np.asarray(z) > 0).astype(np.int64)
    np.asarray = None
    return found
"""
LEAVER = """
import os
calls = 0
def step(z):
    global calls
    calls += 1
    if calls == 9:
        os._exit(0)
    return (np.asarray(z) > 0).astype(np.int64)
"""


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the forks that are asked for."""
    asked: list[int] = []
    ask = launcher.Loaded.ask

    def counted(self: launcher.Loaded, inside: object) -> None:
        asked.append(1)
        ask(self, inside)  # type: ignore[arg-type]

    monkeypatch.setattr(launcher.Loaded, "ask", counted)
    return asked


def test_right_answer_needs_one_fork(forks: list[int]) -> None:
    exercise = find("step")[1]
    result = grade_file(exercise, RIGHT)  # type: ignore[arg-type]
    assert (result.verdict, result.points, len(forks)) == ("CORRECT", exercise.points, 1)


@pytest.mark.parametrize("source", [TIRED, LEAVER], ids=["wrong after some calls", "gone after some calls"])
def test_what_earlier_cases_left_behind_costs_nothing(source: str, forks: list[int]) -> None:
    result = grade_file(find("step")[1], source)  # type: ignore[arg-type]
    assert result.verdict == "CORRECT"
    assert len(forks) > 1


def test_answer_that_breaks_its_own_process_fails_only_where_it_is_called_twice() -> None:
    """The case that counts lines calls it three times; all others call it once, each in a process that is whole."""
    result = grade_file(find("step")[1], VANDAL)  # type: ignore[arg-type]
    failed = {case.name for case in result.cases if case.verdict != "CORRECT"}
    assert 0 < len(failed) < len(result.cases) / 2, failed


def test_wrong_answer_fails_the_same_cases_as_each_alone() -> None:
    source = RIGHT.replace("> 0", ">= 0")
    result = grade_file(find("step")[1], source)  # type: ignore[arg-type]
    assert result.verdict == "WRONG_VALUE"
    assert result.misconceptions
    assert 0 < result.points < 1  # type: ignore[operator]
