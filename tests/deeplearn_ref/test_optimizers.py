"""Optimizers: worked traces, second formulas, purity."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.errors import ShapeError
from deeplearn_ref.optimizers import (
    adagrad_step,
    adam_step,
    adamw_step,
    clip_by_global_norm,
    momentum_step,
    nesterov_step,
    rmsprop_step,
    sgd_step,
)

from .probes import untouched

Step = Callable[..., tuple[np.ndarray, dict[str, Any]]]
STEPS: list[Step] = [sgd_step, momentum_step, nesterov_step, adagrad_step, rmsprop_step, adam_step, adamw_step]


def walk(step: Step, grads: list[float], start: float = 1.0, **numbers: Any) -> tuple[float, dict[str, Any]]:
    p, state = np.array([start]), {}
    for g in grads:
        p, state = step(p, np.array([g]), state, **numbers)
    return float(p[0]), state


@pytest.mark.parametrize(
    ("step", "grads", "numbers", "param", "kept"),
    [
        (momentum_step, [1, 1], {"learning_rate": 0.1}, 0.71, {"v": 1.9}),
        (adagrad_step, [1, 2], {"learning_rate": 0.1}, 0.810557, {"s": 5}),
        (adagrad_step, [1, 2], {"learning_rate": 0.1, "eps": 0.1}, 0.823477, {"s": 5}),
        (rmsprop_step, [1, 2], {"learning_rate": 0.1}, 0.398058, {"s": 0.49}),
        (rmsprop_step, [1, 2], {"learning_rate": 0.1, "eps": 0.1}, 0.509747, {"s": 0.49}),
        (adam_step, [0.1, -0.2, 0.3], {"learning_rate": 0.1}, 0.902286, {"t": 3}),
        (adam_step, [0.1], {"learning_rate": 0.1, "eps": 0.1}, 0.95, {"t": 1}),
        (adam_step, [0.1], {}, 0.9990000001, {"t": 1}),
        (sgd_step, [1, 2], {"learning_rate": 0.1}, 0.7, {}),
        (nesterov_step, [1, 1], {"learning_rate": 0.1}, 1 - 0.19 - 0.271, {"v": 1.9}),
    ],
)
def test_worked_traces(step: Step, grads: list[float], numbers: Any, param: float, kept: dict[str, float]) -> None:
    found, state = walk(step, grads, **numbers)
    assert found == pytest.approx(param, abs=6e-7 if param != 0.9990000001 else 1e-12)
    assert {name: float(np.ravel(state[name])[0]) for name in kept} == pytest.approx(kept)


def test_adam_by_the_unrolled_sums_of_the_paper() -> None:
    """The running means as explicit sums, algorithm 1 of Kingma and Ba written the other way."""
    rng = np.random.default_rng(0)
    grads = rng.normal(size=(20, 3))
    p, state = np.zeros(3), {}
    for g in grads:
        p, state = adam_step(p, g, state, learning_rate=0.01)
    q = np.zeros(3)
    for t in range(1, 21):
        back = np.arange(t)[::-1, None]
        m = (0.1 * 0.9**back * grads[:t]).sum(axis=0) / (1 - 0.9**t)
        v = (0.001 * 0.999**back * grads[:t] ** 2).sum(axis=0) / (1 - 0.999**t)
        q -= 0.01 * m / (np.sqrt(v) + 1e-8)
    np.testing.assert_allclose(p, q, rtol=1e-10)


def test_weight_decay_stands_beside_the_gradient() -> None:
    plain, _ = walk(adam_step, [2.0], start=4.0, learning_rate=0.5)
    decayed, _ = walk(adamw_step, [2.0], start=4.0, learning_rate=0.5, weight_decay=0.25)
    assert plain - decayed == pytest.approx(4.0 * 0.5 * 0.25)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_given_is_changed_and_nothing_is_shared(step: Step) -> None:
    p, g = np.ones((2, 3)), np.full((2, 3), 0.5)
    new, state = untouched(step, p, g, {}, learning_rate=0.1)
    again, _ = untouched(step, new, g, state, learning_rate=0.1)
    assert again.shape == p.shape
    assert (again < new).all()
    with pytest.raises(ShapeError):
        step(p, g[0], {}, learning_rate=0.1)


@pytest.mark.parametrize("step", STEPS)
def test_state_that_would_broadcast_is_refused(step: Step) -> None:
    with pytest.raises(ShapeError, match="state"):
        step(np.ones(3), np.ones(3), {"v": np.ones((3, 1)), "s": np.ones((3, 1))}, learning_rate=0.1)


@pytest.mark.parametrize("step", STEPS)
def test_zero_gradient_at_the_start_gives_no_nan_and_float32_stays(step: Step) -> None:
    p = np.ones(2, dtype=np.float32)
    new, _ = step(p, np.zeros(2, dtype=np.float32), {}, learning_rate=0.1)
    assert np.isfinite(new).all()
    assert new.dtype == np.float32
    assert step(np.array([1, 2]), np.array([1, 1]), {}, learning_rate=0.25)[0].dtype == np.float64


def test_clipping_takes_one_norm_over_everything() -> None:
    grads = [{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}]
    clipped, norm = untouched(clip_by_global_norm, grads, 1.0)
    np.testing.assert_allclose(clipped[0]["W"], [[2 / 3, 1 / 3]])
    assert norm == 3.0
    same, norm = untouched(clip_by_global_norm, grads, 3.0)
    assert (same[0]["b"].tolist(), norm) == ([2.0, 0.0], 3.0)
    below, _ = untouched(clip_by_global_norm, grads, 30.0)
    assert below[0]["W"].tolist() == [[2.0, 1.0]]
    zero, norm = clip_by_global_norm([{"W": np.zeros((1, 1)), "b": np.zeros(1)}], 1.0)
    assert (zero[0]["W"].tolist(), norm) == ([[0.0]], 0.0)
    with pytest.raises(ValueError, match="positive"):
        clip_by_global_norm(grads, 0.0)


def test_defaults_of_adamw_are_the_published_ones() -> None:
    parameters = inspect.signature(adamw_step).parameters.values()
    defaults = {p.name: p.default for p in parameters if p.default is not p.empty}
    assert defaults == {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01}


def test_the_norm_of_large_float32_gradients_does_not_overflow() -> None:
    grads = [{"W": np.full((1, 1), 3e30, np.float32), "b": np.full(1, 4e30, np.float32)}]
    clipped, norm = clip_by_global_norm(grads, 5.0)
    assert norm == pytest.approx(5e30, rel=1e-6)
    np.testing.assert_allclose([clipped[0]["W"][0, 0], clipped[0]["b"][0]], [3, 4], rtol=1e-6)
