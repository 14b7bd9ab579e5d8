"""Write the browser edition: JupyterLite with the lessons, the language switch, and Python as far as it can be had."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path

from autograder.errors import UserError
from autograder.exercises import slugs
from autograder.messages import say
from autograder.selfstudy.welcome import NAME as WELCOME
from autograder.selfstudy.welcome import welcome
from autograder.site.build import MARK, prepare
from autograder.site.lite import wheels
from autograder.site.lite.release import CORE, ENTRY, LOCK, Release, normal, open_release

NEEDED = ("jupyterlite_core", "jupyterlite_pyodide_kernel")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget", KERNEL)
"""Prebuilt extensions of this environment; those for a server, such as nbgrader's, have no use in a browser."""
FROM_KERNEL = {"ipykernel": ["pyodide-kernel"], "piplite": ["micropip"], "pyodide-kernel": ["comm", "ipython"]}
FROM_KERNEL |= {"widgetsnbextension": []}
"""Wheels that the kernel's extension brings, and what each needs."""
START = ("comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel", "widgetsnbextension")
"""Loaded as the kernel starts. All of it is in the lock file, so that nothing is looked up anywhere else."""
LESSONS = ("matplotlib", "numpy", "scikit-learn")
"""Compiled packages that the lessons import. Only Pyodide's own release has them."""
DRIVE = "/drive"
"""Where the kernel sees the browser's files."""
PROGRESS = f"{DRIVE}/.deeplearn"


@dataclass(frozen=True)
class Built:
    """What was written.

    Parameters
    ----------
    lessons : int
        How many.
    python : bool
        Whether there is a Pyodide.
    version : str
        The Pyodide that this one is, or the one to get.
    missing : tuple of str
        The packages that a lesson needs and this Pyodide lacks, each with its version.
    asks : str, optional
        The address that the pages ask for Python, where the user named one.
    """

    lessons: int
    python: bool
    version: str
    missing: tuple[str, ...] = ()
    asks: str | None = None


def build_lite(
    released: Path, output: Path, *, pyodide: str | None = None, tell: Callable[[str], None] = lambda _: None
) -> Built:
    """Write the browser edition into a folder.

    Parameters
    ----------
    released : Path
        The folder of the students' notebooks.
    output : Path
        The folder to write; it is emptied first if an earlier call made it.
    pyodide : str, optional
        A Pyodide: see `autograder.site.lite.release.open_release`. Without it the lessons can be read, not run.
    tell : callable
        Gets the name of each part before it is written.

    Raises
    ------
    UserError
        If JupyterLite is not installed, the folder holds what is not ours, or Pyodide or a wheel can't be had.
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise UserError(say("site.lite_absent").en.replace("`", ""))
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        release = None if pyodide is None else open_release(pyodide, scratch)
        prepare(output)
        tell("JupyterLite")
        lessons = _jupyterlite(released, output, scratch / "source", release)
        (output / MARK).touch()  # JupyterLite empties the folder
        if release is None:
            return Built(lessons, python=False, version=_expected())
        tell("Pyodide")
        missing = _python(release, output / "static" / "pyodide", output / "extensions" / KERNEL, scratch)
        return Built(lessons, True, release.version or _expected(), missing, release.address)


def _expected() -> str:
    """Return the Pyodide that the kernel is made for."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    return str(PYODIDE_VERSION)


