"""Building blocks for the exercise files: scripts that recur, and cases in pairs."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking.cases import Case, Group, Property, Script, Tolerance
from autograder.sandbox.steps import Call, Look, Make, Method, Ref, Step, Write
from lessonkit.language import Text

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
RESULT = Ref("result")
STAYS = Text("the arguments keep their values", "参数保持原值")
NO_LOOP = Text("no Python loop over the samples", "不用 Python 循环逐个处理样本")
NO_SAMPLES = Text("no samples at all, m = 0", "一个样本也没有，m = 0")
APART = Text("two objects of the class share nothing", "同一个类的两个对象互不影响")
ONE_SAMPLE = Text("a single sample, m = 1", "只有一个样本，m = 1")
LAYOUT = Text("read-only arrays, and arrays that lie scattered in memory", "只读数组，以及在内存中不连续的数组")
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


def kept_apart(
    made: str,
    first: tuple[Any, ...],
    second: tuple[Any, ...],
    use: Callable[[str], list[Step]],
    ask: tuple[str, tuple[Any, ...]],
) -> list[Step]:
    """Return the script that looks whether two objects of a class share state.

    The first object is used and asked, then a second one is made and used; the first must answer as before.

    Parameters
    ----------
    made : str
        The class.
    first, second : tuple
        What the two are made with.
    use : callable
        ``use(name)`` returns the steps that change the object with that name: training, adding.
    ask : (str, tuple)
        A method and its arguments; it must not change the object.
    """
    method, args = ask
    question = Method("one", method, args, into="answer")
    return [
        Call(made, first, into="one"),
        *use("one"),
        question,
        Call(made, second, into="two"),
        *use("two"),
        question,
    ]


def laid_out(function: str, *args: Any) -> list[Step]:
    """Return the script that calls `function` with its arrays strided, then read-only.

    Parameters
    ----------
    function : str
        The function that is called.
    args : object
        Its arguments; ndarrays of any shape among them are laid out in both ways.
    """
    steps: list[Step] = []
    for layout in ("strided", "readonly"):
        given: list[Any] = []
        for at, value in enumerate(args):
            name = f"{layout}_{at}"
            if isinstance(value, np.ndarray):
                steps.append(Make(name, value, layout))
            given.append(Ref(name) if isinstance(value, np.ndarray) else value)
        steps.append(Call(function, tuple(given)))
    return steps


def halves(rng: np.random.Generator, *shape: int, most: int = 4) -> FloatArray:
    """Return random multiples of 1/2, of the given shape: sums and products of them are exact."""
    return rng.integers(-2 * most, 2 * most + 1, shape) / 2.0
