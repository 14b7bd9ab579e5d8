"""Lesson 5: the wrong answers about arrays, as functions, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import softmax
from deeplearn_ref.calculus import numerical_jacobian
from lessonkit.language import Text

# numerical_gradient ---------------------------------------------------------------------------------------


def _gradient(formula: Callable[..., Any], copied: bool = True, checked: bool = True) -> Callable[..., Any]:
    """Return a gradient with the entries ``formula(f, point, index, h)``, on a copy of x or on x itself."""

    def variant(f: Any, x: Any, h: Any = 1e-5) -> Any:
        if checked and h <= 0:
            raise ValueError("h")
        point = x.astype(np.float64) if copied else x
        found = np.zeros(x.shape)
        for index in np.ndindex(*x.shape):
            found[index] = formula(f, point, index, h)
        return found

    return variant


def _at(f: Any, point: Any, index: Any, by: float) -> float:
    moved = point.copy()
    moved[index] += by
    return float(f(moved))


def _central(f: Any, point: Any, index: Any, h: float) -> float:
    return (_at(f, point, index, h) - _at(f, point, index, -h)) / (2 * h) if h else float("nan")


def _in_place(f: Any, point: Any, index: Any, h: float, back: float = 1.0) -> float:
    point[index] += h
    above = f(point)
    point[index] -= 2 * h
    below = f(point)
    point[index] += back * h
    return float((above - below) / (2 * h))


def _restored(f: Any, point: Any, index: Any, h: float) -> float:
    here = point[index]
    point[index] = here + h
    above = f(point)
    point[index] = here - h
    below = f(point)
    point[index] = here
    return float((above - below) / (2 * h))


def _rows(f: Any, x: Any, h: Any = 1e-5) -> Any:
    if h <= 0:
        raise ValueError("h")
    point, found = x.astype(np.float64), np.zeros(x.shape)
    for i in range(len(x)):
        found[i] = _central(f, point, i, h)
    return found


def _vectors_only(f: Any, x: Any, h: Any = 1e-5) -> Any:
    if h <= 0:
        raise ValueError("h")
    point, found = x.astype(np.float64), np.zeros(x.shape)
    for i in range(len(x)):
        step = h * np.eye(len(x))[i]
        found[i] = (f(point + step) - f(point - step)) / (2 * h)
    return found


GRADIENT = (
    Misconception(
        "not_undone",
        _gradient(lambda f, point, index, h: _in_place(f, point, index, h, back=0.0)),
        Text(
            "A changed entry stays changed while the next one is tried. Undo each change before you go on.",
            "一个元素改动以后没有改回来，就去试下一个了。每次改动都要先还原，再往下走。",
        ),
    ),
    Misconception(
        "all_at_once",
        _gradient(lambda f, point, index, h: (f(point + h) - f(point - h)) / (2 * h)),
        Text(
            "You move all entries at once, so every entry of your result is the same sum. Move one at a time.",
            "你一次移动了所有元素，所以结果的每个元素都是同一个和。每次只移动一个。",
        ),
    ),
    Misconception(
        "forward",
        _gradient(lambda f, point, index, h: (_at(f, point, index, h) - f(point)) / h),
        Text(
            "You use a forward difference, x and x + h. Use the points on both sides.",
            "你用的是前向差分，即 x 和 x + h。题目要的是两侧的点。",
        ),
    ),
    Misconception(
        "divided_by_h",
        _gradient(lambda f, point, index, h: 2 * _central(f, point, index, h)),
        Text(
            "Your gradient is twice the right one. How far apart are the two points?",
            "你的梯度是正确值的 2 倍。两个点相距多远？",
        ),
    ),
    Misconception(
        "precedence",
        _gradient(lambda f, point, index, h: _central(f, point, index, h) * h * h),
        Text(
            "`/ 2 * h` divides by 2 and then multiplies by h. Put the denominator in brackets.",
            "`/ 2 * h` 是先除以 2，再乘以 h。要给分母加上括号。",
        ),
    ),
    Misconception(
        "same_array",
        _gradient(lambda f, point, index, h: 0.0 * f(point)),
        Text(
            "All your differences are 0. The usual reason: `above = x` makes no copy, it is a second name for the "
            "same array. Write `x.copy()`.",
            "你的差全是 0。常见的原因：`above = x` 并不复制，只是给同一个数组又起了一个名字。要写 `x.copy()`。",
        ),
    ),
    Misconception(
        "rows_moved",
        _rows,
        Text(
            "In a matrix you move a whole row (axis 0) at a time. Move every entry alone: `np.ndindex(*x.shape)` "
            "visits them all.",
            "x 是矩阵时，你一次移动了一整行（row，轴 0）。每个元素都要单独移动："
            "`np.ndindex(*x.shape)` 会走遍每个元素。",
        ),
    ),
    Misconception(
        "vectors_only",
        _vectors_only,
        Text(
            "Your function works for vectors only. x may have any shape: make the step with `np.zeros(x.shape)`, "
            "and let `np.ndindex(*x.shape)` visit all entries.",
            "你的函数只适用于向量。x 可以是任意形状：用 `np.zeros(x.shape)` 来做步长数组，"
            "用 `np.ndindex(*x.shape)` 走遍每个元素。",
        ),
    ),
    Misconception(
        "sign",
        _gradient(lambda f, point, index, h: -_central(f, point, index, h)),
        Text(
            "Your gradient has the wrong sign: it points downhill.",
            "你的梯度符号反了：它指向下坡方向。",
        ),
    ),
    Misconception(
        "own_step",
        _gradient(lambda f, point, index, h: _central(f, point, index, 1e-5)),
        Text("The argument h has no effect on your answer.", "参数 h 对你的结果没有作用。"),
    ),
    Misconception(
        "integers_stay",
        lambda f, x, h=1e-5: _gradient(_restored, copied=x.dtype.kind == "f")(f, x.copy(), h),
        Text(
            "For an x of integers your slopes are wrong: an integer array can't hold x + h. Work on a float64 copy.",
            "x 是整数数组时，你的斜率不对：整数数组里存不下 x + h。要在 float64 副本上做。",
        ),
    ),
    Misconception(
        "single_precision",
        lambda f, x, h=1e-5: _gradient(_restored, copied=False)(f, x.astype(np.result_type(x.dtype, np.float32)), h),
        Text(
            "For a float32 x you compute in float32: beside a step of 0.00001 its rounding is too coarse. "
            "Make the copy float64.",
            "x 是 float32 时，你也用 float32 计算：步长只有 0.00001，它的舍入误差太大。副本要用 float64。",
        ),
    ),
    Misconception(
        "changed_in_place",
        _gradient(_in_place, copied=False),
        Text(
            "You change x itself. It may be read-only, rounding may keep it from coming back exactly, "
            "and if f fails it stays changed. Work on a copy.",
            "你改动了 x 本身。它可能是只读的；舍入误差可能使它回不到原来的值；f 出错时它还会停在改动后的样子。"
            "要在副本上做。",
        ),
    ),
    Misconception(
        "restored_unless_f_fails",
        _gradient(_restored, copied=False),
        Text(
            "You change x itself and put it back later. It may be read-only, and if f fails nobody puts it back. "
            "Work on a copy.",
            "你改动了 x 本身，过后再还原。但它可能是只读的，而且 f 一旦出错，就没人来还原了。要在副本上做。",
        ),
    ),
    Misconception(
        "flattened",
        lambda f, x, h=1e-5: _gradient(_central)(f, x, h).ravel(),
        Text("Your result is flat. It must have the shape of x.", "你的结果被拉平了。它的形状应当与 x 相同。"),
    ),
    Misconception(
        "any_step",
        _gradient(_central, checked=False),
        Text(
            "Your function accepts an h that is not positive. Raise a `ValueError`.",
            "h 不是正数时，你也照算不误。应当抛出 `ValueError`。",
        ),
    ),
)

# numerical_jacobian ---------------------------------------------------------------------------------------


def _jacobian(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return a Jacobian made of the right one by ``change(J)``."""
    return lambda f, x, h=1e-5: change(numerical_jacobian(f, x, h))


