"""What `reference.py` and `cost.py` compare: the same network and optimizer, in the reference and in four others.

Every peer has ``train(order)``, a step on each batch of these samples, and ``loss()`` of all samples. PyTorch and
scikit-learn are told how many threads to use while they run (`threads`). JAX can not be told once it has started: it
is kept to one thread from here on.
"""

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

os.environ |= {"NPROC": "1", "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false"}  # JAX reads both when it is imported

import numpy as np

from deeplearn_ref.network import Activation, Adam, Dense, Loss, Momentum, Sequential
from deeplearn_ref.network.compiled import kernels
from deeplearn_ref.network.step import TrainingStep

try:
    import torch
except ImportError:
    torch = None
try:
    import jax
except ImportError:
    jax = None
try:
    from sklearn.neural_network import MLPClassifier
except ImportError:
    MLPClassifier = None
try:
    from threadpoolctl import threadpool_limits
except ImportError:
    threadpool_limits = None

RATE, SLICE = 1e-3, 0.08
EPS = 1e-12  # so small that it makes no difference where Adam adds it: scikit-learn does so before the bias correction
Params = list[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Work:
    """One line of the table: a network, an optimizer, a batch size, and the goal of issue 3."""

    name: str
    sizes: tuple[int, ...]
    optimizer: str
    batch: int
    m: int
    goal: float


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Let NumPy's BLAS and PyTorch use this many threads."""
    if torch is not None:
        torch.set_num_threads(count)
    with threadpool_limits(count) if threadpool_limits else nullcontext():
        yield


def samples(work: Work, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw float32 samples and labels that a network can learn something about."""
    X = rng.normal(size=(work.m, work.sizes[0])).astype(np.float32)
    score = X @ rng.normal(size=(work.sizes[0], work.sizes[-1])).astype(np.float32)
    if work.sizes[-1] == 1:
        return X, ((X**2).sum(axis=1, keepdims=True) > 1.4).astype(np.float32)
    return X, score.argmax(axis=1)


def start(work: Work, rng: np.random.Generator) -> Params:
    """Draw the first weights that all peers get."""
    return [
        (rng.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32), np.zeros(b, np.float32))
        for a, b in pairwise(work.sizes)
    ]


class Ours:
    """The reference."""

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params, numba: bool = False) -> None:
        layers: list[Any] = []
        for a, b in pairwise(work.sizes):
            layers += [Dense(a, b), Activation("relu")]
        self.network = Sequential(layers[:-1], np.random.default_rng(0), np.float32)
        for own, (W, b) in zip(self.network.params, params, strict=True):
            own["W"][...], own["b"][...] = W, b
        self.X, self.y, self.batch = X, y, work.batch
        self.loss_function = Loss("bce" if work.sizes[-1] == 1 else "softmax")
        optimizer: Any = Adam(RATE, eps=EPS) if work.optimizer == "adam" else Momentum(RATE)
        optimizer.may_compile = numba
        self.step = TrainingStep(self.network, self.loss_function, optimizer, X, y)

    def train(self, order: np.ndarray) -> None:
        """Make a step on each batch of `order`."""
        self.step.epoch(order, self.batch)

    def loss(self) -> float:
        """Return the mean loss of all samples."""
        return self.loss_function.value(self.y, self.network.predict(self.X))


class Torch:
    """PyTorch eager, written as its tutorials do."""

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params, fused: bool = False) -> None:
        self.model = torch_model(work.sizes, params)
        self.X, self.y, self.batch = torch.from_numpy(X), torch.from_numpy(y), work.batch
        self.criterion = torch.nn.BCEWithLogitsLoss() if work.sizes[-1] == 1 else torch.nn.CrossEntropyLoss()
        self.optimizer = (
            torch.optim.Adam(self.model.parameters(), RATE, eps=EPS, fused=fused or None)
            if work.optimizer == "adam"
            else torch.optim.SGD(self.model.parameters(), RATE, momentum=0.9, fused=fused or None)
        )

    def train(self, order: np.ndarray) -> None:
        """Make a step on each batch of `order`."""
        rows, total = torch.from_numpy(order), torch.zeros(())
        for start in range(0, len(rows), self.batch):
            batch = rows[start : start + self.batch]
            self.optimizer.zero_grad()
            loss = self.criterion(self.model(self.X[batch]), self.y[batch])
            loss.backward()
            self.optimizer.step()
            total += loss.detach()

    def loss(self) -> float:
        """Return the mean loss of all samples."""
        with torch.no_grad():
            return float(self.criterion(self.model(self.X), self.y))


def torch_model(sizes: tuple[int, ...], params: Params, drop_rate: float = 0.0) -> Any:
    """Return the same network as a torch module."""
    modules: list[Any] = []
    for W, b in params:
        linear = torch.nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W.T.copy()))
            linear.bias.copy_(torch.from_numpy(b))
        modules += [linear, torch.nn.ReLU()]
        if drop_rate:
            modules.append(torch.nn.Dropout(drop_rate))
    return torch.nn.Sequential(*modules[: -2 if drop_rate else -1])


class ScikitLearn:
    """scikit-learn's `MLPClassifier`, one `partial_fit` for each stretch of batches."""

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params) -> None:
        weights = iter(params)

        class Given(MLPClassifier):  # type: ignore[misc]
            def _init_coef(self, *_: Any) -> tuple[np.ndarray, np.ndarray]:
                W, b = next(weights)
                return W.copy(), b.copy()

        solver = {"solver": "adam"} if work.optimizer == "adam" else {"solver": "sgd", "nesterovs_momentum": False}
        self.model = Given(
            work.sizes[1:-1],
            batch_size=work.batch,
            shuffle=False,
            alpha=0.0,
            learning_rate_init=RATE,
            epsilon=EPS,
            **solver,
        )
        self.X, self.y = X, y.ravel().astype(np.int64)
        self.classes = np.unique(self.y)

    def train(self, order: np.ndarray) -> None:
        """Make a step on each batch of `order`."""
        self.model.partial_fit(self.X[order], self.y[order], classes=self.classes)

    def loss(self) -> float:
        """Return the mean loss of all samples."""
        P = self.model.predict_proba(self.X)[np.arange(len(self.y)), self.y].astype(np.float64)
        return float(-np.log(P).mean())


class Jax:
    """JAX as its tutorials do: a jitted function makes one step, or goes through a whole epoch."""

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params, whole: bool = False) -> None:
        self.batch, self.whole = work.batch, whole
        self.X, self.y = jax.numpy.asarray(X), jax.numpy.asarray(y)
        weights = [(jax.numpy.array(W), jax.numpy.array(b)) for W, b in params]
        zeros = jax.tree.map(jax.numpy.zeros_like, weights)
        self.update = jax_adam if work.optimizer == "adam" else jax_momentum
        self.state = (weights, zeros, jax.tree.map(jax.numpy.copy, zeros), 0, jax.numpy.zeros(()))
        self.step = jax.jit(self._step, donate_argnums=0)
        self.epoch = jax.jit(self._epoch, donate_argnums=0)

    @staticmethod
    def _loss(params: Any, X: Any, y: Any) -> Any:
        for W, b in params[:-1]:
            X = jax.nn.relu(X @ W + b)
        Z = X @ params[-1][0] + params[-1][1]
        if y.ndim == 2:
            return (jax.nn.softplus(Z) - y * Z).mean()
        return -jax.numpy.take_along_axis(jax.nn.log_softmax(Z), y[:, None], axis=1).mean()

    def _step(self, state: Any, X: Any, y: Any, rows: Any) -> Any:
        params, *moments, t, total = state
        batch = (jax.numpy.take(data, rows, axis=0, mode="clip") for data in (X, y))
        loss, grads = jax.value_and_grad(self._loss)(params, *batch)
        return (*self.update(params, *moments, grads, t + 1), t + 1, total + loss)

    def _epoch(self, state: Any, X: Any, y: Any, order: Any) -> Any:
        return jax.lax.scan(lambda now, rows: (self._step(now, X, y, rows), None), state, order)[0]

    def train(self, order: np.ndarray) -> None:
        """Make a step on each batch of `order`."""
        batches = order.astype(np.int32).reshape(-1, self.batch)
        if self.whole:
            self.state = self.epoch(self.state, self.X, self.y, batches)
        else:
            for rows in batches:
                self.state = self.step(self.state, self.X, self.y, rows)
        jax.block_until_ready(self.state)

    def loss(self) -> float:
        """Return the mean loss of all samples."""
        return float(self._loss(self.state[0], self.X, self.y))