def _jupyterlite(released: Path, output: Path, source: Path, release: Release | None) -> int:
    """Let JupyterLite write its pages, our extension and the lessons; return the number of lessons."""
    import lessonkit

    kit = Path(lessonkit.__file__).parent
    shutil.copytree(released, source / "files", ignore=shutil.ignore_patterns(".*"))
    (source / "files" / WELCOME).write_text(welcome(source / "files", in_browser=True), "utf-8")
    shutil.copy(kit / "labsettings" / "overrides.json", source)
    extensions = [*map(_extension, EXTENSIONS), str(kit / "labextensions" / "deeplearn-course")]
    build = {
        "apps": ["lab"],
        "federated_extensions": extensions,
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
    }
    (source / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": build}), "utf-8")
    (source / "jupyter-lite.json").write_text(json.dumps(_configuration(release)), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", source, "--output-dir", output],
        cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise UserError(say("site.lite_failed", output=(done.stderr or done.stdout).strip()[-2000:]).en)
    (output / "index.html").write_text(_first_page(), "utf-8")
    return sum((source / "files" / slug / f"{slug}.ipynb").is_file() for slug in slugs())


def _extension(name: str) -> str:
    """Return where this environment has a prebuilt extension."""
    folders = [Path(folder) / name for folder in jupyter_path("labextensions")]
    return str(next((folder for folder in folders if (folder / "package.json").is_file()), folders[0]))


def _configuration(release: Release | None) -> dict[str, Any]:
    """Return what the pages are told: Python lies beside them, and no registry is asked for packages."""
    here = "./static/pyodide/"
    kernel = {
        "pyodideUrl": ((release and release.address) or here) + ENTRY,
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": here + LOCK,
            "packages": list(START),
            "env": {"DEEPLEARN_DATA": PROGRESS, "MPLBACKEND": "module://matplotlib_inline.backend_inline"},
        },
    }
    settings = {"appName": say("site.title").en, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}


def _python(release: Release, target: Path, kernel: Path, scratch: Path) -> tuple[str, ...]:
    """Write Python, what it loads, and the lock file that names it; return what lessons miss."""
    target.mkdir(parents=True)
    wanted = release.closure((*LESSONS, *wheels.pinned_names()))
    pinned = [name for name in wheels.pinned_names() if not release.has(name)]
    asked = {*release.closure(LESSONS), *LESSONS} - set(pinned)
    missing = [name for name in asked if not release.has(name)]
    packages = {name: dict(release.packages[name]) for name in wanted if release.has(name)}
    if release.folder is not None:
        for file in (*CORE, *(package["file_name"] for package in packages.values())):
            shutil.copy(release.folder / file, target)
    for package in packages.values():
        if release.address is not None:
            package["file_name"] = release.address + package["file_name"]
    wheels.fetch_pinned(pinned, target, scratch)
    own = {wheel.name: wheels.entry(wheel) for wheel in target.glob("*.whl") if wheel.name not in _files(packages)}
    for wheel in (kernel / "static" / "pypi").glob("*.whl"):
        name = wheels.entry(wheel)["name"]
        if name in FROM_KERNEL and not (name == "widgetsnbextension" and "-3." in wheel.name):
            own[wheel.name] = wheels.entry(Path(shutil.copy(wheel, target)), FROM_KERNEL[name])
    student = wheels.student_wheel(target)
    own[student.name] = wheels.entry(student, wheels.NEEDS)
    packages |= {made["name"]: made for made in own.values()}
    for package in packages.values():
        package["depends"] = [name for name in package["depends"] if normal(name) in packages]
    (target / LOCK).write_text(wheels.as_json({**release.lock, "packages": packages}), "utf-8")
    versions = {name: release.packages.get(name, {}).get("version", "") for name in missing}
    return tuple(f"{name} {version}".rstrip() for name, version in sorted(versions.items()))


def _files(packages: dict[str, dict[str, Any]]) -> set[str]:
    return {package["file_name"] for package in packages.values()}


def _first_page() -> str:
    """Return a page that goes on to the welcome page in JupyterLab, which looks here for where the site begins."""
    address = f"lab/index.html?path={WELCOME}"
    title = say("site.title")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title.en} · {title.zh}</title>'
        '<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>'
        f'<meta http-equiv="refresh" content="0; url={address}">'
        f'<p><a href="{address}">{title.en} · <span lang="zh-Hans">{title.zh}</span></a></p></html>\n'
    )
