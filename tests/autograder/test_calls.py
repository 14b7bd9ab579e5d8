"""The call that a learner is shown: it can be typed, stays short, and holds what decides."""

from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.calls import LONGEST, call_text
from autograder.checking.judge import judge
from autograder.exercises.early_stopping.selection import SELECT
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call

LAYERS = [{"W": np.ones((n, n)), "b": np.zeros(n)} for n in range(1, 9)]


def shown(*args: Any, telling: Any = (), **kwargs: Any) -> str:
    step = Call("f", args, kwargs)
    return call_text(step, [step], telling)


def models(count: int, val_loss: float = 0.5) -> list[dict[str, Any]]:
    return [{"name": f"model_{n}", "val_loss": val_loss + n / 64, "notes": "n" * 30} for n in range(count)]


@pytest.mark.parametrize("chosen", ["test_loss", "train_loss"])
def test_candidates_that_decide_are_shown(chosen: str) -> None:
    """Are the model that was asked for and the one that was given both in the call, whole?"""

    def answer(results: list[dict[str, Any]]) -> str:
        best = min(results, key=lambda one: float(one[chosen]))
        return str(best["name"])

    result = judge(SELECT, LocalPlayer({"select_model": answer}), Attempt("x = 1"), lambda name: 3)
    tried = result.cases[0].why[0].en
    given = {"test_loss": "{'name': 'wide', 'train_loss': 0.4375, 'val_loss': 0.5, 'test_loss': 0.25}",
             "train_loss": "{'name': 'deep', 'train_loss': 0.125, 'val_loss': 0.6875, 'test_loss': 0.4375}"}  # fmt: skip
    assert tried.startswith("Tried: `select_model([{")
    assert tried.endswith("}])`")
    assert "{'name': 'small', 'train_loss': 0.25, 'val_loss': 0.375, 'test_loss': 0.5}" in tried
    assert given[chosen] in tried


def test_entries_that_decide_are_kept_where_not_all_have_room() -> None:
    text = shown(models(30), telling=["model_17", "model_25"])
    assert len(text) <= LONGEST + len("f()")
    assert all(f"'name': 'model_{n}'" in text for n in (0, 17, 25))
    assert "…, {'name': 'model_17', 'val_loss': 0.765625" in text
    assert text.endswith("…])")


def test_number_that_is_none_is_kept_because_it_decides() -> None:
    many = models(30)
    many[20]["val_loss"] = np.nan
    assert "{'name': 'model_20', 'val_loss': np.nan" in shown(many)


def test_short_list_is_shown_whole() -> None:
    text = shown(models(4), 2)
    assert text.count("'name'") == 4
    assert "…" not in text


def test_arrays_in_a_long_list_are_described_before_entries_are_left_out() -> None:
    assert shown(LAYERS[:2], 0.5) == (
        "f([{'W': np.array([[1]], dtype=float), 'b': np.array([0], dtype=float)}, "
        "{'W': np.array([[1, 1], [1, 1]], dtype=float), 'b': np.array([0, 0], dtype=float)}], 0.5)"
    )
    text = shown(LAYERS[3:8], 0.5)
    assert "{'W': <ndarray (4, 4) float64>, 'b': np.array([0, 0, 0, 0], dtype=float)}" in text
    assert text.count("'W'") == 5


def test_several_long_arguments_share_the_room() -> None:
    text = shown(LAYERS, [layer["W"] for layer in LAYERS], other=LAYERS)
    assert len(text) < 1.1 * LONGEST
    assert text.count("…") == 2  # what fits whole stays whole


@pytest.mark.parametrize("longer", [("a" * 4000,), ({"k": ["b" * 4000]},)], ids=["text", "dictionary"])
def test_endless_text_is_cut(longer: Any) -> None:
    assert len(shown(*longer)) < LONGEST
