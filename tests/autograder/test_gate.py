"""The gate: what is said of a file that is not where it should be. What it lets through is tried by `tests/attacks`."""

from pathlib import Path

import pytest

from autograder.grading.gate import admit
from autograder.messages import say

SLUG = "01_perceptron"


def test_a_notebook_under_another_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    assert admit(tmp_path, SLUG).refused == say("refused.missing", file=f"{SLUG}.ipynb")
    (tmp_path / f"{SLUG} (1).ipynb").touch()
    told = admit(tmp_path, SLUG).refused
    assert told == say("refused.renamed", file=f"{SLUG}.ipynb", found=f"{SLUG} (1).ipynb")


@pytest.mark.parametrize(("name", "shown"), [(b"\xff.ipynb", "?.ipynb"), (b"\x1b[2J\n.ipynb", r"\x1b[2J\n.ipynb")])
def test_an_odd_name_can_be_written_and_moves_no_cursor(tmp_path: Path, name: bytes, shown: str) -> None:
    (Path(tmp_path) / name.decode("utf-8", "surrogateescape")).touch()
    told = admit(tmp_path, SLUG).refused
    assert told is not None
    assert shown in told.en
    assert shown in told.zh


def test_a_folder_that_is_a_link_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "private.ipynb").touch()
    (tmp_path / "link").symlink_to(tmp_path / "other")
    told = admit(tmp_path / "link", SLUG).refused
    assert told is not None
    assert "private" not in told.en
