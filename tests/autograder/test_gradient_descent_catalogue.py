"""Lesson 06: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Case, Misconception
from autograder.checking.rehearsal import steps_of
from autograder.exercises.gradient_descent import LESSON, line, wrong, wrong_line, wrong_logistic
from autograder.sandbox import doubles
from autograder.sandbox.script import LocalPlayer

X, Y = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]]), np.array([1, 0, 1])
PROBE = (X, Y, np.array([0.5, -0.25]), 0.1)


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def slope(x: Any) -> Any:
    return 8 * x + 10


def theta(value: float) -> list[dict[str, Any]]:
    return [{"W": np.full((1, 1), value), "b": np.full(1, 10 * value)}]


def total(params: list[dict[str, Any]]) -> float:
    return float(params[0]["W"][0, 0] + params[0]["b"][0])


def case_of(exercise: str, name: str) -> Case:
    (found,) = [case for case in LESSON.exercise(exercise).cases if case.name == name]
    return found


@pytest.mark.parametrize(
    ("name", "maximize", "expected"),
    [
        ("sign", False, [2, 0]),
        ("sign", True, [0, 4]),
        ("maximize_ignored", True, [0, 4]),
        ("no_rate", False, [-3, 10]),
        ("step_alone", False, [-1, 2]),
        ("unit_length", False, [1 - 0.25 / 5**0.5, 2 + 0.5 / 5**0.5]),
    ],
)
def test_a_step(name: str, maximize: bool, expected: list[float]) -> None:
    place = variant(wrong.STEP, name)(np.array([1.0, 2.0]), np.array([4.0, -8.0]), 0.25, maximize)
    np.testing.assert_allclose(place, expected, atol=1e-12)


def test_a_step_in_place_moves_its_argument() -> None:
    x = np.array([1.0, 2.0])
    assert variant(wrong.STEP, "in_place")(x, np.array([4.0, -8.0]), 0.25) is x
    assert x.tolist() == [0, 4]
    with pytest.raises(TypeError):
        variant(wrong.STEP, "in_place")(np.array([1, 2]), np.array([4.0, -8.0]), 0.25)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ascent", [1, 2.8, 6.04, 11.872]),
        ("same_array", [-1.232] * 4),
        ("normalized", [1, 0.9, 0.8, 0.7]),
        ("start_missing", [-0.8, -1.16, -1.232]),
        ("last_missing", [1, -0.8, -1.16]),
        ("only_the_last", -1.232),
    ],
)
def test_a_path(name: str, expected: Any) -> None:
    path = variant(wrong.DESCENT, name)(slope, np.array(1.0), 0.1, 3)
    np.testing.assert_allclose(path, expected, atol=1e-12)


def test_a_path_of_integers_is_cut() -> None:
    path = variant(wrong.DESCENT, "integer_rows")(slope, np.array(1), 0.1, 3)
    assert path.tolist() == [1, 0, -1, -1]
    assert path.dtype.kind == "i"


@pytest.mark.parametrize(
    ("name", "tol", "rows"),
    [
        # From (24, 32) every step halves the gradient: norms 40, 20, 10, 5, 2.5, 1.25, 0.625 on 7 rows.
        ("never_stops", 5.0, 7),
        ("below_tol", 5.0, 5),
        ("one_step_late", 5.0, 5),
        ("largest_entry", 4.5, 4),
        ("sum_of_entries", 6.0, 5),
        ("no_root", 6.0, 6),
        ("length_of_step", 5.0, 3),
        ("view_of_x0", 40.0, 1),
    ],
)
def test_a_walk_ends(name: str, tol: float, rows: int) -> None:
    path = variant(wrong.DESCENT, name)(lambda x: x, np.array([24.0, 32.0]), 0.5, 6, tol)
    assert len(path) == rows


def test_walks_that_touch_their_start() -> None:
    x0 = np.array([1.0, 2.0])
    assert np.shares_memory(variant(wrong.DESCENT, "view_of_x0")(slope, x0, 0.1, 0), x0)
    variant(wrong.DESCENT, "moves_x0")(slope, x0, 0.1, 1)
    np.testing.assert_allclose(x0, [-0.8, -0.6])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Curvature 8, rates 0.05, 0.125, 0.2, 0.25, 0.26: products 0.4, 1, 1.6, 2, 2.08.
        ("diverges_above_one", ["monotone", "one-step", "diverges", "diverges", "diverges"]),
        ("rate_alone", ["monotone"] * 5),
        ("below_one_is_safe", ["monotone"] * 5),
        ("half_the_curvature", ["monotone"] * 3 + ["one-step", "oscillates-converges"]),
        ("crossing_swapped", ["oscillates-converges", "one-step", "monotone", "oscillates-forever", "diverges"]),
        ("two_diverges", ["monotone", "one-step", "oscillates-converges", "diverges", "diverges"]),
        ("two_converges", ["monotone", "one-step", "oscillates-converges", "oscillates-converges", "diverges"]),
    ],
)
def test_a_diagnosis(name: str, expected: list[str]) -> None:
    assert [variant(wrong.DIAGNOSIS, name)(8.0, rate) for rate in (0.05, 0.125, 0.2, 0.25, 0.26)] == expected


def test_a_diagnosis_by_a_hair() -> None:
    assert variant(wrong.DIAGNOSIS, "exact")(49.0, 1 / 49) == "monotone"
    assert variant(wrong.DIAGNOSIS, "too_tolerant")(1.0, 1 + 1e-10) == "one-step"
    assert variant(wrong.DIAGNOSIS, "any_numbers")(-2.0, -0.25) == "monotone"


@pytest.mark.parametrize(
    ("name", "dw", "db"),
    [
        ("not_averaged", [2.11736, -2.351599], -0.148324),
        ("sign", [-0.705787, 0.783866], 0.049441),
        ("sigmoid_slope_again", [0.061972, -0.157327], -0.050202),
        ("no_sigmoid", [1.55, -1.6], -0.066667),
        ("db_not_averaged", [0.705787, -0.783866], -0.148324),
        # Sums 0.1, 1.85, -0.15: decided 1, 1, 0, so the errors are 0, 1, -1.
        ("hard_decision", [1, -2 / 3], 0),
    ],
)
def test_gradients(name: str, dw: list[float], db: float) -> None:
    found = variant(wrong_logistic.GRADIENTS, name)(*PROBE)
    np.testing.assert_allclose(found[0], dw, atol=1e-6)
    assert found[1] == pytest.approx(db, abs=1e-6)


def test_gradients_of_the_wrong_shape() -> None:
    assert variant(wrong_logistic.GRADIENTS, "db_per_sample")(*PROBE)[1].shape == (3,)
    assert variant(wrong_logistic.GRADIENTS, "wrong_axis")(*PROBE)[0].shape == (3,)
    unlike = variant(wrong_logistic.GRADIENTS, "unchecked")(X, Y[:, None], PROBE[2], 0.1)[0]
    assert unlike.shape == (2, 3)


def test_a_bias_that_is_left_out_is_a_bias_of_zero() -> None:
    without = variant(wrong_logistic.GRADIENTS, "bias_left_out")(*PROBE)
    p = 1 / (1 + np.exp(-(X @ PROBE[2])))
    np.testing.assert_allclose(without[0], [(p[0] - 1 + 3 * p[1]) / 3, (2 * (p[0] - 1) - p[1] + p[2] - 1) / 3])


@pytest.mark.parametrize(
    ("name", "w", "b"),
    [
        ("w_before_b", None, 0.149234),
        ("one_sample_at_a_time", [-0.674254, 1.307715], None),
        ("bias_stays", None, 0.0),
    ],
)
def test_a_training(name: str, w: list[float] | None, b: float | None) -> None:
    fit = variant(wrong_logistic.FIT, name)(X, Y, 0.5, 2)
    if w is not None:
        np.testing.assert_allclose(fit["w"], w, atol=1e-6)
    if b is not None:
        assert fit["b"] == pytest.approx(b, abs=1e-6)
    assert fit["losses"][0] == pytest.approx(0.693147, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("first_loss_missing", [0.445552, 0.319108]), ("last_loss_missing", [0.693147, 0.445552])],
)
def test_losses_of_a_training(name: str, expected: list[float]) -> None:
    losses = variant(wrong_logistic.FIT, name)(X, Y, 0.5, 2)["losses"]
    np.testing.assert_allclose(losses, expected, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "factor"), [("uphill", -1.0), ("summed", 3.0), ("averaged_twice", 1 / 3), ("only_defaults", 0.2)]
)
def test_the_length_of_the_first_step(name: str, factor: float) -> None:
    """From zero weights the errors are -0.5, 0.5, -0.5: dw is (1, -2) / 3 and db is -1/6."""
    fit = variant(wrong_logistic.FIT, name)(X, Y, 0.5, 1)
    np.testing.assert_allclose([*fit["w"], fit["b"]], -0.5 * factor * np.array([1 / 3, -2 / 3, -1 / 6]))


def test_losses_of_probabilities() -> None:
    assert not np.isfinite(variant(wrong_logistic.FIT, "naive_loss")(1000 * X, Y, 10.0, 5)["losses"]).all()
    # Probabilities 0.5 taken for logits: labels 1 cost ln(1 + e^-0.5), the label 0 costs ln(1 + e^0.5).
    first = variant(wrong_logistic.FIT, "probabilities_as_logits")(X, Y, 0.5, 1)["losses"][0]
    assert first == pytest.approx((2 * 0.474077 + 0.974077) / 3, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("end_missing", [0, 2.75, 5.5, 8.25]),
        ("start_missing", [2.75, 5.5, 8.25, 11]),
        ("only_weights", [0, 1 / 3, 2 / 3, 1]),
        ("backwards", [11, 22 / 3, 11 / 3, 0]),
        ("one_too_many", [0, 2.75, 5.5, 8.25, 11]),
    ],
)
def test_a_line(name: str, expected: list[float]) -> None:
    """From w = 0, b = 0 to w = 1, b = 10 with the loss w + b: right are 0, 11/3, 22/3, 11."""
    np.testing.assert_allclose(variant(wrong_line.LINE, name)(total, theta(0.0), theta(1.0), 4), expected, atol=1e-12)


def test_lines_of_a_square() -> None:
    def square(params: list[dict[str, Any]]) -> float:
        return total(params) ** 2

    chord = variant(wrong_line.LINE, "losses_joined")(square, theta(-1.0), theta(1.0), 3)
    assert chord.tolist() == [121, 121, 121]
    start = theta(-1.0)
    assert variant(wrong_line.LINE, "in_place")(square, start, theta(1.0), 3).tolist() == [121, 0, 121]
    assert start[0]["b"].tolist() == [10]
    with pytest.raises(ZeroDivisionError):
        variant(wrong_line.LINE, "one_place_fails")(square, theta(0.0), theta(1.0), 1)


def test_between_two_orders_of_the_same_units_there_is_a_bump() -> None:
    """Does the public case show what it is for: two ends alike, all places between worse, so no convex loss?"""
    exercise = LESSON.exercise("loss_along_line")
    records = LocalPlayer(exercise.answers).play(steps_of(case_of("loss_along_line", "permuted"), 0))
    losses = records[-1].value
    assert losses[0] == pytest.approx(losses[-1])
    assert losses[1:-1].min() > losses[0] + 0.1


def test_units_in_another_order_make_the_same_network() -> None:
    rng = np.random.default_rng(3)
    net = [{"W": rng.normal(size=(2, 4)), "b": rng.normal(size=4)}, {"W": rng.normal(size=(4, 1)), "b": np.ones(1)}]
    other = line._swapped_units(net, np.array([2, 0, 3, 1]))
    said = [np.tanh(line.SQUARE @ p[0]["W"] + p[0]["b"]) @ p[1]["W"] + p[1]["b"] for p in (net, other)]
    np.testing.assert_allclose(*said)


def test_losses_of_the_stand_ins_by_hand() -> None:
    params = [
        {"W": np.array([[1.0, -2.0]]), "b": np.array([3.0, 0.0])},
        {"W": np.array([[1.0], [2.0]]), "b": np.ones(1)},
    ]
    weights = [{name: np.full(array.shape, 0.5) for name, array in layer.items()} for layer in params]
    # Cubes 1 - 8 + 27 + 1 + 8 + 1 = 30, halved; the sum of all entries is 6.
    assert doubles.make("parameters.coupled", {}, weights=weights)(params) == 15 + 36
    # At x = 0 the hidden units say tanh 3 and 0, so the network says tanh 3 + 1.
    error = doubles.make("parameters.network_error", {}, X=np.zeros((1, 1)), y=np.ones((1, 1)))
    assert error(params) == pytest.approx(np.tanh(3.0) ** 2)
