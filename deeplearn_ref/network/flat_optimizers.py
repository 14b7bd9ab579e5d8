r"""Optimizers on the flat array of all parameters, in place.

The rules are those of `deeplearn_ref.optimizers`, whose functions return new arrays and are the ones to read first.
Here the same numbers arise with less work:

1. One array for the whole network instead of two for each layer; nothing is allocated after the first step.
2. Sums instead of averages. Where a rule keeps :math:`v \leftarrow \rho v + (1-\rho) g^2`, we keep
   :math:`v' = v / (1-\rho) \leftarrow \rho v' + g^2`, a pass over memory less, and put the factor into numbers that
   are computed once a step.
3. Block by block, so that parameters, gradient and moments stay in the processor's cache from the first pass over
   them to the last.
4. Where numba is installed, Adam makes a single pass over a large network (`deeplearn_ref.network.compiled`).
"""

from math import sqrt
from typing import Any

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.network import compiled
from deeplearn_ref.network.tape import Tape
from deeplearn_ref.types import Array

BLOCK = 2**16
"""Numbers in a block: five arrays of float32 take 1.3 MB, which leaves room in a processor's cache."""


class FlatOptimizer:
    """What all rules share: a learning rate, state that is made at the first step, and the walk over blocks.

    Parameters
    ----------
    learning_rate : float
        Step size; may be changed between steps.

    Attributes
    ----------
    t : int
        Steps made.

    Raises
    ------
    ValueError
        If `learning_rate` is not positive.
    """

    n_states = 0
    """Arrays of state that the rule keeps, each of the shape of the parameters and at first zero."""
    n_rates = 1
    """How many numbers `rates` returns."""

    def __init__(self, learning_rate: float) -> None:
        if not learning_rate > 0:
            raise ValueError(f"The learning rate must be positive; got {learning_rate}.")
        self.learning_rate, self.t = float(learning_rate), 0
        self._states: list[Array] | None = None
        self._held: tuple[float, ...] = ()
        self._bound: tuple[Array, Array] | None = None
        self._blocks: list[list[Array]] = []

    def step(self, params: Array, grads: Array) -> None:
        """Update `params` in place.

        Parameters
        ----------
        params : ndarray of shape (n,), floating
            All parameters of a network. Modified.
        grads : ndarray of shape (n,), dtype of `params`
            Their gradients. Not modified.

        Raises
        ------
        ShapeError
            If the shapes are not equal to each other and to those of the first step.
        """
        self.begin(params, grads)
        self.update()

    def begin(self, params: Array, grads: Array) -> None:
        """Do the part of a step that differs from step to step: count, and compute the rates.

        Parameters
        ----------
        params, grads : ndarray of shape (n,), floating
            As for `step`.
        """
        if self._bound is None or self._bound[0] is not params or self._bound[1] is not grads:
            self._bind(params, grads)
        self.t += 1
        rates = self.rates()
        if rates != self._held:
            self._held = rates
            for array, rate in zip(self._rates, rates, strict=True):
                array.fill(rate)

    def update(self, xp: Any = None) -> None:
        """Do the part of a step that is the same every time.

        Parameters
        ----------
        xp : module, optional
            What does the operations: a `Tape`, to repeat them later.
        """
        for block in self._blocks:
            self._update(self._xp if xp is None else xp, *block, *self._rates)

    def _bind(self, params: Array, grads: Array) -> None:
        """Cut parameters, gradient, state and scratch memory into blocks, once for all steps on these arrays."""
        if params.ndim != 1 or params.shape != grads.shape:
            raise ShapeError(
                f"FlatParameters and gradients must be one flat array each, equally long; "
                f"got {params.shape} and {grads.shape}."
            )
        xp, n = get_array_module(params), params.shape[0]
        if self._states is None:
            self._states = [xp.zeros(params.shape, dtype=params.dtype) for _ in range(self.n_states)]
            self._n = n
            self._rates = [xp.empty((), dtype=params.dtype) for _ in range(self.n_rates)]
        if n != self._n:
            raise ShapeError(
                f"This optimizer has moments of {self._n} parameters and was given {n}. "
                "Another network needs an optimizer of its own."
            )
        self._xp = xp
        size = min(n, BLOCK) if xp.__name__ == "numpy" else n  # a GPU prefers one long call
        scratch = xp.empty((size,), dtype=params.dtype)
        self._blocks = []
        for start in range(0, n, max(size, 1)):
            stop = min(start + size, n)
            block = [array[start:stop] for array in (params, grads, *self._states)]
            self._blocks.append([*block, scratch[: stop - start]])
        self._bound = (params, grads)

    def rates(self) -> tuple[float, ...]:
        """Return the numbers of the rule that may differ from step to step.

        Returns
        -------
        tuple of float
            So many as `n_rates`; `t` counts the step itself, from 1.
        """
        return (self.learning_rate,)

    def _update(self, xp: Any, *block: Array) -> None:
        """Update one block: parameters, gradient, the states, scratch memory; then the rates, as arrays of no axes."""
        raise NotImplementedError


