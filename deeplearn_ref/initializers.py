"""Where parameters start, how one step changes them, and how many units are really different."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array, Params


def init_params(layer_sizes: Sequence[int], rng: np.random.Generator, scheme: str = "he") -> Params:
    r"""Draw the weights of a network from a normal distribution; biases are 0.

    .. math:: W_{ij} \sim \mathcal{N}(0, s^2), \qquad
              s_\text{he} = \sqrt{2 / n_\text{in}}, \quad s_\text{xavier} = \sqrt{2 / (n_\text{in} + n_\text{out})}

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of inputs, then of units in each layer.
    rng : numpy.random.Generator
        Drawn from once a layer, ``rng.normal(0, s, (n_in, n_out))``, first layer first.
    scheme : str
        ``"he"`` (for ReLU), ``"xavier"`` (for tanh and sigmoid), ``"small"`` (s = 0.01) or ``"zeros"`` (s = 0).

    Returns
    -------
    list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer, float64, NumPy; for a GPU move them afterwards.

    Raises
    ------
    ValueError
        If there is no scheme of this name, fewer than two sizes, or a size below 1.

    References
    ----------
    .. [1] K. He et al., Delving deep into rectifiers, 2015.
    .. [2] X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.

    Examples
    --------
    >>> params = init_params([2, 4, 1], np.random.default_rng(0))
    >>> [(layer["W"].shape, layer["b"].shape) for layer in params]
    [((2, 4), (4,)), ((4, 1), (1,))]
    """
    if scheme not in ("he", "xavier", "small", "zeros"):
        raise ValueError(f"There is no scheme {scheme!r}. The schemes are he, xavier, small, zeros.")
    if len(layer_sizes) < 2 or min(layer_sizes) < 1:
        raise ValueError(f"layer_sizes must hold at least two sizes, each 1 or more; got {list(layer_sizes)}.")
    params = Params()
    for n_in, n_out in pairwise(layer_sizes):
        scale = {"he": math.sqrt(2 / n_in), "xavier": math.sqrt(2 / (n_in + n_out)), "small": 0.01, "zeros": 0.0}
        params.append({"W": rng.normal(0, scale[scheme], (n_in, n_out)), "b": np.zeros(n_out)})
    return params


def distinct_units(W: Array, b: Array | None = None, tol: float = 1e-12) -> int:
    """Count the units of a layer that differ: equal columns compute the same and learn the same.

    Parameters
    ----------
    W : ndarray of shape (n_in, n_out), real
        Weights, one unit a column.
    b : ndarray of shape (n_out,), real, optional
        Biases; a unit is its column together with its bias.
    tol : float
        Two units are equal if no entry differs by more: rounding must not tell twins apart.

    Returns
    -------
    int
        Number of units that equal no unit before them.

    Raises
    ------
    ShapeError
        If `W` is not 2-D or `b` is not (n_out,).

    Examples
    --------
    >>> distinct_units(np.array([[1.0, 1.0, 2.0], [0.0, 0.0, 5.0]]))
    2
    """
    if W.ndim != 2 or (b is not None and b.shape != W.shape[1:]):
        raise ShapeError(
            f"W must be (n_in, n_out) and b, if given, (n_out,); got {W.shape} and {None if b is None else b.shape}."
        )
    xp = get_array_module(W)
    units = W.T if b is None else xp.concatenate([W.T, b.reshape(-1, 1)], axis=1)
    units = units.astype(xp.float64)  # unsigned integers have no negative differences
    gaps = xp.abs(units[:, None, :] - units[None, :, :])
    equal = (gaps <= tol).all(axis=2)
    has_twin_before = xp.tril(equal, -1).any(axis=1)
    return int((~has_twin_before).sum())


def update_params(params: Params, grads: Params, learning_rate: float) -> Params:
    r"""Take one step of gradient descent in every weight and bias.

    .. math:: \theta \leftarrow \theta - \eta\, \partial L / \partial \theta

    Parameters
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    grads : list of dict
        Gradients, built like `params`. Not modified.
    learning_rate : float
        Step size.

    Returns
    -------
    list of dict
        New lists, dicts and arrays, built like `params`.

    Raises
    ------
    ShapeError
        If `grads` is not built like `params`.

    Examples
    --------
    >>> params, grads = [{"W": np.ones((1, 1)), "b": np.zeros(1)}], [{"W": np.ones((1, 1)), "b": np.ones(1)}]
    >>> new = update_params(params, grads, 0.25)
    >>> new[0]["W"].tolist(), new[0]["b"].tolist()
    ([[0.75]], [-0.25])
    """
    shapes, grad_shapes = ([{key: layer[key].shape for key in layer} for layer in net] for net in (params, grads))
    if shapes != grad_shapes:
        raise ShapeError(f"grads must be built like params; got {grad_shapes} for {shapes}.")
    rate = float(learning_rate)  # a plain float leaves float32 what it is
    return [{key: layer[key] - rate * grad[key] for key in layer} for layer, grad in zip(params, grads, strict=True)]


in_sentences(__name__)
