"""JupyterLab's launcher: a card for each page of the course that lies in the opened folder, and none elsewhere."""

import re

import pytest
from playwright.sync_api import Page, expect

from autograder import exercises

from .conftest import LESSON, Course
from .test_language_switch import SELECT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHINESE = re.compile("[\u4e00-\u9fff]")
SECTION = ".jp-Launcher-section"
LANGUAGE = "(state) => jupyterapp.commands.execute(`deeplearn-course:${state}`)"


def test_a_card_for_each_lesson_in_the_language_of_the_page(course: Course, page: Page, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Are there cards for the welcome page, each lesson and the playground, and does one open its notebook?"""
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{course.url}/lab?reset")
    expect(page.locator(".jp-Launcher")).to_be_visible(timeout=60_000)
    page.wait_for_function("jupyterapp.commands.hasCommand('deeplearn-course:open')")
    lessons = [exercises.lesson(slug) for slug in exercises.slugs()]
    expected = {
        "en": ("Course", "Welcome", [lesson.title.en for lesson in lessons], "The playground"),
        "zh": ("课程", "欢迎", [lesson.title.zh for lesson in lessons], "游乐场"),
    }
    for state, (category, welcome, titles, playground) in expected.items():
        page.evaluate(LANGUAGE, state)
        section = page.locator(SECTION, has=page.get_by_role("heading", name=category, exact=True))
        cards = section.locator(".jp-LauncherCard")
        expect(cards).to_have_count(len(lessons) + 2)
        numbered = [f"{lesson.slug[:2]} {title}" for lesson, title in zip(lessons, titles, strict=True)]
        assert [card.strip() for card in cards.all_inner_texts()] == [welcome, *numbered, playground]
        screenshot(page, state)
    page.evaluate(LANGUAGE, "both")
    card = page.locator(".jp-LauncherCard", has_text="01 The perceptron · 感知机")
    expect(card).to_have_count(1)
    screenshot(page, "both")
    card.click()
    expect(page.locator(".jp-Notebook h1", has_text="The perceptron")).to_be_visible()
    assert page.evaluate("jupyterapp.shell.currentWidget.context.path") == LESSON


def test_nothing_where_there_is_no_launcher(course: Course, page: Page) -> None:
    """Does Notebook 7 show the switch and no complaint?"""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(course.address("notebook", LESSON))
    expect(page.locator(SELECT)).to_be_visible()
    assert not page.evaluate("jupyterapp.commands.hasCommand('deeplearn-course:open')")
    assert not [one for one in complaints if "deeplearn" in one], complaints
