"""The lesson's exercises as an otter-grader assignment, for `grading.py`: as many checks as ours, one a case.

otter-grader is no dependency of the course. Where it is not installed: make an environment of its own,
``python -m venv otter; otter/bin/pip install otter-grader ipykernel numpy matplotlib``, and name its program,
``otter/bin/otter``, in the environment variable ``OTTER``, or have ``otter`` on PATH.

`otter run` grades one notebook in a process of its own, without a container; `otter grade` does the same in Docker
containers and needs a Docker server. Each check calls an answer once with a case's inputs and compares the result
with the reference's; hidden inputs that differ from student to student, partial credit and named mistakes have no
counterpart there. The check cells and the demonstrations are left out of the notebook: otter has its own.
"""

import builtins
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from grading import ROOT, SLUG

sys.path.insert(0, str(ROOT))
from autograder import lean  # noqa: F401 - before anything that it keeps from being loaded
from autograder.checking.cases import Case, Exercise
from autograder.checking.rehearsal import steps_of
from autograder.exercises import lesson
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, CountLines, Make, Ref

HEAD = "import numpy as np\nfrom numpy import inf, nan\nfrom otter.test_files import test_case\nOK_FORMAT = False\n"
COMPARE = """
def same(given, expected):
    if isinstance(expected, dict):
        assert set(given) >= set(expected)
        for key in expected:
            same(given[key], expected[key])
    elif isinstance(expected, (list, tuple)):
        assert len(given) == len(expected)
        for one, other in zip(given, expected):
            same(one, other)
    else:
        np.testing.assert_allclose(given, expected, rtol=1e-6, atol=1e-8)
"""
ROLES = ("setup", "solution", "predict")


def program() -> str | None:
    """Return otter's program, or None where it is not installed."""
    return os.environ.get("OTTER") or shutil.which("otter")


def prepare(folder: Path, otter: str) -> int:
    """Write ``autograder.zip`` and ``submission.ipynb`` into a folder; return the number of checks."""
    tests = folder / "tests"
    tests.mkdir()
    checks = 0
    for exercise in lesson(SLUG).exercises:
        parts = [HEAD, f"name = {exercise.id!r}\npoints = {exercise.points}\n", COMPARE]
        for number, case in enumerate(exercise.cases):
            parts.append(_check(exercise, case, number))
            checks += 1
        (tests / f"{exercise.id}.py").write_text("\n".join(parts), "utf-8")
    command = [otter, "generate", "-t", str(tests), "-o", "autograder.zip", "--no-requirements", "--no-environment"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    notebook = json.loads((ROOT / "solutions" / SLUG / f"{SLUG}.ipynb").read_text("utf-8"))
    notebook["cells"] = [
        cell for cell in notebook["cells"] if cell["metadata"].get("deeplearn", {}).get("role") in ROLES
    ]
    (folder / "submission.ipynb").write_text(json.dumps(notebook), "utf-8")
    return checks


def run(folder: Path, otter: str, number: int) -> float:
    """Grade the submission once more; return its score as a part of the points."""
    output = folder / f"out{number}"
    output.mkdir()
    words = [otter, "run", "-a", "autograder.zip", "-o", str(output), "--no-logo", "submission.ipynb"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "Agg"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr[-2000:]}")
    tests = json.loads((output / "results.json").read_text("utf-8"))["tests"]
    given = sum(test.get("score", 0.0) for test in tests)
    return float(given / sum(test.get("max_score", 0.0) for test in tests))


def _check(exercise: Exercise, case: Case, number: int) -> str:
    """Return a check: the case's first call, its inputs and what the reference returns written out."""
    steps = steps_of(case, 1)
    made = {step.into: step.value for step in steps if isinstance(step, Make)}
    call = next(step for step in steps if isinstance(step, Call | CountLines))
    args = [made[value.name] if isinstance(value, Ref) else value for value in call.args]
    kwargs = call.kwargs if isinstance(call, Call) else {}
    record = LocalPlayer(exercise.answers).play([Call(call.function, tuple(args), kwargs)])[0]
    words = ", ".join([*map(_written, args), *(f"{name}={_written(value)}" for name, value in kwargs.items())])
    body = f"    same({call.function}({words}), {_written(record.value)})"
    if record.kind == "exception":
        known = [name for name in record.exception if name in vars(builtins)]  # not our own subclass of it
        body = (
            f"    try:\n        {call.function}({words})\n    except Exception as error:\n"
            f"        assert {known[0]!r} in [kind.__name__ for kind in type(error).__mro__]\n"
            "    else:\n        raise AssertionError('nothing was raised')"
        )
    return f"@test_case(name={case.name!r})\ndef check_{number}({call.function}):\n{body}\n"


def _written(value: Any) -> str:
    """Return a value as Python source."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r}, dtype={value.dtype.name!r}).reshape({value.shape})"
    if isinstance(value, np.generic):
        return repr(value.item())
    if isinstance(value, list | tuple):
        inner = "".join(f"{_written(part)}, " for part in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_written(part)}" for key, part in value.items()) + "}"
    return repr(value)
