"""A class graded on other machines: the executor of a Dask cluster, made sure that it can grade."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import UserError
from autograder.grading.cache import environment

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10.0
"""Seconds to wait for the scheduler, and then for a first worker."""


@contextmanager
def cluster(address: str, root: Path, assignment: str) -> Iterator[Executor]:
    """Open an executor whose tasks run on the workers of a Dask cluster.

    A task whose machine is lost is started again on another one.

    Parameters
    ----------
    address : str
        The scheduler's, ``tls://host:8786`` or ``tcp://host:8786``; certificates are named in Dask's configuration.
    root : Path
        The course: the same path on every machine, a shared folder.
    assignment : str
        The lesson's slug.

    Raises
    ------
    UserError
        If there is no scheduler or no worker, or a worker would not grade as this machine does.
    """
    try:
        from dask import config
        from distributed import Client
    except ImportError:
        raise UserError(
            "Grading on a cluster needs Dask, which is not installed: "
            "pip install distributed, here and on every worker."
        ) from None
    if not re.fullmatch(r"(tcp|tls|ws|wss)://[^/]+:\d+/?", address):
        raise UserError(f"'{address}' is no address of a Dask scheduler. Expected one like tls://host:8786.")
    if address.startswith(("tls", "wss")):
        # Asked for one by one: from the environment a key comes with `_` in place of `-`, which only `get` knows.
        certificates({key: config.get(f"distributed.comm.tls.{key}", None) for key in ("ca-file", "client")})
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError:
        hint = " Are the certificates those of the scheduler?" if address.startswith(("tls", "wss")) else ""
        raise UserError(f"No Dask scheduler answers at {address} within {PATIENCE:g} seconds.{hint}") from None
    with client:
        _wait(client, address)
        _compare(client, root, assignment)
        # Each task is code of ours with plain data; what a student wrote runs in the sandbox of the worker.
        with client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
            yield executor


def certificates(tls: Mapping[str, Any]) -> None:
    """Make sure that the files for encrypted connections are named and there.

    Parameters
    ----------
    tls : mapping
        What Dask's configuration has under ``distributed.comm.tls``.

    Raises
    ------
    UserError
        If one is not.
    """
    client = tls.get("client") or {}
    for variable, file in (
        ("CA_FILE", tls.get("ca-file")),
        ("CLIENT__CERT", client.get("cert")),
        ("CLIENT__KEY", client.get("key") or client.get("cert")),  # a file may hold both
    ):
        if not file:
            raise UserError(
                "Dask finds no certificates for tls://. Name them in DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
                "..._TLS__CLIENT__CERT and ..._TLS__CLIENT__KEY, or in its configuration file; "
                f"missing: {variable}."
            )
        if not Path(file).is_file():
            raise UserError(f"There is no file {file}, which Dask has for {variable} of tls://.")


def _wait(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise UserError(
            f"No worker has joined the scheduler at {address}. Start one on each machine, and one more for each core: "
            f"dask worker {address} --nthreads 1"
        ) from None


def _compare(client: "Client", root: Path, assignment: str) -> None:
    """Make sure that every worker sees the course, in the same version, and grades one submission at a time."""
    here = environment(root, assignment)
    for worker, threads in client.nthreads().items():  # type: ignore[no-untyped-call]
        if threads != 1:
            raise UserError(
                f"The worker {worker} has {threads} threads, and a sandbox serves one. "
                "Start it with --nthreads 1, and with --nworkers for more cores."
            )
    found = client.run(environment, root, assignment, on_error="return")
    for worker, there in found.items():
        if isinstance(there, Exception):
            raise UserError(
                f"The worker {worker} can't read the course in {root} ({type(there).__name__}). "
                "Every machine needs the same folder at the same path."
            )
        if there != here:
            raise UserError(
                f"The worker {worker} would grade differently: its course or one of its packages is another "
                "version than here. Install the same versions everywhere."
            )
