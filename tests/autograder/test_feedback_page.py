"""What a student gets back: readable, complete, and harmless whatever they wrote."""

from typing import Any

import pytest
from nbformat import v4 as nbf

from autograder.exercises import lesson
from autograder.feedback.page import clean, feedback_page

LESSON = lesson("01_perceptron")
ABOUT: dict[str, Any] = {"student": "李<明>", "assignment": LESSON.slug, "score": 1, "max_score": 3}


def page_of(*cells: Any, waiting: tuple[str, ...] = ()) -> str:
    return feedback_page(nbf.new_notebook(cells=list(cells)), LESSON, ABOUT, waiting)


def graded(cell: Any, **ours: Any) -> Any:
    cell.metadata["nbgrader"] = {"grade": True} | ours
    return cell


@pytest.mark.parametrize(
    "attack",
    [
        "<script>steal()</script>",
        '<img src="x" onerror="steal()">',
        '<a href="javascript:steal()">here</a>',
        '<iframe src="file:///etc/passwd"></iframe>',
        "<svg onload=steal()></svg>",
        '<form action="http://elsewhere.invalid"><input name="q"></form>',
        "<style>@import 'http://elsewhere.invalid/x.css';</style>",
        '<meta http-equiv="refresh" content="0; url=http://elsewhere.invalid">',
        '<div style="position:fixed;top:0;background:url(http://elsewhere.invalid)">over all</div>',
    ],
)
def test_attacks_in_html_and_in_markdown_are_taken_out(attack: str) -> None:
    shown = nbf.new_code_cell("1", outputs=[nbf.new_output("display_data", {"text/html": attack})])
    bare = page_of()
    for page in (page_of(shown), page_of(nbf.new_markdown_cell(attack))):
        for word in ("steal()", "elsewhere.invalid", "<iframe", "<form", "position:fixed", "etc/passwd"):
            assert word not in page
        assert page.count("<style>") == bare.count("<style>")
        assert page.count("<meta") == bare.count("<meta")


def test_source_output_and_names_are_text() -> None:
    outputs = [nbf.new_output("stream", text="</pre><script>x()</script>")]
    page = page_of(nbf.new_code_cell("'<b>'", outputs=outputs))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "李&lt;明&gt;" in page
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;" in page


def test_scores_add_up_and_waiting_is_said() -> None:
    first = graded(nbf.new_code_cell('check("step")'), grade_id="check-step", points=1, score=0.75)
    second = graded(nbf.new_markdown_cell("My proof."), grade_id="xor_proof", points=4, score=0)
    page = page_of(first, second, waiting=("xor_proof",))
    assert "<td>0.75</td><td>1</td>" in page
    assert "<td><b>0.75</b></td><td><b>5</b></td>" in page
    waits, done = "waits for a person", page_of(first, second)
    assert waits in page
    assert waits not in done


def test_a_comment_of_the_teacher_is_shown_and_escaped() -> None:
    cell = graded(nbf.new_markdown_cell("x"), grade_id="xor_proof", points=4, score=3, comment="Good; b < 0?")
    assert "Good; b &lt; 0?" in page_of(cell)


def test_formulas_are_mathml_and_need_no_network() -> None:
    page = page_of(nbf.new_markdown_cell("The sum $w_1 x_1 + b$."))
    assert "<math" in page
    assert "<msub>" in page
    assert "mathjax" not in page.lower()


@pytest.mark.parametrize(
    "formula",
    [
        r"$\text{<script>x()</script>}$",
        r"$\text{&lt;script&gt;x()&lt;/script&gt;}$",
        r"$$\text{<meta http-equiv='refresh' content='0'>}$$",
        r'<span class="math">\text{&lt;script&gt;x()&lt;/script&gt;}</span>',
        r"$\href{javascript:x()}{a}$",
        r"$\style{position:fixed}{a}$",
    ],
)
def test_a_formula_brings_no_markup_of_its_own(formula: str) -> None:
    page, bare = page_of(nbf.new_markdown_cell(formula)), page_of()
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert 'style="position' not in page
    assert page.count("<meta") == bare.count("<meta")


def test_signs_of_a_formula_survive() -> None:
    assert "<mo>&lt;</mo>" in page_of(nbf.new_markdown_cell("$a < b$"))


@pytest.mark.parametrize("source", ["https://elsewhere.invalid/a.png", "//elsewhere.invalid/a.png", "file:///a.png"])
def test_pictures_from_elsewhere_are_left_out(source: str) -> None:
    assert source not in clean(f'<img src="{source}" alt="a">')
    assert clean('<a href="data:text/html,x">a</a>').count("data:") == 0


def test_pictures_of_a_cell_are_in_the_page() -> None:
    cell = nbf.new_markdown_cell("![A line.](attachment:line.png)", attachments={"line.png": {"image/png": "QUJD"}})
    assert 'src="data:image/png;base64,QUJD"' in page_of(cell)


def test_clean_keeps_the_feedback_of_a_check() -> None:
    fragment = '<div lang="en" class="lang-en" style="color:#c0392b">✗ <code>z</code></div>'
    kept = clean(fragment)
    assert 'lang="en"' in kept
    assert 'class="lang-en"' in kept
    assert "#c0392b" in kept
    assert "<code>z</code>" in kept


def test_an_answer_can_not_lie_over_its_points() -> None:
    over = '<b class="deeplearn-result" style="margin:-900px;padding:900px;width:9999px;display:block">10 / 10</b>'
    assert "900px" not in page_of(nbf.new_markdown_cell(over))
    assert 'style="text-align:right"' in page_of(nbf.new_markdown_cell("| a |\n| -: |\n| 1 |\n"))


def test_a_text_does_not_pass_for_a_result() -> None:
    forged = '<div class="deeplearn-result lang-en" style="text-align:center">step ✓ correct 1/1</div>'
    page = page_of(nbf.new_markdown_cell(forged))
    assert 'class="deeplearn-result' not in page
    assert 'class="lang-en"' in page
    ours = nbf.new_output("execute_result", {"text/html": '<div class="deeplearn-result">step</div>'})
    assert 'class="deeplearn-result"' in page_of(nbf.new_code_cell(outputs=[ours]))


def test_markdown_that_nobody_can_read_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **options: object) -> None:
        raise RecursionError

    monkeypatch.setattr("autograder.feedback.page.mistune.create_markdown", fails)
    assert "&lt;b&gt;unreadable" in page_of(nbf.new_markdown_cell("<b>unreadable"))


def test_a_formula_too_long_to_draw_stays_as_it_is() -> None:
    assert "<math" not in page_of(nbf.new_markdown_cell(f"${'x' * 100_000}$"))


def test_tags_that_are_never_closed_do_not_fill_the_page() -> None:
    """HTML opens each of them again in every paragraph: 18,000 characters became 30 million."""
    text = "".join(f"<b title={number}>" for number in range(300)) + "<p>x" * 300
    assert len(page_of(nbf.new_markdown_cell(text))) < 100_000
    assert '<b title="0">x</b>' in page_of(nbf.new_markdown_cell("<b title=0>x</b> <i lang=en>y</i>"))


def test_a_text_that_becomes_too_much_html_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.feedback.page.LONGEST_HTML", 100)
    assert "**a**" in page_of(nbf.new_markdown_cell("**a** " * 60))
