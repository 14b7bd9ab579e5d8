"""Pages of another program mended: whatever order its attributes have, and nothing else is touched."""

from pathlib import Path
from typing import Any

import pytest

from autograder.site import docs
from autograder.site.mended import Rule, mended, unfitting

LEVEL = Rule(having={"class": "caption", "role": "heading"}, lacking="aria-level", set={"aria-level": "2"})
PLAIN = Rule("div", {"role": "list"}, set={"role": None})
LINK = Rule("a", {"class": "brand"}, before="<a>home</a>")


@pytest.mark.parametrize(
    ("page", "becomes"),
    [
        ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
        ('<p role="heading"  class="x caption">', '<p role="heading" class="x caption" aria-level="2">'),
        ("<P ROLE=heading CLASS=caption>", '<p role="heading" class="caption" aria-level="2">'),
        ('<div\n role="list" hidden id="a&quot;b">', '<div hidden id="a&quot;b">'),
        ('<div role="list" class="brand"/>', '<div class="brand"/>'),
        ('<p>é 中\r\n文</p>\n<a href="#" class="big brand">', '<p>é 中\r\n文</p>\n<a>home</a><a href="#" class="big brand">'),
    ],
)  # fmt: skip
def test_tag_that_fits_changes(page: str, becomes: str) -> None:
    assert mended(page, [LEVEL, PLAIN, LINK])[0] == becomes


@pytest.mark.parametrize(
    "page",
    [
        '<p class="captions" role="heading">',
        '<p class="caption" role="heading" aria-level="3">',
        "<span role=list>",
        '<script>"<div role=\\"list\\">"</script><!-- <div role="list"> -->',
        "<!DOCTYPE html><svg viewBox='0 0 1 1'><linearGradient/></svg>&nbsp;&lt;div role=\"list\"&gt;",
        "",
    ],
)
def test_nothing_else_changes(page: str) -> None:
    assert mended(page, [LEVEL, PLAIN, LINK], {"Next": "下一页"}) == (page, set())


def test_a_word_changes_where_it_stands_alone() -> None:
    page = "<a>Next</a><b>\n  Next </b><p>Next week</p><i title='Next'>next</i><script>Next</script>\u2028\f<b>Next</b>"
    text, found = mended(page, [], {"Next": "下一页"})
    assert (
        text
        == "<a>下一页</a><b>\n  下一页 </b><p>Next week</p><i title='Next'>next</i><script>Next</script>\u2028\f<b>下一页</b>"
    )
    assert found == {"Next"}


def test_what_no_page_holds_is_told() -> None:
    _, found = mended('<div role="list">Next</div>', [LEVEL, PLAIN], {"Next": "下一页", "Back": "返回"})
    assert list(unfitting([LEVEL, PLAIN], {"Next": "下一页", "Back": "返回"}, found)) == [str(LEVEL), "Back"]


@pytest.mark.parametrize("words", [["Next"], list(docs.CHINESE)], ids=["lacking", "whole"])
def test_guides_warn_of_what_a_new_theme_writes_otherwise(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is each tag and word of the theme that is not found named, and a page of the theme as it is now taken silently?"""
    tags = [
        '<p class="caption" role="heading">x</p>', '<div class="citation-list" role="list"></div>',
        '<div role="doc-biblioentry"></div>', "<pre></pre>", '<aside class="sidebar-drawer"></aside>',
        '<a class="sidebar-brand">', '<input placeholder="Search">',
    ]  # fmt: skip
    page = '<html class="a" lang="en">' + "".join([*tags, *(f"<b>{word}</b>" for word in words)])

    def sphinx(command: list[Any], **_: Any) -> Any:
        (tmp_path / "zh").mkdir()
        (tmp_path / "zh" / "student.html").write_text(page, "utf-8")
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr("subprocess.run", sphinx)
    if len(words) == 1:
        with pytest.warns(UserWarning, match="no page of the guides holds Previous, On this page, Skip to content"):
            docs.build_docs(tmp_path / "none", tmp_path)
    else:
        docs.build_docs(tmp_path / "none", tmp_path)
    text = (tmp_path / "zh" / "student.html").read_text("utf-8")
    assert text.startswith('<html class="a" lang="zh-Hans"><p class="caption" role="heading" aria-level="2">x</p>')
    assert '<a class="to-lessons" href="../../index.html">' in text
    assert "<b>下一页</b>" in text
    assert 'placeholder="搜索"' in text
