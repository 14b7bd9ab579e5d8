"""The data sets of the course, made here once; `lessonkit.data` hands out stored copies."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.types import IntArray

FloatArray = NDArray[np.float64]

GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "nor": [1, 0, 0, 0], "xor": [0, 1, 1, 0]}


def make_gate(name: str) -> tuple[FloatArray, IntArray]:
    """Return the truth table of a logic gate.

    Parameters
    ----------
    name : str
        ``"and"``, ``"or"``, ``"nand"``, ``"nor"`` or ``"xor"``.

    Returns
    -------
    X : ndarray of shape (4, 2), float64
        The inputs in the order 00, 01, 10, 11.
    y : ndarray of shape (4,), int64
        The gate's outputs.

    Raises
    ------
    ValueError
        If there is no such gate.

    Examples
    --------
    >>> X, y = make_gate("xor")
    >>> X.shape, y.tolist()
    ((4, 2), [0, 1, 1, 0])
    """
    if name not in GATES:
        raise ValueError(f"There is no gate {name!r}. The gates are {', '.join(GATES)}.")
    return np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array(GATES[name], dtype=np.int64)


def make_separable(
    m: int, gap: float, rng: np.random.Generator, w: Any = (1.0, 2.0), b: float = 0.2
) -> tuple[FloatArray, IntArray]:
    r"""Return points that a straight line separates with room to spare.

    Points are drawn uniformly from the square :math:`[-1, 1]^2`; those nearer than `gap` to the line
    :math:`w_1 x_1 + w_2 x_2 + b = 0` are thrown away.

    Parameters
    ----------
    m : int
        Number of points.
    gap : float
        Least distance from the line.
    rng : numpy.random.Generator
        Source of the points.
    w : sequence of two floats, shape (2,)
        Direction of the line; class 1 lies on the side it points to.
    b : float
        Offset of the line.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        The points.
    y : ndarray of shape (m,), int64
        Their classes.

    Raises
    ------
    ValueError
        If `m` is negative, or `gap` leaves no room in the square.

    Examples
    --------
    >>> X, y = make_separable(50, 0.2, np.random.default_rng(0))
    >>> X.shape, set(y.tolist()) == {0, 1}
    ((50, 2), True)
    """
    direction = np.asarray(w)
    norm = float(np.sqrt(direction @ direction))
    if m < 0 or not gap * norm < np.abs(direction).sum() + abs(b):  # so far away is the farthest corner
        raise ValueError(f"m must not be negative and gap must leave room in the square; got m={m}, gap={gap}.")
    kept: list[FloatArray] = [np.empty((0, 2))]
    while sum(map(len, kept)) < m:
        points = rng.uniform(-1.0, 1.0, (2 * m + 16, 2))
        kept.append(points[np.abs(points @ direction + b) > gap * norm])
    X = np.concatenate(kept)[:m]
    return X, (X @ direction + b > 0).astype(np.int64)


def make_circles(
    m: int, factor: float = 0.5, noise: float = 0.1, *, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return points on two circles around the origin, one inside the other.

    Parameters
    ----------
    m : int
        Number of points; the outer circle gets ``m // 2`` of them, label 0, the inner one the rest, label 1.
    factor : float
        Radius of the inner circle; the outer one has radius 1.
    noise : float
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator
        Draws, in this order: the angles of the outer points, those of the inner ones, the noise, the order.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        The points, in random order.
    y : ndarray of shape (m, 1), float64
        Their labels, 0.0 or 1.0.

    Raises
    ------
    ValueError
        If `m` is less than 2.

    Examples
    --------
    >>> X, y = make_circles(4, noise=0.0, rng=np.random.default_rng(0))
    >>> sorted(zip(np.hypot(*X.T).round(6).tolist(), y[:, 0].tolist()))
    [(0.5, 1.0), (0.5, 1.0), (1.0, 0.0), (1.0, 0.0)]
    """
    if m < 2:
        raise ValueError(f"m must be at least 2, one point for each circle; got {m}.")
    outer = m // 2
    angles = np.concatenate([rng.uniform(0, 2 * np.pi, outer), rng.uniform(0, 2 * np.pi, m - outer)])
    label = np.concatenate([np.zeros(outer), np.ones(m - outer)])
    radius = np.where(label == 1, factor, 1.0)
    X = np.column_stack([radius * np.cos(angles), radius * np.sin(angles)]) + rng.normal(0, noise, (m, 2))
    order = rng.permutation(m)
    return X[order], label[order].reshape(-1, 1)


