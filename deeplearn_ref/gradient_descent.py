"""Gradient descent: one step, a whole path, what the learning rate does, and logistic regression end to end."""

from collections.abc import Callable
from typing import Any, TypedDict

from deeplearn_ref.activations import as_floating, sigmoid
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.losses import bce_with_logits
from deeplearn_ref.types import Array, Params

TIE = 1e-12
"""Two rates that differ by less than this, relative to the curvature, count as equal."""


class LogisticFit(TypedDict):
    """What `logistic_fit` returns."""

    w: Array
    b: float
    losses: Array


def gd_step(x: Array, grad: Array, learning_rate: float, maximize: bool = False) -> Array:
    r"""Take one step against the gradient, or along it.

    .. math:: x \leftarrow x - \eta\, \nabla f(x)

    Parameters
    ----------
    x : ndarray of any shape, real
        Where we are. Not modified.
    grad : ndarray of the shape of `x`, real
        Gradient there.
    learning_rate : float
        Step size.
    maximize : bool
        Whether to climb instead.

    Returns
    -------
    ndarray of the shape of `x`, float
        A new array.

    Raises
    ------
    ShapeError
        If the shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> gd_step(np.array([1, 2]), np.array([2.0, 4.0]), 0.25).tolist()
    [0.5, 1.0]
    """
    here, slope = as_floating(x), as_floating(grad)
    if here.shape != slope.shape:
        raise ShapeError(f"x and grad must have the same shape; got {here.shape} and {slope.shape}.")
    return here + learning_rate * slope if maximize else here - learning_rate * slope


def gradient_descent(
    grad_fn: Callable[[Array], Any], x0: Array, learning_rate: float, n_steps: int, tol: float = 0.0
) -> Array:
    r"""Walk downhill and return every place on the way.

    .. math:: x_{k+1} = x_k - \eta\, \nabla f(x_k)

    Parameters
    ----------
    grad_fn : callable
        The gradient; gets and returns an array of the shape of `x0`.
    x0 : ndarray of any shape, real
        Where to start; a plain number is an array without axes. Not modified.
    learning_rate : float
        Step size.
    n_steps : int
        Most steps to take.
    tol : float
        Stop before a step where the gradient's norm is at most this.

    Returns
    -------
    ndarray of shape (k + 1, …), float64
        The start and the place after each of the k steps.

    Raises
    ------
    ValueError
        If `learning_rate` is not positive or `n_steps` is negative.
    ShapeError
        If the gradient has another shape than `x0`.

    Examples
    --------
    >>> import numpy as np
    >>> gradient_descent(lambda x: 8 * x + 10, np.float64(1.0), 0.1, 3).round(6).tolist()
    [1.0, -0.8, -1.16, -1.232]
    """
    if not learning_rate > 0:
        raise ValueError(f"learning_rate must be positive; got {learning_rate}.")
    if n_steps < 0:
        raise ValueError(f"n_steps must not be negative; got {n_steps}.")
    xp = get_array_module(x0)
    path = [xp.array(x0, dtype=xp.float64)]
    for _ in range(n_steps):
        gradient = xp.asarray(grad_fn(path[-1].copy()), dtype=xp.float64)
        if gradient.shape != path[-1].shape:
            raise ShapeError(f"grad_fn must return the shape of x0; got {gradient.shape} for {path[-1].shape}.")
        if float(xp.sqrt((gradient**2).sum())) <= tol:
            break
        path.append(xp.asarray(path[-1] - learning_rate * gradient))
    trajectory: Array = xp.stack(path)
    return trajectory


def diagnose_learning_rate(curvature: float, learning_rate: float) -> str:
    r"""Say what gradient descent does on a parabola: each step multiplies the error by :math:`1 - \eta c`.

    Parameters
    ----------
    curvature : float
        Second derivative c, positive.
    learning_rate : float
        Step size η, positive.

    Returns
    -------
    str
        ``"monotone"`` (ηc < 1), ``"one-step"`` (ηc = 1), ``"oscillates-converges"`` (1 < ηc < 2),
        ``"oscillates-forever"`` (ηc = 2) or ``"diverges"`` (ηc > 2).

    Raises
    ------
    ValueError
        If one of the two is not positive.

    Examples
    --------
    >>> [diagnose_learning_rate(8.0, rate) for rate in (0.05, 0.125, 0.26)]
    ['monotone', 'one-step', 'diverges']
    """
    if not (curvature > 0 and learning_rate > 0):
        raise ValueError(f"curvature and learning_rate must be positive; got {curvature} and {learning_rate}.")
    product = learning_rate * curvature
    if abs(product - 1) <= TIE:
        return "one-step"
    if abs(product - 2) <= TIE:
        return "oscillates-forever"
    if product < 1:
        return "monotone"
    return "oscillates-converges" if product < 2 else "diverges"


