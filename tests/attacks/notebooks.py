"""Broken and hostile notebooks, made when the test runs: most of them could not stand in a repository."""

import copy
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
Cell = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
KEPT = ("step", "gate_params", "add_bias_column")
"""The exercises that a submission of this corpus solves, besides the one that it attacks."""
PREDICTIONS = ("prediction_L01_P1", "prediction_L01_P2")
WRONG = "def step(z):\n    return 'wrong'\n"
SCRIPT = "<script>alert('attack')</script>"
MARKUP = (
    f"# Title {SCRIPT}\n\n<img src=x onerror=alert('attack')> [press](javascript:alert('attack')) "
    "<iframe src='data:text/html,<script>alert(1)</script>'></iframe><style>body{display:none}</style>"
    "<meta http-equiv='refresh' content='0; url=https://example.org'><base href='https://example.org'>"
    "<form action='https://example.org'><input name=a></form><svg onload=alert('attack')></svg>\n\n"
    "![picture](attachment:a.svg) ![picture](https://example.org/spy.png)"
)


def read(folder: str) -> Notebook:
    """Return the lesson's notebook in ``course`` or ``solutions``."""
    notebook: Notebook = json.loads((ROOT / folder / SLUG / f"{SLUG}.ipynb").read_text("utf-8"))
    return notebook