def jax_adam(params: Any, means: Any, squares: Any, grads: Any, t: Any) -> Any:
    """Return parameters and both moments after a step of Adam."""
    means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, grads)
    squares = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, squares, grads)
    rate, share = RATE / (1 - 0.9**t), -jax.numpy.expm1(t * math.log(0.999))  # in float32, 1 - 0.999 is off by 5e-5
    params = jax.tree.map(lambda p, m, v: p - rate * m / (jax.numpy.sqrt(v / share) + EPS), params, means, squares)
    return params, means, squares


def jax_momentum(params: Any, velocity: Any, unused: Any, grads: Any, t: Any) -> Any:
    """Return parameters and velocity after a step of momentum."""
    velocity = jax.tree.map(lambda v, g: 0.9 * v + g, velocity, grads)
    return jax.tree.map(lambda p, v: p - RATE * v, params, velocity), velocity, unused


class Products:
    """Nothing but the matrix products of a step: what no peer on this BLAS can go below."""

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params) -> None:
        self.batch, m = work.batch, work.batch
        A = [np.zeros((m, n), np.float32) for n in work.sizes]
        self.calls = [(A[i], W, A[i + 1]) for i, (W, _) in enumerate(params)]
        self.calls += [(A[i].T, A[i + 1], np.empty_like(W)) for i, (W, _) in enumerate(params)]
        self.calls += [(A[i + 1], W.T, np.empty_like(A[i])) for i, (W, _) in enumerate(params) if i]

    def train(self, order: np.ndarray) -> None:
        """Do the products of as many steps as `order` has batches."""
        for _ in range(0, len(order), self.batch):
            for a, b, out in self.calls:
                np.dot(a, b, out)


