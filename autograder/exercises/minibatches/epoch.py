"""One epoch of training by mini-batches."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.exercises.backprop.layer import NAMED
from autograder.exercises.backprop.nets import Task, task
from autograder.exercises.kit import STAYS, twice
from autograder.exercises.minibatches import hints, wrong_epoch
from autograder.exercises.minibatches.numbers import BAD_SIZE
from autograder.sandbox.steps import Call, Look, Make, MakeGenerator, Method, Ref, Step, Write
from deeplearn_ref import minibatch as ref
from deeplearn_ref.backprop import activation_backward, bce_sigmoid_backward, dense_backward, mlp_backward
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from lessonkit.language import Text

NEURON = [{"W": np.array([[0.5], [-0.25]]), "b": np.array([0.125])}]
"""One neuron: an epoch of it is a loop of logistic regression's own steps."""
POINTS = np.array([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0], [0.5, 1.5], [-2.0, -0.5]])
LABELS = np.array([[1.0], [0.0], [0.0], [1.0], [1.0]])
RNG = Ref("rng")


def _neuron(rng: np.random.Generator, m: int) -> Task:
    return task(rng, (2, 1), [], "bce", m)


def _net(rng: np.random.Generator, m: int, hidden: str = "tanh") -> Task:
    return task(rng, (3, 4, 1), hidden, "bce", m)


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1, 10**6))


def _epoch(one: Task, learning_rate: float, size: int, seed: int) -> list[Step]:
    """Return one epoch of training on a task."""
    given = (one.params, one.X, one.y, one.activations, learning_rate, size, RNG)
    return [MakeGenerator("rng", seed), Call("sgd_epoch", given)]


def _of_a_neuron(learning_rate: float, size: int, seed: int) -> list[Step]:
    given = (NEURON, POINTS, LABELS, ["sigmoid"], learning_rate, size, RNG)
    return [MakeGenerator("rng", seed), Call("sgd_epoch", given)]


def _twice(one: Task, learning_rate: float, size: int, seed: int) -> list[Step]:
    """Return two epochs from the same start with one generator, and the generator's next number."""
    first, again = (_epoch(one, learning_rate, size, seed) for _ in range(2))
    return [*first, again[-1], Method("rng", "integers", (10**6,), into="next")]


def _kept(one: Task, learning_rate: float, size: int) -> list[Step]:
    """Ask, look at every array, write into every new parameter, and look again."""
    spots = [(at, key) for at in range(len(one.params)) for key in ("W", "b")]
    looks: list[Step] = [*(Look(Ref("params", spot)) for spot in spots), Look(Ref("X")), Look(Ref("y"))]
    table = (Ref("params"), Ref("X"), Ref("y"))
    return [
        Make("params", one.params),
        Make("X", one.X),
        Make("y", one.y),
        MakeGenerator("rng", 4),
        Call("sgd_epoch", (*table, one.activations, learning_rate, size, RNG)),
        *looks,
        *(Write(Ref("result", (0, *spot)), 9.0) for spot in spots),
        *looks,
    ]


def _layouts(one: Task, size: int) -> list[Step]:
    steps: list[Step] = []
    for layout in ("strided", "readonly"):
        X, y = f"X_{layout}", f"y_{layout}"
        steps += [Make(X, one.X, layout), Make(y, one.y, layout), MakeGenerator("rng", 6)]
        steps += [Call("sgd_epoch", (one.params, Ref(X), Ref(y), one.activations, 0.5, size, RNG))]
    return steps


def _refused(one: Task, X: Any, y: Any, size: int) -> list[Step]:
    return [MakeGenerator("rng", 1), Call("sgd_epoch", (one.params, X, y, one.activations, 0.5, size, RNG))]


def _fixed(number: int) -> np.random.Generator:
    return np.random.default_rng(number)


