"""Lesson 00: points, pairs of cases, and the numbers that were worked out for each catalogued mistake."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise, Group, Misconception
from autograder.checking.judge import judge
from autograder.checking.rehearsal import variant_namespace
from autograder.checking.verdicts import Verdict
from autograder.exercises.arrays import LESSON, wrong
from autograder.exercises.arrays.images import PROBE as COLORS
from autograder.sandbox.script import LocalPlayer
from deeplearn_ref import arrays as ref

by_exercise = pytest.mark.parametrize("exercise", LESSON.exercises, ids=lambda e: e.id)
PAIRS = [(e, m) for e in LESSON.exercises for m in e.misconceptions]
SUMS = (np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5)
IMAGES = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
FEATURES = np.array([[1.0, 5.0], [3.0, 5.0], [5.0, 5.0]])
ROOT = 1.224745  # (5 - 3) / sqrt(8 / 3)


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def seed(number: int) -> Callable[[str], int]:
    return lambda case: number * 1000 + sum(map(ord, case))


def test_points_are_those_of_the_plan() -> None:
    assert {e.alias: e.points for e in LESSON.exercises} == {
        "L00-E1": 2,
        "L00-E2": 4,
        "L00-E3": 4,
        "L00-E4": 3,
        "L00-E5": 4,
    }
    assert [(w.alias, w.points) for w in LESSON.written] == [("L00-W1", 4), ("L00-W2", 3)]
    assert [(p.id, p.answer) for p in LESSON.predictions] == [("L00-P1", "b"), ("L00-P2", "c")]


@by_exercise
def test_every_hidden_case_has_a_public_sibling(exercise: Exercise) -> None:
    public = {(case.purpose, case.group) for case in exercise.cases if case.public}
    hidden = [case for case in exercise.cases if not case.public]
    assert hidden
    assert all((case.purpose, case.group) in public for case in hidden)
    whole = sum(case.weight for case in exercise.cases)
    assert sum(case.weight for case in exercise.cases if case.group is Group.PURITY) <= 0.2 * whole


@by_exercise
def test_reference_gets_full_marks(exercise: Exercise) -> None:
    for number in range(10):
        result = judge(exercise, LocalPlayer(exercise.answers), Attempt("x = 1"), seed(number))
        assert (result.verdict, result.points) == (Verdict.CORRECT, exercise.points)


@pytest.mark.parametrize(("exercise", "misconception"), PAIRS, ids=[f"{e.id}-{m.name}" for e, m in PAIRS])
def test_a_mistake_is_named_by_its_own_sentence(exercise: Exercise, misconception: Misconception) -> None:
    for number in range(5):
        for public_only in (True, False):
            player = LocalPlayer(variant_namespace(exercise, misconception))
            result = judge(exercise, player, Attempt("x = 1"), seed(number), public_only=public_only)
            assert result.misconceptions == (misconception.name,)
            assert result.points is not None
            assert result.points < exercise.points


@by_exercise
def test_chinese_is_typeset_as_chinese(exercise: Exercise) -> None:
    texts = [case.purpose for case in exercise.cases] + [m.sentence for m in exercise.misconceptions]
    for text in (*texts, *exercise.hints):
        zh = re.sub(r"`[^`]*`", "`x`", text.zh)
        assert not re.search(r"[您请！]|[一-鿿] ?[,;:!?]|[，。；：（）] | [，。；：（）]", zh), zh
        assert not re.search(r"[一-鿿][A-Za-z0-9`]|[A-Za-z0-9`][一-鿿]", zh), zh


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_bias", [12, 34, 56]),
        ("average", [6.5, 17.5, 28.5]),
        ("axis_0", [90.5, 12.5]),
        ("not_summed", [[10.5, 2.5], [30.5, 4.5], [50.5, 6.5]]),
        ("bias_per_feature", [13, 35, 57]),
    ],
)
def test_weighted_sums(name: str, expected: list[Any]) -> None:
    assert variant(wrong.SUMS, name)(*SUMS).tolist() == expected


def test_weighted_sums_of_bytes_overflow() -> None:
    """200 · 2 + 100 · 3 = 700 is 188 more than twice 256."""
    X, w = np.array([[200, 100]], dtype=np.uint8), np.array([2, 3], dtype=np.uint8)
    assert ref.weighted_sums(X, w, 0.0).tolist() == [700.0]
    assert variant(wrong.SUMS, "dtype_kept")(X, w, 0).tolist() == [188]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("not_divided", [[76.245, 149.685], [128.76, 18.15]]),
        ("plain_mean", [[0.3333, 0.3333], [0.5098, 0.0784]]),
        ("overflow", [[0.3333, 0.3333], [0.175163, 0.0784]]),
        ("blue_first", [[0.114, 0.587], [0.425137, 0.085686]]),
    ],
)
def test_gray(name: str, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(variant(wrong.GRAY, name)(COLORS), expected, atol=6e-5)
    assert 200 + 100 + 90 - 256 == 134
    assert ref.rgb_to_gray(COLORS)[1, 0] == pytest.approx((59.8 + 58.7 + 10.26) / 255)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("not_divided", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        ("pixels_mixed", [k / 255 for k in range(0, 24, 2)]),
        ("whole_division", [0] * 12),
        ("scaled_by_maximum", [k / 23 for k in range(12)]),
    ],
)
def test_flattened(name: str, row: list[float]) -> None:
    np.testing.assert_allclose(variant(wrong.FLATTEN, name)(IMAGES)[0], row, atol=1e-12)


def test_flattened_into_other_shapes() -> None:
    assert variant(wrong.FLATTEN, "images_in_columns")(IMAGES).shape == (12, 2)
    with pytest.raises(ValueError, match="reshape"):
        variant(wrong.FLATTEN, "empty_not_reshaped")(np.zeros((0, 2, 2)))
    floats = np.ones((2, 2, 3))
    assert np.shares_memory(variant(wrong.FLATTEN, "shares_memory")(floats), floats)
    assert not np.shares_memory(ref.flatten_images(floats), floats)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("divided_by_m_minus_1", [-1, 0, 1]),
        ("variance", [-0.75, 0, 0.75]),
        ("not_centered", [1 / 1.632993, 3 / 1.632993, 5 / 1.632993]),
        ("constant_divided", [-ROOT, 0, ROOT]),
    ],
)
def test_standardized(name: str, column: list[float]) -> None:
    Xs, _, std = variant(wrong.STANDARDIZE, name)(FEATURES)
    np.testing.assert_allclose(Xs[:, 0], column, atol=1e-6)
    assert std[1] == 0
    assert np.isnan(Xs[:, 1]).all() == (name == "constant_divided")


def test_standardized_column_of_tenths() -> None:
    tenths = np.full((3, 1), 0.1)
    assert 1e-17 < tenths.std(axis=0)[0] < 2e-17
    assert variant(wrong.STANDARDIZE, "exactly_zero")(tenths)[0].ravel().tolist() == [-1, -1, -1]
    np.testing.assert_allclose(ref.standardize(tenths)[0], 0, atol=1e-12)


def test_standardized_by_sample_and_without_what_was_given() -> None:
    Xs, mean, _ = variant(wrong.STANDARDIZE, "axis_1")(FEATURES)
    np.testing.assert_allclose(Xs, [[-1, 1], [-1, 1], [0, 0]])
    assert mean.tolist() == [3, 4, 5]
    ignored = variant(wrong.STANDARDIZE, "given_ignored")(FEATURES, np.zeros(2), np.ones(2))
    assert ignored[1].tolist() == [3, 5]
