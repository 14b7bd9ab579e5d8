"""Names for the kinds of arrays that pass between the functions of the course."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
FloatArray = NDArray[np.floating[Any]]
IntArray = NDArray[np.int64]

#: One layer's parameters, ``{"W": (n_in, n_out), "b": (n_out,)}``; gradients and moments are built alike.
Layer = dict[str, Array]
#: The parameters of a network, first layer first.
Params = list[Layer]
