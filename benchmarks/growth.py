"""How the cost of `deeplearn grade` grows: with the class, with workers, with one hostile submission in it.

    python benchmarks/growth.py [SIZE ...]      # 50 200 1000 by default

Each line is a class of its own, graded from nothing: no cache, no gradebook. CPU time is that of the
whole machine, the students' code and the sandboxes included: nothing else may run beside it; memory is what
a worker, and any other of the grading processes, had for itself at most (private pages, looked at often).
"""

import os
import sys
import tempfile
import threading
from pathlib import Path

from grading import SLUG, course, timed

ENDLESS = '"while True:\\n    pass\\ndef step(z):'


def busy() -> float:
    """Return the seconds that all cores together have worked since the machine started."""
    user, nice, system = Path("/proc/stat").read_text().split(maxsplit=4)[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory(stop: threading.Event, most: dict[str, float]) -> None:
    """Keep in `most` the largest memory of the grading processes, in MB: the parent, and the largest worker."""
    while not stop.wait(0.1):
        for status in Path("/proc").glob("[0-9]*/smaps_rollup"):
            try:
                words = (status.parent / "cmdline").read_bytes().split(b"\0")
                if not any(b"autograder" in word or b"multiprocessing" in word for word in words):
                    continue
                lines = status.read_text().splitlines()
            except OSError:
                continue
            private = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
            kind = "worker" if any(b"spawn_main" in word for word in words) else "rest"
            most[kind] = max(most.get(kind, 0.0), private / 1024)


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
    print(f"right submissions of {SLUG}, {os.cpu_count()} cores")
    heads = ("workers", "wall s", "CPU s", "CPU s each", "worker MB", "rest MB")
    print(f"{'class':>22s}" + "".join(f"{head:>12s}" for head in heads))
    rows = [(size, 2, False) for size in sizes] + [(sizes[0], 1, False), (sizes[0], 2, True)]
    for size, workers, hostile in [(1, 1, False), *rows]:
        wall, cpu, most = graded(size, workers, hostile=hostile)
        name = f"{size}{' + an endless loop' if hostile else ''}"
        print(
            f"{name:>22s}{workers:12d}{wall:12.1f}{cpu:12.1f}{cpu / size:12.3f}"
            f"{most.get('worker', 0):12.0f}{most.get('rest', 0):12.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [50, 200, 1000])
