"""Dense layers: one neuron, a layer in both conventions, a whole network forward, and what its weights can do.

Samples are rows: `X` is (m, n_in), `W` is (n_in, n_out), `b` is (n_out,).
"""

import itertools
from collections.abc import Sequence

import numpy as np

from deeplearn_ref.activations import activate
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.perceptron import step
from deeplearn_ref.types import Array, Params

#: What a forward pass leaves for the backward pass, first layer first: ``{"A_prev", "Z", "A"}`` of each.
Caches = list[dict[str, Array]]

_OF_A_NEURON = ("linear", "step", "relu", "sigmoid", "tanh")


def neuron_output(x: Array, w: Array, b: float, activation: str) -> float:
    r"""Return what one neuron says to one sample.

    .. math:: a = f(w \cdot x + b)

    Parameters
    ----------
    x : ndarray of shape (n,), real
        One sample.
    w : ndarray of shape (n,), real
        Weights.
    b : float
        Bias.
    activation : str
        ``"linear"``, ``"step"``, ``"relu"``, ``"sigmoid"`` or ``"tanh"``.

    Returns
    -------
    float
        The activation. A step at a pre-activation of exactly 0 is 0.

    Raises
    ------
    ShapeError
        If `x` and `w` are not of the same shape (n,).
    ValueError
        If a neuron has no activation of this name.

    Examples
    --------
    >>> neuron_output(np.array([4.0, 5.0]), np.array([0.5, -0.6]), 2.0, "relu")
    1.0
    """
    if activation not in _OF_A_NEURON:
        raise ValueError(f"A neuron has no activation {activation!r}. It has {', '.join(_OF_A_NEURON)}.")
    if x.ndim != 1 or x.shape != w.shape:
        raise ShapeError(f"x and w must both be (n,); got {x.shape} and {w.shape}.")
    z = w @ x + b
    return float(step(z) if activation == "step" else activate(activation, z))


def dense_forward(X: Array, W: Array, b: Array) -> Array:
    r"""Return the pre-activations of a dense layer for every sample, without a loop over them.

    .. math:: Z = X W + b

    Parameters
    ----------
    X : ndarray of shape (m, n_in), real
        One sample a row. Not modified.
    W : ndarray of shape (n_in, n_out), real
        Weights, one unit a column.
    b : ndarray of shape (n_out,), real
        Biases; the same row is added to every sample.

    Returns
    -------
    ndarray of shape (m, n_out)
        Of float32 if all three are, else of NumPy's common type; of shape (0, n_out) for an empty batch.

    Raises
    ------
    ShapeError
        If the shapes do not fit, a bias of shape (n_out, 1) or (1, n_out) included.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, section 6.1.

    Examples
    --------
    >>> X, W = np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> dense_forward(X, W, np.array([10.0, 20.0])).tolist()
    [[17.0, 30.0], [19.0, 32.0]]
    """
    if X.ndim != 2 or W.ndim != 2 or X.shape[1] != W.shape[0] or b.shape != W.shape[1:]:
        raise ShapeError(
            f"X must be (m, n_in), W (n_in, n_out) and b (n_out,); got {X.shape}, {W.shape} and {b.shape}. "
            "Samples are rows and units are columns: is one of them transposed?"
        )
    Z: Array = X @ W + b
    return Z


def from_column_convention(W_col: Array, b_col: Array) -> tuple[Array, Array]:
    r"""Translate a layer from the convention of many articles, samples as columns, into ours.

    .. math:: W = W_\text{col}^\top, \qquad b = b_\text{col}^\top

    Parameters
    ----------
    W_col : ndarray of shape (n_out, n_in), real
        Weights, one unit a row. Not modified.
    b_col : ndarray of shape (n_out, 1), real
        Biases as a column. Not modified.

    Returns
    -------
    W : ndarray of shape (n_in, n_out)
        A copy, not a view.
    b : ndarray of shape (n_out,)
        A copy, not a view.

    Raises
    ------
    ShapeError
        If the shapes are not those of one layer in the column convention.

    Examples
    --------
    >>> W, b = from_column_convention(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[7], [8]]))
    >>> W.tolist(), b.tolist()
    ([[1, 4], [2, 5], [3, 6]], [7, 8])
    """
    _check_column_layer(W_col, b_col)
    return W_col.T.copy(), b_col[:, 0].copy()


