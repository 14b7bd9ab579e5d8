"""Sees to what the tests need from the system: installs it as root on Debian, else says what to install."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {"bwrap": "bubblewrap", "chromium": "chromium"}
POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
LIBRARIES = {"libatomic.so.1": "libatomic1"}  # of the browser tests' driver


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def main() -> int:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if not POSTGRESQL and shutil.which("initdb") is None:
        missing.append("postgresql")
    missing += [package for library, package in LIBRARIES.items() if not has_library(library)]
    if not missing:
        print("all there")
        return 0
    install = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(
            f"The tests need {', '.join(missing)} from the system's packages. "
            f"On Debian or Ubuntu, as root: apt-get update && {install}. "
            "On Fedora: dnf install bubblewrap chromium libatomic postgresql-server.",
            file=sys.stderr,
        )
        return 1
    print(f"installing {', '.join(missing)} (root on a Debian-like system)")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "--quiet"], check=True, **quiet)
    subprocess.run(install.split(), check=True, **quiet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
