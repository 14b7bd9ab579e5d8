"""Lesson 09: an epoch cut into batches, batch sizes that race, the cloud of mini-batch gradients."""

import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit.widgets.figure import figure, try_out

Array = NDArray[Any]
LABELS = (0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1)
"""Labels of the eleven samples that `epoch_cut` cuts; sample k has the number k + 1."""
MOST_CUTS = 40
"""So many batches of an epoch are looked at: a reader's function may never end."""
RACERS = (1000, 256, 32, 1)
EPOCHS = 30
GRID = 41
CLOUD_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 300)
DOTS = 200


def epoch_cut(iterate_minibatches: Callable[..., Any]) -> Any:
    """Return eleven samples and the batches that the reader's function cuts from them.

    Parameters
    ----------
    iterate_minibatches : callable
        ``iterate_minibatches(X, y, batch_size, rng, shuffle=…, drop_last=…)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `iterate_minibatches` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        rng = np.random.default_rng(7)
        cut: list[dict[str, Any]] = []
        for _ in range(int(request["epoch"])):  # epoch after epoch with one generator, as in training
            numbers, labels = np.arange(1, len(LABELS) + 1).reshape(-1, 1), np.array(LABELS)
            batches = iterate_minibatches(
                numbers, labels, int(request["size"]), rng, shuffle=request["shuffle"], drop_last=request["drop"]
            )
            cut = []
            for (Xb, yb), _ in zip(batches, range(MOST_CUTS), strict=False):
                cut.append({"numbers": np.ravel(Xb).tolist(), "labels": np.ravel(yb).tolist()})
        return {"batches": cut}

    try_out(answer, {"epoch": 1, "size": 4, "shuffle": True, "drop": False})
    return figure("epoch_cut", answer, labels=list(LABELS))


def batch_race(
    sgd_epoch: Callable[..., Any],
    mlp_forward: Callable[..., Any],
    params: Any,
    activations: Sequence[str],
    X: ArrayLike,
    y: ArrayLike,
) -> Any:
    """Return a network that is trained with several batch sizes: its regions, and its loss over epochs, steps, time.

    Parameters
    ----------
    sgd_epoch : callable
        ``sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)`` returns parameters and a loss.
    mlp_forward : callable
        ``mlp_forward(X, params, activations)`` returns probabilities and caches.
    params : list of dict
        Where every run starts.
    activations : sequence of str
        One name a layer.
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m, 1)
        Labels, 0 or 1.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `sgd_epoch` is not written yet.
    """
    samples, labels = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    ticks = np.linspace(-1.5, 1.5, GRID)
    places = np.column_stack([axis.ravel() for axis in np.meshgrid(ticks, ticks)])
    runs: dict[int, dict[str, Any]] = {}

    def told(now: Any) -> tuple[float, float]:
        p = np.clip(np.asarray(mlp_forward(samples, now, activations)[0]), 1e-12, 1 - 1e-12)
        loss = -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
        return float(loss), float(np.mean((p > 0.5) == (labels > 0.5)))

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        size = int(request["size"])
        if request["reset"]:
            runs.clear()
        if size not in runs:
            loss, right = told(params)
            runs[size] = {
                "params": params, "rng": np.random.default_rng(0), "right": right,
                "curve": [{"epochs": 0, "updates": 0, "seconds": 0.0, "loss": loss}],
            }  # fmt: skip
        run = runs[size]
        for _ in range(int(request["more"])):
            before = run["curve"][-1]
            start = time.perf_counter()
            run["params"], _ = sgd_epoch(run["params"], samples, labels, activations, 0.1, size, run["rng"])
            seconds = time.perf_counter() - start
            loss, run["right"] = told(run["params"])
            updates = before["updates"] + -(-len(samples) // size)
            seconds += before["seconds"]
            run["curve"].append(
                {"epochs": before["epochs"] + 1, "updates": updates, "seconds": seconds, "loss": loss}
            )  # fmt: skip
        chances = np.asarray(mlp_forward(places, run["params"], activations)[0]).reshape(GRID, GRID)
        return {"curve": list(run["curve"]), "right": run["right"], "chances": chances.round(2).tolist()}

    first = np.random.default_rng(0)
    try_out(lambda _: {"tried": sgd_epoch(params, samples[:2], labels[:2], activations, 0.1, 2, first)}, {})
    shown = slice(0, 300)  # enough points to see both circles
    return figure(
        "batch_race", answer, sizes=list(RACERS), epochs=EPOCHS,
        X=samples[shown].round(3).tolist(), y=labels[shown, 0].astype(int).tolist(),
    )  # fmt: skip


def gradient_cloud(minibatch_gradients: Callable[..., Any], gradient_noise: Callable[..., Any]) -> Any:
    """Return the gradients of many mini-batches as dots around the full gradient.

    Parameters
    ----------
    minibatch_gradients : callable
        ``minibatch_gradients(per_sample_grads, order, batch_size)`` returns batch gradients and their average.
    gradient_noise : callable
        ``gradient_noise(per_sample_grads, batch_size)`` returns a total variance.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of the functions is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        grads, size = student_gradients(), int(request["size"])
        rng = np.random.default_rng(int(request["draw"]))
        dots: list[list[float]] = []
        for _ in range(DOTS):  # a batch of all samples is one dot an epoch
            if len(dots) >= DOTS:
                break
            order = rng.permutation(len(grads))
            cut, _ = minibatch_gradients(grads.copy(), order, size)
            full_ones = np.asarray(cut, dtype=np.float64)[: len(grads) // size]
            dots.extend(full_ones.tolist())
        full = grads.mean(axis=0)
        cloud = np.array(dots[:DOTS]).reshape(-1, 2)
        return {
            "dots": cloud.tolist(),
            "radius": float(np.sqrt(gradient_noise(grads.copy(), size))),
            "spread": float(np.sqrt(np.mean(np.sum((cloud - full) ** 2, axis=1)))),
            "against": int(np.sum(cloud @ full < 0)),
        }

    try_out(answer, {"size": 4, "draw": 0})
    return figure("gradient_cloud", answer, sizes=list(CLOUD_SIZES), full=student_gradients().mean(axis=0).tolist())


@cache
def student_gradients() -> Array:
    """Return the gradient of each of 300 students' losses with respect to two weights, both 0.

    The students of lesson 06, lectures and hours less their means; a neuron that says 0.5 to everybody.

    Returns
    -------
    ndarray of shape (300, 2), float64
        One gradient a row (axis 0).
    """
    rng = np.random.default_rng(0)
    X = np.column_stack([rng.integers(0, 8, 300), rng.uniform(0, 8, 300)])
    y = rng.random(300) < 1 / (1 + np.exp(-1.2 * (X.sum(axis=1) - 6.5)))
    grads: Array = (0.5 - y)[:, None] * (X - X.mean(axis=0))
    grads.flags.writeable = False
    return grads
