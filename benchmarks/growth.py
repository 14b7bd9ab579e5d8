"""How the cost of `deeplearn grade` grows: with the class, with workers, with one hostile submission in it.

    python benchmarks/growth.py [SIZE ...]      # 50 200 1000 by default, each with 1 and with 2 workers
    python benchmarks/growth.py second          # one worker and two in turns, five times: what the second one brings

Each line is a class of its own, graded from nothing: no cache, no gradebook. CPU time is all that the machine spends
meanwhile, the kernel's work for forks and namespaces included: nothing else may run. A further submission is one
that the next smaller class with as many workers has not. Memory is what each kind of process had for itself at most
(private pages, looked at once a second).
"""

import os
import statistics
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from grading import SLUG, busy, course, timed

ENDLESS = '"while True:\\n    pass\\ndef step(z):'
KINDS = (("sandbox", b"sandbox/child.py"), ("worker", b"spawn_main"), ("main", b"autograder.cli"))


def memory(stop: threading.Event, most: dict[str, float]) -> None:
    """Keep in `most` the largest memory of each kind of our grading processes, in MB."""
    while not stop.wait(1.0):
        for number in below(os.getpid()):
            process = Path(f"/proc/{number}")
            try:
                words = (process / "cmdline").read_bytes()
                lines = (process / "smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            kind = next((kind for kind, word in KINDS if word in words), None)
            if kind is not None:
                private = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
                most[kind] = max(most.get(kind, 0.0), private / 1024)


def below(process: int) -> set[int]:
    """Return all processes that a process has started, and those that these have started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    found = {process}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def graded(submissions: int, workers: int, *, hostile: bool = False) -> tuple[float, float, dict[str, float]]:
    """Return wall seconds, CPU seconds and memory of one class."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        course(folder, submissions, stock=False)
        if hostile:
            path = folder / "submitted" / "student000" / SLUG / f"{SLUG}.ipynb"
            text = path.read_text("utf-8")
            path.write_text(text.replace('"def step(z):', ENDLESS, 1), "utf-8")
        stop, most = threading.Event(), dict[str, float]()
        watch = threading.Thread(target=memory, args=(stop, most))
        before = busy()
        watch.start()
        words = ["grade", "submitted", "--assignment", SLUG, "--workers", str(workers)]
        wall = timed(["-m", "autograder.cli", *words], folder)
        stop.set()
        watch.join()
        cpu = busy() - before
    return wall, cpu, most


def main(sizes: list[int]) -> None:
    """Print the table."""
    print(f"right submissions of {SLUG}; a further one: seconds on the clock, and of the machine's CPU")
    heads = ("workers", "wall s", "a minute", "CPU s", "further: s", "CPU s", "worker MB", "sandbox MB", "main MB")
    print(f"{'class':>22s}" + "".join(f"{head:>12s}" for head in heads))
    rows = [(size, workers, False) for size in sizes for workers in (1, 2)]
    before: dict[int, tuple[int, float, float]] = {}
    for size, workers, hostile in [(1, 1, False), (2, 2, False), *rows, (sizes[0], 2, True)]:
        wall, cpu, most = graded(size, workers, hostile=hostile)
        name = f"{size}{' + an endless loop' if hostile else ''}"
        few, quickly, cheaply = before.get(workers, (0, 0.0, 0.0))
        more = size - few
        further = [f"{spent / more:12.3f}" if more > 0 else f"{'-':>12s}" for spent in (wall - quickly, cpu - cheaply)]
        before[workers] = size, wall, cpu
        numbers = f"{workers:12d}{wall:12.1f}{60 * size / wall:12.0f}{cpu:12.1f}{''.join(further)}"
        print(
            f"{name:>22s}" + numbers + "".join(f"{most.get(k, 0):12.0f}" for k in ("worker", "sandbox", "main")),
            flush=True,
        )


def second(few: int = 50, many: int = 250, rounds: int = 5) -> None:
    """Print how many times as fast two workers are as one at what a larger class has more than a smaller one.

    Both classes outlast the start. Taking off a class of one instead would flatter one worker: in a class of any size
    the writer's start falls upon the other core, which is idle then; with two workers there is no idle core.
    """
    further = dict[int, list[float]]()
    for _ in range(rounds):
        told = []
        for workers in (1, 2):
            (start, spent), (end, all_spent) = (graded(size, workers)[:2] for size in (few, many))
            further.setdefault(workers, []).append((end - start) / (many - few))
            told.append(
                f"{workers}: {further[workers][-1]:.4f} s, {(all_spent - spent) / (end - start):.2f} cores busy"
            )
        print(f"{'; '.join(told)}; {further[1][-1] / further[2][-1]:.2f} times as fast", flush=True)
    ratios = [one / two for one, two in zip(further[1], further[2], strict=True)]
    print(f"median {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    if sys.argv[1:] == ["second"]:
        second()
    else:
        main([int(word) for word in sys.argv[1:]] or [50, 200, 1000])
