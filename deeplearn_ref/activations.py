"""Activation functions and their derivatives, all as functions of the pre-activation.

float16, float32 and float64 stay what they are; integers and booleans become float64. No finite or infinite
input causes a floating-point warning.
"""

from collections.abc import Callable

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.types import Array


def as_floating(values: Array) -> Array:
    """Return an array of real numbers as floating point, by the rule that all activations follow.

    Parameters
    ----------
    values : ndarray of any shape, real
        Or a plain number.

    Returns
    -------
    ndarray of the same shape
        The array itself where it is floating point already, else a float64 copy.

    Examples
    --------
    >>> import numpy as np
    >>> as_floating(np.array([1, 2])).dtype, as_floating(np.zeros(2, dtype=np.float32)).dtype
    (dtype('float64'), dtype('float32'))
    """
    xp = get_array_module(values)
    array: Array = xp.asarray(values)
    return array if array.dtype.kind == "f" else array.astype(xp.float64)


def linear(z: Array) -> Array:
    r"""Return the pre-activation itself, as a copy.

    .. math:: f(z) = z

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations.

    Returns
    -------
    ndarray of the shape of `z`
        A new array.

    Examples
    --------
    >>> import numpy as np
    >>> linear(np.array([-1.5, 2.0])).tolist()
    [-1.5, 2.0]
    """
    return as_floating(z).copy()


def linear_grad(z: Array) -> Array:
    r"""Return the derivative of `linear`: 1 everywhere.

    .. math:: f'(z) = 1

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        Ones.

    Examples
    --------
    >>> import numpy as np
    >>> linear_grad(np.array([-1.5, 2.0])).tolist()
    [1.0, 1.0]
    """
    xp = get_array_module(z)
    ones: Array = xp.ones_like(as_floating(z))
    return ones


def sigmoid(z: Array) -> Array:
    r"""Squash every number into (0, 1).

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        Exactly 0 at -inf, 1 at inf, nan at nan.

    Notes
    -----
    The first form is used where z is not negative, the second elsewhere. So only :math:`e^{-|z|}` is ever
    computed, which can not overflow.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, section 3.10.

    Examples
    --------
    >>> import numpy as np
    >>> sigmoid(np.array([-800.0, -1.0, 0.0, 800.0])).round(6).tolist()
    [0.0, 0.268941, 0.5, 1.0]
    """
    xp = get_array_module(z)
    z = as_floating(z)
    e = xp.exp(-xp.abs(z))
    squashed: Array = xp.where(z >= 0, xp.ones_like(e), e) / (1 + e)
    return squashed


def sigmoid_grad(z: Array) -> Array:
    r"""Return the derivative of `sigmoid`, at most 1/4.

    .. math:: \sigma'(z) = \sigma(z)\,(1 - \sigma(z)) = \sigma(z)\,\sigma(-z)

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations, not sigmoid's values. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        0 at both infinities.

    Notes
    -----
    The last form keeps its digits in the tails, where :math:`1 - \sigma(z)` would cancel to 0.

    Examples
    --------
    >>> import numpy as np
    >>> sigmoid_grad(np.array([-1.0, 0.0, 2.0])).round(6).tolist()
    [0.196612, 0.25, 0.104994]
    """
    z = as_floating(z)
    return sigmoid(z) * sigmoid(-z)


def tanh(z: Array) -> Array:
    r"""Squash every number into (-1, 1), with 0 in the middle.

    .. math:: \tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2\sigma(2z) - 1

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        -1 at -inf, 1 at inf, nan at nan.

    Examples
    --------
    >>> import numpy as np
    >>> tanh(np.array([-800, 0, 1])).round(6).tolist()
    [-1.0, 0.0, 0.761594]
    """
    xp = get_array_module(z)
    squashed: Array = xp.tanh(as_floating(z))
    return squashed


def tanh_grad(z: Array) -> Array:
    r"""Return the derivative of `tanh`, at most 1.

    .. math:: \tanh' z = 1 - \tanh^2 z

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations, not tanh's values. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        0 at both infinities.

    Examples
    --------
    >>> import numpy as np
    >>> tanh_grad(np.array([-1.0, 0.0, 2.0])).round(6).tolist()
    [0.419974, 1.0, 0.070651]
    """
    slope: Array = 1 - tanh(z) ** 2
    return slope


def relu(z: Array) -> Array:
    r"""Keep what is positive, replace the rest by 0.

    .. math:: \operatorname{relu}(z) = \max(z, 0)

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        0 at -inf, inf at inf, nan at nan.

    References
    ----------
    .. [1] V. Nair, G. E. Hinton, Rectified linear units improve restricted Boltzmann machines, 2010.

    Examples
    --------
    >>> import numpy as np
    >>> relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 3.0]
    """
    xp = get_array_module(z)
    rectified: Array = xp.maximum(as_floating(z), 0)
    return rectified


def relu_grad(z: Array) -> Array:
    r"""Return the derivative of `relu`; at the kink we choose 0.

    .. math:: \operatorname{relu}'(z) = [z > 0]

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `z`
        0 or 1, floating point.

    Examples
    --------
    >>> import numpy as np
    >>> relu_grad(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.0, 0.0, 1.0]
    """
    z = as_floating(z)
    return (z > 0).astype(z.dtype)


