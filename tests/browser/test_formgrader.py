"""What an instructor sees: the formgrader on a graded class, in a browser that may ask no other host."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from autograder.grading.service import grade_class

from .conftest import free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "01_perceptron"
HOSTILE = "I prove it: $b > 0$.\n\n<script>window.owned = 1</script><img src=x onerror='window.owned = 2'>"


@pytest.fixture(scope="module")
def graded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one graded submission, whose written answer holds scripts."""
    folder = tmp_path_factory.mktemp("formgrader")
    shutil.copy(root / "nbgrader_config.py", folder)
    for name in ("course", "solutions"):
        shutil.copytree(root / name, folder / name)
    notebook = nbformat.read(root / "solutions" / SLUG / f"{SLUG}.ipynb", as_version=4)
    answer = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "xor_proof")
    answer.source = HOSTILE
    place = folder / "submitted" / "mallory" / SLUG
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{SLUG}.ipynb")
    assert grade_class(folder / "submitted", SLUG, root=folder, workers=1).complete
    return folder


@pytest.fixture(scope="module")
def address(graded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The formgrader's page of that submission, on a server as an instructor starts it."""
    home, port, log = tmp_path_factory.mktemp("home"), free_port(), graded / "server.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               "--ServerApp.port_retries=0", "--IdentityProvider.token="]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    environment |= {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        number = gradebook.find_submission_notebook(SLUG, SLUG, "mallory").id
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            command, cwd=graded, env=environment, stdout=sink, stderr=sink, start_new_session=True
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/api", server, log)
            yield f"http://127.0.0.1:{port}/formgrader/submissions/{number}/"
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def test_submission_is_graded_by_a_person_offline(address: str, page: Page, graded: Path, screenshot) -> None:  # type: ignore[no-untyped-def]
    """Are answer, rubric, formulas and controls there, does nothing of the answer run, and is a score kept?"""
    elsewhere: list[str] = []
    page.on("request", lambda request: None if "//127.0.0.1:" in request.url else elsewhere.append(request.url))
    page.goto(address)
    score = page.locator("input#xor_proof")
    expect(score).to_be_visible()
    assert page.locator("math").count() > 20
    page.check(".deeplearn-language input[value=zh]")
    heading = page.locator("h1").first
    expect(heading.locator("[lang|=zh]")).to_be_visible()
    expect(heading.locator("[lang|=en]")).to_be_hidden()
    score.scroll_into_view_if_needed()
    screenshot(page, "written")
    with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
        score.fill("3")
        score.press("Tab")
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade("xor_proof", SLUG, SLUG, "mallory").manual_score == 3
    assert page.evaluate("window.owned") is None
    assert [each for each in elsewhere if not each.startswith("data:")] == []
