"""Lesson 04: what a prediction costs, and three scores with their loss."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lessonkit.widgets.figure import figure, try_out

STEPS = 50
"""How many parts `loss_curves` divides the probabilities from 0 to 1 into."""


def loss_curves(binary_cross_entropy: Callable[..., Any], half_squared_error: Callable[..., Any]) -> Any:
    """Return the reader's two losses over the probability, for label 0 or 1, with a probability to drag.

    Parameters
    ----------
    binary_cross_entropy : callable
        ``binary_cross_entropy(y, p)``, arrays (1, 1) in, a number out.
    half_squared_error : callable
        ``half_squared_error(y_true, y_pred)``, arrays (1, 1) in, an array (1, 1) out.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of the functions is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, list[float]]:
        y = np.array([[float(request["label"])]])
        grid = [np.array([[p]]) for p in np.linspace(0, 1, STEPS + 1)]
        return {
            "cross_entropy": [float(binary_cross_entropy(y, p)) for p in grid],
            "half_squared": [float(np.asarray(half_squared_error(y, p)).item()) for p in grid],
        }

    try_out(answer, {"label": 1})
    return figure("loss_curves", answer, steps=STEPS)


def scores(softmax_cross_entropy_with_logits: Callable[..., Any], softmax: Callable[..., Any]) -> Any:
    """Return three scores with sliders, the probabilities that `softmax` gives, and the reader's loss.

    Parameters
    ----------
    softmax_cross_entropy_with_logits : callable
        ``softmax_cross_entropy_with_logits(labels, Z)``.
    softmax : callable
        ``softmax(Z)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If the loss is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        Z = np.array([request["scores"]], dtype=np.float64)
        loss = softmax_cross_entropy_with_logits(np.array([int(request["label"])]), Z)
        return {"shares": np.asarray(softmax(Z))[0].tolist(), "loss": float(loss)}

    try_out(answer, {"scores": [2.0, 1.0, 0.0], "label": 0})
    return figure("scores", answer, start=[2.0, 1.0, 0.0])
