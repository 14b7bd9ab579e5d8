"""Lesson 7: wrong ways through a neuron and through a graph, and the sentence that names each mistake."""

from collections.abc import Callable
from operator import add
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import sigmoid, sigmoid_grad
from deeplearn_ref.backprop import graph_backward
from lessonkit.language import Text

# neuron_backward ------------------------------------------------------------------------------------------

Rule = Callable[..., Any]


def _neuron(
    *,
    error: Rule = lambda a, y: a - y,
    slope: Rule = lambda z, a: sigmoid_grad(z),
    through: Rule = lambda slope: slope,
    dw: Rule = lambda dz, x, w: dz * x,
    db: Rule = lambda dz, x, w: dz,
    dx: Rule = lambda dz, x, w: dz * w,
) -> Callable[..., Any]:
    """Return the chain of one neuron with one factor wrong; `through` is what the chain takes of the slope."""

    def variant(x: Any, w: Any, b: Any, y: Any) -> Any:
        z = np.asarray(w * x + b, dtype=float)
        a = sigmoid(z)
        dC_da, da_dz = error(a, y), slope(z, a)
        dz = dC_da * through(da_dz)
        gradients = {"dC_da": dC_da, "da_dz": da_dz}
        gradients |= {"dC_dw": dw(dz, x, w), "dC_db": db(dz, x, w), "dC_dx": dx(dz, x, w)}
        return {name: float(value) for name, value in gradients.items()}

    return variant


def _bias_times_b(x: Any, w: Any, b: Any, y: Any) -> Any:
    right = _neuron()(x, w, b, y)
    return right | {"dC_db": right["dC_db"] * b}


def _cost_left_out(x: Any, w: Any, b: Any, y: Any) -> Any:
    right = _neuron()(x, w, b, y)
    slope = right["da_dz"]
    return right | {"dC_dw": slope * x, "dC_db": slope, "dC_dx": slope * w}


NEURON = (
    Misconception(
        "slope_left_out",
        _neuron(through=lambda slope: 1.0),
        Text(
            "The chain jumps from the cost to z: the slope of the sigmoid is missing from what goes to w, b and x.",
            "链条从代价一下子跳到了 z：传给 w、b 和 x 的数里，少乘了 sigmoid 的斜率。",
        ),
    ),
    Misconception(
        "slope_at_a",
        _neuron(slope=lambda z, a: sigmoid_grad(a)),
        Text(
            "You take the slope of the sigmoid at a. It belongs at z, where the sigmoid's curve is entered.",
            "你取的是 sigmoid 在 a 处的斜率。应当取 z 处的：从 z 进入，才到这条曲线上。",
        ),
    ),
    Misconception(
        "sign",
        _neuron(error=lambda a, y: y - a),
        Text(
            "Every gradient has the wrong sign: the derivative of ½(a − y)² by a grows with a.",
            "所有梯度的符号都反了：½(a − y)² 对 a 的导数随 a 增大而增大。",
        ),
    ),
    Misconception(
        "factor_two",
        _neuron(error=lambda a, y: 2 * (a - y)),
        Text(
            "Everything after the cost is twice too large: this cost has a ½ in front, which eats the 2.",
            "代价之后的一切都大了一倍：这里的代价前面有 ½，正好把 2 抵消。",
        ),
    ),
    Misconception(
        "w_for_x",
        _neuron(dw=lambda dz, x, w: dz * w),
        Text(
            "The gradient of w is multiplied by w. How fast does z = wx + b change when w changes?",
            "w 的梯度里乘的是 w。w 变动时，z = wx + b 变得多快？",
        ),
    ),
    Misconception(
        "x_for_w",
        _neuron(dx=lambda dz, x, w: dz * x),
        Text(
            "The gradient of x is multiplied by x. How fast does z = wx + b change when x changes?",
            "x 的梯度里乘的是 x。x 变动时，z = wx + b 变得多快？",
        ),
    ),
    Misconception(
        "bias_times_x",
        _neuron(db=lambda dz, x, w: dz * x),
        Text(
            "The gradient of b is multiplied by x. The bias stands alone in z: how fast does z change with it?",
            "b 的梯度里乘了 x。偏置在 z 里是单独的一项：z 随它变得多快？",
        ),
    ),
    Misconception(
        "cost_for_its_slope",
        _neuron(error=lambda a, y: 0.5 * (a - y) ** 2),
        Text(
            "dC_da is the cost itself. The chain begins with its derivative by a.",
            "dC_da 成了代价本身。链的开头是代价对 a 的导数。",
        ),
    ),
    Misconception(
        "value_for_slope",
        _neuron(slope=lambda z, a: a),
        Text(
            "da_dz is the activation itself. The chain asks for the slope of the sigmoid.",
            "da_dz 成了激活值本身。链式法则要的是 sigmoid 的斜率。",
        ),
    ),
    Misconception(
        "bias_is_one",
        _neuron(db=lambda dz, x, w: 1.0),
        Text(
            "dC_db is the local derivative alone, 1. It must be multiplied by what has arrived at z.",
            "dC_db 只是局部导数 1。还要乘上到达 z 的梯度。",
        ),
    ),
    Misconception(
        "bias_times_b",
        _bias_times_b,
        Text(
            "The gradient of b is multiplied by b. How fast does z = wx + b change when b changes?",
            "b 的梯度里乘了 b。b 变动时，z = wx + b 变得多快？",
        ),
    ),
    Misconception(
        "cost_left_out",
        _cost_left_out,
        Text(
            "dC_dw, dC_db and dC_dx begin at the activation: the first factor of the chain, dC_da, is missing.",
            "dC_dw、dC_db 和 dC_dx 是从激活值开始乘的：少了链的第一个因子 dC_da。",
        ),
    ),
    Misconception(
        "bias_left_out",
        lambda x, w, b, y: _neuron()(x, w, 0.0, y),
        Text(
            "b has no effect: it is missing from z.",
            "b 没有起作用：z 里少了 b。",
        ),
    ),
)

