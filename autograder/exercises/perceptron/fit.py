"""Lesson 1: the exercise `perceptron_fit`, training by the perceptron rule."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script
from autograder.exercises.kit import STAYS, IntArray, calling, halves, twice, untouched
from autograder.exercises.perceptron import hints, wrong
from autograder.exercises.perceptron.gates import ROWS, TABLES
from autograder.sandbox.steps import Call, Ref, Step
from deeplearn_ref import perceptron as ref
from lessonkit.language import Text

XOR_LABELS: IntArray = np.array([0, 1, 1, 0])


def _labels(gate: str) -> IntArray:
    return np.array(TABLES[gate])


def _fit(gate: str, **others: Any) -> Script:
    return calling("perceptron_fit", ROWS.copy(), _labels(gate), **others)


def _fit_any(rng: np.random.Generator, gates: tuple[str, ...], **others: Any) -> list[Step]:
    order = rng.permutation(4)
    return [Call("perceptron_fit", (ROWS[order], _labels(str(rng.choice(gates)))[order]), others)]


def _apart(rng: np.random.Generator, m: int, n: int) -> list[Step]:
    """Draw whole-numbered samples that a line separates with room to spare."""
    while True:
        w, b = rng.integers(-3, 4, n), float(rng.integers(-2, 3))
        X = rng.integers(-4, 5, (6 * m, n)).astype(np.float64)
        X = X[np.abs(X @ w + b) >= 2][:m]
        y = (X @ w + b > 0).astype(np.int64)
        if len(X) == m and 2 <= y.sum() <= m - 2:
            return [Call("perceptron_fit", (X, y))]


def _untouched_fit(gate: str) -> list[Step]:
    data = {"X": ROWS.copy(), "y": _labels(gate)}
    return untouched("perceptron_fit", data, Ref("result", ("w",)))


FIT = Exercise(
    id="perceptron_fit",
    alias="L01-E5",
    points=4,
    reference=(ref.perceptron_fit,),
    needs=(ref.step, ref.perceptron_predict, ref.perceptron_update),
    signature="perceptron_fit(X, y, learning_rate=1.0, max_epochs=100)",
    cases=(
        *twice(
            "gate",
            Text("a gate that one line separates", "一条直线就能分开的门"),
            _fit("and"),
            lambda rng: [Call("perceptron_fit", (ROWS.copy(), _labels(g))) for g in rng.permutation(["or", "nand"])],
            weight=2,
        ),
        *twice(
            "order",
            Text("the samples are visited in the given order", "按给定的顺序依次处理样本"),
            calling("perceptron_fit", ROWS[[3, 1, 0, 2]], _labels("and")[[3, 1, 0, 2]]),
            lambda rng: _fit_any(rng, ("and", "nand")),
        ),
        *twice(
            "learning_rate",
            Text("another learning rate", "另一个学习率"),
            _fit("and", learning_rate=0.5),
            lambda rng: _fit_any(rng, ("and", "nand"), learning_rate=float(rng.choice([0.25, 0.5, 2.0]))),
        ),
        *twice(
            "never",
            Text("data that no line separates", "任何直线都分不开的数据"),
            calling("perceptron_fit", ROWS.copy(), XOR_LABELS),
            lambda rng: [
                Call(
                    "perceptron_fit",
                    (ROWS[::-1].copy(), XOR_LABELS),
                    {"max_epochs": int(rng.integers(20, 40))},
                )
            ],
        ),
        *twice(
            "stopped",
            Text(
                "`max_epochs` ends the training before an epoch without a mistake",
                "还没有出现无错误的一轮，训练就因 `max_epochs` 结束",
            ),
            _fit("and", max_epochs=5),
            lambda rng: [
                Call("perceptron_fit", (ROWS.copy(), _labels("nand")), {"max_epochs": int(rng.integers(2, 5))})
            ],
        ),
        *twice(
            "more_features",
            Text("more samples, more features", "更多样本，更多特征"),
            lambda rng: _apart(np.random.default_rng(3), 12, 3),
            lambda rng: _apart(rng, 16, 3),
            weight=1.5,
        ),
        *twice(
            "one_class",
            Text("all labels are 0: right from the start", "标签全是 0：一开始就全对"),
            calling("perceptron_fit", ROWS.copy(), np.zeros(4, dtype=np.int64)),
            lambda rng: [Call("perceptron_fit", (halves(rng, 5, 3), np.zeros(5, dtype=np.int64)))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "no_epochs",
            Text("`max_epochs` is 0: nothing is learned", "`max_epochs` 为 0：什么也不学"),
            _fit("or", max_epochs=0),
            lambda rng: [Call("perceptron_fit", (halves(rng, 4, 3), XOR_LABELS), {"max_epochs": 0})],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _untouched_fit("and"),
            lambda rng: _untouched_fit("nand"),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "no_samples",
            Text("no samples, m = 0: `ValueError`", "没有样本（m = 0）：`ValueError`"),
            calling("perceptron_fit", np.zeros((0, 2)), np.zeros(0, dtype=np.int64)),
            calling("perceptron_fit", np.zeros((0, 5)), np.zeros(0, dtype=np.int64), max_epochs=3),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "mismatch",
            Text("X and y differ in the number of samples: `ValueError`", "X 与 y 的样本数不同：`ValueError`"),
            calling("perceptron_fit", ROWS[:3].copy(), XOR_LABELS),
            calling("perceptron_fit", ROWS.copy(), XOR_LABELS[:2].copy()),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.FIT,
    hints=hints.FIT,
)
