"""Cases share a process until one fails: the grade is that of cases which are each alone, for fewer forks."""

import time
from collections.abc import Iterator

import pytest

from autograder.checking.cases import Exercise
from autograder.checking.verdicts import Result
from autograder.exercises import find, lesson, slugs
from autograder.grading.answer import SETUP, grade_file, judge_loaded, none_lent_first
from autograder.grading.seeds import seeds
from autograder.sandbox import launcher
from autograder.sandbox.bundle import reached
from autograder.sandbox.launcher import Cell, Worker, open_worker
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Call

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


# exercises share one too ------------------------------------------------------------------------------------

UPDATE = """
def perceptron_update(w, b, x, y, learning_rate=1.0):
    if w.shape != x.shape:
        raise ValueError("w and x do not fit")
    mistake = int(y) - int(step(w @ x + b))
    return w + learning_rate * mistake * x, float(b + learning_rate * mistake)
"""
KEEPS = UPDATE.replace("    if w.shape", "    np.kept = step\n    if w.shape")
TAKES = "def step(z):\n    return np.kept(z)\n"
STARTS = UPDATE.replace("    if w.shape", "    threading.Thread(target=forever, daemon=True).start()\n    if w.shape")
FOREVER = "import threading\ndef forever():\n    while True:\n        pass\n"
SPOILS = UPDATE.replace("    if w.shape", "    np.int64 = None\n    if w.shape")


GATES = """
def gate_params(name):
    gates = {"and": ([1, 1], -1.5), "or": ([1, 1], -0.5), "nand": ([-1, -1], 1.5), "nor": ([-1, -1], 0.5)}
    if name not in gates:
        raise ValueError("no such gate: " + name)
    return np.asarray(gates[name][0], dtype=np.float64), gates[name][1]
"""


PART = "def part(name, X):\n    w, b = gate_params(name)\n    return (X @ w + b > 0).astype(np.int64)\n"
XOR_BY_HELPER = """
def xor_gate(X):
    if np.ndim(X) != 2 or X.shape[1] != 2:
        raise ValueError("X must be (m, 2)")
    return last(np.stack([part("or", X), part("NOT AND", X)], axis=1))
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with open_worker() as worker:
        yield worker


def judged(worker: Worker, order: tuple[str, ...], **answers: str) -> list[Result]:
    """Judge some exercises of lesson 01 in this order, as parts of one submission."""
    cells = [Cell("setup", "setup", SETUP), *(Cell(name, "solution", source) for name, source in answers.items())]
    asked = [find(name)[1] for name in order]
    seed = seeds(b"a test", "", "", "")
    with worker.load(cells, asked[0].limits) as loaded:  # type: ignore[union-attr]
        return [judge_loaded(exercise, loaded, answers, seed) for exercise in asked]  # type: ignore[arg-type]


def test_right_submission_needs_one_fork(worker: Worker, forks: list[int]) -> None:
    results = judged(worker, ("step", "perceptron_update"), step=RIGHT, perceptron_update=UPDATE)
    assert [result.verdict for result in results] == ["CORRECT", "CORRECT"]
    assert len(forks) == 1


def test_what_one_exercise_was_lent_is_gone_in_the_next(worker: Worker) -> None:
    answer = "step = 'mine'\ndef names():\n    return [step if step == 'mine' else 'lent', 'other' in globals()]\n"
    lent = "def step(z):\n    pass\ndef other(z):\n    pass\n__all__ = ['step', 'other']"
    with worker.load([Cell("answer", "solution", answer)]) as loaded:
        found = []
        for needs in ("", lent, ""):
            loaded.shared.prepare(needs=needs, limits=Limits())
            found += [record.value for record in loaded.shared.play([Call("names")])]
        assert found == [["mine", False], ["lent", True], ["mine", False]]
        assert loaded.shared.played == 3


def test_function_kept_from_one_exercise_is_no_answer_to_another(worker: Worker, forks: list[int]) -> None:
    """The update is lent `step`. Asked for that afterwards, the answer finds itself in a process that never had it."""
    update, step = judged(worker, ("perceptron_update", "step"), step=TAKES, perceptron_update=KEEPS)
    assert (update.verdict, step.verdict, step.points) == ("CORRECT", "RAISED", 0)
    assert len(forks) > 1


@pytest.mark.parametrize("source", [FOREVER + STARTS, SPOILS], ids=["a thread goes on", "NumPy is patched"])
def test_what_an_earlier_exercise_left_behind_costs_the_next_one_nothing(worker: Worker, source: str) -> None:
    answers = {"perceptron_update": source, "gate_params": GATES}
    assert judged(worker, ("perceptron_update", "gate_params"), **answers)[1].verdict == "CORRECT"
    assert judged(worker, ("step", "gate_params"), step=VANDAL, gate_params=GATES)[1].verdict == "CORRECT"


def test_helper_in_another_cell_may_rely_on_a_wider_function_of_the_students_own(worker: Worker) -> None:
    """The course's `gate_params` knows no "NOT AND"; this student's does. Some cells do not concern the answer."""
    wide = GATES.replace("    gates", '    name = {"NOT AND": "nand"}.get(name, name)\n    gates')
    answers = {"gate_params": wide, "broken": "def chain(:", "xor_gate": XOR_BY_HELPER}
    answers |= {"helper": PART, "unread": "%%time\nother = 1", "last": 'last = lambda X: part("and", X)'}
    assert judged(worker, ("xor_gate",), **answers)[0].verdict == "CORRECT"
    answers["gate_params"] = wide.replace('"NOT AND": "nand"', "")
    assert judged(worker, ("xor_gate",), **answers)[0].points == 0


@pytest.mark.parametrize("slug", slugs())
def test_no_function_is_asked_for_after_the_course_s_own_was_lent(slug: str) -> None:
    """An answer may keep what it was lent, in a file or in memory that its processes share."""
    lent = set[str]()
    asked = lesson(slug).exercises
    ordered = none_lent_first(asked)
    for exercise in ordered:
        assert not lent & set(exercise.names), exercise.id
        lent |= {name for _, name in reached(tuple(exercise.needs))}
    assert sorted(exercise.id for exercise in ordered) == sorted(exercise.id for exercise in asked)


def test_time_that_all_cases_take_together_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that stays just below the limit in every case would else cost it in every case."""
    monkeypatch.setattr("autograder.grading.answer.ALLOWANCE", 0.1)
    exercise = find("step")[1]
    assert isinstance(exercise, Exercise)
    slow = "import time\ndef step(z):\n    time.sleep(0.4)\n    return (np.asarray(z) > 0).astype(np.int64)"
    begun = time.monotonic()
    result = grade_file(exercise, slow)
    assert "TIMED_OUT" in [case.verdict for case in result.cases]
    assert "CORRECT" in [case.verdict for case in result.cases]
    assert time.monotonic() - begun < 0.4 * len(exercise.cases)
