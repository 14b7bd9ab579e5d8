"""A file written at once or not at all, also where the writer is killed or has company."""

import fcntl
import os
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it.

    What a killed writer left is written over by the next one: each file has one name for its unfinished self.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with _owned(part) as file:
        try:
            file.truncate(0)
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _owned(part: Path) -> BufferedWriter:
    """Open an unfinished file when no other writer has it; the lock ends with its owner, however that ends."""
    while True:
        file = part.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(part.stat(), os.fstat(file.fileno())):
                return file
        file.close()  # its owner has finished meanwhile: it has its real name now