def dense_forward_column(A_col: Array, W_col: Array, b_col: Array) -> Array:
    r"""Return the pre-activations of a dense layer in the column convention.

    .. math:: Z_\text{col} = W_\text{col} A_\text{col} + b_\text{col}

    Parameters
    ----------
    A_col : ndarray of shape (n_in, m), real
        One sample a column. Not modified.
    W_col : ndarray of shape (n_out, n_in), real
        Weights, one unit a row.
    b_col : ndarray of shape (n_out, 1), real
        Biases; the same column is added to every sample.

    Returns
    -------
    ndarray of shape (n_out, m)
        The transpose of what `dense_forward` gives for the same layer and samples.

    Raises
    ------
    ShapeError
        If the shapes do not fit, a bias of shape (n_out,) included.

    Examples
    --------
    >>> A_col, W_col = np.array([[1, 0], [2, 3]]), np.array([[1, 3], [2, 4]])
    >>> dense_forward_column(A_col, W_col, np.array([[10], [20]])).tolist()
    [[17, 19], [30, 32]]
    """
    _check_column_layer(W_col, b_col)
    if A_col.ndim != 2 or A_col.shape[0] != W_col.shape[1]:
        raise ShapeError(
            f"A_col must be (n_in, m) and W_col (n_out, n_in) with the same n_in; got {A_col.shape} and {W_col.shape}. "
            "Samples are columns here: is A_col transposed?"
        )
    Z_col: Array = W_col @ A_col + b_col
    return Z_col


def count_params(layer_sizes: Sequence[int]) -> int:
    r"""Count the weights and biases of a network of dense layers.

    .. math:: \sum_{l=1}^{L} (n_{l-1} + 1)\, n_l

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of inputs, then of units in each layer.

    Returns
    -------
    int
        0 for inputs alone.

    Raises
    ------
    ValueError
        If `layer_sizes` is empty.

    Examples
    --------
    >>> count_params([2, 4, 6, 6, 4, 1])
    117
    """
    if len(layer_sizes) == 0:
        raise ValueError("layer_sizes is empty; it must at least say how many inputs there are.")
    return sum((int(n_in) + 1) * int(n_out) for n_in, n_out in itertools.pairwise(layer_sizes))


def mlp_forward(X: Array, params: Params, activations: Sequence[str]) -> tuple[Array, Caches]:
    r"""Run a batch through a whole network and keep what the backward pass will need.

    .. math:: A_0 = X, \qquad Z_l = A_{l-1} W_l + b_l, \qquad A_l = f_l(Z_l)

    Parameters
    ----------
    X : ndarray of shape (m, n_in), real
        One sample a row. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    activations : sequence of str
        One name per layer, a key of `deeplearn_ref.activations.ACTIVATIONS`.

    Returns
    -------
    A : ndarray of shape (m, n_out of the last layer)
        Activations of the last layer.
    caches : list of dict
        ``{"A_prev", "Z", "A"}`` of each layer. ``A_prev`` of the first is `X` itself, not a copy.

    Raises
    ------
    ShapeError
        If a layer does not fit what comes before it.
    ValueError
        If there is no layer, not one activation for each, or no activation of that name.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, algorithm 6.3.

    Examples
    --------
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> A, caches = mlp_forward(X, xor_mlp_params(), ["relu", "linear"])
    >>> A.ravel().tolist(), caches[0]["Z"].shape
    ([0.0, 1.0, 1.0, 0.0], (4, 2))
    """
    if not params or len(params) != len(activations):
        raise ValueError(
            f"A network has at least one layer, and one activation for each; got {len(params)} layers and "
            f"{len(activations)} activations."
        )
    A, caches = X, Caches()
    for layer, name in zip(params, activations, strict=True):
        A_prev = A
        Z = dense_forward(A_prev, layer["W"], layer["b"])
        A = activate(name, Z)
        caches.append({"A_prev": A_prev, "Z": Z, "A": A})
    return A, caches


def xor_mlp_params() -> Params:
    r"""Return a 2-2-1 network, ReLU then linear, that computes XOR exactly.

    .. math:: \operatorname{XOR}(x) = \max(x_1 + x_2, 0) - 2 \max(x_1 + x_2 - 1, 0)

    Returns
    -------
    list of dict
        Two layers, float64; new arrays at every call.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, section 6.1.

    Examples
    --------
    >>> [layer["W"].shape for layer in xor_mlp_params()]
    [(2, 2), (2, 1)]
    """
    return [
        {"W": np.ones((2, 2)), "b": np.array([0.0, -1.0])},
        {"W": np.array([[1.0], [-2.0]]), "b": np.zeros(1)},
    ]