def make_moons(m: int, noise: float = 0.1, *, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Return points on two half circles that reach into each other.

    Parameters
    ----------
    m : int
        Number of points; the upper moon gets ``m // 2`` of them, label 0.
    noise : float
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator
        Source of angles, noise and order.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        The points, in random order.
    y : ndarray of shape (m, 1), float64
        Their labels, 0.0 or 1.0.

    Raises
    ------
    ValueError
        If `m` is less than 2, or `noise` negative.

    Examples
    --------
    >>> X, y = make_moons(10, rng=np.random.default_rng(0))
    >>> X.shape, y.sum()
    ((10, 2), np.float64(5.0))
    """
    if m < 2:
        raise ValueError(f"m must be at least 2, one point for each moon; got {m}.")
    _check_noise(noise)
    label = np.concatenate([np.zeros(m // 2), np.ones(m - m // 2)])
    angle = rng.uniform(0, np.pi, m)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    X = np.where(label[:, None] == 0, upper, lower) + rng.normal(0, noise, (m, 2))
    order = rng.permutation(m)
    return X[order], label[order].reshape(m, 1)


def make_spiral(
    m: int, turns: float = 1.5, noise: float = 0.05, *, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return points on two spiral arms that wind around each other.

    Parameters
    ----------
    m : int
        Number of points; the first arm gets ``m // 2`` of them, label 0.
    turns : float
        How often each arm goes around the origin.
    noise : float
        Standard deviation of what is added to both coordinates.
    rng : numpy.random.Generator
        Source of places, noise and order.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        The points, in random order.
    y : ndarray of shape (m, 1), float64
        Their labels, 0.0 or 1.0.

    Raises
    ------
    ValueError
        If `m` is less than 2, or `noise` negative.

    Examples
    --------
    >>> X, y = make_spiral(10, noise=0.0, rng=np.random.default_rng(0))
    >>> X.shape, bool((np.hypot(*X.T) <= 1).all())
    ((10, 2), True)
    """
    if m < 2:
        raise ValueError(f"m must be at least 2, one point for each arm; got {m}.")
    _check_noise(noise)
    label = np.concatenate([np.zeros(m // 2), np.ones(m - m // 2)])
    radius = np.sqrt(rng.uniform(0.02, 1, m))  # the root spreads the points evenly along the arms
    angle = 2 * np.pi * turns * radius + np.pi * label
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + rng.normal(0, noise, (m, 2))
    order = rng.permutation(m)
    return X[order], label[order].reshape(m, 1)


def _check_noise(noise: float) -> None:
    if noise < 0:
        raise ValueError(f"noise is a standard deviation, at least 0; got {noise}.")


def make_students(m: int, *, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    r"""Return students with the hours they studied and slept, and whether they passed the exam.

    .. math:: P(\text{pass}) = \sigma(1.2\,(\text{studied} - 5) + 0.6\,(\text{slept} - 7))

    Parameters
    ----------
    m : int
        Number of students.
    rng : numpy.random.Generator
        Draws hours studied (0 to 10), hours slept (4 to 10), and who passes.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        Hours studied in the week before, hours slept in the night before; to a tenth of an hour.
    y : ndarray of shape (m, 1), float64
        1.0 for a pass.

    Raises
    ------
    ValueError
        If `m` is negative.

    Examples
    --------
    >>> X, y = make_students(50, rng=np.random.default_rng(0))
    >>> X.shape, set(y[:, 0].tolist()) == {0.0, 1.0}
    ((50, 2), True)
    """
    if m < 0:
        raise ValueError(f"m must not be negative; got {m}.")
    X = np.column_stack([rng.uniform(0, 10, m), rng.uniform(4, 10, m)]).round(1)
    chance = 1 / (1 + np.exp(-(1.2 * (X[:, 0] - 5) + 0.6 * (X[:, 1] - 7))))
    return X, (rng.random(m) < chance).astype(float).reshape(m, 1)


GLYPHS = ("horizontal", "vertical", "diagonal", "corner", "circle")
"""The five kinds of `make_glyphs`, in the order of their labels."""


def make_glyphs(m: int, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Return small noisy images of edges, corners and curves, made here: nothing is downloaded.

    Parameters
    ----------
    m : int
        Number of images.
    rng : numpy.random.Generator
        Draws all labels, then place and brightness of each image in turn, then the noise of all.

    Returns
    -------
    images : ndarray of shape (m, 12, 12), float64
        Brightness from 0 to 1.
    labels : ndarray of shape (m,), int64
        0 horizontal, 1 vertical, 2 diagonal, 3 corner, 4 circle.

    Raises
    ------
    ValueError
        If `m` is negative.

    Examples
    --------
    >>> images, labels = make_glyphs(3, np.random.default_rng(0))
    >>> images.shape, labels.dtype
    ((3, 12, 12), dtype('int64'))
    """
    if m < 0:
        raise ValueError(f"m must not be negative; got {m}.")
    labels = rng.integers(0, len(GLYPHS), m)
    images = np.zeros((m, 12, 12))
    for image, label in zip(images, labels, strict=True):
        shape = _glyph(int(label), rng)
        image[shape] = rng.uniform(0.6, 1)
    images += 0.25 * rng.standard_normal((m, 12, 12))
    return images.clip(0, 1), labels


def _glyph(label: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw the place of one glyph and return which pixels belong to it."""
    y, x = np.mgrid[0:12, 0:12]
    r, c = (int(place) for place in rng.integers(3, 9, 2))
    along = (x >= 1) & (x <= 10), (y >= 1) & (y <= 10)
    match label:
        case 0:
            shape = (y == r) & along[0]
        case 1:
            shape = (x == c) & along[1]
        case 2:
            shape = x - y == int(rng.integers(-2, 3))
        case 3:
            shape = ((y == r) & (x >= c) & (x < c + 6)) | ((x == c) & (y >= r) & (y < r + 6))
        case _:
            radius = rng.uniform(2.5, 4.5)
            cy, cx = rng.uniform(4, 7, 2)
            shape = np.abs(np.hypot(y - cy, x - cx) - radius) < 0.6
    return np.asarray(shape)


def load_digits() -> tuple[FloatArray, IntArray]:
    """Return real handwritten digits, 8 × 8 pixels, from the set that scikit-learn brings with it.

    Returns
    -------
    images : ndarray of shape (1797, 8, 8), float64
        Brightness from 0 to 1.
    labels : ndarray of shape (1797,), int64
        0 to 9.

    Raises
    ------
    RuntimeError
        If scikit-learn is not installed.

    References
    ----------
    .. [1] E. Alpaydin, C. Kaynak, Optical recognition of handwritten digits, UCI Machine Learning Repository, 1998.
    """
    try:
        from sklearn import datasets
    except ImportError:
        raise RuntimeError("The handwritten digits come with scikit-learn: pip install scikit-learn.") from None
    found = datasets.load_digits()
    return found.images / 16.0, found.target.astype(np.int64)


def load_mnist() -> tuple[FloatArray, IntArray, str]:
    """Return MNIST where it can be fetched, else the small digits, and say which.

    Returns
    -------
    images : ndarray of shape (70000, 28, 28) or (1797, 8, 8), float64
        Brightness from 0 to 1.
    labels : ndarray of shape (70000,) or (1797,), int64
        0 to 9.
    name : str
        ``"mnist"`` or ``"digits"``.

    Raises
    ------
    RuntimeError
        If scikit-learn is not installed.
    """
    try:
        from sklearn import datasets

        found = datasets.fetch_openml("mnist_784", version=1, as_frame=False, parser="liac-arff")
    except ImportError:
        raise RuntimeError("The handwritten digits come with scikit-learn: pip install scikit-learn.") from None
    except OSError:  # no network: urllib's errors are OSErrors
        print("MNIST can't be fetched (no network?). Going on with the 1797 small digits that scikit-learn brings.")
        return (*load_digits(), "digits")
    images = found.data.reshape(-1, 28, 28) / 255.0
    return images, found.target.astype(np.int64), "mnist"


in_sentences(__name__)
