"""What an exchange writes beside a notebook: when it was handed in, and where its feedback will lie.

Read as a student's file: never through a link, never more than a line.
"""

import os
import re
import secrets
import stat
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.grading.files import write_whole

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # noqa: S105 a file's name
ZONE = re.compile(r"[+-]?\w[\w+-]{0,31}(/[\w+-]{1,31}){0,2}")
"""The third word of a time: a number of seconds, or a name of the time zone database. Any other would be looked up as a
file of this machine, and whoever reads that may wait or fail."""
READABLE = 0o444
"""What grading writes is read, not written: nbgrader's own mode."""


def read_timestamp(folder: Path) -> datetime | None:
    """Return the time of submission, or None where ``timestamp.txt`` is no plain file with a time in it."""
    text = _line(folder / TIMESTAMP)
    zone = text.split(" ")[2:]
    if not text or (len(zone) == 1 and not ZONE.fullmatch(zone[0])):
        return None
    try:
        when: datetime | None = parse_utc(text)
    except Exception:  # whatever its readers make of a student's text must not end the class
        return None
    return when


def unreadable(folder: Path) -> bool:
    """Whether there is a ``timestamp.txt`` in which there should be a time, and is none; an empty one says nothing."""
    path = folder / TIMESTAMP
    if read_timestamp(folder) is not None or not os.path.lexists(path):
        return False
    return not path.is_file() or path.is_symlink() or bool(_line(path))


def read_secret(folder: Path) -> str | None:
    """Return the word from which nbgrader makes the name of the feedback's file, or None where there is none."""
    text = _line(folder / SECRET)
    return text if re.fullmatch(r"[0-9a-f]{32,256}", text) else None


def keep_for_exchange(handed_in: Path, *results: Path) -> None:
    """Write both files beside each result: nbgrader compares the times, and hands out feedback by the secret.

    Both are always written: where a file is missing, because it came by another way or a student took it away,
    `nbgrader release_feedback` would stop for the whole class.

    Parameters
    ----------
    handed_in : Path
        The submission's folder.
    *results : Path
        The folders of what was graded and of its feedback.
    """
    when = read_timestamp(handed_in)
    known = (read_secret(folder) for folder in (handed_in, *results))
    secret = next(filter(None, known), None) or secrets.token_hex(64)
    for folder in results:
        _keep(folder / TIMESTAMP, f"{when.isoformat(' ')} UTC" if when is not None else "")
        _keep(folder / SECRET, secret)


def _keep(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text("utf-8") != text:
        write_whole(path, text, lasting=False)  # the next run makes it anew where a power failure took it
        path.chmod(READABLE)


def _line(path: Path) -> str:
    """Return the text of a short plain file, or nothing."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        return file.read(300).decode("ascii", errors="replace").strip()
