"""Losses: how wrong the predictions of a batch are, as one Python float computed in float64.

Every loss but `half_squared_error` is a mean, so it does not grow with the batch.
"""

from typing import TypedDict

from deeplearn_ref.activations import as_floating
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array


class ReducedLosses(TypedDict):
    """What `reduce_losses` returns."""

    total: float
    mean: float


def half_squared_error(y_true: Array, y_pred: Array) -> Array:
    r"""Return half the squared error of every entry; the half cancels the 2 of the derivative.

    .. math:: \tfrac{1}{2} (\hat y - y)^2

    Parameters
    ----------
    y_true : ndarray of any shape, real
        Targets. Not modified.
    y_pred : ndarray of the shape of `y_true`, real
        Predictions. Not modified.

    Returns
    -------
    ndarray of the same shape
        Not reduced; float32 if both are, float64 for integers.

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> half_squared_error(np.array([[1.0], [0.0]]), np.array([[0.5], [0.25]])).tolist()
    [[0.125], [0.03125]]
    """
    _check_same_shape("y_true", y_true, "y_pred", y_pred)
    half: Array = 0.5 * (as_floating(y_pred) - as_floating(y_true)) ** 2
    return half


def mse(y_true: Array, y_pred: Array) -> float:
    r"""Return the mean squared error over all entries: divided by m and by the number of outputs.

    .. math:: \frac{1}{m k} \sum_{i,j} (\hat y_{ij} - y_{ij})^2

    Parameters
    ----------
    y_true : ndarray of any shape, real
        Targets.
    y_pred : ndarray of the shape of `y_true`, real
        Predictions.

    Returns
    -------
    float
        Mean, without the 1/2 that some texts put in front.

    Raises
    ------
    ShapeError
        If the shapes differ: (m,) with (m, 1) would silently compare every pair.
    ValueError
        If the arrays are empty.

    Examples
    --------
    >>> import numpy as np
    >>> mse(np.array([[1, 2], [3, 4]]), np.array([[1, 4], [3, 8]]))
    5.0
    """
    _check_same_shape("y_true", y_true, "y_pred", y_pred)
    _check_not_empty("y_true", y_true)
    return float(((_as_float64(y_pred) - _as_float64(y_true)) ** 2).mean())


def binary_cross_entropy(y: Array, p: Array, eps: float = 1e-12) -> float:
    r"""Return the mean cross-entropy of yes-or-no labels and predicted probabilities, in nats.

    .. math:: -\frac{1}{m} \sum_i \bigl[\, y_i \ln p_i + (1 - y_i) \ln(1 - p_i) \,\bigr]

    Parameters
    ----------
    y : ndarray of any shape, real
        Labels 0 or 1, or anything between.
    p : ndarray of the shape of `y`, real
        Probabilities of 1; cut to ``[eps, 1 - eps]`` first, so that no logarithm is infinite.
    eps : float
        The smallest probability that counts.

    Returns
    -------
    float
        Mean over all entries.

    Raises
    ------
    ShapeError
        If the shapes differ.
    ValueError
        If the arrays are empty.

    References
    ----------
    .. [1] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer 2006, section 4.3.2.

    Examples
    --------
    >>> import numpy as np
    >>> round(binary_cross_entropy(np.array([[1], [0], [1]]), np.array([[0.1], [0.2], [0.5]])), 6)
    1.072959
    """
    _check_same_shape("y", y, "p", p)
    _check_not_empty("y", y)
    xp = get_array_module(y, p)
    y = _as_float64(y)
    p = xp.clip(_as_float64(p), eps, 1 - eps)  # in float64: in float32, 1 - eps is 1
    return float(-(y * xp.log(p) + (1 - y) * xp.log(1 - p)).mean())


def bce_with_logits(y: Array, z: Array) -> float:
    r"""Return the mean binary cross-entropy from the pre-activations of the sigmoid, exact for any of them.

    .. math:: \frac{1}{m} \sum_i \bigl[\, \max(z_i, 0) - z_i y_i + \ln(1 + e^{-|z_i|}) \,\bigr]

    Parameters
    ----------
    y : ndarray of any shape, real
        Labels 0 or 1, or anything between.
    z : ndarray of the shape of `y`, real
        Logits, not probabilities.

    Returns
    -------
    float
        Mean over all entries. Nothing is clipped: a logit of -1000 with label 1 costs 1000.

    Raises
    ------
    ShapeError
        If the shapes differ.
    ValueError
        If the arrays are empty.

    Notes
    -----
    With :math:`p = \sigma(z)`, both logarithms are softplus: :math:`-\ln p = \ln(1 + e^{-z})` and
    :math:`-\ln(1 - p) = \ln(1 + e^{z})`. Pulling the larger exponential out leaves nothing that overflows.

    Examples
    --------
    >>> import numpy as np
    >>> round(bce_with_logits(np.array([[1], [1], [0]]), np.array([[1000.0], [-1000.0], [0.0]])), 6)
    333.564382
    """
    _check_same_shape("y", y, "z", z)
    _check_not_empty("y", y)
    xp = get_array_module(y, z)
    y, z = _as_float64(y), _as_float64(z)
    return float((xp.maximum(z, 0) - z * y + xp.log1p(xp.exp(-xp.abs(z)))).mean())


