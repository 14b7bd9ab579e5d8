"""What a student does at the terminal: open the course, start a lesson afresh, pack it, check the machine."""

import itertools
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.config import CourseNotFoundError, course_root, terminal_language
from autograder.errors import UserError
from autograder.messages import say
from autograder.sandbox import doctor as sandbox_doctor
from autograder.selfstudy.welcome import write_welcome

out = Console()
MINE = "my-course"
ALONE = "deeplearn-course"
SETTINGS = {"en": "labsettings", "zh": "labsettings_zh"}
"""JupyterLab's defaults; with a Chinese terminal its menus are Chinese too."""
NEEDED = ("numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "nbgrader")
JUPYTERLAB = """
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
from jupyterlab.labapp import main
sys.exit(main())
"""
"""What ``python -m jupyterlab`` does. A Ctrl-C while it loads ends it without a word; later the server takes it."""


def lab(arguments: Sequence[str] = ()) -> int:
    """Open JupyterLab on the student's own copy of the lessons.

    Parameters
    ----------
    arguments : sequence of str
        Further words for JupyterLab, for example ``["--no-browser", "--port", "8899"]``.

    Returns
    -------
    int
        JupyterLab's exit code.
    """
    folder, lessons = _folders()
    _bring(lessons, folder)
    first = write_welcome(folder) or min(folder.glob("*/*.ipynb"), default=None)
    command = [
        sys.executable, "-c", JUPYTERLAB, f"--ServerApp.root_dir={folder}",
        f"--LabApp.extra_labextensions_path={_extensions()}",
        f"--JupyterNotebookApp.extra_labextensions_path={_extensions()}",
        f"--LabApp.app_settings_dir={_extensions().with_name(SETTINGS[terminal_language()])}",
    ]  # fmt: skip
    if first is not None:
        command.append(f"--LabApp.default_url=/lab/tree/{first.relative_to(folder).as_posix()}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    if _headless() and not any(word.startswith("--no-browser") for word in arguments):
        command.append("--no-browser")
    _tell("lab.opening", path=str(folder))
    try:
        return subprocess.run([*command, *arguments], check=False, env=_environment()).returncode
    except KeyboardInterrupt:
        return 0


def copy_missing(lessons: Path, folder: Path) -> list[Path]:
    """Copy the lessons that `folder` lacks; what is there is never touched.

    Returns
    -------
    list of Path
        The copies made.
    """
    made = []
    for source in sorted(lessons.glob("*/*.ipynb")):
        target = folder / source.relative_to(lessons)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            shutil.copyfile(source, part)
            part.replace(target)
            made.append(target)
    return made


def released() -> Path:
    """Return the folder of the released lessons: the course's, else those that came with the package."""
    return _folders()[1]


def trust(notebook: Path) -> None:
    """Sign a notebook as Jupyter does, so that its HTML is shown whole.

    Only for the course's own: a notebook that someone else put into the folder would otherwise run scripts as soon
    as it is opened. Jupyter itself keeps the signature of what the student runs and saves.
    """
    try:
        read = nbformat.read(notebook, as_version=4)
        NotebookNotary().sign(read)
    except Exception as error:  # without a signature a lesson can still be worked on
        _tell("lab.not_trusted", path=str(notebook), error=type(error).__name__)


def trust_released() -> None:
    """Sign the released lessons, so that exact copies of them are trusted wherever they lie and whoever brought them.

    A hub calls this when a student's server starts: lessons come through an exchange or a repository there.
    """
    for notebook in sorted(released().glob("*/*.ipynb")):
        trust(notebook)


def is_page(name: str) -> bool:
    """Whether a notebook of this name lies beside the lessons, such as the playground: its name has no number."""
    try:
        _, lessons = _folders()
    except UserError:  # no course: what asks next says so
        return False
    return name.isidentifier() and (lessons / name / f"{name}.ipynb").is_file()


def reset(slug: str) -> None:
    """Put a fresh copy of a lesson into place and keep the old one beside it as ``*.bak-DATE``."""
    folder, lessons = _folders()
    source, target = lessons / slug / f"{slug}.ipynb", folder / slug / f"{slug}.ipynb"
    if not source.is_file():
        raise UserError(_sentence("lab.no_release", lesson=slug))
    if target.exists():
        kept = _unused(target.with_name(f"{target.name}.bak-{datetime.now():%Y-%m-%d-%H%M%S}"))
        target.rename(kept)
        _tell("lab.kept", path=str(kept))
    _bring(lessons, folder)


def pack(slug: str) -> None:
    """Write the file to upload: the student's notebook under the name that the grader expects."""
    folder, _ = _folders()
    notebook = folder / slug / f"{slug}.ipynb"
    if not notebook.is_file():
        raise UserError(_sentence("lab.nothing_to_pack", path=str(notebook)))
    target = folder / f"{slug}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(notebook, f"{slug}.ipynb")
    _tell("lab.packed", path=str(target))


def doctor() -> int:
    """Show what this machine can do: what students need, then what graders need.

    Returns
    -------
    int
        0 if everything that students need is there, else 1.
    """
    language = terminal_language()
    table = Table(show_lines=False, title=_sentence("lab.doctor_students"))
    for head in ("lab.doctor_what", "lab.doctor_state", "lab.doctor_detail"):
        table.add_column(_sentence(head))
    ready = sys.version_info >= (3, 11)
    table.add_row("Python", _mark(ready), sys.version.split()[0])
    for name in NEEDED:
        try:
            table.add_row(name, _mark(True), version(name))
        except PackageNotFoundError:
            ready = False
            table.add_row(name, _mark(False), _sentence("lab.doctor_missing", package=name))
    out.print(table)
    graders = Table(title=_sentence("lab.doctor_graders"))
    for head in ("lab.doctor_what", "lab.doctor_state", "lab.doctor_detail"):
        graders.add_column(_sentence(head), overflow="fold")
    findings = sandbox_doctor.probe()
    for finding in findings:
        graders.add_row(finding.name, _mark(finding.ok), escape(f"{finding.detail[language]} {finding.mend[language]}"))
    out.print(graders)
    out.print(_sentence("lab.doctor_ready" if ready else "lab.doctor_not_ready"))
    out.print(
        _sentence("lab.doctor_can_grade" if all(f.ok is not False for f in findings) else "lab.doctor_can_not_grade")
    )
    return 0 if ready else 1


def _bring(lessons: Path, folder: Path) -> None:
    """Copy what is missing, sign it and say so."""
    for copied in copy_missing(lessons, folder):
        trust(copied)
        _tell("lab.copied", path=str(copied))


def _unused(path: Path) -> Path:
    """Return `path`, or it with a number where a file of that name is there already."""
    names = (path if n == 1 else path.with_name(f"{path.name}-{n}") for n in itertools.count(1))
    return next(name for name in names if not name.exists())


def _folders() -> tuple[Path, Path]:
    """Return the student's folder, and where the released lessons lie."""
    try:
        root = course_root()
        if (root / "course").is_dir():
            return root / MINE, root / "course"
    except CourseNotFoundError:
        pass
    brought = Path(sys.prefix) / "share" / "deeplearn-course" / "course"
    beside = Path(__file__).resolve().parents[1] / "course"  # an editable installation brings no data files
    shipped = next((place for place in (brought, beside) if place.is_dir()), None)
    if shipped is None:
        raise UserError(_sentence("lab.no_course"))
    return Path.home() / ALONE, shipped


def _extensions() -> Path:
    import lessonkit

    return Path(lessonkit.__file__).resolve().parent / "labextensions"


def _environment() -> dict[str, str]:
    """Return the environment of the server: programs of this Python first, nothing stray, one BLAS thread."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", os.defpath)])
    # The course's networks are small: several threads for one product wait for each other longer than they compute.
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    return environment


def _headless() -> bool:
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _sentence(key: str, **values: str) -> str:
    return say(key, **values)[terminal_language()].replace("`", "")


def _tell(key: str, **values: str) -> None:
    out.print(_sentence(key, **values), markup=False, highlight=False, soft_wrap=True)


def _mark(ok: bool | None) -> str:
    if ok is None:
        return f"– {_sentence('lab.without')}"
    word = _sentence("lab.yes" if ok else "lab.no")
    return f"[green]✓ {word}[/]" if ok else f"[red]✗ {word}[/]"
