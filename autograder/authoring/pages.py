"""Pages beside the lessons, such as the playground: notebooks in both languages that ask and grade nothing.

The source is a percent script in ``lessons/`` whose name has no number; the notebook lies in ``course/`` with the
lessons, so that students get their copy in the same way. There is no instructor's notebook, since nothing is left out.
"""

from collections.abc import Iterator
from pathlib import Path

from autograder.authoring import leaks, parity, source
from autograder.authoring.notebook import instructor_notebook
from autograder.authoring.problems import Problem
from autograder.authoring.release import dump
from autograder.checking.cases import Lesson
from lessonkit.language import Text


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


def _nothing_asked(slug: str) -> Lesson:
    return Lesson(slug=slug, title=Text(slug, slug), exercises=())
