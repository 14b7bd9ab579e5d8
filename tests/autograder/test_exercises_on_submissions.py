"""The tester tested: right answers in several styles get full marks, wrong ones exactly their verdict."""

import pkgutil
import re
import zlib
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from autograder import exercises
from autograder.checking.attempt import Attempt, CellFailure
from autograder.checking.cases import Exercise
from autograder.checking.judge import judge
from autograder.checking.verdicts import Result, Verdict
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer

FOLDER = Path(__file__).resolve().parents[1] / "submissions"
REGISTERED = {exercise.id for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises}
# Answers of a lesson that is being written, and not registered yet, wait until it is.
RIGHT, WRONG = (
    [path for path in sorted(FOLDER.glob(f"*/{kind}_*.py")) if path.parent.name in REGISTERED]
    for kind in ("right", "wrong")
)
EXERCISES = [exercise for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises]
SEEDS = range(1)  # `deeplearn quality` judges each with twenty, and none may differ; see test_quality


def label(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def asked(path: Path) -> Exercise:
    _, exercise = exercises.find(path.parent.name)
    assert isinstance(exercise, Exercise)
    return exercise


@cache
@np.errstate()  # an answer that calls np.seterr does so for itself alone
def result_of(path: Path, seed: int = 0, *, public_only: bool = False) -> Result:
    """Judge a file as an answer, in this process."""
    exercise, source = asked(path), path.read_text("utf-8")
    namespace = {"np": np} | {need.__name__: need for need in exercise.needs}
    failure = None
    try:
        exec(compile(source, f"<cell {exercise.id}>", "exec"), namespace)
    except Exception as error:
        names = tuple(kind.__name__ for kind in type(error).__mro__)
        failure = CellFailure(exception=names, message=str(error))
    player = LocalPlayer(namespace, lambda filename: filename.startswith("<cell "))

    def seed_of(case: str) -> int:
        return zlib.crc32(f"{seed} {case}".encode())

    return judge(exercise, player, Attempt(source, failure), seed_of, public_only=public_only)


def test_every_folder_of_answers_belongs_to_an_exercise_of_some_room() -> None:
    rooms = [room.name for room in pkgutil.iter_modules(exercises.__path__) if room.ispkg]
    lessons = [import_module(f"autograder.exercises.{room}").LESSON for room in rooms]
    known = {exercise.id for lesson in lessons for exercise in lesson.exercises}
    assert {folder.name for folder in FOLDER.iterdir() if any(folder.glob("*.py"))} <= known


@pytest.mark.parametrize("path", RIGHT, ids=label)
def test_right_answer_gets_full_marks(path: Path) -> None:
    for seed in SEEDS:
        result = result_of(path, seed)
        faults = [(case.name, case.verdict, case.why) for case in result.cases if case.why]
        assert (result.verdict, result.points, faults) == (Verdict.CORRECT, asked(path).points, [])


@pytest.mark.parametrize("path", WRONG, ids=label)
def test_wrong_answer_gets_its_verdict_and_its_sentence(path: Path) -> None:
    found = re.match(r"# expect: (\w+) (\S+)", path.read_text("utf-8"))
    assert found, "the first line must say what is expected"
    verdict, name = found.groups()
    for seed in SEEDS:
        for public_only in (False, True):
            result = result_of(path, seed, public_only=public_only)
            expected = (verdict, None if name == "-" else name)
            assert (str(result.verdict), result.misconception) == expected
            assert result.points is not None
            assert result.points < asked(path).points
            assert all(case.points <= case.max_points for case in result.cases)


@pytest.mark.parametrize(("name", "title"), [("wrong_unchecked", "NO_ERROR"), ("wrong_sum", "WRONG_VALUE")])
def test_error_that_is_not_raised_is_not_called_a_wrong_value(name: str, title: str) -> None:
    result = result_of(FOLDER / "mse" / f"{name}.py")
    assert {one.title for one in (result, *result.cases) if one.verdict is not Verdict.CORRECT} == {
        f"verdict_name.{title}"
    }


@pytest.mark.parametrize(
    ("path", "key", "about"),
    [
        ("mse/wrong_error_returned.py", "why.should_raise_returned", {"exception": "ValueError"}),
        ("numerical_derivative/wrong_return_print.py", "why.printed", {}),
    ],
)
def test_what_is_handed_back_by_mistake_is_named(path: str, key: str, about: dict[str, str]) -> None:
    assert result_of(FOLDER / path).why == (say(key, **about),)


def test_a_function_of_math_that_got_an_array_is_told_to_be_one_of_numpy() -> None:
    told = result_of(FOLDER / "sigmoid" / "wrong_math_exp.py").why[-1]
    assert "`np.exp` instead of `math.exp`" in told.en
    assert "用 `np.exp`，不用 `math.exp`" in told.zh


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_exercise_has_right_answers_in_three_styles(exercise: Exercise) -> None:
    assert len(list((FOLDER / exercise.id).glob("right_*.py"))) >= 3


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_every_misconception_has_a_submission(exercise: Exercise) -> None:
    texts = [path.read_text("utf-8") for path in (FOLDER / exercise.id).glob("wrong_*.py")]
    named = {found[1] for text in texts if (found := re.match(r"# expect: \w+ (\S+)", text))}
    assert {m.name for m in exercise.misconceptions} <= named


@pytest.mark.parametrize("path", WRONG, ids=label)
def test_a_hidden_input_is_never_shown(path: Path) -> None:
    """Do the sentences of hidden cases leave out calls, expected values and the student's own messages?"""
    for case in result_of(path).cases:
        if not case.public:
            told = " ".join(sentence.en for sentence in case.why)
            assert "Tried:" not in told
            assert "xpected `" not in told
            assert "The message was" not in told
