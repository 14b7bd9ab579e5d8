"""A hub from the example, once around: release, fetch, answer, submit, collect, grade, feedback.

What instructors type stands in the guide, and is typed from there. Students click; here are the requests behind it.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from jupyterhub.app import JupyterHub
from jupyterhub.auth import PAMAuthenticator
from jupyterhub.spawner import LocalProcessSpawner

from .hub import EXAMPLE, PASSWORD, ROOT, STAFF, Hub, Terminal, User, started

pytestmark = pytest.mark.slow

SLUG = "01_perceptron"
NOTEBOOK = f"{SLUG}/{SLUG}.ipynb"
ASKED = {"course_id": "deeplearn", "assignment_id": SLUG}
COURSE = Path("homes") / STAFF / "course"
EXCHANGE = Path("exchange") / "deeplearn"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The machine of the guide in a folder: the course with its solutions, an exchange, a repository of lessons."""
    folder = tmp_path_factory.mktemp("machine")
    for part in ("course", "solutions"):
        shutil.copytree(ROOT / part / SLUG, folder / COURSE / part / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", folder / COURSE)
    (folder / EXCHANGE).mkdir(parents=True)
    (folder / "exchange").chmod(0o1777)
    shutil.copytree(ROOT / "course" / SLUG, folder / "lessons" / SLUG)
    git = ["git", "-C", str(folder / "lessons"), "-c", "user.name=Prof", "-c", "user.email=prof@example.org"]
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "--quiet", "-m", "Lessons"]):
        subprocess.run([*git, *words], check=True)
    with started(folder) as at_work:
        yield at_work


@pytest.fixture(scope="module")
def people(hub: Hub) -> tuple[User, User]:
    """An instructor with the server of the account that grades, a student with her own."""
    prof, ada = hub.login("prof"), hub.login("ada")
    with ThreadPoolExecutor(2) as both:
        for done in (both.submit(prof.start_server, STAFF), both.submit(ada.start_server)):
            done.result()
    return prof, ada


@pytest.fixture
def office(people: tuple[User, User]) -> Iterator[Terminal]:
    """The instructor's terminal, on the server of the account that grades."""
    opened = people[0].terminal(STAFF)
    yield opened
    opened.close()


def typed(heading: str) -> list[str]:
    """Return the commands below a heading of the guide."""
    guide = (ROOT / "docs/en/jupyterhub.md").read_text("utf-8")
    (part,) = re.findall(rf"^#+ {re.escape(heading)}$(.*?)(?=^#|\Z)", guide, flags=re.S | re.M)
    lines = "".join(re.findall(r"^```sh\n(.*?)^```", part, flags=re.S | re.M)).splitlines()
    return [re.sub(r"\s+#.*", "", line) for line in lines]


def answered(notebook: dict[str, Any]) -> dict[str, Any]:
    """Write a student's answers into a notebook: all right but `step`, which puts the tie into class 1."""
    text = (ROOT / "examples/class/ada.lovelace" / NOTEBOOK).read_text("utf-8")
    good = {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}
    good["step"] = "def step(z):\n    return (np.asarray(z) >= 0).astype(np.int64)\n"
    for cell in notebook["cells"]:
        grader = cell["metadata"].get("nbgrader", {})
        if grader.get("solution"):
            cell["source"] = good[grader["grade_id"]]
    return notebook


def act(student: User, action: str) -> dict[str, dict[str, Any]]:
    """Press a button of the assignment list; return what it then shows, by status."""
    shown = student.post(f"/user/{student.name}/assignments/{action}", data=ASKED)
    assert shown.status_code == 200, shown.text
    assert shown.json()["success"], shown.text
    return {row["status"]: row for row in shown.json()["value"]}


def test_once_around(hub: Hub, people: tuple[User, User], office: Terminal) -> None:
    prof, ada = people
    for command in typed("Release"):
        office.run(command)

    assert act(ada, "fetch")["fetched"]["assignment_id"] == SLUG
    lesson = ada.contents(NOTEBOOK)
    assert all(cell["metadata"]["trusted"] for cell in lesson["cells"] if cell["cell_type"] == "code")
    saved = ada.put(f"/user/ada/api/contents/{NOTEBOOK}", {"type": "notebook", "content": answered(lesson)})
    assert saved.status_code == 200, saved.text
    assert act(ada, "submit")["submitted"]["submissions"]

    for command in typed("Collect and grade"):
        office.run(command)
    row = prof.get(f"/user/{STAFF}/formgrader/api/submissions/{SLUG}").json()[0]
    assert (row["student"], row["max_score"]) == ("ada", 26)
    score = round(row["score"], 2)
    assert 19.69 <= score <= 19.73  # 20 but for the ties of `step`: examples/class/expected.toml, chiara
    assert row["needs_manual_grade"]

    for command in typed("Feedback"):
        office.run(command)
    handed_in = act(ada, "fetch_feedback")["submitted"]["submissions"][0]
    assert handed_in["has_local_feedback"], handed_in
    page = ada.contents(f"{handed_in['local_feedback_path']}/{SLUG}.html")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "At z = 0 your function gives 1. In this course a tie belongs to class 0" in text
    assert f"{score - 19:.2f} / 1 points" in text
    _others_stay_out(hub.folder)


