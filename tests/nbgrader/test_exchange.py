"""The exchange's own files: whose a submission is, and what feedback needs to find its way back."""

import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.grading.timestamp import keep_for_exchange, read_secret, read_timestamp, unreadable
from autograder.nbgrader_plugin.collect import CollectByOwner

SLUG = "01_perceptron"
WHEN = "2026-03-01 10:00:00.000000 UTC"
ME = pwd.getpwuid(os.getuid()).pw_name
WORD = "0123456789abcdef" * 8


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """A submission as `nbgrader submit` writes it."""
    folder = tmp_path / "submitted" / "ada" / SLUG
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text(WHEN)
    (folder / "submission_secret.txt").write_text(WORD)
    return folder


def test_both_files_stand_beside_what_was_graded(handed_in: Path, tmp_path: Path) -> None:
    results = tmp_path / "autograded", tmp_path / "feedback"
    keep_for_exchange(handed_in, *results)
    for folder in results:
        assert (folder / "submission_secret.txt").read_text() == WORD
        assert read_timestamp(folder) == read_timestamp(handed_in)
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}


def test_a_missing_secret_is_made_up_once(handed_in: Path, tmp_path: Path) -> None:
    """nbgrader reads both files of each student and stops where one is missing."""
    results = tmp_path / "autograded", tmp_path / "feedback"
    for path in handed_in.iterdir():
        path.unlink()
    words = set()
    for _ in range(2):
        keep_for_exchange(handed_in, *results)
        words |= {read_secret(folder) for folder in results}
        assert {(folder / "timestamp.txt").read_text() for folder in results} == {""}
    (word,) = words
    assert word is not None
    assert word != WORD


def _linked(path: Path) -> None:
    path.unlink()
    path.with_name("elsewhere").write_text(WORD)
    path.symlink_to("elsewhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "spoil",
    [
        _linked,
        _pipe,
        lambda path: path.write_text(""),
        lambda path: path.write_text("abc"),
        lambda path: path.write_text("../" * 30),
        lambda path: path.write_text("a" * 10_000),
        lambda path: path.write_bytes(b"\xff" * 128),
    ],
    ids=["link", "pipe", "empty", "short", "path", "long", "bytes"],
)
def test_a_secret_is_a_plain_file_with_a_word_in_it(handed_in: Path, spoil: Callable[[Path], Any]) -> None:
    assert read_secret(handed_in) == WORD
    spoil(handed_in / "submission_secret.txt")
    assert read_secret(handed_in) is None


@pytest.mark.parametrize("zone", ["UTC", "CET", "+0100", "Etc/GMT+5", "3600"])
def test_a_time_has_the_zones_that_exchanges_write(handed_in: Path, zone: str) -> None:
    (handed_in / "timestamp.txt").write_text(f"2026-03-01 10:00:00.000000 {zone}")
    assert read_timestamp(handed_in) is not None


@pytest.mark.parametrize(
    "zone", ["/etc/localtime", ":/etc/localtime", "../../../../etc/passwd", "../..", "/dev/zero", "a" * 270, "9" * 40]
)
def test_a_time_zone_is_no_file_of_this_machine(handed_in: Path, zone: str) -> None:
    """dateutil opens what it names, and what it raises then is neither of the errors of a time that is none."""
    (handed_in / "timestamp.txt").write_text(f"2026-03-01 10:00:00 {zone}")
    assert read_timestamp(handed_in) is None
    assert unreadable(handed_in)


@pytest.fixture
def collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, str]]:
    """Collects what lies in the inbox, and tells which notebook each student now has."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # nbgrader: alembic
    config = Config()
    config.Exchange.root = str(tmp_path / "exchange")
    config.CourseDirectory.root = str(tmp_path / "course")
    config.CourseDirectory.course_id = "deeplearn"
    config.CourseDirectory.assignment_id = SLUG
    inbox = tmp_path / "exchange" / "deeplearn" / "inbound"
    for n, student in enumerate(("bela", ME)):
        folder = inbox / f"{student}+{SLUG}+2026-03-0{n + 1} 10:00:00 UTC+x"
        folder.mkdir(parents=True)
        (folder / f"{SLUG}.ipynb").write_text(student)
    (tmp_path / "exchange").chmod(0o777)
    (tmp_path / "course").mkdir()

    def collect(check_owner: bool) -> dict[str, str]:
        config.ExchangeCollect.check_owner = check_owner
        CollectByOwner(coursedir=CourseDirectory(config=config), config=config).start()
        found = (tmp_path / "course" / "submitted").glob(f"*/{SLUG}/{SLUG}.ipynb")
        return {path.parents[1].name: path.read_text() for path in found}

    return collect


def test_nobody_hands_in_for_another(collected: Callable[..., dict[str, str]]) -> None:
    """Is the notebook in Bela's name collected as its writer's, and left behind as the older of two?"""
    assert collected(check_owner=True) == {ME: ME}


def test_where_all_share_an_account_the_name_counts(collected: Callable[..., dict[str, str]]) -> None:
    assert collected(check_owner=False) == {ME: ME, "bela": "bela"}
