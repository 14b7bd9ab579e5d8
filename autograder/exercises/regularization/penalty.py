"""The L2 penalty on a network's weights, and what it adds to their gradients."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import STAYS, halves, twice
from autograder.exercises.regularization import hints, wrong_penalty
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import regularization as ref
from lessonkit.language import Text

Params = list[dict[str, Any]]
KEYS = ("W", "b")

SMALL: Params = [
    {"W": np.array([[1.0, 2.0, -1.0], [3.0, 4.0, 0.5]]), "b": np.array([10.0, 20.0, -5.0])},
    {"W": np.array([[2.0], [0.0], [-3.0]]), "b": np.array([5.0])},
]
SMALL_GRADS: Params = [
    {"W": np.array([[0.5, 0.0, 2.0], [-1.0, 0.25, 1.0]]), "b": np.array([1.0, -2.0, 0.5])},
    {"W": np.array([[-0.75], [1.5], [0.25]]), "b": np.array([3.0])},
]


def _net(rng: np.random.Generator, *sizes: int, kind: Any = np.float64) -> Params:
    """Draw arrays for a network with these layer sizes, without zeros."""

    def drawn(*shape: int) -> Any:
        values = halves(rng, *shape)
        return np.where(values == 0, 1.25, values).astype(kind)

    return [{"W": drawn(n_in, n_out), "b": drawn(n_out)} for n_in, n_out in pairwise(sizes)]


def _penalties(*given: tuple[Params, float]) -> list[Step]:
    return [Call("l2_penalty", one) for one in given]


def _gradients(rng: np.random.Generator, lam: float, *sizes: int) -> Call:
    return Call("l2_gradients", (_net(rng, *sizes), _net(rng, *sizes), lam))


def _single(rng: np.random.Generator) -> Params:
    """Draw float32 weights whose squares are beyond the largest float32."""
    return [{"W": (rng.uniform(2e19, 9e19, (2, 3))).astype(np.float32), "b": np.ones(3, np.float32)} for _ in range(2)]


def _at(name: str, layers: int) -> list[Ref]:
    return [Ref(name, (at, key)) for at in range(layers) for key in KEYS]


def _kept(grads: Params, params: Params, lam: float) -> list[Step]:
    """Ask for both, look at every array, write into every result, and look again."""
    looks: list[Step] = [Look(one) for name in ("grads", "params") for one in _at(name, len(params))]
    made: list[Step] = [Make("grads", grads), Make("params", params)]
    calls: list[Step] = [Call("l2_penalty", (Ref("params"), lam), into="penalty")]
    calls += [Call("l2_gradients", (Ref("grads"), Ref("params"), lam))]
    writes: list[Step] = [Write(one, 9.0) for one in _at("result", len(params))]
    return [*made, *calls, *looks, *writes, *looks]


def _mismatched(rng: np.random.Generator) -> list[Step]:
    pairs = [
        (_net(rng, 2, 3, 1), _net(rng, 2, 3)),
        (_net(rng, 2, 3), _net(rng, 2, 3, 1)),
        (_net(rng, 2, 1), _net(rng, 2, 3)),
        (_net(rng, 1, 3), _net(rng, 2, 3)),
        (_net(rng, 3, 2), _net(rng, 2, 3)),
    ]
    return [Call("l2_gradients", (grads, params, 0.5)) for grads, params in pairs]


L2 = Exercise(
    id="l2_penalty",
    alias="L11-E3",
    points=4,
    reference=(ref.l2_penalty, ref.l2_gradients),
    signature="l2_penalty(params, lam), l2_gradients(grads, params, lam)",
    cases=(
        *twice(
            "penalty",
            Text("the penalty of a network with two layers", "两层网络的惩罚"),
            lambda rng: _penalties((SMALL, 0.1)),
            lambda rng: _penalties((_net(rng, 3, 4, 2), 0.25), (_net(rng, 2, 5, 3, 1), 0.7)),
            weight=1.5,
        ),
        *twice(
            "one_layer",
            Text("the penalty of a single layer", "只有一层时的惩罚"),
            lambda rng: _penalties((SMALL[:1], 0.3)),
            lambda rng: _penalties((_net(rng, 4, 3), 0.6), (_net(rng, 3, 1), 1.5)),
            weight=0.5,
        ),
        *twice(
            "gradients",
            Text("the gradients of a network with two layers", "两层网络的梯度"),
            lambda rng: [Call("l2_gradients", (SMALL_GRADS, SMALL, 0.1))],
            lambda rng: [_gradients(rng, 0.25, 3, 4, 2), _gradients(rng, 0.7, 2, 5, 3, 1)],
            weight=2.0,
        ),
        *twice(
            "one_gradient",
            Text("the gradients of a single layer", "只有一层时的梯度"),
            lambda rng: [Call("l2_gradients", (SMALL_GRADS[:1], SMALL[:1], 0.3))],
            lambda rng: [_gradients(rng, 0.6, 4, 3), _gradients(rng, 1.5, 3, 1)],
            weight=0.5,
        ),
        *twice(
            "nothing",
            Text("a strength of 0", "强度 λ 为 0"),
            lambda rng: [*_penalties((SMALL, 0.0)), Call("l2_gradients", (SMALL_GRADS, SMALL, 0.0))],
            lambda rng: [*_penalties((_net(rng, 3, 2), 0.0)), _gradients(rng, 0.0, 2, 3, 2)],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "float32",
            Text(
                "huge weights in float32: the penalty is computed in float64 all the same",
                "很大的 float32 权重：惩罚仍用 float64 计算",
            ),
            lambda rng: _penalties((_single(np.random.default_rng(0)), 0.1)),
            lambda rng: _penalties((_single(rng), 0.3)),
            weight=0.25,
            group=Group.STABILITY,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(SMALL_GRADS, SMALL, 0.1),
            lambda rng: _kept(_net(rng, 3, 2, 4), _net(rng, 3, 2, 4), 0.0),
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "mismatch",
            Text(
                "gradients and parameters of different layers: `ValueError`",
                "梯度与参数的层数或形状不同：`ValueError`",
            ),
            lambda rng: [Call("l2_gradients", (SMALL_GRADS[:1], SMALL, 0.1))],
            _mismatched,
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_penalty.L2,
    hints=hints.L2,
)
