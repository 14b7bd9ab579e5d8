"""Against overfitting: splitting the data, a look at the curves, L2, and inverted dropout there and back."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from deeplearn_ref.activations import activate
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.backprop import activation_backward, dense_backward
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.layers import Caches, dense_forward
from deeplearn_ref.types import Array, Params

ROUNDING = 1e-9
"""0.29 · 100 is 28.999…: a share that misses a whole number by less than this counts as that number."""


def train_val_test_split(
    X: Array, y: Array, val_fraction: float, test_fraction: float, rng: np.random.Generator
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Divide the samples at random into training, validation and test set.

    Parameters
    ----------
    X : ndarray of shape (m, …), any dtype
        One sample a row.
    y : ndarray of shape (m, …), any dtype
        Their labels.
    val_fraction, test_fraction : float
        Shares of all m samples, rounded down.
    rng : numpy.random.Generator
        Draws one permutation: its first samples are the test set, the next the validation set.

    Returns
    -------
    X_train, y_train, X_val, y_val, X_test, y_test : ndarray of shape (m_part, …), dtype of `X` or `y`
        Copies; of length 0 for a fraction of 0.

    Raises
    ------
    ShapeError
        If `X` and `y` have different numbers of samples.
    ValueError
        If a fraction is negative or no training sample is left.

    Examples
    --------
    >>> X = np.arange(100).reshape(100, 1)
    >>> parts = train_val_test_split(X, X[:, 0], 0.25, 0.2, np.random.default_rng(0))
    >>> [len(part) for part in parts[::2]]
    [55, 25, 20]
    """
    m = len(X)
    if m != len(y):
        raise ShapeError(f"X and y must have the same number of samples; got {m} and {len(y)}.")
    if val_fraction < 0 or test_fraction < 0 or val_fraction + test_fraction >= 1:
        raise ValueError(f"Fractions must be at least 0 and below 1 in sum; got {val_fraction} and {test_fraction}.")
    n_test, n_val = int(test_fraction * m + ROUNDING), int(val_fraction * m + ROUNDING)
    if m - n_test - n_val < 1:
        raise ValueError(f"No sample is left for training: m = {m}.")
    order = get_array_module(X).asarray(rng.permutation(m))
    test, val, train = order[:n_test], order[n_test : n_test + n_val], order[n_test + n_val :]
    return X[train], y[train], X[val], y[val], X[test], y[test]


def diagnose_fit(train_losses: Array, val_losses: Array, target: float, gap: float) -> str:
    """Say by the curves of a run whether it underfits or overfits.

    Parameters
    ----------
    train_losses, val_losses : ndarray of shape (n_epochs,), float
        One loss per epoch.
    target : float
        A last training loss above this is underfitting.
    gap : float
        Otherwise a validation loss that has risen by more than this since its minimum is overfitting.

    Returns
    -------
    str
        ``"underfit"``, ``"overfit"`` or ``"ok"``.

    Raises
    ------
    ValueError
        If a curve is empty.

    Examples
    --------
    >>> diagnose_fit(np.array([1.0, 0.2]), np.array([1.0, 0.6, 0.9]), target=0.3, gap=0.2)
    'overfit'
    """
    if len(train_losses) == 0 or len(val_losses) == 0:
        raise ValueError("There is no epoch to look at.")
    if train_losses[-1] > target:
        return "underfit"
    return "overfit" if val_losses[-1] - val_losses.min() > gap else "ok"


def l2_penalty(params: Params, lam: float) -> float:
    r"""Return the L2 penalty on all weights; biases are left out.

    .. math:: \frac{\lambda}{2} \sum_l \lVert W^{(l)} \rVert_F^2

    Parameters
    ----------
    params : list of dict
        Parameters ``{"W": (n_in, n_out), "b": (n_out,)}``.
    lam : float
        Strength λ.

    Returns
    -------
    float
        Not divided by the number of samples.

    Examples
    --------
    >>> l2_penalty([{"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([10.0, 10.0])}], 0.5)
    7.5
    """
    return float(0.5 * lam * sum(float((layer["W"].astype("float64") ** 2).sum()) for layer in params))


