"""What `deeplearn site --lite` makes of a Pyodide: a whole release, one on a server, and what is none."""

import json
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import UserError
from autograder.site.lite import build, wheels
from autograder.site.lite.release import CORE, LOCK, Release, open_release

COMPILED = {"matplotlib": ["numpy", "Fancy_Paths"], "numpy": [], "scikit-learn": ["numpy"], "fancy-paths": []}


def package(name: str, depends: list[str]) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "file_name": f"{name}-1.0.whl", "depends": depends}


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A release that has everything, its files empty."""
    folder = tmp_path / "release" / "pyodide"
    folder.mkdir(parents=True)
    needed = {name: [] for name in wheels.pinned_names()} | COMPILED
    packages = {name: package(name, depends) for name, depends in needed.items()}
    packages["unrelated"] = package("unrelated", [])
    for name in (*CORE, *(one["file_name"] for one in packages.values())):
        (folder / name).touch()
    (folder / LOCK).write_text(json.dumps({"info": {"python": "3.14.2"}, "packages": packages}), "utf-8")
    return folder


def loaded(release: Release, tmp_path: Path) -> tuple[tuple[str, ...], Path, dict[str, Any]]:
    target, kernel, scratch = (tmp_path / name for name in ("target", "kernel", "scratch"))
    scratch.mkdir()
    missing = build._python(release, target, kernel, scratch)
    return missing, target, json.loads((target / LOCK).read_text("utf-8"))["packages"]


def test_a_whole_release_lacks_nothing(whole: Path, tmp_path: Path) -> None:
    """Is what lessons need copied, the rest left out, and NumPy loaded with the course?"""
    release = open_release(str(whole.parent), tmp_path)
    missing, target, packages = loaded(release, tmp_path)
    assert missing == ()
    assert (target / "numpy-1.0.whl").is_file()
    assert (target / "fancy-paths-1.0.whl").is_file()
    assert not (target / "unrelated-1.0.whl").exists()
    assert {"numpy", "matplotlib", "ipywidgets"} <= set(packages["deeplearn-course"]["depends"])
    assert packages["matplotlib"]["depends"] == ["numpy", "Fancy_Paths"]


def test_what_is_not_there_is_named_and_not_asked_for(whole: Path, tmp_path: Path) -> None:
    """Are a package and what it needs reported, and left out of what the browser is told?"""
    (whole / "matplotlib-1.0.whl").unlink()
    (whole / "fancy-paths-1.0.whl").unlink()
    missing, _, packages = loaded(open_release(str(whole), tmp_path), tmp_path)
    assert missing == ("fancy-paths 1.0", "matplotlib 1.0")
    assert "matplotlib" not in packages
    assert "matplotlib" not in packages["deeplearn-course"]["depends"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def test_a_release_on_a_server_stays_there(whole: Path, tmp_path: Path) -> None:
    """Does the browser get addresses on that server, and only the course from here?"""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=whole)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        release = open_release(address, tmp_path)
        assert open_release(f"{address}pyodide.mjs", tmp_path) == release
        with pytest.raises(UserError, match=r"nowhere/pyodide-lock\.json can't be read: .*404"):
            open_release(f"{address}nowhere", tmp_path)
        server.shutdown()
    missing, target, packages = loaded(release, tmp_path)
    assert missing == ()
    assert packages["numpy"]["file_name"] == f"{address}numpy-1.0.whl"
    assert packages["deeplearn-course"]["file_name"].startswith("deeplearn_course-")
    assert {file.name for file in target.iterdir()} == {packages["deeplearn-course"]["file_name"], LOCK}
    kernel = build._configuration(release)["jupyter-config-data"]["litePluginSettings"][f"{build.KERNEL}:kernel"]
    assert kernel["pyodideUrl"] == f"{address}pyodide.mjs"


def test_an_archive_writes_nothing_outside_its_folder(whole: Path, tmp_path: Path) -> None:
    archive, scratch = tmp_path / "release.tgz", tmp_path / "deep" / "scratch"
    scratch.mkdir(parents=True)
    (whole / "evil").symlink_to("/etc/passwd")
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(whole, "pyodide")
        for name in ("../evil", "/evil", "pyodide/../../evil"):
            packed.addfile(tarfile.TarInfo(name))
    folder = open_release(str(archive), scratch).folder
    assert folder is not None
    assert {path.name for path in folder.iterdir()} == {path.name for path in whole.iterdir()} - {"evil"}
    assert not (tmp_path / "deep" / "evil").exists()
    assert not Path("/evil").exists()


def test_what_is_no_pyodide_is_told(whole: Path, tmp_path: Path) -> None:
    """Is each thing that somebody may name by mistake refused with what to do?"""
    text = tmp_path / "notes.tar.bz2"
    text.write_text("no archive", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    for named, told in (
        (text, "can't be unpacked"),
        (empty, "no pyodide.mjs"),
        (tmp_path / "absent", "no pyodide.mjs"),
    ):
        with pytest.raises(UserError, match=told):
            open_release(str(named), tmp_path / "scratch")
    for damage in ("[]", "{}", '{"packages": {"numpy": {}}}', "half"):
        (whole / LOCK).write_text(damage, "utf-8")
        with pytest.raises(UserError, match="does not list packages"):
            open_release(str(whole), tmp_path)
    (whole / "python_stdlib.zip").unlink()
    with pytest.raises(UserError, match=r"python_stdlib\.zip is missing"):
        open_release(str(whole), tmp_path)


def test_the_same_course_gives_the_same_wheel(tmp_path: Path) -> None:
    """Are two wheels the same bytes, so that an upload changes only what changed?"""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = (wheels.student_wheel(tmp_path / name).read_bytes() for name in ("one", "two"))
    assert first == second


def test_wrong_words_are_answered_by_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does each say what to do, before anything is written?"""
    monkeypatch.setenv("DEEPLEARN_LANG", "en")
    output = tmp_path / "out"

    def said(*words: str) -> str:
        error = CliRunner().invoke(app, ["site", "--output", str(output), *words]).exception
        assert isinstance(error, UserError)
        return error.message

    assert "add --lite" in said("--pyodide", "pyodide.tgz")
    assert "leave out --guides" in said("--lite", "--guides")
    assert "no pyodide.mjs" in said("--lite", "--pyodide", str(tmp_path / "absent"))
    monkeypatch.setattr(build, "NEEDED", ("a_package_that_nobody_has",))
    assert said("--lite") == "The browser edition needs JupyterLite: in the course's folder, pip install '.[lite]'."
    assert not list(output.glob("*"))
