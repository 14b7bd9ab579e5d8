"""What a still was drawn from, as fingerprints kept beside it: a picture that changes later has a stale still.

Counted is what can change the first state of a picture, and only its own: its script, the declarations of the common
script that it uses, its labels, the Python function that calls it with what that uses of its file, and the cell that
shows it. Comments, docstrings and the layout of the code do not count, nor what other pictures share a file with it.
Not seen is what comes from elsewhere: an earlier cell, the course's reference, the colours of the page.
"""

import ast
import hashlib
import inspect
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import nbformat

from autograder.authoring import stills
from lessonkit import widgets
from lessonkit.widgets.figure import labels

RECORD = "sources.json"
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
START = "render"
"""What runs in every picture, whether its script names it or not."""

Fingerprints = dict[str, str]


def of_lesson(root: Path, slug: str) -> dict[str, Fingerprints]:
    """Return the fingerprints of all pictures that a lesson shows, by the name of the still."""
    cells = nbformat.read(root / "course" / slug / f"{slug}.ipynb", as_version=4).cells
    sources = [cell.source if cell.metadata.deeplearn.role == "demo" else "" for cell in cells]
    named = zip(stills.names(slug, sources), sources, strict=True)
    return {name: fingerprints(source) for name, source in named if name is not None}


def fingerprints(cell: str) -> Fingerprints:
    """Return the fingerprints of the picture that a cell shows.

    Parameters
    ----------
    cell : str
        The code of a demo cell that calls ``widgets.NAME(...)``.
    """
    called = stills.CALL.search(cell)
    if called is None:
        raise ValueError("The cell shows no interactive picture: it calls no function of `widgets`.")
    function = getattr(widgets, called[1])
    code = used(Path(inspect.getsourcefile(function) or "").read_text("utf-8"), called[1])
    kinds = sorted(set(re.findall(r"\bfigure\('(\w+)'", code)))
    folder = files("lessonkit") / "static" / "figures"
    own = "\n".join(plain((folder / f"{kind}.js").read_text("utf-8")) for kind in kinds)
    common = reached(parts(plain((folder / "common.js").read_text("utf-8"))), own)
    return {
        "script": _mark(own + common),
        "labels": _mark(json.dumps([labels(kind) for kind in kinds], sort_keys=True, ensure_ascii=False)),
        "code": _mark(code),
        "cell": _mark(ast.unparse(ast.parse(cell))),
    }


def changed(recorded: Mapping[str, Fingerprints], now: Mapping[str, Fingerprints]) -> dict[str, list[str]]:
    """Return what has changed since each still was drawn, ``{"03_network": ["labels"]}``; all of it if none is known.

    Examples
    --------
    >>> changed({"a": {"script": "1", "cell": "2"}}, {"a": {"script": "1", "cell": "3"}})
    {'a': ['cell']}
    """
    found = {name: [part for part in one if recorded.get(name, {}).get(part) != one[part]] for name, one in now.items()}
    return {name: parts for name, parts in found.items() if parts}


def recorded(root: Path) -> dict[str, Fingerprints]:
    """Return the fingerprints that are kept beside the stills."""
    path = root / stills.FOLDER / RECORD
    read: dict[str, Fingerprints] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return read


def record(root: Path, slugs: Sequence[str]) -> None:
    """Keep the fingerprints of some lessons' pictures as they are now, in place of the earlier ones."""
    prefixes = tuple(f"{slug[:2]}_" for slug in slugs)
    kept = {name: one for name, one in recorded(root).items() if not name.startswith(prefixes)}
    for slug in slugs:
        kept |= of_lesson(root, slug)
    text = json.dumps(kept, indent=1, sort_keys=True) + "\n"
    (root / stills.FOLDER / RECORD).write_text(text, "utf-8")


def used(source: str, name: str) -> str:
    r"""Return the definitions of a Python file that `name` needs, without comments and docstrings.

    Examples
    --------
    >>> used("A = 1  # one\nB = 2\ndef f():\n    'Say.'\n    return A\ndef g():\n    return B\n", "f")
    'A = 1\ndef f():\n    return A'
    """
    defined: dict[str, ast.stmt] = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            defined[statement.name] = statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            defined |= {node.id: statement for node in names if isinstance(node.ctx, ast.Store)}
    wanted, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one in defined and one not in wanted:
            wanted.add(one)
            waiting += [node.id for node in ast.walk(defined[one]) if isinstance(node, ast.Name)]
    chosen = {id(defined[one]): defined[one] for one in defined if one in wanted}
    return "\n".join(ast.unparse(_bare(statement)) for statement in chosen.values())


def _bare(statement: ast.stmt) -> ast.stmt:
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return statement


def plain(script: str) -> str:
    r"""Return a script without comments and empty lines.

    Examples
    --------
    >>> plain("// what it is\nfunction f() {\n  return 1; // one\n}\n")
    'function f() {\n  return 1;\n}'
    """
    lines = (re.sub(r"(^|\s)//\s.*$", "", line).rstrip() for line in script.splitlines())
    return "\n".join(line for line in lines if line)


def parts(script: str) -> dict[str, str]:
    """Return the top-level declarations of a plain script by name, each with the lines up to the next one."""
    begins = [(found.start(), found[1]) for found in DECLARED.finditer(script)]
    ends = [start for start, _ in begins[1:]] + [len(script)]
    return {name: script[start:end] for (start, name), end in zip(begins, ends, strict=True)}


def reached(declared: Mapping[str, str], script: str) -> str:
    """Return those declarations that a script uses, straight or through another one, in their order."""
    wanted: set[str] = set()
    waiting = [START, *re.findall(r"\w+", script)]
    while waiting:
        one = waiting.pop()
        if one in declared and one not in wanted:
            wanted.add(one)
            waiting += re.findall(r"\w+", declared[one])
    return "".join(text for name, text in declared.items() if name in wanted)


def _mark(text: str) -> str:
    """Return the fingerprint of a text, however its lines are indented."""
    return hashlib.sha256(re.sub(r"\n +", "\n", text).encode()).hexdigest()[:12]
