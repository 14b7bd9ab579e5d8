"""Scripts that all step functions share: single steps, steps in a row, and what must be left alone."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Case, Group, Property
from autograder.checking.compare import compare
from autograder.exercises.backprop.precision import FLOAT32, OFF
from autograder.exercises.kit import LAYOUT, STAYS, FloatArray, twice
from autograder.sandbox.steps import Call, Look, Make, Record, Ref, Step, Write
from lessonkit.language import Text

State = dict[str, Any]
Draw = Callable[[np.random.Generator, tuple[int, ...]], State]

P, G = np.array([1.0, -2.0, 0.5]), np.array([4.0, -0.5, 1.0])
NEXT = np.array([-3.0, 1.5, 0.25])
NO_EPS = np.array([4.0, 0.0, -1.0])
"""A slope of 0: there a missing eps shows, however small the eps would be."""
WHOLE = np.array([1, 2, -3]), np.array([2, -5, 3])
WIDE = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])
SLOPES = np.array([[2.0, 0.5, -1.0], [-3.0, 0.25, 1.5]])


def gradient(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw a gradient: no entry is 0 or ±1, and no two have the same size."""
    count = int(np.prod(shape))
    sizes = rng.permutation(np.arange(count) / 2.0 + 0.3).reshape(shape)
    return np.array(sizes * rng.choice([-1.0, 1.0], shape))


def place(rng: np.random.Generator, *shape: int) -> FloatArray:
    """Draw a parameter, far enough from 0 that a missing eps of 1e-8 counts nowhere by its rounding alone."""
    return 5.0 * np.sign(gradient(rng, *shape)) + gradient(rng, *shape) / max(1.0, float(np.prod(shape)))


