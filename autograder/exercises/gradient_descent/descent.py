"""Walking downhill: one step, a whole path, and what the learning rate does."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script
from autograder.exercises.gradient_descent import hints, wrong
from autograder.exercises.kit import (
    LAYOUT,
    STAYS,
    FloatArray,
    calling,
    calling_with,
    halves,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Ref, Step, Write
from deeplearn_ref import gradient_descent as ref
from lessonkit.language import Text

PARABOLA = [10.0, 8.0]
"""The slope 10 + 8x of 4x² + 10x + 6, lowest degree first."""
NOT_ALIKE = Text("x and grad of different shapes: `ValueError`", "x 与 grad 的形状不同：`ValueError`")


# gd_step --------------------------------------------------------------------------------------------------


def _step(x: Any, grad: Any, learning_rate: Any, **others: Any) -> Script:
    return calling("gd_step", np.array(x), np.array(grad), learning_rate, **others)


def _both_ways(x: FloatArray, grad: FloatArray, learning_rate: float) -> list[Step]:
    """Return a step up and one down from the same place: a swapped sign fails both, a deaf `maximize` one."""
    return [Call("gd_step", (x, grad, learning_rate), {"maximize": up}) for up in (True, False)]


STEP = Exercise(
    id="gd_step",
    alias="L06-E1",
    points=2,
    reference=(ref.gd_step,),
    signature="gd_step(x, grad, `learning_rate`, maximize=False)",
    cases=(
        *twice(
            "down",
            Text("a step downhill", "向下走一步"),
            _step([1.0, -2.0, 0.5], [4.0, -8.0, 0.0], 0.25),
            calling_with("gd_step", lambda rng: (halves(rng, 5), halves(rng, 5) + 0.25, 0.1)),
            weight=2.0,
        ),
        *twice(
            "up",
            Text("a step uphill, `maximize=True`", "向上走一步，`maximize=True`"),
            lambda rng: _both_ways(np.array([1.0, -2.0, 0.5]), np.array([4.0, -8.0, 0.0]), 0.25),
            lambda rng: _both_ways(halves(rng, 4), halves(rng, 4) + 0.25, 0.3),
            weight=1.5,
        ),
        *twice(
            "shapes",
            Text("a single number, a matrix, nothing at all", "单个数、矩阵、空数组"),
            lambda rng: [
                Call("gd_step", (np.array(1.0), np.array(18.0), 0.05)),
                Call("gd_step", (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.full((2, 3), 0.5), 0.5)),
                Call("gd_step", (np.zeros(0), np.zeros(0), 0.5)),
            ],
            lambda rng: [
                Call("gd_step", (np.array(float(halves(rng, 1)[0])), np.array(2.5), 0.2)),
                Call("gd_step", (halves(rng, 3, 2), halves(rng, 3, 2) + 0.25, 0.7)),
                Call("gd_step", (halves(rng, 2, 1, 3), halves(rng, 2, 1, 3) + 0.25, 0.5)),
            ],
            group=Group.SHAPE,
        ),
        *twice(
            "integers",
            Text("x holds integers", "x 里是整数"),
            _step([1, 2, -3], [2.0, 5.0, 1.0], 0.25),
            calling_with("gd_step", lambda rng: (rng.integers(-5, 6, 4), halves(rng, 4) + 0.25, 0.5)),
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched(
                "gd_step", {"x": np.array([1.0, 2.0]), "grad": np.array([2.0, -4.0])}, learning_rate=0.25
            ),
            lambda rng: untouched(
                "gd_step", {"x": halves(rng, 2, 3), "grad": halves(rng, 2, 3) + 0.25}, learning_rate=0.5, maximize=True
            ),
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("gd_step", np.array([1.0, -2.0, 0.5]), np.array([4.0, -8.0, 1.0]), 0.25),
            lambda rng: laid_out("gd_step", halves(rng, 3, 2), halves(rng, 3, 2) + 0.25, 0.5),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "not_alike",
            NOT_ALIKE,
            lambda rng: [
                Call("gd_step", (np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0], [3.0]]), 0.5)),
                Call("gd_step", (np.array([1.0, 2.0, 3.0]), np.array(1.0), 0.5)),
            ],
            lambda rng: [
                Call("gd_step", (halves(rng, 2, 3), halves(rng, 3), 0.5)),
                Call("gd_step", (halves(rng, 4), halves(rng, 1), 0.5), {"maximize": True}),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.STEP,
    hints=hints.STEP,
)

# gradient_descent -----------------------------------------------------------------------------------------


def _walk(coefficients: Any, x0: Any, learning_rate: float, n_steps: int, **others: Any) -> list[Step]:
    """Return a walk along the slope with these coefficients, taken entry by entry."""
    slope = MakeDouble("slope", "functions.polynomial", {"coefficients": [float(c) for c in coefficients]})
    return [slope, Call("gradient_descent", (Ref("slope"), x0, learning_rate, n_steps), others)]


def _bowl(A: Any, x0: Any, learning_rate: float, n_steps: int, b: Any = 0.0, **others: Any) -> list[Step]:
    """Return a walk on the bowl ½ xᵀ A x + bᵀ x, whose gradient is A x + b."""
    slope = MakeDouble("slope", "functions.linear_map", {"A": np.array(A, dtype=float), "b": b})
    return [slope, Call("gradient_descent", (Ref("slope"), np.array(x0), learning_rate, n_steps), others)]


def _halving(x0: Any, tol: float, n_steps: int = 8) -> list[Step]:
    """Return a walk on ½‖x‖² that halves the gradient at each step; its norms are exact."""
    return _walk([0.0, 1.0], np.array(x0), 0.5, n_steps, tol=tol)


def _stays(x0: FloatArray, n_steps: int) -> list[Step]:
    slope = MakeDouble("slope", "functions.polynomial", {"coefficients": PARABOLA})
    call = Call("gradient_descent", (Ref("slope"), Ref("x0"), 0.1, n_steps))
    return [slope, Make("x0", x0), call, Look(Ref("x0")), Write(Ref("result"), 9.0), Look(Ref("x0"))]


def _layouts(x0: FloatArray) -> list[Step]:
    steps: list[Step] = [MakeDouble("slope", "functions.polynomial", {"coefficients": PARABOLA})]
    for layout in ("strided", "readonly", "fortran"):
        steps += [Make(layout, x0, layout), Call("gradient_descent", (Ref("slope"), Ref(layout), 0.1, 3))]
    return steps


def _other_shape(x0: FloatArray, value: FloatArray) -> list[Step]:
    slope = MakeDouble("slope", "functions.constant", {"value": value})
    return [slope, Call("gradient_descent", (Ref("slope"), x0, 0.1, 3))]


DESCENT = Exercise(
    id="gradient_descent",
    alias="L06-E2",
    points=4,
    reference=(ref.gradient_descent,),
    signature="gradient_descent(grad_fn, `x0`, `learning_rate`, `n_steps`, `tol`=0.0)",
    cases=(
        *twice(
            "parabola",
            Text("down a parabola", "沿抛物线往下走"),
            lambda rng: _walk(PARABOLA, np.array(1.0), 0.1, 3),
            lambda rng: _walk(
                [float(halves(rng, 1)[0]), float(rng.integers(3, 9))], np.array(float(rng.uniform(2, 4))), 0.05, 5
            ),
            weight=2.0,
        ),
        *twice(
            "bowl",
            Text("down a bowl with two unknowns or more", "沿两个或更多未知数的碗形曲面往下走"),
            lambda rng: _bowl([[2.0, 1.0], [1.0, 5.0]], [3.0, 2.0], 0.1, 4),
            lambda rng: _bowl(np.diag([1.0, 4.0, 9.0]), rng.uniform(1.0, 3.0, 3), 0.15, 5, b=halves(rng, 3)),
            weight=1.5,
            group=Group.SHAPE,
        ),
        *twice(
            "regimes",
            Text("learning rates that jump across the minimum, or away from it", "会越过最小值、甚至越走越远的学习率"),
            lambda rng: [*_walk(PARABOLA, np.array(1.0), 0.2, 4), *_walk(PARABOLA, np.array(1.0), 0.26, 4)],
            lambda rng: _walk(
                PARABOLA, np.array(float(rng.uniform(0, 3))), float(rng.choice([0.22, 0.24, 0.27, 0.3])), 7
            ),
        ),
        *twice(
            "matrix",
            Text("`x0` is a matrix", "`x0` 是矩阵"),
            lambda rng: _walk(PARABOLA, np.array([[1.0, 0.0, -2.0], [0.5, 3.0, 1.0]]), 0.05, 2),
            lambda rng: _walk([0.5, 2.0, 0.25], halves(rng, 3, 2), 0.1, 4),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "tolerance",
            Text("no step where the gradient's norm is at most `tol`", "梯度的范数不超过 `tol` 的地方，不再走"),
            lambda rng: [
                *_walk(PARABOLA, np.array(1.0), 0.1, 50, tol=1.0),
                *_walk(PARABOLA, np.array(1.0), 0.01, 50, tol=15.0),
                *_halving([24.0, 32.0], 5.0),
            ],
            lambda rng: [
                *_halving(np.array([48.0, 64.0, 0.0])[rng.permutation(3)], 2.5, 20),
                *_walk(PARABOLA, np.array(float(rng.uniform(2, 4))), 0.05, 200, tol=0.01),
            ],
            weight=1.5,
        ),
        *twice(
            "norm",
            Text("which norm `tol` is compared with", "`tol` 与哪一种范数比较"),
            lambda rng: [*_halving([24.0, 32.0], 4.5), *_halving([24.0, 32.0], 6.0), *_halving([0.1875, 0.25], 0.125)],
            lambda rng: [
                *_halving(64.0 * np.array([3.0, 4.0])[rng.permutation(2)], 36.0),
                *_halving(np.array([[32.0, 32.0], [32.0, 32.0]]), 9.0),
                *_walk(PARABOLA, np.array(float(rng.uniform(1, 3))), 0.05, 200, tol=0.004),
            ],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "flat",
            Text(
                "the gradient is 0: at the start, or after the first step", "梯度为 0：一开始就是，或者走了一步以后才是"
            ),
            lambda rng: [
                *_walk(PARABOLA, np.array(-1.25), 0.1, 20),
                *_bowl(np.diag([1.0, -1.0]), [0.0, 0.0], 0.5, 6),
                *_walk(PARABOLA, np.array(1.0), 0.125, 5),
            ],
            lambda rng: [
                *_walk([0.0, -2.0], np.zeros(int(rng.integers(1, 4))), 0.1, 6),
                *_walk([0.0], halves(rng, 2, 3), 0.5, 9),
                *_walk([0.0, 4.0], halves(rng, 3) + 0.25, 0.25, 7),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "no_steps",
            Text("`n_steps` is 0: only the start, `n_steps` is 1: one step", "`n_steps` 为 0：只有起点；为 1：走一步"),
            lambda rng: [
                *_walk(PARABOLA, np.array([1.0, 2.0]), 0.1, 0),
                *_walk(PARABOLA, np.array([1.0, 2.0]), 0.1, 1),
            ],
            lambda rng: [
                *_walk(PARABOLA, halves(rng, 3, 2), 0.1, 0),
                *_walk(PARABOLA, halves(rng, 4), 0.1, 1),
                *_walk(PARABOLA, np.array(float(halves(rng, 1)[0])), 0.1, 0),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("`x0` holds integers", "`x0` 里是整数"),
            lambda rng: [*_walk(PARABOLA, np.array([1, 2]), 0.1, 3), *_walk(PARABOLA, np.array(2), 0.01, 0)],
            lambda rng: [
                *_walk([float(rng.integers(1, 5)), 3.0], rng.integers(1, 6, 3), 0.05, 4),
                *_walk([0.0, 2.0], np.zeros((2, 3), dtype=np.int64), 0.1, 5),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "number",
            Text("`x0` is a plain number of Python", "`x0` 是 Python 的普通数"),
            lambda rng: [*_walk(PARABOLA, 1.0, 0.1, 3), *_walk(PARABOLA, 1, 0.1, 3)],
            lambda rng: [
                *_walk(PARABOLA, float(rng.uniform(0, 2)), 0.05, 4),
                *_walk(PARABOLA, int(rng.integers(2, 9)), 0.2, 2),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [*_stays(np.array([1.0, 2.0]), 3), *_stays(np.array([1.0, 2.0]), 0)],
            lambda rng: [*_stays(halves(rng, 2, 3), 2), *_stays(halves(rng, 3), 0)],
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _layouts(np.array([[1.0, 0.5], [-2.0, 3.0], [0.25, 1.5]])),
            lambda rng: _layouts(halves(rng, 2, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "bad_rate",
            Text("a learning rate of 0 or below: `ValueError`", "学习率为 0 或负数：`ValueError`"),
            lambda rng: [*_walk(PARABOLA, np.array(1.0), 0.0, 3), *_walk(PARABOLA, np.array(1.0), -0.1, 3)],
            lambda rng: [*_walk(PARABOLA, halves(rng, 3), 0.0, 0), *_walk(PARABOLA, halves(rng, 2), -1e-9, 5)],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "bad_arguments",
            Text(
                "a negative `n_steps`, a gradient that has not the shape of `x0`: `ValueError`",
                "`n_steps` 为负数，梯度的形状与 `x0` 不同：`ValueError`",
            ),
            lambda rng: [
                *_walk(PARABOLA, np.array(1.0), 0.1, -1),
                *_other_shape(np.array([1.0, 2.0]), np.array([[1.0], [2.0]])),
            ],
            lambda rng: [
                *_walk(PARABOLA, halves(rng, 3), 0.1, -2),
                *_other_shape(halves(rng, 3), np.ones(1)),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.DESCENT,
    hints=hints.DESCENT,
)

# diagnose_learning_rate -----------------------------------------------------------------------------------

A_HAIR, A_BIT = 2.0**-42, 2.0**-36
"""Well inside and well outside the tolerance of 1e-12, and exact beside 1 and 2."""


def _diagnoses(*pairs: tuple[float, float]) -> list[Step]:
    return [Call("diagnose_learning_rate", pair) for pair in pairs]


def _between(rng: np.random.Generator, low: float, high: float) -> list[Step]:
    """Return questions whose product lies between two bounds, and neither factor says so alone."""
    products = rng.uniform(low + 0.05 * (high - low), high - 0.05 * (high - low), 3)
    curvatures = (float(rng.uniform(0.1, 0.4)), float(rng.uniform(5, 20)), float(rng.uniform(50, 200)))
    return _diagnoses(*((c, float(p) / c) for c, p in zip(curvatures, products, strict=True)))


def _tie(rng: np.random.Generator, product: float) -> list[Step]:
    powers = 2.0 ** rng.choice([-3.0, -2.0, 2.0, 3.0, 5.0], 3, replace=False)
    return _diagnoses(*((float(c), product / float(c)) for c in powers))


DIAGNOSIS = Exercise(
    id="diagnose_learning_rate",
    alias="L06-E3",
    points=3,
    reference=(ref.diagnose_learning_rate,),
    signature="diagnose_learning_rate(curvature, `learning_rate`)",
    cases=(
        *twice(
            "monotone",
            Text("small rates", "较小的学习率"),
            lambda rng: _diagnoses((8.0, 0.05), (0.25, 2.0), (100.0, 0.001)),
            lambda rng: _between(rng, 0.0, 1.0),
        ),
        *twice(
            "one_step",
            Text("the rate that lands in one step", "一步就到的学习率"),
            lambda rng: _diagnoses((8.0, 0.125), (0.25, 4.0)),
            lambda rng: _tie(rng, 1.0),
        ),
        *twice(
            "oscillates",
            Text(
                "rates that cross the minimum at every step and still arrive", "每一步都越过最小值、但仍会收敛的学习率"
            ),
            lambda rng: _diagnoses((8.0, 0.2), (0.25, 6.0), (100.0, 0.015)),
            lambda rng: _between(rng, 1.0, 2.0),
            weight=1.5,
        ),
        *twice(
            "forever",
            Text("the rate that swings for ever, and one a little below", "永远来回摆动的学习率，以及稍小一点的学习率"),
            lambda rng: _diagnoses((8.0, 0.25), (8.0, 0.24), (0.25, 8.0)),
            lambda rng: [*_tie(rng, 2.0), *_between(rng, 1.5, 2.0)],
        ),
        *twice(
            "diverges",
            Text("rates that are too large", "太大的学习率"),
            lambda rng: _diagnoses((8.0, 0.26), (100.0, 0.5), (0.25, 9.0)),
            lambda rng: _between(rng, 2.0, 6.0),
            weight=1.5,
        ),
        *twice(
            "integers",
            Text("integers", "整数"),
            lambda rng: _diagnoses((1, 1), (2, 1), (1, 3)),
            lambda rng: [*_diagnoses((1, 2)), *_diagnoses((int(rng.integers(3, 9)), 1))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "hair",
            Text(
                "a product that misses 1 or 2 by a hair: below the tolerance of 1e-12, and above it",
                "乘积与 1 或 2 只差一点点：在容差 1e-12 以内，以及超出容差",
            ),
            lambda rng: _diagnoses((49.0, 1 / 49), (64.0, (1 + A_BIT) / 64), (1.0, 2 - A_BIT)),
            lambda rng: [
                *_diagnoses((1.0, 1 + A_HAIR), (1.0, 1 - A_HAIR), (2.0, 1 + A_HAIR / 2), (2.0, 1 - A_HAIR / 2)),
                *_diagnoses((1.0, 1 - A_BIT), (4.0, 0.25 + A_BIT), (2.0, 1 + A_BIT), (4.0, 0.5 - A_BIT)),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "not_positive",
            Text("a number that is not positive: `ValueError`", "有一个数不是正数：`ValueError`"),
            lambda rng: _diagnoses((0.0, 0.1), (8.0, 0.0), (8.0, -0.1)),
            lambda rng: _diagnoses((-8.0, 0.1), (-2.0, -0.25), (0, 1), (1.0, -1e-9)),
            weight=0.75,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.DIAGNOSIS,
    hints=hints.DIAGNOSIS,
)
