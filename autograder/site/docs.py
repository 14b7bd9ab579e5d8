"""The guides as pages: one run of Sphinx, then each page told its language and the way back to the lessons."""

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import UserError
from autograder.feedback.frame import both
from autograder.messages import say

NEEDED = ("sphinx", "myst_parser", "furo", "numpydoc")
CHINESE = {
    ">Next<": ">下一页<",
    ">Previous<": ">上一页<",
    ">On this page<": ">本页内容<",
    'placeholder="Search"': 'placeholder="搜索"',
    "Skip to content": "跳到正文",
}
"""The theme's words on pages in Chinese; the rest of its words are for screen readers and stay English."""


MENDED = {
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry"': "",
    "<pre>": '<pre tabindex="0">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Guides · 指南">',
}
"""What axe-core finds serious in the pages of Sphinx 9 and Furo."""


def docs_possible(source: Path) -> bool:
    """Whether there are guides in this folder, and the packages that build them are installed."""
    return (source / "conf.py").is_file() and all(find_spec(name) is not None for name in NEEDED)


def build_docs(source: Path, output: Path) -> list[Path]:
    """Build the guides; a warning, such as a link that leads nowhere, is an error.

    Parameters
    ----------
    source : Path
        The folder ``docs`` of the course, with ``conf.py``.
    output : Path
        The folder to write, within the site.

    Returns
    -------
    list of Path
        The pages made from a source, without those that Sphinx adds.

    Raises
    ------
    UserError
        If Sphinx fails; the message holds what it said.
    """
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going",
             "--doctree-dir", cache, source, output],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise UserError(say("site.docs_failed", output=done.stderr.strip()).en)
    (output / ".buildinfo").unlink(missing_ok=True)
    for page in output.rglob("*.html"):
        page.write_text(_at_home(page.read_text("utf-8"), page.relative_to(output)), "utf-8")
    sources = (path.relative_to(source).with_suffix(".html") for path in sorted(source.rglob("*.md")))
    return [output / page for page in sources if (output / page).is_file()]


def _at_home(page: str, name: Path) -> str:
    """Return a page of Sphinx with its own language, and a link to the lessons on top of its sidebar."""
    up = "../" * len(name.parts)
    for found, mended in MENDED.items():
        page = page.replace(found, mended)
    if name.parts[0] == "zh":
        page = re.sub(r'<html\b([^>]*?) lang="[^"]*"', r'<html\1 lang="zh-Hans"', page, count=1)
        for english, word in CHINESE.items():
            page = page.replace(english, word)
    link = f'<a class="to-lessons" href="{up}index.html">{both(say("site.to_lessons"))}</a>'
    return page.replace('<a class="sidebar-brand', f'{link}<a class="sidebar-brand', 1)
