"""The lesson as it is worked through: table of contents, interactive pictures, plots, in the reader's language."""

import re

import nbformat
import pytest
from playwright.sync_api import Page, expect

from .conftest import LESSON, Course
from .test_language_switch import SELECT, _open

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN_SOME = """async (ids) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    while (!window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel) await pause();
    const panel = jupyterapp.shell.currentWidget;
    await panel.sessionContext.ready;
    for (const id of ids) {
        panel.content.activeCellIndex = panel.content.widgets.findIndex((cell) => cell.model.id === id);
        await jupyterapp.commands.execute('notebook:run-cell');
    }
}"""
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_table_of_contents_lists_each_heading_once(course: Course, page: Page, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Is a heading in the table of contents one entry, with both names?"""
    _open(page, course.address("lab", LESSON))
    page.locator("[data-id='table-of-contents']").first.click()
    entries = page.locator(".jp-TableOfContents .jp-tocItem-content")
    expect(entries.first).to_be_visible()
    cells = nbformat.read(course.home / LESSON, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    headings = re.findall(r"^#{1,6} ", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), flags=re.M)
    texts = entries.all_inner_texts()
    screenshot(page, "both")
    assert len(texts) == len(headings) > 10
    assert "The perceptron 感知机" in texts


def test_interactive_picture_follows_the_switch(course: Course, page: Page, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Do the labels of a widget change with the toolbar, without running anything again?"""
    _open(page, course.address("lab", LESSON))
    page.evaluate(RUN_SOME, ["setup-step", "demo-add_bias_column-3"])
    figure = page.locator(".jp-Cell.jp-mod-selected .jp-OutputArea-output").first
    expect(figure.locator("input[type=range]").first).to_be_attached(timeout=60_000)
    page.select_option(SELECT, "zh")
    expect(figure).to_have_text(CHINESE)
    in_chinese = figure.inner_text()
    screenshot(page, "zh")
    page.select_option(SELECT, "en")
    expect(figure).not_to_have_text(CHINESE)
    screenshot(page, "en")
    assert figure.inner_text() != in_chinese


def test_jupyterlab_opens_on_the_welcome_page(course: Course, page: Page, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Is the page drawn, does the switch stand on it, and does a click open a lesson that is trusted?"""
    page.goto(f"{course.url}/lab/tree/welcome.md?reset")
    welcome = page.locator(".jp-MarkdownViewer")
    expect(welcome.locator("h1")).to_contain_text("Welcome 欢迎", timeout=60_000)
    page.select_option(".deeplearn-toolbar-language select", "zh")
    expect(welcome.locator("h1 [lang=en]")).to_be_hidden()
    link = welcome.locator("[lang|=zh] table a", has_text="01 感知机")
    expect(link).to_be_visible()
    screenshot(page, "zh")
    link.click()
    expect(page.locator(".jp-Notebook h1", has_text="感知机")).to_be_visible(timeout=60_000)
    assert page.evaluate("jupyterapp.shell.currentWidget.content.model.cells.get(5).trusted")
