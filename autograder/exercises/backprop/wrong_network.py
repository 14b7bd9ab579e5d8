"""Lesson 7: wrong ways back through a whole network, wrong counts of its cost, and a sentence for each mistake."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import activation_grad
from deeplearn_ref.backprop import activation_backward, dense_backward, mlp_backward, pass_costs
from lessonkit.language import Text

Rule = Callable[..., Any]

# mlp_backward ---------------------------------------------------------------------------------------------


def _walk(
    *,
    layer: Rule = lambda dZ, cache, W: dense_backward(dZ, cache["A_prev"], W),
    gate: Rule = lambda dX, caches, names, at: activation_backward(dX, caches[at - 1]["Z"], names[at - 1]),
    first: Rule = lambda dZ, caches, names: dZ,
    entry: Rule = lambda dW, db: {"W": dW, "b": db},
    last: Rule = lambda grads: grads[::-1],
    update: Rule | None = None,
) -> Callable[..., Any]:
    """Return a walk back with one mistake; `update` changes a layer's parameters before it is walked through."""

    def variant(dZ_last: Any, params: Any, caches: Any, activations: Any) -> Any:
        mlp_backward(dZ_last, params, caches, activations)  # raises what the right one raises
        grads, dZ = [], first(dZ_last, caches, activations)
        for at in reversed(range(len(params))):
            dX, dW, db = layer(dZ, caches[at], params[at]["W"])
            if update is not None:
                update(params[at], dW, db)
                dX = dZ @ params[at]["W"].T
            grads.append(entry(dW, db))
            if at > 0:
                dZ = gate(dX, caches, activations, at)
        return last(grads)

    return variant


def _step_now(layer: Any, dW: Any, db: Any) -> None:
    layer["W"] -= 0.1 * dW
    layer["b"] -= 0.1 * db


def _slope_of_last(dZ: Any, caches: Any, names: Any) -> Any:
    return activation_backward(dZ, caches[-1]["Z"], names[-1])


def _unchecked(dZ_last: Any, params: Any, caches: Any, activations: Any) -> Any:
    grads: list[Any] = []
    dZ = dZ_last
    for at in reversed(range(len(params))):
        dX, dW, db = dense_backward(dZ, caches[at]["A_prev"], params[at]["W"])
        grads.append({"W": dW, "b": db})
        if at > 0:
            dZ = activation_backward(dX, caches[at - 1]["Z"], activations[at - 1])
    return grads[::-1]