def relu_interpolator(xs: Array, ys: Array) -> Params:
    r"""Return a 1-K-1 network, ReLU then linear, that draws straight lines through K points.

    .. math:: f(x) = y_1 + \sum_{k=1}^{K} (s_k - s_{k-1}) \max(x - x_k, 0)

    where :math:`s_k` is the slope after point k, and 0 before the first and after the last. Each hidden unit
    changes the slope at one point; so one hidden layer, wide enough, comes close to any continuous function.

    Parameters
    ----------
    xs : ndarray of shape (K,), real
        Where the points are, strictly increasing. Not modified.
    ys : ndarray of shape (K,), real
        How high they are. Not modified.

    Returns
    -------
    list of dict
        Two layers, float64. Outside the points the network is constant.

    Raises
    ------
    ShapeError
        If `xs` and `ys` are not of the same shape (K,).
    ValueError
        If there is no point or `xs` is not strictly increasing.

    Examples
    --------
    >>> params = relu_interpolator(np.array([0.0, 1.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    >>> X = np.array([[-1.0], [0.5], [2.0], [5.0]])
    >>> mlp_forward(X, params, ["relu", "linear"])[0].ravel().tolist()
    [1.0, 2.0, 2.5, 2.0]
    """
    if xs.ndim != 1 or xs.shape != ys.shape:
        raise ShapeError(f"xs and ys must both be (K,); got {xs.shape} and {ys.shape}.")
    xp = get_array_module(xs, ys)
    xs, ys = xs.astype(xp.float64), ys.astype(xp.float64)
    gaps = xp.diff(xs)
    if len(xs) == 0 or not bool((gaps > 0).all()):
        raise ValueError("xs must hold at least one point and be strictly increasing. Sort the points, drop doubles.")
    flat = xp.zeros(1)
    slopes = xp.concatenate([flat, xp.diff(ys) / gaps, flat])
    return [
        {"W": xp.ones((1, len(xs))), "b": -xs},
        {"W": xp.diff(slopes).reshape(-1, 1), "b": ys[:1].copy()},
    ]


def collapse_linear(params: Params) -> tuple[Array, Array]:
    r"""Return the one layer that does what a stack of linear layers does.

    .. math:: (x W_1 + b_1) W_2 + b_2 = x\,(W_1 W_2) + (b_1 W_2 + b_2)

    Parameters
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer; none has an activation. Not modified.

    Returns
    -------
    W : ndarray of shape (n_in of the first layer, n_out of the last)
        A new array, also for a single layer.
    b : ndarray of shape (n_out of the last layer,)
        A new array, also for a single layer.

    Raises
    ------
    ShapeError
        If a layer does not fit the one before it.
    ValueError
        If there is no layer.

    Examples
    --------
    >>> first = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([1.0, -3.0])}
    >>> W, b = collapse_linear([first, {"W": np.array([[2.0], [1.0]]), "b": np.array([0.5])}])
    >>> W.tolist(), b.tolist()
    ([[4.0], [10.0]], [-0.5])
    """
    if not params:
        raise ValueError("There is nothing to collapse: params has no layer.")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        # The bias so far is an input like any other to the layers after it.
        b = dense_forward(b.reshape(1, -1), layer["W"], layer["b"])[0]
        W = W @ layer["W"]
    return W, b


def dead_unit_fraction(Z: Array) -> float:
    r"""Return the share of ReLU units that say 0 to every sample of a batch.

    .. math:: \frac{1}{n}\,\bigl|\{\, j : z_{ij} \le 0 \text{ for all } i \,\}\bigr|

    Parameters
    ----------
    Z : ndarray of shape (m, n), real
        Pre-activations of one layer, one unit a column.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ShapeError
        If `Z` is not 2-D.
    ValueError
        If there is no sample or no unit.

    Examples
    --------
    >>> round(dead_unit_fraction(np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]])), 6)
    0.333333
    """
    if Z.ndim != 2:
        raise ShapeError(f"Z must be (m, n), one unit a column; got {Z.shape}.")
    if Z.size == 0:
        raise ValueError(f"Without a sample no unit is dead or alive: Z is empty, of shape {Z.shape}.")
    return float((Z <= 0).all(axis=0).mean())


def _check_column_layer(W_col: Array, b_col: Array) -> None:
    if W_col.ndim != 2 or b_col.shape != (W_col.shape[0], 1):
        raise ShapeError(
            f"W_col must be (n_out, n_in) and b_col (n_out, 1) with the same n_out; "
            f"got {W_col.shape} and {b_col.shape}."
        )


in_sentences(__name__)
