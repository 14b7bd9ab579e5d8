"""What is done with a student's functions: a short script of steps on named objects, as plain data.

Each step gives a `Record` of what it showed. The player of `script` performs them; nothing here knows of right and
wrong. Bound into the sandbox, so it imports only the standard library.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

STRICT = "array of strict_xp"


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

    `layout` is how an array lies in memory: ``""`` as it is, ``"readonly"``, ``"fortran"``, ``"strided"`` (every
    second element of a larger array), or ``"strict"``: all arrays of the value are arrays of `strict_xp`.
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
class MakeModule(Step):
    """Put an array module on the table, ``"numpy"`` or ``"strict_xp"``. Says nothing."""

    into: str
    module: str


@dataclass(frozen=True)
class MakeDouble(Step):
    """Put a stand-in function of `doubles` on the table, ``"functions.polynomial"``. Says nothing."""

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
class Withhold(Step):
    """Keep a value that the judgement needs and the answer must never see: it stays on the host. Says nothing."""

    value: Any = None


@dataclass(frozen=True)
class CountLines(Step):
    """Call a function and count the Python lines executed: growth with the samples is a loop over them."""

    function: str
    args: tuple[Any, ...] = ()


STEPS: dict[str, type[Step]] = {
    kind.__name__: kind
    for kind in (
        Make, MakeGenerator, MakeModule, MakeDouble, Call, Method, Look, Take, Write, SeedGlobal, LookGlobal,
        CountLines, Withhold,
    )
}  # fmt: skip

SILENT = (Make, MakeGenerator, MakeModule, SeedGlobal, Withhold)
"""Steps that lay something on the table and call nothing of the answer's."""
BARE = (Look, LookGlobal, Take, Withhold)
"""Steps that bring no value to the answer: only names of what is on the table already."""


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


DONE = Record("done")
"""The record of a step that says nothing."""


def record_to_tree(record: Record) -> dict[str, Any] | None:
    """Return `record` as a plain dictionary for the wire, or None for one that says nothing."""
    if record == DONE:
        return None
    tree: dict[str, Any] = dict(record.__dict__)
    tree["exception"] = list(record.exception)
    return tree


def record_from_tree(tree: Any) -> Record:
    """Return the `Record` of a dictionary from the wire; whatever is odd in it becomes an opaque record."""
    if tree is None:
        return DONE
    try:
        kind, names, line = tree["kind"], tree["exception"], tree["line"]
        plain = kind in {"value", "exception", "opaque", "missing", "unbound", "done"}
        if not plain or not isinstance(names, list) or not (line is None or type(line) is int):
            raise TypeError
        return Record(
            kind=kind,
            value=str(tree["value"])[:500] if kind in ("missing", "unbound") else tree["value"],
            type_name=str(tree["type_name"])[:100],
            exception=tuple(str(name)[:100] for name in names[:20]),
            message=str(tree["message"])[:500],
            line=line,
            printed=bool(tree["printed"]),
            noisy=bool(tree["noisy"]),
        )
    except (LookupError, TypeError, ValueError):
        return Record("opaque", type_name="forged")


def step_to_tree(step: Step) -> dict[str, Any]:
    """Return `step` as a plain dictionary for the wire, `Ref` objects marked, what is withheld left out."""
    fields = {} if isinstance(step, Withhold) else step.__dict__
    return {"step": type(step).__name__, **{k: _mark(v) for k, v in fields.items()}}


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


def references(steps: Sequence[Step]) -> Iterator[str]:
    """Yield the names of the answer's functions that a script calls."""
    for step in steps:
        if isinstance(step, Call | CountLines):
            yield step.function
