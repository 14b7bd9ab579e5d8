"""The classifier before it has learned anything: its first weights, its probabilities, its classes."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.capstone import hints, wrong_predicting
from autograder.exercises.capstone.needs import CLASSIFIER
from autograder.exercises.capstone.sets import PARAMS, made
from autograder.exercises.kit import NO_SAMPLES, ONE_SAMPLE, STAYS, FloatArray, twice
from autograder.sandbox.steps import Look, Make, Method, Ref, Step, Write
from deeplearn_ref import capstone as ref
from lessonkit.language import Text

Weights = list[tuple[FloatArray, FloatArray]]

# The network that was worked out by hand: 2-3-3, with a unit that is off for some of the samples.
BY_HAND: Weights = [
    (np.array([[1.0, -1.0, 0.5], [-0.5, 1.0, 1.0]]), np.array([0.5, -0.25, -1.0])),
    (np.array([[0.5, -1.0, 1.0], [1.5, 0.25, -0.5], [-1.0, 0.5, 0.75]]), np.array([0.25, -0.5, 0.5])),
]
SAMPLES = np.array([[1.0, 2.0], [2.0, -1.0], [-1.0, 0.5], [0.0, 0.0]])


def drawn(rng: np.random.Generator, sizes: tuple[int, ...], spread: float = 1.2) -> Weights:
    """Return weights of a network, biases included, of two decimals."""
    return [
        (np.round(rng.normal(0, spread, (n_in, n_out)), 2), np.round(rng.normal(0, 0.5, n_out), 2))
        for n_in, n_out in pairwise(sizes)
    ]


def _sizes(weights: Weights) -> tuple[int, ...]:
    return (weights[0][0].shape[0], *(b.size for _, b in weights))


def _holding(weights: Weights, **settings: Any) -> list[Step]:
    """Return the script that makes a classifier and writes these weights into it."""
    steps: list[Step] = [made(_sizes(weights), **settings)]
    for at, (W, b) in enumerate(weights):
        steps += [Write(Ref("model", ("params", at, "W")), W), Write(Ref("model", ("params", at, "b")), b)]
    return steps


def _asked(X: FloatArray, *methods: str) -> list[Step]:
    return [Method("model", method, (X,)) for method in methods]


def _random(rng: np.random.Generator, sizes: tuple[int, ...], m: int, *methods: str, **settings: Any) -> list[Step]:
    X = np.round(rng.normal(size=(m, sizes[0])), 2)
    return [*_holding(drawn(rng, sizes), **settings), *_asked(X, *methods)]


def _start(sizes: tuple[int, ...], **settings: Any) -> list[Step]:
    return [made(sizes, **settings), Look(PARAMS)]


def _tied(order: np.random.Generator | None) -> list[Step]:
    """Ask a network without a hidden layer in which two or three classes are equally likely."""
    W = np.array([[2.0, 2.0, 0.0, 1.0], [0.0, 1.0, 1.0, 1.0]])
    if order is not None:
        W = W[:, order.permutation(4)]
    X = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, 0.0]])
    return [*_holding([(W, np.zeros(4))]), *_asked(X, "predict")]


def _far(weights: Weights, factor: float) -> list[Step]:
    """Ask with logits far beyond what exp can take."""
    X = factor * SAMPLES[:3]
    return [*_holding(weights), *_asked(X, "predict_proba", "predict")]


def _with_dropout(weights: Weights, X: FloatArray, rate: float) -> list[Step]:
    return [*_holding(weights, drop_rate=rate), *_asked(X, "predict_proba", "predict_proba", "predict")]


def _kept(weights: Weights, X: FloatArray) -> list[Step]:
    """Ask, write into what comes back, look at samples and weights, and ask again."""
    looks: list[Step] = [Look(Ref("X")), Look(PARAMS)]
    ask = Method("model", "predict_proba", (Ref("X"),))
    classes = Method("model", "predict", (Ref("X"),), into="classes")
    return [Make("X", X), *_holding(weights), ask, classes, *looks, Write(Ref("result"), 9.0), *looks, ask]


def _layouts(weights: Weights, X: FloatArray) -> list[Step]:
    steps = _holding(weights)
    for layout in ("strided", "readonly"):
        steps += [Make(layout, X, layout), Method("model", "predict_proba", (Ref(layout),))]
    return steps


PREDICT = Exercise(
    id="mlp_classifier_predict",
    alias="L13-E1",
    points=4,
    cell="mlp_classifier",
    reference=(ref.MLPClassifier,),
    methods=("predict_proba", "predict"),
    needs=CLASSIFIER,
    signature="MLPClassifier(layer_sizes, learning_rate=1e-3, batch_size=32, drop_rate=0.0, l2=0.0, patience=5, "
    "max_epochs=50, seed=0)",
    cases=(
        *twice(
            "start",
            Text("the weights of a new classifier", "新建分类器的权重"),
            lambda rng: [*_start((2, 3, 2)), *_start((3, 4, 2), seed=7)],
            lambda rng: [*_start((5, 3, 4), seed=int(rng.integers(1, 9999))), *_start((6, 4, 5, 3))],
            weight=1.5,
        ),
        *twice(
            "probabilities",
            Text("probabilities of a network with given weights", "给定权重的网络算出的概率"),
            lambda rng: [*_holding(BY_HAND), *_asked(SAMPLES, "predict_proba")],
            lambda rng: [
                *_random(rng, (5, 7, 4), 6, "predict_proba"),
                *_random(rng, (3, 6, 5, 4), 7, "predict_proba"),
            ],
            weight=2.0,
        ),
        *twice(
            "classes",
            Text("the most probable class of each sample", "每个样本最可能的类别"),
            lambda rng: [*_holding(BY_HAND), *_asked(SAMPLES, "predict")],
            lambda rng: [*_random(rng, (5, 7, 4), 9, "predict"), *_random(rng, (3, 6, 5, 4), 11, "predict")],
            weight=1.5,
        ),
        *twice(
            "dropout",
            Text("a classifier with `drop_rate`, asked twice", "设了 `drop_rate` 的分类器，问两次"),
            lambda rng: _with_dropout(BY_HAND, SAMPLES, 0.75),
            lambda rng: _with_dropout(drawn(rng, (4, 9, 3)), np.round(rng.normal(size=(6, 4)), 2), 0.6),
            weight=1.0,
        ),
        *twice(
            "ties",
            Text("equal probabilities: the lowest class", "概率相等：取编号最小的类别"),
            lambda rng: _tied(None),
            _tied,
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "no_hidden_layer",
            Text("no hidden layer: softmax regression", "没有隐藏层：softmax 回归"),
            lambda rng: _random(np.random.default_rng(3), (2, 3), 4, "predict_proba", "predict"),
            lambda rng: _random(rng, (6, 4), 5, "predict_proba", "predict"),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "far",
            Text("logits far from 0", "离 0 很远的 logits"),
            lambda rng: _far(BY_HAND, 500.0),
            lambda rng: _far(drawn(rng, (2, 5, 3)), 2000.0),
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: [*_holding(BY_HAND), *_asked(SAMPLES[:1], "predict_proba", "predict")],
            lambda rng: _random(rng, (4, 6, 3), 1, "predict_proba", "predict"),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(BY_HAND, SAMPLES),
            lambda rng: _kept(drawn(rng, (3, 5, 2)), np.round(rng.normal(size=(5, 3)), 2)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layouts",
            Text("read-only arrays, and arrays that lie scattered in memory", "只读数组，以及在内存中不连续的数组"),
            lambda rng: _layouts(BY_HAND, SAMPLES),
            lambda rng: _layouts(drawn(rng, (3, 5, 4)), np.round(rng.normal(size=(5, 3)), 2)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            lambda rng: [made((2, 3, 4)), *_asked(np.zeros((0, 2)), "predict_proba", "predict")],
            lambda rng: [made((5, 3)), *_asked(np.zeros((0, 5)), "predict_proba", "predict")],
            weight=0.5,
            group=Group.EMPTY,
        ),
    ),
    misconceptions=wrong_predicting.PREDICT,
    hints=hints.PREDICT,
)
