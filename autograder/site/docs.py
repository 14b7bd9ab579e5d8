"""The guides as pages: one run of Sphinx, then each page told its language and the way back to the lessons."""

import subprocess
import sys
import tempfile
import warnings
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import UserError
from autograder.feedback.frame import both
from autograder.messages import say
from autograder.site.mended import Rule, mended, unfitting

NEEDED = ("sphinx", "myst_parser", "furo", "numpydoc")
CHINESE = {
    "Next": "下一页",
    "Previous": "上一页",
    "On this page": "本页内容",
    "Skip to content": "跳到正文",
}
"""The theme's words on pages in Chinese; the rest of its words are for screen readers and stay English."""
MENDED = (
    Rule(having={"class": "caption", "role": "heading"}, lacking="aria-level", set={"aria-level": "2"}),
    Rule("div", {"class": "citation-list", "role": "list"}, set={"role": None}),
    Rule(having={"role": "doc-biblioentry"}, set={"role": None}),
    Rule("pre", lacking="tabindex", set={"tabindex": "0"}),
    Rule("aside", {"class": "sidebar-drawer"}, lacking="aria-label", set={"aria-label": "Guides · 指南"}),
)
"""What axe-core finds serious in the pages of Sphinx 9 and Furo."""
IN_CHINESE = (
    Rule("html", set={"lang": "zh-Hans"}),
    Rule("input", {"placeholder": "Search"}, set={"placeholder": "搜索"}),
)
"""What a page in Chinese says of itself, and in its field for a search."""


def docs_possible(source: Path) -> bool:
    """Whether there are guides in this folder, and the packages that build them are installed."""
    return (source / "conf.py").is_file() and all(find_spec(name) is not None for name in NEEDED)


def build_docs(source: Path, output: Path) -> list[Path]:
    """Build the guides; a warning of Sphinx, such as a link that leads nowhere, is an error.

    What `MENDED` and `CHINESE` no longer find is warned of: a newer theme writes it otherwise.

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
    found: set[str] = set()
    pages = list(output.rglob("*.html"))
    for page in pages:
        text, used = _at_home(page.read_text("utf-8"), page.relative_to(output))
        page.write_text(text, "utf-8")
        found |= used
    chinese = any(_is_chinese(page.relative_to(output)) for page in pages)
    rules = (*MENDED, _way_back(""), *(IN_CHINESE if chinese else ()))
    idle = ", ".join(unfitting(rules, CHINESE if chinese else {}, found))
    if idle:
        warnings.warn(f"Sphinx or its theme has changed: no page of the guides holds {idle}.", stacklevel=2)
    sources = (path.relative_to(source).with_suffix(".html") for path in sorted(source.rglob("*.md")))
    return [output / page for page in sources if (output / page).is_file()]


def _at_home(page: str, name: Path) -> tuple[str, set[str]]:
    """Return a page of Sphinx with its own language, and a link to the lessons on top of its sidebar."""
    rules: tuple[Rule, ...] = (*MENDED, _way_back("../" * len(name.parts)))
    return mended(page, (*rules, *IN_CHINESE), CHINESE) if _is_chinese(name) else mended(page, rules)


def _is_chinese(name: Path) -> bool:
    return name.parts[0] == "zh"


def _way_back(up: str) -> Rule:
    link = f'<a class="to-lessons" href="{up}index.html">{both(say("site.to_lessons"))}</a>'
    return Rule("a", {"class": "sidebar-brand"}, before=link)
