"""What a reader sees: one language, the other, or both, in JupyterLab, Notebook 7 and a bare page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lessonkit import language

from .conftest import LESSON, OWN, RUN_ALL, Course

pytestmark = [pytest.mark.browser, pytest.mark.slow]

APPS = ["lab", "notebook"]
SELECT = ".deeplearn-toolbar-language select"
SHOWN = """(tag) => {
    const twins = [...document.querySelectorAll(`.jp-MarkdownOutput [lang|="${tag}"]`)];
    return [twins.filter((twin) => twin.checkVisibility({visibilityProperty: true}) && twin.offsetHeight).length,
            twins.length];
}"""
LOCALE = """(locale) => jupyterapp.serviceManager.settings.save(
    "@jupyterlab/translation-extension:plugin", JSON.stringify({locale}))"""
EXPECTED = {"en": (True, False), "zh": (False, True), "both": (True, True)}


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(SELECT)
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput [lang|=zh]", state="attached")


def _sees(page: Page, state: str) -> None:
    """Assert that all English twins, all Chinese twins, or both are shown, and there are some."""
    for tag, visible in zip(("en", "zh"), EXPECTED[state], strict=True):
        shown, twins = page.evaluate(SHOWN, tag)
        assert twins > 1
        assert shown == (twins if visible else 0), f"{tag} in state {state}: {shown} of {twins} shown"


def _state(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.courseLang"))


def _run_all(page: Page) -> None:
    page.evaluate(RUN_ALL, OWN)
    expect(page.locator(".jp-OutputArea-output", has_text="state:")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("app", APPS)
def test_three_states_and_reload(course: Course, page: Page, app: str, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Does the toolbar show both, Chinese, English, and is the choice still there after a reload?"""
    _open(page, course.address(app, LESSON))
    assert _state(page) == "both"
    _sees(page, "both")
    for state in ("en", "zh"):
        page.select_option(SELECT, state)
        _sees(page, state)
        screenshot(page, state)
    page.reload()
    _open(page, course.address(app, LESSON))
    assert page.input_value(SELECT) == "zh"
    _sees(page, "zh")


@pytest.mark.parametrize("app", APPS)
def test_chinese_interface_starts_in_chinese(course: Course, page: Page, app: str) -> None:
    """Does the first visit follow the interface's language, and the reader's own choice go before it?"""
    address = course.address(app, LESSON)
    _open(page, address)
    page.wait_for_function("window.jupyterapp")
    try:
        page.evaluate(LOCALE, "zh_CN")
        page.evaluate("localStorage.removeItem('course-lang')")
        _open(page, address)
        assert page.input_value(SELECT) == "zh"
        _sees(page, "zh")
        page.select_option(SELECT, "en")
        _open(page, address)
        assert page.input_value(SELECT) == "en"
    finally:
        page.evaluate(LOCALE, "default")


def test_pictures_of_the_lesson_are_shown(course: Course, page: Page) -> None:
    """Does each picture of the visible language have its pixels?"""
    _open(page, course.address("lab", LESSON))
    page.wait_for_function("document.querySelectorAll('.jp-MarkdownOutput img[src^=\"data:\"]').length > 3")
    page.wait_for_function("[...document.querySelectorAll('.jp-MarkdownOutput img')].every((i) => i.complete)")
    widths = page.evaluate("[...document.querySelectorAll('.jp-MarkdownOutput img')].map((i) => i.naturalWidth)")
    assert all(width > 100 for width in widths), widths


def test_students_see_no_tools_for_making_assignments(course: Course, page: Page) -> None:
    """Is nbgrader's panel for authors left out, and its Validate button still there?"""
    _open(page, course.address("lab", LESSON))
    page.wait_for_selector("text=Validate")
    assert page.locator("text=Create Assignment").count() == 0


def test_commands_set_the_language(course: Course, page: Page) -> None:
    """Can the language be changed by a command, as the palette does it?"""
    _open(page, course.address("lab", LESSON))
    label = page.evaluate("jupyterapp.commands.label('deeplearn-course:zh')")
    assert "课文语言" in label
    assert label.endswith("中文")
    page.evaluate("jupyterapp.commands.execute('deeplearn-course:zh')")
    page.wait_for_function("document.documentElement.dataset.courseLang === 'zh'")
    assert page.input_value(SELECT) == "zh"
    assert page.evaluate("jupyterapp.commands.isToggled('deeplearn-course:zh')")
    _sees(page, "zh")


@pytest.mark.parametrize("app", APPS)
def test_radio_switch_feedback_and_kernel_follow(course: Course, page: Page, app: str, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Does the printed switch change text, feedback of `check` and what the kernel knows?"""
    page.set_viewport_size({"width": 1300, "height": 3200})  # JupyterLab takes cells out of the page that are not seen
    _open(page, course.address(app, OWN))
    _run_all(page)
    right, wrong = (page.locator(".jp-CodeCell").nth(number) for number in (2, 4))
    for state, other in (("zh", "en"), ("en", "zh")):
        page.locator(f".deeplearn-language input[value={state}]").check()
        page.wait_for_function(f"document.documentElement.dataset.courseLang === '{state}'")
        assert page.input_value(SELECT) == state
        _sees(page, state)
        for cell in (right, wrong):
            expect(cell.locator(f".jp-OutputArea-output [lang|={state}]").first).to_be_visible()
            assert not any(each.is_visible() for each in cell.locator(f".jp-OutputArea-output [lang|={other}]").all())
        assert right.inner_text() != wrong.inner_text()
        wrong.scroll_into_view_if_needed()
        screenshot(page, state)
        page.evaluate(RUN_ALL, OWN)
        expect(page.locator(".jp-OutputArea-output", has_text=f"state: {state}")).to_be_visible(timeout=60_000)


def test_plot_is_drawn_again_in_the_language_of_the_reader(course: Course, page: Page, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Does a plot that is already shown follow the switch, without its cell being run again?"""
    page.set_viewport_size({"width": 1300, "height": 3200})
    _open(page, course.address("lab", OWN))
    _run_all(page)
    plot = page.locator(".jp-CodeCell").nth(5).locator("img")
    for state, words in (("zh", "轮"), ("en", "epoch"), ("both", "epoch · 轮")):
        before = plot.get_attribute("src")
        page.select_option(SELECT, state)
        expect(plot).to_have_attribute("alt", re.compile(rf"^{words}"), timeout=30_000)
        assert plot.get_attribute("src") != before
        assert plot.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
        plot.scroll_into_view_if_needed()
        screenshot(page, state)


@pytest.mark.parametrize("scripts", [True, False])
def test_page_without_kernel(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    """Does the printed switch work in an exported page, with JavaScript and without?"""
    twins = '<p lang="en" id="en">Weights</p><p lang="zh-Hans" id="zh">权重</p>'
    file = tmp_path / "page.html"
    file.write_text(
        f"<!doctype html><html lang='en'><meta charset='utf-8'>{language.switch_html()}{twins}</html>", "utf-8"
    )
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(file.as_uri())
    for state, expected in (("both", (True, True)), ("zh", (False, True)), ("en", (True, False))):
        page.locator(f"input[value={state}]").check()
        assert (page.locator("#en").is_visible(), page.locator("#zh").is_visible()) == expected
    assert page.locator(".deeplearn-language").is_visible()
    if scripts:
        page.reload()
        assert (page.locator("#en").is_visible(), page.locator("#zh").is_visible()) == (True, False)
        assert page.locator("input[value=en]").is_checked()
    context.close()
