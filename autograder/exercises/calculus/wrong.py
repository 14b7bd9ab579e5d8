"""Lesson 5: the wrong answers about numbers, as functions, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

from autograder.checking.cases import Misconception
from lessonkit.language import Text

# quadratic_vertex -----------------------------------------------------------------------------------------


def _vertex(place: Callable[..., Any], height: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Return a vertex at ``place(a, b, c)``, as high as f there or as ``height(a, b, c)``."""

    def variant(a: Any, b: Any, c: Any) -> Any:
        if a == 0:
            raise ValueError("no vertex")
        x = place(a, b, c)
        return float(x), float((a * x + b) * x + c if height is None else height(a, b, c))

    return variant


def _vertex_no_check(a: Any, b: Any, c: Any) -> Any:
    if a == 0:
        return 0.0, float(c)
    return -b / (2 * a), c - b * b / (4 * a)


VERTEX = (
    Misconception(
        "without_the_two",
        _vertex(lambda a, b, c: -b / a),
        Text(
            "Your x is −b/a, twice as far as the vertex. The slope of ax² is 2ax: where did the 2 go?",
            "你的 x 是 −b/a，比顶点远了一倍。ax² 的斜率是 2ax，那个 2 到哪里去了？",
        ),
    ),
    Misconception(
        "precedence",
        _vertex(lambda a, b, c: -b / 2 * a),
        Text(
            "`-b / 2 * a` divides by 2 and then multiplies by a. Put the denominator in brackets.",
            "`-b / 2 * a` 是先除以 2，再乘以 a。要给分母加上括号。",
        ),
    ),
    Misconception(
        "sign_of_x",
        _vertex(lambda a, b, c: b / (2 * a)),
        Text(
            "Your x has the wrong sign. Solve 2ax + b = 0 once more.",
            "你的 x 符号反了。再解一遍 2ax + b = 0。",
        ),
    ),
    Misconception(
        "sign_of_the_value",
        _vertex(lambda a, b, c: -b / (2 * a), lambda a, b, c: (b * b - 4 * a * c) / (4 * a)),
        Text(
            "The place is right, the value has the wrong sign: the discriminant enters with a minus. "
            "You can also put x into f.",
            "位置对了，函数值的符号反了：判别式前面应当有负号。也可以直接把 x 代入 f。",
        ),
    ),
    Misconception(
        "swapped",
        lambda a, b, c: _vertex(lambda a, b, c: -b / (2 * a))(a, b, c)[::-1],
        Text(
            "The two numbers are swapped: first the place x, then the value f(x).",
            "两个数的顺序反了：先是位置 x，再是函数值 f(x)。",
        ),
    ),
    Misconception(
        "a_line_has_a_vertex",
        _vertex_no_check,
        Text(
            "For a = 0 you return a vertex. A line has none: raise a `ValueError`.",
            "a = 0 时，你返回了一个顶点。直线没有顶点：应当抛出 `ValueError`。",
        ),
    ),
)

# numerical_derivative -------------------------------------------------------------------------------------


def _derivative(formula: Callable[..., Any]) -> Callable[..., Any]:
    """Return a derivative that computes ``formula(f, x, h)`` for a positive h."""

    def variant(f: Any, x: Any, h: Any = 1e-5) -> Any:
        if h <= 0:
            raise ValueError("h")
        return float(formula(f, x, h))

    return variant


