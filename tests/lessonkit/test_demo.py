"""Demo cells wait politely for the reader's functions and hide no other error."""

import re
from types import SimpleNamespace

import pytest

from lessonkit.demo import say, waits_for
from lessonkit.language import Text


def test_request_names_function_that_is_still_a_stub(capsys: pytest.CaptureFixture[str]) -> None:
    """Does a stub lead to a sentence that names it, instead of a traceback?"""
    with waits_for("step", "perceptron_predict"):
        raise NotImplementedError
    assert "step, perceptron_predict" in capsys.readouterr().out


def test_request_names_only_the_function_whose_cell_was_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Is a name that does not exist yet asked for, and no other?"""
    with waits_for("step", "perceptron_predict"):
        raise NameError("name 'step' is not defined", name="step")
    out = capsys.readouterr().out
    assert "step" in out
    assert "perceptron_predict" not in out


def test_name_error_of_another_name_passes_through() -> None:
    """Does the reader see a typing error of their own?"""
    with pytest.raises(NameError, match="stpe"), waits_for("step"):
        raise NameError("name 'stpe' is not defined", name="stpe")


def test_wrong_answer_passes_through() -> None:
    """Does the reader see an error that their function raises?"""
    with pytest.raises(ValueError, match="shapes"), waits_for("step"):
        raise ValueError("shapes")


def test_demo_without_fault_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Is nothing said where all functions are there?"""
    with waits_for("step"):
        pass
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("state", "line"), [("en", "loss 0.25\n"), ("zh", "损失 0.25\n"), ("both", "loss 0.25 · 损失 0.25\n")]
)
def test_line_is_said_in_the_readers_language(
    state: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is a line printed once, in the language that was chosen?"""
    monkeypatch.setenv("COURSE_LANG", state)
    say("{} {:.2f}", "{} {:.2f}", Text("loss", "损失"), 0.251)
    assert capsys.readouterr().out == line


class Page:
    """Keeps what a notebook would show: one output for each display, changed in its place by an update."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, str]] = []

    def display(self, bundle: dict[str, str], **_options: bool) -> "Handle":
        self.outputs.append(bundle)
        return Handle(self, len(self.outputs) - 1)


class Handle:
    def __init__(self, page: Page, number: int) -> None:
        self.page, self.number = page, number

    def update(self, bundle: dict[str, str], **_options: bool) -> None:
        self.page.outputs[self.number] = bundle


def test_lines_of_a_cell_are_one_block_that_follows_the_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the lines of one cell stand together, each language for itself, and those of the next cell apart?"""
    page, shell = Page(), SimpleNamespace(kernel=None, execution_count=7)
    monkeypatch.setattr("IPython.display.display", page.display)
    monkeypatch.setattr("lessonkit.demo._notebook", lambda: shell)
    monkeypatch.setenv("COURSE_LANG", "zh")
    say("a < {}", "甲 < {}", 1)
    say("b", "乙")
    shell.execution_count = 8
    say("c", "丙")
    first, second = page.outputs
    assert first["text/plain"] == "甲 < 1\n乙"
    assert re.findall(r'<pre lang="(.*?)".*?>(.*?)</pre>', first["text/html"], re.S) == [
        ("en", "a &lt; 1\nb"),
        ("zh-Hans", "甲 &lt; 1\n乙"),
    ]
    assert second["text/plain"] == "丙"
