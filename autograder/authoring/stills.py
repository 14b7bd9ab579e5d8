"""Stills of the interactive pictures, for readers who run nothing: drawn once by chromium, committed, built in.

A picture is shown by a demo cell that calls ``widgets.NAME(...)``. Its still is named after lesson and picture,
``03_network``, a second one of the same kind ``02_tangent_2``. `render` runs an instructor's notebook in this process,
draws each picture in a bare page without Jupyter, and answers what it asks; `text` is the folded Markdown that stands
below the demo cell. What each was drawn from is kept by `still_sources`, so that a stale one is noticed:
``python -m autograder.authoring.stills 03_layers`` draws a lesson's stills anew, and with ``--unchanged`` it takes
your word that the pictures still begin as their stills show.
"""

import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import nbformat

from autograder.authoring.png import save_small
from lessonkit.language import LANGUAGES, Text

if TYPE_CHECKING:
    from playwright.sync_api import Page

CALL = re.compile(r"\bwidgets\.([a-z_]+)\(")
FOLDER = Path("lessons") / "pictures" / "stills"
ALTS = "alts.json"
COLOURS = 64
"""Of a still: a reader sees no difference, and a notebook has many of them."""
RUN = {"setup", "solution", "predict", "demo"}
"""Roles of the cells that `render` runs: checks need no run, they draw nothing."""
SUMMARY = Text("The picture without a running kernel", "不运行代码时看这幅图")
CAPTION = Text(
    "*What the cell above draws, as it first appears. Run the cell, and you can move it.*",
    "**上面的单元格画出的图，最初的样子**。运行那个单元格，就可以动手操作。",
)
PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 12px; background: PAPER; color: INK; font: 14px/1.5 'DejaVu Sans',
  'Noto Sans CJK SC', sans-serif }
#here { display: inline-block; max-width: 1000px }
</style><div id="here"></div>"""
SHOW = """async ([module, data, language]) => {
    document.documentElement.dataset.courseLang = language;
    const heard = [];
    const model = {
        get: (key) => data[key],
        on: (_, act) => heard.push(act),
        off: () => heard.splice(0),
        send: (request) => window.answer(request).then((answer) => heard.forEach((act) => act(answer))),
    };
    const { default: { render } } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
    const here = document.getElementById("here");
    window.forget = render({ model, el: here });
}"""
ALT = "document.querySelector('#here [role=img], #here [role=group], #here [aria-label]').getAttribute('aria-label')"


def names(lesson: str, sources: Sequence[str]) -> list[str | None]:
    """Return the name of the still of each code cell, None where a cell shows no interactive picture.

    Parameters
    ----------
    lesson : str
        The lesson's number or slug, ``"03_layers"``.
    sources : sequence of str
        The code of its cells, in order.

    Examples
    --------
    >>> names("02_activations", ["x = 1", "widgets.hat(relu=relu)", "widgets.hat(tanh=tanh)"])
    [None, '02_hat', '02_hat_2']
    """
    seen: Counter[str] = Counter()
    found: list[str | None] = []
    for source in sources:
        called = CALL.search(source)
        if called is None:
            found.append(None)
            continue
        stem = f"{lesson[:2]}_{called[1]}"
        seen[stem] += 1
        found.append(stem if seen[stem] == 1 else f"{stem}_{seen[stem]}")
    return found


def drawn(name: str, folder: Path) -> bool:
    """Tell whether a still was drawn; a lesson is built without those that are missing, and a test names them."""
    return name in _alts(folder / ALTS)


def text(name: str, folder: Path) -> dict[str, str]:
    """Return the folded markdown with the still, in each language."""
    alts = _alts(folder / ALTS)
    return {
        language: "\n".join(
            [
                "<details>",
                f"<summary>{SUMMARY[language]}</summary>",
                "",
                f"![{alts[name][language]}](pictures/stills/{name}.{language}.png)",
                "",
                CAPTION[language],
                "",
                "</details>",
            ]
        )
        for language in LANGUAGES
    }


@cache
def _alts(path: Path) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return read


def shown(notebook: Path) -> Iterator[tuple[str, Any]]:
    """Run an instructor's notebook in this process and yield each interactive picture with its still's name."""
    cells = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    named = names(notebook.stem, [cell.source for cell in cells])
    displayed: list[Any] = []
    main, before = ModuleType("__main__"), sys.modules["__main__"]
    vars(main)["display"] = lambda *things: displayed.extend(things)
    for cell, name in zip(cells, named, strict=True):
        if cell.metadata.deeplearn.role not in RUN:
            continue
        displayed.clear()
        sys.modules["__main__"] = main  # where the kit looks for a reader's functions and predictions
        try:
            displayed.append(_run(cell.source, vars(main), f"{notebook.name}: {cell.id}"))
        finally:
            sys.modules["__main__"] = before
        if name is not None:
            yield name, next(thing for thing in displayed if hasattr(thing, "setup"))


def _run(source: str, space: dict[str, Any], where: str) -> Any:
    """Run a cell and return the value of its last line, as a notebook shows it."""
    tree = ast.parse(source, where)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, where, "exec"), space)  # noqa: S102 - the course's own notebook
        return None
    exec(compile(ast.Module(tree.body[:-1], []), where, "exec"), space)  # noqa: S102
    return eval(compile(ast.Expression(last.value), where, "eval"), space)  # noqa: S307


@contextmanager
def bare_page(width: int) -> Iterator["Page"]:
    """Open a page of Debian's chromium without Jupyter, ``width`` pixels wide; needs Playwright."""
    from playwright.sync_api import sync_playwright

    switches = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        try:
            yield browser.new_page(viewport={"width": width, "height": 900})
        finally:
            browser.close()


