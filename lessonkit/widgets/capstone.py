"""Lesson 13: a confusion matrix that opens its images, a field in which the reader writes for their classifier."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit.widgets.figure import figure, numbers, try_out

MOST_IMAGES = 12
"""How many images a cell of `confusions` shows."""
SIDE = 8


def confusions(
    matrix: ArrayLike, images: ArrayLike, labels: ArrayLike, predicted: ArrayLike, names: Sequence[str]
) -> Any:
    """Return a confusion matrix whose cells show the images that they count.

    Parameters
    ----------
    matrix : array_like of shape (K, K)
        Axis 0 is the true class, axis 1 the one that was said.
    images : array_like of shape (m, H, W)
        Brightness from 0 to 1.
    labels, predicted : array_like of shape (m,)
        True and said classes.
    names : sequence of str
        Of the K classes.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    ValueError
        If the matrix is not (K, K).
    """
    counts, shown = np.asarray(matrix), np.asarray(images)
    K = len(names)
    if counts.shape != (K, K):
        raise ValueError(f"The matrix must have the shape ({K}, {K}) for {K} names; got {counts.shape}.")
    pairs = K * np.asarray(labels) + np.asarray(predicted)
    bytes_of = np.round(255 * np.clip(shown, 0, 1)).astype(int)
    some = [[image.ravel().tolist() for image in bytes_of[pairs == pair][:MOST_IMAGES]] for pair in range(K * K)]
    off = counts - np.diag(np.diag(counts))
    start = [int(place) for place in np.unravel_index(int(off.argmax()), off.shape)]
    return figure(
        "confusions", matrix=counts.tolist(), images=some, size=list(shown.shape[1:]), names=list(names), start=start
    )


def drawing(predict_proba: Callable[..., Any], X: ArrayLike, labels: ArrayLike) -> Any:
    """Return a field in which the reader writes a digit, and what their classifier says to it.

    Parameters
    ----------
    predict_proba : callable
        ``predict_proba(X)`` returns the probabilities, (m, 10), of images (m, 64).
    X : array_like of shape (m, 64)
        Images to look at, brightness from 0 to 1.
    labels : array_like of shape (m,)
        Their classes.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError, NameError
        If `predict_proba` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        image = np.clip(np.asarray(request["image"], dtype=float).reshape(1, SIDE * SIDE), 0.0, 1.0)
        P = np.asarray(predict_proba(image))
        if P.ndim != 2 or len(P) != 1:
            raise ValueError(f"predict_proba gave an array of shape {P.shape} for one image.")
        return {"p": numbers(P)}

    try_out(answer, {"image": [0.0] * SIDE * SIDE})
    samples = [numbers(np.round(16 * row) / 16) for row in np.asarray(X, dtype=float)]
    return figure("drawing", answer, samples=samples, labels=[int(label) for label in np.ravel(labels)])
