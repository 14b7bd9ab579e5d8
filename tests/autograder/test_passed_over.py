"""What grading passes over is told: a submission that nobody misses is one that nobody grades."""

import os
from pathlib import Path

import pytest
import typer

from autograder.cli import app
from autograder.errors import UserError
from autograder.grading.gate import submissions
from autograder.grading.summary import passed_over

SLUG = "01_perceptron"


def test_a_folder_whose_name_is_no_utf_8_is_told(tmp_path: Path) -> None:
    """An archive that was made on a Chinese Windows unpacks to such names."""
    os.makedirs(os.path.join(os.fsencode(tmp_path), b"\xd5\xc5\xce\xb0", SLUG.encode()))  # noqa: PTH103, PTH118
    assert submissions(tmp_path, SLUG) == []
    (told,) = passed_over(tmp_path, SLUG, [])
    assert r"not graded: \xd5\xc5ΰ, a name that is not UTF-8" in told
    told.encode()


def test_an_id_too_long_for_a_folder_is_nobodys(tmp_path: Path) -> None:
    words = ["appeal", "a" * 300, "step", "--submitted", str(tmp_path)]
    with pytest.raises(UserError, match="nobody with this id"):
        typer.main.get_command(app).main(words, standalone_mode=False)
