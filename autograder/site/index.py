"""The site's first page: the course at a glance, what is finished, and search."""

from collections.abc import Sequence

from nbconvert.filters import markdown2html

from autograder.checking.cases import Lesson
from autograder.feedback.frame import both
from autograder.messages import say
from autograder.site.frame import attribute, site_page
from autograder.site.lessons import Glance, numbered

COLUMNS = ("finished", "lesson", "time", "exercises", "predictions", "written_short", "points")
"""What a narrow screen shows without scrolling stands first."""
GUIDES = (
    ("student", "docs/en/student.html", "docs/zh/student.html"),
    ("selfstudy", "docs/en/selfstudy.html", "docs/zh/selfstudy.html"),
    ("instructor", "docs/en/instructor.html", ""),
    ("author", "docs/en/author.html", ""),
    ("architecture", "docs/en/architecture.html", ""),
    ("api", "docs/api/index.html", ""),
)


def index_page(lessons: Sequence[tuple[Lesson, Glance]], *, guides: bool) -> str:
    """Return the first page.

    Parameters
    ----------
    lessons : sequence of (Lesson, Glance)
        All lessons in their order.
    guides : bool
        Whether the documentation is part of the site.
    """
    title = say("site.title")
    picture = '<img src="pictures/{0}" alt="{1}">'
    alt = say("site.picture")
    parts = [
        f"<h1>{both(title)}</h1><p class=lead>{both(say('site.lead'))}</p>",
        f'<p class="hero" lang="en">{picture.format("01_boundary.en.png", alt.en)}</p>'
        f'<p class="hero" lang="zh-Hans">{picture.format("01_boundary.zh.png", alt.zh)}</p>',
        f"<noscript><p class=note>{both(say('site.no_script'))}</p></noscript>",
        _search(),
        _table(lessons),
        _guides() if guides else "",
    ]
    return site_page(title, "".join(parts), scripts=("search-index.js", "static/search.js"))


def _search() -> str:
    told = "".join(
        f'<template data-say="{key}">{both(say(f"site.search_{key}", **values))}</template>'
        for key, values in (("none", {}), ("hint", {}), ("found", {"found": "{found}"}))
    )
    return (
        f'<section class="search" role="search"><h2><label for="query">{both(say("site.search_label"))}</label></h2>'
        f'<input type="search" id="query" autocomplete="off">{told}'
        '<p id="found" role="status"></p><ol id="results"></ol></section>'
    )


def _table(lessons: Sequence[tuple[Lesson, Glance]]) -> str:
    heads = "".join(f'<th scope="col">{both(say(f"site.{key}"))}</th>' for key in COLUMNS)
    rows = "".join(_row(lesson, glance) for lesson, glance in lessons)
    sums = [sum(_numbers(lesson)[n] for lesson, _ in lessons) for n in range(4)]
    cells = "".join(f'<td class="number">{number:g}</td>' for number in sums)
    told = both(say("site.progress", done="{done}", all="{all}"))
    return (
        f"<section><h2>{both(say('site.lessons'))}</h2>"
        '<p id="progress" hidden>'
        f'<progress max="{len(lessons)}" value="0" aria-labelledby="progress-words"></progress> '
        f'<span id="progress-words" data-words>{told}</span></p>'
        f'<div class="wide" tabindex="0" role="region" aria-label="{attribute("site.lessons")}"><table class="glance">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
        f'<tfoot><tr><td></td><th scope="row">{both(say("site.total"))}</th><td></td>{cells}</tr></tfoot></table></div>'
        f"<p class=note>{both(say('site.points_mean'))}</p></section>"
    )


def _row(lesson: Lesson, glance: Glance) -> str:
    goals = "".join(
        f'<div lang="{code}">{markdown2html(text)}</div>'
        for code, text in (("en", glance.goals.en), ("zh-Hans", glance.goals.zh))
    )
    cells = "".join(f'<td class="number">{one:g}</td>' for one in _numbers(lesson))
    name = f"{attribute('site.finished')}: {lesson.title.en} · {lesson.title.zh}"
    return (
        f'<tr><td><input type="checkbox" data-done="{lesson.slug}" aria-label="{name}"></td>'
        f'<th scope="row"><a href="lessons/{lesson.slug}.html">{both(numbered(lesson))}</a>'
        f"<details><summary>{both(say('site.goals'))}</summary>{goals}</details></th>"
        f"<td>{both(glance.time)}</td>{cells}</tr>"
    )


def _numbers(lesson: Lesson) -> tuple[float, float, float, float]:
    points = sum(one.points for one in lesson.exercises) + sum(one.points for one in lesson.predictions)
    return len(lesson.exercises), len(lesson.predictions), len(lesson.written), points


def _guides() -> str:
    entries = "".join(
        f'<li><a href="{english}">{both(say(f"site.guide_{name}"))}</a></li>'
        if not chinese
        else f'<li><a href="{english}" lang="en">{say(f"site.guide_{name}").en}</a> '
        f'<a href="{chinese}" lang="zh-Hans">{say(f"site.guide_{name}").zh}</a></li>'
        for name, english, chinese in GUIDES
    )
    return f"<section><h2>{both(say('site.guides'))}</h2><ul>{entries}</ul></section>"
