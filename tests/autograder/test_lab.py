"""The student's commands: copies that are never overwritten, a fresh start that loses nothing, a file that arrives."""

import importlib
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from nbgrader.plugins.zipcollect import ExtractorPlugin, FileNameCollectorPlugin
from traitlets.config.loader import PyFileConfigLoader
from typer.testing import CliRunner

from autograder import lab
from autograder.cli import app
from autograder.errors import UserError
from autograder.selfstudy.store import Store

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder with two lessons, a person of its own, and English messages in one line."""
    for slug in (SLUG, "02_activations"):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(slug, id="title")])
        (tmp_path / "course" / slug).mkdir(parents=True)
        nbformat.write(notebook, tmp_path / "course" / slug / f"{slug}.ipynb")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEEPLEARN_COURSE", raising=False)
    monkeypatch.setenv("DEEPLEARN_LANG", "en")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "home" / "jupyter"))
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """The programs that were started instead of JupyterLab, with their environment."""
    calls: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, check: bool, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        calls.append((command, env))
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def _mine(course: Path, slug: str = SLUG) -> Path:
    return course / "my-course" / slug / f"{slug}.ipynb"


def _trusted(path: Path) -> bool:
    return bool(NotebookNotary().check_signature(nbformat.read(path, as_version=4)))


def test_lab_opens_the_welcome_page_on_copies(course: Path, started: list[Any]) -> None:
    """Are all lessons copied and signed, and JupyterLab started on them with this Python and further words?"""
    assert lab.lab(["--port", "8899"]) == 3
    ((command, environment),) = started
    assert command[:3] == [sys.executable, "-c", lab.JUPYTERLAB]
    assert command[-2:] == ["--port", "8899"]
    assert f"--ServerApp.root_dir={course / 'my-course'}" in command
    assert "--LabApp.default_url=/lab/tree/welcome.md" in command
    assert environment["PATH"].split(":")[0] == str(Path(sys.executable).parent)
    for slug in (SLUG, "02_activations"):
        assert _mine(course, slug).read_bytes() == (course / "course" / slug / f"{slug}.ipynb").read_bytes()
        assert _trusted(_mine(course, slug))


def test_ctrl_c_while_jupyterlab_loads_gives_no_traceback() -> None:
    loads = "from jupyterlab.labapp import main"
    assert loads in lab.JUPYTERLAB
    slowly = lab.JUPYTERLAB.replace(loads, "print('loading', flush=True)\nimport time\ntime.sleep(60)")
    with subprocess.Popen(
        [sys.executable, "-c", slowly], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30)[0] == ""
    assert process.returncode == -signal.SIGINT


def test_extension_and_settings_that_lab_names_are_there(course: Path, started: list[Any]) -> None:
    """Does JupyterLab find the switch and the settings where the command says they are?"""
    lab.lab([])
    named = dict(word.split("=", 1) for word in started[0][0] if "=" in word)
    for program in ("LabApp", "JupyterNotebookApp"):
        extension = Path(named[f"--{program}.extra_labextensions_path"]) / "deeplearn-course"
        about = json.loads((extension / "package.json").read_text("utf-8"))
        assert (extension / about["jupyterlab"]["_build"]["load"]).is_file()
    settings = json.loads((Path(named["--LabApp.app_settings_dir"]) / "overrides.json").read_text("utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_a_chinese_terminal_gets_chinese_menus_and_nothing_else_differs(
    course: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = []
    for language in ("en", "zh"):
        monkeypatch.setenv("DEEPLEARN_LANG", language)
        lab.lab([])
        named = dict(word.split("=", 1) for word in started[-1][0] if "=" in word)
        folder = Path(named["--LabApp.app_settings_dir"])
        settings.append({path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")})
    english, chinese = settings
    assert chinese["overrides.json"].pop("@jupyterlab/translation-extension:plugin") == {"locale": "zh_CN"}
    assert english == chinese
    importlib.import_module("jupyterlab_language_pack_zh_CN")


def test_welcome_page_shows_progress_and_what_comes_next(course: Path, started: list[Any]) -> None:
    """Does the page list the lessons that are there, with the points of `check`, and name the next exercise?"""
    lab.lab([])
    page = (course / "my-course" / "welcome.md").read_text("utf-8")
    assert f"**Begin here:** [01 The perceptron]({SLUG}/{SLUG}.ipynb)" in page
    assert f"| [01 感知机]({SLUG}/{SLUG}.ipynb) | 0 / 9 | 0 / 20 | ▱▱▱▱▱▱▱▱▱▱ 0% |" in page
    assert "00_arrays" not in page
    Store().update("step", lambda entry: entry.update(attempts=2, best=1.0))
    lab.lab([])
    page = (course / "my-course" / "welcome.md").read_text("utf-8")
    assert "exercise `perceptron_predict`" in page
    assert f"| [01 The perceptron]({SLUG}/{SLUG}.ipynb) | 1 / 9 | 1 / 20 | ▱▱▱▱▱▱▱▱▱▱ 5% |" in page
    assert page.count('<div lang="en">') == page.count('<div lang="zh-Hans">') == 1


def test_a_welcome_page_of_the_students_own_stays(course: Path, started: list[Any]) -> None:
    own = course / "my-course" / "welcome.md"
    own.parent.mkdir()
    own.write_text("my notes")
    lab.lab([])
    assert own.read_text() == "my notes"
    assert f"--LabApp.default_url=/lab/tree/{SLUG}/{SLUG}.ipynb" in started[0][0]


def test_work_is_never_overwritten(course: Path, started: list[Any]) -> None:
    """Does a lesson that the student has changed, or damaged, stay as it is, byte by byte?"""
    lab.lab([])
    _mine(course).write_bytes(b"{ not json")
    lab.lab([])
    assert _mine(course).read_bytes() == b"{ not json"
    assert not list(_mine(course).parent.glob("*.part"))


def test_someone_elses_notebook_is_not_trusted(course: Path, started: list[Any]) -> None:
    """Must a notebook that was put into the folder ask before it runs scripts?"""
    foreign = course / "my-course" / "99_gift" / "gift.ipynb"
    foreign.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("<b>x</b>", id="a")]), foreign)
    lab.lab([])
    assert not _trusted(foreign)


@pytest.mark.parametrize(("display", "asked"), [(None, True), (":0", False)])
def test_browser_is_not_looked_for_without_a_screen(
    display: str | None, asked: bool, course: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Does a machine without a screen print the address instead?"""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    lab.lab([])
    assert ("--no-browser" in started[0][0]) is asked