def test_the_example_as_it_stands_asks_for_accounts_of_the_machine() -> None:
    """The other tests start it with another authenticator and spawner: do its own exist, and let in whom it says?"""
    app = JupyterHub()
    app.load_config_file(str(EXAMPLE / "jupyterhub_config.py"))
    assert app.spawner_class is LocalProcessSpawner
    assert app.authenticator_class is PAMAuthenticator
    authenticator = PAMAuthenticator(config=app.config)
    assert (authenticator.allowed_users, authenticator.allowed_groups) == ({"prof"}, {"students"})
    assert not authenticator.allow_all
    assert not authenticator.admin_users


def _others_stay_out(folder: Path) -> None:
    """Keep the modes other accounts out of the inbox and the list of feedback, but not out of the release?"""
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder / EXCHANGE).iterdir()}
    assert modes == {"outbound": 0o755, "inbound": 0o733, "feedback": 0o711}
    assert (folder / "exchange").stat().st_mode & 0o1777 == 0o1777, "the sticky bit is kept"
    assert (folder / COURSE / ".deeplearn/secret").stat().st_mode & 0o077 == 0


def test_only_the_grading_server_shows_the_formgrader_in_a_frame(people: tuple[User, User]) -> None:
    prof, ada = people
    policy = "Content-Security-Policy"
    assert prof.get(f"/user/{STAFF}/formgrader/").headers[policy] == "frame-ancestors 'self'"
    assert "frame-ancestors 'none'" in ada.get("/user/ada/lab").headers[policy]


def test_a_student_reaches_nothing_but_their_own(hub: Hub, people: tuple[User, User]) -> None:
    _, ada = people
    answers = f"homes/{STAFF}/course/solutions/{NOTEBOOK}"
    assert (hub.folder / answers).is_file()
    assert ada.get(f"/user/{STAFF}/lab").status_code == 403
    for address in (f"/user/{STAFF}/api/contents/course", f"/hub/spawn/{STAFF}", "/hub/spawn/prof", "/user/prof/lab"):
        assert ada.get(address).status_code in (403, 404), address
    for path in (f"../{STAFF}/course/solutions/{NOTEBOOK}", str(hub.folder / answers)):
        for service in ("api/contents", "files"):
            assert ada.get(f"/user/ada/{service}/{quote(path, safe='')}").status_code in (400, 403, 404), path
    assert ada.get("/user/ada/formgrader/").status_code == 404
    assert ada.get("/hub/api/users").status_code == 403
    assert ada.get("/hub/admin").status_code in (403, 404)


def test_strangers_stay_outside(hub: Hub) -> None:
    for name, password in (("ada", "guessed wrongly"), ("mallory", PASSWORD)):
        stranger = User(hub, name)
        form = stranger.get("/hub/login")
        fields = {"username": name, "password": password, "_xsrf": stranger.xsrf(form.url)}
        assert stranger.post("/hub/login", data=fields).status_code == 403


def test_a_link_brings_the_lessons(hub: Hub, people: tuple[User, User]) -> None:
    """The nbgitpuller link of the guide, with this machine's repository in it."""
    _, ada = people
    where = {"repo": str(hub.folder / "lessons"), "branch": "main"}
    page = ada.get(f"/hub/user-redirect/git-pull?{urlencode(where | {'urlpath': f'lab/tree/lessons/{NOTEBOOK}'})}")
    assert page.status_code == 200
    assert page.url.startswith(f"{hub.url}/user/ada/git-pull?")
    pulled = ada.get(f"/user/ada/git-pull/api?{urlencode(where | {'targetpath': 'lessons'})}")
    assert '"phase": "finished"' in pulled.text, pulled.text
    lesson = ada.contents(f"lessons/{NOTEBOOK}")
    assert all(cell["metadata"]["trusted"] for cell in lesson["cells"] if cell["cell_type"] == "code")
