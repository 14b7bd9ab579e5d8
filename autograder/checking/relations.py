"""How a wrong array relates to the expected one: transposed, twice as large, right in some rows.

Each relation is a small function that returns a sentence or None; they are tried in order. Named quantities
(the number of samples, an argument) tell what a factor or an offset equals. No relation reveals an input.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking import display
from autograder.checking.cases import Tolerance
from autograder.checking.compare import within
from autograder.messages import listed, say
from lessonkit.language import Text

Array = npt.NDArray[np.float64]
SIZES = ("m", "n", "n_out")
"""Quantities that are lengths of axes; all others are arguments."""
MANY = 6
"""So many entries make it unlikely that a relation between whole numbers holds by chance."""


@dataclass(frozen=True)
class Pair:
    """A wrong array and the expected one, both float64 of one shape, and what is known about the call.

    Parameters
    ----------
    actual, expected : ndarray of shape (...), float64
        All entries finite.
    quantities : mapping of str to float
        ``"m"``, ``"n"``, ``"n_out"`` and the numeric arguments by name.
    discrete : bool
        Whether whole numbers are asked (labels, counts): they agree by chance easily.
    """

    actual: Array
    expected: Array
    quantities: Mapping[str, float] = field(default_factory=dict)
    tolerance: Tolerance = field(default_factory=Tolerance)
    discrete: bool = False

    def near(self, other: Any) -> bool:
        """Whether `other` (broadcast to the shape) equals the actual values."""
        other = np.broadcast_to(np.asarray(other, dtype=np.float64), self.actual.shape)
        return bool(within(self.actual, other, self.tolerance).all())

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Which entries are right, ndarray of shape (...), bool."""
        return within(self.actual, self.expected, self.tolerance)

    @property
    def telling(self) -> bool:
        """Whether the values are varied enough that a permutation of them means something."""
        return len(np.unique(self.expected)) >= (4 if self.discrete else 2)

    def say(self, key: str, **values: Any) -> Text:
        """Return the sentence of a relation; a single number is not spoken of as "every entry"."""
        return say(f"relation.one.{key}" if self.actual.size == 1 else f"relation.{key}", **values)


Relation = Callable[[Pair], Text | None]


def relate(pair: Pair, most: int = 1) -> tuple[Text, ...]:
    """Return the sentences of the first relations that hold, at most `most`."""
    if pair.actual.shape != pair.expected.shape or not pair.actual.size:
        return ()
    if not (np.isfinite(pair.actual).all() and np.isfinite(pair.expected).all()):
        return ()
    if not np.any(pair.expected) and pair.actual.size < MANY:
        return ()
    found: list[Text] = []
    with np.errstate(all="ignore"):
        for relation in RELATIONS:
            sentence = relation(pair)
            if sentence is not None:
                found.append(sentence)
                if len(found) == most:
                    break
    return tuple(found)


def _transposed(pair: Pair) -> Text | None:
    square = pair.expected.ndim == 2 and pair.expected.shape[0] == pair.expected.shape[1] > 1
    return say("relation.transposed") if square and pair.telling and pair.near(pair.expected.T) else None


def _negated(pair: Pair) -> Text | None:
    return pair.say("negated") if np.any(pair.expected) and pair.near(-pair.expected) else None


def _complement(pair: Pair) -> Text | None:
    probabilities = bool(((pair.expected >= 0) & (pair.expected <= 1)).all())
    enough = pair.actual.size > 1
    return say("relation.complement") if probabilities and enough and pair.near(1 - pair.expected) else None


def _zeros(pair: Pair) -> Text | None:
    varied = len(np.unique(pair.expected)) > 1 or not pair.discrete
    return pair.say("zeros") if varied and not pair.actual.any() and pair.expected.any() else None


def _factor(pair: Pair) -> Text | None:
    where = pair.expected != 0
    if not where.any() or pair.discrete:
        return None
    ratios = pair.actual[where] / pair.expected[where]
    factor = float(np.median(ratios))
    idle = not np.isfinite(factor) or factor == 0 or abs(factor - 1) < 1e-4
    if idle or not pair.near(factor * pair.expected):
        return None
    m = pair.quantities.get("m", 0)
    if m > 2 and np.isclose(factor, m, rtol=1e-6):
        return pair.say("factor_m", factor=display.number(m))
    if m > 2 and np.isclose(factor * m, 1, rtol=1e-6):
        return pair.say("factor_one_over_m", m=display.number(m))
    name = _named(factor, pair.quantities)
    if name is not None:
        return pair.say("factor_named", factor=display.number(factor), name=name)
    return say("relation.factor", factor=display.number(factor)) if where.sum() > 1 else None


def _named(factor: float, quantities: Mapping[str, float]) -> Text | None:
    """Return what a factor equals in this call, or None."""
    known: list[tuple[float, Text]] = []
    for name, size in quantities.items():
        if name in SIZES:
            known += [(size, say(f"quantity.{name}")), (1 / size, say(f"quantity.one_over_{name}"))]
    for name, size in quantities.items():
        if name not in SIZES and size not in (0, 1):
            known += [(size, say("quantity.argument", name=name))]
            known += [(1 / size, say("quantity.one_over_argument", name=name))]
        if name not in SIZES and 0 < size < 1:
            known += [(1 - size, say("quantity.one_minus_argument", name=name))]
            known += [(1 / (1 - size), say("quantity.one_over_one_minus_argument", name=name))]
    known += [(2.0, say("quantity.two")), (0.5, say("quantity.half"))]
    return next((text for size, text in known if size != 1 and np.isclose(factor, size, rtol=1e-6, atol=0)), None)