EPOCH = Exercise(
    id="sgd_epoch",
    alias="L09-E3",
    points=4,
    reference=(ref.sgd_epoch,),
    needs=(
        ref.iterate_minibatches,
        ref.epoch_mean_loss,
        ref.steps_per_epoch,
        mlp_forward,
        mlp_backward,
        bce_sigmoid_backward,
        binary_cross_entropy,
        update_params,
        activation_backward,
        dense_forward,
        dense_backward,
        *NAMED,
    ),
    signature="sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)",
    cases=(
        *twice(
            "one_neuron",
            Text("a single neuron, the last batch is smaller", "单个神经元，最后一个批量较小"),
            lambda rng: _of_a_neuron(0.5, 2, 31),
            lambda rng: _epoch(_neuron(rng, 7), 0.7, 3, _seed(rng)),
            weight=2.0,
        ),
        *twice(
            "partial",
            Text("a hidden layer, the last batch is smaller", "有一个隐藏层，最后一个批量较小"),
            lambda rng: _epoch(_net(_fixed(1), 7), 0.5, 3, 1),
            lambda rng: _epoch(_net(rng, 11, "relu"), 0.4, 4, _seed(rng)),
            weight=1.5,
        ),
        *twice(
            "even",
            Text("two hidden layers, all batches are full", "有两个隐藏层，每个批量都是满的"),
            lambda rng: _epoch(task(_fixed(2), (2, 4, 3, 1), "relu", "bce", 4), 0.3, 2, 2),
            lambda rng: _epoch(task(rng, (3, 4, 5, 1), "tanh", "bce", 6), 0.6, 3, _seed(rng)),
            weight=1.25,
        ),
        *twice(
            "full_batch",
            Text("all samples in one batch: B = m", "全部样本合成一个批量：B = m"),
            lambda rng: _epoch(_net(_fixed(3), 5), 0.8, 5, 3),
            lambda rng: _epoch(_net(rng, 8), 0.9, 8, _seed(rng)),
        ),
        *twice(
            "few",
            Text("fewer samples than one batch holds", "样本比一个批量还少"),
            lambda rng: _epoch(_net(_fixed(4), 1), 0.5, 3, 6),
            lambda rng: _epoch(_net(rng, int(rng.integers(1, 4))), 0.7, 100, _seed(rng)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_each",
            Text("batches of one sample, B = 1", "每个批量只有一个样本，B = 1"),
            lambda rng: _of_a_neuron(0.2, 1, 5),
            lambda rng: _epoch(_net(rng, 4), 0.2, 1, _seed(rng)),
            weight=0.75,
            group=Group.EDGE,
        ),
        *twice(
            "epochs",
            Text("two epochs from the same start with one generator", "从同一起点出发、用同一个生成器的两轮"),
            lambda rng: _twice(_net(_fixed(7), 5), 0.5, 2, 8),
            lambda rng: _twice(_net(rng, 7), 0.4, 4, _seed(rng)),
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(_net(_fixed(8), 5), 0.5, 2),
            lambda rng: _kept(task(rng, (2, 3, 4, 1), "tanh", "bce", 7), 0.6, 3),
            weight=1.25,
            group=Group.PURITY,
        ),
        *twice(
            "layout",
            Text("X and y read-only, or scattered in memory", "X 和 y 只读，或者在内存中不连续"),
            lambda rng: _layouts(_net(_fixed(9), 3), 2),
            lambda rng: _layouts(_net(rng, 4), 3),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "no_samples",
            Text("no sample to learn from, m = 0: `ValueError`", "没有可学的样本，m = 0：`ValueError`"),
            lambda rng: _refused(_net(_fixed(1), 3), np.zeros((0, 3)), np.zeros((0, 1)), 2),
            lambda rng: _refused(_net(rng, 3), np.zeros((0, 3)), np.zeros((0, 1)), 1),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "bad_size",
            BAD_SIZE,
            lambda rng: _refused(_net(_fixed(1), 3), np.ones((3, 3)), np.ones((3, 1)), 0),
            lambda rng: _refused(_net(rng, 3), np.ones((4, 3)), np.ones((4, 1)), -2),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "not_alike",
            Text(
                "X and y differ in the number of samples, or y is not (m, 1): `ValueError`",
                "X 与 y 的样本数不同，或者 y 不是 (m, 1)：`ValueError`",
            ),
            lambda rng: [
                *_refused(_net(_fixed(1), 3), np.ones((5, 3)), np.ones((4, 1)), 2),
                *_refused(_net(_fixed(1), 3), np.ones((5, 3)), np.ones(5), 2),
            ],
            lambda rng: [
                *_refused(_net(rng, 3), np.ones((4, 3)), np.ones((6, 1)), 4),
                *_refused(_net(rng, 3), np.ones((6, 3)), np.ones(6), 3),
            ],
            weight=0.25,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_epoch.EPOCH,
    hints=hints.EPOCH,
)
