"""A class graded by a real Dask scheduler and two workers, one of which is killed on the way: the same scores."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from autograder.errors import UserError
from autograder.grading.cluster import certificates

pytestmark = [pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SLUG = "01_perceptron"
DASK = [sys.executable, "-P", "-m", "dask"]
CLASS = ("chiara", "olga", "jamal", "quỳnh")


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "DEEPLEARN_LANG": "en", **more}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [*DASK, *words]
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def scheduling(protocol: str, *words: str) -> Iterator[str]:
    port = free_port()
    with running("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", *words):
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"{protocol}://127.0.0.1:{port}"


@pytest.fixture
def scheduler() -> Iterator[str]:
    with scheduling("tcp") as address:
        yield address


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate signed by itself, and its key: whoever holds this file belongs to the cluster."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "class")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "cluster.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(pem))
    return file


@contextmanager
def worker(scheduler: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    with running("worker", scheduler, "--nthreads", "1", "--no-nanny", "--no-dashboard", *words) as process:
        yield process


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name / SLUG, tmp_path / name / SLUG)
    for number in range(2):
        for name in CLASS:
            shutil.copytree(ROOT / "examples" / "class" / name, tmp_path / "submitted" / f"{name}{number}")
    return tmp_path


def command(*words: str) -> list[str]:
    return [
        sys.executable, "-P", "-m", "autograder.cli", "grade", "submitted", "--assignment", SLUG, *words
    ]  # fmt: skip


def test_a_worker_that_is_killed_costs_no_submission(course: Path, certificate: Path) -> None:
    """All connections are encrypted, as `docs/scale.md` has them."""
    tls = ("--tls-ca-file", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(certificate))
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    known = {f"{prefix}CA_FILE": str(certificate), f"{prefix}CLIENT__CERT": str(certificate)}
    known[f"{prefix}CLIENT__KEY"] = str(certificate)
    with (
        scheduling("tls", "--protocol", "tls", *tls) as scheduler,
        worker(scheduler, *tls) as first,
        worker(scheduler, *tls),
    ):
        words = command("--cluster", scheduler, "--json", "there.json", "--output", "there")
        grading = subprocess.Popen(
            words, cwd=course, env=environment(**known), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        deadline = time.monotonic() + 90
        while not list(course.glob(".deeplearn/verdicts/**/*.json")) and time.monotonic() < deadline:
            assert grading.poll() is None, grading.communicate()[0]
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
        said, _ = grading.communicate(timeout=240)
        assert grading.returncode == 0, said
    shutil.rmtree(course / ".deeplearn" / "verdicts")  # nothing of the first run is used again
    here = subprocess.run(
        command("--json", "here.json", "--output", "here"),
        cwd=course,
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert here.returncode == 0
    there = json.loads((course / "there.json").read_text("utf-8"))
    assert there == json.loads((course / "here.json").read_text("utf-8"))
    assert len({row["student"] for row in there}) == 2 * len(CLASS)
    assert "GRADER_FAULT" not in {row["verdict"] for row in there}


def refused(course: Path, *words: str) -> str:
    done = subprocess.run(
        command(*words), cwd=course, env=environment(COLUMNS="400"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "gradebook.db").exists()
    return done.stderr


def test_a_worker_with_threads_is_refused_in_a_sentence(course: Path, scheduler: str) -> None:
    with running("worker", scheduler, "--nthreads", "3", "--no-nanny", "--no-dashboard"):
        assert "has 3 threads, and a sandbox serves one" in refused(course, "--cluster", scheduler)


def test_an_address_where_nothing_answers_is_refused_in_a_sentence(course: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    assert f"No Dask scheduler answers at {address}" in refused(course, "--cluster", address)
    assert "'nonsense' is no address of a Dask scheduler" in refused(course, "--cluster", "nonsense")
    assert "no certificates for tls://" in refused(course, "--cluster", address.replace("tcp", "tls"))


def test_certificates_that_are_not_there_are_named(tmp_path: Path) -> None:
    here, gone = tmp_path / "all.pem", tmp_path / "gone.pem"
    here.touch()
    certificates({"ca-file": str(here), "client": {"cert": str(here)}})
    for tls, missing in (
        ({}, "missing: CA_FILE"),
        ({"ca-file": str(here), "client": {}}, "missing: CLIENT__CERT"),
        ({"ca-file": str(gone), "client": {"cert": str(here)}}, f"no file {gone}, which Dask has for CA_FILE"),
        ({"ca-file": str(here), "client": {"cert": str(here), "key": str(gone)}}, "for CLIENT__KEY"),
    ):
        with pytest.raises(UserError, match=re.escape(missing)):
            certificates(tls)
