"""Early stopping replayed on curves that were worked out by hand."""

import math
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.early_stopping import (
    EarlyStopping,
    best_epoch,
    early_stop_epoch,
    fit_with_early_stopping,
    select_model,
)

nan = math.nan
V = [5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0]
RUNS: list[tuple[list[float], int, float, tuple[int, int | None]]] = [
    *[(V, p, 0.0, end) for p, end in ((0, (3, 2)), (1, (3, 2)), (2, (4, 2)), (3, (8, 5)), (4, (9, 9)), (20, (9, 9)))],
    ([3, 3, 3, 3], 2, 0.0, (2, 0)),
    ([5, 4.75, 4.625, 4.5, 4.25], 2, 0.5, (2, 0)),
    ([5, 5.25, 5.375, 5.625], 2, 0.5, (2, 0)),
    ([5, 4.75, 4.5, 4.25, 4], 3, 0.5, (4, 3)),
    ([3, nan, 4, 5], 2, 0.0, (2, 0)),
    ([nan, nan, 1], 2, 0.0, (1, None)),
    ([7.0], 3, 0.0, (0, 0)),
]


@pytest.mark.parametrize(("losses", "patience", "min_delta", "end"), RUNS)
def test_runs_by_hand(losses: list[float], patience: int, min_delta: float, end: tuple[int, int | None]) -> None:
    assert early_stop_epoch(np.array(losses), patience, min_delta) == end


@pytest.mark.parametrize(("losses", "patience", "min_delta", "end"), RUNS)
def test_object_replays_the_same_runs(
    losses: list[float], patience: int, min_delta: float, end: tuple[int, int | None]
) -> None:
    stopper = EarlyStopping(patience, min_delta)
    for epoch, loss in enumerate(losses):
        if stopper.update(loss, [{"W": np.array([float(epoch)])}]):
            break
    assert (stopper.epoch, stopper.best_epoch) == end
    if end[1] is not None:
        assert stopper.best_params is not None
        assert stopper.best_params[0]["W"].tolist() == [end[1]]
        assert stopper.best_loss == losses[end[1]]


def test_best_epoch_is_the_earliest_minimum() -> None:
    assert best_epoch(np.array([3, 0.5, nan, 0.5, 2])) == 1
    assert best_epoch(np.array([nan, 2.0])) == 1
    for empty in ([], [nan, nan]):
        with pytest.raises(ValueError, match="no loss"):
            best_epoch(np.array(empty))


def test_before_the_first_update_and_impossible_patience() -> None:
    fresh = EarlyStopping()
    assert (fresh.best_loss, fresh.best_epoch, fresh.best_params, fresh.wait, fresh.epoch) == (
        math.inf,
        None,
        None,
        0,
        -1,
    )
    for ask in (lambda: EarlyStopping(-1), lambda: early_stop_epoch(np.array([1.0]), -1)):
        with pytest.raises(ValueError, match="patience"):
            ask()
    with pytest.raises(ValueError, match="no epoch"):
        early_stop_epoch(np.array([]), 1)


def test_best_parameters_are_kept_apart_from_later_changes() -> None:
    params = [{"W": np.zeros(2)}]
    one, two = EarlyStopping(), EarlyStopping()
    one.update(1.0, params)
    params[0]["W"][:] = 9
    params.append({})
    assert one.best_params is not None
    assert [layer["W"].tolist() for layer in one.best_params] == [[0.0, 0.0]]
    assert two.best_params is None


class Run:
    """A training run whose validation losses are given; each step adds 1 to the parameters in place."""

    def __init__(self, losses: list[float]) -> None:
        self.losses = losses
        self.steps = self.looks = 0

    def step(self, params: Any) -> Any:
        self.steps += 1
        params[0]["W"] += 1
        return params

    def loss(self, params: Any) -> float:
        assert params[0]["W"][0] == self.steps  # after the epoch, on the parameters that it returned
        self.looks += 1
        return self.losses[self.looks - 1]


@pytest.mark.parametrize(("losses", "patience", "min_delta", "end"), RUNS)
def test_training_stops_there_and_returns_the_best_weights(
    losses: list[float], patience: int, min_delta: float, end: tuple[int, int | None]
) -> None:
    run, params = Run(losses), [{"W": np.zeros(1)}]
    done = fit_with_early_stopping(run.step, run.loss, params, len(losses), patience, min_delta)
    assert (done["stopped_epoch"], done["best_epoch"]) == end
    assert run.steps == run.looks == len(done["history"]) == end[0] + 1
    assert done["params"][0]["W"][0] == (0 if end[1] is None else end[1] + 1)
    assert params[0]["W"][0] == 0


def test_no_epoch_at_all() -> None:
    params = [{"W": np.ones(1)}]
    done = fit_with_early_stopping(lambda p: p, lambda p: 0.0, params, 0, 3)
    assert (done["history"], done["best_epoch"], done["stopped_epoch"]) == ([], None, None)
    assert done["params"][0]["W"] is not params[0]["W"]


def test_validation_loss_selects_the_model() -> None:
    def candidate(name: str, train: float, val: float, test: float) -> Any:
        return {"name": name, "train_loss": train, "val_loss": val, "test_loss": test}

    three = [candidate("a", 0.1, 0.5, 0.4), candidate("b", 0.3, 0.2, 0.5), candidate("c", 0.4, 0.4, 0.1)]
    assert select_model(three) == "b"
    assert select_model([candidate("x", 1, nan, 0), candidate("y", 1, 2, 3), candidate("z", 0, 2, 0)]) == "y"
    with pytest.raises(ValueError, match="No candidate"):
        select_model([candidate("x", 1, nan, 0)])


def test_five_epochs_without_any_improvement_are_the_default() -> None:
    stopping = EarlyStopping()
    found = [stopping.update(loss, []) for loss in (1.0, 0.999, 2, 2, 2, 2, 2)]
    assert found == [False] * 6 + [True]
