"""Small sets to train on, in three classes, and the scripts that make a classifier and train it."""

from typing import Any

import numpy as np

from autograder.exercises.kit import FloatArray, IntArray
from autograder.sandbox.steps import Call, Look, Method, Ref, Step

Set = tuple[FloatArray, IntArray]
MODEL = "MLPClassifier"
PARAMS = Ref("model", ("params",))


def blobs(rng: np.random.Generator, m: int, n: int = 4, classes: int = 3, spread: float = 0.8) -> Set:
    """Return points around one center for each class; some clouds touch."""
    centers = np.round(2 * np.cos(np.arange(1, classes * n + 1) * 1.7), 2).reshape(classes, n)
    labels = rng.integers(0, classes, m)
    return np.round(centers[labels] + spread * rng.normal(size=(m, n)), 3), labels


def noise(rng: np.random.Generator, m: int, n: int = 4, classes: int = 3) -> Set:
    """Return points of which many have a random label: whoever learns them by heart gets worse on others."""
    X, labels = blobs(rng, m, n, classes)
    wrong = rng.random(m) < 0.5
    return X, np.where(wrong, rng.integers(0, classes, m), labels)


def made(sizes: tuple[int, ...], into: str = "model", **settings: Any) -> Call:
    """Return the step that constructs a classifier."""
    return Call(MODEL, (list(sizes),), settings, into=into)


def fitted(train: Set, val: Set, at: str = "model", into: str = "history") -> Method:
    """Return the step that trains a classifier on arrays."""
    return Method(at, "fit", (*train, *val), into=into)


def trained(sizes: tuple[int, ...], train: Set, val: Set, **settings: Any) -> list[Step]:
    """Return the script that makes a classifier, trains it, and looks at its weights."""
    return [made(sizes, **settings), fitted(train, val), Look(PARAMS)]
