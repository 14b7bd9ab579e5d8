"""Make the guides' screenshots anew: a class is graded, and each page is photographed in the system's chromium.

python docs/screenshots.py
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from playwright.sync_api import Page, sync_playwright

from autograder.grading.service import grade_class

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SLUG = "01_perceptron"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


RUN_ALL = """async () => {
  const pause = () => new Promise((go) => setTimeout(go, 200));
  while (!window.jupyterapp?.shell?.currentWidget?.sessionContext?.isReady) await pause();
  await window.jupyterapp.commands.execute("notebook:run-all-cells");
}"""
ANSWER = "def step(z):\n    return (z >= 0).astype(np.int64)"


@contextmanager
def jupyter(folder: Path, *command: str) -> Iterator[str]:
    """Start JupyterLab as an instructor does, or by another module's command, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    environment |= {
        "HOME": str(folder / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    whole = [sys.executable, "-m", *(command or ("jupyterlab", "--allow-root")), "--no-browser", f"--port={port}",
             "--ServerApp.port_retries=0", "--IdentityProvider.token="]  # fmt: skip
    with subprocess.Popen(
        whole, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"{address}/api", timeout=2).close()  # noqa: S310 our own server
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def photograph(page: Page, name: str, height: int = 720) -> None:
    """Save what the page shows."""
    page.set_viewport_size({"width": 1100, "height": height})
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"{name}.png")


def lesson(page: Page, folder: Path) -> None:
    """Photograph what the course is about, in each language: a picture to play with, an answer, what check says."""
    (folder / "nbgrader_config.py").touch()
    shutil.copytree(ROOT / "course" / SLUG, folder / "course" / SLUG)
    released = nbformat.read(folder / f"course/{SLUG}/{SLUG}.ipynb", as_version=4)
    cells = {cell.id: cell for cell in released.cells}
    shown = [cells[name] for name in ("setup-step", "demo-add_bias_column-2", "step", "check-step")]
    shown[2].source = ANSWER
    released.cells = shown
    own = folder / f"my-course/{SLUG}/{SLUG}.ipynb"
    own.parent.mkdir(parents=True)
    nbformat.write(released, own)
    page.set_viewport_size({"width": 1000, "height": 2000})
    with jupyter(folder, "autograder.cli", "lab", "--LabApp.expose_app_in_browser=True") as address:
        page.goto(f"{address}/doc/tree/{SLUG}/{SLUG}.ipynb?reset")
        page.wait_for_selector(".jp-Notebook")
        page.evaluate(RUN_ALL)
        page.locator(".deeplearn-result").first.wait_for(timeout=120_000)
        for language in ("en", "zh"):
            page.check(f".deeplearn-language input[value={language}]")
            page.wait_for_timeout(1500)
            top = page.locator(".deeplearn-language").first.bounding_box()
            result = page.locator(".deeplearn-result").first.bounding_box()
            assert top is not None
            assert result is not None
            area = {"x": top["x"] - 60, "y": top["y"] - 12, "width": 900, "height": result["y"] - top["y"] + 185}
            page.screenshot(path=IMAGES / f"lesson.{language}.png", clip=area)  # type: ignore[arg-type]


def main() -> None:
    """Grade the demo class in a folder of its own and photograph what comes of it."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        for part in ("course", "solutions"):
            shutil.copytree(ROOT / part / SLUG, folder / part / SLUG)
        shutil.copytree(ROOT / "examples" / "class", folder / "submitted")
        grade_class(folder / "submitted", SLUG, root=folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        page = browser.new_context().new_page()
        page.goto((folder / "index.html").as_uri())
        page.check("#choose-en")
        photograph(page, "class_page", 900)
        page.goto((folder / f"feedback/chiara/{SLUG}/{SLUG}.html").as_uri())
        page.check("#choose-en")
        page.locator(".deeplearn-result").nth(1).scroll_into_view_if_needed()
        photograph(page, "feedback")
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            number = gradebook.find_submission_notebook(SLUG, SLUG, "ada.lovelace").id
        with jupyter(folder) as address:
            page.goto(f"{address}/formgrader/submissions/{number}/")
            page.check(".deeplearn-language input[value=en]")
            page.locator("input#xor_proof").scroll_into_view_if_needed()
            photograph(page, "formgrader")
        with tempfile.TemporaryDirectory() as student:
            lesson(page, Path(student))
        browser.close()


if __name__ == "__main__":
    main()
