"""The documentation as pages: Sphinx, one run for each language."""

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import UserError
from autograder.messages import say

NEEDED = ("sphinx", "myst_parser", "furo", "numpydoc")
LANGUAGES = {"en": "en", "zh": "zh_CN"}


def docs_possible(source: Path) -> bool:
    """Whether there are guides in this folder, and the packages that build them are installed."""
    return (source / "conf.py").is_file() and all(find_spec(name) is not None for name in NEEDED)


def build_docs(source: Path, output: Path) -> list[Path]:
    """Build the documentation of both languages; a warning, such as a link that leads nowhere, is an error.

    Parameters
    ----------
    source : Path
        The folder ``docs`` of the course, with ``conf.py`` and one folder for each language.
    output : Path
        The folder to write, one folder for each language.

    Returns
    -------
    list of Path
        The pages of the guides, without those of the reference and without Sphinx's own.

    Raises
    ------
    UserError
        If Sphinx fails; the message holds what it said.
    """
    for language, code in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(
                [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--conf-dir", source,
                 "--doctree-dir", cache, "--define", f"language={code}", source / language, output / language],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        if done.returncode:
            raise UserError(say("site.docs_failed", output=done.stderr.strip()).en)
    pages = [
        output / language / f"{page.stem}.html" for language in LANGUAGES for page in (source / language).glob("*.md")
    ]
    return sorted(page for page in pages if page.is_file())