def test_reset_keeps_every_old_copy(course: Path) -> None:
    """Are two old copies there after two fresh starts, even in the same second?"""
    for text in ("first", "second"):
        _mine(course).parent.mkdir(parents=True, exist_ok=True)
        _mine(course).write_text(text)
        lab.reset(SLUG)
    kept = sorted(path.read_text() for path in _mine(course).parent.glob("*.bak-*"))
    assert kept == ["first", "second"]
    assert _mine(course).read_bytes() == (course / "course" / SLUG / f"{SLUG}.ipynb").read_bytes()
    assert _trusted(_mine(course))


def test_a_page_beside_the_lessons_starts_afresh_too(course: Path) -> None:
    """Can the playground be reset by its name, and is what is no page still taken for a lesson?"""
    (course / "course" / "playground").mkdir()
    shutil.copy(course / "course" / SLUG / f"{SLUG}.ipynb", course / "course" / "playground" / "playground.ipynb")
    mine = course / lab.MINE / "playground" / "playground.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    done = CliRunner().invoke(app, ["reset", "playground"])
    assert done.exit_code == 0, done.output
    assert [path.read_text() for path in mine.parent.glob("*.bak-*")] == ["mine"]
    assert mine.read_bytes() != b"mine"
    assert [lab.is_page(name) for name in ("playground", SLUG, "../playground", "magic")] == [True, False, False, False]


def test_reset_of_a_lesson_that_is_not_released_touches_nothing(course: Path) -> None:
    """Is the student's copy safe when there is nothing to replace it with?"""
    _mine(course).parent.mkdir(parents=True)
    _mine(course).write_text("mine")
    shutil.rmtree(course / "course" / SLUG)
    with pytest.raises(UserError, match=SLUG):
        lab.reset(SLUG)
    assert _mine(course).read_text() == "mine"


def test_pack_without_a_copy_says_so(course: Path) -> None:
    """Is the student told to open the lesson first?"""
    with pytest.raises(UserError, match="deeplearn lab"):
        lab.pack(SLUG)


