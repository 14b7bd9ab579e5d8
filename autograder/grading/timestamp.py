"""When a submission was handed in: from the exchange's or the instructor's file, never through a link."""

import os
import stat
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"


def read_timestamp(folder: Path) -> datetime | None:
    """Return the time of submission, or None where ``timestamp.txt`` is no plain file with a time in it."""
    try:
        descriptor = os.open(folder / TIMESTAMP, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        try:
            text = file.read(100).decode("ascii").strip()
            when: datetime | None = parse_utc(text) if text else None
        except (ValueError, OverflowError):
            return None
    return when