def _jacobian_of(formula: Callable[..., Any], copied: bool = True, checked: bool = True) -> Callable[..., Any]:
    """Return a Jacobian with ``formula(f, point, j, h)`` for input j."""

    def variant(f: Any, x: Any, h: Any = 1e-5) -> Any:
        if checked and (h <= 0 or x.ndim != 1 or f(x.astype(np.float64)).ndim != 1):
            raise ValueError("argument")
        point = x.astype(np.float64) if copied else x
        return np.stack([formula(f, point, j, h) for j in range(len(x))], axis=-1)

    return variant


def _both_sides(f: Any, point: Any, j: int, h: float) -> Any:
    step = np.eye(len(point))[j] * h
    return (f(point + step) - f(point - step)) / (2 * h if h else 1.0)


def _one_side(f: Any, point: Any, j: int, h: float) -> Any:
    return (f(point + np.eye(len(point))[j] * h) - f(point)) / h


def _moving_x(f: Any, point: Any, j: int, h: float) -> Any:
    point[j] += h
    above = f(point)
    point[j] -= 2 * h
    below = f(point)
    point[j] += h
    return (above - below) / (2 * h)


def _on_copies(f: Any, point: Any, j: int, h: float) -> Any:
    above, below = point.copy(), point.copy()
    above[j] += h
    below[j] -= h
    return (f(above) - f(below)) / (2 * h)


