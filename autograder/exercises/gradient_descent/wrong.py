"""Lesson 6: wrong steps, paths and diagnoses that students write, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.gradient_descent import diagnose_learning_rate
from lessonkit.language import Text

# gd_step --------------------------------------------------------------------------------------------------


def _step(formula: Callable[..., Any], checked: bool = True) -> Callable[..., Any]:
    """Return a step to ``formula(x, g, rate)``, where a climb has the gradient turned round."""

    def variant(x: Any, grad: Any, learning_rate: Any, maximize: Any = False) -> Any:
        if checked and x.shape != grad.shape:
            raise ValueError("shapes")
        return formula(x, -grad if maximize else grad, learning_rate)

    return variant


def _only_down(x: Any, grad: Any, learning_rate: Any, maximize: Any = False) -> Any:
    return _step(lambda x, g, rate: x - rate * g)(x, grad, learning_rate)


def _in_place(x: Any, g: Any, rate: Any) -> Any:
    x -= rate * g
    return x


def _unit(g: Any) -> Any:
    length = np.linalg.norm(g)
    return g / length if length else g


STEP = (
    Misconception(
        "sign",
        _step(lambda x, g, rate: x + rate * g),
        Text(
            "Your step goes the wrong way: the gradient points uphill. Which sign leads down?",
            "你的步子方向反了：梯度指向上坡。哪个符号才是往下走？",
        ),
    ),
    Misconception(
        "maximize_ignored",
        _only_down,
        Text(
            "The argument maximize has no effect on your answer: with `maximize=True` the step goes uphill.",
            "参数 maximize 对你的结果没有作用：`maximize=True` 时应当往上走。",
        ),
    ),
    Misconception(
        "in_place",
        _step(_in_place),
        Text(
            "You write into x itself. We ask for a new array: whoever called you still needs the old place, "
            "and an array of integers can't hold the new one.",
            "你改写了 x 本身。应当返回一个新的数组：调用者还要用原来的位置，而整数数组也存不下新的位置。",
        ),
    ),
    Misconception(
        "unit_length",
        _step(lambda x, g, rate: x - rate * _unit(g)),
        Text(
            "You divide the gradient by its length. Take it as it is: "
            "the formula multiplies it by the learning rate only.",
            "你把梯度除以了它的长度。梯度要原样使用：公式里只乘学习率。",
        ),
    ),
    Misconception(
        "no_rate",
        _step(lambda x, g, rate: x - g),
        Text(
            "The learning rate has no effect on your answer.",
            "学习率对你的结果没有作用。",
        ),
    ),
    Misconception(
        "step_alone",
        _step(lambda x, g, rate: -rate * g),
        Text(
            "You return the step, not the place where it leads. Where did it start?",
            "你返回的是步子本身，不是走到的位置。这一步是从哪里出发的？",
        ),
    ),
    Misconception(
        "broadcast",
        _step(lambda x, g, rate: x - rate * g, checked=False),
        Text(
            "NumPy stretches x and grad of different shapes to fit each other. Here that is a mistake of the caller: "
            "`ValueError`.",
            "x 与 grad 形状不同时，NumPy 会自动广播。这里说明调用有误：应当抛出 `ValueError`。",
        ),
    ),
)

# gradient_descent -----------------------------------------------------------------------------------------


def _walk(
    move: Callable[..., Any] = lambda x, g, rate: x - rate * g,
    arrived: Callable[..., Any] = lambda g, rate, tol: np.linalg.norm(g) <= tol,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a walk whose steps are ``move(x, g, rate)`` and that ends where ``arrived(g, rate, tol)``."""

    def variant(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
        if checked and (learning_rate <= 0 or n_steps < 0):
            raise ValueError("argument")
        path = [np.array(x0, dtype=np.float64)]
        for _ in range(n_steps):
            gradient = np.asarray(grad_fn(path[-1].copy()))
            if checked and gradient.shape != path[-1].shape:
                raise ValueError("shape")
            if arrived(gradient, learning_rate, tol):
                break
            path.append(np.asarray(move(path[-1], gradient, learning_rate)))
        return np.stack(path)

    return variant


_right = _walk()


def _integer_rows(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
    start = np.array(x0)
    if start.dtype.kind == "f":
        return _right(grad_fn, x0, learning_rate, n_steps, tol)
    return _walk(lambda x, g, rate: np.trunc(x - rate * g))(grad_fn, x0, learning_rate, n_steps, tol).astype(np.int64)


def _late(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    path = [np.array(x0, dtype=np.float64)]
    for _ in range(n_steps):
        gradient = np.asarray(grad_fn(path[-1].copy()))
        if gradient.shape != path[-1].shape:
            raise ValueError("shape")
        path.append(np.asarray(path[-1] - learning_rate * gradient))
        if np.linalg.norm(gradient) <= tol:
            break
    return np.stack(path)


def _gradient_once(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
    first = np.asarray(grad_fn(np.array(x0, dtype=np.float64)))
    return _right(lambda x: first, x0, learning_rate, n_steps, tol)


def _of_the_path(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return a walk whose path is spoiled by ``change(path)``."""
    return lambda grad_fn, x0, learning_rate, n_steps, tol=0.0: change(_right(grad_fn, x0, learning_rate, n_steps, tol))


def _moves_x0(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
    if learning_rate <= 0 or n_steps < 0:
        raise ValueError("argument")
    x = np.asarray(x0, dtype=np.float64)
    path = [x.copy()]
    for _ in range(n_steps):
        gradient = np.asarray(grad_fn(x))
        if gradient.shape != x.shape:
            raise ValueError("shape")
        if np.linalg.norm(gradient) <= tol:
            break
        x -= learning_rate * gradient
        path.append(x.copy())
    return np.stack(path)


def _view_of_x0(grad_fn: Any, x0: Any, learning_rate: Any, n_steps: Any, tol: Any = 0.0) -> Any:
    path = _right(grad_fn, x0, learning_rate, n_steps, tol)
    return np.asarray(x0, dtype=np.float64)[None] if len(path) == 1 else path


DESCENT = (
    Misconception(
        "ascent",
        _walk(lambda x, g, rate: x + rate * g),
        Text(
            "You climb: every step goes along the gradient. It points uphill.",
            "你在往上爬：每一步都顺着梯度走，而梯度指向上坡。",
        ),
    ),
    Misconception(
        "gradient_once",
        _gradient_once,
        Text(
            "All your steps use the gradient at the start. Ask `grad_fn` again at every place you come to.",
            "你的每一步用的都是起点处的梯度。每到一个新的位置，都要用 `grad_fn` 重新求梯度。",
        ),
    ),
    Misconception(
        "same_array",
        _of_the_path(lambda path: np.stack([path[-1]] * len(path))),
        Text(
            "All rows are the last place. You store one and the same array at every step and go on changing it: "
            "each row needs an array of its own.",
            "每一行（row）都是最后的位置。你每一步存的都是同一个数组，后来又改了它：每一步都要存一个新的数组。",
        ),
    ),
    Misconception(
        "start_missing",
        _of_the_path(lambda path: path[1:]),
        Text(
            "The start is missing: the first place along axis 0 is `x0`, before any step.",
            "漏了起点：轴 0 上的第一个位置是 `x0`，那时还没有走。",
        ),
    ),
    Misconception(
        "last_missing",
        _of_the_path(lambda path: path[:-1]),
        Text(
            "The last place is missing: k steps have k + 1 places, the start included.",
            "漏了最后的位置：走 k 步，连起点一共有 k + 1 个位置。",
        ),
    ),
    Misconception(
        "only_the_last",
        _of_the_path(lambda path: path[-1].copy()),
        Text(
            "You return where the walk ends. We ask for the whole path, the places along axis 0.",
            "你只返回了终点。题目要的是整条路径，各个位置依次排在轴 0 上。",
        ),
    ),
    Misconception(
        "normalized",
        _walk(lambda x, g, rate: x - rate * _unit(g)),
        Text(
            "You divide the gradient by its length. Take it as it is: "
            "the formula multiplies it by the learning rate only.",
            "你把梯度除以了它的长度。梯度要原样使用：公式里只乘学习率。",
        ),
    ),
    Misconception(
        "never_stops",
        _walk(arrived=lambda g, rate, tol: False),
        Text(
            "You always take `n_steps` steps. Where the gradient's norm is at most `tol`, the walk ends, "
            "also for `tol` = 0 on flat ground.",
            "你总是走满 `n_steps` 步。梯度的范数不超过 `tol` 时就应当停下；`tol` 为 0、脚下是平地时也一样。",
        ),
    ),
    Misconception(
        "below_tol",
        _walk(arrived=lambda g, rate, tol: np.linalg.norm(g) < tol),
        Text(
            "You stop where the norm is below `tol`. A norm equal to `tol` ends the walk too: think of `tol` = 0.",
            "你在范数小于 `tol` 时才停。范数等于 `tol` 时也应当停下：想一想 `tol` = 0 的情形。",
        ),
    ),
    Misconception(
        "one_step_late",
        _late,
        Text(
            "You take one step too many: the test comes before the step, not after it.",
            "你多走了一步：应当先判断再走，而不是走完再判断。",
        ),
    ),
    Misconception(
        "largest_entry",
        _walk(arrived=lambda g, rate, tol: np.abs(g).max(initial=0.0) <= tol),
        Text(
            "You compare the largest entry of the gradient with `tol`. We ask for the norm, "
            "the root of the sum of all squares.",
            "你拿梯度中最大的元素与 `tol` 比较。题目要的是范数，即所有平方之和的平方根。",
        ),
    ),
    Misconception(
        "sum_of_entries",
        _walk(arrived=lambda g, rate, tol: np.abs(g).sum() <= tol),
        Text(
            "You compare the sum of the absolute values with `tol`. We ask for the norm, "
            "the root of the sum of all squares.",
            "你拿绝对值之和与 `tol` 比较。题目要的是范数，即所有平方之和的平方根。",
        ),
    ),
    Misconception(
        "no_root",
        _walk(arrived=lambda g, rate, tol: np.sum(g**2) <= tol),
        Text(
            "You compare the sum of squares with `tol`. The norm is its root.",
            "你拿平方和与 `tol` 比较。范数是它的平方根。",
        ),
    ),
    Misconception(
        "length_of_step",
        _walk(arrived=lambda g, rate, tol: rate * np.linalg.norm(g) <= tol),
        Text(
            "You compare the length of the step with `tol`. We ask for the norm of the gradient, "
            "without the learning rate.",
            "你拿每一步移动的距离与 `tol` 比较。题目要的是梯度的范数，不乘学习率。",
        ),
    ),
    Misconception(
        "integer_rows",
        _integer_rows,
        Text(
            "For an `x0` of integers your places are cut to integers. Make `x0` float64 before you walk.",
            "`x0` 是整数时，你的位置被截成了整数。先把 `x0` 转成 float64，再开始走。",
        ),
    ),
    Misconception(
        "moves_x0",
        _moves_x0,
        Text(
            "After your walk `x0` is somewhere else: you change the caller's array in place. Walk on a copy.",
            "你走完以后，`x0` 变了：你原地改动了调用者的数组。要在副本上走。",
        ),
    ),
    Misconception(
        "view_of_x0",
        _view_of_x0,
        Text(
            "When no step is taken, your result shares its memory with `x0`: writing into one changes the other. "
            "Return a copy.",
            "一步也没有走时，你的结果与 `x0` 共用内存：改一个，另一个也会变。要返回副本。",
        ),
    ),
    Misconception(
        "no_checks",
        _walk(checked=False),
        Text(
            "Arguments that make no sense go through: a learning rate that is not positive, "
            "a negative number of steps, a gradient that has not the shape of `x0`. Each is a `ValueError`.",
            "不合理的参数没有拦住：学习率不是正数、步数为负、梯度的形状与 `x0` 不同。都应当抛出 `ValueError`。",
        ),
    ),
)

# diagnose_learning_rate -----------------------------------------------------------------------------------


def _diagnosis(
    product: Callable[[float, float], float] = lambda c, rate: c * rate, tie: float = 1e-12, checked: bool = True
) -> Callable[..., Any]:
    """Return a diagnosis by ``product(curvature, learning_rate)``."""

    def variant(curvature: Any, learning_rate: Any) -> Any:
        if checked and (curvature <= 0 or learning_rate <= 0):
            raise ValueError("positive")
        p = product(curvature, learning_rate)
        if abs(p - 1) <= tie:
            return "one-step"
        if abs(p - 2) <= tie:
            return "oscillates-forever"
        return "monotone" if p < 1 else "oscillates-converges" if p < 2 else "diverges"

    return variant


def _renamed(**names: str) -> Callable[..., Any]:
    """Return a diagnosis that gives other answers for some of the right ones."""

    def variant(curvature: Any, learning_rate: Any) -> Any:
        right = diagnose_learning_rate(curvature, learning_rate)
        return names.get(right.replace("-", "_"), right)

    return variant


DIAGNOSIS = (
    Misconception(
        "diverges_above_one",
        _renamed(oscillates_converges="diverges", oscillates_forever="diverges"),
        Text(
            "You call every rate above 1/curvature divergent. Beyond it x jumps across the minimum, "
            "but up to a limit the distance still shrinks: look at the size of the factor 1 − ηc, "
            "η the rate, c the curvature.",
            "只要学习率超过 1/曲率，你就判断为发散。超过它以后，x 会越过最小值，"
            "但在一定范围内距离仍然在缩小：看因子 1 − ηc 的绝对值，η 是学习率，c 是曲率。",
        ),
    ),
    Misconception(
        "rate_alone",
        _diagnosis(lambda c, rate: rate),
        Text(
            "You look at the learning rate alone. No rate is safe by itself: "
            "the steeper the walls, the smaller it has to be.",
            "你只看了学习率。没有哪个学习率本身就是安全的：坡壁越陡，它就要越小。",
        ),
    ),
    Misconception(
        "curvature_ignored",
        _diagnosis(lambda c, rate: 8 * rate),
        Text(
            "The curvature has no effect on your answer. The 8 belongs to one parabola; another has another factor.",
            "曲率对你的结果没有作用。8 只属于那一条抛物线；换一条，因子就不同。",
        ),
    ),
    Misconception(
        "below_one_is_safe",
        lambda curvature, learning_rate: (
            "monotone" if 0 < learning_rate < 1 and curvature > 0 else diagnose_learning_rate(curvature, learning_rate)
        ),
        Text(
            "You call every rate below 1 safe. What counts is the rate times the curvature: "
            "in a steep valley 0.3 is far too large.",
            "只要学习率小于 1，你就认为安全。要看的是学习率乘曲率：在很陡的山谷里，0.3 就太大了。",
        ),
    ),
    Misconception(
        "half_the_curvature",
        _diagnosis(lambda c, rate: c * rate / 2),
        Text(
            "Your limits are twice too far. The curvature is f'', which is 2a for ax²: you halve it once more.",
            "你的界限都远了一倍。曲率就是 f''，对 ax² 来说是 2a：你又把它减半了一次。",
        ),
    ),
    Misconception(
        "crossing_swapped",
        _renamed(monotone="oscillates-converges", oscillates_converges="monotone"),
        Text(
            'You swap "monotone" and "oscillates-converges". While the factor 1 − ηc is positive, '
            "x stays on its side of the minimum.",
            '"monotone" 和 "oscillates-converges" 弄反了。只要因子 1 − ηc 是正的，x 就始终在最小值的同一侧。',
        ),
    ),
    Misconception(
        "two_diverges",
        _renamed(oscillates_forever="diverges"),
        Text(
            'At a product of exactly 2 you say "diverges". The factor is −1 there: how far is x after two steps?',
            '乘积恰好等于 2 时，你判断为 "diverges"。这时因子是 −1：走两步以后，x 离最小值多远？',
        ),
    ),
    Misconception(
        "two_converges",
        _renamed(oscillates_forever="oscillates-converges"),
        Text(
            'At a product of exactly 2 you say "oscillates-converges". The factor is −1 there: '
            "does the distance ever shrink?",
            '乘积恰好等于 2 时，你判断为 "oscillates-converges"。这时因子是 −1：距离会缩小吗？',
        ),
    ),
    Misconception(
        "exact",
        _diagnosis(tie=0.0),
        Text(
            "You compare the product with 1 and 2 exactly. 49 · (1/49) is no exact 1 in floating point: "
            "allow the tolerance that the exercise names.",
            "你拿乘积与 1 和 2 做精确比较。在浮点数里，49 · (1/49) 并不恰好是 1：要留出题目给的容差。",
        ),
    ),
    Misconception(
        "too_tolerant",
        _diagnosis(tie=1e-9),
        Text(
            "Products that are clearly not 1 or 2 count as equal in your answer. The tolerance is 1e-12.",
            "明显不等于 1 或 2 的乘积，你也当成相等了。容差是 1e-12。",
        ),
    ),
    Misconception(
        "any_numbers",
        _diagnosis(checked=False),
        Text(
            "A curvature or a rate that is not positive goes through. Say so by a `ValueError`.",
            "曲率或学习率不是正数时，你没有拦住。应当抛出 `ValueError`。",
        ),
    ),
)
