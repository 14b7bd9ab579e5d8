"""Calculus against derivatives by hand."""

import math
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.activations import softmax
from deeplearn_ref.calculus import (
    chain_derivative,
    classify_critical_point,
    classify_hessian,
    numerical_derivative,
    numerical_gradient,
    numerical_jacobian,
    quadratic_vertex,
    softmax_jacobian,
)
from deeplearn_ref.errors import ShapeError

from .probes import untouched


def test_vertex_by_hand() -> None:
    assert quadratic_vertex(4, 10, 6) == (-1.25, -0.25)
    assert quadratic_vertex(2, 5, 3) == (-1.25, -0.125)
    with pytest.raises(ValueError, match="straight line"):
        quadratic_vertex(0, 1, 1)


def test_central_difference_of_a_cube_is_off_by_h_squared() -> None:
    assert numerical_derivative(lambda x: x**3, 2, h=0.1) == pytest.approx(12.01, abs=1e-12)
    assert numerical_derivative(abs, 0.0) == 0.0
    assert isinstance(numerical_derivative(lambda x: np.float64(x), 1), float)
    with pytest.raises(ValueError, match="positive"):
        numerical_derivative(math.sin, 0.0, h=0.0)


@pytest.mark.parametrize(
    ("df", "d2f", "x", "answer"),
    [
        (lambda x: 2 * x, lambda x: 2, 0.0, "min"),
        (lambda x: -2 * x, lambda x: -2, 0.0, "max"),
        (lambda x: 3 * x**2, lambda x: 6 * x, 0.0, "inconclusive"),
        (lambda x: 4 * x**3, lambda x: 12 * x**2, 0.0, "inconclusive"),
        (lambda x: 2 * x, lambda x: 2, 1.0, "not-critical"),
        (lambda x: -1, lambda x: 2, 1.0, "not-critical"),
    ],
)
def test_second_derivative_test(df: Any, d2f: Any, x: float, answer: str) -> None:
    assert classify_critical_point(df, d2f, x) == answer


@pytest.mark.parametrize("x", [np.array([1, 2, 3]), np.array([[0.5, -1.0], [2.0, 3.0]]), np.zeros((0,))])
def test_gradient_of_a_sum_of_squares(x: np.ndarray) -> None:
    found = untouched(numerical_gradient, lambda v: (v**2).sum(), x)
    np.testing.assert_allclose(found, 2.0 * x, atol=1e-8)
    assert (found.shape, found.dtype) == (x.shape, np.float64)


def test_gradient_takes_one_entry_at_a_time_and_leaves_x_alone_when_f_fails() -> None:
    x = np.array([1.0, 2.0])

    def fails(v: np.ndarray) -> float:
        if v[1] != 2.0:
            raise RuntimeError
        return float(v.sum())

    with pytest.raises(RuntimeError):
        numerical_gradient(fails, x)
    assert x.tolist() == [1.0, 2.0]
    found = numerical_gradient(lambda v: float(v[0] * v[1] ** 3), np.array([2.0, 3.0]), h=0.1)
    np.testing.assert_allclose(found, [27.0, 54.02], rtol=1e-9)  # the cube's h² shows in the second entry


def test_jacobian_has_a_row_per_output() -> None:
    found = numerical_jacobian(lambda v: np.array([v[0] ** 2 * v[1], 5 * v[0] + np.sin(v[1])]), np.array([1.0, 2.0]))
    np.testing.assert_allclose(found, [[4, 1], [5, -0.416147]], atol=1e-6)
    assert numerical_jacobian(lambda v: v[:1], np.zeros(3)).shape == (1, 3)
    for f, x in ((lambda v: v, np.zeros((2, 2))), (lambda v: v.sum(), np.zeros(2))):
        with pytest.raises(ShapeError):
            numerical_jacobian(f, x)


@pytest.mark.parametrize(
    ("H", "answer"),
    [
        ([[2, 0], [0, 2]], "min"),
        ([[-2, 0], [0, -2]], "max"),
        ([[2, 0], [0, -2]], "saddle"),
        ([[2, 0], [0, 0]], "inconclusive"),
        ([[1, 2], [2, 1]], "saddle"),
        ([[1, 0, 0], [0, -1, 0], [0, 0, 0]], "saddle"),
        ([[0, 0], [0, 0]], "inconclusive"),
        ([[-1, 0], [0, 0]], "inconclusive"),
    ],
)
def test_hessian_is_judged_by_all_its_curvatures(H: list[list[float]], answer: str) -> None:
    assert classify_hessian(np.array(H, dtype=float)) == answer


