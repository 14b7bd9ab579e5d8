"""Training put together: a full-batch loop to read, `fit` to use, and three tests of anybody's training code."""

import copy
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.network import FlatOptimizer, Loss, Sequential
from deeplearn_ref.network.step import TrainingStep
from deeplearn_ref.types import Array, FloatArray, Params


class Curves(TypedDict):
    """What `train_full_batch` measured, before each update and after the last."""

    loss: FloatArray
    accuracy: FloatArray


class Report(TypedDict):
    """What `sanity_report` found."""

    first_loss: bool
    overfits: bool
    l2_raises: bool


def train_full_batch(
    X: Array, y: Array, params: Params, activations: Sequence[str], learning_rate: float, n_epochs: int
) -> tuple[Params, Curves]:
    """Train a binary classifier by gradient descent, all samples in every step.

    Parameters
    ----------
    X : ndarray of shape (m, n_in), float
        Samples. Not modified.
    y : ndarray of shape (m, 1), float
        Labels, 0 or 1. Not modified.
    params : list of dict
        First parameters, ``{"W": (n_in, n_out), "b": (n_out,)}`` a layer. Not modified.
    activations : sequence of str
        One name a layer; the last is ``"sigmoid"``.
    learning_rate : float
        Step size.
    n_epochs : int
        Number of steps.

    Returns
    -------
    params : list of dict
        Parameters after the last step; new arrays.
    curves : dict
        ``"loss"`` (mean binary cross-entropy) and ``"accuracy"``, ndarrays of shape (n_epochs + 1,), float64:
        before each update, and after the last.

    Raises
    ------
    ValueError
        If `n_epochs` is negative, there is no sample, or the last activation is not the sigmoid.

    Examples
    --------
    >>> X, y = np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])
    >>> params = [{"W": np.zeros((1, 1)), "b": np.zeros(1)}]
    >>> params, curves = train_full_batch(X, y, params, ["sigmoid"], learning_rate=8.0, n_epochs=2)
    >>> curves["loss"].round(4).tolist(), curves["accuracy"].tolist()
    ([0.6931, 0.41, 0.2616], [0.5, 1.0, 1.0])
    """
    if n_epochs < 0:
        raise ValueError(f"n_epochs counts steps, so it is not negative; got {n_epochs}.")
    if not activations or activations[-1] != "sigmoid":
        raise ValueError(f"The last activation must be 'sigmoid', whose output is a probability; got {activations}.")
    params = copy.deepcopy(params)
    losses, accuracies = np.empty(n_epochs + 1), np.empty(n_epochs + 1)
    for epoch in range(n_epochs + 1):
        p, caches = mlp_forward(X, params, activations)
        losses[epoch], accuracies[epoch] = binary_cross_entropy(y, p), accuracy(y, p)
        if epoch < n_epochs:
            grads = mlp_backward(bce_sigmoid_backward(y, p), params, caches, activations)
            params = update_params(params, grads, learning_rate)
    return params, {"loss": losses, "accuracy": accuracies}


