"""Lesson 08: wrong training loops, and a sentence for each mistake."""

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy, mse
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.training import train_full_batch
from lessonkit.language import Text

Rule = Callable[..., Any]


def _backward(y: Any, p: Any, params: Any, caches: Any, names: Any) -> Any:
    return mlp_backward(bce_sigmoid_backward(y, p), params, caches, names)


def _trained(
    *,
    loss: Rule = binary_cross_entropy,
    share: Rule = accuracy,
    grads_of: Rule = _backward,
    summed: Rule = lambda total, grads: grads,
    update: Rule = update_params,
    taken: Rule = copy.deepcopy,
    recorded: Rule = lambda values: values,
    updates: Rule = lambda n_epochs: n_epochs,
    looks: Rule = lambda n_epochs: n_epochs + 1,
    looks_after: bool = False,
    forward_once: bool = False,
    returned: Rule = lambda first, last: last,
) -> Callable[..., Any]:
    """Return a training loop with one mistake."""

    def variant(X: Any, y: Any, params: Any, activations: Any, learning_rate: Any, n_epochs: Any) -> Any:
        train_full_batch(X, y, params, activations, learning_rate, min(n_epochs, 0))  # raises what the right one raises
        first, params, total = copy.deepcopy(params), taken(params), None
        losses: list[float] = []
        shares: list[float] = []
        seen = mlp_forward(X, params, activations)
        for epoch in range(max(updates(n_epochs), looks(n_epochs))):
            p, caches = seen if forward_once else mlp_forward(X, params, activations)
            if epoch < looks(n_epochs) and not looks_after:
                losses, shares = [*losses, loss(y, p)], [*shares, share(y, p)]
            if epoch < updates(n_epochs):
                total = summed(total, grads_of(y, p, params, caches, activations))
                params = update(params, total, learning_rate)
            if epoch < looks(n_epochs) and looks_after:
                p = mlp_forward(X, params, activations)[0]
                losses, shares = [*losses, loss(y, p)], [*shares, share(y, p)]
        curves = {"loss": recorded(np.array(losses)), "accuracy": recorded(np.array(shares))}
        return returned(first, params), curves

    return variant


def _added(total: Any, grads: Any) -> Any:
    if total is None:
        return grads
    return [{key: one[key] + two[key] for key in one} for one, two in zip(total, grads, strict=True)]


def _in_place(params: Any, grads: Any, learning_rate: float) -> Any:
    for layer, grad in zip(params, grads, strict=True):
        for key in layer:
            layer[key] -= learning_rate * grad[key]
    return params


def _only(keys: Rule) -> Rule:
    """Return an update of those arrays for which ``keys(layer number from the end, name)`` holds."""

    def update(params: Any, grads: Any, learning_rate: float) -> Any:
        new = update_params(params, grads, learning_rate)
        return [
            {key: (new if keys(len(params) - at, key) else params)[at][key] for key in layer}
            for at, layer in enumerate(params)
        ]

    return update


