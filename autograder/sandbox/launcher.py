"""The host's side of the sandbox: warm workers, submissions loaded into them, probes played on these."""

import contextlib
import json
import secrets
import select
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from autograder.sandbox import backends, groups, wire
from autograder.sandbox.backends import SandboxLostError, SandboxUnavailableError
from autograder.sandbox.limits import Limits
from autograder.sandbox.probe import MAX_ANSWER, Probe, send
from autograder.sandbox.steps import Record, Step

__all__ = ["Cell", "Loaded", "Outcome", "SandboxLostError", "SandboxUnavailableError", "Worker", "open_worker"]

START_SECONDS = 60.0
MAX_RELOADS = 3


@dataclass(frozen=True)
class Cell:
    """One cell to run: its grade_id, its role (``"setup"``, ``"extra"``, ``"solution"``) and its source."""

    grade_id: str
    role: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """How one cell went.

    `ended` is ``""``, or why the submission ended in this cell: ``"TIMED_OUT"``, ``"OUT_OF_MEMORY"``,
    ``"CRASHED"``. `exception` holds the names of the exception's class and bases.
    """

    grade_id: str
    ok: bool
    ended: str = ""
    exception: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None
    output: str = ""
    ignored_magics: bool = False


class Worker:
    """One warm sandbox: started once, a fork in namespaces of its own for every submission.

    Parameters
    ----------
    backend : str
        ``"bubblewrap"`` or ``"unsafe"``.

    Raises
    ------
    SandboxUnavailableError
        If the sandbox can't be started; nothing is run then.
    """

    def __init__(self, backend: str = "bubblewrap") -> None:
        self.backend = backend
        self._lock = threading.Lock()
        home = groups.home() if backend in backends.PROGRAMS else None
        self.group = None if home is None else home.make()
        """The control group of all processes of the sandbox, where there is one."""
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside:
            try:
                self._process = backends.start(backend, inside, self.group.doors if self.group else ())
            except BaseException:
                self._control.close()
                if self.group:
                    self.group.close()
                raise
        self._control.settimeout(START_SECONDS)
        try:
            ready = bool(self._control.recv(100))
        except OSError:
            ready = False
        if not ready:
            said = self.close()
            raise SandboxUnavailableError(
                f"The sandbox did not start: {said or 'it said nothing'}. Nothing was run. "
                "`deeplearn doctor` tries each of its walls and says how to mend what is missing."
            )
        if self.group and not self.group.begin():
            self.group.close()
            self.group = None

    def load(self, cells: Sequence[Cell], limits: Limits | None = None, helpers: str = "") -> "Loaded":
        """Run a submission's cells in a fork of their own and keep it for probes.

        `helpers` is the source of the module of that name, from `bundle.flatten`: what `lessonkit.use` hands out.
        """
        return Loaded(self, cells, limits or Limits(), helpers)

    def fork(self, limits: Limits) -> tuple[socket.socket, socket.socket, socket.socket]:
        """Start a submission's processes; return the sockets `life`, `talk` and `cells` to them."""
        pairs = [
            socket.socketpair(socket.AF_UNIX, kind)
            for kind in (socket.SOCK_SEQPACKET, socket.SOCK_SEQPACKET, socket.SOCK_STREAM)
        ]
        try:
            with self._lock:
                message = json.dumps(asdict(limits)).encode()
                files = [inside.fileno() for _, inside in pairs]
                if self.group:
                    files.append(self.group.limit(limits))
                socket.send_fds(self._control, [message], files)
        except OSError:
            for ours, _ in pairs:
                ours.close()
            raise SandboxLostError("The sandbox is gone. Run the same command again to go on.") from None
        finally:
            for _, inside in pairs:
                inside.close()
        life, talk, stream = (ours for ours, _ in pairs)
        return life, talk, stream

    def close(self) -> str:
        """End the sandbox and everything in it; return what it wrote to its error channel."""
        self._control.close()
        try:
            _, said = self._process.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            _, said = self._process.communicate()
        if self.group:
            self.group.close()
        return said.decode("utf-8", "replace").strip()[-500:]

    def __enter__(self) -> Self:
        """Return the worker itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the sandbox."""
        self.close()


