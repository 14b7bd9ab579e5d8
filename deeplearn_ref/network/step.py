"""One step of training, the place where the formulas are made fast.

In formulas a step on a batch of samples is::

    Z, caches = network.forward(X[rows])
    dZ        = loss gradient of Z and y[rows]
    grads     = network.backward(dZ, caches)
    flat     -= learning_rate · f(grads)          (the optimizer)

and this file does exactly that. What it adds is memory that lives as long as the training:

1. For each batch size met (all batches but the last are equal) one `Batch`: buffers for the samples, the caches of
   all layers and of the loss. Rows are gathered with ``take(..., out=)``, formulas write with ``out=``: after the
   first batch no array is allocated.
2. One gradient buffer for all layers, laid out like the parameters, so an optimizer step and weight decay are a few
   calls on one array instead of a few for each layer.
3. Data and targets are converted once to the network's dtype; in a float32 run no float64 appears but dropout's draws.
4. The value of the loss is not needed for a step. Logits are kept as they come, and the loss of many batches is
   computed in one call (`LossMeter`); on a GPU nothing waits for the device within an epoch.
"""

from typing import Any

import numpy as np

from deeplearn_ref.backend import get_array_module
from deeplearn_ref.network.flat_optimizers import FlatOptimizer
from deeplearn_ref.network.losses import Loss
from deeplearn_ref.network.sequential import Sequential
from deeplearn_ref.types import Array

METER_ENTRIES = 2**20
"""Logits that a `LossMeter` keeps before it computes their loss: 4 MB in float32."""


def take_rows(X: Array, rows: Array, out: Array) -> None:
    """Copy some rows of an array into a buffer.

    Parameters
    ----------
    X : ndarray of shape (m, n)
        The array.
    rows : ndarray of shape (k,), int
        Which rows, each in ``[0, m)``.
    out : ndarray of shape (k, n), dtype of `X`
        The buffer.
    """
    if isinstance(X, np.ndarray):
        X.take(rows, 0, out, "clip")  # NumPy's other modes copy `out` first, to leave it whole if an index is wrong
    else:
        X.take(rows, axis=0, out=out)


class Batch:
    """Memory for all batches of one size.

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
        All samples.
    targets : ndarray of shape (m, n_out)
        All targets.
    size : int
        Samples in the batch.
    """

    def __init__(self, X: Array, targets: Array, size: int) -> None:
        xp = get_array_module(X)
        self.X: Array = xp.empty((size, X.shape[1]), dtype=X.dtype)
        self.targets: Array = xp.empty((size, targets.shape[1]), dtype=targets.dtype)
        self.caches: list[Any] | None = None
        self.loss_cache: Any = None


class LossMeter:
    """The mean loss of all samples seen, computed from their logits in few large calls.

    Parameters
    ----------
    loss : Loss
        The loss.
    y : ndarray of shape (m,) or (m, k)
        Labels or target values of all samples.
    n_out : int
        Width of the network's output.
    dtype : dtype
        Kind of number of the logits.
    """

    def __init__(self, loss: Loss, y: Array, n_out: int, dtype: Any) -> None:
        self._loss, self._y = loss, y
        xp, size = get_array_module(y), min(y.shape[0], max(1, METER_ENTRIES // n_out))
        self._logits: Array = xp.empty((size, n_out), dtype=dtype)
        self._order: Array = xp.empty((size,), dtype=np.int64)
        self._kept, self._total, self._count = 0, 0.0, 0

    def add(self, rows: Array, Z: Array) -> None:
        """Note the logits `Z`, of shape (k, n_out), of the samples `rows`, of shape (k,)."""
        k = Z.shape[0]
        if self._kept + k > self._logits.shape[0]:
            self._settle()
        if k > self._logits.shape[0]:  # one batch larger than what is kept
            self._total, self._count = self._total + k * self._loss.value(self._y[rows], Z), self._count + k
            return
        end = self._kept + k
        self._logits[self._kept : end] = Z
        self._order[self._kept : end] = rows
        self._kept = end

    def mean(self) -> float:
        """Return the mean loss of all samples added since the last call, and forget them; nan if there is none."""
        self._settle()
        mean = self._total / self._count if self._count else float("nan")
        self._total, self._count = 0.0, 0
        return mean

    def _settle(self) -> None:
        k, self._kept = self._kept, 0
        if k:
            self._total += k * self._loss.value(self._y[self._order[:k]], self._logits[:k])
            self._count += k


class TrainingStep:
    """Steps of one training on one set of samples.

    Parameters
    ----------
    network : Sequential
        The network to train; its parameters change in place.
    loss : Loss
        Loss on the output of its last layer.
    optimizer : FlatOptimizer
        Rule of the update.
    X : ndarray of shape (m, n_in)
        Samples. Not modified; copied only where the dtype is not the network's.
    y : ndarray of shape (m,) or (m, n_out)
        Labels or target values, as the loss takes them. Not modified.
    l2 : float
        Strength λ of weight decay: λW is added to the gradient of the weights, not of the biases.

    Attributes
    ----------
    meter : LossMeter
        Losses (without the L2 term) of all batches, each before its update.
    """

    def __init__(
        self, network: Sequential, loss: Loss, optimizer: FlatOptimizer, X: Array, y: Array, l2: float = 0.0
    ) -> None:
        self._network, self._loss, self._optimizer, self._l2 = network, loss, optimizer, l2
        self._X = X if X.dtype == network.dtype else X.astype(network.dtype)
        self._targets = loss.targets(y, network.n_out, network.dtype)
        self._grads = network.parameters.like()
        self._decay = network.xp.empty(network.parameters.weights.shape, dtype=network.dtype) if l2 else None
        self._batches: dict[int, Batch] = {}
        self.meter = LossMeter(loss, y, network.n_out, network.dtype)

    def __call__(self, rows: Array, rng: np.random.Generator | None = None) -> None:
        """Make one step on the samples `rows`, of shape (k,), int; `rng` draws dropout masks."""
        network, size = self._network, rows.shape[0]
        batch = self._batches.get(size)
        if batch is None:
            batch = self._batches[size] = Batch(self._X, self._targets, size)
        take_rows(self._X, rows, batch.X)
        take_rows(self._targets, rows, batch.targets)
        Z, batch.caches = network.forward(batch.X, batch.caches, rng)
        self.meter.add(rows, Z)
        dZ, batch.loss_cache = self._loss.backward(batch.targets, Z, batch.loss_cache)
        network.backward(dZ, batch.caches, self._grads)
        if self._decay is not None:
            network.xp.multiply(network.parameters.weights, self._l2, out=self._decay)
            network.xp.add(self._grads.weights, self._decay, out=self._grads.weights)
        self._optimizer.step(network.parameters.flat, self._grads.flat)
