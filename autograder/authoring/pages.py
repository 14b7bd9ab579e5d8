"""Pages beside the lessons, such as the playground: notebooks in both languages that ask and grade nothing.

The source is a percent script in ``lessons/`` whose name has no number; the notebook lies in ``course/`` with the
lessons, so that students get their copy in the same way. There is no instructor's notebook, since nothing is left out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring import leaks, parity, source
from autograder.authoring.notebook import instructor_notebook
from autograder.authoring.problems import Problem
from autograder.authoring.release import dump
from autograder.checking.cases import Lesson
from lessonkit.language import LANGUAGES, Text

TRAINED = "pg1_circles_n10_m100_3t_xavier_sgd_r0.3_b10_d0_l0_s0_e120"
"""What the playground's static picture shows."""


def slugs(root: Path) -> list[str]:
    """Return the names of all pages."""
    return sorted(path.stem for path in (root / "lessons").glob("*.py") if not source.SLUG.fullmatch(path.stem))


def generated(root: Path, slug: str) -> dict[Path, str]:
    """Return the page's notebook, by the file where it belongs.

    Raises
    ------
    SourceError
        If the page can't be read, or a twin or a picture is missing.
    """
    made = instructor_notebook(source.read(root, slug), _nothing_asked(slug), root / "lessons" / "pictures")
    for cell in made.cells:
        del cell.metadata["nbgrader"]
    return {root / "course" / slug / f"{slug}.ipynb": dump(made)}


def problems(root: Path, slug: str, rules: parity.Rules) -> Iterator[Problem]:
    """Yield what is wrong with a page: twins that differ, a stale notebook, files that do not belong there."""
    yield from parity.problems(source.read(root, slug), rules)
    yield from leaks.stray_files(root / "course" / slug, slug, root)
    for path, text in generated(root, slug).items():
        if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
            yield Problem(
                str(path.relative_to(root)), f"stale: lessons/{slug}.py makes another file. Run `deeplearn build`."
            )


def draw(root: Path) -> Iterator[Path]:
    """Draw the playground's static picture in both languages and yield the files; needs chromium.

    The picture is the interactive one, trained for a while in a bare page.
    """
    from playwright.sync_api import sync_playwright

    from autograder.authoring import stills
    from deeplearn_ref.playground import FUNCTIONS, Session
    from lessonkit import widgets

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        widget = widgets.playground(Session, FUNCTIONS, state=TRAINED)
        stills.answers(page, [widget])
        for language in LANGUAGES:
            stills.show(page, widget, language)
            page.wait_for_selector("[data-epoch='120'][data-playing='false']", timeout=60_000)
            path = root / "lessons" / "pictures" / f"playground.{language}.png"
            page.locator("#here").screenshot(path=path)
            yield path
        browser.close()


def _nothing_asked(slug: str) -> Lesson:
    return Lesson(slug=slug, title=Text(slug, slug), exercises=())


if __name__ == "__main__":
    for drawn in draw(Path()):
        sys.stderr.write(f"drawn: {drawn}\n")
