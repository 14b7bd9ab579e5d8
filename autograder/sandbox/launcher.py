"""The host's side of the sandbox: warm workers, submissions loaded into them, probes played on these."""

import contextlib
import json
import secrets
import select
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from autograder.sandbox import backends, wire
from autograder.sandbox.backends import SandboxLostError, SandboxUnavailableError
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import BARE, SILENT, Record, Step, record_from_tree, step_to_tree

__all__ = ["Cell", "Loaded", "Outcome", "SandboxLostError", "SandboxUnavailableError", "Worker", "open_worker"]

START_SECONDS = 60.0
MAX_ANSWER = 64 * 2**20
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
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside:
            try:
                self._process = backends.start(backend, inside)
            except BaseException:
                self._control.close()
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
                socket.send_fds(self._control, [message], [inside.fileno() for _, inside in pairs])
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
        self.gone = False
        self._life: socket.socket | None = None
        self._talk: socket.socket | None = None
        self.shared = Probe(self)
        """A fork for the scripts of one exercise after another."""
        self.outcomes: tuple[Outcome, ...] = self._load()

    def _load(self) -> tuple[Outcome, ...]:
        deadline = time.monotonic() + self._limits.load_seconds
        while True:
            outcomes, culprit = self._attempt(deadline)
            if culprit is None:
                return tuple(outcomes)
            self._guilty[culprit] = outcomes[-1]
            if time.monotonic() >= deadline:
                # the time for all cells is used up: what has not run by now does not run
                late = Outcome("", ok=False, ended="TIMED_OUT")
                for number in range(culprit + 1, len(self._cells)):
                    self._guilty.setdefault(
                        number, Outcome(**{**asdict(late), "grade_id": self._cells[number].grade_id})
                    )
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
                    _send(stream, {"helpers": self._helpers}, deadline)
            for number, cell in enumerate(self._cells):
                if number in self._guilty:
                    outcomes.append(self._guilty[number])
                    continue
                limit = min(deadline, time.monotonic() + self._limits.cell_seconds)
                try:
                    nonce = secrets.token_hex(8)
                    _send(stream, {"nonce": nonce, "grade_id": cell.grade_id, "source": cell.source}, limit)
                    outcomes.append(_outcome(cell, nonce, wire.receive(stream, limit, MAX_ANSWER), left))
                    left -= len(outcomes[-1].output)
                except (OSError, EOFError, wire.WireError) as error:
                    ended = "TIMED_OUT" if isinstance(error, TimeoutError) else self.why_gone()
                    outcomes.append(Outcome(cell.grade_id, ok=False, ended=ended))
                    return outcomes, number
        return outcomes, None

    @property
    def may_reload(self) -> bool:
        """Whether the submission may be loaded again for the exercise at hand."""
        return self._reloads < MAX_RELOADS

    def forgive(self) -> None:
        """Load again as often as at the start: an exercise that ends the submission costs the next one nothing."""
        self._reloads = 0

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
                self._reloads += 1
                if self._reloads > MAX_RELOADS:
                    raise
                self.outcomes = self._load()

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