def sanity_report(
    loss_fn: Callable[[Any, float], float],
    step_fn: Callable[[Any], Any],
    params: Any,
    n_classes: int,
    n_steps: int = 200,
) -> Report:
    r"""Test somebody's training code on one small batch in three ways that find most mistakes.

    .. math:: |L_0 - \ln K| \le 0.1 \ln K, \qquad L_{n} < 0.05\,L_0, \qquad L_0(\lambda = 1) > L_0(\lambda = 0)

    Parameters
    ----------
    loss_fn : callable
        ``loss_fn(params, l2) -> float``, mean cross-entropy plus a penalty of strength `l2` on large weights.
    step_fn : callable
        ``step_fn(params) -> params``, one training step without penalty; may work in place.
    params : list of dict of ndarray of any shape
        Parameters of an untrained network. Not modified.
    n_classes : int
        Number of classes K.
    n_steps : int
        Steps of the second test.

    Returns
    -------
    dict
        ``"first_loss"``: an untrained network knows nothing, so its loss is about ln K. ``"overfits"``: a few samples
        can be learnt by heart. ``"l2_raises"``: the penalty adds to the loss. A nan makes its test False.

    Raises
    ------
    ValueError
        If `n_classes` is below 2 or `n_steps` negative.

    References
    ----------
    .. [1] A. Karpathy, J. Johnson, *CS231n*, notes on learning and evaluation: sanity checks.

    Examples
    --------
    >>> report = sanity_report(lambda w, l2: math.log(3) * w * w / 4 + l2 * w * w, lambda w: w / 2, 2.0, n_classes=3)
    >>> report
    {'first_loss': True, 'overfits': True, 'l2_raises': True}
    """
    if n_classes < 2 or n_steps < 0:
        raise ValueError(f"There must be at least 2 classes and 0 steps; got {n_classes} and {n_steps}.")
    first, guess = float(loss_fn(params, 0.0)), math.log(n_classes)
    trained = copy.deepcopy(params)
    for _ in range(n_steps):
        trained = step_fn(trained)
    return {
        "first_loss": bool(abs(first - guess) <= 0.1 * guess),
        "overfits": bool(n_steps > 0 and float(loss_fn(trained, 0.0)) < 0.05 * first),
        "l2_raises": bool(float(loss_fn(params, 1.0)) > first),
    }


@dataclass
class History:
    """What `fit` noted, one entry an epoch.

    Attributes
    ----------
    train_loss : list of float
        Mean loss over the epoch's samples, each before the update of its batch, dropout on, without the L2 term.
    val_loss, val_accuracy : list of float
        On the validation set after the epoch, dropout off; empty without one (accuracy also for squared error).
    learning_rate : list of float
        That of the epoch's last step.
    best_epoch : int or None
        Epoch whose weights the network has, 0-based, where early stopping restored them.
    """

    train_loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    learning_rate: list[float] = field(default_factory=list)
    best_epoch: int | None = None

    def plot(self, axes: Any = None) -> Any:
        """Draw the losses against the epoch; needs matplotlib.

        Parameters
        ----------
        axes : matplotlib Axes, optional
            Where to draw; a new figure without it.

        Returns
        -------
        matplotlib Axes
            The drawing.
        """
        if axes is None:
            import matplotlib.pyplot as plt

            axes = plt.figure().add_subplot()
        axes.plot(self.train_loss, label="training")
        if self.val_loss:
            axes.plot(self.val_loss, label="validation")
        if self.best_epoch is not None:
            axes.axvline(self.best_epoch, linestyle=":", color="gray", label="best epoch")
        axes.set_xlabel("epoch")
        axes.set_ylabel("mean loss")
        axes.legend()
        return axes


def evaluate(network: Sequential, loss: Loss, X: Array, y: Array, batch_size: int = 1024) -> tuple[float, float]:
    """Return mean loss and accuracy of a network, nothing dropped.

    Parameters
    ----------
    network : Sequential
        The network. Not modified.
    loss : Loss
        Loss on its output.
    X : ndarray of shape (m, n_in), real
        Samples.
    y : ndarray of shape (m,) or (m, n_out)
        Labels or target values.
    batch_size : int
        Samples that go through the network at a time.

    Returns
    -------
    loss : float
        Mean loss.
    accuracy : float
        Share of right classes: the largest logit, or for one output a logit above 0; nan for squared error.
    """
    Z = network.predict(X, batch_size)
    if loss.name == "softmax":
        share = float((Z.argmax(axis=1) == y).mean())
    else:
        share = accuracy(y, Z, threshold=0.0) if loss.name == "bce" else math.nan
    return loss.value(y, Z), share


