"""The command line: one thin function a command; the work is done in the rooms."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder import __version__
from autograder.config import course_root, terminal_language
from autograder.errors import UserError

if TYPE_CHECKING:
    from autograder.grading.regrade import Change

app = typer.Typer(
    name="deeplearn",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Deep-learning fundamentals in bilingual notebooks, with graded exercises.\n\n"
        "**Students:** `lab`, `doctor`, `reset`, `pack`. "
        "**Instructors:** `grade`, `regrade`, `appeal`, `export`, `doctor`. "
        "**Authors:** `build`, `pictures`, `try`, `quality`."
    ),
)
out = Console()
err = Console(stderr=True)

STUDENTS, INSTRUCTORS, AUTHORS = "For students", "For instructors", "For authors"


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"deeplearn {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Nothing of its own: the commands do the work."""


# ---------------------------------------------------------------------------------------------- students


@app.command(
    rich_help_panel=STUDENTS,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(context: typer.Context) -> None:
    """Open the course in JupyterLab, on your own copy of the lessons.

    Your copies are in `my-course/`; a lesson that you have is never overwritten. Further words go to
    JupyterLab: `deeplearn lab --no-browser --port 8899`.
    """
    from autograder.lab import lab as open_lab

    raise typer.Exit(open_lab(context.args))


@app.command(rich_help_panel=STUDENTS)
def doctor() -> None:
    """Check this machine: Python, packages, fonts, and each wall of the sandbox, tried live."""
    from autograder.lab import doctor as examine

    raise typer.Exit(examine())


@app.command(rich_help_panel=STUDENTS)
def reset(lesson: Annotated[str, typer.Argument(help="The lesson, for example 01_perceptron.")]) -> None:
    """Start a lesson afresh. Your old copy is kept beside it as `*.bak-DATE`."""
    from autograder.lab import reset as start_afresh

    start_afresh(_slug(lesson))


@app.command(rich_help_panel=STUDENTS)
def pack(lesson: Annotated[str, typer.Argument(help="The lesson, for example 01_perceptron.")]) -> None:
    """Make the file to upload, where your class has no exchange folder."""
    from autograder.lab import pack as make_file

    make_file(_slug(lesson))


# ------------------------------------------------------------------------------------------- instructors


@app.command(rich_help_panel=INSTRUCTORS)
def grade(
    submitted: Annotated[
        Path, typer.Argument(help="Folder of submissions: STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb in it.")
    ],
    assignment: Annotated[str, typer.Option(help="The lesson to grade, for example 01_perceptron.")],
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Sandboxes at work side by side [default: one a core].")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Where gradebook.db, autograded/, feedback/ and index.html go [default: the course]."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write one object per student and exercise to this file.")
    ] = None,
    unsafe_no_sandbox: Annotated[
        bool,
        typer.Option(
            "--unsafe-no-sandbox",
            help="Run the students' code WITHOUT a sandbox: it can then do all that you can. Written into the report.",
        ),
    ] = False,
) -> None:
    """Grade a class: each notebook in a sandbox; results into the gradebook, feedback and a class page.

    The folder has nbgrader's layout, as `nbgrader collect` and `nbgrader zip_collect` leave it. Running the
    same command again goes on where it stopped.
    """
    from autograder.grading.service import grade_class

    _lesson(assignment)
    if not submitted.is_dir():
        raise UserError(f"There is no folder {submitted}. Give the folder that holds one folder per student.")
    root = course_root()
    _writable(output, json_file)
    with _progress() as bar:
        task = bar.add_task("Grading", total=None)

        def tell(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=what or "Grading")

        summary = grade_class(
            submitted.resolve(),
            assignment,
            root=root,
            workers=workers,
            output=output.resolve() if output else None,
            json_file=json_file,
            unsafe=unsafe_no_sandbox,
            progress=tell,
        )
    out.print(summary.render(), highlight=False)
    raise typer.Exit(0 if summary.complete else 1)


