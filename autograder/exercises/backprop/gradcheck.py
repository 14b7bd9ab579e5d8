"""Are the gradients right? The check is judged by what it says of right and of wrong ones."""

import copy
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Tolerance
from autograder.exercises.backprop import hints, wrong_gradcheck
from autograder.exercises.backprop.nets import Params, Task, task
from autograder.exercises.backprop.restored import bit_by_bit
from autograder.exercises.kit import halves, twice
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Ref, Step
from deeplearn_ref import gradcheck as ref
from lessonkit.language import Text

RIGHT = Tolerance(rtol=0.0, atol=1e-6)
"""What the check may say of right gradients: the reference says less than 1e-8."""
WRONG = Tolerance(rtol=0.0, atol=1e-4)
DEEP = (2, 4, 6, 1)


def _of(given: Task, grads: Params | None = None, **others: Any) -> list[Step]:
    """Return the question what the check says of these gradients, or of the right ones."""
    return [given.double, Call("gradient_check", (Ref("loss"), given.params, grads or given.grads), others)]


def _times(grads: Params, factor: float) -> Params:
    return [{name: factor * array for name, array in layer.items()} for layer in grads]


def _with(grads: Params, at: int, name: str, factor: float) -> Params:
    """Return the gradients with one array multiplied."""
    changed = copy.deepcopy(grads)
    changed[at][name] *= factor
    return changed


def _one_entry(grads: Params, at: int, by: float) -> Params:
    """Return the gradients with the last entry of one W moved by `by` times the largest entry of all."""
    changed = copy.deepcopy(grads)
    changed[at]["W"][-1, -1] += by * max(np.abs(array).max() for layer in grads for array in layer.values())
    return changed


def _fixed(number: int, *args: Any) -> Task:
    return task(np.random.default_rng(number), *args)


# A polynomial of the parameters: its slopes are known without any network.
POINT: Params = [{"W": np.array([[1.0, -0.5], [0.5, 2.0], [-1.0, 1.5]]), "b": np.array([0.25, -0.75])}]
WEIGHTS: Params = [{"W": np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, 1.0]]), "b": np.array([2.0, -1.0])}]


def _slopes(weights: Params, point: Params) -> Params:
    """Return the gradient of ``sum(weights p³) + sum(p)²``."""
    total = sum(float(array.sum()) for layer in point for array in layer.values())
    return [{name: 3 * w[name] * p[name] ** 2 + 2 * total for name in p} for w, p in zip(weights, point, strict=True)]


def _polynomial(weights: Params, point: Params, grads: Params, **others: Any) -> list[Step]:
    loss = MakeDouble("loss", "parameters.coupled", {"weights": weights})
    return [loss, Call("gradient_check", (Ref("loss"), point, grads), others)]


def _drawn(rng: np.random.Generator) -> tuple[Params, Params]:
    shapes: list[dict[str, tuple[int, ...]]] = [{"W": (2, 3), "b": (3,)}, {"W": (3, 1), "b": (1,)}]
    weights, point = ([{k: halves(rng, *s) + 0.25 for k, s in layer.items()} for layer in shapes] for _ in range(2))
    return weights, point


def _by_default(weight: float, others: Params) -> list[Step]:
    """Ask about a steep cubic at 0: what the check sees there is the square of its own step."""
    zero = [{name: 0 * array for name, array in layer.items()} for layer in others]
    steep = [{name: array + weight for name, array in layer.items()} for layer in zero]
    seen = [{name: array + weight * 1e-10 for name, array in layer.items()} for layer in zero]
    return _polynomial(steep, zero, seen)


def _nothing(shape: tuple[int, int]) -> list[Step]:
    """Ask about a loss that does not depend on the parameters: its gradient is 0."""
    point = [{"W": np.ones(shape), "b": np.ones(shape[1])}]
    constant = MakeDouble("loss", "functions.constant", {"value": 0.75})
    return [constant, Call("gradient_check", (Ref("loss"), point, _times(point, 0.0)))]


def _kept(given: Task) -> list[Step]:
    made: list[Step] = [given.double, Make("params", given.params), Make("grads", given.grads)]
    call = Call("gradient_check", (Ref("loss"), Ref("params"), Ref("grads")))
    looks: list[Step] = [
        Look(Ref(kind, (at, key)))
        for kind in ("params", "grads")
        for at in range(len(given.params))
        for key in ("W", "b")
    ]
    return [*made, call, *looks]


def _misshapen(rng: np.random.Generator) -> list[Step]:
    given = task(rng, (2, 3, 1), "tanh", "mse", 4)
    turned, column = copy.deepcopy(given.grads), copy.deepcopy(given.grads)
    turned[0]["W"] = turned[0]["W"].T.copy()
    column[1]["b"] = column[1]["b"][:, None]
    return [*_of(given, turned), *_of(given, column)]


def _right(rng: np.random.Generator) -> list[Step]:
    return [
        *_of(task(rng, (2, 3, 1), "relu", "bce", 5)),
        *_of(task(rng, (2, 3, 3), "tanh", "softmax", 5)),
        *_of(task(rng, DEEP, "relu", "bce", 5)),
    ]


