"""Lesson 12: recorded runs that the reader's rule stops, coin throwers among whom the reader's rule chooses."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit.widgets.figure import figure, numbers, try_out

MOST_PATIENCE = 40
MOST_DELTA = 0.1
COUNTS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""How many candidates `selection` offers."""
SIZES = (20, 50, 100, 200, 500, 1000, 5000)
"""How many samples its sets may have."""


def stopping(early_stop_epoch: Callable[..., Any], runs: Mapping[str, Mapping[str, ArrayLike]]) -> Any:
    """Return recorded runs that the reader's rule stops, with patience and min_delta to drag.

    Parameters
    ----------
    early_stop_epoch : callable
        ``early_stop_epoch(val_losses, patience, min_delta)`` returns the last epoch run and the best one or None.
    runs : mapping of str to mapping
        By name ``"train"`` and ``"val"``, the losses after each epoch, array_like of shape (n_epochs,).

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError, NameError
        If `early_stop_epoch` is not written yet.
    """
    curves = {name: {kind: np.array(run[kind], dtype=float) for kind in ("train", "val")} for name, run in runs.items()}

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        losses = curves[request["run"]]["val"].copy()
        patience = min(max(int(request["patience"]), 0), MOST_PATIENCE)
        last, best = early_stop_epoch(losses, patience, float(request["min_delta"]))
        if not 0 <= int(last) < len(losses):
            raise ValueError(f"early_stop_epoch gave {last!r} as the last epoch of {len(losses)}.")
        if best is not None and not 0 <= int(best) < len(losses):
            raise ValueError(f"early_stop_epoch gave {best!r} as the best epoch of {len(losses)}.")
        return {"last": int(last), "best": None if best is None else int(best)}

    try_out(answer, {"run": next(iter(curves)), "patience": 3, "min_delta": 0.0})
    shown = {name: {kind: numbers(curve.round(5)) for kind, curve in run.items()} for name, run in curves.items()}
    return figure("stopping", answer, runs=shown, most_patience=MOST_PATIENCE, most_delta=MOST_DELTA)


def selection(select_model: Callable[..., Any], seed: int = 12) -> Any:
    """Return candidates that all throw coins: the reader's rule chooses one, and a fresh set shows what it is worth.

    Parameters
    ----------
    select_model : callable
        ``select_model(results)`` returns the name of one of the results.
    seed : int
        Of the generator that throws the coins.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError, NameError
        If `select_model` is not written yet.
    """
    rng = np.random.default_rng(seed)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        count, size = min(int(request["count"]), COUNTS[-1]), min(int(request["size"]), SIZES[-1])
        wrong = rng.binomial(size, 0.5, (count, 3)) / size
        names = [f"coin {number}" for number in range(count)]
        losses = [dict(zip(("train_loss", "val_loss", "test_loss"), map(float, row), strict=True)) for row in wrong]
        chosen = select_model([{"name": name, **row} for name, row in zip(names, losses, strict=True)])
        if chosen not in names:
            raise ValueError(f"select_model gave {chosen!r}, which is the name of no candidate.")
        winner = names.index(chosen)
        return {
            "val": [row["val_loss"] for row in losses],
            "test": [row["test_loss"] for row in losses],
            "winner": winner,
        }

    try_out(answer, {"count": 3, "size": 20})
    return figure("selection", answer, counts=list(COUNTS), sizes=list(SIZES))
