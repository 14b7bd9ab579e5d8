"""Pages beside the lessons: built in both languages, checked like lessons, nothing in them graded."""

import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import build, pages

ROOT = Path(__file__).resolve().parents[2]
PAGE = """# %% [markdown] lang="en"
# # A page
#
# Press play.

# %% [markdown] lang="zh"
# # 一页
#
# 按播放。

# %% setup id="setup-hello"
import math
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "lessons" / "pictures").mkdir(parents=True)
    for name in ("glossary.csv", "names.txt"):
        shutil.copyfile(ROOT / "lessons" / name, tmp_path / "lessons" / name)
    (tmp_path / "lessons" / "hello.py").write_text(PAGE, "utf-8")
    return tmp_path


def problems(course: Path) -> list[str]:
    return [problem.message for problem in build.check(course, ["hello"]) if not problem.warning]


def test_a_page_is_built_for_students_only(course: Path) -> None:
    assert pages.slugs(course) == ["hello"]
    assert build.slugs(course) == []
    (made,) = build.build(course)
    assert made == course / "course" / "hello" / "hello.ipynb"
    text, code = nbformat.read(made, as_version=4).cells
    assert '<span lang="en">A page</span> <span lang="zh">一页</span>' in text.source
    assert code.source == "import math"
    assert [cell.metadata.get("nbgrader") for cell in (text, code)] == [None, None]
    assert problems(course) == []
    first = made.read_bytes()
    build.build(course)
    assert made.read_bytes() == first


def test_a_page_that_is_stale_or_lacks_a_twin_blocks_the_build(course: Path) -> None:
    build.build(course)
    source = course / "lessons" / "hello.py"
    source.write_text(PAGE.replace("math", "json"), "utf-8")
    assert "stale" in problems(course)[0]
    (course / "course" / "hello" / "notes.txt").touch()
    assert len(problems(course)) == 2
    source.write_text(PAGE.split('# %% [markdown] lang="zh"')[0], "utf-8")
    assert any("twin" in message for message in problems(course))


def test_the_course_has_its_playground() -> None:
    assert pages.slugs(ROOT) == ["playground"]
