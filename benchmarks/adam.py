"""Time of Adam's update alone, 235,146 parameters in float32: block sizes of NumPy's passes, and numba's single pass.

    python benchmarks/adam.py [ROUNDS]     # numba is left out where it is not installed

One thread, all in turns in one process; medians and the least, in microseconds.
"""

import statistics
import sys
import time

import numpy as np

from deeplearn_ref.network import Adam, compiled, flat_optimizers
from deeplearn_ref.network.tape import Tape, play

N, BLOCKS = 235_146, (2**12, 2**14, 2**15, 2**16, 2**17, 2**18)


def main(rounds: int) -> None:
    """Measure and print; all must give the same bits."""
    rng = np.random.default_rng(0)
    start, g = (rng.normal(size=N).astype(np.float32) for _ in range(2))
    runs = {}
    for block in (*BLOCKS, None):
        optimizer, p, tape = Adam(), start.copy(), Tape(np)
        optimizer.may_compile = block is None
        if block is None and compiled.kernels() is None:
            continue
        flat_optimizers.BLOCK = block or N
        optimizer.begin(p, g)
        optimizer.update(tape)
        runs["numba, one pass" if block is None else f"NumPy, blocks of {block:,}"] = optimizer, p, tape.calls
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (optimizer, p, calls) in runs.items():
            begin = time.perf_counter()
            optimizer.begin(p, g)
            play(calls)
            times[name].append(1e6 * (time.perf_counter() - begin))
    first = next(iter(runs.values()))[1]
    assert all(np.array_equal(p, first) for _, p, _ in runs.values())
    print("| update | median, µs | least, µs |\n|---|---|---|")
    for name, found in times.items():
        print(f"| {name} | {statistics.median(found):.0f} | {min(found):.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