def fit(
    network: Sequential,
    X: Array,
    y: Array,
    loss: Loss | str,
    optimizer: FlatOptimizer,
    *,
    epochs: int,
    rng: np.random.Generator,
    batch_size: int = 32,
    validation: tuple[Array, Array] | None = None,
    l2: float = 0.0,
    schedule: Callable[[int], float] | None = None,
    early_stopping: EarlyStopping | None = None,
    callbacks: Sequence[Callable[[int, Sequential, History], object]] = (),
    progress: bool = False,
) -> History:
    """Train a network on mini-batches.

    Each epoch draws one ``rng.permutation(m)`` and goes through the samples in that order, the last batch perhaps
    smaller; dropout masks come from the same generator, batch by batch and layer by layer.

    Parameters
    ----------
    network : Sequential
        Its parameters change in place.
    X : ndarray of shape (m, n_in), real
        Samples. Not modified.
    y : ndarray of shape (m,) or (m, n_out)
        Labels or target values, as the loss takes them. Not modified.
    loss : Loss or str
        Loss on the logits: ``"softmax"``, ``"bce"`` or ``"mse"``.
    optimizer : FlatOptimizer
        Rule of the update; keeps its moments from one call to the next.
    epochs : int
        Most passes over the data.
    rng : numpy.random.Generator
        Source of permutations and masks.
    batch_size : int
        Samples a step.
    validation : tuple of two ndarrays, of shapes (m_val, n_in) and that of its labels, optional
        Samples and labels to measure on after each epoch.
    l2 : float
        Strength λ of the L2 penalty: λW is added to the gradient of the weights.
    schedule : callable, optional
        ``schedule(step) -> learning rate`` of the step with this number, from 0 in this call.
    early_stopping : EarlyStopping, optional
        Watches the validation loss; its best weights are restored at the end, however it came.
    callbacks : sequence of callable
        ``callback(epoch, network, history)`` after each epoch; one that returns True ends the training.
    progress : bool
        Whether to show a bar, where tqdm is installed.

    Returns
    -------
    History
        Losses epoch by epoch.

    Raises
    ------
    ShapeError
        If `X`, `y` and the network do not fit together.
    ValueError
        If a number is out of its range, there is no sample, or early stopping has no validation set to watch.
    """
    if epochs < 0 or batch_size < 1:
        raise ValueError(f"epochs must be at least 0 and batch_size at least 1; got {epochs} and {batch_size}.")
    if early_stopping is not None and validation is None:
        raise ValueError("Early stopping watches the validation loss: pass validation=(X_val, y_val).")
    if X.shape[0] == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")
    loss = Loss(loss) if isinstance(loss, str) else loss
    step = TrainingStep(network, loss, optimizer, X, y, rng, l2)
    history, steps_made = History(), 0

    def schedule_rate() -> None:
        nonlocal steps_made
        if schedule is not None:
            optimizer.learning_rate = schedule(steps_made)
        steps_made += 1

    for epoch in _with_bar(range(epochs), progress):
        order = network.xp.asarray(rng.permutation(X.shape[0]))  # one transfer an epoch, none a batch
        history.train_loss.append(step.epoch(order, batch_size, schedule_rate if schedule else None))
        history.learning_rate.append(optimizer.learning_rate)
        stop = False
        if validation is not None:
            val_loss, share = evaluate(network, loss, *validation)
            history.val_loss.append(val_loss)
            if not math.isnan(share):
                history.val_accuracy.append(share)
            if early_stopping is not None:
                stop = early_stopping.update(val_loss, network.params)
        for callback in callbacks:
            stop = callback(epoch, network, history) is True or stop
        if stop:
            break
    if early_stopping is not None and early_stopping.best_params is not None:
        history.best_epoch = early_stopping.best_epoch
        for params, best in zip(network.params, early_stopping.best_params, strict=True):
            for name, values in best.items():
                params[name][...] = values
    return history


def _with_bar(epochs: Iterable[int], progress: bool) -> Iterable[int]:
    if not progress:
        return epochs
    try:
        from tqdm import tqdm
    except ImportError:
        return epochs
    bar: Iterable[int] = tqdm(epochs, unit="epoch")
    return bar


in_sentences(__name__)
