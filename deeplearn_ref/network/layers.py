"""Layers: what each computes, what it hands its backward, and how gradients pass through it.

A layer holds no numbers and no memory of the last batch. ``forward`` returns its output and a *cache* with all that
``backward`` needs; ``backward`` takes the gradient at the output and returns the one at the input::

    X --Dense--> Z --Activation--> A --Dropout--> ... --> logits
    dX <-------- dZ <------------- dA <---------- ... <-- d_logits

**How it is made fast.** Every formula writes into arrays of its cache (``out=``), by functions of the array module
that the cache names. Without a cache, ``forward`` makes a new one: a pure function. Handed the cache of an earlier
call with as many samples, it uses its memory again, and training allocates nothing; and because it asks the cache
for the array module, a `Tape` in its place can note what is done, to repeat it (`deeplearn_ref.network.step`).

No layer has a training mode: dropout acts when, and only when, it is given a generator to draw from.
"""

from types import ModuleType, SimpleNamespace
from typing import Any, Protocol

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.network.parameters import Shapes
from deeplearn_ref.types import Array, Layer

LEAKY_SLOPE = 0.01
FEW = 2**11
"""Entries up to which ReLU's derivative is quicker to get as a sign than as a comparison."""


class Cache(SimpleNamespace):
    """What one forward pass of one layer leaves for its backward, and the memory that both write into."""

    xp: ModuleType
    out: Array
    d_in: Array | None


class AnyLayer(Protocol):
    """What a layer can do. `Sequential` asks for nothing else, so a layer of your own fits in as well."""

    def shapes(self) -> Shapes:
        """Return name and shape of each parameter.

        Returns
        -------
        dict of str to tuple of int
            Empty where there is nothing to learn.
        """

    def width(self, n_in: int) -> int:
        """Return the number of outputs.

        Parameters
        ----------
        n_in : int
            Number of inputs.

        Returns
        -------
        int
            Width of the output.

        Raises
        ------
        ShapeError
            If the layer can not take so many inputs.
        """

    def describe(self) -> dict[str, Any]:
        """Return what rebuilds the layer.

        Returns
        -------
        dict
            Its ``"kind"`` and its settings, as JSON can hold them.
        """

    def forward(
        self, X: Array, params: Layer, cache: Any = None, rng: np.random.Generator | None = None
    ) -> tuple[Array, Any]:
        """Compute the output.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), floating
            Input, one sample a row. Not modified.
        params : dict of str to ndarray
            The layer's parameters, of the shapes that `shapes` names. Not modified.
        cache : Cache, optional
            That of an earlier call with as many samples, whose memory is used again.
        rng : numpy.random.Generator, optional
            Source of everything random; given in training only.

        Returns
        -------
        out : ndarray of shape (m, n_out), dtype of `X`
            The output; it belongs to the cache.
        cache : Cache
            What `backward` needs.

        Raises
        ------
        ShapeError
            If `X` does not fit the layer.
        """

    def backward(self, d_out: Array, params: Layer, cache: Any, grads: Layer, wants_d_in: bool = True) -> Array | None:
        """Hand a gradient back through the layer.

        Parameters
        ----------
        d_out : ndarray of shape (m, n_out), floating
            Gradient of the loss at the output. Not modified.
        params : dict of str to ndarray
            The parameters that `forward` was given. Not modified.
        cache : Cache
            What `forward` returned.
        grads : dict of str to ndarray
            Gradients of the parameters, of their shapes. Written into.
        wants_d_in : bool
            Whether the gradient at the input is needed.

        Returns
        -------
        ndarray of shape (m, n_in), dtype of `d_out`, or None
            Gradient of the loss at the input; it belongs to the cache. None may come where it is not needed.
        """


