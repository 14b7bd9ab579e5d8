"""Initial weights against their own draws and their theory, twins, and one step by hand."""

from typing import Any

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import distinct_units, init_params, update_params


@pytest.mark.parametrize(("scheme", "variance"), [("he", 2 / 50), ("xavier", 2 / 450), ("small", 1e-4), ("zeros", 0.0)])
def test_the_spread_is_the_schemes(scheme: str, variance: float) -> None:
    (layer,) = init_params([50, 400], np.random.default_rng(0), scheme)
    assert layer["W"].var() == pytest.approx(variance, rel=0.03)
    assert abs(layer["W"].mean()) <= 5 * np.sqrt(variance / 20_000)
    assert (layer["b"].tolist(), layer["W"].dtype) == ([0] * 400, np.float64)


def test_draws_come_layer_by_layer_from_one_generator() -> None:
    params, rng = init_params([2, 3, 4], np.random.default_rng(7), "small"), np.random.default_rng(7)
    for layer, shape in zip(params, [(2, 3), (3, 4)], strict=True):
        np.testing.assert_allclose(layer["W"], 0.01 * rng.standard_normal(shape))


@pytest.mark.parametrize(
    ("sizes", "scheme", "says"),
    [([2, 1], "He", "no scheme 'He'"), ([2], "he", "two sizes"), ([], "he", "two sizes"), ([2, 0], "he", "1 or more")],
)
def test_no_scheme_no_sizes(sizes: list[int], scheme: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        init_params(sizes, np.random.default_rng(0), scheme)


@pytest.mark.parametrize(
    ("W", "b", "expected"),
    [
        ([[1, 1, 2], [0, 0, 5]], None, 2),
        ([[0.3, 0.1 + 0.2, 0.5]], None, 2),
        ([[1, 1, 1]], [0, 1, 0], 2),
        ([[1, 2], [1, 2]], None, 2),
        (np.zeros((2, 0)), None, 0),
        (np.array([[0, 255]], dtype=np.uint8), None, 2),
    ],
)
def test_units_counted_by_hand(W: Any, b: Any, expected: int) -> None:
    assert distinct_units(np.array(W), None if b is None else np.array(b)) == expected


def test_units_equal_one_before_them_whatever_comes_after() -> None:
    """Two units equal the first within the tolerance, but not each other: one unit equals none before it."""
    assert distinct_units(np.array([[0.0, 1.0, -1.0]]), tol=1.0) == 1
    assert distinct_units(np.array([[1.0, -1.0, 0.0]]), tol=1.0) == 2


def test_units_may_be_switches_or_small_integers() -> None:
    assert distinct_units(np.array([[True, False, True]])) == 2
    assert distinct_units(np.array([[0, 255, 0]], dtype=np.uint8)) == 2
    assert distinct_units(np.array([[3, 4]], dtype=np.uint8), tol=1.0) == 1


def test_one_step_by_hand_in_new_arrays() -> None:
    params = [{"W": np.array([[1.0, 2]]), "b": np.array([3.0, 4])}]
    grads = [{"W": np.array([[10.0, 20]]), "b": np.array([-2.0, 0])}]
    new = update_params(params, grads, 0.5)
    assert [{key: array.tolist() for key, array in layer.items()} for layer in new] == [{"W": [[-4, -8]], "b": [4, 4]}]
    new[0]["W"][:], new[0]["b"][:] = 99, 99
    assert (params[0]["W"].tolist(), params[0]["b"].tolist()) == ([[1, 2]], [3, 4])
    assert (grads[0]["W"].tolist(), grads[0]["b"].tolist()) == ([[10, 20]], [-2, 0])


def test_float32_stays_and_the_array_module_is_the_arguments() -> None:
    layer = {"W": strict_xp.asarray(np.ones((2, 2), dtype=np.float32))}
    (new,) = update_params([layer], [layer], np.float64(0.5))
    assert (new["W"].dtype, new["W"].tolist()) == (np.float32, [[0.5, 0.5], [0.5, 0.5]])
    assert distinct_units(layer["W"], layer["W"][0]) == 1


def test_shapes_that_do_not_fit_are_a_sentence() -> None:
    one, two = [{"W": np.ones((1, 1))}], [{"W": np.ones((1, 2))}]
    for grads in (two, [], [{"b": np.ones(1)}]):
        with pytest.raises(ShapeError, match="built like params"):
            update_params(one, grads, 0.1)
    with pytest.raises(ShapeError, match=r"\(2, 3\) and \(2,\)"):
        distinct_units(np.ones((2, 3)), np.ones(2))


def test_units_differ_in_either_direction_and_by_more_than_the_tolerance() -> None:
    assert distinct_units(np.array([[1.0, 0.0]])) == 2
    assert distinct_units(np.array([[1.0, 1.0 + 1e-10]])) == 2
    assert distinct_units(np.array([[1.0, 1.0 + 1e-13]])) == 1
    assert distinct_units(np.array([[2.0, 2.0]]), tol=0.0) == 1
    with pytest.raises(ShapeError, match=r"got \(2,\) and None"):
        distinct_units(np.ones(2))
