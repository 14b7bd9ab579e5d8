"""The calculus that training needs, by formula and by trying: derivatives, gradients, Jacobians, curvature."""

from collections.abc import Callable
from typing import Any

import numpy as np

from deeplearn_ref.activations import softmax
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array

ScalarFunction = Callable[[float], Any]
ArrayFunction = Callable[[Array], Any]


def quadratic_vertex(a: float, b: float, c: float) -> tuple[float, float]:
    r"""Return the vertex of the parabola :math:`f(x) = a x^2 + b x + c`.

    .. math:: x = -\frac{b}{2a}, \qquad f(x) = c - \frac{b^2}{4a}

    Parameters
    ----------
    a, b, c : float
        Coefficients; `a` is not 0.

    Returns
    -------
    x : float
        Where the slope is 0.
    value : float
        Value of f there.

    Raises
    ------
    ValueError
        If `a` is 0: a line has no vertex.

    Examples
    --------
    >>> quadratic_vertex(4, 10, 6)
    (-1.25, -0.25)
    """
    if a == 0:
        raise ValueError("a must not be 0: a straight line has no vertex.")
    x = -b / (2 * a)
    return float(x), float((a * x + b) * x + c)


def numerical_derivative(f: ScalarFunction, x: float, h: float = 1e-5) -> float:
    r"""Return the slope of a function of one number by a central difference.

    .. math:: f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}

    The error falls with :math:`h^2`, that of the one-sided difference only with h.

    Parameters
    ----------
    f : callable
        From a float to a number.
    x : float
        Where.
    h : float
        Half the distance of the two points.

    Returns
    -------
    float
        The slope.

    Raises
    ------
    ValueError
        If `h` is not positive.

    Examples
    --------
    >>> round(numerical_derivative(lambda x: x**3, 2.0, h=0.1), 6)
    12.01
    """
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    x = float(x)
    return float((f(x + h) - f(x - h)) / (2 * h))


def classify_critical_point(df: ScalarFunction, d2f: ScalarFunction, x: float, tol: float = 1e-8) -> str:
    """Say by the second-derivative test what a function of one number does at `x`.

    Parameters
    ----------
    df, d2f : callable
        First and second derivative.
    x : float
        Where.
    tol : float
        What counts as 0.

    Returns
    -------
    str
        ``"not-critical"`` where the slope is not 0; else ``"min"`` (curved upward), ``"max"`` (curved downward) or
        ``"inconclusive"`` (no curvature: the test says nothing, x³ and x⁴ both look like this at 0).

    Examples
    --------
    >>> classify_critical_point(lambda x: 2 * x, lambda x: 2.0, 0.0)
    'min'
    """
    if abs(df(x)) > tol:
        return "not-critical"
    curvature = d2f(x)
    if curvature > tol:
        return "min"
    return "max" if curvature < -tol else "inconclusive"


def numerical_gradient(f: ArrayFunction, x: Array, h: float = 1e-5) -> Array:
    r"""Return the gradient of a function of an array, one entry after the other, by central differences.

    .. math:: \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}

    Parameters
    ----------
    f : callable
        From an array of the shape of `x` to a number.
    x : ndarray of any shape, real
        Where. Not modified, and may be read-only: the work is done on a float64 copy.
    h : float
        Size of the step in each entry.

    Returns
    -------
    ndarray of the shape of `x`, float64
        The gradient.

    Raises
    ------
    ValueError
        If `h` is not positive.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([1, 2, 3])).round(6).tolist()
    [2.0, 4.0, 6.0]
    """
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    xp = get_array_module(x)
    point = xp.array(x, dtype=xp.float64)
    gradient: Array = xp.zeros(point.shape)
    for index in np.ndindex(*point.shape):
        here = float(point[index])
        point[index] = here + h
        above = float(f(point))
        point[index] = here - h
        below = float(f(point))
        point[index] = here
        gradient[index] = (above - below) / (2 * h)
    return gradient


