"""Lesson 13: classifiers that miss the target, and the sentence that says why it might be so."""

from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.sandbox.steps import Call, Record, Step, Withhold
from deeplearn_ref.capstone import MLPClassifier
from lessonkit.language import Text

GUESSED, LINEAR = 0.35, (0.8, 0.92)
"""Accuracies: below the first a classifier guesses; between the others lies softmax regression."""


def _accuracy(steps: list[Step], records: list[Record]) -> float:
    """Return the share of right images, nan where there is none."""
    labels = next(step.value for step in steps if isinstance(step, Withhold))
    found = records[-1].value if len(records) == len(steps) else None
    if not isinstance(found, np.ndarray) or found.shape != labels.shape:
        return float("nan")
    return float((found == labels).mean())


def _returned(steps: list[Step], records: list[Record]) -> Any:
    return next((r for s, r in zip(steps, records, strict=False) if isinstance(s, Call)), None)


def _nothing(steps: list[Step], records: list[Record]) -> bool:
    returned = _returned(steps, records)
    return returned is not None and returned.kind == "value" and returned.value is None


def _history(steps: list[Step], records: list[Record]) -> bool:
    returned = _returned(steps, records)
    return returned is not None and returned.kind == "value" and isinstance(returned.value, dict)


def _guessing(steps: list[Step], records: list[Record]) -> bool:
    return _accuracy(steps, records) < GUESSED


def _linear(steps: list[Step], records: list[Record]) -> bool:
    low, high = LINEAR
    return low <= _accuracy(steps, records) < high


def _no_return(X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
    return None


def _fit_returned(X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
    return MLPClassifier([X.shape[1], 5], max_epochs=1).fit(X[:50], labels[:50], X_val, labels_val)


def _untrained(X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
    return MLPClassifier([X.shape[1], 64, 5])


def _regression(X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
    model = MLPClassifier([X.shape[1], 5], learning_rate=5e-3, batch_size=100, max_epochs=15)
    model.fit(X, labels, X_val, labels_val)
    return model


TARGET = (
    Misconception(
        "nothing_returned",
        _no_return,
        Text(
            "`train_glyphs` returns nothing. It has to return the classifier.",
            "`train_glyphs` 什么也没有返回。应当返回分类器。",
        ),
        _nothing,
    ),
    Misconception(
        "history_returned",
        _fit_returned,
        Text(
            "`train_glyphs` returns what `fit` returned, the history. It has to return the classifier itself.",
            "`train_glyphs` 返回的是 `fit` 的返回值，即历史记录。应当返回分类器本身。",
        ),
        _history,
    ),
    Misconception(
        "guessing",
        _untrained,
        Text(
            "That is hardly better than guessing among five classes. Was the classifier fitted, and do images and "
            "labels "
            "still belong together?",
            "这比在五个类别里瞎猜好不了多少。分类器训练过吗？图像和标签还对得上吗？",
        ),
        _guessing,
    ),
    Misconception(
        "like_softmax_regression",
        _regression,
        Text(
            "About this much is reached by softmax regression, without any hidden layer. Is there a hidden layer, "
            "and was it "
            "trained long enough?",
            "没有隐藏层的 softmax 回归大约也能做到这个程度。网络里有隐藏层吗？训练得够久吗？",
        ),
        _linear,
    ),
)