def logistic_gradients(X: Array, y: Array, w: Array, b: float) -> tuple[Array, float]:
    r"""Return the gradient of logistic regression's mean binary cross-entropy.

    .. math:: \frac{\partial L}{\partial w} = \frac{1}{m} X^\top (p - y), \qquad
              \frac{\partial L}{\partial b} = \frac{1}{m} \sum_i (p_i - y_i), \qquad p = \sigma(X w + b)

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row.
    y : ndarray of shape (m,), real
        Labels, 0 or 1.
    w : ndarray of shape (n,), real
        Weights.
    b : float
        Bias.

    Returns
    -------
    dw : ndarray of shape (n,), float64
        Gradient with respect to `w`.
    db : float
        Gradient with respect to `b`.

    Raises
    ------
    ShapeError
        If the shapes do not fit.
    ValueError
        If there is no sample.

    References
    ----------
    .. [1] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer 2006, eq. 4.91 (there without 1/m).

    Examples
    --------
    >>> import numpy as np
    >>> dw, db = logistic_gradients(np.array([[1.0], [3.0]]), np.array([1, 0]), np.zeros(1), 0.0)
    >>> dw.tolist(), db
    ([0.5], 0.0)
    """
    _check_samples(X, y)
    if w.shape != X.shape[1:]:
        raise ShapeError(f"w must be (n,) for X (m, n); got {w.shape} and {X.shape}.")
    inputs = X.astype("float64")
    error = sigmoid(inputs @ w + b) - y
    m = X.shape[0]
    return inputs.T @ error / m, float(error.sum() / m)


def logistic_fit(X: Array, y: Array, learning_rate: float = 0.1, n_steps: int = 1000) -> LogisticFit:
    """Train logistic regression by gradient descent on all samples at once, from zero weights.

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row.
    y : ndarray of shape (m,), real
        Labels, 0 or 1.
    learning_rate : float
        Step size.
    n_steps : int
        Steps to take.

    Returns
    -------
    dict
        ``w`` (ndarray of shape (n,), float64), ``b`` (float) and ``losses`` (ndarray of shape (n_steps + 1,),
        float64: the mean loss before the first step and after each).

    Raises
    ------
    ShapeError
        If the shapes do not fit.
    ValueError
        If there is no sample.

    Examples
    --------
    >>> import numpy as np
    >>> fit = logistic_fit(np.array([[1.0], [-1.0]]), np.array([1, 0]), learning_rate=1.0, n_steps=1)
    >>> fit["w"].tolist(), fit["b"], fit["losses"].round(6).tolist()
    ([0.5], 0.0, [0.693147, 0.474077])
    """
    _check_samples(X, y)
    xp = get_array_module(X)
    w, b = xp.zeros(X.shape[1]), 0.0
    losses = [bce_with_logits(y, X @ w + b)]
    for _ in range(n_steps):
        dw, db = logistic_gradients(X, y, w, b)
        w, b = w - learning_rate * dw, b - learning_rate * db
        losses.append(bce_with_logits(y, X @ w + b))
    return {"w": w, "b": b, "losses": xp.asarray(losses)}


def loss_along_line(loss_fn: Callable[[Params], float], theta0: Params, theta1: Params, n: int = 21) -> Array:
    r"""Return a loss on the straight line between two sets of parameters.

    .. math:: L\big(\theta_0 + t (\theta_1 - \theta_0)\big), \qquad t = 0, \dots, 1

    Parameters
    ----------
    loss_fn : callable
        From parameters to a number.
    theta0, theta1 : list of dict
        The two ends; ndarrays of the same shapes. Not modified.
    n : int
        Number of places, both ends included; 1 is the first end alone.

    Returns
    -------
    ndarray of shape (n,), float64
        The losses.

    Raises
    ------
    ShapeError
        If the two ends are not built alike.
    ValueError
        If `n` is not positive.

    References
    ----------
    .. [1] I. Goodfellow, O. Vinyals, A. Saxe, Qualitatively characterizing neural network optimization problems, 2015.

    Examples
    --------
    >>> import numpy as np
    >>> ends = [[{"W": np.array([[value]]), "b": np.zeros(1)}] for value in (-1.0, 1.0)]
    >>> loss_along_line(lambda p: float(p[0]["W"][0, 0] ** 2), *ends, n=3).tolist()
    [1.0, 0.0, 1.0]
    """
    if n < 1:
        raise ValueError(f"n must be positive; got {n}.")
    shapes = [[{k: v.shape for k, v in layer.items()} for layer in theta] for theta in (theta0, theta1)]
    if shapes[0] != shapes[1]:
        raise ShapeError("theta0 and theta1 must have the same layers, names and shapes.")
    losses = []
    for number in range(n):
        t = number / max(n - 1, 1)
        between = [
            {name: (1 - t) * start[name] + t * end[name] for name in start}
            for start, end in zip(theta0, theta1, strict=True)
        ]
        losses.append(float(loss_fn(between)))
    xp = get_array_module(*(array for layer in theta0 for array in layer.values()))
    found: Array = xp.asarray(losses)
    return found


def _check_samples(X: Array, y: Array) -> None:
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ShapeError(f"X must be (m, n) and y (m,) with the same m; got {X.shape} and {y.shape}.")
    if len(X) == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")


in_sentences(__name__)
