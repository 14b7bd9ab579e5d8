"""A released notebook as a page: nbconvert with our template, pictures as files, nothing that needs a kernel."""

import base64
import html
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from autograder.checking.cases import Lesson
from autograder.feedback.frame import both
from autograder.messages import say
from autograder.site.frame import Link, site_page
from lessonkit.language import Text

TEMPLATES = Path(__file__).parent / "templates"
WORDS = ("setup", "turn", "predict", "demo", "written")
ENGLISH = re.compile(r'<span lang="en">(?P<text>.*?)</span>', re.S)
HEADING = re.compile(r'<h(?P<level>[1-6]) id="[^"]*">(?P<text>.*?)<a class="anchor-link"[^>]*>.*?</a></h[1-6]>', re.S)
TWIN = re.compile(r'<div lang="(?P<lang>en|zh-Hans)">\n(?P<text>.*?)\n</div>', re.S)


@dataclass(frozen=True)
class Glance:
    """What the index says about a lesson.

    Parameters
    ----------
    about, time, goals : Text
        The first paragraph, the time that it takes, and the goals; Markdown.
    """

    about: Text
    time: Text
    goals: Text


def lesson_page(notebook: NotebookNode, lesson: Lesson, before: Lesson | None, after: Lesson | None) -> str:
    """Return the page of one lesson.

    Parameters
    ----------
    notebook : NotebookNode
        The released notebook; its pictures lie in ``../pictures``.
    lesson, before, after : Lesson
        The lesson, and its neighbours.

    Returns
    -------
    str
        HTML in both languages.
    """
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        cell.source = re.sub(r"\]\(attachment:", "](../pictures/", cell.source)
        cell.pop("attachments", None)
    resources = {"words": {key: both(say(f"site.{key}")) for key in WORDS}}
    body, _ = _exporter().from_notebook_node(copy, resources)
    body, entries = _anchored(body.replace("<img ", '<img loading="lazy" '))
    # What scrolls sideways can be reached with the keyboard.
    body = re.sub(r"<pre>", '<pre tabindex="0">', body)
    links = [Link(f"{one.slug}.html", numbered(one), rel) for one, rel in ((before, "prev"), (after, "next")) if one]
    head, rest = _after_title(body)
    note = f'<p class="note">{both(say("site.how_to_run", lesson=lesson.slug))}</p>'
    done = (
        f'<p class="done"><label><input type="checkbox" data-done="{lesson.slug}"> {both(say("site.done"))}</label></p>'
    )
    return site_page(numbered(lesson), head + note + _contents(entries) + rest + done, up="../", links=links)


def pictures(notebook: NotebookNode) -> dict[str, bytes]:
    """Return the pictures that a notebook carries, by name."""
    return {
        name: base64.b64decode(data["image/png"])
        for cell in notebook.cells
        for name, data in cell.get("attachments", {}).items()
    }


def glance(notebook: NotebookNode) -> Glance:
    """Return what the index says about a lesson, from the lesson's own first cells."""
    found = {"about": _twins(notebook.cells[0].source)}
    for cell in notebook.cells:
        for key, heading in (("time", "Time"), ("goals", "Goals")):
            if cell.cell_type == "markdown" and cell.source.startswith(f'## <span lang="en">{heading}</span>'):
                found[key] = _twins(cell.source)
    time = found["time"]
    return Glance(found["about"], Text(_first(time.en, ". "), _first(time.zh, "。")), found["goals"])


def _first(text: str, end: str) -> str:
    return re.split(f"{re.escape(end)}|[;；]", text.split("\n")[0])[0].rstrip(".。")


def _twins(source: str) -> Text:
    twins = {found["lang"]: found["text"].strip() for found in TWIN.finditer(source)}
    return Text(twins["en"], twins["zh-Hans"])


def _after_title(body: str) -> tuple[str, str]:
    """Return the page up to the end of its title's section, and the rest."""
    end = body.index("</section>") + len("</section>")
    return body[:end], body[end:]


def anchor(english: str, taken: set[str]) -> str:
    """Return a short name for a section from its English heading, another one where it is taken.

    Examples
    --------
    >>> anchor("2. What <code>W</code> does: a map", set())
    '2-what-w-does-a-map'
    """
    plain = html.unescape(re.sub(r"<[^>]+>|\$[^$]*\$", "", english))
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"
    unique = next(one for one in (name, *(f"{name}-{n}" for n in range(2, 1000))) if one not in taken)
    taken.add(unique)
    return unique


def _anchored(body: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the page with short anchors, and its chapters: anchor and text."""
    taken = {"content", "contents"} | set(re.findall(r'<section[^>]* id="([^"]+)"', body))
    chapters = []

    def named(found: re.Match[str]) -> str:
        english = ENGLISH.search(found["text"])
        name = anchor(english["text"] if english else found["text"], taken)
        if found["level"] == "2":
            chapters.append((name, found["text"]))
        return f'<h{found["level"]} id="{name}">{found["text"]}</h{found["level"]}>'

    return HEADING.sub(named, body), chapters


def _contents(chapters: list[tuple[str, str]]) -> str:
    entries = "".join(f'<li><a href="#{name}">{text}</a></li>' for name, text in chapters)
    title = both(say("site.contents"))
    return f'<nav class="contents" aria-labelledby="contents"><h2 id="contents">{title}</h2><ul>{entries}</ul></nav>'


def numbered(lesson: Lesson) -> Text:
    """Return a lesson's number and title."""
    number = lesson.slug.split("_")[0]
    return Text(f"{number} {lesson.title.en}", f"{number} {lesson.title.zh}")


@lru_cache(maxsize=1)
def _exporter() -> HTMLExporter:
    return HTMLExporter(template_name="lesson", extra_template_basedirs=[str(TEMPLATES)])