class Dense:
    r"""Weighted sums of all inputs, one per unit.

    .. math:: Z = X W + b, \qquad
        \partial W = X^T\,\partial Z, \quad \partial b = 1^T\,\partial Z, \quad \partial X = \partial Z\,W^T

    Parameters
    ----------
    n_in, n_out : int
        Widths of input and output.
    scheme : str
        How weights are drawn (`deeplearn_ref.initializers.init_params`): ``"he"``, ``"xavier"``, ...

    Raises
    ------
    ValueError
        If a width is smaller than 1.

    Examples
    --------
    >>> layer, params = Dense(2, 1), {"W": np.array([[1.0], [2.0]]), "b": np.array([0.5])}
    >>> Z, cache = layer.forward(np.array([[3.0, 4.0]]), params)
    >>> Z.tolist()
    [[11.5]]
    >>> grads = {"W": np.zeros((2, 1)), "b": np.zeros(1)}
    >>> layer.backward(np.array([[1.0]]), params, cache, grads).tolist(), grads["W"].tolist()
    ([[1.0, 2.0]], [[3.0], [4.0]])
    """

    def __init__(self, n_in: int, n_out: int, scheme: str = "he") -> None:
        if n_in < 1 or n_out < 1:
            raise ValueError(f"A dense layer needs at least one input and one output; got {n_in} and {n_out}.")
        self.n_in, self.n_out, self.scheme = n_in, n_out, scheme

    def shapes(self) -> Shapes:
        """Return ``{"W": (n_in, n_out), "b": (n_out,)}``."""
        return {"W": (self.n_in, self.n_out), "b": (self.n_out,)}

    def width(self, n_in: int) -> int:
        """Return `n_out`; ShapeError if `n_in` is not the layer's."""
        if n_in != self.n_in:
            raise _misfit(self.n_in, n_in)
        return self.n_out

    def describe(self) -> dict[str, Any]:
        """Return kind and settings."""
        return {"kind": "Dense", "n_in": self.n_in, "n_out": self.n_out, "scheme": self.scheme}

    def forward(
        self, X: Array, params: Layer, cache: Any = None, rng: np.random.Generator | None = None
    ) -> tuple[Array, Any]:
        """Return Z of shape (m, n_out) for X of shape (m, n_in), and the cache."""
        if cache is None:
            if X.ndim != 2 or X.shape[1] != self.n_in:
                raise _misfit(self.n_in, X.shape)
            xp, m = get_array_module(X), X.shape[0]
            Z = xp.empty((m, self.n_out), dtype=X.dtype)
            cache = Cache(xp=xp, out=Z, d_in=None, ones=xp.ones((m,), dtype=X.dtype))
        xp, Z = cache.xp, cache.out
        xp.dot(X, params["W"], out=Z)
        xp.add(Z, params["b"], out=Z)
        cache.X = X
        return Z, cache

    def backward(self, d_out: Array, params: Layer, cache: Any, grads: Layer, wants_d_in: bool = True) -> Array | None:
        """Write dW and db into `grads`, of shapes (n_in, n_out) and (n_out,); return dX, of shape (m, n_in)."""
        dot = cache.xp.dot
        dot(cache.X.T, d_out, out=grads["W"])
        dot(cache.ones, d_out, out=grads["b"])  # the sum over samples; faster than a reduction
        if not wants_d_in:
            return None
        if cache.d_in is None:
            cache.d_in = cache.xp.empty(cache.X.shape, dtype=d_out.dtype)
        dX: Array = cache.d_in
        dot(d_out, params["W"].T, out=dX)
        return dX


class Activation:
    r"""A function of each pre-activation.

    .. math:: A = f(Z), \qquad \partial Z = \partial A \cdot f'(Z)

    The derivative is taken from the output, which says as much as Z: ReLU ``A > 0``, sigmoid ``A (1 - A)``,
    tanh ``1 - A²``. Softmax mixes the entries of a row:
    :math:`\partial z_j = p_j\,(\partial p_j - \sum_k p_k\,\partial p_k)`.

    Parameters
    ----------
    name : str
        ``"relu"``, ``"leaky_relu"``, ``"sigmoid"``, ``"tanh"``, ``"softmax"`` or ``"linear"``.

    Raises
    ------
    ValueError
        If there is no such activation.

    Examples
    --------
    >>> A, cache = Activation("relu").forward(np.array([[-1.0, 2.0]]), {})
    >>> A.tolist(), Activation("relu").backward(np.array([[5.0, 5.0]]), {}, cache, {}).tolist()
    ([[0.0, 2.0]], [[0.0, 5.0]])
    """

    def __init__(self, name: str) -> None:
        if name not in _ACTIVATIONS:
            raise ValueError(f"There is no activation {name!r}. Choose one of {', '.join(_ACTIVATIONS)}.")
        self.name = name
        self._forward, self._backward = _ACTIVATIONS[name]

    def shapes(self) -> Shapes:
        """Return ``{}``: there is nothing to learn."""
        return {}

    def width(self, n_in: int) -> int:
        """Return `n_in`."""
        return n_in

    def describe(self) -> dict[str, Any]:
        """Return kind and settings."""
        return {"kind": "Activation", "name": self.name}

    def forward(
        self, X: Array, params: Layer, cache: Any = None, rng: np.random.Generator | None = None
    ) -> tuple[Array, Any]:
        """Return A of the shape of the pre-activations `X`, (m, n), and the cache."""
        if cache is None:
            xp = get_array_module(X)
            cache = Cache(xp=xp, out=xp.empty(X.shape, dtype=X.dtype), d_in=None, work=None, mask=None)
        self._forward(cache.xp, X, cache.out, cache)
        return cache.out, cache

    def backward(self, d_out: Array, params: Layer, cache: Any, grads: Layer, wants_d_in: bool = True) -> Array | None:
        """Return dZ of the shape of `d_out`, (m, n)."""
        if cache.d_in is None:
            xp, A = cache.xp, cache.out
            cache.d_in, cache.mask = xp.empty(A.shape, dtype=A.dtype), xp.empty(A.shape, dtype=bool)
        self._backward(cache.xp, d_out, cache.out, cache.d_in, cache)
        dZ: Array = cache.d_in
        return dZ


