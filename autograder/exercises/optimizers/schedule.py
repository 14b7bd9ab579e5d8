"""The learning rate as a function of the step."""

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import twice
from autograder.exercises.optimizers import hints, wrong_schedule
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import schedules as ref
from lessonkit.language import Text


def _rates(kind: str, lr0: float, steps: list[int], **numbers: float) -> list[Step]:
    return [Call("lr_schedule", (kind, lr0, step), numbers) for step in steps]


def _drawn(rng: np.random.Generator, count: int, most: int) -> list[int]:
    """Draw step numbers, no two alike and none 0."""
    return [int(step) for step in rng.permutation(np.arange(1, most))[:count]]


def _rate(rng: np.random.Generator) -> float:
    return float(rng.integers(2, 9)) / 16.0


def _stairs(rng: np.random.Generator) -> list[Step]:
    every, gamma = int(rng.integers(3, 8)), float(rng.choice([0.25, 0.5, 0.75]))
    edges = [every - 1, every, 2 * every - 1, 2 * every, 2 * every + 1, 5 * every + 2]
    return _rates("step", _rate(rng), edges, gamma=gamma, every=every)


def _cosine(rng: np.random.Generator) -> list[Step]:
    total = int(rng.integers(11, 40))
    return _rates("cosine", _rate(rng), [0, 1, *_drawn(rng, 3, total), total - 1], total=total)


def _beyond(rng: np.random.Generator) -> list[Step]:
    total = int(rng.integers(7, 15))
    return _rates("cosine", _rate(rng), [total, total + 1, 2 * total, 3 * total + 1], total=total)


def _starts(lr0: float) -> list[Step]:
    """Return step 0 of every schedule: the rate that it starts with."""
    return [
        *_rates("constant", lr0, [0]),
        *_rates("step", lr0, [0], gamma=0.25, every=3),
        *_rates("exponential", lr0, [0], k=0.3),
        *_rates("inverse_time", lr0, [0], k=0.3),
        *_rates("cosine", lr0, [0], total=8),
    ]


def _negative(step: int) -> list[Step]:
    return [
        *_rates("constant", 0.5, [step]),
        *_rates("step", 0.5, [step], gamma=0.25, every=3),
        *_rates("exponential", 0.5, [step], k=0.25),
        *_rates("inverse_time", 0.5, [step], k=0.25),
        *_rates("cosine", 0.5, [step], total=8),
    ]


SCHEDULE = Exercise(
    id="lr_schedule",
    alias="L10-E5",
    points=3,
    reference=(ref.lr_schedule,),
    signature="lr_schedule(kind, lr0, step, **kw)",
    cases=(
        *twice(
            "constant",
            Text("constant", "constant（不变）"),
            lambda rng: _rates("constant", 0.25, [0, 99]),
            lambda rng: _rates("constant", _rate(rng), [0, *_drawn(rng, 2, 500)]),
            weight=0.5,
        ),
        *twice(
            "step",
            Text("`step`: in stairs", "`step`（阶梯）"),
            lambda rng: _rates("step", 0.5, [4, 9, 10, 25, 30], gamma=0.5, every=10),
            _stairs,
            weight=1.5,
        ),
        *twice(
            "exponential",
            Text("exponential", "exponential（指数）"),
            lambda rng: _rates("exponential", 0.5, [5, 20], k=0.1),
            lambda rng: _rates("exponential", _rate(rng), _drawn(rng, 3, 40), k=float(rng.uniform(0.02, 0.08))),
        ),
        *twice(
            "inverse_time",
            Text("inverse_time", "inverse_time（反比例）"),
            lambda rng: _rates("inverse_time", 0.5, [5, 20], k=0.1),
            lambda rng: _rates("inverse_time", _rate(rng), _drawn(rng, 3, 60), k=float(rng.uniform(0.05, 0.6))),
        ),
        *twice(
            "cosine",
            Text("cosine, on its way down", "cosine（余弦），下降的途中"),
            lambda rng: _rates("cosine", 0.5, [5, 10, 13], total=20),
            _cosine,
            weight=1.5,
        ),
        *twice(
            "beyond",
            Text("cosine at its last step and after it", "cosine（余弦），到了最后一步和以后"),
            lambda rng: _rates("cosine", 0.5, [20, 30, 40], total=20),
            _beyond,
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "start",
            Text("step 0 of every schedule", "每种调度的第 0 步"),
            lambda rng: _starts(0.75),
            lambda rng: _starts(_rate(rng)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "unknown",
            Text("any other name: `ValueError`", "其他名称：`ValueError`"),
            lambda rng: _rates("linear", 0.5, [3], total=20),
            lambda rng: [
                *_rates("Cosine", 0.5, [int(rng.integers(1, 9))], total=20),
                *_rates("", 0.5, [1]),
                *_rates("inverse", 0.5, [int(rng.integers(1, 9))], k=0.1),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "negative",
            Text("a negative step: `ValueError`", "步数为负：`ValueError`"),
            lambda rng: _negative(-1),
            lambda rng: _negative(-int(rng.integers(2, 9))),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_schedule.SCHEDULE,
    hints=hints.SCHEDULE,
)
