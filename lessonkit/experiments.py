"""Experiments that a lesson shows before it can explain each of their parts."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessonkit import data

Array = NDArray[Any]
Function = Callable[[Array], Array]
SIZES = ((2, 4), (4, 4), (4, 1))
NUDGE = 1e-4


def xor_errors(activation: Function, output: Function, steps: int = 300, starts: int = 20) -> Array:
    """Return how wrong a small network still is on XOR after training, for several random starts.

    The network is 2-4-4-1. Every step moves all its parameters against the slope of its mean squared error, with
    learning rate 1. The slopes are central differences, so that any activation will do, also one without a formula
    for its derivative.

    Parameters
    ----------
    activation : callable
        The activation of both hidden layers; arrays of any shape in, the same shape out.
    output : callable
        The activation of the output, with values in (0, 1).
    steps : int
        Steps of gradient descent.
    starts : int
        Networks to train; number k starts from normal numbers of ``default_rng(k)``.

    Returns
    -------
    ndarray of shape (starts,), float64
        The mean squared error of each network.

    Examples
    --------
    >>> before = xor_errors(np.tanh, lambda z: 1 / (1 + np.exp(-z)), steps=0, starts=3)
    >>> after = xor_errors(np.tanh, lambda z: 1 / (1 + np.exp(-z)), steps=20, starts=3)
    >>> before.shape, bool(after.mean() < before.mean())
    ((3,), True)
    """
    X, y = data.load("xor")
    count = sum(n_in * n_out + n_out for n_in, n_out in SIZES)

    def errors(theta: Array) -> Array:
        A, used = np.broadcast_to(X, (len(theta), *X.shape)), 0
        for n_in, n_out in SIZES:
            W = theta[:, used : used + n_in * n_out].reshape(-1, n_in, n_out)
            used += n_in * n_out
            b = theta[:, used : used + n_out].reshape(-1, 1, n_out)
            used += n_out
            A = (activation if n_out > 1 else output)(A @ W + b)
        wrong: Array = np.mean((A[..., 0] - y) ** 2, axis=1)
        return wrong

    theta = np.stack([np.random.default_rng(seed).normal(size=count) for seed in range(starts)])
    nudges = NUDGE * np.eye(count)
    for _ in range(steps):
        above = errors((theta[:, None] + nudges).reshape(-1, count))
        below = errors((theta[:, None] - nudges).reshape(-1, count))
        theta = theta - ((above - below) / (2 * NUDGE)).reshape(starts, count)
    return errors(theta)