# graph_backward -------------------------------------------------------------------------------------------


def _graph(
    *,
    put: Rule = lambda old, new: old + new,
    at: tuple[str, ...] = ("add", "mul", "relu"),
    order: Rule = reversed,
    product: Rule = lambda g, own, other: g * other,
    total: Rule = lambda g: g,
    gate: Rule = lambda g, value: g * (value > 0),
    once: bool = False,
    seed: float = 1.0,
) -> Callable[..., Any]:
    """Return a sweep with one mistake: `put` joins old and new `at` some nodes, `once` takes an operand only once."""

    def variant(nodes: Any) -> Any:
        values, _ = graph_backward(nodes)
        grads = np.zeros(len(nodes))
        grads[-1] = seed
        for k in order(range(len(nodes))):
            kind, *rest = nodes[k]
            g = grads[k]
            join = put if kind in at else add
            if kind == "relu":
                grads[rest[0]] = join(grads[rest[0]], gate(g, values[rest[0]]))
            elif kind in ("add", "mul"):
                i, j = rest
                for own, other in [(i, j)] if once and i == j else [(i, j), (j, i)]:
                    back = total(g) if kind == "add" else product(g, values[own], values[other])
                    grads[own] = join(grads[own], back)
        return values, grads

    return variant


def _unchecked(nodes: Any) -> Any:
    """Take any other operation for a sum, count positions from the end, read later nodes before they are there."""
    values, grads = np.zeros(len(nodes)), np.zeros(len(nodes))
    for k, node in enumerate(nodes):
        if node[0] in ("input", "relu"):
            values[k] = node[1] if node[0] == "input" else max(values[node[1]], 0.0)
        else:
            i, j = node[1], node[2]
            values[k] = values[i] * values[j] if node[0] == "mul" else values[i] + values[j]
    grads[-1:] = 1.0
    for k in reversed(range(len(nodes))):
        kind, *rest = nodes[k]
        if kind == "relu":
            grads[rest[0]] += grads[k] * (values[rest[0]] > 0)
        elif kind != "input":
            i, j = rest
            grads[i] += grads[k] * (values[j] if kind == "mul" else 1.0)
            grads[j] += grads[k] * (values[i] if kind == "mul" else 1.0)
    return values, grads


