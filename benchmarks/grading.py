"""Wall time per submission: our sandboxed grading beside stock `nbgrader autograde`, same submissions, one run.

    make bench                       # or: python benchmarks/grading.py [SUBMISSIONS]

Stock nbgrader runs every notebook in a kernel of its own, unprotected; ours runs it in a sandbox, compares outside,
and also writes feedback pages and the class page. Both start from nothing: no cache, no gradebook.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SLUG = "01_perceptron"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "deeplearn"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
"""


def course(folder: Path, submissions: int, stock: bool) -> None:
    """Make a course with a class of right answers in it."""
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    if stock:
        (folder / "nbgrader_config.py").write_text(STOCK)
    else:
        shutil.copy(ROOT / "nbgrader_config.py", folder)
    for number in range(submissions):
        place = folder / "submitted" / f"student{number:03d}" / SLUG
        place.mkdir(parents=True)
        shutil.copy(ROOT / "solutions" / SLUG / f"{SLUG}.ipynb", place)


def timed(command: list[str], folder: Path) -> float:
    """Return the wall time of a command in seconds; what it prints is shown where it fails."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "DEEPLEARN_DATA": str(folder / "data")}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start


def main(submissions: int) -> None:
    """Print the table."""
    seconds = {}
    for name, stock in (
        ("deeplearn grade (2 workers, sandbox, feedback, class page)", False),
        ("stock nbgrader autograde", True),
    ):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            course(folder, submissions, stock)
            if stock:
                timed(["-m", "nbgrader", "generate_assignment", SLUG, "--force", "--create"], folder)
                seconds[name] = timed(["-m", "nbgrader", "autograde", SLUG, "--create"], folder)
            else:
                words = ["grade", "submitted", "--assignment", SLUG, "--workers", "2"]
                seconds[name] = timed(["-m", "autograder.cli", *words], folder)
    print(f"{submissions} right submissions of {SLUG}, {os.cpu_count()} cores, wall time")
    for name, total in seconds.items():
        print(
            f"  {name:62s} {total:7.1f} s  {total / submissions:6.2f} s each  {60 * submissions / total:6.1f} a minute"
        )
    ours, stock_time = seconds.values()
    print(f"  stock / ours: {stock_time / ours:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
