"""Optimizers as pure steps: parameter, gradient and state in, new parameter and new state out.

The state is a dict; an empty one starts afresh. `deeplearn_ref.network` does the same in place, for speed.
"""

import copy
from typing import Any

from deeplearn_ref.activations import as_floating
from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.types import Array, Params

State = dict[str, Any]


def sgd_step(param: Array, grad: Array, state: State, learning_rate: float) -> tuple[Array, State]:
    r"""Take one step of plain gradient descent.

    .. math:: \theta \leftarrow \theta - \eta\, g

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        Not used.
    learning_rate : float
        Step size.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        A copy of `state`.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    Examples
    --------
    >>> import numpy as np
    >>> sgd_step(np.array([1.0]), np.array([0.5]), {}, 0.5)[0].tolist()
    [0.75]
    """
    p, g = _checked(param, grad, state)
    return p - learning_rate * g, copy.deepcopy(state)


def momentum_step(
    param: Array, grad: Array, state: State, learning_rate: float, beta: float = 0.9
) -> tuple[Array, State]:
    r"""Take one step of gradient descent with momentum.

    .. math:: v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \eta\, v

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        ``"v"``, the velocity, an array of the shape of `param`; zeros where it is missing. Not modified.
    learning_rate : float
        Step size.
    beta : float
        Share of the velocity that is kept.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"v"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    Notes
    -----
    Some books average instead, :math:`v \leftarrow \beta v + (1 - \beta) g`: the same path at a learning rate
    :math:`1/(1-\beta)` times as large.

    References
    ----------
    .. [1] B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964.

    Examples
    --------
    >>> import numpy as np
    >>> p, state = momentum_step(np.array([1.0]), np.array([1.0]), {}, 0.125, beta=0.5)
    >>> p, state = momentum_step(p, np.array([1.0]), state, 0.125, beta=0.5)
    >>> p.tolist(), state["v"].tolist()
    ([0.6875], [1.5])
    """
    p, g = _checked(param, grad, state)
    v = beta * state.get("v", 0.0) + g
    return p - learning_rate * v, {"v": v}


def nesterov_step(
    param: Array, grad: Array, state: State, learning_rate: float, beta: float = 0.9
) -> tuple[Array, State]:
    r"""Take one step with Nesterov's momentum: the step looks ahead along the velocity.

    .. math:: v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \eta\,(g + \beta v)

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        ``"v"``, the velocity; zeros where it is missing. Not modified.
    learning_rate : float
        Step size.
    beta : float
        Share of the velocity that is kept.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"v"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    References
    ----------
    .. [1] I. Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> nesterov_step(np.array([1.0]), np.array([1.0]), {}, 0.125, beta=0.5)[0].tolist()
    [0.8125]
    """
    p, g = _checked(param, grad, state)
    v = beta * state.get("v", 0.0) + g
    return p - learning_rate * (g + beta * v), {"v": v}


def adagrad_step(
    param: Array, grad: Array, state: State, learning_rate: float, eps: float = 1e-8
) -> tuple[Array, State]:
    r"""Take one step of AdaGrad: each parameter's rate falls with the gradients it has seen.

    .. math:: s \leftarrow s + g^2, \qquad \theta \leftarrow \theta - \eta\, g / (\sqrt{s} + \varepsilon)

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        ``"s"``, the sum of squared gradients; zeros where it is missing. Not modified.
    learning_rate : float
        Step size.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"s"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    References
    ----------
    .. [1] J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods, *JMLR* 12, 2011.

    Examples
    --------
    >>> import numpy as np
    >>> p, state = adagrad_step(np.array([1.0]), np.array([3.0]), {}, 0.5, eps=0.0)
    >>> p.tolist(), state["s"].tolist()
    ([0.5], [9.0])
    """
    p, g = _checked(param, grad, state)
    xp = get_array_module(p)
    s = state.get("s", 0.0) + g**2
    return p - learning_rate * g / (xp.sqrt(s) + eps), {"s": s}


def rmsprop_step(
    param: Array, grad: Array, state: State, learning_rate: float, rho: float = 0.9, eps: float = 1e-8
) -> tuple[Array, State]:
    r"""Take one step of RMSProp: AdaGrad that forgets.

    .. math:: s \leftarrow \rho s + (1 - \rho) g^2, \qquad
              \theta \leftarrow \theta - \eta\, g / (\sqrt{s} + \varepsilon)

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        ``"s"``, the running mean of squared gradients; zeros where it is missing. Not modified.
    learning_rate : float
        Step size.
    rho : float
        Share of the running mean that is kept.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"s"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    References
    ----------
    .. [1] T. Tieleman, G. Hinton, Lecture 6.5, *Neural Networks for Machine Learning*, Coursera 2012.

    Examples
    --------
    >>> import numpy as np
    >>> p, state = rmsprop_step(np.array([1.0]), np.array([2.0]), {}, 0.5, rho=0.75, eps=0.0)
    >>> p.tolist(), state["s"].tolist()
    ([0.0], [1.0])
    """
    p, g = _checked(param, grad, state)
    xp = get_array_module(p)
    s = rho * state.get("s", 0.0) + (1.0 - rho) * g**2
    return p - learning_rate * g / (xp.sqrt(s) + eps), {"s": s}


