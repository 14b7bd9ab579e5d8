"""A class graded: verdicts in parallel, then nbgrader's own converters write the gradebook and the feedback."""

import glob
import json
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import UserError
from autograder.exercises import lesson
from autograder.grading import manual
from autograder.grading.gate import submissions
from autograder.grading.pool import Task, grade, live_with_parent
from autograder.grading.settings import using
from autograder.grading.submission import master

Progress = Callable[[int, int, str], None]


class GradingStoppedError(UserError):
    """Someone pressed Ctrl-C; what was finished is kept."""


@dataclass(frozen=True)
class Summary:
    """What became of a class.

    Parameters
    ----------
    rows : tuple of dict
        The objects of ``--json``: one per student and exercise, or one per student with the reason.
    output : Path
        Where gradebook, notebooks, feedback and class page are.
    unsafe : bool
        Whether no sandbox was used.
    """

    rows: tuple[dict[str, Any], ...]
    output: Path
    unsafe: bool

    @property
    def complete(self) -> bool:
        """Whether the grader itself did all its work; a refused file is no failure of it."""
        return all(row["verdict"] != "GRADER_FAULT" for row in self.rows)

    def render(self) -> str:
        """Return the summary as lines for a terminal."""
        refused = [row for row in self.rows if row["verdict"] == "NOT_GRADED"]
        counts = Counter(row["verdict"] for row in self.rows)
        students = len({row["student"] for row in self.rows})
        lines = [f"{students} submissions, {len(refused)} not graded. Results: {self.output}"]
        lines += [f"  {number:5d}  {verdict}" for verdict, number in counts.most_common()]
        lines += [f"  {row['student']}: {row['reason']['en']}" for row in refused]
        if self.unsafe:
            lines.insert(0, "WARNING: graded WITHOUT a sandbox; the students' code could do all that you can.")
        return "\n".join(lines)


