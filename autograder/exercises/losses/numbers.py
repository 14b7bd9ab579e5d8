"""Losses of a number and of a yes-or-no answer: half squared error, mean squared error, binary cross-entropy."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.exercises.kit import LAYOUT, STAYS, FloatArray, calling, halves, laid_out, twice, untouched
from autograder.exercises.losses import hints, wrong
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import losses as ref
from lessonkit.language import Text

EDGE_OF_LOG = Tolerance(rtol=1e-5)
"""Near p = 0 and p = 1: whether eps is a limit or is added makes a difference in the sixth digit."""
FLOAT32 = Tolerance(rtol=1e-4, atol=1e-6)
SHAPES = Text("arrays of different shapes: `ValueError`", "两个数组的形状不同：`ValueError`")
NOTHING = Text("empty arrays: `ValueError`", "空数组：`ValueError`")
TYPES = Text("integers, and float32", "整数，以及 float32")
ONE = Text("a single sample", "只有一个样本")


def kept(function: str, arrays: Mapping[str, Any], **others: Any) -> list[Step]:
    """Return the script that looks whether a call that returns numbers leaves its arguments alone."""
    made: list[Step] = [Make(name, value) for name, value in arrays.items()]
    looks: list[Step] = [Look(Ref(name)) for name in arrays]
    return [*made, Call(function, tuple(Ref(name) for name in arrays), others), *looks]


def column(*values: float) -> FloatArray:
    """Return the values as a column, (m, 1)."""
    return np.array(values, dtype=np.float64).reshape(-1, 1)


def answers(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw labels 0. and 1., both of them."""
    drawn: FloatArray = rng.integers(0, 2, shape).astype(np.float64)
    drawn.flat[0], drawn.flat[-1] = 1.0, 0.0
    return drawn


