"""Whole networks: `mlp_forward`, what linear layers collapse to, XOR, points joined by ReLUs, dead units."""

import itertools
from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script
from autograder.checking.style import no_sample_loop
from autograder.exercises.kit import (
    LAYOUT,
    NO_LOOP,
    NO_SAMPLES,
    ONE_SAMPLE,
    STAYS,
    FloatArray,
    calling,
    halves,
    laid_out,
    twice,
)
from autograder.exercises.layers import hints, nets
from autograder.exercises.layers import wrong_networks as wrong
from autograder.exercises.layers.dense import ACTIVATIONS, stay
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import layers as ref
from lessonkit.language import Text

Net = list[dict[str, FloatArray]]


def net(rng: np.random.Generator, *sizes: int) -> Net:
    """Draw the parameters of a network with these layer sizes; no bias is 0, and weights stay small."""
    return [
        {"W": halves(rng, n_in, n_out, most=2), "b": rng.permutation(np.arange(1, n_out + 1)) / 4.0 - n_out / 6.0}
        for n_in, n_out in itertools.pairwise(sizes)
    ]


def _mixed(rng: np.random.Generator, m: int, *sizes: int) -> tuple[FloatArray, Net]:
    """Draw samples and a network whose hidden units are neither all silent nor all active."""
    while True:
        X, params = halves(rng, m, sizes[0], most=2), net(rng, *sizes)
        Z = X @ params[0]["W"] + params[0]["b"]
        share = float((Z > 0).mean())
        last = ref.mlp_forward(X, params, ["relu"] * len(params))[1][-1]["Z"]
        if 0.2 < share < 0.8 and np.abs(last).max() < 20 and last.min() < -0.1:
            return X, params


STUDENT: Net = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
"""The untrained network of the pass/fail story, 2-3-1."""
BIASED: Net = [
    {"W": STUDENT[0]["W"], "b": np.array([0.1, -0.2, 0.3])},
    {"W": STUDENT[1]["W"], "b": np.array([0.5])},
]
QUERIES = np.array([[4.0, 5.0], [1.0, 0.0]])
HIDDEN = ("relu", "tanh", "sigmoid", "leaky_relu")

# mlp_forward ----------------------------------------------------------------------------------------------


def _any_names(rng: np.random.Generator, layers: int) -> list[str]:
    return [str(name) for name in rng.choice(HIDDEN, layers)]


def _deep(rng: np.random.Generator) -> list[Step]:
    X, params = _mixed(rng, 5, 3, 4, 2, 3)
    names = [str(name) for name in rng.permutation(["relu", "tanh", "linear"])]
    return [Call("mlp_forward", (X, params, names))]


def _with_softmax(rng: np.random.Generator) -> list[Step]:
    X, params = _mixed(rng, 4, 2, 5, 3)
    return [Call("mlp_forward", (X, params, ["leaky_relu", "softmax"]))]


def _untouched_net(rng: np.random.Generator, *sizes: int) -> list[Step]:
    X, params = _mixed(rng, 4, *sizes)
    looks: list[Step] = [Look(Ref("X"))]
    looks += [Look(Ref("params", (at, key))) for at in range(len(params)) for key in ("W", "b")]
    names = ["relu"] * (len(params) - 1) + ["linear"]
    call = Call("mlp_forward", (Ref("X"), Ref("params"), names))
    return [Make("X", X), Make("params", params), call, *looks, Write(Ref("result", (0,)), 9.0), *looks]


def _net_of(sizes: tuple[int, ...]) -> Net:
    return net(np.random.default_rng(7), *sizes)


def _bad_lengths(rng: np.random.Generator) -> list[Step]:
    X, params = halves(rng, 3, 2), _net_of((2, 3, 1))
    return [
        Call("mlp_forward", (X, params, ["relu", "tanh", "linear"])),
        Call("mlp_forward", (X, params, ["relu"])),
        Call("mlp_forward", (X, [], [])),
    ]


