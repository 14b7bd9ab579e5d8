"""A graded notebook's text is what nbformat writes, whatever a student's cells print."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat import v4 as nbf
from nbgrader.preprocessors import LimitOutput

from autograder.grading.rendered import Released, Rendered, Trim, _limit
from autograder.grading.text import cell_text, notebook_text

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir())


def written(notebook: Any) -> str:
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return text


@pytest.mark.parametrize("slug", LESSONS)
def test_every_lesson_is_written_as_nbformat_writes_it(slug: str) -> None:
    path = ROOT / "solutions" / slug / f"{slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert notebook_text(notebook) == written(notebook)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(
    source=st.text(), printed=st.text(), message=st.text(), html=st.text(), number=st.one_of(st.none(), st.integers())
)
def test_any_output_is_written_as_nbformat_writes_it(
    source: str, printed: str, message: str, html: str, number: int | None
) -> None:
    outputs = [
        nbf.new_output("stream", text=printed),
        nbf.new_output("error", ename="E", evalue=message, traceback=[message]),
        nbf.new_output("execute_result", {"text/plain": "1.0", "text/html": html}, execution_count=1),
    ]
    cells = [nbf.new_code_cell(source, id="a", outputs=outputs), nbf.new_markdown_cell(html, id="b")]
    cells[1].metadata["deeplearn"] = {"role": message, "list": [number, 0.5, True, {}], "empty": []}
    notebook = nbf.new_notebook(cells=cells)
    assert json.loads(notebook_text(notebook)) == json.loads(written(notebook))
    assert notebook_text(notebook) == written(notebook)


def test_a_notebook_without_cells_is_written_as_nbformat_writes_it() -> None:
    notebook = nbf.new_notebook(metadata={"language_info": {"name": "python"}})
    assert notebook_text(notebook) == written(notebook)


def test_released_texts_come_back_where_only_their_numbers_were_sent() -> None:
    cells = [nbf.new_markdown_cell("# 一\ntwo", id="t"), nbf.new_code_cell("1", id="c")]
    notebook = nbf.new_notebook(cells=cells)
    sent = Rendered((0, cell_text(cells[1])), (), {}, {})
    assert Released(notebook).text(sent).decode() == written(notebook) + "\n"


@pytest.mark.parametrize(("lines", "traced"), [(3, 1), (1, 1), (-1, 0), (0, -1), (2, 0), (-1, -1)])
def test_long_outputs_are_shortened_as_nbgrader_shortens_them(lines: int, traced: int) -> None:
    def notebook() -> Any:
        outputs = [
            nbf.new_output("stream", text="a\nb\nc"),
            nbf.new_output("error", ename="E", evalue="", traceback=["t"]),
        ]
        return nbf.new_notebook(cells=[nbf.new_code_cell("", id="c", outputs=outputs)])

    ours, stock = notebook(), notebook()
    _limit(ours, Trim(lines, traced))
    LimitOutput(max_lines=lines, max_traceback=traced).preprocess(stock, {})
    assert ours == stock
