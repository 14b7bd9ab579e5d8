"""Verdicts on disk: written at once or not at all, and used again only where nothing has changed."""

import json
import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from autograder import __file__ as _autograder
from autograder.config import secret
from autograder.grading.files import write_whole
from deeplearn_ref import __file__ as _reference
from lessonkit import __file__ as _kit

JUDGING = (_autograder, _reference, _kit)


def path(root: Path, assignment: str, student: str) -> Path:
    """Return the file that holds a submission's verdict; any student id makes a safe file name."""
    # A name that is quoted beyond the 255 bytes of a file name is known by its hash.
    name = quote(os.fsencode(student), safe="")
    name = name if len(name) <= 200 else sha256(name.encode()).hexdigest()
    return root / ".deeplearn" / "verdicts" / assignment / f"{name.replace('.', '%2E')}.json"


def environment(root: Path, assignment: str) -> str:
    """Return a hash of all that a verdict depends on besides the submission."""
    released = root / "course" / assignment / f"{assignment}.ipynb"
    parts = [_code(), _hash(released, released.stat().st_mtime_ns), sha256(b"seed" + secret(root)).hexdigest()]
    return sha256("".join(parts).encode()).hexdigest()


@cache
def _hash(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()


@cache
def _code() -> str:
    digest = sha256(f"{sys.version} {np.__version__}".encode())
    for package in JUDGING:
        for file in _sources(Path(str(package)).parent):
            digest.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _sources(folder: Path) -> list[Path]:
    """Return the files that decide a verdict: the code, and the sentences that stand in it."""
    return sorted(file for file in folder.rglob("*") if file.suffix in (".py", ".toml"))


def stored(root: Path, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the verdict that is kept of a student, whatever has changed since, or None."""
    try:
        verdict: dict[str, Any] = json.loads(path(root, assignment, student).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return verdict if verdict.get("student") == student else None


def load(root: Path, assignment: str, student: str, submission_hash: str, unsafe: bool) -> dict[str, Any] | None:
    """Return the verdict of exactly this submission, or None where it must be made (again).

    A verdict that holds a fault of ours is never used again.
    """
    verdict = stored(root, assignment, student)
    if verdict is None:
        return None
    try:
        fits = (
            verdict["submission_hash"] == submission_hash
            and verdict["environment"] == environment(root, assignment)
            and verdict["unsafe"] == unsafe
            and all(result["verdict"] != "GRADER_FAULT" for result in verdict["results"])
        )
    except (KeyError, TypeError):
        return None
    return verdict if fits else None


def save(root: Path, verdict: dict[str, Any]) -> None:
    """Write a verdict so that a reader finds the old one or the new one; where the power fails, it is made anew."""
    target = path(root, verdict["assignment"], verdict["student"])
    # indented, it takes ten times as long
    write_whole(target, json.dumps(verdict, ensure_ascii=True), lasting=False)
