"""Adam: momentum, divided by the typical size of the gradient, both corrected at the start."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import FloatArray, calling, twice
from autograder.exercises.optimizers import hints, wrong_adam
from autograder.exercises.optimizers.walks import NEXT, NO_EPS, G, P, common_cases, gradient, place, row, squares
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import optimizers as ref
from lessonkit.language import Text

M, V = np.array([2.0, 0.5, -1.5]), np.array([0.04, 0.01, 0.09])
LATER = {"m": M, "v": V, "t": 4}


def _draw(rng: np.random.Generator, shape: tuple[int, ...]) -> dict[str, Any]:
    """Draw a state after a few steps: means of squares have gathered little until then."""
    return {"m": gradient(rng, *shape) + 0.1, "v": squares(rng, shape) / 10.0, "t": int(rng.integers(2, 7))}


def _steps(rng: np.random.Generator, *numbers: dict[str, float]) -> list[Step]:
    """Return one step for each set of numbers, with a state from before."""
    given: list[Step] = []
    for chosen in numbers:
        args = (place(rng, 5), gradient(rng, 5), _draw(rng, (5,)))
        given.append(Call("adam_step", args, {"learning_rate": 0.05} | chosen))
    return given


def _no_slope(param: FloatArray, state: dict[str, Any]) -> list[Step]:
    """Return a first step on flat ground, one where a single slope is 0, and one with a state from before."""
    flat, one = np.zeros_like(param), np.array(param) + 0.25
    one[-1] = 0.0
    return [Call("adam_step", (param, *given, 0.1)) for given in ((flat, {}), (one, {}), (flat, state), (one, state))]


def _sizes(param: FloatArray, grad: FloatArray, *factors: float) -> list[Step]:
    return [Call("adam_step", (param, factor * grad, {}, 0.1)) for factor in factors]


ADAM = Exercise(
    id="adam_step",
    alias="L10-E4",
    points=5,
    reference=(ref.adam_step,),
    signature="adam_step(param, grad, state, `learning_rate`=1e-3, beta1=0.9, beta2=0.999, eps=1e-8)",
    cases=(
        *twice(
            "first",
            Text("the first step: an empty state", "第一步：状态是空的"),
            calling("adam_step", P, G, {}, 0.1),
            lambda rng: [Call("adam_step", (place(rng, 4), gradient(rng, 4), {}, 0.3))],
        ),
        *twice(
            "later",
            Text("a later step", "后面的一步"),
            calling("adam_step", P, G, LATER, 0.1),
            lambda rng: _steps(rng, {}, {}),
            weight=2.0,
        ),
        *twice(
            "in_a_row",
            Text(
                "steps in a row, each with the state that the last one returned",
                "连续几步，每一步都接着用上一步返回的状态",
            ),
            lambda rng: row("adam_step", P, [G, NEXT, G], {}, learning_rate=0.1),
            lambda rng: row(
                "adam_step", place(rng, 3, 2), [gradient(rng, 3, 2) for _ in range(6)], {}, learning_rate=0.2
            ),
            weight=2.0,
        ),
        *twice(
            "defaults",
            Text("nothing but param, grad and state is given", "只给 param、grad 和 state"),
            calling("adam_step", P, G, LATER),
            lambda rng: [Call("adam_step", (place(rng, 4), gradient(rng, 4), _draw(rng, (4,))))],
            weight=0.5,
        ),
        *twice(
            "betas",
            Text("other betas, also 0", "beta1、beta2 取别的值，也有 0"),
            lambda rng: [
                Call("adam_step", (P, G, LATER, 0.1, 0.5, 0.75)),
                Call("adam_step", (P, G, LATER, 0.1), {"beta1": 0.0}),
                Call("adam_step", (P, G, LATER, 0.1), {"beta2": 0.0}),
            ],
            lambda rng: _steps(rng, {"beta1": 0.8, "beta2": 0.95}, {"beta1": 0.25}, {"beta2": 0.5}),
        ),
        *twice(
            "large_eps",
            Text("a large eps", "很大的 eps"),
            lambda rng: [
                Call("adam_step", (P, NO_EPS, {}, 0.1), {"eps": 0.5}),
                Call("adam_step", (P, G, LATER, 0.1), {"eps": 0.5}),
            ],
            lambda rng: [
                *_steps(rng, {"eps": 0.1}, {"eps": 2.0}),
                Call("adam_step", (place(rng, 3), rng.permutation(NO_EPS), {}, 0.1), {"eps": 0.3}),
            ],
        ),
        *twice(
            "sizes",
            Text("tiny gradients and huge ones", "极小的梯度，极大的梯度"),
            lambda rng: _sizes(P, G, 1e-3, 1e6),
            lambda rng: _sizes(place(rng, 4), gradient(rng, 4), 1e-5, 1e9),
            weight=0.5,
            group=Group.STABILITY,
        ),
        *twice(
            "no_slope",
            Text("entries of the gradient that are 0, at the start too", "梯度的某些元素为 0，第一步也不例外"),
            lambda rng: _no_slope(P, LATER),
            lambda rng: _no_slope(place(rng, 4), _draw(rng, (4,))),
            weight=0.75,
            group=Group.EDGE,
        ),
        *common_cases(ref.adam_step, _draw, LATER, learning_rate=0.25),
    ),
    misconceptions=wrong_adam.ADAM,
    hints=hints.ADAM,
)
