"""What is looked at while a network trains: the share of right answers, the size of each layer's gradient."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import LAYOUT, ONE_SAMPLE, STAYS, FloatArray, calling, halves, laid_out, twice
from autograder.exercises.training import hints, wrong_measures
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import metrics as ref
from lessonkit.language import Text

Params = list[dict[str, Any]]

# accuracy -------------------------------------------------------------------------------------------------

Y: FloatArray = np.array([[0.0], [1.0], [0.0], [0.0], [1.0], [1.0], [1.0]])
P: FloatArray = np.array([[0.4], [0.9], [0.2], [0.6], [0.7], [0.8], [0.1]])


def _answers(rng: np.random.Generator, m: int, threshold: float) -> tuple[FloatArray, FloatArray]:
    """Draw labels and probabilities, none of them near the threshold: some right, some wrong, never half of them."""
    while True:
        y = rng.integers(0, 2, (m, 1)).astype(np.float64)
        p = rng.integers(0, 64, (m, 1)) / 64.0 + 1 / 128
        right = int(((p > threshold) == (y == 1)).sum())
        if abs(p - threshold).min() > 1e-3 and 0 < y.sum() < m and 0 < right < m and 2 * right != m:
            return y, p


def _asked(y: Any, p: Any, **others: Any) -> Call:
    return Call("accuracy", (np.array(y), np.array(p)), others)


def _tied(rng: np.random.Generator, m: int, threshold: float) -> list[Step]:
    """Return a question in which some probabilities equal the threshold; most of those are class 0."""
    y, p = _answers(rng, m, threshold)
    p[:4] = threshold
    y[:4] = np.array([[0.0], [1.0], [0.0], [0.0]])
    order = rng.permutation(m)
    return [_asked(y[order], p[order], threshold=threshold)]


def _kept(y: FloatArray, p: FloatArray) -> list[Step]:
    return [Make("y", y), Make("p", p), Call("accuracy", (Ref("y"), Ref("p"))), Look(Ref("y")), Look(Ref("p"))]


ACCURACY = Exercise(
    id="accuracy",
    alias="L08-E5",
    points=2,
    reference=(ref.accuracy,),
    signature="accuracy(y, p, threshold=0.5)",
    cases=(
        *twice(
            "columns",
            Text("labels and probabilities in columns", "标签和概率各是一列（column）"),
            lambda rng: [_asked(Y, P)],
            lambda rng: [Call("accuracy", _answers(rng, 13, 0.5)), Call("accuracy", _answers(rng, 50, 0.5))],
            weight=2.0,
        ),
        *twice(
            "tie",
            Text("a probability equal to the threshold is class 0", "概率恰好等于阈值时，算类别 0"),
            lambda rng: [_asked([[0.0], [1.0], [0.0], [0.0], [1.0]], [[0.5], [0.9], [0.2], [0.6], [0.7]])],
            lambda rng: _tied(rng, 9, 0.5),
            group=Group.EDGE,
        ),
        *twice(
            "threshold",
            Text("another threshold", "换一个阈值"),
            lambda rng: [_asked(Y, P, threshold=0.25), _asked(Y, P, threshold=0.75)],
            lambda rng: [
                Call("accuracy", (*_answers(rng, 15, 0.125), 0.125)),
                Call("accuracy", (*_answers(rng, 15, 0.875), 0.875)),
                *_tied(rng, 11, 0.25),
            ],
            weight=1.0,
        ),
        *twice(
            "one_dimension",
            Text("y and p of shape (m,)", "y 和 p 的形状是 (m,)"),
            lambda rng: [_asked(Y[:, 0], P[:, 0])],
            lambda rng: [_asked(*(array[:, 0] for array in _answers(rng, 9, 0.5)))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: [_asked([[1.0]], [[0.75]]), _asked([[1.0]], [[0.25]])],
            lambda rng: [_asked([[0.0]], [[0.125]]), _asked([[0.0]], [[0.625]])],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "all_or_none",
            Text("everything is right, everything is wrong", "全都对，全都错"),
            lambda rng: [_asked([[0.0], [1.0], [1.0]], [[0.1], [0.9], [0.6]]), _asked([[0.0], [0.0]], [[0.9], [1.0]])],
            lambda rng: [_asked([[1.0], [0.0]], [[0.0], [1.0]]), _asked([[1.0], [1.0], [0.0]], [[1.0], [0.75], [0.0]])],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            Text("labels of integers, probabilities in float32", "标签是整数，概率是 float32"),
            lambda rng: [_asked(Y.astype(np.int64), P), _asked(Y, P.astype(np.float32))],
            lambda rng: [
                _asked(*(array.astype(kind) for array, kind in zip(_answers(rng, 9, 0.5), kinds, strict=True)))
                for kinds in ((np.int64, np.float64), (np.float32, np.float32))
            ],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(Y, P),
            lambda rng: _kept(*_answers(rng, 7, 0.5)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("accuracy", Y[:, 0], P[:, 0]),
            lambda rng: laid_out("accuracy", *_answers(rng, 7, 0.5)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes_differ",
            Text(
                "shapes that differ, such as (m,) and (m, 1): `ValueError`",
                "形状不同，例如 (m,) 和 (m, 1)：`ValueError`",
            ),
            lambda rng: [_asked(Y[:, 0], P), _asked(Y, P[:3])],
            lambda rng: [
                _asked(halves(rng, 4, 1) > 0, np.full(4, 0.5)),
                _asked(np.ones((3, 1)), np.ones((1, 3))),
                _asked(np.ones((3, 1)), np.ones((1, 1))),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "no_samples",
            Text("no samples, m = 0: `ValueError`", "没有样本（m = 0）：`ValueError`"),
            lambda rng: [_asked(np.zeros((0, 1)), np.zeros((0, 1)))],
            lambda rng: [_asked(np.zeros(0), np.zeros(0))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_measures.ACCURACY,
    hints=hints.ACCURACY,
)

# gradient_norms -------------------------------------------------------------------------------------------

GRADS: Params = [
    {"W": np.array([[3.0, 0.0, -1.0], [0.0, -4.0, 2.0]]), "b": np.array([12.0, 1.0, -2.0])},
    {"W": np.array([[6.0], [-2.0], [3.0]]), "b": np.array([24.0])},
]


def _grads(rng: np.random.Generator, sizes: tuple[int, ...]) -> Params:
    return [{"W": halves(rng, a, b) + 0.125, "b": halves(rng, b) + 0.125} for a, b in pairwise(sizes)]


def _grads_kept(grads: Params) -> list[Step]:
    return [
        Make("grads", grads),
        Call("gradient_norms", (Ref("grads"),)),
        Look(Ref("grads")),
        Write(Ref("result"), 9.0),
        Look(Ref("grads")),
    ]


NORMS = Exercise(
    id="gradient_norms",
    alias="L08-E7",
    points=2,
    reference=(ref.gradient_norms,),
    signature="gradient_norms(grads)",
    cases=(
        *twice(
            "layers",
            Text("two layers", "两层"),
            calling("gradient_norms", GRADS),
            lambda rng: [Call("gradient_norms", (_grads(rng, (3, 5, 2)),))],
            weight=2.0,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            calling("gradient_norms", [{"W": np.array([[3.0, 0.0], [0.0, 4.0]]), "b": np.array([12.0, 0.0])}]),
            lambda rng: [Call("gradient_norms", (_grads(rng, (4, 3)),))],
            group=Group.EDGE,
        ),
        *twice(
            "deep",
            Text("many layers", "很多层"),
            lambda rng: [Call("gradient_norms", (_grads(np.random.default_rng(3), (2, 4, 6, 6, 4, 1)),))],
            lambda rng: [Call("gradient_norms", (_grads(rng, (2, *[6] * 9, 1)),))],
            weight=0.75,
        ),
        *twice(
            "vanished",
            Text("gradients that are tiny, or all 0", "极小的梯度，全是 0 的梯度"),
            calling(
                "gradient_norms",
                [
                    {"W": np.array([[3e-7, -4e-7, 12e-7]]), "b": np.array([1e-7, 0.0, 0.0])},
                    {"W": np.zeros((3, 2)), "b": np.zeros(2)},
                ],
            ),
            lambda rng: [
                Call("gradient_norms", ([{"W": 1e-6 * (halves(rng, 2, 4) + 0.25), "b": np.ones(4)}],)),
                Call("gradient_norms", ([{"W": np.zeros((2, 3)), "b": halves(rng, 3)}],)),
            ],
            weight=0.75,
            group=Group.STABILITY,
        ),
        *twice(
            "types",
            Text("gradients in float32, or in integers", "梯度是 float32，或者整数"),
            lambda rng: [
                Call("gradient_norms", ([{key: array.astype(kind) for key, array in GRADS[0].items()}],))
                for kind in (np.float32, np.int64)
            ],
            lambda rng: [
                Call("gradient_norms", ([{key: array.astype(kind) for key, array in _grads(rng, (3, 4))[0].items()}],))
                for kind in (np.int64, np.float32)
            ],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _grads_kept(GRADS),
            lambda rng: _grads_kept(_grads(rng, (1, 1, 2))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "no_layer",
            Text("an empty list: `ValueError`", "空列表：`ValueError`"),
            calling("gradient_norms", []),
            calling("gradient_norms", []),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_measures.NORMS,
    hints=hints.NORMS,
)
