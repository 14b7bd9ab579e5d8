"""Lesson 09: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Misconception
from autograder.checking.judge import judge
from autograder.checking.verdicts import Verdict
from autograder.exercises.minibatches import LESSON, wrong_batches, wrong_epoch, wrong_gradients, wrong_numbers
from autograder.sandbox.script import LocalPlayer

FIVE = np.array([[1.0, 0.0], [3.0, 4.0], [2.0, 2.0], [4.0, 0.0], [10.0, -6.0]])
THREE = np.array([[1.0, 0.0], [3.0, 0.0], [5.0, 6.0]])
ORDER = np.array([3, 0, 4, 1, 2])
LOSSES, SIZES = np.array([1.0, 2.0, 6.0]), np.array([4, 4, 2])


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in LESSON.exercises}
    assert points == {"L09-E1": 2, "L09-E2": 5, "L09-E3": 4, "L09-E4": 2, "L09-E5": 3, "L09-E6": 2, "L09-E7": 3}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("last_batch_lost", 2), ("always_one_more", 3), ("rounded", 2), ("quotient", 2.5), ("rest", 2)],
)
def test_a_count_of_steps(name: str, expected: float) -> None:
    assert variant(wrong_numbers.STEPS, name)(10, 4) == expected


def test_one_step_more_shows_where_all_batches_are_full() -> None:
    assert variant(wrong_numbers.STEPS, "always_one_more")(8, 4) == 3
    assert variant(wrong_numbers.STEPS, "full_batch_dropped")(8, 4, drop_last=True) == 1


@pytest.mark.parametrize(
    ("name", "expected"), [("mean_of_means", 3), ("summed", 9), ("last_batch", 6), ("not_divided", 24)]
)
def test_a_mean_loss(name: str, expected: float) -> None:
    assert variant(wrong_numbers.MEAN, name)(LOSSES, SIZES) == expected


@pytest.mark.parametrize(("name", "expected"), [("multiplied", 3.2), ("unchanged", 0.1)])
def test_a_rate(name: str, expected: float) -> None:
    assert variant(wrong_numbers.RATE, name)(0.1, 32) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "batches", "average"),
    [
        ("mean_of_means", [[2.5, 0], [6.5, -1], [2, 2]], [11 / 3, 1 / 3]),
        ("sums_averaged_rightly", [[5, 0], [13, -2], [2, 2]], [4, 0]),
        ("divided_by_B", [[2.5, 0], [6.5, -1], [1, 1]], [3.8, -0.2]),
        ("last_batch_lost", [[2.5, 0], [6.5, -1]], [4.5, -0.5]),
        ("order_ignored", [[2, 2], [3, 1], [10, -6]], [4, 0]),
        ("order_inverted", [[3.5, 2], [5.5, -3], [2, 2]], [4, 0]),
    ],
)
def test_gradients_of_batches(name: str, batches: list[list[float]], average: list[float]) -> None:
    found, mean = variant(wrong_gradients.GRADIENTS, name)(FIVE, ORDER, 2)
    np.testing.assert_allclose(found, batches, atol=1e-12)
    np.testing.assert_allclose(mean, average, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("not_divided", 10.6667),
        ("root_of_B", 7.5425),
        ("one_less", 8),
        ("standard_error", 2.3094),
        ("without_replacement", 2.6667),
        ("mean_over_components", 2.6667),
    ],
)
def test_a_noise(name: str, expected: float) -> None:
    assert variant(wrong_gradients.NOISE, name)(THREE, 2) == pytest.approx(expected, abs=1e-4)


def test_an_epoch_of_one_neuron() -> None:
    """Two samples, one at a time, in either order: w, b, and the mean loss by hand for the order 0, 1."""
    params = [{"W": np.zeros((1, 1)), "b": np.zeros(1)}]
    X, y = np.array([[2.0], [1.0]]), np.array([[1.0], [0.0]])
    given = (params, X, y, ["sigmoid"], 1.0, 1)
    new, loss = variant(wrong_epoch.EPOCH, "not_shuffled")(*given, np.random.default_rng(0))
    p = 1 / (1 + np.exp(-1.5))
    assert new[0]["W"][0, 0] == pytest.approx(1 - p)
    assert new[0]["b"][0] == pytest.approx(0.5 - p)
    assert loss == pytest.approx((np.log(2) - np.log(1 - p)) / 2)
    halved, _ = variant(wrong_epoch.EPOCH, "divided_by_m")(*given[:5], 2, np.random.default_rng(0))
    assert halved[0]["W"][0, 0] == pytest.approx(0.25)  # one batch of both: as right


def test_rows_that_stay_together_or_part() -> None:
    X = np.arange(12.0)
    batches = list(variant(wrong_batches.BATCHES, "only_starts_shuffled")(X, X, 4, np.random.default_rng(3)))
    assert sorted(tuple(Xb) for Xb, _ in batches) == [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)]
    parted = list(variant(wrong_batches.BATCHES, "shuffled_apart")(X, X, 4, np.random.default_rng(3)))
    assert any((Xb != yb).any() for Xb, yb in parted)
    assert sorted(x for Xb, _ in parted for x in Xb) == sorted(x for _, yb in parted for x in yb) == X.tolist()


def test_any_iterable_of_pairs_is_right_in_hidden_cases_too() -> None:
    def as_list(
        X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False
    ) -> list[Any]:
        return list(reference(X, y, batch_size, rng, shuffle, drop_last))

    def as_map(X: Any, y: Any, batch_size: Any, rng: Any = None, shuffle: Any = True, drop_last: Any = False) -> Any:
        return map(list, reference(X, y, batch_size, rng, shuffle, drop_last))

    exercise = LESSON.exercise("iterate_minibatches")
    (reference,) = exercise.reference
    for answer in (as_list, as_map):
        player = LocalPlayer({"iterate_minibatches": answer})
        result = judge(exercise, player, Attempt("x = 1"), lambda case: sum(map(ord, case)))
        assert (result.verdict, result.points) == (Verdict.CORRECT, 5)


def test_batches_of_very_many_rows_are_not_looked_up_one_by_one() -> None:
    """Rows of no column take no bytes: sixteen million of them took a minute of the host and gigabytes."""

    def endless(X: Any, y: Any, *_: Any, **__: Any) -> Any:
        yield np.zeros((1_000_000, 0)), np.zeros((1_000_000, 0))

    tracemalloc.start()
    asked = LESSON.exercise("iterate_minibatches")
    result = judge(asked, LocalPlayer({"iterate_minibatches": endless}), Attempt("x = 1"), len)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 60 * 2**20
    assert result.points == 0
