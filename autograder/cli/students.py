"""Commands for students: one thin function each; the work is done in the rooms."""

from typing import Annotated

import typer

from autograder.cli.common import (
    STUDENTS,
    app,
    slug_of,
)


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
def reset(
    lesson: Annotated[str, typer.Argument(help="The lesson, for example 01_perceptron; or the playground.")],
) -> None:
    """Start a lesson afresh. Your old copy is kept beside it as `*.bak-DATE`."""
    from autograder.lab import is_page
    from autograder.lab import reset as start_afresh

    start_afresh(lesson if is_page(lesson) else slug_of(lesson))


@app.command(rich_help_panel=STUDENTS)
def pack(lesson: Annotated[str, typer.Argument(help="The lesson, for example 01_perceptron.")]) -> None:
    """Make the file to upload, where your class has no exchange folder."""
    from autograder.lab import pack as make_file

    make_file(slug_of(lesson))
