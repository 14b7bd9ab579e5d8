"""Descent: the paths of a parabola by hand, logistic regression by differences."""

import inspect
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.calculus import numerical_gradient
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.gradient_descent import (
    diagnose_learning_rate,
    gd_step,
    gradient_descent,
    logistic_fit,
    logistic_gradients,
    loss_along_line,
)

from .probes import untouched

X = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]])
Y = np.array([1, 0, 1])


def slope(x: np.ndarray) -> np.ndarray:
    return 8 * x + 10


def test_step_down_and_up() -> None:
    x, g = np.array([[1, 2]]), np.array([[4.0, -8.0]])
    assert untouched(gd_step, x, g, 0.25).tolist() == [[0.0, 4.0]]
    assert untouched(gd_step, x, g, 0.25, maximize=True).tolist() == [[2.0, 0.0]]
    with pytest.raises(ShapeError):
        gd_step(x, g[0], 0.1)


@pytest.mark.parametrize(
    ("rate", "first", "tenth", "regime"),
    [
        (0.01, [0.82, 0.6544, 0.502048], -0.272626, "monotone"),
        (0.05, [0.1, -0.44, -0.764], -1.236395, "monotone"),
        (0.1, [-0.8, -1.16, -1.232], -1.25, "monotone"),
        (0.125, [-1.25, -1.25, -1.25], -1.25, "one-step"),
        (0.2, [-2.6, -0.44, -1.736], -1.236395, "oscillates-converges"),
        (0.25, [-3.5, 1, -3.5], 1.0, "oscillates-forever"),
        (0.26, [-3.68, 1.3744, -4.084352], 3.607581, "diverges"),
        (0.3, [-4.4, 3.16, -7.424], 63.832297, "diverges"),
    ],
)
def test_parabola_by_hand(rate: float, first: list[float], tenth: float, regime: str) -> None:
    path = gradient_descent(slope, np.float64(1.0), rate, 10)
    expected = [*first, tenth]
    places = [path[min(k, len(path) - 1)] for k in (1, 2, 3, 10)]
    np.testing.assert_allclose(places, expected, atol=1e-6)
    assert diagnose_learning_rate(8, rate) == regime


def test_path_keeps_its_start_its_shape_and_its_floats() -> None:
    start = np.array([[1, 2]])
    path = untouched(gradient_descent, lambda x: 2 * x, start, 0.25, 3)
    assert (path.shape, path.dtype) == ((4, 1, 2), np.float64)
    assert path[:, 0, 1].tolist() == [2, 1, 0.5, 0.25]
    assert gradient_descent(slope, np.float64(1), 0.1, 0).tolist() == [1.0]
    assert len(gradient_descent(lambda x: 0 * x, start, 0.1, 50)) == 1
    assert len(gradient_descent(slope, np.float64(1.0), 0.1, 50, tol=1.0)) == 3  # |8x + 10| = .72 at -1.16


def test_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeError, match="shape of x0"):
        gradient_descent(lambda x: x.sum(), np.ones(2), 0.1, 3)


@pytest.mark.parametrize(("rate", "steps"), [(0.0, 3), (-1.0, 3), (0.1, -1)])
def test_impossible_walks_are_refused(rate: float, steps: int) -> None:
    with pytest.raises(ValueError, match="must"):
        gradient_descent(slope, np.float64(1.0), rate, steps)


@pytest.mark.parametrize(("curvature", "rate"), [(0.0, 1.0), (1.0, 0.0), (-1.0, 1.0)])
def test_diagnosis_needs_a_curve_and_a_rate(curvature: float, rate: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        diagnose_learning_rate(curvature, rate)


def test_logistic_gradient_by_hand_and_by_differences() -> None:
    w, b = np.array([0.5, -0.25]), 0.1
    dw, db = untouched(logistic_gradients, X, Y, w, b)
    np.testing.assert_allclose(dw, [0.705787, -0.783866], atol=1e-6)
    assert db == pytest.approx(-0.049441, abs=1e-6)
    assert isinstance(db, float)

    def mean_loss(theta: np.ndarray) -> float:
        p = 1 / (1 + np.exp(-(X @ theta[:2] + theta[2])))
        return float(-np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p)))

    np.testing.assert_allclose([*dw, db], numerical_gradient(mean_loss, np.array([*w, b])), atol=1e-8)


