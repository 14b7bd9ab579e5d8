"""A real JupyterLab, started by `deeplearn lab` on a copy of the course, and the system's chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LESSON = "01_perceptron/01_perceptron.ipynb"
OWN = "90_own/own.ipynb"

# JupyterLab first brings back the tabs of the test before: only the notebook that was asked for is run.
RUN_ALL = """async (path) => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    const current = () => window.jupyterapp?.shell.currentWidget;
    while (current()?.context?.path !== path || !current().sessionContext.session?.kernel) await pause();
    await jupyterapp.shell.currentWidget.sessionContext.ready;
    await jupyterapp.commands.execute('notebook:run-all-cells');
}"""

SETUP = """import numpy as np

from lessonkit import language, plots
from lessonkit.selfstudy import check

language.switch()"""
PLOT = "plots.errors_per_epoch({'AND': [1, 3, 0]})"
RIGHT = """def step(z):
    return (np.asarray(z) > 0).astype(np.int64)"""
WRONG = """def step(z):
    return (np.asarray(z) >= 0).astype(np.int64)"""


@dataclass(frozen=True)
class Course:
    """A server at `url`; `home` is the student's folder."""

    url: str
    home: Path

    def address(self, app: str, notebook: str) -> str:
        """Return the page of a notebook in JupyterLab (``"lab"``, no other tabs) or Notebook 7 (``"notebook"``)."""
        return f"{self.url}/lab/tree/{notebook}?reset" if app == "lab" else f"{self.url}/notebooks/{notebook}"


def _own_notebook() -> nbformat.NotebookNode:
    twins = '<div lang="en">\n\nThe sum $z = w x$.\n\n</div>\n\n<div lang="zh-Hans">\n\n求和 $z = w x$。\n\n</div>'
    return new_notebook(
        cells=[
            new_markdown_cell('# <span lang="en">Own</span> <span lang="zh">自备</span>\n\n' + twins),
            new_code_cell(SETUP),
            new_code_cell(RIGHT),
            new_code_cell('check("step")'),
            new_code_cell(WRONG),
            new_code_cell('check("step")'),
            new_code_cell(PLOT),
            new_code_cell("print('state:', language.current())"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _notebook(*cells: str) -> nbformat.NotebookNode:
    return new_notebook(
        cells=[new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )


@pytest.fixture
def open_cells(course: "Course", page: Page, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Opens a notebook with the given code cells in JupyterLab or Notebook 7, runs all, and waits for the last."""

    def opened(app: str, *cells: str) -> Page:
        name = f"91_cells/{re.sub(r'[^a-z0-9]+', '_', request.node.name.lower())}.ipynb"
        path = course.home / name
        path.parent.mkdir(exist_ok=True)
        nbformat.write(_notebook(*cells, "print('all', 'run')"), path)
        page.set_viewport_size({"width": 1300, "height": 2400})  # JupyterLab takes out cells that are not seen
        page.goto(course.address(app, name))
        page.wait_for_selector(".jp-Notebook")
        page.evaluate(RUN_ALL, name)
        expect(page.locator(".jp-OutputArea-output", has_text="all run")).to_be_visible(timeout=90_000)
        return page

    return opened


@pytest.fixture(scope="session")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """`deeplearn lab` at work, with lesson 01 and a small notebook of our own in the student's folder."""
    with served(root, tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")) as at_work:
        yield at_work


@contextmanager
def served(root: Path, folder: Path, home: Path) -> Iterator[Course]:
    """Start `deeplearn lab` on a copy of the course in `folder`, for a user whose home is `home`."""
    shutil.copytree(root / "course", folder / "course")
    (folder / "nbgrader_config.py").touch()
    own = folder / "my-course" / OWN
    own.parent.mkdir(parents=True)
    nbformat.write(_own_notebook(), own)
    port = free_port()
    log = folder / "server.log"
    command = [
        sys.executable, "-m", "autograder.cli", "lab", "--no-browser", "--port", str(port), "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
    ]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "COURSE_LANG"))}
    environment |= {"HOME": str(home), "DEEPLEARN_DATA": str(home / "data"), "XDG_DATA_HOME": str(home / "xdg")}
    environment.pop("DEEPLEARN_COURSE", None)
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=sink, stderr=sink, start_new_session=True
        ) as server,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/api", server, log)
            yield Course(url, folder / "my-course")
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server that was started answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not answer within a minute:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's chromium; closed with each file, for what other files call starts a Playwright of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader who was never here before."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def screenshot(tmp_path: Path, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Saves what the page shows, into $COURSE_SCREENSHOTS when that is set."""
    folder = Path(os.environ.get("COURSE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def save(page: Page, name: str) -> None:
        page.screenshot(path=folder / f"{request.node.name.replace('/', '_')}-{name}.png")

    return save
