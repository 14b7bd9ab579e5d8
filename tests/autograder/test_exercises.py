"""The exercises of lesson 1: complete, fair, and with the numbers that the lesson plan computed."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import exercises
from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise, Group
from autograder.checking.compare import compare
from autograder.checking.judge import judge
from autograder.checking.rehearsal import steps_of, variant_namespace
from autograder.checking.verdicts import Verdict
from autograder.exercises import perceptron
from autograder.exercises.perceptron.gates import ROWS, TABLES
from autograder.sandbox.script import LocalPlayer
from deeplearn_ref import perceptron as ref

EXERCISES = perceptron.LESSON.exercises
by_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
PAIRS = [(e, m) for e in EXERCISES for m in e.misconceptions]
AND, OR, NAND, XOR = (np.array(t) for t in (TABLES["and"], TABLES["or"], TABLES["nand"], [0, 1, 1, 0]))


def seed(number: int) -> Callable[[str], int]:
    return lambda case: number * 1000 + sum(map(ord, case))


def wrong(exercise: str, misconception: str) -> Callable[..., Any]:
    asked = perceptron.LESSON.exercise(exercise)
    found = next(m for m in asked.misconceptions if m.name == misconception)
    function: Callable[..., Any] = variant_namespace(asked, found)[asked.names[0]]
    return function


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in EXERCISES}
    assert points == {f"L01-E{i}": p for i, p in enumerate([1, 2, 3, 3, 4, 3, 2], start=1)}
    assert sum(w.points for w in perceptron.LESSON.written) == 6
    assert [p.id for p in perceptron.LESSON.predictions] == ["L01-P1", "L01-P2"]
    assert all(p.answer in p.options for p in perceptron.LESSON.predictions)


def test_exercise_is_found_by_id_and_alias() -> None:
    assert exercises.find("step") == exercises.find("L01-E1")
    with pytest.raises(KeyError):
        exercises.find("nothing")


def test_one_of_several_functions_leads_to_its_exercise() -> None:
    assert exercises.find("l2_gradients") == exercises.find("l2_penalty")
    with pytest.raises(KeyError):
        exercises.find("MLPClassifier")  # three exercises are about it


@by_exercise
def test_every_hidden_case_has_a_public_sibling(exercise: Exercise) -> None:
    public = {(case.purpose, case.group) for case in exercise.cases if case.public}
    hidden = [case for case in exercise.cases if not case.public]
    assert hidden
    assert all((case.purpose, case.group) in public for case in hidden)
    assert len({case.name for case in exercise.cases}) == len(exercise.cases)


@by_exercise
def test_aliasing_weighs_at_most_a_fifth(exercise: Exercise) -> None:
    purity = sum(case.weight for case in exercise.cases if case.group is Group.PURITY)
    assert purity <= 0.2 * sum(case.weight for case in exercise.cases)


@by_exercise
def test_hints_have_four_levels_and_no_code(exercise: Exercise) -> None:
    assert len(exercise.hints) == 4
    for hint in exercise.hints:
        assert hint.en
        assert hint.zh
        assert "return" not in hint.en.replace("Return a pair", "")
        assert "np." not in hint.en + hint.zh


@by_exercise
def test_chinese_is_typeset_as_chinese(exercise: Exercise) -> None:
    texts = [case.purpose for case in exercise.cases] + [m.sentence for m in exercise.misconceptions]
    for text in (*texts, *exercise.hints):
        zh = re.sub(r"`[^`]*`", "`x`", text.zh)
        assert not re.search(r"[您请！]|[一-鿿] ?[,;:!?]|[，。；：（）] | [，。；：（）]", zh), zh
        assert not re.search(r"[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`][一-鿿]", zh), zh


@by_exercise
def test_needs_are_what_the_reference_calls(exercise: Exercise) -> None:
    """Does `needs` list the asked functions that the reference reaches, directly or through another?"""
    asked = {name: getattr(ref, name) for e in EXERCISES for name in e.names}
    waiting, reached = [f.__name__ for f in exercise.reference], set()
    while waiting:
        tree = ast.parse(textwrap.dedent(inspect.getsource(asked[waiting.pop()])))
        called = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} & set(asked)
        waiting += sorted(called - reached)
        reached |= called
    assert {f.__name__ for f in exercise.needs} == reached - set(exercise.names)


@by_exercise
def test_reference_gets_full_marks_for_twenty_seeds(exercise: Exercise) -> None:
    for number in range(20):
        result = judge(exercise, LocalPlayer(exercise.answers), Attempt("x = 1"), seed(number))
        assert (result.verdict, result.points) == (Verdict.CORRECT, exercise.points)


@pytest.mark.parametrize(("exercise", "misconception"), PAIRS, ids=[f"{e.id}-{m.name}" for e, m in PAIRS])
def test_variant_is_wrong_and_named_for_every_seed(exercise: Exercise, misconception: Any) -> None:
    for number in range(10):
        for public_only in (True, False):
            player = LocalPlayer(variant_namespace(exercise, misconception))
            result = judge(exercise, player, Attempt("x = 1"), seed(number), public_only=public_only)
            assert result.misconceptions == (misconception.name,)
            assert result.why == (misconception.sentence,)
            assert result.points is not None
            assert result.points < exercise.points


@by_exercise
def test_inputs_are_drawn_from_the_seed_alone(exercise: Exercise) -> None:
    for case in exercise.cases:
        assert repr(steps_of(case, 5)) == repr(steps_of(case, 5))


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (ref.step, (np.array([-1.0, 0.0, 2.0]),), np.array([0, 0, 1])),
        (wrong("step", "tie_is_one"), (np.array([-1.0, 0.0, 2.0]),), np.array([0, 1, 1])),
        (wrong("step", "sign"), (np.array([-1.0, 0.0, 2.0]),), np.array([-1.0, 0.0, 1.0])),
    ],
)
def test_probe_of_step(function: Any, arguments: Any, expected: Any) -> None:
    assert compare(function(*arguments), expected) is None


PREDICT = (np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]]), np.array([1.0, -1.0]), 1.0)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (ref.perceptron_predict, [1, 1, 0]),
        (wrong("perceptron_predict", "tie_is_one"), [1, 1, 1]),
        (wrong("perceptron_predict", "no_bias"), [1, 0, 0]),
        (wrong("perceptron_predict", "bias_after_step"), [2, 1, 1]),
        (wrong("perceptron_predict", "returns_z"), [2, 1, 0]),
        (wrong("perceptron_predict", "column"), [[1], [1], [0]]),
    ],
)
def test_probe_of_predict(function: Any, expected: Any) -> None:
    assert function(*PREDICT).tolist() == expected


UPDATE = (np.array([1.0, -1.0]), 0.2, np.array([2.0, 1.0]), 0, 0.5)
TIE = (np.array([0.0, 0.0]), 0.0, np.array([2.0, 1.0]), 1, 0.5)


@pytest.mark.parametrize(
    ("function", "sample", "w", "b"),
    [
        (ref.perceptron_update, UPDATE, [0, -1.5], -0.3),
        (wrong("perceptron_update", "sign"), UPDATE, [2, -0.5], 0.7),
        (wrong("perceptron_update", "no_bias_update"), UPDATE, [0, -1.5], 0.2),
        (wrong("perceptron_update", "no_learning_rate"), UPDATE, [-1, -2], -0.8),
        (wrong("perceptron_update", "adaline"), UPDATE, [-0.2, -1.6], -0.4),
        (ref.perceptron_update, TIE, [1, 0.5], 0.5),
        (wrong("perceptron_update", "tie_is_one"), TIE, [0, 0], 0.0),
        (wrong("perceptron_update", "always_subtract"), TIE, [-1, -0.5], -0.5),
    ],
)
def test_probe_of_update(function: Any, sample: Any, w: list[float], b: float) -> None:
    new_w, new_b = function(*sample)
    np.testing.assert_allclose(new_w, w, atol=1e-12)
    assert new_b == pytest.approx(b)


@pytest.mark.parametrize(
    ("labels", "options", "w", "b", "errors", "converged"),
    [
        (AND, {}, [2, 1], -2, [1, 3, 3, 2, 1, 0], True),
        (OR, {}, [1, 1], 0, [1, 2, 1, 0], True),
        (NAND, {}, [-2, -1], 3, [2, 3, 3, 2, 1, 0], True),
        (AND, {"learning_rate": 0.5}, [1, 0.5], -1, [1, 3, 3, 2, 1, 0], True),
        (AND, {"max_epochs": 5}, [2, 1], -2, [1, 3, 3, 2, 1], False),
        (AND, {"max_epochs": 0}, [0, 0], 0, [], False),
    ],
)
def test_probe_of_fit(labels: Any, options: Any, w: list[float], b: float, errors: list[int], converged: bool) -> None:
    found = ref.perceptron_fit(ROWS, labels, **options)
    assert (found["w"].tolist(), found["b"], found["errors"], found["converged"]) == (w, b, errors, converged)


def test_probe_of_fit_on_xor() -> None:
    found = ref.perceptron_fit(ROWS, XOR)
    assert (found["errors"][:3], set(found["errors"][3:]), len(found["errors"])) == ([2, 3, 4], {4}, 100)
    assert found["converged"] is False


def test_probe_of_fit_without_bias_update() -> None:
    found = wrong("perceptron_fit", "no_bias_update")(ROWS, AND)
    assert found["errors"][:4] == [1, 3, 3, 3]
    assert found["converged"] is False


def test_gate_judge_accepts_any_right_parameters_and_no_other(rng: np.random.Generator) -> None:
    """Does the truth-table property agree with a plain evaluation of random parameters?"""
    case = next(case for case in perceptron.GATE.cases if case.name == "nand")
    agreed = 0
    for _ in range(300):
        w, b = rng.integers(-4, 5, 2).astype(float), float(rng.integers(-6, 7)) / 2
        right = [int(x1 * w[0] + x2 * w[1] + b > 0) for x1, x2 in ROWS] == TABLES["nand"]
        player = LocalPlayer({"gate_params": lambda name, w=w, b=b: (w, b)})
        records = player.play(steps_of(case, 0))
        assert case.property is not None
        assert (case.property(steps_of(case, 0), records) == 1.0) is right
        agreed += right
    assert agreed >= 3
