"""A lesson's source: a bilingual percent script, read into cells that know their line.

The format is jupytext's percent format with short keys on the percent line (``solution="step"``); reading it
here rather than with jupytext keeps the line numbers, which every error message names.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UserError

ROLES = ("solution", "check", "predict", "written", "rubric")
"""Keys that name an exercise, a prediction or a written question; the key is the cell's role."""
FLAGS = ("shared", "setup", "demo")
KEYS = {*ROLES, "lang", "id", "points", "parity-ok"}
SLUG = re.compile(r"\d\d_[a-z][a-z0-9_]*")
_OPTION = re.compile(r'\s*(?:(?P<key>[a-z][a-z-]*)=(?:"(?P<text>[^"]*)"|(?P<number>[\d.]+))|(?P<flag>[a-z]+))')


class SourceError(UserError):
    """A lesson's source can't be read; the message names file and line."""


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson's source.

    Parameters
    ----------
    role : str
        ``"text"``, ``"shared"``, ``"setup"``, ``"demo"``, ``"solution"``, ``"check"``, ``"predict"``,
        ``"written"`` or ``"rubric"``.
    name : str
        What a ``solution=…`` or the like names, else empty.
    lang : str
        ``"en"``, ``"zh"``, or empty for what has no twin.
    source : str
        The cell's content; markdown without the comment signs.
    line : int
        Number of the percent line in the file.
    options : dict
        All keys of the percent line.
    """

    role: str
    name: str
    lang: str
    source: str
    line: int
    options: dict[str, str] = field(default_factory=dict)

    @property
    def waiver(self) -> str:
        """The reason why the twins may differ, empty if they may not."""
        return self.options.get("parity-ok", "")


@dataclass(frozen=True)
class Unit:
    """What becomes one cell of a notebook: a pair of twins, or a cell without a twin.

    `en` is None where only the Chinese twin was written, `zh` where only the English one was; both are the
    same object for code and shared text.
    """

    en: Cell | None
    zh: Cell | None

    @property
    def first(self) -> Cell:
        """The cell that stands first in the file."""
        cell = self.en or self.zh
        assert cell is not None
        return cell

    @property
    def role(self) -> str:
        """The role of the cells."""
        return self.first.role

    @property
    def name(self) -> str:
        """What the cells name."""
        return self.first.name

    @property
    def is_pair(self) -> bool:
        """Whether the unit is a pair of twins (one of which may be missing)."""
        return bool(self.first.lang)

    @property
    def is_code(self) -> bool:
        """Whether the unit is a code cell."""
        return not self.is_pair and self.role != "shared"


@dataclass(frozen=True)
class LessonSource:
    """A lesson as its author wrote it.

    Parameters
    ----------
    slug : str
        ``"01_perceptron"``.
    path : str
        The file, relative to the course root, for messages.
    cells : sequence of Cell
        All cells in order.
    """

    slug: str
    path: str
    cells: Sequence[Cell]

    @property
    def units(self) -> list[Unit]:
        """The cells with twins paired: an English cell and the Chinese one directly below it."""
        units: list[Unit] = []
        for cell in self.cells:
            last = units[-1] if units else None
            if not cell.lang:
                units.append(Unit(cell, cell))
            elif cell.lang == "zh" and last and last.zh is None and _belong(last.first, cell):
                units[-1] = Unit(last.en, cell)
            else:
                units.append(Unit(cell, None) if cell.lang == "en" else Unit(None, cell))
        return units

    def where(self, cell: Cell, line: int = 0) -> str:
        """Return ``"file:line"`` of the cell, or of one line of its content (counted from 1)."""
        return f"{self.path}:{cell.line + line}"


def _belong(one: Cell, other: Cell) -> bool:
    return (one.role, one.name) == (other.role, other.name)


def slugs(root: Path) -> list[str]:
    """Return the slugs of all lessons that have a source, in course order."""
    return sorted(path.stem for path in (root / "lessons").glob("*.py") if SLUG.fullmatch(path.stem))


def read(root: Path, slug: str) -> LessonSource:
    """Read ``lessons/SLUG.py``.

    Raises
    ------
    SourceError
        If there is no such file, or a line of it can't be read.
    """
    path = root / "lessons" / f"{slug}.py"
    if not path.is_file():
        raise SourceError(f"There is no lesson lessons/{slug}.py. There are: {', '.join(slugs(root)) or 'none'}.")
    return parse(path.read_text("utf-8"), slug, f"lessons/{slug}.py")


def parse(text: str, slug: str, path: str) -> LessonSource:
    """Read the text of a percent script.

    Raises
    ------
    SourceError
        If a percent line or a line of a markdown cell can't be read.
    """
    cells: list[Cell] = []
    head: tuple[int, str] | None = None
    body: list[str] = []

    def finish() -> None:
        if head is not None:
            cells.append(_cell(head[0], head[1], body, path))

    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("# %%"):
            finish()
            head, body = (number, line[4:]), []
        elif head is None:
            if line.strip() and not line.startswith("#"):
                raise SourceError(f"{path}:{number}: this line stands before the first cell. Put it into a cell.")
        else:
            body.append(line)
    finish()
    return LessonSource(slug, path, tuple(cells))


def _cell(number: int, head: str, body: list[str], path: str) -> Cell:
    def wrong(message: str, line: int = number) -> SourceError:
        return SourceError(f"{path}:{line}: {message}")

    markdown = head.strip().startswith("[markdown]")
    options = _options(head.replace("[markdown]", "", 1), wrong)
    roles = [key for key in options if key in (*ROLES, *FLAGS)]
    if len(roles) > 1:
        raise wrong(f"a cell has one role, this one has {' and '.join(roles)}. Keep one of them.")
    role = roles[0] if roles else "text"
    lang = options.get("lang", "")
    if markdown:
        if role not in ("text", "shared", "written", "rubric"):
            raise wrong(f"{role} marks a code cell. Remove [markdown].")
        if lang not in ("en", "zh") and role != "shared":
            raise wrong('a markdown cell says lang="en" or lang="zh", or shared if it has no twin.')
        source = "\n".join(_uncomment(line, number + n, wrong) for n, line in enumerate(body, start=1))
    else:
        if role in ("text", "shared", "written", "rubric"):
            raise wrong(f"a code cell is setup, demo, or has one of {', '.join(ROLES[:3])}. Add it.")
        source = "\n".join(line.rstrip() for line in body)
    if "parity-ok" in options and not options["parity-ok"].strip():
        raise wrong('a waiver gives its reason: parity-ok="why the twins may differ here".')
    name = options[role] if role in ROLES else ""
    # Leading blank lines would shift the line numbers of messages, so only trailing ones are dropped.
    return Cell(role, name, lang, source.rstrip(), number, options)


def _options(head: str, wrong: Callable[[str], SourceError]) -> dict[str, str]:
    options: dict[str, str] = {}
    at = 0
    head = head.rstrip()
    while at < len(head):
        found = _OPTION.match(head, at)
        if found is None:
            raise wrong(f"this part of the percent line can't be read: {head[at:].strip()}")
        key = found["key"] or found["flag"]
        if key not in (KEYS if found["key"] else FLAGS):
            raise wrong(f"the percent line has no key {key}. There are: {', '.join(sorted({*KEYS, *FLAGS}))}.")
        options[key] = found["text"] or found["number"] or ""
        at = found.end()
    return options


def _uncomment(line: str, number: int, wrong: Callable[[str, int], SourceError]) -> str:
    line = line.rstrip()
    if line in ("", "#"):
        return ""
    if not line.startswith("# "):
        raise wrong("a line of a markdown cell begins with '# '. Put it in, or begin a new cell.", number)
    return line[2:]
