"""A whole network with dropout, forward and backward."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.exercises.backprop.layer import NAMED
from autograder.exercises.kit import NO_SAMPLES, ONE_SAMPLE, STAYS, FloatArray, twice
from autograder.exercises.layers.dense import ACTIVATIONS
from autograder.exercises.regularization import hints, wrong_network
from autograder.exercises.regularization.nets import Params, Task, task
from autograder.sandbox.steps import Call, Look, Make, MakeGenerator, Record, Ref, Step, Write
from deeplearn_ref import backprop
from deeplearn_ref import layers as layers_ref
from deeplearn_ref import regularization as ref
from lessonkit.language import Text

RNG = Ref("rng")
DEEP = (2, 5, 4, 3)

# The network of both exercises that was worked out by hand: 2-3-1, a quarter dropped.
X = np.array([[1.0, 2.0], [0.0, -1.0]])
PARAMS: Params = [
    {"W": np.array([[0.5, -1.0, 0.25], [0.25, 0.5, -0.5]]), "b": np.array([0.1, 0.2, -0.3])},
    {"W": np.array([[1.0], [2.0], [-1.0]]), "b": np.array([0.5])},
]
NAMES = ["tanh", "linear"]
RATES = [0.25]
SEED = 31
MASK = np.array([[True, False, True], [True, True, False]])
"""What the generator of `SEED` draws."""


def _by_hand(mask: Any) -> Params:
    """Return the caches of the network above, with a mask of shape (2, 3) or None."""
    Z = X @ PARAMS[0]["W"] + PARAMS[0]["b"]
    A = np.tanh(Z) if mask is None else np.tanh(Z) * mask / 0.75
    last = A @ PARAMS[1]["W"] + PARAMS[1]["b"]
    return [{"A_prev": X, "Z": Z, "A": A, "mask": mask}, {"A_prev": A, "Z": last, "A": last, "mask": None}]


def _fixed(number: int, *args: Any) -> Task:
    return task(np.random.default_rng(number), *args)


# mlp_forward_dropout --------------------------------------------------------------------------------------


def _forth(*tasks: Task) -> list[Step]:
    """Run each network in training, each with a generator of its own."""
    steps: list[Step] = []
    for each in tasks:
        steps += [MakeGenerator("rng", each.seed), Call("mlp_forward_dropout", (*each.forward, RNG))]
    return steps


def _tested(*tasks: Task) -> list[Step]:
    """Run each network at test time, without a generator."""
    return [Call("mlp_forward_dropout", each.forward, {"training": False}) for each in tasks]


def _test_then_training(each: Task) -> list[Step]:
    """Run at test time with a generator, then in training: the masks must be the first that it draws."""
    return [
        MakeGenerator("rng", each.seed),
        Call("mlp_forward_dropout", (*each.forward, RNG), {"training": False}),
        Call("mlp_forward_dropout", (*each.forward, RNG)),
        Call("mlp_forward_dropout", (*each.forward, RNG)),
    ]


def _forward_kept(each: Task, *, training: bool) -> list[Step]:
    """Run, look at every argument, write into the output, and look again."""
    looks: list[Step] = [Look(Ref("X"))]
    looks += [Look(Ref("params", (at, key))) for at in range(len(each.params)) for key in ("W", "b")]
    made: list[Step] = [Make("X", each.X), Make("params", each.params), MakeGenerator("rng", each.seed)]
    given = (Ref("X"), Ref("params"), each.activations, each.rates, RNG, training)
    return [*made, Call("mlp_forward_dropout", given), *looks, Write(Ref("result", (0,)), 9.0), *looks]


REPEATS = 20_000


def _one_row(rng: np.random.Generator, rate: float) -> list[Step]:
    """Send one sample many times through a linear network, and once without dropout."""
    row: FloatArray = np.array([[1.0, -0.5]])
    params: Params = [
        {"W": rng.permutation(np.array([0.5, 1.0, -1.5, 2.0])).reshape(2, 2), "b": np.array([0.25, -0.5])},
        {"W": rng.permutation(np.array([1.5, -1.0]))[:, None], "b": np.array([3.0])},
    ]
    names = ["linear", "linear"]
    return [
        MakeGenerator("rng", int(rng.integers(1000))),
        Call("mlp_forward_dropout", (np.repeat(row, REPEATS, axis=0), params, names, [rate], RNG)),
        Call("mlp_forward_dropout", (row, params, names, [rate], None, False)),
    ]


def _mean_stays(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether the mean over many masks is what the network gives without dropout."""
    many, one = (np.asarray(record.value[0], dtype=np.float64) for record in records[1:])
    if many.shape != (REPEATS, 1) or one.shape != (1, 1):
        return 0.0
    error = many.std() / np.sqrt(REPEATS)
    if error == 0:
        return Finding(Verdict.WRONG_VALUE, (_ALL_ALIKE,))
    return 1.0 if abs(many.mean() - one[0, 0]) < 6 * error else Finding(Verdict.WRONG_VALUE, (_SHIFTED,))


