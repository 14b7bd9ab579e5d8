"""Write the site: pages, pictures, the files that pages share, the index of the search, the documentation."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from autograder.errors import UserError
from autograder.exercises import lesson, slugs
from autograder.messages import say
from autograder.site.docs import build_docs
from autograder.site.index import index_page
from autograder.site.lessons import glance, lesson_page, pictures
from autograder.site.search import Section, index_script, sections

STATIC = Path(__file__).parent / "static"
MARK = ".deeplearn-site"
"""A file that says: this folder is ours to write anew."""


def build_site(
    released: Path, output: Path, *, docs: Path | None = None, tell: Callable[[str], None] = lambda _: None
) -> int:
    """Write every lesson, the index and the documentation into a folder.

    Parameters
    ----------
    released : Path
        The folder of the students' notebooks.
    output : Path
        The folder to write; it is emptied first if an earlier call made it.
    docs : Path, optional
        The sources of the documentation; without them it is left out.
    tell : callable
        Gets the name of each part before it is written.

    Returns
    -------
    int
        The number of lessons.

    Raises
    ------
    UserError
        If the folder holds what is not ours, or the documentation can't be built.
    """
    refuse_foreign(output)
    with tempfile.TemporaryDirectory() as name:
        guides, pages = Path(name) / "docs", list[Path]()
        if docs is not None:  # first: where they fail, the earlier site stays as it is
            tell("docs")
            pages = [page.relative_to(guides) for page in build_docs(docs, guides)]
        return _write(released, output, guides, pages, tell)


def _write(released: Path, output: Path, guides: Path, pages: list[Path], tell: Callable[[str], None]) -> int:
    """Write the site; `pages` are those of the guides, none without guides."""
    prepare(output)
    shutil.copytree(STATIC, output / "static")
    kit = Path(__file__).parents[2] / "lessonkit" / "static"
    for name in ("language.css", "switch.js"):
        shutil.copy(kit / name, output / "static")
    (output / "lessons").mkdir()
    (output / "pictures").mkdir()
    read = [slug for slug in slugs() if (released / slug / f"{slug}.ipynb").is_file()]
    found: list[Section] = []
    glances = []
    for number, slug in enumerate(read):
        tell(slug)
        notebook = nbformat.read(released / slug / f"{slug}.ipynb", as_version=4)
        for name, data in pictures(notebook).items():
            (output / "pictures" / name).write_bytes(data)
        before = lesson(read[number - 1]) if number else None
        after = lesson(read[number + 1]) if number + 1 < len(read) else None
        page = lesson_page(notebook, lesson(slug), before, after)
        (output / "lessons" / f"{slug}.html").write_text(page, "utf-8")
        found += sections(f"lessons/{slug}.html", page)
        glances.append((lesson(slug), glance(notebook)))
    if pages:
        shutil.copytree(guides, output / "docs")
    for written in pages:
        found += sections((Path("docs") / written).as_posix(), (guides / written).read_text("utf-8"))
    (output / "index.html").write_text(index_page(glances, guides=bool(pages)), "utf-8")
    (output / "search-index.js").write_text(index_script(found), "utf-8")
    return len(read)


def refuse_foreign(output: Path) -> None:
    """Raise `UserError` if the folder holds anything but an earlier site."""
    if output.exists() and not (output / MARK).is_file() and (not output.is_dir() or any(output.iterdir())):
        raise UserError(say("site.foreign_folder", path=str(output)).en.replace("`", ""))


def prepare(output: Path) -> None:
    """Empty the folder of an earlier site; refuse one that holds anything else."""
    refuse_foreign(output)
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    (output / MARK).touch()
