"""The graders graded: every exercise meets the bars, and an exercise that lies is found out."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.table import Table
from threadpoolctl import threadpool_info, threadpool_limits
from typer.testing import CliRunner

from autograder import exercises
from autograder.checking.cases import Case, Exercise, Group, Misconception
from autograder.cli import app
from autograder.exercises.kit import halves, untouched
from autograder.quality import child, table
from autograder.quality.answers import Answer, answers_to
from autograder.quality.child import Done, run_all
from autograder.quality.measure import Measured, _asked, measure
from autograder.quality.mutants import Source
from autograder.quality.sandbox import Sandboxed, sandboxed
from autograder.quality.survivors import FOLDER, explained
from autograder.quality.table import Report
from autograder.sandbox.steps import Call, Make, Method, Step
from lessonkit.language import Text

ROOT = Path(__file__).resolve().parents[2]
ASKED = [(slug, exercise) for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises]
NAMELESS = Text("a test", "测试")


# the exercises of the course --------------------------------------------------------------------------------


@pytest.mark.parametrize(("slug", "exercise"), ASKED, ids=[exercise.id for _, exercise in ASKED])
def test_exercise_meets_the_bars(slug: str, exercise: Exercise) -> None:
    """Do its cases kill the mutants, accept the right answers, reject and name the wrong ones, whatever the seed?"""
    measured = measure(exercise, ROOT, explained(slug).get(exercise.id))
    assert measured.problems == (), f"unexplained survivors: {measured.survivors}"


@pytest.mark.parametrize("slug", exercises.slugs())
def test_sandbox_agrees_on_a_sample(slug: str) -> None:
    """Does the real sandbox judge a right and a wrong answer to each exercise as this process does?"""
    assert sandboxed(slug, ROOT).problems == ()


def test_explained_survivors_belong_to_exercises() -> None:
    for path in FOLDER.glob("*.toml"):
        asked = {exercise.id for exercise in exercises.lesson(path.stem).exercises}
        assert explained(path.stem).keys() <= asked


# an exercise made for these tests ---------------------------------------------------------------------------

Array = np.ndarray[Any, Any]


def scaled(x: Array, factor: float) -> Any:
    return factor * x + 1.5


def a_thousandth_more(x: Array, factor: float) -> Any:
    return factor * x + 1.5 + 0.001 * abs(x).max()


a_thousandth_more.__name__ = "scaled"

RIGHT = {
    "right_plain": "def scaled(x, factor):\n    return x * factor + 1.5\n",
    "right_loop": "import numpy as np\ndef scaled(x, factor):\n    return np.array([factor * one + 1.5 for one in x])\n",
    "right_add": "import numpy as np\ndef scaled(x, factor):\n    return np.add(1.5, np.multiply(x, factor))\n",
}
WRONG = {"wrong_no_offset": "# expect: WRONG_VALUE no_offset\ndef scaled(x, factor):\n    return x * factor\n"}


def drawn(rng: np.random.Generator) -> list[Step]:
    return [Call("scaled", (halves(rng, 5) + 0.25, 2.5))]


CASES = (
    Case("values", NAMELESS, lambda rng: [Call("scaled", (np.array([1.0, -3.0]), 3.0))], public=True),
    Case("values_again", NAMELESS, drawn),
    Case(
        "arguments",
        NAMELESS,
        lambda rng: untouched("scaled", {"x": np.array([1.0, 4.0]), "factor": 0.5}),
        group=Group.PURITY,
    ),
)
NO_OFFSET = Misconception("no_offset", lambda x, factor: factor * x, NAMELESS)
HONEST = Exercise(
    id="scaled",
    alias="T-E1",
    points=1,
    reference=(scaled,),
    signature="scaled(x, factor)",
    cases=CASES,
    misconceptions=(NO_OFFSET,),
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "tests" / "submissions" / "scaled"
    folder.mkdir(parents=True)
    for name, source in (RIGHT | WRONG).items():
        (folder / f"{name}.py").write_text(source, "utf-8")
    return tmp_path


def problems(measured: Measured) -> str:
    return "\n".join(measured.problems)


def test_honest_exercise_has_no_problem(course: Path) -> None:
    measured = measure(HONEST, course)
    assert measured.problems == ()
    assert measured.killed == measured.mutants >= 8
    assert (measured.right_accepted, measured.wrong_rejected, measured.sentences_hit) == (3, 2, 2)


def test_reference_wrong_by_a_thousandth_is_noticed(course: Path) -> None:
    measured = measure(replace(HONEST, reference=(a_thousandth_more,)), course)
    assert measured.right_accepted == 0
    assert "0 of 3 right answers get full marks" in problems(measured)


def test_comparison_that_is_always_true_is_noticed(course: Path) -> None:
    blind = tuple(replace(case, property=lambda steps, records: 1.0) for case in CASES)
    measured = measure(replace(HONEST, cases=blind), course)
    assert measured.survivors
    assert "mutants are killed" in problems(measured)
    assert "wrong_no_offset: asked is WRONG_VALUE; it gets CORRECT" in problems(measured)


def test_comparison_of_nothing_is_noticed(course: Path) -> None:
    empty = Case("empty", NAMELESS, lambda rng: [Make("x", np.ones(3))])
    measured = measure(replace(HONEST, cases=(*CASES, empty)), course)
    assert "scaled/empty: the reference gives nothing to compare with" in problems(measured)


def test_exercise_without_a_hidden_case_is_noticed(course: Path) -> None:
    shown = tuple(replace(case, public=True) for case in CASES)
    assert "No case is hidden" in problems(measure(replace(HONEST, cases=shown), course))


def test_exercise_without_a_case_is_noticed(course: Path) -> None:
    assert measure(replace(HONEST, cases=()), course).problems


def test_catalogued_variant_that_no_case_tells_apart_is_noticed(course: Path) -> None:
    alike = Misconception("alike", lambda x, factor: x * factor + 3 / 2, NAMELESS)
    measured = measure(replace(HONEST, misconceptions=(NO_OFFSET, alike)), course)
    assert "alike: asked is any verdict but CORRECT; it gets CORRECT" in problems(measured)


def test_mistake_that_is_named_otherwise_is_noticed(course: Path) -> None:
    other = replace(NO_OFFSET, name="another")
    assert "asked is the sentence 'no_offset'; named is another" in problems(
        measure(replace(HONEST, misconceptions=(other,)), course)
    )


def test_wrong_answer_that_only_some_seeds_catch_is_noticed(course: Path) -> None:
    """Is luck told from proof? Half of the seeds draw a factor for which this answer is right."""

    def lucky(rng: np.random.Generator) -> list[Step]:
        return [Call("scaled", (np.array([1.0, 2.0, 5.0]), float(rng.integers(1, 3))))]

    path = course / "tests" / "submissions" / "scaled" / "wrong_factor.py"
    path.write_text("# expect: WRONG_VALUE -\ndef scaled(x, factor):\n    return x * min(factor, 1) + 1.5\n", "utf-8")
    cases = (
        replace(CASES[0], script=lambda rng: [Call("scaled", (np.array([2.0]), 1.0))]),
        replace(CASES[1], script=lucky),
    )
    measured = measure(replace(HONEST, cases=cases), course)
    assert measured.flaky == ("wrong_factor",)
    assert "wrong_factor is judged differently with another seed" in problems(measured)


def test_survivor_must_be_explained_and_an_explanation_must_survive(course: Path) -> None:
    blind = (replace(CASES[0], script=lambda rng: [Call("scaled", (np.array([1.0, -3.0]), 1.0))]), CASES[2])
    blind = (blind[0], replace(blind[1], script=lambda rng: [Call("scaled", (np.array([1.0, 4.0]), 1.0))]))
    survivors = measure(replace(HONEST, cases=blind), course).survivors
    assert "scaled: return factor * x + 1.5 => return x + 1.5" in survivors
    reasons = dict.fromkeys(survivors, "the factor is always 1")
    measured = measure(replace(HONEST, cases=blind), course, reasons)
    assert (measured.survivors, measured.explained) == ((), len(survivors))
    assert "An explained survivor no longer survives" in problems(measure(HONEST, course, reasons))


def test_explanation_needs_a_reason(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('[[survivor]]\nexercise = "a"\nmutation = "b => c"\nwhy = " "\n', "utf-8")
    with pytest.raises(ValueError, match="needs a reason"):
        explained("x", tmp_path)


def test_wrong_answer_without_an_expectation_is_noticed(course: Path) -> None:
    (course / "tests" / "submissions" / "scaled" / "wrong_silent.py").write_text("x = 1\n", "utf-8")
    with pytest.raises(ValueError, match="first line must be '# expect:"):
        answers_to(HONEST, course)
    assert "first line must be" in problems(measure(HONEST, course))


def test_answer_that_the_sandbox_judges_otherwise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    lie = Answer("liar", "def step(z):\n    return z\n", "CORRECT")
    monkeypatch.setattr("autograder.quality.sandbox.answers_to", lambda exercise, root: [lie])
    found = sandboxed("01_perceptron", ROOT)
    if "there is none" in found.told:
        pytest.skip(found.told)
    assert "step, liar in the sandbox: asked is CORRECT; it gets WRONG_DTYPE." in found.problems
    assert len(found.problems) == len(exercises.lesson("01_perceptron").exercises)


def test_report_says_what_is_missing() -> None:
    poor = Measured("poor", killed=98, mutants=100, survivors=("poor: a => b",), right=3, right_accepted=3)
    fine = replace(poor, exercise="fine", killed=99)
    good, bad = (Report((("01_x", rows, Sandboxed("Not tried.")),)) for rows in ((fine,), (fine, poor)))
    assert (good.good, bad.good) == (True, False)
    assert not Report((("01_x", (fine,), Sandboxed("Tried.", ("Judged otherwise.",))),)).good
    lines = [str(part) for part in bad.render() if not isinstance(part, Table)]
    assert "  poor: 98 of 100 mutants are killed; asked are 99%." in lines
    assert '  survivor in poor: "poor: a => b"' in lines
    assert [(row["exercise"], row["killed"], row["problems"] == []) for row in bad.to_json()] == [
        ("fine", 99, True), ("poor", 98, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("killed", "code"), [(99, 0), (98, 1)])
def test_the_command_measures_every_exercise_of_the_lesson(
    monkeypatch: pytest.MonkeyPatch, killed: int, code: int
) -> None:
    """Does ``deeplearn quality 01``, quick because nothing is really measured, find its lesson and its verdict?"""
    done = Measured("", killed=killed, mutants=100, right=3, right_accepted=3)
    monkeypatch.setattr(table, "measure", lambda exercise, *_: replace(done, exercise=exercise.id))
    monkeypatch.setattr(table, "sandboxed", lambda *_: Sandboxed("Not tried."))
    told = CliRunner().invoke(app, ["quality", "01"])
    assert told.exit_code == code
    assert all(exercise.id in told.output for exercise in exercises.lesson("01_perceptron").exercises)
    assert ("are killed; asked are" in told.output) is (code == 1)


@pytest.mark.parametrize(
    "short",
    [
        {"right": 2, "right_accepted": 2},
        {"right_accepted": 2},
        {"wrong": 4, "wrong_rejected": 3},
        {"sentences": 9, "sentences_hit": 8},
        {"flaky": ("one",)},
        {"mutants": 0, "killed": 0},
        {"faults": ("Something.",)},
    ],
)
def test_each_bar_counts(short: dict[str, Any]) -> None:
    fine = Measured("fine", 10, 10, right=3, right_accepted=3, wrong=4, wrong_rejected=4, sentences=10, sentences_hit=9)
    assert fine.problems == ()
    assert len(replace(fine, **short).problems) == 1


# mutants ----------------------------------------------------------------------------------------------------


def numpy_code(X: Array, y: Array, rate: float = 0.5) -> Any:
    """Hold one of everything."""
    if X.shape[0] != y.shape[0]:
        raise ValueError(f"{X.shape[0]} rows")
    total = np.zeros(X.shape[1])
    for i in range(1, len(X)):
        total += X[i] * y[i]
    mean = X.mean(axis=0, keepdims=True).copy()
    return X.T @ y - rate * total, np.where(mean >= 0, mean, X[1:].astype(np.int64).sum())


def changes_of(function: Any, *, errors: bool = True) -> list[str]:
    cases = (Case("error", NAMELESS, lambda rng: [], group=Group.ERROR if errors else Group.VALUE),)
    exercise = replace(HONEST, reference=(function,), cases=cases)
    return [mutant.change.split(" => ")[1] for mutant in Source(exercise).mutants()]


@pytest.mark.parametrize(
    "change",
    [
        "def numpy_code(X: Array, y: Array, rate: float=1.0) -> Any:",
        "if X.shape[0] == y.shape[0]:",
        "pass",
        "total = np.ones(X.shape[1])",
        "total = np.zeros(X.shape[2])",
        "for i in range(2, len(X)):",
        "for i in range(1, len(X) - 1):",
        "total -= X[i] * y[i]",
        "total = X[i] * y[i]",
        "total += X[i] / y[i]",
        "mean = X.sum(axis=0, keepdims=True).copy()",
        "mean = X.mean(axis=1, keepdims=True).copy()",
        "mean = X.mean(axis=0).copy()",
        "mean = X.mean(keepdims=True).copy()",
        "mean = X.mean(axis=0, keepdims=True)",
    ],
)
def test_mutation_is_made(change: str) -> None:
    assert change in changes_of(numpy_code)


def test_mutants_are_all_different_and_the_signature_stays() -> None:
    source = Source(replace(HONEST, reference=(numpy_code,)))
    mutants = source.mutants()
    assert len({m.source for m in mutants} | {source.text}) == len(mutants) + 1
    assert len({m.change for m in mutants}) == len(mutants)
    assert all("(X: Array, y: Array, rate: float=" in m.source for m in mutants)
    swapped = "return (np.where(mean >= 0, mean, X[1:].astype(np.int64).sum()), X.T @ y - rate * total)"
    assert any(swapped in m.source for m in mutants)


def test_errors_that_no_case_asks_for_are_left_alone() -> None:
    changed = changes_of(numpy_code, errors=False)
    assert "pass" in changed
    assert not any(change.startswith("if X.shape") for change in changed)


class Line:
    """A line with one method that no case calls."""

    def __init__(self, slope: float) -> None:
        self.slope = slope

    def at(self, x: float) -> float:
        return self.slope * x + self.offset

    @property
    def offset(self) -> float:
        return _half(3.0)

    def unused(self, x: float) -> float:
        return x - 7


def _half(x: float) -> float:
    return x / 2


def test_mutants_of_a_class_are_those_of_what_the_cases_run(tmp_path: Path) -> None:
    made = [Call("Line", (2.0,), into="line"), Method("line", "at", (3.0,))]
    cases = (Case("at", NAMELESS, lambda rng: made), Case("hidden", NAMELESS, lambda rng: made, public=True))
    exercise = replace(HONEST, id="line", reference=(Line,), cases=cases, misconceptions=())
    measured = measure(exercise, tmp_path)
    changed = " ".join(mutant.change for mutant in Source(exercise).mutants())
    assert all(f"{name}: " in changed for name in ("at", "offset", "_half", "unused"))
    assert (measured.survivors, measured.killed) == ((), measured.mutants)
    assert measured.problems == ("right_*.py in tests/submissions/line/: 0 found, 3 are asked, in different styles.",)


def slow() -> Callable[[Array, float], Array]:
    def scaled(x: Array, factor: float) -> Array:
        sum(range(2_000_000))
        return factor * x + 1.5

    return scaled


def test_limits_rest_on_what_the_cases_take_whatever_was_judged_before() -> None:
    """Another test of the same process may have judged the exercise: its cases are then remembered, and cost nothing."""
    exercise = replace(HONEST, reference=(slow(),))
    first, second = _asked(exercise)[1], _asked(exercise)[1]
    assert second > first / 10


def test_products_are_computed_by_one_thread_as_in_the_sandbox(course: Path) -> None:
    """Several threads spin while they wait for one another: beside another fork that reaches a mutant's limit."""
    with threadpool_limits(2, "blas"):
        assert threads_of_products() == {2}
        assert measure(replace(HONEST, reference=(single(),)), course).problems == ()
        assert threads_of_products() == {2}