def show(page: "Page", widget: Any, language: str, dark: bool = False) -> None:
    """Draw a picture in a bare page, in one language, its questions answered by this process."""
    ink, paper = ("#e6e6e6", "#111111") if dark else ("#222222", "#ffffff")
    page.set_content(PAGE.replace("PAPER", paper).replace("INK", ink))
    page.evaluate(SHOW, [widget._esm, {"labels": widget.labels, "setup": widget.setup}, language])
    page.wait_for_timeout(400)


def answers(page: "Page", current: list[Any]) -> None:
    """Let a page ask the picture that `current` holds."""

    def answer(request: dict[str, Any]) -> Any:
        sent: list[Any] = []
        widget = current[0]
        widget.send = lambda content, *_: sent.append(content)
        widget._handle_custom_msg(request, [])
        return json.loads(json.dumps(sent[0]))

    page.expose_function("answer", answer)


def render(root: Path, slugs: Sequence[str]) -> Iterator[Path]:
    """Draw the stills of some lessons into ``lessons/pictures/stills`` and yield the files.

    See `bare_page` for what it needs.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    alts = dict(_alts(folder / ALTS))
    with bare_page(1100) as page:
        current: list[Any] = [None]
        answers(page, current)
        for slug in slugs:
            for name, widget in shown(root / "solutions" / slug / f"{slug}.ipynb"):
                current[0] = widget
                alts[name] = {}
                for language in LANGUAGES:
                    show(page, widget, language)
                    path = folder / f"{name}.{language}.png"
                    save_small(page.locator("#here").screenshot(), path, COLOURS)
                    alts[name][language] = _one_line(str(page.evaluate(ALT)))
                    yield path
            _save(alts, folder / ALTS)


def _one_line(alt: str) -> str:
    return re.sub(r"(?<=[，。：；！？]) ", "", " ".join(alt.split()))


def _save(alts: dict[str, dict[str, str]], path: Path) -> None:
    path.write_text(json.dumps(alts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    _alts.cache_clear()


if __name__ == "__main__":
    from autograder.authoring import still_sources

    asked = [argument for argument in sys.argv[1:] if argument != "--unchanged"]
    for still in render(Path(), asked) if "--unchanged" not in sys.argv else ():
        sys.stderr.write(f"drawn: {still}\n")
    still_sources.record(Path(), asked)
