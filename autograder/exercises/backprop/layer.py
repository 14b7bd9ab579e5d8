"""One layer, backward: the activation, the dense layer, an activation that learns its slope."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.style import no_sample_loop
from autograder.exercises.backprop import hints, wrong_layer
from autograder.exercises.backprop.precision import FLOAT32, OFF, same_numbers
from autograder.exercises.kit import (
    LAYOUT,
    NO_LOOP,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Ref, Step
from deeplearn_ref import backprop as ref
from deeplearn_ref.activations import (
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    softmax,
    tanh_grad,
)
from lessonkit.language import Text

TYPES = Text("arrays of integers, and of float32", "整数数组，以及 float32 数组")
KINDS = ("relu", "leaky_relu", "sigmoid", "tanh", "linear")
# The reference finds slopes in the table of all activations by name, so it reaches these.
NAMED = (relu, leaky_relu, sigmoid, softmax, relu_grad, leaky_relu_grad, sigmoid_grad, tanh_grad)


def _cast(given: tuple[Any, ...], kind: Any) -> tuple[Any, ...]:
    return tuple(array.astype(kind) for array in given)


# activation_backward --------------------------------------------------------------------------------------

DA, Z = np.array([[5.0, -7.0]]), np.array([[-1.0, 2.0]])
INTEGERS = (np.array([[5, -7, 2]]), np.array([[-1, 2, 1]]))
WHOLE = np.array([[-3, 1, 2], [3, -1, -2]])


def _gate(rng: np.random.Generator, *shape: int) -> tuple[FloatArray, FloatArray]:
    """Draw dA and Z, no entry 0, all four pairs of signs among them if there are four entries or more."""
    sizes = [rng.permutation(np.arange(1, np.prod(shape) + 1)).reshape(shape) / 4.0 + 0.125 for _ in range(2)]
    signs = rng.permutation(np.arange(np.prod(shape)) % 4).reshape(shape)
    return sizes[0] * np.where(signs < 2, 1.0, -1.0), sizes[1] * np.where(signs % 2, 1.0, -1.0)


def _back(kind: str, *pairs: tuple[Any, Any]) -> list[Step]:
    return [Call("activation_backward", (dA, Z, kind)) for dA, Z in pairs]


def _all_kept(dA: FloatArray, Z: FloatArray) -> list[Step]:
    return [step for kind in KINDS for step in untouched("activation_backward", {"dA": dA, "Z": Z}, kind=kind)]


ACTIVATION = Exercise(
    id="activation_backward",
    alias="L07-E3",
    points=3,
    reference=(ref.activation_backward,),
    needs=NAMED,
    signature="activation_backward(dA, Z, kind)",
    cases=(
        *twice(
            "relu",
            Text("ReLU", "ReLU"),
            lambda rng: _back("relu", (DA, Z), (np.array([[3.0, -2.0, 4.0]]), np.array([[2.0, -1.0, -5.0]]))),
            lambda rng: _back("relu", _gate(rng, 3, 4)),
            weight=1.5,
        ),
        *twice(
            "leaky_relu",
            Text("leaky ReLU", "带泄漏的 ReLU"),
            lambda rng: _back("leaky_relu", (DA, Z)),
            lambda rng: _back("leaky_relu", _gate(rng, 4, 2)),
        ),
        *twice(
            "sigmoid",
            Text("the sigmoid", "sigmoid"),
            lambda rng: _back("sigmoid", (np.array([[2.0]]), np.array([[1.0]])), (DA, Z)),
            lambda rng: _back("sigmoid", _gate(rng, 2, 5)),
        ),
        *twice(
            "tanh",
            Text("tanh", "tanh"),
            lambda rng: _back("tanh", (np.array([[2.0]]), np.array([[1.0]])), (DA, Z)),
            lambda rng: _back("tanh", _gate(rng, 5, 3)),
        ),
        *twice(
            "linear",
            Text("linear", "linear（恒等函数）"),
            lambda rng: _back("linear", (DA, Z)),
            lambda rng: _back("linear", _gate(rng, 3, 2)),
            weight=0.5,
        ),
        *twice(
            "zero",
            Text("pre-activations of exactly 0", "净输入恰好为 0"),
            lambda rng: [
                step for kind in KINDS for step in _back(kind, (np.array([[2.0, -4.0, 8.0]]), np.zeros((1, 3))))
            ],
            lambda rng: [step for kind in KINDS for step in _back(kind, (halves(rng, 2, 3) + 0.25, np.zeros((2, 3))))],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "saturated",
            Text("pre-activations of ±800", "净输入为 ±800"),
            lambda rng: [step for kind in KINDS for step in _back(kind, (DA, np.array([[-800.0, 800.0]])))],
            lambda rng: [step for kind in KINDS for step in _back(kind, (DA, rng.permutation([-800.0, 750.0])[None]))],
            weight=0.25,
            group=Group.STABILITY,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: [
                *_back("sigmoid", INTEGERS),
                *_back("relu", INTEGERS),
                *_back("tanh", _cast((DA, Z), np.float32)),
            ],
            lambda rng: [
                *(step for kind in KINDS for step in _back(kind, _cast(_gate(rng, 3, 2), np.float32))),
                *(step for kind in KINDS for step in _back(kind, (halves(rng, 2, 3).astype(int), WHOLE))),
            ],
            weight=0.5,
            group=Group.EDGE,
            property=same_numbers(ref.activation_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _all_kept(DA, Z),
            lambda rng: _all_kept(*_gate(rng, 2, 3)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("activation_backward", *_gate(np.random.default_rng(8), 2, 3), "relu"),
            lambda rng: [
                step
                for kind in ("linear", "sigmoid")
                for step in laid_out("activation_backward", *_gate(rng, 3, 2), kind)
            ],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "unknown",
            Text("any other name: `ValueError`", "其他名称：`ValueError`"),
            lambda rng: _back("cosine", (DA, Z)),
            lambda rng: [*_back("ReLU", (DA, Z)), *_back("softmax", (DA, Z)), *_back("", (DA, Z))],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "shapes",
            Text("dA and Z of different shapes: `ValueError`", "dA 与 Z 形状不同：`ValueError`"),
            lambda rng: _back("relu", (DA, Z[:, :1]), (DA[:, :1], Z)),
            lambda rng: [
                *_back("sigmoid", (halves(rng, 3, 2), halves(rng, 1, 2))),
                *_back("linear", (halves(rng, 3, 1), halves(rng, 3))),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_layer.ACTIVATION,
    hints=hints.ACTIVATION,
)

# dense_backward -------------------------------------------------------------------------------------------

PROBE = (
    np.array([[0.1, 0.2], [0.3, -0.4], [0.0, 1.0]]),
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    np.array([[1.0, -1.0], [2.0, 0.5]]),
)
NARROW = (
    np.array([[1.0], [-2.0], [0.5], [3.0]]),
    np.array([[1.0, 0.0, 2.0], [3.0, 1.0, -1.0], [0.5, 2.0, 1.0], [-1.0, 4.0, 0.0]]),
    np.array([[2.0], [-1.0], [0.5]]),
)


def _layer(rng: np.random.Generator, m: int, n_in: int, n_out: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Draw dZ, X and W; every column of dZ has a sum that is not 0."""
    while True:
        dZ, X, W = halves(rng, m, n_out), halves(rng, m, n_in), halves(rng, n_in, n_out)
        if np.abs(dZ.sum(axis=0)).min() > 0 and len(np.unique(X.T @ dZ)) > min(2, n_in * n_out - 1):
            return dZ, X, W


