"""The init of a submission: process 1 of its namespaces, which watches, sweeps, and takes everything with it.

It never runs a student's code. Bound into the sandbox, so it imports nothing of ours.
"""

import contextlib
import ctypes
import os
import resource
import select
import signal
import socket
import time
from pathlib import Path
from typing import Any

PR_SET_DUMPABLE = 4
WATCH_SECONDS = 0.1


def watch(life: socket.socket, submission: int, kills: int | None, limits: dict[str, Any], isolate: bool) -> None:
    """Be the init: reap, watch the memory, sweep when told to, end everything when the host lets go.

    `kills` is the file in which our control group counts what the kernel has ended for its memory.
    """
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    poll = select.poll()
    poll.register(life, select.POLLIN | select.POLLHUP)
    looked = 0.0
    seen = killed(kills)
    while True:
        if poll.poll(20):
            message = life.recv(16)
            if message != b"sweep":
                break
            sweep(submission, isolate)
            with contextlib.suppress(ProcessLookupError):
                os.kill(submission, signal.SIGCONT)  # a probe may have stopped it
            life.send(b"swept")
        if reap(submission):
            with contextlib.suppress(OSError):
                if killed(kills) > seen:
                    life.send(b"memory")
                life.send(b"gone")
            break
        now, most = time.monotonic(), limits["memory_bytes"]
        before, seen = seen, killed(kills)
        too_much = seen > before
        if now - looked > WATCH_SECONDS:
            looked = now
            members = [submission, *others(submission, isolate)]
            # The share is never more than what is resident, and takes a hundred times as long to ask for.
            too_much |= sum(map(resident, members)) > most and sum(map(memory, members)) > most
        if too_much:
            with contextlib.suppress(OSError):
                life.send(b"memory")
            sweep(submission, isolate)
            if memory(submission) > most:
                break
    with contextlib.suppress(ProcessLookupError):
        sweep(submission, isolate)
        os.kill(submission, signal.SIGKILL)
    os._exit(0)


def killed(counter: int | None) -> int:
    """Return how many processes the kernel has ended for the memory of our control group."""
    if counter is None:
        return 0
    with contextlib.suppress(OSError, LookupError, ValueError):
        return int(dict(line.split() for line in os.pread(counter, 4096, 0).splitlines())[b"oom_kill"])
    return 0


def reap(submission: int) -> bool:
    """Collect ended processes; say whether the submission's own is among them."""
    while True:
        try:
            number, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if number == 0:
            return False
        if number == submission:
            return True


def others(submission: int, isolate: bool) -> list[int]:
    """Return all other processes of the submission: of its namespace, or its descendants without one."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    if isolate:
        return [number for number in numbers if number not in (1, submission)]
    parents = {}
    for number in numbers:
        with contextlib.suppress(OSError, IndexError, ValueError):
            parents[number] = int(Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[1])
    found = {submission}
    grown = True
    while grown:
        more = {number for number, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return sorted(found - {submission})


def sweep(submission: int, isolate: bool) -> None:
    """Kill every process but the init and the submission, until none is left."""
    for _ in range(1000):
        members = others(submission, isolate)
        alive = False
        for number in members:
            with contextlib.suppress(OSError):
                if Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX":
                    alive = True
                    os.kill(number, signal.SIGKILL)
        if not alive:
            return
        time.sleep(0.0005)  # to look again at once takes the time that the end of a process needs
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


def resident(number: int) -> int:
    """Return how much memory of a process is resident in bytes, pages shared with others in full."""
    try:
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def memory(number: int) -> int:
    """Return a process's share of memory in bytes: pages shared with others count in proportion."""
    try:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
