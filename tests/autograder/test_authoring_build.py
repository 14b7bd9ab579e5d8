"""The way of a lesson from its source to the students' notebook, on a made-up lesson with one of everything."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jupytext
import nbformat
import numpy as np
import pytest

from autograder.authoring import build, rubrics, source
from autograder.authoring.problems import Problem
from autograder.checking.cases import Exercise, Lesson, Prediction, Written
from lessonkit.language import Text

SLUG = "01_doubling"

SOURCE = '''# ---
# jupyter:
#   kernelspec: {display_name: Python 3, name: python3}
# ---

# %% [markdown] lang="en"
# # Doubling
#
# Two times 3 is 6, and `X` has the shape `(m, n)`. In the 1990s a neuron computed $2x$.
#
# ## The picture
#
# ![A line through the origin](pictures/01_line.en.png)

# %% [markdown] lang="zh"
# # 加倍
#
# 两倍的 3 是 6，`X` 的形状是 `(m, n)`。20 世纪 90 年代，一个神经元计算 $2x$。
#
# ## 图
#
# ![经过原点的直线](pictures/01_line.zh.png)

# %% [markdown] lang="en"
# ## Goals
#
# - See a sum.

# %% [markdown] lang="zh"
# ## 目标
#
# - 看到一个和。

# %% [markdown] lang="en"
# ## Time
#
# 5 minutes.

# %% [markdown] lang="zh"
# ## 用时
#
# 5 分钟。

# %% setup
import numpy as np

# %% [markdown] lang="en"
# Which way does it go?

# %% [markdown] lang="zh"
# 它朝哪边走？

# %% predict="L01-P1"
prediction_L01_P1 = "b"

# %% demo
committed("L01-P1")

# %% [markdown] lang="en"
# ### Exercise: `twice`

# %% [markdown] lang="zh"
# ### 练习：`twice`

# %% solution="twice"
def twice(z):
    """Return the double.

    中文说明见上
    """
    ### BEGIN SOLUTION
    return np.multiply(np.asarray(z), 2.0)
    ### END SOLUTION

# %% check="twice"
check("twice")

# %% [markdown] lang="en" written="why" points=3
# Because the sum of a number and itself is its double.

# %% [markdown] lang="zh" written="why" points=3
# 因为一个数加上它自己，就得到它的两倍。

# %% [markdown] lang="en" rubric="why"
# - Full marks for naming the sum outright.

# %% [markdown] lang="zh" rubric="why"
# - 明确说出相加这一点，就给满分。

# %% [markdown] shared
# - [1] A. Author, *Book*, 1999.
'''


def twice(z):  # type: ignore[no-untyped-def]
    """Double."""
    return np.asarray(z) * 2.0


LESSON = Lesson(
    slug=SLUG,
    title=Text("Doubling", "加倍"),
    exercises=(Exercise("twice", "L01-E1", 2.0, (twice,), "twice(z)", ()),),
    predictions=(Prediction("L01-P1", ("a", "b", "c"), "b"),),
    written=(Written("why", "L01-W1", 3.0),),
)


def find(slug: str) -> Lesson:
    """The made-up lesson, as `autograder.exercises.lesson` would find it."""
    if slug != SLUG:
        raise KeyError(slug)
    return LESSON


def make_course(folder: Path, root: Path, source: str = SOURCE) -> Path:
    """Write a course with this one lesson into `folder`; configuration and glossary are the real ones."""
    pictures = folder / "lessons" / "pictures"
    pictures.mkdir(parents=True)
    (folder / "lessons" / f"{SLUG}.py").write_text(source, "utf-8")
    for language in ("en", "zh"):
        (pictures / f"01_line.{language}.png").write_bytes(b"\x89PNG " + language.encode())
    for name in ("nbgrader_config.py", "lessons/glossary.csv", "lessons/names.txt"):
        shutil.copy(root / name, folder / name)
    return folder


@pytest.fixture
def course(tmp_path: Path, root: Path) -> Path:
    """A course with the made-up lesson, built."""
    folder = make_course(tmp_path / "course", root)
    build.build(folder, find=find)
    return folder


@pytest.fixture
def changed(tmp_path: Path, root: Path) -> Callable[[str, str], list[Problem]]:
    """``changed(old, new)``: the problems of the lesson with one passage replaced, stale files aside."""

    def problems(old: str, new: str) -> list[Problem]:
        assert SOURCE.count(old) >= 1, "the passage is not in the lesson"
        folder = make_course(tmp_path / "changed", root, SOURCE.replace(old, new))
        found = build.check(folder, [SLUG], find=find)
        return [p for p in found if not re.search("stale|is missing. Run", p.message) and not p.warning]

    return problems


def notebook(course: Path, folder: str) -> nbformat.NotebookNode:
    return nbformat.read(course / folder / SLUG / f"{SLUG}.ipynb", as_version=4)


def cells(course: Path, folder: str = "course") -> dict[str, nbformat.NotebookNode]:
    return {cell.id: cell for cell in notebook(course, folder).cells}


def test_source_reads_the_same_cells_as_jupytext() -> None:
    """Does our reader, which keeps line numbers, agree with the format's own reader?"""
    ours = [
        ("markdown" if cell.lang or cell.role == "shared" else "code", cell.source.strip("\n"))
        for cell in source.parse(SOURCE, SLUG, "x.py").cells
    ]
    theirs = [(cell.cell_type, cell.source) for cell in jupytext.reads(SOURCE, fmt="py:percent").cells]
    assert ours == theirs