def adam_step(
    param: Array,
    grad: Array,
    state: State,
    learning_rate: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, State]:
    r"""Take one step of Adam: momentum, divided by the typical size of the gradient, both corrected at the start.

    .. math:: m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
              \theta \leftarrow \theta - \eta\,
              \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \varepsilon}

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient. Not modified.
    state : dict
        ``"m"`` and ``"v"``, arrays of the shape of `param`, and ``"t"``, the steps taken so far; zeros where they
        are missing. Not modified.
    learning_rate : float
        Step size: about the size of the first steps, whatever the gradient's.
    beta1, beta2 : float
        Shares of the running means that are kept.
    eps : float
        Keeps the divisor from 0; outside the root.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"m"``, ``"v"`` and ``"t"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    References
    ----------
    .. [1] D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.

    Examples
    --------
    >>> import numpy as np
    >>> p, state = adam_step(np.array([1.0]), np.array([250.0]), {}, learning_rate=0.5)
    >>> p.round(6).tolist(), state["t"]
    ([0.5], 1)
    """
    p, g = _checked(param, grad, state)
    xp = get_array_module(p)
    t = int(state.get("t", 0)) + 1
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * g**2
    step = (m / (1.0 - beta1**t)) / (xp.sqrt(v / (1.0 - beta2**t)) + eps)
    return p - learning_rate * step, {"m": m, "v": v, "t": t}


def adamw_step(
    param: Array,
    grad: Array,
    state: State,
    learning_rate: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> tuple[Array, State]:
    r"""Take one step of Adam with weight decay beside it instead of in the gradient.

    .. math:: \theta \leftarrow (1 - \eta \lambda)\,\theta - \eta\,\hat m / (\sqrt{\hat v} + \varepsilon)

    Parameters
    ----------
    param : ndarray of any shape, float
        Parameter. Not modified.
    grad : ndarray of the shape of `param`, float
        Gradient, without a penalty on weights. Not modified.
    state : dict
        As for `adam_step`. Not modified.
    learning_rate : float
        Step size.
    beta1, beta2 : float
        Shares of the running means that are kept.
    eps : float
        Keeps the divisor from 0; outside the root.
    weight_decay : float
        Share of the parameter that is taken off, times the learning rate.

    Returns
    -------
    new_param : ndarray of the shape of `param`
        A new array.
    new_state : dict
        With the new ``"m"``, ``"v"`` and ``"t"``.

    Raises
    ------
    ShapeError
        If the shapes differ, or that of an array in `state`.

    References
    ----------
    .. [1] I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2.

    Examples
    --------
    >>> import numpy as np
    >>> p, _ = adamw_step(np.array([1.0]), np.array([0.0]), {}, learning_rate=0.5, weight_decay=0.5)
    >>> p.tolist()
    [0.75]
    """
    p, _ = _checked(param, grad, state)
    return adam_step(p * (1.0 - learning_rate * weight_decay), grad, state, learning_rate, beta1, beta2, eps)


def clip_by_global_norm(grads: Params, max_norm: float) -> tuple[Params, float]:
    r"""Scale all gradients down together where their common norm is too large.

    .. math:: \lVert g \rVert = \sqrt{\textstyle\sum_l \lVert dW^{(l)} \rVert^2 + \lVert db^{(l)} \rVert^2},
              \qquad g \leftarrow g \cdot \min(1, c / \lVert g \rVert)

    Parameters
    ----------
    grads : list of dict
        Gradients ``{"W": (n_in, n_out), "b": (n_out,)}``. Not modified.
    max_norm : float
        Largest norm c that is let through.

    Returns
    -------
    clipped : list of dict
        New arrays in the same structure; equal to `grads` where the norm is at most `max_norm`.
    norm : float
        The norm before clipping.

    Raises
    ------
    ValueError
        If `max_norm` is not positive.

    References
    ----------
    .. [1] R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> clipped, norm = clip_by_global_norm([{"W": np.array([[2.0, 1.0]]), "b": np.array([2.0, 0.0])}], 1.5)
    >>> norm, clipped[0]["W"].tolist()
    (3.0, [[1.0, 0.5]])
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm must be positive; got {max_norm}.")
    squares = [(array.astype("float64") ** 2).sum() for layer in grads for array in layer.values()]
    norm = float(sum(squares)) ** 0.5
    factor = max_norm / norm if norm > max_norm else 1.0
    return [{name: array * factor for name, array in layer.items()} for layer in grads], norm


def _checked(param: Array, grad: Array, state: State) -> tuple[Array, Array]:
    p, g = as_floating(param), as_floating(grad)
    if p.shape != g.shape:
        raise ShapeError(f"param and grad must have the same shape; got {p.shape} and {g.shape}.")
    for name, kept in state.items():
        if getattr(kept, "shape", ()) not in ((), p.shape):
            raise ShapeError(f"state[{name!r}] must have the shape of param; got {kept.shape} and {p.shape}.")
    return p, g


in_sentences(__name__)