def _offset(pair: Pair) -> Text | None:
    offsets = pair.actual - pair.expected
    offset = float(offsets.flat[0])
    same = pair.near(pair.expected + offset)
    if not same or (offsets.size < 2 and not pair.discrete):
        named = _named_offset(offset, pair) if same and offsets.size else None
        return named
    if pair.discrete:
        if offsets.size >= 2 and len(np.unique(pair.expected)) < 2 and offsets.size < MANY:
            return None
        classes = bool(np.isin([pair.actual, pair.expected], (0, 1)).all())  # one for the other, no slip in counting
        return pair.say("off_by_one", offset=f"{offset:+.0f}") if abs(offset) == 1 and not classes else None
    return _named_offset(offset, pair) or say("relation.offset", offset=display.number(offset))


def _named_offset(offset: float, pair: Pair) -> Text | None:
    for name, size in pair.quantities.items():
        if name not in SIZES and size and np.isclose(abs(offset), abs(size), rtol=1e-9, atol=0):
            named = say("quantity.argument", name=name)
            return pair.say("offset_named", offset=display.number(offset), name=named)
    return None


def _reversed(pair: Pair) -> Text | None:
    if not pair.telling:
        return None
    for axis in range(pair.expected.ndim):
        long = pair.expected.shape[axis] > 1
        if long and pair.near(np.flip(pair.expected, axis)):
            return say("relation.reversed", axis=axis)
    return None


def _shifted(pair: Pair) -> Text | None:
    if pair.expected.ndim != 1 or pair.expected.size < 4 or not pair.telling:
        return None
    a, e = pair.actual, pair.expected
    moved = within(a[1:], e[:-1], pair.tolerance).all() or within(a[:-1], e[1:], pair.tolerance).all()
    return say("relation.shifted") if moved else None


def _permuted(pair: Pair) -> Text | None:
    if pair.discrete or pair.expected.size < 3 or not pair.telling:
        return None
    same = within(np.sort(pair.actual, axis=None), np.sort(pair.expected, axis=None), pair.tolerance)
    return say("relation.permuted") if same.all() else None


def _power(pair: Pair) -> Text | None:
    if pair.discrete or pair.expected.size < 2:
        return None
    for key, values in (
        ("reciprocal", 1 / pair.expected),
        ("squared", pair.expected**2),
        ("root", np.sqrt(pair.expected)),
    ):
        if np.isfinite(values).all() and pair.near(values):
            return say(f"relation.{key}")
    return None


def _absolute(pair: Pair) -> Text | None:
    sizes = within(np.abs(pair.actual), np.abs(pair.expected), pair.tolerance).all()
    return say("relation.absolute") if sizes and pair.expected.size > 1 and not pair.discrete else None


def _rounded(pair: Pair) -> Text | None:
    """Say so where `round` was at work: exactly the decimals of the expected values, and too many for chance."""
    if pair.discrete:
        return None
    fewest = 1 if pair.actual.size >= MANY and pair.telling else 3
    for digits in range(fewest, 9):
        off = np.abs(pair.actual - np.round(pair.expected, digits))
        if (off <= 1e-12 * np.maximum(1, np.abs(pair.expected))).all():
            return pair.say("rounded", digits=digits)
    return None


def _roundoff(pair: Pair) -> Text | None:
    if pair.discrete:
        return None
    relative = _relative(pair)
    if 1e-9 < relative < 2e-5:
        return say("relation.roundoff", digits=int(-np.log10(relative)))
    if relative <= 1e-2:
        return say("relation.nearly", relative=f"{relative:.1g}")
    return None


def _relative(pair: Pair) -> float:
    """Return the largest difference relative to the largest expected magnitude nearby."""
    scale = np.maximum(np.abs(pair.expected), 1e-3 * np.abs(pair.expected).max(initial=0))
    scale = np.where(scale == 0, 1.0, scale)  # an array of no axes is a scalar by now
    return float((np.abs(pair.actual - pair.expected) / scale).max())


def _constant(pair: Pair) -> Text | None:
    if pair.actual.size < 3 or len(np.unique(pair.actual)) > 1 or len(np.unique(pair.expected)) == 1:
        return None
    return say("relation.constant", value=display.number(pair.actual.flat[0]))


def _sign_only(pair: Pair) -> Text | None:
    right, positive, negative = pair.right, pair.expected > 0, pair.expected < 0
    if pair.discrete or positive.sum() < 2 or negative.sum() < 2:
        return None
    if right[positive].all() and not right[negative].any():
        return say("relation.positives")
    if right[negative].all() and not right[positive].any():
        return say("relation.negatives")
    return None


def _slices(pair: Pair) -> Text | None:
    if pair.expected.ndim != 2 or min(pair.expected.shape) < 2:
        return None
    right = pair.right
    for axis, key in ((0, "rows"), (1, "columns")):
        whole, none = right.all(axis=1 - axis), ~right.any(axis=1 - axis)
        if (whole | none).all() and whole.any():
            return say(f"relation.{key}", right=_indices(np.flatnonzero(whole).tolist()))
    return None


def _some(pair: Pair) -> Text | None:
    right = int(pair.right.sum())
    total = pair.expected.size
    return say("relation.some", right=right, total=total) if right > 0 and total > 1 else None


def _indices(found: Sequence[int]) -> Text:
    return listed([*found[:5], *(["…"] if len(found) > 5 else [])])


RELATIONS: tuple[Relation, ...] = (
    _transposed, _complement, _negated, _zeros, _factor, _offset, _reversed, _shifted, _rounded, _roundoff,
    _power, _absolute, _constant, _permuted, _sign_only, _slices, _some,
)  # fmt: skip
