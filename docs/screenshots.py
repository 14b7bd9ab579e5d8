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

from nbgrader.api import Gradebook
from playwright.sync_api import Page, sync_playwright

from autograder.grading.service import grade_class

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SLUG = "01_perceptron"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def jupyter(folder: Path) -> Iterator[str]:
    """Start JupyterLab as an instructor does, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    environment |= {
        "HOME": str(folder / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               "--ServerApp.port_retries=0", "--IdentityProvider.token="]  # fmt: skip
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
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
        browser.close()


if __name__ == "__main__":
    main()