class Loaded:
    """A submission whose cells have run, ready for probes.

    Where a cell hangs or dies, the submission is loaded again without it, so that the rest still counts.

    Parameters
    ----------
    worker : Worker
        The sandbox.
    cells : sequence of Cell
        In notebook order.
    limits : Limits
        What the submission may use.
    helpers : str
        Source of the module ``helpers``; empty for none.
    """

    def __init__(self, worker: Worker, cells: Sequence[Cell], limits: Limits, helpers: str = "") -> None:
        self._worker, self._cells, self._limits, self._helpers = worker, list(cells), limits, helpers
        self._guilty: dict[int, Outcome] = {}
        self._reloads = 0
        self._reload_seconds = 0.0
        self.gone = False
        self.room = MAX_ANSWER
        """Bytes that are left for answers to the exercise at hand."""
        self._life: socket.socket | None = None
        self._talk: socket.socket | None = None
        self.shared = Probe(self)
        """A fork for the scripts of one exercise after another."""
        self.outcomes: tuple[Outcome, ...] = self._load()

    def _load(self) -> tuple[Outcome, ...]:
        deadline = time.monotonic() + self._limits.load_seconds
        late = 0
        while True:
            outcomes, culprit = self._attempt(deadline)
            if culprit is None:
                return tuple(outcomes)
            self._guilty[culprit] = outcomes[-1]
            if time.monotonic() >= deadline:
                # The time for all cells is used up: what has not run by now does not run. What has run gets the time
                # of one cell to run once more; if that is not enough either, nothing runs.
                late += 1
                for number in range(culprit + 1 if late == 1 else 0, len(self._cells)):
                    name = self._cells[number].grade_id
                    self._guilty.setdefault(number, Outcome(name, ok=False, ended="TIMED_OUT"))
                deadline = time.monotonic() + self._limits.cell_seconds

    def _attempt(self, deadline: float) -> tuple[list[Outcome], int | None]:
        """Run the cells in a fresh fork; return the outcomes and the number of the cell that ended it."""
        self.close()
        self._life, self._talk, stream = self._worker.fork(self._limits)
        outcomes: list[Outcome] = []
        left = self._limits.output_bytes
        with stream:
            if self._helpers:
                with contextlib.suppress(OSError):  # a submission that is gone shows at its first cell
                    send(stream, {"helpers": self._helpers}, deadline)
            for number, cell in enumerate(self._cells):
                if number in self._guilty:
                    outcomes.append(self._guilty[number])
                    continue
                limit = min(deadline, time.monotonic() + self._limits.cell_seconds)
                try:
                    nonce = secrets.token_hex(8)
                    send(stream, {"nonce": nonce, "grade_id": cell.grade_id, "source": cell.source}, limit)
                    outcomes.append(_outcome(cell, nonce, wire.receive(stream, limit, MAX_ANSWER), left))
                    left -= len(outcomes[-1].output)
                except (OSError, EOFError, wire.WireError) as error:
                    ended = "TIMED_OUT" if isinstance(error, TimeoutError) else self.why_gone()
                    outcomes.append(Outcome(cell.grade_id, ok=False, ended=ended))
                    return outcomes, number
        return outcomes, None

    @property
    def may_reload(self) -> bool:
        """Whether the submission may be loaded again: a few times an exercise, and not for ever."""
        return self._reloads < MAX_RELOADS and self._reload_seconds < self._limits.load_seconds

    def begin_exercise(self) -> None:
        """Have anew what an exercise may use: one that ends the submission, or answers too much, costs no other."""
        self._reloads, self.room = 0, MAX_ANSWER

    def play(
        self, steps: Sequence[Step], *, needs: str = "", own: Sequence[str] = (), limits: Limits | None = None
    ) -> list[Record]:
        """Perform one script in a fork of its own; see `probe`."""
        with self.probe(needs=needs, own=own, limits=limits) as probe:
            return probe.play(steps)

    def probe(self, *, needs: str = "", own: Sequence[str] = (), limits: Limits | None = None) -> "Probe":
        """Return a fork of the submission, for one script after another; made when the first is played.

        Parameters
        ----------
        needs : str
            Source of course functions that are bound into the answer's globals, from `bundle.flatten`.
        own : sequence of str
            Names of the answer itself, which are never bound.
        limits : Limits, optional
            `probe_seconds` for each script.
        """
        probe = Probe(self)
        probe.prepare(needs=needs, own=own, limits=limits or self._limits)
        return probe

    def ask(self, inside: socket.socket) -> None:
        """Hand a probe's socket to the submission; load it again where it is gone, a few times."""
        while True:
            try:
                if self._talk is None:
                    raise OSError
                self._talk.settimeout(5)
                socket.send_fds(self._talk, [b"probe"], [inside.fileno()])
                return
            except OSError:
                if not self.may_reload:
                    raise
                self._reloads += 1
                begun = time.monotonic()
                self.outcomes = self._load()
                self._reload_seconds += time.monotonic() - begun

    def why_gone(self) -> str:
        """Say why the inside stopped answering, as far as its init has told."""
        heard = self._hear(0.3)
        return "OUT_OF_MEMORY" if b"memory" in heard else "CRASHED"

    def _hear(self, seconds: float, until: bytes = b"memory") -> list[bytes]:
        heard: list[bytes] = []
        deadline = time.monotonic() + seconds
        while self._life is not None and until not in heard:
            ready, _, _ = select.select([self._life], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                break
            try:
                message = self._life.recv(16)
            except OSError:
                break
            self.gone = self.gone or message in (b"", b"gone")
            if not message:
                break
            heard.append(message)
        return heard

    def sweep(self) -> None:
        """Have the init kill what a probe left behind."""
        if self.gone:
            self.close()
        if self._life is None:
            return
        with contextlib.suppress(OSError):
            self._life.send(b"sweep")
            if b"swept" in self._hear(5, until=b"swept"):
                return
        self.close()

    def close(self) -> None:
        """End the submission and everything that it started."""
        self.shared.drop()
        for own in (self._talk, self._life):
            if own is not None:
                own.close()
        self._talk = self._life = None

    def __enter__(self) -> Self:
        """Return the submission itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the submission."""
        self.close()


def open_worker(backend: str = "bubblewrap") -> Worker:
    """Return a warm worker; `SandboxUnavailableError` says why there is none."""
    return Worker(backend)


def _outcome(cell: Cell, nonce: str, said: Any, left: int) -> Outcome:
    """Return the outcome that the inside reports, with at most `left` characters of output; what is odd is refused."""
    try:
        names, line, asked = said["exception"], said["line"], said["nonce"]
        if [type(asked), type(names)] != [str, list] or asked != nonce or not (line is None or type(line) is int):
            raise TypeError
        return Outcome(
            grade_id=cell.grade_id,
            ok=not names,
            exception=tuple(str(name)[:100] for name in names[:20]),
            message=str(said["message"])[:500],
            line=line,
            output=str(said["output"])[: max(left, 0)],
            ignored_magics=bool(said["ignored_magics"]),
        )
    except (LookupError, TypeError, ValueError):
        raise wire.WireError("the outcome of a cell is malformed") from None