MLP = (
    Misconception(
        "slope_left_out",
        _walk(gate=lambda dX, caches, names, at: dX),
        Text(
            "Between the layers the slope of the activation function is missing: dX goes straight into the layer "
            "before.",
            "层与层之间少了激活函数的斜率：dX 直接进入了前一层。",
        ),
    ),
    Misconception(
        "slope_at_this_layer",
        _walk(gate=lambda dX, caches, names, at: dX * activation_grad(names[at - 1], caches[at]["Z"])),
        Text(
            "You take the slope at this layer's own Z. What comes out of its inputs goes back into the layer before: "
            "the gate there was set by the Z of that layer.",
            "你取的是这一层自己的 Z 处的斜率。从这一层的输入传出来的梯度，要进入前一层：那里的门由前一层的 Z 决定。",
        ),
    ),
    Misconception(
        "name_of_this_layer",
        _walk(gate=lambda dX, caches, names, at: activation_backward(dX, caches[at - 1]["Z"], names[at])),
        Text(
            "You take the activation function of this layer. The gate that dX meets next is that of the layer before.",
            "你取的是这一层的激活函数。dX 接下来遇到的门，是前一层的。",
        ),
    ),
    Misconception(
        "slope_at_A",
        _walk(gate=lambda dX, caches, names, at: activation_backward(dX, caches[at - 1]["A"], names[at - 1])),
        Text(
            "You take the slope at A. It belongs at the pre-activation Z, which is what went into the function.",
            "你取的是 A 处的斜率。应当取净输入 Z 处的：送进激活函数的是 Z。",
        ),
    ),
    Misconception(
        "last_slope_again",
        _walk(first=_slope_of_last),
        Text(
            "You multiply by the slope of the last activation function. `dZ_last` is behind it already.",
            "你又乘了一次最后一个激活函数的斜率。`dZ_last` 已经在它后面了。",
        ),
    ),
    Misconception(
        "updated_too_early",
        _walk(update=_step_now),
        Text(
            "You change the parameters on the way back: the layers before get their gradient from weights that the "
            "forward pass never saw. This function computes gradients; somebody else makes the step.",
            "你在往回走的路上就改了参数：前面各层的梯度，来自前向传播从没见过的权重。这个函数只算梯度，迈步是别人的事。",
        ),
    ),
    Misconception(
        "A_for_A_prev",
        _walk(layer=lambda dZ, cache, W: (dZ @ W.T, cache["A"].T @ dZ, dZ.sum(axis=0))),
        Text(
            "dW is computed with A, the output of the layer. The weights meet what came in: `A_prev`.",
            "dW 用的是 A，也就是这一层的输出。与权重相乘的是进来的值：`A_prev`。",
        ),
    ),
    Misconception(
        "biases_zero",
        _walk(entry=lambda dW, db: {"W": dW, "b": 0 * db}),
        Text(
            "The gradients of the biases are all 0. A bias moves Z as a weight does whose input is always 1.",
            "偏置的梯度全是 0。偏置推动 Z，就像一个输入恒为 1 的权重。",
        ),
    ),
    Misconception(
        "last_layer_first",
        _walk(last=lambda grads: grads),
        Text(
            "Your list begins with the last layer. It is asked in the order of `params`, the first layer first.",
            "你的列表从最后一层开始。题目要的次序与 `params` 相同，第一层在前。",
        ),
    ),
    Misconception(
        "divided_by_m",
        _walk(entry=lambda dW, db: {"W": dW, "b": db}, layer=lambda dZ, cache, W: _mean_layer(dZ, cache, W)),
        Text(
            "Every layer divides by m once more. The 1/m of the mean loss is in `dZ_last` already.",
            "每一层又除了一次 m。平均损失的 1/m 已经在 `dZ_last` 里了。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Lists of different lengths go through, or an empty one. There is at least one layer, and one cache and "
            "one activation for each.",
            "长度不同的列表没有拦住，或者空列表没有拦住。至少要有一层，每层各有一份缓存、一个激活函数。",
        ),
    ),
    Misconception(
        "always_relu",
        _walk(gate=lambda dX, caches, names, at: activation_backward(dX, caches[at - 1]["Z"], "relu")),
        Text(
            "Every hidden layer is treated as ReLU. Its name stands in `activations`.",
            "每个隐藏层都当作 ReLU 来算了。用哪个激活函数，写在 `activations` 里。",
        ),
    ),
)


def _mean_layer(dZ: Any, cache: Any, W: Any) -> Any:
    dX, dW, db = dense_backward(dZ, cache["A_prev"], W)
    return dX, dW / len(dZ), db / len(dZ)


# pass_costs -----------------------------------------------------------------------------------------------


def _costs(
    *,
    forward: Rule = lambda products, sizes: sum(products),
    d_inputs: Rule = lambda products: sum(products[1:]),
    ratio: Rule = lambda forward, dW, dX: (dW + dX) / forward,
    samples: Rule = lambda m: m,
) -> Callable[..., Any]:
    """Return a count with one mistake."""

    def variant(layer_sizes: Any, m: Any = 1) -> Any:
        pass_costs(layer_sizes, m)
        products = [samples(m) * n_in * n_out for n_in, n_out in pairwise(layer_sizes)]
        cost, dW, dX = forward(products, layer_sizes), sum(products), d_inputs(products)
        return {"forward": cost, "dW": dW, "dX": dX, "ratio": float(ratio(cost, dW, dX))}

    return variant


def _costs_unchecked(layer_sizes: Any, m: Any = 1) -> Any:
    products = [m * n_in * n_out for n_in, n_out in pairwise(layer_sizes)]
    forward, dX = sum(products), sum(products[1:])
    return {"forward": forward, "dW": forward, "dX": dX, "ratio": (forward + dX) / forward if forward else 0.0}


