"""Becomes an unprivileged user, and then bubblewrap or Podman: ``python -I starter.py PROGRAM PLAN``.

Imports nothing of ours. As root it first binds every source below one folder that the unprivileged user can reach,
in a mount namespace of its own: a checkout in root's home could not be read otherwise.
"""

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MS_BIND, MS_REC, MS_PRIVATE, CLONE_NEWNS = 4096, 0x4000, 1 << 18, 0x00020000
NOBODY = 199_999
FIRST_DESCRIPTOR = 3
"""The one that Podman hands on."""
MADE = ("/etc/passwd", "/etc/group", "/etc/hosts", "/etc/resolv.conf", "/etc/hostname", "/run/.containerenv")
"""Files that Podman puts into every container."""
STAGES = ("/media", "/mnt", "/srv", "/opt", "/run")


ENVIRONMENT = {
    "PATH": "/usr/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "Agg", "MPLCONFIGDIR": "/tmp/matplotlib", "PYTHONDONTWRITEBYTECODE": "1", "DEEPLEARN_SANDBOX": "1",
}  # fmt: skip


def become(program: str, plan: dict[str, Any]) -> None:
    """Replace this process by bubblewrap, or by Podman, with everything that the plan says."""
    binds = [(source, target) for source, target in plan["binds"]]
    user = plan["user"]
    for door in plan["doors"]:
        with contextlib.suppress(OSError):  # the launcher sees who has come in
            Path(door).write_text("0")
    if user is not None:
        binds = stage(binds)
    if plan["backend"] == "podman":
        with tempfile.TemporaryDirectory(prefix="deeplearn-podman-", ignore_cleanup_errors=True) as scratch:
            os.dup2(plan["descriptor"], FIRST_DESCRIPTOR)  # inheritable, as dup2 leaves it
            done = subprocess.run(podman(program, plan, binds, Path(scratch)), close_fds=False, check=False)
        sys.exit(done.returncode)
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    os.execv(program, bubblewrap(program, plan, binds))


def bubblewrap(program: str, plan: dict[str, Any], binds: list[tuple[str, str]]) -> list[str]:
    """Return bubblewrap's command line."""
    arguments = [
        program, "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv",
    ]  # fmt: skip
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    arguments += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for target, name in plan["links"]:
        arguments += ["--symlink", target, name]
    for source, target in binds:
        arguments += ["--ro-bind", source, target]
    for folder in plan["covered"]:
        arguments += ["--tmpfs", folder, "--remount-ro", folder]
    return [*arguments, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--", *plan["command"]]


def podman(program: str, plan: dict[str, Any], binds: list[tuple[str, str]], scratch: Path) -> list[str]:
    """Return Podman's command line: a container without an image, on a root of mount points only.

    Its own filter of calls and its covers of /proc are off: the child makes namespaces and a filter for each
    submission. Limits are the child's, too, so no control group is needed.
    """
    scratch.mkdir(exist_ok=True)
    scratch.chmod(0o711)  # the user inside is another one
    root = scratch / "root"
    for folder in ("dev", "etc", "proc", "run", "sys", "tmp", "var/tmp"):
        (root / folder).mkdir(parents=True)
    for source, target in [*binds, *(("/dev/null", name) for name in MADE)]:
        place = root / target.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if Path(source).is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.touch()
    for target, name in plan["links"]:
        (root / name.lstrip("/")).symlink_to(target)
    arguments = [
        program, "--root", str(scratch / "storage"), "--runroot", str(scratch / "state"),
        "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs", "--log-level", "error",
        "run", "--rm", "--cgroups", "disabled",
        "--network", "none", "--hostname", "sandbox", "--no-hosts", "--log-driver", "none",
        "--read-only", "--read-only-tmpfs=false", "--cap-drop", "all",
        "--security-opt", "no-new-privileges", "--security-opt", "seccomp=unconfined", "--security-opt", "unmask=ALL",
        "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096",
        "--preserve-fds", "1", "--workdir", "/", "--unsetenv-all",
        "--tmpfs", "/tmp:rw,nosuid,nodev,mode=1777,notmpcopyup",
    ]  # fmt: skip
    if plan["user"] is None:
        arguments += ["--userns", "keep-id"]
    else:  # a user of its own, and one that is root inside and runs nothing
        maps = [f"0:{NOBODY}:1", f"1:{plan['user']}:1"]
        arguments += [word for each in maps for word in ("--uidmap", each, "--gidmap", each)] + ["--user", "1:1"]
    for name, value in ENVIRONMENT.items():
        arguments += ["--env", f"{name}={value}"]
    for source, target in binds:
        arguments += ["--volume", f"{source}:{target}:ro"]
    for folder in plan["covered"]:
        arguments += ["--tmpfs", f"{folder}:ro,size=0,notmpcopyup"]
    command = [str(FIRST_DESCRIPTOR) if word == str(plan["descriptor"]) else word for word in plan["command"]]
    return [*arguments, "--rootfs", str(root), *command]


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
    become(sys.argv[1], json.loads(sys.argv[2]))
