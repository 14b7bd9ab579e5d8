"""What the seams must know and nbgrader can't tell them: where the course is, and whether to sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from autograder.config import course_root

_course: ContextVar[Path | None] = ContextVar("course", default=None)
_unsafe: ContextVar[bool] = ContextVar("unsafe", default=False)


def course() -> Path:
    """Return the course's root: the one in use, else the one around the working directory."""
    return _course.get() or course_root()


def unsafe() -> bool:
    """Tell whether students' code is to run without a sandbox."""
    return _unsafe.get()


@contextmanager
def using(root: Path, *, unsafe: bool) -> Iterator[None]:
    """Grade the course at `root` while this context is open."""
    tokens = _course.set(root), _unsafe.set(unsafe)
    try:
        yield
    finally:
        _course.reset(tokens[0])
        _unsafe.reset(tokens[1])