CHECK = Exercise(
    id="gradient_check",
    alias="L07-E9",
    points=4,
    reference=(ref.gradient_check,),
    signature="gradient_check(loss_fn, params, grads, h=1e-5)",
    cases=(
        *twice(
            "right",
            Text("right gradients of several networks", "几个网络的正确梯度"),
            lambda rng: [
                *_polynomial(WEIGHTS, POINT, _slopes(WEIGHTS, POINT)),
                *_of(_fixed(1, (2, 3, 1), "relu", "bce", 5)),
                *_of(_fixed(1, (2, 3, 2), "leaky_relu", "mse", 5)),
            ],
            _right,
            weight=2.0,
            tolerance=RIGHT,
        ),
        *twice(
            "doubled",
            Text("gradients that are twice too large, or half as large", "大了一倍的梯度，以及只有一半的梯度"),
            lambda rng: _polynomial(WEIGHTS, POINT, _times(_slopes(WEIGHTS, POINT), 2.0)),
            lambda rng: [
                step
                for factor in (2.0, 0.5)
                for given in [task(rng, (2, 3, 1), "tanh", "mse", 5)]
                for step in _of(given, _times(given.grads, factor))
            ],
            weight=1.5,
            tolerance=WRONG,
        ),
        *twice(
            "sign",
            Text("gradients with the wrong sign, and zeros", "符号反了的梯度，以及全是 0 的梯度"),
            lambda rng: [
                step
                for factor in (-1.0, 0.0)
                for step in _polynomial(WEIGHTS, POINT, _times(_slopes(WEIGHTS, POINT), factor))
            ],
            lambda rng: [
                step
                for factor in (-1.0, 0.0)
                for given in [task(rng, (2, 3, 1), "relu", "bce", 5)]
                for step in _of(given, _times(given.grads, factor))
            ],
            tolerance=WRONG,
        ),
        *twice(
            "one_array",
            Text("one array of gradients wrong, the others right", "只有一个数组的梯度不对"),
            lambda rng: [
                step
                for at, name in ((0, "b"), (1, "W"))
                for given in [_fixed(2, (2, 3, 1), "tanh", "mse", 5)]
                for step in _of(given, _with(given.grads, at, name, 3.0))
            ],
            lambda rng: [
                step
                for at, name in ((0, "W"), (1, "b"))
                for given in [task(rng, (2, 3, 2), "tanh", "softmax", 5)]
                for step in _of(given, _with(given.grads, at, name, -2.0))
            ],
            weight=1.5,
            tolerance=WRONG,
        ),
        *twice(
            "one_entry",
            Text("a single entry wrong", "只有一个元素不对"),
            lambda rng: [
                step
                for at in (0, 1)
                for given in [_fixed(3, (3, 4, 2), "tanh", "mse", 5)]
                for step in _of(given, _one_entry(given.grads, at, 0.5))
            ],
            lambda rng: [
                step
                for at in (0, 1)
                for given in [task(rng, (2, 3, 1), "sigmoid", "bce", 5)]
                for step in _of(given, _one_entry(given.grads, at, -0.75))
            ],
            tolerance=WRONG,
        ),
        *twice(
            "wide",
            Text("wide moves, h = 0.5", "挪动得很宽，h = 0.5"),
            lambda rng: _polynomial(WEIGHTS, POINT, _slopes(WEIGHTS, POINT), h=0.5),
            lambda rng: [
                step
                for weights, point in [_drawn(rng)]
                for step in _polynomial(weights, point, _slopes(weights, point), h=0.5)
            ],
            weight=0.75,
            tolerance=WRONG,
        ),
        *twice(
            "default",
            Text("the size of the moves when h is not given", "没有给出 h 时挪动的大小"),
            lambda rng: _by_default(1e6, POINT),
            lambda rng: _by_default(2e6, _drawn(rng)[1]),
            weight=0.5,
            tolerance=WRONG,
        ),
        *twice(
            "no_gradient",
            Text("a loss that depends on nothing, and zeros as its gradients", "与参数无关的损失，给出的梯度全是 0"),
            lambda rng: _nothing((2, 3)),
            lambda rng: _nothing((4, 1)),
            weight=0.5,
            group=Group.EDGE,
            tolerance=RIGHT,
        ),
        *twice(
            "restored",
            Text("afterwards the parameters are as before, bit by bit", "结束后参数与原来一个比特也不差"),
            lambda rng: _kept(_fixed(4, (3, 4, 2), "tanh", "mse", 4)),
            lambda rng: _kept(task(rng, (2, 3, 4, 1), "relu", "bce", 4)),
            group=Group.PURITY,
            property=bit_by_bit,
        ),
        *twice(
            "shapes",
            Text("a gradient of another shape than its parameter: `ValueError`", "梯度与参数形状不同：`ValueError`"),
            lambda rng: _misshapen(np.random.default_rng(5)),
            _misshapen,
            weight=0.75,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_gradcheck.CHECK,
    hints=hints.CHECK,
)