JACOBIAN = (
    Misconception(
        "transposed",
        _jacobian(lambda J: J.T.copy()),
        Text(
            "Your Jacobian is transposed. Outputs go along axis 0, inputs along axis 1.",
            "你的雅可比矩阵转置了。轴 0 是输出，轴 1 是输入。",
        ),
    ),
    Misconception(
        "summed",
        _jacobian(lambda J: J.sum(axis=0)),
        Text(
            "You add up the outputs and return one slope per input. Every output keeps its own row (axis 0).",
            "你把各个输出加在一起，每个输入只给出一个斜率。每个输出要有自己的一行（row，轴 0）。",
        ),
    ),
    Misconception(
        "forward",
        _jacobian_of(_one_side),
        Text(
            "You use a forward difference, x and x + h. Use the points on both sides.",
            "你用的是前向差分，即 x 和 x + h。题目要的是两侧的点。",
        ),
    ),
    Misconception(
        "divided_by_h",
        _jacobian(lambda J: 2 * J),
        Text(
            "Your slopes are twice the right ones. How far apart are the two points?",
            "你的斜率是正确值的 2 倍。两个点相距多远？",
        ),
    ),
    Misconception(
        "precedence",
        _jacobian_of(lambda f, point, j, h: _both_sides(f, point, j, h) * h * h),
        Text(
            "`/ 2 * h` divides by 2 and then multiplies by h. Put the denominator in brackets.",
            "`/ 2 * h` 是先除以 2，再乘以 h。要给分母加上括号。",
        ),
    ),
    Misconception(
        "integers_stay",
        _jacobian_of(_on_copies, copied=False),
        Text(
            "For an x of integers your slopes are wrong: an integer array can't hold x + h. Make float64 copies.",
            "x 是整数数组时，你的斜率不对：整数数组里存不下 x + h。副本要用 float64。",
        ),
    ),
    Misconception(
        "own_step",
        _jacobian_of(lambda f, point, j, h: _both_sides(f, point, j, 1e-5)),
        Text("The argument h has no effect on your answer.", "参数 h 对你的结果没有作用。"),
    ),
    Misconception(
        "changed_in_place",
        _jacobian_of(_moving_x, copied=False),
        Text(
            "You change x itself. It may be read-only or hold integers. Work on a float copy.",
            "你改动了 x 本身。它可能是只读的，也可能装的是整数。要在浮点数副本上做。",
        ),
    ),
    Misconception(
        "no_checks",
        _jacobian_of(_both_sides, checked=False),
        Text(
            "Your function accepts arguments that don't fit: x and f(x) must be one-dimensional, h positive. "
            "Raise a `ValueError` for everything else.",
            "不合要求的参数没有拦住：x 和 f(x) 应当是一维的，h 应当是正数，否则抛出 `ValueError`。",
        ),
    ),
)

# classify_hessian -----------------------------------------------------------------------------------------


def _hessian(rule: Callable[..., str], check: Callable[..., bool] | None = None) -> Callable[..., Any]:
    """Return a test that says ``rule(H, eigenvalues, tol)`` for a symmetric H."""

    def variant(H: Any, tol: Any = 1e-8) -> Any:
        if H.ndim != 2 or H.shape[0] != H.shape[1] or (check is None and not np.allclose(H, H.T)):
            raise ValueError("H")
        return rule(H, np.linalg.eigvalsh(H), tol)

    return variant