GRAPH = (
    Misconception(
        "overwritten",
        _graph(put=lambda old, new: new),
        Text(
            "A node that is used in several places keeps only what came back last. What comes back on all its ways "
            "adds up.",
            "一个节点用在好几处，你却只留下最后传回来的那一份。从各条路传回来的，都要加起来。",
        ),
    ),
    Misconception(
        "front_to_back",
        _graph(order=lambda positions: positions),
        Text(
            "The backward sweep runs from the first node to the last: most nodes pass on their gradient before it "
            "has arrived.",
            "反向扫描是从第一个节点走到最后一个的：多数节点还没收到自己的梯度，就已经往下传了。",
        ),
    ),
    Misconception(
        "own_factor",
        _graph(product=lambda g, own, other: g * own),
        Text(
            "At a product each operand gets its own value as a factor. How fast does i·j change when i changes?",
            "乘法处，每个操作数乘的是自己的值。i 变动时，i·j 变得多快？",
        ),
    ),
    Misconception(
        "upstream_left_out",
        _graph(product=lambda g, own, other: other, total=lambda g: 1.0, gate=lambda g, value: 1.0 * (value > 0)),
        Text(
            "Every node passes on its local derivative only. It must be multiplied by the gradient that arrived at "
            "this node.",
            "每个节点传下去的只有局部导数。还要乘上到达这个节点的梯度。",
        ),
    ),
    Misconception(
        "repeated_once",
        _graph(once=True),
        Text(
            "Where both operands are the same node, it gets its share only once: b·b has two b's.",
            "两个操作数是同一个节点时，你只给了它一份：b·b 里有两个 b。",
        ),
    ),
    Misconception(
        "relu_let_through",
        _graph(gate=lambda g, value: g),
        Text(
            "The gradient passes every ReLU unchanged. Where its input is negative, the ReLU is flat.",
            "梯度原样穿过了所有 ReLU。输入为负的地方，ReLU 是平的。",
        ),
    ),
    Misconception(
        "relu_masks_the_gradient",
        _graph(gate=lambda g, value: max(g, 0.0)),
        Text(
            "At a ReLU you cut off negative gradients. The gate is open or closed by the sign of its input, "
            "whatever the gradient's sign is.",
            "在 ReLU 处，你把负的梯度切掉了。门开还是关，看的是它的输入的符号，与梯度的符号无关。",
        ),
    ),
    Misconception(
        "kink_is_one",
        _graph(gate=lambda g, value: g * (value >= 0)),
        Text(
            "For an input of exactly 0 your ReLU has slope 1. The convention of this course is 0.",
            "输入恰好为 0 时，你的 ReLU 斜率取了 1。本课程约定取 0。",
        ),
    ),
    Misconception(
        "no_start",
        _graph(seed=0.0),
        Text(
            "All gradients are 0: nothing was put in at the last node. How fast does it change with itself?",
            "梯度全是 0：最后一个节点处没有放进任何东西。它对自己的变化率是多少？",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Lists that describe no graph go through. An empty list, an unknown operation and a position that is "
            "not earlier, negative ones too, are a `ValueError`.",
            "构不成图的列表没有拦住。空列表、不认识的运算、不在该节点之前的位置（负数也算），都应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "overwritten_at_sums",
        _graph(put=lambda old, new: new, at=("add",)),
        Text(
            "A sum overwrites what its operands have received from other uses. Add to it.",
            "加法处，操作数从别处收到的梯度被覆盖了。应当加上去。",
        ),
    ),
    Misconception(
        "overwritten_at_products",
        _graph(put=lambda old, new: new, at=("mul",)),
        Text(
            "A product overwrites what its operands have received from other uses. Add to it.",
            "乘法处，操作数从别处收到的梯度被覆盖了。应当加上去。",
        ),
    ),
)
