"""Momentum: a step along the gradients of the past."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise
from autograder.exercises.kit import calling, twice
from autograder.exercises.optimizers import hints, wrong_velocity
from autograder.exercises.optimizers.walks import NEXT, G, P, common_cases, gradient, place, row
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import optimizers as ref
from lessonkit.language import Text

V = np.array([2.0, 1.0, -1.5])


def _steps(rng: np.random.Generator, count: int, *betas: float) -> list[Step]:
    """Return steps with a velocity from before, one for each beta, and one with beta left out."""
    given: list[Step] = []
    for at in range(count):
        args = (place(rng, 5), gradient(rng, 5), {"v": gradient(rng, 5) + 0.1}, 0.3)
        given.append(Call("momentum_step", args, {"beta": betas[at]} if betas else {}))
    return given


def _draw(rng: np.random.Generator, shape: tuple[int, ...]) -> dict[str, Any]:
    return {"v": gradient(rng, *shape) + 0.1}


MOMENTUM = Exercise(
    id="momentum_step",
    alias="L10-E1",
    points=3,
    reference=(ref.momentum_step,),
    signature="momentum_step(param, grad, state, `learning_rate`, beta=0.9)",
    cases=(
        *twice(
            "first",
            Text("the first step: an empty state", "第一步：状态是空的"),
            calling("momentum_step", P, G, {}, 0.1),
            lambda rng: [Call("momentum_step", (place(rng, 4), gradient(rng, 4), {}, 0.3))],
        ),
        *twice(
            "later",
            Text("a step with a velocity from before", "已经有速度时的一步"),
            calling("momentum_step", P, G, {"v": V}, 0.1),
            lambda rng: _steps(rng, 2),
            weight=2.0,
        ),
        *twice(
            "beta",
            Text("another beta, also 0", "beta 取别的值，也有 0"),
            lambda rng: [
                Call("momentum_step", (P, G, {"v": V}, 0.1, 0.5)),
                Call("momentum_step", (P, G, {"v": V}, 0.1), {"beta": 0.0}),
            ],
            lambda rng: _steps(rng, 3, 0.25, 0.99, 0.0),
        ),
        *twice(
            "in_a_row",
            Text(
                "steps in a row, each with the state that the last one returned",
                "连续几步，每一步都接着用上一步返回的状态",
            ),
            lambda rng: row("momentum_step", P, [G, NEXT, G], {}, learning_rate=0.1),
            lambda rng: row(
                "momentum_step", place(rng, 3, 2), [gradient(rng, 3, 2) for _ in range(5)], {}, learning_rate=0.2
            ),
            weight=1.5,
        ),
        *common_cases(ref.momentum_step, _draw, {"v": V}, learning_rate=0.25),
    ),
    misconceptions=wrong_velocity.MOMENTUM,
    hints=hints.MOMENTUM,
)
