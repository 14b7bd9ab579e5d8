"""Scripts played on a submission: a fork of it for as long as nothing fails, one answer for each question."""

import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from autograder.sandbox import wire
from autograder.sandbox.limits import Limits
from autograder.sandbox.steps import BARE, SILENT, Record, Step, record_from_tree, step_to_tree

if TYPE_CHECKING:
    from autograder.sandbox.launcher import Loaded

MAX_ANSWER = 64 * 2**20
"""Bytes that a submission may answer to one exercise, to all its scripts: the host holds them until it is judged."""
HEADER = 4
"""How much a byte of a frame's header counts: what it describes becomes objects, several times its size."""


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

    def __init__(self, loaded: "Loaded") -> None:
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
                send(sock, {"nonce": nonce, "begin": number == 0, "steps": trees}, deadline)
                answer = self._receive(sock, deadline)
                if type(answer) is not dict or type(answer.get("nonce")) is not str or answer["nonce"] != nonce:
                    raise wire.WireError("an answer to another question")
                said = answer.get("records")
                if type(said) is not list or len(said) != len(asked):
                    raise wire.WireError("more or fewer records than steps")
                records += map(record_from_tree, said)
                self._answered = True
        except TimeoutError:
            records += [*_silence(asked), Record("ended", value="TIMED_OUT")]
        except wire.TooLargeError:
            records += [*_silence(asked), Record("ended", value="OUT_OF_MEMORY")]
        except (OSError, EOFError, wire.WireError):
            records += [*_silence(asked), Record("ended", value=self._loaded.why_gone())]
        return records

    def _receive(self, sock: socket.socket, deadline: float) -> Any:
        """Return an answer, if there is room for it."""
        header, body = wire.frame(sock, deadline, max(0, self._loaded.room))
        self._loaded.room -= HEADER * len(header) + len(body)
        if self._loaded.room < 0:
            raise wire.TooLargeError("the answers to this exercise are too large")
        return wire.decode(header, body)

    def _open(self, deadline: float) -> socket.socket:
        """Return the socket of the fork, made where there is none, and prepared."""
        if self._sock is None:
            self._answered = self._told = False
            ours, inside = socket.socketpair()
            try:
                with inside:
                    self._loaded.ask(inside)  # may load the submission again, and drop all forks of the old one
            except OSError:
                ours.close()
                raise
            self._sock = ours
        if not self._told:
            send(self._sock, self._setup, deadline)
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


def send(sock: socket.socket, tree: Any, deadline: float) -> None:
    """Send a frame before the deadline; `TimeoutError` where it has passed."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    sock.settimeout(remaining)
    wire.send(sock, tree)


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
