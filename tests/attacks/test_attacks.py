"""Submissions that cheat or are broken, graded as one class: what is attacked earns nothing, the rest counts.

Each file in ``answers/`` replaces one answer; its first lines say what it tries, which exercise it attacks, and which
verdicts may come of it. `notebooks` makes the submissions that are no single answer.
"""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from notebooks import CASES, KEPT, ROOT, SLUG, base, cell, dump
from shortened import ShortPool

from autograder.exercises import lesson
from autograder.grading import service
from autograder.grading.cache import path as verdict_path
from autograder.grading.service import Summary, grade_class

pytestmark = pytest.mark.slow

SECRET = "a secret of the instructor's environment"
LASTING = "attackstays"
FILLERS = {
    "@BLANKS@": " " * 19_000,
    "@PARENTHESES@": "(" * 19_000,
    "@SUM@": "1" + " + 1" * 4_500,
    "@SHORTSUM@": "1" + " + 1" * 700,
    "@CHAIN@": ".T" * 9_000,
    "@QUESTIONS@": "step?\n" * 3_000,
    "@BACKSLASHES@": "\\\n" * 9_000,
    "@DECORATORS@": "@a\n" * 2_000,
    "@LINES@": "1\n" * 1_000_000,
}
"""All but the last fit into the longest cell that is read."""
POINTS = {exercise.id: exercise.points for exercise in lesson(SLUG).exercises}


@dataclass(frozen=True)
class Answer:
    """A file of ``answers/``: its header read."""

    source: str
    exercise: str
    verdicts: tuple[str, ...]
    lost: tuple[str, ...] = ()


def read_answer(path: Path) -> Answer:
    source = path.read_text("utf-8")
    head = dict(re.findall(r"^# (tries|attacks|verdict|also lost): (.+)$", source, re.MULTILINE))
    assert head["tries"], path
    return Answer(source, head["attacks"], tuple(head["verdict"].split()), tuple(head.get("also lost", "").split()))


ANSWERS = {path.stem: read_answer(path) for path in sorted((Path(__file__).parent / "answers").glob("*.py"))}
EVERYBODY = ("honest", *ANSWERS, *CASES)
FRESH = (
    "honest", "always_equal", "array_subclass", "patch_comparisons", "everything_by_getattr", "display_hook",
    "forge_the_answer", "forge_the_outcome", "leave_at_once", "import_the_reference", "read_the_answer_file",
    "knows_the_grader", "in_place", "object_array", "audit_hook", "read_the_secret", "call_home",
    "inputs_in_the_message", "endless_loop", "fill_the_memory", "write_to_the_host", "stay_behind", "kill_everyone",
    "memory_without_a_process", "shell_magics", "zero_width", "script_in_a_name", "nb-rewritten-check",
    "nb-duplicated-wrong-last", "nb-extra-cell-redefines", "br[1]",
)  # fmt: skip
"""Of each family one that plain nbgrader judges anew; the verdicts of the others it finds."""