class Dropout:
    r"""Set a random part of the units to zero and scale up the others, in training only.

    .. math:: \tilde A = A \cdot M / (1 - p), \qquad \partial A = \partial\tilde A \cdot M / (1 - p),
        \qquad M_{ij} = [u_{ij} \ge p]

    Numbers :math:`u` are drawn by NumPy whatever the device, one for each entry, also when p is 0, so that runs of one
    seed see the same masks: for float64 those of `deeplearn_ref.regularization.dropout_mask`, for float32 cheaper
    numbers of half the bits.

    Parameters
    ----------
    drop_rate : float
        Probability p of dropping a unit, at least 0 and below 1.

    Raises
    ------
    ValueError
        If `drop_rate` is no such probability.

    References
    ----------
    .. [1] N. Srivastava et al., Dropout, *JMLR* 15, 2014, §10 (scaling in training).

    Examples
    --------
    >>> A = np.ones((1, 4))
    >>> Dropout(0.25).forward(A, {})[0] is A   # no generator: prediction
    True
    """

    def __init__(self, drop_rate: float) -> None:
        if not 0 <= drop_rate < 1:
            raise ValueError(f"drop_rate is the probability of dropping, in [0, 1); got {drop_rate}.")
        self.drop_rate = float(drop_rate)

    def shapes(self) -> Shapes:
        """Return ``{}``: there is nothing to learn."""
        return {}

    def width(self, n_in: int) -> int:
        """Return `n_in`."""
        return n_in

    def describe(self) -> dict[str, Any]:
        """Return kind and settings."""
        return {"kind": "Dropout", "drop_rate": self.drop_rate}

    def forward(
        self, X: Array, params: Layer, cache: Any = None, rng: np.random.Generator | None = None
    ) -> tuple[Array, Any]:
        """Return X itself, of shape (m, n), without `rng`; with it a new array with units dropped. And the cache."""
        if cache is None:
            xp = get_array_module(X)
            cache = Cache(xp=xp, out=None, d_in=None, factor=None)
        cache.dropped = rng is not None
        if rng is None:
            return X, cache
        xp = cache.xp
        if cache.factor is None:
            cache.out, cache.factor = xp.empty(X.shape, dtype=X.dtype), xp.empty(X.shape, dtype=X.dtype)
            cache.draws, cache.mask = np.empty(X.shape, X.dtype), xp.empty(X.shape, dtype=bool)
        rng.random(out=cache.draws, dtype=cache.draws.dtype)
        xp.greater_equal(on_device(xp, cache.draws), self.drop_rate, out=cache.mask)
        xp.multiply(cache.mask, 1 / (1 - self.drop_rate), out=cache.factor)
        xp.multiply(X, cache.factor, out=cache.out)
        return cache.out, cache

    def backward(self, d_out: Array, params: Layer, cache: Any, grads: Layer, wants_d_in: bool = True) -> Array | None:
        """Return dA of the shape of `d_out`, (m, n): the mask and the scale of the forward pass once more."""
        if not cache.dropped:
            return d_out
        if cache.d_in is None:
            cache.d_in = cache.xp.empty(d_out.shape, dtype=d_out.dtype)
        cache.xp.multiply(d_out, cache.factor, out=cache.d_in)
        dA: Array = cache.d_in
        return dA


def on_device(xp: Any, host: Array) -> Array:
    """Return an array of NumPy as one of `xp`.

    Parameters
    ----------
    xp : module
        Array module.
    host : ndarray of any shape
        The array.

    Returns
    -------
    ndarray of the shape of `host`
        On NumPy, `host` itself.
    """
    array: Array = host if getattr(xp, "played_by", xp) is np else xp.asarray(host)
    return array