def chances(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw probabilities, none near 0 or 1."""
    return rng.uniform(0.05, 0.95, shape)


def _mismatch(function: str) -> list[Step]:
    two = np.array([0.25, 0.5])
    return [Call(function, (two, two.reshape(2, 1))), Call(function, (np.ones((2, 3)), np.ones((1, 3))))]


def _mismatch_again(function: str, rng: np.random.Generator) -> list[Step]:
    return [
        Call(function, (chances(rng, 4, 1), chances(rng, 4))),
        Call(function, (chances(rng, 3), chances(rng, 1))),
        Call(function, (chances(rng, 2, 3), chances(rng, 3, 2))),
    ]


def _empty(function: str) -> list[Step]:
    return [Call(function, (np.zeros(shape), np.zeros(shape))) for shape in ((0, 1), (3, 0))]


# half_squared_error ---------------------------------------------------------------------------------------

HALF = Exercise(
    id="half_squared_error",
    alias="L04-E1",
    points=2,
    reference=(ref.half_squared_error,),
    signature="half_squared_error(y_true, y_pred)",
    cases=(
        *twice(
            "column",
            Text("a column of targets and one of predictions", "一列（column）目标值和一列预测值"),
            calling("half_squared_error", column(1, 0), column(0.1, 0.4)),
            lambda rng: [Call("half_squared_error", (halves(rng, 5, 1), halves(rng, 5, 1) + 0.25))],
            weight=2.0,
        ),
        *twice(
            "shape",
            Text("several outputs, or a vector: the shape is kept", "多个输出，或一个向量：形状保持不变"),
            lambda rng: [
                Call("half_squared_error", (np.array([[1.0, 2.0, 0.0]]), np.array([[1.5, 0.0, -1.0]]))),
                Call("half_squared_error", (np.array([1.0, 2.0]), np.array([3.0, 1.0]))),
            ],
            lambda rng: [
                Call("half_squared_error", (halves(rng, 4, 3), halves(rng, 4, 3) + 0.25)),
                Call("half_squared_error", (halves(rng, 3), halves(rng, 3) + 0.25)),
            ],
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                Call("half_squared_error", (np.array([[1], [4]]), np.array([[2], [1]]))),
                Call("half_squared_error", (column(1, 4).astype(np.float32), column(0.5, 1).astype(np.float32))),
            ],
            lambda rng: [
                Call("half_squared_error", (rng.integers(0, 3, (4, 1)), rng.integers(4, 9, (4, 1)))),
                Call("half_squared_error", (halves(rng, 2, 2).astype(np.float32), np.ones((2, 2), np.float32))),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("empty arrays give an empty array", "空数组得到空数组"),
            calling("half_squared_error", np.zeros((0, 1)), np.zeros((0, 1))),
            calling("half_squared_error", np.zeros((0, 3)), np.zeros((0, 3))),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("half_squared_error", {"y_true": column(1, 0), "y_pred": column(0.1, 0.4)}),
            lambda rng: untouched("half_squared_error", {"y_true": chances(rng, 3), "y_pred": chances(rng, 3)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("half_squared_error", column(1, 0), column(0.1, 0.4)),
            lambda rng: laid_out("half_squared_error", chances(rng, 3, 2), chances(rng, 3, 2)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            SHAPES,
            lambda rng: _mismatch("half_squared_error"),
            lambda rng: _mismatch_again("half_squared_error", rng),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.HALF,
    hints=hints.HALF,
)

# mse ------------------------------------------------------------------------------------------------------

MSE = Exercise(
    id="mse",
    alias="L04-E2",
    points=3,
    reference=(ref.mse,),
    signature="mse(y_true, y_pred)",
    cases=(
        *twice(
            "vector",
            Text("a vector of targets", "目标值是向量"),
            lambda rng: [
                Call("mse", (np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 6.0]))),
                Call("mse", (np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.5, 0.0]))),
            ],
            lambda rng: [Call("mse", (halves(rng, 5), halves(rng, 5) + 0.25))],
            weight=2.0,
        ),
        *twice(
            "outputs",
            Text("several outputs: the mean over all entries", "多个输出：对所有元素取平均"),
            calling("mse", np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [3.0, 8.0]])),
            lambda rng: [Call("mse", (halves(rng, 4, 3), halves(rng, 4, 3) + 0.25))],
            weight=1.5,
        ),
        *twice(
            "one",
            ONE,
            calling("mse", column(1), column(0.5)),
            lambda rng: [Call("mse", (halves(rng, 1, 3), halves(rng, 1, 3) + 0.25))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                Call("mse", (np.array([[1], [4]]), np.array([[2], [1]]))),
                Call("mse", (column(1, 4).astype(np.float32), column(0.5, 1).astype(np.float32))),
            ],
            lambda rng: [
                Call("mse", (rng.integers(0, 3, (4, 1)), rng.integers(4, 9, (4, 1)))),
                Call("mse", (halves(rng, 2, 3).astype(np.float32), np.ones((2, 3), np.float32))),
            ],
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept("mse", {"y_true": column(1, 0), "y_pred": column(0.1, 0.4)}),
            lambda rng: kept("mse", {"y_true": chances(rng, 3), "y_pred": chances(rng, 3)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("mse", column(1, 0), column(0.1, 0.4)),
            lambda rng: laid_out("mse", chances(rng, 3, 2), chances(rng, 3, 2)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            SHAPES,
            lambda rng: _mismatch("mse"),
            lambda rng: _mismatch_again("mse", rng),
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: [Call("mse", (np.zeros(shape), np.zeros(shape))) for shape in ((0,), (2, 0))],
            lambda rng: _empty("mse"),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.MSE,
    hints=hints.MSE,
)

# binary_cross_entropy -------------------------------------------------------------------------------------

BCE = Exercise(
    id="binary_cross_entropy",
    alias="L04-E3",
    points=4,
    reference=(ref.binary_cross_entropy,),
    signature="binary_cross_entropy(y, p, eps=1e-12)",
    cases=(
        *twice(
            "labels",
            Text("labels 0 and 1", "标签 0 和 1"),
            calling("binary_cross_entropy", column(1, 0, 1), column(0.1, 0.2, 0.5)),
            lambda rng: [Call("binary_cross_entropy", (answers(rng, 6, 1), chances(rng, 6, 1)))],
            weight=2.0,
        ),
        *twice(
            "one",
            ONE,
            calling("binary_cross_entropy", column(1), column(0.1)),
            lambda rng: [
                Call("binary_cross_entropy", (column(0), chances(rng, 1, 1))),
                Call("binary_cross_entropy", (np.ones(1), chances(rng, 1))),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "soft",
            Text("labels between 0 and 1, and several tags per sample", "0 和 1 之间的标签，以及每个样本多个标签"),
            calling("binary_cross_entropy", np.array([[0.5, 1.0], [0.25, 0.0]]), np.array([[0.5, 0.8], [0.1, 0.3]])),
            lambda rng: [Call("binary_cross_entropy", (chances(rng, 3, 4), chances(rng, 3, 4)))],
        ),
        *twice(
            "certain",
            Text("p exactly 0 or 1", "p 恰好是 0 或 1"),
            lambda rng: [
                Call("binary_cross_entropy", (column(1), column(0))),
                Call("binary_cross_entropy", (column(0), column(1))),
                Call("binary_cross_entropy", (column(1, 0), column(1, 0))),
            ],
            lambda rng: [Call("binary_cross_entropy", (answers(rng, 8, 1), answers(rng, 8, 1)[::-1].copy()))],
            weight=1.5,
            group=Group.STABILITY,
            tolerance=EDGE_OF_LOG,
        ),
        *twice(
            "eps",
            Text("eps is given", "给出了 eps"),
            lambda rng: [
                Call("binary_cross_entropy", (column(1), column(0)), {"eps": 0.125}),
                Call("binary_cross_entropy", (column(0), column(1)), {"eps": 0.125}),
            ],
            lambda rng: [
                Call("binary_cross_entropy", (column(1, 0), column(0, 1)), {"eps": float(eps)})
                for eps in rng.uniform(0.001, 0.1, 2)
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            Text("integer labels, and float32, with p exactly 1", "整数标签，以及 float32，其中 p 恰好是 1"),
            lambda rng: [
                Call("binary_cross_entropy", (np.array([[1], [0]]), column(0.25, 1))),
                Call("binary_cross_entropy", (column(0, 0).astype(np.float32), column(1, 0).astype(np.float32))),
            ],
            lambda rng: [
                Call(
                    "binary_cross_entropy",
                    (answers(rng, 4, 1).astype(np.int64), np.append(chances(rng, 3, 1), [[1]], 0)),
                ),
                Call("binary_cross_entropy", (column(0, 1, 0).astype(np.float32), column(1, 1, 0).astype(np.float32))),
            ],
            group=Group.STABILITY,
            tolerance=EDGE_OF_LOG,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept("binary_cross_entropy", {"y": column(1, 0, 1), "p": column(0, 0.2, 1)}),
            lambda rng: kept("binary_cross_entropy", {"y": answers(rng, 4), "p": answers(rng, 4)}),
            weight=0.5,
            group=Group.PURITY,
            tolerance=EDGE_OF_LOG,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("binary_cross_entropy", column(1, 0, 1), column(0.1, 0.2, 0.5)),
            lambda rng: laid_out("binary_cross_entropy", answers(rng, 5), chances(rng, 5)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            SHAPES,
            lambda rng: _mismatch("binary_cross_entropy"),
            lambda rng: _mismatch_again("binary_cross_entropy", rng),
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: [
                Call("binary_cross_entropy", (np.zeros(shape), np.zeros(shape))) for shape in ((0, 1), (2, 0))
            ],
            lambda rng: _empty("binary_cross_entropy"),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.BCE,
    hints=hints.BCE,
)

# bce_with_logits ------------------------------------------------------------------------------------------

BCE_LOGITS = Exercise(
    id="bce_with_logits",
    alias="L04-E4",
    points=4,
    reference=(ref.bce_with_logits,),
    signature="bce_with_logits(y, z)",
    cases=(
        *twice(
            "small",
            Text("logits of moderate size", "大小适中的 logit"),
            calling("bce_with_logits", column(1, 0, 1), column(0.5, -1.5, -2.25)),
            lambda rng: [Call("bce_with_logits", (answers(rng, 6, 1), halves(rng, 6, 1)))],
            weight=2.0,
        ),
        *twice(
            "extreme",
            Text("logits of ±1000", "±1000 的 logit"),
            calling("bce_with_logits", column(1, 1, 0), column(1000, -1000, 0)),
            lambda rng: [
                Call("bce_with_logits", (column(0, 1, 0), 1000 * column(1, -1, -1) + halves(rng, 3, 1))),
                Call("bce_with_logits", (answers(rng, 6, 2), rng.permutation([-800.0, 40.0, 900.0] * 4).reshape(6, 2))),
            ],
            weight=2.0,
            group=Group.STABILITY,
        ),
        *twice(
            "tiny",
            Text("a loss near 0 keeps its digits", "接近 0 的损失不丢失有效数字"),
            lambda rng: [Call("bce_with_logits", (column(1), column(20)))],
            lambda rng: [
                Call("bce_with_logits", (column(0), column(-21))),
                Call("bce_with_logits", (column(1), column(19))),
            ],
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "soft",
            Text("labels between 0 and 1, and several tags per sample", "0 和 1 之间的标签，以及每个样本多个标签"),
            calling("bce_with_logits", np.array([[0.5, 1.0], [0.25, 0.0]]), np.array([[0.5, 2.0], [-1.0, 0.0]])),
            lambda rng: [Call("bce_with_logits", (chances(rng, 3, 4), halves(rng, 3, 4)))],
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                Call("bce_with_logits", (np.array([[1], [0]]), np.array([[2], [-1]]))),
                Call("bce_with_logits", (column(1, 0).astype(np.float32), column(0.5, 200).astype(np.float32))),
            ],
            lambda rng: [
                Call("bce_with_logits", (answers(rng, 4, 1).astype(np.int64), rng.integers(-3, 4, (4, 1)))),
                Call("bce_with_logits", (column(0, 1).astype(np.float32), halves(rng, 2, 1).astype(np.float32))),
            ],
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept("bce_with_logits", {"y": column(1, 0), "z": column(-3, 2)}),
            lambda rng: kept("bce_with_logits", {"y": answers(rng, 4), "z": halves(rng, 4)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("bce_with_logits", column(1, 0), column(-3, 2)),
            lambda rng: laid_out("bce_with_logits", answers(rng, 5), halves(rng, 5)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            SHAPES,
            lambda rng: _mismatch("bce_with_logits"),
            lambda rng: _mismatch_again("bce_with_logits", rng),
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: [Call("bce_with_logits", (np.zeros(shape), np.zeros(shape))) for shape in ((0, 1), (2, 0))],
            lambda rng: _empty("bce_with_logits"),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.BCE_LOGITS,
    hints=hints.BCE_LOGITS,
)
