"""The training behind the playground: a small network, made-up data, and any functions that bear the course's names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import GATES, make_circles, make_gate, make_moons, make_spiral
from deeplearn_ref.initializers import init_params, update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adagrad_step, adam_step, momentum_step, rmsprop_step
from deeplearn_ref.regularization import l2_gradients, mlp_backward_dropout, mlp_forward_dropout
from deeplearn_ref.types import Array, FloatArray, Params

FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        make_circles,
        init_params,
        mlp_forward,
        binary_cross_entropy,
        accuracy,
        bce_sigmoid_backward,
        mlp_backward,
        iterate_minibatches,
        update_params,
        momentum_step,
        adagrad_step,
        rmsprop_step,
        adam_step,
        mlp_forward_dropout,
        mlp_backward_dropout,
        l2_gradients,
    )
}
"""The reference's functions by name: all that a `Session` may call."""
VALIDATION = 200
"""Number of samples that are only looked at."""
CORNER = 0.8
"""The four corners of a gate lie so far from both axes."""


class Settings(Protocol):
    """What a `Session` reads from its settings."""

    @property
    def data(self) -> str:
        """``"circles"``, ``"moons"``, ``"spiral"``, or a gate."""

    @property
    def noise(self) -> float:
        """Standard deviation of what is added to both features."""

    @property
    def samples(self) -> int:
        """Number of training samples."""

    @property
    def layers(self) -> Sequence[tuple[int, str]]:
        """Units and activation of each hidden layer."""

    @property
    def scheme(self) -> str:
        """Where the weights start, see `init_params`."""

    @property
    def optimizer(self) -> str:
        """``"sgd"``, ``"momentum"``, ``"adagrad"``, ``"rmsprop"`` or ``"adam"``."""

    @property
    def rate(self) -> float:
        """Learning rate."""

    @property
    def batch(self) -> int:
        """Samples in a mini-batch; 0 for all."""

    @property
    def dropout(self) -> float:
        """Probability of dropping a hidden unit."""

    @property
    def l2(self) -> float:
        """Strength λ of the L2 penalty."""

    @property
    def seed(self) -> int:
        """Of the data, of the start and of the training; each has a generator of its own."""


class Session:
    """One training, epoch by epoch.

    Parameters
    ----------
    functions : mapping of str to callable
        By the names of `FUNCTIONS`; those that `needs` lists must be there.
    settings : Settings
        What is trained, and how.

    Attributes
    ----------
    X, X_val : ndarray of shape (m, 2), float64
        Samples to train on and to look at, within about 1.5 of the origin.
    y, y_val : ndarray of shape (m, 1), float64
        Their labels, 0 or 1.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer, the output's last.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> settings = SimpleNamespace(data="xor", noise=0.1, samples=20, layers=[(4, "tanh")], scheme="xavier",
    ...     optimizer="adam", rate=0.1, batch=10, dropout=0.0, l2=0.0, seed=0)
    >>> session = Session(FUNCTIONS, settings)
    >>> before = session.losses()[0]
    >>> for _ in range(20):
    ...     session.epoch()
    >>> session.losses()[0] < before
    True
    """

    NAMES = tuple(FUNCTIONS)

    def __init__(self, functions: Mapping[str, Callable[..., Any]], settings: Settings) -> None:
        self._call, self._settings = functions, settings
        self.names = [*(name for _, name in settings.layers), "sigmoid"]
        seen, unseen, start, self._rng = (np.random.default_rng([settings.seed, stream]) for stream in range(4))
        make = functions.get("make_circles", make_circles)
        self.X, self.y = sample(settings.data, settings.samples, settings.noise, seen, make)
        self.X_val, self.y_val = sample(settings.data, VALIDATION, settings.noise, unseen, make)
        sizes = [2, *(units for units, _ in settings.layers), 1]
        self.params: Params = functions["init_params"](sizes, start, settings.scheme)
        self._states: list[dict[str, Any]] = [{key: {} for key in layer} for layer in self.params]

    @staticmethod
    def needs(settings: Settings) -> list[str]:
        """Return the names of the functions that a training with these settings calls.

        Parameters
        ----------
        settings : Settings
            What is to be trained.

        Returns
        -------
        list of str
            Keys of `FUNCTIONS`.
        """
        dropped, plain = ["mlp_forward_dropout", "mlp_backward_dropout"], ["mlp_backward"]
        named = ["make_circles"] if settings.data == "circles" else []
        named += ["init_params", "mlp_forward", "binary_cross_entropy", "accuracy", "bce_sigmoid_backward"]
        named += dropped if settings.dropout and settings.layers else plain
        named += ["iterate_minibatches"] if settings.batch else []
        named += ["l2_gradients"] if settings.l2 else []
        return [*named, "update_params" if settings.optimizer == "sgd" else f"{settings.optimizer}_step"]

    def epoch(self) -> None:
        """Go once through the training samples, one step a batch."""
        batches = [(self.X, self.y)]
        if self._settings.batch:
            batches = self._call["iterate_minibatches"](self.X, self.y, self._settings.batch, self._rng)
        for X, y in batches:
            self._step(self._gradients(X, y))

    def losses(self) -> tuple[float, float]:
        """Return the mean loss on the training and on the validation samples; nothing is dropped, no penalty added.

        Returns
        -------
        tuple of float
            Binary cross-entropy of both.
        """
        train, val = (self._call["mlp_forward"](X, self.params, self.names)[0] for X in (self.X, self.X_val))
        loss = self._call["binary_cross_entropy"]
        return float(loss(self.y, train)), float(loss(self.y_val, val))

    def accuracy(self) -> float:
        """Return the share of validation samples whose class is right.

        Returns
        -------
        float
            Between 0 and 1.
        """
        said = self._call["mlp_forward"](self.X_val, self.params, self.names)[0]
        return float(self._call["accuracy"](self.y_val, said))

    def activations(self, places: Array) -> list[Array]:
        """Return what every unit says about places of the plane.

        Parameters
        ----------
        places : ndarray of shape (k, 2), float
            Points.

        Returns
        -------
        list of ndarray, each of shape (k, n_out)
            Activations of each layer, the output's last.
        """
        caches = self._call["mlp_forward"](places, self.params, self.names)[1]
        return [cache["A"] for cache in caches]

    def _gradients(self, X: Array, y: Array) -> Params:
        call, params, names = self._call, self.params, self.names
        grads: Params
        if self._settings.dropout and self._settings.layers:
            rates = [self._settings.dropout] * len(self._settings.layers)
            p, caches = call["mlp_forward_dropout"](X, params, names, rates, self._rng)
            grads = call["mlp_backward_dropout"](call["bce_sigmoid_backward"](y, p), params, caches, names, rates)
        else:
            p, caches = call["mlp_forward"](X, params, names)
            grads = call["mlp_backward"](call["bce_sigmoid_backward"](y, p), params, caches, names)
        return call["l2_gradients"](grads, params, self._settings.l2) if self._settings.l2 else grads

    def _step(self, grads: Params) -> None:
        rate, kind = self._settings.rate, self._settings.optimizer
        if kind == "sgd":
            self.params = self._call["update_params"](self.params, grads, rate)
            return
        step = self._call[f"{kind}_step"]
        moved = []
        for layer, grad, states in zip(self.params, grads, self._states, strict=True):
            new = {}
            for key, values in layer.items():
                new[key], states[key] = step(values, grad[key], states[key], rate)
            moved.append(new)
        self.params = moved


