"""Activations that treat every number by itself, and their derivatives: four exercises."""

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checking.cases import Case, Exercise, Group
from autograder.checking.style import no_sample_loop
from autograder.exercises.activations import hints, wrong
from autograder.exercises.kit import (
    LAYOUT,
    NO_LOOP,
    STAYS,
    FloatArray,
    calling,
    laid_out,
    twice,
    untouched,
)
from autograder.sandbox.steps import Call, Step
from deeplearn_ref import activations as ref
from lessonkit.language import Text

Numbers = Callable[[np.random.Generator], FloatArray]


def _each(functions: Sequence[str], numbers: Numbers) -> Callable[[np.random.Generator], list[Step]]:
    """Return the script that calls every function with the numbers drawn for it."""
    return lambda rng: [Call(function, (numbers(rng),)) for function in functions]


def _spread(rng: np.random.Generator) -> FloatArray:
    """Draw nine numbers of both signs, none of them near 0."""
    return rng.choice([-1.0, 1.0], 9) * rng.uniform(0.2, 4.0, 9)


def _rows(rng: np.random.Generator, m: int) -> tuple[FloatArray]:
    return (rng.normal(size=(m, 3)),)


def _ground(*functions: str) -> tuple[Case, ...]:
    """Return the cases that every elementwise function passes, whatever it computes."""

    def of_types(integers: FloatArray, decimals: FloatArray) -> list[Step]:
        return [
            step
            for function in functions
            for step in (
                Call(function, (integers.astype(np.int64),)),
                Call(function, (decimals.astype(np.float32),)),
            )
        ]

    return (
        *twice(
            "shape",
            Text("the result has the shape of z", "结果与 z 形状相同"),
            _each(functions, lambda rng: np.array([[1.0, -2.0, 0.5], [-0.25, 3.0, -4.0]])),
            _each(functions, lambda rng: rng.normal(size=(2, 3, 4))),
            group=Group.SHAPE,
        ),
        *twice(
            "single_number",
            Text("a single number, 0-d, and a batch of one", "单个数（零维），以及只有一个样本的批量"),
            lambda rng: [Call(f, (z,)) for f in functions for z in (np.array(0.5), np.array([[-2.0, 1.5]]))],
            lambda rng: [
                Call(f, (z,)) for f in functions for z in (np.array(rng.uniform(-3, -1)), rng.normal(size=(1, 4)))
            ],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "types",
            Text("integers become float64, float32 stays float32", "整数变成 float64，float32 保持 float32"),
            lambda rng: of_types(np.array([-3.0, 0.0, 2.0]), np.array([-0.5, 0.0, 1.5])),
            lambda rng: of_types(
                np.append(rng.permutation([-1.0, 0.0, 1.0]), rng.integers(-4, 5, 4)), rng.normal(size=5)
            ),
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [s for f in functions for s in untouched(f, {"z": np.array([-1.0, 0.5, 2.0])})],
            lambda rng: [s for f in functions for s in untouched(f, {"z": _spread(rng)})],
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: [s for f in functions for s in laid_out(f, np.array([[0.5, -1.0], [2.0, -0.5], [1.0, 4.0]]))],
            lambda rng: [s for f in functions for s in laid_out(f, rng.normal(size=(3, 4)))],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("an empty array", "空数组"),
            _each(functions, lambda rng: np.zeros(0)),
            _each(functions, lambda rng: np.zeros((0, 3))),
            weight=0.25,
            group=Group.EMPTY,
        ),
        *(
            no_sample_loop(
                "no_loop" if at == 0 else f"no_loop_{at + 1}", NO_LOOP, function, _rows, weight=0.5, public=True
            )
            for at, function in enumerate(functions)
        ),
    )


SIGMOID = Exercise(
    id="sigmoid",
    alias="L02-E1",
    points=4,
    reference=(ref.sigmoid,),
    signature="sigmoid(z)",
    cases=(
        *twice(
            "values",
            Text("negative and positive numbers", "负数和正数"),
            calling("sigmoid", np.array([-1.0, 0.0, 1.0, 2.5])),
            _each(["sigmoid"], _spread),
            weight=2,
        ),
        *twice(
            "large",
            Text("numbers as large as ±800", "大到 ±800 的数"),
            calling("sigmoid", np.array([-800.0, -1.0, 0.0, 1.0, 800.0])),
            _each(["sigmoid"], lambda rng: rng.permutation([-900.0, -750.0, -2.0, 0.5, 720.0, 1000.0])),
            weight=2,
            group=Group.STABILITY,
        ),
        *twice(
            "odd_numbers",
            Text("infinity and nan: 0, 1 and nan", "无穷大和 nan：分别得 0、1 和 nan"),
            calling("sigmoid", np.array([-np.inf, np.inf, np.nan])),
            _each(["sigmoid"], lambda rng: rng.permutation([np.nan, np.inf, -np.inf, -0.0, 3.0])),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "large_float32",
            Text("float32 beyond ±89, where its exponential overflows", "超出 ±89 的 float32，它的指数在那里溢出"),
            calling("sigmoid", np.array([-100.0, 100.0, 1.0], dtype=np.float32)),
            _each(["sigmoid"], lambda rng: rng.permutation([-95.0, 120.0, 0.5]).astype(np.float32)),
            weight=0.5,
            group=Group.STABILITY,
        ),
        *_ground("sigmoid"),
    ),
    misconceptions=wrong.SIGMOID,
    hints=hints.SIGMOID,
)

