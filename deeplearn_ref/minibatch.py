"""Mini-batches: how an epoch is cut into steps, what a step costs in noise, and one epoch of SGD."""

from collections.abc import Iterator, Sequence

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.types import Array, Params


def steps_per_epoch(m: int, batch_size: int, drop_last: bool = False) -> int:
    r"""Return the number of mini-batches in one pass over the data.

    .. math:: \lceil m / B \rceil \quad\text{or, without the partial last batch,}\quad \lfloor m / B \rfloor

    Parameters
    ----------
    m : int
        Number of samples.
    batch_size : int
        Samples in a mini-batch, B.
    drop_last : bool
        Whether a last batch that is not full is left out.

    Returns
    -------
    int
        Number of steps.

    Raises
    ------
    ValueError
        If `batch_size` is not positive.

    Examples
    --------
    >>> steps_per_epoch(10, 4), steps_per_epoch(10, 4, drop_last=True)
    (3, 2)
    """
    _check_batch_size(batch_size)
    return m // batch_size if drop_last else -(-m // batch_size)


def iterate_minibatches(
    X: Array,
    y: Array,
    batch_size: int,
    rng: np.random.Generator | None = None,
    shuffle: bool = True,
    drop_last: bool = False,
) -> Iterator[tuple[Array, Array]]:
    """Cut the data into mini-batches, samples and labels together.

    Parameters
    ----------
    X : ndarray of shape (m, …), any dtype
        One sample a row.
    y : ndarray of shape (m, …), any dtype
        Their labels.
    batch_size : int
        Samples in a mini-batch; the last one may be smaller.
    rng : numpy.random.Generator, optional
        Draws one ``rng.permutation(m)``; needed for shuffling.
    shuffle : bool
        Whether the samples come in a new order.
    drop_last : bool
        Whether a last batch that is not full is left out.

    Returns
    -------
    iterator of (ndarray of shape (b, …), ndarray of shape (b, …))
        Copies of b samples and their labels; nothing for an empty data set.

    Raises
    ------
    ShapeError
        If `X` and `y` have different numbers of samples.
    ValueError
        If `batch_size` is not positive, or shuffling is asked without a generator. At once, not at the first batch.

    Examples
    --------
    >>> X, y = np.arange(5).reshape(5, 1), np.arange(5)
    >>> [yb.tolist() for _, yb in iterate_minibatches(X, y, 2, shuffle=False)]
    [[0, 1], [2, 3], [4]]
    """
    _check_batch_size(batch_size)
    if len(X) != len(y):
        raise ShapeError(f"X and y must have the same number of samples; got {len(X)} and {len(y)}.")
    if shuffle and rng is None:
        raise ValueError("Shuffling needs a generator: pass rng, or shuffle=False.")
    order = rng.permutation(len(X)) if shuffle and rng is not None else np.arange(len(X))
    return _batches(
        X, y, get_array_module(X).asarray(order), batch_size, steps_per_epoch(len(X), batch_size, drop_last)
    )


def _batches(X: Array, y: Array, order: Array, batch_size: int, steps: int) -> Iterator[tuple[Array, Array]]:
    for number in range(steps):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield X[chosen], y[chosen]  # indexing by an array copies


def sgd_epoch(
    params: Params,
    X: Array,
    y: Array,
    activations: Sequence[str],
    learning_rate: float,
    batch_size: int,
    rng: np.random.Generator,
) -> tuple[Params, float]:
    """Train for one epoch by mini-batch gradient descent, sigmoid output and binary cross-entropy.

    Parameters
    ----------
    params : list of dict
        Parameters ``{"W": (n_in, n_out), "b": (n_out,)}``. Not modified.
    X : ndarray of shape (m, n_in), float
        Samples.
    y : ndarray of shape (m, 1), float
        Labels, 0 or 1.
    activations : sequence of str
        One name per layer; the last is ``"sigmoid"``.
    learning_rate : float
        Step size.
    batch_size : int
        Samples in a mini-batch; the gradient is the mean over the batch, also where the last one is smaller.
    rng : numpy.random.Generator
        Draws one permutation.

    Returns
    -------
    params : list of dict
        The new parameters.
    mean_loss : float
        Mean over the samples of the losses before each update.

    Raises
    ------
    ShapeError
        If shapes do not fit.
    ValueError
        If there is no sample.

    Examples
    --------
    >>> params = [{"W": np.zeros((1, 1)), "b": np.zeros(1)}]
    >>> X, y = np.array([[1.0], [-1.0]]), np.array([[1.0], [0.0]])
    >>> new, loss = sgd_epoch(params, X, y, ["sigmoid"], 1.0, 2, np.random.default_rng(0))
    >>> new[0]["W"].tolist(), round(loss, 6)
    ([[0.5]], 0.693147)
    """
    if len(X) == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")
    losses: list[float] = []
    sizes: list[int] = []
    for Xb, yb in iterate_minibatches(X, y, batch_size, rng):
        p, caches = mlp_forward(Xb, params, activations)
        losses.append(binary_cross_entropy(yb, p))
        sizes.append(len(Xb))
        grads = mlp_backward(bce_sigmoid_backward(yb, p), params, caches, activations)
        params = update_params(params, grads, learning_rate)
    return params, epoch_mean_loss(np.array(losses), np.array(sizes))