def grade_id(cell: Cell) -> str:
    """Return a cell's grade_id, or nothing."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def cell(notebook: Notebook, name: str) -> Cell:
    """Return the first cell with this grade_id."""
    return next(found for found in notebook["cells"] if grade_id(found) == name)


def base(solved: tuple[str, ...] = KEPT) -> Notebook:
    """Return the released notebook with the right answers to a few exercises and both predictions."""
    notebook, right = read("course"), read("solutions")
    for name in (*solved, *PREDICTIONS):
        cell(notebook, name)["source"] = cell(right, name)["source"]
    return notebook


@dataclass(frozen=True)
class Case:
    """One submission.

    Parameters
    ----------
    tries : str
        What it tries, in words.
    write : callable
        Puts the submission's files into its folder.
    lost : dict
        From an exercise that loses all its points to the verdicts that may say so; the others of `KEPT` keep theirs.
    refused : bool
        Whether the whole file is refused.
    """

    tries: str
    write: Callable[[Path], None]
    lost: dict[str, tuple[str, ...]]
    refused: bool = False


CASES: dict[str, Case] = {}


def edited(change: Callable[[Notebook], object]) -> Callable[[Path], None]:
    """Return a writer of the base notebook after a change."""

    def write(folder: Path) -> None:
        notebook = base()
        change(notebook)
        dump(folder, notebook)

    return write


def dump(folder: Path, notebook: object, **options: Any) -> None:
    """Write a notebook where it is expected."""
    (folder / f"{SLUG}.ipynb").write_text(json.dumps(notebook, **options), "utf-8")


def raw(data: bytes) -> Callable[[Path], None]:
    """Return a writer of these bytes."""
    return lambda folder: (folder / f"{SLUG}.ipynb").write_bytes(data) and None


def edit(name: str, tries: str, **lost: tuple[str, ...]) -> Callable[[Callable[[Notebook], object]], None]:
    """Register a change of the base notebook as a case."""

    def register(change: Callable[[Notebook], object]) -> None:
        CASES[name] = Case(tries, edited(change), lost)

    return register


def refuse(name: str, tries: str, write: Callable[[Path], object]) -> None:
    """Register a submission that is refused."""
    CASES[name] = Case(tries, lambda folder: write(folder) and None, {}, refused=True)


def place(notebook: Notebook, name: str) -> int:
    """Return where the cell stands."""
    return int(notebook["cells"].index(cell(notebook, name)))


def code(source: str, **metadata: Any) -> Cell:
    """Return a code cell without an id."""
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


# ---------------------------------------------------------------------------------------- cells and their metadata


@edit("nb-untouched", "Nothing was changed but what is right.")
def _(notebook: Notebook) -> None:
    pass


@edit("nb-retyped", "The answer's cell became Markdown.", step=("WRONG_TYPE",))
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    found["cell_type"] = "raw"
    found["source"] = WRONG


@edit("nb-renamed", "The answer's cell has another grade_id.", step=("NOT_ATTEMPTED",))
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    found["metadata"]["nbgrader"]["grade_id"] = found["id"] = "stepp"


@edit("nb-renamed-to-a-check", "A wrong answer calls itself the check cell.", step=("NOT_ATTEMPTED",))
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    found["metadata"]["nbgrader"].update(grade_id="check-step", grade=True, points=1)
    found["source"] = "1.0"


@edit("nb-swapped-ids", "Two answers have exchanged their names.",
      step=("NOT_DEFINED", "NOT_ATTEMPTED"), gate_params=("NOT_DEFINED", "NOT_ATTEMPTED"))  # fmt: skip
def _(notebook: Notebook) -> None:
    one, two = cell(notebook, "step"), cell(notebook, "gate_params")
    one["source"], two["source"] = "one = 1", "two = 2"


@edit("nb-deleted", "The answer's cell is gone.", step=("NOT_ATTEMPTED",))
def _(notebook: Notebook) -> None:
    notebook["cells"].remove(cell(notebook, "step"))


@edit("nb-deleted-check", "The check cell is gone.")
def _(notebook: Notebook) -> None:
    notebook["cells"].remove(cell(notebook, "check-step"))


@edit("nb-deleted-locked", "Every locked cell is gone.")
def _(notebook: Notebook) -> None:
    notebook["cells"] = [found for found in notebook["cells"] if found["metadata"]["nbgrader"].get("solution")]


@edit("nb-duplicated-wrong-first", "The same cell twice, the wrong one first: the first counts.",
      step=("RAISED",))  # fmt: skip
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    notebook["cells"].insert(place(notebook, "step"), {**copy.deepcopy(found), "source": "raise SystemExit"})
    found["source"] = "step = None"


@edit("nb-duplicated-wrong-last", "The same cell twice, the second changes what the first has defined.",
      step=("WRONG_TYPE",))  # fmt: skip
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    notebook["cells"].append({**copy.deepcopy(found), "source": WRONG})


@edit("nb-duplicated-checks", "Every check cell five times, with points.")
def _(notebook: Notebook) -> None:
    checks = [found for found in notebook["cells"] if grade_id(found).startswith("check-")]
    notebook["cells"] += [{**copy.deepcopy(found), "source": "1.0"} for found in checks for _ in range(5)]


@edit("nb-reordered", "All cells in reverse.")
def _(notebook: Notebook) -> None:
    notebook["cells"].reverse()


@edit("nb-split", "The answer in two cells, of which only the first has the name.")
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    notebook["cells"].insert(place(notebook, "step") + 1, code("note = 'the rest of it'"))
    found["source"] = "".join(found["source"]) + "\n"


@edit("nb-points", "A thousand points for each cell.")
def _(notebook: Notebook) -> None:
    for found in notebook["cells"]:
        found["metadata"].setdefault("nbgrader", {}).update(points=1000, grade=True)


@edit("nb-points-of-a-wrong-answer", "A thousand points for a wrong answer, and negative ones.", step=("WRONG_TYPE",))
def _(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = WRONG
    cell(notebook, "check-step")["metadata"]["nbgrader"].update(points=1000)
    cell(notebook, "check-gate_params")["metadata"]["nbgrader"].update(points=-5)


@edit("nb-tags", "Tags that tell stock nbgrader not to run a check: full marks.", step=("WRONG_TYPE",))
def _(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = WRONG
    for found in notebook["cells"]:
        found["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell", "instructor"]


@edit("nb-rewritten-check", "The check says what it likes, and has said it before.", step=("WRONG_TYPE",))
def _(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = WRONG
    check = cell(notebook, "check-step")
    data = {"text/plain": "1.0", "text/html": SCRIPT}
    check["source"] = "1.0"
    check["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}]
    check["metadata"]["nbgrader"].update(locked=False, solution=True)


@edit("nb-rewritten-setup", "The setup cell runs other code.")
def _(notebook: Notebook) -> None:
    cell(notebook, "setup-step")["source"] = "raise SystemExit"


@edit("nb-unlocked-spec", "Locked text is rewritten with scripts.")
def _(notebook: Notebook) -> None:
    cell(notebook, "spec-step")["source"] = MARKUP
    cell(notebook, "spec-step")["metadata"]["nbgrader"]["locked"] = False


@edit("nb-markup", "Markdown of the student's own that is a page with scripts.")
def _(notebook: Notebook) -> None:
    attachments = {"a.svg": {"image/svg+xml": f"<svg>{SCRIPT}</svg>"}}
    extra = {"cell_type": "markdown", "metadata": {}, "source": MARKUP, "attachments": attachments}
    notebook["cells"].insert(0, extra)
    notebook["cells"].insert(place(notebook, "step") + 1, copy.deepcopy(extra))


@edit("nb-markup-in-a-written-answer", "A written answer that is a page with scripts.")
def _(notebook: Notebook) -> None:
    cell(notebook, "xor_proof")["source"] = MARKUP


@edit("nb-schema-of-1970", "Metadata of schemas that never were.")
def _(notebook: Notebook) -> None:
    for number, found in enumerate(notebook["cells"]):
        found["metadata"]["nbgrader"]["schema_version"] = [0, 1, 99, "3", None, {}][number % 6]


@edit("nb-metadata-of-other-kinds", "Metadata that is a list, a text, null.", step=("NOT_ATTEMPTED",))
def _(notebook: Notebook) -> None:
    found, check = cell(notebook, "step"), cell(notebook, "check-gate_params")
    found["metadata"], found["id"], check["metadata"] = ["nbgrader"], 17, None
    notebook["metadata"] = "none"


@edit("nb-metadata-bomb", "Fifty thousand keys of metadata in lists in lists.")
def _(notebook: Notebook) -> None:
    nested: object = []
    for _ in range(300):
        nested = [nested]
    notebook["metadata"]["bomb"] = {str(number): nested if number % 1000 == 0 else number for number in range(50_000)}
    cell(notebook, "step")["metadata"]["bomb"] = nested


@edit("nb-missing-ids", "No cell has an id.")
def _(notebook: Notebook) -> None:
    for found in notebook["cells"]:
        found.pop("id", None)
    notebook["nbformat_minor"] = 4


@edit("nb-same-ids", "Every cell has the same id.")
def _(notebook: Notebook) -> None:
    for found in notebook["cells"]:
        found["id"] = "step"


@edit("nb-huge-outputs", "Ten million characters of output, pictures, widgets.")
def _(notebook: Notebook) -> None:
    data = {"text/html": SCRIPT, "application/javascript": "alert('attack')", "image/svg+xml": f"<svg>{SCRIPT}</svg>",
            "application/vnd.jupyter.widget-view+json": {"model_id": "0"}}  # fmt: skip
    cell(notebook, "step")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 10_000_000},
        {"output_type": "display_data", "data": data, "metadata": {}},
    ]
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}


@edit("nb-crlf", "Lines that end as on Windows.")
def _(notebook: Notebook) -> None:
    for name in KEPT:
        cell(notebook, name)["source"] = "".join(cell(notebook, name)["source"]).replace("\n", "\r\n")


@edit("nb-zero-width", "A letter that nobody sees in one cell.", step=("NOT_DEFINED",))
def _(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = "".join(cell(notebook, "step")["source"]).replace("return", "\u200breturn")


@edit("nb-zero-width-id", "A grade_id with a letter that nobody sees.", step=("NOT_ATTEMPTED",))
def _(notebook: Notebook) -> None:
    found = cell(notebook, "step")
    found["metadata"]["nbgrader"]["grade_id"] = found["id"] = "step\u200b"


@edit("nb-half-characters", "Half a character, a zero, a bell: in source, id and metadata.", step=("NOT_DEFINED",))
def _(notebook: Notebook) -> None:
    cell(notebook, "step")["source"] = "def step(z):\n    return '\ud800\0\x07\x1b[2J' z\n"
    cell(notebook, "step")["metadata"]["\ud800"] = "\0"
    notebook["cells"].append({**code("1"), "id": "\ud800"})


@edit("nb-extra-cells", "A thousand cells of one's own, some with errors.")
def _(notebook: Notebook) -> None:
    notebook["cells"] += [code("1 / 0" if number % 100 == 0 else "") for number in range(1000)]


@edit("nb-extra-cell-redefines", "A cell at the end puts the attack in place of the answer.", step=("WRONG_TYPE",))
def _(notebook: Notebook) -> None:
    notebook["cells"].append(code("del step\ndef step(z):\n    return 'wrong'"))


@edit("nb-code-in-a-prediction", "Code in place of a letter.")
def _(notebook: Notebook) -> None:
    cell(notebook, "prediction_L01_P1")["source"] = 'prediction_L01_P1 = "b"\nopen("@CANARY@", "w")'


@edit("nb-cells-of-other-kinds", "Cells of a type that is not known.")
def _(notebook: Notebook) -> None:
    notebook["cells"].append({"cell_type": "script", "metadata": {}, "source": SCRIPT})
    notebook["cells"].append({"source": "1"})


@edit("nb-output-of-all-cells", "Thirty cells print a megabyte each.")
def _(notebook: Notebook) -> None:
    notebook["cells"] += [code("print('x' * 2**20)") for _ in range(30)]


@edit("nb-long-texts", "Markdown that takes a reader of it long: tags without an end, formulas, tables.")
def _(notebook: Notebook) -> None:
    cell(notebook, "xor_proof")["source"] = "<div>" * 100_000
    for part in ("$x^{2}$ ", "|a|b|\n|-|-|\n", "[a]("):
        notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": part * (19_000 // len(part))})


@edit("nb-code-without-end", "Cells that Python's parser reads again and again, and one of a million lines.")
def _(notebook: Notebook) -> None:
    for source in ("@a\n" * 2000, "a;" * 9000, "1\n" * 1_000_000):
        notebook["cells"].insert(0, code(source))


@edit("nb-newer-minor", "A notebook of a minor version that is not there yet.")
def _(notebook: Notebook) -> None:
    notebook["nbformat_minor"] = 99


# --------------------------------------------------------------------------------------------------- files


def text(change: Callable[[str], bytes]) -> Callable[[Path], None]:
    """Return a writer of the base notebook's text, encoded in some way."""
    return lambda folder: raw(change(json.dumps(base(), ensure_ascii=False)))(folder)