def _misfit(n_in: int, got: object) -> ShapeError:
    return ShapeError(f"This layer takes arrays of shape (m, {n_in}), one sample a row; got {got}.")


def _work(cache: Any) -> Array:
    """Return an array like the output for what a formula needs in between."""
    if cache.work is None:
        cache.work = cache.xp.empty(cache.out.shape, dtype=cache.out.dtype)
    work: Array = cache.work
    return work


def _relu(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    xp.maximum(Z, 0, out=A)


def _relu_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    if A.size > FEW:
        xp.greater(A, 0, out=cache.mask)
        xp.multiply(dA, cache.mask, out=dZ)
    else:  # the sign is [A > 0], since A is never negative; slow, but there is no conversion from bool to set up
        xp.sign(A, out=dZ)
        xp.multiply(dA, dZ, out=dZ)


def _leaky_relu(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    xp.multiply(Z, LEAKY_SLOPE, out=A)
    xp.maximum(Z, A, out=A)  # the larger of Z and a part of Z: right for slopes below 1


def _leaky_relu_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    xp.greater(A, 0, out=cache.mask)
    xp.multiply(dA, LEAKY_SLOPE, out=dZ)
    xp.copyto(dZ, dA, where=cache.mask)


def sigmoid_into(xp: Any, Z: Array, A: Array, work: Array) -> None:
    r"""Write the sigmoid of `Z` into `A`; no exponential overflows.

    .. math:: \sigma(z) = e^{\min(z, 0)} / (1 + e^{-|z|})

    Parameters
    ----------
    xp : module
        Array module of the arrays.
    Z, A, work : ndarray of one shape, floating
        Pre-activations, the output and memory to work in.
    """
    xp.absolute(Z, out=work)
    xp.negative(work, out=work)
    xp.exp(work, out=work)
    xp.add(work, 1, out=work)
    xp.minimum(Z, 0, out=A)
    xp.exp(A, out=A)
    xp.divide(A, work, out=A)


def _sigmoid(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    sigmoid_into(xp, Z, A, _work(cache))


def _sigmoid_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    xp.subtract(1, A, out=dZ)
    xp.multiply(dZ, A, out=dZ)
    xp.multiply(dZ, dA, out=dZ)


def _tanh(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    xp.tanh(Z, out=A)


def _tanh_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    xp.multiply(A, A, out=dZ)
    xp.subtract(1, dZ, out=dZ)
    xp.multiply(dZ, dA, out=dZ)


def softmax_into(xp: Any, Z: Array, P: Array, row: Array, ones: Array) -> None:
    """Write the softmax of each row of `Z` into `P`, its maximum subtracted first.

    Parameters
    ----------
    xp : module
        Array module of the arrays.
    Z, P : ndarray of shape (m, n_classes), floating
        Logits and the output.
    row : ndarray of shape (m, 1), floating
        Memory to work in.
    ones : ndarray of shape (n_classes, 1), floating
        Ones: a product with them is the sum of a row, faster than a reduction.
    """
    xp.max(Z, axis=1, keepdims=True, out=row)
    xp.subtract(Z, row, out=P)
    xp.exp(P, out=P)
    xp.dot(P, ones, out=row)
    xp.divide(P, row, out=P)


def _softmax(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    row = xp.empty((Z.shape[0], 1), dtype=Z.dtype)
    softmax_into(xp, Z, A, row, xp.ones((Z.shape[1], 1), dtype=Z.dtype))


def _softmax_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    xp.multiply(dA, A, out=dZ)
    xp.subtract(dA, dZ.sum(axis=1, keepdims=True), out=dZ)
    xp.multiply(dZ, A, out=dZ)


def _linear(xp: Any, Z: Array, A: Array, cache: Any) -> None:
    xp.copyto(A, Z)


def _linear_backward(xp: Any, dA: Array, A: Array, dZ: Array, cache: Any) -> None:
    xp.copyto(dZ, dA)


_ACTIVATIONS = {
    "relu": (_relu, _relu_backward),
    "leaky_relu": (_leaky_relu, _leaky_relu_backward),
    "sigmoid": (_sigmoid, _sigmoid_backward),
    "tanh": (_tanh, _tanh_backward),
    "softmax": (_softmax, _softmax_backward),
    "linear": (_linear, _linear_backward),
}


in_sentences(__name__, methods=("__init__",))  # the others run at every step
