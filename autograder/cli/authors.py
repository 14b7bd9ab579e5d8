"""Commands for authors: one thin function each; the work is done in the rooms."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal, cast

import typer
from rich.markup import escape

from autograder.cli.common import (
    AUTHORS,
    app,
    err,
    exercise_names,
    out,
    progress,
    slug_of,
    writable,
)
from autograder.config import course_root, terminal_language
from autograder.errors import UserError


@app.command(rich_help_panel=AUTHORS)
def build(
    lessons: Annotated[
        list[str] | None, typer.Argument(help="Lessons to build, for example 01_perceptron [default: all].")
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; fail if notebooks are stale, a language twin is missing or differs, "
            "or the release holds an answer.",
        ),
    ] = False,
    lang: Annotated[
        str | None, typer.Option(help="Also write single-language copies, 'en' or 'zh', into build/LANG/.")
    ] = None,
) -> None:
    """Make the notebooks of `solutions/` and `course/` from `lessons/`; the same bytes every time."""
    from autograder.authoring import build as builder
    from autograder.authoring import pages

    root = course_root()
    beside = pages.slugs(root)
    sources = {*beside, *builder.slugs(root)}  # a new lesson has its file before the course knows it
    slugs = [lesson if lesson in sources else slug_of(lesson) for lesson in lessons or []] or None
    if lang not in (None, "en", "zh"):
        raise UserError(f"There is no edition in '{lang}': --lang takes en or zh.")
    if check:
        found = builder.check(root, slugs)
        for problem in sorted(found, key=lambda one: not one.warning):  # what must be mended stands at the end
            label = "[yellow]worth a look[/]" if problem.warning else "[red]wrong[/]"
            told = f"{label}: {escape(problem.where)}: {escape(problem.message)}"
            err.print(told, highlight=False, soft_wrap=True)
        wrong = sum(not problem.warning for problem in found)
        if wrong:
            raise UserError(f"{wrong} problem{'s' * (wrong > 1)} found, in the last lines above.", 1)
        out.print("The notebooks are what the lessons say, in both languages.")
        return
    for path in builder.build(root, slugs):
        out.print(f"written: {path.relative_to(root)}", highlight=False)
    if lang:
        for slug in (slug for slug in slugs or builder.slugs(root) if slug not in beside):
            path = builder.build_language(root, slug, cast(Literal["en", "zh"], lang), root / "build" / lang)
            out.print(f"written: {path.relative_to(root)}", highlight=False)


@app.command(rich_help_panel=AUTHORS)
def pictures(
    names: Annotated[
        list[str] | None, typer.Argument(help="Beginnings of names: 01, 02_sigmoid. All by default.")
    ] = None,
) -> None:
    """Draw the static pictures of `lessons/pictures/` anew, in both languages."""
    from autograder.authoring.pictures import PICTURES, render

    root = course_root()
    for name in names or ():
        if not any(known.startswith(name) for known in PICTURES):
            raise UserError(f"There is no picture whose name begins with {name}. Pictures: {', '.join(PICTURES)}.", 2)
    for path in render(root, names or ()):
        out.print(f"drawn: {path.relative_to(root)}", highlight=False)


@app.command("try", rich_help_panel=AUTHORS)
def try_answer(
    exercise: Annotated[str, typer.Argument(help="An exercise: step, or L01-E1.")],
    file: Annotated[Path, typer.Argument(help="A Python file with the answer.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of sentences.")] = False,
    unsafe_no_sandbox: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="Run the file WITHOUT a sandbox.")
    ] = False,
) -> None:
    """Run all cases of one exercise, public and hidden, on a file, in the sandbox."""
    from autograder.checking.cases import Prediction
    from autograder.exercises import find
    from autograder.feedback.html import render_text
    from autograder.grading.answer import grade_file

    try:
        _, found = find(exercise)
    except KeyError:
        raise UserError(f"There is no exercise '{exercise}'. The exercises are: {exercise_names()}.") from None
    if isinstance(found, Prediction):
        raise UserError(f"'{exercise}' is a prediction: any listed letter earns its point, nothing is run.")
    try:
        source = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{file} is not text in UTF-8. Save it as UTF-8 and try again.") from None
    except OSError as error:
        raise UserError(f"{file} can't be read: {error.strerror}.") from None
    result = grade_file(found, source, unsafe=unsafe_no_sandbox)
    if as_json:
        sys.stdout.write(json.dumps(result.to_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        out.print(render_text(result, terminal_language()), markup=False, highlight=False)


@app.command(rich_help_panel=AUTHORS)
def quality(
    lesson: Annotated[
        str | None, typer.Argument(help="The lesson, for example 01_perceptron or 01 [default: all].")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Also write one object per exercise to this file.")
    ] = None,
) -> None:
    """Measure how well the exercises grade, and fail under the bars.

    - **killed**: of the mutants, the reference with one small change (`>=` for `>`, another axis, a dropped line),
      those that some case notices; 99 % asked. One that computes the same is **explained**, with its reason, in
      `autograder/quality/survivors/LESSON.toml`; copy it there as it is printed.
    - **right**: answers in `tests/submissions/EXERCISE/right_*.py` with full marks; three or more, and all of them.
    - **wrong**: answers in `wrong_*.py`, and variants of the catalogue, that are rejected as expected; all of them.
    - **named**: of these, those whose mistake the catalogue's sentence names; 90 % asked.
    - **flaky**: answers whose verdict depends on the seed, of up to 20 tried; none allowed.

    One right and one wrong answer per exercise also go through the real sandbox. Exit code 1 if a bar is missed;
    what to mend stands below the table.
    """
    from rich.text import Text

    from autograder.exercises import slugs
    from autograder.quality.table import report

    asked = [slug_of(lesson)] if lesson is not None else list(slugs())
    if json_file is not None and not json_file.resolve().parent.is_dir():
        raise UserError(f"{json_file} can't be written: there is no such folder. Make it first.")
    with progress() as bar:
        task = bar.add_task("Measuring", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=what)

        measured = report(asked, course_root(), tell)
    for part in measured.render():
        out.print(part, highlight=False, soft_wrap=isinstance(part, Text))
    if json_file is not None:
        try:
            json_file.write_text(json.dumps(measured.to_json(), ensure_ascii=False, indent=2) + "\n", "utf-8")
        except OSError as error:
            raise UserError(f"{json_file} can't be written: {error.strerror}.") from None
    raise typer.Exit(0 if measured.good else 1)


@app.command(rich_help_panel=AUTHORS)
def site(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write [default: site/ in the course].")
    ] = None,
    guides: Annotated[
        bool | None,
        typer.Option("--guides/--no-guides", help="Also build the documentation [default: if Sphinx is installed]."),
    ] = None,
    lite: Annotated[
        bool,
        typer.Option("--lite", help="Instead of pages, the browser edition: JupyterLite, with the lessons to work on."),
    ] = False,
    pyodide: Annotated[
        str | None,
        typer.Option(help="With --lite: Python for the browser; a folder, an archive, or https://… of a release."),
    ] = None,
) -> None:
    """Publish the course as pages: every lesson in both languages, an index with search, the guides.

    Open `site/index.html` in a browser, or copy the folder to any web server: it asks no other host for anything.
    The pages show the released notebooks, so no answers.

    With `--lite`: JupyterLite in the folder `lite/`, for readers who can install nothing. Lessons, checks, hints and
    pictures run in the reader's browser, by Pyodide; what they do stays there. It needs a full release of Pyodide,
    whose NumPy and Matplotlib are on no package registry; with less, what works is built and what is missing is said.
    """
    from autograder.lab import released
    from autograder.messages import say
    from autograder.site.build import build_site
    from autograder.site.docs import docs_possible

    language = terminal_language()
    lessons = released()
    if pyodide is not None and not lite:
        raise UserError(say("site.lite_only")[language].replace("`", ""))
    if lite:
        if guides:
            raise UserError(say("site.lite_no_guides")[language].replace("`", ""))
        return _lite(lessons, output, pyodide)
    docs = lessons.parent / "docs"
    missing = (docs / "conf.py").is_file() and not docs_possible(docs)
    if guides and not docs_possible(docs):
        raise UserError(say("site.docs_missing")[language].replace("`", ""))
    target = (output or (lessons.parent if (docs / "conf.py").is_file() else Path.cwd()) / "site").resolve()
    writable(target)
    with progress() as bar:
        task = bar.add_task("Writing", total=None)
        pages = build_site(
            lessons,
            target,
            docs=docs if guides is not False and docs_possible(docs) else None,
            tell=lambda what: bar.update(task, description=what),
        )
    if guides is None and missing:
        err.print(say("site.docs_missing")[language].replace("`", ""), markup=False, soft_wrap=True)
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) / 1e6
    told = say("site.written_to", path=str(target), index=str(target / "index.html"), pages=pages, size=f"{size:.0f}")
    out.print(told[language], markup=False, highlight=False, soft_wrap=True)


def _lite(lessons: Path, output: Path | None, pyodide: str | None) -> None:
    """Write the browser edition and say what it lacks."""
    from autograder.messages import listed, say
    from autograder.site.lite.build import build_lite

    language = terminal_language()
    at_home = (lessons.parent / "docs" / "conf.py").is_file()
    target = (output or (lessons.parent if at_home else Path.cwd()) / "lite").resolve()
    writable(target)
    with progress() as bar:
        task = bar.add_task("Writing", total=None)
        built = build_lite(lessons, target, pyodide=pyodide, tell=lambda what: bar.update(task, description=what))
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) / 1e6
    told = [say("site.lite_written", path=str(target), lessons=built.lessons, size=f"{size:.0f}")]
    if not built.python:
        told.append(say("site.lite_reading", version=built.version))
    if built.missing:
        told.append(say("site.lite_missing", files=listed(built.missing), version=built.version))
    if built.asks:
        told.append(say("site.lite_asks", address=built.asks))
    for sentence in told:
        out.print(sentence[language].replace("`", ""), markup=False, highlight=False, soft_wrap=True)