_ALL_ALIKE = Text(
    "One sample repeated 20000 times gave the same output each time: nothing is dropped, or every sample has the same "
    "mask.",
    "同一个样本重复 20000 次，每次的输出都一样：要么什么也没丢弃，要么所有样本的掩码都一样。",
)
_SHIFTED = Text(
    "The mean over 20000 masks is not what the same linear network gives at test time: what stays is scaled wrongly, "
    "or dropout stands in a wrong place.",
    "对 20000 个掩码取平均，结果与这个线性网络测试时的输出不符：要么留下的缩放得不对，要么暂退法放错了位置。",
)


def _bad_rates(*rates: list[float]) -> list[Step]:
    steps: list[Step] = []
    for one in rates:
        steps += [MakeGenerator("rng", 0), Call("mlp_forward_dropout", (X, PARAMS, NAMES, one, RNG))]
    return steps


FORWARD = Exercise(
    id="mlp_forward_dropout",
    alias="L11-E7",
    points=4,
    reference=(ref.mlp_forward_dropout,),
    needs=(*ACTIVATIONS, layers_ref.dense_forward, layers_ref.mlp_forward, ref.dropout_mask, ref.dropout_forward),
    signature="mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True)",
    cases=(
        *twice(
            "training",
            Text("one hidden layer with tanh, in training", "一个用 tanh 的隐藏层，训练时"),
            lambda rng: [MakeGenerator("rng", SEED), Call("mlp_forward_dropout", (X, PARAMS, NAMES, RATES, RNG))],
            lambda rng: _forth(
                task(rng, (3, 6, 2), "tanh", "linear", [0.3], 5), task(rng, (2, 5, 1), "tanh", "sigmoid", [0.4], 6)
            ),
            weight=2.0,
        ),
        *twice(
            "deep",
            Text("three layers, each hidden one with its own rate", "三层，每个隐藏层有自己的丢弃概率"),
            lambda rng: _forth(_fixed(1, DEEP, ["tanh", "relu"], "softmax", [0.2, 0.4], 4)),
            lambda rng: _forth(
                task(rng, DEEP, ["leaky_relu", "tanh"], "linear", [0.4, 0.2], 5),
                task(rng, (3, 4, 4, 2), "tanh", "linear", [0.3, 0.1], 6),
            ),
            weight=1.5,
        ),
        *twice(
            "rate_0",
            Text("a hidden layer with rate 0 before one with another rate", "前一个隐藏层的概率为 0，后一个不为 0"),
            lambda rng: _forth(_fixed(2, DEEP, "tanh", "linear", [0.0, 0.4], 4)),
            lambda rng: _forth(
                task(rng, (3, 5, 4, 2), "tanh", "linear", [0.0, 0.3], 5),
                task(rng, (3, 5, 4, 2), "sigmoid", "linear", [0.3, 0.0], 5),
            ),
            weight=0.75,
        ),
        *twice(
            "test",
            Text("at test time: training=False, without a generator", "测试时：training=False，没有生成器"),
            lambda rng: _tested(_fixed(3, (2, 3, 1), "tanh", "linear", [0.25], 2)),
            lambda rng: _tested(task(rng, DEEP, ["tanh", "sigmoid"], "softmax", [0.2, 0.4], 5)),
            weight=1.0,
        ),
        *twice(
            "test_then_training",
            Text("a generator that was also given at test time", "测试时也传入了同一个生成器"),
            lambda rng: _test_then_training(_fixed(4, (2, 4, 1), "tanh", "linear", [0.25], 3)),
            lambda rng: _test_then_training(task(rng, (3, 4, 2), "tanh", "linear", [0.4], 4)),
            weight=0.5,
        ),
        *twice(
            "mean",
            Text("the mean over 20000 masks, for a linear network", "线性网络：对 20000 个掩码取平均"),
            lambda rng: _one_row(np.random.default_rng(5), 0.25),
            lambda rng: _one_row(rng, 0.4),
            weight=0.75,
            property=_mean_stays,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _forth(_fixed(6, (2, 6, 2), "tanh", "linear", [0.4], 1)),
            lambda rng: _forth(task(rng, (3, 7, 2), "tanh", "softmax", [0.3], 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "one_layer",
            Text("a single layer: nothing to drop", "只有一层：没有可丢弃的"),
            lambda rng: [
                *_forth(_fixed(7, (3, 2), "tanh", "tanh", [], 4)),
                Call("mlp_forward_dropout", _fixed(7, (3, 2), "tanh", "tanh", [], 4).forward),
            ],
            lambda rng: [
                *_forth(task(rng, (4, 3), "tanh", "softmax", [], 5)),
                Call("mlp_forward_dropout", task(rng, (3, 1), "tanh", "sigmoid", [], 2).forward),
            ],
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _forward_kept(_fixed(8, (2, 3, 1), "tanh", "linear", [0.25], 4), training=True),
            lambda rng: _forward_kept(task(rng, (3, 4, 3, 2), "linear", "linear", [0.4, 0.0], 4), training=False),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "empty",
            NO_SAMPLES,
            lambda rng: [
                MakeGenerator("rng", 0),
                Call("mlp_forward_dropout", (np.zeros((0, 2)), PARAMS, NAMES, RATES, RNG)),
            ],
            lambda rng: [
                MakeGenerator("rng", 1),
                Call("mlp_forward_dropout", (np.zeros((0, 2)), PARAMS, ["relu", "sigmoid"], [0.4], RNG)),
            ],
            weight=0.25,
            group=Group.EMPTY,
        ),
        *twice(
            "lengths",
            Text(
                "not one rate for each hidden layer, or not one activation for each layer: `ValueError`",
                "丢弃概率与隐藏层的个数不同，或者激活函数与层的个数不同：`ValueError`",
            ),
            lambda rng: _bad_rates([0.25, 0.25]),
            lambda rng: [
                *_bad_rates([], [0.2, 0.3], [0.2, 0.3, 0.1]),
                MakeGenerator("rng", 1),
                Call("mlp_forward_dropout", (X, PARAMS, ["tanh"], RATES, RNG)),
                Call("mlp_forward_dropout", (X, PARAMS, ["tanh", "tanh", "linear"], RATES, RNG)),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "no_generator",
            Text("training without a generator: `ValueError`", "训练时没有给生成器：`ValueError`"),
            lambda rng: [Call("mlp_forward_dropout", (X, PARAMS, NAMES, RATES))],
            lambda rng: [
                Call("mlp_forward_dropout", task(rng, DEEP, "relu", "linear", [0.2, 0.3], 3).forward),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_network.FORWARD,
    hints=hints.MLP_FORWARD,
)

# mlp_backward_dropout -------------------------------------------------------------------------------------


def _back(*tasks: Task) -> list[Step]:
    return [Call("mlp_backward_dropout", each.backward) for each in tasks]


def _bare(each: Task) -> Call:
    """Ask with the caches of a pass at test time: every mask is None, the rates are not 0."""
    _, caches = ref.mlp_forward_dropout(each.X, each.params, each.activations, each.rates, training=False)
    return Call("mlp_backward_dropout", (each.dZ, each.params, caches, each.activations, each.rates))


def _backward_kept(each: Task) -> list[Step]:
    """Ask, look at every array, write into every gradient, and look again."""
    hidden = range(len(each.rates))
    names = [Ref("dZ_last")]
    names += [Ref("params", (at, key)) for at in range(len(each.params)) for key in ("W", "b")]
    names += [Ref("caches", (at, key)) for at in range(len(each.caches)) for key in ("A_prev", "Z", "A")]
    names += [Ref("caches", (at, "mask")) for at in hidden]
    looks: list[Step] = [Look(name) for name in names]
    writes: list[Step] = [Write(Ref("result", (at, key)), 9.0) for at in range(len(each.params)) for key in ("W", "b")]
    made: list[Step] = [Make("dZ_last", each.dZ), Make("params", each.params), Make("caches", each.caches)]
    given = (Ref("dZ_last"), Ref("params"), Ref("caches"), each.activations, each.rates)
    return [*made, Call("mlp_backward_dropout", given), *looks, *writes, *looks]


def _bad_lengths(rng: np.random.Generator) -> list[Step]:
    dZ, params, caches, names, rates = task(rng, (2, 3, 1), "tanh", "linear", [0.3], 4).backward
    return [
        Call("mlp_backward_dropout", (dZ, params, caches[1:], names, rates)),
        Call("mlp_backward_dropout", (dZ, params, [*caches, caches[-1]], names, rates)),
        Call("mlp_backward_dropout", (dZ, params, caches, ["tanh", "tanh", "linear"], rates)),
        Call("mlp_backward_dropout", (dZ, params[1:], caches, names, rates)),
        Call("mlp_backward_dropout", (dZ, params, caches, names, [])),
        Call("mlp_backward_dropout", (dZ, params, caches, names, [0.3, 0.3])),
    ]


BACKWARD = Exercise(
    id="mlp_backward_dropout",
    alias="L11-E8",
    points=3,
    reference=(ref.mlp_backward_dropout,),
    needs=(*NAMED, backprop.activation_backward, backprop.dense_backward, ref.dropout_backward),
    signature="mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates)",
    cases=(
        *twice(
            "small",
            Text("one hidden layer with tanh", "一个用 tanh 的隐藏层"),
            lambda rng: [
                Call("mlp_backward_dropout", (np.array([[1.0], [-2.0]]), PARAMS, _by_hand(MASK), NAMES, RATES))
            ],
            lambda rng: _back(
                task(rng, (3, 6, 2), "tanh", "softmax", [0.3], 7), task(rng, (2, 5, 1), "tanh", "linear", [0.4], 6)
            ),
            weight=2.0,
        ),
        *twice(
            "each_activation",
            Text(
                "hidden layers with ReLU, leaky ReLU, sigmoid or none",
                "隐藏层用 ReLU、带泄漏的 ReLU、sigmoid，或者不用激活函数",
            ),
            lambda rng: _back(
                *(
                    _fixed(1, (3, 4, 2), name, "linear", [0.3], 5)
                    for name in ("relu", "sigmoid", "leaky_relu", "linear")
                )
            ),
            lambda rng: _back(
                *(
                    task(rng, (3, 4, 2), name, "linear", [0.3], 5)
                    for name in ("leaky_relu", "sigmoid", "relu", "linear")
                )
            ),
        ),
        *twice(
            "deep",
            Text("two hidden layers with different rates, one of them 0", "两个隐藏层，丢弃概率不同，其中一个可以是 0"),
            lambda rng: _back(
                _fixed(2, (2, 5, 4, 1), "tanh", "sigmoid", [0.25, 0.4], 7),
                _fixed(3, (3, 5, 4, 2), "tanh", "linear", [0.0, 0.4], 7),
            ),
            lambda rng: _back(
                task(rng, (2, 5, 4, 1), "relu", "sigmoid", [0.25, 0.4], 7),
                task(rng, (3, 5, 4, 2), "tanh", "linear", [0.4, 0.0], 7),
                task(rng, (2, 4, 4, 4, 1), ["tanh", "relu", "sigmoid"], "sigmoid", [0.4, 0.2, 0.3], 6),
            ),
            weight=1.5,
        ),
        *twice(
            "one_sample",
            ONE_SAMPLE,
            lambda rng: _back(_fixed(4, (2, 6, 1), "tanh", "linear", [0.4], 1)),
            lambda rng: _back(task(rng, (3, 7, 2), "tanh", "linear", [0.3], 1)),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "no_masks",
            Text("all masks None: the gradients of lesson 07", "所有掩码都是 None：与第 07 课的梯度相同"),
            lambda rng: [_bare(_fixed(5, (2, 3, 1), "tanh", "linear", [0.25], 4))],
            lambda rng: [_bare(task(rng, (3, 5, 4, 2), "tanh", "softmax", [0.3, 0.4], 5))],
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "one_layer",
            Text("a single layer", "只有一层"),
            lambda rng: _back(_fixed(6, (4, 3), "tanh", "softmax", [], 5)),
            lambda rng: _back(task(rng, (3, 1), "tanh", "sigmoid", [], 6)),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _backward_kept(_fixed(7, (2, 3, 1), "tanh", "linear", [0.25], 4)),
            lambda rng: _backward_kept(task(rng, (3, 4, 3, 2), "relu", "linear", [0.3, 0.4], 4)),
            weight=0.5,
            group=Group.PURITY,
        ),
        *twice(
            "lengths",
            Text(
                "not one cache and one activation for each layer, or not one rate for each hidden layer: `ValueError`",
                "缓存、激活函数与层的个数不同，或者丢弃概率与隐藏层的个数不同：`ValueError`",
            ),
            lambda rng: [
                Call("mlp_backward_dropout", (np.ones((2, 1)), PARAMS, _by_hand(MASK), NAMES, [0.25, 0.25])),
                Call("mlp_backward_dropout", (np.ones((2, 1)), PARAMS, _by_hand(MASK), ["tanh"], RATES)),
            ],
            _bad_lengths,
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_network.BACKWARD,
    hints=hints.MLP_BACKWARD,
)
