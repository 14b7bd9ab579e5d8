"""Lesson 08: wrong circles, and a sentence for each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from lessonkit.language import Text

Rule = Callable[..., Any]


def _angles(rng: Any, k: int) -> Any:
    return rng.uniform(0, 2 * np.pi, k)


def _joined(X: Any, y: Any, rng: Any) -> Any:
    order = rng.permutation(len(X))
    return X[order], y[order]


def _circles(
    *,
    angles: Rule = _angles,
    outer: Rule = lambda m: m // 2,
    inner_first: bool = False,
    labels: tuple[float, float] = (0.0, 1.0),
    radii: Rule = lambda factor: (1.0, factor),
    place: Rule = lambda radius, angle: np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]),
    spread: Rule = lambda X, noise, rng: X + rng.normal(0, noise, X.shape),
    shuffled: Rule = _joined,
    checked: bool = True,
) -> Callable[..., Any]:
    """Return a generator of circles with one mistake."""

    def variant(m: Any, factor: Any = 0.5, noise: Any = 0.1, *, rng: Any) -> Any:
        if checked and m < 2:
            raise ValueError(m)
        k = outer(m)
        if inner_first:
            inside = angles(rng, m - k)
            angle = np.concatenate([angles(rng, k), inside])
        else:
            angle = np.concatenate([angles(rng, k), angles(rng, m - k)])
        sizes = np.array([k, m - k])
        X = spread(place(np.repeat(radii(factor), sizes), angle), noise, rng)
        return shuffled(X, np.repeat(labels, sizes).reshape(-1, 1), rng)

    return variant


def _radial(X: Any, noise: Any, rng: Any) -> Any:
    radius = np.hypot(*X.T)
    return X * ((radius + rng.normal(0, noise, len(X))) / radius)[:, None]


def _by_columns(X: Any, noise: Any, rng: Any) -> Any:
    return X + np.column_stack([rng.normal(0, noise, len(X)), rng.normal(0, noise, len(X))])


def _noise_last(m: Any, factor: Any = 0.5, noise: Any = 0.1, *, rng: Any) -> Any:
    X, y = _circles(spread=lambda X, noise, rng: X)(m, factor, noise, rng=rng)
    return X + rng.normal(0, noise, X.shape), y


def _circle_by_circle(m: Any, factor: Any = 0.5, noise: Any = 0.1, *, rng: Any) -> Any:
    if m < 2:
        raise ValueError(m)
    parts = []
    for k, radius in ((m // 2, 1.0), (m - m // 2, factor)):
        angle = _angles(rng, k)
        circle = radius * np.column_stack([np.cos(angle), np.sin(angle)])
        parts.append(circle + rng.normal(0, noise, circle.shape))
    y = np.repeat([0.0, 1.0], [m // 2, m - m // 2]).reshape(-1, 1)
    return _joined(np.concatenate(parts), y, rng)


def _with_own(seed: int) -> Callable[..., Any]:
    right = _circles()
    return lambda m, factor=0.5, noise=0.1, *, rng: right(m, factor, noise, rng=np.random.default_rng(seed))


CIRCLES = (
    Misconception(
        "shuffled_apart",
        _circles(shuffled=lambda X, y, rng: (X[rng.permutation(len(X))], y[rng.permutation(len(y))])),
        Text(
            "X and y are shuffled apart, so a label no longer belongs to its point. Draw one order and use it "
            "for both.",
            "X 和 y 各打乱了一次，标签就不再属于自己的点了。只抽一个次序，两边都用它。",
        ),
    ),
    Misconception(
        "labels_left_behind",
        _circles(shuffled=lambda X, y, rng: (X[rng.permutation(len(X))], y)),
        Text(
            "Only X is shuffled: the labels stay in the old order and no longer belong to their points.",
            "只打乱了 X：标签还留在原来的次序里，不再属于自己的点了。",
        ),
    ),
    Misconception(
        "not_shuffled",
        _circles(shuffled=lambda X, y, rng: (X, y)),
        Text(
            "The points come in the order in which they were made: first all of the outer circle, then all of the "
            "inner one. The last draw is that of a new order.",
            "点还是生成时的次序：先是外圈的全部，再是内圈的全部。最后还要抽一个新的次序。",
        ),
    ),
    Misconception(
        "labels_swapped",
        _circles(labels=(1.0, 0.0)),
        Text(
            "The labels are swapped: the outer circle is class 0, the inner one class 1.",
            "标签弄反了：外圈是类别 0，内圈是类别 1。",
        ),
    ),
    Misconception(
        "radii_swapped",
        _circles(radii=lambda factor: (factor, 1.0)),
        Text(
            "The radii are swapped: the points that are drawn first lie on the outer circle, with radius 1.",
            "半径弄反了：先抽的那些点在外圈上，半径是 1。",
        ),
    ),
    Misconception(
        "outer_gets_more",
        _circles(outer=lambda m: m - m // 2),
        Text(
            "With an odd m the outer circle gets one point too many. It has m // 2 of them, the inner one the rest.",
            "m 是奇数时，外圈多了一个点。外圈有 m // 2 个点，其余的归内圈。",
        ),
    ),
    Misconception(
        "radial_noise",
        _circles(spread=_radial),
        Text(
            "The noise changes only the radius. Each of the two coordinates gets noise of its own.",
            "噪声只改变了半径。两个坐标要各加各的噪声。",
        ),
    ),
    Misconception(
        "shared_noise",
        _circles(spread=lambda X, noise, rng: X + rng.normal(0, noise, (len(X), 1))),
        Text(
            "Both coordinates of a point get the same noise, so points move only along the diagonal. "
            "Draw (m, 2) numbers.",
            "一个点的两个坐标加了同一个噪声，点只会沿对角线移动。要抽 (m, 2) 个数。",
        ),
    ),
    Misconception(
        "noise_by_columns",
        _circles(spread=_by_columns),
        Text(
            "The noise is drawn for all x and then for all y. The task asks for one draw of shape (m, 2), "
            "which goes point by point.",
            "噪声是先给所有点的 x 抽，再给所有点的 y 抽的。题目要一次抽出形状为 (m, 2) 的数组，那样是逐点抽的。",
        ),
    ),
    Misconception(
        "noise_left_out_at_0",
        _circles(spread=lambda X, noise, rng: X + rng.normal(0, noise, X.shape) if noise else X),
        Text(
            "With noise 0 nothing is drawn for it, so the order comes out differently. "
            "The draw belongs to the contract: it is made even when it changes no point.",
            "噪声为 0 时你没有抽它，于是后面的次序就不同了。这次抽取是约定的一部分：哪怕一个点也不会动，也要抽。",
        ),
    ),
    Misconception(
        "noise_last",
        _noise_last,
        Text(
            "The order is drawn before the noise. The noise comes first: angles, noise, then the order.",
            "你先抽了次序，后抽噪声。题目的先后是：角度、噪声，最后是次序。",
        ),
    ),
    Misconception(
        "circle_by_circle",
        _circle_by_circle,
        Text(
            "Each circle gets its noise right after its angles. The noise is drawn for all points at once, "
            "when both circles have their angles.",
            "你给每个圆抽完角度，马上就抽了它的噪声。应当等两个圆的角度都抽完，再给所有的点一次抽出噪声。",
        ),
    ),
    Misconception(
        "inner_first",
        _circles(inner_first=True),
        Text(
            "The angles of the inner circle are drawn first. The outer circle comes first.",
            "你先抽了内圈的角度。应当先抽外圈的。",
        ),
    ),
    Misconception(
        "evenly_spaced",
        _circles(angles=lambda rng, k: np.linspace(0, 2 * np.pi, k, endpoint=False)),
        Text(
            "The angles stand at equal distances. They are drawn at random, uniformly between 0 and 2π.",
            "你的角度是等间隔的。角度应当在 0 与 2π 之间均匀地随机抽取。",
        ),
    ),
    Misconception(
        "evenly_spaced_closed",
        _circles(angles=lambda rng, k: np.linspace(0, 2 * np.pi, k)),
        Text(
            "The angles stand at equal distances from 0 to 2π, where the last point meets the first. "
            "They are drawn at random.",
            "你的角度从 0 到 2π 等间隔，最后一个点与第一个点重合。角度应当随机抽取。",
        ),
    ),
    Misconception(
        "half_circle",
        _circles(angles=lambda rng, k: rng.uniform(0, np.pi, k)),
        Text(
            "The angles end at π: that is half a circle. In radians a whole turn is 2π.",
            "角度只到 π，那是半个圆。用弧度计，转一整圈是 2π。",
        ),
    ),
    Misconception(
        "degrees",
        _circles(angles=lambda rng, k: rng.uniform(0, 360, k)),
        Text(
            "The angles are drawn in degrees. NumPy's functions of angles take radians.",
            "角度是按度数抽的。NumPy 的三角函数用的是弧度。",
        ),
    ),
    Misconception(
        "axes_swapped",
        _circles(place=lambda radius, angle: np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])),
        Text(
            "The two coordinates are swapped: x goes with the cosine of the angle, y with its sine.",
            "两个坐标弄反了：x 用角度的余弦，y 用角度的正弦。",
        ),
    ),
    Misconception(
        "own_generator",
        _with_own(0),
        Text(
            "A generator of your own is made inside, so every call gives the same points. Draw from the "
            "argument `rng`.",
            "你在里面另造了一个随机数生成器，所以每次调用都得到同样的点。要用参数 `rng` 来抽。",
        ),
    ),
    Misconception(
        "unchecked",
        _circles(checked=False),
        Text(
            "Fewer than two points go through. Then a circle is left without any: this is a `ValueError`.",
            "不足两个点也没有拦住。那样总有一个圆上没有点：应当抛出 `ValueError`。",
        ),
    ),
)
