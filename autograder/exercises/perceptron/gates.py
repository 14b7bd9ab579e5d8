"""Truth tables of the logic gates, and what an answer to `gate_params` says about them."""

from collections.abc import Sequence

import numpy as np

from autograder.checking import display
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.kit import FloatArray
from autograder.messages import say
from autograder.sandbox.steps import Call, Record, Step

ROWS: FloatArray = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
"""The four inputs, ndarray of shape (4, 2)."""
TABLES: dict[str, list[int]] = {
    "and": [0, 0, 0, 1],
    "or": [0, 1, 1, 1],
    "nand": [1, 1, 1, 0],
    "nor": [1, 0, 0, 0],
}


def gate_answers(steps: Sequence[Step], records: Sequence[Record]) -> list[tuple[str, FloatArray | None, float]]:
    """Return the gates a script asked for, with w of shape (2,) and b; w None where the form is wrong."""
    found: list[tuple[str, FloatArray | None, float]] = []
    for step, record in zip(steps, records, strict=False):
        if isinstance(step, Call) and step.args and step.args[0] in TABLES:
            if _form(record.value) is None:
                w, b = record.value
                found.append((step.args[0], np.asarray(w, dtype=np.float64), float(b)))
            else:
                found.append((step.args[0], None, 0.0))
    return found


def right_tables(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge every gate of a script by its truth table: full marks or the first gate that is wrong."""
    for step, record in zip(steps, records, strict=False):
        if not isinstance(step, Call) or step.args[0] not in TABLES:
            continue
        finding = _form(record.value) or _table(str(step.args[0]), record.value)
        if finding is not None:
            return finding
    return 1.0


def _form(value: object) -> Finding | None:
    """Return what is wrong with the form of an answer: two values, an array of shape (2,) and a number."""
    if not isinstance(value, tuple | list):
        told = say("why.type", actual=display.type_of(value), expected=say("type.tuple"))
        return Finding(Verdict.WRONG_TYPE, (told,))
    if len(value) != 2:
        return Finding(Verdict.WRONG_TYPE, (say("why.length", actual=len(value), expected=2),))
    w, b = value
    if isinstance(b, np.ndarray) and b.shape == (2,) and np.ndim(w) == 0:
        return Finding(Verdict.WRONG_TYPE, (say("relation.swapped"),))
    if not isinstance(w, np.ndarray) or w.dtype.kind not in "iuf":
        told = say("why.type", actual=display.type_of(w), expected=say("type.ndarray"))
        return Finding(Verdict.WRONG_TYPE, (say("part.item", number=1, sentence=told),))
    if w.shape != (2,):
        told = say("why.shape", actual=w.shape, expected=(2,))
        return Finding(Verdict.WRONG_SHAPE, (say("part.item", number=1, sentence=told),))
    if isinstance(b, bool | np.bool_) or not isinstance(b, int | float | np.number):
        told = say("why.type", actual=display.type_of(b), expected=say("type.float"))
        return Finding(Verdict.WRONG_TYPE, (say("part.item", number=2, sentence=told),))
    bad = int((~np.isfinite([*w.astype(np.float64), float(b)])).sum())
    if bad:
        return Finding(Verdict.NOT_FINITE, (say("why.not_finite", count=bad, total=3),))
    return None


def _table(gate: str, value: tuple[FloatArray, float]) -> Finding | None:
    w, b = value
    for row, asked in zip(ROWS, TABLES[gate], strict=True):
        z = float(row @ w + b)
        given = int(z > 0)
        if given != asked:
            x1, x2, shown = int(row[0]), int(row[1]), display.number(z)
            told = say("gate.row", gate=gate.upper(), x1=x1, x2=x2, z=shown, given=given, asked=asked)
            return Finding(Verdict.WRONG_VALUE, (told,))
    return None
