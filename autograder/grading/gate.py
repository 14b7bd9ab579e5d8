"""The gate: what a student handed in, read without trusting any of it. A refusal is a value, never an error."""

import json
import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from autograder.grading.visible import visible
from autograder.messages import say
from lessonkit.language import Text

MAX_BYTES = 20 * 2**20
MAX_CELLS = 5000
MAX_TEXT = 1_000_000
LONGEST_CELL = 20_000
"""Characters of a cell that are read, five times as many as the course's longest has. Python's parser and a reader of
Markdown take time and memory that grow faster than the text, and both run outside the sandbox."""


@dataclass(frozen=True)
class SubmittedCell:
    """A cell as handed in: only what is used of it."""

    key: str
    """The grade_id, else the cell's id, else empty."""
    is_code: bool
    source: str


@dataclass(frozen=True)
class Submission:
    """What the gate let through, or why it did not.

    Parameters
    ----------
    hash : str
        SHA-256 of the file's bytes; of nothing where the file can't be read.
    cells : tuple of SubmittedCell
        In notebook order; empty for a refused file.
    refused : Text, optional
        The reason, in both languages.
    """

    hash: str
    cells: tuple[SubmittedCell, ...] = ()
    refused: Text | None = None


def admit(folder: Path, assignment: str) -> Submission:
    """Read ``folder/ASSIGNMENT.ipynb``; never raises for what a student can put there.

    Parameters
    ----------
    folder : Path
        The submission's folder, ``SUBMITTED/STUDENT/ASSIGNMENT``.
    assignment : str
        Name of the assignment, and of the one notebook that is read.
    """
    name = f"{assignment}.ipynb"
    data, reason = _read(folder, name)
    if data is None:
        other = _another(folder) if reason == "missing" else ""
        told = say("refused.renamed", file=name, found=other) if other else say(f"refused.{reason}", file=name)
        return Submission(sha256(b"").hexdigest(), refused=told)
    digest = sha256(data).hexdigest()
    try:
        cells = _cells(data)
    except _UnreadableError as error:
        return Submission(digest, refused=say(f"refused.{error}", file=name))
    return Submission(digest, cells)


def submissions(submitted: Path, assignment: str) -> list[str]:
    """Return the ids of all students with something under this assignment's name, sorted."""
    return [name for name in _students(submitted) if os.path.lexists(submitted / name / assignment)]


def without(submitted: Path, assignment: str) -> list[str]:
    """Return the ids of all students who have a folder, but none of this assignment in it, sorted."""
    return [
        name
        for name in _students(submitted)
        if (submitted / name).is_dir() and not os.path.lexists(submitted / name / assignment)
    ]


def loose(submitted: Path, student: str, assignment: str) -> bool:
    """Whether the notebook lies in a student's folder itself, not in one of its own."""
    try:
        return (submitted / student / f"{assignment}.ipynb").is_file()
    except OSError:  # a folder that may not be looked into
        return False


def nameless(submitted: Path) -> list[str]:
    """Return the names of folders that are no UTF-8, sorted: no gradebook could hold them."""
    return [name for name in _names(submitted) if not _encodable(name)]


def _students(submitted: Path) -> list[str]:
    return [name for name in _names(submitted) if _encodable(name)]


def _names(submitted: Path) -> list[str]:
    names = sorted(entry.name for entry in os.scandir(submitted)) if submitted.is_dir() else []
    return [name for name in names if not name.startswith(".")]


def _encodable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class _UnreadableError(Exception):
    """The file is no notebook; the argument is the last part of the message's key."""


def _read(folder: Path, name: str) -> tuple[bytes | None, str]:
    """Return the bytes of a regular file reached through real folders only, or None and the reason."""
    no_links = os.O_NOFOLLOW | os.O_CLOEXEC
    opened: list[int] = []
    try:
        opened.append(os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY | no_links))
        opened.append(os.open(folder.name, os.O_RDONLY | os.O_DIRECTORY | no_links, dir_fd=opened[-1]))
        opened.append(os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | no_links, dir_fd=opened[-1]))
        found = os.fstat(opened[-1])
        if not stat.S_ISREG(found.st_mode):
            return None, "not_a_file"
        if found.st_size > MAX_BYTES:
            return None, "too_large"
        with os.fdopen(os.dup(opened[-1]), "rb") as file:
            data = file.read(MAX_BYTES + 1)
        return (data, "") if len(data) <= MAX_BYTES else (None, "too_large")
    except FileNotFoundError:
        return None, "missing"
    except PermissionError:
        return None, "unreadable"
    except OSError:
        return None, "not_a_file"
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _another(folder: Path) -> str:
    """Return the name of a notebook that lies there under a name of its own, fit for a sentence, or nothing."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".ipynb"))
    except OSError:
        return ""
    return visible(names[0].encode("utf-8", "replace").decode("utf-8"), line=True) if names else ""


@lru_cache(maxsize=1)  # a submission is read for its verdict, and at once again for its notebook
def _cells(data: bytes) -> tuple[SubmittedCell, ...]:
    if not data.strip():
        raise _UnreadableError("empty")
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _UnreadableError("not_json") from None
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise _UnreadableError("not_a_notebook")
    cells = notebook.get("cells")
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise _UnreadableError("not_a_notebook")
    read = tuple(_cell(cell) for cell in cells)
    if not any(cell.key for cell in read):
        raise _UnreadableError("another_notebook")
    if sum(len(cell.source) for cell in read) > MAX_TEXT:
        raise _UnreadableError("too_much_text")
    return read


def _cell(cell: Any) -> SubmittedCell:
    if not isinstance(cell, dict):
        raise _UnreadableError("not_a_notebook")
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise _UnreadableError("not_a_notebook")
    metadata = cell.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    key = ours.get("grade_id") if isinstance(ours, dict) else None
    key = key if isinstance(key, str) else cell.get("id")
    # A lone surrogate is valid JSON and can't be written as UTF-8.
    source = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    is_code = cell.get("cell_type") == "code"
    return SubmittedCell(key if isinstance(key, str) else "", is_code, _clipped(source, is_code))


def _clipped(source: str, is_code: bool) -> str:
    """Return a text that is too long clipped; code, of which a part is another program, replaced by an error."""
    if len(source) <= LONGEST_CELL:
        return source
    told = say("grading.too_long", found=len(source), most=LONGEST_CELL)
    both = f"{told.en} · {told.zh}"
    return f"raise ValueError({both!r})" if is_code else f"{source[:LONGEST_CELL]}\n\n{both}"
