"""The command line."""

import sys
from io import TextIOWrapper

from autograder.cli import early  # noqa: F401

# isort: split
from autograder import lean  # noqa: F401 - before anything that it keeps from being loaded

# isort: split
# The order is that of the help.
from autograder.cli import students  # noqa: F401

# isort: split
from autograder.cli import instructors  # noqa: F401

# isort: split
from autograder.cli import authors  # noqa: F401

# isort: split
from autograder.cli.common import app, err
from autograder.errors import UserError


def run() -> None:
    """Entry point of the console script; an error meant for the user is one sentence, with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that has no Chinese letters shows their numbers
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="deeplearn")
    except UserError as error:
        err.print(f"deeplearn: {error.message}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.code)
