"""The perceptron: one neuron, its decision, its learning rule, and what two layers of it can do.

Labels are 0 and 1, samples are rows, and a tie (a pre-activation of exactly 0) is class 0.
"""

from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError

Array = NDArray[Any]
IntArray = NDArray[np.int64]


class PerceptronFit(TypedDict):
    """What `perceptron_fit` returns."""

    w: Array
    b: float
    errors: list[int]
    converged: bool


def step(z: Array) -> IntArray:
    r"""Decide by the sign of the pre-activation.

    .. math:: \operatorname{step}(z) = [z > 0]

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`, int64
        1 where ``z > 0``, else 0; a tie (0.0 and -0.0) and nan give 0.

    References
    ----------
    .. [1] W. S. McCulloch, W. Pitts, A logical calculus of the ideas immanent in nervous activity, 1943.

    Examples
    --------
    >>> step(np.array([-1.0, 0.0, 2.0]))
    array([0, 0, 1])
    """
    xp = get_array_module(z)
    decision: IntArray = (xp.asarray(z) > 0).astype(xp.int64)
    return decision


def perceptron_predict(X: Array, w: Array, b: float) -> IntArray:
    r"""Return the class of every sample, without a loop over them.

    .. math:: \hat y = \operatorname{step}(X w + b)

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row.
    w : ndarray of shape (n,), real
        Weights.
    b : float
        Bias.

    Returns
    -------
    ndarray of shape (m,), int64
        Classes, 0 or 1; of shape (0,) for an empty batch.

    Raises
    ------
    ShapeError
        If `X` is not 2-D or its number of features is not that of `w`.

    Examples
    --------
    >>> perceptron_predict(np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]]), np.array([1.0, -1.0]), 1.0)
    array([1, 1, 0])
    """
    if X.ndim != 2 or w.ndim != 1 or X.shape[1] != w.shape[0]:
        raise ShapeError(
            f"X must be (m, n) and w (n,) with the same n; got {X.shape} and {w.shape}. "
            "Samples are rows: is X transposed?"
        )
    return step(X @ w + b)


def gate_params(name: str) -> tuple[Array, float]:
    """Return weights and bias of a neuron that computes a logic gate.

    Parameters
    ----------
    name : str
        ``"and"``, ``"or"``, ``"nand"`` or ``"nor"``.

    Returns
    -------
    w : ndarray of shape (2,), float64
        Weights; a new array at every call.
    b : float
        Bias. The boundary runs midway between the classes, so no input is a tie.

    Raises
    ------
    ValueError
        If `name` is no gate that one neuron can compute, XOR included.

    Examples
    --------
    >>> w, b = gate_params("and")
    >>> perceptron_predict(np.array([[0.0, 1.0], [1.0, 1.0]]), w, b)
    array([0, 1])
    """
    if name == "xor":
        raise ValueError("No single neuron computes XOR: no straight line separates its classes. Use xor_gate.")
    gates = {
        "and": ((1.0, 1.0), -1.5),
        "or": ((1.0, 1.0), -0.5),
        "nand": ((-1.0, -1.0), 1.5),
        "nor": ((-1.0, -1.0), 0.5),
    }
    if name not in gates:
        raise ValueError(f"There is no gate {name!r}. The gates are and, or, nand, nor.")
    w, b = gates[name]
    return np.array(w), b


def perceptron_update(w: Array, b: float, x: Array, y: int, learning_rate: float = 1.0) -> tuple[Array, float]:
    r"""Apply the perceptron learning rule to one sample.

    .. math:: w \leftarrow w + \eta\,(y - \hat y)\,x, \qquad b \leftarrow b + \eta\,(y - \hat y)

    Parameters
    ----------
    w : ndarray of shape (n,), real
        Weights. Not modified.
    b : float
        Bias.
    x : ndarray of shape (n,), real
        One sample.
    y : int
        Its label, 0 or 1.
    learning_rate : float
        Step size.

    Returns
    -------
    w_new : ndarray of shape (n,), float64
        A new array; equal to `w` where the prediction was right.
    b_new : float
        The new bias.

    Raises
    ------
    ShapeError
        If `w` and `x` are not of the same shape (n,).

    References
    ----------
    .. [1] F. Rosenblatt, The perceptron, *Psychological Review* 65, 1958.

    Examples
    --------
    >>> w, b = perceptron_update(np.array([0.0, 0.0]), 0.0, np.array([2.0, 1.0]), 1, learning_rate=0.5)
    >>> w.tolist(), b
    ([1.0, 0.5], 0.5)
    """
    if w.ndim != 1 or w.shape != x.shape:
        raise ShapeError(f"w and x must both be (n,); got {w.shape} and {x.shape}.")
    mistake = int(y) - int(step(w @ x + b))  # as Python integers: an unsigned label would wrap around at -1
    change = float(learning_rate) * mistake
    return w + change * x, float(b + change)