def squares(rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
    """Draw what a sum or a mean of squares may be: positive, no two alike."""
    return rng.permutation(np.arange(int(np.prod(shape))) / 2.0 + 0.7).reshape(shape)


def row(function: str, param: Any, grads: list[Any], start: State, **numbers: Any) -> list[Step]:
    """Return steps in a row: each goes on with the parameter and the state that the last one returned."""
    steps: list[Step] = [Call(function, (param, grads[0], start), numbers, into="step1")]
    for count, grad in enumerate(grads[1:], start=2):
        before = f"step{count - 1}"
        steps.append(Call(function, (Ref(before, (0,)), grad, Ref(before, (1,))), numbers, into=f"step{count}"))
    return steps


def side_by_side(function: str, W: FloatArray, b: FloatArray, grads: list[Any], **numbers: Any) -> list[Step]:
    """Return two parameters that are trained in turn, each with a state of its own."""
    last: dict[str, tuple[Any, Any]] = {"W": (W, {}), "b": (b, {})}
    steps: list[Step] = []
    for count, (name, grad) in enumerate(grads, start=1):
        param, state = last[name]
        into = f"{name}{count}"
        steps.append(Call(function, (param, grad, state), numbers, into=into))
        last[name] = (Ref(into, (0,)), Ref(into, (1,)))
    return steps


def _kept(function: str, param: FloatArray, grad: FloatArray, state: State, **numbers: Any) -> list[Step]:
    """Step, look at all three arguments, write into the results, look again; and twice from one empty state."""
    names = ("param", "grad", "state")
    made: list[Step] = [Make(name, value) for name, value in zip(names, (param, grad, state), strict=True)]
    looks: list[Step] = [Look(Ref(name)) for name in names]
    call = Call(function, tuple(Ref(name) for name in names), numbers)
    arrays = [name for name, value in state.items() if isinstance(value, np.ndarray)]
    writes: list[Step] = [Write(Ref("result", (0,)), 9.0), *(Write(Ref("result", (1, name)), 9.0) for name in arrays)]
    return [*made, call, *looks, *writes, *looks, *_afresh(function, param, grad, arrays, **numbers)]


def _afresh(function: str, param: FloatArray, grad: FloatArray, arrays: list[str], **numbers: Any) -> list[Step]:
    """Return two first steps that are handed the same empty state, and looks at it and at the gradient of the first."""
    made: list[Step] = [Make("empty_state", {}), Make("grad", grad)]
    looks: list[Step] = [Look(Ref("empty_state")), Look(Ref("grad"))]
    writes: list[Step] = [Write(Ref("result", (1, name)), 9.0) for name in arrays]
    call = Call(function, (param, Ref("grad"), Ref("empty_state")), numbers)
    return [*made, call, *writes, *looks, Call(function, (param, 2 * grad, Ref("empty_state")), numbers)]


def _laid_out(function: str, param: FloatArray, grad: FloatArray, state: State, **numbers: Any) -> list[Step]:
    """Return calls with all arrays scattered, with param and grad read-only, and with the state's read-only."""
    arrays = {"param": param, "grad": grad} | {k: v for k, v in state.items() if isinstance(v, np.ndarray)}
    steps: list[Step] = []
    turns = [("1", "strided", set(arrays)), ("2", "readonly", {"param", "grad"})]
    if state:
        turns.append(("3", "readonly", set(arrays) - {"param", "grad"}))
    for turn, layout, laid in turns:
        steps += [Make(name + turn, value, layout if name in laid else "") for name, value in arrays.items()]
        given = {name: Ref(name + turn) if name in arrays else value for name, value in state.items()}
        steps.append(Call(function, (Ref("param" + turn), Ref("grad" + turn), given), numbers))
    return steps


def _single(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _single(part) for name, part in value.items()}
    return value.astype(np.float32) if isinstance(value, np.ndarray) else value


def _double(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _double(part) for name, part in value.items()}
    return value.astype(np.float64) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def _numbers_of(function: Callable[..., Any]) -> Property:
    """Return the property that all calls give the numbers of `function` on the same arrays in float64."""

    def judge(steps: list[Step], records: list[Record]) -> float:
        for step, record in zip(steps, records, strict=True):
            if isinstance(step, Call):
                asked = function(*map(_double, step.args), **step.kwargs)
                if record.kind != "value" or compare(record.value, asked, FLOAT32) is not None:
                    return 0.0
        return 1.0

    return judge


def common_cases(function: Callable[..., Any], draw: Draw, given: State, **numbers: Any) -> tuple[Case, ...]:
    """Return the cases that are alike for all step functions: shapes, types, what stays, what is refused.

    Parameters
    ----------
    function : callable
        The right step function.
    draw : callable
        ``draw(rng, shape)`` returns a state for a parameter of this shape.
    given : dict
        A state for the parameter `P`.
    numbers : float
        Further arguments of every call, by name.
    """
    name = function.__name__

    def step(param: Any, grad: Any, state: State, **others: Any) -> Call:
        return Call(name, (param, grad, state), numbers | others)

    def drawn(rng: np.random.Generator, *shape: int) -> Call:
        return step(place(rng, *shape), gradient(rng, *shape), draw(rng, shape))

    def whole(rng: np.random.Generator, *shape: int) -> list[Step]:
        param, grad = rng.integers(-5, 6, shape), rng.integers(2, 7, shape)
        return [step(param, grad, {}), step(param, grad, draw(rng, shape))]

    wrong_state = {k: v[:, None] if isinstance(v, np.ndarray) else v for k, v in given.items()}
    return (
        *twice(
            "side_by_side",
            Text("two parameters in turn, each with a state of its own", "轮流更新两个参数，每个参数有自己的状态"),
            lambda rng: side_by_side(
                name, WIDE, 2 * P, [("W", SLOPES), ("b", G), ("W", -2 * SLOPES), ("b", NEXT)], **numbers
            ),
            lambda rng: side_by_side(
                name,
                place(rng, 3, 2),
                place(rng, 2),
                [(n, gradient(rng, *((3, 2) if n == "W" else (2,)))) for n in ("b", "W", "W", "b", "W", "b")],
                **numbers,
            ),
            weight=0.75,
        ),
        *twice(
            "shapes",
            Text("a single number, a matrix, nothing at all", "单个数、矩阵、空数组"),
            lambda rng: [
                step(np.array(1.5), np.array(-0.5), {}),
                step(WIDE, SLOPES, {}),
                step(np.zeros(0), np.zeros(0), {}),
            ],
            lambda rng: [drawn(rng, 4, 2), drawn(rng, 1), drawn(rng, 2, 1, 3), drawn(rng), drawn(rng, 0)],
            weight=0.75,
            group=Group.SHAPE,
        ),
        *twice(
            "integers",
            Text("param and grad hold integers", "param 与 grad 里是整数"),
            lambda rng: [step(*WHOLE, {}), step(*WHOLE, given)],
            lambda rng: [*whole(rng, 4), *whole(rng, 2, 3)],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "float32",
            Text("arrays of float32", "float32 数组"),
            lambda rng: [step(_single(P), _single(G), {}), step(_single(P), _single(NEXT), _single(given))],
            lambda rng: [Call(name, tuple(map(_single, drawn(rng, *shape).args)), numbers) for shape in ((5,), (3, 2))],
            weight=0.5,
            group=Group.EDGE,
            property=_numbers_of(function),
            failed=OFF,
            tolerance=FLOAT32,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(name, P, G, given, **numbers),
            lambda rng: _kept(name, place(rng, 2, 3), gradient(rng, 2, 3), draw(rng, (2, 3)), **numbers),
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _laid_out(name, P, G, {}, **numbers),
            lambda rng: _laid_out(name, place(rng, 3, 2), gradient(rng, 3, 2), draw(rng, (3, 2)), **numbers),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "not_alike",
            Text(
                "param, grad and the state's arrays of different shapes: `ValueError`",
                "param、grad 与状态里的数组形状不同：`ValueError`",
            ),
            lambda rng: [step(P, G[:, None], {}), step(P, np.array(2.0), {}), step(P, G, wrong_state)],
            lambda rng: [
                step(place(rng, 2, 3), gradient(rng, 3), {}),
                step(place(rng, 4), gradient(rng, 1), draw(rng, (4,))),
                step(place(rng, 4), gradient(rng, 4), draw(rng, (1,))),
                step(place(rng, 1, 4), gradient(rng, 1, 4), draw(rng, (4,))),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
    )