TRAIN = (
    Misconception(
        "last_value_missing",
        _trained(recorded=lambda values: values[:-1]),
        Text(
            "The curves are one value short: what the last update has done is never looked at. "
            "n updates have n + 1 places to look, one before each and one after the last.",
            "曲线少了一个值：最后一次更新的结果从没看过。n 次更新有 n + 1 处可看：每次之前一处，最后一次之后一处。",
        ),
    ),
    Misconception(
        "first_value_missing",
        _trained(recorded=lambda values: values[1:]),
        Text(
            "The curves begin after the first update. They begin with the untrained network.",
            "曲线是从第一次更新之后开始的。应当从还没有训练的网络开始。",
        ),
    ),
    Misconception(
        "looked_after_the_update",
        _trained(looks_after=True),
        Text(
            "Each value is measured after the update of its epoch and so stands one place too early. "
            "Look first, then move.",
            "每个值都是在这一轮更新之后量的，所以位置早了一格。应当先看，再更新。",
        ),
    ),
    Misconception(
        "one_update_too_many",
        _trained(updates=lambda n_epochs: n_epochs + 1),
        Text(
            "There is one update too many: after the last look the parameters move once more.",
            "多更新了一次：最后看过之后，参数又动了一下。",
        ),
    ),
    Misconception(
        "gradients_accumulate",
        _trained(summed=_added),
        Text(
            "The gradients of all epochs so far are added up. Each epoch moves by its own gradient only.",
            "到目前为止各轮的梯度加在了一起。每一轮只按自己的梯度走。",
        ),
    ),
    Misconception(
        "result_dropped",
        _trained(update=lambda params, grads, learning_rate: params),
        Text(
            "The parameters never change. `update_params` returns new ones: keep what it returns.",
            "参数始终没有变。`update_params` 返回的是新的参数：要把它接住。",
        ),
    ),
    Misconception(
        "forward_once",
        _trained(forward_once=True),
        Text(
            "The forward pass is made once, before the loop. With new parameters there are new outputs: "
            "every epoch needs its own.",
            "前向传播只在循环之前做了一次。参数变了，输出也变：每一轮都要重新做。",
        ),
    ),
    Misconception(
        "first_parameters",
        _trained(returned=lambda first, last: first),
        Text(
            "The curves are right, but the parameters that come back are those of the start.",
            "曲线没错，但返回的是开始时的参数。",
        ),
    ),
    Misconception(
        "uphill",
        _trained(update=lambda params, grads, learning_rate: update_params(params, grads, -learning_rate)),
        Text(
            "The loss climbs: the steps follow the gradient. They should go against it.",
            "损失越来越大：你是顺着梯度走的。应当逆着它走。",
        ),
    ),
    Misconception(
        "no_rate",
        _trained(update=lambda params, grads, learning_rate: update_params(params, grads, 1.0)),
        Text(
            "The argument `learning_rate` has no effect: the steps are those of the rate 1.",
            "参数 `learning_rate` 没有起作用：步长总是学习率为 1 时的。",
        ),
    ),
    Misconception(
        "not_divided",
        _trained(grads_of=lambda y, p, *rest: mlp_backward(p - y, *rest)),
        Text(
            "The steps are m times as long as they should be: p − y is the gradient of the sum over the samples. "
            "Where does the 1/m of the mean loss come in?",
            "步子是应有的 m 倍：p − y 是各样本损失之和的梯度。平均损失的 1/m 在哪里？",
        ),
    ),
    Misconception(
        "slope_twice",
        _trained(grads_of=lambda y, p, *rest: mlp_backward(bce_sigmoid_backward(y, p) * p * (1 - p), *rest)),
        Text(
            "The slope of the last sigmoid comes in twice. `bce_sigmoid_backward` goes through loss and sigmoid at "
            "once.",
            "最后一个 sigmoid 的斜率乘了两次。`bce_sigmoid_backward` 已经一次走过了损失和 sigmoid。",
        ),
    ),
    Misconception(
        "last_layer_only",
        _trained(update=_only(lambda from_end, key: from_end == 1)),
        Text(
            "Only the last layer learns. Every layer has gradients, and every layer moves.",
            "只有最后一层在学习。每一层都有梯度，每一层都要更新。",
        ),
    ),
    Misconception(
        "biases_stay",
        _trained(update=_only(lambda from_end, key: key == "W")),
        Text(
            "The weights learn and the biases stay. Biases are parameters too.",
            "权重在学习，偏置没有动。偏置也是参数。",
        ),
    ),
    Misconception(
        "squared_error",
        _trained(loss=mse),
        Text(
            "The curve holds the mean squared error. The task asks for the binary cross-entropy, "
            "whose gradient you follow.",
            "曲线记的是均方误差。题目要的是二元交叉熵，你走的正是它的梯度。",
        ),
    ),
    Misconception(
        "loss_summed",
        _trained(loss=lambda y, p: len(y) * binary_cross_entropy(y, p)),
        Text(
            "The curve holds the sum over the samples. The task asks for the mean loss.",
            "曲线记的是各样本损失之和。题目要的是平均损失。",
        ),
    ),
    Misconception(
        "labels_and_outputs_swapped",
        _trained(loss=lambda y, p: binary_cross_entropy(p, y)),
        Text(
            "The loss gets labels and outputs in the wrong order. The labels come first: `binary_cross_entropy(y, p)`.",
            "算损失时，标签和输出的先后弄反了。标签在前：`binary_cross_entropy(y, p)`。",
        ),
    ),
    Misconception(
        "share_of_wrong_ones",
        _trained(share=lambda y, p: 1.0 - accuracy(y, p)),
        Text(
            "The curve of the accuracy holds the share of wrong answers.",
            "准确率的曲线记的是答错的比例。",
        ),
    ),
    Misconception(
        "not_copied",
        _trained(taken=lambda params: params, update=_in_place),
        Text(
            "The given parameters are trained themselves. Leave them as they are: the next run begins with them.",
            "你训练的就是给出的参数本身。要让它们保持原样：下一次训练还要从它们开始。",
        ),
    ),
    Misconception(
        "aliased_without_epochs",
        _trained(taken=lambda params: params),
        Text(
            "Without an epoch the given parameters themselves come back. Return a copy, arrays included.",
            "一轮也不训练时，返回的就是给出的参数本身。应当返回副本，数组也要复制。",
        ),
    ),
)
