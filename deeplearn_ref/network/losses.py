"""Losses on the logits of a network: their gradient for every batch, their value once in a while.

Training needs the gradient of the mean loss at every step, but its value only for the record. So ``backward`` is
written for speed, with a cache as the layers have, and ``value`` is the functional core's, called on many batches'
logits at once (`deeplearn_ref.network.step`).
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.losses import bce_with_logits, mse, one_hot, softmax_cross_entropy_with_logits
from deeplearn_ref.network.layers import sigmoid_into, softmax_into
from deeplearn_ref.types import Array


class Loss:
    """A loss of the network's last layer.

    Parameters
    ----------
    name : str
        ``"softmax"``: cross-entropy of softmax(Z), labels of shape (m,), int; Z of shape (m, n_classes).
        ``"bce"``: binary cross-entropy of sigmoid(Z), y of the shape of Z, (m, k), 0 or 1, mean over all entries.
        ``"mse"``: squared error of Z itself, y of the shape of Z, mean over all entries.

    Raises
    ------
    ValueError
        If there is no such loss.

    Examples
    --------
    >>> import numpy as np
    >>> loss = Loss("bce")
    >>> y, Z = np.array([[1.0], [0.0]]), np.zeros((2, 1))
    >>> round(loss.value(y, Z), 6), loss.backward(y, Z)[0].tolist()
    (0.693147, [[-0.25], [0.25]])
    """

    def __init__(self, name: str) -> None:
        if name not in _LOSSES:
            raise ValueError(f"There is no loss {name!r}. Choose one of {', '.join(_LOSSES)}.")
        self.name = name
        self._value, self._gradient = _LOSSES[name]

    def targets(self, y: Array, n_out: int, dtype: Any) -> Array:
        """Return what `backward` compares with.

        Parameters
        ----------
        y : ndarray of shape (m,) or (m, n_out)
            Labels or target values.
        n_out : int
            Width of the network's output.
        dtype : dtype
            Kind of number that the network computes with.

        Returns
        -------
        ndarray of shape (m, n_out), `dtype`
            One-hot rows for ``"softmax"``, else `y`.

        Raises
        ------
        ShapeError
            If `y` does not fit the loss and the output.
        """
        if self.name == "softmax":
            if y.ndim != 1:
                raise ShapeError(f"Softmax cross-entropy takes class numbers of shape (m,); got {y.shape}.")
            return one_hot(y, n_out).astype(dtype)
        if y.ndim != 2 or y.shape[1] != n_out:
            raise ShapeError(f"The network has {n_out} outputs, so y must be (m, {n_out}); got {y.shape}.")
        return y.astype(dtype)

    def value(self, y: Array, Z: Array) -> float:
        """Return the mean loss.

        Parameters
        ----------
        y : ndarray of shape (m,) for ``"softmax"``, else (m, k)
            Labels or target values, as the caller has them.
        Z : ndarray of shape (m, k)
            Output of the network's last layer.

        Returns
        -------
        float
            Mean over the samples (``"bce"``, ``"mse"``: over all entries), computed in float64.
        """
        return self._value(y, Z)

    def backward(self, targets: Array, Z: Array, cache: Any = None) -> tuple[Array, Any]:
        """Return the gradient of the mean loss at the logits.

        Parameters
        ----------
        targets : ndarray of shape (m, k), dtype of `Z`
            What `Loss.targets` returned for these samples.
        Z : ndarray of shape (m, k)
            Output of the network's last layer. Not modified.
        cache : Cache, optional
            That of an earlier call with as many samples, to use its memory again.

        Returns
        -------
        dZ : ndarray of shape (m, k)
            The gradient; it holds the 1/m.
        cache : Cache
            Memory for the next call.

        Raises
        ------
        ShapeError
            If the shapes of `targets` and `Z` differ.
        ValueError
            If there is no sample.
        """
        if cache is None:
            if targets.shape != Z.shape:
                raise ShapeError(f"Targets and output must have one shape; got {targets.shape} and {Z.shape}.")
            if Z.shape[0] == 0:
                raise ValueError("The mean loss of no sample has no gradient: Z has no row.")
            xp, m, k = get_array_module(Z), *Z.shape
            cache = SimpleNamespace(xp=xp, dZ=xp.empty(Z.shape, dtype=Z.dtype), work=xp.empty(Z.shape, dtype=Z.dtype))
            cache.row, cache.ones = xp.empty((m, 1), dtype=Z.dtype), xp.ones((k, 1), dtype=Z.dtype)
            cache.factor = {"softmax": 1, "bce": 1 / k, "mse": 2 / k}[self.name] / m
        self._gradient(cache, targets, Z)
        return cache.dZ, cache


def _softmax_gradient(cache: Any, targets: Array, Z: Array) -> None:
    """Write (P - Y) / m."""
    softmax_into(cache.xp, Z, cache.dZ, cache.row, cache.ones)
    _difference(cache, cache.dZ, targets)


def _bce_gradient(cache: Any, targets: Array, Z: Array) -> None:
    """Write (p - y) / (m k); k is 1 in the course."""
    sigmoid_into(cache.xp, Z, cache.dZ, cache.work)
    _difference(cache, cache.dZ, targets)


def _mse_gradient(cache: Any, targets: Array, Z: Array) -> None:
    """Write 2 (Z - y) / (m k)."""
    _difference(cache, Z, targets)


def _difference(cache: Any, prediction: Array, targets: Array) -> None:
    cache.xp.subtract(prediction, targets, out=cache.dZ)
    cache.xp.multiply(cache.dZ, cache.factor, out=cache.dZ)


_LOSSES: dict[str, tuple[Callable[[Array, Array], float], Callable[[Any, Array, Array], None]]] = {
    "softmax": (softmax_cross_entropy_with_logits, _softmax_gradient),
    "bce": (bce_with_logits, _bce_gradient),
    "mse": (mse, _mse_gradient),
}
