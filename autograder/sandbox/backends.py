"""How the sandbox's process is started: through bubblewrap, or, loudly, through nothing at all."""

import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import UserError
from autograder.sandbox import layout

PROGRAMS = {"bubblewrap": "bwrap", "podman": "podman"}
VARIABLE = "DEEPLEARN_BACKEND"
_AVAILABLE = f"use {' or '.join(PROGRAMS)}"
_numbers = itertools.count()


class SandboxUnavailableError(UserError):
    """No working sandbox: nothing is run."""


class SandboxLostError(SandboxUnavailableError):
    """The sandbox did start, and has gone since."""


def chosen() -> str:
    """Return the sandbox to use: bubblewrap, unless ``DEEPLEARN_BACKEND`` in the environment names another.

    Raises
    ------
    SandboxUnavailableError
        If there is none of that name.
    """
    named = os.environ.get(VARIABLE) or next(iter(PROGRAMS))
    if named not in PROGRAMS:
        raise SandboxUnavailableError(f"{VARIABLE} is '{named}', and there is no such sandbox: {_AVAILABLE}.")
    return named


def start(backend: str, control: socket.socket, doors: Sequence[Path] = ()) -> subprocess.Popen[bytes]:
    """Start the inside of a sandbox that talks through `control`.

    Parameters
    ----------
    backend : str
        ``"bubblewrap"``, ``"podman"`` where that can't run, or ``"unsafe"`` for a plain process that can do all that
        you can.
    control : socket
        The inside's end of a socket pair.
    doors : sequence of Path
        Files of `groups.Group` by which the inside enters its control group.

    Raises
    ------
    SandboxUnavailableError
        If the program is missing or there is no such backend.
    """
    if backend == "unsafe":
        command = [
            sys.executable,
            "-I",
            str(Path(__file__).with_name("child.py")),
            str(control.fileno()),
            "plain",
        ]
        environment = {"PATH": os.defpath, "MPLBACKEND": "Agg"}
    elif backend in PROGRAMS:
        program = shutil.which(PROGRAMS[backend])
        if program is None:
            raise SandboxUnavailableError(
                f"Students' code runs only in a sandbox, and {backend} is not installed here. On Debian or Ubuntu, "
                f"as root: apt-get install {backend}. On other systems see `deeplearn doctor`."
            )
        command = [sys.executable, "-I", str(Path(__file__).with_name("starter.py")), program]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": ""}
    else:
        raise SandboxUnavailableError(f"There is no sandbox called '{backend}': {_AVAILABLE}.")
    plan = (
        {"backend": backend, "doors": [str(door) for door in doors], **_plan(control.fileno())}
        if backend in PROGRAMS
        else {}
    )
    return subprocess.Popen(
        [*command, json.dumps(plan)] if plan else command,
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _plan(descriptor: int) -> dict[str, object]:
    """Return what the starter needs to know: binds, covers, the user to become, the command inside."""
    python, needed, covered = layout.interpreter()
    return {
        "binds": [(str(source), target) for source, target in [*needed, *layout.binds()]],
        "covered": covered,
        "links": layout.links(),
        "user": 200_000 + (os.getpid() * 64 + next(_numbers)) % 500_000 if os.geteuid() == 0 else None,
        "descriptor": descriptor,
        "command": [
            str(python),
            "-I",
            f"{layout.HOME}/autograder/sandbox/child.py",
            str(descriptor),
            "isolate",
        ],
    }
