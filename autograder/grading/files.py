"""A file written at once or not at all, also where the writer is killed or has company."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from pathlib import Path


def write_whole(path: Path, text: str | bytes, *, lasting: bool = True) -> None:
    """Write a file so that a reader finds the old one or the new one, never half of it.

    What a killed writer left is written over by the next one: each file has one name for its unfinished self.

    Parameters
    ----------
    path : Path
        The file.
    text : str or bytes
        Its new content.
    lasting : bool
        Whether to wait until the disk has it. Without, a power failure may cost the content: for what can be made anew.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with _owned(part) as file:
        try:
            file.truncate(0)
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            if lasting:
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def only_one(lock: Path, wait: Callable[[], object] | None = None) -> Iterator[None]:
    """Be the only process in here; another one waits. The lock ends with its owner, however that ends.

    Parameters
    ----------
    lock : Path
        A file that says who; it is made, and stays.
    wait : callable, optional
        Called before it waits for another process.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if wait is not None:
                wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _owned(part: Path) -> BufferedWriter:
    """Open an unfinished file when no other writer has it; the lock ends with its owner, however that ends."""
    while True:
        file = part.open("ab")
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(part.stat(), os.fstat(file.fileno())):
                return file
        file.close()  # its owner has finished meanwhile: it has its real name now
