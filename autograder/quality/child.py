"""Jobs in a forked child with a limit of processor time: a mutant may loop for ever, recurse or crash."""

import os
import pickle
import resource
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CPU_SECONDS = 1.0
"""Processor time of one job on top of what the caller allows: other work on the machine does not count."""
WALL_SECONDS = 60.0
"""A job that only waits uses no processor time; it ends here."""
MEMORY_BYTES = 4 * 2**30


@dataclass(frozen=True)
class Done:
    """What became of a job: its value, or how it ended without one (``"TIMED_OUT"``, ``"CRASHED"``)."""

    value: Any = None
    ended: str = ""


def run_all(jobs: Sequence[Callable[[], Any]], cpu_seconds: float = 0.0) -> Iterator[Done]:
    """Run the jobs one after another in a fork; after one that ended it, the next go on in a new fork.

    Parameters
    ----------
    jobs : sequence of callable
        Each returns a value that can be pickled. An exception counts as a crash.
    cpu_seconds : float
        Processor time that each may use, on top of `CPU_SECONDS`.

    Yields
    ------
    Done
        One for each job, in order.
    """
    at = 0
    while at < len(jobs):
        reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _work(jobs[at:], writer, CPU_SECONDS + cpu_seconds)
        os.close(writer)
        try:
            while at < len(jobs):
                done, alive = _answer(reader, child)
                at += 1
                yield done
                if not alive:
                    break
        finally:
            os.close(reader)
            _end(child)


def _work(jobs: Sequence[Callable[[], Any]], writer: int, cpu_seconds: float) -> None:
    """Be the child: never returns."""
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(hard, MEMORY_BYTES)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        for job in jobs:
            signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
            try:
                data = pickle.dumps(Done(job()))
            except BaseException as error:  # what a mutant raises ends nothing but itself
                data = pickle.dumps(Done(ended=f"CRASHED {type(error).__name__}: {error}"[:300]))
            signal.setitimer(signal.ITIMER_PROF, 0)
            data = struct.pack("<Q", len(data)) + data
            while data:
                data = data[os.write(writer, data) :]
    finally:
        os._exit(0)


def _answer(reader: int, child: int) -> tuple[Done, bool]:
    """Return the next answer, and whether the child goes on."""
    try:
        size = struct.unpack("<Q", _read(reader, 8))[0]
        return pickle.loads(_read(reader, size)), True  # noqa: S301 - our own child, our own functions
    except TimeoutError:
        return Done(ended="TIMED_OUT"), False
    except EOFError:
        _, status = os.waitpid(child, 0)
        timed_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
        return Done(ended="TIMED_OUT" if timed_out else "CRASHED"), False


def _read(reader: int, size: int) -> bytes:
    data = b""
    deadline = time.monotonic() + WALL_SECONDS
    while len(data) < size:
        ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(reader, min(size - len(data), 2**20))
        if not part:
            raise EOFError
        data += part
    return data


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):  # it has been waited for already
        return
