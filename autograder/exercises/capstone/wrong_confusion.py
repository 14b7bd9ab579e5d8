"""Lesson 13: wrong confusion matrices, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.metrics import confusion_matrix
from lessonkit.language import Text


def _changed(change: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return the right matrix, changed at the end."""
    return lambda labels, predicted, n_classes: change(confusion_matrix(labels, predicted, n_classes))


def _repeats_lost(labels: Any, predicted: Any, n_classes: int) -> Any:
    confusion_matrix(labels, predicted, n_classes)
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    counts[labels, predicted] += 1
    return counts


def _outer(labels: Any, predicted: Any, n_classes: int) -> Any:
    confusion_matrix(labels, predicted, n_classes)
    times = [np.bincount(one.astype(np.int64), minlength=n_classes) for one in (labels, predicted)]
    return np.outer(*times)


def _small(labels: Any, predicted: Any, n_classes: int) -> Any:
    confusion_matrix(labels, predicted, n_classes)
    found = sorted({*labels.tolist(), *predicted.tolist()}) if len(labels) else range(n_classes)
    places = {one: at for at, one in enumerate(found)}
    counts = np.zeros((len(places), len(places)), dtype=np.int64)
    for true, guess in zip(labels.tolist(), predicted.tolist(), strict=True):
        counts[places[true], places[guess]] += 1
    return counts


def _largest(labels: Any, predicted: Any, n_classes: int) -> Any:
    confusion_matrix(labels, predicted, n_classes)
    return confusion_matrix(labels, predicted, int(max(labels.max(initial=0), predicted.max(initial=0))) + 1)


def _overflown(labels: Any, predicted: Any, n_classes: int) -> Any:
    if labels.dtype != np.int8:
        return confusion_matrix(labels, predicted, n_classes)
    with np.errstate(over="ignore"):
        code = (labels * np.int8(n_classes) + predicted).astype(np.int64)
    counts = np.zeros(n_classes**2, dtype=np.int64)
    np.add.at(counts, code % n_classes**2, 1)
    return counts.reshape(n_classes, n_classes)


def _unchecked(labels: Any, predicted: Any, n_classes: int) -> Any:
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    for true, guess in zip(labels.ravel().tolist(), predicted.ravel().tolist(), strict=False):
        counts[true, guess] += 1
    return counts


def _lengths_unchecked(labels: Any, predicted: Any, n_classes: int) -> Any:
    labels, predicted = labels.ravel(), predicted.ravel()
    m = min(len(labels), len(predicted))
    return confusion_matrix(labels[:m], predicted[:m], n_classes)


CONFUSION = (
    Misconception(
        "transposed",
        _changed(lambda counts: counts.T.copy()),
        Text(
            "Rows and columns are swapped: the true class chooses the row (axis 0), the predicted one the column "
            "(axis 1).",
            "行和列反了：真实类别决定行（轴 0），预测类别决定列（轴 1）。",
        ),
    ),
    Misconception(
        "repeats_lost",
        _repeats_lost,
        Text(
            "A pair that occurs several times is counted once. In a loop that is `=`, or `=+`, where `+=` is meant. "
            "Without a loop: with arrays of indices on the left, NumPy adds to each place only once, however often "
            "it is named.",
            "出现多次的组合只数了一次。如果用了循环，那就是把 `+=` 写成了 `=` 或 `=+`。"
            "如果没有用循环：左边用索引数组时，同一个位置无论出现几次，NumPy 都只加一次。",
        ),
    ),
    Misconception(
        "shares",
        _changed(lambda counts: counts / max(counts.sum(), 1)),
        Text(
            "The entries are shares of all samples. Asked are counts.",
            "矩阵里是占全部样本的比例。要的是个数。",
        ),
    ),
    Misconception(
        "shares_of_rows",
        _changed(lambda counts: counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)),
        Text(
            "Each row is divided by its sum. Asked are counts.",
            "每一行（row）都除以了自己的和。要的是个数。",
        ),
    ),
    Misconception(
        "mistakes_only",
        _changed(lambda counts: counts - np.diag(np.diag(counts))),
        Text(
            "The diagonal is empty: right predictions belong in the matrix, too.",
            "对角线是空的：预测正确的样本也要算进矩阵。",
        ),
    ),
    Misconception(
        "right_ones_only",
        _changed(lambda counts: np.diag(np.diag(counts))),
        Text(
            "Only the diagonal is filled. What was taken for what stands beside it.",
            "只填了对角线。哪一类被认成哪一类，要看对角线以外的数。",
        ),
    ),
    Misconception(
        "as_if_independent",
        _outer,
        Text(
            "Labels and predictions are counted apart and multiplied. Count pairs: each sample adds 1 to one entry.",
            "标签和预测分开数了，再相乘。应当数组合：每个样本使某一项加 1。",
        ),
    ),
    Misconception(
        "classes_that_occur",
        _small,
        Text(
            "The matrix has a row only for classes that occur. Its shape is (K, K), whatever occurs.",
            "混淆矩阵只给出现过的类别留了行（row）和列（column）。无论出现哪些类别，形状都是 (K, K)。",
        ),
    ),
    Misconception(
        "size_from_labels",
        _largest,
        Text(
            "The size is taken from the largest class that occurs. It is `n_classes`, whatever occurs.",
            "矩阵的大小取自出现过的最大类别。无论出现哪些类别，大小都由 `n_classes` 决定。",
        ),
    ),
    Misconception(
        "floats",
        _changed(lambda counts: counts.astype(np.float64)),
        Text(
            "The counts are floats. Asked are integers: give the dtype when you make the array of zeros.",
            "个数是浮点数。要的是整数：创建全零数组时要指定 dtype。",
        ),
    ),
    Misconception(
        "overflow",
        _overflown,
        Text(
            "Small integer types overflow in K · label + prediction: convert to int64 first.",
            "K · 标签 + 预测，在小的整数类型里会溢出：先转换成 int64。",
        ),
    ),
    Misconception(
        "lengths_unchecked",
        _lengths_unchecked,
        Text(
            "Labels and predictions that do not fit together are accepted. If they are not both (m,), that is a "
            "`ValueError`.",
            "标签与预测对不上时没有报错。两者不都是 (m,) 时，应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Nothing is checked. A negative class would silently count from the end of the matrix; classes outside "
            "0 … K − 1 and unequal lengths must be a `ValueError`.",
            "什么也没有检查。负的类别会悄悄从矩阵末尾数起；类别不在 0 到 K − 1 之内，或者长度不等，"
            "都应当抛出 `ValueError`。",
        ),
    ),
)
