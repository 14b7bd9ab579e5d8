"""Becomes an unprivileged user, and then bubblewrap: ``python -I starter.py BWRAP PLAN``.

Imports nothing of ours. As root it first binds every source below one folder that the unprivileged user can reach,
in a mount namespace of its own: a checkout in root's home could not be read otherwise.
"""

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

MS_BIND, MS_REC, MS_PRIVATE, CLONE_NEWNS = 4096, 0x4000, 1 << 18, 0x00020000
STAGES = ("/media", "/mnt", "/srv", "/opt", "/run")


def become_bubblewrap(program: str, plan: dict[str, Any]) -> None:
    """Replace this process by bubblewrap with everything that the plan says."""
    binds = [(source, target) for source, target in plan["binds"]]
    user = plan["user"]
    if user is not None:
        binds = stage(binds)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    arguments = [
        program, "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv",
        "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8",
        "--setenv", "OPENBLAS_NUM_THREADS", "1", "--setenv", "OMP_NUM_THREADS", "1",
        "--setenv", "MPLBACKEND", "Agg", "--setenv", "MPLCONFIGDIR", "/tmp/matplotlib",
        "--setenv", "PYTHONDONTWRITEBYTECODE", "1", "--setenv", "DEEPLEARN_SANDBOX", "1",
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
    ]  # fmt: skip
    for target, name in plan["links"]:
        arguments += ["--symlink", target, name]
    for source, target in binds:
        arguments += ["--ro-bind", source, target]
    for folder in plan["covered"]:
        arguments += ["--tmpfs", folder]
    arguments += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--", *plan["command"]]
    os.execv(program, arguments)


def stage(binds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Bind every source below one folder that any user can reach, and return the binds from there."""
    libc = ctypes.CDLL(None, use_errno=True)

    def check(result: int, what: str) -> None:
        if result != 0:
            sys.exit(f"{what}: {os.strerror(ctypes.get_errno())}")

    def mount(source: str, target: str, kind: bytes | None, flags: int, data: bytes | None = None) -> None:
        check(libc.mount(source.encode(), target.encode(), kind, ctypes.c_ulong(flags), data), f"mount {target}")

    folder = next(
        name for name in STAGES if Path(name).is_dir() and not any(s.startswith(name + "/") for s, _ in binds)
    )
    check(libc.unshare(CLONE_NEWNS), "a mount namespace of its own")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("tmpfs", folder, b"tmpfs", 0, b"mode=0755")
    staged = []
    for number, (source, target) in enumerate(binds):
        place = Path(folder, str(number))
        if Path(source).is_dir():
            place.mkdir()
        else:
            place.touch()
        mount(source, str(place), None, MS_BIND | MS_REC)
        staged.append((str(place), target))
    return staged


if __name__ == "__main__":
    become_bubblewrap(sys.argv[1], json.loads(sys.argv[2]))