_SLOPES = ("sigmoid_grad", "tanh_grad")

SIGMOID_GRAD = Exercise(
    id="sigmoid_grad",
    alias="L02-E2",
    points=3,
    reference=(ref.sigmoid_grad, ref.tanh_grad),
    signature="sigmoid_grad(z), tanh_grad(z)",
    cases=(
        *twice(
            "sigmoid_slope",
            Text("the derivative of sigmoid, from the pre-activation z", "由净输入 z 求 sigmoid 的导数"),
            calling("sigmoid_grad", np.array([-1.0, 0.0, 2.0])),
            _each(["sigmoid_grad"], _spread),
            weight=2,
        ),
        *twice(
            "tanh_slope",
            Text("the derivative of tanh, from the pre-activation z", "由净输入 z 求 tanh 的导数"),
            calling("tanh_grad", np.array([-1.0, 0.0, 2.0])),
            _each(["tanh_grad"], _spread),
            weight=2,
        ),
        *twice(
            "large",
            Text("far out the derivative is 0", "离 0 很远时导数为 0"),
            _each(_SLOPES, lambda rng: np.array([-800.0, 800.0])),
            _each(_SLOPES, lambda rng: rng.permutation([-900.0, -750.0, 0.5, 720.0])),
            group=Group.STABILITY,
        ),
        *_ground(*_SLOPES),
    ),
    misconceptions=wrong.SIGMOID_GRAD,
    hints=hints.SIGMOID_GRAD,
    needs=(ref.sigmoid,),
)

_RELU = ("relu", "relu_grad")

RELU = Exercise(
    id="relu",
    alias="L02-E3",
    points=2,
    reference=(ref.relu, ref.relu_grad),
    signature="relu(z), relu_grad(z)",
    cases=(
        *twice(
            "values",
            Text("what relu keeps and what it replaces", "relu 保留什么，替换什么"),
            calling("relu", np.array([-2.0, 0.0, 3.0, 0.5])),
            _each(["relu"], _spread),
            weight=2,
        ),
        *twice(
            "slope",
            Text("the derivative away from the kink", "折点以外的导数"),
            calling("relu_grad", np.array([-2.0, 3.0, 0.5])),
            _each(["relu_grad"], _spread),
            weight=1.5,
        ),
        *twice(
            "kink",
            Text("the derivative at z = 0 is 0", "z = 0 处的导数取 0"),
            calling("relu_grad", np.array([-2.0, 0.0, 3.0])),
            _each(["relu_grad"], lambda rng: rng.permutation([0.0, -0.0, 1e-3, -1e-3, 2.0])),
            group=Group.EDGE,
        ),
        *_ground(*_RELU),
    ),
    misconceptions=wrong.RELU,
    hints=hints.RELU,
)

_LEAKY = ("leaky_relu", "leaky_relu_grad")


def _with_alpha(function: str, numbers: Numbers, *alphas: float) -> Callable[[np.random.Generator], list[Step]]:
    return lambda rng: [Call(function, (numbers(rng),), {"alpha": alpha}) for alpha in alphas]


LEAKY_RELU = Exercise(
    id="leaky_relu",
    alias="L02-E4",
    points=2,
    reference=(ref.leaky_relu, ref.leaky_relu_grad),
    signature="leaky_relu(z, alpha=0.01), leaky_relu_grad(z, alpha=0.01)",
    cases=(
        *twice(
            "values",
            Text("the function, with alpha left at 0.01", "函数值，alpha 取默认的 0.01"),
            calling("leaky_relu", np.array([-2.0, 0.0, 3.0])),
            _each(["leaky_relu"], _spread),
            weight=1.5,
        ),
        *twice(
            "slope",
            Text("the derivative, with alpha left at 0.01", "导数，alpha 取默认的 0.01"),
            calling("leaky_relu_grad", np.array([-2.0, 3.0])),
            _each(["leaky_relu_grad"], _spread),
            weight=1.5,
        ),
        *twice(
            "kink",
            Text("the derivative at z = 0 is alpha", "z = 0 处的导数取 alpha"),
            calling("leaky_relu_grad", np.array([-2.0, 0.0, 3.0])),
            _with_alpha("leaky_relu_grad", lambda rng: rng.permutation([0.0, -0.0, 1e-3, -1e-3, 2.0]), 0.25),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "alpha",
            Text("another alpha: 0, and more than 1", "别的 alpha：0，以及大于 1 的数"),
            lambda rng: [
                step
                for function in _LEAKY
                for step in _with_alpha(function, lambda rng: np.array([-2.0, 3.0]), 2.0, 0.0)(rng)
            ],
            lambda rng: [step for function in _LEAKY for step in _with_alpha(function, _spread, 1.5, 0.2, 0.0)(rng)],
            weight=1.5,
        ),
        *_ground(*_LEAKY),
    ),
    misconceptions=wrong.LEAKY_RELU,
    hints=hints.LEAKY_RELU,
    needs=(ref.relu,),
)
