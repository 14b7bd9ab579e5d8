"""Every function that an exercise asks for, each argument in turn something odd: what complains is a sentence."""

import contextlib
import copy
import traceback
import warnings
import zlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder import exercises
from autograder.checking.cases import Exercise
from autograder.checking.rehearsal import steps_of
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call

ODD: tuple[Any, ...] = (
    None, "a", [], {}, -1, 0, 2.5, float("inf"), (1, 2),
    np.zeros(0), np.ones((2, 3, 4)), np.array([np.nan, np.inf]), np.array([["a", "b"]]), np.array([7, 9]),
)  # fmt: skip


def calls(exercise: Exercise) -> Iterator[tuple[str, list[Any], dict[str, Any]]]:
    """Yield one call of each form that the public cases make: function, arguments, keyword arguments."""
    seen = set()
    for case in exercise.cases:
        player = LocalPlayer(exercise.answers)
        for step in steps_of(case, zlib.crc32(case.name.encode())) if case.public else ():
            if isinstance(step, Call) and step.function in exercise.answers:
                form = (step.function, len(step.args), *step.kwargs)
                if form not in seen:
                    seen.add(form)
                    with contextlib.suppress(KeyError):  # a case may lay nothing on the table on purpose
                        yield step.function, list(player._fill(step.args)), player._fill(step.kwargs)
            player.perform(step)


def complaint(function: Any, args: list[Any], kwargs: dict[str, Any]) -> str:
    """Return what a call complains about; nothing where it works, or the complaint comes from a caller's function."""
    try:
        function(*map(own, args), **{key: own(value) for key, value in kwargs.items()})
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1].filename
        return "" if last.endswith("doubles.py") or "/doubles/" in last else f"{type(error).__name__}: {error}"
    return ""


def own(value: Any) -> Any:
    return value if isinstance(value, ModuleType) else copy.deepcopy(value)


ASKED = [exercise for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises]


@pytest.mark.parametrize("exercise", ASKED, ids=[exercise.id for exercise in ASKED])
@pytest.mark.filterwarnings("ignore")
def test_what_complains_about_an_odd_argument_is_a_sentence(exercise: Exercise) -> None:
    raw, tried = [], 0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for name, args, kwargs in calls(exercise):
            for odd in ODD:
                changed = [([*args[:at], odd, *args[at + 1 :]], kwargs) for at in range(len(args))]
                changed += [(args, {**kwargs, key: odd}) for key in kwargs]
                for new_args, new_kwargs in changed:
                    tried += 1
                    told = complaint(exercise.answers[name], new_args, new_kwargs)
                    if told and not told.endswith((".", "?", "]")):
                        raw.append(f"{name}({odd!r}): {told}")
    assert raw == []
    assert tried >= len(ODD) or exercise.id == "xor_mlp_params"  # it takes no argument
