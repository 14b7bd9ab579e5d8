"""Lesson 11: wrong ways through a whole network with dropout, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import activate
from deeplearn_ref.backprop import activation_backward, dense_backward
from deeplearn_ref.layers import dense_forward
from deeplearn_ref.regularization import (
    dropout_backward,
    dropout_forward,
    dropout_mask,
    mlp_backward_dropout,
    mlp_forward_dropout,
)
from lessonkit.language import Text

Rule = Callable[..., Any]

# mlp_forward_dropout --------------------------------------------------------------------------------------


def _checked(X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any, training: bool) -> None:
    """Raise what the right one raises, without a draw from `rng`."""
    spare = None if rng is None else np.random.default_rng(0)
    mlp_forward_dropout(X, params, activations, drop_rates, spare, training)


def _forth(
    *,
    draw: Rule = lambda shape, rates, at, rng, seen: dropout_mask(shape, rates[at], rng),
    drop: Rule = dropout_forward,
    rate: Rule = lambda rates, at: rates[at],
    test: Rule = lambda A, rate: A,
    before: bool = False,
    dropping: Rule = lambda training, at, rates: training and at < len(rates),
    note: Rule = lambda cache, plain: cache,
    first: Rule = lambda X, rates, rng, training: X,
    last: Rule = lambda A, rates, rng, training: A,
    undropped_on: bool = False,
) -> Callable[..., Any]:
    """Return a pass with one mistake.

    `first` and `last` act on the inputs and on the outputs, `before` drops before the activation, `note` changes
    what is cached, with the undropped activations at hand; `undropped_on` hands the undropped ones to the next layer.
    """

    def variant(X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True) -> Any:
        _checked(X, params, activations, drop_rates, rng, training)
        A: Any = first(X, drop_rates, rng, training)
        caches: list[Any] = []
        seen: list[Any] = []
        for at, (layer, name) in enumerate(zip(params, activations, strict=True)):
            Z = dense_forward(A, layer["W"], layer["b"])
            cache: dict[str, Any] = {"A_prev": A, "Z": Z, "mask": None}
            plain = activate(name, Z)
            dropped = plain
            if dropping(training, at, drop_rates):
                mask = draw(plain.shape, drop_rates, at, rng, seen)
                if mask is not None:
                    seen.append(mask)
                    value = rate(drop_rates, at)
                    dropped = activate(name, drop(Z, mask, value)) if before else drop(plain, mask, value)
                    cache["mask"] = mask
            elif not training and at < len(drop_rates):
                dropped = test(plain, drop_rates[at])
            cache["A"] = dropped
            caches.append(note(cache, plain))
            A = plain if undropped_on else dropped
        return last(A, drop_rates, rng, training), caches

    return variant


def _with_rate_of_first(A: Any, rates: Any, rng: Any, training: bool) -> Any:
    """Drop with the rate of the first hidden layer."""
    if not training or not rates:
        return A
    return dropout_forward(A, dropout_mask(A.shape, rates[0], rng), rates[0])


def _with_rate_of_last(A: Any, rates: Any, rng: Any, training: bool) -> Any:
    if not training or not rates:
        return A
    return dropout_forward(A, dropout_mask(A.shape, rates[-1], rng), rates[-1])


def _one_row(shape: Any, rates: Any, at: int, rng: Any, seen: Any) -> Any:
    return np.broadcast_to(dropout_mask(shape[1:], rates[at], rng), shape).copy()


def _masks_backward() -> Callable[..., Any]:
    """Return a pass whose masks are drawn before it, from the last hidden layer to the first."""

    def variant(X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True) -> Any:
        _checked(X, params, activations, drop_rates, rng, training)
        drawn: dict[int, Any] = {}
        if training:
            for at in reversed(range(len(drop_rates))):
                drawn[at] = dropout_mask((len(X), params[at]["W"].shape[1]), drop_rates[at], rng)
        made = _forth(draw=lambda shape, rates, at, rng, seen: drawn[at])
        return made(X, params, activations, drop_rates, rng, training)

    return variant


def _unchecked(X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True) -> Any:
    if training and len(params) > 1 and rng is None:
        raise ValueError("rng")
    A, caches = X, []
    for at, (layer, name) in enumerate(zip(params, activations, strict=False)):
        Z = dense_forward(A, layer["W"], layer["b"])
        cache = {"A_prev": A, "Z": Z, "mask": None}
        A = activate(name, Z)
        if training and at < min(len(drop_rates), len(params) - 1):
            cache["mask"] = dropout_mask(A.shape, drop_rates[at], rng)
            A = dropout_forward(A, cache["mask"], drop_rates[at])
        caches.append({**cache, "A": A})
    return A, caches


def _generator_always(
    X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True
) -> Any:
    if drop_rates and rng is None:
        raise ValueError("rng")
    return mlp_forward_dropout(X, params, activations, drop_rates, rng, training)


def _masks_at_test_time(
    X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True
) -> Any:
    _checked(X, params, activations, drop_rates, rng, training)
    if not training:
        for layer, rate in zip(params, drop_rates, strict=False):
            dropout_mask((len(X), layer["W"].shape[1]), rate, rng)
    return mlp_forward_dropout(X, params, activations, drop_rates, rng, training)


def _silent_without_generator(
    X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True
) -> Any:
    return mlp_forward_dropout(X, params, activations, drop_rates, rng, training and rng is not None)


def _own_generator(
    X: Any, params: Any, activations: Any, drop_rates: Any, rng: Any = None, training: bool = True
) -> Any:
    _checked(X, params, activations, drop_rates, rng, training)
    return mlp_forward_dropout(X, params, activations, drop_rates, np.random.default_rng(0), training)


def _all_kept(cache: dict[str, Any]) -> dict[str, Any]:
    return {**cache, "mask": np.ones(cache["A"].shape, dtype=bool)}


FORWARD = (
    Misconception(
        "before_the_activation",
        _forth(before=True),
        Text(
            "You drop and scale Z, before the activation function. The tanh of a scaled Z is not a scaled tanh: "
            "drop what comes out of the function.",
            "你在激活函数之前就对 Z 做了丢弃和缩放。先缩放 Z 再取 tanh，不等于把 tanh 的结果缩放："
            "要对激活函数的输出来做。",
        ),
    ),
    Misconception(
        "inputs_dropped",
        _forth(first=_with_rate_of_first),
        Text(
            "You drop inputs as well. Only hidden units are dropped here.",
            "你把输入也丢弃了一部分。这里只丢弃隐藏单元。",
        ),
    ),
    Misconception(
        "outputs_dropped",
        _forth(last=_with_rate_of_last),
        Text(
            "You drop outputs of the last layer as well: then the prediction itself is zeroed now and then. There is "
            "one rate for each hidden layer, and none for the last.",
            "你把最后一层的输出也丢弃了一部分：预测值有时就成了零。每个隐藏层各有一个丢弃概率，最后一层没有。",
        ),
    ),
    Misconception(
        "dropped_at_test_time",
        _forth(dropping=lambda training, at, rates: at < len(rates)),
        Text(
            "Units are dropped at test time, too: `training` has no effect.",
            "测试时也丢弃了单元：`training` 没有起作用。",
        ),
    ),
    Misconception(
        "masks_at_test_time",
        _masks_at_test_time,
        Text(
            "You draw masks at test time as well, although nothing is dropped then. Leave `rng` alone: the next masks "
            "would be others, and at test time there may be no generator at all.",
            "测试时什么也不丢弃，你却照样抽了掩码。不要动 `rng`：否则接下来的掩码就变了，"
            "而且测试时可能根本没有给生成器。",
        ),
    ),
    Misconception(
        "generator_always_asked",
        _generator_always,
        Text(
            "At test time no generator is given, and none is needed: ask for `rng` only in training.",
            "测试时没有传入生成器，也不需要：只有训练时才用到 `rng`。",
        ),
    ),
    Misconception(
        "undropped_passed_on",
        _forth(undropped_on=True),
        Text(
            "The next layer gets the activations as they were before dropout: dropping has no effect.",
            "传给下一层的是丢弃之前的激活值：丢弃没有起作用。",
        ),
    ),
    Misconception(
        "undropped_cached",
        _forth(note=lambda cache, plain: {**cache, "A": plain}),
        Text(
            "The `A` in your caches is the one before dropout. It should be what the next layer gets.",
            "缓存里的 `A` 是丢弃之前的。题目要的是传给下一层的那个。",
        ),
    ),
    Misconception(
        "unscaled",
        _forth(drop=lambda A, mask, rate: A * mask),
        Text(
            "What stays is not scaled up. Does `dropout_forward` not do just that?",
            "留下的没有放大。`dropout_forward` 不是正好做这件事吗？",
        ),
    ),
    Misconception(
        "scaled_at_test_time",
        _forth(test=lambda A, rate: A * (1 - rate)),
        Text(
            "At test time you scale the hidden layers by 1 − rate. The scaling was done in training already.",
            "测试时你把隐藏层乘了 1 − 丢弃概率。训练时已经缩放过了。",
        ),
    ),
    Misconception(
        "no_draw_at_rate_0",
        _forth(draw=lambda shape, rates, at, rng, seen: dropout_mask(shape, rates[at], rng) if rates[at] > 0 else None),
        Text(
            "For a rate of 0 you draw no mask, so all later masks are others. The specification draws one for each "
            "hidden layer.",
            "丢弃概率为 0 时你没有抽掩码，后面的掩码就全变了。按说明，每个隐藏层都要抽一个。",
        ),
    ),
    Misconception(
        "first_rate_for_all",
        _forth(
            draw=lambda shape, rates, at, rng, seen: dropout_mask(shape, rates[0], rng), rate=lambda rates, at: rates[0]
        ),
        Text(
            "Every hidden layer is dropped with the first rate. Each has its own.",
            "所有隐藏层用的都是第一个丢弃概率。每层有自己的。",
        ),
    ),
    Misconception(
        "rates_reversed",
        _forth(
            draw=lambda shape, rates, at, rng, seen: dropout_mask(shape, rates[::-1][at], rng),
            rate=lambda rates, at: rates[::-1][at],
        ),
        Text(
            "The rates are used from the last to the first.",
            "丢弃概率从后往前用了。",
        ),
    ),
    Misconception(
        "one_row_for_all",
        _forth(draw=_one_row),
        Text(
            "All samples of the batch share one row of the mask. The mask has the shape of the activations.",
            "批量里的所有样本共用了掩码的一行（row）。掩码的形状应当与激活值相同。",
        ),
    ),
    Misconception(
        "masks_from_the_back",
        _masks_backward(),
        Text(
            "The masks are drawn from the last hidden layer to the first. The order is that of the layers.",
            "掩码是从最后一个隐藏层往前抽的。次序应当与各层的次序相同。",
        ),
    ),
    Misconception(
        "mask_not_kept",
        _forth(note=lambda cache, plain: {**cache, "mask": None}),
        Text(
            "The masks are not in the caches. The way back needs those of this very pass.",
            "缓存里没有掩码。往回走时，要用这一次前向传播的掩码。",
        ),
    ),
    Misconception(
        "own_generator",
        _own_generator,
        Text(
            "You make a generator of your own, so every step of training drops the same units. Draw from `rng`.",
            "你自己新建了一个生成器，于是每一步训练丢弃的都是同样的单元。应当从 `rng` 里抽。",
        ),
    ),
    Misconception(
        "mask_of_ones_at_test_time",
        _forth(note=lambda cache, plain: cache if cache["mask"] is not None else _all_kept(cache)),
        Text(
            "Where nothing is dropped you store a mask of True. It should be None there.",
            "什么也不丢弃的地方，你存了全是 True 的掩码。那里应当是 None。",
        ),
    ),
    Misconception(
        "silent_without_generator",
        _silent_without_generator,
        Text(
            "In training without a generator you drop nothing and say nothing. That is a `ValueError`: otherwise "
            "somebody trains without dropout and does not notice.",
            "训练时没有给生成器，你什么也不丢弃，也不报错。应当抛出 `ValueError`：否则有人没用上暂退法，自己还不知道。",
        ),
    ),
    Misconception(
        "unchecked",
        _unchecked,
        Text(
            "Lists of a wrong length go through. There is one rate for each hidden layer, and one activation for each "
            "layer.",
            "长度不对的列表没有拦住。每个隐藏层有一个丢弃概率，每层有一个激活函数。",
        ),
    ),
)

# mlp_backward_dropout -------------------------------------------------------------------------------------


def _back(
    *,
    through: Rule = dropout_backward,
    slope: Rule = lambda dA, before, name, rate: activation_backward(dA, before["Z"], name),
    inputs: Rule = lambda caches, at, rates: caches[at]["A_prev"],
    rate: Rule = lambda rates, at: rates[at - 1],
    mask: Rule = lambda caches, at: caches[at - 1]["mask"],
    none: Rule = lambda dA, rate: dA,
    order: Rule = lambda grads: grads[::-1],
) -> Callable[..., Any]:
    """Return a walk back with one mistake; `none` is what happens where the mask is None."""

    def variant(dZ_last: Any, params: Any, caches: Any, activations: Any, drop_rates: Any) -> Any:
        mlp_backward_dropout(dZ_last, params, caches, activations, drop_rates)  # raises what the right one raises
        grads: list[Any] = []
        dZ = dZ_last
        with np.errstate(all="ignore"):
            for at in reversed(range(len(params))):
                dX, dW, db = dense_backward(dZ, inputs(caches, at, drop_rates), params[at]["W"])
                grads.append({"W": dW, "b": db})
                if at > 0:
                    kept, p = mask(caches, at), rate(drop_rates, at)
                    dA = none(dX, p) if kept is None else through(dX, kept, p)
                    dZ = slope(dA, caches[at - 1], activations[at - 1], p)
        return order(grads)

    return variant


def _slope_of_dropped(dA: Any, before: Any, name: str, rate: float) -> Any:
    """Take the slope from the activation by the formulas a(1 − a) and 1 − a², from A as dropout left it."""
    A = before["A"]
    if name == "tanh":
        return dA * (1 - A**2)
    return dA * A * (1 - A) if name == "sigmoid" else activation_backward(dA, before["Z"], name)


def _plain_inputs(dZ_last: Any, params: Any, caches: Any, activations: Any, drop_rates: Any) -> Any:
    def inputs(caches: Any, at: int, rates: Any) -> Any:
        return caches[at]["A_prev"] if at == 0 else activate(activations[at - 1], caches[at - 1]["Z"])

    return _back(inputs=inputs)(dZ_last, params, caches, activations, drop_rates)


def _always_masked(dA: Any, rate: float) -> Any:
    return dA / (1 - rate)


def _walk_unchecked(dZ_last: Any, params: Any, caches: Any, activations: Any, drop_rates: Any) -> Any:
    grads: list[Any] = []
    dZ = dZ_last
    for at in reversed(range(len(params))):
        dX, dW, db = dense_backward(dZ, caches[at]["A_prev"], params[at]["W"])
        grads.append({"W": dW, "b": db})
        if at > 0:
            if caches[at - 1]["mask"] is not None:
                dX = dropout_backward(dX, caches[at - 1]["mask"], drop_rates[at - 1])
            dZ = activation_backward(dX, caches[at - 1]["Z"], activations[at - 1])
    return grads[::-1]


def _new_masks(dZ_last: Any, params: Any, caches: Any, activations: Any, drop_rates: Any) -> Any:
    rng = np.random.default_rng(0)
    made = _back(through=lambda dA, mask, p: dA * (rng.random(dA.shape) >= p) / (1 - p))
    return made(dZ_last, params, caches, activations, drop_rates)


NOTHING: Any = None


def _compared_with_none(dA: Any, rate: float) -> Any:
    """Ask for the mask's shape first: None has none, which is another error than None in a product."""
    return dropout_backward(dA, NOTHING, rate) if NOTHING.shape == dA.shape else dA


