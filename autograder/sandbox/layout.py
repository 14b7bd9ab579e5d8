"""Which files the sandbox can see: the interpreter, a few distributions, the students' kit, our own room."""

import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

VISIBLE = ("numpy", "matplotlib", "ipython")
"""Distributions that students' code may import, with all that these need."""
ROOM = (
    "__init__.py", "wire.py", "steps.py", "script.py", "strict_xp.py", "syscalls.py", "shell.py", "watch.py", "doubles",
    "child.py",
)  # fmt: skip
SITE = "/site"
HOME = "/grader"


def binds() -> list[tuple[Path, str]]:
    """Return what is bound read-only: a path of the host and where it appears inside."""
    import lessonkit

    here = Path(__file__).resolve().parent
    found = [(here / name, f"{HOME}/autograder/sandbox/{name}") for name in ROOM]
    found.append((here.parent / "__init__.py", f"{HOME}/autograder/__init__.py"))
    found.append((Path(lessonkit.__file__).resolve().parent, f"{HOME}/lessonkit"))
    for path in sorted(_tops(_closure(VISIBLE))):
        found.append((path, f"{SITE}/{path.name}"))
    return found


def interpreter() -> tuple[Path, list[tuple[Path, str]], list[str]]:
    """Return the interpreter, the folders it needs (same path inside), and what in them is covered.

    Covered are the site-packages beside the standard library: they may hold ready answers.
    """
    base = Path(sys.base_prefix).resolve()
    python = Path(sys.executable).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = [Path(name) for name in ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")]
    folders += [base / "lib", python]
    needed: list[tuple[Path, str]] = []
    for folder in folders:
        if folder.exists() and not folder.is_symlink() and (folder, str(folder)) not in needed:
            needed.append((folder, str(folder)))
    roots = {base / "lib" / version, base / "lib", Path("/usr/lib"), Path("/usr/lib/python3")}
    roots.add(Path("/usr/local/lib") / version)
    covered = [
        str(root / package)
        for root in roots
        for package in ("site-packages", "dist-packages")
        if (root / package).is_dir()
    ]
    return python, needed, sorted(covered)


def links() -> list[tuple[str, str]]:
    """Return the symbolic links at the root that the loader follows, ``/lib -> usr/lib``."""
    return [(str(Path(name).readlink()), name) for name in ("/lib", "/lib64", "/bin") if Path(name).is_symlink()]


def _closure(names: tuple[str, ...]) -> list[Distribution]:
    seen: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in seen:
            continue
        try:
            seen[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for line in seen[name].requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return list(seen.values())


def _tops(distributions: list[Distribution]) -> set[Path]:
    tops: set[Path] = set()
    for dist in distributions:
        for file in dist.files or []:
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not top.endswith((".dist-info", ".pth")):
                tops.add(Path(str(dist.locate_file(top))))
    return {path for path in tops if path.exists()}