DERIVATIVE = (
    Misconception(
        "forward",
        _derivative(lambda f, x, h: (f(x + h) - f(x)) / h),
        Text(
            "You use the points x and x + h, a forward difference. Use the points on both sides of x: "
            "the error is far smaller.",
            "你用的是 x 和 x + h 两点，这是前向差分。题目要的是 x 两侧的点，误差要小得多。",
        ),
    ),
    Misconception(
        "backward",
        _derivative(lambda f, x, h: (f(x) - f(x - h)) / h),
        Text(
            "You use the points x − h and x, a backward difference. Use the points on both sides of x.",
            "你用的是 x − h 和 x 两点，这是后向差分。题目要的是 x 两侧的点。",
        ),
    ),
    Misconception(
        "divided_by_h",
        _derivative(lambda f, x, h: (f(x + h) - f(x - h)) / h),
        Text(
            "Your slope is twice the right one. How far apart are the points x − h and x + h?",
            "你的斜率是正确值的 2 倍。x − h 和 x + h 两点相距多远？",
        ),
    ),
    Misconception(
        "precedence",
        _derivative(lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h),
        Text(
            "`/ 2 * h` divides by 2 and then multiplies by h. Put the denominator in brackets.",
            "`/ 2 * h` 是先除以 2，再乘以 h。要给分母加上括号。",
        ),
    ),
    Misconception(
        "numerator_without_brackets",
        _derivative(lambda f, x, h: f(x + h) - f(x - h) / (2 * h)),
        Text(
            "Only f(x − h) is divided. Put the whole difference in brackets first.",
            "只有 f(x − h) 除了分母。要先给整个差加上括号。",
        ),
    ),
    Misconception(
        "sign",
        _derivative(lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h)),
        Text(
            "Your slope has the wrong sign: take the height at the right minus the height at the left.",
            "你的斜率符号反了：应当用右边的高度减去左边的高度。",
        ),
    ),
    Misconception(
        "own_step",
        _derivative(lambda f, x, h: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5),
        Text(
            "The argument h has no effect on your answer.",
            "参数 h 对你的结果没有作用。",
        ),
    ),
    Misconception(
        "half_step",
        _derivative(lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h),
        Text(
            "Your points are h/2 away from x. In this course h is the step to each side.",
            "你的两点离 x 只有 h/2。本课程里的 h 是向每一侧走的步长。",
        ),
    ),
    Misconception(
        "any_step",
        lambda f, x, h=1e-5: float((f(x + h) - f(x - h)) / (2 * h)) if h else float("nan"),
        Text(
            "Your function accepts an h that is not positive. Raise a `ValueError`.",
            "h 不是正数时，你也照算不误。应当抛出 `ValueError`。",
        ),
    ),
)

# classify_critical_point ----------------------------------------------------------------------------------


def _critical(
    rule: Callable[[float, float], str], flat: Callable[[float, float], bool] = lambda slope, tol: abs(slope) <= tol
) -> Callable[..., Any]:
    """Return a test that says ``rule(curvature, tol)`` wherever ``flat(slope, tol)``."""

    def variant(df: Any, d2f: Any, x: Any, tol: Any = 1e-8) -> Any:
        return rule(d2f(x), tol) if flat(df(x), tol) else "not-critical"

    return variant


def _right(curvature: float, tol: float) -> str:
    return "min" if curvature > tol else "max" if curvature < -tol else "inconclusive"