def odd_json(text: str) -> bytes:
    """Return the notebook's text with numbers that JSON has not, a key that comes twice, and a million keys."""
    keys = ",".join(f'"{number}":-Infinity' for number in range(300_000))
    return text.replace('"nbformat": 4', f'"nbformat": 3, "nbformat": 4.0, "nan": NaN, "many": {{{keys}}}').encode()


def old(folder: Path) -> None:
    """Write a notebook of format 3."""
    cells = [{"cell_type": "code", "input": "1", "language": "python", "outputs": [], "metadata": {}}]
    notebook = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    dump(folder, notebook)


def beside(folder: Path) -> None:
    """Write the right notebook, and files that nobody asked for."""
    dump(folder, base())
    (folder / "numpy.py").write_text("raise SystemExit")
    (folder / "sitecustomize.py").write_text("open('@CANARY@', 'w')")
    (folder / "nbgrader_config.py").write_text("raise SystemExit")
    (folder / "timestamp.txt").write_text("9999-99-99 '; drop table grade; --")
    (folder / "link").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")


def hard_link(folder: Path) -> None:
    """Write the right notebook under two names of one file."""
    dump(folder, base())
    (folder / "second.ipynb").hardlink_to(folder / f"{SLUG}.ipynb")


def timestamp_pipe(folder: Path) -> None:
    """Write the right notebook; the time of submission waits for ever."""
    dump(folder, base())
    os.mkfifo(folder / "timestamp.txt")


def linked_folder(folder: Path) -> None:
    """Put a link where the submission's folder should be."""
    folder.rmdir()
    folder.symlink_to("/etc")


def renamed(folder: Path) -> None:
    """Write the notebook under another name, and as a program."""
    dump(folder, base())
    (folder / f"{SLUG}.ipynb").rename(folder / f"{SLUG} (1).ipynb")
    (folder / f"{SLUG}.py").write_text("def step(z): return z")


FILE = f"{SLUG}.ipynb"
CASES["file-bom"] = Case("A byte order mark in front.", text(lambda t: b"\xef\xbb\xbf" + t.encode()), {})
CASES["file-odd-json"] = Case("Numbers that JSON has not, a key twice, very many keys.", text(odd_json), {})
CASES["file-beside"] = Case("Files that nobody asked for beside the notebook.", beside, {})
CASES["file-hard-link"] = Case("Two names of one file.", hard_link, {})
CASES["file-timestamp-pipe"] = Case("A pipe in place of the time of submission.", timestamp_pipe, {})
refuse("file-utf16", "A notebook in UTF-16.", text(lambda t: t.encode("utf-16")))
refuse("file-latin1", "A notebook in Latin-1.", text(lambda t: ("é" + t).encode("latin-1", "replace")))
refuse("file-not-json", "Half a notebook.", raw(b'{"cells": ['))
refuse("file-empty", "No byte.", raw(b""))
refuse("file-blank", "Blanks and line ends.", raw(b" \r\n\t"))
refuse("file-null", "JSON's null.", raw(b"null"))
refuse("file-list", "A list in place of a notebook.", raw(b"[1, 2]"))
refuse("file-nan", "nan in place of a version.", raw(b'{"nbformat": NaN, "cells": []}'))
refuse("file-nested", "A hundred thousand lists in lists.", raw(b"[" * 100_000 + b"]" * 100_000))
refuse("file-great-number", "A number of a hundred thousand digits.", raw(b'{"nbformat": ' + b"4" * 100_000 + b"}"))
refuse("file-login-page", "A page to log in.", raw(b"<!DOCTYPE html><title>Log in</title>"))
refuse("file-binary", "Random bytes.", raw(bytes(range(256)) * 40))
refuse("file-of-format-3", "A notebook of format 3.", old)
refuse("file-no-cells", "A notebook without cells.", lambda f: dump(f, {"nbformat": 4, "cells": [], "metadata": {}}))
refuse("file-cells-of-text", "Cells that are texts.", lambda f: dump(f, {"nbformat": 4, "cells": ["a"]}))
refuse("file-source-of-numbers", "Source that is a list of numbers.",
       lambda f: dump(f, {"nbformat": 4, "cells": [{"id": "step", "cell_type": "code", "source": [1]}]}))  # fmt: skip
