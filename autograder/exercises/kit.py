"""Building blocks for the exercise files: scripts that recur, and cases in pairs."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking.cases import Case, Group, Property, Script, Tolerance
from autograder.sandbox.script import Call, Look, Make, Ref, Step, Write
from lessonkit.language import Text

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
RESULT = Ref("result")
Inputs = Callable[[np.random.Generator], tuple[Any, ...]]


def calling(function: str, *args: Any, **kwargs: Any) -> Script:
    """Return the script that calls `function` once with these values."""
    return lambda rng: [Call(function, args, kwargs)]


def calling_with(function: str, inputs: Inputs) -> Script:
    """Return the script that calls `function` once with what ``inputs(rng)`` draws."""
    return lambda rng: [Call(function, inputs(rng))]


def twice(
    name: str,
    purpose: Text,
    public: Script,
    hidden: Script,
    *,
    weight: float = 1.0,
    group: Group = Group.VALUE,
    property: Property | None = None,
    failed: Text | None = None,
    tolerance: Tolerance | None = None,
) -> tuple[Case, Case]:
    """Return a public case and its hidden sibling of the same purpose, each with the given weight."""
    return (
        Case(name, purpose, public, weight, group, True, property, failed, tolerance),
        Case(f"{name}_again", purpose, hidden, weight, group, False, property, failed, tolerance),
    )


def untouched(
    function: str,
    arrays: Mapping[str, Any],
    result: Ref = RESULT,
    written: float = 9.0,
    **others: Any,
) -> list[Step]:
    """Return the script that looks whether a call leaves its arguments alone, and shares no memory with them.

    Parameters
    ----------
    function : str
        The function that is called, with `arrays` by position and `others` by name.
    arrays : mapping of str to object
        Arguments by name; ndarrays of any shape are looked at after the call, and again after the result
        was written into.
    result : Ref
        The array in the result that is written into.
    written : float
        What is written.
    """
    made: list[Step] = [Make(name, value) for name, value in arrays.items()]
    looks: list[Step] = [Look(Ref(name)) for name, value in arrays.items() if isinstance(value, np.ndarray)]
    call = Call(function, tuple(Ref(name) for name in arrays), others)
    return [*made, call, *looks, Write(result, written), *looks]


def halves(rng: np.random.Generator, *shape: int, most: int = 4) -> FloatArray:
    """Return random multiples of 1/2, of the given shape: sums and products of them are exact."""
    return rng.integers(-2 * most, 2 * most + 1, shape) / 2.0
