"""Lesson 12: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise, Misconception
from autograder.checking.judge import judge
from autograder.exercises.early_stopping import (
    LESSON,
    wrong_epochs,
    wrong_selection,
    wrong_training,
    wrong_watcher,
)
from autograder.sandbox.doubles.epochs import plus_one, recorded
from autograder.sandbox.script import LocalPlayer

nan = math.nan
V = [5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0]
FALLS = [5, 4.75, 4.625, 4.5, 4.25]
STEADY = [5, 4.75, 4.5, 4.25, 4]
THREE = [
    {"name": "a", "train_loss": 0.1, "val_loss": 0.5, "test_loss": 0.4},
    {"name": "b", "train_loss": 0.3, "val_loss": 0.2, "test_loss": 0.5},
    {"name": "c", "train_loss": 0.4, "val_loss": 0.4, "test_loss": 0.1},
]


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in LESSON.exercises}
    assert points == {f"L12-E{i}": p for i, p in enumerate([2, 4, 5, 5, 2], start=1)}
    assert sum(points.values()) == 18


@pytest.mark.parametrize(
    ("name", "said"),
    [("last_of_equal", 3), ("nan_chosen", 2), ("the_loss_itself", 0.5), ("largest", 0), ("from_one", 2)],
)
def test_a_best_epoch(name: str, said: float) -> None:
    assert variant(wrong_epochs.BEST, name)(np.array([3, 0.5, nan, 0.5, 2])) == said


RUNS: list[tuple[str, list[float], int, float, tuple[int, int | None]]] = [
    ("one_too_many", V, 2, 0, (8, 5)),
    ("one_too_many", V, 3, 0, (9, 9)),
    ("against_previous", V, 2, 0, (7, 5)),
    ("stop_is_best", V, 2, 0, (4, 4)),
    ("peeks_ahead", V, 2, 0, (4, 9)),
    ("count_for_index", V, 2, 0, (5, 2)),
    ("never_reset", V, 3, 0, (6, 5)),
    ("ties_improve", [3, 3, 3, 3], 2, 0, (3, 3)),
    ("min_delta_ignored", FALLS, 2, 0.5, (4, 4)),
    ("min_delta_sign", FALLS, 2, 0.5, (4, 4)),
    ("min_delta_sign", [5, 5.25, 5.375, 5.625], 2, 0.5, (3, 3)),
    ("nan_improves", [3, nan, 4, 5], 2, 0, (3, 2)),
    ("small_falls_lower_the_best", STEADY, 3, 0.5, (3, 0)),
    ("minimum_so_far", STEADY, 3, 0.5, (4, 4)),
    ("patience_zero_at_once", V, 0, 0, (0, 0)),
    ("nan_not_counted", [3, nan, 4, 5], 2, 0, (3, 0)),
    ("first_is_best", [nan, 2, 3, 1], 2, 0, (2, 0)),
]


@pytest.mark.parametrize(("name", "losses", "patience", "min_delta", "end"), RUNS)
def test_where_a_run_ends(
    name: str, losses: list[float], patience: int, min_delta: float, end: tuple[int, int | None]
) -> None:
    assert variant(wrong_epochs.STOP, name)(np.array(losses), patience, min_delta) == end


SAME = {m.name for m in wrong_watcher.WATCHER} & {m.name for m in wrong_epochs.STOP}


@pytest.mark.parametrize(("name", "losses", "patience", "min_delta", "end"), [run for run in RUNS if run[0] in SAME])
def test_an_object_makes_the_same_mistakes(
    name: str, losses: list[float], patience: int, min_delta: float, end: tuple[int, int | None]
) -> None:
    watcher = variant(wrong_watcher.WATCHER, name)(patience, min_delta)
    for loss in losses:
        if watcher.update(loss, []):
            break
    assert (watcher.epoch, watcher.best_epoch) == end


@pytest.mark.parametrize(
    ("name", "weight", "history", "best", "stopped"),
    [
        ("last_params", 15, V[:5], 2, 4),
        ("reference_kept", 15, V[:5], 2, 4),
        ("one_epoch_more", 13, V[:6], 2, 5),
        ("validation_before_step", 14, [9, *V[:4], 3.2], 3, 5),
        ("start_counts_as_epoch", 13, [9, *V[:5]], 3, 5),
        ("never_stops", 20, V, 9, 9),
        ("count_for_index", 13, V[:5], 2, 5),
        ("history_to_the_best", 13, V[:3], 2, 4),
    ],
)
def test_training_in_place(name: str, weight: float, history: list[float], best: int, stopped: int) -> None:
    step, loss = plus_one(in_place=True), recorded(V, 10.0, 9.0)
    run = variant(wrong_training.FIT, name)(step, loss, [{"W": np.array([[10.0]])}], 10, 2)
    assert run["history"] == history
    assert (run["params"][0]["W"][0, 0], run["best_epoch"], run["stopped_epoch"]) == (weight, best, stopped)


def test_arrays_of_the_caller() -> None:
    for name, after in (("given_ones_trained", 15), ("last_params", 10)):
        given = [{"W": np.array([[10.0]])}]
        variant(wrong_training.FIT, name)(plus_one(in_place=True), recorded(V, 10.0, 9.0), given, 10, 2)
        assert given[0]["W"][0, 0] == after


@pytest.mark.parametrize(
    ("name", "said"), [("by_test", "c"), ("by_training", "a"), ("largest", "a"), ("by_gap", "c"), ("the_place", 1)]
)
def test_a_choice_of_three(name: str, said: str) -> None:
    assert variant(wrong_selection.SELECT, name)([dict(one) for one in THREE]) == said


def told(exercise: Exercise, answer: Any, case: str) -> str:
    """Return the English sentences of one case for an answer."""
    result = judge(exercise, LocalPlayer({exercise.names[0]: answer}), Attempt("x = 1"), lambda name: 1)
    return " ".join(text.en for one in result.cases if one.name == case for text in one.why)


def test_a_replay_says_after_which_losses_what_is_wrong() -> None:
    watcher = LESSON.exercise("EarlyStopping")
    late = variant(wrong_watcher.WATCHER, "one_too_many")
    assert told(watcher, late, "ties") == (
        "`EarlyStopping(patience=2)` was told the losses 3, 3, 3. "
        "After that `update` must return `True`; it returned `False`."
    )
    assert told(watcher, late, "ties_again") == "At one of the updates the answer was to go on; that was wrong."
    from_one = variant(wrong_watcher.WATCHER, "epochs_from_one")
    assert told(watcher, from_one, "fresh") == (
        "`EarlyStopping()`: before the first `update` `epoch` must be `-1`; it is `0`."
    )
