"""Losses of one class among several: one-hot labels, categorical cross-entropy, from logits; total and mean."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import LAYOUT, NO_SAMPLES, STAYS, FloatArray, IntArray, calling, halves, laid_out, twice
from autograder.exercises.kit import untouched as untouched_arrays
from autograder.exercises.losses import hints
from autograder.exercises.losses import wrong_classes as wrong
from autograder.exercises.losses.numbers import EDGE_OF_LOG, FLOAT32, NOTHING, ONE, SHAPES, TYPES, kept
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import losses as ref
from deeplearn_ref.activations import softmax
from lessonkit.language import Text

OUTSIDE = Text("a label that no class has: `ValueError`", "标签不属于任何类别：`ValueError`")
TWO_AXES = Text(
    "labels with two axes, such as a column: `ValueError`", "标签有两个轴，例如一列（column）：`ValueError`"
)


def ints(*values: int) -> IntArray:
    """Return class indices."""
    return np.array(values, dtype=np.int64)


def _eye(n_classes: int, labels: IntArray) -> FloatArray:
    encoded: FloatArray = np.eye(n_classes)[labels]
    return encoded


def _shares(rng: np.random.Generator, m: int, n_classes: int) -> FloatArray:
    return softmax(rng.normal(size=(m, n_classes)))


# one_hot --------------------------------------------------------------------------------------------------

ONE_HOT = Exercise(
    id="one_hot",
    alias="L04-E5",
    points=2,
    reference=(ref.one_hot,),
    signature="one_hot(labels, n_classes)",
    cases=(
        *twice(
            "labels",
            Text("some labels, the last class missing", "几个标签，最后一类没有出现"),
            calling("one_hot", ints(2, 0), 4),
            lambda rng: [Call("one_hot", (rng.integers(0, 4, 6), 6))],
            weight=2.0,
        ),
        *twice(
            "ends",
            Text("the first and the last class", "第一类和最后一类"),
            calling("one_hot", ints(0, 2, 2, 1), 3),
            lambda rng: [Call("one_hot", (rng.permutation(5), 5))],
        ),
        *twice(
            "one",
            Text("one sample, one class", "只有一个样本，只有一类"),
            lambda rng: [Call("one_hot", (ints(1), 3)), Call("one_hot", (ints(0, 0), 1))],
            lambda rng: [Call("one_hot", (ints(2), 5)), Call("one_hot", (ints(0), 1))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            Text("labels in int32 and in uint8", "int32 和 uint8 的标签"),
            lambda rng: [Call("one_hot", (ints(2, 0).astype(kind), 3)) for kind in (np.int32, np.uint8)],
            lambda rng: [Call("one_hot", (rng.integers(0, 4, 5).astype(kind), 4)) for kind in (np.int32, np.uint8)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("one_hot", ints(), 3),
            calling("one_hot", ints(), 5),
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched_arrays("one_hot", {"labels": ints(2, 0)}, n_classes=4),
            lambda rng: untouched_arrays("one_hot", {"labels": rng.integers(0, 3, 5)}, n_classes=3),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("one_hot", ints(2, 0), 4),
            lambda rng: laid_out("one_hot", rng.integers(0, 3, 5), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "outside",
            OUTSIDE,
            lambda rng: [Call("one_hot", (ints(0, -1), 3)), Call("one_hot", (ints(0, 3), 3))],
            lambda rng: [Call("one_hot", (ints(1, -2, 0), 4)), Call("one_hot", (ints(5, 0), 4))],
            group=Group.ERROR,
        ),
        *twice(
            "two_axes",
            TWO_AXES,
            calling("one_hot", ints(0, 1).reshape(2, 1), 3),
            lambda rng: [Call("one_hot", (rng.integers(0, 2, (3, 2)), 3))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.ONE_HOT,
    hints=hints.ONE_HOT,
    float64=True,
)

# categorical_cross_entropy --------------------------------------------------------------------------------

P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])


def _categorical(labels: IntArray, shares: FloatArray, **others: Any) -> Call:
    return Call("categorical_cross_entropy", (_eye(shares.shape[1], labels), shares), others)


def _certain(*rows: tuple[float, ...]) -> FloatArray:
    return np.array(rows, dtype=np.float64)


def _zeros(*shape: int) -> tuple[FloatArray, FloatArray]:
    return np.zeros(shape), np.zeros(shape)


CATEGORICAL = Exercise(
    id="categorical_cross_entropy",
    alias="L04-E6",
    points=3,
    reference=(ref.categorical_cross_entropy,),
    signature="categorical_cross_entropy(Y, P, eps=1e-12)",
    cases=(
        *twice(
            "one_hot",
            Text("one-hot labels, three classes", "独热标签，三个类别"),
            lambda rng: [_categorical(ints(2, 0), P)],
            lambda rng: [_categorical(rng.integers(0, 4, 6), _shares(rng, 6, 4))],
            weight=2.0,
        ),
        *twice(
            "soft",
            Text("labels that are probabilities themselves", "标签本身也是概率"),
            calling("categorical_cross_entropy", np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]]), P),
            lambda rng: [Call("categorical_cross_entropy", (_shares(rng, 4, 3), _shares(rng, 4, 3)))],
        ),
        *twice(
            "one",
            ONE,
            lambda rng: [_categorical(ints(1), P[:1])],
            lambda rng: [_categorical(ints(3), _shares(rng, 1, 5)), _categorical(ints(0, 0), np.ones((2, 1)))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "certain",
            Text("probabilities exactly 0 and 1", "概率恰好是 0 和 1"),
            lambda rng: [
                _categorical(ints(2, 0), _certain((0, 0, 1), (1, 0, 0))),
                _categorical(ints(1), _certain((0, 0, 1))),
            ],
            lambda rng: [_categorical(ints(0, 1, 2, 1), _eye(3, rng.permutation(ints(0, 1, 2, 2))))],
            group=Group.STABILITY,
            tolerance=EDGE_OF_LOG,
        ),
        *twice(
            "eps",
            Text("eps is given", "给出了 eps"),
            lambda rng: [_categorical(ints(1), _certain((0, 0, 1)), eps=0.125)],
            lambda rng: [_categorical(ints(0, 2), _certain((0, 1, 0), (1, 0, 0)), eps=float(rng.uniform(0.001, 0.1)))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                Call("categorical_cross_entropy", (_eye(3, ints(2, 0)).astype(np.int64), P)),
                Call("categorical_cross_entropy", (_eye(3, ints(2, 0)).astype(np.float32), P.astype(np.float32))),
            ],
            lambda rng: [
                Call("categorical_cross_entropy", (_eye(4, rng.integers(0, 4, 3)).astype(kind), _shares(rng, 3, 4)))
                for kind in (np.int64, np.float32)
            ],
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept(
                "categorical_cross_entropy", {"Y": _eye(3, ints(2, 0)), "P": _certain((0, 0, 1), (0, 1, 0))}
            ),
            lambda rng: kept("categorical_cross_entropy", {"Y": _shares(rng, 3, 2), "P": _shares(rng, 3, 2)}),
            weight=0.5,
            group=Group.PURITY,
            tolerance=EDGE_OF_LOG,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("categorical_cross_entropy", _eye(3, ints(2, 0)), P),
            lambda rng: laid_out("categorical_cross_entropy", _shares(rng, 4, 3), _shares(rng, 4, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "mismatch",
            SHAPES,
            lambda rng: [
                Call("categorical_cross_entropy", (np.ones((1, 3)), P)),
                Call("categorical_cross_entropy", (np.ones((2, 1)), P)),
            ],
            lambda rng: [
                Call("categorical_cross_entropy", (np.ones(3), _shares(rng, 4, 3))),
                Call("categorical_cross_entropy", (np.ones((4, 2)), _shares(rng, 4, 3))),
            ],
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "not_2d",
            Text("arrays with one axis: `ValueError`", "只有一个轴的数组：`ValueError`"),
            calling("categorical_cross_entropy", np.array([0.0, 1.0]), np.array([0.5, 0.5])),
            lambda rng: [Call("categorical_cross_entropy", (_shares(rng, 1, 3)[0], _shares(rng, 1, 3)[0]))],
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            calling("categorical_cross_entropy", *_zeros(0, 3)),
            calling("categorical_cross_entropy", *_zeros(0, 5)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.CATEGORICAL,
    hints=hints.CATEGORICAL,
)

# softmax_cross_entropy_with_logits ------------------------------------------------------------------------


def _logits(labels: Any, Z: Any) -> Call:
    return Call("softmax_cross_entropy_with_logits", (labels, Z))


EXTREME = np.array([[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]])

SOFTMAX_CE = Exercise(
    id="softmax_cross_entropy_with_logits",
    alias="L04-E7",
    points=4,
    reference=(ref.softmax_cross_entropy_with_logits,),
    signature="softmax_cross_entropy_with_logits(labels, Z)",
    cases=(
        *twice(
            "small",
            Text("logits of moderate size", "大小适中的 logit"),
            lambda rng: [_logits(ints(2, 0), np.array([[1.0, 2.0, 3.0], [0.5, 0.0, -1.0]]))],
            lambda rng: [_logits(rng.integers(0, 4, 6), halves(rng, 6, 4))],
            weight=2.0,
        ),
        *twice(
            "extreme",
            Text("logits of ±1000", "±1000 的 logit"),
            lambda rng: [_logits(ints(1, 2), EXTREME), _logits(ints(0, 2), EXTREME)],
            lambda rng: [
                _logits(rng.integers(0, 3, 4), 1000 + halves(rng, 4, 3)),
                _logits(rng.integers(0, 3, 4), -1000 + halves(rng, 4, 3)),
                _logits(ints(2, 0, 1), 900 * np.eye(3)),
            ],
            weight=2.0,
            group=Group.STABILITY,
        ),
        *twice(
            "few_classes",
            Text("two classes, and a single one", "两个类别，以及只有一个类别"),
            lambda rng: [_logits(ints(1, 0), np.array([[0.0, 2.0], [1.0, -0.5]])), _logits(ints(0, 0), EXTREME[:, :1])],
            lambda rng: [_logits(ints(0, 1, 1), halves(rng, 3, 2)), _logits(ints(0), halves(rng, 1, 1))],
            group=Group.EDGE,
        ),
        *twice(
            "one",
            ONE,
            lambda rng: [_logits(ints(1), np.array([[1.0, 2.0, 3.0]]))],
            lambda rng: [_logits(ints(4), halves(rng, 1, 5))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                _logits(ints(2, 0), np.array([[1, 2, 3], [1, 0, -1]])),
                _logits(ints(2, 0).astype(np.int32), np.array([[1.0, 2.0, 3.0], [200.0, 0.0, 0.0]], np.float32)),
            ],
            lambda rng: [
                _logits(rng.integers(0, 3, 4), rng.integers(-3, 4, (4, 3))),
                _logits(rng.integers(0, 3, 4), halves(rng, 4, 3).astype(np.float32)),
            ],
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept("softmax_cross_entropy_with_logits", {"labels": ints(1, 2), "Z": EXTREME}),
            lambda rng: kept("softmax_cross_entropy_with_logits", {"labels": ints(1, 0), "Z": halves(rng, 2, 3)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("softmax_cross_entropy_with_logits", ints(1, 2), EXTREME),
            lambda rng: laid_out("softmax_cross_entropy_with_logits", ints(1, 0), halves(rng, 2, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "outside",
            OUTSIDE,
            lambda rng: [_logits(ints(0, -1), EXTREME), _logits(ints(0, 3), EXTREME)],
            lambda rng: [_logits(ints(-2, 0, 1), halves(rng, 3, 4)), _logits(ints(2, 0), halves(rng, 2, 2))],
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "shapes",
            Text("one-hot labels, or too few of them: `ValueError`", "独热标签，或标签个数不对：`ValueError`"),
            lambda rng: [_logits(ints(1, 2).reshape(2, 1), EXTREME), _logits(ints(1), EXTREME)],
            lambda rng: [
                _logits(_eye(3, ints(1, 2)).astype(np.int64), EXTREME),
                _logits(ints(1, 0, 1), halves(rng, 2, 3)),
                _logits(ints(1, 0, 1), halves(rng, 3)),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: [_logits(ints(), np.zeros((0, 3)))],
            lambda rng: [_logits(ints(), np.zeros((0, 5)))],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.SOFTMAX_CE,
    hints=hints.SOFTMAX_CE,
)

# reduce_losses --------------------------------------------------------------------------------------------


def _reduced(*values: Any) -> list[Step]:
    return [Call("reduce_losses", (value,)) for value in values]


REDUCE = Exercise(
    id="reduce_losses",
    alias="L04-E8",
    points=2,
    reference=(ref.reduce_losses,),
    signature="reduce_losses(losses)",
    cases=(
        *twice(
            "several",
            Text("the losses of several samples", "几个样本的损失"),
            calling("reduce_losses", np.array([1.0, 2.0, 6.0])),
            lambda rng: _reduced(rng.exponential(size=6)),
            weight=2.0,
        ),
        *twice(
            "one",
            ONE,
            calling("reduce_losses", np.array([0.5])),
            lambda rng: _reduced(rng.exponential(size=1)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: _reduced(np.array([1, 2, 6]), np.array([0.5, 2.0], dtype=np.float32)),
            lambda rng: _reduced(rng.integers(0, 9, 4), rng.exponential(size=5).astype(np.float32)),
            weight=0.5,
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: kept("reduce_losses", {"losses": np.array([2.0, 6.0, 1.0])}),
            lambda rng: kept("reduce_losses", {"losses": rng.exponential(size=4)}),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("reduce_losses", np.array([2.0, 6.0, 1.0])),
            lambda rng: laid_out("reduce_losses", rng.exponential(size=4)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            NOTHING,
            calling("reduce_losses", np.zeros(0)),
            calling("reduce_losses", np.zeros((0, 1))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.REDUCE,
    hints=hints.REDUCE,
)
