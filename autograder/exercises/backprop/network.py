"""A whole network, backward: its gradients, and what they cost."""

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.backprop import hints, wrong_network
from autograder.exercises.backprop.layer import NAMED
from autograder.exercises.backprop.nets import Task, task
from autograder.exercises.kit import ONE_SAMPLE, STAYS, calling, twice
from autograder.sandbox.steps import Call, Look, Make, Ref, Step, Write
from deeplearn_ref import backprop as ref
from lessonkit.language import Text

DEEP = (2, 4, 6, 6, 4, 1)
MIXED = ["tanh", "relu", "sigmoid", "leaky_relu"]

# mlp_backward ---------------------------------------------------------------------------------------------

# A network worked out by hand: 2-2-1, one unit open for the first sample, the other for the second.
SMALL_PARAMS = [
    {"W": np.array([[1.0, -1.0], [0.5, 2.0]]), "b": np.array([0.5, -0.5])},
    {"W": np.array([[2.0], [-3.0]]), "b": np.array([1.0])},
]
SMALL_CACHES = [
    {
        "A_prev": np.array([[1.0, -1.0], [-2.0, 1.0]]),
        "Z": np.array([[1.0, -3.5], [-1.0, 3.5]]),
        "A": np.array([[1.0, 0.0], [0.0, 3.5]]),
    },
    {"A_prev": np.array([[1.0, 0.0], [0.0, 3.5]]), "Z": np.array([[3.0], [-9.5]]), "A": np.array([[3.0], [-9.5]])},
]
SMALL = (np.array([[0.5], [-1.0]]), SMALL_PARAMS, SMALL_CACHES, ["relu", "linear"])


def _back(*tasks: Task) -> list[Step]:
    return [Call("mlp_backward", each.given) for each in tasks]


def _fixed(number: int, *args: object) -> Task:
    return task(np.random.default_rng(number), *args)  # type: ignore[arg-type]


def _kept(given: Task) -> list[Step]:
    """Ask, look at every array, write into every gradient, and look again."""
    names = [Ref("dZ_last")]
    names += [Ref("params", (at, key)) for at in range(len(given.params)) for key in ("W", "b")]
    names += [Ref("caches", (at, key)) for at in range(len(given.caches)) for key in ("A_prev", "Z", "A")]
    looks: list[Step] = [Look(name) for name in names]
    writes: list[Step] = [Write(Ref("result", (at, key)), 9.0) for at in range(len(given.params)) for key in ("W", "b")]
    made: list[Step] = [Make("dZ_last", given.dZ), Make("params", given.params), Make("caches", given.caches)]
    call = Call("mlp_backward", (Ref("dZ_last"), Ref("params"), Ref("caches"), given.activations))
    return [*made, call, *looks, *writes, *looks]


def _bad_lengths(rng: np.random.Generator) -> list[Step]:
    dZ, params, caches, names = task(rng, (2, 3, 1), "tanh", "bce", 4).given
    return [
        Call("mlp_backward", (dZ, params, caches[1:], names)),
        Call("mlp_backward", (dZ, params, [*caches, caches[-1]], names)),
        Call("mlp_backward", (dZ, params, caches, ["tanh", "tanh", "sigmoid"])),
        Call("mlp_backward", (dZ, params[1:], caches, names)),
        Call("mlp_backward", (dZ, params[1:], caches[1:], names)),
        Call("mlp_backward", (dZ, [], [], [])),
    ]