def grade_class(
    submitted: Path,
    assignment: str,
    *,
    root: Path,
    workers: int | None = None,
    output: Path | None = None,
    json_file: Path | None = None,
    unsafe: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Grade all submissions of an assignment.

    Parameters
    ----------
    submitted : Path
        The folder with one folder per student, anywhere.
    assignment : str
        The lesson's slug.
    root : Path
        The course.
    workers : int, optional
        Worker processes; one a core by default.
    output : Path, optional
        Where ``gradebook.db``, ``autograded/``, ``feedback/`` and ``index.html`` go; the course by default.
    json_file : Path, optional
        Where the rows go as JSON.
    unsafe : bool
        Whether to run without a sandbox.
    progress : callable, optional
        ``progress(done, total, what)``, called after each submission.

    Raises
    ------
    UserError
        If there is nothing to grade, or the lesson has not been built.
    SandboxUnavailableError
        If no sandbox works on this machine and `unsafe` is false.
    GradingStoppedError
        If it was interrupted; finished verdicts are kept and not made again.
    """
    submitted, output = submitted.resolve(), (output or root).resolve()
    master(root, assignment)
    students = submissions(submitted, assignment)
    if not students:
        raise UserError(f"No submission of {assignment} in {submitted}: expected STUDENT/{assignment}/ in it.")
    tasks = [Task(submitted / name / assignment, name, assignment, root, unsafe) for name in students]
    verdicts = _verdicts(tasks, workers or os.cpu_count() or 1, progress or (lambda *_: None))
    output.mkdir(parents=True, exist_ok=True)
    with _environment_on_path(), using(root, unsafe=unsafe):
        _record(submitted, assignment, students, root, output)
    rows = tuple(row for name in students for row in _rows(verdicts[name]))
    if json_file is not None:
        json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _class_page([verdicts[name] for name in students], assignment, output)
    return Summary(rows, output, unsafe)


def _verdicts(tasks: list[Task], workers: int, progress: Progress) -> dict[str, dict[str, Any]]:
    done: dict[str, dict[str, Any]] = {}
    progress(0, len(tasks), "")
    # Not forked: the parent may hold threads. Each worker starts clean and warms one sandbox.
    pool = ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn"), initializer=live_with_parent)
    try:
        for verdict in grade(tasks, pool):
            done[verdict["student"]] = verdict
            progress(len(done), len(tasks), verdict["student"])
    except KeyboardInterrupt:
        raise GradingStoppedError(
            f"Stopped: {len(done)} of {len(tasks)} verdicts are finished and kept. "
            "Run the same command again to go on from there.",
            code=130,
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _record(submitted: Path, assignment: str, students: list[str], root: Path, output: Path) -> None:
    """Run nbgrader's converters over the class, one writer."""
    config = _config(submitted, assignment, root, output)
    directory = CourseDirectory(config=config)
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        try:
            gradebook.find_notebook(assignment, assignment)
            known = True
            by_hand = manual.finished(gradebook, assignment, output / "autograded")
        except MissingEntry:
            known, by_hand = False, {}
    if not known:
        _register(directory, config)
    for kind in (Autograde, GenerateFeedback):
        converter = _over(kind, students)(coursedir=directory, config=config)
        converter.log.setLevel("ERROR")
        converter.force = True
        with warnings.catch_warnings():
            # nbgrader reads a row before it has stored it; its own, and harmless
            warnings.simplefilter("ignore", SAWarning)
            try:
                converter.start()
            except NbGraderException as error:
                raise UserError(
                    f"nbgrader could not write all results ({type(error).__name__}); what it said stands above. The "
                    "verdicts are kept: mend the cause and run the same command again.",
                    code=1,
                ) from error
        if kind is Autograde:
            with Gradebook(directory.db_url, directory.course_id) as gradebook:
                manual.restore(gradebook, assignment, output / "autograded", by_hand)


def _register(directory: CourseDirectory, config: Config) -> None:
    """Enter the assignment's cells into the gradebook; the release itself goes to a folder thrown away."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as scratch:
        there = CourseDirectory(config=config)
        there.release_directory = scratch
        there.student_id = "."
        converter = GenerateAssignment(coursedir=there, config=config)
        converter.start()


def _config(submitted: Path, assignment: str, root: Path, output: Path) -> Config:
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(output)
    config.CourseDirectory.db_url = f"sqlite:///{output / 'gradebook.db'}"
    config.CourseDirectory.source_directory = str(root / "solutions")
    config.CourseDirectory.release_directory = str(root / "course")
    config.CourseDirectory.submitted_directory = str(submitted)
    config.CourseDirectory.assignment_id = assignment
    return config


def _over(kind: type, students: list[str]) -> type:
    """Return a converter that knows its submissions by name instead of by pattern.

    nbgrader's own search reads brackets in a student's id, and some characters of a path, as patterns.
    """

    class Named(kind):
        def init_notebooks(self) -> None:
            assignment = self.coursedir.assignment_id
            self.assignments = {}
            for student in students:
                folder = self._format_source(assignment, student)
                self.assignments[folder] = [str(Path(folder) / f"{assignment}.ipynb")]
            # Nothing but the notebook is converted; a bracket in an id would defeat nbgrader's own patterns,
            # and the graders' copy would stand beside the feedback.
            own = [glob.escape(folder) for folder in self.assignments]
            self.coursedir.ignore = [*self.coursedir.ignore, *own]

        def _format_source(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
            if not escape:
                return str(super()._format_source(assignment_id, student_id))
            base = Path(self.coursedir.root) / self._input_directory
            return f"{re.escape(str(base))}/{student_id}/{assignment_id}"

    Named.__name__ = kind.__name__
    return Named


def _rows(verdict: dict[str, Any]) -> Iterator[dict[str, Any]]:
    who = {"student": verdict["student"], "assignment": verdict["assignment"]}
    if verdict["refused"]:
        nothing = {"exercise": None, "points": None, "max_points": None, "misconception": None}
        yield who | nothing | {"verdict": "NOT_GRADED", "reason": verdict["refused"]}
    keys = ("exercise", "points", "max_points", "verdict", "misconception")
    for result in verdict["results"]:
        yield who | {key: result[key] for key in keys}


def _class_page(verdicts: list[dict[str, Any]], assignment: str, output: Path) -> None:
    from importlib import import_module

    # The report stands above this room and is reached by name.
    page = import_module("autograder.report.class_page").class_page(verdicts, lesson(assignment))
    (output / "index.html").write_text(page, "utf-8")


@contextmanager
def _environment_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it starts from PATH."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before