def test_packed_file_holds_the_notebook_as_it_is(course: Path) -> None:
    """Is the upload exactly what the student saved?"""
    _mine(course).parent.mkdir(parents=True)
    _mine(course).write_text("mine")
    lab.pack(SLUG)
    with zipfile.ZipFile(course / "my-course" / f"{SLUG}.zip") as packed:
        assert packed.namelist() == [f"{SLUG}.ipynb"]
        assert packed.read(f"{SLUG}.ipynb") == b"mine"


def _collected(course: Path) -> set[tuple[str, str]]:
    """What `nbgrader zip_collect` makes of ``archive/``: (student, notebook)."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    extracted = course / "downloaded" / SLUG / "extracted"
    ExtractorPlugin(config=config).extract(str(course / "archive"), str(extracted))
    plugin = FileNameCollectorPlugin(config=config)
    found = (plugin.collect(str(path)) for path in sorted(extracted.rglob("*.ipynb")))
    return {(each["student_id"], each["file_id"]) for each in found if each}


@pytest.fixture
def uploads(course: Path) -> dict[str, Path]:
    """What a student may upload: the notebook, or the packed file."""
    _mine(course).parent.mkdir(parents=True)
    _mine(course).write_text("mine")
    lab.pack(SLUG)
    return {".ipynb": _mine(course), ".zip": course / "my-course" / f"{SLUG}.zip"}


@pytest.mark.parametrize("kind", [".ipynb", ".zip"])
@pytest.mark.parametrize("canvas", ["zhangwei_4711_99123_", "zhangwei_late_4711_99123_"])
def test_upload_arrives_from_canvas(course: Path, uploads: dict[str, Path], kind: str, canvas: str) -> None:
    """Does `zip_collect` find the student's notebook in what Canvas gives the teacher?"""
    (course / "archive").mkdir()
    with zipfile.ZipFile(course / "archive" / "cs101_2026_01_perceptron.zip", "w") as download:
        download.write(uploads[kind], f"{canvas}{SLUG}{kind}")
        download.write(uploads[kind], f"smithann_4712_99124_{SLUG}-2{kind}")
    assert _collected(course) == {("zhangwei", SLUG), ("smithann", SLUG)}


@pytest.mark.parametrize("kind", [".ipynb", ".zip"])
def test_upload_arrives_from_moodle(course: Path, uploads: dict[str, Path], kind: str) -> None:
    """Does `zip_collect` find the student's notebook in what Moodle gives the teacher?"""
    (course / "archive").mkdir()
    with zipfile.ZipFile(course / "archive" / "moodle.zip", "w") as download:
        download.write(uploads[kind], f"李明_815_assignsubmission_file_/{SLUG}{kind}")
    assert _collected(course) == {("李明", SLUG)}


def test_folders_in_an_upload_do_not_name_another_student(course: Path, uploads: dict[str, Path]) -> None:
    """Is an upload the uploader's own, whatever its folders are called?"""
    with zipfile.ZipFile(course / "evil.zip", "w") as evil:
        evil.write(uploads[".ipynb"], f"victim_1_2_/{SLUG}.ipynb")
        evil.write(uploads[".ipynb"], f"extracted/victim_1_2_{SLUG}.ipynb")
    (course / "archive").mkdir()
    (course / "evil.zip").rename(course / "archive" / f"mallory_4713_99125_{SLUG}.zip")
    shutil.copy(uploads[".ipynb"], course / "archive" / f"mallory_4713_99126_victim_1_2_{SLUG}.ipynb")
    assert _collected(course) == {("mallory", SLUG)}


def test_doctor_reports_students_and_graders_apart(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is a machine without a sandbox fit for a student, and is the student not alarmed?"""
    from autograder.sandbox.doctor import Finding
    from lessonkit.language import Text

    broken = Finding(
        name="network", ok=False, detail=Text("It answers.", "有应答。"), mend=Text("Mend it.", "修好它。")
    )
    monkeypatch.setattr(lab.sandbox_doctor, "probe", lambda: [broken])
    monkeypatch.setattr(lab.out, "file", None)
    assert lab.doctor() == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Students can work on this machine." in shown
    assert "can't be graded" in shown
    monkeypatch.setenv("DEEPLEARN_LANG", "zh")
    lab.doctor()
    assert "修好它" in capsys.readouterr().out
    monkeypatch.setattr(lab, "NEEDED", ("numpy", "no-such-package"))
    monkeypatch.setenv("DEEPLEARN_LANG", "en")
    assert lab.doctor() == 1
    assert "no-such-package" in capsys.readouterr().out
