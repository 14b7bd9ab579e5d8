"""The kernel's own count of a sandbox's memory and processes: a control group for each, where we may make one.

Version 2 asks for a subtree that is ours to divide, version 1 for root. Where there is neither, the watching of the
sandbox's init is all there is; where there is one, that watching goes on in front of it, for it says sooner what
happened.
"""

import contextlib
import errno
import itertools
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from autograder.sandbox.limits import Limits

PREFIX = "deeplearn-"
OUTSIDE = f"{PREFIX}outside"
"""Where the processes of a divided group go: version 2 has processes only in leaves."""
NEEDED = ("memory", "pids")
FILES = {
    "most": ("memory.limit_in_bytes", "memory.max"),
    "swap": ("memory.swappiness", "memory.swap.max"),
    "used": ("memory.usage_in_bytes", "memory.current"),
    "kills": ("memory.oom_control", "memory.events"),
}
"""What a group's files are called in version 1 and 2."""
SERVING = 8
"""Processes of the sandbox itself, beside a submission's."""
PATIENCE = 1.0
_numbers = itertools.count()


@dataclass(frozen=True)
class Home:
    """Where groups may be made.

    Parameters
    ----------
    version : int
        1 or 2.
    folders : tuple of Path
        The folder for each hierarchy, that of the memory first.
    """

    version: int
    folders: tuple[Path, ...]

    def make(self) -> "Group | None":
        """Return a new group; None where the kernel refuses."""
        group = Group(self, f"{PREFIX}{os.getpid()}-{next(_numbers)}")
        try:
            for folder in group.folders:
                folder.mkdir()
        except OSError:
            group.close()
            return None
        return group


class Group:
    """The control group of one sandbox: it is entered once, for to enter one takes the kernel 10 ms.

    Parameters
    ----------
    home : Home
        Where it is.
    name : str
        Of its folder in each hierarchy.
    """

    def __init__(self, home: Home, name: str) -> None:
        self.version, self.folders = home.version, [folder / name for folder in home.folders]
        self.doors = [folder / "cgroup.procs" for folder in self.folders]
        """The files by which a process enters."""
        self._warm_bytes = 0
        self._kills: int | None = None

    def begin(self) -> bool:
        """Note what the warm sandbox takes by now; say whether it is in the group, and the group can limit it."""
        try:
            self._warm_bytes = int(self._file("used").read_text())
            self._kills = os.open(self._file("kills"), os.O_RDONLY | os.O_CLOEXEC)
            self._set(Limits())
            if self._file("swap").exists():
                self._file("swap").write_text("0")
            return all(door.read_text().strip() for door in self.doors)
        except (OSError, ValueError):
            return False

    def limit(self, limits: Limits) -> int:
        """Set what a submission may take beyond the warm sandbox; return the file that counts what the kernel ends.

        Raises
        ------
        OSError
            If the group is closed.
        """
        if self._kills is None:
            raise OSError(errno.EBADF, "The control group is closed")
        with contextlib.suppress(OSError):  # a group of version 1 does not shrink below what it uses
            self._set(limits)
        return self._kills

    def _set(self, limits: Limits) -> None:
        most = str(self._warm_bytes + limits.memory_bytes + limits.scratch_bytes)  # the scratch folder is memory, too
        self._file("most").write_text(most)
        (self.folders[-1] / "pids.max").write_text(str(limits.processes + SERVING))

    def _file(self, what: str) -> Path:
        return self.folders[0] / FILES[what][self.version - 1]

    def close(self) -> None:
        """Remove the group, as soon as its last process has ended."""
        if self._kills is not None:
            os.close(self._kills)
            self._kills = None
        deadline = time.monotonic() + PATIENCE
        while not all([_removed(folder) for folder in self.folders]) and time.monotonic() < deadline:
            time.sleep(0.005)


@cache
def home() -> Home | None:
    """Return where this process may make groups, or None; what a killed grader left there is removed."""
    try:
        return find(Path("/proc/self"))
    except OSError:  # not Linux, or not its /proc
        return None


