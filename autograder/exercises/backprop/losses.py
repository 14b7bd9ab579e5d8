"""Where the backward pass begins: the gradients of three losses at the last pre-activation."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.backprop import hints, wrong_losses
from autograder.exercises.backprop.precision import FLOAT32, OFF, SINGLE, same_numbers
from autograder.exercises.kit import (
    LAYOUT,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    IntArray,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import backprop as ref
from deeplearn_ref.activations import sigmoid, softmax
from deeplearn_ref.losses import one_hot
from lessonkit.language import Text

NOTHING = Text("no samples, m = 0: `ValueError`", "没有样本（m = 0）：`ValueError`")
SHAPES = Text("shapes that do not fit each other: `ValueError`", "形状不匹配：`ValueError`")
TYPES = Text("arrays of integers", "整数数组")
CERTAIN = Text("probabilities of exactly 0 and 1", "概率恰好为 0 和 1")


def _calls(function: str, *given: tuple[Any, ...]) -> list[Step]:
    return [Call(function, one) for one in given]


def _cast(given: tuple[Any, ...], *kinds: Any) -> tuple[Any, ...]:
    return tuple(array.astype(kind) for array, kind in zip(given, kinds, strict=True))


# mse_backward ---------------------------------------------------------------------------------------------

# m and k stay away from 2, and from each other: there (p - y)/m or (p - y)/k would be right by accident.
FLAT = (np.zeros((3, 4)), np.full((3, 4), 3.0))
ROW = (np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 4.0, 6.0]]))


def _errors(rng: np.random.Generator, m: int, k: int) -> tuple[FloatArray, FloatArray]:
    """Draw targets and predictions (m, k) that are too high here, too low there."""
    while True:
        y, p = halves(rng, m, k), halves(rng, m, k)
        if len(np.unique(y - p)) > min(2, m * k - 1) and np.any(y != p) and (m * k == 1 or (y - p).sum() != 0):
            return y, p


def _mses(*given: tuple[Any, ...]) -> list[Step]:
    return _calls("mse_backward", *given)


MSE = Exercise(
    id="mse_backward",
    alias="L07-E5",
    points=2,
    reference=(ref.mse_backward,),
    signature="mse_backward(y_true, y_pred)",
    cases=(
        *twice(
            "values",
            Text("several samples with several outputs", "几个样本，每个有几个输出"),
            lambda rng: _mses(FLAT, _errors(np.random.default_rng(1), 5, 3)),
            lambda rng: _mses(_errors(rng, 4, 5), _errors(rng, 3, 7)),
            weight=2.0,
        ),
        *twice(
            "one_output",
            Text("a single output, k = 1", "只有一个输出，k = 1"),
            lambda rng: _mses((np.array([[1.0], [0.0], [3.0]]), np.array([[3.0], [-1.0], [3.5]]))),
            lambda rng: _mses(_errors(rng, 5, 1), _errors(rng, 7, 1)),
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _mses(ROW),
            lambda rng: _mses(_errors(rng, 1, 4), _errors(rng, 1, 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: _mses(
                _cast(ROW, int, int), (np.array([[3, 0, 7]], dtype=np.uint8), np.array([[1, 2, 3]], dtype=np.uint8))
            ),
            lambda rng: _mses(
                (rng.integers(-5, 6, (3, 4)), rng.integers(6, 9, (3, 4))),
                (rng.integers(0, 5, (4, 3)).astype(np.uint8), rng.integers(5, 9, (4, 3)).astype(np.uint8)),
                (rng.integers(5, 9, (4, 1)).astype(np.uint8), rng.integers(0, 5, (4, 1)).astype(np.uint8)),
            ),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "single",
            SINGLE,
            lambda rng: _mses(_cast(FLAT, np.float32, np.float32)),
            lambda rng: _mses(_cast(_errors(rng, 5, 3), np.float32, np.float32)),
            weight=0.25,
            group=Group.EDGE,
            property=same_numbers(ref.mse_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("mse_backward", dict(zip(("y_true", "y_pred"), ROW, strict=True))),
            lambda rng: untouched("mse_backward", dict(zip(("y_true", "y_pred"), _errors(rng, 3, 4), strict=True))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("mse_backward", *ROW),
            lambda rng: laid_out("mse_backward", *_errors(rng, 4, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes",
            SHAPES,
            lambda rng: _mses((ROW[0], ROW[1].T), (ROW[0][0], ROW[1])),
            lambda rng: _mses(
                (halves(rng, 3), halves(rng, 3, 1)),
                (halves(rng, 3, 1), halves(rng, 3)),
                (halves(rng, 1, 4), halves(rng, 3, 4)),
                (halves(rng, 3, 4), halves(rng, 3, 1)),
            ),
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: _mses((np.zeros((0, 3)), np.zeros((0, 3)))),
            lambda rng: _mses((np.zeros((0, 1)), np.zeros((0, 1)))),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_losses.MSE,
    hints=hints.MSE,
)

# bce_sigmoid_backward -------------------------------------------------------------------------------------

TWO = (np.array([[1.0], [0.0]]), np.array([[0.1], [0.4]]))


def _binary(rng: np.random.Generator, m: int) -> tuple[FloatArray, FloatArray]:
    """Draw labels, both among them, and probabilities (m, 1)."""
    y = rng.permutation(np.arange(m) % 2).astype(np.float64)[:, None]
    return y, sigmoid(rng.uniform(-2.5, 2.5, (m, 1)))


def _bces(*given: tuple[Any, ...]) -> list[Step]:
    return _calls("bce_sigmoid_backward", *given)


BCE = Exercise(
    id="bce_sigmoid_backward",
    alias="L07-E6",
    points=3,
    reference=(ref.bce_sigmoid_backward,),
    signature="bce_sigmoid_backward(y, p)",
    cases=(
        *twice(
            "values",
            Text("both labels, several samples", "两种标签，几个样本"),
            lambda rng: _bces(TWO),
            lambda rng: _bces(_binary(rng, 5), _binary(rng, 8)),
            weight=2.0,
        ),
        *twice(
            "confident",
            Text("very sure and very wrong", "非常确信，但错得离谱"),
            lambda rng: _bces((np.array([[1.0], [0.0], [1.0]]), np.array([[1e-4], [0.9999], [0.25]]))),
            lambda rng: _bces(*((np.array([[1.0], [0.0]]), np.array([[10.0**-k], [1 - 10.0**-k]])) for k in (3, 6, 9))),
            group=Group.EDGE,
        ),
        *twice(
            "certain",
            CERTAIN,
            lambda rng: _bces((np.array([[1.0], [0.0], [1.0]]), np.array([[1.0], [1.0], [0.0]]))),
            lambda rng: _bces((_binary(rng, 6)[0], rng.permutation(np.array([0.0, 1.0] * 3))[:, None])),
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _bces((TWO[0][:1], TWO[1][:1])),
            lambda rng: _bces((np.array([[0.0]]), _binary(rng, 1)[1]), (np.array([[1.0]]), _binary(rng, 1)[1])),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            Text("labels of integers", "整数标签"),
            lambda rng: _bces(_cast(TWO, int, float)),
            lambda rng: _bces(_cast(_binary(rng, 5), int, float), _cast(_binary(rng, 5), np.uint8, float)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "single",
            SINGLE,
            lambda rng: _bces(_cast(TWO, np.float32, np.float32)),
            lambda rng: _bces(_cast(_binary(rng, 4), np.float32, np.float32)),
            weight=0.25,
            group=Group.EDGE,
            property=same_numbers(ref.bce_sigmoid_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("bce_sigmoid_backward", dict(zip(("y", "p"), TWO, strict=True))),
            lambda rng: untouched("bce_sigmoid_backward", dict(zip(("y", "p"), _binary(rng, 4), strict=True))),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("bce_sigmoid_backward", *TWO),
            lambda rng: laid_out("bce_sigmoid_backward", *_binary(rng, 5)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes",
            Text("labels or probabilities that are not (m, 1): `ValueError`", "标签或概率不是 (m, 1)：`ValueError`"),
            lambda rng: _bces((TWO[0][:, 0], TWO[1]), (TWO[0].T, TWO[1].T)),
            lambda rng: _bces(
                (_binary(rng, 3)[0], _binary(rng, 3)[1][:, 0]),
                (_binary(rng, 3)[0][:, 0], _binary(rng, 3)[1][:, 0]),
                (_binary(rng, 1)[0], _binary(rng, 3)[1]),
                (_binary(rng, 6)[0].reshape(3, 2), _binary(rng, 6)[1].reshape(3, 2)),
            ),
            weight=0.75,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: _bces((np.zeros((0, 1)), np.zeros((0, 1)))),
            lambda rng: _bces((np.zeros((0, 1)), np.zeros((0, 1)))),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_losses.BCE,
    hints=hints.BCE,
)

# softmax_ce_backward --------------------------------------------------------------------------------------

THREE = (np.array([2, 0]), np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]]))


def _classes(rng: np.random.Generator, m: int, n_classes: int) -> tuple[IntArray, FloatArray]:
    """Draw labels, some class twice if there are enough samples, and probabilities (m, n_classes)."""
    labels = rng.permutation(np.arange(m) % max(1, min(n_classes, m - 1))).astype(np.int64)
    return labels, softmax(rng.uniform(-1.5, 1.5, (m, n_classes)))


def _softmaxes(*given: tuple[Any, ...]) -> list[Step]:
    return _calls("softmax_ce_backward", *given)


SOFTMAX = Exercise(
    id="softmax_ce_backward",
    alias="L07-E7",
    points=3,
    reference=(ref.softmax_ce_backward,),
    needs=(one_hot,),
    signature="softmax_ce_backward(labels, P)",
    cases=(
        *twice(
            "values",
            Text("several samples, several classes", "几个样本，几个类别"),
            lambda rng: _softmaxes(THREE),
            lambda rng: _softmaxes(_classes(rng, 5, 3), _classes(rng, 4, 6)),
            weight=2.0,
        ),
        *twice(
            "repeated",
            Text("samples of the same class, and classes without a sample", "有的类别有几个样本，有的一个也没有"),
            lambda rng: _softmaxes((np.array([1, 1, 1]), softmax(halves(np.random.default_rng(2), 3, 4, most=2)))),
            lambda rng: _softmaxes((np.full(4, 2), _classes(rng, 4, 5)[1]), (np.zeros(3, int), _classes(rng, 3, 3)[1])),
        ),
        *twice(
            "certain",
            CERTAIN,
            lambda rng: _softmaxes((np.array([0, 1, 0]), np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))),
            lambda rng: _softmaxes((rng.permutation(4), np.eye(4)), (rng.permutation(3), np.eye(3)[[2, 2, 0]])),
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _softmaxes((THREE[0][:1], THREE[1][:1])),
            lambda rng: _softmaxes((np.array([3]), _classes(rng, 1, 4)[1]), (np.array([0]), np.array([[1.0]]))),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            Text("labels in int32 and uint8", "int32 和 uint8 的标签"),
            lambda rng: _softmaxes(_cast(THREE, np.int32, float), _cast(THREE, np.uint8, float)),
            lambda rng: _softmaxes(
                _cast(_classes(rng, 5, 3), np.uint8, float), _cast(_classes(rng, 4, 3), np.int32, float)
            ),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "single",
            SINGLE,
            lambda rng: _softmaxes(_cast(THREE, int, np.float32)),
            lambda rng: _softmaxes(_cast(_classes(rng, 4, 3), int, np.float32)),
            weight=0.25,
            group=Group.EDGE,
            property=same_numbers(ref.softmax_ce_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("softmax_ce_backward", dict(zip(("labels", "P"), THREE, strict=True))),
            lambda rng: untouched("softmax_ce_backward", dict(zip(("labels", "P"), _classes(rng, 4, 3), strict=True))),
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("softmax_ce_backward", *THREE),
            lambda rng: laid_out("softmax_ce_backward", *_classes(rng, 5, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes",
            SHAPES,
            lambda rng: _softmaxes((THREE[0][:1], THREE[1]), (THREE[0][:, None], THREE[1])),
            lambda rng: _softmaxes(
                (np.array([0, 1, 2]), _classes(rng, 2, 3)[1]),
                (np.array([0]), _classes(rng, 1, 3)[1][0]),
                (np.eye(3), _classes(rng, 3, 3)[1]),
                (np.array([0, 1]), _classes(rng, 3, 4)[1]),
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "outside",
            Text("a label that is no class: `ValueError`", "标签不属于任何类别：`ValueError`"),
            lambda rng: _softmaxes((np.array([2, -1]), THREE[1]), (np.array([3, 0]), THREE[1])),
            lambda rng: _softmaxes(
                (np.array([0, -3, 1]), _classes(rng, 3, 3)[1]), (np.array([4, 0]), _classes(rng, 2, 4)[1])
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "empty",
            NOTHING,
            lambda rng: _softmaxes((np.zeros(0, int), np.zeros((0, 3)))),
            lambda rng: _softmaxes((np.zeros(0, int), np.zeros((0, 5)))),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_losses.SOFTMAX,
    hints=hints.SOFTMAX,
)
