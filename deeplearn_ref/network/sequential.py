"""A network as a sequence of layers: forward through all, backward through all, prediction in bounded memory."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import init_params
from deeplearn_ref.network.layers import AnyLayer, Dense
from deeplearn_ref.network.parameters import FlatParameters
from deeplearn_ref.types import Array, Params


class Sequential:
    """Layers one after the other, and their parameters.

    Parameters
    ----------
    layers : sequence of layers
        `Dense`, `Activation`, `Dropout`, or anything that has their methods; the first is a `Dense`.
    rng : numpy.random.Generator
        Source of the first weights, drawn in the order of the layers as `init_params` draws them.
    dtype : dtype
        Kind of number of parameters and computation, float64 or float32.
    xp : module
        Where the arrays live: NumPy, CuPy or a stand-in.

    Attributes
    ----------
    parameters : FlatParameters
        All parameters in one flat array, and layer by layer.
    params : list of dict
        The parameters of the layers that have any, ``{"W", "b"}`` each; views. Write into them, do not replace them.

    Raises
    ------
    ShapeError
        If a layer does not take as many inputs as the one before it gives.
    ValueError
        If there is no layer, or the first is no `Dense`.

    Examples
    --------
    >>> from deeplearn_ref.network import Activation
    >>> network = Sequential([Dense(2, 3), Activation("relu"), Dense(3, 1)], np.random.default_rng(0))
    >>> network.predict(np.zeros((4, 2))).tolist()
    [[0.0], [0.0], [0.0], [0.0]]
    >>> out, caches = network.forward(np.ones((4, 2)))
    >>> grads = network.backward(np.ones((4, 1)), caches)
    >>> grads.layers[2]["b"].tolist()
    [4.0]
    """

    def __init__(
        self,
        layers: Sequence[AnyLayer],
        rng: np.random.Generator,
        dtype: Any = np.float64,
        xp: ModuleType = np,
    ) -> None:
        if not layers or not isinstance(layers[0], Dense):
            raise ValueError("A network begins with a Dense layer, which says how many features a sample has.")
        self.layers, self.dtype, self.xp = list(layers), np.dtype(dtype), xp
        self.n_in = self.n_out = layers[0].n_in
        for number, layer in enumerate(self.layers, 1):
            try:
                self.n_out = layer.width(self.n_out)
            except ShapeError as error:
                raise ShapeError(f"Layer {number} does not fit behind layer {number - 1}. {error}") from None
        self.parameters = FlatParameters([layer.shapes() for layer in self.layers], self.dtype, xp)
        self.params: Params = [params for params in self.parameters.layers if params]
        for layer, params in zip(self.layers, self.parameters.layers, strict=True):
            if isinstance(layer, Dense):
                drawn = init_params([layer.n_in, layer.n_out], rng, layer.scheme)[0]
                for name, values in drawn.items():
                    params[name][...] = xp.asarray(values.astype(self.dtype))
        self._plan = list(zip(self.layers, self.parameters.layers, strict=True))

    def forward(
        self, X: Array, caches: list[Any] | None = None, rng: np.random.Generator | None = None
    ) -> tuple[Array, list[Any]]:
        """Return the output of the last layer, and what `backward` needs.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), real
            One sample a row. Not modified; converted where its dtype is not the network's.
        caches : list, optional
            What an earlier call with as many samples returned: its memory is used again, and what it held is lost.
            `X` must then be of the network's dtype.
        rng : numpy.random.Generator, optional
            Source of dropout masks; without it nothing is dropped.

        Returns
        -------
        out : ndarray of shape (m, n_out)
            Output; memory of the caches.
        caches : list
            One cache a layer.

        Raises
        ------
        ShapeError
            If `X` is not of shape (m, n_in).
        """
        if caches is None:
            X, caches = self._checked(X), [None] * len(self.layers)
        for number, (layer, params) in enumerate(self._plan):
            X, caches[number] = layer.forward(X, params, caches[number], rng)
        return X, caches

    def backward(self, d_out: Array, caches: list[Any], grads: FlatParameters | None = None) -> FlatParameters:
        """Return the gradients of all parameters.

        Parameters
        ----------
        d_out : ndarray of shape (m, n_out), the network's dtype
            Gradient of the loss at the output of the last layer. Not modified.
        caches : list
            What `forward` returned for the same samples.
        grads : FlatParameters, optional
            Memory to write into, from ``parameters.like()``.

        Returns
        -------
        FlatParameters
            Gradients, in the structure of `parameters`.
        """
        if grads is None:
            grads = self.parameters.like()
        for number in range(len(self.layers) - 1, 0, -1):
            layer, params = self._plan[number]
            d_out = layer.backward(d_out, params, caches[number], grads.layers[number])  # type: ignore[assignment]
        layer, params = self._plan[0]
        layer.backward(d_out, params, caches[0], grads.layers[0], wants_d_in=False)  # nobody asks for dX of the data
        return grads

    def predict(self, X: Array, batch_size: int = 1024) -> Array:
        """Return the output for any number of samples, in memory for `batch_size` of them.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), real
            One sample a row. Not modified.
        batch_size : int
            Samples that go through the layers at a time.

        Returns
        -------
        ndarray of shape (m, n_out), the network's dtype
            Output of the last layer; nothing is dropped.

        Raises
        ------
        ShapeError
            If `X` is not of shape (m, n_in).
        ValueError
            If `batch_size` is smaller than 1.
        """
        if batch_size < 1:
            raise ValueError(f"batch_size counts samples, so it is at least 1; got {batch_size}.")
        self._check_shape(X)
        m = X.shape[0]
        xp = get_array_module(X)
        result: Array = xp.empty((m, self.n_out), dtype=self.dtype)
        caches: list[Any] | None = None
        for start in range(0, m, batch_size):
            if m - start < batch_size:
                caches = None  # the rest has a size of its own
            chunk = self._checked(X[start : start + batch_size])
            result[start : start + batch_size], caches = self.forward(chunk, caches)
        return result

    def summary(self) -> str:
        """Return a table of the layers, their shapes and their numbers of parameters.

        Returns
        -------
        str
            One line a layer, and the total.
        """
        rows, width = [("layer", "output", "parameters")], self.n_in
        for layer in self.layers:
            width = layer.width(width)
            settings = layer.describe()
            words = ", ".join(str(value) for key, value in settings.items() if key not in {"kind", "scheme"})
            count = sum(int(np.prod(shape)) for shape in layer.shapes().values())
            rows.append((f"{settings['kind']}({words})", f"(m, {width})", f"{count:,}"))
        rows.append(("total", "", f"{self.parameters.flat.shape[0]:,}"))
        first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
        lines = [f"{a:<{first}}  {b:<{second}}  {c:>10}" for a, b, c in rows]
        ruler = "-" * len(lines[0])
        return "\n".join([lines[0], ruler, *lines[1:-1], ruler, lines[-1]])

    def _check_shape(self, X: Array) -> None:
        if X.ndim != 2 or X.shape[1] != self.n_in:
            raise ShapeError(
                f"The network takes arrays of shape (m, {self.n_in}), one sample a row; got {X.shape}. "
                "A single sample x is x[None, :]; images are flattened first."
            )

    def _checked(self, X: Array) -> Array:
        self._check_shape(X)
        return X if X.dtype == self.dtype else X.astype(self.dtype)


in_sentences(__name__)
