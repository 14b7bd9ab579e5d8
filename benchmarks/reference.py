"""Time of a training step: the reference beside PyTorch eager and scikit-learn, the same maths from the same weights.

    make bench                       # or: python benchmarks/reference.py [ROUNDS]

Before anything is timed, every peer makes 20 steps on the same batches, and their losses must agree to 1e-5. Then
all peers take turns in one process, so that a busy machine is busy for all of them; the table gives medians over the
rounds, and in brackets the lower and upper quartile. What is not installed is named and left out. For two BLAS
thread counts in one process, threadpoolctl (it comes with scikit-learn) sets NumPy's.
"""

import os
import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from typing import Any

import numpy as np

from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.network import Activation, Adam, Dense, Dropout, Loss, Momentum, Sequential
from deeplearn_ref.network.step import TrainingStep
from deeplearn_ref.training import fit

try:
    import torch
except ImportError:
    torch = None
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


WORKS = [
    Work("circles 2-4-6-6-4-1, Adam, batch 32", (2, 4, 6, 6, 4, 1), "adam", 32, 1000, 20),
    Work("digits 64-32-10, Adam, batch 32", (64, 32, 10), "adam", 32, 1797, 14),
    Work("digits 64-32-10, momentum, batch 32", (64, 32, 10), "momentum", 32, 1797, 14),
    Work("784-256-128-10, Adam, batch 32", (784, 256, 128, 10), "adam", 32, 8192, 2.0),
    Work("784-256-128-10, Adam, batch 128", (784, 256, 128, 10), "adam", 128, 8192, 1.7),
    Work("784-256-128-10, momentum, batch 128", (784, 256, 128, 10), "momentum", 128, 8192, 1.7),
    Work("784-256-128-10, Adam, batch 512", (784, 256, 128, 10), "adam", 512, 8192, 1.1),
]


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

    def __init__(self, work: Work, X: np.ndarray, y: np.ndarray, params: Params) -> None:
        layers: list[Any] = []
        for a, b in pairwise(work.sizes):
            layers += [Dense(a, b), Activation("relu")]
        self.network = Sequential(layers[:-1], np.random.default_rng(0), np.float32)
        for own, (W, b) in zip(self.network.params, params, strict=True):
            own["W"][...], own["b"][...] = W, b
        self.X, self.y, self.batch = X, y, work.batch
        self.loss_function = Loss("bce" if work.sizes[-1] == 1 else "softmax")
        optimizer = Adam(RATE, eps=EPS) if work.optimizer == "adam" else Momentum(RATE)
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


