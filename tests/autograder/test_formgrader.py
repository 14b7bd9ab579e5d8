"""The formgrader's page: nothing that a student wrote runs in the instructor's browser, nothing comes from elsewhere."""

import re

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import v4 as nbf
from traitlets.config import Config

from autograder.nbgrader_plugin import formgrader
from autograder.nbgrader_plugin.feedback import FeedbackExporter

ABOUT = {"assignment_id": "01_perceptron", "notebook_id": "01_perceptron", "submission_id": "1", "index": 0, "total": 1,
         "base_url": "", "student": "<img src=x onerror=evil()>", "last_name": None, "first_name": None,
         "notebook_path": "x"}  # fmt: skip
ATTACKS = [
    "<script>evil()</script>",
    "<img src=x onerror='evil()'>",
    "[click](javascript:evil())",
    "<iframe srcdoc='<script>evil()</script>'></iframe>",
    "<svg onload=evil()>",
    "</textarea></div><input class='score' onfocus='evil()' autofocus>",
]


def _page(*cells) -> str:  # type: ignore[no-untyped-def]
    config = Config()
    formgrader.configure(config)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [str(formgrader.TEMPLATES)]
    return str(HTMLExporter(config=config).from_notebook_node(nbf.new_notebook(cells=list(cells)), dict(ABOUT))[0])


def _answer(source: str):  # type: ignore[no-untyped-def]
    ours = {"grade": True, "solution": True, "grade_id": "xor_proof", "points": 4, "locked": False, "task": False}
    return nbf.new_markdown_cell(source, metadata={"nbgrader": ours})


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_student_wrote_does_not_run(attack: str) -> None:
    """Is an answer, an output and a name text, whatever stands in it?"""
    output = nbf.new_output("display_data", {"text/html": attack, "application/javascript": "evil()"})
    page = _page(_answer(attack), nbf.new_code_cell("1", outputs=[output]))
    assert not re.search(r"<[^>]*evil\(", page)
    assert "<script>evil" not in page
    assert not re.search("href=.javascript:", page)
    assert page.count('class="score tabbable"') == 1


def test_answer_can_not_pass_for_a_control() -> None:
    """Is a button that gives full credit the grader's own?"""
    page = _page(_answer('<span class="full-credit score">here</span> <span class="lang-en">kept</span>'))
    assert page.count("full-credit") == _page(_answer("here")).count("full-credit")
    assert '<span class="lang-en">kept</span>' in page


def test_grader_sees_answer_controls_formulas_and_switch() -> None:
    """Is all there that a person needs to grade?"""
    page = _page(_answer("Then $b > 0$, a **contradiction**."))
    assert 'id="xor_proof"' in page
    assert 'id="xor_proof-comment"' in page
    assert "<strong>contradiction</strong>" in page
    assert "<math" in page
    assert "$" not in re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.S)
    assert 'class="deeplearn-language"' in page


def test_page_asks_no_other_host() -> None:
    """Do scripts and styles come from the server itself?"""
    addresses = re.findall(r"(?:src|href)=\"([^\"]+)\"", _page(_answer("x")))
    assert len(addresses) > 5
    assert not [address for address in addresses if re.match(r"(https?:)?//", address)]


def test_feedback_pages_are_not_touched() -> None:
    """Does the students' page keep its Markdown for its own exporter?"""
    config = Config()
    formgrader.configure(config)
    assert formgrader.Harmless not in [type(each) for each in FeedbackExporter(config=config)._preprocessors]
    assert formgrader.Harmless in [type(each) for each in HTMLExporter(config=config)._preprocessors]
