"""Comparing values: a table with rows for every kind of verdict."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking.cases import Tolerance
from autograder.checking.compare import compare, within
from autograder.checking.verdicts import Verdict

X = np.array([1.0, 2.0, 3.0])
I = np.array([0, 1])  # noqa: E741
F32 = np.float32

TABLE: list[tuple[str, Any, Any, Verdict | None]] = [
    ("equal", X.copy(), X, None),
    ("within tolerance", X * (1 + 1e-8), X, None),
    ("beyond tolerance", X * (1 + 1e-6), X, Verdict.WRONG_VALUE),
    ("one thousandth", X + 0.001, X, Verdict.WRONG_VALUE),
    ("float32 accepted", X.astype(F32), X, None),
    ("float32 result of a float64 computation", np.array([0.1], F32), np.array([0.1]), None),
    ("float32 beyond its tolerance", np.array([0.1002], F32), np.array([0.1]), Verdict.WRONG_VALUE),
    ("float64 where float32 is kept", X, X.astype(F32), Verdict.WRONG_DTYPE),
    ("float16", X.astype(np.float16), X, Verdict.WRONG_DTYPE),
    ("integers where floats are asked", np.array([1, 2, 3]), X, Verdict.WRONG_DTYPE),
    ("floats where integers are asked", np.array([0.0, 1.0]), I, Verdict.WRONG_DTYPE),
    ("Booleans where integers are asked", np.array([False, True]), I, Verdict.WRONG_DTYPE),
    ("int32 where int64 is computed", I.astype(np.int32), I, None),
    ("integers off by one", I + 1, I, Verdict.WRONG_VALUE),
    ("Boolean array", np.array([True]), np.array([False]), Verdict.WRONG_VALUE),
    ("list for an array", [1.0, 2.0, 3.0], X, Verdict.WRONG_TYPE),
    ("tuple for an array", (1.0, 2.0, 3.0), X, Verdict.WRONG_TYPE),
    ("None for an array", None, X, Verdict.WRONG_TYPE),
    ("float for an array", 1.0, X, Verdict.WRONG_TYPE),
    ("column for a row", X[:, None], X, Verdict.WRONG_SHAPE),
    ("broadcast would hide it", np.array([1.0]), np.array([1.0, 1.0]), Verdict.WRONG_SHAPE),
    ("empty of another shape", np.zeros((0, 3)), np.zeros((0, 2)), Verdict.WRONG_SHAPE),
    ("empty for something", np.zeros(0), X, Verdict.WRONG_SHAPE),
    ("empty of another dtype", np.zeros(0), np.zeros(0, int), Verdict.WRONG_DTYPE),
    ("empty", np.zeros((0, 2)), np.zeros((0, 2)), None),
    ("nan where a number is", np.array([np.nan]), np.array([1.0]), Verdict.NOT_FINITE),
    ("infinity where a number is", np.array([np.inf]), np.array([1.0]), Verdict.NOT_FINITE),
    ("nan where nan is", np.array([np.nan, 1.0]), np.array([np.nan, 1.0]), None),
    ("infinity of the other sign", np.array([-np.inf]), np.array([np.inf]), Verdict.WRONG_VALUE),
    ("number where infinity is", np.array([1e308]), np.array([np.inf]), Verdict.WRONG_VALUE),
    ("nan where infinity is", np.array([np.nan]), np.array([np.inf]), Verdict.WRONG_VALUE),
    ("0-d array for 0-d", np.array(1), np.int64(1), None),
    ("NumPy scalar for 0-d", np.int64(1), np.array(1), None),
    ("Python int for 0-d", 1, np.array(1), Verdict.WRONG_TYPE),
    ("1-d for 0-d", np.array([1]), np.array(1), Verdict.WRONG_SHAPE),
    ("int for float", 2, 2.0, None),
    ("NumPy float for float", np.float64(2), 2.0, None),
    ("NumPy int for float", np.int32(2), 2.0, None),
    ("0-d array for float", np.array(2.0), 2.0, Verdict.WRONG_TYPE),
    ("bool for float", True, 1.0, Verdict.WRONG_TYPE),
    ("NumPy bool for float", np.True_, 1.0, Verdict.WRONG_TYPE),
    ("str for float", "2", 2.0, Verdict.WRONG_TYPE),
    ("wrong float", 2.1, 2.0, Verdict.WRONG_VALUE),
    ("nan for float", float("nan"), 2.0, Verdict.NOT_FINITE),
    ("float32 scalar", np.float32(0.1), 0.1, None),
    ("int", 3, 3, None),
    ("NumPy int for int", np.int64(3), 3, None),
    ("float for int", 3.0, 3, Verdict.WRONG_TYPE),
    ("bool for int", True, 1, Verdict.WRONG_TYPE),
    ("bool", np.True_, True, None),
    ("int for bool", 1, True, Verdict.WRONG_TYPE),
    ("wrong bool", False, True, Verdict.WRONG_VALUE),
    ("text", "float64", "float64", None),
    ("other text", "float32", "float64", Verdict.WRONG_VALUE),
    ("number for text", 1, "1", Verdict.WRONG_TYPE),
    ("None", None, None, None),
    ("number for None", 0, None, Verdict.WRONG_TYPE),
    ("list for a tuple", [X, 1.0], (X, 1.0), None),
    ("tuple for a list", (1, 2), [1, 2], Verdict.WRONG_TYPE),
    ("tuple too long", (X, 1.0, 2), (X, 1.0), Verdict.WRONG_TYPE),
    ("list too short", [1], [1, 2], Verdict.WRONG_VALUE),
    ("empty list for a list", [], [1, 2], Verdict.WRONG_VALUE),
    ("part of a tuple", (X, 2.0), (X, 1.0), Verdict.WRONG_VALUE),
    ("array for a list", np.array([1, 2]), [1, 2], Verdict.WRONG_TYPE),
    ("dictionary with more", {"w": X, "b": 1.0, "epochs": 3}, {"w": X, "b": 1.0}, None),
    ("dictionary with less", {"w": X}, {"w": X, "b": 1.0}, Verdict.WRONG_TYPE),
    ("dictionary with a wrong value", {"w": X, "b": 2.0}, {"w": X, "b": 1.0}, Verdict.WRONG_VALUE),
    ("no dictionary", X, {"w": X}, Verdict.WRONG_TYPE),
]


@pytest.mark.parametrize(("actual", "expected", "verdict"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_compare(actual: Any, expected: Any, verdict: Verdict | None) -> None:
    found = compare(actual, expected)
    assert (found and found.verdict) == verdict


def test_float64_by_contract_refuses_float32() -> None:
    assert compare(X.astype(F32), X, float64=True).verdict is Verdict.WRONG_DTYPE  # type: ignore[union-attr]
    assert compare(X.copy(), X, float64=True) is None


def test_difference_says_where() -> None:
    found = compare({"errors": [1, 2, 9]}, {"errors": [1, 2, 3]})
    assert found is not None
    assert (found.path, found.actual, found.expected) == (("errors", 2), 9, 3)


def test_what_cannot_be_compared_raises_instead_of_passing() -> None:
    with pytest.raises(TypeError):
        compare(object(), object())


def test_tolerance_is_used() -> None:
    assert compare(np.array([1.05]), np.array([1.0]), Tolerance(rtol=0.1)) is None
    assert compare(np.array([1e-9]), np.array([0.0])).verdict is Verdict.WRONG_VALUE  # type: ignore[union-attr]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_within_agrees_with_isclose(actual: float, expected: float) -> None:
    assert bool(within(actual, expected, Tolerance())) == bool(np.isclose(actual, expected, 1e-7, 1e-10))


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8), st.data())
def test_one_changed_entry_is_always_noticed(values: list[float], data: st.DataObject) -> None:
    expected = np.array(values)
    actual = expected.copy()
    actual[data.draw(st.integers(0, len(values) - 1))] += 0.001
    assert compare(actual, expected) is not None