def in_turns(runs: dict[str, tuple[int, Callable[[], None]]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each run in each round; the order changes from round to round."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + 1):
        names = list(runs)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            count, run = runs[name]
            with threads(count):
                begin = time.perf_counter()
                run()
                seconds = time.perf_counter() - begin
            if turn:  # the first round warms up
                times[name].append(seconds)
    return times


def peers_of(work: Work) -> dict[str, tuple[int, Any]]:
    """Return name → (threads, peer) for everything installed, all with the same samples and weights."""
    kinds: dict[str, tuple[int, Callable[..., Any]]] = {"ours, 1 thread": (1, Ours), "ours, 2 threads": (2, Ours)}
    if torch is not None:
        kinds |= {"eager, 1 thread": (1, Torch), "eager, 2 threads": (2, Torch)}
        kinds["fused, 1 thread"] = (1, lambda *args: Torch(*args, fused=True))
    if MLPClassifier is not None:
        kinds["scikit-learn, 1 thread"] = (1, ScikitLearn)
    X, y = samples(work, np.random.default_rng(1))
    return {
        name: (count, make(work, X, y, start(work, np.random.default_rng(2)))) for name, (count, make) in kinds.items()
    }


def agreement(work: Work) -> float:
    """Return the largest relative difference of the peers' losses after 20 steps from the same weights."""
    order = np.random.default_rng(3).permutation(work.m)[: 20 * work.batch]
    order = np.resize(order, 20 * work.batch)
    losses = {}
    for name, (count, peer) in peers_of(work).items():
        with threads(count):
            peer.train(order)
            losses[name] = peer.loss()
    first = losses["ours, 1 thread"]
    worst = max(abs(loss - first) / first for loss in losses.values())
    if not worst < 1e-5:
        sys.exit(f"{work.name}: the peers do not compute the same losses, so there is nothing to compare: {losses}")
    return worst


def show(values: list[float], unit: float) -> str:
    """Return median and quartiles."""
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle * unit:,.1f} [{low * unit:,.1f}–{high * unit:,.1f}]"


def ratio(over: list[float] | None, under: list[float]) -> str:
    """Return the median of round-by-round ratios."""
    return "–" if over is None else f"{statistics.median(a / b for a, b in zip(over, under, strict=True)):.2f}"


def training_table(rounds: int) -> None:
    """Print time per step for all works and peers."""
    header = ["work (float32)", "goal", "× eager, 1 thread", "× eager, 2 threads", "× scikit-learn", "losses differ by"]
    columns = list(peers_of(WORKS[0]))
    print("|", " | ".join([*header, *(f"{name}, µs" for name in columns), "products alone, µs"]), "|")
    print("|" + "---|" * (len(header) + len(columns) + 1))
    for work in WORKS:
        difference = agreement(work)
        peers = peers_of(work)
        X, y = samples(work, np.random.default_rng(1))
        peers["products"] = (1, Products(work, X, y, start(work, np.random.default_rng(2))))
        rng = np.random.default_rng(4)
        whole = work.m // work.batch * work.batch
        _, ours = peers["ours, 1 thread"]
        ours.train(rng.permutation(work.m)[:whole])
        begin = time.perf_counter()
        ours.train(rng.permutation(work.m)[:whole])
        steps = max(4, int(SLICE / ((time.perf_counter() - begin) / (whole // work.batch))))
        order = np.resize(rng.permutation(work.m)[:whole], steps * work.batch)
        runs = {name: (count, partial(peer.train, order)) for name, (count, peer) in peers.items()}
        times = {name: [t / steps for t in found] for name, found in in_turns(runs, rounds).items()}
        cells = [
            work.name,
            f"{work.goal:g}",
            ratio(times.get("eager, 1 thread"), times["ours, 1 thread"]),
            ratio(times.get("eager, 2 threads"), times["ours, 2 threads"]),
            ratio(times.get("scikit-learn, 1 thread"), times["ours, 1 thread"]),
            f"{difference:.0e}",
            *(show(times[name], 1e6) for name in [*columns, "products"]),
        ]
        print("|", " | ".join(cells), "|", flush=True)


def inference_table(rounds: int) -> None:
    """Print time for the outputs of 100,000 samples."""
    work = Work("inference", (784, 256, 128, 10), "adam", 1024, 100_000, 1.0)
    X, _ = samples(work, np.random.default_rng(1))
    params = start(work, np.random.default_rng(2))
    network = Ours(work, X[:1], np.zeros(1, np.int64), params).network
    runs: dict[str, tuple[int, Callable[[], Any]]] = {
        f"ours, {n} thread{'s' * (n > 1)}": (n, lambda: network.predict(X)) for n in (1, 2)
    }
    if torch is not None:
        model, tensor = torch_model(work.sizes, params), torch.from_numpy(X)

        def eager(size: int) -> None:
            with torch.inference_mode():
                found = torch.cat([model(tensor[i : i + size]) for i in range(0, len(tensor), size)])
            np.testing.assert_allclose(found[:100].numpy(), network.predict(X[:100]), rtol=1e-3, atol=1e-4)

        for n in (1, 2):
            plural = "s" * (n > 1)
            runs[f"eager at once, {n} thread{plural}"] = (n, lambda: eager(len(X)))
            runs[f"eager in chunks of 1024, {n} thread{plural}"] = (n, lambda: eager(1024))
    print_list("Outputs of 100,000 samples, 784-256-128-10, float32 (goal 1.0)", in_turns(runs, rounds))


def epoch_table(rounds: int) -> None:
    """Print time for one epoch as a course runs it: shuffling, dropout, validation, early stopping."""
    work = Work("epoch", (784, 256, 128, 10), "adam", 128, 70_000, 2.0)
    X, y = samples(work, np.random.default_rng(1))
    X_train, y_train, X_val, y_val = X[:60_000], y[:60_000], X[60_000:], y[60_000:]

    def ours() -> None:
        rng = np.random.default_rng(0)
        layers = [Dense(784, 256), Activation("relu"), Dropout(0.2), Dense(256, 128), Activation("relu")]
        network = Sequential([*layers, Dropout(0.2), Dense(128, 10)], rng, np.float32)
        stopping = EarlyStopping(patience=3)
        fit(
            network, X_train, y_train, "softmax", Adam(RATE), epochs=1, batch_size=128, rng=rng,
            validation=(X_val, y_val), early_stopping=stopping,
        )  # fmt: skip

    def eager() -> None:
        model = torch_model(work.sizes, start(work, np.random.default_rng(2)), drop_rate=0.2)
        optimizer, criterion = torch.optim.Adam(model.parameters(), RATE), torch.nn.CrossEntropyLoss()
        data = torch.utils.data.TensorDataset(torch.from_numpy(X_train), torch.from_numpy(y_train))
        model.train()
        for X_batch, y_batch in torch.utils.data.DataLoader(data, batch_size=128, shuffle=True):
            optimizer.zero_grad()
            criterion(model(X_batch), y_batch).backward()
            optimizer.step()
        model.eval()
        with torch.inference_mode():
            float(criterion(model(torch.from_numpy(X_val)), torch.from_numpy(y_val)))

    runs: dict[str, tuple[int, Callable[[], None]]] = {"ours, 1 thread": (1, ours), "ours, 2 threads": (2, ours)}
    if torch is not None:
        runs |= {"eager with DataLoader, 1 thread": (1, eager), "eager with DataLoader, 2 threads": (2, eager)}
    title = "One epoch of 60,000 samples, shuffled, dropout 0.2, validation of 10,000, batch 128, Adam (goal 2)"
    print_list(title, in_turns(runs, max(3, rounds // 4)))


def print_list(title: str, times: dict[str, list[float]]) -> None:
    """Print one small table: seconds, and how many times ours with as many threads."""
    print(f"\n{title}\n\n| what | ms | × ours with as many threads |\n|---|---|---|")
    for name, found in times.items():
        ours = times["ours, 2 threads" if name.endswith("2 threads") else "ours, 1 thread"]
        print(f"| {name} | {show(found, 1e3)} | {ratio(found, ours)} |", flush=True)


def main(rounds: int) -> None:
    """Print what is compared, and the tables."""
    versions, missing = [f"Python {platform.python_version()}"], []
    for name in ("numpy", "torch", "scikit-learn"):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    print(f"{', '.join(versions)}; {platform.machine()}, {os.cpu_count()} cores; medians of {rounds} rounds.")
    if missing:
        print(f"Not installed, so not compared: {', '.join(missing)}.")
    if threadpool_limits is None:
        print("threadpoolctl is not installed, so NumPy uses its default number of threads in every column.")
    print()
    warnings.simplefilter("ignore")
    training_table(rounds)
    inference_table(max(3, rounds // 2))
    epoch_table(rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