def test_logistic_fit_by_hand() -> None:
    fit = untouched(logistic_fit, X, Y, learning_rate=0.5, n_steps=2)
    np.testing.assert_allclose(fit["w"], [-0.267383, 0.572411], atol=1e-6)
    assert fit["b"] == pytest.approx(0.155777, abs=1e-6)
    np.testing.assert_allclose(fit["losses"], [0.693147, 0.445552, 0.319108], atol=1e-6)


def test_separable_data_and_one_class_do_not_overflow() -> None:
    fit = logistic_fit(1000 * X, Y, learning_rate=10.0, n_steps=200)
    assert np.isfinite(fit["losses"]).all()
    assert fit["losses"][-1] < 1e-6
    assert logistic_fit(X, np.ones(3), n_steps=50)["losses"][-1] < np.log(2)


@pytest.mark.parametrize("function", [lambda X, y: logistic_gradients(X, y, np.zeros(2), 0.0), logistic_fit])
def test_logistic_regression_refuses_what_would_broadcast_and_no_samples(function: Any) -> None:
    with pytest.raises(ShapeError):
        function(X, Y.reshape(-1, 1))
    with pytest.raises(ValueError, match="no sample"):
        function(X[:0], Y[:0])
    with pytest.raises(ShapeError):
        logistic_gradients(X, Y, np.zeros(3), 0.0)


def test_loss_on_the_way_between_two_parameters() -> None:
    def at(value: float) -> list[dict[str, np.ndarray]]:
        return [{"W": np.full((2, 1), value), "b": np.array([10 * value])}]

    found = untouched(loss_along_line, lambda p: float(p[0]["W"][0, 0] + p[0]["b"][0]), at(0.0), at(1.0), n=5)
    np.testing.assert_allclose(found, 11 * np.array([0, 0.25, 0.5, 0.75, 1.0]))
    assert loss_along_line(lambda p: float(p[0]["b"][0]), at(2.0), at(3.0), n=1).tolist() == [20.0]
    with pytest.raises(ShapeError):
        loss_along_line(lambda p: 0.0, at(0.0), [])
    with pytest.raises(ValueError, match="positive"):
        loss_along_line(lambda p: 0.0, at(0.0), at(1.0), n=0)


def test_how_near_to_the_edge_is_on_it() -> None:
    assert diagnose_learning_rate(1.0, 1 + 5e-13) == "one-step"
    assert diagnose_learning_rate(1.0, 1 + 1e-10) == "oscillates-converges"
    assert diagnose_learning_rate(0.5, 1.0) == "monotone"


def test_a_path_is_float64_from_its_first_place_on() -> None:
    assert gradient_descent(slope, np.array([0.5], np.float32), 0.1, 0).dtype == np.float64
    assert gradient_descent(slope, np.array([0.5]), 0.1, 0).tolist() == [[0.5]]
    rough = np.array([0.1], np.float32)
    assert gradient_descent(lambda x: rough, np.zeros(1), 0.1, 1)[1, 0] == -(0.1 * float(rough[0]))


def test_the_walk_stops_by_the_length_of_the_gradient() -> None:
    """Of (0.3, 0.4) that is 0.5."""
    for tol, places in ((0.45, 4), (0.5, 1)):
        assert len(gradient_descent(lambda x: np.array([0.3, 0.4]), np.zeros(2), 0.1, 3, tol=tol)) == places


def test_a_gradient_function_may_write_into_its_argument() -> None:
    def doubled(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    assert gradient_descent(doubled, np.array([1.0]), 0.25, 2).tolist() == [[1.0], [0.5], [0.25]]


def test_defaults() -> None:
    parameters = inspect.signature(logistic_fit).parameters
    assert (parameters["learning_rate"].default, parameters["n_steps"].default) == (0.1, 1000)
    ends = [{"W": np.full((1, 1), value)} for value in (0.0, 1.0)]

    def value(params: Any) -> float:
        return float(params[0]["W"][0, 0])

    np.testing.assert_allclose(loss_along_line(value, ends[:1], ends[1:]), np.linspace(0, 1, 21))
    assert loss_along_line(value, ends[:1], ends[1:], n=2).tolist() == [0.0, 1.0]


def test_logistic_regression_takes_samples_as_rows_and_computes_in_float64() -> None:
    with pytest.raises(ShapeError, match=r"got \(3,\)"):
        logistic_fit(np.zeros(3), np.zeros(3))
    assert logistic_gradients(X.astype(np.float32), Y, np.zeros(2), 0.0)[0].dtype == np.float64
