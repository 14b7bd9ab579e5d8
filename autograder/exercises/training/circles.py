"""Two circles, drawn at random: the data of this lesson."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.kit import twice
from autograder.exercises.training import hints, wrong_circles
from autograder.sandbox.steps import Call, LookGlobal, MakeGenerator, Ref, SeedGlobal, Step
from deeplearn_ref import data as ref
from lessonkit.language import Text

RNG = Ref("rng")


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 10**6))


def _drawn(seed: int, *asked: tuple[tuple[Any, ...], dict[str, Any]]) -> list[Step]:
    """Return the script that asks for circles several times, each time with a new generator of the same seed."""
    steps: list[Step] = []
    for args, others in asked:
        steps += [MakeGenerator("rng", seed), Call("make_circles", args, {**others, "rng": RNG})]
    return steps


def _going_on(seed: int, m: int) -> list[Step]:
    """Return the script that asks twice of one generator, and looks whether the global one has moved."""
    return [
        SeedGlobal(5),
        MakeGenerator("rng", seed),
        Call("make_circles", (m,), {"rng": RNG}, into="first"),
        Call("make_circles", (m, 0.75, 0.2), {"rng": RNG}, into="second"),
        LookGlobal(),
    ]


CIRCLES = Exercise(
    id="make_circles",
    alias="L08-E1",
    points=3,
    reference=(ref.make_circles,),
    signature="make_circles(m, factor=0.5, noise=0.1, *, rng)",
    cases=(
        *twice(
            "even",
            Text("an even number of points", "偶数个点"),
            lambda rng: _drawn(3, ((6, 0.4, 0.05), {})),
            lambda rng: _drawn(_seed(rng), ((20, 0.3, 0.1), {}), ((8,), {"factor": 0.7, "noise": 0.02})),
            weight=2.0,
        ),
        *twice(
            "odd",
            Text("an odd number of points: the inner circle gets one more", "奇数个点：内圈多一个"),
            lambda rng: _drawn(4, ((5, 0.4, 0.05), {})),
            lambda rng: _drawn(_seed(rng), ((15, 0.3, 0.1), {})),
            group=Group.EDGE,
        ),
        *twice(
            "no_noise",
            Text("noise 0, where the radii are exact, and 0.1", "噪声为 0（半径分毫不差），噪声为 0.1"),
            lambda rng: _drawn(6, ((4, 0.25, 0.0), {}), ((4, 0.25, 0.1), {})),
            lambda rng: _drawn(_seed(rng), ((12, 0.6), {"noise": 0.0}), ((9, 1.5, 0), {}), ((12, 0.6, 0.1), {})),
            group=Group.EDGE,
        ),
        *twice(
            "defaults",
            Text("`factor` or `noise` is not given", "没有给出 `factor` 或 `noise`"),
            lambda rng: _drawn(8, ((6,), {}), ((6,), {"noise": 0.3})),
            lambda rng: _drawn(_seed(rng), ((10,), {}), ((10, 0.8), {})),
            weight=0.75,
        ),
        *twice(
            "fewest",
            Text("two points, three points", "两个点，三个点"),
            lambda rng: _drawn(9, ((2, 0.5, 0.1), {}), ((3, 0.5, 0.1), {})),
            lambda rng: _drawn(_seed(rng), ((3, 0.25, 0.2), {}), ((2, 0.75, 0.0), {})),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "generator",
            Text(
                "the same generator asked twice: it goes on, and the global one stays",
                "同一个随机数生成器用两次：接着往下抽，全局的那个不动",
            ),
            lambda rng: _going_on(2, 4),
            lambda rng: _going_on(_seed(rng), 7),
            weight=0.75,
        ),
        *twice(
            "too_few",
            Text("fewer than two points: `ValueError`", "不足两个点：`ValueError`"),
            lambda rng: _drawn(1, ((1,), {}), ((0,), {})),
            lambda rng: _drawn(_seed(rng), ((1, 0.3, 0.0), {}), ((-3,), {})),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_circles.CIRCLES,
    hints=hints.CIRCLES,
)