def one_hot(labels: Array, n_classes: int) -> Array:
    r"""Write each label as a row of zeros with a single 1.

    .. math:: Y_{ij} = [\, j = t_i \,]

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class index `t` of each sample, in ``[0, n_classes)``. Not modified.
    n_classes : int
        Number of classes, also of those that do not occur.

    Returns
    -------
    ndarray of shape (m, n_classes), float64
        Each row adds up to 1; of shape (0, n_classes) for no labels.

    Raises
    ------
    ShapeError
        If `labels` is not 1-D.
    ValueError
        If a label is no integer, negative, or `n_classes` and above.

    Examples
    --------
    >>> import numpy as np
    >>> one_hot(np.array([2, 0]), 4).tolist()
    [[0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0]]
    """
    _check_labels(labels, n_classes)
    xp = get_array_module(labels)
    encoded: Array = (labels.reshape(-1, 1) == xp.arange(n_classes)).astype(xp.float64)
    return encoded


def categorical_cross_entropy(Y: Array, P: Array, eps: float = 1e-12) -> float:
    r"""Return the mean cross-entropy of one-hot labels and predicted probabilities, in nats.

    .. math:: -\frac{1}{m} \sum_i \sum_j Y_{ij} \ln P_{ij}

    Parameters
    ----------
    Y : ndarray of shape (m, n_classes), real
        One-hot labels, or probabilities.
    P : ndarray of shape (m, n_classes), real
        Predicted probabilities; cut to ``[eps, 1]`` first, so that no logarithm is infinite.
    eps : float
        The smallest probability that counts.

    Returns
    -------
    float
        Sum over classes, mean over samples.

    Raises
    ------
    ShapeError
        If `Y` and `P` are not of the same shape (m, n_classes).
    ValueError
        If the arrays are empty.

    References
    ----------
    .. [1] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer 2006, section 4.3.4.

    Examples
    --------
    >>> import numpy as np
    >>> P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
    >>> round(categorical_cross_entropy(one_hot(np.array([2, 0]), 3), P), 6)
    0.524911
    """
    _check_same_shape("Y", Y, "P", P)
    if Y.ndim != 2:
        raise ShapeError(f"Y and P must be (m, n_classes), one sample a row; got {Y.shape}. Use one_hot for labels.")
    _check_not_empty("Y", Y)
    xp = get_array_module(Y, P)
    return float(-(_as_float64(Y) * xp.log(xp.clip(_as_float64(P), eps, 1.0))).sum(axis=1).mean())


def softmax_cross_entropy_with_logits(labels: Array, Z: Array) -> float:
    r"""Return the mean cross-entropy of class indices from the pre-activations of the softmax.

    .. math:: \frac{1}{m} \sum_i \Bigl[\, \ln \sum_j e^{z_{ij}} - z_{i,t_i} \,\Bigr]

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class index `t` of each sample, in ``[0, n_classes)``.
    Z : ndarray of shape (m, n_classes), real
        Logits, not probabilities.

    Returns
    -------
    float
        Mean over samples. Nothing is clipped: 1000 below the best score costs 1000.

    Raises
    ------
    ShapeError
        If `Z` is not 2-D or `labels` is not of shape (m,).
    ValueError
        If there is no sample, or a label is outside ``[0, n_classes)``.

    Notes
    -----
    Each row's maximum is subtracted first. It cancels in the formula, and the largest exponential is then 1: the
    sum can neither overflow nor vanish.

    Examples
    --------
    >>> import numpy as np
    >>> Z = np.array([[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]])
    >>> round(softmax_cross_entropy_with_logits(np.array([1, 2]), Z), 6)
    500.549306
    """
    if Z.ndim != 2 or labels.shape != Z.shape[:1]:
        raise ShapeError(f"Z must be (m, n_classes) and labels (m,), class indices; got {Z.shape} and {labels.shape}.")
    _check_not_empty("Z", Z)
    _check_labels(labels, Z.shape[1])
    xp = get_array_module(Z, labels)
    Z = _as_float64(Z)
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_sums = xp.log(xp.exp(shifted).sum(axis=1))
    return float((log_sums - shifted[xp.arange(len(Z)), labels]).mean())


def reduce_losses(losses: Array) -> ReducedLosses:
    r"""Return the total and the mean of the losses of single samples.

    .. math:: \sum_i \ell_i \qquad \text{and} \qquad \frac{1}{m} \sum_i \ell_i

    Parameters
    ----------
    losses : ndarray of shape (m,), real
        Loss of each sample.

    Returns
    -------
    dict
        ``total`` and ``mean``, floats. Only the mean stays what it is when every sample is there twice.

    Raises
    ------
    ValueError
        If `losses` is empty.

    Examples
    --------
    >>> import numpy as np
    >>> reduce_losses(np.array([1.0, 2.0, 6.0]))
    {'total': 9.0, 'mean': 3.0}
    """
    _check_not_empty("losses", losses)
    losses = _as_float64(losses)
    return {"total": float(losses.sum()), "mean": float(losses.mean())}


def _as_float64(values: Array) -> Array:
    return values.astype(get_array_module(values).float64)


def _check_same_shape(name: str, array: Array, other_name: str, other: Array) -> None:
    if array.shape != other.shape:
        raise ShapeError(
            f"{name} and {other_name} must be of the same shape; got {array.shape} and {other.shape}. "
            "Labels of a network with one output are (m, 1)."
        )


def _check_not_empty(name: str, array: Array) -> None:
    if array.size == 0:
        raise ValueError(f"There is nothing to take the mean of: {name} is empty, of shape {array.shape}.")


def _check_labels(labels: Array, n_classes: int) -> None:
    if labels.ndim != 1:
        raise ShapeError(f"labels must be (m,), one class index per sample; got {labels.shape}.")
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels must be integers, class indices from 0; got {labels.dtype}.")
    if bool(((labels < 0) | (labels >= n_classes)).any()):
        raise ValueError(f"Labels go from 0 to n_classes - 1 = {n_classes - 1}; got one outside.")


in_sentences(__name__)
