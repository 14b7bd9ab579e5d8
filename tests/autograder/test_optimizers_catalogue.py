"""Lesson 10: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Misconception
from autograder.exercises.optimizers import wrong_adam, wrong_clipping, wrong_schedule, wrong_squares, wrong_velocity

GRADS = [{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}]
THREE = [0.1, -0.2, 0.3]


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def walk(catalogue: Sequence[Misconception], name: str, grads: list[float], **numbers: Any) -> tuple[float, Any]:
    p = np.array([1.0])
    state: dict[str, Any] = {}
    for g in grads:
        p, state = variant(catalogue, name)(p, np.array([g]), state, **numbers)
    return float(p[0]), state


@pytest.mark.parametrize(
    ("name", "param", "v"),
    [
        ("running_mean", 0.971, 0.19),
        ("velocity_lost", 0.8, 1),
        ("uphill", 1.29, 1.9),
        ("step_along_gradient", 0.8, 1.9),
        ("old_velocity", 0.9, 1.9),
        # Steps g + 0.9 v: 1.9 and 1 + 1.71.
        ("looks_ahead", 1 - 0.19 - 0.271, 1.9),
        ("rate_in_velocity", 0.71, 0.19),
        ("velocity_downhill", 0.71, -0.19),
        ("beta_at_the_gradient", 1 - 0.09 - 0.18, 1.8),
        ("nothing_decays", 0.7, 2),
        ("no_rate", 1 - 1 - 1.9, 1.9),
    ],
)
def test_two_steps_with_momentum(name: str, param: float, v: float) -> None:
    """Two gradients of 1 at the rate 0.1; right are 0.71 and 1.9."""
    found, state = walk(wrong_velocity.MOMENTUM, name, [1.0, 1.0], learning_rate=0.1)
    assert (found, float(state["v"][0])) == pytest.approx((param, v))


@pytest.mark.parametrize(
    ("name", "eps", "param"),
    [
        ("no_root", 1e-8, 0.86),
        ("squares_lost", 1e-8, 0.8),
        ("sizes_for_squares", 1e-8, 0.78453),
        ("running_mean", 1e-8, 0.398058),
        ("eps_inside", 0.1, 0.816092),
        ("no_division", 1e-8, 0.7),
    ],
)
def test_two_steps_of_adagrad(name: str, eps: float, param: float) -> None:
    """Gradients 1 and 2 at the rate 0.1; right is 0.810557, and 0.823477 for the larger eps."""
    found, _ = walk(wrong_squares.ADAGRAD, name, [1.0, 2.0], learning_rate=0.1, eps=eps)
    assert found == pytest.approx(param, abs=6e-7)


@pytest.mark.parametrize(
    ("name", "eps", "param"),
    [
        ("adds_up", 1e-8, 0.810557),
        ("shares_swapped", 1e-8, 0.790475),
        ("no_root", 1e-8, -0.408163),
        ("eps_inside", 0.1, 0.516015),
        # s = 1, then 0.9 + 4.
        ("whole_square", 1e-8, 0.9 - 0.2 / 4.9**0.5),
        # s = 1, then 0.9 + 0.4.
        ("starts_with_square", 1e-8, 0.9 - 0.2 / 1.3**0.5),
    ],
)
def test_two_steps_of_rmsprop(name: str, eps: float, param: float) -> None:
    """Gradients 1 and 2 at the rate 0.1; right is 0.398058, and 0.509747 for the larger eps."""
    found, _ = walk(wrong_squares.RMSPROP, name, [1.0, 2.0], learning_rate=0.1, eps=eps)
    assert found == pytest.approx(param, abs=6e-7)


@pytest.mark.parametrize(
    ("name", "param", "t"),
    [
        ("m_not_corrected", 0.987654, 3),
        ("v_not_corrected", -1.970414, 3),
        ("not_corrected", 0.66944, 3),
        ("betas_swapped", 0.901182, 3),
        ("t_stuck", 0.895467, 1),
        ("t_always_one", 0.895467, 3),
        ("t_kept_back", 0.895467, 0),
        ("uphill", 1.097714, 3),
    ],
)
def test_three_steps_of_adam(name: str, param: float, t: int) -> None:
    """Right are 0.902286 and t = 3."""
    found, state = walk(wrong_adam.ADAM, name, THREE, learning_rate=0.1)
    assert found == pytest.approx(param, abs=6e-7)
    assert state["t"] == t


@pytest.mark.parametrize(
    ("name", "param"),
    [("eps_inside", 0.969849), ("eps_before_correction", 0.996935), ("no_eps", 0.9), ("eps_ignored", 0.9)],
)
def test_one_step_of_adam_with_a_large_eps(name: str, param: float) -> None:
    """Right is 0.95."""
    found, _ = walk(wrong_adam.ADAM, name, [0.1], learning_rate=0.1, eps=0.1)
    assert found == pytest.approx(param, abs=6e-7)


def test_steps_of_adam_that_count_otherwise() -> None:
    assert walk(wrong_adam.ADAM, "t_ahead", THREE, learning_rate=0.1)[1]["t"] == 4
    with np.errstate(all="ignore"):
        assert not np.isfinite(walk(wrong_adam.ADAM, "t_from_zero", [0.1])[0])
    # Each corrected mean of one gradient is the gradient itself, so the next step starts from the wrong ones.
    state = walk(wrong_adam.ADAM, "corrected_kept", [0.1])[1]
    assert (float(state["m"][0]), float(state["v"][0])) == pytest.approx((0.1, 0.01))


@pytest.mark.parametrize(
    ("name", "kind", "numbers", "rates"),
    [
        ("no_stairs", "step", {"gamma": 0.25, "every": 2}, {1: 0.5, 2: 0.25, 3: 0.125}),
        ("drops_early", "step", {"gamma": 0.5, "every": 10}, {8: 1, 9: 0.5, 10: 0.5}),
        ("drops_late", "step", {"gamma": 0.5, "every": 10}, {9: 1, 10: 1, 11: 0.5}),
        ("one_drop", "step", {"gamma": 0.5, "every": 10}, {9: 1, 10: 0.5, 25: 0.5}),
        ("times_the_stairs", "step", {"gamma": 0.5, "every": 10}, {9: 1, 10: 0.5, 25: 1, 30: 1.5}),
        ("grows", "exponential", {"k": 0.1}, {5: 1.648721}),
        ("compound", "exponential", {"k": 0.1}, {2: 0.81}),
        ("inverse_power", "inverse_time", {"k": 0.25}, {2: 0.64}),
        ("inverse_without_k", "inverse_time", {"k": 0.25}, {4: 0.2}),
        ("inverse_from_nothing", "inverse_time", {"k": 0.25}, {0: 1, 2: 2}),
        ("straight_line", "cosine", {"total": 20}, {5: 0.75, 30: 0}),
        ("not_clamped", "cosine", {"total": 20}, {10: 0.5, 30: 0.5, 40: 1}),
        ("whole_wave", "cosine", {"total": 20}, {5: 0.5, 10: 0, 20: 1}),
        ("quarter_wave", "cosine", {"total": 20}, {10: 0.707107, 20: 0}),
        ("not_halved", "cosine", {"total": 20}, {0: 2, 10: 1}),
        ("any_step", "inverse_time", {"k": 0.25}, {-2: 2}),
    ],
)
def test_schedules(name: str, kind: str, numbers: dict[str, float], rates: dict[int, float]) -> None:
    for step, rate in rates.items():
        found = variant(wrong_schedule.SCHEDULE, name)(kind, 1.0, step, **numbers)
        assert found == pytest.approx(rate, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "W", "b", "norm"),
    [
        ("each_array", [2 / 5**0.5, 1 / 5**0.5], [1, 0], 3),
        ("each_entry", [1, 1], [1, 0], 3),
        ("only_weights", [2 / 5**0.5, 1 / 5**0.5], [2 / 5**0.5, 0], 2.236068),
        ("biases_not_scaled", [2 / 3, 1 / 3], [2, 0], 3),
        ("sum_of_norms", [2 / 4.236068, 1 / 4.236068], [2 / 4.236068, 0], 4.236068),
        ("squared_norm", [2 / 9, 1 / 9], [2 / 9, 0], 9),
        ("sizes_added", [0.4, 0.2], [0.4, 0], 5),
        ("largest_entry", [1, 0.5], [1, 0], 2),
        ("norm_after", [2 / 3, 1 / 3], [2 / 3, 0], 1),
        ("factor_inverted", [6, 3], [6, 0], 3),
        ("limits_swapped", [2, 1], [2, 0], 3),
    ],
)
def test_clipping_to_one(name: str, W: list[float], b: list[float], norm: float) -> None:
    """Right are W [2/3, 1/3], b [2/3, 0] and the norm 3."""
    clipped, found = variant(wrong_clipping.CLIP, name)(GRADS, 1.0)
    np.testing.assert_allclose(clipped[0]["W"], [W], atol=1e-6)
    np.testing.assert_allclose(clipped[0]["b"], b, atol=1e-6)
    assert found == pytest.approx(norm, abs=1e-6)


def test_clipping_below_the_limit() -> None:
    clipped, _ = variant(wrong_clipping.CLIP, "always_scaled")(GRADS, 6.0)
    assert clipped[0]["W"].tolist() == [[4, 2]]
    clipped, _ = variant(wrong_clipping.CLIP, "same_when_below")(GRADS, 6.0)
    assert clipped[0]["W"] is GRADS[0]["W"]
