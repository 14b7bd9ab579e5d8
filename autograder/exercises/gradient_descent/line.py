"""A loss on the straight line between two sets of parameters."""

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.gradient_descent import hints, wrong_line
from autograder.exercises.kit import LAYOUT, STAYS, FloatArray, halves, twice
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Ref, Step
from deeplearn_ref import gradient_descent as ref
from lessonkit.language import Text

Params = list[dict[str, FloatArray]]
THETA_0: Params = [
    {"W": np.array([[1.0, -1.0], [0.5, 2.0], [0.0, 1.0]]), "b": np.array([0.5, -0.5])},
    {"W": np.array([[2.0], [-1.0]]), "b": np.array([1.0])},
]
THETA_1: Params = [
    {"W": np.array([[0.0, 1.0], [1.5, -1.0], [2.0, 0.5]]), "b": np.array([-1.0, 1.5])},
    {"W": np.array([[-1.0], [1.0]]), "b": np.array([3.0])},
]
SQUARE = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])


def _params(rng: np.random.Generator, *sizes: int) -> Params:
    """Draw the parameters of a network with these layer sizes."""
    return [{"W": halves(rng, n_in, n_out), "b": halves(rng, n_out)} for n_in, n_out in pairwise(sizes)]


def _unlike(theta: Params) -> Params:
    """Return weights for a loss in which no two entries count alike."""
    numbers = iter(range(1, 1000))
    return [
        {
            name: np.array([next(numbers) / 8 for _ in range(array.size)]).reshape(array.shape)
            for name, array in l.items()
        }
        for l in theta  # noqa: E741
    ]


def _coupled(theta: Params) -> MakeDouble:
    return MakeDouble("loss", "parameters.coupled", {"weights": _unlike(theta)})


def _line(theta0: Params, theta1: Params, **others: Any) -> list[Step]:
    return [_coupled(theta0), Call("loss_along_line", (Ref("loss"), theta0, theta1), others)]


def _swapped_units(params: Params, order: Any) -> Params:
    first, last = params
    return [{"W": first["W"][:, order], "b": first["b"][order]}, {"W": last["W"][order], "b": last["b"]}]


def _permuted(rng: np.random.Generator, hidden: int, n: int) -> list[Step]:
    """Return a question about a network and the same one with its hidden units in another order."""
    net = _params(rng, 2, hidden, 1)
    y = (SQUARE[:, :1] * SQUARE[:, 1:] < 0).astype(np.float64)
    loss = MakeDouble("loss", "parameters.network_error", {"X": SQUARE, "y": y})
    other = _swapped_units(net, np.roll(np.arange(hidden), 1))
    return [loss, Call("loss_along_line", (Ref("loss"), net, other, n))]


def _stays(theta0: Params, theta1: Params, n: int) -> list[Step]:
    ends: list[Step] = [Make("theta0", theta0), Make("theta1", theta1)]
    call = Call("loss_along_line", (Ref("loss"), Ref("theta0"), Ref("theta1"), n))
    return [_coupled(theta0), *ends, call, Look(Ref("theta0")), Look(Ref("theta1"))]


def _layouts(theta0: Params, theta1: Params) -> list[Step]:
    """Return a question about parameters that are read-only, and about some that lie scattered."""
    steps: list[Step] = [_coupled(theta0)]
    for layout in ("readonly", "strided"):
        ends = []
        for end, theta in enumerate((theta0, theta1)):
            made: list[dict[str, Ref]] = []
            for at, layer in enumerate(theta):
                names = {name: f"{layout}_{end}_{at}_{name}" for name in layer}
                steps += [Make(names[name], array, layout) for name, array in layer.items()]
                made.append({name: Ref(table) for name, table in names.items()})
            ends.append(made)
        steps.append(Call("loss_along_line", (Ref("loss"), *ends, 3)))
    return steps


LINE = Exercise(
    id="loss_along_line",
    alias="L06-E6",
    points=3,
    reference=(ref.loss_along_line,),
    signature="loss_along_line(loss_fn, theta0, theta1, n=21)",
    cases=(
        *twice(
            "five_places",
            Text("five places between two networks", "两个网络之间的五个位置"),
            lambda rng: _line(THETA_0, THETA_1, n=5),
            lambda rng: _line(_params(rng, 2, 3, 2), _params(rng, 2, 3, 2), n=7),
            weight=2.0,
        ),
        *twice(
            "permuted",
            Text(
                "a network and the same one with its hidden units in another order",
                "一个网络，以及把它的隐藏单元换个顺序后的同一个网络",
            ),
            lambda rng: _permuted(np.random.default_rng(0), 3, 9),
            lambda rng: _permuted(rng, 4, 6),
        ),
        *twice(
            "default",
            Text("the number of places when n is not given", "没有给出 n 时的位置个数"),
            lambda rng: _line(THETA_0[1:], THETA_1[1:]),
            lambda rng: _line(_params(rng, 3, 2), _params(rng, 3, 2)),
            weight=0.5,
        ),
        *twice(
            "layers",
            Text("one layer, three layers", "一层，三层"),
            lambda rng: [*_line(THETA_0[:1], THETA_1[:1], n=3), *_line(THETA_0 + THETA_1, THETA_1 + THETA_0, n=4)],
            lambda rng: [
                *_line(_params(rng, 4, 1), _params(rng, 4, 1), n=4),
                *_line(_params(rng, 2, 3, 1, 2), _params(rng, 2, 3, 1, 2), n=3),
            ],
            weight=0.75,
            group=Group.SHAPE,
        ),
        *twice(
            "ends",
            Text("n = 1: the first end alone; n = 2: both ends", "n = 1：只有起点；n = 2：两个端点"),
            lambda rng: [*_line(THETA_0, THETA_1, n=1), *_line(THETA_0, THETA_1, n=2)],
            lambda rng: [
                *_line(_params(rng, 2, 3), _params(rng, 2, 3), n=1),
                *_line(_params(rng, 3, 5), _params(rng, 3, 5), n=2),
            ],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _stays(THETA_0, THETA_1, 3),
            lambda rng: _stays(_params(rng, 2, 3), _params(rng, 2, 3), 4),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _layouts(THETA_0, THETA_1),
            lambda rng: _layouts(_params(rng, 2, 3, 1), _params(rng, 2, 3, 1)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "not_alike",
            Text("two ends that are not built alike: `ValueError`", "两端的结构不同：`ValueError`"),
            lambda rng: [
                *_line(THETA_0, THETA_1[:1], n=3),
                *_line(THETA_0[1:], [{"W": np.ones((1, 2)), "b": np.ones(1)}], n=3),
            ],
            lambda rng: [
                *_line(_params(rng, 2, 3), _params(rng, 2, 1), n=3),
                *_line(_params(rng, 2, 3, 1), _params(rng, 2, 3), n=1),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "no_places",
            Text("an n below 1: `ValueError`", "n 小于 1：`ValueError`"),
            lambda rng: _line(THETA_0, THETA_1, n=0),
            lambda rng: _line(_params(rng, 2, 1), _params(rng, 2, 1), n=-int(rng.integers(1, 4))),
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_line.LINE,
    hints=hints.LINE,
)
