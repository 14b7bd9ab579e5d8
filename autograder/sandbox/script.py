"""What is done with a student's functions: a short script of steps, and the player that performs it.

The same player runs in three places: on the reference (host), in a student's notebook (`check`), and in the
sandbox. It knows nothing of right and wrong: each step gives a `Record`, and the host compares records.
This file is bound into the sandbox, so it imports only the standard library, NumPy and its own room.
"""

import contextlib
import io
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import FrameType
from typing import Any

import numpy as np

from autograder.sandbox import doubles, wire

MISSING = object()


@dataclass(frozen=True)
class Ref:
    """A named object of the script, or a part of it reached by attributes, keys and indices.

    Parameters
    ----------
    name : str
        The name an earlier step gave the object.
    path : tuple of str or int
        How to reach the part: ``("history", 0)`` reads ``.history`` or ``["history"]``, then ``[0]``.
    """

    name: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Step:
    """Base class of all steps."""


@dataclass(frozen=True)
class Make(Step):
    """Put a value (an array, a list of parameters) on the table under a name. Says nothing.

    `layout` is how an array lies in memory: ``""`` as it is, ``"readonly"``, ``"fortran"``, or ``"strided"`` (every
    second element of a larger array).
    """

    into: str
    value: Any
    layout: str = ""


@dataclass(frozen=True)
class MakeGenerator(Step):
    """Put ``numpy.random.default_rng(seed)`` on the table. Says nothing."""

    into: str
    seed: int


@dataclass(frozen=True)
class MakeDouble(Step):
    """Put a stand-in function of `doubles` on the table. Says nothing."""

    into: str
    double: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call(Step):
    """Call a function or construct a class of the answer; arguments are values or `Ref`."""

    function: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    into: str = "result"


@dataclass(frozen=True)
class Method(Step):
    """Call a method of an object on the table."""

    target: str
    method: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    into: str = "result"


@dataclass(frozen=True)
class Look(Step):
    """Read an object on the table, or a part of it, as it is now."""

    target: Ref


@dataclass(frozen=True)
class Take(Step):
    """Take at most `count` items of any iterable on the table, as a list."""

    target: Ref
    count: int
    into: str = "taken"


@dataclass(frozen=True)
class Write(Step):
    """Overwrite every element of an array on the table, in place. Says nothing."""

    target: Ref
    value: Any


@dataclass(frozen=True)
class SeedGlobal(Step):
    """Set the global ``numpy.random`` state. Says nothing."""

    seed: int


@dataclass(frozen=True)
class LookGlobal(Step):
    """Read one number from the global ``numpy.random`` state: it tells whether the state moved."""


@dataclass(frozen=True)
class CountLines(Step):
    """Call a function and count the Python lines executed: growth with the samples is a loop over them."""

    function: str
    args: tuple[Any, ...] = ()


