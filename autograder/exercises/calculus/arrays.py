"""Functions of an array: gradient, Jacobian, the Jacobian of the softmax, eigenvalues of the Hessian."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.calculus import hints, wrong_arrays
from autograder.exercises.calculus.numbers import NUMERICAL, STEP_ERROR
from autograder.exercises.kit import LAYOUT, STAYS, FloatArray, calling, halves, laid_out, twice, untouched
from autograder.sandbox.steps import Call, Look, Make, MakeDouble, Ref, Step, Write
from deeplearn_ref import calculus as ref
from deeplearn_ref.activations import softmax
from lessonkit.language import Text

INTEGERS = Text("an x of integers, or of float32", "x 是整数，或者是 float32")


def _double(name: str, **arguments: Any) -> MakeDouble:
    return MakeDouble("f", name, arguments)


# numerical_gradient ---------------------------------------------------------------------------------------


def _gradient(weights: Any, x: Any, **others: Any) -> list[Step]:
    """Return a question about ``sum(weights x³) + sum(x)²``."""
    return [_double("calculus.coupled", weights=weights), Call("numerical_gradient", (Ref("f"), x), others)]


def _squares(x: Any, **others: Any) -> list[Step]:
    weights = np.ones(np.shape(x))
    return [_double("functions.weighted_squares", weights=weights), Call("numerical_gradient", (Ref("f"), x), others)]


def _stays(function: str, double: MakeDouble, x: FloatArray) -> list[Step]:
    call = Call(function, (Ref("f"), Ref("x")))
    return [double, Make("x", x), call, Look(Ref("x")), Write(Ref("result"), 9.0), Look(Ref("x"))]


def _layouts(function: str, double: MakeDouble, x: FloatArray) -> list[Step]:
    steps: list[Step] = [double]
    for layout in ("strided", "readonly", "fortran"):
        steps += [Make(layout, x, layout), Call(function, (Ref("f"), Ref(layout)))]
    return steps


def _failing(x: FloatArray, after: int) -> list[Step]:
    failing = _double("functions.raising", function="f", after=after)
    return [failing, Make("x", x), Call("numerical_gradient", (Ref("f"), Ref("x"))), Look(Ref("x"))]


GRADIENT = Exercise(
    id="numerical_gradient",
    alias="L05-E4",
    points=4,
    reference=(ref.numerical_gradient,),
    signature="numerical_gradient(f, x, h=1e-5)",
    cases=(
        *twice(
            "vector",
            Text("a vector", "向量"),
            lambda rng: _squares(np.array([1.0, 2.0, 3.0])),
            lambda rng: _gradient(halves(rng, 4), halves(rng, 4) + 0.25),
            weight=2.0,
        ),
        *twice(
            "wide",
            Text("a wide step, h = 0.1", "较大的步长，h = 0.1"),
            lambda rng: _gradient(np.array([1.0, -2.0, 0.5]), np.array([1.0, 2.0, 3.0]), h=0.1),
            lambda rng: _gradient(halves(rng, 5) + 0.25, halves(rng, 5), h=0.25),
            weight=1.5,
        ),
        *twice(
            "default_size",
            Text("the size of the default step", "默认步长的大小"),
            lambda rng: _gradient(np.array([1e6, -1e6]), np.zeros(2)),
            lambda rng: _gradient(2e6 + 1e5 * halves(rng, 3), np.zeros(3)),
            weight=0.5,
        ),
        *twice(
            "matrix",
            Text("a matrix, and an array with three axes", "矩阵，以及有三个轴的数组"),
            lambda rng: _gradient(np.ones((2, 3)), np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])),
            lambda rng: [
                *_gradient(halves(rng, 4, 3), halves(rng, 4, 3)),
                *_gradient(halves(rng, 2, 1, 3), halves(rng, 2, 1, 3)),
            ],
            group=Group.SHAPE,
        ),
        *twice(
            "integers",
            INTEGERS,
            lambda rng: [*_squares(np.array([1, 2, 3])), *_squares(np.array([0.5, -2.0], dtype=np.float32))],
            lambda rng: [
                *_gradient(halves(rng, 4), rng.integers(-4, 5, 4)),
                *_gradient(halves(rng, 3), halves(rng, 3).astype(np.float32)),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "one_and_none",
            Text("x with a single entry, or with none", "x 只有一个元素，或者一个也没有"),
            lambda rng: [*_squares(np.array([1.5])), *_squares(np.zeros((0,)))],
            lambda rng: [*_gradient(halves(rng, 1, 1), halves(rng, 1, 1)), *_squares(np.zeros((0, 3)))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _stays(
                "numerical_gradient", _double("calculus.coupled", weights=[1.0, 2.0]), np.array([0.1, 0.7])
            ),
            lambda rng: _stays(
                "numerical_gradient", _double("calculus.coupled", weights=halves(rng, 3, 2)), rng.normal(size=(3, 2))
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "failing",
            Text("x stays as it was, also when f fails", "f 出错时，x 也保持原样"),
            lambda rng: _failing(np.array([1.0, 2.0, 3.0]), 2),
            lambda rng: _failing(rng.normal(size=(2, 2)), 4),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _layouts(
                "numerical_gradient",
                _double("calculus.coupled", weights=np.ones((2, 3))),
                np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]]),
            ),
            lambda rng: _layouts(
                "numerical_gradient", _double("calculus.coupled", weights=halves(rng, 3, 2)), halves(rng, 3, 2)
            ),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "bad_step",
            STEP_ERROR,
            lambda rng: _squares(np.array([1.0, 2.0]), h=0.0),
            lambda rng: [*_squares(np.array([1.0, 2.0]), h=-1e-5), *_squares(np.zeros((2, 1)), h=0)],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_arrays.GRADIENT,
    hints=hints.GRADIENT,
    tolerance=NUMERICAL,
    float64=True,
)

# numerical_jacobian ---------------------------------------------------------------------------------------


def _jacobian(A: Any, x: Any, **others: Any) -> list[Step]:
    """Return a question about ``(A x)³``."""
    return [_double("calculus.cubes_of", A=A), Call("numerical_jacobian", (Ref("f"), x), others)]


def _pair(x: Any, **others: Any) -> list[Step]:
    return [_double("calculus.surface_pair"), Call("numerical_jacobian", (Ref("f"), x), others)]


def _wrong_shapes(rng: np.random.Generator) -> list[Step]:
    return [
        _double("calculus.cubes_of", A=halves(rng, 2, 3)),
        Call("numerical_jacobian", (Ref("f"), halves(rng, 3, 1))),
        _double("calculus.stacked"),
        Call("numerical_jacobian", (Ref("f"), halves(rng, 3))),
        Call("numerical_jacobian", (Ref("f"), halves(rng, 1))),
        _double("functions.constant", value=np.zeros(2)),
        Call("numerical_jacobian", (Ref("f"), halves(rng, 1, 2))),
    ]


JACOBIAN = Exercise(
    id="numerical_jacobian",
    alias="L05-E5",
    points=3,
    reference=(ref.numerical_jacobian,),
    signature="numerical_jacobian(f, x, h=1e-5)",
    cases=(
        *twice(
            "square",
            Text("two numbers in, two numbers out", "两个数进，两个数出"),
            lambda rng: _pair(np.array([1.0, 2.0])),
            lambda rng: _pair(rng.uniform(0.5, 2.0, 2)),
            weight=1.5,
        ),
        *twice(
            "shape",
            Text("more outputs than inputs, and the other way round", "输出比输入多，或者反过来"),
            lambda rng: [
                *_jacobian(np.array([[1.0, 2.0], [0.5, -1.0], [0.0, 1.0]]), np.array([0.5, 1.0])),
                *_jacobian(np.array([[1.0, -0.5, 2.0]]), np.array([1.0, 0.5, 0.25])),
            ],
            lambda rng: [
                *_jacobian(halves(rng, 4, 2, most=2), halves(rng, 2, most=2) + 0.25),
                *_jacobian(halves(rng, 2, 5, most=2), halves(rng, 5, most=2) + 0.25),
            ],
            weight=1.5,
            group=Group.SHAPE,
        ),
        *twice(
            "wide",
            Text("a wide step", "较大的步长"),
            lambda rng: _pair(np.array([1.0, 2.0]), h=0.5),
            lambda rng: _jacobian(halves(rng, 3, 2) + 0.25, halves(rng, 2), h=0.25),
            weight=1.5,
        ),
        *twice(
            "default_size",
            Text("the size of the default step", "默认步长的大小"),
            lambda rng: _jacobian(np.array([[100.0, 0.0], [0.0, -100.0]]), np.zeros(2)),
            lambda rng: _jacobian(100.0 * np.eye(2, 3) + halves(rng, 2, 3), np.zeros(3)),
            weight=0.5,
        ),
        *twice(
            "integers",
            INTEGERS,
            lambda rng: [*_pair(np.array([1, 2])), *_pair(np.array([0.5, 1.5], dtype=np.float32))],
            lambda rng: [
                *_jacobian(halves(rng, 3, 2, most=2), rng.integers(1, 4, 2)),
                *_jacobian(halves(rng, 2, 3, most=2), halves(rng, 3, most=2).astype(np.float32)),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "one_input",
            Text("a single input, or none", "只有一个输入，或者一个也没有"),
            lambda rng: [
                *_jacobian(np.array([[1.0], [2.0]]), np.array([0.5])),
                *_jacobian(np.zeros((2, 0)), np.zeros(0)),
            ],
            lambda rng: [
                *_jacobian(halves(rng, 3, 1, most=2), halves(rng, 1)),
                *_jacobian(np.zeros((3, 0)), np.zeros(0)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _stays("numerical_jacobian", _double("calculus.surface_pair"), np.array([0.1, 0.7])),
            lambda rng: _stays(
                "numerical_jacobian", _double("calculus.cubes_of", A=halves(rng, 2, 4)), rng.normal(size=4)
            ),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: _layouts("numerical_jacobian", _double("calculus.surface_pair"), np.array([1.0, 2.0])),
            lambda rng: _layouts(
                "numerical_jacobian", _double("calculus.cubes_of", A=halves(rng, 2, 4, most=2)), halves(rng, 4, most=2)
            ),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "bad_shapes",
            Text("x or f(x) not one-dimensional: `ValueError`", "x 或 f(x) 不是一维数组：`ValueError`"),
            lambda rng: [
                _double("calculus.stacked"),
                Call("numerical_jacobian", (Ref("f"), np.array([1.0, 2.0]))),
                Call("numerical_jacobian", (Ref("f"), np.array([1.0]))),
                _double("functions.constant", value=np.ones(2)),
                Call("numerical_jacobian", (Ref("f"), np.ones((3, 2)))),
            ],
            _wrong_shapes,
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "bad_step",
            STEP_ERROR,
            lambda rng: _pair(np.array([1.0, 2.0]), h=0.0),
            lambda rng: [*_pair(np.array([1.0, 2.0]), h=-1e-5), *_pair(halves(rng, 2), h=0)],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_arrays.JACOBIAN,
    hints=hints.JACOBIAN,
    tolerance=NUMERICAL,
    float64=True,
)

# classify_hessian -----------------------------------------------------------------------------------------


def _rotated(rng: np.random.Generator, *values: float) -> FloatArray:
    """Return a symmetric matrix with these eigenvalues and random eigenvectors."""
    Q, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    H: FloatArray = Q @ np.diag(rng.permutation(values)) @ Q.T
    return (H + H.T) / 2


def _hessians(*matrices: Any) -> list[Step]:
    return [Call("classify_hessian", (np.array(H, dtype=np.float64),)) for H in matrices]


HESSIAN = Exercise(
    id="classify_hessian",
    alias="L05-E6",
    points=3,
    reference=(ref.classify_hessian,),
    signature="classify_hessian(H, tol=1e-8)",
    cases=(
        *twice(
            "bowl",
            Text("up in every direction", "每个方向都上升"),
            lambda rng: _hessians([[2, 0], [0, 2]]),
            lambda rng: _hessians(_rotated(rng, 0.5, 1.0, 4.0), [[3.0]]),
        ),
        *twice(
            "hill",
            Text("down in every direction", "每个方向都下降"),
            lambda rng: _hessians([[-2, 0], [0, -2]]),
            lambda rng: _hessians(_rotated(rng, -0.5, -3.0), _rotated(rng, -1.0, -2.0, -4.0), [[-0.5]]),
        ),
        *twice(
            "saddle",
            Text("up one way, down another", "一个方向上升，另一个方向下降"),
            lambda rng: _hessians([[2, 0], [0, -2]], [[1, 2], [2, 1]]),
            lambda rng: _hessians(_rotated(rng, 1.0, 2.0, -1.0), _rotated(rng, -3.0, -1.0, 0.5), [[-1, 3], [3, -1]]),
            weight=1.5,
        ),
        *twice(
            "flat_direction",
            Text("with a flat direction, and without one", "有平的方向，以及没有平的方向"),
            lambda rng: _hessians(
                [[2, 0], [0, 0]], [[1, 0, 0], [0, -1, 0], [0, 0, 0]], [[0, 0], [0, 0]], [[-3, 0], [0, -3]]
            ),
            lambda rng: _hessians([[-2, 2], [2, -2]], [[0, 0], [0, -1]], [[0, 2, 0], [2, 0, 0], [0, 0, 0]], [[0]]),
            weight=1.5,
        ),
        *twice(
            "tolerance",
            Text("what counts as 0, tol", "什么算作 0：tol"),
            lambda rng: [
                Call("classify_hessian", (np.diag([1.0, 1e-9]),)),
                Call("classify_hessian", (np.diag([1.0, 0.25]),), {"tol": 0.5}),
                Call("classify_hessian", (np.diag([1.0, 1e-7]),)),
            ],
            lambda rng: (
                [
                    Call("classify_hessian", (np.diag(values),), {"tol": 0.5})
                    for values in ([1.0, 0.5], [-1.0, -0.5], [1.0, -0.5], [0.5, -1.0], [0.75, 1.0], [-0.75, -1.0])
                ]
                + _hessians([[-1, 0], [0, -1e-7]])
            ),
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("a matrix of integers, or of float32", "整数矩阵，或者 float32 矩阵"),
            lambda rng: [Call("classify_hessian", (np.array([[1, 2], [2, 1]]),))],
            lambda rng: [
                Call("classify_hessian", (np.array([[-3, 1], [1, -3]]),)),
                Call("classify_hessian", (np.array([[2.0, 0.5], [0.5, 1.0]], dtype=np.float32),)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: [
                Make("H", np.array([[1.0, 2.0], [2.0, 1.0]])),
                Call("classify_hessian", (Ref("H"),)),
                Look(Ref("H")),
            ],
            lambda rng: [Make("H", _rotated(rng, 1.0, 2.0)), Call("classify_hessian", (Ref("H"),)), Look(Ref("H"))],
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("classify_hessian", np.array([[1.0, 2.0], [2.0, 1.0]])),
            lambda rng: laid_out("classify_hessian", _rotated(rng, 1.0, 2.0, 5.0)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "almost_symmetric",
            Text("symmetric up to rounding", "对称，只差舍入误差"),
            lambda rng: _hessians([[2, 0.300001], [0.3, 1]]),
            lambda rng: _hessians(_rotated(rng, -1.0, 2.0) + np.array([[0, 1e-13], [0, 0]])),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "not_symmetric",
            Text("not symmetric, or not square: `ValueError`", "不对称，或者不是方阵：`ValueError`"),
            lambda rng: _hessians([[1, 2], [0, 1]], [[1, 2, 3], [4, 5, 6]], np.ones(2)),
            lambda rng: _hessians([[2, 0.25], [-0.25, 2]], np.ones((3, 2)), np.ones(4)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_arrays.HESSIAN,
    hints=hints.HESSIAN,
)

# softmax_jacobian -----------------------------------------------------------------------------------------

SOFTMAX = Exercise(
    id="softmax_jacobian",
    alias="L05-E8",
    points=2,
    reference=(ref.softmax_jacobian,),
    needs=(softmax,),
    signature="softmax_jacobian(z)",
    cases=(
        *twice(
            "logits",
            Text("three logits and more", "三个或更多 logit"),
            calling("softmax_jacobian", np.array([0.0, 1.0, 2.0])),
            lambda rng: [Call("softmax_jacobian", (rng.normal(size=5),))],
            weight=2.0,
        ),
        *twice(
            "two_and_one",
            Text("two logits, or a single one", "两个 logit，或者只有一个"),
            lambda rng: [Call("softmax_jacobian", (np.zeros(2),)), Call("softmax_jacobian", (np.array([3.0]),))],
            lambda rng: [Call("softmax_jacobian", (rng.normal(size=k),)) for k in (2, 1)],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "large",
            Text("logits of 1000", "上千的 logit"),
            calling("softmax_jacobian", np.array([1000.0, 1001.0, 1002.0])),
            lambda rng: [Call("softmax_jacobian", (s * 1000 + halves(rng, 4),)) for s in (1, -1)],
            group=Group.STABILITY,
        ),
        *twice(
            "integers",
            Text("a z of integers, or of float32", "z 是整数，或者是 float32"),
            lambda rng: [
                Call("softmax_jacobian", (np.array([0, 1, 2]),)),
                Call("softmax_jacobian", (np.array([0.5, -1.0], dtype=np.float32),)),
            ],
            lambda rng: [
                Call("softmax_jacobian", (rng.integers(-3, 4, 4),)),
                Call("softmax_jacobian", (halves(rng, 3, most=2).astype(np.float32),)),
            ],
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: untouched("softmax_jacobian", {"z": np.array([0.0, 1.0, 2.0])}),
            lambda rng: untouched("softmax_jacobian", {"z": rng.normal(size=4)}),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("softmax_jacobian", np.array([0.0, 1.0, 2.0])),
            lambda rng: laid_out("softmax_jacobian", rng.normal(size=4)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "bad_shapes",
            Text("not a vector, or an empty one: `ValueError`", "不是向量，或者是空的：`ValueError`"),
            lambda rng: [Call("softmax_jacobian", (z,)) for z in (np.zeros(0), np.zeros((1, 2)))],
            lambda rng: [Call("softmax_jacobian", (z,)) for z in (np.zeros((1, 3)), np.zeros((2, 2)), np.zeros(0))],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_arrays.SOFTMAX,
    hints=hints.SOFTMAX,
    float64=True,
)