def l2_gradients(grads: Params, params: Params, lam: float) -> Params:
    r"""Add the gradient of the L2 penalty to the gradients of the weights.

    .. math:: dW \leftarrow dW + \lambda W, \qquad db \leftarrow db

    Parameters
    ----------
    grads : list of dict
        Gradients of the loss ``{"W": (n_in, n_out), "b": (n_out,)}``. Not modified.
    params : list of dict
        Parameters in the same structure. Not modified.
    lam : float
        Strength λ.

    Returns
    -------
    list of dict
        New arrays.

    Raises
    ------
    ShapeError
        If the two have different numbers of layers, or weights of different shapes.

    References
    ----------
    .. [1] A. Krogh, J. Hertz, A simple weight decay can improve generalization, NIPS 1991.

    Examples
    --------
    >>> params = [{"W": np.array([[1.0, 2.0]]), "b": np.array([3.0, 4.0])}]
    >>> zero = [{"W": np.zeros((1, 2)), "b": np.zeros(2)}]
    >>> l2_gradients(zero, params, 0.5)[0]["W"].tolist()
    [[0.5, 1.0]]
    """
    shapes = [[layer["W"].shape for layer in layers] for layers in (grads, params)]
    if shapes[0] != shapes[1]:
        raise ShapeError(f"grads and params must have the same layers; their W are {shapes[0]} and {shapes[1]}.")
    return [
        {"W": grad["W"] + lam * layer["W"], "b": grad["b"].copy()} for grad, layer in zip(grads, params, strict=True)
    ]


def dropout_mask(shape: tuple[int, ...], drop_rate: float, rng: np.random.Generator) -> Array:
    r"""Draw which units stay: each one by itself, with probability :math:`1 - p`.

    Parameters
    ----------
    shape : tuple of int
        Shape of the activations, ``(m, n)``.
    drop_rate : float
        Probability p of dropping a unit, in ``[0, 1)``.
    rng : numpy.random.Generator
        Draws ``rng.random(shape)``; a unit stays where it is at least `drop_rate`.

    Returns
    -------
    ndarray of shape `shape`, bool
        True where the unit stays.

    Raises
    ------
    ValueError
        If `drop_rate` is outside ``[0, 1)``.

    References
    ----------
    .. [1] N. Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, *JMLR* 15, 2014.

    Examples
    --------
    >>> bool(dropout_mask((2, 3), 0.0, np.random.default_rng(0)).all())
    True
    """
    _check_rate(drop_rate)
    return rng.random(shape) >= drop_rate


def dropout_forward(A: Array, mask: Array, drop_rate: float, training: bool = True) -> Array:
    r"""Apply inverted dropout: what stays is scaled up, so that its expected value does not change.

    .. math:: \tilde A = \frac{A \odot M}{1 - p} \quad\text{in training,}\qquad \tilde A = A \quad\text{else}

    Parameters
    ----------
    A : ndarray of any shape, float
        Activations. Not modified.
    mask : ndarray of the shape of `A`, bool
        True where a unit stays.
    drop_rate : float
        Probability p of dropping, in ``[0, 1)``.
    training : bool
        Whether the network is being trained.

    Returns
    -------
    ndarray of the shape of `A`
        A new array.

    Raises
    ------
    ShapeError
        If the mask has another shape.
    ValueError
        If `drop_rate` is outside ``[0, 1)``.

    Examples
    --------
    >>> mask = np.array([[True, False, True, True]])
    >>> dropout_forward(np.array([[1.0, 2.0, 3.0, 4.0]]), mask, 0.5).tolist()
    [[2.0, 0.0, 6.0, 8.0]]
    """
    _check_rate(drop_rate)
    if not training:
        return A.copy()
    return _masked(A, mask, drop_rate)


def dropout_backward(dOut: Array, mask: Array, drop_rate: float) -> Array:
    r"""Send a gradient back through dropout: the same mask, the same scale.

    .. math:: dA = \frac{d\tilde A \odot M}{1 - p}

    Parameters
    ----------
    dOut : ndarray of any shape, float
        Gradient with respect to what dropout gave. Not modified.
    mask : ndarray of the shape of `dOut`, bool
        The mask of the forward pass.
    drop_rate : float
        Probability p of dropping, in ``[0, 1)``.

    Returns
    -------
    ndarray of the shape of `dOut`
        Gradient with respect to the activations.

    Raises
    ------
    ShapeError
        If the mask has another shape.
    ValueError
        If `drop_rate` is outside ``[0, 1)``.

    Examples
    --------
    >>> dropout_backward(np.array([[1.0, 2.0]]), np.array([[True, False]]), 0.5).tolist()
    [[2.0, 0.0]]
    """
    _check_rate(drop_rate)
    return _masked(dOut, mask, drop_rate)


