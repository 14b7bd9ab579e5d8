"""Time of a training step: the reference beside PyTorch eager and scikit-learn, the same maths from the same weights.

    make bench                       # or: python benchmarks/reference.py [ROUNDS] [--cpu]

Before anything is timed, every peer makes 20 steps on the same batches, and their losses must agree to 1e-5. Then
all peers take turns in one process, so that a busy machine is busy for all of them; the table gives medians over the
rounds, and in brackets the lower and upper quartile. What is not installed is named and left out. For two BLAS
thread counts in one process, threadpoolctl (it comes with scikit-learn) sets NumPy's. With ``--cpu``, for a machine
that others use, CPU time is taken instead of the clock's, and only for one thread.
"""

import os
import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from peers import (
    RATE,
    Ours,
    Work,
    agreement,
    in_turns,
    kernels,
    one_thread,
    samples,
    start,
    step_times,
    threadpool_limits,
    torch,
    torch_model,
)

from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.network import Activation, Adam, Dense, Dropout, Sequential
from deeplearn_ref.training import fit

WORKS = [
    Work("circles 2-4-6-6-4-1, Adam, batch 32", (2, 4, 6, 6, 4, 1), "adam", 32, 1000, 20),
    Work("digits 64-32-10, Adam, batch 32", (64, 32, 10), "adam", 32, 1797, 14),
    Work("digits 64-32-10, momentum, batch 32", (64, 32, 10), "momentum", 32, 1797, 14),
    Work("784-256-128-10, Adam, batch 32", (784, 256, 128, 10), "adam", 32, 8192, 2.0),
    Work("784-256-128-10, Adam, batch 128", (784, 256, 128, 10), "adam", 128, 8192, 1.7),
    Work("784-256-128-10, momentum, batch 128", (784, 256, 128, 10), "momentum", 128, 8192, 1.7),
    Work("784-256-128-10, Adam, batch 512", (784, 256, 128, 10), "adam", 512, 8192, 1.1),
]


def show(values: list[float], unit: float) -> str:
    """Return median and quartiles."""
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle * unit:,.1f} [{low * unit:,.1f}–{high * unit:,.1f}]"


def ratio(over: list[float] | None, under: list[float]) -> str:
    """Return the median of round-by-round ratios."""
    return "–" if over is None else f"{statistics.median(a / b for a, b in zip(over, under, strict=True)):.2f}"


def training_tables(rounds: int, cpu: bool) -> None:
    """Print how many times longer the others take for a step, and the times."""
    results: dict[Work, tuple[float, dict[str, list[float]]]] = {}
    names, clock = (one_thread(), time.process_time) if cpu else (None, time.perf_counter)
    for work in WORKS:
        difference = agreement(work)
        results[work] = difference, step_times(work, rounds, names, clock)
        found = ", ".join(f"{name} {show(times, 1e6)}" for name, times in results[work][1].items())
        print(f"{work.name}, differing by {difference:.0e}, µs: {found}", file=sys.stderr, flush=True)
    columns = list(results[WORKS[0]][1])
    others = [name for name in columns if not name.startswith("ours")]
    numba = [name for name in columns if "numba" in name]
    header = ["work (float32)", "goal", *(f"× {name}" for name in others), *(f"{n}: × eager" for n in numba)]
    print("|", " | ".join([*header, "losses differ by"]), "|")
    print("|" + "---|" * (len(header) + 1))
    for work, (difference, times) in results.items():
        cells = [ratio(times[n], times["ours, 2 threads" if "2 threads" in n else "ours, 1 thread"]) for n in others]
        cells += [ratio(times.get("eager, 1 thread"), times[name]) for name in numba]
        print("|", " | ".join([work.name, f"{work.goal:g}", *cells, f"{difference:.0e}"]), "|")
    print("\n| µs a step |", " | ".join(columns), "|")
    print("|" + "---|" * (len(columns) + 1))
    for work, (_, times) in results.items():
        print("|", " | ".join([work.name, *(show(found, 1e6) for found in times.values())]), "|", flush=True)


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

    def ours(numba: bool) -> None:
        rng = np.random.default_rng(0)
        layers = [Dense(784, 256), Activation("relu"), Dropout(0.2), Dense(256, 128), Activation("relu")]
        network = Sequential([*layers, Dropout(0.2), Dense(128, 10)], rng, np.float32)
        stopping, optimizer = EarlyStopping(patience=3), Adam(RATE)
        optimizer.may_compile = numba
        fit(
            network, X_train, y_train, "softmax", optimizer, epochs=1, batch_size=128, rng=rng,
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

    runs: dict[str, tuple[int, Callable[[], None]]] = {}
    for numba in (False, True)[: 2 if kernels() else 1]:
        for n in (1, 2):
            name = f"ours{' with numba' * numba}, {n} thread{'s' * (n > 1)}"
            runs[name] = n, partial(ours, numba)
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


def main(rounds: int, cpu: bool) -> None:
    """Print what is compared, and the tables."""
    versions, missing = [f"Python {platform.python_version()}"], []
    for name in ("numpy", "torch", "scikit-learn", "jax", "numba"):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    print(
        f"{', '.join(versions)}; {platform.machine()}, {os.cpu_count()} cores; medians of {rounds} rounds"
        f"{' in CPU time' * cpu}."
    )
    if missing:
        print(f"Not installed, so not compared: {', '.join(missing)}.")
    if threadpool_limits is None:
        print("threadpoolctl is not installed, so NumPy uses its default number of threads in every column.")
    print()
    warnings.simplefilter("ignore")
    training_tables(rounds, cpu)
    if not cpu:
        inference_table(max(3, rounds // 2))
        epoch_table(rounds)


if __name__ == "__main__":
    main(next((int(word) for word in sys.argv[1:] if word.isdigit()), 15), "--cpu" in sys.argv)