COSTS = (
    Misconception(
        "inputs_counted",
        _costs(d_inputs=sum),
        Text(
            "You count a dX for the first layer. It would be the gradient of the data: who needs that?",
            "你给第一层也算了 dX。那是数据的梯度：谁需要它？",
        ),
    ),
    Misconception(
        "last_layer_left_out",
        _costs(d_inputs=lambda products: sum(products[:-1])),
        Text(
            "You leave out the dX of the last layer. Every layer but the first passes a gradient on.",
            "你略去了最后一层的 dX。除第一层外，每一层都要往回传梯度。",
        ),
    ),
    Misconception(
        "backward_like_forward",
        _costs(ratio=lambda forward, dW, dX: dW / forward),
        Text(
            "Your ratio is always 1. Either it counts one of the two products of the backward pass only: a layer "
            "computes dW and dX, each as costly as its forward product. Or `//` cuts its decimals off.",
            "你的比值总是 1。要么只算了反向传播两个乘积中的一个：每层要算 dW 和 dX，各与它的前向乘积同样贵；"
            "要么是 `//` 去掉了小数部分。",
        ),
    ),
    Misconception(
        "only_dX",
        _costs(ratio=lambda forward, dW, dX: dX / forward),
        Text(
            "Your ratio leaves out dW. The backward pass computes dW and dX.",
            "你的比值里没有 dW。反向传播既要算 dW，也要算 dX。",
        ),
    ),
    Misconception(
        "upside_down",
        _costs(ratio=lambda forward, dW, dX: forward / (dW + dX)),
        Text(
            "The ratio is upside down: backward over forward is asked.",
            "比值上下颠倒了：题目要的是反向传播除以前向传播。",
        ),
    ),
    Misconception(
        "both_passes",
        _costs(ratio=lambda forward, dW, dX: (forward + dW + dX) / forward),
        Text(
            "Your ratio counts the forward pass on top. We ask for the backward pass alone, over the forward one.",
            "你的比值把前向传播也加了进去。题目要的只是反向传播与前向传播之比。",
        ),
    ),
    Misconception(
        "biases_counted",
        _costs(forward=lambda products, sizes: sum(products) + sum(sizes[1:]) * products[0] // (sizes[0] * sizes[1])),
        Text(
            "You count the biases. Adding one is no multiply-add.",
            "你把偏置也数进去了。加一个偏置不算一次乘加运算。",
        ),
    ),
    Misconception(
        "one_sample",
        _costs(samples=lambda m: 1),
        Text(
            "m has no effect. Every product is computed for each sample.",
            "m 没有起作用。每个样本都要算一遍这些乘积。",
        ),
    ),
    Misconception(
        "unchecked",
        _costs_unchecked,
        Text(
            "Sizes that describe no network go through. Fewer than two, or a size or an m below 1, is a `ValueError`.",
            "构不成网络的大小没有拦住。不足两个，或者某个大小或 m 小于 1，都应当抛出 `ValueError`。",
        ),
    ),
    Misconception(
        "two_operations",
        _costs(samples=lambda m: 2 * m),
        Text(
            "All counts are twice too large: a multiplication with its addition is one multiply-add.",
            "所有次数都大了一倍：一次乘法连同它的加法，算一次乘加运算。",
        ),
    ),
    Misconception(
        "always_two",
        _costs(ratio=lambda forward, dW, dX: 2.0),
        Text(
            "The ratio is always 2. The first layer computes no dX, and how much that saves depends on the sizes.",
            "比值总是 2。第一层不算 dX，省下多少要看各层的大小。",
        ),
    ),
    Misconception(
        "without_brackets",
        _costs(ratio=lambda forward, dW, dX: dW + dX / forward),
        Text(
            "Only dX is divided by the forward pass. Put the sum in brackets.",
            "只有 dX 除以了前向传播。要给整个和加上括号。",
        ),
    ),
)
