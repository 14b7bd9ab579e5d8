"""Choosing one of several trained models."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.early_stopping import hints, wrong_selection
from autograder.exercises.early_stopping.curves import NAN
from autograder.exercises.kit import STAYS, twice
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text

Losses = tuple[float, float, float]
SIX: dict[str, Losses] = {
    "deep": (0.125, 0.6875, 0.4375),
    "plain": (0.3125, 0.4375, 0.3125),
    "small": (0.25, 0.375, 0.5),
    "wide": (0.4375, 0.5, 0.25),
    "flat": (0.75, 0.75, 0.75),
    "tiny": (0.5, 0.8125, 0.75),
}
"""By name the losses on the training, the validation and the test set; whoever chooses by something else gets another:
deep by training, wide by test, plain by the sum of all, flat by the gap, tiny is the worst."""
NAMES = ("delta", "frost", "birch", "ember", "amber", "cedar")
"""Neither in the order of the alphabet nor against it, so that a choice by name among equals shows."""


def _results(candidates: dict[str, Losses]) -> list[dict[str, Any]]:
    return [
        {"name": name, "train_loss": train, "val_loss": val, "test_loss": test}
        for name, (train, val, test) in candidates.items()
    ]


def _select(*asked: dict[str, Losses]) -> list[Step]:
    return [Call("select_model", (_results(candidates),)) for candidates in asked]


def _apart(rng: np.random.Generator, count: int) -> dict[str, Losses]:
    """Return candidates of which different ones are first, best in each of the sets, worst, and best altogether."""
    while True:
        losses = 0.25 + np.stack([rng.permutation(16)[:count] for _ in range(3)], axis=1) / 16
        train, val, test = losses.T
        others = (train, test, train + val, val + test, abs(val - train), losses.sum(axis=1), losses.min(axis=1), -val)
        rivals = {0, count - 1, *(int(np.argmin(by)) for by in others)}
        if int(np.argmin(val)) not in rivals:
            return dict(zip(NAMES[:count], map(tuple, losses.tolist()), strict=True))


def _kept(candidates: dict[str, Losses]) -> list[Step]:
    return [Make("results", _results(candidates)), Call("select_model", (Ref("results"),)), Look(Ref("results"))]


def _tied(*vals: float) -> dict[str, Losses]:
    """Return candidates with these validation losses, whose other losses fall from one to the next."""
    return {name: (0.9 - n / 8, val, 0.95 - n / 8) for n, (name, val) in enumerate(zip(NAMES, vals, strict=False))}


SELECT = Exercise(
    id="select_model",
    alias="L12-E5",
    points=2,
    reference=(ref.select_model,),
    signature="select_model(results)",
    cases=(
        *twice(
            "each_best_elsewhere",
            Text("models that are best on different sets", "几个模型，各在不同的集合上最好"),
            lambda rng: _select(SIX),
            lambda rng: _select(*(_apart(rng, count) for count in (4, 5, 6))),
            weight=2.0,
        ),
        *twice(
            "ties",
            Text("two models are equally good", "有两个模型一样好"),
            lambda rng: _select(_tied(0.75, 0.5, 0.5, 0.5, 0.625)),
            lambda rng: _select(_tied(0.5, 0.25, 0.75, 0.25), _tied(0.5, 0.5, 0.5, 0.5)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "nan",
            Text("a model whose deciding loss is nan", "有一个模型，用来选择的损失是 nan"),
            lambda rng: _select(_tied(NAN, 0.75, 0.5, 0.625), _tied(0.75, NAN, 0.5, 0.625)),
            lambda rng: _select(_tied(0.75, NAN, 0.5, 0.625), _tied(NAN, NAN, 0.5)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_model",
            Text("a single model", "只有一个模型"),
            lambda rng: _select(_tied(0.5)),
            lambda rng: _select(_tied(0.25)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(SIX),
            lambda rng: _kept(_apart(rng, 5)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "no_model",
            Text(
                "no model at all, or none whose deciding loss is a number: `ValueError`",
                "一个模型也没有，或者用来选择的损失没有一个是数：`ValueError`",
            ),
            lambda rng: _select({}, _tied(NAN)),
            lambda rng: _select(_tied(NAN, NAN), {}),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_selection.SELECT,
    hints=hints.SELECT,
)
