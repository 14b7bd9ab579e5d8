"""Where things are: the course root, the learner's folder, the course secret."""

import os
import secrets
import time
from pathlib import Path

from platformdirs import user_data_path

from autograder.errors import UserError

MARKER = "nbgrader_config.py"
PATIENCE = 2.0
"""Seconds in which another process will have written the secret that it has begun."""


class CourseNotFoundError(UserError):
    """No course stands in this folder or above it."""


def course_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above `start` that holds a course.

    ``DEEPLEARN_COURSE`` in the environment names it outright.

    Raises
    ------
    CourseNotFoundError
        If there is none; the message says what to do.
    """
    named = os.environ.get("DEEPLEARN_COURSE")
    if named:
        return Path(named).resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    raise CourseNotFoundError(
        f"There is no course in {here} or above it (no {MARKER}). "
        "Go to the course's folder, or set DEEPLEARN_COURSE to it."
    )


def secret(root: Path) -> bytes:
    """Return the course's grading secret, made at the first call (mode 0600, never in git).

    Raises
    ------
    UserError
        If it is empty: whoever made it was stopped half-way.
    """
    path = root / ".deeplearn" / "secret"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
    except OSError:  # a full disk: the next run makes it
        path.unlink()
        raise
    return path.read_bytes()


def _kept(path: Path) -> bytes:
    """Return a secret that another process made, or is about to: workers begin at once, and an empty one is none."""
    deadline = time.monotonic() + PATIENCE
    while not (found := path.read_bytes()):
        if time.monotonic() > deadline:
            raise UserError(
                f"The course's secret {path} is empty, so that anybody could foresee the hidden inputs. Remove the "
                "file and run the same command again: it makes a new one.",
                code=1,
            )
        time.sleep(0.01)
    return found


def learner_data() -> Path:
    """Return the folder for progress and last passing answers; ``DEEPLEARN_DATA`` overrides it."""
    named = os.environ.get("DEEPLEARN_DATA")
    return Path(named) if named else user_data_path("deeplearn-course")


def terminal_language() -> str:
    """Return the language for the command line, ``"en"`` or ``"zh"``.

    ``DEEPLEARN_LANG`` says it; otherwise the locale does (``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
    """
    for name in ("DEEPLEARN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