NONE_USED = Text(
    "You use the mask also where it is None. None means that nothing was dropped there, so dA passes unchanged.",
    "掩码是 None 的地方，你也拿它来算了。None 表示那里什么也没丢弃，dA 应当原样通过。",
)

BACKWARD = (
    Misconception(
        "mask_forgotten",
        _back(through=lambda dA, mask, p: dA),
        Text(
            "You go back as if nothing had been dropped: mask and scale have no effect. A dropped unit gets no "
            "gradient.",
            "你往回走时好像什么都没丢弃过：掩码和缩放都没有起作用。被丢弃的单元不该得到梯度。",
        ),
    ),
    Misconception(
        "unscaled",
        _back(through=lambda dA, mask, p: dA * mask),
        Text(
            "The mask is there, the scale is not. What is the slope of a division by 1 − rate?",
            "掩码有了，缩放没有。除以 1 − 丢弃概率，这一步的斜率是多少？",
        ),
    ),
    Misconception(
        "scaled_twice",
        _back(through=lambda dA, mask, p: dA * mask / (1 - p) ** 2),
        Text(
            "You divide by 1 − rate twice in each layer.",
            "每一层里，你除了两次 1 − 丢弃概率。",
        ),
    ),
    Misconception(
        "scale_only",
        _back(through=lambda dA, mask, p: dA / (1 - p)),
        Text(
            "The scale is there, the mask is not: a dropped unit gets a gradient.",
            "缩放有了，掩码没有：被丢弃的单元也得到了梯度。",
        ),
    ),
    Misconception(
        "divided_by_the_rate",
        _back(through=lambda dA, mask, p: dA * mask / p),
        Text(
            "You divide by the probability of dropping. Divide by that of staying.",
            "你除以了丢弃的概率。应当除以留下的概率。",
        ),
    ),
    Misconception(
        "mask_inverted",
        _back(through=lambda dA, mask, p: dA * ~mask / (1 - p)),
        Text(
            "The gradient goes back through the dropped units. True in the mask means that a unit stayed.",
            "梯度走的是被丢弃的单元。掩码里的 True 表示留下。",
        ),
    ),
    Misconception(
        "first_row_for_all",
        _back(through=lambda dA, mask, p: dA * mask[:1] / (1 - p)),
        Text(
            "Every sample goes back through the mask of the first one. Each sample has a row of the mask.",
            "所有样本往回走时用的都是第一个样本的掩码。每个样本在掩码里各有一行（row）。",
        ),
    ),
    Misconception(
        "slope_from_dropped_A",
        _back(slope=_slope_of_dropped),
        Text(
            "You take the slope from the `A` in the caches, by 1 − a² or a(1 − a). That A went through dropout: "
            "it is masked and scaled. Take the slope at Z.",
            "你用缓存里的 `A`，按 1 − a² 或 a(1 − a) 求斜率。那个 A 经过了暂退法，被掩码和缩放改过。斜率要取在 Z 处。",
        ),
    ),
    Misconception(
        "slope_left_out",
        _back(slope=lambda dA, before, name, rate: dA),
        Text(
            "Behind dropout the slope of the activation function is missing.",
            "穿过暂退法之后，少了激活函数的斜率。",
        ),
    ),
    Misconception(
        "undropped_inputs",
        _plain_inputs,
        Text(
            "dW is computed with the activations as they were before dropout. The weights met the dropped ones: "
            "`A_prev`.",
            "dW 用的是丢弃之前的激活值。与权重相乘的是丢弃之后的：`A_prev`。",
        ),
    ),
    Misconception(
        "mask_of_this_layer",
        _back(mask=lambda caches, at: caches[at]["mask"]),
        Text(
            "You take the mask of this layer. dX goes back into the layer before: its units were dropped by the mask "
            "of that layer.",
            "你取的是这一层的掩码。dX 要进入前一层：那里的单元是被前一层的掩码丢弃的。",
        ),
    ),
    Misconception(
        "first_rate_for_all",
        _back(rate=lambda rates, at: rates[0]),
        Text(
            "Every hidden layer is scaled by the first rate. Each has its own.",
            "所有隐藏层都用第一个丢弃概率来缩放。每层有自己的。",
        ),
    ),
    Misconception(
        "rates_reversed",
        _back(rate=lambda rates, at: rates[::-1][at - 1]),
        Text(
            "The rates are used in the reverse order. `drop_rates` begins with the first hidden layer.",
            "丢弃概率的次序反了。`drop_rates` 从第一个隐藏层开始。",
        ),
    ),
    Misconception(
        "scaled_without_mask",
        _back(none=_always_masked),
        Text(
            "Where the mask is None you scale all the same. None means that nothing was dropped and nothing scaled.",
            "掩码是 None 的地方，你还是缩放了。None 表示那里什么也没丢弃，也没有缩放。",
        ),
    ),
    Misconception(
        "none_compared",
        _back(none=_compared_with_none),
        NONE_USED,
    ),
    Misconception(
        "none_multiplied",
        _back(none=lambda dA, rate: dA * NOTHING / (1 - rate)),
        NONE_USED,
    ),
    Misconception(
        "new_masks",
        _new_masks,
        Text(
            "You draw new masks. The gradient goes back through the units that took part in this very forward pass: "
            "their masks are in the caches.",
            "你又抽了新的掩码。梯度只能经过这一次前向传播里参与过的单元往回走：那些掩码就在缓存里。",
        ),
    ),
    Misconception(
        "last_layer_first",
        _back(order=lambda grads: grads),
        Text(
            "Your list begins with the last layer. It should have the order of `params`, the first layer first.",
            "你的列表从最后一层开始。题目要的次序与 `params` 相同，第一层在前。",
        ),
    ),
    Misconception(
        "unchecked",
        _walk_unchecked,
        Text(
            "Lists of different lengths go through. There is one cache and one activation for each layer, and one rate "
            "for each hidden layer.",
            "长度不同的列表没有拦住。每层各有一份缓存、一个激活函数，每个隐藏层有一个丢弃概率。",
        ),
    ),
)
