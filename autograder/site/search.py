"""What the search looks through: each section of the pages as plain text, in a file that needs no server."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lessonkit.language import Text

SECTION = re.compile(r'<h(?P<level>[1-6])(?: id="(?P<anchor>[^"]*)")?[^>]*>(?P<title>.*?)</h[1-6]>', re.S)
LINK = re.compile(r'class="headerlink" href="#(?P<anchor>[^"]+)"')
"""Sphinx gives the id to the section around a heading, and the heading a link to it."""
LEFT_OUT = re.compile(r"<(?P<tag>nav|script|style|template|fieldset|footer)\b.*?</(?P=tag)>", re.S)
LONGEST = 6_000
"""Characters of one section that are looked through."""


@dataclass(frozen=True)
class Section:
    """One section of a page.

    Parameters
    ----------
    address : str
        Page and anchor, relative to the site's root.
    page, title : Text
        The page's title and the section's.
    text : str
        The section without markup, in both languages.
    """

    address: str
    page: Text
    title: Text
    text: str


def sections(address: str, page: str) -> list[Section]:
    """Return the sections of a page that is HTML.

    Examples
    --------
    >>> one, two = sections("a.html", '<main><h1 id="a">One</h1><p>two <b>three</b></p><h2 id="b">Four</h2></main>')
    >>> one.address, one.title.en, one.text, two.page.en, two.title.zh, two.text
    ('a.html#a', 'One', 'two three', 'One', 'Four', '')
    """
    main = re.search(r"<main\b.*?</main>|<article\b.*?</article>", page, re.S)
    body = LEFT_OUT.sub(" ", main[0] if main else page)
    heads = list(SECTION.finditer(body))
    found = []
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        text = plain(body[head.end() : after.start() if after else len(body)])[:LONGEST]
        link = LINK.search(head["title"])
        anchor = head["anchor"] or (link["anchor"] if link else "")
        place = f"{address}#{anchor}" if anchor else address
        found.append(Section(place, twins(heads[0]["title"]), twins(head["title"]), text))
    return found


def twins(heading: str) -> Text:
    """Return a heading in both languages; one that has a single language stands for both.

    Examples
    --------
    >>> twins('<span lang="en">Layer</span> <span lang="zh-Hans" class="lang-zh">层</span>')
    Text(en='Layer', zh='层')
    """
    english, chinese = (re.search(rf'<span lang="{code}[^>]*>(.*?)</span>', heading, re.S) for code in ("en", "zh"))
    if english is None or chinese is None:
        return Text(plain(heading), plain(heading))
    return Text(plain(english[1]), plain(chinese[1]))


def plain(fragment: str) -> str:
    """Return the text of an HTML fragment on one line."""
    spaced = re.sub(r"</?(?:p|div|li|td|th|tr|pre|section|h\d|br)\b[^>]*>", " ", fragment)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", spaced)).replace("¶", "").split())


def index_script(found: Iterable[Section]) -> str:
    """Return the script that hands the sections to the page: pages opened as files can't fetch JSON."""
    rows = [[one.address, one.page.en, one.page.zh, one.title.en, one.title.zh, one.text] for one in found]
    return f"window.COURSE_SECTIONS = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"