def threads_of_products() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def single() -> Callable[[Array, float], Array]:
    def scaled(x: Array, factor: float) -> Array:
        assert threads_of_products() == {1}
        return factor * x + 1.5

    return scaled


def test_a_reference_that_outlasts_a_mutants_limits_is_told(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CPU_SECONDS", 0.01)
    monkeypatch.setattr("autograder.quality.measure._asked", lambda exercise: (_asked(exercise)[0], 0.0))
    measured = measure(replace(HONEST, reference=(slow(),)), course)
    assert any("doesn't end within a mutant's limits" in problem for problem in measured.problems)


# the child --------------------------------------------------------------------------------------------------


def endless() -> None:
    while True:
        pass


def deep(n: int = 0) -> int:
    return deep(n + 1) + 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_job_that_never_ends_or_crashes_stops_no_other(workers: int) -> None:
    jobs = [lambda: 1, endless, lambda: 2, os.abort, deep, lambda: 3, lambda: os._exit(3), lambda: np.ones(3).sum()]
    began = time.monotonic()
    found: Sequence[Done] = [done for _, done in sorted(run_all(jobs, workers=workers), key=lambda pair: pair[0])]
    assert [done.value for done in found] == [1, None, 2, None, None, 3, None, 3.0]
    assert [done.ended.split()[0] if done.ended else "" for done in found] == [
        "", "TIMED_OUT", "", "CRASHED", "CRASHED", "", "CRASHED", "",
    ]  # fmt: skip
    assert time.monotonic() - began < 30


def test_mutant_that_loops_for_ever_counts_as_killed(course: Path) -> None:
    measured = measure(replace(HONEST, reference=(counting(),)), course)
    assert measured.survivors == ("scaled: return np.array(out) => return np.asarray(out)",)  # the same, of a list
    assert measured.killed == measured.mutants - 1 > 10
    assert measured.right_accepted == 3


def counting() -> Callable[[Array, float], Array]:
    def scaled(x: Array, factor: float) -> Array:
        done, out = 0, []
        while done < len(x):
            out.append(factor * x[done] + 1.5)
            done += 1
        return np.array(out)

    return scaled
