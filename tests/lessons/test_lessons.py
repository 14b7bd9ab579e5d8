"""Each lesson as it is committed: up to date, the same in both languages, free of answers, and running."""

import ast
import doctest
import io
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder import exercises
from autograder.authoring import build
from autograder.authoring.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
SLUGS = build.slugs(ROOT)


@pytest.fixture(scope="module")
def found() -> list[Problem]:
    return build.check(ROOT)


def test_every_lesson_with_exercises_has_a_source() -> None:
    assert set(exercises.slugs()) == set(SLUGS)


def test_build_check_finds_nothing(found: list[Problem]) -> None:
    """Are notebooks fresh, both languages in step, and the release free of answers?"""
    blocking = [f"{problem.where}: {problem.message}" for problem in found if not problem.warning]
    assert not blocking, "\n".join(blocking)


@pytest.mark.parametrize("slug", SLUGS)
def test_release_holds_only_its_notebook(slug: str) -> None:
    assert [path.name for path in (ROOT / "course" / slug).iterdir()] == [f"{slug}.ipynb"]


@pytest.mark.parametrize("slug", SLUGS)
def test_stubs_raise_only_not_implemented(slug: str) -> None:
    """Can a solution cell of the release be run as it is, and does a call then say that nothing is there?"""
    notebook = nbformat.read(ROOT / "course" / slug / f"{slug}.ipynb", as_version=4)
    asked = {exercise.cell_id: exercise.names for exercise in exercises.lesson(slug).exercises}
    seen = set()
    for cell in notebook.cells:
        if cell.id in asked:
            seen.add(cell.id)
            for node in ast.parse(cell.source).body:
                if isinstance(node, ast.FunctionDef) and node.name in asked[cell.id]:
                    assert [type(statement) for statement in node.body[1:]] == [ast.Raise]
                    assert ast.unparse(node.body[-1]) == "raise NotImplementedError"
    assert seen == set(asked)


@pytest.mark.parametrize("slug", SLUGS)
def test_grade_ids_and_points_are_those_of_the_exercises(slug: str) -> None:
    notebook = nbformat.read(ROOT / "course" / slug / f"{slug}.ipynb", as_version=4)
    lesson = exercises.lesson(slug)
    asked = {e.check_id: e.points for e in (*lesson.exercises, *lesson.predictions)}
    asked |= {written.id: written.points for written in lesson.written}
    graded = {c.id: c.metadata.nbgrader.points for c in notebook.cells if c.metadata.nbgrader.grade}
    assert graded == asked


@pytest.mark.parametrize("slug", SLUGS)
def test_examples_in_docstrings_are_right(slug: str) -> None:
    """A student compares with them first."""
    notebook = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    asked = {exercise.cell_id: exercise for exercise in exercises.lesson(slug).exercises}
    names: dict[str, Any] = {"np": np}
    runner, told = doctest.DocTestRunner(), io.StringIO()
    for cell in notebook.cells:
        if cell.id in asked:
            names |= {name: f for name, f in exercises.lent(asked[cell.id]).items() if name not in names}
            exec(compile(cell.source, cell.id, "exec"), names)
            for name in asked[cell.id].names:
                for found in doctest.DocTestFinder().find(names[name], name, module=False, globs=dict(names)):
                    runner.run(found, out=told.write)
    assert runner.failures == 0, told.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_instructor_notebook_runs(slug: str, tmp_path: Path) -> None:
    """Does the notebook with the course's answers run from top to bottom, each check with full points?"""
    from nbclient import NotebookClient

    notebook = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    lesson = exercises.lesson(slug)
    points = {e.check_id: e.points for e in (*lesson.exercises, *lesson.predictions)}
    for cell in notebook.cells:
        if cell.id in points:
            (result,) = [out for out in cell.outputs if out.output_type == "execute_result"]
            assert result.data["text/plain"] == repr(float(points[cell.id])), cell.id


@pytest.mark.parametrize("slug", SLUGS)
def test_markdown_is_read_as_markdown_in_both_languages(slug: str) -> None:
    """Does nbconvert's parser leave no asterisk or heading sign literal inside the language blocks?"""
    notebook = nbformat.read(ROOT / "solutions" / slug / f"{slug}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            html = markdown2html_mistune(cell.source.replace("(attachment:", "("))
            prose = re.sub(r"<code>.*?</code>|<pre.*?</pre>|\$.*?\$", "", html, flags=re.DOTALL)
            assert "**" not in prose, cell.id
            assert not re.search(r"(?m)^\s*#", prose), cell.id
            assert prose.count('<div lang="en">') == prose.count('<div lang="zh-Hans">'), cell.id
