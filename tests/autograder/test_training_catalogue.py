"""Lesson 08: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Misconception
from autograder.exercises.training import wrong_circles, wrong_loop, wrong_measures, wrong_parameters, wrong_sanity
from autograder.sandbox.doubles.training import bowl, scaling

Y, P = np.array([[0.0], [1.0], [0.0], [0.0], [1.0]]), np.array([[0.5], [0.9], [0.2], [0.6], [0.7]])


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


@pytest.mark.parametrize(("name", "outside", "inside"), [("labels_swapped", 1.0, 0.0), ("shuffled_apart", None, None)])
def test_labels_that_do_not_fit_the_radius(name: str, outside: float | None, inside: float | None) -> None:
    X, y = variant(wrong_circles.CIRCLES, name)(40, 0.5, 0.0, rng=np.random.default_rng(1))
    is_outside = np.hypot(*X.T) > 0.75
    assert is_outside.sum() == 20
    found = set(y[is_outside, 0]), set(y[~is_outside, 0])
    assert found == (({outside}, {inside}) if outside is not None else ({0.0, 1.0}, {0.0, 1.0}))


def test_radial_noise_keeps_the_angle() -> None:
    noisy = variant(wrong_circles.CIRCLES, "radial_noise")(30, 0.5, 0.2, rng=np.random.default_rng(2))[0]
    even = variant(wrong_circles.CIRCLES, "evenly_spaced")(8, 0.5, 0.0, rng=np.random.default_rng(2))[0]
    angles = np.random.default_rng(2).uniform(0, 2 * np.pi, 30)
    assert np.allclose(np.sort(np.arctan2(*noisy.T[::-1]) % (2 * np.pi)), np.sort(angles))
    assert np.allclose(np.sort(np.arctan2(*even.T[::-1]) % (np.pi / 2)) % (np.pi / 2) % 1.5707, 0, atol=1e-3)


@pytest.mark.parametrize(
    ("name", "scheme", "deviation"),
    [
        ("no_root", "he", 2 / 50),
        ("no_root", "xavier", 2 / 450),
        ("n_out_for_n_in", "he", math.sqrt(2 / 400)),
        ("one_for_two", "he", math.sqrt(1 / 50)),
        ("xavier_by_n_in", "xavier", math.sqrt(1 / 50)),
        ("scheme_ignored", "small", math.sqrt(2 / 50)),
        ("uniform", "he", math.sqrt(2 / 50 / 3)),
        ("uniform_of_same_spread", "he", math.sqrt(2 / 50)),
    ],
)
def test_how_wide_weights_are_drawn(name: str, scheme: str, deviation: float) -> None:
    W = variant(wrong_parameters.INIT, name)([50, 400], np.random.default_rng(0), scheme)[0]["W"]
    assert W.std() == pytest.approx(deviation, rel=0.03)  # 20000 numbers


def test_layers_of_one_seed_repeat_each_other() -> None:
    first, second = variant(wrong_parameters.INIT, "same_seed")([3, 3, 3], np.random.default_rng(7))
    assert (first["W"] == second["W"]).all()


@pytest.mark.parametrize(
    ("name", "W", "b", "count"),
    [
        ("exactly_equal", [[0.3, 0.1 + 0.2, 0.5]], None, 3),
        ("rows", [[1.0, 1.0, 2.0], [0.0, 0.0, 5.0], [3.0, 3.0, 3.0]], None, 3),
        ("no_bias", [[1.0, 1.0, 2.0]], [0.5, -0.5, 0.5], 2),
        ("numbers_counted", [[1.0, 1.0, 2.0], [0.0, 0.0, 5.0]], None, 4),
        ("rank", [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]], None, 1),
        ("only_without_twin", [[1.0, 1.0, 2.0, 3.0]], None, 2),
        ("twins_counted", [[1.0, 1.0, 2.0, 1.0]], None, 2),
        ("neighbors_only", [[1.0, 2.0, 1.0]], None, 3),
        ("relative_tolerance", [[1.0, 1.0 + 1e-6, 0.0, 1e-9]], None, 3),
        ("tolerances_of_numpy", [[1.0, 1.0 + 1e-6, 0.0, 1e-9]], None, 2),
    ],
)
def test_counts_of_units(name: str, W: list[list[float]], b: list[float] | None, count: int) -> None:
    assert variant(wrong_parameters.UNITS, name)(np.array(W), None if b is None else np.array(b)) == count


@pytest.mark.parametrize(
    ("name", "W", "b"),
    [
        ("sign", 3.0, -0.5),
        ("biases_stay", 1.0, 0.0),
        ("no_rate", -2.0, 2.0),
        ("rate_for_weights_only", 1.0, 2.0),
        ("step_alone", -1.0, 0.5),
        ("shrunk", 0.0, 0.0),
    ],
)
def test_updates(name: str, W: float, b: float) -> None:
    params, grads = ([{"W": np.array([[w]]), "b": np.array([bias])}] for w, bias in ((2.0, 0.0), (4.0, -2.0)))
    (layer,) = variant(wrong_parameters.UPDATE, name)(params, grads, 0.25)
    assert (layer["W"].item(), layer["b"].item()) == (W, b)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("tie_is_one", 0.6),
        ("every_pair", 0.48),
        ("count", 4),
        ("no_classes", 0),
        ("error_rate", 0.2),
        ("only_predicted_1", 2 / 3),
        ("both_are_1", 0.4),
        ("share_of_ones", 0.6),
        ("mean_probability", (0.5 + 0.9 + 0.8 + 0.4 + 0.7) / 5),
    ],
)
def test_shares(name: str, share: float) -> None:
    assert variant(wrong_measures.ACCURACY, name)(Y, P) == pytest.approx(share)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("spectral", 4),
        ("root_mean_square", 2.5),
        ("biases_included", 13),
        ("of_the_biases", 12),
        ("squared", 25),
        ("absolute_values", 7),
        ("mean_absolute", 1.75),
        ("largest_entry", 4),
    ],
)
def test_sizes_of_a_gradient(name: str, size: float) -> None:
    grads = [{"W": np.array([[3.0, 0.0], [0.0, 4.0]]), "b": np.array([12.0])}]
    np.testing.assert_allclose(variant(wrong_measures.NORMS, name)(grads), [size])


@pytest.mark.parametrize(
    ("name", "losses"),
    [
        # w: 0, 2, 2.4768 and b: 0, 0, -1.5232, so p = (0.5, 0.5), (0.5, 0.8808), (0.1790, 0.7218).
        ("last_value_missing", [0.6931, 0.41]),
        ("first_value_missing", [0.41, 0.2616]),
        ("result_dropped", [0.6931, 0.6931, 0.6931]),
        ("squared_error", [0.25, 0.1321, 0.0547]),
        ("loss_summed", [1.3863, 0.8201, 0.5232]),
    ],
)
def test_curves(name: str, losses: list[float]) -> None:
    X = y = np.array([[0.0], [1.0]])
    params = [{"W": np.zeros((1, 1)), "b": np.zeros(1)}]
    curves = variant(wrong_loop.TRAIN, name)(X, y, params, ["sigmoid"], 8.0, 2)[1]
    np.testing.assert_allclose(curves["loss"], losses, atol=6e-5)


def report(name: str, first: float, rate: float, n_steps: int = 200, penalty: float = 1.0, **how: Any) -> str:
    params = [{"W": np.array([[2.0]]), "b": np.zeros(1)}]
    loss, step = bowl(first, 4.0, penalty), scaling([rate], **how)
    found = variant(wrong_sanity.REPORT, name)(loss, step, params, 3, n_steps)
    return "".join("T" if found[key] else "F" for key in ("first_loss", "overfits", "l2_raises"))


LN3 = math.log(3)


@pytest.mark.parametrize(
    ("name", "asked", "answer"),
    [
        ("log2", (LN3, 0.5), "FTT"),
        ("log10", (LN3, 0.5), "FTT"),
        ("one_over_k", (LN3, 0.5), "FTT"),
        ("relative_to_the_loss", (1.105 * LN3, 0.5), "TTT"),
        ("has_fallen", (LN3, 0.999), "TTT"),
        ("share_of_ln_k", (3 * LN3, 0.2, 1), "FFT"),
        ("penalty_at_least", (LN3, 0.5, 200, 0.0), "TTT"),
        ("penalty_after_training", (LN3, 0.0, 1), "TTF"),
        ("nan_passes", (math.nan, 0.5), "TTT"),
        ("one_step_short", (LN3, 0.2, 1), "TFT"),
        ("result_dropped", (LN3, 0.2, 1), "TFT"),
    ],
)
def test_reports(name: str, asked: tuple[Any, ...], answer: str) -> None:
    assert report(name, *asked) == answer


def test_a_report_without_a_copy_loses_the_start() -> None:
    assert report("no_copy", LN3, 0.0, 1, in_place=True) == "TTF"
