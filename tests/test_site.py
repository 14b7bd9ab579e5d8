"""The pages of `deeplearn site`: whole, offline, in both languages, without answers, for every reader."""

import ast
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from autograder.errors import UserError
from autograder.exercises import lesson, slugs
from autograder.site import build
from autograder.site.search import plain

from .accessibility import reader, serious

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `deeplearn site` writes."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "site", "--output", str(folder)],
        cwd=ROOT, env={**os.environ, "DEEPLEARN_LANG": "en"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr, done.stderr  # such as a theme of the guides that has changed
    assert str(folder / "index.html") in done.stdout.replace("\n", "")
    return folder


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with reader() as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def own_pages(site: Path) -> list[Path]:
    return [site / "index.html", *sorted((site / "lessons").glob("*.html"))]


def test_every_released_lesson_has_its_page(site: Path) -> None:
    written = [path.stem for path in sorted((site / "lessons").glob("*.html"))]
    assert written == [slug for slug in slugs() if (ROOT / "course" / slug).is_dir()]


def test_every_link_and_file_of_the_pages_is_there(site: Path) -> None:
    """Does every link lead to a page and a place that exist, and is every file that a page loads its own?"""
    texts = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    places = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in texts.items()}
    for path, text in texts.items():
        loaded = re.findall(r'<(?:script|img|source|iframe)\b[^>]*\ssrc="([^"]+)"', text)
        loaded += re.findall(r'<link\b(?=[^>]*rel="stylesheet")[^>]*\shref="([^"]+)"', text)
        for target in [*loaded, *re.findall(r'<a\b[^>]*\shref="([^"]+)"', text)]:
            if re.match(r"https?://|mailto:|data:", target):
                assert target not in loaded, f"{path.relative_to(site)} loads {target}"
                continue
            name, _, place = html.unescape(target).partition("#")
            aim = (path.parent / unquote(name.split("?")[0])).resolve() if name else path
            assert aim.is_file(), f"{path.relative_to(site)}: {target}"
            if place and aim in places:
                assert {place, unquote(place)} & places[aim], f"{path.relative_to(site)}: {target}"


def test_no_page_holds_an_answer(site: Path) -> None:
    """Is no line that stands only in the instructor's answers on the page of the lesson?"""
    for path in sorted((site / "lessons").glob("*.html")):
        text = plain(path.read_text("utf-8"))
        master = nbformat.read(ROOT / f"solutions/{path.stem}/{path.stem}.ipynb", as_version=4)
        release = nbformat.read(ROOT / f"course/{path.stem}/{path.stem}.ipynb", as_version=4)
        public = "\n".join(cell.source for cell in release.cells)
        answers = [
            " ".join(line.split())
            for cell in master.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
            for line in cell.source.splitlines()
            if len(line.strip()) > 20 and line.strip() not in public
        ]
        assert len(answers) > 10, path.stem
        assert [line for line in answers if line in text] == []


@pytest.mark.parametrize("package", ["deeplearn_ref", "lessonkit"])
def test_the_reference_has_every_public_function(site: Path, package: str) -> None:
    described = set(re.findall(r'id="([^"]+)"', (site / f"docs/api/{package}.html").read_text("utf-8")))
    public = set()
    for file in (ROOT / package).rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                public.add(f"{module}.{node.name}")
    assert {name for name in public if ".__init__." not in name} - described == set()


def test_every_picture_says_what_it_shows(site: Path) -> None:
    for path in own_pages(site):
        for picture in re.findall(r"<img\b[^>]*>", path.read_text("utf-8")):
            alt = re.search(r"""\balt=(["'])(.*?)\1""", picture)
            assert alt is not None, picture
            assert len(alt[2]) > 10, picture


def test_formulas_are_drawn_and_nobody_else_is_asked(site: Path, page: Page) -> None:
    """Is every formula of every lesson drawn, without an error, a request to a host, or a dollar left over?

    On a phone: no page may be wider than its screen.
    """
    page.set_viewport_size({"width": 390, "height": 800})
    asked: list[str] = []
    troubles: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    for path in own_pages(site):
        page.goto(path.as_uri())
        assert page.locator(".katex").count() >= (30 if path.parent.name == "lessons" else 0), path.name
        assert page.locator(".katex-error").count() == 0, path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path.name
        left = page.evaluate(
            """() => { const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            const found = []; while (walk.nextNode()) { const node = walk.currentNode;
            if (/\\$/.test(node.data) && !node.parentElement.closest('code, pre, .katex')) found.push(node.data); }
            return found; }"""
        )
        assert left == [], path.name
    assert {url.split(":")[0] for url in asked} <= {"file", "data"}
    assert troubles == []


