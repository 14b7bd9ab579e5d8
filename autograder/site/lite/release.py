"""Pyodide as the user has it: a folder, an archive, or the address of a release that the pages then ask."""

import json
import re
import shutil
import tarfile
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UserError
from autograder.messages import say

ENTRY = "pyodide.mjs"
"""What JupyterLite's kernel loads; releases before 314 bring it too, but its workers ask for a module."""
LOCK = "pyodide-lock.json"
CORE = (ENTRY, "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PATIENCE = 60.0
"""Seconds to wait for an address."""


@dataclass(frozen=True)
class Release:
    """A Pyodide.

    Parameters
    ----------
    lock : dict
        What its lock file says: ``info``, and ``packages`` by name.
    folder : Path, optional
        Where its files lie.
    address : str, optional
        Where its files are asked for instead; ends with a slash.
    version : str, optional
        Its number, where a folder says it.
    """

    lock: dict[str, Any]
    folder: Path | None = None
    address: str | None = None
    version: str | None = None

    @property
    def packages(self) -> dict[str, dict[str, Any]]:
        """The packages that the lock file names, whether or not they can be had."""
        found: dict[str, dict[str, Any]] = self.lock["packages"]
        return found

    def has(self, name: str) -> bool:
        """Whether this package can really be loaded."""
        if name not in self.packages:
            return False
        return self.folder is None or (self.folder / self.packages[name]["file_name"]).is_file()

    def closure(self, names: Iterable[str]) -> list[str]:
        """Return these packages and all that they need, as far as the lock file knows them."""
        found: dict[str, None] = {}
        waiting = [name for name in names if name in self.packages]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting += [one for one in map(normal, self.packages[name]["depends"]) if one in self.packages]
        return sorted(found)


def normal(name: str) -> str:
    """Return a package's name as lock files spell it.

    Examples
    --------
    >>> normal("prompt_toolkit")
    'prompt-toolkit'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def open_release(named: str, scratch: Path) -> Release:
    """Return the Pyodide that the user names.

    Parameters
    ----------
    named : str
        A folder that holds ``pyodide.mjs``; a ``.tar.bz2``, ``.tar.gz`` or ``.tgz`` of one; or ``https://…``, the
        folder of a release on a server.
    scratch : Path
        An empty folder, for what is in an archive.

    Raises
    ------
    UserError
        If there is none.
    """
    if re.match(r"https?://", named):
        address = named.removesuffix(ENTRY).rstrip("/") + "/"
        return Release(_asked(address + LOCK, named), address=address)
    path = Path(named).expanduser()
    if path.is_file():
        try:
            with tarfile.open(path) as archive:
                _unpack(archive, scratch)
        except (tarfile.TarError, OSError, EOFError) as error:
            raise _refused("site.lite_no_archive", path=named, error=type(error).__name__) from None
        path = scratch
    entries = sorted(path.rglob(ENTRY), key=lambda entry: len(entry.parts)) if path.is_dir() else []
    if not entries:
        raise _refused("site.lite_no_pyodide", path=named)
    folder = entries[0].parent
    lacking = [name for name in (*CORE, LOCK) if not (folder / name).is_file()]
    if lacking:
        raise _refused("site.lite_not_whole", path=named, files=", ".join(lacking))
    return Release(_lock((folder / LOCK).read_bytes(), named), folder=folder, version=_version(folder))


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write an archive's plain files that stay inside the folder. Not every Python 3.11 has tarfile's filters."""
    for member in archive:
        place = (folder / member.name).resolve()
        source = archive.extractfile(member) if member.isfile() else None
        if source is not None and place.is_relative_to(folder.resolve()):
            place.parent.mkdir(parents=True, exist_ok=True)
            with source, place.open("wb") as target:
                shutil.copyfileobj(source, target)


def _version(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / "package.json").read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _asked(address: str, named: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - http or https, by the user
            return _lock(answer.read(), named)
    except OSError as error:
        raise _refused("site.lite_no_address", path=address, error=str(error)) from None


def _lock(data: bytes, named: str) -> dict[str, Any]:
    try:
        lock = json.loads(data)
        whole = all({"name", "file_name", "depends"} <= package.keys() for package in lock["packages"].values())
    except (ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise _refused("site.lite_no_lock", path=named)
    return dict(lock)


def _refused(key: str, **values: str) -> UserError:
    return UserError(say(key, **values).en.replace("`", ""))