def perceptron_fit(X: Array, y: IntArray, learning_rate: float = 1.0, max_epochs: int = 100) -> PerceptronFit:
    """Train a perceptron from zero weights, sample by sample in the given order.

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row.
    y : ndarray of shape (m,), int
        Labels, 0 or 1.
    learning_rate : float
        Step size.
    max_epochs : int
        Most passes over the data.

    Returns
    -------
    dict
        ``w`` (ndarray of shape (n,), float64), ``b`` (float), ``errors`` (mistakes made in each epoch, the
        final 0 included) and ``converged`` (whether an epoch without a mistake was run).

    Raises
    ------
    ShapeError
        If `X` is not (m, n) or `y` is not (m,).
    ValueError
        If there is no sample.

    References
    ----------
    .. [1] A. B. J. Novikoff, On convergence proofs on perceptrons, 1962: on separable data the mistakes are
       bounded, whatever the order.

    Examples
    --------
    >>> X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    >>> fit = perceptron_fit(X, np.array([0, 0, 0, 1]))
    >>> fit["w"].tolist(), fit["b"], fit["errors"], fit["converged"]
    ([2.0, 1.0], -2.0, [1, 3, 3, 2, 1, 0], True)
    """
    if X.ndim != 2 or y.shape != X.shape[:1]:
        raise ShapeError(f"X must be (m, n) and y (m,) with the same m; got {X.shape} and {y.shape}.")
    if len(X) == 0:
        raise ValueError("There is nothing to learn from: X has no sample.")
    w, b = get_array_module(X).zeros(X.shape[1]), 0.0
    errors: list[int] = []
    while len(errors) < max_epochs and (not errors or errors[-1] > 0):
        mistakes = 0
        for x, label in zip(X, y, strict=True):
            mistakes += int(perceptron_predict(x[np.newaxis], w, b)[0]) != int(label)
            w, b = perceptron_update(w, b, x, label, learning_rate)
        errors.append(mistakes)
    return {"w": w, "b": b, "errors": errors, "converged": bool(errors) and errors[-1] == 0}


def xor_gate(X: Array) -> IntArray:
    r"""Compute XOR with two layers of gates: what one neuron cannot do, three can.

    .. math:: \operatorname{XOR}(x) = \operatorname{AND}(\operatorname{OR}(x), \operatorname{NAND}(x))

    Parameters
    ----------
    X : ndarray of shape (m, 2), real
        Inputs 0 or 1, one pair a row.

    Returns
    -------
    ndarray of shape (m,), int64
        1 where exactly one input is 1.

    Raises
    ------
    ShapeError
        If `X` is not of shape (m, 2).

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, section 6.1.

    Examples
    --------
    >>> xor_gate(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]))
    array([0, 1, 1, 0])
    """
    xp = get_array_module(X)

    def gate(name: str, inputs: Array) -> IntArray:
        w, b = gate_params(name)
        return perceptron_predict(inputs, xp.asarray(w), b)

    return gate("and", xp.stack([gate("or", X), gate("nand", X)], axis=1))


def add_bias_column(X: Array) -> Array:
    r"""Put a feature that is always 1 in front, so that the bias becomes the weight :math:`w_0`.

    Parameters
    ----------
    X : ndarray of shape (m, n), real
        One sample a row. Not modified.

    Returns
    -------
    ndarray of shape (m, n + 1), float64
        Ones in column 0, `X` behind them.

    Raises
    ------
    ShapeError
        If `X` is not 2-D.

    Examples
    --------
    >>> add_bias_column(np.array([[2.0, 3.0]])).tolist()
    [[1.0, 2.0, 3.0]]
    """
    if X.ndim != 2:
        raise ShapeError(f"X must be (m, n), one sample a row; got {X.shape}.")
    xp = get_array_module(X)
    return xp.concatenate([xp.ones((X.shape[0], 1)), X.astype(xp.float64)], axis=1)  # type: ignore[no-any-return]


in_sentences(__name__)
