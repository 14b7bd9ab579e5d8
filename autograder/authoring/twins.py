"""Joining twins: one markdown cell that holds both languages, in the form the live switch can read."""

import re
from dataclasses import dataclass

HEADING = re.compile(r"(#{1,6}) +(.+?)(?: +#+)?\s*")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next heading.

    Parameters
    ----------
    level : int
        1 to 6; 0 for what stands above the first heading.
    title : str
        The heading's text.
    body : str
        The text below it, without blank lines at either end.
    line : int
        Number of the heading's line in the cell, counted from 1.
    """

    level: int
    title: str
    body: str
    line: int


def sections(text: str) -> list[Section]:
    r"""Split markdown at its headings; a ``#`` inside a code fence is none.

    Examples
    --------
    >>> [(s.level, s.title, s.body) for s in sections("before\n\n## Two\n\nbelow")]
    [(0, '', 'before'), (2, 'Two', 'below')]
    """
    found: list[Section] = []
    level, title, start, body = 0, "", 1, list[str]()
    fence = ""

    def finish() -> None:
        content = "\n".join(body).strip("\n")
        if level or content.strip():
            found.append(Section(level, title, content, start))

    for number, line in enumerate(text.split("\n"), start=1):
        marker = FENCE.match(line)
        if marker and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else marker[1]
        heading = None if fence else HEADING.fullmatch(line)
        if heading:
            finish()
            level, title, start, body = len(heading[1]), heading[2], number, []
        else:
            body.append(line)
    finish()
    return found


def join(en: str, zh: str) -> str:
    r"""Return one markdown text with both languages; the same number of headings stands in both.

    A heading becomes one line with a span per language, or the table of contents would list it twice; it
    stays plain where it reads the same in both. Blank lines surround each tag, or what is inside would not
    be read as markdown.

    Raises
    ------
    ValueError
        If the headings of the twins do not correspond.

    Examples
    --------
    >>> print(join("# Layers\n\nOne.", "# 层\n\n一。"))
    # <span lang="en">Layers</span> <span lang="zh">层</span>
    <BLANKLINE>
    <div lang="en">
    <BLANKLINE>
    One.
    <BLANKLINE>
    </div>
    <BLANKLINE>
    <div lang="zh-Hans">
    <BLANKLINE>
    一。
    <BLANKLINE>
    </div>
    """
    left, right = sections(en), sections(zh)
    if [s.level for s in left] != [s.level for s in right]:
        raise ValueError("the headings of the twins do not correspond")
    blocks: list[str] = []
    for one, other in zip(left, right, strict=True):
        if one.level:
            blocks.append(f"{'#' * one.level} {_title(one.title, other.title)}")
        blocks += [
            f'<div lang="{code}">\n\n{body}\n\n</div>'
            for code, body in (("en", one.body), ("zh-Hans", other.body))
            if body
        ]
    return "\n\n".join(blocks)


def _title(en: str, zh: str) -> str:
    return en if en == zh else f'<span lang="en">{en}</span> <span lang="zh">{zh}</span>'
