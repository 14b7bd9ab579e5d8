"""A class graded: verdicts made in parallel, written down by one recorder as they come."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import api
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.utils import is_grade
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import UserError
from autograder.exercises import lesson
from autograder.grading.cluster import cluster as cluster_executor
from autograder.grading.cores import available, turns
from autograder.grading.files import only_one
from autograder.grading.gate import submissions
from autograder.grading.pool import Task, grade
from autograder.grading.record import Held, Recorder, trim
from autograder.grading.rendered import Rendered, Trim
from autograder.grading.settings import using
from autograder.grading.spawn import UnheardPool, begin
from autograder.grading.stopping import unbroken
from autograder.grading.submission import master
from autograder.grading.summary import Summary, passed_over

Progress = Callable[[int, int, str], None]
SQLITE = "sqlite:///"
Cells = dict[str, tuple[str, float | None]]
"""By grade_id: the source and, of a cell that is graded, the points."""
MAX_POOLS = 3
"""How often workers may be started before a run stops."""


class GradingStoppedError(UserError):
    """Someone pressed Ctrl-C, or workers died again and again; what was finished is kept."""


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
    db: str | None = None,
    cluster: str | None = None,
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
    db : str, optional
        The gradebook's address, ``postgresql+psycopg://...``; ``gradebook.db`` in `output` by default.
    cluster : str, optional
        The address of a Dask scheduler whose workers judge; this machine's own processes by default.

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
    verdicts: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        stack.enter_context(_told())
        stack.enter_context(using(root, unsafe=unsafe))
        recorder: Recorder | None = None

        def record(verdict: dict[str, Any], rendered: Rendered | None) -> None:
            nonlocal recorder
            # Opened after the first verdict: where no sandbox works nothing is written.
            if recorder is None:
                stack.enter_context(_alone(root, gradebook_url(output, db), progress))
                recorder = stack.enter_context(_prepared(submitted, assignment, root, output, db))
            recorder.add(verdict, rendered)
            verdicts[verdict["student"]] = _brief(verdict)

        judge_class(
            submitted, assignment, record, root=root, workers=workers, unsafe=unsafe, progress=progress,
            cluster=cluster, kept=trim(_config(submitted, assignment, root, output)),
        )  # fmt: skip
    students = sorted(verdicts)
    rows = tuple(row for name in students for row in _rows(verdicts[name]))
    with _told():
        if json_file is not None:
            json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        _class_page([verdicts[name] for name in students], assignment, output)
    return Summary(rows, output, unsafe, passed_over(submitted, assignment, students))


def foresee_class(
    submitted: Path,
    assignment: str,
    take: Callable[[dict[str, Any], tuple[Held, Held] | None], None],
    *,
    root: Path,
    workers: int | None = None,
    output: Path | None = None,
    unsafe: bool = False,
    progress: Progress | None = None,
    db: str | None = None,
    cluster: str | None = None,
) -> None:
    """Judge all submissions, and hand each verdict to `take` with what it would change; nothing is written.

    The parameters are those of `grade_class`; `take` gets the verdict and what `Recorder.foreseen` returns.

    Raises
    ------
    UserError
        As `grade_class`.
    """
    submitted, output = submitted.resolve(), (output or root).resolve()
    with _told(), using(root, unsafe=unsafe), _foreseeing(submitted, assignment, root, output, db) as recorder:

        def foresee(verdict: dict[str, Any], rendered: Rendered | None) -> None:
            take(verdict, recorder.foreseen(verdict, rendered) if rendered is not None else None)

        judge_class(
            submitted, assignment, foresee, root=root, workers=workers, unsafe=unsafe, progress=progress,
            cluster=cluster, kept=trim(_config(submitted, assignment, root, output)),
        )  # fmt: skip


def judge_class(
    submitted: Path,
    assignment: str,
    take: Callable[[dict[str, Any], Rendered | None], None],
    *,
    root: Path,
    workers: int | None = None,
    unsafe: bool = False,
    progress: Progress | None = None,
    cluster: str | None = None,
    kept: Trim | None = None,
) -> None:
    """Judge all submissions and hand each verdict to `take` as it comes; the parameters are those of `grade_class`.

    Where `kept` is given, what each looks like is handed over, too.

    Raises
    ------
    UserError
        As `grade_class`.
    """
    master(root, assignment)
    students = submissions(submitted, assignment)
    if not students:
        raise UserError(f"No submission of {assignment} in {submitted}: expected STUDENT/{assignment}/ in it.")
    tasks = [Task(submitted / name / assignment, name, assignment, root, unsafe, kept) for name in students]
    progress = progress or (lambda *_: None)
    progress(0, len(tasks), "")
    left = {task.student: task for task in tasks}
    try:
        for _ in range(MAX_POOLS):
            waiting = [*left.values()]
            # A worker that dies takes its pool with it: another one takes what is left.
            with suppress(BrokenExecutor), _executor(waiting, workers or len(available()), cluster) as executor:
                for verdict, rendered in grade(waiting, executor):
                    take(verdict, rendered)
                    del left[verdict["student"]]
                    progress(len(tasks) - len(left), len(tasks), verdict["student"])
                return
    except KeyboardInterrupt:
        raise GradingStoppedError(_so_far(len(left), len(tasks)), code=130) from None
    raise GradingStoppedError(
        f"{_so_far(len(left), len(tasks))} Processes that judge were ended from outside, {MAX_POOLS} times: perhaps "
        "the machine has too little memory. `--workers 1` needs the least.",
        code=1,
    )


def _so_far(left: int, of: int) -> str:
    done = f"{of - left} of {of} verdicts are finished and kept"
    return f"Stopped: {done}. Run the same command again to go on from there."


@contextmanager
def _executor(tasks: list[Task], workers: int, address: str | None) -> Iterator[Executor]:
    if address is not None:
        with cluster_executor(address, tasks[0].root, tasks[0].assignment) as there:
            yield there
        return
    # Not forked: the parent may hold threads. Each worker starts clean and warms one sandbox.
    context, workers = get_context("spawn"), min(workers, len(tasks))
    pool = UnheardPool(workers, mp_context=context, initializer=partial(begin, turns(workers, context)))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _alone(root: Path, url: str, progress: Progress | None) -> Iterator[None]:
    """Wait until no other run writes this gradebook; nbgrader's steps are not made for two at a time."""
    lock = root / ".deeplearn" / f"{sha256(url.encode()).hexdigest()[:16]}.lock"
    wait = partial(progress, 0, 1, "Waiting for another run to finish") if progress else None
    with only_one(lock, wait):
        yield


