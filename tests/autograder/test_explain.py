"""Explaining a wrong value: each relation is found where it holds, and hidden values are never shown."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checking.compare import compare
from autograder.checking.explain import Setting, explain
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.messages import messages, say

E = np.array([[1.5, -2.0, 0.25], [3.0, 0.5, -1.25], [4.0, 7.0, 2.5]])
V = np.array([0.5, -1.5, 2.25, 4.0, 7.5])
P = np.array([0.1, 0.7, 0.35, 0.9])
LABELS = np.array([0, 1, 1, 0, 1, 1, 1])
RIGHT_ROWS = E + np.array([[0.0], [1.0], [0.5]])
RIGHT_COLUMNS = E + np.array([0.0, 1.0, -0.5])
SIZES = {"m": 8.0, "n": 3.0, "n_out": 7.0, "learning_rate": 0.125, "b": 0.75, "rate": 0.375}


def found(actual: Any, expected: Any, *, public: bool = False) -> Finding:
    difference = compare(actual, expected)
    assert difference is not None
    told = explain(actual, expected, difference, Setting(public, SIZES))
    return replace(told, why=told.sentences())


RELATIONS: list[tuple[str, Any, Any]] = [
    ("transposed", E.T.copy(), E),
    ("negated", -E, E),
    ("complement", 1 - P, P),
    ("complement", 1 - LABELS, LABELS),
    ("zeros", np.zeros(5), V),
    ("factor_m", 8 * V, V),
    ("factor_one_over_m", V / 8, V),
    ("factor", 5 * V, V),
    ("offset", V + 0.3, V),
    ("off_by_one", LABELS + 1, LABELS),
    ("reversed", V[::-1].copy(), V),
    ("shifted", np.append(V[1:], 9.0), V),
    ("permuted", V[[2, 0, 1, 4, 3]], V),
    ("reciprocal", 1 / V, V),
    ("squared", V**2, V),
    ("root", np.sqrt(np.abs(V) + 1), np.abs(V) + 1),
    ("absolute", np.abs(V), V),
    ("constant", np.full(5, 2.0), V),
    ("rows", RIGHT_ROWS, E),
    ("columns", RIGHT_COLUMNS, E),
    ("roundoff", V * (1 + 3e-6), V),
    ("rounded", np.round(np.sqrt(np.abs(V) + 1), 4), np.sqrt(np.abs(V) + 1)),
    ("nearly", V * np.array([1.001, 1, 1, 1, 1]), V),
    ("some", np.array([0.5, -1.5, 9.0, 4.0, 7.5]), V),
    ("prefix_short", [1, 3, 3], [1, 3, 3, 2, 0]),
    ("prefix_long", [1, 3, 3, 0, 0], [1, 3, 3]),
    ("swapped", (1.0, V), (V, 1.0)),
]


@pytest.mark.parametrize(("key", "actual", "expected"), RELATIONS, ids=lambda v: v if isinstance(v, str) else "")
def test_relation_is_named(key: str, actual: Any, expected: Any) -> None:
    pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(messages().raw(f"relation.{key}", "en")))
    told = [sentence.en for sentence in found(actual, expected).why]
    assert any(re.fullmatch(pattern, sentence) for sentence in told), told


def test_single_wrong_number_is_explained() -> None:
    """Is a number, an array without axes, no trouble for the relations?"""
    for public in (True, False):
        assert found(0.7, -0.3, public=public).verdict is Verdict.WRONG_VALUE
    assert say("relation.roundoff", digits=5) in found(np.float64(1 + 3e-6), 1.0).why


def test_a_number_with_few_decimals_is_called_rounded_only_where_chance_is_no_reason() -> None:
    assert say("relation.one.rounded", digits=4) in found(0.3333, 1 / 3).why
    assert say("relation.one.rounded", digits=1) not in found(0.3, 1 / 3).why


def test_a_tiny_argument_is_not_taken_for_every_tiny_difference() -> None:
    """Is an offset of 4e-9 not called the argument eps = 1e-8, nor that factor?"""
    setting = Setting(quantities={"eps": 1e-8})
    for actual, asked in ((1e-4 + 4e-9, 1e-4), (4e-9, 1.0)):
        difference = compare(actual, asked)
        assert difference is not None
        assert "eps" not in " ".join(told.en for told in explain(actual, asked, difference, setting).sentences())


def test_signs_only() -> None:
    expected = np.array([1.0, 2.0, -3.0, -4.5])
    actual = np.where(expected > 0, expected, 0.01 * expected)
    assert say("relation.positives") in found(actual, expected).why
    assert say("relation.negatives") in found(-actual, -expected).why


@pytest.mark.parametrize(
    ("factor", "name"),
    [(3.0, "n"), (1 / 3, "one_over_n"), (2.0, "two"), (0.5, "half"), (7.0, "n_out"), (1 / 7, "one_over_n_out")],
)
def test_factor_is_named(factor: float, name: str) -> None:
    told = found(factor * V, V).why[0]
    assert say(f"quantity.{name}").en in told.en
    assert say(f"quantity.{name}").zh in told.zh


def test_factor_that_is_an_argument() -> None:
    assert "`b`" in found(0.75 * V, V).why[0].en


@pytest.mark.parametrize(("factor", "name"), [(0.625, "1 − `rate`"), (1.6, "1/(1 − `rate`)")])
def test_factor_of_what_a_rate_leaves(factor: float, name: str) -> None:
    told = found(factor * V, V).why[0]
    assert name in told.en
    assert name in told.zh


def test_another_length_alone_is_no_wrong_axis() -> None:
    assert found(np.zeros(2), V).why == (say("why.shape", actual=(2,), expected=(5,)),)


def test_rows_and_columns_are_not_called_swapped_by_their_lengths_alone() -> None:
    ones = np.ones((1, 2))
    told = found(np.vstack([ones, E[:2, :2]]), np.hstack([ones.T, E[:2, :2]]))
    assert told.why == (say("why.shape", actual=(3, 2), expected=(2, 3)),)


def test_missing_bias_is_named() -> None:
    assert "`b`" in found(V - 0.75, V).why[0].en


def test_two_labels_do_not_suggest_a_relation_by_chance() -> None:
    told = found(np.array([0, 1, 1]), np.array([0, 0, 1])).why[0].en
    assert told == say("relation.some", right=2, total=3).en


@pytest.mark.parametrize(
    ("key", "actual", "expected"),
    [
        ("shape_column", V[:, None], V),
        ("shape_row", V, V[:, None]),
        ("shape_broadcast", np.zeros((5, 5)), V),
        ("shape_transposed", np.zeros((3, 2)), np.zeros((2, 3))),
        ("shape_not_summed", np.zeros((5, 2)), V),
        ("shape_wrong_axis", np.zeros(8), np.zeros(3)),
        ("shape_idle_axis", np.zeros((5, 1, 1)), V),
    ],
)
def test_shape_is_explained(key: str, actual: Any, expected: Any) -> None:
    assert say(f"why.{key}") in found(actual, expected).why


def test_one_entry_too_many_names_the_axis() -> None:
    assert say("why.shape_one_more", axis=1) in found(np.zeros((5, 4)), np.zeros((5, 3))).why
    assert say("why.shape_one_less", axis=0) in found(np.zeros((4, 3)), np.zeros((5, 3))).why


@pytest.mark.parametrize(("key", "actual"), [("dtype_bool", LABELS > 0), ("dtype_float", LABELS * 1.0)])
def test_dtype_is_explained(key: str, actual: Any) -> None:
    assert say(f"why.{key}") in found(actual, LABELS).why


def test_part_of_a_result_is_named() -> None:
    told = found({"w": V, "b": 2.0}, {"w": V, "b": 1.0}).why[0]
    assert told.en.startswith("Under the key `b`")
    assert found((V, 2.0), (V, 1.0)).why[0].en.startswith("In returned value 2")


def test_public_case_shows_expected_and_actual() -> None:
    told = found(np.array([0, 1, 1]), np.array([0, 0, 1]), public=True).why[-1].en
    assert "[0, 0, 1]" in told
    assert "[0, 1, 1]" in told


def test_hidden_case_shows_no_value_of_the_case() -> None:
    secret = np.array([123.456, 77.77, 5.0])
    for sentence in found(secret + np.array([0, 0.5, 3.0]), secret).why:
        assert "123.456" not in sentence.en
        assert "77.77" not in sentence.en


def test_long_public_array_names_the_worst_place() -> None:
    expected = np.arange(40.0)
    actual = expected.copy()
    actual[17] += 5
    actual[3] += 1
    assert "index 17" in found(actual, expected, public=True).why[-1].en


SINGLE: list[tuple[str, Any, Any]] = [
    ("relation.one.negated", -2.5, 2.5),
    ("relation.one.zeros", 0.0, 2.5),
    ("relation.one.factor_m", 20.0, 2.5),
    ("relation.one.factor_one_over_m", 0.3125, 2.5),
    ("relation.one.factor_named", 5.0, 2.5),
    ("relation.one.offset_named", 3.25, 2.5),
    ("relation.one.off_by_one", 4, 3),
    ("why.not_finite_scalar", np.nan, 2.5),
    ("why.value_other", 9, 3),
    ("why.value_other", [1], [4]),
    ("why.value_scalar", 2.0, 9.75),
]


@pytest.mark.parametrize("form", [lambda x: x, lambda x: np.array([x])], ids=["number", "array of one"])
@pytest.mark.parametrize(("key", "actual", "expected"), SINGLE, ids=lambda v: v if isinstance(v, str) else "")
def test_a_single_number_is_not_called_every_entry(key: str, actual: Any, expected: Any, form: Any) -> None:
    if isinstance(expected, list):
        form = list
    told = found(form(actual), form(expected)).sentences()
    pattern = re.escape(messages().raw(key, "en"))
    assert any(re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", pattern), text.en) for text in told), told
    assert not any(word in text.en for text in told for word in ("very entry", "entries"))
    assert not any("元素" in text.zh for text in told)
