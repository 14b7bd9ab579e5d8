"""Adam's update in one pass, compiled where numba is installed.

NumPy makes ten passes over the parameters, one for each operation; a compiled loop makes one. It does the same
operations in the same order and in the same kind of number, so the result is the same to the last bit. Nobody needs
it: ``pip install ".[fast]"`` brings numba, and without it NumPy goes on (`flat_optimizers`).
"""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from deeplearn_ref.types import Array

SMALLEST = 10_000
"""Parameters from which on the compiled pass is used: importing numba and compiling take a second or two."""


def adam(p: Array, g: Array, m: Array, v: Array, rate: Array, eps: Array, beta1: float, beta2: float) -> None:
    r"""Make one step of Adam in place, number by number.

    .. math:: m \leftarrow \beta_1 m + g, \quad v \leftarrow \beta_2 v + g^2, \quad
        p \leftarrow p - \frac{m}{\sqrt v + ε}\,\eta

    Parameters
    ----------
    p, g, m, v : ndarray of shape (n,), floating, all of one dtype
        Parameters, gradient, and the two sums of `deeplearn_ref.network.flat_optimizers.Adam`.
    rate, eps : ndarray of shape (), dtype of `p`
        Factor η of the step, and what keeps the division finite.
    beta1, beta2 : float, of the dtype of `p`
        Parts of the sums that stay.
    """
    factor, small = rate[()], eps[()]
    for i in range(p.size):  # a sum that is stored is not read again: the processor would wait for it to arrive
        m_i = m[i] * beta1 + g[i]
        v_i = v[i] * beta2 + g[i] * g[i]
        m[i], v[i] = m_i, v_i
        p[i] = p[i] - m_i / (np.sqrt(v_i) + small) * factor


@cache
def kernels() -> Any:
    """Return the compiled update as ``kernels().adam``, or None where numba is not installed.

    Returns
    -------
    namespace or None
        Compiled for each dtype at its first call. A division by zero gives inf or nan, as in NumPy.
    """
    try:
        from numba import njit  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    compiled: Callable[..., None] = njit(error_model="numpy")(adam)
    return SimpleNamespace(adam=compiled)
