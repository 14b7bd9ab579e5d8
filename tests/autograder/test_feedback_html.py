"""A result as an HTML fragment and as text: both languages, no markup of a student's, nothing that runs."""

from html.parser import HTMLParser

import pytest

from autograder.checking.cases import Group
from autograder.checking.verdicts import CaseResult, Result, Verdict
from autograder.feedback.html import render_result, render_text
from lessonkit.language import Text

WHY = Text("Row 2 is `<b>` & wrong.", "第 2 行是 `<b>`，不对。")


def result_with(verdict: Verdict, why: tuple[Text, ...] = (WHY,)) -> Result:
    """Return a result of one passed case and one with the given verdict."""
    passed = CaseResult("a", Text("plain numbers", "普通的数"), True, Group.VALUE, Verdict.CORRECT, 1.0, 1.0)
    other = CaseResult("b", Text("a tie", "平局"), True, Group.EDGE, verdict, 0.0, 0.5, why)
    return Result("step", 1.0, 1.5, verdict, (), (passed, other), ())


class Spoken(HTMLParser):
    """Collects the text of each language, and the tags."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: dict[str, str] = {"": "", "en": "", "zh-Hans": ""}
        self.tags: set[str] = set()
        self.feed(fragment)
        assert self.open == [], "a tag is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(dict(attrs).get("lang") or (self.open[-1] if self.open else ""))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.said[self.open[-1]] += data


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_fragment_in_both_languages(verdict: Verdict) -> None:
    spoken = Spoken(render_result(result_with(verdict)))
    assert spoken.said["en"]
    assert spoken.said["zh-Hans"]
    assert not any("\u4e00" <= character <= "\u9fff" for character in spoken.said["en"])
    assert not spoken.tags & {"script", "style", "img", "a"}


def test_sentences_are_escaped_and_backticks_become_code() -> None:
    fragment = render_result(result_with(Verdict.WRONG_VALUE))
    assert "<code>&lt;b&gt;</code> &amp; wrong." in fragment
    spoken = Spoken(fragment)
    assert "Row 2 is <b> & wrong." in spoken.said["en"]
    assert "第 2 行是 <b>，不对。" in spoken.said["zh-Hans"]


def test_one_language_alone_leaves_the_other_out() -> None:
    assert Spoken(render_result(result_with(Verdict.WRONG_VALUE), language="en")).said["zh-Hans"] == ""
    assert Spoken(render_result(result_with(Verdict.WRONG_VALUE), language="zh")).said["en"] == ""


def test_passed_and_failed_differ_in_words_and_points_not_in_colour_alone() -> None:
    text = Spoken(render_result(result_with(Verdict.WRONG_VALUE), language="en")).said
    assert "✓" in text[""]
    assert "✗" in text[""]
    assert "1 / 1.5" in text[""]
    assert "0 / 0.5" in text[""]


def test_text_says_the_same_sentence_once() -> None:
    for language, sentence in (("en", WHY.en), ("zh", WHY.zh)):
        text = render_text(result_with(Verdict.WRONG_VALUE, (WHY, WHY)), language)
        assert sentence in text
        assert text.startswith("step: ")
        assert "1 / 1.5" in text.splitlines()[0]


def test_a_group_stands_once_with_the_sum_of_its_cases() -> None:
    cases = result_with(Verdict.WRONG_VALUE).cases
    result = Result("step", 2.0, 4.0, Verdict.WRONG_VALUE, (), (*cases, cases[0], cases[1]), ())
    fragment = render_result(result)
    assert fragment.count('scope="rowgroup"') == 2
    assert "2 / 2" in fragment
    assert "0 / 1<" in fragment
