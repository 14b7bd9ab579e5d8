"""Lesson 01: a boundary to drag, one neuron with sliders, the perceptron's training epoch by epoch."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lessonkit import data, style
from lessonkit.widgets.figure import Sentence, figure

XOR_EPOCHS = 12


def boundary(gate: str = "and") -> Any:
    """Return a plane with a logic gate's four points and a boundary to drag.

    Two handles turn and shift the line; sliders and arrow keys do the same. Buttons change to AND, OR and XOR.

    Parameters
    ----------
    gate : str
        The data to begin with, ``"and"``, ``"or"`` or ``"xor"``.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("boundary", gate=gate, gates=_gates("and", "or", "xor"))


def neuron() -> Any:
    """Return one neuron with sliders for its weights, its bias and one sample; z and the output beside them.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("neuron")


def training(fit: Callable[..., Any], *gates: str) -> Any:
    """Return the perceptron's training epoch by epoch: the boundary moves, the mistakes become a curve.

    Parameters
    ----------
    fit : callable
        ``fit(X, y, max_epochs=k)`` returning the dictionary of `perceptron_fit`; it is called once for every epoch
        of every gate.
    *gates : str
        Names of the gates to choose from.

    Returns
    -------
    widget
        Shown by the notebook; a sentence where `fit` stops with an error.

    Raises
    ------
    NotImplementedError
        If `fit` is not written yet.
    """
    names = gates or ("and", "or", "nand", "nor", "xor")
    try:
        runs = {name: _epochs(fit, name) for name in names}
    except NotImplementedError:
        raise
    except Exception as error:  # the reader's own function, whatever it does
        return Sentence(style.label("widgets.common.failed", error=type(error).__name__, message=str(error)))
    return figure("training", runs=runs, gates=_gates(*names))


def _epochs(fit: Callable[..., Any], name: str) -> list[dict[str, Any]]:
    X, y = data.load(name)
    frames: list[dict[str, Any]] = [{"w": [0.0, 0.0], "b": 0.0, "errors": []}]
    for epochs in range(1, XOR_EPOCHS + 1):
        found = fit(X, y, max_epochs=epochs)
        errors = [int(count) for count in found["errors"]]
        if len(errors) < len(frames):
            break  # it had converged an epoch earlier
        frames.append({"w": [float(v) for v in np.ravel(found["w"])], "b": float(found["b"]), "errors": errors})
    return frames


def _gates(*names: str) -> dict[str, dict[str, Any]]:
    loaded = {name: data.load(name) for name in names}
    return {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in loaded.items()}