class Probe:
    """A fork of a submission. Scripts played in one probe share a process; each has a table of its own.

    Parameters
    ----------
    loaded : Loaded
        The submission.

    Attributes
    ----------
    played : int
        How many scripts this fork has been given.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._setup: dict[str, Any] = {"needs": "", "own": []}
        self._lends: frozenset[str] = frozenset()
        self._seconds = 0.0
        self._sock: socket.socket | None = None
        self._answered = self._told = False
        self._lent: frozenset[str] = frozenset()
        self.played = 0

    def prepare(
        self, *, needs: str = "", own: Sequence[str] = (), lends: frozenset[str] = frozenset(), limits: Limits
    ) -> None:
        """Say what is bound into the answer's globals for the scripts to come; what was bound before is taken out.

        Where this fork has been lent what is asked for now, it ends: an answer could have kept it.

        Parameters
        ----------
        needs : str
            Source of course functions that are bound, from `bundle.flatten`.
        own : sequence of str
            Names of the answer itself, which are never bound.
        lends : frozenset of str
            Names of all course functions that `needs` holds.
        limits : Limits
            `probe_seconds` for each script.
        """
        if self._lent.intersection(own):
            self.close()
        self._setup, self._lends, self._told = {"needs": needs, "own": list(own)}, lends, False
        self._seconds = limits.probe_seconds

    @property
    def fresh(self) -> bool:
        """Whether nothing has been played in it."""
        return self._sock is None

    def play(self, steps: Sequence[Step]) -> list[Record]:
        """Perform the steps, one answer to each; the list may end early.

        Parameters
        ----------
        steps : sequence of Step
            What lays something on the table goes with the step that uses it; the next is sent when that has answered.

        Returns
        -------
        list of Record
            One a step; a last one of kind ``"ended"`` where the probe ended before its time.
        """
        first = self.fresh
        records = self._attempt(steps)
        if first and self._loaded.gone and not self._answered and self._loaded.may_reload:
            # an earlier probe had ended the submission, unnoticed until now: nothing of this one was tried
            self.close()
            records = self._attempt(steps)
        return records

    def _attempt(self, steps: Sequence[Step]) -> list[Record]:
        deadline = time.monotonic() + self._seconds
        self._loaded.gone = False
        records: list[Record] = []
        asked: list[Step] = []
        try:
            sock = self._open(deadline)
            self.played += 1
            for number, asked in enumerate(_groups(steps)):
                if all(isinstance(step, SILENT) for step in asked):  # the last ones: nobody looks at what they lay out
                    records += _silence(asked)
                    break
                nonce = secrets.token_hex(8)
                trees = [step_to_tree(step) for step in asked]
                _send(sock, {"nonce": nonce, "begin": number == 0, "steps": trees}, deadline)
                answer = wire.receive(sock, deadline, MAX_ANSWER)
                if type(answer) is not dict or type(answer.get("nonce")) is not str or answer["nonce"] != nonce:
                    raise wire.WireError("an answer to another question")
                said = answer.get("records")
                if type(said) is not list or len(said) != len(asked):
                    raise wire.WireError("more or fewer records than steps")
                records += map(record_from_tree, said)
                self._answered = True
        except TimeoutError:
            records += [*_silence(asked), Record("ended", value="TIMED_OUT")]
        except (OSError, EOFError, wire.WireError):
            records += [*_silence(asked), Record("ended", value=self._loaded.why_gone())]
        return records

    def _open(self, deadline: float) -> socket.socket:
        """Return the socket of the fork, made where there is none, and prepared."""
        if self._sock is None:
            self._answered = self._told = False
            ours, inside = socket.socketpair()
            with inside:
                self._loaded.ask(inside)  # may load the submission again, and drop all forks of the old one
            self._sock = ours
        if not self._told:
            _send(self._sock, self._setup, deadline)
            self._told = True
            self._lent |= self._lends
        return self._sock

    def drop(self) -> None:
        """Forget the fork, which has ended with the submission or will."""
        if self._sock is not None:
            self._sock.close()
        self._sock, self._lent, self.played = None, frozenset(), 0

    def close(self) -> None:
        """End the fork and what it started; the next script gets a new one."""
        if self._sock is not None:
            self.drop()
            self._loaded.sweep()

    def __enter__(self) -> Self:
        """Return the probe itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the fork."""
        self.close()


def open_worker(backend: str = "bubblewrap") -> Worker:
    """Return a warm worker; `SandboxUnavailableError` says why there is none."""
    return Worker(backend)


def _groups(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield the steps in the portions that are sent: with what one of them is asked for, never what comes later.

    A later step may hold the very value that an earlier one is asked for, so it waits on this side until that one
    has answered. Only steps that hold no value may go with it.
    """
    group: list[Step] = []
    for step in steps:
        if not isinstance(step, BARE) and not all(isinstance(earlier, SILENT) for earlier in group):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _silence(asked: Sequence[Step]) -> list[Record]:
    """Return the records of what was laid on the table for a step that gave no answer."""
    return [Record("done") for step in asked if isinstance(step, SILENT)]


def _send(sock: socket.socket, tree: Any, deadline: float) -> None:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    sock.settimeout(remaining)
    wire.send(sock, tree)


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