def one_thread() -> list[str]:
    """Return the names of the peers that use one thread."""
    return [name for name, (count, _) in kinds().items() if count == 1]


def kinds() -> dict[str, tuple[int, Callable[..., Any]]]:
    """Return name → (threads, maker of the peer) for everything installed."""
    found: dict[str, tuple[int, Callable[..., Any]]] = {"ours, 1 thread": (1, Ours), "ours, 2 threads": (2, Ours)}
    if kernels() is not None:
        found["ours with numba, 1 thread"] = (1, partial(Ours, numba=True))
    if torch is not None:
        found |= {"eager, 1 thread": (1, Torch), "eager, 2 threads": (2, Torch)}
        found["fused, 1 thread"] = (1, partial(Torch, fused=True))
    if MLPClassifier is not None:
        found["scikit-learn, 1 thread"] = (1, ScikitLearn)
    if jax is not None:
        found |= {"JAX jit per step, 1 thread": (1, Jax), "JAX whole epoch, 1 thread": (1, partial(Jax, whole=True))}
    return found


def peers_of(work: Work, names: list[str] | None = None) -> dict[str, tuple[int, Any]]:
    """Return name → (threads, peer), all with the same samples and weights."""
    X, y = samples(work, np.random.default_rng(1))
    return {
        name: (count, make(work, X, y, start(work, np.random.default_rng(2))))
        for name, (count, make) in kinds().items()
        if names is None or name in names
    }


Clock = Callable[[], float]


def in_turns(
    runs: dict[str, tuple[int, Callable[[], None]]], rounds: int, clock: Clock = time.perf_counter
) -> dict[str, list[float]]:
    """Return the seconds of each run in each round; the order changes from round to round."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        names = list(runs)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            count, run = runs[name]
            with threads(count):
                begin = clock()
                run()
                seconds = clock() - begin
            if turn:  # the first round warms up
                times[name].append(seconds)
    return times


def agreement(work: Work) -> float:
    """Return the largest relative difference of the peers' losses after 20 steps from the same weights.

    Adam's first step is the rate times the sign of the gradient, however small that is. Among 235,146 gradients one
    can be zero to within rounding: its sign is chance, XLA and the fused kernel round in another order than the BLAS
    libraries, and losses then differ by 2e-5. So up to five orders of the samples are tried; in one of them at least
    all must agree. Wrong maths would differ in all of them.
    """
    for seed in range(6, 11):
        order = np.random.default_rng(seed).permutation(work.m)[: 20 * work.batch]
        order = np.resize(order, 20 * work.batch)
        losses = {}
        for name, (count, peer) in peers_of(work).items():
            with threads(count):
                peer.train(order)
                losses[name] = peer.loss()
        first = losses["ours, 1 thread"]
        worst = max(abs(loss - first) / first for loss in losses.values())
        if worst < 1e-5:
            return worst
    sys.exit(f"{work.name}: the peers do not compute the same losses, so there is nothing to compare: {losses}")


def step_times(
    work: Work, rounds: int, names: list[str] | None = None, clock: Clock = time.perf_counter
) -> dict[str, list[float]]:
    """Return the seconds of a step for each peer in each round, and for the products alone."""
    peers = peers_of(work, names)
    X, y = samples(work, np.random.default_rng(1))
    peers["products alone"] = (1, Products(work, X, y, start(work, np.random.default_rng(2))))
    rng = np.random.default_rng(4)
    whole = work.m // work.batch * work.batch
    _, ours = peers["ours, 1 thread"]
    ours.train(rng.permutation(work.m)[:whole])
    begin = time.process_time()
    ours.train(rng.permutation(work.m)[:whole])
    steps = max(4, int(SLICE / ((time.process_time() - begin) / (whole // work.batch))))
    order = np.resize(rng.permutation(work.m)[:whole], steps * work.batch)
    runs = {name: (count, partial(peer.train, order)) for name, (count, peer) in peers.items()}
    return {name: [t / steps for t in found] for name, found in in_turns(runs, rounds, clock).items()}
