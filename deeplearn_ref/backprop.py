"""Backpropagation: the chain rule from the loss back to every parameter.

Gradients are of the mean loss: the 1/m is in the gradient of the loss, and everything behind it only sums.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypedDict

import numpy as np

from deeplearn_ref.activations import activation_grad, as_floating, sigmoid, sigmoid_grad
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.layers import Caches
from deeplearn_ref.losses import one_hot
from deeplearn_ref.types import Array, Params


class NeuronGradients(TypedDict):
    """What `neuron_backward` returns."""

    dC_da: float
    da_dz: float
    dC_dw: float
    dC_db: float
    dC_dx: float


class PassCosts(TypedDict):
    """What `pass_costs` returns."""

    forward: int
    dW: int
    dX: int
    ratio: float


def neuron_backward(x: float, w: float, b: float, y: float) -> NeuronGradients:
    r"""Return every factor of the chain rule for one sigmoid neuron with one input.

    .. math:: C = \tfrac{1}{2}(a - y)^2, \quad a = \sigma(z), \quad z = w x + b; \qquad
              \frac{\partial C}{\partial w} = (a - y)\, \sigma'(z)\, x

    Parameters
    ----------
    x, w, b, y : float
        Input, weight, bias and target.

    Returns
    -------
    dict
        ``dC_da``, ``da_dz``, ``dC_dw``, ``dC_db`` and ``dC_dx``, floats.

    References
    ----------
    .. [1] D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning representations by back-propagating errors, 1986.

    Examples
    --------
    >>> {name: round(value, 6) for name, value in neuron_backward(1.5, 2.0, -1.0, 1.0).items()}
    {'dC_da': -0.119203, 'da_dz': 0.104994, 'dC_dw': -0.018773, 'dC_db': -0.012516, 'dC_dx': -0.025031}
    """
    z = np.asarray(w * x + b)
    dC_da, da_dz = float(sigmoid(z)) - float(y), float(sigmoid_grad(z))
    dC_dz = dC_da * da_dz
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_dz * float(x), "dC_db": dC_dz, "dC_dx": dC_dz * float(w)}


def graph_backward(nodes: Sequence[tuple[Any, ...]]) -> tuple[Array, Array]:
    r"""Evaluate a computation graph forwards and differentiate its last node backwards.

    .. math:: \frac{\partial v_n}{\partial v_k} =
              \sum_{j \text{ uses } k} \frac{\partial v_n}{\partial v_j} \frac{\partial v_j}{\partial v_k}

    Parameters
    ----------
    nodes : sequence of tuple
        In topological order: ``("input", number)``, ``("add", i, j)``, ``("mul", i, j)`` or ``("relu", i)``, where
        i and j are positions of earlier nodes.

    Returns
    -------
    values : ndarray of shape (n,), float64
        Value of every node.
    grads : ndarray of shape (n,), float64
        Derivative of the last node with respect to every node; what comes back on several ways adds up.

    Raises
    ------
    ValueError
        If there is no node, an operation is unknown or has the wrong number of operands, or a position is not
        that of an earlier node.

    Examples
    --------
    >>> values, grads = graph_backward([("input", 3.0), ("mul", 0, 0)])
    >>> values.tolist(), grads.tolist()
    ([3.0, 9.0], [6.0, 1.0])
    """
    if len(nodes) == 0:
        raise ValueError("There is nothing to differentiate: nodes is empty.")
    values, grads = np.zeros(len(nodes)), np.zeros(len(nodes))
    for k, node in enumerate(nodes):
        _check_node(node, k)
        match node:
            case ("input", number):
                values[k] = number
            case ("add", i, j):
                values[k] = values[i] + values[j]
            case ("mul", i, j):
                values[k] = values[i] * values[j]
            case ("relu", i):
                values[k] = max(values[i], 0.0)
    grads[-1] = 1.0
    for k in reversed(range(len(nodes))):
        match nodes[k]:
            case ("add", i, j):
                grads[i] += grads[k]
                grads[j] += grads[k]
            case ("mul", i, j):
                grads[i] += grads[k] * values[j]
                grads[j] += grads[k] * values[i]
            case ("relu", i):
                grads[i] += grads[k] * (values[i] > 0)
    return values, grads


def activation_backward(dA: Array, Z: Array, kind: str) -> Array:
    r"""Carry a gradient from the activations of a layer back to its pre-activations.

    .. math:: dZ = dA \odot f'(Z)

    Parameters
    ----------
    dA : ndarray of any shape, real
        Gradient with respect to the activations. Not modified.
    Z : ndarray of the shape of `dA`, real
        Pre-activations. Not modified.
    kind : str
        ``"relu"``, ``"leaky_relu"``, ``"sigmoid"``, ``"tanh"`` or ``"linear"``.

    Returns
    -------
    ndarray of the same shape
        Gradient with respect to `Z`, in a new array.

    Raises
    ------
    ShapeError
        If the shapes differ.
    ValueError
        If there is no activation of this name, or it is softmax.

    Examples
    --------
    >>> activation_backward(np.array([[5.0, -7.0]]), np.array([[-1.0, 2.0]]), "relu").tolist()
    [[0.0, -7.0]]
    """
    _check_same_shape("dA", dA, "Z", Z)
    return dA * activation_grad(kind, Z)


def dense_backward(dZ: Array, X: Array, W: Array) -> tuple[Array, Array, Array]:
    r"""Carry a gradient from the pre-activations of a dense layer to its inputs, weights and biases.

    .. math:: dX = dZ\, W^\top, \qquad dW = X^\top dZ, \qquad db = \textstyle\sum_i dZ_i

    Parameters
    ----------
    dZ : ndarray of shape (m, n_out), real
        Gradient with respect to the pre-activations; the 1/m of the mean loss is in it already. Not modified.
    X : ndarray of shape (m, n_in), real
        Inputs of the layer. Not modified.
    W : ndarray of shape (n_in, n_out), real
        Weights. Not modified.

    Returns
    -------
    dX : ndarray of shape (m, n_in)
        Summed over units.
    dW : ndarray of shape (n_in, n_out)
        Summed over samples.
    db : ndarray of shape (n_out,)
        Summed over samples.

    Raises
    ------
    ShapeError
        If the shapes do not fit.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, algorithm 6.4.

    Examples
    --------
    >>> dX, dW, db = dense_backward(np.array([[1.0], [2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]]), np.ones((2, 1)))
    >>> dX.tolist(), dW.tolist(), db.tolist()
    ([[1.0, 1.0], [2.0, 2.0]], [[13.0], [16.0]], [3.0])
    """
    if dZ.ndim != 2 or X.ndim != 2 or dZ.shape[0] != X.shape[0] or W.shape != (X.shape[1], dZ.shape[1]):
        raise ShapeError(
            f"dZ must be (m, n_out), X (m, n_in) and W (n_in, n_out); got {dZ.shape}, {X.shape} and {W.shape}."
        )
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)


def mse_backward(y_true: Array, y_pred: Array) -> Array:
    r"""Return the gradient of the mean squared error at a linear output layer.

    .. math:: dZ = \frac{2}{m k} (\hat y - y)

    Parameters
    ----------
    y_true : ndarray of shape (m, k), real
        Targets. Not modified.
    y_pred : ndarray of the shape of `y_true`, real
        Predictions. Not modified.

    Returns
    -------
    ndarray of the shape of `y_pred`
        Divided by the number of all entries, as `deeplearn_ref.losses.mse` is.

    Raises
    ------
    ShapeError
        If the shapes differ.
    ValueError
        If the arrays are empty.

    Examples
    --------
    >>> mse_backward(np.zeros((3, 4)), np.full((3, 4), 3.0)).tolist()[0]
    [0.5, 0.5, 0.5, 0.5]
    """
    _check_same_shape("y_true", y_true, "y_pred", y_pred)
    _check_not_empty("y_true", y_true)
    return (as_floating(y_pred) - as_floating(y_true)) * (2 / y_pred.size)


def bce_sigmoid_backward(y: Array, p: Array) -> Array:
    r"""Return the gradient of the mean binary cross-entropy at the pre-activation of the sigmoid.

    .. math:: dZ = (p - y) / m

    Parameters
    ----------
    y : ndarray of shape (m, 1), real
        Labels. Not modified.
    p : ndarray of shape (m, 1), real
        Probabilities, after the sigmoid. Not modified.

    Returns
    -------
    ndarray of shape (m, 1)
        The slope of the sigmoid has cancelled: a confident mistake has a gradient near 1/m.

    Raises
    ------
    ShapeError
        If `y` and `p` are not both (m, 1).
    ValueError
        If there is no sample.

    Examples
    --------
    >>> bce_sigmoid_backward(np.array([[1.0], [0.0]]), np.array([[0.25], [0.5]])).tolist()
    [[-0.375], [0.25]]
    """
    if y.shape != p.shape or p.ndim != 2 or p.shape[1] != 1:
        raise ShapeError(f"y and p must both be (m, 1); got {y.shape} and {p.shape}.")
    _check_not_empty("y", y)
    return (as_floating(p) - as_floating(y)) / len(p)


def softmax_ce_backward(labels: Array, P: Array) -> Array:
    r"""Return the gradient of the mean cross-entropy at the pre-activations of the softmax.

    .. math:: dZ_{ij} = (P_{ij} - [\, j = t_i \,]) / m

    Parameters
    ----------
    labels : ndarray of shape (m,), int
        Class index `t` of each sample, in ``[0, n_classes)``.
    P : ndarray of shape (m, n_classes), real
        Probabilities, after the softmax. Not modified.

    Returns
    -------
    ndarray of shape (m, n_classes), dtype of `P`
        Each row adds up to 0.

    Raises
    ------
    ShapeError
        If `P` is not 2-D or `labels` is not (m,).
    ValueError
        If there is no sample or a label is no class.

    Examples
    --------
    >>> softmax_ce_backward(np.array([2, 0]), np.array([[0.25, 0.25, 0.5], [0.5, 0.25, 0.25]])).tolist()
    [[0.125, 0.125, -0.25], [-0.25, 0.125, 0.125]]
    """
    if P.ndim != 2 or labels.shape != P.shape[:1]:
        raise ShapeError(f"P must be (m, n_classes) and labels (m,); got {P.shape} and {labels.shape}.")
    _check_not_empty("P", P)
    P = as_floating(P)
    dZ: Array = (P - one_hot(labels, P.shape[1]).astype(P.dtype)) / len(P)
    return dZ


def mlp_backward(dZ_last: Array, params: Params, caches: Caches, activations: Sequence[str]) -> Params:
    r"""Carry the gradient of the loss back through a whole network.

    .. math:: dW_l = A_{l-1}^\top dZ_l, \qquad dZ_{l-1} = (dZ_l W_l^\top) \odot f_{l-1}'(Z_{l-1})

    Parameters
    ----------
    dZ_last : ndarray of shape (m, n_out of the last layer), real
        Gradient at the last pre-activation, from `mse_backward`, `bce_sigmoid_backward` or `softmax_ce_backward`.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer. Not modified.
    caches : list of dict
        What `deeplearn_ref.layers.mlp_forward` kept. Not modified.
    activations : sequence of str
        One name per layer; the last is not used, its derivative is in `dZ_last`.

    Returns
    -------
    list of dict
        Gradients, built like `params`, first layer first.

    Raises
    ------
    ShapeError
        If a shape does not fit.
    ValueError
        If there is no layer, or not one cache and one activation for each.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, algorithm 6.4.

    Examples
    --------
    >>> params = [{"W": np.array([[2.0]]), "b": np.zeros(1)}, {"W": np.array([[3.0]]), "b": np.zeros(1)}]
    >>> caches = [{"A_prev": np.array([[5.0]]), "Z": np.array([[10.0]]), "A": np.array([[10.0]])},
    ...           {"A_prev": np.array([[10.0]]), "Z": np.array([[30.0]]), "A": np.array([[30.0]])}]
    >>> grads = mlp_backward(np.array([[1.0]]), params, caches, ["relu", "linear"])
    >>> [layer["W"].item() for layer in grads]
    [15.0, 10.0]
    """
    if not params or not len(params) == len(caches) == len(activations):
        raise ValueError(
            f"A network has at least one layer, and one cache and one activation for each; got {len(params)} layers, "
            f"{len(caches)} caches and {len(activations)} activations."
        )
    grads, dZ = Params(), dZ_last
    for index in reversed(range(len(params))):
        dX, dW, db = dense_backward(dZ, caches[index]["A_prev"], params[index]["W"])
        grads.append({"W": dW, "b": db})
        if index > 0:
            dZ = activation_backward(dX, caches[index - 1]["Z"], activations[index - 1])
    return grads[::-1]


def prelu_backward(dA: Array, Z: Array, a: Array) -> tuple[Array, Array]:
    r"""Carry a gradient back through a leaky ReLU that learns the slope of each unit.

    .. math:: dZ = dA \odot \begin{cases} 1 & Z > 0 \\ a & Z \le 0 \end{cases}, \qquad
              da_j = \sum_i dA_{ij} \min(Z_{ij}, 0)

    Parameters
    ----------
    dA : ndarray of shape (m, n), real
        Gradient with respect to the activations. Not modified.
    Z : ndarray of shape (m, n), real
        Pre-activations. Not modified.
    a : ndarray of shape (n,), real
        Slope of each unit on its negative side. Not modified.

    Returns
    -------
    dZ : ndarray of shape (m, n)
        Gradient with respect to `Z`.
    da : ndarray of shape (n,)
        Gradient with respect to `a`, summed over samples.

    Raises
    ------
    ShapeError
        If the shapes do not fit.

    References
    ----------
    .. [1] K. He et al., Delving deep into rectifiers, 2015, section 2.1.

    Examples
    --------
    >>> Z, dA = np.array([[-1.0, 2.0], [-3.0, -4.0]]), np.array([[1.0, 10.0], [100.0, 1000.0]])
    >>> dZ, da = prelu_backward(dA, Z, np.array([0.5, 0.25]))
    >>> dZ.tolist(), da.tolist()
    ([[0.5, 10.0], [50.0, 250.0]], [-301.0, -4000.0])
    """
    if Z.ndim != 2 or dA.shape != Z.shape or a.shape != Z.shape[1:]:
        raise ShapeError(f"dA and Z must be (m, n) and a (n,); got {dA.shape}, {Z.shape} and {a.shape}.")
    xp = get_array_module(dA, Z, a)
    dA, Z, a = as_floating(dA), as_floating(Z), as_floating(a)
    return xp.where(Z > 0, dA, dA * a), (dA * xp.minimum(Z, 0)).sum(axis=0)


def pass_costs(layer_sizes: Sequence[int], m: int = 1) -> PassCosts:
    r"""Count the multiply-adds of a forward and a backward pass.

    .. math:: \text{forward} = dW = m \sum_{l \ge 1} n_{l-1} n_l, \qquad dX = m \sum_{l \ge 2} n_{l-1} n_l

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of inputs, then of units in each layer.
    m : int
        Number of samples.

    Returns
    -------
    dict
        ``forward``, ``dW``, ``dX`` (int) and ``ratio`` (float), backward over forward. Nobody needs the gradient of
        the inputs, so the first layer has no dX.

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or a size or `m` is below 1.

    Examples
    --------
    >>> pass_costs([2, 4, 6, 6, 4, 1], m=10)["forward"]
    960
    """
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1:
        raise ValueError(
            f"layer_sizes must hold at least two sizes, each 1 or more, and m must be 1 or more; "
            f"got {list(layer_sizes)} and {m}."
        )
    products = [int(m) * int(n_in) * int(n_out) for n_in, n_out in pairwise(layer_sizes)]
    forward, d_inputs = sum(products), sum(products[1:])
    return {"forward": forward, "dW": forward, "dX": d_inputs, "ratio": (forward + d_inputs) / forward}


def _check_node(node: tuple[Any, ...], position: int) -> None:
    operands = {"input": 1, "add": 2, "mul": 2, "relu": 1}
    if not node or node[0] not in operands or len(node) != operands[node[0]] + 1:
        raise ValueError(
            f"Node {position} is {node!r}; a node is ('input', number), ('add', i, j), ('mul', i, j) or ('relu', i)."
        )
    if node[0] != "input" and not all(0 <= earlier < position for earlier in node[1:]):
        raise ValueError(f"Node {position} is {node!r}; it may only use nodes before it, 0 to {position - 1}.")


def _check_same_shape(name: str, array: Array, other_name: str, other: Array) -> None:
    if array.shape != other.shape:
        raise ShapeError(f"{name} and {other_name} must be of the same shape; got {array.shape} and {other.shape}.")


def _check_not_empty(name: str, array: Array) -> None:
    if array.size == 0:
        raise ValueError(f"There is no mean loss to differentiate: {name} is empty, of shape {array.shape}.")


in_sentences(__name__)
