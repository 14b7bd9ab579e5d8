"""Logistic regression: its gradients, and training it from zero weights."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.compare import FLOAT32
from autograder.exercises.gradient_descent import hints, wrong_logistic
from autograder.exercises.kit import (
    LAYOUT,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    IntArray,
    calling,
    calling_with,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import gradient_descent as ref
from deeplearn_ref.activations import sigmoid
from deeplearn_ref.losses import bce_with_logits
from lessonkit.language import Text

X: FloatArray = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]])
Y: IntArray = np.array([1, 0, 1])
W: FloatArray = np.array([0.5, -0.25])
NOTHING = Text("no samples, m = 0: `ValueError`", "没有样本（m = 0）：`ValueError`")
ONE_CLASS = Text("samples of one class only", "所有样本都属于同一类")
TYPES = Text("X of integers, labels in other types", "X 是整数，标签是别的类型")
SINGLE = Text("X in float32", "X 是 float32")
COLUMN = Text(
    "shapes that do not fit, such as y as a column: `ValueError`", "形状不符，例如 y 是一列（column）：`ValueError`"
)


def _labels(rng: np.random.Generator, m: int) -> IntArray:
    """Draw labels of both classes."""
    return rng.permutation(np.arange(m) % 2)


# logistic_gradients ---------------------------------------------------------------------------------------


def _drawn(rng: np.random.Generator, m: int, n: int) -> tuple[Any, ...]:
    return halves(rng, m, n) + 0.25, _labels(rng, m), rng.normal(size=n), float(rng.normal())


def _gradients(X: Any, y: Any, w: Any, b: float) -> Call:
    return Call("logistic_gradients", (np.array(X), np.array(y), np.array(w), b))


def _far_away(order: IntArray) -> Call:
    """Return a question about samples far from the line, three of four on its wrong side."""
    sums, labels = np.array([[1.0], [-1.0], [0.5], [-0.5]]), np.array([0, 1, 1, 1])
    return _gradients(500.0 * sums[order], labels[order], [2.0], 0.5)


def _untouched_gradients(X: FloatArray, y: FloatArray, w: FloatArray) -> list[Step]:
    return untouched("logistic_gradients", {"X": X, "y": y, "w": w}, Ref("result", (0,)), b=0.1)


GRADIENTS = Exercise(
    id="logistic_gradients",
    alias="L06-E4",
    points=4,
    reference=(ref.logistic_gradients,),
    needs=(sigmoid,),
    signature="logistic_gradients(X, y, w, b)",
    cases=(
        *twice(
            "batch",
            Text("several samples", "几个样本"),
            calling("logistic_gradients", X, Y, W, 0.1),
            calling_with("logistic_gradients", lambda rng: _drawn(rng, 7, 3)),
            weight=2.0,
        ),
        *twice(
            "shape",
            Text("more features than samples, a single feature", "特征比样本多，只有一个特征"),
            lambda rng: [
                _gradients([[1.0, 0.5, -1.0, 2.0], [0.5, 1.5, 1.0, -1.0]], [0, 1], [0.5, -0.25, 1.0, 0.75], -0.5),
                _gradients([[1.0], [2.0], [-1.0], [0.5]], [0, 1, 1, 0], [0.5], 0.25),
            ],
            lambda rng: [
                Call("logistic_gradients", _drawn(rng, 3, 6)),
                Call("logistic_gradients", _drawn(rng, 8, 1)),
            ],
            group=Group.SHAPE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: [_gradients([[1.0, 2.0]], [1], [0.5, -0.25], 0.1)],
            lambda rng: [_gradients(halves(rng, 1, 4) + 0.25, rng.integers(0, 2, 1), halves(rng, 4, most=1), -0.3)],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_class",
            ONE_CLASS,
            lambda rng: [_gradients(X, [1, 1, 1], W, 0.1), _gradients(X, [0, 0, 0], W, 0.1)],
            lambda rng: [
                _gradients(halves(rng, 4, 3), np.ones(4, dtype=np.int64), halves(rng, 3, most=1), 0.7),
                _gradients(halves(rng, 5, 2), np.zeros(5, dtype=np.int64), halves(rng, 2, most=1), -0.4),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "far_away",
            Text("weighted sums of ±1000", "加权和达到 ±1000"),
            lambda rng: [_gradients([[1000.0, 1.0], [-1000.0, 2.0], [1.0, 0.0]], [0, 1, 1], [1.0, 0.5], 0.25)],
            lambda rng: [_far_away(rng.permutation(4))],
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                _gradients([[1, 2], [3, -1], [0, 1]], Y, W, 0.1),
                _gradients(X, Y.astype(np.float64), [1, -1], 0),
            ],
            lambda rng: [
                _gradients(rng.integers(-3, 4, (5, 3)), _labels(rng, 5).astype(np.uint8), rng.normal(size=3), 0.5),
                _gradients(halves(rng, 4, 3), _labels(rng, 4).astype(np.float64), halves(rng, 3), 1),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "single_precision",
            SINGLE,
            lambda rng: [_gradients(X.astype(np.float32), Y, W, 0.1)],
            lambda rng: [_gradients(halves(rng, 4, 3).astype(np.float32), _labels(rng, 4), halves(rng, 3), 0.5)],
            weight=0.25,
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _untouched_gradients(X.copy(), Y.astype(np.float64), W.copy()),
            lambda rng: _untouched_gradients(halves(rng, 5, 3), _labels(rng, 5).astype(np.float64), halves(rng, 3)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("logistic_gradients", X, Y, W, 0.1),
            lambda rng: laid_out("logistic_gradients", halves(rng, 5, 3), _labels(rng, 5), halves(rng, 3), 0.5),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes_differ",
            COLUMN,
            lambda rng: [
                _gradients(X, Y[:, None], W, 0.1),
                _gradients(X, Y[:2], W, 0.1),
                _gradients(X, Y, [1.0, 2.0, 3.0], 0.1),
            ],
            lambda rng: [
                _gradients(halves(rng, 4, 2), _labels(rng, 4)[:, None], halves(rng, 2), 0.5),
                _gradients(halves(rng, 4, 2), _labels(rng, 1), halves(rng, 2), 0.5),
                _gradients(halves(rng, 4, 2), _labels(rng, 4), halves(rng, 2, 1), 0.5),
                _gradients(halves(rng, 4, 2), _labels(rng, 4), halves(rng, 1), 0.5),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "no_samples",
            NOTHING,
            lambda rng: [_gradients(np.zeros((0, 2)), np.zeros(0, dtype=np.int64), W, 0.1)],
            lambda rng: [_gradients(np.zeros((0, 4)), np.zeros(0), halves(rng, 4), 0.5)],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_logistic.GRADIENTS,
    hints=hints.GRADIENTS,
)

# logistic_fit ---------------------------------------------------------------------------------------------


def _fit(X: Any, y: Any, **others: Any) -> Call:
    return Call("logistic_fit", (np.array(X), np.array(y)), others)


def _untouched_fit(X: FloatArray, y: FloatArray) -> list[Step]:
    """Return the script of one step and of none: then w is all zeros, and so may be something else."""
    steps: list[Step] = [Make("X", X), Make("y", y)]
    for n_steps in (2, 0):
        steps += [Call("logistic_fit", (Ref("X"), Ref("y")), {"n_steps": n_steps}), Look(Ref("X")), Look(Ref("y"))]
        steps += [Write(Ref("result", ("w",)), 9.0), Look(Ref("X"))]
    return steps


FIT = Exercise(
    id="logistic_fit",
    alias="L06-E5",
    points=4,
    reference=(ref.logistic_fit,),
    needs=(sigmoid, bce_with_logits, ref.logistic_gradients),
    signature="logistic_fit(X, y, `learning_rate`=0.1, `n_steps`=1000)",
    cases=(
        *twice(
            "two_steps",
            Text("two steps", "两步"),
            calling("logistic_fit", X, Y, learning_rate=0.5, n_steps=2),
            lambda rng: [_fit(halves(rng, 5, 3) + 0.25, _labels(rng, 5), learning_rate=0.25, n_steps=2)],
            weight=2.0,
        ),
        *twice(
            "more_steps",
            Text("more steps", "更多步"),
            calling("logistic_fit", X, Y, learning_rate=0.2, n_steps=12),
            lambda rng: [_fit(rng.normal(size=(8, 2)), _labels(rng, 8), learning_rate=0.3, n_steps=20)],
        ),
        *twice(
            "defaults",
            Text("`learning_rate` or `n_steps` is not given", "没有给出 `learning_rate` 或 `n_steps`"),
            calling("logistic_fit", X, Y),
            lambda rng: [_fit(rng.normal(size=(4, 1)), _labels(rng, 4), n_steps=5)],
            weight=0.5,
        ),
        *twice(
            "one_step",
            Text("one step, and no step at all", "只走一步，以及一步也不走"),
            lambda rng: [_fit(X, Y, learning_rate=1.0, n_steps=1), _fit(X, Y, n_steps=0)],
            lambda rng: [
                _fit(halves(rng, 4, 3) + 0.25, _labels(rng, 4), learning_rate=0.5, n_steps=1),
                _fit(halves(rng, 3, 2), _labels(rng, 3), n_steps=0),
            ],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: [_fit([[1.0, -2.0]], [1], learning_rate=0.5, n_steps=3)],
            lambda rng: [_fit(halves(rng, 1, 3) + 0.25, rng.integers(0, 2, 1), learning_rate=0.5, n_steps=3)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_class",
            ONE_CLASS,
            lambda rng: [_fit(X, [1, 1, 1], learning_rate=0.5, n_steps=3)],
            lambda rng: [_fit(halves(rng, 5, 2) + 0.25, np.zeros(5, dtype=np.int64), learning_rate=0.25, n_steps=4)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "separable",
            Text(
                "data that a line separates, far apart: the losses stay finite",
                "一条直线就能分开、而且相距很远的数据：损失保持有限",
            ),
            lambda rng: [_fit(1000.0 * X, Y, learning_rate=10.0, n_steps=5)],
            lambda rng: [_fit([[900.0], [-700.0], [800.0]], [1, 0, int(rng.integers(0, 2))], n_steps=8)],
            weight=0.75,
            group=Group.STABILITY,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                _fit([[1, 2], [3, -1], [0, 1]], Y, learning_rate=0.5, n_steps=2),
                _fit(X, Y.astype(np.float64), learning_rate=1, n_steps=2),
            ],
            lambda rng: [
                _fit(rng.integers(-3, 4, (5, 3)), _labels(rng, 5).astype(np.uint8), learning_rate=0.25, n_steps=3),
                _fit(halves(rng, 4, 2), _labels(rng, 4).astype(np.float64), learning_rate=1, n_steps=2),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "single_precision",
            SINGLE,
            lambda rng: [_fit(X.astype(np.float32), Y, learning_rate=0.5, n_steps=2)],
            lambda rng: [_fit(halves(rng, 4, 2).astype(np.float32), _labels(rng, 4), n_steps=3)],
            weight=0.25,
            group=Group.EDGE,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _untouched_fit(X.copy(), Y.astype(np.float64)),
            lambda rng: _untouched_fit(halves(rng, 4, 3), _labels(rng, 4).astype(np.float64)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("logistic_fit", X, Y, 0.5, 2),
            lambda rng: laid_out("logistic_fit", halves(rng, 5, 3), _labels(rng, 5), 0.25, 2),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes_differ",
            COLUMN,
            lambda rng: [_fit(X, Y[:, None], n_steps=2), _fit(X, Y[:2], n_steps=2)],
            lambda rng: [
                _fit(halves(rng, 4, 2), _labels(rng, 4)[:, None], n_steps=2),
                _fit(halves(rng, 4, 2), _labels(rng, 1), n_steps=0),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "no_samples",
            NOTHING,
            lambda rng: [_fit(np.zeros((0, 2)), np.zeros(0, dtype=np.int64), n_steps=2)],
            lambda rng: [_fit(np.zeros((0, 3)), np.zeros(0), n_steps=0)],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_logistic.FIT,
    hints=hints.FIT,
)
