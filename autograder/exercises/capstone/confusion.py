"""Which class was taken for which: counts of all pairs."""

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.capstone import hints, wrong_confusion
from autograder.exercises.kit import LAYOUT, STAYS, IntArray, laid_out, twice, untouched
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import metrics as ref
from lessonkit.language import Text

NAME = "confusion_matrix"


def _of(*labels: int) -> IntArray:
    return np.array(labels, dtype=np.int64)


def _counted(labels: IntArray, predicted: IntArray, n_classes: int) -> list[Step]:
    return [Call(NAME, (labels, predicted, n_classes))]


def _drawn(rng: np.random.Generator, m: int, classes: int) -> tuple[IntArray, IntArray]:
    """Return labels and predictions that are right about half of the time, and not alike both ways round."""
    while True:
        labels = rng.integers(0, classes, m)
        predicted = np.where(rng.random(m) < 0.5, labels, rng.integers(0, classes, m) * rng.integers(0, 2, m))
        counts = ref.confusion_matrix(labels, predicted, classes)
        if (counts != counts.T).any() and counts.max() > 1:
            return labels, predicted


def _rare(rng: np.random.Generator, classes: int) -> tuple[IntArray, IntArray]:
    """Return labels among which the last class and class 1 do not occur."""
    labels, predicted = _drawn(rng, 17, classes - 2)
    return labels + (labels > 0), predicted + (predicted > 0)


def _refused(rng: np.random.Generator) -> list[Step]:
    labels, predicted = _drawn(rng, 9, 4)
    return [
        *_counted(np.where(np.arange(9) == 4, 4, labels), predicted, 4),
        *_counted(labels, np.where(np.arange(9) == 7, 6, predicted), 4),
        *_counted(np.where(np.arange(9) == 2, -1, labels), predicted, 4),
        *_counted(labels, np.where(np.arange(9) == 0, -2, predicted), 4),
    ]


def _apart(rng: np.random.Generator) -> list[Step]:
    labels, predicted = _drawn(rng, 9, 4)
    return [
        *_counted(labels, predicted[:-1], 4),
        *_counted(labels[:1], predicted, 4),
        *_counted(labels[:, None], predicted[:, None], 4),
        *_counted(labels, predicted[:, None], 4),
    ]


CONFUSION = Exercise(
    id="confusion_matrix",
    alias="L13-E4",
    points=3,
    reference=(ref.confusion_matrix,),
    signature="confusion_matrix(labels, predicted, n_classes)",
    cases=(
        *twice(
            "small",
            Text("three classes", "三个类别"),
            lambda rng: _counted(_of(0, 0, 1, 2, 2), _of(0, 1, 1, 2, 0), 3),
            lambda rng: _counted(*_drawn(rng, 12, 3), 3),
            weight=1.5,
        ),
        *twice(
            "repeated",
            Text("pairs that occur several times", "出现多次的组合"),
            lambda rng: _counted(_of(0, 0, 1, 1, 1, 0, 1), _of(0, 0, 1, 0, 0, 0, 0), 2),
            lambda rng: _counted(*_drawn(rng, 60, 4), 4),
            weight=1.5,
        ),
        *twice(
            "rare",
            Text("classes that occur nowhere", "从未出现的类别"),
            lambda rng: _counted(_of(2, 0, 2, 2), _of(2, 2, 0, 2), 4),
            lambda rng: _counted(*_rare(rng, 6), 6),
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            Text("a single sample, and a single class", "只有一个样本，以及只有一个类别"),
            lambda rng: [*_counted(_of(2), _of(0), 3), *_counted(_of(0, 0), _of(0, 0), 1)],
            lambda rng: _counted(_of(1), _of(int(rng.integers(2, 4))), 4),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched(NAME, {"labels": _of(0, 2, 1), "predicted": _of(0, 1, 1)}, written=9, n_classes=3),
            lambda rng: untouched(
                NAME, dict(zip(("labels", "predicted"), _drawn(rng, 10, 3), strict=True)), written=9, n_classes=3
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out(NAME, _of(0, 2, 1, 1), _of(0, 1, 1, 2), 3),
            lambda rng: laid_out(NAME, *_drawn(rng, 10, 4), 4),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "small_integers",
            Text("labels of type int8: K times a label would not fit", "int8 类型的标签：K 乘以标签会溢出"),
            lambda rng: [
                Call(NAME, (np.array([11, 3, 11], dtype=np.int8), np.array([4, 3, 11], dtype=np.int8), 12)),
            ],
            lambda rng: [Call(NAME, (*(one.astype(np.int8) for one in _drawn(rng, 40, 14)), 14))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("no samples: all zeros", "没有样本：全是零"),
            lambda rng: _counted(_of(), _of(), 3),
            lambda rng: _counted(_of(), _of(), int(rng.integers(4, 8))),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "outside",
            Text("a class outside 0 … K − 1: `ValueError`", "类别不在 0 到 K − 1 之内：`ValueError`"),
            lambda rng: [
                *_counted(_of(0, 3), _of(0, 1), 3),
                *_counted(_of(0, 1), _of(3, 1), 3),
                *_counted(_of(0, 1), _of(0, -1), 3),
            ],
            _refused,
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "apart",
            Text("labels and predictions that are not both (m,): `ValueError`", "标签与预测不都是 (m,)：`ValueError`"),
            lambda rng: [
                *_counted(_of(0, 1, 2), _of(0, 1), 3),
                *_counted(_of(1), _of(0, 1, 1), 3),
                *_counted(_of(0, 1, 2)[:, None], _of(0, 1, 1)[:, None], 3),
            ],
            _apart,
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_confusion.CONFUSION,
    hints=hints.CONFUSION,
)
