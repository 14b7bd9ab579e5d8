"""Functions of one number: vertex, central difference, second-derivative test, chain rule."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script, Tolerance
from autograder.exercises.calculus import hints, wrong
from autograder.exercises.kit import calling, twice
from autograder.sandbox.steps import Call, MakeDouble, Ref, Step
from deeplearn_ref import calculus as ref
from lessonkit.language import Text

NUMERICAL = Tolerance(rtol=1e-6, atol=1e-8)
STEP_ERROR = Text("an h that is 0 or negative: `ValueError`", "h 为 0 或负数：`ValueError`")
CUBE = [0.0, 0.0, 0.0, 1.0]


def polynomials(**coefficients: Any) -> list[Step]:
    """Return the steps that put polynomials on the table, by name, lowest degree first."""
    return [
        MakeDouble(name, "functions.polynomial", {"coefficients": [float(c) for c in given]})
        for name, given in coefficients.items()
    ]


def dyadic(rng: np.random.Generator, most: int = 8) -> float:
    """Draw a multiple of 1/4 that is not 0."""
    return float(rng.choice([-1.0, 1.0]) * rng.integers(1, 4 * most) / 4)


# quadratic_vertex -----------------------------------------------------------------------------------------

VERTEX = Exercise(
    id="quadratic_vertex",
    alias="L05-E1",
    points=2,
    reference=(ref.quadratic_vertex,),
    signature="quadratic_vertex(a, b, c)",
    cases=(
        *twice(
            "bowl",
            Text("a parabola that opens upward, a > 0", "开口向上的抛物线，a > 0"),
            calling("quadratic_vertex", 4.0, 10.0, 6.0),
            lambda rng: [Call("quadratic_vertex", (abs(dyadic(rng)), dyadic(rng), dyadic(rng)))],
            weight=2.0,
        ),
        *twice(
            "hill",
            Text("a parabola that opens downward, a < 0", "开口向下的抛物线，a < 0"),
            calling("quadratic_vertex", -4.0, -10.0, -5.0),
            lambda rng: [Call("quadratic_vertex", (-abs(dyadic(rng)), dyadic(rng), dyadic(rng)))],
            weight=1.5,
        ),
        *twice(
            "integers",
            Text("integer coefficients", "整数系数"),
            calling("quadratic_vertex", 2, 5, 3),
            lambda rng: [Call("quadratic_vertex", (int(rng.integers(2, 9)), 7, int(rng.integers(1, 9))))],
            group=Group.EDGE,
        ),
        *twice(
            "line",
            Text("a = 0, a straight line: `ValueError`", "a = 0，是一条直线：`ValueError`"),
            calling("quadratic_vertex", 0.0, 1.0, 1.0),
            lambda rng: [Call("quadratic_vertex", (0, 0, 3)), Call("quadratic_vertex", (-0.0, dyadic(rng), 0.0))],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.VERTEX,
    hints=hints.VERTEX,
)

# numerical_derivative -------------------------------------------------------------------------------------


def _derivative(coefficients: Any, x: Any, **others: Any) -> list[Step]:
    return [*polynomials(f=coefficients), Call("numerical_derivative", (Ref("f"), x), others)]


def _of(function: str, x: Any, inner: float = 1.0, outer: float = 1.0) -> list[Step]:
    made = MakeDouble("f", "functions.elementwise", {"name": function, "inner": inner, "outer": outer})
    return [made, Call("numerical_derivative", (Ref("f"), x))]


def _kink(h: float) -> Script:
    return lambda rng: [
        MakeDouble("f", "functions.absolute"),
        Call("numerical_derivative", (Ref("f"), 0.0), {"h": h}),
    ]


DERIVATIVE = Exercise(
    id="numerical_derivative",
    alias="L05-E2",
    points=3,
    reference=(ref.numerical_derivative,),
    signature="numerical_derivative(f, x, h=1e-5)",
    cases=(
        *twice(
            "wide",
            Text("x³ and other polynomials with a wide step", "步长较大时的 x³ 和别的多项式"),
            lambda rng: _derivative(CUBE, 2.0, h=0.1),
            lambda rng: _derivative([dyadic(rng) for _ in range(4)], dyadic(rng), h=0.25),
            weight=2.0,
        ),
        *twice(
            "default",
            Text("sin and exp, with the default step", "sin 和 exp，默认步长"),
            lambda rng: _of("sin", 1.0),
            lambda rng: _of("exp", float(rng.uniform(-1, 1)), inner=-1.5, outer=2.0),
            weight=1.5,
        ),
        *twice(
            "default_size",
            Text("the size of the default step", "默认步长的大小"),
            lambda rng: _derivative([0.0, 0.0, 0.0, 1e6], 0.0),
            lambda rng: _derivative([dyadic(rng), 0.0, 0.0, 3e6 + 1e5 * dyadic(rng)], 0.0),
            weight=0.5,
        ),
        *twice(
            "kink",
            Text("|x| at its kink", "|x| 在折点处"),
            _kink(1e-5),
            _kink(0.5),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "integer",
            Text("an integer x", "x 是整数"),
            lambda rng: _derivative([1.0, 0.0, 3.0], 2),
            lambda rng: _derivative([dyadic(rng), dyadic(rng), dyadic(rng)], int(rng.integers(-5, 0)), h=0.5),
            group=Group.EDGE,
        ),
        *twice(
            "bad_step",
            STEP_ERROR,
            lambda rng: _derivative(CUBE, 2.0, h=0.0),
            lambda rng: [*_derivative(CUBE, 2.0, h=-1e-5), *_derivative(CUBE, dyadic(rng), h=0)],
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.DERIVATIVE,
    hints=hints.DERIVATIVE,
    tolerance=NUMERICAL,
)

# classify_critical_point ----------------------------------------------------------------------------------


def _point(coefficients: Any, x: Any, **others: Any) -> list[Step]:
    """Return the steps that ask about x on the polynomial with these coefficients."""
    first = [k * c for k, c in enumerate(coefficients)][1:] or [0.0]
    second = [k * c for k, c in enumerate(first)][1:] or [0.0]
    return [*polynomials(df=first, d2f=second), Call("classify_critical_point", (Ref("df"), Ref("d2f"), x), others)]


def _values(slope: float, curvature: float, **others: Any) -> list[Step]:
    return [
        *polynomials(df=[slope], d2f=[curvature]),
        Call("classify_critical_point", (Ref("df"), Ref("d2f"), 0.0), others),
    ]


def _moved_quadratic(rng: np.random.Generator, sign: int) -> list[Step]:
    """Return a question about the vertex of ``a (x − p)²``; everything is dyadic, so the slope there is exactly 0."""
    a, p = sign * abs(dyadic(rng)), dyadic(rng)
    return _point([a * p * p, -2 * a * p, a], p)


CRITICAL = Exercise(
    id="classify_critical_point",
    alias="L05-E3",
    points=3,
    reference=(ref.classify_critical_point,),
    signature="classify_critical_point(df, d2f, x, tol=1e-8)",
    cases=(
        *twice(
            "bowl",
            Text("the bottom of a bowl", "碗底"),
            lambda rng: _point([0.0, 0.0, 1.0], 0.0),
            lambda rng: _moved_quadratic(rng, 1),
        ),
        *twice(
            "hill",
            Text("the top of a hill", "山顶"),
            lambda rng: _point([0.0, 0.0, -1.0], 0.0),
            lambda rng: _moved_quadratic(rng, -1),
        ),
        *twice(
            "no_curvature",
            Text("x³ and its kin at 0: flat, without curvature", "x³ 和同类函数在 0 处：平的，曲率也是 0"),
            lambda rng: _point(CUBE, 0.0),
            lambda rng: [*_point([0.0, 0.0, 0.0, 0.0, dyadic(rng)], 0.0), *_point([dyadic(rng)], 1.5)],
            weight=1.5,
        ),
        *twice(
            "slope",
            Text("a place that is not flat: not critical", "不平的地方：不是临界点"),
            lambda rng: [*_point([0.0, 0.0, 1.0], 1.0), *_point([0.0, 0.0, 1.0], -1.0)],
            lambda rng: [*_values(0.25, dyadic(rng)), *_values(-abs(dyadic(rng)), dyadic(rng)), *_values(-0.25, 0.0)],
            weight=1.5,
        ),
        *twice(
            "tolerance",
            Text("what counts as 0, tol", "什么算作 0：tol"),
            lambda rng: [
                *_values(1e-9, 2.0),
                *_values(0.125, 0.25, tol=0.5),
                *_values(1e-7, 2.0),
                *_values(0.0, 0.25, tol=0.5),
                *_values(0.0, 0.0),
                *_values(0.5, 0.5, tol=0.5),
            ],
            lambda rng: [
                *_values(-0.5, 0.5, tol=0.5),
                *_values(0.5, -0.5, tol=0.5),
                *_values(0.25, 0.75, tol=0.5),
                *_values(0.0, -0.75, tol=0.5),
                *_values(-0.75, 2.0, tol=0.5),
                *_values(0.0, -1e-7),
                *_values(0.0, 1e-9),
            ],
            group=Group.EDGE,
        ),
    ),
    misconceptions=wrong.CRITICAL,
    hints=hints.CRITICAL,
)

# chain_derivative -----------------------------------------------------------------------------------------


def _chain(outer: str, inner: Any, x: Any, scale: float = 1.0) -> list[Step]:
    """Return a question about a function whose derivative is ``scale * outer``, of a polynomial."""
    slopes = [k * c for k, c in enumerate(inner)][1:]
    df = MakeDouble("df", "functions.elementwise", {"name": outer, "outer": scale})
    return [df, *polynomials(g=inner, dg=slopes), Call("chain_derivative", (Ref("df"), Ref("g"), Ref("dg"), x))]


CHAIN = Exercise(
    id="chain_derivative",
    alias="L05-E7",
    points=2,
    reference=(ref.chain_derivative,),
    signature="chain_derivative(df, g, dg, x)",
    cases=(
        *twice(
            "sine_of_square",
            Text("a sine with a polynomial inside", "sin 里面套一个多项式"),
            lambda rng: _chain("cos", [0.0, 0.0, 1.0], 2.0),
            lambda rng: _chain("cos", [dyadic(rng, 1), 1.5, 0.5], float(rng.uniform(1, 2))),
            weight=2.0,
        ),
        *twice(
            "exponential",
            Text("an exponential with a polynomial inside", "指数函数里面套一个多项式"),
            lambda rng: _chain("exp", [1.0, -2.0], 0.5, scale=3.0),
            lambda rng: _chain("exp", [0.0, float(rng.uniform(0.5, 1)), -0.5], float(rng.uniform(2, 3)), scale=-2.0),
        ),
        *twice(
            "integer",
            Text("an integer x", "x 是整数"),
            lambda rng: [
                *polynomials(df=[0.0, 2.0], g=[1.0, 3.0], dg=[3.0]),
                Call("chain_derivative", (Ref("df"), Ref("g"), Ref("dg"), 2)),
            ],
            lambda rng: [
                *polynomials(df=[dyadic(rng), 2.0], g=[1.0, 0.0, dyadic(rng)], dg=[dyadic(rng), 1.0]),
                Call("chain_derivative", (Ref("df"), Ref("g"), Ref("dg"), int(rng.integers(3, 7)))),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
    ),
    misconceptions=wrong.CHAIN,
    hints=hints.CHAIN,
)
