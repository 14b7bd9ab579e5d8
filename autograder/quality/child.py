"""Jobs in a forked child with a limit of processor time: a mutant may loop for ever, recurse or crash."""

import contextlib
import faulthandler
import gc
import os
import pickle
import resource
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CPU_SECONDS = 0.5
"""Processor time of one job on top of what the caller allows: other work on the machine does not count."""
WALL_SECONDS = 180.0
"""A job that only waits uses no processor time; it ends here."""
MEMORY_BYTES = 2 * 2**30
"""What the jobs may use beyond what this process has already."""


@dataclass(frozen=True)
class Done:
    """What became of a job: its value, or how it ended without one (``"TIMED_OUT"``, ``"CRASHED"``)."""

    value: Any = None
    ended: str = ""


def run_all(
    jobs: Sequence[Callable[[], Any]], cpu_seconds: float = 0.0, workers: int | None = None
) -> Iterator[tuple[int, Done]]:
    """Run the jobs in forks, side by side; after one that ended its fork, the next go on in a new one.

    Parameters
    ----------
    jobs : sequence of callable
        Each returns a value that can be pickled. An exception counts as a crash.
    cpu_seconds : float
        Processor time that each may use, on top of `CPU_SECONDS`.
    workers : int, optional
        How many forks; default one a core, two at most.

    Yields
    ------
    tuple of int and Done
        A job's place and what became of it, in the order in which they end.
    """
    count = max(1, workers or min(2, os.cpu_count() or 1))
    forks = [_Fork(jobs, range(first, len(jobs), count), CPU_SECONDS + cpu_seconds) for first in range(count)]
    try:
        while working := [fork for fork in forks if fork.left]:
            readers = [fork.reader for fork in working]
            soonest = min(fork.deadline for fork in working)
            ready, _, _ = select.select(readers, [], [], max(0.0, soonest - time.monotonic()))
            for fork in working:
                if fork.reader in ready or fork.deadline < time.monotonic():
                    yield fork.answer()
    finally:
        for fork in forks:
            fork.end()


class _Fork:
    """A child that works through its share of the jobs; a new one takes over where a job ended it.

    Parameters
    ----------
    jobs : sequence of callable
        All jobs.
    share : sequence of int
        The places of its own.
    cpu_seconds : float
        Processor time of each.
    """

    def __init__(self, jobs: Sequence[Callable[[], Any]], share: Sequence[int], cpu_seconds: float) -> None:
        self.jobs, self.left, self.cpu_seconds = jobs, list(share), cpu_seconds
        self.child = self.reader = -1
        self.deadline = 0.0
        if self.left:
            self._begin()

    def _begin(self) -> None:
        self.reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():  # Python 3.12 warns of a fork beside threads; NumPy's prepare for it
            warnings.simplefilter("ignore", DeprecationWarning)
            self.child = os.fork()
        if self.child == 0:
            _work([self.jobs[at] for at in self.left], writer, self.cpu_seconds)
        os.close(writer)
        self.deadline = time.monotonic() + WALL_SECONDS

    def answer(self) -> tuple[int, Done]:
        """Return the place of the job at hand and what became of it."""
        at = self.left.pop(0)
        done = self._answer()
        if done is not None:
            self.deadline = time.monotonic() + WALL_SECONDS
            return at, done
        done = Done(
            ended="TIMED_OUT" if self.end() == signal.SIGPROF or time.monotonic() > self.deadline else "CRASHED"
        )
        if self.left:
            self._begin()
        return at, done

    def _answer(self) -> Done | None:
        try:
            size = struct.unpack("<Q", _read(self.reader, 8, self.deadline))[0]
            done: Done = pickle.loads(_read(self.reader, size, self.deadline))  # noqa: S301 - our own child
        except (TimeoutError, EOFError):
            return None
        return done

    def end(self) -> int:
        """End the child and return the signal that ended it, 0 for none."""
        if self.child < 0:
            return 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        _, status = os.waitpid(self.child, 0)
        os.close(self.reader)
        self.child = self.reader = -1
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _work(jobs: Sequence[Callable[[], Any]], writer: int, cpu_seconds: float) -> None:
    """Be the child: never returns."""
    try:
        # What is inherited is no garbage of a job's: a collection that went through it would copy every page of a
        # large parent, and each fork would do so at the same place, on the job's own time.
        gc.freeze()
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = _address_space() + MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(hard, most), hard))
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


def _address_space() -> int:
    """Return the size of this process's address space in bytes."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 4 * 2**30


def _read(reader: int, size: int, deadline: float) -> bytes:
    data = b""
    while len(data) < size:
        ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(reader, min(size - len(data), 2**20))
        if not part:
            raise EOFError
        data += part
    return data
