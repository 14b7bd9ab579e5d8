"""Where a submission's CPU time goes, phase by phase, in `deeplearn grade`: a class of right answers and a mixed one.

    python benchmarks/phases.py [SUBMISSIONS]      # 30 by default

CPU time of our own processes and of the sandbox with everything in it: what else runs on the machine does not count,
though it slows a shared core. One process does here by turns what workers and the recorder do side by side.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading import ROOT, SLUG, course

sys.path.insert(0, str(ROOT))
from autograder import lean  # noqa: F401 - before anything that it keeps from being loaded
from autograder.checking.rehearsal import steps_of
from autograder.exercises import lesson
from autograder.grading import pool, record, service
from autograder.grading.pool import Task, grade_task
from autograder.grading.rendered import render
from autograder.grading.settings import using
from autograder.sandbox.launcher import Cell
from autograder.sandbox.script import LocalPlayer

TICK = os.sysconf("SC_CLK_TCK")


def inside(process: int) -> float:
    """Return the CPU seconds of a process and of all that it started and has collected since."""
    parents, spent = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        parents[number], spent[number] = int(fields[1]), sum(map(int, fields[11:15])) / TICK
    found = {process}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    return sum(spent.get(number, 0.0) for number in found)


def each(action: Callable[[Any], Any], items: list[Any]) -> tuple[list[Any], float, float]:
    """Do something with each item; return the results, and CPU milliseconds an item here and in the sandbox."""
    sandbox = pool.warm(False)
    before = inside(sandbox._process.pid)
    start = time.process_time()
    results = [action(item) for item in items]
    here = time.process_time() - start
    with sandbox.load([]):
        time.sleep(0.3)  # the last submission ends, and the one before it is collected
    there = inside(sandbox._process.pid) - before
    return results, 1e3 * here / len(items), 1e3 * there / len(items)


def phases(folder: Path) -> dict[str, tuple[float, float]]:
    """Return CPU milliseconds a submission by phase, here and in the sandbox."""
    students = sorted(path.name for path in (folder / "submitted").iterdir())
    tasks = [Task(folder / "submitted" / name / SLUG, name, SLUG, folder) for name in students]
    grade_task(tasks[0])  # what is loaded and warmed at the first
    shutil.rmtree(folder / ".deeplearn" / "verdicts")
    found: dict[str, tuple[float, float]] = {}
    with using(folder, unsafe=False):
        verdicts, here, there = each(grade_task, tasks)
        found["judging: cells, hidden cases, comparison, verdict"] = here, there
        kept = record.trim(service._config(folder / "submitted", SLUG, folder, folder))

        def looks(pair: tuple[Task, dict[str, Any]]) -> Any:
            return render(folder, pair[0].folder, pair[1], kept)

        render(folder, tasks[0].folder, verdicts[0], kept)
        looked, here, there = each(looks, list(zip(tasks, verdicts, strict=True)))
        found["notebook and feedback page made, in the worker"] = here, there
        with service._prepared(folder / "submitted", SLUG, folder, folder, None) as recorder:
            pairs = list(zip(verdicts, looked, strict=True))
            recorder.add(*pairs[0])
            recorder._write()

            def write(some: list[Any]) -> None:
                for pair in some:
                    recorder.add(*pair)
                recorder._write()

            _, here, there = each(write, [pairs[1:]])
            found["rows and files written, in the one writer"] = here / len(pairs[1:]), there / len(pairs[1:])
    return found


def floor() -> dict[str, float]:
    """Return CPU milliseconds of what no grader of this kind can save."""
    sandbox = pool.warm(False)

    def loaded(cells: list[Cell]) -> float:
        return each(lambda _: sandbox.load(cells).close(), list(range(40)))[2]

    def forked(_: int) -> None:
        if (child := os.fork()) == 0:
            os._exit(0)
        os.waitpid(child, 0)

    exercises = lesson(SLUG).exercises
    scripts = [(exercise, steps_of(case, 1)) for exercise in exercises for case in exercise.cases]
    start = time.process_time()
    for exercise, steps in scripts * 5:
        LocalPlayer(exercise.answers).play(steps)
    own = (time.process_time() - start) / 5
    return {
        "right answers called with all cases, in one process without walls": 1e3 * own,
        "a fork of this process": each(forked, list(range(100)))[1],
        "a submission of one empty cell in its own namespaces": loaded([Cell("c", "solution", "pass")]),
    }


def mixed(folder: Path, submissions: int) -> None:
    """Put the example class into the place of the right answers, again and again."""
    models = sorted(path for path in (ROOT / "examples" / "class").iterdir() if (path / SLUG).is_dir())
    for number, place in enumerate(sorted((folder / "submitted").iterdir())[:submissions]):
        shutil.rmtree(place)
        shutil.copytree(models[number % len(models)], place)


def main(submissions: int) -> None:
    """Print the tables."""
    for name in ("right", "mixed"):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            course(folder, submissions, stock=False)
            if name == "mixed":
                mixed(folder, submissions)
            print(f"{submissions} {name} submissions of {SLUG}, CPU ms each: ours, in the sandbox")
            total = 0.0
            for phase, (here, there) in phases(folder).items():
                total += here + there
                print(f"  {phase:70s}{here:9.1f}{there:9.1f}")
            print(f"  {'together':70s}{total:9.1f}", flush=True)
    print("for comparison, CPU ms")
    for what, cost in floor().items():
        print(f"  {what:70s}{cost:9.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
