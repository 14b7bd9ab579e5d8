"""Arrays as data: batches with their samples on axis 0, images as numbers, features on one scale."""

from types import ModuleType
from typing import Any

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array

LUMINANCE = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in the brightness that an eye sees (ITU-R BT.601)."""
CONSTANT = 1e-12
"""A feature whose standard deviation is below this share of its mean counts as constant: 0.1 + 0.1 + 0.1 is not
exactly 3 · 0.1, so the deviation of a constant column need not be exactly 0."""


def describe_batch(X: Array) -> tuple[int, int, str]:
    """Return the number of samples, the number of features and the name of the dtype.

    Parameters
    ----------
    X : ndarray of shape (m, n), any dtype
        One sample a row.

    Returns
    -------
    m : int
        Length of axis 0.
    n : int
        Length of axis 1.
    dtype : str
        ``"float64"``, ``"uint8"`` …

    Raises
    ------
    ShapeError
        If `X` is not 2-D.

    Examples
    --------
    >>> describe_batch(np.zeros((3, 2), dtype=np.float32))
    (3, 2, 'float32')
    """
    if X.ndim != 2:
        raise ShapeError(f"X must be (m, n), one sample a row; got {X.shape}.")
    m, n = X.shape
    return int(m), int(n), str(X.dtype)


def weighted_sums(X: Array, w: Array, b: float) -> Array:
    r"""Return one weighted sum for every sample, without a loop over them.

    .. math:: z_i = \sum_j x_{ij} w_j + b, \qquad z = X w + b

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row.
    w : ndarray of shape (n,), real
        Weights.
    b : float
        Bias, added once to every sum.

    Returns
    -------
    ndarray of shape (m,), float64
        The sums; of shape (0,) for an empty batch.

    Raises
    ------
    ShapeError
        If `X` is not 2-D or its number of features is not that of `w`.

    Examples
    --------
    >>> weighted_sums(np.array([[1, 2], [3, 4], [5, 6]]), np.array([10, 1]), 0.5).tolist()
    [12.5, 34.5, 56.5]
    """
    if X.ndim != 2 or w.ndim != 1 or X.shape[1] != w.shape[0]:
        raise ShapeError(f"X must be (m, n) and w (n,) with the same n; got {X.shape} and {w.shape}.")
    xp = get_array_module(X)
    sums: Array = X.astype(xp.float64) @ w.astype(xp.float64) + float(b)
    return sums


def rgb_to_gray(img: Array) -> Array:
    r"""Turn a color image into brightness between 0 (black) and 1 (white).

    .. math:: Y = (0.299\,R + 0.587\,G + 0.114\,B) / 255

    Parameters
    ----------
    img : ndarray of shape (H, W, 3), uint8
        Red, green and blue on the last axis, 0 to 255. Not modified.

    Returns
    -------
    ndarray of shape (H, W), float64
        Luminance.

    Raises
    ------
    ShapeError
        If the last axis has not length 3, or there are not 3 axes.

    References
    ----------
    .. [1] Recommendation ITU-R BT.601: the weights of the three colors.

    Examples
    --------
    >>> rgb_to_gray(np.array([[[255, 0, 0], [0, 255, 0]]], dtype=np.uint8)).tolist()
    [[0.299, 0.587]]
    """
    if img.ndim != 3 or img.shape[2] != 3:
        raise ShapeError(f"img must be (H, W, 3), the colors on the last axis; got {img.shape}.")
    xp = get_array_module(img)
    gray: Array = img.astype(xp.float64) @ xp.asarray(LUMINANCE) / 255.0
    return gray


def flatten_images(imgs: Array) -> Array:
    """Lay every image out as one row of features, row by row; bytes become numbers between 0 and 1.

    Parameters
    ----------
    imgs : ndarray of shape (m, H, W) or (m, H, W, C), uint8 or float
        Images. Not modified.

    Returns
    -------
    ndarray of shape (m, D), float64
        ``D = H * W`` or ``H * W * C``; uint8 is divided by 255, floats keep their values. Shares no memory with
        `imgs`.

    Raises
    ------
    ShapeError
        If `imgs` has not 3 or 4 axes.

    Examples
    --------
    >>> flatten_images(np.array([[[0, 255], [51, 102]]], dtype=np.uint8)).tolist()
    [[0.0, 1.0, 0.2, 0.4]]
    """
    if imgs.ndim not in (3, 4):
        raise ShapeError(f"imgs must be (m, H, W) or (m, H, W, C); got {imgs.shape}.")
    xp = get_array_module(imgs)
    n_features = int(np.prod(imgs.shape[1:]))
    flat = imgs.reshape(imgs.shape[0], n_features).astype(xp.float64)  # astype copies
    rows: Array = flat / 255.0 if imgs.dtype == xp.uint8 else flat
    return rows


def standardize(X: Array, mean: Array | None = None, std: Array | None = None) -> tuple[Array, Array, Array]:
    r"""Bring every feature to mean 0 and standard deviation 1, or apply given statistics.

    .. math:: x'_{ij} = (x_{ij} - \mu_j) / \sigma_j

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row. Not modified.
    mean, std : ndarray of shape (n,), optional
        Statistics of the training data, for validation and test data; by default those of `X`.

    Returns
    -------
    Xs : ndarray of shape (m, n), float64
        The scaled features. A constant feature is only centered: its divisor is 1.
    mean, std : ndarray of shape (n,), float64
        The statistics used; `std` as measured (population, ddof 0), also where the divisor was 1.

    Raises
    ------
    ShapeError
        If `X` is not 2-D or a given statistic is not (n,).
    ValueError
        If there is no sample to measure.

    Examples
    --------
    >>> Xs, mean, std = standardize(np.array([[1.0, 5.0], [3.0, 5.0], [5.0, 5.0]]))
    >>> Xs[:, 0].round(6).tolist(), Xs[:, 1].tolist(), mean.tolist()
    ([-1.224745, 0.0, 1.224745], [0.0, 0.0, 0.0], [3.0, 5.0])
    """
    if X.ndim != 2:
        raise ShapeError(f"X must be (m, n), one sample a row; got {X.shape}.")
    if (mean is None or std is None) and X.shape[0] == 0:
        raise ValueError("There is no sample to take mean and standard deviation from. Give both.")
    xp = get_array_module(X)
    values = X.astype(xp.float64)
    mu: Array = values.mean(axis=0) if mean is None else mean
    sigma: Array = values.std(axis=0) if std is None else std
    if mu.shape != X.shape[1:] or sigma.shape != X.shape[1:]:
        raise ShapeError(f"mean and std must be (n,) for X (m, n); got {mu.shape}, {sigma.shape} and {X.shape}.")
    constant = sigma <= CONSTANT * xp.maximum(1.0, abs(mu))
    divisor = xp.where(constant, 1.0, sigma)
    scaled: Array = (values - mu) / divisor
    return scaled, mu, sigma


def to_device(tree: Any, xp: ModuleType) -> Any:
    """Copy a tree of NumPy arrays to the memory of another array module.

    Parameters
    ----------
    tree : None, str, bool, int, float, ndarray of any shape, or list or dict of such
        For example parameters of a network. Not modified.
    xp : module
        `numpy`, CuPy, or a stand-in.

    Returns
    -------
    object
        The same tree; arrays are copies that belong to `xp`, lists and dicts are new ones.

    Examples
    --------
    >>> tree = {"W": np.ones(2), "n": [1, None, "a"]}
    >>> moved = to_device(tree, np)
    >>> moved["n"], moved["W"] is tree["W"]
    ([1, None, 'a'], False)
    """
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        return [to_device(part, xp) for part in tree]
    if isinstance(tree, dict):
        return {key: to_device(part, xp) for key, part in tree.items()}
    return tree


in_sentences(__name__)