class Host:
    """What could be harmed: a course, a home folder, a listening port, a file that must not appear."""

    def __init__(self, folder: Path) -> None:
        self.course = folder / "course"
        self.home = folder / "home"
        self.canary = folder / "canary"
        self.calls: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._unnamed = socket.socket(socket.AF_UNIX)
        self._unnamed.bind(f"\0deeplearn-attack-{self.port}")
        self._unnamed.listen()
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", self.port))
        for listener in (self._listener, self._unnamed):
            threading.Thread(target=self._listen, args=(listener,), daemon=True).start()
        for name in ("course", "solutions"):
            shutil.copytree(ROOT / name / SLUG, self.course / name / SLUG)
        shutil.copytree(
            ROOT / "deeplearn_ref", self.course / "deeplearn_ref", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copy(ROOT / "nbgrader_config.py", self.course)
        self.home.mkdir()
        # Anybody may write here: it is the sandbox that must refuse, not the owner of a file.
        for place in (folder, *folder.parents[:2], *folder.rglob("*")):
            place.chmod(0o777 if place.is_dir() else 0o666)
        self.files = self.snapshot()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                self.calls.append(connection.recv(100))

    def filled(self, source: str) -> str:
        places = {"COURSE": self.course, "HOME": self.home, "CANARY": self.canary, "PORT": self.port}
        for mark, value in (*((f"@{name}@", str(value)) for name, value in places.items()), *FILLERS.items()):
            source = source.replace(mark, value)
        return source

    def submit(self, student: str) -> None:
        folder = self.course / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        if student in CASES:
            CASES[student].write(folder)
            return
        answer = ANSWERS.get(student)
        notebook = base((*KEPT, answer.exercise) if answer else tuple(POINTS))
        if answer:
            cell(notebook, answer.exercise)["source"] = self.filled(answer.source)
        dump(folder, notebook)

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the course as it was handed out, and of the home folder, with its content."""
        kept = [self.course / name for name in ("course", "solutions", "deeplearn_ref", "nbgrader_config.py")]
        files = [file for place in (*kept, self.home) for file in (place, *place.rglob("*")) if file.is_file()]
        return {str(file): file.read_bytes() for file in files if "__pycache__" not in file.parts}

    def datagrams(self) -> bytes:
        """What came without a connection."""
        self._datagrams.setblocking(False)
        try:
            return self._datagrams.recv(100)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        for own in (self._listener, self._unnamed, self._datagrams):
            own.close()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    made = Host(tmp_path_factory.mktemp("attacked"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def graded(host: Host) -> Iterator[Summary]:
    for student in EVERYBODY:
        host.submit(student)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(service, "UnheardPool", ShortPool)
        patched.setenv("COURSE_SECRET", SECRET)
        patched.setenv("HOME", str(host.home))
        yield grade_class(host.course / "submitted", SLUG, root=host.course, workers=3)


@pytest.fixture(scope="module")
def rows(graded: Summary) -> dict[str, dict[str, dict[str, Any]]]:
    """The rows of the summary, by student and exercise; a refused file's under ``""``."""
    found: dict[str, dict[str, dict[str, Any]]] = {student: {} for student in EVERYBODY}
    for row in graded.rows:
        found[row["student"]][row["exercise"] or ""] = row
    return found


def page(host: Host, student: str) -> str:
    return (host.course / "feedback" / student / SLUG / f"{SLUG}.html").read_text("utf-8")


def verdict(host: Host, student: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(verdict_path(host.course, SLUG, student).read_text("utf-8"))
    return found


def expected(student: str) -> dict[str, float]:
    """What each exercise must earn."""
    if student == "honest":
        return dict(POINTS)
    lost = (ANSWERS[student].exercise, *ANSWERS[student].lost) if student in ANSWERS else tuple(CASES[student].lost)
    if student in CASES and CASES[student].refused:
        return {}
    return {name: points if name in KEPT and name not in lost else 0.0 for name, points in POINTS.items()}


def test_the_corpus_is_there() -> None:
    """A glob that finds nothing would pass every test below."""
    assert len(ANSWERS) >= 100
    assert len(CASES) >= 60
    assert {answer.exercise for answer in ANSWERS.values()} == set(POINTS)


@pytest.mark.parametrize("student", ANSWERS)
def test_an_attack_earns_nothing_and_costs_nothing_else(rows: dict[str, Any], host: Host, student: str) -> None:
    answer = ANSWERS[student]
    found = {name: rows[student][name]["points"] for name in POINTS}
    assert found == expected(student)
    assert rows[student][answer.exercise]["verdict"] in answer.verdicts
    result = next(result for result in verdict(host, student)["results"] if result["exercise"] == answer.exercise)
    told = [*result["why"], *(why for case in result["cases"] for why in case["why"])]
    assert told
    assert all(why["en"] and why["zh"] for why in told)
    assert rows[student]["L01-P1"]["points"] == 1


@pytest.mark.parametrize("student", [name for name, case in CASES.items() if not case.refused])
def test_a_broken_notebook_costs_what_is_broken(rows: dict[str, Any], student: str) -> None:
    assert {name: rows[student][name]["points"] for name in POINTS} == expected(student)
    for exercise, verdicts in CASES[student].lost.items():
        assert rows[student][exercise]["verdict"] in verdicts


@pytest.mark.parametrize("student", [name for name, case in CASES.items() if case.refused])
def test_a_refused_file_has_a_reason_in_both_languages(rows: dict[str, Any], host: Host, student: str) -> None:
    (row,) = rows[student].values()
    assert (row["exercise"], row["verdict"]) == (None, "NOT_GRADED")
    assert row["reason"]["en"]
    assert re.search("[一-鿿]", row["reason"]["zh"])
    assert row["reason"]["en"].split(".")[0] in page(host, student).replace("&#x27;", "'")


def test_the_honest_student_among_them_has_all_points(rows: dict[str, Any]) -> None:
    """Is a right answer unaffected by what the neighbours do?"""
    assert {name: rows["honest"][name]["verdict"] for name in POINTS} == dict.fromkeys(POINTS, "CORRECT")
    assert {name: rows["honest"][name]["points"] for name in POINTS} == POINTS


def gradebook(database: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    query = """
        select s.student_id, c.name, g.auto_score, g.needs_manual_grade from grade g
        join submitted_notebook n on g.notebook_id = n.id
        join submitted_assignment s on n.assignment_id = s.id join base_cell c on g.cell_id = c.id
    """
    with sqlite3.connect(database) as connection:
        return {(student, name): tuple(rest) for student, name, *rest in connection.execute(query)}


def test_the_gradebook_says_the_same(rows: dict[str, Any], host: Host) -> None:
    found = gradebook(host.course / "gradebook.db")
    assert {student for student, _ in found} == set(EVERYBODY)
    for student in EVERYBODY:
        for exercise in lesson(SLUG).exercises:
            refused = "" in rows[student]
            points = 0.0 if refused else rows[student][exercise.id]["points"]
            assert found[student, exercise.check_id] == (points, int(refused)), (student, exercise.id)


class TestTheHostIsUnharmed:
    """Files, ports, processes, secrets."""

    @pytest.fixture(autouse=True)
    def _after_grading(self, graded: Summary) -> None:
        """Look only when all have been graded."""

    def test_no_file_was_made_changed_or_removed(self, host: Host) -> None:
        assert host.snapshot() == host.files
        assert not host.canary.exists()
        made = {path.name for path in host.course.iterdir()} - {"course", "solutions", "deeplearn_ref"}
        assert made == {
            "nbgrader_config.py", "submitted", ".deeplearn", "gradebook.db", "autograded", "feedback", "index.html",
        }  # fmt: skip

    def test_nothing_of_a_student_is_copied_beside_the_results(self, host: Host) -> None:
        for folder, suffix in (("autograded", ".ipynb"), ("feedback", ".html")):
            files = [path for path in (host.course / folder).rglob("*") if not path.is_dir() or path.is_symlink()]
            assert {path.name for path in files} <= {f"{SLUG}{suffix}", "timestamp.txt", "submission_secret.txt"}
            assert not any(path.is_symlink() for path in files)

    def test_nobody_called_home(self, host: Host) -> None:
        assert host.calls == []
        assert host.datagrams() == b""

    def test_no_process_stays_behind(self) -> None:
        names = []
        for process in Path("/proc").glob("[0-9]*/comm"):
            try:
                names.append(process.read_text().strip())
            except OSError:
                continue
        assert LASTING not in names

    @pytest.mark.parametrize("student", EVERYBODY)
    def test_a_page_holds_no_secret_and_runs_nothing(self, host: Host, student: str) -> None:
        secret = (host.course / ".deeplearn" / "secret").read_bytes()
        text = page(host, student)
        for hidden in (secret.hex(), SECRET, str(ROOT), sys.prefix, "/grader/", "Traceback (most recent call last)"):
            assert hidden not in text
        assert len(text) < 3_000_000
        assert not re.search(
            r"<(script|iframe|form|base|object|embed|meta http-equiv=.?refresh|svg|style)\b[^>]*alert", text
        )
        assert not re.search(r"<(script|iframe|form|base|object|embed|link)\b", text, re.IGNORECASE)
        assert not re.search(r"<[^>]*\s(on\w+\s*=|href=.?javascript:)", text, re.IGNORECASE)
        assert "https://example.org/spy.png" not in re.sub(r"&lt;.*?&gt;|<pre.*?</pre>", "", text, flags=re.DOTALL)

    @pytest.mark.parametrize(
        "student",
        ["honest", *ANSWERS],
    )
    def test_hidden_inputs_stay_hidden(self, host: Host, student: str) -> None:
        """Neither sentences about hidden cases nor shown output hold what an answer has seen there."""
        found = verdict(host, student)
        assert "SMUGGLED" not in json.dumps(found["outputs"])
        for result in found["results"]:
            for case in result["cases"]:
                if not case["public"]:
                    assert "SMUGGLED" not in json.dumps(case["why"]), case["name"]
                    assert "98765432" not in json.dumps(case["why"]).replace(",", ""), case["name"]

    def test_the_secret_reader_found_nothing(self, host: Host) -> None:
        found = json.dumps(verdict(host, "read_the_secret"))
        assert "nothing there" in found
        assert "STOLEN" not in found

    def test_the_one_who_breaks_out_is_still_inside(self, host: Host) -> None:
        found = json.dumps(verdict(host, "break_out")["results"])
        assert "still inside" in found
        assert "BROKENOUT" not in found

    def test_all_that_is_shown_fits_into_a_megabyte(self, host: Host) -> None:
        shown = [len(outcome["output"]) for outcome in verdict(host, "nb-output-of-all-cells")["outputs"].values()]
        assert len(shown) > 30
        assert 2**20 - 100 < sum(shown) <= 2**20

    def test_the_class_page_runs_nothing_of_a_student(self, host: Host) -> None:
        text = (host.course / "index.html").read_text("utf-8")
        assert "alert('attack')" not in text
        assert "<b>x<i>" not in text


SHORTENED = """
import sys
sys.path.insert(0, {folder!r})
from shortened import shorten
shorten({slug!r}, lambda: None)
"""


def test_plain_nbgrader_writes_the_same(
    host: Host, graded: Summary, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files and notebooks, and of the answers each family, through one run of stock `nbgrader autograde`."""
    course = tmp_path_factory.mktemp("plain") / "course"
    for name in ("course", "solutions"):
        shutil.copytree(host.course / name, course / name)
    config = (host.course / "nbgrader_config.py").read_text("utf-8")
    limits = SHORTENED.format(folder=str(Path(__file__).parent), slug=SLUG)
    (course / "nbgrader_config.py").write_text(config + limits, "utf-8")
    shutil.copytree(host.course / ".deeplearn", course / ".deeplearn")
    students = [student for student in EVERYBODY if student in FRESH or student in CASES]
    assert set(FRESH) <= set(students)
    for student in students:
        (course / "submitted" / student).mkdir(parents=True)
        source = host.course / "submitted" / student / SLUG
        subprocess.run(["cp", "-a", str(source), str(course / "submitted" / student)], check=True)
        if student in FRESH:
            verdict_path(course, SLUG, student).unlink()
    monkeypatch.setenv("COURSE_SECRET", SECRET)
    monkeypatch.setenv("HOME", str(host.home))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for words in (("generate_assignment", SLUG), ("autograde", SLUG)):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "nbgrader", *words, "--force", "--create"],
            cwd=course, capture_output=True, text=True, timeout=1200, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        assert "Traceback" not in done.stderr
    ours = {key: row for key, row in gradebook(host.course / "gradebook.db").items() if key[0] in students}
    assert gradebook(course / "gradebook.db") == ours
    assert {student for student, _ in ours} == set(students)
    for student in students:
        notebook = Path("autograded") / student / SLUG / f"{SLUG}.ipynb"
        assert (course / notebook).read_bytes() == (host.course / notebook).read_bytes(), student
        assert verdict(host, student) == json.loads(verdict_path(course, SLUG, student).read_text("utf-8"))
    assert host.snapshot() == host.files
    assert not host.canary.exists()
    assert (host.calls, host.datagrams()) == ([], b"")
