"""Sees to what the tests need from the system: installs it as root on Debian, else says what to install."""

import os
import shutil
import subprocess
import sys

NEEDED = {"bwrap": "bubblewrap", "chromium": "chromium"}


def main() -> int:
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if not missing:
        print("all there")
        return 0
    install = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print(
            f"The tests need {' and '.join(missing)} from the system's packages. "
            f"On Debian or Ubuntu, as root: apt-get update && {install}. "
            "On Fedora: dnf install bubblewrap chromium.",
            file=sys.stderr,
        )
        return 1
    print(f"installing {' and '.join(missing)} (root on a Debian-like system)")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "--quiet"], check=True, **quiet)
    subprocess.run(install.split(), check=True, **quiet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