class SGD(FlatOptimizer):
    r"""Plain descent, :math:`p \leftarrow p - \eta\,g`.

    Parameters
    ----------
    learning_rate : float
        Step size η.

    Examples
    --------
    >>> import numpy as np
    >>> p = np.array([1.0, 2.0])
    >>> SGD(0.5).step(p, np.array([1.0, -1.0]))
    >>> p.tolist()
    [0.5, 2.5]
    """

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, work, rate = block
        xp.multiply(g, rate, out=work)
        xp.subtract(p, work, out=p)


class Momentum(FlatOptimizer):
    r"""Heavy ball, :math:`v \leftarrow \beta v + g,\; p \leftarrow p - \eta\,v`.

    Parameters
    ----------
    learning_rate : float
        Step size η.
    beta : float
        Part of the velocity that stays.
    """

    n_states = 1

    def __init__(self, learning_rate: float, beta: float = 0.9) -> None:
        super().__init__(learning_rate)
        self.beta = beta

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, v, work, rate = block
        xp.multiply(v, self.beta, out=v)
        xp.add(v, g, out=v)
        xp.multiply(v, rate, out=work)
        xp.subtract(p, work, out=p)


class Nesterov(Momentum):
    r"""Momentum that looks ahead, :math:`v \leftarrow \beta v + g,\; p \leftarrow p - \eta\,(g + \beta v)`.

    Parameters
    ----------
    learning_rate : float
        Step size η.
    beta : float
        Part of the velocity that stays.
    """

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, v, work, rate = block
        xp.multiply(v, self.beta, out=v)
        xp.add(v, g, out=v)
        xp.multiply(v, self.beta, out=work)
        xp.add(work, g, out=work)
        xp.multiply(work, rate, out=work)
        xp.subtract(p, work, out=p)


class AdaGrad(FlatOptimizer):
    r"""Rates that shrink where gradients were, :math:`s \leftarrow s + g^2,\; p \leftarrow p - \eta g/(\sqrt s + ε)`.

    Parameters
    ----------
    learning_rate : float
        Step size η.
    eps : float
        Keeps the division finite.
    """

    n_states = 1

    def __init__(self, learning_rate: float, eps: float = 1e-8) -> None:
        super().__init__(learning_rate)
        self.eps = eps

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, s, work, rate = block
        xp.multiply(g, g, out=work)
        xp.add(s, work, out=s)
        xp.sqrt(s, out=work)
        xp.add(work, self.eps, out=work)
        xp.divide(g, work, out=work)
        xp.multiply(work, rate, out=work)
        xp.subtract(p, work, out=p)


class RMSProp(FlatOptimizer):
    r"""Gradient over its recent size.

    .. math:: s \leftarrow \rho s + (1-\rho) g^2, \qquad p \leftarrow p - \eta\,g / (\sqrt s + ε)

    Parameters
    ----------
    learning_rate : float
        Step size η.
    rho : float
        Part of the mean square that stays.
    eps : float
        Keeps the division finite.
    """

    n_states = 1  # s / (1 - ρ)
    n_rates = 2

    def __init__(self, learning_rate: float, rho: float = 0.9, eps: float = 1e-8) -> None:
        super().__init__(learning_rate)
        self.rho, self.eps = rho, eps

    def rates(self) -> tuple[float, ...]:
        """Return η/√(1-ρ) and ε/√(1-ρ)."""
        root = sqrt(1 - self.rho)
        return self.learning_rate / root, self.eps / root

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, s, work, rate, eps = block
        xp.multiply(s, self.rho, out=s)
        xp.multiply(g, g, out=work)
        xp.add(s, work, out=s)
        xp.sqrt(s, out=work)
        xp.add(work, eps, out=work)
        xp.divide(g, work, out=work)
        xp.multiply(work, rate, out=work)
        xp.subtract(p, work, out=p)


