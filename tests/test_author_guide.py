"""The author guide followed to the letter, by somebody who has just cloned the course."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LESSON = "lessons/01_perceptron.py"
SUBMISSIONS = "tests/submissions/boundary_distance"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("author") / "clone"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "examples/", "docs/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def run(clone: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DEEPLEARN")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = kept | {"PYTHONPATH": str(clone), "PATH": path, "DEEPLEARN_LANG": "en", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *command], cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def followed(clone: Path) -> Path:
    """The clone with every listing of *Add an exercise* put where its first line says, and the lesson built."""
    guide = (ROOT / "docs/en/author.md").read_text("utf-8")
    listings = re.findall(r"^```python\n# (\S+), (.*?)\n(.*?)^```", guide, flags=re.S | re.M)
    assert [name.split("/")[0] for name, _, _ in listings] == [
        "deeplearn_ref",
        "autograder",
        "tests",
        "tests",
        "lessons",
    ]
    for name, place, text in listings:
        path = clone / name
        assert path.exists() == (place != "a new file"), name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")
    index = clone / "autograder/exercises/perceptron/__init__.py"
    first = "from autograder.exercises.perceptron.fit"
    text = index.read_text("utf-8").replace(
        first, "from autograder.exercises.perceptron.distance import DISTANCE\n" + first
    )
    index.write_text(text.replace("XOR),", "XOR, DISTANCE),"), "utf-8")
    assert run(clone, "-m", "autograder.cli", "build", "01_perceptron").returncode == 0
    return clone


def test_the_guides_exercise_passes_the_builds_checks(followed: Path) -> None:
    done = run(followed, "-m", "autograder.cli", "build", "--check", "01_perceptron")
    assert done.returncode == 0, done.stderr
    assert "boundary_distance" not in done.stderr
    files = ["deeplearn_ref/perceptron.py", "autograder/exercises/perceptron", LESSON]
    for command in (["check"], ["format", "--check"]):
        assert (told := run(followed, "-m", "ruff", *command, *files)).returncode == 0, told.stdout
    assert "boundary_distance" in (followed / "course/01_perceptron/01_perceptron.ipynb").read_text("utf-8")


def test_the_guides_answers_are_judged_as_it_says(followed: Path) -> None:
    right = run(followed, "-m", "autograder.cli", "try", "boundary_distance", f"{SUBMISSIONS}/right_norm.py")
    assert "correct, 2 / 2" in right.stdout, right.stderr
    wrong = run(followed, "-m", "autograder.cli", "try", "boundary_distance", f"{SUBMISSIONS}/wrong_not_divided.py")
    assert "This is z itself" in wrong.stdout, wrong.stderr


def test_the_guides_exercise_grades_well_but_for_the_answers_that_it_leaves_to_the_author(followed: Path) -> None:
    code = (
        "from pathlib import Path\nfrom autograder.exercises import find\nfrom autograder.quality.measure import measure\n"
        "print(*measure(find('boundary_distance')[1], Path('.')).problems, sep='\\n')"
    )
    done = run(followed, "-c", code)
    (told,) = done.stdout.splitlines()
    assert told.startswith("right_*.py in tests/submissions/boundary_distance/: 1 found, 3 are asked")


def test_a_new_lesson_that_no_list_names_is_told_where_to_stand(followed: Path) -> None:
    source = followed / "lessons/14_tiny.py"
    source.write_text("# %% setup\nimport numpy as np\n", "utf-8")
    done = run(followed, "-m", "autograder.cli", "build", "14_tiny")
    source.unlink()
    assert done.returncode == 2
    assert "Register it in autograder/exercises/__init__.py" in done.stderr


def test_a_changed_sentence_is_all_that_the_diff_shows(followed: Path) -> None:
    """Does an edit of one sentence in both languages change these two lines and its cell's checksum, nothing else?"""
    made = [followed / f"{folder}/01_perceptron/01_perceptron.ipynb" for folder in ("solutions", "course")]
    before = [shutil.copy(path, path.with_suffix(".before")) for path in made]
    text = (followed / LESSON).read_text("utf-8")
    for old, new in (
        ("No calculus, and nothing about", "No calculus and nothing about"),
        ("记得直线的方程", "记得直线方程"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    (followed / LESSON).write_text(text, "utf-8")
    assert run(followed, "-m", "autograder.cli", "build", "01_perceptron").returncode == 0
    for old, path in zip(before, made, strict=True):
        diff = ["git", "diff", "--no-index", "--unified=0", str(old), str(path)]
        told = subprocess.run(diff, capture_output=True, text=True, check=False).stdout.splitlines()[4:]
        added = [line for line in told if line.startswith("+") and '"checksum":' not in line]
        assert len(added) == len([line for line in told if line.startswith("-") and '"checksum":' not in line]) == 2
        assert "No calculus and nothing" in added[0]
        assert "记得直线方程" in added[1]
