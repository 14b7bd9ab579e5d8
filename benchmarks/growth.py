"""How the cost of `deeplearn grade` grows: with the class, with workers, with one hostile submission in it.

    python benchmarks/growth.py [SIZE ...]      # 50 200 1000 by default, each with 1 and with 2 workers

Each line is a class of its own, graded from nothing: no cache, no gradebook. CPU time is that of the grading
processes, the students' code and the sandboxes included; what else runs on the machine does not count, though it
slows a shared core. A further submission is one beyond the first of each worker, which costs the start. Memory is
what each kind of process had for itself at most (private pages, looked at once a second).
"""

import os
import resource
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from grading import SLUG, course, timed

ENDLESS = '"while True:\\n    pass\\ndef step(z):'
KINDS = (("sandbox", b"sandbox/child.py"), ("worker", b"spawn_main"), ("main", b"autograder.cli"))


def spent() -> float:
    """Return the CPU seconds of all processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


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
        before = spent()
        watch.start()
        words = ["grade", "submitted", "--assignment", SLUG, "--workers", str(workers)]
        wall = timed(["-m", "autograder.cli", *words], folder)
        stop.set()
        watch.join()
        cpu = spent() - before
    return wall, cpu, most


def main(sizes: list[int]) -> None:
    """Print the table."""
    print(f"right submissions of {SLUG}, CPU seconds")
    heads = ("workers", "wall s", "a minute", "CPU s", "further one", "worker MB", "sandbox MB", "main MB")
    print(f"{'class':>22s}" + "".join(f"{head:>12s}" for head in heads))
    rows = [(size, workers, False) for size in sizes for workers in (1, 2)]
    start: dict[int, float] = {}
    for size, workers, hostile in [(1, 1, False), (2, 2, False), *rows, (sizes[0], 2, True)]:
        wall, cpu, most = graded(size, workers, hostile=hostile)
        start.setdefault(workers, cpu)
        name = f"{size}{' + an endless loop' if hostile else ''}"
        further = (cpu - start[workers]) / (size - workers) if size > workers else 0.0
        numbers = f"{workers:12d}{wall:12.1f}{60 * size / wall:12.0f}{cpu:12.1f}{further:12.3f}"
        print(
            f"{name:>22s}" + numbers + "".join(f"{most.get(k, 0):12.0f}" for k in ("worker", "sandbox", "main")),
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [50, 200, 1000])