def test_hessian_must_be_square_and_symmetric() -> None:
    with pytest.raises(ShapeError):
        classify_hessian(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="symmetric"):
        classify_hessian(np.array([[1.0, 2.0], [0.0, 1.0]]))


def test_chain_rule_at_the_inner_value() -> None:
    assert chain_derivative(math.cos, lambda x: x**2, lambda x: 2 * x, 2) == pytest.approx(-2.614574, abs=1e-6)


def test_softmax_jacobian_by_hand_by_difference_and_far_out() -> None:
    by_hand = [[0.081925, -0.022033, -0.059892], [-0.022033, 0.184836, -0.162803], [-0.059892, -0.162803, 0.222695]]
    z = np.array([0.0, 1.0, 2.0])
    for shift in (0.0, 1000.0):
        np.testing.assert_allclose(softmax_jacobian(z + shift), by_hand, atol=1e-6)
    np.testing.assert_allclose(softmax_jacobian(z), numerical_jacobian(softmax, z), atol=1e-9)
    assert softmax_jacobian(np.array([3])).tolist() == [[0.0]]
    np.testing.assert_allclose(softmax_jacobian(z).sum(axis=0), 0, atol=1e-15)
    for bad in (np.zeros((2, 2)), np.zeros(0)):
        with pytest.raises(ShapeError):
            softmax_jacobian(bad)


def test_h_is_what_it_is_said_to_be() -> None:
    """The central difference of x³ at 0 is h² exactly."""
    assert numerical_derivative(lambda x: x**3, 0.0) == pytest.approx(1e-10, rel=1e-6)
    assert numerical_derivative(lambda x: x * x, np.float32(1)) == pytest.approx(2, abs=1e-9)
    for h in (0.0, -1e-5):
        for differences in (numerical_gradient, numerical_jacobian):
            with pytest.raises(ValueError, match="h must be positive"):
                differences(lambda v: v, np.zeros(1), h)


def test_what_counts_as_zero() -> None:
    """1e-9 does, 1e-7 does not, and the tolerance itself still does."""
    for small, answer in ((1e-9, "inconclusive"), (1e-7, "min"), (-1e-7, "max")):
        assert classify_critical_point(lambda x: 0.0, lambda x, c=small: c, 0.0) == answer
        assert classify_hessian(np.diag([small, small])) == answer
    assert classify_critical_point(lambda x: 1e-9, lambda x: 1.0, 0.0) == "min"
    assert classify_critical_point(lambda x: 1e-7, lambda x: 1.0, 0.0) == "not-critical"
    for slope, curvature, answer in ((1.0, 2.0, "min"), (0.0, 1.0, "inconclusive"), (0.0, -1.0, "inconclusive")):
        found = classify_critical_point(lambda x, s=slope: s, lambda x, c=curvature: c, 0.0, tol=1.0)
        assert found == answer
    for curvatures in ([1.0, 1.0], [-1.0, -1.0], [1.0, -2.0], [2.0, -1.0]):
        assert classify_hessian(np.diag(curvatures), tol=1.0) == "inconclusive"


def test_jacobian_of_a_function_that_writes_into_its_argument() -> None:
    def square(v: np.ndarray) -> np.ndarray:
        v *= v
        return v

    x = np.array([2, 3])
    np.testing.assert_allclose(numerical_jacobian(square, x), [[4, 0], [0, 6]], atol=1e-8)
    assert x.tolist() == [2, 3]


def test_shapes_that_do_not_fit_are_a_sentence() -> None:
    with pytest.raises(ShapeError, match=r"x must be \(n,\); got \(2, 2\)"):
        numerical_jacobian(lambda v: v[:, 0], np.zeros((2, 2)))
    with pytest.raises(ShapeError, match=r"got \(2, 2, 2\)"):
        classify_hessian(np.zeros((2, 2, 2)))


def test_softmax_jacobian_is_float64() -> None:
    assert softmax_jacobian(np.zeros(2, np.float32)).dtype == np.float64
