"""Every command of the READMEs is run as it stands there; those of the other guides exist, with their options."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.cli import app

from .accessibility import reader, serious

ROOT = Path(__file__).resolve().parents[1]
GUIDES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md"))
)
ELSEWHERE = {  # minutes long, or this very run: the file that runs it, and what is to be seen there
    "make test": ("tests/run", "python -m pytest"),
    "make lab": ("tests/browser/conftest.py", '"lab", "--no-browser"'),
    "deeplearn build": ("tests/test_author_guide.py", '"build", "01_perceptron"'),
    "deeplearn build --check": ("tests/test_author_guide.py", '"build", "--check"'),
    "deeplearn quality 01": ("tests/autograder/test_quality.py", '["quality", "01"]'),
    "deeplearn site": ("tests/test_site.py", '"site", "--output"'),
}
STUDENTS = ("ada.lovelace", "李明")


def blocks(guide: str) -> list[list[str]]:
    """Return the commands of each `sh` block, without their comments."""
    found = re.findall(r"^```sh\n(.*?)^```", (ROOT / guide).read_text("utf-8"), flags=re.S | re.M)
    return [[bare for line in block.splitlines() if (bare := re.sub(r"(^|\s+)#.*", "", line))] for block in found]


def mentioned(guide: str) -> Iterator[str]:
    """Yield each command of a guide, in a block or within a sentence."""
    for block in blocks(guide):
        yield from block
    text = re.sub(r"^```.*?^```", "", (ROOT / guide).read_text("utf-8"), flags=re.S | re.M)
    yield from re.findall(r"`((?:deeplearn|nbgrader|make) [^`]+)`", text)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as somebody has just cloned it, installed, with a small class handed in."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for student in STUDENTS:
        shutil.copytree(ROOT / "examples/class" / student, folder / "submitted" / student)
    roster = [
        "Student,ID,SIS User ID,SIS Login ID,Section",
        *(f"{one},{n},{one},{one},A" for n, one in enumerate(STUDENTS)),
    ]
    (folder / "canvas-gradebook.csv").write_text("\n".join(roster) + "\n", "utf-8")
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "share", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    for mark in ("lab.done", "test.done"):
        (folder / ".venv" / mark).touch()
    (folder / "my-course/01_perceptron").mkdir(parents=True)
    shutil.copy(folder / "course/01_perceptron/01_perceptron.ipynb", folder / "my-course/01_perceptron")
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    ours = ("JUPYTER", "DEEPLEARN", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"HOME": str(folder / "home"), "DEEPLEARN_LANG": "en", "NO_COLOR": "1", "PYTHONPATH": ""}


@pytest.fixture(scope="module")
def followed(course: Path) -> Path:
    """The clone after somebody has typed all that the README says, in its order."""
    for block in blocks("README.md"):
        lines = [line for line in block if line not in ELSEWHERE]
        script = "\n".join(["set -e", ". .venv/bin/activate", *lines])
        done = subprocess.run(
            ["sh", "-c", script], cwd=course, env=surroundings(course), capture_output=True, text=True, timeout=600,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{lines}\n{done.stdout}\n{done.stderr}"
    return course


@pytest.mark.slow
def test_every_command_of_the_readme_does_what_it_says(followed: Path) -> None:
    assert (followed / "my-course/01_perceptron.zip").is_file()
    assert list((followed / "my-course/01_perceptron").glob("*.bak-*"))
    assert (followed / "grades.json").is_file()
    assert (followed / "index.html").is_file()
    table = (followed / "upload.csv").read_text("utf-8")
    assert all(student in table for student in STUDENTS)
    for student in STUDENTS:
        assert (followed / f"feedback/{student}/01_perceptron/01_perceptron.html").is_file()


@pytest.mark.slow
@pytest.mark.browser
def test_axe_finds_nothing_serious_in_what_grading_writes(followed: Path) -> None:
    """Class page and feedback page, also on dark ground: does anything shut a reader out?"""
    feedback = "demo-output/feedback/chiara/01_perceptron/01_perceptron.html"
    with reader() as context:
        page = context.new_page()
        for name, scheme in (
            ("demo-output/index.html", "light"),
            ("demo-output/index.html", "dark"),
            (feedback, "dark"),
        ):
            page.emulate_media(color_scheme=scheme)
            page.goto((followed / name).as_uri())
            assert serious(page) == [], f"{name}, {scheme}"
        for name in ("demo-output/index.html", feedback):
            page.goto((followed / name).as_uri())
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, f"{name} is wider than a phone"


def test_make_lab_checks_the_machine_and_opens_the_course(course: Path) -> None:
    """Is `make lab` what is run elsewhere: `deeplearn doctor` by the README, `deeplearn lab` by the browser's tests?"""
    done = subprocess.run(
        ["make", "-n", "lab"], cwd=course, env=surroundings(course) | {"ARGS": "--no-browser --port 8899"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    commands = [line.split('" ', 1)[1] for line in done.stdout.splitlines()]
    assert commands == ["deeplearn doctor", "deeplearn lab --no-browser --port 8899"]
    assert "deeplearn doctor" in mentioned("README.md")


def test_what_runs_elsewhere_is_there() -> None:
    for command, (where, seen) in ELSEWHERE.items():
        assert seen in (ROOT / where).read_text("utf-8"), command
        assert command in {line for block in blocks("README.md") for line in block}, f"{command} is no longer named"


def test_links_of_the_guides_lead_somewhere() -> None:
    """On a code host the guides are read as they are: is every file there that they link to or show?"""
    for guide in GUIDES:
        text = re.sub(r"^```.*?^```", "", (ROOT / guide).read_text("utf-8"), flags=re.S | re.M)
        for link in re.findall(r"\]\(([^)#\s]+)", text):
            assert "://" in link or ((ROOT / guide).parent / link).is_file(), f"{guide}: {link}"


def test_late_days_of_the_instructor_guide_work() -> None:
    """Does the plug-in that the guide shows take a point a day, after two days without?"""
    (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs/en/instructor.md").read_text("utf-8"), re.S | re.M)
    config = Config()
    exec(code, {"c": config})
    penalties = AssignLatePenalties(config=config)
    penalties.init_plugin()
    days = (0.01, 2, 2.01, 5)
    assert [penalties.plugin_inst.late_submission_penalty("ada", 10, 86400 * day) for day in days] == [0, 0, 1, 3]


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guides_exist(guide: str) -> None:
    """Is each command that a guide names there, with the options that it names?"""
    commands: Any = typer.main.get_command(app)
    known = {name: {option for one in found.params for option in one.opts} for name, found in commands.commands.items()}
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    for command in mentioned(guide):
        words = shlex.split(command.split(" | ")[0].split(" && ")[0])
        if words[0] == "make":
            named = [word for word in words[1:] if "=" not in word]
            assert set(named) <= targets, command
        elif words[0] == "nbgrader" and not words[1].startswith("-"):
            assert words[1] in NbGraderApp.subcommands, command
        elif words[0] == "deeplearn" and not words[1].startswith("-"):
            assert words[1] in known, command
            options = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
            assert words[1] == "lab" or options <= known[words[1]] | {"--help"}, command
