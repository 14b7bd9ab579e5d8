"""Early stopping: keep the weights with the smallest validation loss, and stop when it no longer falls.

Epochs are counted from 0. A loss improves on the best only by being smaller than ``best - min_delta``; a tie is no
improvement, nan never is, and the first finite loss always is. Training stops after exactly ``max(patience, 1)``
epochs in a row without an improvement, so patience 0 and 1 act alike.
"""

import copy
import math
from collections.abc import Callable, Sequence
from typing import TypedDict

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.types import Array, Params


class EarlyStoppingRun(TypedDict):
    """What `fit_with_early_stopping` returns."""

    params: Params
    history: list[float]
    best_epoch: int | None
    stopped_epoch: int | None


class Candidate(TypedDict):
    """A trained model with its three losses."""

    name: str
    train_loss: float
    val_loss: float
    test_loss: float


def best_epoch(val_losses: Array) -> int:
    """Return the epoch of the smallest validation loss, the earliest of equal ones.

    Parameters
    ----------
    val_losses : ndarray of shape (n_epochs,), float
        One loss per epoch; nan is never the best.

    Returns
    -------
    int
        Counted from 0.

    Raises
    ------
    ValueError
        If there is no finite loss.

    Examples
    --------
    >>> import numpy as np
    >>> best_epoch(np.array([3.0, 0.5, np.nan, 0.5, 2.0]))
    1
    """
    best = None
    for epoch, loss in enumerate(val_losses):
        if not math.isnan(loss) and (best is None or loss < val_losses[best]):
            best = epoch
    if best is None:
        raise ValueError("There is no loss that is a number, so no epoch is the best.")
    return best


def early_stop_epoch(val_losses: Array, patience: int, min_delta: float = 0.0) -> tuple[int, int | None]:
    """Return when early stopping would have ended a run, and which epoch it would have kept.

    Parameters
    ----------
    val_losses : ndarray of shape (n_epochs,), float
        The losses of a run that went on to the end.
    patience : int
        Epochs in a row without improvement after which training stops; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Returns
    -------
    last_epoch_run : int
        Counted from 0; the last one if early stopping never ended the run.
    best_epoch : int or None
        The last accepted improvement; None if no loss was a number.

    Raises
    ------
    ValueError
        If there is no loss, or `patience` is negative.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, algorithm 7.1.

    Examples
    --------
    >>> import numpy as np
    >>> early_stop_epoch(np.array([5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0]), patience=3)
    (8, 5)
    """
    if len(val_losses) == 0:
        raise ValueError("There is no epoch to look at: val_losses is empty.")
    if patience < 0:
        raise ValueError(f"patience must not be negative; got {patience}.")
    best_loss, best, wait = math.inf, None, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss - min_delta:
            best_loss, best, wait = loss, epoch, 0
        else:
            wait += 1
        if wait >= max(patience, 1):
            return epoch, best
    return len(val_losses) - 1, best


class EarlyStopping:
    """Watches the validation loss, keeps a copy of the best parameters, and says when to stop.

    Parameters
    ----------
    patience : int
        Epochs in a row without improvement after which to stop; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Attributes
    ----------
    best_loss : float
        The last accepted loss; inf before the first.
    best_epoch : int or None
        Its epoch, counted from 0.
    best_params : list of dict or None
        A deep copy of the parameters of that epoch.
    wait : int
        Epochs without improvement since then.
    epoch : int
        The last epoch that was reported; -1 before the first.

    Raises
    ------
    ValueError
        If `patience` is negative.

    Examples
    --------
    >>> stopper = EarlyStopping(patience=2)
    >>> [stopper.update(loss, []) for loss in (3.0, 3.0, 3.0)], stopper.best_epoch
    ([False, False, True], 0)
    """

    def __init__(self, patience: int = 5, min_delta: float = 0.0) -> None:
        if patience < 0:
            raise ValueError(f"patience must not be negative; got {patience}.")
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = math.inf
        self.best_epoch: int | None = None
        self.best_params: Params | None = None
        self.wait = 0
        self.epoch = -1

    def update(self, val_loss: float, params: Params) -> bool:
        """Report the validation loss of the next epoch; return whether to stop.

        Parameters
        ----------
        val_loss : float
            The loss; nan counts as no improvement.
        params : list of dict
            The parameters of this epoch; ndarrays of any shape. Copied if they are the best so far.

        Returns
        -------
        bool
            Whether training should stop now.
        """
        self.epoch += 1
        if val_loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch = float(val_loss), self.epoch
            self.best_params = copy.deepcopy(params)
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= max(self.patience, 1)


def fit_with_early_stopping(
    step_fn: Callable[[Params], Params],
    val_loss_fn: Callable[[Params], float],
    params: Params,
    max_epochs: int,
    patience: int,
    min_delta: float = 0.0,
) -> EarlyStoppingRun:
    """Train until the validation loss stops falling, and return the best parameters.

    Parameters
    ----------
    step_fn : callable
        ``step_fn(params)`` trains for one epoch and returns the parameters; it may work in place.
    val_loss_fn : callable
        ``val_loss_fn(params)`` returns the validation loss; called once after each epoch.
    params : list of dict
        Where training starts; ndarrays of any shape. Not modified.
    max_epochs : int
        Most epochs to run.
    patience : int
        Epochs in a row without improvement after which to stop; 0 acts like 1.
    min_delta : float
        A loss improves only by more than this.

    Returns
    -------
    dict
        ``params`` (a copy of the best ones; of the given ones if no loss was a number), ``history`` (the validation
        losses), ``best_epoch`` and ``stopped_epoch`` (the last epoch run; None if none was).

    Examples
    --------
    >>> import numpy as np
    >>> losses = iter([3.0, 2.0, 2.5, 2.5])
    >>> run = fit_with_early_stopping(
    ...     lambda p: [{"W": p[0]["W"] + 1}], lambda p: next(losses), [{"W": np.zeros(1)}], 10, patience=2
    ... )
    >>> run["params"][0]["W"].tolist(), run["best_epoch"], run["stopped_epoch"]
    ([2.0], 1, 3)
    """
    stopper = EarlyStopping(patience, min_delta)
    current = copy.deepcopy(params)
    history: list[float] = []
    while len(history) < max_epochs:
        current = step_fn(current)
        history.append(float(val_loss_fn(current)))
        if stopper.update(history[-1], current):
            break
    kept = copy.deepcopy(params) if stopper.best_params is None else stopper.best_params
    last = len(history) - 1 if history else None
    return {"params": kept, "history": history, "best_epoch": stopper.best_epoch, "stopped_epoch": last}


def select_model(results: Sequence[Candidate]) -> str:
    """Return the name of the model with the smallest validation loss; the test set has no say.

    Parameters
    ----------
    results : sequence of dict
        Each with ``name``, ``train_loss``, ``val_loss`` and ``test_loss``.

    Returns
    -------
    str
        The name; of equal losses the earlier one. nan is never chosen.

    Raises
    ------
    ValueError
        If no validation loss is a number.

    Examples
    --------
    >>> select_model([
    ...     {"name": "small", "train_loss": 0.4, "val_loss": 0.3, "test_loss": 0.35},
    ...     {"name": "large", "train_loss": 0.1, "val_loss": 0.5, "test_loss": 0.2},
    ... ])
    'small'
    """
    finite = [result for result in results if not math.isnan(result["val_loss"])]
    if not finite:
        raise ValueError("No candidate has a validation loss that is a number.")
    return str(min(finite, key=lambda result: result["val_loss"])["name"])


in_sentences(__name__)
