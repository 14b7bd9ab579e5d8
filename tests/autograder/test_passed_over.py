"""What grading passes over is told: a submission that nobody misses is one that nobody grades."""

import os
from pathlib import Path

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
