"""The students' notebook: nbgrader's own `generate_assignment`, in this process, in a folder of its own."""

import logging
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.config import MARKER
from autograder.errors import UserError


class ReleaseError(UserError):
    """nbgrader could not make the release."""


def dump(notebook: NotebookNode) -> str:
    """Return a notebook's text as it is committed: UTF-8 unescaped, keys sorted, one newline at the end."""
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)) + "\n"


def load(text: str) -> NotebookNode:
    """Return the notebook of a text that `dump` or nbgrader made."""
    notebook: NotebookNode = nbformat.reads(text, as_version=4)
    return notebook


def released_text(solutions_text: str, slug: str, root: Path) -> str:
    """Return the text of the released notebook for the text of an instructor's notebook.

    The course's own ``nbgrader_config.py`` holds, but for folders and database: nothing is written into the
    course, so that checking a build never changes it.

    Raises
    ------
    ReleaseError
        If nbgrader refuses the notebook; the message is nbgrader's.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    with tempfile.TemporaryDirectory(prefix="deeplearn-build-") as folder:
        base = Path(folder).resolve()
        source = base / "solutions" / slug / f"{slug}.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(solutions_text, "utf-8")
        config = _configuration(root)
        config.CourseDirectory.root = str(base)
        config.CourseDirectory.assignment_id = slug
        config.CourseDirectory.db_url = f"sqlite:///{base / 'unused.db'}"
        config.SaveCells.enabled = False
        config.GenerateAssignment.no_database = True
        said = _Listener()
        log = logging.Logger("deeplearn.build", logging.WARNING)
        log.addHandler(said)
        try:
            converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, log=log)
            converter.start()
        except Exception as error:  # nbgrader raises all kinds; what it logged says more
            detail = " ".join(said.lines) or str(error)
            raise ReleaseError(f"lessons/{slug}.py: nbgrader can't make the release: {detail}", 1) from error
        made = base / config.CourseDirectory.get("release_directory", "release") / slug / f"{slug}.ipynb"
        text: str = made.read_text("utf-8")
        return text.rstrip("\n") + "\n"


def _configuration(root: Path) -> Config:
    config: Config = PyFileConfigLoader(MARKER, path=str(root)).load_config()
    return config


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