def _signs(H: Any, values: Any, tol: float) -> str:
    if (values > tol).any() and (values < -tol).any():
        return "saddle"
    return "min" if (values > tol).all() else "max" if (values < -tol).all() else "inconclusive"


def _flat_first(H: Any, values: Any, tol: float) -> str:
    return "inconclusive" if (np.abs(values) <= tol).any() else _signs(H, values, tol)


def _determinant(H: Any, values: Any, tol: float) -> str:
    d = float(np.prod(values))
    return "min" if d > tol else "saddle" if d < -tol else "inconclusive"


def _semidefinite(H: Any, values: Any, tol: float) -> str:
    return "min" if (values >= -tol).all() else "max" if (values <= tol).all() else "saddle"


def _hessian_exact(H: Any, tol: Any = 1e-8) -> str:
    if H.ndim != 2 or H.shape[0] != H.shape[1] or (H != H.T).any():
        raise ValueError("H")
    return _signs(H, np.linalg.eigvalsh(H), tol)


HESSIAN = (
    Misconception(
        "flat_beats_saddle",
        _hessian(_flat_first),
        Text(
            'One eigenvalue 0 makes you say "inconclusive". If others go up and down, it is a saddle, '
            "whatever happens along the flat direction.",
            '只要有一个特征值是 0，你就判断为 "inconclusive"。如果其他方向有升有降，'
            "那么不管平的方向怎样，都是鞍点（saddle）。",
        ),
    ),
    Misconception(
        "diagonal_only",
        _hessian(lambda H, values, tol: _signs(H, np.diag(H), tol)),
        Text(
            "You look at the diagonal only. The other entries bend the surface too: take the eigenvalues.",
            "你只看了对角线。其他元素也会使曲面弯曲：要看特征值。",
        ),
    ),
    Misconception(
        "determinant",
        _hessian(_determinant),
        Text(
            "You decide by the sign of the product of all eigenvalues. Two negative ones have a positive product: "
            "a maximum would pass for a minimum.",
            "你看的是全部特征值的乘积的符号。两个负的特征值相乘是正数，于是最大值会被当成最小值。",
        ),
    ),
    Misconception(
        "exactly_zero",
        lambda H, tol=1e-8: _hessian(_signs)(H, 0.0),
        Text(
            "The argument tol has no effect on your answer. Computed eigenvalues are seldom exactly 0.",
            "参数 tol 对你的结果没有作用。算出来的特征值很少恰好是 0。",
        ),
    ),
    Misconception(
        "semidefinite",
        _hessian(_semidefinite),
        Text(
            "Eigenvalues that are 0 count as curved in your answer. Along them the test says nothing.",
            "你把等于 0 的特征值也算成了有弯曲。沿着它们的方向，判别法什么也说明不了。",
        ),
    ),
    Misconception(
        "swapped",
        _hessian(lambda H, values, tol: _signs(H, -values, tol)),
        Text(
            "Minimum and maximum are swapped: positive eigenvalues are bowls, with a lowest point.",
            "最小值和最大值弄反了：特征值为正是碗形，有最低点。",
        ),
    ),
    Misconception(
        "saddle_otherwise",
        _hessian(
            lambda H, values, tol: "saddle" if _signs(H, values, tol) == "inconclusive" else _signs(H, values, tol)
        ),
        Text(
            "You call everything a saddle that is neither all up nor all down. A saddle needs both: some eigenvalue "
            'above 0 and some below. Else the answer is "inconclusive".',
            "只要不是全部上升或全部下降，你就判断为鞍点（saddle）。鞍点必须既有大于 0 的特征值，又有小于 0 的；"
            '否则应当是 "inconclusive"。',
        ),
    ),
    Misconception(
        "exactly_symmetric",
        _hessian_exact,
        Text(
            "You require H to equal its transpose exactly. Computed second derivatives differ in the last digits: "
            "use `np.allclose`.",
            "你要求 H 与它的转置完全相等。算出来的二阶导数在最后几位上会有差别：要用 `np.allclose`。",
        ),
    ),
    Misconception(
        "any_matrix",
        _hessian(_signs, lambda H: True),
        Text(
            "Your function accepts a matrix that is not symmetric. It is no Hessian: raise a `ValueError`.",
            "不对称的矩阵没有拦住。它不可能是黑塞矩阵：应当抛出 `ValueError`。",
        ),
    ),
)