def test_source_knows_the_line_of_each_cell() -> None:
    lines = SOURCE.splitlines()
    for cell in source.parse(SOURCE, SLUG, "x.py").cells:
        assert lines[cell.line - 1].startswith("# %%")
        assert lines[cell.line].removeprefix("# ") == cell.source.split("\n")[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("# %% [markdown]", "lang="),
        ("# %%", "setup, demo"),
        ("# %% setup demo", "one role"),
        ('# %% solutoin="twice"', "no key solutoin"),
        ('# %% [markdown] lang="en" parity-ok=""', "reason"),
        ("# %% [markdown] setup", "code cell"),
    ],
)
def test_source_that_cannot_be_read_is_named_by_file_and_line(line: str, said: str) -> None:
    with pytest.raises(source.SourceError) as caught:
        source.parse(f"{line}\n", SLUG, "lessons/x.py")
    assert caught.value.message.startswith("lessons/x.py:1: ")
    assert said in caught.value.message


def test_build_gives_the_same_bytes_every_time(course: Path) -> None:
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    build.build(course, find=find)
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    assert build.check(course, find=find) == []


def test_notebooks_are_valid_and_unescaped(course: Path) -> None:
    for folder in ("solutions", "course"):
        nbformat.validate(notebook(course, folder))
        text = (course / folder / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
        assert "加倍" in text
        assert text.endswith("}\n")
        data = json.loads(text)
        assert (data["nbformat"], data["nbformat_minor"]) == (4, 5)
        assert set(data["metadata"]) == {"kernelspec", "language_info"}
        assert data["metadata"]["kernelspec"]["name"] == "python3"


def test_release_is_what_the_nbgrader_command_makes(course: Path) -> None:
    """Is `deeplearn build` the same as `nbgrader generate_assignment`, run as an instructor runs it?"""
    ours = (course / "course" / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
    shutil.rmtree(course / "autograder")  # only rubrics; nbgrader puts the folder first on the path
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", SLUG, "--force", "--no-db"],
        cwd=course, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    theirs = (course / "course" / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
    assert theirs.rstrip("\n") == ours.rstrip("\n")


def test_ids_come_from_role_and_position(course: Path) -> None:
    assert list(cells(course)) == [
        "text-prediction_L01_P1", "text-prediction_L01_P1-2", "text-prediction_L01_P1-3", "setup-prediction_L01_P1",
        "text-prediction_L01_P1-4", "prediction_L01_P1",
        "check-prediction_L01_P1", "demo-twice", "spec-twice", "twice", "check-twice", "why", "text-end",
    ]  # fmt: skip
    for cell_id, cell in cells(course).items():
        assert cell.metadata.nbgrader.grade_id == cell_id


def test_points_come_from_the_exercises(course: Path) -> None:
    points = {i: c.metadata.nbgrader.points for i, c in cells(course).items() if c.metadata.nbgrader.grade}
    assert points == {"check-prediction_L01_P1": 1, "check-twice": 2, "why": 3}


def test_answers_are_in_the_instructors_notebook_and_stubs_in_the_students(course: Path) -> None:
    answers, released = cells(course, "solutions"), cells(course)
    assert answers["prediction_L01_P1"].source == 'prediction_L01_P1 = "b"'
    assert released["prediction_L01_P1"].source == 'prediction_L01_P1 = None  # "a", "b" or "c"'
    assert "np.multiply" in answers["twice"].source
    assert released["twice"].source.endswith("raise NotImplementedError")
    assert "的两倍" in answers["why"].source
    assert "Your answer" in released["why"].source
    assert "在这里写" in released["why"].source


def test_rubric_stands_in_neither_notebook_but_in_its_file(course: Path) -> None:
    for folder in ("solutions", "course"):
        assert "满分" not in (course / folder / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
    written = rubrics.path(course, "why").read_text("utf-8")
    assert "明确说出相加这一点" in written
    assert "naming the sum" in written


def test_twins_become_one_cell_with_one_heading_line(course: Path) -> None:
    text = cells(course)["text-prediction_L01_P1"].source
    assert text.startswith('# <span lang="en">Doubling</span> <span lang="zh">加倍</span>\n\n<div lang="en">\n\nTwo')
    assert text.count('<div lang="zh-Hans">\n\n') == text.count('<div lang="en">\n\n') == 2
    assert text.count("\n\n</div>") == 4


def test_pictures_travel_inside_the_notebook(course: Path) -> None:
    cell = cells(course)["text-prediction_L01_P1"]
    assert "(attachment:01_line.en.png)" in cell.source
    assert set(cell.attachments) == {"01_line.en.png", "01_line.zh.png"}


@pytest.mark.parametrize(("language", "other"), [("en", "两倍"), ("zh", "Two times")])
def test_edition_in_one_language_has_the_same_graded_cells(
    course: Path, tmp_path: Path, language: str, other: str
) -> None:
    path = build.build_language(course, SLUG, language, tmp_path / "edition", find=find)  # type: ignore[arg-type]
    edition = nbformat.read(path, as_version=4)
    both = cells(course)
    assert [cell.id for cell in edition.cells] == list(both)
    assert other not in path.read_text("utf-8")
    for cell in edition.cells:
        if cell.metadata.nbgrader.grade or cell.metadata.nbgrader.solution:
            assert cell.metadata == both[cell.id].metadata


def test_a_changed_byte_is_stale(course: Path) -> None:
    path = course / "course" / SLUG / f"{SLUG}.ipynb"
    path.write_text(path.read_text("utf-8").replace("Doubling", "Doublinq"), "utf-8")
    assert [(p.where, p.message[:5]) for p in build.check(course, find=find)] == [
        (f"course/{SLUG}/{SLUG}.ipynb", "stale")
    ]


def test_what_a_removed_lesson_made_is_reported(course: Path) -> None:
    (course / "course" / "07_gone").mkdir()
    rubrics.path(course, "gone").write_text("", "utf-8")
    assert {p.where for p in build.check(course, find=find)} == {
        "course/07_gone",
        "autograder/exercises/rubrics/gone.md",
    }


def test_a_file_beside_the_notebook_is_reported(course: Path) -> None:
    (course / "course" / SLUG / "answers.py").write_text("", "utf-8")
    assert [p.where for p in build.check(course, find=find)] == [f"course/{SLUG}/answers.py"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# 它朝哪边走？", "# 它朝哪边走？\n#\n# ## 多余", "headings differ"),
        ('# %% [markdown] lang="zh"\n# 它朝哪边走？\n\n', "", "no Chinese twin"),
        ("    ### BEGIN SOLUTION\n", "", "BEGIN SOLUTION"),
        ("import numpy as np\n", "import numpy as np\nimport deeplearn_ref\n", "imports the reference"),
        ("import numpy as np\n", "import numpy as np\nr = np.multiply(np.asarray(z), 2.0)\n", "belongs to the answer"),
        ("import numpy as np\n", "import numpy as np\ndef twice(z):\n    return z + z\n", "written out"),
        ("# Which way does it go?", "# Full marks for naming the sum outright.", "rubric text of why"),
        ("# Which way does it go?", "# Because the sum of a number and itself is its double.", "written text of why"),
        ("import numpy as np\n", "import numpy as np\n# BEGIN HIDDEN TESTS\n", "HIDDEN TESTS"),
        ('check="twice"\ncheck("twice")', 'demo\nprint(twice(3))', "twice has no check cell"),
        ('solution="twice"', 'solution="thrice"', 'solution="thrice" names nothing'),
        ("points=3", "points=4", "worth 3"),
        ('prediction_L01_P1 = "b"', 'prediction_L01_P1 = "a"', "differ"),
        ('committed("L01-P1")', "print()", "no cell asks"),
        ("# ## Time\n", "# ## Duration\n", "no cell begins with ## Time"),
        ("    中文说明见上\n", "", "ends with 中文说明见上"),
        ("![A line through the origin]", "![]", "no alternative text"),
        ("pictures/01_line.zh.png", "pictures/02_line.zh.png", "no picture"),
    ],
)  # fmt: skip
def test_faults_of_a_lesson_are_found(
    changed: Callable[[str, str], list[Problem]], old: str, new: str, said: str
) -> None:
    found = changed(old, new)
    assert any(said in problem.message for problem in found), found
    assert all(re.match(r"(lessons|course|solutions|exercises)\b", problem.where) for problem in found)


def test_a_lesson_without_exercises_is_a_problem_and_not_a_crash(tmp_path: Path, root: Path) -> None:
    folder = make_course(tmp_path, root)
    (folder / "lessons" / "02_other.py").write_text("# %% setup\nimport math\n", "utf-8")
    found = build.check(folder, ["02_other"], find=find)
    assert [problem.where for problem in found] == ["lessons/02_other.py"]


def test_a_source_that_cannot_be_read_is_a_problem_and_not_a_crash(course: Path) -> None:
    (course / "lessons" / f"{SLUG}.py").write_text("# %% nonsense\n", "utf-8")
    assert [problem.where for problem in build.check(course, find=find)] == [f"lessons/{SLUG}.py:1"]
