"""Is a gradient right? Compared with differences of the function itself, entry by entry or along random directions."""

from collections.abc import Callable

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import NonDifferentiableError, ShapeError
from deeplearn_ref.types import Params

LossFunction = Callable[[Params], float]
TINY = 1e-12


def gradient_check(loss_fn: LossFunction, params: Params, grads: Params, h: float = 1e-5) -> float:
    r"""Return how far gradients are from numerical ones, over all parameters together.

    .. math:: \frac{\lVert g_{\mathrm{num}} - g \rVert}{\lVert g_{\mathrm{num}} \rVert + \lVert g \rVert + 10^{-12}}

    Parameters
    ----------
    loss_fn : callable
        From parameters to the loss.
    params : list of dict
        Parameters ``{"W": (n_in, n_out), "b": (n_out,)}``, float64. Each entry is moved and put back, bit by bit.
    grads : list of dict
        The gradients to check, in the same structure.
    h : float
        Size of the moves.

    Returns
    -------
    float
        Below 1e-6 for right gradients; 1/3 for doubled ones; 1 for a wrong sign and for zeros.

    Raises
    ------
    ShapeError
        If a gradient has another shape than its parameter.

    Examples
    --------
    >>> params = [{"W": np.array([[1.0, 2.0]]), "b": np.array([3.0])}]
    >>> def loss(p):
    ...     return float((p[0]["W"] ** 2).sum() + p[0]["b"][0])
    >>> gradient_check(loss, params, [{"W": np.array([[2.0, 4.0]]), "b": np.array([1.0])}]) < 1e-6
    True
    """
    numerical: list[float] = []
    given: list[float] = []
    for layer, gradient in zip(params, grads, strict=True):
        for name, array in layer.items():
            if gradient[name].shape != array.shape:
                raise ShapeError(f"The gradient of {name} must be {array.shape}; got {gradient[name].shape}.")
            for index in np.ndindex(*array.shape):
                before = array[index].copy()
                array[index] = before + h
                above = loss_fn(params)
                array[index] = before - h
                below = loss_fn(params)
                array[index] = before
                numerical.append(float((above - below) / (2 * h)))
                given.append(float(gradient[name][index]))
    num, ana = np.array(numerical), np.array(given)
    apart, sizes = float(np.linalg.norm(num - ana)), float(np.linalg.norm(num)) + float(np.linalg.norm(ana))
    return apart / (sizes + TINY)


def directional_check(
    loss_fn: LossFunction,
    params: Params,
    grads: Params,
    rng: np.random.Generator,
    n_directions: int = 3,
    h: float = 1e-5,
) -> float:
    r"""Return how far gradients are from the slopes along random directions: two evaluations each, for any size.

    .. math:: \Big| \langle g, v \rangle - \frac{L(\theta + h v) - L(\theta - h v)}{2h} \Big|

    Parameters
    ----------
    loss_fn : callable
        From parameters to the loss.
    params : list of dict
        Parameters; ndarrays of any shape, float64. Not modified.
    grads : list of dict
        The gradients to check.
    rng : numpy.random.Generator
        Draws the directions, of length 1.
    n_directions : int
        How many.
    h : float
        Size of the moves.

    Returns
    -------
    float
        The largest error, relative to the larger of the two slopes (and at least 1e-3 of the gradient's norm).

    Raises
    ------
    NonDifferentiableError
        If the slopes on the two sides differ: the function has a kink there, and no gradient.

    Examples
    --------
    >>> params = [{"W": np.array([[1.0, 2.0]])}]
    >>> rng = np.random.default_rng(0)
    >>> directional_check(lambda p: float((p[0]["W"] ** 2).sum()), params, [{"W": np.array([[2.0, 4.0]])}], rng) < 1e-6
    True
    """
    norm = float(np.sqrt(sum(float((array**2).sum()) for layer in grads for array in layer.values())))
    worst = 0.0
    for _ in range(n_directions):
        direction = [{name: rng.standard_normal(array.shape) for name, array in layer.items()} for layer in params]
        length = np.sqrt(sum(float((array**2).sum()) for layer in direction for array in layer.values()))

        def at(step: float, along: Params = direction, size: float = float(length)) -> float:
            moved = [
                {
                    name: array + step / size * get_array_module(array).asarray(way[name])
                    for name, array in layer.items()
                }
                for layer, way in zip(params, along, strict=True)
            ]
            return float(loss_fn(moved))

        here, right, left = at(0.0), at(h), at(-h)
        slope = (right - left) / (2 * h)
        floor = max(1e-3 * norm, TINY)
        one_sided = abs((right - here) / h - (here - left) / h)
        if one_sided > 0.01 * max(abs(slope), norm, TINY) + 1e3 * h * h:
            raise NonDifferentiableError(
                f"The slopes to both sides differ by {one_sided:.2g} along a direction: the function has a kink here."
            )
        exact = sum(
            float((gradient[name] * get_array_module(gradient[name]).asarray(way[name])).sum())
            for gradient, way in zip(grads, direction, strict=True)
            for name in gradient
        ) / float(length)
        worst = max(worst, abs(slope - exact) / max(abs(slope), abs(exact), floor))
    return worst


in_sentences(__name__)