def epoch_mean_loss(batch_losses: Array, batch_sizes: Array) -> float:
    r"""Return the mean loss per sample of an epoch from the mean losses of its batches.

    .. math:: \frac{\sum_k B_k L_k}{\sum_k B_k}

    Parameters
    ----------
    batch_losses : ndarray of shape (k,), float
        Mean loss of each batch.
    batch_sizes : ndarray of shape (k,), int
        Samples in each batch.

    Returns
    -------
    float
        Mean over the samples.

    Raises
    ------
    ShapeError
        If the two are not both (k,).
    ValueError
        If there is no sample.

    Examples
    --------
    >>> epoch_mean_loss(np.array([1.0, 2.0, 6.0]), np.array([4, 4, 2]))
    2.4
    """
    if batch_losses.ndim != 1 or batch_losses.shape != batch_sizes.shape:
        raise ShapeError(f"Both must be (k,); got {batch_losses.shape} and {batch_sizes.shape}.")
    samples = batch_sizes.sum()
    if samples == 0:
        raise ValueError("There is no sample to take a mean over.")
    return float((batch_losses * batch_sizes).sum() / samples)


def gradient_noise(per_sample_grads: Array, batch_size: int) -> float:
    r"""Return how much the gradient of a random mini-batch scatters around the gradient of all samples.

    .. math:: \sum_j \operatorname{Var}(\bar g_j) = \frac{1}{B} \sum_j \operatorname{Var}_i(g_{ij})

    Parameters
    ----------
    per_sample_grads : ndarray of shape (m, d), float
        One gradient per sample.
    batch_size : int
        Samples in a mini-batch, drawn with replacement.

    Returns
    -------
    float
        Total variance of the batch's mean gradient; its root falls like 1/√B.

    Raises
    ------
    ShapeError
        If the gradients are not 2-D.
    ValueError
        If there is no sample, or `batch_size` is not positive.

    Examples
    --------
    >>> round(gradient_noise(np.array([[1.0, 0.0], [3.0, 0.0], [5.0, 6.0]]), 2), 6)
    5.333333
    """
    _check_batch_size(batch_size)
    _check_gradients(per_sample_grads)
    return float(per_sample_grads.var(axis=0).sum() / batch_size)


def equivalent_sum_lr(lr_mean: float, batch_size: int) -> float:
    r"""Return the rate at which a step on the total loss equals one on the mean loss.

    .. math:: \eta_{\mathrm{sum}} \sum_i g_i = \eta_{\mathrm{mean}} \frac{1}{B} \sum_i g_i
              \quad\Rightarrow\quad \eta_{\mathrm{sum}} = \eta_{\mathrm{mean}} / B

    Parameters
    ----------
    lr_mean : float
        Rate for the mean loss.
    batch_size : int
        Samples in a mini-batch, B.

    Returns
    -------
    float
        Rate for the total loss.

    Raises
    ------
    ValueError
        If `batch_size` is not positive.

    Examples
    --------
    >>> equivalent_sum_lr(0.1, 32)
    0.003125
    """
    _check_batch_size(batch_size)
    return float(lr_mean / batch_size)


def minibatch_gradients(per_sample_grads: Array, order: Array, batch_size: int) -> tuple[Array, Array]:
    r"""Return the gradient of every mini-batch of an epoch, and their average weighted with the sizes.

    .. math:: \bar g = \frac{\sum_k B_k g_k}{\sum_k B_k}

    Parameters
    ----------
    per_sample_grads : ndarray of shape (m, d), float
        One gradient per sample.
    order : ndarray of shape (m,), int
        The order in which the samples come.
    batch_size : int
        Samples in a mini-batch; the last one may be smaller.

    Returns
    -------
    batch_grads : ndarray of shape (k, d), float64
        Mean gradient of each batch.
    average : ndarray of shape (d,), float64
        Their weighted average: the mean over all samples, up to rounding.

    Raises
    ------
    ShapeError
        If the gradients are not (m, d) or `order` is not (m,).
    ValueError
        If there is no sample, or `batch_size` is not positive.

    Examples
    --------
    >>> g = np.array([[1.0, 0.0], [3.0, 4.0], [2.0, 2.0], [4.0, 0.0], [10.0, -6.0]])
    >>> batches, average = minibatch_gradients(g, np.array([3, 0, 4, 1, 2]), 2)
    >>> batches.tolist(), average.tolist()
    ([[2.5, 0.0], [6.5, -1.0], [2.0, 2.0]], [4.0, 0.0])
    """
    _check_batch_size(batch_size)
    _check_gradients(per_sample_grads)
    if order.shape != per_sample_grads.shape[:1]:
        raise ShapeError(f"order must be (m,) for (m, d) gradients; got {order.shape} and {per_sample_grads.shape}.")
    xp = get_array_module(per_sample_grads)
    ordered = per_sample_grads[order].astype(xp.float64)
    parts = [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]
    batch_grads: Array = xp.stack([part.mean(axis=0) for part in parts])
    average: Array = xp.stack([len(part) * part.mean(axis=0) for part in parts]).sum(axis=0) / len(ordered)
    return batch_grads, average


def _check_batch_size(batch_size: int) -> None:
    if batch_size <= 0:
        raise ValueError(f"batch_size must be positive; got {batch_size}.")


def _check_gradients(per_sample_grads: Array) -> None:
    if per_sample_grads.ndim != 2:
        raise ShapeError(f"per_sample_grads must be (m, d); got {per_sample_grads.shape}.")
    if len(per_sample_grads) == 0:
        raise ValueError("There is no sample, so there is no gradient.")


in_sentences(__name__)