@app.command(rich_help_panel=INSTRUCTORS)
def regrade(
    submitted: Annotated[Path, typer.Argument(help="The folder of submissions, as for `deeplearn grade`.")],
    assignment: Annotated[str, typer.Option(help="The lesson, for example 01_perceptron.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, max=256, help="As for `deeplearn grade`.")] = None,
    output: Annotated[Path | None, typer.Option(help="As for `deeplearn grade`.")] = None,
) -> None:
    """Grade a class again, after an exercise was mended or answers came in late: first see what would change.

    Points that a person gave stay.
    """
    from autograder.grading.regrade import regrade_class
    from autograder.report.terminal import changes_table

    _lesson(assignment)
    if not submitted.is_dir():
        raise UserError(f"There is no folder {submitted}. Give the folder that holds one folder per student.")
    _writable(output, None)
    with _progress() as bar:
        task = bar.add_task("Grading", total=None)

        def tell(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=what or "Grading")

        def decide(changes: "Sequence[Change]", new: Sequence[str]) -> bool:
            bar.stop()
            out.print(changes_table(changes, new))
            return bool(changes or new) and (yes or typer.confirm("Write this into the gradebook?"))

        summary = regrade_class(
            submitted.resolve(), assignment, root=course_root(), decide=decide, workers=workers,
            output=output.resolve() if output else None, progress=tell,
        )  # fmt: skip
    if summary is None:
        out.print("Nothing is written.")
        return
    out.print(summary.render(), highlight=False)
    raise typer.Exit(0 if summary.complete else 1)


@app.command(rich_help_panel=INSTRUCTORS)
def appeal(
    student: Annotated[str, typer.Argument(help="The student's id: the name of their folder.")],
    exercise: Annotated[str, typer.Argument(help="The exercise, for example step or L01-E1.")],
    submitted: Annotated[Path, typer.Option(help="The folder of submissions.")] = Path("submitted"),
) -> None:
    """Judge one answer again, for a student who doubts the verdict: each case with its seed and its call.

    The same file and the same grader give the same verdict. Nothing is written. What it prints shows hidden inputs.
    """
    from autograder.grading.appeal import appeal as judged_again
    from autograder.report.terminal import appeal_report

    if not (submitted / student).is_dir():
        raise UserError(f"There is no folder {submitted / student}. Name the folder of submissions with --submitted.")
    found = judged_again(submitted.resolve(), student, exercise, root=course_root())
    for part in appeal_report(found):
        out.print(part, highlight=False)
    raise typer.Exit(0 if found.reproduced else 1)


@app.command(rich_help_panel=INSTRUCTORS)
def export(
    assignment: Annotated[
        list[str] | None, typer.Argument(help="Lessons, for example 01_perceptron [default: all that are graded].")
    ] = None,
    to: Annotated[Literal["csv", "canvas", "moodle"], typer.Option(help="Who reads the file.")] = "csv",
    roster: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="The gradebook that Canvas exports, or Moodle's list of participants: "
            "its columns are kept, the scores are added.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write [default: print it].")
    ] = None,
    gradebook: Annotated[
        Path | None, typer.Option(help="The folder that holds gradebook.db [default: the course].")
    ] = None,
) -> None:
    """Write the scores for Canvas, Moodle or a table program.

    Without a roster, students are named by the ids of their folders.
    """
    from autograder.report.export import export as exported
    from autograder.report.export import scores

    for name in assignment or ():
        _lesson(name)
    if roster is not None and to == "csv":
        raise UserError("A roster is for --to canvas or --to moodle; the plain table names students by their ids.")
    _writable(None, output)
    found = scores(gradebook or course_root(), assignment or ())
    if not found:
        raise UserError("The gradebook holds no submission yet. Grade first.")
    try:
        people = roster.read_text("utf-8-sig") if roster else None
    except UnicodeDecodeError:
        raise UserError(f"{roster} is not UTF-8 text. Export it as CSV (UTF-8).") from None
    made = exported(found, to, people)
    if output is None:
        sys.stdout.write(made.text)
    else:
        output.write_text(made.text, "utf-8")
        out.print(f"{len({score.student for score in found})} students: {output}", highlight=False)
    if made.waiting:
        err.print(f"{len(made.waiting)} scores are not final: answers wait for a person, in the formgrader.")
    if made.unknown:
        err.print(escape(f"Not in the roster, so not in the file: {', '.join(made.unknown)}."), highlight=False)
        raise typer.Exit(1)