MLP = Exercise(
    id="mlp_backward",
    alias="L07-E8",
    points=5,
    reference=(ref.mlp_backward,),
    needs=(ref.activation_backward, ref.dense_backward, *NAMED),
    signature="mlp_backward(dZ_last, params, caches, activations)",
    cases=(
        *twice(
            "small",
            Text("one hidden layer with ReLU", "一个用 ReLU 的隐藏层"),
            calling("mlp_backward", *SMALL),
            lambda rng: _back(task(rng, (2, 3, 1), "relu", "bce", 5), task(rng, (3, 4, 2), "relu", "mse", 16)),
            weight=2.0,
        ),
        *twice(
            "each_activation",
            Text(
                "hidden layers with leaky ReLU, sigmoid, tanh or none",
                "隐藏层用带泄漏的 ReLU、sigmoid、tanh，或者不用激活函数",
            ),
            lambda rng: _back(
                *(_fixed(1, (3, 4, 2), name, "mse", 5) for name in ("tanh", "sigmoid", "leaky_relu", "linear"))
            ),
            lambda rng: _back(
                *(task(rng, (3, 4, 2), name, "mse", 5) for name in ("leaky_relu", "sigmoid", "tanh", "linear"))
            ),
            weight=1.5,
        ),
        *twice(
            "softmax",
            Text("several classes: a softmax at the end", "多个类别：末尾是 softmax"),
            lambda rng: _back(_fixed(2, (4, 5, 3), "relu", "softmax", 5)),
            lambda rng: _back(task(rng, (4, 5, 3), "tanh", "softmax", 16)),
        ),
        *twice(
            "deep",
            Text("five layers", "五层"),
            lambda rng: _back(_fixed(3, DEEP, "tanh", "bce", 5)),
            lambda rng: _back(
                task(rng, DEEP, "relu", "bce", 16),
                task(
                    rng,
                    DEEP,
                    [str(name) for name in rng.permutation(MIXED)],
                    "bce",
                    5,
                ),
            ),
            weight=1.5,
        ),
        *twice(
            "as_wide",
            Text("layers of equal size", "各层大小相同"),
            lambda rng: _back(_fixed(4, (3, 3, 3, 3), ["tanh", "sigmoid"], "mse", 4)),
            lambda rng: _back(task(rng, (4, 4, 4), "sigmoid", "softmax", 4)),
            weight=0.5,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            lambda rng: _back(_fixed(5, (4, 3), "relu", "softmax", 5)),
            lambda rng: _back(task(rng, (4, 3), "relu", "mse", 5), task(rng, (3, 1), "relu", "bce", 3)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _back(_fixed(6, (2, 3, 1), "tanh", "bce", 1)),
            lambda rng: _back(task(rng, (3, 4, 2), "leaky_relu", "mse", 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(_fixed(7, (2, 3, 1), "tanh", "bce", 4)),
            lambda rng: _kept(task(rng, (3, 4, 3, 2), "relu", "mse", 4)),
            group=Group.PURITY,
        ),
        *twice(
            "lengths",
            Text(
                "no layer, or not one cache and one activation for each: `ValueError`",
                "一层也没有，或者缓存、激活函数与层的个数不同：`ValueError`",
            ),
            lambda rng: [
                Call("mlp_backward", (SMALL[0], [], [], [])),
                Call("mlp_backward", (*SMALL[:3], ["relu"])),
            ],
            _bad_lengths,
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_network.MLP,
    hints=hints.MLP,
)

# pass_costs -----------------------------------------------------------------------------------------------


def _costs(*given: tuple[object, ...]) -> list[Step]:
    return [Call("pass_costs", one) for one in given]


def _sizes(rng: np.random.Generator, count: int) -> list[int]:
    """Draw sizes, no two alike."""
    return [int(size) for size in rng.permutation(np.arange(2, 12))[:count]]


def _sizes_kept(sizes: list[int]) -> list[Step]:
    return [Make("layer_sizes", sizes), Call("pass_costs", (Ref("layer_sizes"), 3)), Look(Ref("layer_sizes"))]


COSTS = Exercise(
    id="pass_costs",
    alias="L07-E11",
    points=2,
    reference=(ref.pass_costs,),
    signature="pass_costs(layer_sizes, m=1)",
    cases=(
        *twice(
            "one_sample",
            ONE_SAMPLE,
            calling("pass_costs", list(DEEP)),
            lambda rng: _costs((_sizes(rng, 4),), (_sizes(rng, 3), 1)),
            weight=2.0,
        ),
        *twice(
            "batch",
            Text("a batch of m samples", "m 个样本的一个批量"),
            calling("pass_costs", list(DEEP), 10),
            lambda rng: [*_costs((_sizes(rng, 5), 7)), Call("pass_costs", (_sizes(rng, 3),), {"m": 32})],
            weight=1.5,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            calling("pass_costs", [3, 5], 2),
            lambda rng: _costs((_sizes(rng, 2), 4), ([1, 1],)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "large",
            Text("a large network with many samples", "很大的网络，很多样本"),
            calling("pass_costs", [784, 256, 256, 10], 60000),
            # beyond what int32 and a float hold exactly, within int64: products of NumPy integers are right, too
            lambda rng: _costs(([300_001, 100_003, 100_001, 7], 1_000_003)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            Text("the list of sizes stays as it was", "大小的列表保持原样"),
            lambda rng: _sizes_kept([2, 3, 4]),
            lambda rng: _sizes_kept(_sizes(rng, 4)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "too_few",
            Text(
                "fewer than two sizes, or a size or m below 1: `ValueError`",
                "大小不足两个，或者某个大小或 m 小于 1：`ValueError`",
            ),
            lambda rng: _costs(([5],), ([2, 0, 1],), ([2, 3], 0)),
            lambda rng: _costs(([],), ([0],), ([0, 3, 2],), ([4, 3, -1], 2), ([4, 3, 2], -2)),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_network.COSTS,
    hints=hints.COSTS,
)