@contextmanager
def _told() -> Iterator[None]:
    """Tell in a sentence what kept the grading from its end."""
    try:
        yield
    except (OSError, SQLAlchemyError, NbGraderException) as error:
        raise UserError(
            f"Not everything could be read or written: {_cause(error)}. What was finished is kept: mend the cause "
            "and run the same command again.",
            code=1,
        ) from error


def _cause(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename2 or error.filename}: {error.strerror}"  # of a file that is renamed its new name
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


@unbroken()
def _prepared(submitted: Path, assignment: str, root: Path, output: Path, db: str | None) -> Recorder:
    """Return the writer, the assignment's cells entered into the gradebook as they were released."""
    output.mkdir(parents=True, exist_ok=True)
    config, directory, known = _known(submitted, assignment, root, output, db)
    if known != _released(master(root, assignment)):
        _register(directory, config)
    return Recorder(submitted, assignment, root, directory, config)


@unbroken()
def _foreseeing(submitted: Path, assignment: str, root: Path, output: Path, db: str | None) -> Recorder:
    """Return a writer that is only asked what it would do: the gradebook's cells stay as they are.

    Raises
    ------
    UserError
        If the lesson has other cells than the gradebook: then nothing could be written.
    """
    config, directory, known = _known(submitted, assignment, root, output, db)
    if known is None or known.keys() != _released(master(root, assignment)).keys():
        raise _other_cells(assignment)
    return Recorder(submitted, assignment, root, directory, config)


def _known(
    submitted: Path, assignment: str, root: Path, output: Path, db: str | None
) -> tuple[Config, CourseDirectory, Cells | None]:
    """Return nbgrader's settings for a gradebook, and the assignment's cells as it has them."""
    config = _config(submitted, assignment, root, output)
    config.CourseDirectory.db_url = gradebook_url(output, db)
    directory = CourseDirectory(config=config)
    with _schema_version_known(), Gradebook(directory.db_url, directory.course_id) as gradebook:
        return config, directory, _registered(gradebook, assignment)


def _registered(gradebook: Gradebook, assignment: str) -> Cells | None:
    """Return the cells of an assignment as the gradebook knows them, or None where it does not."""
    try:
        notebook = gradebook.find_notebook(assignment, assignment)
    except MissingEntry:
        return None
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    return {cell.name: (cell.source, points.get(cell.name)) for cell in notebook.source_cells}


