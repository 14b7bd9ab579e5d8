"""The player of scripts: performs the steps of `steps` on the functions of a namespace.

The same player runs in three places: on the reference (host), in a student's notebook (`check`), and in the
sandbox. It knows nothing of right and wrong: each step gives a `Record`, and the host compares records.
This file is bound into the sandbox, so it imports only the standard library, NumPy and its own room.
"""

import contextlib
import io
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import FrameType
from typing import Any

import numpy as np

from autograder.sandbox import doubles, strict_xp, wire
from autograder.sandbox.steps import (
    DONE,
    SILENT,
    STRICT,
    Call,
    CountLines,
    Look,
    LookGlobal,
    Make,
    MakeDouble,
    MakeGenerator,
    MakeModule,
    Method,
    Record,
    Ref,
    SeedGlobal,
    Step,
    Take,
    Write,
)

MISSING = object()


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

    def afresh(self) -> bool:
        """Say that playing again would show the same: there is one process."""
        return False

    def perform(self, step: Step) -> Record:
        """Perform one step and say what it showed."""
        if isinstance(step, SILENT):
            return self._tried(step)
        out, err = io.StringIO(), io.StringIO()
        with (
            warnings.catch_warnings(record=True) as caught,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            warnings.simplefilter("always")
            record = self._tried(step)
        if not caught and not out.getvalue():
            return record
        return replace(record, printed=bool(out.getvalue()), noisy=bool(caught))

    def _tried(self, step: Step) -> Record:
        try:
            return self._perform(step)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a student's sys.exit() is an answer too
            return self.failure(error)

    def _perform(self, step: Step) -> Record:
        match step:
            case Make(into, value, layout):
                self.table[into] = _laid_out(wire.copy(value), layout)
            case MakeGenerator(into, seed):
                self.table[into] = np.random.default_rng(seed)
            case MakeModule(into, module):
                self.table[into] = {"numpy": np, "strict_xp": strict_xp}[module]
            case MakeDouble(into, double, arguments):
                self.table[into] = doubles.make(double, self.namespace, **self._fill(arguments))
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
        return DONE

    def _call(self, called: Any, args: Any, kwargs: Any, into: str) -> Record:
        args, kwargs = self._fill(args), self._fill(kwargs)
        try:
            self.table[into] = called(*args, **kwargs)
        except TypeError:
            unfit = _unfit(called, args, kwargs)  # only now: to read a signature takes longer than most calls
            if unfit is not None:
                return Record("unbound", value=unfit)
            raise
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
    if layout == "strict":
        return _mapped(value, np.ndarray, strict_xp.asarray)
    if layout == "fortran":
        return np.asfortranarray(value)
    if layout == "strided":
        wide = np.empty((*value.shape[:-1], 2 * value.shape[-1]), value.dtype)
        wide[..., ::2] = value
        return wide[..., ::2]
    if layout == "readonly":
        value.flags.writeable = False
    return value


def _mapped(tree: Any, kind: type, function: Callable[[Any], Any], depth: int = 0) -> Any:
    """Return a tree with `function` applied to all that is of exactly this kind; a named tuple becomes a plain one."""
    if depth > wire.MAX_DEPTH:
        raise wire.WireError("the value is nested too deeply")
    if type(tree) is kind:
        return function(tree)
    if issubclass(type(tree), dict):
        return {key: _mapped(value, kind, function, depth + 1) for key, value in dict.items(tree)}
    if issubclass(type(tree), tuple):
        return tuple(_mapped(value, kind, function, depth + 1) for value in tuple.__iter__(tree))
    if type(tree) is list:
        return [_mapped(value, kind, function, depth + 1) for value in tree]
    return tree


def _shown(value: Any) -> Record:
    """Return a record that holds a copy of `value`, or says that it is no wire value.

    An array of `strict_xp` crosses as ``{STRICT: ndarray}``: the comparison sees which module it belongs to.
    """
    name = type(value).__name__
    try:
        value = _mapped(value, strict_xp.StrictArray, lambda array: {STRICT: array.to_numpy()})
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
        if frame.f_code.co_filename.endswith("arrayprint.py"):
            return None  # NumPy's own loop where an array is printed: not the answer's
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
