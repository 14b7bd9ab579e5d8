"""`deeplearn grade` beside stock `nbgrader autograde` and otter-grader: the same right submissions, one run.

    make bench                       # or: python benchmarks/grading.py [SUBMISSIONS]

Stock nbgrader runs every notebook in a kernel of its own, unprotected, all students in one process; ours runs it in
a sandbox, compares outside, and also writes feedback pages and the class page. Both start from nothing: no cache, no
gradebook. otter-grader comes in where it is installed, see `otter_peer`. CPU time is that of all processes that a
command has started; on a machine with other work it is the figure to look at.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
SLUG = "01_perceptron"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "deeplearn"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
"""


def course(folder: Path, submissions: int, stock: bool) -> None:
    """Make a course with a class of right answers in it, each with comments of its own: nothing is read only once."""
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    if stock:
        (folder / "nbgrader_config.py").write_text(STOCK)
    else:
        shutil.copy(ROOT / "nbgrader_config.py", folder)
    for number in range(submissions):
        place = folder / "submitted" / f"student{number:03d}" / SLUG
        place.mkdir(parents=True)
        notebook = nbformat.read(ROOT / "solutions" / SLUG / f"{SLUG}.ipynb", as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
                cell.source += f"\n# submission {number}"
        nbformat.write(notebook, place / f"{SLUG}.ipynb")


def timed(command: list[str], folder: Path) -> float:
    """Return the wall time of a command in seconds; what it prints is shown where it fails."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "DEEPLEARN_DATA": str(folder / "data")}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start


def busy() -> float:
    """Return the CPU seconds that this machine has spent since its start, in all processes and in the kernel.

    Forks, mounts and the ends of namespaces are booked on no process of ours; they are in here, and all else that runs.
    """
    user, nice, system, _idle, _wait, interrupts, soft = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def spent() -> float:
    """Return the CPU seconds of all processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measured(action: Callable[[], object]) -> tuple[float, float]:
    """Return the wall and the CPU seconds that something takes."""
    before, start = spent(), time.perf_counter()
    action()
    return time.perf_counter() - start, spent() - before


def ours(folder: Path, submissions: int, workers: int) -> tuple[float, float]:
    """Grade a class with our command; return wall and CPU seconds."""
    course(folder, submissions, stock=False)
    words = ["grade", "submitted", "--assignment", SLUG, "--workers", str(workers)]
    return measured(lambda: timed(["-m", "autograder.cli", *words], folder))


def stock(folder: Path, submissions: int) -> tuple[float, float]:
    """Grade a class with nbgrader alone; return wall and CPU seconds, the release's not among them."""
    course(folder, submissions, stock=True)
    timed(["-m", "nbgrader", "generate_assignment", SLUG, "--force", "--create"], folder)
    return measured(lambda: timed(["-m", "nbgrader", "autograde", SLUG, "--create"], folder))


def otter(folder: Path, submissions: int) -> tuple[float, float]:
    """Grade the same submission again and again with `otter run`; return wall and CPU seconds."""
    import otter_peer

    program = otter_peer.program()
    if program is None:
        raise FileNotFoundError(otter_peer.__doc__)
    checks = otter_peer.prepare(folder, program)
    scores: list[float] = []
    taken = measured(lambda: scores.extend(otter_peer.run(folder, program, number) for number in range(submissions)))
    if set(scores) != {1.0}:
        sys.exit(f"otter gives {scores} of the points for right answers: its tests of {checks} checks are at fault.")
    return taken


def main(submissions: int) -> None:
    """Print the table."""
    graders: dict[str, Callable[[Path, int], tuple[float, float]]] = {
        "deeplearn grade, 2 workers: sandbox, feedback, class page": lambda folder, n: ours(folder, n, 2),
        "deeplearn grade, 1 worker": lambda folder, n: ours(folder, n, 1),
        "stock nbgrader autograde: no sandbox, no feedback": stock,
        "otter run, one after the other: no sandbox": otter,
    }
    print(f"{submissions} right submissions of {SLUG}, {os.cpu_count()} cores")
    print(f"  {'':60s}{'wall s':>9s}{'each':>8s}{'a minute':>10s}{'CPU s':>9s}{'each':>8s}{'x ours':>8s}")
    first = 0.0
    for name, grader in graders.items():
        with tempfile.TemporaryDirectory() as scratch:
            try:
                wall, cpu = grader(Path(scratch), submissions)
            except FileNotFoundError as missing:
                print(f"  {name:60s}not installed.\n{missing}")
                continue
        first = first or cpu
        print(
            f"  {name:60s}{wall:9.1f}{wall / submissions:8.2f}{60 * submissions / wall:10.1f}"
            f"{cpu:9.1f}{cpu / submissions:8.2f}{cpu / first:8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