# ----------------------------------------------------------------------------------------------- authors


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

    root = course_root()
    slugs = [_slug(lesson) for lesson in lessons or []] or None
    if lang not in (None, "en", "zh"):
        raise UserError(f"There is no edition in '{lang}': --lang takes en or zh.")
    if check:
        found = builder.check(root, slugs)
        for problem in found:
            colour = "yellow" if problem.warning else "red"
            err.print(f"[{colour}]{escape(problem.where)}[/]: {escape(problem.message)}", highlight=False)
        wrong = sum(not problem.warning for problem in found)
        if wrong:
            raise UserError(f"{wrong} problem{'s' * (wrong > 1)} found, listed above.", 1)
        out.print("The notebooks are what the lessons say, in both languages.")
        return
    for path in builder.build(root, slugs):
        out.print(f"written: {path.relative_to(root)}", highlight=False)
    if lang:
        for slug in slugs or builder.slugs(root):
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
        raise UserError(f"There is no exercise '{exercise}'. The exercises are: {_exercise_names()}.") from None
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
    - **flaky**: answers whose verdict depends on the seed, of 20 tried; none allowed.

    One right and one wrong answer per exercise also go through the real sandbox. Exit code 1 if a bar is missed;
    what to mend stands below the table.
    """
    from rich.text import Text

    from autograder.exercises import slugs
    from autograder.quality.table import report

    asked = [_slug(lesson)] if lesson is not None else list(slugs())
    if json_file is not None and not json_file.resolve().parent.is_dir():
        raise UserError(f"{json_file} can't be written: there is no such folder. Make it first.")
    with _progress() as bar:
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


# ----------------------------------------------------------------------------------------------- helpers


def _writable(output: Path | None, json_file: Path | None) -> None:
    """Say before a long run, and not after it, that its results could not be written."""
    if output is not None:
        if output.exists() and not output.is_dir():
            raise UserError(f"--output {output} is a file. Give a folder; it is made where it is missing.")
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"--output {output} cannot be made ({error.strerror}). Give another folder.") from None
    if json_file is not None:
        if json_file.is_dir():
            raise UserError(f"--json {json_file} is a folder. Give the name of a file.")
        if not os.access(json_file.resolve().parent, os.W_OK):
            raise UserError(f"--json {json_file} cannot be written: its folder is missing or write-protected.")


def _slug(name: str) -> str:
    from autograder.exercises import slugs

    name = name.strip("/").removesuffix(".ipynb").removesuffix(".py")
    matching = [slug for slug in slugs() if name in (slug, slug.split("_", 1)[0], slug.split("_", 1)[1])]
    if not matching:
        raise UserError(f"There is no lesson '{name}'. The lessons are: {', '.join(slugs())}.")
    return matching[0]


def _lesson(name: str) -> None:
    from autograder.exercises import slugs

    if name not in slugs():
        raise UserError(f"There is no assignment '{name}'. The assignments are: {', '.join(slugs())}.")


def _exercise_names() -> str:
    from autograder.exercises import lesson, slugs

    return ", ".join(exercise.id for slug in slugs() for exercise in lesson(slug).exercises)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )


def run() -> None:
    """Entry point of the console script; an error meant for the user is one sentence, with its exit code."""
    try:
        app(prog_name="deeplearn")
    except UserError as error:
        err.print(f"deeplearn: {error.message}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.code)


if __name__ == "__main__":
    run()