def numerical_jacobian(f: ArrayFunction, x: Array, h: float = 1e-5) -> Array:
    r"""Return all partial derivatives of a function from n numbers to k numbers.

    .. math:: J_{ij} = \frac{\partial f_i}{\partial x_j}

    Parameters
    ----------
    f : callable
        From an array of shape (n,) to one of shape (k,).
    x : ndarray of shape (n,), real
        Where. Not modified, and may be read-only.
    h : float
        Size of the step in each entry.

    Returns
    -------
    ndarray of shape (k, n), float64
        One row (axis 0) per output, one column (axis 1) per input.

    Raises
    ------
    ShapeError
        If `x` or the value of `f` is not one-dimensional.
    ValueError
        If `h` is not positive.

    Examples
    --------
    >>> J = numerical_jacobian(lambda v: np.array([v[0] * v[1], 5 * v[0]]), np.array([2.0, 3.0]))
    >>> J.round(6).tolist()
    [[3.0, 2.0], [5.0, 0.0]]
    """
    if not h > 0:
        raise ValueError(f"h must be positive; got {h}.")
    if x.ndim != 1:
        raise ShapeError(f"x must be (n,); got {x.shape}.")
    xp = get_array_module(x)
    point = xp.array(x, dtype=xp.float64)
    outputs = f(point.copy()).shape
    if len(outputs) != 1:
        raise ShapeError(f"f must return an array (k,); got {outputs}.")
    jacobian: Array = xp.zeros((outputs[0], point.shape[0]))
    for j in range(point.shape[0]):
        above, below = point.copy(), point.copy()
        above[j] += h
        below[j] -= h
        jacobian[:, j] = (f(above) - f(below)) / (2 * h)
    return jacobian


def classify_hessian(H: Array, tol: float = 1e-8) -> str:
    r"""Say by the eigenvalues of the Hessian what a critical point is.

    Parameters
    ----------
    H : ndarray of shape (n, n), real
        Symmetric matrix of second derivatives.
    tol : float
        Eigenvalues of at most this size count as 0.

    Returns
    -------
    str
        ``"saddle"`` if some are positive and some negative, whatever the others; ``"min"`` if all are positive,
        ``"max"`` if all are negative; else ``"inconclusive"``: some are 0, and the test can't see along them.

    Raises
    ------
    ShapeError
        If `H` is not square.
    ValueError
        If `H` is not symmetric.

    Examples
    --------
    >>> classify_hessian(np.array([[1.0, 2.0], [2.0, 1.0]]))
    'saddle'
    """
    if H.ndim != 2 or H.shape[0] != H.shape[1]:
        raise ShapeError(f"H must be (n, n); got {H.shape}.")
    xp = get_array_module(H)
    if not bool(xp.allclose(H, H.T)):
        raise ValueError("H must be symmetric: the order of two derivatives does not matter.")
    curvatures = xp.linalg.eigvalsh(H)
    up, down = bool((curvatures > tol).any()), bool((curvatures < -tol).any())
    if up and down:
        return "saddle"
    if bool((curvatures > tol).all()):
        return "min"
    return "max" if bool((curvatures < -tol).all()) else "inconclusive"


def chain_derivative(df: ScalarFunction, g: ScalarFunction, dg: ScalarFunction, x: float) -> float:
    r"""Return the derivative of f(g(x)) by the chain rule.

    .. math:: (f \circ g)'(x) = f'(g(x)) \cdot g'(x)

    Parameters
    ----------
    df : callable
        Derivative of the outer function.
    g, dg : callable
        The inner function and its derivative.
    x : float
        Where.

    Returns
    -------
    float
        The derivative.

    Examples
    --------
    >>> import math
    >>> round(chain_derivative(math.cos, lambda x: x**2, lambda x: 2 * x, 2.0), 6)  # of sin(x²)
    -2.614574
    """
    return float(df(g(x)) * dg(x))


def softmax_jacobian(z: Array) -> Array:
    r"""Return how every probability of a softmax answers to every logit.

    .. math:: \frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j), \qquad
              J = \operatorname{diag}(p) - p\,p^\top

    Parameters
    ----------
    z : ndarray of shape (K,), real
        Logits.

    Returns
    -------
    ndarray of shape (K, K), float64
        Symmetric; every row and every column adds up to 0.

    Raises
    ------
    ShapeError
        If `z` is not (K,) with K at least 1.

    References
    ----------
    .. [1] C. M. Bishop, *Pattern Recognition and Machine Learning*, Springer 2006, eq. 4.106.

    Examples
    --------
    >>> softmax_jacobian(np.array([0.0, 0.0])).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]
    """
    if z.ndim != 1 or z.shape[0] == 0:
        raise ShapeError(f"z must be (K,) with K at least 1; got {z.shape}.")
    xp = get_array_module(z)
    p = softmax(z.astype(xp.float64))
    jacobian: Array = xp.diag(p) - p[:, None] * p[None, :]
    return jacobian


in_sentences(__name__)