def mlp_forward_dropout(
    X: Array,
    params: Params,
    activations: Sequence[str],
    drop_rates: Sequence[float],
    rng: np.random.Generator | None = None,
    training: bool = True,
) -> tuple[Array, list[dict[str, Any]]]:
    """Run a network forward with dropout behind the activation of every hidden layer.

    Parameters
    ----------
    X : ndarray of shape (m, n_in), float
        Samples.
    params : list of dict
        Parameters ``{"W": (n_in, n_out), "b": (n_out,)}`` of L layers.
    activations : sequence of str
        One name per layer.
    drop_rates : sequence of float
        One rate per hidden layer, L − 1 of them.
    rng : numpy.random.Generator, optional
        Needed in training: draws one mask per hidden layer, in order, also where its rate is 0.
    training : bool
        Whether units are dropped; otherwise `rng` is not touched.

    Returns
    -------
    A : ndarray of shape (m, n_out)
        The network's output.
    caches : list of dict
        For each layer ``"A_prev"``, ``"Z"``, ``"A"`` (after dropout) and ``"mask"`` (None where nothing is dropped).

    Raises
    ------
    ShapeError
        If shapes do not fit.
    ValueError
        If there is not one rate per hidden layer and one activation per layer, or training has no generator.

    Examples
    --------
    >>> params = [{"W": np.eye(2), "b": np.zeros(2)}, {"W": np.ones((2, 1)), "b": np.zeros(1)}]
    >>> X = np.array([[1.0, 2.0]])
    >>> mlp_forward_dropout(X, params, ["relu", "linear"], [0.25], training=False)[0].tolist()
    [[3.0]]
    """
    if len(activations) != len(params) or len(drop_rates) != max(len(params) - 1, 0):
        raise ValueError(
            f"{len(params)} layers need {len(params)} activations and {max(len(params) - 1, 0)} drop rates; "
            f"got {len(activations)} and {len(drop_rates)}."
        )
    if training and drop_rates and rng is None:
        raise ValueError("Dropout in training needs a generator: pass rng, or training=False.")
    A, caches = X, []
    for number, (layer, name) in enumerate(zip(params, activations, strict=True)):
        Z = dense_forward(A, layer["W"], layer["b"])
        cache: dict[str, Any] = {"A_prev": A, "Z": Z, "mask": None}
        A = activate(name, Z)
        if training and rng is not None and number < len(drop_rates):
            mask = get_array_module(A).asarray(dropout_mask(A.shape, drop_rates[number], rng))
            A = dropout_forward(A, mask, drop_rates[number])
            cache["mask"] = mask
        cache["A"] = A
        caches.append(cache)
    return A, caches


def mlp_backward_dropout(
    dZ_last: Array, params: Params, caches: Caches, activations: Sequence[str], drop_rates: Sequence[float]
) -> Params:
    """Run a network with dropout backward, through the masks of its forward pass.

    Parameters
    ----------
    dZ_last : ndarray of shape (m, n_out), float
        Gradient of the mean loss at the last pre-activation.
    params : list of dict
        Parameters ``{"W": (n_in, n_out), "b": (n_out,)}``. Not modified.
    caches : list of dict
        As `mlp_forward_dropout` leaves them; a mask of None lets everything through. Not modified.
    activations : sequence of str
        One name per layer.
    drop_rates : sequence of float
        One rate per hidden layer.

    Returns
    -------
    list of dict
        Gradients in the structure of `params`.

    Raises
    ------
    ValueError
        If the lists do not fit together.

    Examples
    --------
    >>> params = [{"W": np.eye(2), "b": np.zeros(2)}, {"W": np.ones((2, 1)), "b": np.zeros(1)}]
    >>> X, rng = np.array([[1.0, 2.0]]), np.random.default_rng(0)
    >>> _, caches = mlp_forward_dropout(X, params, ["relu", "linear"], [0.25], training=False)
    >>> mlp_backward_dropout(np.ones((1, 1)), params, caches, ["relu", "linear"], [0.25])[0]["b"].tolist()
    [1.0, 1.0]
    """
    if not len(params) == len(caches) == len(activations) == len(drop_rates) + 1:
        raise ValueError("params, caches and activations must have one entry per layer, drop_rates one less.")
    grads: Params = []
    dZ = dZ_last
    for number in reversed(range(len(params))):
        dA_prev, dW, db = dense_backward(dZ, caches[number]["A_prev"], params[number]["W"])
        grads.insert(0, {"W": dW, "b": db})
        if number > 0:
            before = caches[number - 1]
            if before["mask"] is not None:
                dA_prev = dropout_backward(dA_prev, before["mask"], drop_rates[number - 1])
            dZ = activation_backward(dA_prev, before["Z"], activations[number - 1])
    return grads


def _masked(values: Array, mask: Array, drop_rate: float) -> Array:
    if values.shape != mask.shape:
        raise ShapeError(f"The mask must have the shape of the array; got {mask.shape} and {values.shape}.")
    kept: Array = values * mask / (1.0 - drop_rate)
    return kept


def _check_rate(drop_rate: float) -> None:
    if not 0 <= drop_rate < 1:
        raise ValueError(f"drop_rate must be at least 0 and below 1; got {drop_rate}.")


in_sentences(__name__)
