"""One norm over all gradients, and a factor for all of them."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.exercises.kit import STAYS, calling, twice
from autograder.exercises.optimizers import hints, wrong_clipping
from autograder.exercises.optimizers.walks import gradient
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import optimizers as ref
from lessonkit.language import Text

Grads = list[dict[str, Any]]

WITH_EPS = Tolerance(rtol=1e-5, atol=1e-10)
"""A norm with 1e-6 added to it, as in PyTorch, is accepted: all norms here are at least 1."""
SMALL: Grads = [{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}]
TWO: Grads = [
    {"W": np.array([[1.0, -2.0, 4.0], [0.0, 3.0, -1.0]]), "b": np.array([2.0, 0.0, -1.0])},
    {"W": np.array([[3.0], [-1.0], [1.0]]), "b": np.array([1.0])},
]
"""Squares 31 + 5 + 11 + 1 = 48: a norm of 6.9282."""


def _grads(rng: np.random.Generator, *sizes: int) -> Grads:
    return [{"W": gradient(rng, n_in, n_out), "b": gradient(rng, n_out)} for n_in, n_out in pairwise(sizes)]


def _norm(grads: Grads) -> float:
    return float(np.sqrt(sum(np.sum(array**2) for layer in grads for array in layer.values())))


def _clip(grads: Grads, share: float) -> Step:
    """Return a call with a limit that is this share of the norm."""
    return Call("clip_by_global_norm", (grads, share * _norm(grads)))


def _scaled(grads: Grads, factor: float, kind: Any = float) -> Grads:
    return [{name: (factor * array).astype(kind) for name, array in layer.items()} for layer in grads]


def _kept(grads: Grads, limit: float) -> list[Step]:
    places = [(at, name) for at in range(len(grads)) for name in ("W", "b")]
    looks: list[Step] = [Look(Ref("grads"))]
    writes: list[Step] = [Write(Ref("result", (0, *place)), 9.0) for place in places]
    call = Call("clip_by_global_norm", (Ref("grads"), limit))
    return [Make("grads", grads), call, *looks, *writes, *looks]


def _exact(rng: np.random.Generator) -> Grads:
    """Draw gradients with the norm 13: the numbers 3, 4 and 12 in any places, with any signs."""
    numbers = np.array([3.0, 4.0, 12.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    numbers = rng.permutation(numbers) * rng.choice([-1.0, 1.0], 8)
    return [{"W": numbers[:6].reshape(3, 2), "b": numbers[6:]}]


CLIP = Exercise(
    id="clip_by_global_norm",
    alias="L10-E6",
    points=3,
    reference=(ref.clip_by_global_norm,),
    signature="clip_by_global_norm(grads, max_norm)",
    cases=(
        *twice(
            "one_layer",
            Text("one layer above the limit", "只有一层，范数超过上限"),
            calling("clip_by_global_norm", SMALL, 1.0),
            lambda rng: [_clip(_grads(rng, 3, 2), 0.4)],
            weight=1.5,
        ),
        *twice(
            "layers",
            Text("several layers above the limit", "好几层，范数超过上限"),
            calling("clip_by_global_norm", TWO, 2.5),
            lambda rng: [_clip(_grads(rng, 2, 4, 3, 1), 0.3), _clip(_grads(rng, 5, 2, 3), 0.9)],
            weight=2.0,
        ),
        *twice(
            "below",
            Text("below the limit, and once above it", "范数没有超过上限，还有一次超过"),
            lambda rng: [
                Call("clip_by_global_norm", (SMALL, 5.0)),
                Call("clip_by_global_norm", (TWO, 6.9375)),
                Call("clip_by_global_norm", (SMALL, 1.5)),  # tells "always" from "the wrong way round"
            ],
            lambda rng: [_clip(_grads(rng, 2, 4, 1), 1.25), _clip(_grads(rng, 3, 2), 40.0), _clip(SMALL, 0.5)],
            weight=1.5,
        ),
        *twice(
            "exactly",
            Text("a norm that is exactly the limit", "范数恰好等于上限"),
            calling("clip_by_global_norm", SMALL, 3.0),
            lambda rng: [Call("clip_by_global_norm", (_exact(rng), 13.0))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "nothing",
            Text("gradients that are all 0", "梯度全为 0"),
            lambda rng: [Call("clip_by_global_norm", (_scaled(SMALL, 0.0), 1.0))],
            lambda rng: [Call("clip_by_global_norm", (_scaled(_grads(rng, 2, 3, 1), 0.0), 0.5))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "sizes",
            Text("gradients that are huge", "极大的梯度"),
            lambda rng: [Call("clip_by_global_norm", (_scaled(TWO, 1e8), 2.5))],
            lambda rng: [Call("clip_by_global_norm", (_scaled(_grads(rng, 3, 2, 2), 1e6), 0.125))],
            weight=0.25,
            group=Group.STABILITY,
        ),
        *twice(
            "types",
            Text("arrays of integers, and of float32", "整数数组，以及 float32 数组"),
            lambda rng: [
                Call("clip_by_global_norm", (_scaled(TWO, 1.0, np.int64), 2.5)),
                Call("clip_by_global_norm", (_scaled(TWO, 0.5, np.float32), 2.5)),
            ],
            lambda rng: [
                Call("clip_by_global_norm", (_scaled(_grads(rng, 2, 3), 10.0, np.int64), 4.0)),
                Call("clip_by_global_norm", (_scaled(_grads(rng, 2, 3), 1.0, np.float32), 1.5)),
            ],
            weight=0.25,
            group=Group.EDGE,
            property=wrong_clipping.same_numbers,
            failed=wrong_clipping.OFF,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [*_kept(TWO, 2.5), *_kept(TWO, 100.0)],
            lambda rng: [*_kept(_grads(rng, 3, 2, 2), 1.5), *_kept(_grads(rng, 3, 2, 2), 1000.0)],
            group=Group.PURITY,
        ),
        *twice(
            "no_limit",
            Text("a `max_norm` that is not positive: `ValueError`", "`max_norm` 不是正数：`ValueError`"),
            lambda rng: [Call("clip_by_global_norm", (SMALL, limit)) for limit in (0.0, -1.0)],
            lambda rng: [
                Call("clip_by_global_norm", (_grads(rng, 2, 3), limit)) for limit in (-float(rng.integers(1, 9)), 0.0)
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_clipping.CLIP,
    hints=hints.CLIP,
    tolerance=WITH_EPS,
)
