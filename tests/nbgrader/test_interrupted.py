"""A run of `deeplearn grade` that is killed, then the same command: all as if nothing had happened."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.grading import record, service
from autograder.grading.record import Recorder
from autograder.grading.service import GradingStoppedError
from autograder.grading.stopping import unbroken

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
CLASS = {"chiara": "chiara", "br[1]": "jamal", "olga": "olga", "quỳnh": "quỳnh"}
"""Students, and whose submission of the example class they hand in."""
STOPPED = {130, -signal.SIGINT}
"""How a run ends after a Ctrl-C; a shell says 130 to both. Python ends by the signal itself, whatever was asked for,
where it came while a string was executed (a dataclass is made of one)."""


def course(folder: Path) -> Path:
    """Make a course with a class in it and a secret that is always the same."""
    folder.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name / SLUG, folder / name / SLUG)
    for student, source in CLASS.items():
        shutil.copytree(ROOT / "examples" / "class" / source, folder / "submitted" / student)
    (folder / ".deeplearn").mkdir(mode=0o700)
    (folder / ".deeplearn" / "secret").write_bytes(b"s" * 32)
    return folder


def start(course: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "autograder.cli",
        "grade",
        "submitted",
        "--assignment",
        SLUG,
        "--json",
        "rows.json",
    ]
    environment = {
        **os.environ, "DEEPLEARN_COURSE": str(course), "DEEPLEARN_LANG": "en", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    with (course / "said").open("ab") as said:
        return subprocess.Popen(command, cwd=course, env=environment, stdout=said, stderr=said, start_new_session=True)


def finish(course: Path) -> None:
    process = start(course)
    assert process.wait(120) == 0, (course / "said").read_text()


def result(course: Path) -> tuple[Any, ...]:
    """Return what a run leaves: the gradebook's rows, the verdicts, the rows of the summary."""
    query = """
        select s.student_id, c.name, g.auto_score, g.needs_manual_grade from grade g
        join submitted_notebook n on g.notebook_id = n.id
        join submitted_assignment s on n.assignment_id = s.id join base_cell c on g.cell_id = c.id
    """
    with sqlite3.connect(course / "gradebook.db") as connection:
        grades = sorted(connection.execute(query))
    verdicts = {path.name: json.loads(path.read_text("utf-8")) for path in made(course)}
    return grades, verdicts, json.loads((course / "rows.json").read_text("utf-8"))


def made(course: Path) -> list[Path]:
    return sorted((course / ".deeplearn" / "verdicts" / SLUG).glob("*.json"))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    folder = course(tmp_path_factory.mktemp("undisturbed") / "course")
    finish(folder)
    grades, verdicts, rows = result(folder)
    assert len(verdicts) == len(CLASS)
    assert {student for student, *_ in grades} == set(CLASS)
    assert {row["student"] for row in rows} == set(CLASS)
    return grades, verdicts, rows


def first_verdict(folder: Path) -> bool:
    return len(made(folder)) >= 1


def half_recorded(folder: Path) -> bool:
    return len(list((folder / "autograded").glob("*"))) >= 2


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (first_verdict, signal.SIGKILL), (half_recorded, signal.SIGKILL),
        (first_verdict, signal.SIGINT),
    ],
)  # fmt: skip
def test_the_same_command_again_leaves_what_an_undisturbed_run_leaves(
    tmp_path: Path, undisturbed: tuple[Any, ...], moment: Callable[[Path], bool], number: signal.Signals
) -> None:
    folder = course(tmp_path / "course")
    process = start(folder)
    while not moment(folder):
        assert process.poll() is None, "it was over before it could be disturbed"
        time.sleep(0.01)
    process.send_signal(number)
    code = process.wait(60)
    assert code in (STOPPED if number == signal.SIGINT else {-number}), (folder / "said").read_text()
    assert "Traceback" not in (folder / "said").read_text()
    kept = {path: path.stat().st_mtime_ns for path in made(folder)}
    assert kept
    finish(folder)
    assert result(folder) == undisturbed
    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # what was finished was not made again
    assert not list(folder.glob(".deeplearn/verdicts/**/*.part"))
    assert not left_behind(process.pid)


def test_a_worker_that_is_killed_is_replaced_and_nobody_notices(tmp_path: Path, undisturbed: tuple[Any, ...]) -> None:
    folder = course(tmp_path / "course")
    process = start(folder)
    while not (made(folder) and (workers := pool_of(process.pid))):
        assert process.poll() is None, "it was over before it could be disturbed"
        time.sleep(0.01)
    os.kill(workers[0], signal.SIGKILL)
    assert process.wait(120) == 0, (folder / "said").read_text()
    assert result(folder) == undisturbed


def test_workers_that_die_again_and_again_end_the_run_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def broken(*_: object) -> None:
        started.append(1)
        raise BrokenProcessPool("A process in the process pool was terminated abruptly")

    monkeypatch.setattr(service, "grade", broken)
    with pytest.raises(
        GradingStoppedError, match=r"Stopped: 0 of \d+ verdicts .* ended from outside, 3 times.*workers 1"
    ):
        service.judge_class(ROOT / "examples" / "class", SLUG, lambda verdict, _: None, root=ROOT)
    assert len(started) == 3


