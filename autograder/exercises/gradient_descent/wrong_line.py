"""Lesson 6: wrong lines between two sets of parameters, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from lessonkit.language import Text


def _check(theta0: Any, theta1: Any, n: int) -> None:
    shapes = [[{name: array.shape for name, array in layer.items()} for layer in theta] for theta in (theta0, theta1)]
    if n < 1 or shapes[0] != shapes[1]:
        raise ValueError("argument")


def _mixed(theta0: Any, theta1: Any, t: float, names: tuple[str, ...] = ("W", "b")) -> Any:
    return [
        {name: start[name] + t * (end[name] - start[name]) if name in names else start[name] for name in start}
        for start, end in zip(theta0, theta1, strict=False)
    ]


def _added(theta0: Any, theta1: Any, t: float) -> Any:
    return [{name: start[name] + t * end[name] for name in start} for start, end in zip(theta0, theta1, strict=True)]


def _line(
    places: Callable[[int], Any] = lambda n: np.linspace(0, 1, n),
    mixed: Callable[..., Any] = _mixed,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return the losses at ``mixed(theta0, theta1, t)`` for all t of ``places(n)``."""

    def variant(loss_fn: Any, theta0: Any, theta1: Any, n: Any = 21) -> Any:
        if checked:
            _check(theta0, theta1, n)
        return np.array([float(loss_fn(mixed(theta0, theta1, t))) for t in places(n)])

    return variant


def _chord(loss_fn: Any, theta0: Any, theta1: Any, n: Any = 21) -> Any:
    _check(theta0, theta1, n)
    t = np.linspace(0, 1, n)
    return (1 - t) * loss_fn(theta0) + t * loss_fn(theta1)


def _moved(theta0: Any, theta1: Any, n: int, loss_fn: Any) -> list[float]:
    losses = [float(loss_fn(theta0))]
    steps = [
        {name: (end[name] - start[name]) / max(n - 1, 1) for name in start}
        for start, end in zip(theta0, theta1, strict=True)
    ]
    for _ in range(n - 1):
        for layer, step in zip(theta0, steps, strict=True):
            for name in layer:
                layer[name] += step[name]
        losses.append(float(loss_fn(theta0)))
    return losses


def _in_place(loss_fn: Any, theta0: Any, theta1: Any, n: Any = 21) -> Any:
    _check(theta0, theta1, n)
    return np.array(_moved(theta0, theta1, n, loss_fn))


LINE = (
    Misconception(
        "end_missing",
        _line(lambda n: np.arange(n) / n),
        Text(
            "Your last place is before θ₁: t goes from 0 to 1, both included. n places have n − 1 gaps.",
            "你的最后一个位置还没有到 θ₁：t 从 0 到 1，两端都要取到。n 个位置之间有 n − 1 个间隔。",
        ),
    ),
    Misconception(
        "start_missing",
        _line(lambda n: np.arange(1, n + 1) / n),
        Text(
            "Your first place is beyond θ₀: t goes from 0 to 1, both included. n places have n − 1 gaps.",
            "你的第一个位置已经离开 θ₀：t 从 0 到 1，两端都要取到。n 个位置之间有 n − 1 个间隔。",
        ),
    ),
    Misconception(
        "only_weights",
        _line(mixed=lambda theta0, theta1, t: _mixed(theta0, theta1, t, ("W",))),
        Text(
            "Only the weights move, the biases stay those of θ₀. All parameters go along the line.",
            "只有权重在变，偏置还是 θ₀ 的。所有参数都要沿着直线走。",
        ),
    ),
    Misconception(
        "backwards",
        _line(lambda n: np.linspace(1, 0, n)),
        Text(
            "You walk from θ₁ to θ₀. The first loss belongs to θ₀.",
            "你是从 θ₁ 走到 θ₀ 的。第一个损失应当是 θ₀ 的。",
        ),
    ),
    Misconception(
        "difference_forgotten",
        _line(mixed=_added),
        Text(
            "You add t times θ₁ to the whole of θ₀. At t = 1 only θ₁ must be left.",
            "你在整个 θ₀ 上又加了 t 倍的 θ₁。t = 1 时，应当只剩下 θ₁。",
        ),
    ),
    Misconception(
        "losses_joined",
        _chord,
        Text(
            "You draw a straight line between the two losses. We ask for the loss at the parameters between: "
            "whether it lies above or below that line is the question.",
            "你只是在两个损失之间连了一条直线。题目要的是中间那些参数处的损失：它在这条直线的上方还是下方，正是要看的。",
        ),
    ),
    Misconception(
        "one_too_many",
        _line(lambda n: np.linspace(0, 1, n + 1)),
        Text(
            "You return n + 1 losses. n counts the places, not the gaps between them.",
            "你返回了 n + 1 个损失。n 是位置的个数，不是间隔的个数。",
        ),
    ),
    Misconception(
        "last_layer_only",
        _line(mixed=lambda theta0, theta1, t: [*theta0[:-1], *_mixed(theta0[-1:], theta1[-1:], t)]),
        Text(
            "Only the last layer moves, the others stay those of θ₀. All layers go along the line.",
            "只有最后一层在变，其他层还是 θ₀ 的。所有层都要沿着直线走。",
        ),
    ),
    Misconception(
        "one_place_fails",
        lambda loss_fn, theta0, theta1, n=21: _line(lambda n: [k / (n - 1) for k in range(n)])(
            loss_fn, theta0, theta1, n
        ),
        Text(
            "For n = 1 you divide by n − 1 = 0. Then the only place is θ₀.",
            "n = 1 时，你除以了 n − 1 = 0。这时唯一的位置就是 θ₀。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "You move θ₀ itself: afterwards the caller's parameters are others. Build new arrays at every place.",
            "你移动的是 θ₀ 本身：之后调用者的参数就变了。每个位置都要建新的数组。",
        ),
    ),
    Misconception(
        "unchecked",
        _line(checked=False),
        Text(
            "Arguments that don't fit go through: two ends that are not built alike, an n below 1. "
            "Each is a `ValueError`.",
            "不合要求的参数没有拦住：两端的结构不同，n 小于 1。都应当抛出 `ValueError`。",
        ),
    ),
)