class Adam(FlatOptimizer):
    r"""Momentum over RMSProp, both corrected for their start at zero.

    .. math:: m \leftarrow \beta_1 m + (1-\beta_1) g, \quad v \leftarrow \beta_2 v + (1-\beta_2) g^2, \quad
        p \leftarrow p - \eta\,\frac{m/(1-\beta_1^t)}{\sqrt{v/(1-\beta_2^t)} + ε}

    With sums :math:`m' = m/(1-\beta_1)`, :math:`v' = v/(1-\beta_2)` and
    :math:`c = \sqrt{(1-\beta_2)/(1-\beta_2^t)}` the last step reads
    :math:`p \leftarrow p - \frac{\eta (1-\beta_1)}{c\,(1-\beta_1^t)}\cdot\frac{m'}{\sqrt{v'} + ε/c}`.

    Parameters
    ----------
    learning_rate : float
        Step size η.
    beta1, beta2 : float
        Parts of the two means that stay.
    eps : float
        Keeps the division finite.

    References
    ----------
    .. [1] D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1 and §2.

    Examples
    --------
    >>> import numpy as np
    >>> p = np.array([1.0])
    >>> Adam(0.001).step(p, np.array([0.1]))
    >>> p.round(10).tolist()
    [0.9990000001]
    """

    n_states = 2  # m / (1 - β₁) and v / (1 - β₂)
    n_rates = 2
    may_compile = True
    """Whether a compiled pass may be used; set it to False to compare with NumPy's."""

    def __init__(
        self, learning_rate: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        super().__init__(learning_rate)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self._kernels: Any = None

    def _bind(self, params: Array, grads: Array) -> None:
        super()._bind(params, grads)
        large = self._xp.__name__ == "numpy" and params.shape[0] >= compiled.SMALLEST
        self._kernels = compiled.kernels() if large and self.may_compile else None

    def rates(self) -> tuple[float, ...]:
        """Return the factor of the last step and ε/c."""
        c = sqrt((1 - self.beta2) / (1 - self.beta2**self.t))
        return self.learning_rate * (1 - self.beta1) / (c * (1 - self.beta1**self.t)), self.eps / c

    def _update(self, xp: Any, *block: Array) -> None:
        p, g, m, v, work, rate, eps = block
        if self._kernels is not None:
            kernels = Tape(self._kernels, xp.calls) if isinstance(xp, Tape) else self._kernels
            kernels.adam(p, g, m, v, rate, eps, p.dtype.type(self.beta1), p.dtype.type(self.beta2))
            return
        xp.multiply(m, self.beta1, out=m)
        xp.add(m, g, out=m)
        xp.multiply(g, g, out=work)
        xp.multiply(v, self.beta2, out=v)
        xp.add(v, work, out=v)
        xp.sqrt(v, out=work)
        xp.add(work, eps, out=work)
        xp.divide(m, work, out=work)
        xp.multiply(work, rate, out=work)
        xp.subtract(p, work, out=p)


class AdamW(Adam):
    r"""Adam with weight decay beside the gradient, :math:`p \leftarrow (1 - \eta\lambda)\,p` before each Adam step.

    Parameters
    ----------
    learning_rate : float
        Step size η.
    beta1, beta2 : float
        Parts of the two means that stay.
    eps : float
        Keeps the division finite.
    weight_decay : float
        Strength λ; acts on all parameters, biases included.

    References
    ----------
    .. [1] I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2.
    """

    n_rates = 3

    def __init__(
        self,
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(learning_rate, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def rates(self) -> tuple[float, ...]:
        """Return Adam's two, and the part of the parameters that stays."""
        return (*super().rates(), 1 - self.learning_rate * self.weight_decay)

    def _update(self, xp: Any, *block: Array) -> None:
        *adams, keep = block
        xp.multiply(adams[0], keep, out=adams[0])
        super()._update(xp, *adams)


in_sentences(__name__, methods=("__init__", "step"))  # the others run at every step
