"""Sentences for a difference: what it is, how the value relates to the expected one, where it differs most.

The order is that of the design: a catalogued misconception (`catalogue`, which needs all cases) comes before;
here follow a generic relation, then the place of the largest difference. Expected and actual values are named
for public cases only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checking import display
from autograder.checking.cases import Tolerance
from autograder.checking.compare import Difference, compare, within
from autograder.checking.findings import Finding
from autograder.checking.relations import Pair, relate
from autograder.checking.verdicts import Verdict
from autograder.messages import say
from lessonkit.language import Text


@dataclass(frozen=True)
class Setting:
    """What an explanation may use.

    Parameters
    ----------
    public : bool
        Whether expected and actual values may be shown.
    quantities : mapping of str to float
        Named numbers of this call, see `relations.Pair`.
    tolerance : Tolerance
        The one of the comparison.
    """

    public: bool = False
    quantities: Mapping[str, float] = field(default_factory=dict)
    tolerance: Tolerance = field(default_factory=Tolerance)


def explain(actual: Any, expected: Any, difference: Difference, setting: Setting) -> Finding:
    """Return the verdict and the sentences for a value that is not the expected one.

    Parameters
    ----------
    actual, expected : object
        The whole values that were compared; arrays in them have any shape.
    difference : Difference
        Where and how they differ, from `compare`.
    setting : Setting
        What may be shown.
    """
    swapped = _swapped(actual, expected, setting)
    if swapped is not None:
        return Finding(difference.verdict, (swapped,))
    difference = _whole_list(actual, expected, difference)
    related: list[Text] = []
    match difference.verdict:
        case Verdict.WRONG_TYPE:
            sentences = _type(difference)
        case Verdict.WRONG_SHAPE:
            sentences = _shape(difference.actual, difference.expected, setting.quantities)
        case Verdict.WRONG_DTYPE:
            sentences = _dtype(difference.actual.dtype, difference.expected.dtype)
        case Verdict.NOT_FINITE:
            sentences = _not_finite(difference)
        case _:
            related, sentences = _value(difference, setting)

    def placed(found: list[Text]) -> tuple[Text, ...]:
        return tuple(display.placed(difference.path, expected, sentence) for sentence in found)

    return Finding(difference.verdict, placed(sentences), placed(related))


def _whole_list(actual: Any, expected: Any, found: Difference) -> Difference:
    """Return the difference of a whole list instead of that of one number in it."""
    if found.verdict is not Verdict.WRONG_VALUE or not found.path:
        return found
    *path, _ = found.path
    for key in path:
        actual, expected = actual[key], expected[key]
    if not isinstance(expected, list) or not all(isinstance(e, bool | int | float | str) for e in expected):
        return found
    return Difference(found.verdict, actual, expected, tuple(path))


def _type(found: Difference) -> list[Text]:
    actual, expected = found.actual, found.expected
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [say("why.missing_key", name=next(k for k in expected if k not in actual))]
    if isinstance(expected, tuple) and isinstance(actual, list | tuple):
        return [say("why.length", actual=len(actual), expected=len(expected))]
    return [say("why.type", actual=display.type_of(actual), expected=display.asked_type(expected))]


def _shape(actual: Any, expected: Any, quantities: Mapping[str, float]) -> list[Text]:
    told = [say("why.shape", actual=actual.shape, expected=expected.shape)]
    reason = _shape_reason(actual.shape, expected.shape, [quantities.get("m", -1), quantities.get("n", -1)])
    if actual.ndim == 2 and actual.shape == expected.shape[::-1]:  # only where the values say so too
        same = compare(actual.T.astype(np.float64), expected.astype(np.float64)) is None
        reason = say("why.shape_transposed") if same else None
    return told if reason is None else [*told, reason]


def _shape_reason(actual: tuple[int, ...], expected: tuple[int, ...], axes: Sequence[float]) -> Text | None:
    if len(expected) == 1 and actual == (*expected, 1):
        return say("why.shape_column")
    if len(expected) == 2 and 1 in expected and actual == (max(expected),):
        return say("why.shape_row")
    if expected[1:] in ((), (1,)) and expected[:1] > (1,) and actual == (expected[0], expected[0]):
        return say("why.shape_broadcast")
    if len(actual) == len(expected) + 1 and _without_one_axis(actual, expected):
        idle = any(size == 1 and actual[:i] + actual[i + 1 :] == expected for i, size in enumerate(actual))
        return say("why.shape_idle_axis" if idle else "why.shape_not_summed")
    if len(actual) == len(expected) == 1 and abs(actual[0] - expected[0]) > 1:
        return say("why.shape_wrong_axis") if actual[0] in axes and expected[0] in axes else None
    if len(actual) > len(expected) + 1 and tuple(s for s in actual if s != 1) == tuple(s for s in expected if s != 1):
        return say("why.shape_idle_axis")
    apart = [i for i, (a, e) in enumerate(zip(actual, expected, strict=False)) if a != e]
    if len(actual) == len(expected) and len(apart) == 1:
        axis = apart[0]
        if actual[axis] - expected[axis] in (1, -1):
            more = actual[axis] > expected[axis]
            return say("why.shape_one_more" if more else "why.shape_one_less", axis=axis)
    return None


def _without_one_axis(actual: tuple[int, ...], expected: tuple[int, ...]) -> bool:
    return any(actual[:i] + actual[i + 1 :] == expected for i in range(len(actual)))


def _dtype(actual: np.dtype[Any], expected: np.dtype[Any]) -> list[Text]:
    told = [say("why.dtype", actual=actual.name, expected=expected.name)]
    if actual.kind == "b":
        told.append(say("why.dtype_bool"))
    elif actual.kind in "iu" and expected.kind == "f":
        told.append(say("why.dtype_int"))
    elif actual.kind == "f" and expected.kind in "iu":
        told.append(say("why.dtype_float"))
    return told


def _not_finite(found: Difference) -> list[Text]:
    actual, expected = np.asarray(found.actual, dtype=float), np.asarray(found.expected, dtype=float)
    bad = ~np.isfinite(actual) & np.isfinite(expected)
    if actual.size == 1:
        return [say("why.not_finite_scalar")]
    return [say("why.not_finite", count=int(bad.sum()), total=actual.size)]


def _swapped(actual: Any, expected: Any, setting: Setting) -> Text | None:
    """Return a sentence if the parts of a returned tuple are right in another order."""
    if not isinstance(expected, tuple) or not isinstance(actual, list | tuple):
        return None
    if len(actual) != len(expected) or len(expected) < 2:
        return None
    in_place = [compare(given, part, setting.tolerance) for given, part in zip(actual, expected, strict=True)]
    if all(one is None or one.verdict is Verdict.WRONG_DTYPE for one in in_place):
        return None
    if compare(tuple(actual[::-1]), expected, setting.tolerance) is None:
        return say("relation.swapped")
    left = list(actual)
    for part in expected:
        at = next((i for i, given in enumerate(left) if compare(given, part, setting.tolerance) is None), None)
        if at is None:
            return None
        del left[at]
    return say("relation.swapped")


def _value(found: Difference, setting: Setting) -> tuple[list[Text], list[Text]]:
    """Return how the value relates to the expected one, and what the two are."""
    actual, expected = found.actual, found.expected
    if isinstance(expected, list):
        return [], [*_of_lists(actual, expected), *_shown(actual, expected, setting)]
    if isinstance(expected, str) or expected is None or isinstance(expected, bool):
        return [], _shown(actual, expected, setting) or [say("why.value_other")]
    given, asked = np.asarray(actual), np.asarray(expected)
    if given.dtype.kind not in "iufb" or asked.dtype.kind not in "iufb":
        return [], _shown(actual, expected, setting) or [say("why.value_other")]
    discrete = asked.dtype.kind in "iub"
    pair = Pair(given.astype(np.float64), asked.astype(np.float64), setting.quantities, setting.tolerance, discrete)
    related = list(relate(pair))
    shown = _shown(actual, expected, setting) if setting.public else _magnitudes(pair)
    return related, shown


def _of_lists(actual: list[Any], expected: list[Any]) -> list[Text]:
    if len(actual) == len(expected):
        wrong = sum(compare(a, e) is not None for a, e in zip(actual, expected, strict=True))
        return [_count(wrong, len(expected))]
    shared = min(len(actual), len(expected))
    if compare(actual[:shared], expected[:shared]) is None and shared:
        key, count = "relation.prefix_short", len(expected) - len(actual)
        if count < 0:
            key, count = "relation.prefix_long", -count
        return [say(key, count=count)]
    return [say("why.list_length", actual=len(actual), expected=len(expected))]


def _count(wrong: int, total: int) -> Text:
    return say("why.value_other") if total == 1 else say("why.value_discrete", wrong=wrong, total=total)


def _shown(actual: Any, expected: Any, setting: Setting) -> list[Text]:
    """Return expected and actual of a public case: the whole where it is short, else the worst place."""
    if not setting.public:
        return []
    whole = display.apart(expected, actual)
    if not isinstance(expected, np.ndarray) or (expected.size <= 12 and not whole[0].startswith("<ndarray")):
        return [say("why.value_public", expected=whole[0], actual=whole[1])]
    given, asked = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
    with np.errstate(all="ignore"):
        apart = np.where(within(given, asked, setting.tolerance), 0, np.abs(given - asked))
    apart[np.isnan(apart)] = np.inf
    worst = np.unravel_index(int(np.argmax(apart)), apart.shape)
    index = tuple(int(i) for i in worst)
    e, a = display.apart(expected[index], np.asarray(actual)[index])
    return [say("why.value_most", index=index[0] if len(index) == 1 else index, expected=e, actual=a)]


def _magnitudes(pair: Pair) -> list[Text]:
    """Return how much differs and how much that is, without a value of the case."""
    wrong = int((~pair.right).sum())
    if pair.discrete:
        return [_count(wrong, pair.expected.size)]
    with np.errstate(all="ignore"):
        difference = np.abs(pair.actual - pair.expected)
    worst = int(np.argmax(np.nan_to_num(difference, nan=np.inf)))
    told = {
        "difference": f"{difference.flat[worst]:.2g}",
        "magnitude": f"{abs(pair.expected.flat[worst]):.2g}",
    }
    if pair.expected.size == 1:
        return [say("why.value_scalar", **told)]
    return [say("why.value_count", wrong=wrong, total=pair.expected.size, **told)]
