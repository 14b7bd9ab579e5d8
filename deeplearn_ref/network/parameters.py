"""All parameters of a network in one flat array, and the same memory seen layer by layer.

The formulas of a layer want ``W`` and ``b``; an optimizer does the same to every number and wants one long
array. Both get what they want: ``W`` and ``b`` are views into the flat array, so there is nothing to copy.
Weights come first and biases last, so that what spares the biases (weight decay) works on one slice.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np

from deeplearn_ref.types import Array, Layer, Params

Shapes = dict[str, tuple[int, ...]]


class FlatParameters:
    """FlatParameters (or gradients) of all layers, in one array.

    Parameters
    ----------
    shapes : sequence of dict
        For each layer the shape of each of its parameters; ``{}`` for a layer without parameters.
    dtype : dtype
        Kind of number, ``float32`` or ``float64``.
    xp : module
        Array module: NumPy, CuPy or a stand-in.

    Attributes
    ----------
    flat : ndarray of shape (n,)
        All numbers, at first zeros: the weights of all layers, then the biases of all layers.
    weights : ndarray of shape (n_weights,)
        The part of `flat` that holds weights; a view.
    layers : list of dict
        For each layer its parameters as views into `flat`.

    Examples
    --------
    >>> p = FlatParameters([{"W": (2, 3), "b": (3,)}, {}], np.float64, np)
    >>> p.layers[0]["b"][:] = 7
    >>> p.flat.tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0, 7.0, 7.0]
    """

    def __init__(self, shapes: Sequence[Shapes], dtype: Any, xp: ModuleType) -> None:
        self._shapes, self._xp = list(shapes), xp
        sizes = [{name: int(np.prod(shape)) for name, shape in layer.items()} for layer in shapes]
        n_weights = sum(size for layer in sizes for name, size in layer.items() if name == "W")
        total = sum(sum(layer.values()) for layer in sizes)
        self.flat: Array = xp.zeros((total,), dtype=dtype)
        self.weights: Array = self.flat[:n_weights]
        self.layers: Params = []
        place = {"W": 0, "b": n_weights}
        for layer in shapes:
            views: Layer = {}
            for name, shape in layer.items():
                size = int(np.prod(shape))
                views[name] = self.flat[place[name] : place[name] + size].reshape(shape)
                place[name] += size
            self.layers.append(views)

    def like(self) -> "FlatParameters":
        """Return zeros of the same structure, for gradients.

        Returns
        -------
        FlatParameters
            New memory, same shapes, dtype and array module.
        """
        return FlatParameters(self._shapes, self.flat.dtype, self._xp)
