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
3. Data and targets are converted once to the network's dtype; in a float32 run no float64 appears.
4. All this memory being in place, batches of one size need the same operations on the same arrays: the first batch
   makes the caches, the second runs on a `Tape`, all others play it. (On a GPU, and with layers of your own, the
   formulas are run every time; a GPU works in the background while Python goes on.)
5. The value of the loss is not needed for a step. Logits are kept as they come, and the loss of many batches is
   computed in one call (`LossMeter`); on a GPU nothing waits for the device within an epoch.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.network.flat_optimizers import FlatOptimizer
from deeplearn_ref.network.layers import Activation, Dense, Dropout
from deeplearn_ref.network.losses import Loss
from deeplearn_ref.network.sequential import Sequential
from deeplearn_ref.network.tape import Tape, play
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
        self.logits: Array = self.targets
        self.loss_cache: Any = None
        self.tape: list[Callable[[], Any]] | None = None


class LossMeter:
    """The mean loss of the samples of an epoch, computed from their logits in few large calls.

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
        size = min(y.shape[0], max(1, METER_ENTRIES // n_out))
        # Column by column in memory: maxima and sums over the classes then run along samples, ten times as fast.
        self._logits: Array = get_array_module(y).empty((n_out, size), dtype=dtype).T

    def start(self, order: Array) -> None:
        """Forget everything before.

        Parameters
        ----------
        order : ndarray of shape (m,), int
            The samples whose logits will come, one after the other.
        """
        self._order, self._settled, self._seen, self._total = order, 0, 0, 0.0

    def add(self, Z: Array) -> None:
        """Note the logits of the next samples.

        Parameters
        ----------
        Z : ndarray of shape (k, n_out), floating
            Logits. Not kept: they are copied, or their loss is computed now.
        """
        k, kept = Z.shape[0], self._seen - self._settled
        if kept + k > self._logits.shape[0]:
            self._settle(self._logits[:kept])
            kept = 0
        self._seen += k
        if k > self._logits.shape[0]:
            self._settle(Z)
        else:
            self._logits[kept : kept + k] = Z

    def mean(self) -> float:
        """Return the mean loss of all samples noted since `start`.

        Returns
        -------
        float
            In nats or squared units, as the loss has it; nan if there is no sample.
        """
        self._settle(self._logits[: self._seen - self._settled])
        return self._total / self._seen if self._seen else float("nan")

    def _settle(self, Z: Array) -> None:
        k = Z.shape[0]
        if k:
            self._total += k * self._loss.value(self._y[self._order[self._settled : self._settled + k]], Z)
            self._settled += k


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
    rng : numpy.random.Generator, optional
        Source of dropout masks; without it nothing is dropped.
    l2 : float
        Strength λ of weight decay: λW is added to the gradient of the weights, not of the biases.

    Raises
    ------
    ShapeError
        If `X` or `y` does not fit the network, or they are not equally many.
    ValueError
        If `l2` is negative.
    """

    def __init__(
        self,
        network: Sequential,
        loss: Loss,
        optimizer: FlatOptimizer,
        X: Array,
        y: Array,
        rng: np.random.Generator | None = None,
        l2: float = 0.0,
    ) -> None:
        if X.ndim != 2 or X.shape[1] != network.n_in or X.shape[0] != y.shape[0]:
            raise ShapeError(f"X must be (m, {network.n_in}) and y hold as many samples; got {X.shape} and {y.shape}.")
        if not l2 >= 0:
            raise ValueError(f"l2 is the strength of a penalty, at least 0; got {l2}.")
        self._network, self._loss, self._optimizer, self._rng, self._l2 = network, loss, optimizer, rng, l2
        self._X = X if X.dtype == network.dtype else X.astype(network.dtype)
        self._targets = loss.targets(y, network.n_out, network.dtype)
        self._grads = network.parameters.like()
        self._decay: Array = network.xp.empty(network.parameters.weights.shape if l2 else (0,), dtype=network.dtype)
        self._batches: dict[int, Batch] = {}
        ours = all(type(layer) in {Dense, Activation, Dropout} for layer in network.layers)
        self._may_tape = ours and network.xp is np
        self._meter = LossMeter(loss, y, network.n_out, network.dtype)

    def epoch(self, order: Array, batch_size: int, before_step: Callable[[], None] | None = None) -> float:
        """Make one step on each batch of some samples.

        Parameters
        ----------
        order : ndarray of shape (m,), int
            The samples, in the order in which they are taken.
        batch_size : int
            Samples in a batch; the last one may have fewer.
        before_step : callable, optional
            Called before each step, for example to change the learning rate.

        Returns
        -------
        float
            Mean over the samples of their losses (without the L2 term), each before the update of its batch.
        """
        self._meter.start(order)
        for start in range(0, order.shape[0], batch_size):
            if before_step is not None:
                before_step()
            self._step(order[start : start + batch_size])
        return self._meter.mean()

    def _step(self, rows: Array) -> None:
        batch = self._batches.get(rows.shape[0])
        if batch is None:
            batch = self._batches[rows.shape[0]] = Batch(self._X, self._targets, rows.shape[0])
        take_rows(self._X, rows, batch.X)
        take_rows(self._targets, rows, batch.targets)
        self._optimizer.begin(self._network.parameters.flat, self._grads.flat)
        if batch.tape is not None:
            play(batch.tape)
        elif batch.caches is not None and self._may_tape:
            batch.tape = self._record(batch)
        else:
            self._run(batch, self._network.xp, self._rng)
        self._meter.add(batch.logits)

    def _run(self, batch: Batch, xp: Any, rng: Any) -> None:
        """Forward, backward, update: the step in formulas."""
        network, grads = self._network, self._grads
        batch.logits, batch.caches = network.forward(batch.X, batch.caches, rng)
        dZ, batch.loss_cache = self._loss.backward(batch.targets, batch.logits, batch.loss_cache)
        network.backward(dZ, batch.caches, grads)
        if self._l2:
            xp.multiply(network.parameters.weights, self._l2, out=self._decay)
            xp.add(grads.weights, self._decay, out=grads.weights)
        self._optimizer.update(xp)

    def _record(self, batch: Batch) -> list[Callable[[], Any]]:
        """Run a step with a tape in place of the array module and the generator; return what it noted."""
        tape = Tape(self._network.xp)
        caches = [*(batch.caches or []), batch.loss_cache]
        for cache in caches:
            cache.xp = tape
        self._run(batch, tape, self._rng and Tape(self._rng, tape.calls))
        for cache in caches:
            cache.xp = self._network.xp
        return tape.calls
