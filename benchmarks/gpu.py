"""The reference on a GPU: does CuPy compute what NumPy computes, and how fast is a step beside PyTorch on the GPU.

python benchmarks/gpu.py               # needs an NVIDIA GPU and CuPy; PyTorch with CUDA where it is to be compared
python benchmarks/gpu.py --stand-in    # the first half on the strict stand-in of the tests; needs no GPU
"""

import platform
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from peers import RATE, Torch, Work, samples, start, torch

from autograder.sandbox import strict_xp
from deeplearn_ref.backend import require_gpu, to_numpy
from deeplearn_ref.network import Activation, Adam, Dense, Dropout, Loss, Sequential
from deeplearn_ref.network.step import TrainingStep

SIZES, STEPS, ROUNDS = (784, 256, 128, 10), 20, 9
BATCHES = (32, 128, 512, 4096)


def trainer(xp: Any, hidden: str, dtype: Any, X: np.ndarray, y: np.ndarray, drop_rate: float) -> tuple[Any, Any]:
    """Return a network and its training step, the same ones on every array module."""
    rng, (n_in, *widths, n_out) = np.random.default_rng(2), SIZES
    layers: list[Any] = []
    for a, b in zip([n_in, *widths], widths, strict=False):
        layers += [Dense(a, b), Activation(hidden), *([Dropout(drop_rate)] if drop_rate else [])]
    network = Sequential([*layers, Dense(widths[-1], n_out)], rng, dtype, xp)
    data = xp.asarray(X.astype(dtype)), xp.asarray(y)
    return network, TrainingStep(network, Loss("softmax"), Adam(RATE), *data, rng if drop_rate else None)


def parity(xp: Any) -> None:
    """Print how far losses and weights are from NumPy's after 20 steps."""
    X, y = samples(Work("", SIZES, "adam", 32, 32 * STEPS, 0), np.random.default_rng(1))
    order = np.random.default_rng(6).permutation(len(X))
    print("| hidden | dtype | drop rate | loss differs by (relative) | outputs differ by |\n|---|---|---|---|---|")
    for hidden in ("relu", "leaky_relu", "sigmoid", "tanh"):
        for dtype, drop_rate in ((np.float64, 0.0), (np.float64, 0.2), (np.float32, 0.0), (np.float32, 0.2)):
            losses, outputs = [], []
            for module in (np, xp):
                network, step = trainer(module, hidden, dtype, X, y, drop_rate)
                losses.append(step.epoch(module.asarray(order), 32))
                outputs.append(to_numpy(network.predict(module.asarray(X[:100].astype(dtype)))))
            far = abs(losses[1] - losses[0]) / losses[0], float(np.abs(outputs[1] - outputs[0]).max())
            print(f"| {hidden} | {np.dtype(dtype).name} | {drop_rate} | {far[0]:.0e} | {far[1]:.0e} |", flush=True)


def seconds(run: Callable[[], Any], wait: Callable[[], Any]) -> float:
    """Return the seconds of a run, the device's work included."""
    wait()
    begin = time.perf_counter()
    run()
    wait()
    return time.perf_counter() - begin


def speed(xp: Any) -> None:
    """Print the time of a step, ours and PyTorch's on the same device, in turns."""
    print("\n| 784-256-128-10, Adam, float32, batch | ours, µs | PyTorch eager, µs | × ours |\n|---|---|---|---|")
    for batch in BATCHES:
        work = Work("", SIZES, "adam", batch, 8192, 0)
        X, y = samples(work, np.random.default_rng(1))
        order = np.resize(np.random.default_rng(4).permutation(work.m), 100 * batch)
        _, step = trainer(xp, "relu", np.float32, X, y, 0.0)
        runs = {"ours": (partial(step.epoch, xp.asarray(order), batch), xp.cuda.Device().synchronize)}
        if torch is not None and torch.cuda.is_available():
            with torch.device("cuda"):
                peer = Torch(work, X, y, start(work, np.random.default_rng(2)))
            peer.model, peer.X, peer.y = peer.model.cuda(), peer.X.cuda(), peer.y.cuda()
            runs["eager"] = (partial(peer.train, order), torch.cuda.synchronize)
        times: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(ROUNDS + 1):
            for name, (run, wait) in runs.items():
                took = seconds(run, wait) / 100
                if turn:
                    times[name].append(took)
        ours = statistics.median(times["ours"])
        eager = statistics.median(times["eager"]) if "eager" in times else float("nan")
        print(f"| {batch} | {1e6 * ours:,.0f} | {1e6 * eager:,.0f} | {eager / ours:.2f} |", flush=True)


def main(stand_in: bool) -> None:
    """Print both tables, or the first one for the stand-in."""
    try:
        xp: Any = strict_xp if stand_in else require_gpu()
    except RuntimeError as error:
        sys.exit(str(error))
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, {xp.__name__} {getattr(xp, '__version__', '')}\n"
    )
    parity(xp)
    if not stand_in:
        speed(xp)


if __name__ == "__main__":
    main("--stand-in" in sys.argv)