# softmax_jacobian -----------------------------------------------------------------------------------------


def _softmax(formula: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return ``formula(p)`` of the probabilities p."""

    def variant(z: Any) -> Any:
        if z.ndim != 1 or not len(z):
            raise ValueError("z")
        return formula(softmax(z.astype(np.float64)))

    return variant


def _naive(z: Any) -> Any:
    if z.ndim != 1 or not len(z):
        raise ValueError("z")
    with np.errstate(all="ignore"):
        e = np.exp(z.astype(np.float64))
        p = e / e.sum()
    return np.diag(p) - np.outer(p, p)


def _any_shape(z: Any) -> Any:
    if not z.size:
        return np.zeros((0, 0))
    p = softmax(np.ravel(z).astype(np.float64))
    return np.diag(p) - np.outer(p, p)


SOFTMAX = (
    Misconception(
        "diagonal_only",
        _softmax(lambda p: np.diag(p * (1 - p))),
        Text(
            "Only the diagonal is filled, as for a sigmoid. In a softmax every output depends on every logit.",
            "只有对角线有值，就像 sigmoid 那样。在 softmax 里，每个输出都依赖每个 logit。",
        ),
    ),
    Misconception(
        "as_for_a_sigmoid",
        _softmax(lambda p: p * (1 - p)),
        Text(
            "You return p(1 − p), one slope per output. A Jacobian has an entry for every pair, (K, K).",
            "你返回的是 p(1 − p)，每个输出一个斜率。雅可比矩阵里每一对都有一个元素，形状是 (K, K)。",
        ),
    ),
    Misconception(
        "inner_product",
        _softmax(lambda p: np.diag(p) - p @ p),
        Text(
            "`p @ p` is a single number, the sum of all p_i². You need p_i p_j for every pair: `np.outer(p, p)`.",
            "`p @ p` 只是一个数，即所有 p_i² 之和。这里要的是每一对的 p_i p_j：`np.outer(p, p)`。",
        ),
    ),
    Misconception(
        "squares",
        _softmax(lambda p: np.diag(p) - p * p),
        Text(
            "At [i, j] you subtract p_j², since `p * p` and `np.eye(K) - p` don't pair the entries. "
            "Subtract p_i p_j: `np.outer(p, p)`.",
            "你在 [i, j] 处减去的是 p_j²，因为 `p * p` 和 `np.eye(K) - p` 都不会两两配对。"
            "要减去 p_i p_j：`np.outer(p, p)`。",
        ),
    ),
    Misconception(
        "outer_product_forgotten",
        _softmax(lambda p: np.diag(p)),
        Text(
            "The part p_i p_j is missing: raising one logit must lower the other probabilities.",
            "漏了 p_i p_j 这一部分：调高一个 logit，其他概率必须下降。",
        ),
    ),
    Misconception(
        "delta_forgotten",
        _softmax(lambda p: -np.outer(p, p)),
        Text(
            "On the diagonal something is missing: raising a logit must raise its own probability.",
            "对角线上少了一项：调高一个 logit，它自己的概率必须上升。",
        ),
    ),
    Misconception(
        "sign",
        _softmax(lambda p: np.outer(p, p) - np.diag(p)),
        Text("All signs are reversed: the diagonal is positive.", "所有符号都反了：对角线应当是正的。"),
    ),
    Misconception(
        "naive_exp",
        _naive,
        Text(
            "Your softmax overflows for large logits. The `softmax` of lesson 02 is ready to use: it stays finite.",
            "logit 很大时，你的 softmax 会溢出。可以直接用第 02 课的 `softmax`，它不会溢出。",
        ),
    ),
    Misconception(
        "any_shape",
        _any_shape,
        Text(
            "Your function accepts a z that is not a vector with at least one entry. Raise a `ValueError`.",
            "z 不是至少有一个元素的向量时，你没有拦住。应当抛出 `ValueError`。",
        ),
    ),
)