refuse("file-too-many-cells", "Five thousand and one cells.",
       lambda f: dump(f, {"nbformat": 4, "cells": [{"id": "step"}] * 5001}))  # fmt: skip
refuse("file-too-large", "A file of 21 MiB.", raw(b" " * (21 * 2**20)))
refuse("file-too-much-text", "More text than a course has.",
       lambda f: dump(f, {**base(), "cells": [*base()["cells"], *(code("#" * 19_000) for _ in range(60))]}))  # fmt: skip
refuse("file-missing", "A folder without a notebook.", lambda folder: None)
refuse("file-renamed", "Another name, and a program in its place.", renamed)
refuse("file-symlink", "A link to a file of the host.", lambda f: (f / FILE).symlink_to("/etc/passwd"))
refuse("file-symlink-to-the-right-one", "A link to the solution.",
       lambda f: (f / FILE).symlink_to(ROOT / "solutions" / SLUG / FILE))  # fmt: skip
refuse("file-dangling", "A link to nothing.", lambda f: (f / FILE).symlink_to("/nowhere"))
refuse("file-device", "A link to a device without end.", lambda f: (f / FILE).symlink_to("/dev/zero"))
refuse("file-fifo", "A pipe, which nobody writes.", lambda f: os.mkfifo(f / FILE))
refuse("file-folder", "A folder with the notebook's name.", lambda f: (f / FILE).mkdir())
refuse("file-linked-folder", "The folder itself is a link to one of the host.", linked_folder)

# ------------------------------------------------------------------------------------------------ students

STUDENTS = (
    "br[1]",
    "a.b.c",
    "a b",
    "张伟",
    "=1+1",
    "<b>x<i>",
    "50%41",
    "{x}*?",
    "o'brien; --",
    "é" * 60,
    "eve\u202e",
    "\x1b[2J\rbob",
)
for _name in STUDENTS:
    CASES[_name] = Case("A student's id that is a pattern, markup, a formula, or long.", edited(lambda _: None), {})