def test_the_switch_hides_a_language_and_is_remembered(site: Path, page: Page) -> None:
    page.goto((site / "lessons/01_perceptron.html").as_uri())
    title = page.locator("h1")
    expect(title).to_have_text("The perceptron 感知机")
    page.get_by_label("中文", exact=True).check()
    expect(title.locator("[lang=en]")).to_be_hidden()
    expect(title.locator("[lang=zh]")).to_be_visible()
    page.goto((site / "lessons/02_activations.html").as_uri())
    expect(page.locator("h1 [lang=en]")).to_be_hidden()
    page.get_by_label("English", exact=True).check()
    expect(page.locator("h1 [lang=zh]")).to_be_hidden()


def test_search_finds_words_of_both_languages(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    results = page.locator("#results a")
    page.locator("#query").fill("mistakes bound perceptron")
    expect(results.first).to_contain_text("perceptron")
    page.locator("#query").fill("熵")
    expect(results.first).to_be_visible()
    page.locator("#query").fill("反向传播")
    results.first.click()
    expect(page.locator(":target")).to_be_attached()
    page.go_back()
    page.locator("#query").fill("late days")
    expect(results.first).to_have_attribute("href", "docs/en/instructor.html#late-days")
    page.locator("#query").fill("no such words anywhere")
    expect(page.locator("#found")).to_contain_text("Nothing found")


def test_what_is_finished_is_counted(site: Path, page: Page) -> None:
    page.goto((site / "lessons/00_arrays.html").as_uri())
    page.locator("[data-done='00_arrays']").check()
    page.goto((site / "index.html").as_uri())
    expect(page.locator("[data-done='00_arrays']")).to_be_checked()
    expect(page.locator("#progress-words")).to_contain_text(f"1 of {len(slugs())} lessons finished")
    page.locator("[data-done='00_arrays']").uncheck()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("index.html", "light"),
        ("index.html", "dark"),
        ("lessons/04_losses.html", "light"),
        ("docs/en/instructor.html", "light"),
        ("docs/zh/student.html", "dark"),
        ("docs/api/autograder.html", "light"),
    ],
)
def test_axe_finds_nothing_serious(site: Path, page: Page, name: str, scheme: Literal["light", "dark"]) -> None:
    """Contrast, names, landmarks, keyboard: is there anything that shuts a reader out?"""
    page.emulate_media(color_scheme=scheme)
    page.goto((site / name).as_uri())
    assert serious(page) == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "site", "--no-guides", "--output", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "DEEPLEARN_LANG": "en"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "holds files that deeplearn site did not write" in done.stderr.replace("\n", " ")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_guides_that_cannot_be_built_leave_the_earlier_site_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Path, output: Path) -> list[Path]:
        raise UserError("a link leads nowhere")

    monkeypatch.setattr(build, "build_docs", broken)
    (tmp_path / build.MARK).touch()
    (tmp_path / "index.html").write_text("the earlier site")
    with pytest.raises(UserError, match="leads nowhere"):
        build.build_site(ROOT / "course", tmp_path, docs=ROOT / "docs")
    assert (tmp_path / "index.html").read_text() == "the earlier site"


def test_lessons_have_what_the_glance_counts() -> None:
    """Are the numbers of the index those of the notebooks' cells?"""
    from autograder.site.index import _numbers

    for slug in ("01_perceptron", "07_backpropagation"):
        cells = nbformat.read(ROOT / f"course/{slug}/{slug}.ipynb", as_version=4).cells
        graded = [cell.metadata.nbgrader for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
        automatic = [one for one in graded if one["grade_id"].startswith("check-")]
        assert _numbers(lesson(slug))[3] == sum(one["points"] for one in automatic)
        assert _numbers(lesson(slug))[2] == len(graded) - len(automatic)