def sample(
    data: str, m: int, noise: float, rng: np.random.Generator, circles: Callable[..., Any] = make_circles
) -> tuple[FloatArray, FloatArray]:
    """Return samples of one of the playground's data sets, within about 1.5 of the origin.

    Parameters
    ----------
    data : str
        ``"circles"``, ``"moons"``, ``"spiral"``, or a gate, whose corners lie `CORNER` from both axes.
    m : int
        Number of samples.
    noise : float
        Standard deviation of what is added to both features.
    rng : numpy.random.Generator
        Source of everything random.
    circles : callable
        ``circles(m, noise=noise, rng=rng)``, for ``"circles"``.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        Samples.
    y : ndarray of shape (m, 1), float64
        Labels, 0 or 1.

    Raises
    ------
    ValueError
        If there is no such data set, `m` is less than 2, or `noise` negative.

    Examples
    --------
    >>> X, y = sample("and", 8, 0.0, np.random.default_rng(0))
    >>> sorted({(*x, *label) for x, label in zip(X.tolist(), y.tolist())})
    [(-0.8, -0.8, 0.0), (-0.8, 0.8, 0.0), (0.8, -0.8, 0.0), (0.8, 0.8, 1.0)]
    """
    if m < 2 or noise < 0:
        raise ValueError(f"There must be at least 2 samples, and noise must not be negative; got {m} and {noise}.")
    if data == "circles":
        X, y = circles(m, noise=noise, rng=rng)
        return X, y
    if data == "moons":
        X, y = make_moons(m, 0.0, rng=rng)
        return 0.85 * (X - (0.5, 0.25)) + rng.normal(0, noise, (m, 2)), y
    if data == "spiral":
        X, y = make_spiral(m, 1.5, 0.0, rng=rng)
        return 1.25 * X + rng.normal(0, noise, (m, 2)), y
    if data not in GATES:
        raise ValueError(f"There is no data set {data!r}. There are circles, moons, spiral and {', '.join(GATES)}.")
    corners, said = make_gate(data)
    turn = rng.permutation(np.arange(m) % 4)
    return CORNER * (2 * corners[turn] - 1) + rng.normal(0, noise, (m, 2)), said[turn].reshape(m, 1).astype(np.float64)


in_sentences(__name__)
