"""The package as others get it: sdist, the wheel made from it, and what a clean environment then can do."""

import json
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_string
from pathlib import Path

import numpy
import pytest
import yaml

from autograder import __version__

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("autograder", "deeplearn_ref", "lessonkit")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of what git tracks, and the wheel built from nothing but it."""
    folder = tmp_path_factory.mktemp("dist")
    source = folder / "source"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)  # not linked: temporary files may lie on another disk
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(source)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr[-3000:]
    return folder


@pytest.fixture(scope="module")
def clean(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel, and from ours only the packages that the course depends on."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    (wheel,) = dist.glob("*.whl")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True, timeout=120,
    )  # fmt: skip
    (site,) = (home / "lib").glob("python*/site-packages")
    # A path file's own path files are not read: our editable install stays out.
    (site / "zz-dependencies.pth").write_text(str(Path(numpy.__file__).parents[1]) + "\n")
    return home


def _run(home: Path, *command: str, cwd: Path) -> str:
    # No program of the system: what students do needs no bubblewrap, on Windows and macOS there is none.
    environment = {"HOME": str(cwd), "PATH": str(home / "bin"), "DEEPLEARN_LANG": "en", "NO_COLOR": "1"}
    environment["JUPYTER_PATH"] = str(Path(sys.prefix) / "share" / "jupyter")  # the dependencies' own files
    done = subprocess.run(
        [home / "bin" / command[0], *command[1:]],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_says_what_it_is(dist: Path) -> None:
    """Are name, version, licences, types, command and every dependency in the wheel, and nothing that is not ours?"""
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        about = next(name for name in names if name.endswith(".dist-info/METADATA"))
        read = message_from_string(wheel.read(about).decode())
        entries = wheel.read(about.replace("METADATA", "entry_points.txt")).decode()
        lesson = next(name for name in names if name.endswith("course/01_perceptron/01_perceptron.ipynb"))
        assert wheel.read(lesson) == (ROOT / "course/01_perceptron/01_perceptron.ipynb").read_bytes()
    assert read["Version"] == __version__
    assert read["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"
    assert set(read.get_all("License-File", [])) == {
        "LICENSE", "LICENSE-TEXTS", "lessonkit/fonts/OFL.txt", "autograder/site/static/katex/LICENSE",
    }  # fmt: skip
    assert "deeplearn = autograder.cli:run" in entries
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if ".data" not in top and ".dist-info" not in top} == set(PACKAGES)
    assert not [name for name in names if "solutions/" in name]


def test_the_wheel_holds_every_file_of_the_packages(dist: Path) -> None:
    """Does a data file of a new kind reach the wheel, and not only the repository?"""
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        brought = set(wheel.namelist())
    listed = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    own = {name for name in listed if (ROOT / name).is_file() and "/labextensions/" not in name}
    assert own - brought == set()


def test_the_sdist_holds_what_readers_look_for(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert names >= {
        "README.md", "README.zh.md", "LICENSE", "LICENSE-TEXTS", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
        "pyproject.toml", "environment.yml", "lessons/01_perceptron.py", "docs/threat-model.md",
    }  # fmt: skip


def test_a_clean_environment_can_start(clean: Path, tmp_path: Path) -> None:
    """Do the command, the lessons, the toolbar's extension and `check` work from the wheel alone?"""
    assert _run(clean, "deeplearn", "--version", cwd=tmp_path) == f"deeplearn {__version__}\n"
    told = _run(
        clean, "python", "-c",
        "import autograder, json, lessonkit, deeplearn_ref\n"
        "from pathlib import Path\n"
        "from autograder import lab\n"
        "folder, lessons = lab._folders()\n"
        "made = lab.copy_missing(lessons, folder)\n"
        "from lessonkit.selfstudy import check\n"
        "step = lambda z: (z > 0).astype(int)\n"
        "print(json.dumps([autograder.__file__, len(made), str(folder), repr(check('step'))]))",
        cwd=tmp_path,
    )  # fmt: skip
    where, lessons, folder, points = json.loads(told.splitlines()[-1])
    assert Path(where).is_relative_to(clean)
    assert lessons == len(list((ROOT / "course").glob("*/*.ipynb")))
    assert folder == str(tmp_path / "deeplearn-course")
    assert points == "1.0"
    seen = " ".join(_run(clean, "deeplearn", "doctor", cwd=tmp_path).split())
    assert "bubblewrap is not installed" in seen
    assert "Students can work on this machine." in seen
    _run(clean, "deeplearn", "pack", "01_perceptron", cwd=tmp_path)
    assert (tmp_path / "deeplearn-course/01_perceptron.zip").is_file()
    _run(clean, "deeplearn", "reset", "01_perceptron", cwd=tmp_path)
    _run(clean, "deeplearn", "site", cwd=tmp_path)
    pages = {page.stem for page in (tmp_path / "site/lessons").glob("*.html")}
    assert pages == {path.name for path in (ROOT / "course").glob("[0-9]*")}
    assert (tmp_path / "site/static/katex/fonts/KaTeX_Main-Regular.woff2").is_file()
    extension = clean / "share/jupyter/labextensions/deeplearn-course"
    load = json.loads((extension / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]["load"]
    assert (extension / load).is_file()


def test_versions_agree() -> None:
    """Is it the same version in the package, its description, the citation and the toolbar's extension?"""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    extension = json.loads((ROOT / "lessonkit/labextensions/deeplearn-course/package.json").read_text("utf-8"))
    assert {project["version"], citation["version"], extension["version"]} == {__version__}
    assert " AND ".join(citation["license"]) == project["license"]
