"""The frame of every page of the site: head, language switch, links, and the files that all pages share."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.feedback.frame import both
from autograder.messages import say
from lessonkit.language import Text

LANGUAGES = (("en", "English"), ("zh", "中文"), ("both", "English + 中文"))


@dataclass(frozen=True)
class Link:
    """A link of the page's head.

    Parameters
    ----------
    target : str
        Relative address.
    text : Text
        What it says.
    rel : str
        Its relation to the page: ``"prev"``, ``"next"``, or empty.
    """

    target: str
    text: Text
    rel: str = ""


def site_page(title: Text, body: str, *, up: str = "", links: Sequence[Link] = (), scripts: Sequence[str] = ()) -> str:
    """Return a whole page of the site.

    Parameters
    ----------
    title : Text
        The page's title.
    body : str
        HTML of the main part.
    up : str
        The way to the site's root, ``""`` or ``"../"``.
    links : sequence of Link
        Further links in the head.
    scripts : sequence of str
        Further scripts, relative to the root.
    """
    shown = "".join(
        f'<a href="{html.escape(link.target)}"{f" rel={link.rel}" if link.rel else ""}>{both(link.text)}</a>'
        for link in links
    )
    files = ("static/katex/katex.min.js", "static/katex/auto-render.min.js", *scripts, "static/site.js")
    loaded = "".join(f'<script defer src="{up}{file}"></script>' for file in files)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title.en)} · {html.escape(title.zh)}</title>"
        f'<link rel="stylesheet" href="{up}static/katex/katex.min.css">'
        f'<link rel="stylesheet" href="{up}static/language.css"><link rel="stylesheet" href="{up}static/site.css">'
        f"{loaded}</head><body>"
        f'<a class="skip" href="#content">{both(say("site.skip"))}</a>'
        f'<header><nav aria-label="{attribute("site.title")}">'
        f'<a class="home" href="{up}index.html">{both(say("site.title"))}</a>{shown}</nav>{_switch()}</header>'
        f'<main id="content">{body}</main><footer><p>{both(say("site.licence"))}</p></footer>'
        f'<script src="{up}static/switch.js"></script></body></html>\n'
    )


def _switch() -> str:
    choices = "".join(
        f'<label><input type="radio" name="course-lang" value="{state}"{" checked" if state == "both" else ""}> '
        f"{name}</label>"
        for state, name in LANGUAGES
    )
    return f'<fieldset class="deeplearn-language"><legend>Language · 语言</legend>{choices}</fieldset>'


def attribute(key: str) -> str:
    """Return a sentence in both languages as the value of an attribute, where no markup can stand."""
    text = say(key)
    return html.escape(f"{text.en} · {text.zh}")
