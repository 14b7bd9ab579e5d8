"""A gradebook on a real PostgreSQL server, started for this test: the same scores as in the file."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"


def program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else str(shutil.which(name))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own in a folder of its own; PostgreSQL refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    made = [*as_user, program("initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    port = free_port()
    words = ["-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1"]
    running = subprocess.Popen([*as_user, program("postgres"), *words], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def deeplearn(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "autograder.cli", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)


def test_grade_regrade_and_export_agree_with_the_file(server: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name / SLUG, tmp_path / name / SLUG)
    for student, source in (("chiara", "chiara"), ("br[1] 张伟", "张伟"), ("olga", "olga")):
        shutil.copytree(ROOT / "examples" / "class" / source, tmp_path / "submitted" / student)
    tables = []
    for where in ((), ("--db", server)):
        for _ in range(2):  # a second time over what is there
            done = deeplearn("grade", "submitted", "--assignment", SLUG, *where, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        again = deeplearn("regrade", "submitted", "--assignment", SLUG, "--yes", *where, cwd=tmp_path)
        assert "No score, answer or penalty changes" in again.stdout, again.stderr
        tables.append(deeplearn("export", *where, cwd=tmp_path).stdout)
    assert tables[0] == tables[1]
    assert tables[0].count("\n") == 4
    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    (tmp_path / "gradebook.db").unlink()
    assert deeplearn("export", cwd=tmp_path).stdout == tables[1]


def test_server_that_is_not_there_is_said_before_anything_is_graded(tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "submitted").mkdir()
    address = f"postgresql+psycopg://postgres:hush@127.0.0.1:{free_port()}/postgres"
    words = ("grade", "submitted", "--assignment", SLUG)
    done = deeplearn(*words, "--db", address, cwd=tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {address!r}\n")
    as_nbgrader = deeplearn(*words, cwd=tmp_path)
    for one, named in ((done, "--db"), (as_nbgrader, "c.CourseDirectory.db_url in nbgrader_config.py")):
        assert one.returncode == 2
        assert f"{named}: no gradebook can be reached" in one.stderr
        assert "hush" not in one.stderr
        assert "Traceback" not in one.stderr
    elsewhere = deeplearn("export", "--gradebook", "submitted", cwd=tmp_path)
    assert "There is no gradebook submitted/gradebook.db" in elsewhere.stderr


def test_settings_that_can_not_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = oops\n")
    done = deeplearn("export", cwd=tmp_path)
    assert done.returncode == 2
    assert "nbgrader_config.py can't be read (NameError: name 'oops' is not defined)" in done.stderr
    assert "Traceback" not in done.stderr
