"""Where a submission's CPU time goes, phase by phase, in `deeplearn grade`: a class of right answers and a mixed one.

    python benchmarks/phases.py [SUBMISSIONS]      # 30 by default

CPU time of this process, and of the sandbox with all the kernel does for it: that is the machine's whole CPU time but
ours, so nothing else may run. One process does here by turns what workers and the recorder do side by side.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading import ROOT, SLUG, busy, course

sys.path.insert(0, str(ROOT))
from autograder import lean  # noqa: F401 - before anything that it keeps from being loaded
from autograder.checking.rehearsal import Rehearsal, steps_of
from autograder.exercises import lesson
from autograder.grading import pool, record, service
from autograder.grading.pool import Task, grade_task
from autograder.grading.rendered import render
from autograder.grading.settings import using
from autograder.sandbox.launcher import Cell
from autograder.sandbox.script import LocalPlayer


def each(action: Callable[[Any], Any], items: list[Any]) -> tuple[list[Any], float, float]:
    """Do something with each item; return the results, and CPU milliseconds an item here and in the sandbox."""
    before, start = busy(), time.process_time()
    results = [action(item) for item in items]
    time.sleep(0.5)  # the last submission ends
    here = time.process_time() - start
    there = busy() - before - here
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
    start = time.process_time()
    for seed in range(5):
        for exercise in exercises:
            for case in exercise.cases:
                Rehearsal(exercise, case, seed)
    rehearsed = (time.process_time() - start) / 5
    return {
        "right answers called with all cases, in one process without walls": 1e3 * own,
        "the reference's answers to one submission: inputs drawn, all cases played": 1e3 * rehearsed,
        "a fork of this process": each(forked, list(range(100)))[1],
        "a submission of one empty cell in its own namespaces": loaded([Cell("c", "solution", "pass")]),
    }


def mixed(folder: Path, submissions: int) -> None:
    """Put the example class into the place of the right answers, again and again."""
    ended = {"kofi", "lena"}  # an endless loop and a memory eater: they take what their limits allow
    models = sorted(path for path in (ROOT / "examples" / "class").iterdir() if (path / SLUG).is_dir())
    models = [path for path in models if path.name not in ended]
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
