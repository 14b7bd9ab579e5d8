"""Mutants that no case can kill, each with its reason: ``survivors/LESSON.toml``."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "survivors"


def explained(slug: str, folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Return the explained survivors of a lesson: by exercise, from a mutant's change to the reason.

    Each entry of the file is ``[[survivor]]`` with ``exercise``, ``mutation`` (one change or a list of changes, as
    ``deeplearn quality`` prints them) and ``why``: why the changed code computes the same, or why the exercise
    does not ask for the difference.

    Raises
    ------
    ValueError
        If an entry has no reason, or a change is explained twice.
    """
    path = folder / f"{slug}.toml"
    found: dict[str, dict[str, str]] = {}
    if not path.is_file():
        return found
    for entry in tomllib.loads(path.read_text("utf-8")).get("survivor", []):
        why = str(entry.get("why", "")).strip()
        listed = entry["mutation"]
        for change in [listed] if isinstance(listed, str) else listed:
            if not why:
                raise ValueError(f"{path.name}: '{change}' needs a reason: fill in 'why'.")
            if change in found.setdefault(entry["exercise"], {}):
                raise ValueError(f"{path.name}: '{change}' is explained twice.")
            found[entry["exercise"]][change] = why
    return found