def _released(notebook: NotebookNode) -> Cells:
    return {
        cell.metadata.nbgrader.grade_id: (cell.source, float(cell.metadata.nbgrader.points) if is_grade(cell) else None)
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def _register(directory: CourseDirectory, config: Config) -> None:
    """Enter the assignment's cells into the gradebook; the release itself goes to a folder thrown away.

    Raises
    ------
    UserError
        If cells came or went since the first submission was graded: nbgrader keeps a gradebook's cells then.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as scratch:
        there = CourseDirectory(config=config)
        there.release_directory = scratch
        there.student_id = "."
        converter = GenerateAssignment(coursedir=there, config=config)
        converter.log.setLevel("CRITICAL")
        try:
            converter.start()
        except NbGraderException as error:
            raise _other_cells(config.CourseDirectory.assignment_id) from error


def _other_cells(assignment: str) -> UserError:
    return UserError(
        f"The gradebook holds submissions of {assignment} that were graded when the lesson had other cells, and "
        "nbgrader can't change those. Grade into another gradebook with --output, or remove the assignment from this "
        f"one with `nbgrader db assignment remove {assignment} --force`.",
        code=1,
    )


@contextmanager
def reading(db: str) -> Iterator[Gradebook]:
    """Open a gradebook to read it.

    Raises
    ------
    UserError
        If the file is no gradebook, or damaged, or the server fails.
    """
    try:
        with _schema_version_known(), Gradebook(db) as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise UserError(
            f"The gradebook {shown(db)} cannot be read: {_cause(error)}. Put back a copy of it that is whole, or "
            "move it away and grade again: what a person gave is lost with it.",
            code=1,
        ) from error


def gradebook_url(folder: Path, db: str | None = None) -> str:
    """Return the address of a gradebook: the one named, else the file in a folder."""
    return db or f"{SQLITE}{folder / 'gradebook.db'}"


def configured_url(root: Path) -> str | None:
    """Return the address that the course's own settings name for nbgrader's commands, None for the usual file."""
    named = _settings(root).CourseDirectory.get("db_url")
    return None if not isinstance(named, str) or named == gradebook_url(root) else named


def exists(db: str) -> bool:
    """Whether there can be a gradebook at an address: SQLite would make an empty file where there is none."""
    return not db.startswith(SQLITE) or Path(db.removeprefix(SQLITE)).is_file()


def shown(db: str) -> str:
    """Return the address of a gradebook without a password in it."""
    return str(make_url(db).render_as_string(hide_password=True)).removeprefix(SQLITE)


def _settings(root: Path) -> Config:
    try:
        found: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:  # it is a program of the instructor's: whatever can go wrong in one
        raise UserError(
            f"{root / 'nbgrader_config.py'} can't be read ({type(error).__name__}: {error}). Mend it, or put back the "
            "course's own."
        ) from error
    return found


def _config(submitted: Path, assignment: str, root: Path, output: Path) -> Config:
    config = _settings(root)
    config.CourseDirectory.root = str(output)
    config.CourseDirectory.source_directory = str(root / "solutions")
    config.CourseDirectory.release_directory = str(root / "course")
    config.CourseDirectory.submitted_directory = str(submitted)
    config.CourseDirectory.assignment_id = assignment
    return config


def _rows(verdict: dict[str, Any]) -> Iterator[dict[str, Any]]:
    who = {"student": verdict["student"], "assignment": verdict["assignment"]}
    if verdict["refused"]:
        nothing = {"exercise": None, "points": None, "max_points": None, "misconception": None}
        yield who | nothing | {"verdict": "NOT_GRADED", "reason": verdict["refused"]}
    keys = ("exercise", "points", "max_points", "verdict", "misconception")
    for result in verdict["results"]:
        yield who | {key: result[key] for key in keys}


def _brief(verdict: dict[str, Any]) -> dict[str, Any]:
    """Return a verdict without its sentences and outputs, nine tenths of it: a class's are all held until the end."""
    long = ("cases", "why", "advice")
    brief = [{key: value for key, value in result.items() if key not in long} for result in verdict["results"]]
    return verdict | {"results": brief, "outputs": {}}


def _class_page(verdicts: list[dict[str, Any]], assignment: str, output: Path) -> None:
    from importlib import import_module

    # The report stands above this room and is reached by name.
    page = import_module("autograder.report.class_page").class_page(verdicts, lesson(assignment), datetime.now(UTC))
    (output / "index.html").write_text(page, "utf-8")


@contextmanager
def _schema_version_known() -> Iterator[None]:
    """Let nbgrader ask for its schema's version in this process: the program that it starts takes seconds."""
    stock = api.get_alembic_version
    api.get_alembic_version = _schema_version
    try:
        yield
    finally:
        api.get_alembic_version = stock


def _schema_version() -> str:
    from alembic.config import Config as Schema
    from alembic.script import ScriptDirectory

    scripts = Schema()
    scripts.set_main_option("script_location", ALEMBIC_DIR)
    return str(ScriptDirectory.from_config(scripts).get_current_head())
