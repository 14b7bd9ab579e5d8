"""The application itself, and what its commands share."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup

from autograder import __version__
from autograder.cli import early
from autograder.config import course_root
from autograder.errors import UserError


class Stoppable(TyperGroup):
    """Commands that a Ctrl-C ends with a sentence, like any other thing that keeps them from their end."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        early.over()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise UserError("Stopped before it was finished.", code=130) from None


app = typer.Typer(
    name="deeplearn",
    cls=Stoppable,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Deep-learning fundamentals in bilingual notebooks, with graded exercises.\n\n"
        "**Students:** `lab`, `doctor`, `reset`, `pack`. "
        "**Instructors:** `grade`, `regrade`, `appeal`, `export`, `doctor`. "
        "**Authors:** `build`, `pictures`, `try`, `quality`, `site`."
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


def writable(output: Path | None, file: Path | None = None, option: str = "--json") -> None:
    """Say before a long run, and not after it, that its results could not be written."""
    if output is not None:
        if output.exists() and not output.is_dir():
            raise UserError(f"--output {output} is a file. Give a folder; it is made where it is missing.")
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"--output {output} cannot be made ({error.strerror}). Give another folder.") from None
    if file is not None:
        if file.is_dir():
            raise UserError(f"{option} {file} is a folder. Give the name of a file.")
        if not os.access(file.resolve().parent, os.W_OK):
            raise UserError(f"{option} {file} cannot be written: its folder is missing or write-protected.")


def slug_of(name: str) -> str:
    """Return the slug of a lesson that is named by it, by its number or by its word."""
    from autograder.exercises import slugs

    name = name.strip("/").removesuffix(".ipynb").removesuffix(".py")
    matching = [slug for slug in slugs() if name in (slug, slug.split("_", 1)[0], slug.split("_", 1)[1])]
    if not matching:
        raise UserError(f"There is no lesson '{name}'. The lessons are: {', '.join(slugs())}.")
    return matching[0]


def database(address: str | None, folder: Path | None) -> str | None:
    """Return the address of the gradebook: that of --db, else for the course's own folder that of nbgrader's settings.

    Parameters
    ----------
    address : str or None
        What --db says.
    folder : Path or None
        The folder that was named for the gradebook; None for the course's.

    Returns
    -------
    str or None
        None for the file gradebook.db in that folder.

    Raises
    ------
    UserError
        If there is no gradebook at the address, or nothing here speaks its language.
    """
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    from autograder.grading.service import configured_url

    named = "--db"
    if address is None and (folder is None or folder.resolve() == course_root()):
        address, named = configured_url(course_root()), "c.CourseDirectory.db_url in nbgrader_config.py"
    if address is None:
        return None
    try:
        with create_engine(address).connect() as connection:
            connection.execute(text("select 1"))
    except ModuleNotFoundError as error:
        raise UserError(
            f"{named} needs the package {error.name}. For PostgreSQL: pip install 'psycopg[binary]'."
        ) from None
    except SQLAlchemyError as error:
        told = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise UserError(
            f"{named}: no gradebook can be reached there ({told}). "
            "An address looks like postgresql+psycopg://user@host/database."
        ) from None
    return address


def must_be_lesson(name: str) -> None:
    """Refuse what is not the slug of a lesson."""
    from autograder.exercises import slugs

    if name not in slugs():
        raise UserError(f"There is no assignment '{name}'. The assignments are: {', '.join(slugs())}.")


def exercise_names() -> str:
    """Return the ids of all exercises, for a help text."""
    from autograder.exercises import lesson, slugs

    return ", ".join(exercise.id for slug in slugs() for exercise in lesson(slug).exercises)


def progress() -> Progress:
    """Return a progress bar on the error channel, gone when it is done."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )
