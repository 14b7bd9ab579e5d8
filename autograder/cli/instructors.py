"""Commands for instructors: one thin function each; the work is done in the rooms."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from autograder.cli.common import (
    INSTRUCTORS,
    app,
    database,
    err,
    must_be_lesson,
    out,
    progress,
    writable,
)
from autograder.config import course_root
from autograder.errors import UserError

if TYPE_CHECKING:
    from autograder.grading.regrade import Foreseen
    from autograder.report.export import Exported


DB = typer.Option(
    help="The gradebook's address, postgresql+psycopg://user@host/database "
    "[default: c.CourseDirectory.db_url in nbgrader_config.py, the file gradebook.db]."
)


LONGEST_NAME = 255
"""Bytes of a folder's name; whether there is one of a longer name can't even be asked."""

CLUSTER = typer.Option(
    metavar="ADDRESS",
    help="Grade on the workers of the Dask scheduler at this address, tls://host:8786 [default: on this machine].",
)


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
    db: Annotated[str | None, DB] = None,
    cluster: Annotated[str | None, CLUSTER] = None,
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
    from autograder.grading.visible import visible

    must_be_lesson(assignment)
    if not submitted.is_dir():
        raise UserError(f"There is no folder {submitted}. Give the folder that holds one folder per student.")
    root = course_root()
    writable(output, json_file)
    address = database(db, output)
    with progress() as bar:
        task = bar.add_task("Grading", total=None)

        def tell(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=visible(what, line=True) or "Grading")

        summary = grade_class(
            submitted.resolve(),
            assignment,
            root=root,
            workers=workers,
            output=output.resolve() if output else None,
            json_file=json_file,
            unsafe=unsafe_no_sandbox,
            progress=tell,
            db=address,
            cluster=cluster,
        )
    out.print(summary.render(), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(0 if summary.complete else 1)


@app.command(rich_help_panel=INSTRUCTORS)
def regrade(
    submitted: Annotated[Path, typer.Argument(help="The folder of submissions, as for `deeplearn grade`.")],
    assignment: Annotated[str, typer.Option(help="The lesson, for example 01_perceptron.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, max=256, help="As for `deeplearn grade`.")] = None,
    output: Annotated[Path | None, typer.Option(help="As for `deeplearn grade`.")] = None,
    db: Annotated[str | None, DB] = None,
    cluster: Annotated[str | None, CLUSTER] = None,
) -> None:
    """Grade a class again, after an exercise was mended, answers came in late or a due date was set.

    First see what would change: scores, texts of answers, penalties. Points that a person gave stay; where the answer
    or its automatic points have changed since, that person is asked to look again.
    """
    from autograder.grading.regrade import regrade_class
    from autograder.grading.visible import visible
    from autograder.report.terminal import changes_table

    must_be_lesson(assignment)
    if not submitted.is_dir():
        raise UserError(f"There is no folder {submitted}. Give the folder that holds one folder per student.")
    writable(output, None)
    address = database(db, output)
    with progress() as bar:
        task = bar.add_task("Grading", total=None)

        def tell(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, description=visible(what, line=True) or "Grading")

        def decide(found: "Foreseen") -> bool:
            bar.stop()
            out.print(changes_table(found), highlight=False)
            return bool(found) and (yes or typer.confirm("Write this into the gradebook?"))

        summary = regrade_class(
            submitted.resolve(), assignment, root=course_root(), decide=decide, workers=workers,
            output=output.resolve() if output else None, progress=tell, db=address, cluster=cluster,
        )  # fmt: skip
    if summary is None:
        out.print("Nothing is written.")
        return
    out.print(summary.render(), markup=False, highlight=False, soft_wrap=True)
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

    if not student.strip() or "/" in student or student in (".", ".."):
        raise UserError(f"{student!r} is no student's id. Give the name of a folder in {submitted}.")
    if not submitted.is_dir():
        raise UserError(f"There is no folder {submitted}. Name the folder of submissions with --submitted.")
    if len(os.fsencode(student)) > LONGEST_NAME or not (submitted / student).is_dir():
        raise UserError(
            f"There is no folder {submitted / student}: nobody with this id has handed anything in. An id is the name "
            f"of a folder in {submitted}; name another folder of submissions with --submitted."
        )
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
    db: Annotated[str | None, DB] = None,
    with_undecided: Annotated[
        bool,
        typer.Option(
            "--with-undecided",
            help="For Canvas and Moodle: also scores that are not final, what is decided of them "
            "[default: their cells are empty].",
        ),
    ] = False,
) -> None:
    """Write the scores for Canvas, Moodle or a table program.

    Without a roster, students are named by the ids of their folders. Points of answers that wait for a person count
    nothing until that person has looked.
    """
    from autograder.grading.service import gradebook_url
    from autograder.grading.visible import visible
    from autograder.report.export import export as exported
    from autograder.report.export import scores

    for name in assignment or ():
        must_be_lesson(name)
    if roster is not None and to == "csv":
        raise UserError("A roster is for --to canvas or --to moodle; the plain table names students by their ids.")
    writable(None, output, "--output")
    asked = list(dict.fromkeys(assignment or ()))
    found = scores(database(db, gradebook) or gradebook_url(gradebook or course_root()), asked)
    if not found:
        raise UserError("The gradebook holds no submission yet. Grade first.")
    try:
        people = roster.read_text("utf-8-sig") if roster else None
    except UnicodeDecodeError:
        raise UserError(f"{roster} is not UTF-8 text. Export it as CSV (UTF-8).") from None
    except OSError as error:
        raise UserError(f"{roster} cannot be read ({error.strerror}).") from None
    made = exported(found, to, people, with_undecided=with_undecided)
    if output is None:
        sys.stdout.write(made.text)
    else:
        try:
            output.write_text(made.text, "utf-8")
        except OSError as error:
            raise UserError(f"--output {output} could not be written ({error.strerror}).", code=1) from None
        out.print(_counted(made, output), markup=False, highlight=False, soft_wrap=True)
    if made.waiting:
        empty = to != "csv" and not with_undecided
        err.print(_not_final(made.waiting, empty=empty), markup=False, highlight=False, soft_wrap=True)
    if made.unknown:
        names = visible(", ".join(made.unknown), line=True)
        told = f"Not in the roster, or like more than one person there, so not in the file: {names}."
        err.print(told, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1)


def _counted(made: "Exported", output: Path) -> str:
    """Return how many students stand in the file, and how many of them were graded where that is fewer."""
    more = f", {made.graded} of them graded" if made.graded < made.rows else ""
    return f"{made.rows} student{'s' * (made.rows != 1)}{more}: {output}"


def _not_final(students: Sequence[str], *, empty: bool) -> str:
    """Return whose scores are not final, ten names at most."""
    from autograder.grading.visible import listed

    cells = " Their cells are empty; --with-undecided writes what is decided." if empty else ""
    return f"Not final, answers wait for a person in the formgrader: {listed(students)}.{cells}"
