"""Every interactive picture has a still: with caption and alt text, in both languages, in notebook and feedback."""

import re
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import build, stills
from autograder.feedback.page import text_html
from lessonkit.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SLUGS = build.slugs(ROOT)


def _with_stills(slug: str) -> list[tuple[str, nbformat.NotebookNode | None]]:
    """Return for each interactive picture of the released notebook its still's name and the cell below it."""
    cells = nbformat.read(ROOT / "course" / slug / f"{slug}.ipynb", as_version=4).cells
    sources = [cell.source if cell.metadata.deeplearn.role == "demo" else "" for cell in cells]
    below = [*cells[1:], None]
    return [(name, cell) for name, cell in zip(stills.names(slug, sources), below, strict=True) if name is not None]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_interactive_picture_of_the_release_has_a_still_in_both_languages(slug: str) -> None:
    shown = _with_stills(slug)
    assert shown, "a lesson without an interactive picture"
    for name, cell in shown:
        assert cell is not None, name
        assert cell.metadata.deeplearn.role == "still", f"{name}: python -m autograder.authoring.stills {slug}"
        alts = dict(re.findall(r"!\[([^\]]+)\]\(attachment:(\S+)\)", cell.source))
        assert sorted(alts.values()) == [f"{name}.{language}.png" for language in LANGUAGES]
        assert set(cell.attachments) == set(alts.values())
        english, chinese = sorted(alts, key=lambda alt: alts[alt])
        assert len(english) > 20, name
        assert re.search(r"[\u4e00-\u9fff]", chinese), name
        assert not re.search(r"[\u4e00-\u9fff]", english), name
        assert stills.CAPTION.en in cell.source
        assert stills.CAPTION.zh in cell.source


@pytest.mark.parametrize("slug", SLUGS)
def test_a_feedback_page_shows_the_stills_with_their_alt_texts(slug: str) -> None:
    """Does the cleaned HTML of a feedback page hold the pixels, the words and the fold of each language?"""
    for name, cell in _with_stills(slug):
        assert cell is not None
        page = text_html(cell)
        images = re.findall(r"<img [^>]*>", page)
        assert len(images) == len(LANGUAGES), name
        for image in images:
            assert len(re.findall(r'src="data:image/png;base64,[^"]{2000,}"', image)) == 1, name
            assert len(re.findall(r'alt="[^"]{10,}"', image)) == 1, name
        assert page.count("<summary>") == page.count("<details>") == page.count("</details>") == len(LANGUAGES)
        assert "What the cell above draws" in page
        assert "上面的单元格画出的图" in page


def test_no_still_is_left_over() -> None:
    """Is each file of the folder the still of a picture that a lesson shows?"""
    wanted = {name for slug in SLUGS for name, _ in _with_stills(slug)}
    files = {path.name for path in (ROOT / stills.FOLDER).glob("*.png")}
    assert files == {f"{name}.{language}.png" for name in wanted for language in LANGUAGES}
