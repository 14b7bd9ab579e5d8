"""Tries every wall of the sandbox live, with code that attacks it, and says what holds."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from autograder.messages import say
from autograder.sandbox.launcher import Cell, Loaded, SandboxUnavailableError, open_worker
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Call, Record
from lessonkit.language import Text

LIMITS = Limits(probe_seconds=3.0, memory_bytes=256 * 2**20, processes=32)

ATTACKS = """
def network():
    import socket
    socket.create_connection(("127.0.0.1", 9), 1)

def write():
    for place in ("/usr/lib/x", "/grader/x", "/site/x", "/x"):
        try:
            open(place, "w")
            return place
        except OSError:
            pass

def answers():
    import importlib
    for name in ("deeplearn_ref", "autograder.checking", "sklearn", "scipy"):
        try:
            importlib.import_module(name)
            return name
        except ImportError:
            pass

def calls():
    import ctypes, os
    for name, call in (
        ("memfd_create", lambda: os.memfd_create("x")),
        ("unshare", lambda: None if ctypes.CDLL(None).unshare(0x10000000) == 0 else os.open("/nowhere", 0)),
    ):
        try:
            call()
            return name
        except OSError:
            pass

def memory():
    import os, time
    for _ in range(8):
        if os.fork() == 0:
            block = bytearray(b"x") * (64 * 2**20)
            time.sleep(60)
    time.sleep(60)

def processes():
    import os, time
    started = 0
    try:
        while started < 500:
            if os.fork() == 0:
                time.sleep(60)
            started += 1
    except OSError:
        pass
    return started

def endless():
    while True:
        pass
"""


@dataclass(frozen=True)
class Finding:
    """What one trial showed: its name, whether the wall holds, what was seen, how to mend it."""

    name: str
    ok: bool
    detail: Text
    mend: Text


def probe() -> list[Finding]:
    """Try the sandbox's walls one by one; the first finding says whether there is a sandbox at all."""
    nothing = Text("", "")
    if shutil.which("bwrap") is None:
        return [Finding("bubblewrap", False, say("doctor.no_bubblewrap"), say("doctor.install_bubblewrap"))]
    try:
        worker = open_worker()
    except SandboxUnavailableError as error:
        return [
            Finding("namespaces", False, Text(error.message, error.message), say("doctor.mend_namespaces")),
        ]
    findings = [Finding("namespaces", True, say("doctor.starts"), nothing)]
    with worker, worker.load([Cell("attacks", "solution", ATTACKS)], LIMITS) as loaded:
        for name, holds in WALLS.items():
            ok = holds(_try(loaded, name))
            detail = say(f"doctor.{name}_{'holds' if ok else 'open'}")
            findings.append(Finding(name, ok, detail, nothing if ok else say("doctor.mend_wall")))
    return findings


def _try(loaded: Loaded, name: str) -> Record:
    return loaded.play([Call(name)], limits=LIMITS)[0]


def _refused(record: Record) -> bool:
    return record.kind == "exception" and "OSError" in record.exception


def _nothing_found(record: Record) -> bool:
    return record.kind == "value" and record.value is None


WALLS: dict[str, Callable[[Record], bool]] = {
    "network": _refused,
    "write": _nothing_found,
    "answers": _nothing_found,
    "calls": _nothing_found,
    "memory": lambda record: record.kind == "ended" and record.value == "OUT_OF_MEMORY",
    "processes": lambda record: record.kind == "value" and record.value < LIMITS.processes,
    "endless": lambda record: record.kind == "ended" and record.value == "TIMED_OUT",
}
