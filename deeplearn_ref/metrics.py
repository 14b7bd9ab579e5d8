"""Numbers that are looked at, and not trained on: accuracy, a confusion matrix, the size of gradients."""

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module, to_numpy
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array, IntArray, Params


def accuracy(y: Array, p: Array, threshold: float = 0.5) -> float:
    r"""Return the share of samples whose class is predicted rightly.

    .. math:: \frac{1}{m} \sum_i \big[\,[p_i > t] = y_i\,\big]

    Parameters
    ----------
    y : ndarray of any shape, real
        Labels, 0 or 1.
    p : ndarray of the shape of `y`, float
        Probabilities of class 1.
    threshold : float
        Class 1 is predicted where ``p > threshold``; a probability equal to it is class 0.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ShapeError
        If the shapes differ.
    ValueError
        If there is no sample.

    Examples
    --------
    >>> y, p = np.array([[0], [1], [0], [0], [1]]), np.array([[0.5], [0.9], [0.2], [0.6], [0.7]])
    >>> accuracy(y, p)
    0.8
    """
    if y.shape != p.shape:
        raise ShapeError(f"y and p must have the same shape; got {y.shape} and {p.shape}.")
    if y.size == 0:
        raise ValueError("There is no sample, so there is no share of right ones.")
    return float(((p > threshold) == (y > 0.5)).mean())


def gradient_norms(grads: Params) -> Array:
    r"""Return the size of each layer's weight gradient.

    .. math:: \lVert dW^{(l)} \rVert_F = \sqrt{\sum_{ij} (dW^{(l)}_{ij})^2}

    Parameters
    ----------
    grads : list of dict
        Gradients ``{"W": (n_in, n_out), "b": (n_out,)}``, first layer first; biases are left out.

    Returns
    -------
    ndarray of shape (L,), float64
        Frobenius norms.

    Raises
    ------
    ValueError
        If there is no layer.

    Examples
    --------
    >>> gradient_norms([{"W": np.array([[3.0, 0.0], [0.0, 4.0]]), "b": np.array([12.0])}]).tolist()
    [5.0]
    """
    if not grads:
        raise ValueError("grads holds no layer.")
    xp = get_array_module(grads[0]["W"])
    norms: Array = xp.sqrt(xp.stack([(layer["W"].astype(xp.float64) ** 2).sum() for layer in grads]))
    return norms


def confusion_matrix(labels: IntArray, predicted: IntArray, n_classes: int) -> IntArray:
    """Count how often each class was taken for each other.

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        True classes, in ``[0, n_classes)``; they choose the row (axis 0).
    predicted : ndarray of shape (m,), int
        Predicted classes; they choose the column (axis 1).
    n_classes : int
        Number of classes, K.

    Returns
    -------
    ndarray of shape (K, K), int64
        Entry [i, j]: samples of class i that were predicted as j. All zeros for an empty batch.

    Raises
    ------
    ShapeError
        If the two are not of the same shape (m,).
    ValueError
        If a class is outside ``[0, n_classes)``.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3).tolist()
    [[1, 1, 0], [0, 1, 0], [1, 0, 1]]
    """
    if labels.ndim != 1 or labels.shape != predicted.shape:
        raise ShapeError(f"labels and predicted must both be (m,); got {labels.shape} and {predicted.shape}.")
    pairs = np.stack([to_numpy(labels), to_numpy(predicted)]).astype(np.int64)
    if ((pairs < 0) | (pairs >= n_classes)).any():
        raise ValueError(
            f"Classes must lie in 0 … {n_classes - 1}; got {pairs.min()} … {pairs.max()}. Is n_classes right?"
        )
    counts: IntArray = np.bincount(n_classes * pairs[0] + pairs[1], minlength=n_classes**2)
    return counts.reshape(n_classes, n_classes)


in_sentences(__name__)