def _layers(*given: tuple[Any, ...]) -> list[Step]:
    return [Call("dense_backward", one) for one in given]


def _kept(given: tuple[Any, ...]) -> list[Step]:
    """Write into each of the three parts of the result in turn."""
    arrays = dict(zip(("dZ", "X", "W"), given, strict=True))
    return [step for part in range(3) for step in untouched("dense_backward", arrays, Ref("result", (part,)))]


DENSE = Exercise(
    id="dense_backward",
    alias="L07-E4",
    points=4,
    reference=(ref.dense_backward,),
    signature="dense_backward(dZ, X, W)",
    cases=(
        *twice(
            "square",
            Text("a layer with as many units as inputs", "单元数与输入数相同的层"),
            lambda rng: _layers(PROBE),
            lambda rng: _layers(_layer(rng, 5, 3, 3), _layer(rng, 4, 2, 2)),
            weight=1.5,
        ),
        *twice(
            "wide",
            Text("more inputs than units, and the other way round", "输入比单元多，或者反过来"),
            lambda rng: _layers(NARROW, (NARROW[1], NARROW[0], NARROW[2].T.copy())),
            lambda rng: _layers(_layer(rng, 4, 5, 3), _layer(rng, 6, 2, 5)),
            weight=2.0,
        ),
        *twice(
            "as_many",
            Text("as many samples as units or inputs", "样本数与单元数或输入数相同"),
            lambda rng: _layers((PROBE[0], *_layer(np.random.default_rng(3), 3, 3, 2)[1:])),
            lambda rng: _layers(_layer(rng, 4, 4, 3), _layer(rng, 3, 2, 3), _layer(rng, 3, 3, 3)),
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _layers((PROBE[0][:1], PROBE[1][:1], PROBE[2])),
            lambda rng: _layers(_layer(rng, 1, 4, 3), _layer(rng, 1, 2, 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "one_unit",
            Text("a single unit, or a single input", "只有一个单元，或者只有一个输入"),
            lambda rng: _layers(NARROW, _layer(np.random.default_rng(4), 3, 1, 2)),
            lambda rng: _layers(_layer(rng, 5, 3, 1), _layer(rng, 4, 1, 3), _layer(rng, 3, 1, 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: _layers(_cast(_layer(np.random.default_rng(5), 3, 2, 2), int), _cast(PROBE, np.float32)),
            lambda rng: _layers(_cast(_layer(rng, 4, 3, 2), int), _cast(_layer(rng, 4, 3, 2), np.float32)),
            weight=0.5,
            group=Group.EDGE,
            property=same_numbers(ref.dense_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(NARROW),
            lambda rng: _kept(_layer(rng, 3, 4, 2)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("dense_backward", *PROBE),
            lambda rng: laid_out("dense_backward", *_layer(rng, 4, 3, 2)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes",
            Text("shapes that do not fit each other: `ValueError`", "形状不匹配：`ValueError`"),
            lambda rng: _layers((PROBE[0], PROBE[1][:2], PROBE[2]), (PROBE[0], PROBE[1], NARROW[1][:, :2])),
            lambda rng: _layers(
                (halves(rng, 4, 2), halves(rng, 4, 3), halves(rng, 2, 3)),
                (halves(rng, 1, 2), halves(rng, 4, 3), halves(rng, 3, 2)),
                (halves(rng, 4, 2), halves(rng, 4, 3), halves(rng, 4, 2)),
                (halves(rng, 4, 2), halves(rng, 4, 3), halves(rng, 3, 4)),
                (halves(rng, 4), halves(rng, 4, 3), halves(rng, 3, 1)),
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_layer.DENSE,
    hints=hints.DENSE,
)

# prelu_backward -------------------------------------------------------------------------------------------

SLOPES = (
    np.array([[1.0, 10.0], [100.0, 1000.0]]),
    np.array([[-1.0, 2.0], [-3.0, -4.0]]),
    np.array([0.1, 0.2]),
)


def _slopes(rng: np.random.Generator, m: int, n: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Draw dA, Z and a; every unit is negative for some sample, and no entry is 0."""
    while True:
        dA, Z = _gate(rng, m, n)
        a = rng.permutation(np.arange(1, n + 1)) / 8.0
        if m == 1 or ((Z < 0).any(axis=0).all() and (Z > 0).any()):
            return dA, Z, a


def _prelus(*given: tuple[Any, ...]) -> list[Step]:
    return [Call("prelu_backward", one) for one in given]


def _prelu_kept(given: tuple[Any, ...]) -> list[Step]:
    arrays = dict(zip(("dA", "Z", "a"), given, strict=True))
    return [step for part in range(2) for step in untouched("prelu_backward", arrays, Ref("result", (part,)))]


PRELU = Exercise(
    id="prelu_backward",
    alias="L07-E10",
    points=4,
    reference=(ref.prelu_backward,),
    signature="prelu_backward(dA, Z, a)",
    cases=(
        *twice(
            "values",
            Text("some samples, some units", "几个样本，几个单元"),
            lambda rng: _prelus(SLOPES),
            lambda rng: _prelus(_slopes(rng, 4, 3), _slopes(rng, 3, 5)),
            weight=2.5,
        ),
        *twice(
            "square",
            Text("as many samples as units", "样本数与单元数相同"),
            lambda rng: _prelus(_slopes(np.random.default_rng(1), 3, 3)),
            lambda rng: _prelus(_slopes(rng, 4, 4)),
        ),
        *twice(
            "steep",
            Text("slopes that are negative, 0, 1 or above 1", "斜率为负、为 0、为 1 或大于 1"),
            lambda rng: _prelus((*_slopes(np.random.default_rng(2), 3, 4)[:2], np.array([-0.5, 0.0, 1.0, 3.0]))),
            lambda rng: _prelus((*_slopes(rng, 5, 4)[:2], rng.permutation([-0.25, 0.0, 1.0, 1.5]))),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "zero",
            Text("pre-activations of exactly 0 take the slope a", "净输入恰好为 0 时，斜率取 a"),
            lambda rng: _prelus((SLOPES[0], np.array([[0.0, 2.0], [-3.0, 0.0]]), SLOPES[2])),
            lambda rng: _prelus((_gate(rng, 3, 2)[0], np.zeros((3, 2)), np.array([0.25, 0.5]))),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _prelus((SLOPES[0][:1], SLOPES[1][:1], SLOPES[2])),
            lambda rng: _prelus(_slopes(rng, 1, 3), (halves(rng, 1, 1) + 0.25, np.array([[-1.5]]), np.array([0.5]))),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            TYPES,
            lambda rng: _prelus(
                (SLOPES[0].astype(int), SLOPES[1].astype(int), np.array([2, 3])),
                (*_cast(SLOPES[:2], int), SLOPES[2]),
                _cast(SLOPES, np.float32),
            ),
            lambda rng: _prelus(
                (rng.integers(1, 9, (3, 2)), rng.integers(-5, 0, (3, 2)), np.array([0.25, 0.5])),
                _cast(_slopes(rng, 4, 2), np.float32),
            ),
            weight=0.5,
            group=Group.EDGE,
            property=same_numbers(ref.prelu_backward),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _prelu_kept(SLOPES),
            lambda rng: _prelu_kept(_slopes(rng, 3, 2)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("prelu_backward", *SLOPES),
            lambda rng: laid_out("prelu_backward", *_slopes(rng, 4, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "shapes",
            Text("shapes that do not fit each other: `ValueError`", "形状不匹配：`ValueError`"),
            lambda rng: _prelus((SLOPES[0], SLOPES[1][:1], SLOPES[2]), (SLOPES[0], SLOPES[1], SLOPES[2][:1])),
            lambda rng: _prelus(
                (halves(rng, 3, 2), halves(rng, 3, 2), halves(rng, 3)),
                (halves(rng, 3, 2), halves(rng, 3, 1), halves(rng, 2)),
                (halves(rng, 3, 1), halves(rng, 3, 2), halves(rng, 2)),
                (halves(rng, 3, 2), halves(rng, 3, 2), halves(rng, 1, 2)),
                (halves(rng, 3), halves(rng, 3), np.array(0.5)),
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
        no_sample_loop(
            "no_loop", NO_LOOP, "prelu_backward", lambda rng, m: _slopes(rng, m, 3), weight=1.0, public=True
        ),
        no_sample_loop("no_loop_again", NO_LOOP, "prelu_backward", lambda rng, m: _slopes(rng, m, 2), weight=0.25),
    ),
    misconceptions=wrong_layer.PRELU,
    hints=hints.PRELU,
)