MLP = Exercise(
    id="mlp_forward",
    alias="L03-E6",
    points=4,
    reference=(ref.mlp_forward,),
    needs=(*ACTIVATIONS, ref.dense_forward),
    signature="mlp_forward(X, params, activations)",
    cases=(
        *twice(
            "student",
            Text("a 2-3-1 network, ReLU then sigmoid", "2-3-1 网络，先 ReLU 后 sigmoid"),
            calling("mlp_forward", QUERIES, STUDENT, ["relu", "sigmoid"]),
            lambda rng: [Call("mlp_forward", (*_mixed(rng, 6, 2, 4, 1), ["relu", "sigmoid"]))],
            weight=1.5,
        ),
        *twice(
            "biases",
            Text("a network whose layers all have biases", "每一层都有偏置的网络"),
            calling("mlp_forward", QUERIES, BIASED, ["relu", "sigmoid"]),
            lambda rng: [Call("mlp_forward", (*_mixed(rng, 5, 3, 4, 2), ["tanh", "sigmoid"]))],
            weight=1.5,
        ),
        *twice(
            "deep",
            Text("three layers, each with another activation function", "三层，激活函数各不相同"),
            lambda rng: _deep(np.random.default_rng(3)),
            _deep,
            weight=1.5,
        ),
        *twice(
            "softmax",
            Text("a last layer with softmax, a hidden one with Leaky ReLU", "最后一层是 softmax，隐藏层是 Leaky ReLU"),
            lambda rng: _with_softmax(np.random.default_rng(4)),
            _with_softmax,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            lambda rng: [Call("mlp_forward", (QUERIES, BIASED[:1], ["tanh"]))],
            lambda rng: [Call("mlp_forward", (*_mixed(rng, 4, 3, 2), _any_names(rng, 1)))],
            weight=0.5,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("mlp_forward", QUERIES[:1], BIASED, ["relu", "linear"]),
            lambda rng: [Call("mlp_forward", (halves(rng, 1, 4), net(rng, 4, 3, 2), ["relu", "linear"]))],
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "extremes",
            Text("pre-activations of ±800 and more", "净输入达到 ±800，甚至更大"),
            calling("mlp_forward", 400 * QUERIES, BIASED, ["relu", "sigmoid"]),
            lambda rng: [
                Call("mlp_forward", (1000 * QUERIES, net(rng, 2, 3), [name])) for name in ("sigmoid", "softmax")
            ],
            weight=0.25,
            group=Group.STABILITY,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _untouched_net(np.random.default_rng(5), 2, 3, 1),
            lambda rng: _untouched_net(rng, 3, 4, 2),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            calling("mlp_forward", np.zeros((0, 2)), BIASED, ["relu", "sigmoid"]),
            lambda rng: [Call("mlp_forward", (np.zeros((0, 3)), net(rng, 3, 4, 2), ["tanh", "linear"]))],
            weight=0.5,
            group=Group.EMPTY,
        ),
        *twice(
            "lengths",
            Text(
                "not one activation for each layer, or no layer at all: `ValueError`",
                "激活函数与层的个数不同，或者一层也没有：`ValueError`",
            ),
            lambda rng: [
                Call("mlp_forward", (QUERIES, STUDENT, ["relu"])),
                Call("mlp_forward", (QUERIES, [], [])),
            ],
            _bad_lengths,
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "unknown",
            Text("an unknown name of an activation: `ValueError`", "不认识的激活函数名称：`ValueError`"),
            calling("mlp_forward", QUERIES, STUDENT, ["relu", "cosine"]),
            lambda rng: [
                Call("mlp_forward", (QUERIES, STUDENT, names)) for names in (["ReLU", "sigmoid"], ["relu", ""])
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        no_sample_loop(
            "no_loop",
            NO_LOOP,
            "mlp_forward",
            lambda rng, m: (halves(rng, m, 2), _net_of((2, 3, 1)), ["relu", "sigmoid"]),
            weight=1.5,
            public=True,
        ),
        no_sample_loop(
            "no_loop_again",
            NO_LOOP,
            "mlp_forward",
            lambda rng, m: (halves(rng, m, 3), _net_of((3, 2, 4)), ["tanh", "softmax"]),
            weight=0.25,
        ),
    ),
    misconceptions=wrong.MLP,
    hints=hints.MLP,
)

# collapse_linear ------------------------------------------------------------------------------------------

FIRST = {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([1.0, -3.0])}
SECOND = {"W": np.array([[2.0], [1.0]]), "b": np.array([0.5])}
THIRD = {"W": np.array([[-1.0, 3.0]]), "b": np.array([0.0, 1.0])}


def _untouched_stack(params: Net, part: int) -> list[Step]:
    looks: list[Step] = [Look(Ref("params", (at, key))) for at in range(len(params)) for key in ("W", "b")]
    call = Call("collapse_linear", (Ref("params"),))
    return [Make("params", params), call, *looks, Write(Ref("result", (part,)), 9.0), *looks]


COLLAPSE = Exercise(
    id="collapse_linear",
    alias="L03-E9",
    points=3,
    reference=(ref.collapse_linear,),
    needs=(ref.dense_forward,),
    signature="collapse_linear(params)",
    cases=(
        *twice(
            "two_layers",
            Text("two layers", "两层"),
            calling("collapse_linear", [FIRST, SECOND]),
            lambda rng: [Call("collapse_linear", (net(rng, 3, 4, 2),)), Call("collapse_linear", (net(rng, 2, 5, 3),))],
            weight=1.5,
        ),
        *twice(
            "three_layers",
            Text("three layers and more", "三层或更多"),
            calling("collapse_linear", [FIRST, SECOND, THIRD]),
            lambda rng: [
                Call("collapse_linear", (net(rng, 2, 4, 3, 2),)),
                Call("collapse_linear", (net(rng, 3, 2, 4, 1, 2),)),
            ],
            weight=2,
        ),
        *twice(
            "square",
            Text("layers of equal size", "各层大小相同"),
            calling("collapse_linear", [FIRST, {"W": np.array([[0.0, 1.0], [2.0, 1.0]]), "b": np.array([5.0, 7.0])}]),
            lambda rng: [Call("collapse_linear", (net(rng, 3, 3, 3, 3),))],
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            calling("collapse_linear", [FIRST]),
            lambda rng: [Call("collapse_linear", (net(rng, 3, 2),))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _untouched_stack([dict(FIRST), dict(SECOND)], 0),
            lambda rng: _untouched_stack(net(rng, 3, 2, 4), 1),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "copies",
            Text("for a single layer the result is new, too", "只有一层时，结果也是新数组"),
            lambda rng: _untouched_stack([dict(FIRST)], 0),
            lambda rng: _untouched_stack(net(rng, 3, 2), 1),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "nothing",
            Text("an empty list: `ValueError`", "空列表：`ValueError`"),
            calling("collapse_linear", []),
            calling("collapse_linear", []),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "mismatch",
            Text("layers that do not fit each other: `ValueError`", "各层的形状不匹配：`ValueError`"),
            calling("collapse_linear", [FIRST, THIRD]),
            lambda rng: [Call("collapse_linear", ([*net(rng, 2, 3), *net(rng, 4, 1)],))],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.COLLAPSE,
    hints=hints.COLLAPSE,
)

# xor_mlp_params -------------------------------------------------------------------------------------------


def _spoiled(layer: int, key: str) -> Script:
    """Ask, write into the answer, ask again: the second answer must be right too."""
    call = Call("xor_mlp_params")
    return lambda rng: [call, Write(Ref("result", (layer, key)), 9.0), call]


XOR = Exercise(
    id="xor_mlp_params",
    alias="L03-E7",
    points=3,
    reference=(ref.xor_mlp_params,),
    signature="xor_mlp_params()",
    cases=(
        *twice(
            "table",
            Text("the truth table of XOR", "异或的真值表"),
            calling("xor_mlp_params"),
            lambda rng: [Call("xor_mlp_params"), Call("xor_mlp_params")],
            weight=2,
            property=nets.computes_xor,
        ),
        *twice(
            "fresh",
            Text("each answer is a new list with new arrays", "每次返回的都是新列表和新数组"),
            _spoiled(0, "W"),
            _spoiled(1, "b"),
            weight=0.25,
            group=Group.PURITY,
            property=nets.computes_xor,
        ),
    ),
    misconceptions=wrong.XOR,
    hints=hints.XOR,
)

# relu_interpolator ----------------------------------------------------------------------------------------


def _points(rng: np.random.Generator, count: int) -> tuple[FloatArray, FloatArray]:
    """Draw points with unequal distances, none of them 1, the first away from height 0."""
    gaps = rng.permutation([0.5, 1.5, 2.0, 0.75, 2.5, 0.25, 3.0])[:count]
    ys = rng.permutation(np.arange(1, count + 1)) + rng.integers(1, 4, count) / 4.0
    return float(rng.integers(-3, 4)) + np.cumsum(gaps) + 0.5, ys * rng.choice([-1.0, 1.0])


def _interpolator(count: int) -> Script:
    return lambda rng: [
        Call("relu_interpolator", _points(rng, count)),
        Call("relu_interpolator", _points(rng, count + 1)),
    ]


def _points_stay(xs: FloatArray, ys: FloatArray) -> list[Step]:
    looks: list[Step] = [Look(Ref("xs")), Look(Ref("ys"))]
    writes: list[Step] = [Write(Ref("result", (layer, "b")), 9.0) for layer in (0, 1)]
    call = Call("relu_interpolator", (Ref("xs"), Ref("ys")))
    return [Make("xs", xs), Make("ys", ys), call, *looks, *writes, *looks]


XS, YS = np.array([0.0, 1.0, 3.0]), np.array([1.0, 3.0, 2.0])

INTERPOLATOR = Exercise(
    id="relu_interpolator",
    alias="L03-E8",
    points=4,
    reference=(ref.relu_interpolator,),
    signature="relu_interpolator(xs, ys)",
    cases=(
        *twice(
            "three_points",
            Text("a few points", "几个点"),
            calling("relu_interpolator", XS, YS),
            _interpolator(4),
            weight=2.5,
            property=nets.joins_the_points,
        ),
        *twice(
            "two_points",
            Text("two points", "两个点"),
            calling("relu_interpolator", np.array([1.0, 3.0]), np.array([2.0, -1.0])),
            lambda rng: [Call("relu_interpolator", _points(rng, 2))],
            property=nets.joins_the_points,
        ),
        *twice(
            "many_points",
            Text("many points", "许多个点"),
            lambda rng: [Call("relu_interpolator", (np.linspace(-2, 3, 30) ** 3, np.cos(np.arange(30.0))))],
            lambda rng: [
                Call("relu_interpolator", (np.cumsum(rng.uniform(0.1, 1.0, 40)), rng.normal(size=40))),
            ],
            property=nets.joins_the_points,
        ),
        *twice(
            "one_point",
            Text("a single point: constant everywhere", "只有一个点：处处是常数"),
            calling("relu_interpolator", np.array([2.0]), np.array([-3.0])),
            lambda rng: [Call("relu_interpolator", _points(rng, 1))],
            weight=0.5,
            group=Group.EDGE,
            property=nets.joins_the_points,
        ),
        *twice(
            "integers",
            Text("points of an integer dtype", "点的坐标的数据类型是整数"),
            calling("relu_interpolator", np.array([-2, 0, 3]), np.array([1, 4, 2])),
            lambda rng: [
                Call("relu_interpolator", (np.cumsum(rng.permutation([2, 3, 4, 5])), rng.permutation([1, 4, 2, 7])))
            ],
            weight=0.5,
            group=Group.EDGE,
            property=nets.joins_the_points,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _points_stay(XS.copy(), YS.copy()),
            lambda rng: _points_stay(*_points(rng, 3)),
            weight=0.5,
            group=Group.PURITY,
            property=nets.points_stay,
        ),
        *twice(
            "not_increasing",
            Text("xs does not strictly increase: `ValueError`", "xs 不是严格递增：`ValueError`"),
            lambda rng: [
                Call("relu_interpolator", (np.array([0.0, 2.0, 1.0]), YS)),
                Call("relu_interpolator", (np.array([0.0, 0.0, 1.0]), YS)),
            ],
            lambda rng: [
                Call("relu_interpolator", (np.array([0.0, 1.0, 1.0]), YS)),
                Call("relu_interpolator", (np.array([3.0, 2.0, 1.0]), YS)),
            ],
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "mismatch",
            Text("xs and ys differ in length, or are empty: `ValueError`", "xs 与 ys 长度不同，或者为空：`ValueError`"),
            lambda rng: [
                Call("relu_interpolator", (XS, YS[:2])),
                Call("relu_interpolator", (np.zeros(0), np.zeros(0))),
            ],
            lambda rng: [
                Call("relu_interpolator", (XS[:2], YS)),
                Call("relu_interpolator", (XS, YS[:1])),
                Call("relu_interpolator", (np.zeros(0), np.zeros(0))),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong.INTERPOLATOR,
    hints=hints.INTERPOLATOR,
)

# dead_unit_fraction ---------------------------------------------------------------------------------------


def _partly_dead(rng: np.random.Generator, m: int, n: int) -> FloatArray:
    """Draw Z (m, n): some units silent everywhere, one silent with a 0 in it, one sample silent at every unit."""
    Z = halves(rng, m, n) + 0.25
    Z[:, 2:] += 1.0 - Z[:, 2:].min(axis=0)
    Z[0, 2:] = -0.25
    Z[:, :2] = -np.abs(Z[:, :2])
    Z[1, 0] = 0.0
    return Z[:, rng.permutation(n)]


def _wide(rng: np.random.Generator, m: int) -> tuple[Any, ...]:
    return (halves(rng, m, 3) - 3.0,)


DEAD = Exercise(
    id="dead_unit_fraction",
    alias="L03-E10",
    points=2,
    reference=(ref.dead_unit_fraction,),
    signature="dead_unit_fraction(Z)",
    cases=(
        *twice(
            "values",
            Text("some units silent for every sample", "有些单元对每个样本都不作声"),
            calling("dead_unit_fraction", np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]])),
            lambda rng: [Call("dead_unit_fraction", (_partly_dead(rng, 6, 5),))],
            weight=2,
        ),
        *twice(
            "tie",
            Text("pre-activations of exactly 0 count as silent", "净输入恰好为 0 也算不作声"),
            calling("dead_unit_fraction", np.array([[0.0, -1.0, 2.0, 0.0, -3.0], [-1.0, 0.5, -1.0, 0.0, -1.0]])),
            lambda rng: [Call("dead_unit_fraction", (np.minimum(_partly_dead(rng, 4, 3), 0.0),))],
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("dead_unit_fraction", np.array([[-1.0, 2.0, 0.5, -3.0, 4.0]])),
            lambda rng: [Call("dead_unit_fraction", (halves(rng, 1, 7) + 0.25,))],
            weight=0.5,
        ),
        *twice(
            "none_or_all",
            Text("no unit is dead, or every one", "没有死亡的单元，或者全部死亡"),
            lambda rng: [
                Call("dead_unit_fraction", (np.array([[1.0, -1.0], [-1.0, 2.0], [0.5, 0.5]]),)),
                Call("dead_unit_fraction", (np.full((3, 2), -1.0),)),
            ],
            lambda rng: [
                Call("dead_unit_fraction", (np.abs(halves(rng, 4, 3)) + 0.25,)),
                Call("dead_unit_fraction", (-np.abs(halves(rng, 4, 3)),)),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: stay("dead_unit_fraction", {"Z": np.array([[-1.0, 2.0], [0.5, -3.0]])}),
            lambda rng: stay("dead_unit_fraction", {"Z": _partly_dead(rng, 3, 4)}),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            LAYOUT,
            lambda rng: laid_out("dead_unit_fraction", np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]])),
            lambda rng: laid_out("dead_unit_fraction", _partly_dead(rng, 4, 3)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "empty",
            Text("no samples, m = 0: `ValueError`", "没有样本（m = 0）：`ValueError`"),
            calling("dead_unit_fraction", np.zeros((0, 3))),
            calling("dead_unit_fraction", np.zeros((0, 5))),
            weight=0.5,
            group=Group.ERROR,
        ),
        no_sample_loop("no_loop", NO_LOOP, "dead_unit_fraction", _wide, weight=0.75, public=True),
        no_sample_loop(
            "no_loop_again", NO_LOOP, "dead_unit_fraction", lambda rng, m: (halves(rng, m, 2),), weight=0.25
        ),
    ),
    misconceptions=wrong.DEAD,
    hints=hints.DEAD,
)