CRITICAL = (
    Misconception(
        "swapped",
        _critical(lambda c, tol: {"min": "max", "max": "min"}.get(_right(c, tol), "inconclusive")),
        Text(
            "Minimum and maximum are swapped. f'' > 0 means convex, a bowl: the flat point is its bottom.",
            "最小值和最大值弄反了。f'' > 0 表示凸函数，是碗形：平的那一点是碗底。",
        ),
    ),
    Misconception(
        "zero_is_min",
        _critical(lambda c, tol: "min" if c >= -tol else "max"),
        Text(
            "For f'' = 0 you say \"min\". There the test says nothing: x³ and x⁴ both look like this at 0.",
            "f'' = 0 时，你判断为 \"min\"。这时判别法什么也说明不了：x³ 和 x⁴ 在 0 处都是这样。",
        ),
    ),
    Misconception(
        "zero_is_max",
        _critical(lambda c, tol: "min" if c > tol else "max"),
        Text(
            "For f'' = 0 you say \"max\". There the test says nothing: x³ and x⁴ both look like this at 0.",
            "f'' = 0 时，你判断为 \"max\"。这时判别法什么也说明不了：x³ 和 x⁴ 在 0 处都是这样。",
        ),
    ),
    Misconception(
        "slope_not_tested",
        _critical(_right, lambda slope, tol: True),
        Text(
            "You don't look at f'. Where the slope is not 0, there is neither a minimum nor a maximum.",
            "你没有看 f'。斜率不是 0 的地方，既不是最小值也不是最大值。",
        ),
    ),
    Misconception(
        "negative_slope_passes",
        _critical(_right, lambda slope, tol: slope <= tol),
        Text(
            "A negative slope passes as 0. Compare its absolute value with tol.",
            "你把负的斜率当成了 0。要用它的绝对值和 tol 比较。",
        ),
    ),
    Misconception(
        "exactly_zero",
        lambda df, d2f, x, tol=1e-8: _critical(_right)(df, d2f, x, 0.0),
        Text(
            "The argument tol has no effect on your answer. Computed slopes are seldom exactly 0.",
            "参数 tol 对你的结果没有作用。算出来的斜率很少恰好是 0。",
        ),
    ),
    Misconception(
        "curvature_exactly_zero",
        _critical(lambda c, tol: _right(c, 0.0)),
        Text(
            "You compare f' with tol, but f'' with exactly 0. Compare both with tol.",
            "你把 f' 和 tol 比较，却把 f'' 和 0 比较。两个都要和 tol 比较。",
        ),
    ),
    Misconception(
        "slope_exactly_zero",
        _critical(_right, lambda slope, tol: slope == 0),
        Text(
            "You compare f'' with tol, but f' with exactly 0. Compare both with tol.",
            "你把 f'' 和 tol 比较，却把 f' 和 0 比较。两个都要和 tol 比较。",
        ),
    ),
    Misconception(
        "tol_itself",
        _critical(
            lambda c, tol: "min" if c >= tol else "max" if c <= -tol else "inconclusive",
            lambda slope, tol: abs(slope) < tol,
        ),
        Text(
            "A number whose absolute value is exactly tol counts as 0, too: at most tol, not below tol.",
            "绝对值恰好等于 tol 的数也当作 0：是“不超过”，不是“小于”。",
        ),
    ),
)

# chain_derivative -----------------------------------------------------------------------------------------

CHAIN = (
    Misconception(
        "outer_at_x",
        lambda df, g, dg, x: float(df(x) * dg(x)),
        Text(
            "You take the outer derivative at x. The outer function gets g(x), so its slope counts there.",
            "你在 x 处取外层的导数。外层函数得到的是 g(x)，所以要看它在那里的斜率。",
        ),
    ),
    Misconception(
        "no_inner_slope",
        lambda df, g, dg, x: float(df(g(x))),
        Text(
            "The inner derivative is missing: how fast does g itself change?",
            "漏了内层的导数：g 自己变化得有多快？",
        ),
    ),
    Misconception(
        "inner_slope_inside",
        lambda df, g, dg, x: float(df(dg(x))),
        Text(
            "You put the inner slope into df. df gets the inner value g(x); the inner slope is a factor.",
            "你把内层的斜率传给了 df。传给 df 的应当是内层的值 g(x)；内层的斜率是一个因子。",
        ),
    ),
    Misconception(
        "added",
        lambda df, g, dg, x: float(df(g(x)) + dg(x)),
        Text("You add the two slopes. Ratios in a row are multiplied.", "你把两个斜率相加了。前后相接的变化率要相乘。"),
    ),
    Misconception(
        "inner_at_g",
        lambda df, g, dg, x: float(df(g(x)) * dg(g(x))),
        Text(
            "You take the inner derivative at g(x). The inner function gets x, so its slope counts there.",
            "你在 g(x) 处取内层的导数。内层函数得到的是 x，所以要看它在 x 处的斜率。",
        ),
    ),
)
