"""Steps divided by the size of the gradients seen so far: all of them (AdaGrad), or the latest ones (RMSProp)."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import calling, twice
from autograder.exercises.optimizers import hints, wrong_squares
from autograder.exercises.optimizers.walks import NEXT, NO_EPS, G, P, common_cases, gradient, place, row, squares
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import optimizers as ref
from lessonkit.language import Text

S = np.array([9.0, 2.0, 0.5])
FIRST = Text("the first step: an empty state", "第一步：状态是空的")
LATER = Text("a step with squares from before", "状态里已经有平方时的一步")
LARGE_EPS = Text("a large eps", "很大的 eps")
IN_A_ROW = Text(
    "steps in a row, each with the state that the last one returned", "连续几步，每一步都接着用上一步返回的状态"
)
NO_SLOPE = Text("entries of the gradient that are 0, at the start too", "梯度的某些元素为 0，第一步也不例外")


def _draw(rng: np.random.Generator, shape: tuple[int, ...]) -> dict[str, Any]:
    return {"s": squares(rng, shape)}


def _steps(function: str, rng: np.random.Generator, *numbers: dict[str, float]) -> list[Step]:
    """Return one step for each set of numbers, with squares from before."""
    given: list[Step] = []
    for chosen in numbers:
        args = (place(rng, 5), gradient(rng, 5), {"s": squares(rng, (5,))}, 0.3)
        given.append(Call(function, args, chosen))
    return given


def _no_slope(function: str, param: Any, state: dict[str, Any], **numbers: float) -> list[Step]:
    """Return a first step on flat ground, one where a single slope is 0, and one with squares from before."""
    flat, one = np.zeros_like(param), np.array(param) + 0.25
    one[-1] = 0.0
    return [
        Call(function, (param, flat, {}, 0.1), numbers),
        Call(function, (param, one, {}, 0.1), numbers),
        Call(function, (param, one, state, 0.1), numbers),
    ]


ADAGRAD = Exercise(
    id="adagrad_step",
    alias="L10-E2",
    points=3,
    reference=(ref.adagrad_step,),
    signature="adagrad_step(param, grad, state, `learning_rate`, eps=1e-8)",
    cases=(
        *twice(
            "first",
            FIRST,
            calling("adagrad_step", P, G, {}, 0.1),
            lambda rng: [Call("adagrad_step", (place(rng, 4), gradient(rng, 4), {}, 0.3))],
        ),
        *twice(
            "later",
            LATER,
            calling("adagrad_step", P, G, {"s": S}, 0.1),
            lambda rng: _steps("adagrad_step", rng, {}, {}),
            weight=2.0,
        ),
        *twice(
            "large_eps",
            LARGE_EPS,
            lambda rng: [
                Call("adagrad_step", (P, G, {"s": S}, 0.1, 0.5)),
                Call("adagrad_step", (P, NO_EPS, {}, 0.1), {"eps": 0.5}),
            ],
            lambda rng: [
                *_steps("adagrad_step", rng, {"eps": 0.1}, {"eps": 2.0}),
                Call("adagrad_step", (place(rng, 3), rng.permutation(NO_EPS), {}, 0.1), {"eps": 0.3}),
            ],
        ),
        *twice(
            "in_a_row",
            IN_A_ROW,
            lambda rng: row("adagrad_step", P, [G, NEXT, G], {}, learning_rate=0.1),
            lambda rng: row(
                "adagrad_step", place(rng, 3, 2), [gradient(rng, 3, 2) for _ in range(5)], {}, learning_rate=0.2
            ),
            weight=1.5,
        ),
        *twice(
            "no_slope",
            NO_SLOPE,
            lambda rng: _no_slope("adagrad_step", P, {"s": S}),
            lambda rng: _no_slope("adagrad_step", place(rng, 4), {"s": squares(rng, (4,))}),
            weight=0.75,
            group=Group.EDGE,
        ),
        *common_cases(ref.adagrad_step, _draw, {"s": S}, learning_rate=0.25),
    ),
    misconceptions=wrong_squares.ADAGRAD,
    hints=hints.ADAGRAD,
)

RMSPROP = Exercise(
    id="rmsprop_step",
    alias="L10-E3",
    points=3,
    reference=(ref.rmsprop_step,),
    signature="rmsprop_step(param, grad, state, `learning_rate`, rho=0.9, eps=1e-8)",
    cases=(
        *twice(
            "first",
            FIRST,
            calling("rmsprop_step", P, G, {}, 0.1),
            lambda rng: [Call("rmsprop_step", (place(rng, 4), gradient(rng, 4), {}, 0.3))],
        ),
        *twice(
            "later",
            LATER,
            calling("rmsprop_step", P, G, {"s": S}, 0.1),
            lambda rng: _steps("rmsprop_step", rng, {}, {}),
            weight=2.0,
        ),
        *twice(
            "rho",
            Text("another rho, also 0", "rho 取别的值，也有 0"),
            lambda rng: [
                Call("rmsprop_step", (P, G, {"s": S}, 0.1, 0.75)),
                Call("rmsprop_step", (P, G, {"s": S}, 0.1), {"rho": 0.0}),
            ],
            lambda rng: _steps("rmsprop_step", rng, {"rho": 0.25}, {"rho": 0.99}, {"rho": 0.0}),
        ),
        *twice(
            "large_eps",
            LARGE_EPS,
            lambda rng: [
                Call("rmsprop_step", (P, G, {"s": S}, 0.1), {"eps": 0.5}),
                Call("rmsprop_step", (P, NO_EPS, {}, 0.1), {"eps": 0.5}),
            ],
            lambda rng: [
                *_steps("rmsprop_step", rng, {"eps": 0.1}, {"eps": 2.0, "rho": 0.6}),
                Call("rmsprop_step", (place(rng, 3), rng.permutation(NO_EPS), {}, 0.1), {"eps": 0.3}),
            ],
        ),
        *twice(
            "in_a_row",
            IN_A_ROW,
            lambda rng: row("rmsprop_step", P, [G, NEXT, G], {}, learning_rate=0.1),
            lambda rng: row(
                "rmsprop_step", place(rng, 3, 2), [gradient(rng, 3, 2) for _ in range(5)], {}, learning_rate=0.2
            ),
            weight=1.5,
        ),
        *twice(
            "no_slope",
            NO_SLOPE,
            lambda rng: _no_slope("rmsprop_step", P, {"s": S}),
            lambda rng: _no_slope("rmsprop_step", place(rng, 4), {"s": squares(rng, (4,))}, rho=0.5),
            weight=0.75,
            group=Group.EDGE,
        ),
        *common_cases(ref.rmsprop_step, _draw, {"s": S}, learning_rate=0.25),
    ),
    misconceptions=wrong_squares.RMSPROP,
    hints=hints.RMSPROP,
)