def find(process: Path) -> Home | None:
    """Return where the process of this folder of ``/proc`` may make groups, or None."""
    mounts = dict(_mounts((process / "mountinfo").read_text()))
    own = dict(_own((process / "cgroup").read_text()))
    places = [mounts[name][0] / _below(own.get(name, "/"), mounts[name][1]) for name in ("", *NEEDED) if name in mounts]
    if "" in mounts and "memory" in _words(mounts[""][0] / "cgroup.controllers"):
        parent = _divided(places[0], mounts[""][0])
        found = Home(2, (parent,)) if parent else None
    elif all(name in mounts for name in NEEDED):
        found = Home(1, tuple(places[-2:]))
    else:
        found = None
    if found is None or not all(os.access(folder, os.W_OK) for folder in found.folders):
        return None
    for folder in found.folders:
        sweep(folder)
    return found


def sweep(folder: Path) -> None:
    """Remove the groups of graders that are no more."""
    for left in folder.glob(f"{PREFIX}[0-9]*-*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            _removed(left)


def _divided(here: Path, top: Path) -> Path | None:
    """Return the group of version 2 whose children we may make and limit, nearest first.

    That is our own one, if it was delegated to us: its processes move into a child then. Else it is the nearest one
    above it that is divided already.
    """
    if here.name == OUTSIDE:
        here = here.parent
    if _delegated(here, top) and os.access(here, os.W_OK) and _divide(here):
        return here
    while not set(NEEDED) <= _words(here / "cgroup.subtree_control"):
        if here == top:
            return None
        here = here.parent
    return here


def _divide(here: Path) -> bool:
    """Move the processes of a group into a child of it, so that it may hand its controllers down."""
    if set(NEEDED) <= _words(here / "cgroup.subtree_control"):
        return True
    is_leaf_only = (here / "cgroup.type").exists()  # not so for the top of all groups, which may hold processes
    for _ in range(5):  # a process that is born meanwhile has to move, too
        with contextlib.suppress(OSError):
            if is_leaf_only:
                (here / OUTSIDE).mkdir(exist_ok=True)
                for number in (here / "cgroup.procs").read_text().split():
                    with contextlib.suppress(ProcessLookupError):
                        (here / OUTSIDE / "cgroup.procs").write_text(number)
            (here / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in NEEDED))
            return True
    return False


def _delegated(here: Path, top: Path) -> bool:
    """Say whether a group is ours to divide: systemd has marked it, or it is the top of what we can see."""
    if here == top:
        return True
    for name in ("user.delegate", "trusted.delegate"):
        with contextlib.suppress(OSError):
            return os.getxattr(here, name) == b"1"
    return False


def _mounts(text: str) -> Iterator[tuple[str, tuple[Path, str]]]:
    """Yield each controller with the place and the root of its hierarchy's mount; version 2 is the one without name."""
    for line in text.splitlines():
        words, _, rest = line.partition(" - ")
        root, place = words.split()[3:5]
        kind, _, options = rest.split(" ", 2)
        for name in {"cgroup": NEEDED, "cgroup2": ("",)}.get(kind, ()):
            if kind == "cgroup2" or name in options.split(","):
                yield name, (Path(place), root)


def _own(text: str) -> Iterator[tuple[str, str]]:
    """Yield each controller with the path of our own group in its hierarchy."""
    for line in text.splitlines():
        _, names, path = line.split(":", 2)
        for name in names.split(","):
            yield name, path


def _below(path: str, root: str) -> PurePosixPath:
    """Return a group's path as seen from a mount of the hierarchy; the mount itself where it lies outside."""
    try:
        return PurePosixPath(path).relative_to(root)
    except ValueError:
        return PurePosixPath()


def _words(file: Path) -> set[str]:
    try:
        return set(file.read_text().split())
    except OSError:
        return set()


def _removed(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        folder.rmdir()
    return not folder.exists()