STEPS: dict[str, type[Step]] = {
    kind.__name__: kind
    for kind in (
        Make, MakeGenerator, MakeDouble, Call, Method, Look, Take, Write, SeedGlobal, LookGlobal, CountLines,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """What one step showed.

    Parameters
    ----------
    kind : str
        ``"value"``, ``"exception"``, ``"opaque"`` (a result that is no wire value), ``"missing"`` (no such
        name in the answer), ``"unbound"`` (the call does not fit the signature), ``"done"``, or ``"ended"``, which
        only the host makes: the value says why nothing more came (``"TIMED_OUT"``, ``"OUT_OF_MEMORY"``,
        ``"CRASHED"``).
    value : object
        The value, a tree of plain Python and ndarrays; for ``"unbound"`` the answer's own signature.
    type_name : str
        The type of the result: ``"ndarray"``, ``"float"``, ``"generator"``, ``"NoneType"``.
    exception : tuple of str
        Names of the exception's class and of its bases, nearest first.
    message : str
        The exception's text, clipped. It is the student's own and is never shown for hidden inputs.
    line : int or None
        Line of the student's cell in which the exception arose.
    printed : bool
        Whether the call printed something.
    noisy : bool
        Whether the call raised a floating-point or other warning.
    """

    kind: str
    value: Any = None
    type_name: str = ""
    exception: tuple[str, ...] = ()
    message: str = ""
    line: int | None = None
    printed: bool = False
    noisy: bool = False


def record_to_tree(record: Record) -> dict[str, Any]:
    """Return `record` as a plain dictionary for the wire."""
    tree = dict(record.__dict__)
    tree["exception"] = list(record.exception)
    return tree


def record_from_tree(tree: Any) -> Record:
    """Return the `Record` of a dictionary from the wire; whatever is odd in it becomes an opaque record."""
    try:
        kind, names, line = tree["kind"], tree["exception"], tree["line"]
        plain = kind in {"value", "exception", "opaque", "missing", "unbound", "done"}
        if not plain or not isinstance(names, list) or not (line is None or type(line) is int):
            raise TypeError
        return Record(
            kind=kind,
            value=tree["value"],
            type_name=str(tree["type_name"])[:100],
            exception=tuple(str(name)[:100] for name in names[:20]),
            message=str(tree["message"])[:500],
            line=line,
            printed=bool(tree["printed"]),
            noisy=bool(tree["noisy"]),
        )
    except (KeyError, TypeError, ValueError):
        return Record("opaque", type_name="forged")


def step_to_tree(step: Step) -> dict[str, Any]:
    """Return `step` as a plain dictionary for the wire, `Ref` objects marked."""
    return {"step": type(step).__name__, **{k: _mark(v) for k, v in step.__dict__.items()}}


def step_from_tree(tree: dict[str, Any]) -> Step:
    """Return the step of a dictionary that `step_to_tree` made."""
    fields = {k: _unmark(v) for k, v in tree.items() if k != "step"}
    return STEPS[tree["step"]](**fields)


def _mark(value: Any) -> Any:
    if isinstance(value, Ref):
        return {"__ref__": value.name, "path": list(value.path)}
    if isinstance(value, dict):
        return {k: _mark(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(_mark(v) for v in value)
    if isinstance(value, list):
        return [_mark(v) for v in value]
    return value


def _unmark(value: Any) -> Any:
    if isinstance(value, dict):
        if "__ref__" in value:
            return Ref(value["__ref__"], tuple(value["path"]))
        return {k: _unmark(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(_unmark(v) for v in value)
    if isinstance(value, list):
        return [_unmark(v) for v in value]
    return value


class LocalPlayer:
    """Performs steps on the functions of a namespace, in this process.

    Parameters
    ----------
    namespace : mapping of str to object
        Where the answer's functions are looked up: a notebook's globals, or the reference.
    cell_of : callable, optional
        ``cell_of(filename)`` tells whether a frame belongs to the student's code, to name the line of an error.
    """

    def __init__(self, namespace: Mapping[str, Any], cell_of: Callable[[str], bool] = lambda filename: False) -> None:
        self.namespace = namespace
        self.cell_of = cell_of
        self.table: dict[str, Any] = {}

    def play(self, steps: Sequence[Step]) -> list[Record]:
        """Perform the steps in order on a fresh table; a call that fails does not stop the next step."""
        self.table = {}
        return [self.perform(step) for step in steps]

    def perform(self, step: Step) -> Record:
        """Perform one step and say what it showed."""
        out, err = io.StringIO(), io.StringIO()
        with (
            warnings.catch_warnings(record=True) as caught,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            warnings.simplefilter("always")
            try:
                record = self._perform(step)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # a student's sys.exit() is an answer too
                record = self.failure(error)
        return Record(**{**record.__dict__, "printed": bool(out.getvalue()), "noisy": bool(caught)})

    def _perform(self, step: Step) -> Record:
        match step:
            case Make(into, value, layout):
                self.table[into] = _laid_out(wire.copy(value), layout)
            case MakeGenerator(into, seed):
                self.table[into] = np.random.default_rng(seed)
            case MakeDouble(into, double, arguments):
                self.table[into] = doubles.make(double, **self._fill(arguments))
            case Write(target, value):
                self._reach(target)[...] = value
            case SeedGlobal(seed):
                np.random.seed(seed)  # noqa: NPY002 - the global state is what is being watched
            case LookGlobal():
                return _shown(float(np.random.random()))  # noqa: NPY002
            case Look(target):
                return _shown(self._reach(target))
            case Take(target, count, into):
                self.table[into] = list(islice(iter(self._reach(target)), count))
                return _shown(self.table[into])
            case Call(function, args, kwargs, into):
                called = self.namespace.get(function, MISSING)
                if called is MISSING:
                    return Record("missing", value=function)
                return self._call(called, args, kwargs, into)
            case Method(target, method, args, kwargs, into):
                called = getattr(self.table[target], method, MISSING)
                if called is MISSING:
                    return Record("missing", value=method)
                return self._call(called, args, kwargs, into)
            case CountLines(function, args):
                called = self.namespace.get(function, MISSING)
                if called is MISSING:
                    return Record("missing", value=function)
                return _shown(_count_lines(called, self._fill(args)))
        return Record("done")

    def _call(self, called: Any, args: Any, kwargs: Any, into: str) -> Record:
        args, kwargs = self._fill(args), self._fill(kwargs)
        unfit = _unfit(called, args, kwargs)
        if unfit is not None:
            return Record("unbound", value=unfit)
        self.table[into] = called(*args, **kwargs)
        return _shown(self.table[into])

    def _fill(self, value: Any) -> Any:
        if isinstance(value, Ref):
            return self._reach(value)
        if isinstance(value, dict):
            return {k: self._fill(v) for k, v in value.items()}
        if isinstance(value, tuple):
            return tuple(self._fill(v) for v in value)
        if isinstance(value, list):
            return [self._fill(v) for v in value]
        return wire.copy(value)

    def _reach(self, ref: Ref) -> Any:
        reached = self.table[ref.name]
        for key in ref.path:
            by_name = isinstance(key, str) and not isinstance(reached, Mapping)
            reached = getattr(reached, str(key)) if by_name else reached[key]
        return reached

    def failure(self, error: BaseException) -> Record:
        """Return the record of an exception: its classes, its text, the line of the student's code."""
        line = None
        frame = error.__traceback__
        while frame is not None:
            if self.cell_of(frame.tb_frame.f_code.co_filename):
                line = frame.tb_lineno
            frame = frame.tb_next
        names = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
        try:
            message = str(error)[:500]
        except Exception:  # a student's own exception class may fail to print
            message = ""
        return Record("exception", exception=names, message=message, line=line)


def _laid_out(value: Any, layout: str) -> Any:
    if layout == "fortran":
        return np.asfortranarray(value)
    if layout == "strided":
        wide = np.empty((*value.shape[:-1], 2 * value.shape[-1]), value.dtype)
        wide[..., ::2] = value
        return wide[..., ::2]
    if layout == "readonly":
        value.flags.writeable = False
    return value


def _shown(value: Any) -> Record:
    """Return a record that holds a copy of `value`, or says that it is no wire value."""
    name = type(value).__name__
    try:
        return Record("value", value=wire.copy(value), type_name=name)
    except wire.WireError:
        return Record("opaque", type_name=name)


def _unfit(called: Any, args: Any, kwargs: Any) -> str | None:
    """Return the signature of `called` where it does not accept these arguments, else None."""
    import inspect

    try:
        signature = inspect.signature(called)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return f"{getattr(called, '__name__', 'function')}{signature}"
    return None


def _count_lines(called: Any, args: Any) -> int:
    lines = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal lines
        if event == "line":
            lines += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        called(*args)
    finally:
        sys.settrace(before)
    return lines


def references(steps: Sequence[Step]) -> Iterator[str]:
    """Yield the names of the answer's functions that a script calls."""
    for step in steps:
        if isinstance(step, Call | CountLines):
            yield step.function
