"""What a training step costs, against the batch size and against the width: a picture and its numbers.

    python benchmarks/cost.py [ROUNDS]     # needs matplotlib; writes docs/cost.svg

CPU time with one thread, Adam, float32, the same maths from the same weights (`peers`; `reference.py` proves that
the losses agree). Left: 784-256-128-10, batches of 8 to 512.
Right: 64-w-w-10, batches of 32, for widths w of 16 to 1024.
"""

import statistics
import sys
import time
import warnings
from pathlib import Path

import matplotlib as mpl
from peers import Work, one_thread, step_times

mpl.use("svg")
from matplotlib import pyplot as plt

TARGET = Path(__file__).resolve().parents[1] / "docs" / "cost.svg"
BATCHES, WIDTHS = [8, 32, 128, 512], [16, 64, 256, 1024]
STYLES = {
    "ours": ("#0b6e4f", "-", "o"),
    "ours with numba": ("#0b6e4f", "--", None),
    "products alone": ("#888888", ":", None),
}
OTHERS = [
    ("#c8553d", "-", "s"),
    ("#c8553d", "--", None),
    ("#3b5998", "-", "^"),
    ("#a06cd5", "--", "v"),
    ("#a06cd5", "-", "D"),
]


def main(rounds: int) -> None:
    """Measure, print a table, draw."""
    warnings.simplefilter("ignore")
    names = one_thread()
    panels = {
        "samples in a batch": {
            b: Work(f"batch {b}", (784, 256, 128, 10), "adam", b, max(4096, 4 * b), 0) for b in BATCHES
        },
        "width of both hidden layers": {w: Work(f"width {w}", (64, w, w, 10), "adam", 32, 4096, 0) for w in WIDTHS},
    }
    mpl.rcParams.update({"svg.hashsalt": "cost", "svg.fonttype": "none", "font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained", sharey=True)
    for axis, (label, works) in zip(axes, panels.items(), strict=True):
        found: dict[str, list[float]] = {}
        print(f"\n| µs a step, {label} |", " | ".join(str(size) for size in works), "|")
        print("|" + "---|" * (len(works) + 1))
        for work in works.values():
            for name, times in step_times(work, rounds, names, time.process_time).items():
                found.setdefault(name.removesuffix(", 1 thread"), []).append(1e6 * statistics.median(times))
        others = iter(OTHERS)
        for name, times in found.items():
            print(f"| {name} |", " | ".join(f"{t:,.0f}" for t in times), "|", flush=True)
            color, line, marker = STYLES.get(name) or next(others)
            axis.plot(list(works), times, color=color, linestyle=line, marker=marker, markersize=3.5, label=name)
        axis.set(xscale="log", yscale="log", xlabel=label, xticks=list(works), xticklabels=list(map(str, works)))
        axis.minorticks_off()
        axis.grid(alpha=0.3)
    axes[0].set(ylabel="microseconds a step", title="784-256-128-10, Adam, float32, one thread")
    axes[1].set(title="64-w-w-10, batches of 32")
    axes[0].legend()
    figure.savefig(TARGET, metadata={"Date": None})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
