"""Adam's compiled pass, run here by Python instead of numba: the same loop, number by number."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref.network import SGD, Activation, Adam, AdamW, Dense, Loss, Sequential, compiled
from deeplearn_ref.network.step import TrainingStep


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Stand in for numba; return how many numbers each call updated."""
    made: list[int] = []

    def njit(**options: Any) -> Any:
        assert options == {"error_model": "numpy"}
        return lambda function: lambda p, *rest: made.append(len(p)) or function(p, *rest)

    numba = ModuleType("numba")
    numba.njit = njit  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "numba", numba)
    compiled.kernels.cache_clear()
    yield made
    compiled.kernels.cache_clear()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", [Adam, AdamW])
def test_one_pass_and_ten_give_the_same_bits(
    kind: type, dtype: Any, calls: list[int], rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "SMALLEST", 1)
    X, y, flats = rng.normal(size=(10, 3)), rng.integers(0, 2, 10), []
    for may in (True, False):
        layers = [Dense(3, 5), Activation("tanh"), Dense(5, 2)]
        network, optimizer = Sequential(layers, np.random.default_rng(1), dtype), kind(0.01)
        optimizer.may_compile = may
        step = TrainingStep(network, Loss("softmax"), optimizer, X, y)
        for _ in range(3):
            step.epoch(np.arange(10), 4)
        flats.append(network.parameters.flat)
    assert flats[0].dtype == dtype
    np.testing.assert_array_equal(*flats)
    assert calls == [32] * 9  # three epochs of three batches, and none where it was forbidden


def test_a_step_by_hand() -> None:
    """m = 0.5·2 + 3, v = 0.25·8 + 9, p = 1 - 4/(√11 + 0.5)·0.1."""
    p, g, m, v = (np.array([value]) for value in (1.0, 3.0, 2.0, 8.0))
    compiled.adam(p, g, m, v, np.array(0.1), np.array(0.5), 0.5, 0.25)
    assert (m.tolist(), v.tolist()) == ([4.0], [11.0])
    assert p[0] == pytest.approx(1 - 0.4 / (11**0.5 + 0.5), rel=1e-15)


def test_small_networks_other_rules_and_other_arrays_do_without(calls: list[int]) -> None:
    n = 10_000
    for optimizer, xp, size in ((Adam(), np, n - 1), (SGD(1.0), np, n), (Adam(), strict_xp, n)):
        optimizer.step(xp.zeros((size,)), xp.ones((size,)))
    assert calls == []
    Adam().step(np.zeros(n), np.ones(n))
    assert calls == [n]


def test_without_numba_numpy_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    compiled.kernels.cache_clear()
    assert compiled.kernels() is None
    p = np.zeros(compiled.SMALLEST)
    Adam(0.5).step(p, np.ones(compiled.SMALLEST))
    np.testing.assert_allclose(p, -0.5, rtol=1e-7)
    compiled.kernels.cache_clear()
