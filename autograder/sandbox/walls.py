"""The walls of the sandbox, each with code that attacks it, and which of them a class is graded behind."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from autograder.sandbox.backends import chosen
from autograder.sandbox.launcher import Cell, SandboxUnavailableError, Worker, open_worker
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import Call, Record

LIMITS = Limits(probe_seconds=3.0, memory_bytes=256 * 2**20, processes=32)
PATIENT = replace(LIMITS, probe_seconds=30.0)
SLOW = ("memory", "processes")
"""Attacks that last seconds before they meet their wall, where memory is slow: in some virtual machines."""

ATTACKS = """
def network():
    import socket
    socket.create_connection(("127.0.0.1", 9), 1)

def write():
    import sys
    for folder in ("/usr/lib", "/grader", "/site", "", "/dev", "/run", "/var/tmp", *sys.path):
        try:
            open(folder + "/x", "w")
            return folder
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


def try_walls(worker: Worker, names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Attack the walls of a sandbox one after another; yield each name, and whether that wall holds."""
    with worker.load([Cell("attacks", "solution", ATTACKS)], LIMITS) as loaded:
        for name in names:
            limits = PATIENT if name in SLOW else LIMITS
            yield name, WALLS[name](loaded.play([Call(name)], limits=limits)[0])


def open_for_grading(*, unsafe: bool = False) -> Worker:
    """Return a sandbox behind whose walls a class may be graded: those of the tier in use are tried first.

    Parameters
    ----------
    unsafe : bool
        Whether to run without any sandbox; no wall is tried then.

    Raises
    ------
    SandboxUnavailableError
        If no sandbox works on this machine, one of the tier's walls is open, or there is no such tier.
    """
    if unsafe:
        return open_worker("unsafe")
    tier = os.environ.get(VARIABLE) or next(iter(TIERS))
    if tier not in TIERS:
        raise SandboxUnavailableError(f"{VARIABLE} is '{tier}', and there is no such tier: use {' or '.join(TIERS)}.")
    worker = open_worker(chosen())
    try:
        broken = [name for name, holds in try_walls(worker, TIERS[tier]) if not holds]
    except BaseException:
        worker.close()
        raise
    if broken:
        worker.close()
        raise SandboxUnavailableError(
            f"The sandbox starts, but of its walls {', '.join(broken)} did not hold. Nothing was graded. "
            f"`deeplearn doctor` says what each is for and how to mend it.{_LOWER if broken == ['calls'] else ''}"
        )
    return worker


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
"""What a wall that holds answers to the attack of its name."""

VARIABLE = "DEEPLEARN_WALLS"
TIERS = {
    "full": ("network", "write", "answers", "calls"),
    "basic": ("network", "write", "answers"),
}
"""Which walls are tried before a class is graded, highest tier first: those that depend on the machine and are tried
in a moment. The others are limits that we watch ourselves; `deeplearn doctor` tries them too."""
_LOWER = " Where the processor has no filter for them (it needs x86-64 or ARM64), DEEPLEARN_WALLS=basic grades without."