class Finalized:
    """What Python clears away just when a Ctrl-C comes: it drops the exception."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def clear_away(*_: object) -> None:
    Finalized()


def test_ctrl_c_while_something_is_written_is_heard_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    """As an exception it would be dropped in some places, and printed with a traceback."""
    handler, done = signal.getsignal(signal.SIGINT), []

    @unbroken()
    def write() -> None:
        clear_away()
        done.append("written")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == ["written"]
    assert signal.getsignal(signal.SIGINT) is handler
    assert capsys.readouterr().err == ""


def test_a_second_ctrl_c_does_not_wait() -> None:
    handler, done = signal.getsignal(signal.SIGINT), []

    @unbroken()
    def write() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("after the first")
        signal.raise_signal(signal.SIGINT)
        done.append("after the second")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == ["after the first"]
    assert signal.getsignal(signal.SIGINT) is handler


def test_what_is_done_to_the_gradebook_is_unbroken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a session is opened, written and closed, a Ctrl-C that Python would drop is heard afterwards."""
    folder = course(tmp_path / "course")
    where = (folder / "submitted", SLUG, folder, folder, None)
    known, closed, not_kept = service._known, Gradebook.close, record._not_kept

    def known_then(*words: Any) -> Any:
        clear_away()
        return known(*words)

    def closed_then(gradebook: Gradebook) -> None:
        clear_away()
        closed(gradebook)

    def not_kept_then(gradebook: Gradebook) -> Any:
        clear_away()
        return not_kept(gradebook)

    recorder = service._prepared(*where)
    monkeypatch.setattr(service, "_known", known_then)
    for step in (service._prepared, service._foreseeing):
        with pytest.raises(KeyboardInterrupt):
            step(*where)
    monkeypatch.setattr(Recorder, "_write", clear_away)
    monkeypatch.setattr(record, "BATCH", 1)
    recorder.__enter__()
    for verdict in ({"student": "chiara"}, {"student": "olga"}):
        with pytest.raises(KeyboardInterrupt):
            recorder.add(verdict, object())  # type: ignore[arg-type]
    monkeypatch.setattr(record, "_not_kept", not_kept_then)
    with pytest.raises(KeyboardInterrupt):
        recorder.foreseen({"student": "nobody"}, object())  # type: ignore[arg-type]
    monkeypatch.setattr(Recorder, "_write", lambda _: None)
    monkeypatch.setattr(Gradebook, "close", closed_then)
    with pytest.raises(KeyboardInterrupt):
        recorder.__exit__(None, None, None)
    monkeypatch.setattr(record, "Released", clear_away)
    with pytest.raises(KeyboardInterrupt):
        recorder.__enter__()
    closed(recorder._gradebook)


def test_in_another_thread_no_handler_is_set() -> None:
    handler, seen = signal.getsignal(signal.SIGINT), []

    def write() -> None:
        with unbroken():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert seen == [handler]


def test_a_run_that_is_killed_again_and_again_ends_as_an_undisturbed_one(
    tmp_path: Path, undisturbed: tuple[Any, ...]
) -> None:
    """Each run lives a little longer than the last: so one is killed at the start, one at each thing that it does."""
    folder = course(tmp_path / "course")
    killed = 0
    for tenths in range(10, 600, 3):
        process = start(folder)
        try:
            assert process.wait(tenths / 10) == 0, (folder / "said").read_text()
            break
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(60)
            killed += 1
    assert killed >= 3
    assert "Traceback" not in (folder / "said").read_text()
    assert result(folder) == undisturbed
    assert not list(folder.glob(".deeplearn/**/*.part"))


def test_two_runs_at_once_leave_what_one_leaves(tmp_path: Path, undisturbed: tuple[Any, ...]) -> None:
    """nbgrader enters a lesson into the gradebook cell by cell: whoever comes meanwhile finds half of it."""
    folder = course(tmp_path / "course")
    graders = [start(folder) for _ in range(2)]
    assert [grader.wait(240) for grader in graders] == [0, 0], (folder / "said").read_text()
    assert "Traceback" not in (folder / "said").read_text()
    assert result(folder) == undisturbed


@pytest.mark.parametrize("after", [0.05, 0.4, 1.0, 1.6, 2.3, 3.0])
def test_ctrl_c_at_any_moment_gives_one_sentence(tmp_path: Path, after: float) -> None:
    """As a terminal sends it: to the workers too, who may still be loading."""
    folder = course(tmp_path / "course")
    process = start(folder)
    time.sleep(after)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    code = process.wait(60)
    said = (folder / "said").read_text()
    if after > 0.1:  # before that Python itself may not have begun with the program
        assert "Traceback" not in said
    if code and after > 0.1:
        assert code in STOPPED, said
        assert len([line for line in said.splitlines() if line]) == 1, said
        assert "Stopped" in said
    assert not left_behind(process.pid)


def left_behind(session: int) -> list[str]:
    """Return the processes of a run that outlive it by seconds: what watches its shared memory ends a little after it."""
    deadline = time.monotonic() + 10
    while (left := members(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def members(session: int) -> list[str]:
    """Return the processes of a session that still run: the workers of a run that was killed."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rsplit(")", 1)[1].split()[:4]
        except (OSError, ValueError):
            continue
        if int(of) == session and state != "Z":
            found.append(stat.parent.name)
    return found


def pool_of(session: int) -> list[int]:
    """Return the worker processes of a run."""
    found = []
    for number in members(session):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes()
        except OSError:
            continue
        if b"spawn_main" in words:
            found.append(int(number))
    return found
