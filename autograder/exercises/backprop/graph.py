"""The chain rule by hand: one neuron, and a graph in which paths join."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group, Script
from autograder.exercises.backprop import hints, wrong_graph
from autograder.exercises.kit import STAYS, calling, twice
from autograder.sandbox.steps import Call, Look, Make, Ref, Step
from deeplearn_ref import backprop as ref
from deeplearn_ref.activations import sigmoid, sigmoid_grad
from lessonkit.language import Text

Node = tuple[Any, ...]

# neuron_backward ------------------------------------------------------------------------------------------


def _neurons(*given: tuple[float, float, float, float]) -> list[Step]:
    return [Call("neuron_backward", one) for one in given]


def _drawn(rng: np.random.Generator, target: float) -> tuple[float, float, float, float]:
    """Draw x, w and b, no two alike and none 0 or ±1; z stays between -3 and 3, away from 0."""
    while True:
        x, w, b = (float(value) for value in rng.uniform(-2, 2, 3))
        apart = min(abs(x - w), abs(abs(x) - 1), abs(abs(w) - 1), abs(x), abs(w), abs(b), abs(w * x + b))
        if apart > 0.2 and abs(w * x + b) < 3:
            return x, w, b, target


NEURON = Exercise(
    id="neuron_backward",
    alias="L07-E1",
    points=3,
    reference=(ref.neuron_backward,),
    needs=(sigmoid, sigmoid_grad),
    signature="neuron_backward(x, w, b, y)",
    cases=(
        *twice(
            "target_one",
            Text("a neuron whose target is 1", "目标值为 1 的神经元"),
            lambda rng: _neurons((1.5, 2.0, -1.0, 1.0)),
            lambda rng: _neurons(_drawn(rng, 1.0), _drawn(rng, 1.0)),
            weight=2.0,
        ),
        *twice(
            "target_zero",
            Text("a target of 0, and one in between", "目标值为 0，以及介于 0 和 1 之间"),
            lambda rng: _neurons((-0.5, 1.5, 0.25, 0.0), (2.0, -0.75, 0.5, 0.75)),
            lambda rng: _neurons(_drawn(rng, 0.0), _drawn(rng, 0.3)),
            weight=1.5,
        ),
        *twice(
            "no_slope",
            Text(
                "an input of 0, a weight of 0, and an activation that hits its target",
                "输入为 0，权重为 0，以及激活值正好等于目标值",
            ),
            lambda rng: _neurons((0.0, 2.0, 0.5, 1.0), (2.0, 0.0, 0.5, 1.0), (2.0, 0.5, -1.0, 0.5)),
            lambda rng: _neurons((0.0, -1.5, 1.0, 0.0), (-1.5, 0.0, 1.0, 0.0), (-3.0, 0.5, 1.5, 0.5)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("integers", "整数"),
            calling("neuron_backward", 2, -1, 1, 0),
            lambda rng: [Call("neuron_backward", (3, 2, -4, 1)), Call("neuron_backward", (-2, 2, 3, 0))],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "saturated",
            Text("pre-activations near ±800", "净输入在 ±800 附近"),
            lambda rng: _neurons((400.0, 2.0, 0.0, 0.0), (400.0, -2.0, 0.0, 1.0)),
            lambda rng: _neurons((-200.0, 4.0, 1.0, 1.0), (-200.0, -4.0, 1.0, 0.0)),
            weight=0.5,
            group=Group.STABILITY,
        ),
    ),
    misconceptions=wrong_graph.NEURON,
    hints=hints.NEURON,
)

# graph_backward -------------------------------------------------------------------------------------------

JOINED: list[Node] = [("input", 2.0), ("input", 3.0), ("mul", 0, 1), ("add", 2, 0), ("relu", 3), ("mul", 4, 0)]
"""relu(ab + a)·a at a = 2, b = 3: the input a is used three times."""
SQUARED: list[Node] = [("input", -2.0), ("input", 3.0), ("relu", 0), ("mul", 1, 1), ("add", 2, 3), ("mul", 4, 1)]
"""(relu(a) + b·b)·b at a = -2, b = 3: a closed gate, and a node that is both operands of one product."""
KINK: list[Node] = [("input", 0.0), ("relu", 0), ("add", 1, 1)]
CLOSED: list[Node] = [("input", -1.0), ("relu", 0), ("add", 1, 0)]
NEGATIVE: list[Node] = [("input", 2.0), ("relu", 0), ("input", -3.0), ("mul", 1, 2)]
"""An open gate with a negative gradient."""


def _graphs(*graphs: list[Node]) -> list[Step]:
    return [Call("graph_backward", (graph,)) for graph in graphs]


def _random(rng: np.random.Generator, inputs: int, operations: int) -> list[Node]:
    """Draw a graph in which every node has a way to the last one, many have two, and no ReLU stands at its kink."""
    while True:
        numbers = rng.permutation([-2.5, -1.5, -0.5, 0.5, 1.5, 2.0, 3.0])[:inputs]
        graph: list[Node] = [("input", float(number)) for number in numbers]
        waiting = list(range(inputs))
        while len(waiting) > 1 or len(graph) < inputs + operations:
            first = waiting.pop(int(rng.integers(len(waiting))))
            kind = str(rng.choice(["add", "mul", "mul", "relu"]))
            if kind == "relu":
                graph.append((kind, first))
            else:
                second = int(rng.integers(len(graph)))
                waiting = [node for node in waiting if node != second]
                graph.append((kind, *(int(k) for k in rng.permutation([first, second]))))
            waiting.append(len(graph) - 1)
        if len(graph) > inputs + operations + 2:
            continue
        values, grads = ref.graph_backward(graph)
        gates = [values[node[1]] for node in graph if node[0] == "relu"]
        uses = np.bincount([k for node in graph if node[0] != "input" for k in node[1:]], minlength=len(graph))
        lively = np.count_nonzero(grads) > 0.6 * len(graph) and len(np.unique(grads)) > 0.4 * len(graph)
        away = min(map(abs, gates), default=1.0) > 0.25 and np.sum(uses > 1) > 1
        if lively and away and np.abs(values).max() < 500 and np.abs(grads).max() < 5000:
            return graph


def _closed(rng: np.random.Generator) -> list[Node]:
    """Draw a graph with an open and a closed gate, a positive and a negative gradient at each kind."""
    a, b = float(rng.choice([0.25, 0.5, 0.75])), float(rng.choice([1.5, 2.5, 3.5]))
    return [
        ("input", a), ("input", -b), ("relu", 0), ("relu", 1), ("mul", 2, 1), ("mul", 3, 0), ("add", 4, 5),
        ("add", 6, 1),
    ]  # fmt: skip


def _repeated(rng: np.random.Generator) -> list[Node]:
    """Draw ((a + a)² + a³)·b: the same node twice in sums and in products."""
    a, b = (float(value) for value in rng.permutation([-1.5, 2.0, 2.5])[:2])
    return [
        ("input", a), ("add", 0, 0), ("mul", 1, 1), ("mul", 0, 0), ("mul", 3, 0), ("add", 2, 4), ("input", b),
        ("mul", 6, 5),
    ]  # fmt: skip


def _kinks(rng: np.random.Generator) -> list[Node]:
    number = float(rng.choice([1.5, 2.0, 3.0]))
    return [("input", number), ("input", -number), ("add", 0, 1), ("relu", 2), ("mul", 0, 1), ("add", 3, 4)]


def _unused(rng: np.random.Generator) -> list[list[Node]]:
    """Draw a graph with a branch that leads nowhere, and one whose last node is an input."""
    a, b, c = (float(value) for value in rng.permutation([-1.5, 0.5, 2.0]))
    return [
        [("input", a), ("input", b), ("input", c), ("mul", 0, 1), ("mul", 1, 2), ("relu", 4), ("add", 3, 0)],
        [("input", a), ("mul", 0, 0), ("input", b)],
    ]


def _kept(graph: list[Node]) -> list[Step]:
    return [Make("nodes", graph), Call("graph_backward", (Ref("nodes"),)), Look(Ref("nodes"))]


def _refused(*graphs: list[Node]) -> Script:
    return lambda rng: _graphs(*graphs)


GRAPH = Exercise(
    id="graph_backward",
    alias="L07-E2",
    points=3,
    reference=(ref.graph_backward,),
    signature="graph_backward(nodes)",
    cases=(
        *twice(
            "joined",
            Text("a graph in which paths join", "路径会汇合的图"),
            lambda rng: _graphs(JOINED),
            lambda rng: _graphs(_random(rng, 2, 4), _random(rng, 3, 6), _random(rng, 3, 8)),
            weight=2.0,
        ),
        *twice(
            "squared",
            Text("a node that is used twice in one operation", "一个节点在同一个运算里用了两次"),
            lambda rng: _graphs(SQUARED),
            lambda rng: _graphs(_repeated(rng)),
            weight=1.5,
        ),
        *twice(
            "gates",
            Text("gates of ReLU that are open or closed", "ReLU 的门，有开有关"),
            lambda rng: _graphs(_closed(np.random.default_rng(2))),
            lambda rng: _graphs(_closed(rng), [*_closed(rng), ("relu", 7), ("input", 2.0), ("add", 8, 9)]),
        ),
        *twice(
            "kink",
            Text("a ReLU of exactly 0", "ReLU 的输入恰好为 0"),
            lambda rng: _graphs(KINK, CLOSED, NEGATIVE),
            lambda rng: _graphs(_kinks(rng), _closed(rng)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "unused",
            Text("nodes without a way to the last one", "没有路通到最后一个节点的节点"),
            lambda rng: _graphs([("input", 2.0), ("input", 3.0), ("mul", 0, 1), ("add", 0, 0)]),
            lambda rng: _graphs(*_unused(rng)),
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "one_input",
            Text("a single input", "只有一个输入"),
            lambda rng: _graphs([("input", 5.0)]),
            lambda rng: _graphs([("input", float(rng.integers(2, 9)) / 2)]),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "integers",
            Text("whole numbers as inputs", "输入是整数"),
            lambda rng: _graphs([("input", 2), ("input", -3), ("mul", 0, 1), ("mul", 2, 0)]),
            lambda rng: _graphs([("input", int(rng.integers(2, 6))), ("relu", 0), ("mul", 1, 0), ("add", 2, 0)]),
            weight=0.25,
            group=Group.EDGE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _kept(JOINED),
            lambda rng: _kept(_random(rng, 2, 3)),
            weight=0.25,
            group=Group.PURITY,
        ),
        *twice(
            "nothing",
            Text("an empty list: `ValueError`", "空列表：`ValueError`"),
            _refused([]),
            _refused([]),
            weight=0.25,
            group=Group.ERROR,
        ),
        *twice(
            "unknown",
            Text("an unknown operation: `ValueError`", "不认识的运算：`ValueError`"),
            _refused([("input", 2.0), ("sub", 0, 0)]),
            _refused([("input", 2.0), ("div", 0, 0)], [("input", 2.0), ("ReLU", 0)]),
            weight=0.5,
            group=Group.ERROR,
        ),
        *twice(
            "not_earlier",
            Text("a position that is not that of an earlier node: `ValueError`", "位置不在该节点之前：`ValueError`"),
            _refused([("input", 2.0), ("add", 0, 1)], [("input", 2.0), ("relu", -1)]),
            _refused(
                [("input", 2.0), ("mul", 0, 2), ("input", 3.0)],
                [("input", 2.0), ("mul", 3, 0), ("input", 3.0), ("add", 0, 0)],
                [("input", 2.0), ("relu", 1)],
                [("input", 2.0), ("relu", -1)],
                [("input", 2.0), ("input", 3.0), ("mul", 0, -1)],
            ),
            weight=0.5,
            group=Group.ERROR,
        ),
    ),
    misconceptions=wrong_graph.GRAPH,
    hints=hints.GRAPH,
    float64=True,
)