def leaky_relu(z: Array, alpha: float = 0.01) -> Array:
    r"""Keep what is positive, scale the rest by `alpha`.

    .. math:: f(z) = z \text{ if } z > 0, \text{ else } \alpha z

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.
    alpha : float
        Slope on the negative side: 0 is `relu`, more than 1 is allowed.

    Returns
    -------
    ndarray of the shape of `z`
        Activations; nan at nan.

    References
    ----------
    .. [1] A. L. Maas, A. Y. Hannun, A. Y. Ng, Rectifier nonlinearities improve neural network acoustic models, 2013.

    Examples
    --------
    >>> import numpy as np
    >>> leaky_relu(np.array([-2.0, 0.0, 3.0])).tolist()
    [-0.02, 0.0, 3.0]
    """
    if alpha == 0:
        return relu(z)  # 0 times -inf would be nan
    xp = get_array_module(z)
    z = as_floating(z)
    # A plain float leaves float32 what it is; positive entries stay out of the product, which might overflow.
    leaked: Array = xp.where(z > 0, z, float(alpha) * xp.minimum(z, 0))
    return leaked


def leaky_relu_grad(z: Array, alpha: float = 0.01) -> Array:
    r"""Return the derivative of `leaky_relu`; at the kink we choose `alpha`.

    .. math:: f'(z) = 1 \text{ if } z > 0, \text{ else } \alpha

    Parameters
    ----------
    z : ndarray of any shape, real
        Pre-activations. Not modified.
    alpha : float
        Slope on the negative side.

    Returns
    -------
    ndarray of the shape of `z`
        1 or `alpha`.

    Examples
    --------
    >>> import numpy as np
    >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0])).tolist()
    [0.01, 0.01, 1.0]
    """
    xp = get_array_module(z)
    z = as_floating(z)
    slope: Array = xp.where(z > 0, 1.0, float(alpha)).astype(z.dtype)
    return slope


def softmax(Z: Array, axis: int = -1) -> Array:
    r"""Turn scores into probabilities that add up to 1 along an axis.

    .. math:: p_{ij} = \frac{e^{z_{ij}}}{\sum_k e^{z_{ik}}}

    Parameters
    ----------
    Z : ndarray of shape (m, n_classes), or any with at least one axis, real
        Scores (logits), one row per sample for the default axis. Not modified.
    axis : int
        The axis along which classes compete.

    Returns
    -------
    ndarray of the shape of `Z`
        Probabilities; classes at inf share everything, a row with a nan is nan.

    Notes
    -----
    A number added to a whole row cancels, so each row's maximum is subtracted first: no exponent is positive.
    The difference is taken of halves and cut at -1000, where the exponential is 0 all the same, so that two huge
    numbers of opposite sign can not overflow.

    References
    ----------
    .. [1] Goodfellow, Bengio, Courville, *Deep Learning*, MIT Press 2016, section 4.1.

    Examples
    --------
    >>> import numpy as np
    >>> softmax(np.array([[1000.0, 1001.0, 1002.0], [0.0, 0.0, 0.0]])).round(6).tolist()
    [[0.090031, 0.244728, 0.665241], [0.333333, 0.333333, 0.333333]]
    """
    xp = get_array_module(Z)
    finite = xp.nan_to_num(as_floating(Z), nan=float("nan"))  # infinities become the largest numbers there are
    top = finite.max(axis=axis, keepdims=True)
    gap = 2 * xp.maximum(finite / 2 - top / 2, -500)
    weights = xp.exp(gap)
    probabilities: Array = weights / weights.sum(axis=axis, keepdims=True)
    return probabilities


#: What a network knows by name: the function, and its derivative where one number per entry says it all.
ACTIVATIONS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array] | None]] = {
    "linear": (linear, linear_grad),
    "sigmoid": (sigmoid, sigmoid_grad),
    "tanh": (tanh, tanh_grad),
    "relu": (relu, relu_grad),
    "leaky_relu": (leaky_relu, leaky_relu_grad),
    "softmax": (softmax, None),
}


def activate(name: str, Z: Array) -> Array:
    """Apply the activation of this name.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS`.
    Z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `Z`
        Activations, in a new array.

    Raises
    ------
    ValueError
        If there is no activation of this name.

    Examples
    --------
    >>> import numpy as np
    >>> activate("relu", np.array([-1.0, 2.0])).tolist()
    [0.0, 2.0]
    """
    function, _ = _named(name)
    return function(Z)


def activation_grad(name: str, Z: Array) -> Array:
    """Return the derivative of the activation of this name, entry by entry.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS` other than ``"softmax"``.
    Z : ndarray of any shape, real
        Pre-activations. Not modified.

    Returns
    -------
    ndarray of the shape of `Z`
        Derivatives.

    Raises
    ------
    ValueError
        If there is no activation of this name, or it is softmax: each of its outputs depends on a whole row.

    Examples
    --------
    >>> import numpy as np
    >>> activation_grad("relu", np.array([-1.0, 2.0])).tolist()
    [0.0, 1.0]
    """
    _, derivative = _named(name)
    if derivative is None:
        raise ValueError(
            f"{name} has no derivative entry by entry: each output depends on its whole row. "
            "Use it in the last layer, with softmax_ce_backward."
        )
    return derivative(Z)


def _named(name: str) -> tuple[Callable[[Array], Array], Callable[[Array], Array] | None]:
    if name not in ACTIVATIONS:
        raise ValueError(f"There is no activation {name!r}. The activations are {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[name]


in_sentences(__name__)
