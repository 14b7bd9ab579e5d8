"""A real JupyterHub on the loopback interface, started from the example as a site would edit it, and its users."""

import html
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import requests
import websocket

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "jupyterhub"
PASSWORD = "of the whole class"  # tried in by the test's authenticator; the example asks the system's accounts
STAFF = "deeplearn-staff"

# What a site with system accounts does not need: other ports, one password, one Unix account, homes below `homes`.
AROUND = """
load_subconfig({example!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.auth_token = {token!r}
c.ConfigurableHTTPProxy.pid_file = "proxy.pid"
c.JupyterHub.cookie_secret_file = "cookie_secret"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allowed_users = c.Authenticator.allowed_users | {{"ada", "bela"}}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args = [*c.Spawner.args, *{arguments!r}]
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
"""


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass(frozen=True)
class Hub:
    """A hub at `url`; `folder` holds homes, exchange and the course."""

    url: str
    folder: Path

    def home(self, user: str) -> Path:
        """Return the home folder of one who has logged in."""
        return self.folder / "homes" / user

    def login(self, name: str, password: str = PASSWORD) -> "User":
        """Log in through the form, as a browser does."""
        user = User(self, name)
        form = user.get("/hub/login?next=/hub/home")  # else the hub starts one's own server at once
        answer = user.post(
            "/hub/login?next=/hub/home", data={"username": name, "password": password, "_xsrf": user.xsrf(form.url)}
        )
        assert "incorrect" not in answer.text.lower() or password != PASSWORD, answer.text
        return user


@dataclass
class User:
    """A person with a browser: its cookies, and nothing else."""

    hub: Hub
    name: str
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **more: Any) -> requests.Response:
        """Open an address, following the hub's redirects."""
        return self.session.get(self.hub.url + path, timeout=120, **more)

    def post(self, path: str, **more: Any) -> requests.Response:
        """Send a form or JSON, with the token that stands in the cookie of that part of the hub."""
        headers = {"X-XSRFToken": self.xsrf(path)}
        return self.session.post(self.hub.url + path, headers=headers, timeout=120, **more)

    def put(self, path: str, body: Any) -> requests.Response:
        """Save JSON."""
        headers = {"X-XSRFToken": self.xsrf(path)}
        return self.session.put(self.hub.url + path, headers=headers, json=body, timeout=120)

    def xsrf(self, path: str) -> str:
        """Return the token of the longest cookie path that `path` lies below."""
        asked = urlsplit(path).path
        found = [c for c in self.session.cookies if c.name == "_xsrf" and asked.startswith(c.path)]
        return max(found, key=lambda cookie: len(cookie.path)).value or "" if found else ""

    def start_server(self, owner: str = "") -> None:
        """Start one's server (or that of `owner`, as instructors may) and wait for its JupyterLab page."""
        owner = owner or self.name
        end = time.monotonic() + 120
        page = self.get(f"/hub/spawn/{owner}")
        while time.monotonic() < end:
            assert page.status_code < 500 or page.status_code == 503, page.text
            arrived = urlsplit(page.url).path
            if page.status_code == 200 and arrived.startswith(f"/user/{owner}/lab"):
                return
            if arrived == "/hub/api/oauth2/authorize":  # another account's server: the hub asks for a click
                page = self.post(page.url.removeprefix(self.hub.url), data=_fields(page.text))
                continue
            time.sleep(0.3)
            page = self.get(f"/user/{owner}/lab")
        raise AssertionError(f"The server of {owner} did not start: {page.status_code} {page.url}")

    def terminal(self, owner: str = "") -> "Terminal":
        """Open a terminal on one's server, or on that of `owner`."""
        return Terminal(self, owner or self.name)

    def contents(self, path: str) -> Any:
        """Read a file of one's server as JupyterLab does."""
        answer = self.get(f"/user/{self.name}/api/contents/{quote(path)}")
        assert answer.status_code == 200, answer.text
        return answer.json()["content"]


class Terminal:
    """A terminal in JupyterLab: words go in, a screen comes out."""

    def __init__(self, user: User, owner: str) -> None:
        made = user.post(f"/user/{owner}/api/terminals")
        assert made.status_code == 200, made.text
        path = f"/user/{owner}/terminals/websocket/{made.json()['name']}"
        cookies = "; ".join(f"{c.name}={c.value}" for c in user.session.cookies if path.startswith(c.path))
        address = user.hub.url.replace("http", "ws", 1) + f"{path}?_xsrf={quote(user.xsrf(path))}"
        self.line = websocket.create_connection(address, cookie=cookies, timeout=120, origin=user.hub.url)

    def run(self, command: str) -> str:
        """Type a command, wait for its end, and return what was shown; a failure fails the test."""
        code, shown = self.tried(command)
        assert code == 0, f"{command}\n{shown[-3000:]}"
        return shown

    def tried(self, command: str) -> tuple[int, str]:
        """Type a command and return its exit code and what was shown."""
        self.line.send(json.dumps(["stdin", f"{command}; printf 'ended:%d:\\n' $?\r"]))
        shown = ""
        while (ended := re.search(r"ended:(\d+):", shown)) is None:
            kind, *words = json.loads(self.line.recv())
            shown += words[0] if kind == "stdout" else ""
        return int(ended[1]), shown[: ended.start()]

    def close(self) -> None:
        """Hang up."""
        self.line.close()


def _fields(form: str) -> list[tuple[str, str]]:
    """Return the hidden fields of a form of the hub."""
    inputs = re.findall(r"<input[^>]*>", form)
    pairs = [(re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs]
    return [(html.unescape(name[1]), html.unescape(value[1])) for name, value in pairs if name and value]


def edited(folder: Path) -> Path:
    """Copy the example into `folder`, with the two paths changed that the guide says to change."""
    there = folder / "etc"
    shutil.copytree(EXAMPLE, there)
    for name, old, new in (
        ("jupyterhub_config.py", "/srv/deeplearn/course", folder / "homes" / STAFF / "course"),
        ("jupyter/nbgrader_config.py", "/srv/nbgrader/exchange", folder / "exchange"),
    ):
        text = (there / name).read_text("utf-8")
        assert text.count(f'"{old}"') == 1, f"{name} names {old} in one place"
        (there / name).write_text(text.replace(old, str(new)), "utf-8")
    with (there / "jupyter/nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write("\nc.ExchangeCollect.check_owner = False  # whoever runs the tests is all students\n")
    return there / "jupyterhub_config.py"


@contextmanager
def started(folder: Path) -> Iterator[Hub]:
    """Start a hub whose every file lies in `folder`."""
    port, hub_port, api_port = free_ports(3)
    (folder / "hub").mkdir()
    config = folder / "hub" / "around.py"
    config.write_text(
        AROUND.format(
            example=str(edited(folder)), port=port, hub_port=hub_port, api_port=api_port, token=secrets.token_hex(32),
            password=PASSWORD, homes=str(folder / "homes"),
            arguments=["--allow-root"] if os.geteuid() == 0 else [],
        ),
        "utf-8",
    )  # fmt: skip
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "DEEPLEARN", "CONFIG"))
    }
    log = folder / "hub" / "log"
    command = [sys.executable, "-m", "jupyterhub", "--config", str(config)]
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            command, cwd=folder / "hub", env=kept, stdout=sink, stderr=sink, start_new_session=True
        ) as server,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/hub/api/", server, log)
            yield Hub(url, folder)
        finally:
            server.send_signal(signal.SIGTERM)  # the hub stops the servers that it started, and the proxy
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            if requests.get(url, timeout=5).status_code == 200:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"The hub did not answer:\n{log.read_text()}")
