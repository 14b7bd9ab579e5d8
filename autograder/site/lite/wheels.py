"""What is loaded into the browser's Python: the student's side of the course as a wheel, and pure Python beside it."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from email.parser import Parser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from autograder import __version__
from autograder.errors import UserError
from autograder.messages import say
from autograder.site.lite.release import normal

PINNED = Path(__file__).with_name("wheels.txt")
NAME = "deeplearn-course"
NEEDS = ("anywidget", "ipython", "ipywidgets", "matplotlib", "numpy", "platformdirs")
"""What the student's side imports. The course's own list would bring nbgrader and a web server."""
STUDENT = {
    "deeplearn_ref": ("",),
    "lessonkit": ("",),
    "autograder": ("checking", "exercises", "feedback", "messages", "sandbox", "selfstudy"),
}
"""The packages of the student's side; of the autograder only the rooms below `selfstudy`."""
LEFT_OUT = ("__pycache__", "labextensions", "labsettings", "labsettings_zh")
BESIDE = {"jupyterlab-widgets", "widgetsnbextension"}
"""JavaScript that the pages have already."""
BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix", "extra": ""}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""One date for every file, so that the same course gives the same bytes."""


def student_wheel(folder: Path) -> Path:
    """Write the student's side of the course as a wheel that asks for nothing.

    What it needs is in the lock file that the browser loads it by (`NEEDS`).

    Returns
    -------
    Path
        The wheel.
    """
    wheel = folder / f"{NAME.replace('-', '_')}-{__version__}-py3-none-any.whl"
    about = f"{NAME.replace('-', '_')}-{__version__}.dist-info"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:

        def add(name: str, data: bytes) -> None:
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), data, zipfile.ZIP_DEFLATED)

        names = []
        for name, file in _student_files():
            add(name, file.read_bytes())
            names.append(name)
        add(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {__version__}\n".encode())
        add(f"{about}/WHEEL", b"Wheel-Version: 1.0\nGenerator: deeplearn\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        add(f"{about}/RECORD", "".join(f"{name},,\n" for name in names).encode())
    return wheel


def _student_files() -> Iterator[tuple[str, Path]]:
    for package, rooms in STUDENT.items():
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        root = Path(spec.origin).parent
        files = {file for file in root.glob("*.py") if (package, file.name) != ("autograder", "lab.py")}
        files |= {file for room in rooms for file in (root / room).rglob("*") if file.is_file()}
        for file in sorted(files):
            if not set(LEFT_OUT) & set(file.relative_to(root).parts):
                yield f"{package}/{file.relative_to(root).as_posix()}", file


def pinned_names() -> dict[str, str]:
    """Return the lines of the pinned list, by name."""
    lines = (line for line in PINNED.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {line.split("==")[0]: line for line in lines}


def fetch_pinned(names: Iterable[str], folder: Path, scratch: Path) -> None:
    """Bring these wheels of the pinned list with pip, their hashes checked.

    Raises
    ------
    UserError
        If pip can't have them.
    """
    lines = [pinned_names()[name] for name in names]
    if not lines:
        return
    asked = scratch / "asked.txt"
    asked.write_text("\n".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--require-hashes", "--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none",
         "--python-version=3.14", "--dest", folder, "--requirement", asked],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr.strip()]
        raise UserError(say("site.lite_no_wheels", output=told[-1]).en.replace("`", ""))


def entry(wheel: Path, depends: Iterable[str] | None = None) -> dict[str, Any]:
    """Return what a lock file says about a wheel.

    Parameters
    ----------
    wheel : Path
        Pure Python.
    depends : iterable of str, optional
        What it needs; by default what its metadata names for the browser.
    """
    with zipfile.ZipFile(wheel) as packed:
        files = packed.namelist()
        (about,) = (name for name in files if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        metadata = Parser().parsestr(packed.read(about).decode())
    tops = {name.split("/")[0].removesuffix(".py") for name in files if name.endswith(".py")}
    return {
        "name": normal(metadata["Name"]),
        "version": metadata["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": sorted(_asked_for(metadata.get_all("Requires-Dist") or ()) if depends is None else depends),
        "unvendored_tests": False,
    }


def _asked_for(lines: Iterable[str]) -> set[str]:
    version = {"python_version": "3.14", "python_full_version": "3.14.2"}
    found = set()
    for line in lines:
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate(BROWSER | version):
            found.add(normal(asked.name))
    return found - BESIDE


def as_json(lock: dict[str, Any]) -> str:
    """Return a lock file's text."""
    return json.dumps(lock, indent=1, sort_keys=True)
